// Figures on top of a list; each opens the rows it counts, and the one that is looked at is marked.
import type { ReactNode } from 'react'
import { Go } from './Go.tsx'

export interface FigureLink {
  word: string
  value: ReactNode
  /** What is counted, in small letters behind the number. */
  unit?: string
  note?: ReactNode
  to?: string
  current?: boolean
  tone?: 'bad' | 'danger' | undefined
}

const tones = { bad: 'warn-text', danger: 'danger-text' } as const

export function FigureLinks({ figures }: { figures: readonly FigureLink[] }) {
  return (
    <div className="figure-tiles">
      {figures.map(({ word, value, unit, note, to, current, tone }) => {
        const inside = (
          <>
            <span className="soft">{word}</span>
            <strong className={tone && tones[tone]}>
              {value}
              {unit && <small> {unit}</small>}
            </strong>
            {note && <span className="soft small">{note}</span>}
          </>
        )
        return to ? (
          <Go key={word} to={to} className="figure-tile" current={current ?? false}>
            {inside}
          </Go>
        ) : (
          <div key={word} className="figure-tile">
            {inside}
          </div>
        )
      })}
    </div>
  )
}

interface FlagLink {
  key: string
  says: string
  to: string
  current: boolean
  isRed?: boolean
}

/** What asks for a look, in words; each opens its list. */
export function FlagLinks(props: { title: string; nothing: string; flags: readonly FlagLink[] }) {
  const { title, nothing, flags } = props
  return (
    <p className="flag-links">
      <b>{title}</b>
      {flags.length === 0 && <span className="soft">{nothing}</span>}
      {flags.map(({ key, says, to, current, isRed }) => (
        <Go key={key} to={to} current={current} {...(isRed && { className: 'danger-text' })}>
          {says}
        </Go>
      ))}
    </p>
  )
}
