// The first questions: what was wrong last time, one by one, before anything new.
import { type FollowUpOutcome, followUpOutcomes, type Question } from '../../domain/visits/follow-up.ts'
import { isOfHousehold } from '../../domain/visits/household.ts'
import { Choice } from '../frame/Controls.tsx'
import type { IconName } from '../frame/Icon.tsx'
import { useSpeech } from '../language.tsx'
import type { ChoiceWords } from '../messages/choices.ts'
import { sayIn } from '../messages/say-in.ts'
import { AskAloud } from './AskAloud.tsx'
import { outcomeOf, withOutcome } from './draft.ts'
import type { StepParts } from './VisitForm.tsx'

const icons: Readonly<Record<FollowUpOutcome, { icon: IconName; kind?: 'ok' | 'attention' | 'danger' }>> = {
  mended: { icon: 'check', kind: 'ok' },
  eased: { icon: 'eye', kind: 'attention' },
  stillWrong: { icon: 'danger', kind: 'danger' },
  notSeen: { icon: 'noPerson' },
}

type Sayer = ReturnType<typeof sayIn>

function asked(question: Question, say: Sayer, words: ChoiceWords): string {
  const { field, level, trouble } = question
  if (field === null) return say('last.askCase', { what: trouble ?? '' })
  const said = { what: words.fields[field], level: words.levels[level ?? 'danger'] }
  return say(isOfHousehold(field) ? 'last.askFixed' : 'last.ask', said)
}

export function LastStep({ draft, change, isShort }: StepParts & { isShort: boolean }) {
  const { say, choices } = useSpeech()
  return (
    <>
      {draft.questions.map(question => {
        const chosen = outcomeOf(draft, question)
        const id = `last-${question.key}`
        return (
          <fieldset
            key={question.key}
            className={`group question ${isShort && chosen === null ? 'missing' : ''}`}
            aria-labelledby={id}
          >
            <div className="line">
              <h3 id={id}>{asked(question, say, choices)}</h3>
              <AskAloud text={(words, language) => asked(question, sayIn(language), words)} />
            </div>
            <div className="choices columns-2">
              {followUpOutcomes.keys.map((outcome: FollowUpOutcome) => (
                <Choice
                  key={outcome}
                  {...icons[outcome]}
                  chosen={chosen === outcome}
                  onChoose={() => change(withOutcome(draft, question, outcome))}
                >
                  {choices.outcomes[outcome]}
                </Choice>
              ))}
            </div>
          </fieldset>
        )
      })}
    </>
  )
}
