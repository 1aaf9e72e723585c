// One figure with its word, its unit and what it stands beside.
import type { ReactNode } from 'react'
import { useWords } from '../language.tsx'

interface FigureProps {
  word: string
  value: ReactNode
  unit?: string
  note?: ReactNode
  tone?: 'good' | 'bad' | undefined
}

export function Figure({ word, value, unit, note, tone }: FigureProps) {
  return (
    <div className={tone ? `meal-figure meal-figure-${tone}` : 'meal-figure'}>
      <span className="soft">{word}</span>
      <strong>
        {value}
        {unit && <small> {unit}</small>}
      </strong>
      {note && <span className="soft small">{note}</span>}
    </div>
  )
}

/** How many must eat; none where what comes every month already covers what goes. */
export function useDinersNeeded(): (diners: number | null) => string {
  const say = useWords()
  return diners =>
    diners === null ? '—' : diners === 0 ? say('books.anyDiners') : say('books.perMeal', { count: diners })
}
