// Money moved between counties and kinds: the moves, the figures before and after, the counties, the numbers used.
import { Button, Radio } from 'antd'
import { useRef } from 'react'
import { gainOf, totalOf } from '../../domain/budgets/money.ts'
import { type MoneyBasis, moneyBases } from '../../domain/budgets/money-basis.ts'
import type { MoneyAnswer, MoneyMove, MoneyPlace } from '../../domain/budgets/plan.ts'
import { coverageServices } from '../../domain/coverage/coverage.ts'
import { fundKinds } from '../../domain/funds/fund.ts'
import { sumBriefly, sumWords } from '../../domain/funds/words.ts'
import { useAnswer } from '../asking.ts'
import { figure } from '../figures.ts'
import { Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { Loading, Nothing, Trouble } from '../states.tsx'
import { BudgetMap } from './BudgetMap.tsx'
import { Figure, FromTo } from './Figure.tsx'
import { MoneyTable } from './MoneyTable.tsx'
import { MoveForm } from './MoveForm.tsx'

interface PartProps {
  region: string
  moves: readonly MoneyMove[]
  onMoves: (moves: readonly MoneyMove[]) => void
  basis: MoneyBasis
  onBasis: (basis: MoneyBasis) => void
}

export function MoneyPart({ region, moves, onMoves, basis, onBasis }: PartProps) {
  const say = useWords()
  const answer = useAnswer('budget.tryMoney', { regionCode: region, moves: [...moves], basis })
  // While the next answer is on its way the last one stays, so that the form does not vanish under the hand.
  const last = useRef<MoneyAnswer | null>(null)
  if (answer.data) last.current = answer.data
  const shown = answer.data ?? last.current
  if (shown === null) return answer.error ? <Trouble error={answer.error} /> : <Loading />
  return (
    <>
      <Panel title={say('budget.basis')} note={say(`budget.basisNote.${basis}`)}>
        <Radio.Group
          size="large"
          optionType="button"
          aria-label={say('budget.basis')}
          value={basis}
          options={moneyBases.keys.map(value => ({ value, label: moneyBases.words[value] }))}
          onChange={event => {
            const chosen = moneyBases.keys.find(key => key === event.target.value)
            if (chosen) onBasis(chosen)
          }}
        />
      </Panel>
      <Panel title={say('budget.move')} note={say('budget.moveNote')} className="no-print">
        <MoveForm answer={shown} onAdd={move => onMoves(added(moves, move))} />
      </Panel>
      <Moves answer={shown} moves={moves} onMoves={onMoves} />
      {answer.error ? (
        <Trouble error={answer.error} />
      ) : (
        <>
          <Result answer={shown} />
          <MoneyTable answer={shown} />
          <BudgetMap
            note={say('budget.mapMoney')}
            counties={shown.counties.map(county => {
              const meal = county.reaches.find(({ service }) => service === 'meal')
              return {
                ...county,
                part: meal?.after ?? 0,
                whole: meal?.elders ?? 0,
                lines: [
                  `${say('budget.meal')} ${figure(meal?.before)} → ${figure(meal?.after)}`,
                  `${say('budget.money')} ${sumBriefly(county.beforeFen)} → ${sumBriefly(county.afterFen)}`,
                ],
              }
            })}
          />
          <Used answer={shown} />
        </>
      )}
    </>
  )
}

const endsOf = ({ from, to }: MoneyMove) => JSON.stringify([from, to])

/** Twice the same way is one larger sum. */
function added(moves: readonly MoneyMove[], move: MoneyMove): MoneyMove[] {
  const at = moves.findIndex(one => endsOf(one) === endsOf(move))
  const before = moves[at]
  if (!before) return [...moves, move]
  return moves.with(at, { ...move, amountFen: before.amountFen + move.amountFen })
}

function Moves({ answer, moves, onMoves }: Pick<PartProps, 'moves' | 'onMoves'> & { answer: MoneyAnswer }) {
  const say = useWords()
  const names = new Map(
    [...answer.counties, ...answer.offices].map(({ countyCode, name }) => [countyCode, name]),
  )
  const placeWords = (place: MoneyPlace | null, otherwise: string) =>
    place === null ? otherwise : `${names.get(place.countyCode) ?? ''}·${fundKinds.words[place.kind]}`
  return (
    <Panel
      title={say('budget.moves')}
      extra={
        moves.length > 0 && (
          <Button className="no-print" onClick={() => onMoves([])}>
            {say('budget.clear')}
          </Button>
        )
      }
    >
      {moves.length === 0 ? (
        <Nothing>{say('budget.noMoves')}</Nothing>
      ) : (
        <ul className="budget-moves">
          {moves.map((move, at) => (
            <li key={endsOf(move)}>
              <span>
                {say('budget.moved', {
                  from: placeWords(move.from, say('budget.newMoney')),
                  to: placeWords(move.to, say('budget.cutMoney')),
                })}{' '}
                <b>{sumWords(move.amountFen)}</b>
              </span>
              <Button className="no-print" onClick={() => onMoves(moves.toSpliced(at, 1))}>
                {say('budget.remove')}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}

function Result({ answer }: { answer: MoneyAnswer }) {
  const say = useWords()
  const more = answer.afterFen - answer.beforeFen
  const people = gainOf(answer, 'meal') + gainOf(answer, 'bed')
  const reached = (service: 'meal' | 'bed', at: 'before' | 'after') =>
    totalOf(
      answer.counties.flatMap(({ reaches }) => reaches.filter(one => one.service === service)),
      at,
    )
  return (
    <Panel title={say('budget.result')}>
      <div className="budget-figures">
        <Figure name={say('budget.money')}>
          <FromTo before={answer.beforeFen} after={answer.afterFen} words={sumBriefly} />
        </Figure>
        <Figure name={say('budget.sites')}>
          <FromTo
            before={totalOf(answer.counties, 'sitesBefore')}
            after={totalOf(answer.counties, 'sitesAfter')}
          />
        </Figure>
        {(['meal', 'bed'] as const).map(service => (
          <Figure key={service} name={say(`budget.${service}`)}>
            <FromTo before={reached(service, 'before')} after={reached(service, 'after')} />
          </Figure>
        ))}
        {more > 0 && people > 0 && (
          <Figure name={say('budget.eachMore')}>
            <b>{sumBriefly(Math.round(more / people))}</b>
          </Figure>
        )}
        {answer.border.map(border => (
          <Figure
            key={border.service}
            name={say(border.service === 'bed' ? 'budget.borderBed' : 'budget.borderMeal')}
          >
            <FromTo before={border.before} after={border.after} of={border.elders} />
          </Figure>
        ))}
      </div>
    </Panel>
  )
}

function Used({ answer }: { answer: MoneyAnswer }) {
  const say = useWords()
  const names = new Map(
    [...answer.counties, ...answer.offices].map(({ countyCode, name }) => [countyCode, name]),
  )
  const nameOf = ({ countyCode }: { countyCode: string }) => names.get(countyCode) ?? ''
  const touched = answer.lines.filter(line => line.beforeFen > 0 || line.afterFen > 0)
  const kinds = answer.unitCosts.filter(({ kind }) => touched.some(line => line.kind === kind))
  const reaches = answer.perSite.filter(
    one => one.elders > 0 && touched.some(line => line.countyCode === one.countyCode),
  )
  return (
    <Panel title={say('budget.used')}>
      <ul className="budget-used">
        {kinds.map(({ kind, fen, projects }) => (
          <li key={kind}>
            {say('budget.usedCost', {
              kind: fundKinds.words[kind],
              sum: sumWords(fen),
              source:
                projects > 0 ? say('budget.usedMedian', { count: projects }) : say('budget.usedSetting'),
            })}
          </li>
        ))}
        {reaches
          .filter(one => !one.isOfArea)
          .map(one => (
            <li key={`${one.countyCode}.${one.service}`}>
              {say('budget.usedReach', {
                ...{ name: nameOf(one), service: coverageServices.words[one.service] },
                ...{ count: figure(one.elders), sites: figure(one.sites) },
              })}
            </li>
          ))}
        {(['meal', 'bed'] as const).map(service => {
          const like = reaches.filter(one => one.isOfArea && one.service === service)
          const first = like[0]
          return (
            first && (
              <li key={service}>
                {say('budget.usedReachArea', {
                  ...{ service: coverageServices.words[service], count: figure(first.elders) },
                  names: like.map(nameOf).join('、'),
                })}
              </li>
            )
          )
        })}
        <li>{say('budget.usedHow')}</li>
      </ul>
    </Panel>
  )
}
