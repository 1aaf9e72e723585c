// The visit rate of the last twelve months as a line, with the same figures as a table.
import { useMemo } from 'react'
import { rateOf } from '../../domain/indicators/indicators.ts'
import { Trend } from '../../ui/trend.tsx'
import { figure, monthText, percent } from '../figures.ts'
import { Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { token } from '../theme.ts'
import type { Board } from './BoardPage.tsx'

export default function RateTrend({ board }: { board: Board }) {
  const say = useWords()
  const points = useMemo(
    () =>
      board.trend.map(({ month, numerator, denominator }) => ({
        label: month,
        value: rateOf(numerator, denominator),
        lines: [
          say('map.bubble', { rate: percent(rateOf(numerator, denominator)) }),
          say('board.rateOf', { visited: figure(numerator), all: figure(denominator) }),
        ],
      })),
    [board.trend, say],
  )
  return (
    <Panel title={say('trend.title')}>
      <Trend points={points} label={say('trend.label')} color={token('--sunset')} />
      <details className="definition">
        <summary>{say('trend.table')}</summary>
        <table className="plain">
          <thead>
            <tr>
              <th scope="col">{say('board.month')}</th>
              <th scope="col">{say('board.visitRate')}</th>
              <th scope="col">{say('part.denominator')}</th>
              <th scope="col">{say('part.numerator')}</th>
            </tr>
          </thead>
          <tbody>
            {board.trend.map(({ month, numerator, denominator }) => (
              <tr key={month}>
                <th scope="row">{monthText(month)}</th>
                <td>{percent(rateOf(numerator, denominator))}</td>
                <td>{figure(denominator)}</td>
                <td>{figure(numerator)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </Panel>
  )
}
