// The map of the counties coloured by visit rate, with its legend and the same figures as a table.
import { useMemo } from 'react'
import { rateOf } from '../../domain/indicators/indicators.ts'
import { type OutlineFigure, OutlineMap, type Outlines } from '../../ui/map.tsx'
import { colorOfRate, noRate, rateClasses } from '../../ui/rate-scale.ts'
import { useGo } from '../address.ts'
import { figure, percent } from '../figures.ts'
import { useNarrow } from '../frame/narrow.ts'
import { Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { Answered } from '../states.tsx'
import type { Board } from './BoardPage.tsx'
import { byRate } from './figures-of.ts'
import { useOutlines } from './outlines.ts'

export default function CountyMap({ board }: { board: Board }) {
  const say = useWords()
  const outlines = useOutlines()
  return (
    <Panel title={say('map.title')} className="map-panel">
      <Answered query={outlines}>{answer => <Drawn board={board} outlines={answer} />}</Answered>
      <Legend />
      <p className="soft small">{say('map.attribution')}</p>
    </Panel>
  )
}

function Drawn({ board, outlines }: { board: Board; outlines: Outlines }) {
  const say = useWords()
  const go = useGo()
  const narrow = useNarrow()
  const rows = useMemo(
    () =>
      outlines.features
        .flatMap(({ properties: { code, name } }) => {
          const counted = board.outlines[code]
          return counted
            ? [{ code, name, ...counted, rate: rateOf(counted.numerator, counted.denominator) }]
            : []
        })
        .sort(byRate),
    [board.outlines, outlines],
  )
  const figures = useMemo(
    () =>
      Object.fromEntries(
        rows.map((row): [string, OutlineFigure] => [
          row.code,
          {
            color: colorOfRate(row.rate),
            lines: [
              say('map.bubble', { rate: percent(row.rate) }),
              say('board.rateOf', { visited: figure(row.numerator), all: figure(row.denominator) }),
              say('map.click'),
            ],
          },
        ]),
      ),
    [rows, say],
  )
  const to = (code: string) => paths.board({ region: `${code}000000`, month: board.month })
  return (
    <>
      <OutlineMap
        outlines={outlines}
        figures={figures}
        heightPixels={narrow ? 320 : 560}
        label={say('map.label', { count: rows.length })}
        onChoose={code => go(to(code))}
      />
      <CountyTable rows={rows} to={to} />
    </>
  )
}

interface CountyRow {
  code: string
  name: string
  numerator: number
  denominator: number
  rate: number | null
}

/** The same figures for those who would rather read, or cannot see, a map. */
function CountyTable({ rows, to }: { rows: readonly CountyRow[]; to: (code: string) => string }) {
  const say = useWords()
  return (
    <details className="definition">
      <summary>{say('map.table')}</summary>
      <table className="plain">
        <thead>
          <tr>
            <th scope="col">{say('part.county')}</th>
            <th scope="col">{say('board.visitRate')}</th>
            <th scope="col">{say('part.denominator')}</th>
            <th scope="col">{say('part.numerator')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(row => (
            <tr key={row.code}>
              <th scope="row">
                <Go to={to(row.code)}>{row.name}</Go>
              </th>
              <td>{percent(row.rate)}</td>
              <td>{figure(row.denominator)}</td>
              <td>{figure(row.numerator)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}

function Legend() {
  const say = useWords()
  return (
    <div className="legend">
      <span>{say('map.legend')}</span>
      {rateClasses.map(each => (
        <span key={each.from} className="legend-class">
          <span className="swatch" style={{ background: each.color }} aria-hidden /> {each.words}
        </span>
      ))}
      <span className="legend-class">
        <span className="swatch" style={{ background: noRate.color }} aria-hidden /> {noRate.words}
      </span>
    </div>
  )
}
