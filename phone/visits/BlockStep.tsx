// One block of the form: one tap for all that is fine, the dangerous fields always one by one.
import { useState } from 'react'
import type { AnswerLevel, VisitBlock, VisitField } from '../../domain/visits/answers.ts'
import { Button, Choice } from '../frame/Controls.tsx'
import { useSpeech } from '../language.tsx'
import { AskAloud } from './AskAloud.tsx'
import { dangerFieldsOf, isBlockFine, plainFieldsOf, withBlockFine } from './draft.ts'
import type { StepParts } from './VisitForm.tsx'

type BlockParts = StepParts & { block: VisitBlock; missing: readonly VisitField[] }

export function BlockStep({ block, draft, change, missing }: BlockParts) {
  const { say, choices, listed } = useSpeech()
  const { answers } = draft
  const plain = plainFieldsOf(block)
  const dangerous = dangerFieldsOf(block)
  const isFine = isBlockFine(answers, block)
  const isStarted = plain.some(field => answers[field] !== 'notAsked')
  const [oneByOne, setOneByOne] = useState(isStarted && !isFine)
  const questions = (fields: readonly VisitField[]) =>
    fields.map(field => (
      <Question
        key={field}
        field={field}
        level={answers[field]}
        isMissing={missing.includes(field)}
        onLevel={level => change({ answers: { ...answers, [field]: level } })}
      />
    ))
  return (
    <>
      {oneByOne ? (
        questions(plain)
      ) : (
        <div className="question">
          <p>{listed(plain.map(field => choices.fields[field]))}</p>
          <Choice
            kind="ok"
            chosen={isFine}
            onChoose={() => change({ answers: withBlockFine(answers, block) })}
          >
            {say('form.allFine')}
          </Choice>
          <Button kind="quiet" onClick={() => setOneByOne(true)}>
            {say('form.oneByOne')}
          </Button>
        </div>
      )}
      {oneByOne && !isFine && (
        <p>
          <Button onClick={() => change({ answers: withBlockFine(answers, block) })} icon="check">
            {say('form.restFine')}
          </Button>
        </p>
      )}
      {dangerous.length > 0 && <h2 className="section">{say('form.mustAsk')}</h2>}
      {questions(dangerous)}
    </>
  )
}

const answerKinds: readonly { level: Exclude<AnswerLevel, 'notAsked'>; icon: 'check' | 'eye' | 'danger' }[] =
  [
    { level: 'ok', icon: 'check' },
    { level: 'attention', icon: 'eye' },
    { level: 'danger', icon: 'danger' },
  ]

interface QuestionParts {
  field: VisitField
  level: AnswerLevel
  isMissing: boolean
  onLevel: (level: AnswerLevel) => void
}

/** Tapping the chosen answer once more takes it back. */
function Question({ field, level, isMissing, onLevel }: QuestionParts) {
  const { choices } = useSpeech()
  return (
    <fieldset className={`group question ${isMissing ? 'missing' : ''}`} aria-labelledby={`field-${field}`}>
      <div className="line">
        <h3 id={`field-${field}`}>{choices.fields[field]}</h3>
        <AskAloud text={words => words.asks[field]} />
      </div>
      <p>{choices.asks[field]}</p>
      <div className="choices columns-3">
        {answerKinds.map(kind => (
          <Choice
            key={kind.level}
            kind={kind.level}
            icon={kind.icon}
            chosen={level === kind.level}
            onChoose={() => onLevel(level === kind.level ? 'notAsked' : kind.level)}
          >
            {choices.levels[kind.level]}
          </Choice>
        ))}
      </div>
    </fieldset>
  )
}
