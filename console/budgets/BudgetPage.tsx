// Money moved or a rule changed on paper: what it reaches and costs, county by county, at once.
import { Button, Segmented, Space } from 'antd'
import { useState } from 'react'
import type { MoneyMove, RuleChange } from '../../domain/budgets/plan.ts'
import { levelOf } from '../../domain/kernel/area.ts'
import { useFilters } from '../address.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { saveAnswer } from '../save.ts'
import { useSession } from '../session.tsx'
import { useNotice } from '../states.tsx'
import { MoneyPart } from './MoneyPart.tsx'
import { RulePart } from './RulePart.tsx'
import './budgets.css'

export function BudgetPage() {
  const { post } = useSession()
  const [filters] = useFilters()
  const region = filters.region ?? post.regionCode
  // Another area has other counties: what was moved there means nothing here.
  return <Budget key={region} region={region} />
}

function Budget({ region }: { region: string }) {
  const say = useWords()
  const notice = useNotice()
  const [filters, change] = useFilters()
  const [moves, setMoves] = useState<readonly MoneyMove[]>([])
  const [rule, setRule] = useState<RuleChange | null>(null)
  const isWide = ['province', 'prefecture', 'county'].includes(levelOf(region))
  const part = filters.part === 'rule' ? 'rule' : 'money'
  const save = () =>
    void saveAnswer('budget.export', { regionCode: region, moves: [...moves], change: rule }).catch(
      notice.refused,
    )
  return (
    <Page
      title={say('budget.title')}
      above={<RegionBar code={region} to={code => paths.budget({ part: filters.part, region: code })} />}
      actions={
        isWide && (
          <Space wrap>
            <Button onClick={() => window.print()}>{say('budget.print')}</Button>
            <Button onClick={save}>{say('budget.export')}</Button>
          </Space>
        )
      }
    >
      <p className="soft">{say('budget.what')}</p>
      {isWide ? (
        <>
          <div className="no-print">
            <Segmented
              size="large"
              value={part}
              options={[
                { value: 'money', label: say('budget.partMoney') },
                { value: 'rule', label: say('budget.partRule') },
              ]}
              onChange={chosen => change({ part: chosen === 'rule' ? 'rule' : undefined })}
            />
          </div>
          {part === 'money' ? (
            <MoneyPart region={region} moves={moves} onMoves={setMoves} />
          ) : (
            <RulePart region={region} rule={rule} onRule={setRule} />
          )}
        </>
      ) : (
        <Panel>{say('budget.needCounty')}</Panel>
      )}
    </Page>
  )
}
