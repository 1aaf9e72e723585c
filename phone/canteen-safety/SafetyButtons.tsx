// On the first screen of a kitchen: what is left to keep of the meal, and whether the day's records are whole.
import type { CarriedSafety } from '../../domain/canteen-safety/api.ts'
import { periodOf } from '../../domain/canteen-safety/records.ts'
import { missingSamples } from '../../domain/canteen-safety/samples.ts'
import { pathOf } from '../address.ts'
import type { KitchenParts } from '../canteens/keeping.ts'
import { Icon } from '../frame/Icon.tsx'
import { useSpeech } from '../language.tsx'
import { dueSamples } from './safety.ts'
import { safetyWords } from './words.ts'
import './canteen-safety.css'

interface Parts extends Pick<KitchenParts, 'kitchen' | 'meal' | 'today'> {
  safety: CarriedSafety
}

export function SampleButton({ kitchen, meal, today, safety }: Parts) {
  const { say } = useSpeech()
  if (safety.duty === 'sampleElsewhere') return null
  const dishes = kitchen.menu.find(one => one.day === today && one.meal === meal)?.dishes ?? []
  const kept = safety.samples.filter(one => one.day === today && one.meal === meal)
  const left = missingSamples(
    dishes.map(dish => dish.name),
    kept.map(one => one.dish),
  ).length
  const due = dueSamples(safety, new Date()).length
  return (
    <a className="big-button" href={pathOf({ at: 'home', path: 'sample' })}>
      <Icon name="squares" />
      <strong>{say('sample.title')}</strong>
      <span>
        {[
          say(left > 0 ? 'sample.left' : 'sample.noneLeft', { count: left }),
          ...(due > 0 ? [say('sample.dueCount', { count: due })] : []),
        ].join('　')}
      </span>
    </a>
  )
}

export function ChecksButton({ today, safety }: Parts) {
  const { say, language } = useSpeech()
  const words = safetyWords[language]
  const open = [
    ...(safety.disinfections.some(one => one.day === today) ? [] : [say('checks.disinfection')]),
    ...(safety.selfChecks.some(one => one.kind === 'dayCheck' && one.day === periodOf('dayCheck', today))
      ? []
      : [words.checks.dayCheck]),
  ]
  return (
    <a className="record-button" href={pathOf({ at: 'home', path: 'checks' })}>
      <Icon name="pen" />
      <strong>{say('checks.title')}</strong>
      <span>{open.length > 0 ? say('checks.open', { what: open.join('、') }) : say('checks.whole')}</span>
    </a>
  )
}
