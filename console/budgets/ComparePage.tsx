// Two budget plans side by side: whom each reaches, what it costs and what it does for the border, county by county.
import { Button, Tag } from 'antd'
import type { Output } from '../../domain/api.ts'
import { comparedCounties, type PlanSums } from '../../domain/budgets/kept.ts'
import { useFilters } from '../address.ts'
import { useAnswer } from '../asking.ts'
import { dayText } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { saveAnswer } from '../save.ts'
import { keyFrom, keyText } from '../siting/keys.ts'
import { Answered, Nothing, useNotice } from '../states.tsx'
import { usePlanFigures } from './PlanPanel.tsx'
import './budgets.css'

type Key = { countyCode: string; id: string }

export function ComparePage() {
  const say = useWords()
  const notice = useNotice()
  const [filters] = useFilters()
  const one = keyFrom(filters.one)
  const other = keyFrom(filters.other)
  return (
    <Page
      title={say('budget.compareTitle')}
      above={
        <nav className="region-bar no-print">
          <Go to={paths.budgetPlans()}>{say('budget.plans')}</Go>
        </nav>
      }
      actions={
        one &&
        other && (
          <>
            <Button onClick={() => window.print()}>{say('budget.print')}</Button>
            <Button
              onClick={() => void saveAnswer('budgetPlan.export', { one, other }).catch(notice.refused)}
            >
              {say('budget.export')}
            </Button>
          </>
        )
      }
    >
      {one && other ? <Compared one={one} other={other} /> : <Nothing>{say('budget.chooseTwo')}</Nothing>}
    </Page>
  )
}

function Compared(keys: { one: Key; other: Key }) {
  const answer = useAnswer('budgetPlan.compare', keys)
  return <Answered query={answer}>{two => <Two two={two} />}</Answered>
}

function Two({ two }: { two: Output<'budgetPlan.compare'> }) {
  const say = useWords()
  const sides = [two.one, two.other]
  const rows = comparedCounties(two.one.counties, two.other.counties)
  const hasBorder = sides.some(side => side.counties.some(({ isBorder }) => isBorder))
  return (
    <>
      <Panel title={say('budget.total')} note={say('budget.compareNote')}>
        {sides.map(({ plan, problem }) => (
          <p key={plan.id}>
            <Go to={paths.budget({ region: plan.regionCode, plan: keyText(plan) })} className="strong">
              {plan.name}
            </Go>{' '}
            <span className="soft">
              {plan.regionName}，{plan.keptByName}，{dayText(plan.keptAt.slice(0, 10))}
            </span>
            {problem !== null && <Tag color="warning">{problem}</Tag>}
          </p>
        ))}
        <Pair name={say('budget.total')} two={two} one={two.one.nowSums} other={two.other.nowSums} />
      </Panel>
      {hasBorder && (
        <Panel title={say('budget.borderAll')}>
          <Pair name={say('budget.borderAll')} two={two} one={two.one.border} other={two.other.border} />
        </Panel>
      )}
      <Panel title={say('budget.byCounty')}>
        {rows.length === 0 && <Nothing>{say('budget.noCountyTouched')}</Nothing>}
        {rows.map(row => (
          <section key={row.countyCode} className="below">
            <h3>
              {row.name} {row.isBorder && <Tag color="warning">{say('budget.border')}</Tag>}
            </h3>
            <Pair name={row.name} two={two} one={row.one} other={row.other} />
          </section>
        ))}
      </Panel>
    </>
  )
}

interface PairProps {
  name: string
  two: Output<'budgetPlan.compare'>
  one: PlanSums
  other: PlanSums
}

/** A row a figure: both plans, and by how much the second differs. */
function Pair({ name, two, one, other }: PairProps) {
  const say = useWords()
  const figures = usePlanFigures()
  return (
    <table className="plain budget-two" aria-label={name}>
      <thead>
        <tr>
          <th scope="col" />
          <th scope="col">{two.one.plan.name}</th>
          <th scope="col">{two.other.plan.name}</th>
          <th scope="col">{say('budget.difference')}</th>
        </tr>
      </thead>
      <tbody>
        {figures.map(({ title, of, words }) => {
          const by = of(other) - of(one)
          return (
            <tr key={title}>
              <th scope="row">{title}</th>
              <td>{words(of(one))}</td>
              <td>{words(of(other))}</td>
              <td>
                {by === 0 ? (
                  '—'
                ) : (
                  <b className="budget-more">{`${by > 0 ? '+' : '−'}${words(Math.abs(by))}`}</b>
                )}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
