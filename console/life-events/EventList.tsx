// The events of a region, by kind and month; each opens the record it is about.
import { Input, Select, Switch, Tag } from 'antd'
import { type LifeEventRow, lifeEventKinds } from '../../domain/life-events/life-event.ts'
import { useFilters } from '../address.ts'
import { usePages } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { instantText } from '../figures.ts'
import { Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { Labelled } from '../Labelled.tsx'
import { useWords } from '../language.tsx'
import { Paged } from '../Paged.tsx'
import { paths } from '../paths.ts'
import { changeIcons } from './ChangeIcon.tsx'

export function EventList({ region }: { region: string }) {
  const say = useWords()
  const [filters] = useFilters()
  const kind = lifeEventKinds.keys.find(key => key === filters.kind)
  const month = /^\d{4}-\d{2}$/.test(filters.month ?? '') ? filters.month : undefined
  const list = usePages('lifeEvent.list', {
    regionCode: region,
    late: filters.late === 'yes',
    ...(kind && { kind }),
    ...(month && { month }),
  })
  return (
    <>
      <EventFilters />
      <Panel>
        <Paged list={list} nothing={say('changes.none')}>
          {rows => <EventTable rows={rows} />}
        </Paged>
      </Panel>
    </>
  )
}

function EventFilters() {
  const say = useWords()
  const [filters, change] = useFilters()
  return (
    <search className="filters no-print">
      <Select
        className="filter-group"
        size="large"
        allowClear
        aria-label={say('changes.kind')}
        placeholder={say('changes.allKinds')}
        value={filters.kind ?? null}
        options={lifeEventKinds.keys.map(key => ({ value: key as string, label: lifeEventKinds.words[key] }))}
        onChange={(kind: string | null | undefined) => change({ kind: kind ?? undefined })}
      />
      <Labelled word={say('changes.month')}>
        {id => (
          <Input
            id={id}
            type="month"
            size="large"
            value={filters.month ?? ''}
            onChange={event => change({ month: event.target.value || undefined })}
          />
        )}
      </Labelled>
      <Labelled word={say('changes.late')} after>
        {id => (
          <Switch
            id={id}
            checked={filters.late === 'yes'}
            onChange={late => change({ late: late ? 'yes' : undefined })}
          />
        )}
      </Labelled>
    </search>
  )
}

function EventTable({ rows }: { rows: LifeEventRow[] }) {
  const say = useWords()
  return (
    <CardTable<LifeEventRow>
      rowKey={row => `${row.countyCode}.${row.id}`}
      dataSource={rows}
      pagination={false}
      scroll={{ x: 860 }}
      columns={[
        {
          key: 'elder',
          title: say('changes.elder'),
          render: (_, row) => (
            <>
              <Go to={paths.elder({ countyCode: row.countyCode, id: row.elderId })} className="strong">
                {row.elderName}
              </Go>
              <div className="soft small">{row.villageName}</div>
            </>
          ),
        },
        {
          key: 'what',
          title: say('changes.what'),
          render: (_, row) => (
            <>
              <span className={row.undoneAt === null ? 'change-word' : 'change-word is-void'}>
                {changeIcons[row.kind]} {lifeEventKinds.words[row.kind]}
                {row.place && `：${row.place}`}
              </span>{' '}
              {row.late && <Tag color="warning">{say('changes.lateMark')}</Tag>}
              {row.undoneAt !== null && <Tag>{say('changes.undoneMark')}</Tag>}
              <div className="soft small">{row.undoReason ?? row.reason}</div>
            </>
          ),
        },
        { key: 'on', title: say('changes.on'), width: 130, dataIndex: 'happenedOn' },
        {
          key: 'by',
          title: say('changes.by'),
          width: 190,
          render: (_, row) => (
            <>
              {row.recordedByName ?? '—'}
              <div className="soft small">{instantText(row.recordedAt)}</div>
            </>
          ),
        },
      ]}
    />
  )
}
