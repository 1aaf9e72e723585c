// How the month's visits went: at home or by telephone, whom nobody found and why, children unheard of, what a visitor carries.

import type { ReactNode } from 'react'
import {
  type ElderIndicator,
  missedIndicators,
  rateOf,
  visitFigureDefinitions,
} from '../../domain/indicators/indicators.ts'
import { useAnswer } from '../asking.ts'
import { figure, percent } from '../figures.ts'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { useMay } from '../session.tsx'
import { Answered } from '../states.tsx'
import { Bars } from './Bars.tsx'
import type { Board } from './BoardPage.tsx'
import { Figure, useListOf } from './Figure.tsx'
import { countOf } from './figures-of.ts'

export function VisitFigures({ board }: { board: Board }) {
  const say = useWords()
  const count = (indicator: Parameters<typeof countOf>[1]) => countOf(board.values, indicator)
  return (
    <section className="panel" aria-labelledby="visit-figures">
      <div className="panel-head">
        <h2 id="visit-figures">{say('visitFigures.title')}</h2>
      </div>
      <div className="figures">
        <ShareFigure
          board={board}
          name={say('visitFigures.homeShare')}
          part={count('visitsAtHome')}
          whole={count('visitsMet')}
          opens="eldersMetNotAtHome"
          definition={visitFigureDefinitions.homeShare}
        />
        <ShareFigure
          board={board}
          name={say('visitFigures.missedShare')}
          part={count('visitsNotReached')}
          whole={count('visitsRecorded')}
          opens="eldersMissed"
          definition={visitFigureDefinitions.missedShare}
        />
        <Figure board={board} indicator="eldersMissed" unit={say('unit.people')} tone="warn" />
        <Figure board={board} indicator="eldersMissedAgain" unit={say('unit.people')} tone="danger" />
        <Figure board={board} indicator="eldersWithoutChildren" unit={say('unit.people')} tone="warn" />
      </div>
      <div className="visit-figures-two">
        <Missed board={board} />
        <Load board={board} />
      </div>
      <details className="definition">
        <summary>{say('visitFigures.definition')}</summary>
        {Object.values(visitFigureDefinitions).map(words => (
          <p key={words}>{words}</p>
        ))}
      </details>
    </section>
  )
}

interface ShareFigureProps {
  board: Board
  name: string
  part: number
  whole: number
  opens: ElderIndicator
  definition: string
}

function ShareFigure({ board, name, part, whole, opens, definition }: ShareFigureProps) {
  const say = useWords()
  const list = useListOf(board)(opens)
  const inside = (
    <>
      <span className="figure-name">{name}</span>
      <span className="figure-value">{percent(rateOf(part, whole))}</span>
      <span className="figure-unit">
        {say('visitFigures.of', { part: figure(part), whole: figure(whole) })}
      </span>
    </>
  )
  return list ? (
    <Go to={list} className="figure" hint={definition}>
      {inside}
    </Go>
  ) : (
    <div className="figure" title={definition}>
      {inside}
    </div>
  )
}

function Missed({ board }: { board: Board }) {
  const say = useWords()
  return (
    <div>
      <h3>{say('visitFigures.why')}</h3>
      <Bars board={board} parts={missedIndicators} wide />
    </div>
  )
}

/** One decimal, or a dash where nobody carries anything. */
const each = (part: number, whole: number) => (whole === 0 ? '—' : (part / whole).toFixed(1))

function Load({ board }: { board: Board }) {
  const say = useWords()
  const may = useMay()
  const region = board.region.code
  const load = useAnswer('board.load', { regionCode: region, month: board.month })
  const lines = (name: string, value: string, note: string) => (
    <>
      <span className="figure-name">{name}</span>
      <span className="figure-value">{value}</span>
      <span className="figure-unit">{note}</span>
    </>
  )
  return (
    <div>
      <h3>{say('visitFigures.load')}</h3>
      <Answered query={load}>
        {({ visitors, eldersCarried, activeVisitors, visits, doubted }) => (
          <div className="figures">
            <Opens to={may('visit:assign') ? paths.visitors({ region }) : null}>
              {lines(
                say('visitFigures.eldersEach'),
                each(eldersCarried, visitors),
                say('visitFigures.carried', { visitors: figure(visitors), elders: figure(eldersCarried) }),
              )}
            </Opens>
            <Opens to={may('visitTruth:read') ? paths.truth({ region, month: board.month }) : null}>
              {lines(
                say('visitFigures.visitsEach'),
                each(visits, activeVisitors),
                say('visitFigures.visited', { visitors: figure(activeVisitors), visits: figure(visits) }),
              )}
            </Opens>
            <Opens to={may('visitTruth:read') ? paths.truth({ region, month: board.month }) : null}>
              {lines(say('visitFigures.doubted'), figure(doubted), say('visitFigures.doubtedNote'))}
            </Opens>
          </div>
        )}
      </Answered>
    </div>
  )
}

function Opens({ to, children }: { to: string | null; children: ReactNode }) {
  return to === null ? (
    <div className="figure">{children}</div>
  ) : (
    <Go to={to} className="figure">
      {children}
    </Go>
  )
}
