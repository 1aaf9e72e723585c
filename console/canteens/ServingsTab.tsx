// Every meal of some days, newest first; what was taken back stays visible with its reason.
import { Input, Tag } from 'antd'
import type { Output } from '../../domain/api.ts'
import { type CanteenRow, meals, servingWays } from '../../domain/canteens/canteen.ts'
import { handings, servingMarks } from '../../domain/canteens/serving.ts'
import { addDays, dayOf } from '../../domain/kernel/day.ts'
import { useFilters } from '../address.ts'
import { usePages } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { instantText } from '../figures.ts'
import { Panel } from '../frame/Page.tsx'
import { Labelled } from '../Labelled.tsx'
import { useWords } from '../language.tsx'
import { Paged } from '../Paged.tsx'

type Row = Output<'mealServing.list'>['rows'][number]

export function ServingsTab({ canteen }: { canteen: CanteenRow }) {
  const say = useWords()
  const [filters, change] = useFilters()
  const today = dayOf(new Date())
  const from = filters.from ?? addDays(today, -30)
  const to = filters.to ?? today
  const list = usePages('mealServing.list', {
    ...{ countyCode: canteen.countyCode, canteenId: canteen.id, from, to, limit: 100 },
  })
  return (
    <Panel
      extra={
        <span className="filters">
          <Labelled word={say('servings.from')}>
            {id => (
              <Input
                id={id}
                type="date"
                value={from}
                onChange={event => change({ from: event.target.value || undefined })}
              />
            )}
          </Labelled>
          <Labelled word={say('servings.to')}>
            {id => (
              <Input
                id={id}
                type="date"
                value={to}
                onChange={event => change({ to: event.target.value || undefined })}
              />
            )}
          </Labelled>
        </span>
      }
    >
      <Paged list={list} nothing={say('servings.none')}>
        {rows => <Servings rows={rows} />}
      </Paged>
    </Panel>
  )
}

function Servings({ rows }: { rows: readonly Row[] }) {
  const say = useWords()
  return (
    <CardTable<Row>
      rowKey="id"
      dataSource={[...rows]}
      pagination={false}
      columns={[
        {
          key: 'day',
          title: say('servings.day'),
          render: (_, row) => `${row.day} ${meals.words[row.meal]}`,
        },
        {
          key: 'who',
          title: say('servings.who'),
          render: (_, row) =>
            row.portions > 1 ? say('kitchen.guests', { name: row.name, count: row.portions }) : row.name,
        },
        {
          key: 'way',
          title: say('servings.way'),
          render: (_, row) =>
            [servingWays.words[row.way], row.handedTo && handings.words[row.handedTo]]
              .filter(Boolean)
              .join('，'),
        },
        {
          key: 'known',
          title: say('servings.knownBy'),
          render: (_, row) =>
            row.undoReason === null ? (
              servingMarks.words[row.knownBy]
            ) : (
              <Tag color="warning">{say('servings.undone', { why: row.undoReason })}</Tag>
            ),
        },
        { key: 'at', title: say('servings.at'), render: (_, row) => instantText(row.servedAt).slice(5) },
        { key: 'by', title: say('servings.by'), render: (_, row) => row.byName ?? '' },
      ]}
    />
  )
}
