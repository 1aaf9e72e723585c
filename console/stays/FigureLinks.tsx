// Figures on top of a list; each opens the rows it counts.
import type { ReactNode } from 'react'
import { Go } from '../Go.tsx'
import './stays.css'

export interface FigureLink {
  word: string
  value: ReactNode
  to?: string
  tone?: 'bad' | undefined
}

export function FigureLinks({ figures }: { figures: readonly FigureLink[] }) {
  return (
    <div className="stay-figures">
      {figures.map(({ word, value, to, tone }) => {
        const inside = (
          <>
            <span className="soft">{word}</span>
            <strong className={tone === 'bad' ? 'warn-text' : undefined}>{value}</strong>
          </>
        )
        return to ? (
          <Go key={word} to={to} className="stay-figure">
            {inside}
          </Go>
        ) : (
          <div key={word} className="stay-figure">
            {inside}
          </div>
        )
      })}
    </div>
  )
}
