// One figure with its word, its unit and what it stands beside.
import type { ReactNode } from 'react'

interface FigureProps {
  word: string
  value: ReactNode
  note?: ReactNode
  tone?: 'good' | 'bad' | undefined
}

export function Figure({ word, value, note, tone }: FigureProps) {
  return (
    <div className={tone ? `meal-figure meal-figure-${tone}` : 'meal-figure'}>
      <span className="soft">{word}</span>
      <strong>{value}</strong>
      {note && <span className="soft small">{note}</span>}
    </div>
  )
}
