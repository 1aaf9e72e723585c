// How far along a place is, as a colour and in words.
import type { SurgeSummary, Tally } from '../../domain/surges/surge.ts'
import type { Say } from '../language.tsx'

/** Red, orange, green of ui/tokens.css: nobody yet, some, everybody. */
export function colorOf({ total, reached, attempted }: Tally): string {
  if (reached >= total) return '#2d6a3e'
  return reached + attempted > 0 ? '#d98218' : '#b3001b'
}

export function waitText(say: Say, minutes: number): string {
  if (minutes < 60) return say('surges.minutes', { minutes })
  return say('surges.hours', { hours: Math.floor(minutes / 60), minutes: minutes % 60 })
}

export function summaryLines(say: Say, summary: SurgeSummary): string[] {
  const { total, reached, attempted, byPhone, casesOpened, halfMinutes, allMinutes } = summary
  const left = total - reached
  return [
    say('surges.sumReached', { reached, total, phone: byPhone }),
    ...(halfMinutes === null ? [] : [say('surges.sumHalf', { time: waitText(say, halfMinutes) })]),
    ...(allMinutes === null ? [] : [say('surges.sumAll', { time: waitText(say, allMinutes) })]),
    ...(left > 0 ? [say('surges.sumLeft', { left, attempted })] : []),
    ...(casesOpened > 0 ? [say('surges.sumCases', { count: casesOpened })] : []),
  ]
}
