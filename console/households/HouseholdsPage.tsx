// 按户查看: the households of a region, who lives in each and whom to call first; printed masked, a page a village.
import { PrinterOutlined } from '@ant-design/icons'
import { Button, Input, Select, type TableColumnsType } from 'antd'
import { type HouseholdFilter, type HouseholdRow, householdFilters } from '../../domain/elders/household.ts'
import { useFilters, useGo } from '../address.ts'
import { usePages } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { Groups } from '../elders/ElderTable.tsx'
import { figure } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { type Say, useWords } from '../language.tsx'
import { Paged } from '../Paged.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { useSession } from '../session.tsx'
import { PrintedHouseholds } from './PrintedHouseholds.tsx'
import '../elders/family/family.css'

export function HouseholdsPage() {
  const say = useWords()
  const go = useGo()
  const { post } = useSession()
  const [filters] = useFilters()
  const region = filters.region ?? post.regionCode
  const filter = householdFilters.keys.find(key => key === filters.filter)
  const text = filters.text?.trim()
  const list = usePages('household.list', {
    regionCode: region,
    limit: 200,
    ...(filter && { filter }),
    ...(text && { text }),
  })
  return (
    <Page
      title={say('households.title')}
      above={<RegionBar code={region} to={code => paths.households({ region: code, text, filter })} />}
      actions={
        <>
          <Button onClick={() => go(paths.elders({ region }))}>{say('households.byElder')}</Button>
          <Button icon={<PrinterOutlined />} disabled={list.rows.length === 0} onClick={() => window.print()}>
            {say('households.print')}
          </Button>
        </>
      }
    >
      <Narrow />
      <div className="no-print">
        <Panel
          title={list.total === null ? undefined : say('households.total', { count: figure(list.total) })}
        >
          <Paged list={list} nothing={say('households.none')}>
            {rows => (
              <CardTable<HouseholdRow>
                rowKey={row => `${row.countyCode}.${row.id}`}
                dataSource={rows}
                columns={columnsOf(say)}
                pagination={false}
              />
            )}
          </Paged>
        </Panel>
      </div>
      <PrintedHouseholds rows={list.rows} />
    </Page>
  )
}

function Narrow() {
  const say = useWords()
  const [filters, change] = useFilters()
  return (
    <search className="filters no-print">
      <Input.Search
        key={filters.text}
        className="filter-text"
        size="large"
        allowClear
        defaultValue={filters.text ?? ''}
        placeholder={say('households.search')}
        aria-label={say('households.search')}
        enterButton={say('elders.find')}
        onSearch={text => change({ text: text.trim() || undefined })}
      />
      <Select<HouseholdFilter>
        className="filter-group"
        size="large"
        allowClear
        aria-label={say('households.filter')}
        placeholder={say('households.all')}
        value={(filters.filter as HouseholdFilter | undefined) ?? null}
        options={householdFilters.keys.map(key => ({ value: key, label: householdFilters.words[key] }))}
        onChange={(filter: HouseholdFilter | undefined) => change({ filter })}
      />
    </search>
  )
}

function columnsOf(say: Say): TableColumnsType<HouseholdRow> {
  return [
    {
      key: 'house',
      title: say('households.house'),
      render: (_, row) => (
        <>
          <span className="strong">{row.address || say('house.noAddress')}</span>
          <div className="soft small">
            {[
              row.villageName,
              row.hamlet,
              row.kinAtHome > 0 && say('households.kin', { count: row.kinAtHome }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </div>
        </>
      ),
    },
    {
      key: 'members',
      title: say('households.members'),
      render: (_, row) =>
        row.members.length === 0 ? (
          <span className="soft">{say('households.empty')}</span>
        ) : (
          <ul className="plain-list">
            {row.members.map(member => (
              <li key={member.id}>
                <Go to={paths.elder({ countyCode: row.countyCode, id: member.id }, { part: 'family' })}>
                  {member.name}
                </Go>
                {member.age !== null && ` ${say('elder.age', { age: member.age })} `}
                <Groups groups={member.groups} />
              </li>
            ))}
          </ul>
        ),
    },
    {
      key: 'firstCall',
      title: say('households.firstCall'),
      render: (_, row) =>
        row.firstCall ? (
          <>
            {row.firstCall.relation} {row.firstCall.name}
            <div className="soft small">{row.firstCall.phoneMask ?? say('elder.noPhone')}</div>
          </>
        ) : (
          <span className="soft">{say('households.noCall')}</span>
        ),
    },
  ]
}
