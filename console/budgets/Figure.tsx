// A figure before and after, with what it gains or loses.
import type { ReactNode } from 'react'
import { figure, percent } from '../figures.ts'
import { useWords } from '../language.tsx'

export function Figure({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="budget-figure">
      <span>{name}</span>
      {children}
    </div>
  )
}

interface FromToProps {
  before: number
  after: number
  /** How a number is said; a plain count without it. */
  words?: (value: number) => string
  /** Shares of so many are shown beside the numbers. */
  of?: number
}

export function FromTo({ before, after, words = figure, of }: FromToProps) {
  const say = useWords()
  const share = (value: number) => (of ? percent((value / of) * 100) : null)
  return (
    <>
      <b>{share(after) ?? words(after)}</b>
      {before === after ? (
        <span className="soft small">{say('budget.same')}</span>
      ) : (
        <span>
          <span className="soft">{say('budget.was', { before: share(before) ?? words(before) })} </span>
          <span className="budget-more">
            {after > before ? '+' : '−'}
            {words(Math.abs(after - before))}
          </span>
        </span>
      )}
    </>
  )
}
