// Large numbers above a list; each opens the lines it counts.
import { figure } from '../figures.ts'
import { Go } from '../Go.tsx'

export interface Figure {
  word: string
  value: number
  unit: string
  to: string
  /** Set while the list below is just these lines. */
  chosen?: boolean
  warns?: boolean
}

export function Figures({ figures }: { figures: readonly Figure[] }) {
  return (
    <ul className="care-figures">
      {figures.map(({ word, value, unit, to, chosen = false, warns = false }) => (
        <li key={word} className={chosen ? 'chosen' : ''}>
          <Go to={to}>
            <span>{word}</span>
            <strong className={warns && value > 0 ? 'warns' : ''}>{figure(value)}</strong>
            <small>{unit}</small>
          </Go>
        </li>
      ))}
    </ul>
  )
}
