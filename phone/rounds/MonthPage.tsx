// The month: how many are planned on each day, and for the chosen day who, in which order, home before dark.
import { useState } from 'react'
import { addDays, type Month, monthOf } from '../../domain/kernel/day.ts'
import { sentenceOf } from '../account/Doors.tsx'
import { go, pathOf } from '../address.ts'
import { Button, Notice, Screen } from '../frame/Controls.tsx'
import { dayText, useSpeech } from '../language.tsx'
import type { ScreenParts } from '../OpenPhone.tsx'
import { useWork } from '../open-phone.ts'
import { monthsOf, stopsOn, visitsOn, weeksOf } from './month.ts'
import { How } from './PlanOfDay.tsx'

export function MonthPage({ phone }: ScreenParts) {
  const { say, tag } = useSpeech()
  const { rounds, today } = useWork(phone.work)
  const [chosen, setChosen] = useState(today)
  const months = monthsOf(rounds, today)
  const [month, setMonth] = useState<Month>(monthOf(today))
  return (
    <Screen title={say('rounds.month')} back={() => go({ at: 'today' })}>
      {rounds.visits.length === 0 && <Notice kind="info">{say('rounds.noPlan')}</Notice>}
      {months.length > 1 && (
        <div className="choices columns-2">
          {months.map(one => (
            <button
              key={one}
              type="button"
              className={`choice ${one === month ? 'chosen' : ''}`}
              aria-pressed={one === month}
              onClick={() => setMonth(one)}
            >
              <span>{monthName(one, tag)}</span>
            </button>
          ))}
        </div>
      )}
      <Calendar month={month} chosen={chosen} onChoose={setChosen} phone={phone} />
      {/* Seven days side by side are narrower than a finger in a glove: these two do the same. */}
      <div className="row">
        {([-1, 1] as const).map(step => {
          const day = addDays(chosen, step)
          return (
            <Button
              key={step}
              disabled={!months.includes(monthOf(day))}
              onClick={() => {
                setChosen(day)
                setMonth(monthOf(day))
              }}
            >
              {say(step < 0 ? 'rounds.dayBefore' : 'rounds.dayAfter')}
            </Button>
          )
        })}
      </div>
      <DayPlan day={chosen} phone={phone} />
    </Screen>
  )
}

function monthName(month: Month, tag: string): string {
  return new Date(`${month}-01T00:00:00Z`).toLocaleDateString(tag, {
    year: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  })
}

interface CalendarProps {
  month: Month
  chosen: string
  onChoose: (day: string) => void
  phone: ScreenParts['phone']
}

function Calendar({ month, chosen, onChoose, phone }: CalendarProps) {
  const { say, tag } = useSpeech()
  const { rounds, today } = useWork(phone.work)
  return (
    <table className="calendar">
      <caption>{monthName(month, tag)}</caption>
      <thead>
        <tr>
          {([1, 2, 3, 4, 5, 6, 7] as const).map(weekday => (
            <th key={weekday} scope="col">
              {say(`weekday.${weekday}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(month, rounds).map(week => (
          <tr key={week.find(day => day)?.day ?? ''}>
            {week.map((day, at) => (
              <td key={day?.day ?? `empty-${at}`}>
                {day && (
                  <button
                    type="button"
                    aria-pressed={day.day === chosen}
                    aria-label={say('rounds.dayCount', { day: dayText(day.day, tag), count: day.visits })}
                    className={`day ${day.day === today ? 'today' : ''} ${day.day === chosen ? 'chosen' : ''}`}
                    onClick={() => onChoose(day.day)}
                  >
                    <span>{Number(day.day.slice(8))}</span>
                    <span className="count">{day.visits > 0 ? day.visits : ''}</span>
                  </button>
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function DayPlan({ day, phone }: { day: string; phone: ScreenParts['phone'] }) {
  const { say, tag } = useSpeech()
  const { rounds, elders, today } = useWork(phone.work)
  const [trouble, setTrouble] = useState<string | null>(null)
  const stops = stopsOn(day, rounds, elders)
  const hidden = visitsOn(day, rounds).length - stops.reduce((sum, stop) => sum + stop.entries.length, 0)
  const own = stops.flatMap(stop => stop.entries).filter(({ planned }) => !planned.standIn)
  const dark = rounds.darkAt[day]
  const offer = () =>
    phone.work
      .askStandIn({
        ...{ elderIds: own.map(({ entry }) => entry.elder.id), from: day, to: day, toAccountId: null },
        ...{ reason: 'swap', label: dayText(day, tag) },
      })
      .then(
        () => {
          void phone.sending.run({ force: true })
          go({ at: 'standIns' })
        },
        (error: unknown) => setTrouble(sentenceOf(error)),
      )
  return (
    <section aria-label={dayText(day, tag)} aria-live="polite">
      <h2 className="section">
        <span>{dayText(day, tag)}</span>
        <span>{dark && say('rounds.dark', { time: dark })}</span>
      </h2>
      {trouble && <Notice kind="danger">{trouble}</Notice>}
      {stops.length === 0 && hidden === 0 && <p className="soft">{say('rounds.freeDay')}</p>}
      {stops.length > 0 && (
        <ol className="list">
          {stops.map((stop, at) => (
            <li key={stop.householdId}>
              {stop.entries.map(({ entry, planned }) => (
                <a
                  key={entry.elder.id}
                  className="card"
                  href={pathOf({ at: 'elder', elderId: entry.elder.id })}
                >
                  <span className="line">
                    <span className="name">
                      {at + 1} {entry.elder.name}
                    </span>
                    <How visit={planned} />
                  </span>
                </a>
              ))}
            </li>
          ))}
        </ol>
      )}
      {hidden > 0 && <p className="soft">{say('rounds.laterCarried', { count: hidden })}</p>}
      {own.length > 0 && day >= today && (
        <Button icon="person" onClick={() => void offer()}>
          {say('rounds.offerDay')}
        </Button>
      )}
    </section>
  )
}
