// A figure of people split into its reasons: one bar a reason, each opens its list.
import { type Indicator, indicators } from '../../domain/indicators/indicators.ts'
import { figure } from '../figures.ts'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import type { Board } from './BoardPage.tsx'
import { useListOf } from './Figure.tsx'
import { countOf } from './figures-of.ts'

interface BarsProps {
  board: Board
  parts: readonly Indicator[]
  /** Words that need more room than a need does. */
  wide?: boolean
}

export function Bars({ board, parts, wide = false }: BarsProps) {
  const say = useWords()
  const listOf = useListOf(board)
  const most = Math.max(1, ...parts.map(part => countOf(board.values, part)))
  const className = wide ? 'bar-row wide' : 'bar-row'
  return (
    <ul className="bars">
      {parts.map(part => {
        const count = countOf(board.values, part)
        const list = listOf(part)
        const row = (
          <>
            {/* "没见到：不在家": under its heading the part before the colon says nothing new. */}
            <span>{indicators.words[part].replace(/^.*：/, '')}</span>
            <span className="bar" aria-hidden>
              <span style={{ width: `${(count / most) * 100}%` }} />
            </span>
            <b>
              {figure(count)} <span className="soft small">{say('unit.people')}</span>
            </b>
          </>
        )
        return (
          <li key={part}>
            {list ? (
              <Go to={list} className={className}>
                {row}
              </Go>
            ) : (
              <span className={className}>{row}</span>
            )}
          </li>
        )
      })}
    </ul>
  )
}
