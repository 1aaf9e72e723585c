// The plan that is open: who kept it when, what it came to then and comes to now, and a way to delete it.
import { Alert, Button } from 'antd'
import { useState } from 'react'
import type { PlanReckoned, PlanSums } from '../../domain/budgets/kept.ts'
import { sumBriefly } from '../../domain/funds/words.ts'
import { useGo } from '../address.ts'
import { useAct } from '../asking.ts'
import { figure, instantText } from '../figures.ts'
import { Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { ReasonDialog } from '../ReasonDialog.tsx'
import { Change } from './MoneyTable.tsx'

export function PlanPanel({ opened }: { opened: PlanReckoned }) {
  const say = useWords()
  const { plan, thenSums, nowSums, problem } = opened
  const figures = usePlanFigures()
  const isSame = figures.every(({ of }) => of(thenSums) === of(nowSums))
  return (
    <Panel
      title={plan.name}
      note={say('budget.keptBy', { name: plan.keptByName ?? '', when: instantText(plan.keptAt) })}
      extra={plan.isMine && <Delete opened={opened} />}
    >
      {problem !== null && <Alert type="warning" showIcon title={say('budget.planProblem', { problem })} />}
      <div className="budget-figures below">
        {figures.map(({ title, of, words }) => (
          <div key={title} className="budget-figure">
            <span>{title}</span>
            <span>
              <Change before={of(thenSums)} after={of(nowSums)} words={words} />
            </span>
          </div>
        ))}
      </div>
      <p className="soft">{say(isSame ? 'budget.thenSame' : 'budget.thenNow')}</p>
    </Panel>
  )
}

/** What a plan comes to, in the order an officer asks. */
export function usePlanFigures() {
  const say = useWords()
  const people = (count: number) => figure(count)
  return [
    { title: say('budget.meal'), of: (sums: PlanSums) => sums.mealAfter, words: people },
    { title: say('budget.bed'), of: (sums: PlanSums) => sums.bedAfter, words: people },
    { title: say('budget.paid'), of: (sums: PlanSums) => sums.paidAfter, words: people },
    { title: say('budget.helped'), of: (sums: PlanSums) => sums.helpedAfter, words: people },
    { title: say('budget.once'), of: (sums: PlanSums) => sums.onceFen, words: sumBriefly },
    { title: say('budget.yearMore'), of: (sums: PlanSums) => sums.yearFen, words: sumBriefly },
  ]
}

function Delete({ opened: { plan } }: { opened: PlanReckoned }) {
  const say = useWords()
  const go = useGo()
  const [asking, setAsking] = useState(false)
  const act = useAct('budgetPlan.delete', ['budgetPlan.list'])
  const { countyCode, id } = plan
  return (
    <>
      <Button danger className="no-print" onClick={() => setAsking(true)}>
        {say('budget.planDelete')}
      </Button>
      {asking && (
        <ReasonDialog<{ reason: string }>
          title={say('budget.planDelete')}
          note={say('budget.planDeleteNote', { name: plan.name })}
          submit={say('budget.planDelete')}
          busy={act.isPending}
          error={act.error}
          onSubmit={({ reason }) =>
            act.mutate({ countyCode, id, reason }, { onSuccess: () => go(paths.budgetPlans()) })
          }
          onClose={() => setAsking(false)}
        />
      )}
    </>
  )
}
