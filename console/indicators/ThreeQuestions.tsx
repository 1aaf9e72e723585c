// 底数、情况、需求: the three troubles the letter names, each answered with figures that open their lists.
import { type Indicator, monthlyVisitRate } from '../../domain/indicators/indicators.ts'
import { figure, percent } from '../figures.ts'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { Bars } from './Bars.tsx'
import type { Board } from './BoardPage.tsx'
import { Figure, Small, useListOf } from './Figure.tsx'
import { visitRateOf } from './figures-of.ts'
import { GroupTotals } from './GroupTotals.tsx'

const needs: readonly Indicator[] = ['needMeal', 'needBath', 'needDoctor', 'needOther']

export function ThreeQuestions({ board }: { board: Board }) {
  return (
    <div className="questions">
      <CountQuestion board={board} />
      <ConditionQuestion board={board} />
      <NeedsQuestion board={board} />
    </div>
  )
}

function CountQuestion({ board }: { board: Board }) {
  const say = useWords()
  return (
    <section className="panel question" aria-labelledby="question-count">
      <h2 id="question-count">{say('board.count')}</h2>
      <div className="figures">
        <Figure board={board} indicator="eldersOnRecord" unit={say('unit.people')} large />
        <Figure board={board} indicator="eldersInScope" unit={say('unit.people')} large />
        <Figure board={board} indicator="householdsOnRecord" unit={say('unit.households')} />
      </div>
      <GroupTotals board={board} />
      <ul className="chips quiet">
        <li>
          <Small board={board} indicator="recordsIncomplete" unit={say('unit.people')} />
        </li>
        <li>
          <Small board={board} indicator="recordsUnconfirmed" unit={say('unit.people')} />
        </li>
      </ul>
    </section>
  )
}

function ConditionQuestion({ board }: { board: Board }) {
  const say = useWords()
  const visitRate = visitRateOf(board.values)
  const key = { region: board.region.code, month: board.month }
  return (
    <section className="panel question" aria-labelledby="question-condition">
      <h2 id="question-condition">{say('board.condition')}</h2>
      <div className="figures">
        <RateFigure board={board} />
        <Go to={paths.unvisited(key)} className="figure large call">
          <span className="figure-name">{say('board.unvisited')}</span>
          <span className="figure-value">{figure(visitRate.unvisited)}</span>
          <span className="figure-unit">{say('board.openUnvisited')}</span>
        </Go>
      </div>
      <Exclusions board={board} />
      <details className="definition">
        <summary>{say('board.definition')}</summary>
        <p>{monthlyVisitRate.definition}</p>
      </details>
      <div className="figures">
        <Figure board={board} indicator="eldersWithDanger" unit={say('unit.people')} tone="danger" />
        <Figure board={board} indicator="eldersWithAttention" unit={say('unit.people')} tone="warn" />
        <Figure board={board} indicator="aidCasesOpen" unit={say('unit.cases')} tone="warn" />
        <Figure board={board} indicator="eldersNeverVisited" unit={say('unit.people')} />
      </div>
    </section>
  )
}

/** Opens the people the rate is reckoned on; who of them was not visited has its own button beside it. */
function RateFigure({ board }: { board: Board }) {
  const say = useWords()
  const { rate, numerator, denominator } = visitRateOf(board.values)
  const list = useListOf(board)(monthlyVisitRate.denominator)
  const inside = (
    <>
      <span className="figure-name">{say('board.visitRate')}</span>
      <span className="figure-value">{percent(rate)}</span>
      <span className="figure-unit">
        {say('board.rateOf', { visited: figure(numerator), all: figure(denominator) })}
      </span>
    </>
  )
  return list ? (
    <Go to={list} className="figure large" hint={monthlyVisitRate.definition}>
      {inside}
    </Go>
  ) : (
    <div className="figure large" title={monthlyVisitRate.definition}>
      {inside}
    </div>
  )
}

function Exclusions({ board }: { board: Board }) {
  const say = useWords()
  const { excluded } = visitRateOf(board.values)
  return (
    <p className="exclusions">
      <span>{say('board.excluded', { count: figure(excluded) })}</span>
      {monthlyVisitRate.exclusions.map(indicator => (
        <Small key={indicator} board={board} indicator={indicator} unit={say('unit.people')} />
      ))}
    </p>
  )
}

function NeedsQuestion({ board }: { board: Board }) {
  const say = useWords()
  return (
    <section className="panel question" aria-labelledby="question-needs">
      <h2 id="question-needs">{say('board.needs')}</h2>
      <div className="figures">
        <Figure board={board} indicator="eldersWithNeed" unit={say('unit.people')} large />
      </div>
      <Bars board={board} parts={needs} />
      <div className="figures">
        <Figure board={board} indicator="visitsRecorded" unit={say('unit.visits')} />
        <Figure board={board} indicator="visitsAtHome" unit={say('unit.visits')} />
        <Figure board={board} indicator="visitsNotReached" unit={say('unit.visits')} />
      </div>
    </section>
  )
}
