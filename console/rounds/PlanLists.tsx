// The lists of a plan: each visit in the order of the day, and what could not be held, with the reason.
import { Select, Space, Tag } from 'antd'
import type { Output } from '../../domain/api.ts'
import { gapReasons } from '../../domain/rounds/problem.ts'
import { dayParts } from '../../domain/rounds/wish.ts'
import { visitMethods } from '../../domain/visits/visit.ts'
import { useFilters } from '../address.ts'
import { usePages } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { dayText } from '../figures.ts'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { Paged } from '../Paged.tsx'
import { paths } from '../paths.ts'

type Answer = Output<'roundPlan.get'>

export function Gaps({ plan }: Pick<Answer, 'plan'>) {
  const say = useWords()
  const list = usePages('roundPlan.gaps', { countyCode: plan.countyCode, id: plan.id })
  return (
    <Paged list={list} nothing={say('rounds.gapsNone')}>
      {rows => (
        <CardTable<(typeof rows)[number]>
          rowKey="id"
          dataSource={rows}
          pagination={false}
          columns={[
            {
              key: 'elder',
              title: say('rounds.elder'),
              render: (_, row) => (
                <Go to={paths.elder({ countyCode: row.countyCode, id: row.elderId })}>{row.elderName}</Go>
              ),
            },
            { key: 'village', title: say('rounds.place'), dataIndex: 'villageName' },
            { key: 'due', title: say('rounds.dueOn'), render: (_, row) => dayText(row.dueOn) },
            {
              key: 'planned',
              title: say('rounds.comesOn'),
              render: (_, row) => (row.plannedOn === null ? say('rounds.notAtAll') : dayText(row.plannedOn)),
            },
            { key: 'reason', title: say('rounds.reason'), render: (_, row) => gapReasons.words[row.reason] },
          ]}
        />
      )}
    </Paged>
  )
}

export function PlanVisits({ plan, visitors, days }: Pick<Answer, 'plan' | 'visitors' | 'days'>) {
  const say = useWords()
  const [filters] = useFilters()
  const list = usePages('roundPlan.visits', {
    ...{ countyCode: plan.countyCode, id: plan.id },
    ...(filters.account && { accountId: filters.account }),
    ...(filters.day && { day: filters.day }),
  })
  return (
    <>
      <VisitFilters visitors={visitors} days={days} />
      <Paged list={list} nothing={say('rounds.visitsNone')}>
        {rows => (
          <CardTable<(typeof rows)[number]>
            rowKey="id"
            dataSource={rows}
            pagination={false}
            scroll={{ x: 900 }}
            columns={[
              { key: 'day', title: say('rounds.day'), render: (_, row) => dayText(row.plannedOn) },
              { key: 'turn', title: say('rounds.turn'), align: 'right', dataIndex: 'turn' },
              {
                key: 'elder',
                title: say('rounds.elder'),
                render: (_, row) => (
                  <Go to={paths.elder({ countyCode: row.countyCode, id: row.elderId })}>{row.elderName}</Go>
                ),
              },
              {
                key: 'village',
                title: say('rounds.place'),
                render: (_, row) => [row.villageName, row.hamlet].filter(Boolean).join(' '),
              },
              {
                key: 'visitor',
                title: say('visitors.name'),
                render: (_, row) => (
                  <>
                    {row.visitorName} {!row.sameFace && <Tag color="warning">{say('rounds.inPlace')}</Tag>}
                  </>
                ),
              },
              { key: 'way', title: say('rounds.way'), render: (_, row) => visitMethods.words[row.way] },
              {
                key: 'part',
                title: say('rounds.part'),
                render: (_, row) => (row.dayPart === null ? '' : dayParts.words[row.dayPart]),
              },
            ]}
          />
        )}
      </Paged>
    </>
  )
}

function VisitFilters({ visitors, days }: Pick<Answer, 'visitors' | 'days'>) {
  const say = useWords()
  const [filters, change] = useFilters()
  return (
    <Space wrap className="filters no-print">
      <Select
        className="filter-group"
        size="large"
        allowClear
        aria-label={say('visitors.name')}
        placeholder={say('rounds.everyVisitor')}
        value={filters.account ?? null}
        options={visitors.map(one => ({ value: one.accountId, label: one.name }))}
        onChange={account => change({ account: account ?? undefined })}
      />
      <Select
        className="filter-group"
        size="large"
        allowClear
        aria-label={say('rounds.day')}
        placeholder={say('rounds.everyDay')}
        value={filters.day ?? null}
        options={days.map(({ day }) => ({ value: day, label: dayText(day) }))}
        onChange={day => change({ day: day ?? undefined })}
      />
    </Space>
  )
}
