// Budget plans that were kept: search, mine or everybody's, open one, or choose two to hold side by side.
import { Button, Checkbox, Input, Segmented } from 'antd'
import { useState } from 'react'
import type { PlanHead } from '../../domain/budgets/kept.ts'
import { useFilters, useGo } from '../address.ts'
import { usePages } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { instantText } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { Paged } from '../Paged.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { useSession } from '../session.tsx'
import { keyText } from '../siting/keys.ts'
import './budgets.css'

export function PlansPage() {
  const say = useWords()
  const go = useGo()
  const { post } = useSession()
  const [filters, change] = useFilters()
  const [chosen, setChosen] = useState<readonly PlanHead[]>([])
  const regionCode = filters.region ?? post.regionCode
  const list = usePages('budgetPlan.list', {
    ...{ regionCode, isMine: filters.mine === 'yes' },
    ...(filters.text && { text: filters.text }),
  })
  const [one, other] = chosen
  const choose = (plan: PlanHead, isOn: boolean) =>
    setChosen(before => (isOn ? [...before, plan].slice(-2) : before.filter(({ id }) => id !== plan.id)))
  return (
    <Page
      title={say('budget.plans')}
      above={<RegionBar code={regionCode} to={code => paths.budgetPlans({ region: code })} />}
      actions={
        <>
          <Button
            disabled={!one || !other}
            onClick={() =>
              one && other && go(paths.budgetCompare({ one: keyText(one), other: keyText(other) }))
            }
          >
            {say('budget.compareTwo')}
          </Button>
          <Button type="primary" onClick={() => go(paths.budget({ region: regionCode }))}>
            {say('budget.newPlan')}
          </Button>
        </>
      }
    >
      <p className="soft">{say('budget.plansWhat')}</p>
      <Panel>
        <div className="budget-search">
          <Segmented
            size="large"
            value={filters.mine === 'yes' ? 'yes' : 'all'}
            options={[
              { value: 'all', label: say('budget.everybodys') },
              { value: 'yes', label: say('budget.mine') },
            ]}
            onChange={mine => change({ mine: mine === 'yes' ? 'yes' : undefined })}
          />
          <Input.Search
            size="large"
            allowClear
            aria-label={say('budget.search')}
            placeholder={say('budget.search')}
            defaultValue={filters.text ?? ''}
            onSearch={text => change({ text: text.trim() || undefined })}
          />
        </div>
        <Paged list={list} nothing={say('budget.noPlans')}>
          {rows => <Rows rows={rows} chosen={chosen} onChoose={choose} />}
        </Paged>
      </Panel>
    </Page>
  )
}

interface RowsProps {
  rows: readonly PlanHead[]
  chosen: readonly PlanHead[]
  onChoose: (plan: PlanHead, isOn: boolean) => void
}

function Rows({ rows, chosen, onChoose }: RowsProps) {
  const say = useWords()
  const heldWords = (plan: PlanHead) =>
    [
      plan.moves > 0 && say('budget.holdsMoves', { count: plan.moves }),
      plan.hasRule && say('budget.holdsRule'),
      plan.hasMeal && say('budget.holdsMeal'),
    ]
      .filter(part => part !== false)
      .join('，') || say('budget.holdsNothing')
  return (
    <CardTable<PlanHead>
      rowKey="id"
      dataSource={[...rows]}
      pagination={false}
      columns={[
        {
          key: 'name',
          title: say('budget.planName'),
          render: (_, row) => (
            <>
              <Checkbox
                aria-label={`${say('budget.compareTwo')} ${row.name}`}
                checked={chosen.some(({ id }) => id === row.id)}
                onChange={event => onChoose(row, event.target.checked)}
              />{' '}
              <Go to={paths.budget({ region: row.regionCode, plan: keyText(row) })} className="strong">
                {row.name}
              </Go>
            </>
          ),
        },
        { key: 'region', title: say('budget.area'), render: (_, row) => row.regionName },
        { key: 'holds', title: say('budget.holds'), render: (_, row) => heldWords(row) },
        {
          key: 'kept',
          title: say('budget.keptWhen'),
          render: (_, row) => `${row.keptByName ?? ''} ${instantText(row.keptAt)}`,
        },
      ]}
    />
  )
}
