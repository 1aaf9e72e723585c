// The counties of a money plan: sum, sites and elders within reach, before and after.
import { Tag } from 'antd'
import type { MoneyAnswer, MoneyCounty } from '../../domain/budgets/plan.ts'
import { sumBriefly } from '../../domain/funds/words.ts'
import { CardTable } from '../CardTable.tsx'
import { figure } from '../figures.ts'
import { Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { useMay } from '../session.tsx'
import { Nothing } from '../states.tsx'

export function CountyName({ name, isBorder }: { name: string; isBorder: boolean }) {
  const say = useWords()
  return (
    <>
      <b>{name}</b> {isBorder && <Tag color="warning">{say('budget.border')}</Tag>}
    </>
  )
}

export function Change({
  before,
  after,
  words = figure,
}: {
  before: number
  after: number
  words?: (value: number) => string
}) {
  return before === after ? (
    words(after)
  ) : (
    <>
      {words(before)} → <b className="budget-more">{words(after)}</b>
    </>
  )
}

export function MoneyTable({ answer }: { answer: MoneyAnswer }) {
  const say = useWords()
  const may = useMay()
  const rows = [...answer.offices, ...answer.counties].filter(
    row => row.beforeFen > 0 || row.afterFen > 0 || row.reaches.some(({ elders }) => elders > 0),
  )
  if (rows.length === 0) return <Nothing>{say('budget.none')}</Nothing>
  return (
    <Panel title={say('budget.byCounty')} note={say('budget.byCountyNote')}>
      <CardTable<MoneyCounty>
        rowKey="countyCode"
        dataSource={rows}
        pagination={false}
        columns={[
          { key: 'name', title: say('budget.county'), render: (_, row) => <CountyName {...row} /> },
          {
            key: 'money',
            title: say('budget.money'),
            sorter: (one, other) => one.afterFen - other.afterFen,
            render: (_, row) => <Change before={row.beforeFen} after={row.afterFen} words={sumBriefly} />,
          },
          {
            key: 'sites',
            title: say('budget.sites'),
            render: (_, row) => <Change before={row.sitesBefore} after={row.sitesAfter} />,
          },
          ...(['meal', 'bed'] as const).map(service => ({
            key: service,
            title: say(`budget.${service}`),
            render: (_: unknown, row: MoneyCounty) => {
              const reach = row.reaches.find(one => one.service === service)
              if (!reach || reach.elders === 0) return '—'
              const change = <Change before={reach.before} after={reach.after} />
              return may('coverage:read') ? (
                <Go to={paths.coverageVillages({ region: row.regionCode, service, reach: 'without' })}>
                  {change}
                </Go>
              ) : (
                change
              )
            },
          })),
        ]}
      />
    </Panel>
  )
}
