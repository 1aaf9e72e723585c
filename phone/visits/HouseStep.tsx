// The house was looked at a few minutes ago, at the first of its elders: the same, or look again?
import { householdFields } from '../../domain/visits/household.ts'
import { raisedBySeason } from '../../domain/visits/season.ts'
import { Choice, Group, Notice } from '../frame/Controls.tsx'
import { useSpeech } from '../language.tsx'
import { asSeen, lookAgain } from './household.ts'
import type { StepParts } from './VisitForm.tsx'

export function HouseStep({ draft, change }: StepParts) {
  const { say, choices } = useSpeech()
  const seen = draft.houseSeen
  if (!seen) return null
  const found = raisedBySeason(seen.answers, seen.seasonal)
  return (
    <>
      <h2 className="section">{say('house.seen', { name: seen.name })}</h2>
      <dl className="facts">
        {householdFields.map(field => (
          <div key={field}>
            <dt>{choices.fields[field]}</dt>
            <dd
              className={`mark ${found[field] === 'danger' ? 'danger' : found[field] === 'ok' ? 'good' : 'warn'}`}
            >
              {choices.levels[found[field]]}
            </dd>
          </div>
        ))}
        {seen.seasonal.map(({ question, answer }) => (
          <div key={question}>
            <dt>{choices.seasons[question]}</dt>
            <dd>{choices.seasonAnswers[answer]}</dd>
          </div>
        ))}
      </dl>
      <Group title={say('house.answer')} columns={1}>
        <Choice kind="ok" chosen={seen.confirmed === 'same'} onChoose={() => change(asSeen(draft, seen))}>
          {say('house.same')}
        </Choice>
        <Choice chosen={seen.confirmed === 'again'} onChoose={() => change(lookAgain(draft, seen))}>
          {say('house.differs')}
        </Choice>
      </Group>
      {seen.confirmed === 'same' && <Notice kind="good">{say('house.confirmed')}</Notice>}
    </>
  )
}
