// Field by field: what each record says, which value survives and why; the arrow keys choose.
import { useEffect, useState } from 'react'
import { type MergeField, type MergeSide, mergeFields } from '../../domain/elders/merge-fields.ts'
import type { MergeCandidate, MergePreview } from '../../domain/elders/merging-api.ts'
import { useWords } from '../language.tsx'
import { type Chosen, fieldText, sideOf } from './field-texts.ts'
import { isTyping } from './PairSteps.tsx'
import { RestRows } from './RestRows.tsx'

interface FieldRowsProps {
  preview: MergePreview
  leftId: string
  chosen: Chosen
  onChoose: (field: MergeField, side: MergeSide) => void
}

export function FieldRows({ preview, leftId, chosen, onChoose }: FieldRowsProps) {
  const say = useWords()
  const leftSide: MergeSide = preview.survivorId === leftId ? 'survivor' : 'absorbed'
  const rightSide: MergeSide = leftSide === 'survivor' ? 'absorbed' : 'survivor'
  const differing = preview.fields.filter(one => one.differs)
  const same = preview.fields.filter(one => !one.differs)
  const [current, setCurrent] = useState(0)
  useEffect(() => {
    const move = (event: KeyboardEvent) => {
      if (isTyping(event.target)) return
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
      const side = { ArrowLeft: leftSide, ArrowRight: rightSide }[event.key]
      if (step === undefined && side === undefined) return
      event.preventDefault()
      if (step !== undefined) setCurrent(before => Math.max(0, Math.min(differing.length - 1, before + step)))
      const field = differing[current]
      if (side !== undefined && field?.choices.includes(side)) onChoose(field.field, side)
    }
    window.addEventListener('keydown', move)
    return () => window.removeEventListener('keydown', move)
  }, [current, differing, leftSide, rightSide, onChoose])
  const record = (side: MergeSide) => (side === 'survivor' ? preview.survivor : preview.merged)
  return (
    <>
      {differing.map((proposal, index) => (
        <FieldRow
          key={proposal.field}
          proposal={proposal}
          current={index === current}
          taken={sideOf(preview, chosen, proposal.field)}
          sides={[leftSide, rightSide]}
          records={[record(leftSide), record(rightSide)]}
          onChoose={side => {
            setCurrent(index)
            onChoose(proposal.field, side)
          }}
        />
      ))}
      <RestRows preview={preview} leftId={leftId} />
      <details className="below">
        <summary>{say('compare.same', { count: same.length })}</summary>
        <dl className="facts">
          {same.map(({ field }) => (
            <div key={field}>
              <dt>{mergeFields.words[field]}</dt>
              <dd>{fieldText(field, preview.survivor, say) ?? say('compare.empty')}</dd>
            </div>
          ))}
        </dl>
      </details>
    </>
  )
}

interface FieldRowProps {
  proposal: MergePreview['fields'][number]
  current: boolean
  taken: MergeSide
  sides: [MergeSide, MergeSide]
  records: [MergeCandidate, MergeCandidate]
  onChoose: (side: MergeSide) => void
}

function FieldRow({ proposal, current, taken, sides, records, onChoose }: FieldRowProps) {
  const say = useWords()
  const { field, choices, reason } = proposal
  const word = mergeFields.words[field]
  const marks = [say('compare.first'), say('compare.second')]
  return (
    <fieldset className={current ? 'compare-row differs current' : 'compare-row differs'}>
      <legend className="visually-hidden">{word}</legend>
      <div className="compare-name">
        {word} <span className="small warn-text">{say('compare.differs')}</span>
      </div>
      {sides.map((side, index) => (
        <label
          key={side}
          className={taken === side || taken === 'joined' ? 'compare-cell taken' : 'compare-cell'}
        >
          <input
            type="radio"
            name={`take-${field}`}
            checked={taken === side}
            disabled={!choices.includes(side)}
            onChange={() => onChoose(side)}
          />
          <span className="compare-mark">{marks[index]}</span>
          <span>
            {fieldText(field, records[index] as MergeCandidate, say) ?? (
              <span className="soft">{say('compare.empty')}</span>
            )}
          </span>
        </label>
      ))}
      <div className="compare-why">
        {choices.includes('joined') && (
          <label>
            <input
              type="radio"
              name={`take-${field}`}
              checked={taken === 'joined'}
              onChange={() => onChoose('joined')}
            />
            {say('compare.both')}
          </label>
        )}
        <span className="soft small">{say('compare.reason', { reason })}</span>
      </div>
    </fieldset>
  )
}
