// The day as it is planned, household by household, with the time of day and the way each wants.
import type { ReactNode } from 'react'
import type { CarriedRounds } from '../../domain/rounds/carried.ts'
import type { ElderToday } from '../due-list.ts'
import { useSpeech } from '../language.tsx'
import { type PlannedVisit, type Stop, stopsOn } from './month.ts'

interface PlanOfDayProps {
  title: string
  stops: readonly Stop[]
  card: (entry: ElderToday) => ReactNode
}

/** Nothing where nothing is planned: then the list of who is due says it all. */
export function PlanOfDay({ title, stops, card }: PlanOfDayProps) {
  const { say } = useSpeech()
  if (stops.length === 0) return null
  const count = stops.reduce((sum, stop) => sum + stop.entries.length, 0)
  return (
    <section aria-label={title} data-testid="plan-of-day">
      <h2 className="section">
        <span>{title}</span>
        <span>{say('today.count', { count })}</span>
      </h2>
      {stops.map((stop, at) => (
        <div key={stop.householdId} className={stop.entries.length > 1 ? 'household' : undefined}>
          <p className="stop">
            <strong>{at + 1}</strong> <How visit={stop.entries[0]?.planned} />
            {stop.entries.length > 1 && (
              <span> · {say('rounds.sameHome', { count: stop.entries.length })}</span>
            )}
          </p>
          <ul className="list">
            {stop.entries.map(({ entry }) => (
              <li key={entry.elder.id}>{card(entry)}</li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  )
}

export function How({ visit }: { visit: PlannedVisit | undefined }) {
  const { say, choices } = useSpeech()
  if (!visit) return null
  return (
    <span>
      {[
        visit.dayPart && say(`dayPart.${visit.dayPart}`),
        choices.methods[visit.way],
        visit.standIn && say('rounds.inPlace'),
      ]
        .filter(Boolean)
        .join(' · ')}
    </span>
  )
}

/** Who of the plan is still to be called on today; whoever was met goes where the met ones are. */
export function stopsLeft(day: string, rounds: CarriedRounds, elders: readonly ElderToday[]): Stop[] {
  return stopsOn(day, rounds, elders)
    .map(stop => ({
      ...stop,
      entries: stop.entries.filter(
        ({ entry }) => !(entry.lastVisit?.visitedOn === day && entry.lastVisit.result === 'met'),
      ),
    }))
    .filter(stop => stop.entries.length > 0)
}
