// One line of a sheet: typed with the keyboard in the order in which the eye goes over the paper.
import { Button, Radio, Tag } from 'antd'
import { useId } from 'react'
import type { SheetLine } from '../../domain/duty-sheets/sheet.ts'
import {
  type AnswerLevel,
  answerLevels,
  dangerFields,
  type VisitField,
  visitFields,
  visitNeeds,
} from '../../domain/visits/answers.ts'
import { type NotReachedReason, notReachedReasons } from '../../domain/visits/not-met.ts'
import { type VisitMethod, type VisitResult, visitMethods, visitResults } from '../../domain/visits/visit.ts'
import { dayText } from '../figures.ts'
import { Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { type LineDraft, othersAs } from './draft.ts'

interface OpenLineProps {
  line: SheetLine
  typed: LineDraft
  /** The day typed in the line above: a round is mostly of one day. */
  dayAbove: string | null
  onChange: (more: Partial<LineDraft>) => void
}

export function OpenLine({ line, typed, dayAbove, onChange }: OpenLineProps) {
  const say = useWords()
  const begin = (as: LineDraft['as']) =>
    onChange({ as, ...(as === 'visited' && typed.as !== 'visited' && dayAbove && { visitedOn: dayAbove }) })
  return (
    <Panel title={`${say('sheet.line', { line: line.line })} · ${line.elderName}`} note={where(line)}>
      {line.hasLeft && <p className="warn-text">{say('sheet.hasLeft')}</p>}
      <Radio.Group
        size="large"
        optionType="button"
        aria-label={say('sheet.line', { line: line.line })}
        value={typed.as}
        options={[
          { value: 'visited', label: say('sheet.visited') },
          { value: 'blank', label: say('sheet.blank') },
          { value: 'later', label: say('sheet.later') },
        ]}
        onChange={({ target }) => begin(target.value as LineDraft['as'])}
      />
      {typed.as === 'visited' && <Typed typed={typed} onChange={onChange} />}
    </Panel>
  )
}

const where = (line: SheetLine) => [line.villageName, line.hamlet, line.address].filter(Boolean).join(' ')

function Typed({ typed, onChange }: Pick<OpenLineProps, 'typed' | 'onChange'>) {
  const say = useWords()
  return (
    <div className="typed-line">
      <div className="typed-row">
        <Box word={say('sheet.on')}>
          {id => (
            <input
              id={id}
              type="date"
              value={typed.visitedOn}
              onChange={({ target }) => onChange({ visitedOn: target.value })}
            />
          )}
        </Box>
        <Box word={say('sheet.at')}>
          {id => (
            <input
              id={id}
              type="time"
              value={typed.startedAt}
              onChange={({ target }) => onChange({ startedAt: target.value })}
            />
          )}
        </Box>
        <Box word={say('sheet.minutes')}>
          {id => (
            <input
              id={id}
              type="number"
              min={1}
              max={600}
              value={typed.minutes}
              onChange={({ target }) => onChange({ minutes: Number(target.value) })}
            />
          )}
        </Box>
        <HowItWent typed={typed} onChange={onChange} />
      </div>
      {typed.result === 'met' && <Answered typed={typed} onChange={onChange} />}
      <Box word={say('sheet.note')}>
        {id => (
          <textarea
            id={id}
            rows={2}
            maxLength={1000}
            value={typed.note}
            onChange={({ target }) => onChange({ note: target.value })}
          />
        )}
      </Box>
    </div>
  )
}

function HowItWent({ typed, onChange }: Pick<OpenLineProps, 'typed' | 'onChange'>) {
  const say = useWords()
  return (
    <>
      <Picked
        word={say('sheet.method')}
        value={typed.method}
        words={visitMethods.words}
        onChange={method => onChange({ method: method as VisitMethod })}
      />
      <Picked
        word={say('sheet.result')}
        value={typed.result}
        words={visitResults.words}
        onChange={result => onChange({ result: result as VisitResult })}
      />
      {typed.result === 'notReached' && (
        <Picked
          word={say('sheet.reason')}
          value={typed.reason}
          words={{ '': say('sheet.choose'), ...notReachedReasons.words }}
          onChange={reason => onChange({ reason: reason as NotReachedReason | '' })}
        />
      )}
    </>
  )
}

const must: readonly VisitField[] = dangerFields
const others = visitFields.keys.filter(field => !must.includes(field))

function Answered({ typed, onChange }: Pick<OpenLineProps, 'typed' | 'onChange'>) {
  const say = useWords()
  const set = (field: VisitField, level: AnswerLevel) =>
    onChange({ answers: { ...typed.answers, [field]: level } })
  return (
    <>
      <fieldset>
        <legend>{say('sheet.must')}</legend>
        <div className="typed-fields">
          {must.map(field => (
            <Level key={field} field={field} value={typed.answers[field]} onChange={set} />
          ))}
        </div>
      </fieldset>
      <fieldset>
        <legend>{say('sheet.others')}</legend>
        <p>
          <Button onClick={() => onChange({ answers: othersAs(typed.answers, 'ok') })}>
            {say('sheet.othersWell')}
          </Button>{' '}
          <Button type="text" onClick={() => onChange({ answers: othersAs(typed.answers, 'notAsked') })}>
            {say('sheet.othersClear')}
          </Button>
        </p>
        <div className="typed-fields">
          {others.map(field => (
            <Level key={field} field={field} value={typed.answers[field]} onChange={set} />
          ))}
        </div>
      </fieldset>
      <fieldset>
        <legend>{say('sheet.needs')}</legend>
        <div className="typed-needs">
          {visitNeeds.keys.map(need => (
            <label key={need}>
              <input
                type="checkbox"
                checked={typed.needs.includes(need)}
                onChange={({ target }) =>
                  onChange({
                    needs: target.checked
                      ? [...typed.needs, need]
                      : typed.needs.filter(other => other !== need),
                  })
                }
              />{' '}
              {visitNeeds.words[need]}
            </label>
          ))}
        </div>
      </fieldset>
    </>
  )
}

/** The number before each word is what the keyboard chooses it by. */
const levelKeys: readonly [AnswerLevel, string][] = [
  ['notAsked', '0'],
  ['ok', '1'],
  ['attention', '2'],
  ['danger', '3'],
]

interface LevelProps {
  field: VisitField
  value: AnswerLevel
  onChange: (field: VisitField, level: AnswerLevel) => void
}

function Level({ field, value, onChange }: LevelProps) {
  return (
    <Box word={visitFields.words[field]}>
      {id => (
        <select
          id={id}
          className={`level-${value}`}
          value={value}
          onChange={({ target }) => onChange(field, target.value as AnswerLevel)}
        >
          {levelKeys.map(([level, number]) => (
            <option key={level} value={level}>
              {number} {answerLevels.words[level]}
            </option>
          ))}
        </select>
      )}
    </Box>
  )
}

interface PickedProps {
  word: string
  value: string
  words: Readonly<Record<string, string>>
  onChange: (chosen: string) => void
}

function Picked({ word, value, words, onChange }: PickedProps) {
  return (
    <Box word={word}>
      {id => (
        <select id={id} value={value} onChange={({ target }) => onChange(target.value)}>
          {Object.entries(words).map(([key, text]) => (
            <option key={key} value={key}>
              {text}
            </option>
          ))}
        </select>
      )}
    </Box>
  )
}

function Box({ word, children }: { word: string; children: (id: string) => React.ReactNode }) {
  const id = useId()
  return (
    <div className="typed-box">
      <label htmlFor={id}>{word}</label>
      {children(id)}
    </div>
  )
}

export function DoneLine({ countyCode, line }: { countyCode: string; line: SheetLine }) {
  const say = useWords()
  return (
    <Panel title={`${say('sheet.line', { line: line.line })} · ${line.elderName}`} note={where(line)}>
      {line.outcome === 'blank' && <Tag>{say('sheet.wasBlank')}</Tag>}
      {line.visit && (
        <p>
          <Tag color="success">
            {say('sheet.typedIn', {
              day: dayText(line.visit.visitedOn),
              result: visitResults.words[line.visit.result],
            })}
          </Tag>
          <Go to={paths.elder({ countyCode, id: line.elderId }, { part: 'visits' })}>
            {say('sheet.toVisit')}
          </Go>
        </p>
      )}
    </Panel>
  )
}
