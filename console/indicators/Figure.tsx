// A number with its name and unit that opens the list it counts.
import { type Indicator, indicators } from '../../domain/indicators/indicators.ts'
import { figure } from '../figures.ts'
import { Go } from '../Go.tsx'
import { paths } from '../paths.ts'
import { useMay } from '../session.tsx'
import type { Board } from './BoardPage.tsx'
import { countOf } from './figures-of.ts'

/** Households and visits have no list of their own; everything else counts elders or cases. */
const withoutList: readonly Indicator[] = [
  'householdsOnRecord',
  'visitsRecorded',
  'visitsAtHome',
  'visitsNotReached',
  'visitsMet',
]

/** The list behind an indicator of this board, null when there is none or the post may not see it. */
export function useListOf(board: Board): (indicator: Indicator) => string | null {
  const may = useMay()
  const region = board.region.code
  return indicator => {
    if (withoutList.includes(indicator)) return null
    if (indicator.startsWith('aidCases'))
      return may('aidCase:read')
        ? paths.aidCases({ region, whose: 'all', ended: indicator === 'aidCasesClosed' ? 'yes' : undefined })
        : null
    return may('elder:read') ? paths.boardRecords({ region, month: board.month, indicator }) : null
  }
}

interface FigureProps {
  board: Board
  indicator: Indicator
  unit: string
  large?: boolean
  tone?: 'danger' | 'warn'
}

export function Figure({ board, indicator, unit, large, tone }: FigureProps) {
  const list = useListOf(board)(indicator)
  const count = countOf(board.values, indicator)
  const className = ['figure', large && 'large', count > 0 && tone].filter(Boolean).join(' ')
  const inside = (
    <>
      <span className="figure-name">{indicators.words[indicator]}</span>
      <span className="figure-value">
        {figure(count)}
        <span className="figure-unit"> {unit}</span>
      </span>
    </>
  )
  return list ? (
    <Go to={list} className={className}>
      {inside}
    </Go>
  ) : (
    <div className={className}>{inside}</div>
  )
}

export function Small({ board, indicator, unit }: FigureProps) {
  const list = useListOf(board)(indicator)
  const inside = (
    <>
      {indicators.words[indicator]} <b>{figure(countOf(board.values, indicator))}</b> {unit}
    </>
  )
  return list ? (
    <Go to={list} className="chip">
      {inside}
    </Go>
  ) : (
    <span className="chip">{inside}</span>
  )
}
