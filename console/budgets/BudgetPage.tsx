// Money moved or a rule changed on paper: what it reaches and costs, county by county, at once.
import { Button, Segmented, Space } from 'antd'
import { useState } from 'react'
import type { PlanReckoned } from '../../domain/budgets/kept.ts'
import type { MealChange } from '../../domain/budgets/meal-change.ts'
import type { MoneyBasis } from '../../domain/budgets/money-basis.ts'
import type { MoneyMove, RuleChange } from '../../domain/budgets/plan.ts'
import { levelOf } from '../../domain/kernel/area.ts'
import { useFilters, useGo } from '../address.ts'
import { useAnswer } from '../asking.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { saveAnswer } from '../save.ts'
import { useSession } from '../session.tsx'
import { keyFrom } from '../siting/keys.ts'
import { Answered, useNotice } from '../states.tsx'
import { KeepButtons } from './KeepButtons.tsx'
import { MealPart } from './MealPart.tsx'
import { MoneyPart } from './MoneyPart.tsx'
import { PlanPanel } from './PlanPanel.tsx'
import { RulePart } from './RulePart.tsx'
import './budgets.css'

const parts = ['money', 'rule', 'meal'] as const

export function BudgetPage() {
  const { post } = useSession()
  const [filters] = useFilters()
  const region = filters.region ?? post.regionCode
  const key = keyFrom(filters.plan)
  // Another area has other counties: what was moved there means nothing here.
  return key ? <OpenedPlan planKey={key} /> : <Budget key={region} region={region} opened={null} />
}

function OpenedPlan({ planKey }: { planKey: { countyCode: string; id: string } }) {
  const answer = useAnswer('budgetPlan.get', planKey)
  return (
    <Answered query={answer}>
      {opened => (
        <Budget
          key={`${opened.plan.id} ${opened.plan.version}`}
          region={opened.plan.regionCode}
          opened={opened}
        />
      )}
    </Answered>
  )
}

function Budget({ region, opened }: { region: string; opened: PlanReckoned | null }) {
  const say = useWords()
  const go = useGo()
  const notice = useNotice()
  const [filters, change] = useFilters()
  const [moves, setMoves] = useState<readonly MoneyMove[]>(opened?.contents.moves ?? [])
  const [basis, setBasis] = useState<MoneyBasis>(opened?.contents.basis ?? 'moneyIssued')
  const [rule, setRule] = useState<RuleChange | null>(opened?.contents.change ?? null)
  const [meal, setMeal] = useState<MealChange | null>(opened?.contents.meal ?? null)
  const isWide = ['province', 'prefecture', 'county'].includes(levelOf(region))
  const part = parts.find(one => one === filters.part) ?? 'money'
  const contents = { moves: [...moves], basis, change: rule, meal }
  const save = () =>
    void saveAnswer('budget.export', { regionCode: region, ...contents }).catch(notice.refused)
  return (
    <Page
      title={say('budget.title')}
      above={<RegionBar code={region} to={code => paths.budget({ part: filters.part, region: code })} />}
      actions={
        isWide && (
          <Space wrap>
            <Button onClick={() => go(paths.budgetPlans({ region }))}>{say('budget.plans')}</Button>
            <Button onClick={() => window.print()}>{say('budget.print')}</Button>
            <Button onClick={save}>{say('budget.export')}</Button>
            <KeepButtons region={region} contents={contents} plan={opened?.plan ?? null} />
          </Space>
        )
      }
    >
      <p className="soft">{say('budget.what')}</p>
      {opened && <PlanPanel opened={opened} />}
      {isWide ? (
        <>
          <div className="no-print">
            <Segmented
              size="large"
              value={part}
              options={parts.map(value => ({ value, label: say(`budget.part.${value}`) }))}
              onChange={chosen => change({ part: chosen === 'money' ? undefined : chosen })}
            />
          </div>
          {part === 'money' && (
            <MoneyPart
              {...{ region, moves, basis }}
              onMoves={setMoves}
              onBasis={chosen => {
                // What lies free under one may not under the other.
                setBasis(chosen)
                setMoves([])
              }}
            />
          )}
          {part === 'rule' && <RulePart region={region} rule={rule} onRule={setRule} />}
          {part === 'meal' && <MealPart region={region} meal={meal} onMeal={setMeal} />}
        </>
      ) : (
        <Panel>{say('budget.needCounty')}</Panel>
      )}
    </Page>
  )
}
