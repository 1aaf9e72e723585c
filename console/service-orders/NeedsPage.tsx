// What elders need, by state: the open ones first, longest waiting on top.
import { Alert, Segmented, Select, Tag } from 'antd'
import { serviceKinds } from '../../domain/service-orders/catalogue.ts'
import { type NeedRow, needSources, needStates } from '../../domain/service-orders/need.ts'
import { useFilters } from '../address.ts'
import { useAnswer, usePages } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { dayText } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { Paged } from '../Paged.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { useSession } from '../session.tsx'
import { KindSelect } from './OrderFilters.tsx'
import { needColours } from './words.ts'

export function NeedsPage() {
  const say = useWords()
  const { post } = useSession()
  const [filters, change] = useFilters()
  const region = filters.region ?? post.regionCode
  const state = needStates.keys.find(key => key === filters.state) ?? 'needOpen'
  const kind = serviceKinds.keys.find(key => key === filters.kind)
  const source = needSources.keys.find(key => key === filters.source)
  const asked = { regionCode: region, state, ...(kind && { kind }), ...(source && { source }) }
  const list = usePages('need.list', asked)
  const counted = useAnswer('need.list', { regionCode: region, limit: 1 })
  const overdue = counted.data?.overdue ?? 0
  return (
    <Page
      title={say('need.title')}
      above={<RegionBar code={region} to={code => paths.needs({ ...filters, region: code })} />}
    >
      <p className="soft">{say('need.what')}</p>
      {overdue > 0 && <Alert type="warning" showIcon title={say('need.overdue', { count: overdue })} />}
      <search className="filters no-print">
        <Segmented
          size="large"
          value={state}
          options={needStates.keys.map(key => ({
            value: key,
            label: `${needStates.words[key]} ${counted.data?.counts[key] ?? ''}`,
          }))}
          onChange={chosen => change({ state: chosen === 'needOpen' ? undefined : String(chosen) })}
        />
        <KindSelect />
        <Select
          size="large"
          className="filter-group"
          aria-label={say('need.source')}
          allowClear
          placeholder={say('need.source')}
          value={source ?? null}
          options={needSources.keys.map(key => ({ value: key as string, label: needSources.words[key] }))}
          onChange={(chosen: string | null | undefined) => change({ source: chosen ?? undefined })}
        />
      </search>
      <Panel>
        <Paged list={list} nothing={say('need.none')}>
          {rows => <NeedsTable rows={rows} />}
        </Paged>
      </Panel>
    </Page>
  )
}

export function NeedsTable({ rows }: { rows: readonly NeedRow[] }) {
  const say = useWords()
  return (
    <CardTable<NeedRow>
      rowKey="id"
      dataSource={[...rows]}
      pagination={false}
      columns={[
        {
          key: 'elder',
          title: say('svc.elder'),
          render: (_, row) => (
            <Go to={paths.need(row)} className="strong nowrap">
              {row.elderName}
              {row.elderAge !== null && ` · ${say('svc.age', { age: row.elderAge })}`}
            </Go>
          ),
        },
        { key: 'kind', title: say('svc.kind'), render: (_, row) => serviceKinds.words[row.kind] },
        { key: 'place', title: say('svc.place'), dataIndex: 'placeName' },
        { key: 'source', title: say('need.source'), render: (_, row) => needSources.words[row.source] },
        { key: 'raised', title: say('need.raisedOn'), render: (_, row) => dayText(row.raisedOn) },
        {
          key: 'state',
          title: say('svc.state'),
          render: (_, row) => (
            <>
              <Tag color={needColours[row.state]}>{needStates.words[row.state]}</Tag>
              {row.orders > 0 && (
                <span className="soft small">{say('need.orders', { count: row.orders })}</span>
              )}
            </>
          ),
        },
      ]}
    />
  )
}
