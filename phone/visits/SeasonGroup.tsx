// What only this season asks, beside the safety questions.
import { answersTo, type SeasonalAnswer, seasonalMeanings } from '../../domain/visits/season.ts'
import { Choice } from '../frame/Controls.tsx'
import { useSpeech } from '../language.tsx'
import { AskAloud } from './AskAloud.tsx'
import type { StepParts } from './VisitForm.tsx'

const icons = { ok: 'check', attention: 'eye', danger: 'danger' } as const

export function SeasonGroup({ draft, change }: StepParts) {
  const { say, choices } = useSpeech()
  if (draft.season.length === 0) return null
  const toggle = (answer: SeasonalAnswer) => {
    const { question } = seasonalMeanings[answer]
    const others = draft.seasonal.filter(said => said.question !== question)
    const isTakenBack = draft.seasonal.some(said => said.answer === answer)
    change({ seasonal: isTakenBack ? others : [...others, { question, answer }] })
  }
  return (
    <>
      <h2 className="section">{say('season.title')}</h2>
      {draft.season.map(question => (
        <fieldset key={question} className="group question" aria-labelledby={`season-${question}`}>
          <div className="line">
            <h3 id={`season-${question}`}>{choices.seasons[question]}</h3>
            <AskAloud
              text={words =>
                `${words.seasons[question]}: ${answersTo(question)
                  .map(answer => words.seasonAnswers[answer])
                  .join('; ')}`
              }
            />
          </div>
          <div className="choices columns-2">
            {answersTo(question).map(answer => (
              <Choice
                key={answer}
                kind={seasonalMeanings[answer].level}
                icon={icons[seasonalMeanings[answer].level]}
                chosen={draft.seasonal.some(said => said.answer === answer)}
                onChoose={() => toggle(answer)}
              >
                {choices.seasonAnswers[answer]}
              </Choice>
            ))}
          </div>
        </fieldset>
      ))}
    </>
  )
}
