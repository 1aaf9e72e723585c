// The small parts that the screens of settlements share: reasons, states, sums, what was said about a line.
import { Tag } from 'antd'
import type { ReactNode } from 'react'
import type { Output } from '../../domain/api.ts'
import { billStates } from '../../domain/settlements/bill.ts'
import {
  type ClaimLineKind,
  type ClaimLineState,
  claimLineKinds,
  claimLineStates,
  lineDeeds,
} from '../../domain/settlements/claim.ts'
import { type ClaimFault, claimFaults, faultRules, sentenceOfFault } from '../../domain/settlements/faults.ts'
import { instantText } from '../figures.ts'
import { useWords } from '../language.tsx'
import { yuanText } from '../money.ts'

const lineColours: Readonly<Record<ClaimLineState, string>> = {
  unchecked: 'default',
  allAgree: 'success',
  inQuestion: 'warning',
  awaitsProvider: 'processing',
  awaitsSecondYes: 'processing',
  admitted: 'success',
  turnedOff: 'error',
}

export function LineState({ state }: { state: ClaimLineState }) {
  return <Tag color={lineColours[state]}>{claimLineStates.words[state]}</Tag>
}

const billColours: Readonly<Record<Output<'bill.list'>['rows'][number]['state'], string>> = {
  drawnUp: 'warning',
  passed: 'processing',
  handedOver: 'processing',
  billPaid: 'success',
  billDropped: 'default',
}

export function BillState({ state }: { state: Output<'bill.list'>['rows'][number]['state'] }) {
  return <Tag color={billColours[state]}>{billStates.words[state]}</Tag>
}

export function Yuan({ fen }: { fen: number }) {
  const say = useWords()
  return <span className="money-cell">{say('claims.yuan', { sum: yuanText(fen) })}</span>
}

/** What was served, and where it is a fee for nothing served, that. */
export function LineItem({ line }: { line: { itemName: string | null; kind: ClaimLineKind } }) {
  return (
    <span className="nowrap">
      {line.itemName ?? '—'}
      {line.kind === 'feeLine' && (
        <>
          {' '}
          <Tag>{claimLineKinds.words.feeLine}</Tag>
        </>
      )}
    </span>
  )
}

/** Short, in a list. */
export function FaultTags({ faults }: { faults: readonly ClaimFault[] }) {
  return (
    <span className="fault-tags">
      {faults.map(one => (
        <Tag key={one.key} color="warning">
          {claimFaults.words[one.key]}
        </Tag>
      ))}
    </span>
  )
}

/** Whole, with what was seen and the number of the rule. */
export function FaultList({ faults }: { faults: readonly ClaimFault[] }) {
  const say = useWords()
  return (
    <ul className="fault-list">
      {faults.map(one => (
        <li key={one.key}>
          <span className="strong">{claimFaults.words[one.key]}</span>{' '}
          <span className="soft small">{say('claims.rule', { number: faultRules[one.key] })}</span>
          <br />
          {sentenceOfFault(one)}
        </li>
      ))}
    </ul>
  )
}

export function LineStory({ events }: { events: Output<'claimLine.get'>['events'] }) {
  const say = useWords()
  return (
    <ol className="line-story">
      {events.map(event => (
        <li key={event.id}>
          <span className="strong">{lineDeeds.words[event.deed]}</span>{' '}
          <span className="soft small">
            {event.byName ?? say('claims.byProgram')} · {instantText(event.at)}
          </span>
          {event.words && (
            <>
              <br />
              {event.words}
            </>
          )}
        </li>
      ))}
    </ol>
  )
}

/** Word and fact in two columns. */
export function Facts({ rows }: { rows: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className="side-facts">
      {rows.map(([word, fact]) => (
        <div key={word} style={{ display: 'contents' }}>
          <dt>{word}</dt>
          <dd>{fact}</dd>
        </div>
      ))}
    </dl>
  )
}

/** A number that people read first, with its word; with `to` it opens its list. */
export function Sum({ word, fen, lines }: { word: string; fen: number; lines?: number }) {
  const say = useWords()
  return (
    <div className="figure">
      <span className="figure-name">{word}</span>
      <span className="figure-value">
        {yuanText(fen)}
        <span className="figure-unit">
          {' '}
          {lines === undefined ? say('claims.unit') : say('claims.unitLines', { lines })}
        </span>
      </span>
    </div>
  )
}
