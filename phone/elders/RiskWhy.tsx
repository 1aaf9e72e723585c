// How risky and what that is made of, in words; the gravest causes first, for a visitor reads no table of points.
import { answerOf, type RiskCause } from '../../domain/risk/causes.ts'
import type { ElderToday } from '../due-list.ts'
import { useSpeech } from '../language.tsx'

/** More than these say nothing new at the gate. */
const causesShown = 6

export function RiskWhy({ entry }: { entry: ElderToday }) {
  const { say, choices } = useSpeech()
  const { standing } = entry.elder
  const causes = [...(standing?.why ?? [])].sort(([, one], [, other]) => other - one).slice(0, causesShown)
  const words = causes.map(([cause]) => {
    const answer = answerOf(cause)
    if (answer) return `${choices.fields[answer.field]}: ${choices.levels[answer.level]}`
    return choices.causes[cause as RiskCause] ?? cause
  })
  return (
    <div className="risk-why">
      <span className={`risk-word ${entry.due.risk}`}>{choices.risks[entry.due.risk]}</span>
      {standing?.set && <span className="soft"> {say('elder.riskSet')}</span>}
      {words.length > 0 && <p>{words.join(' · ')}</p>}
    </div>
  )
}

/** The other rules that ask for the same visit. */
export function AlsoDue({ entry }: { entry: ElderToday }) {
  const { say, choices } = useSpeech()
  const { also } = entry.due
  if (also.length === 0) return null
  return <p>{say('elder.alsoDue', { reasons: also.map(reason => choices.reasons[reason]).join(' · ') })}</p>
}
