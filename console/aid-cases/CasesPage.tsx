// The list of aid cases: mine first, the overdue in red, everything filtered through the address bar.
import { Segmented, Select, Space, Switch, Tag } from 'antd'
import {
  type AidCaseRow,
  aidCaseLevels,
  aidCaseSources,
  aidCaseStages,
} from '../../domain/aid-cases/aid-case.ts'
import { endedStages } from '../../domain/aid-cases/stages.ts'
import { type Filters, useFilters } from '../address.ts'
import { usePages } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { figure, instantText } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { Labelled } from '../Labelled.tsx'
import { type Say, useWords } from '../language.tsx'
import { Paged } from '../Paged.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { useMay, useSession } from '../session.tsx'
import { CaseClock, LevelTag } from './CaseMarks.tsx'
import { countedBy, Narrowed } from './Narrowed.tsx'

type CaseQuery = Parameters<typeof paths.aidCases>[0]

export function CasesPage() {
  const say = useWords()
  const { post } = useSession()
  const [filters] = useFilters()
  const works = useMay()('aidCase:work')
  const region = filters.region ?? post.regionCode
  const whose = filters.whose ?? (works ? 'mine' : 'all')
  const stage = aidCaseStages.keys.find(key => key === filters.stage)
  const level = aidCaseLevels.keys.find(key => key === filters.level)
  const source = aidCaseSources.keys.find(key => key === filters.source)
  const list = usePages('aidCase.list', {
    regionCode: region,
    mine: whose === 'mine',
    overdue: filters.overdue === 'yes',
    ended: filters.ended === 'yes',
    grave: filters.grave === 'yes',
    ...(stage && { stage }),
    ...(level && { level }),
    ...(source && { source }),
    ...countedBy(filters),
  })
  return (
    <Page
      title={say('cases.title')}
      above={
        <RegionBar code={region} to={code => paths.aidCases({ ...(filters as CaseQuery), region: code })} />
      }
      actions={
        <Space wrap size="large">
          <Go to={paths.caseBoard({ region })}>{say('cases.toBoard')}</Go>
          <Go to={paths.caseWall({ region })}>{say('cases.toWall')}</Go>
          <Go to={paths.duty({ region })}>{say('cases.toDuty')}</Go>
          <Go to={paths.referrals({ region })}>{say('cases.toReferrals')}</Go>
        </Space>
      }
    >
      <CaseFilters whose={whose} />
      <Narrowed />
      <Panel title={list.total === null ? undefined : say('cases.total', { count: figure(list.total) })}>
        <Paged list={list} nothing={whose === 'mine' ? say('cases.noneMine') : say('cases.none')}>
          {rows => <CaseTable rows={rows} say={say} />}
        </Paged>
      </Panel>
    </Page>
  )
}

function CaseFilters({ whose }: { whose: string }) {
  const say = useWords()
  const [filters, change] = useFilters()
  return (
    <search className="filters no-print">
      <Segmented
        size="large"
        value={whose}
        options={[
          { value: 'mine', label: say('cases.mine') },
          { value: 'all', label: say('cases.all') },
        ]}
        onChange={value => change({ whose: value })}
      />
      <Select
        size="large"
        className="filter-group"
        allowClear
        aria-label={say('cases.level')}
        placeholder={say('cases.anyLevel')}
        value={filters.level ?? null}
        options={aidCaseLevels.keys.map(key => ({ value: key as string, label: aidCaseLevels.words[key] }))}
        onChange={(level: string | null | undefined) => change({ level: level ?? undefined })}
      />
      <Select
        size="large"
        className="filter-group"
        allowClear
        aria-label={say('cases.stage')}
        placeholder={say(filters.ended === 'yes' ? 'cases.everyStage' : 'cases.anyStage')}
        value={filters.stage ?? null}
        options={aidCaseStages.keys.map(key => ({ value: key as string, label: aidCaseStages.words[key] }))}
        onChange={(stage: string | null | undefined) =>
          change({
            stage: stage ?? undefined,
            ended: endedStages.some(each => each === stage) ? 'yes' : undefined,
          })
        }
      />
      <Select
        size="large"
        className="filter-group"
        allowClear
        aria-label={say('cases.source')}
        placeholder={say('cases.anySource')}
        value={filters.source ?? null}
        options={aidCaseSources.keys.map(key => ({ value: key as string, label: aidCaseSources.words[key] }))}
        onChange={(source: string | null | undefined) => change({ source: source ?? undefined })}
      />
      <FilterSwitch name="overdue" label={say('cases.overdue')} filters={filters} change={change} />
      <FilterSwitch name="ended" label={say('cases.ended')} filters={filters} change={change} />
    </search>
  )
}

interface FilterSwitchProps {
  name: string
  label: string
  filters: Filters
  change: (change: Filters) => void
}

function FilterSwitch({ name, label, filters, change }: FilterSwitchProps) {
  return (
    <Labelled word={label} after>
      {id => (
        <Switch
          id={id}
          checked={filters[name] === 'yes'}
          onChange={on => change({ [name]: on ? 'yes' : undefined })}
        />
      )}
    </Labelled>
  )
}

function CaseTable({ rows, say }: { rows: AidCaseRow[]; say: Say }) {
  return (
    <CardTable<AidCaseRow>
      rowKey={row => `${row.countyCode}.${row.id}`}
      dataSource={rows}
      pagination={false}
      scroll={{ x: 980 }}
      columns={[
        {
          key: 'level',
          title: say('cases.level'),
          width: 180,
          render: (_, row) => <LevelTag level={row.level} />,
        },
        {
          key: 'trouble',
          title: say('cases.trouble'),
          render: (_, row) => (
            <>
              <Go to={paths.aidCase(row)} className="strong">
                {row.trouble}
              </Go>
              <div className="soft small">
                {row.elderName}
                {row.elderAge !== null && ` · ${say('elder.age', { age: row.elderAge })}`} · {row.villageName}
                {row.source !== 'visit' && ` · ${aidCaseSources.words[row.source]}`}
              </div>
              {row.repeatOf !== null && <Tag color="orange">{say('cases.repeatMark')}</Tag>}
              {row.recheckOwed && <Tag color="gold">{say('cases.owedMark')}</Tag>}
            </>
          ),
        },
        {
          key: 'clock',
          title: say('cases.clock'),
          width: 250,
          render: (_, row) => (
            <>
              {aidCaseStages.words[row.stage]}
              <div>
                <CaseClock row={row} />
              </div>
            </>
          ),
        },
        { key: 'owner', title: say('cases.owner'), width: 130, dataIndex: 'ownerName' },
        {
          key: 'openedAt',
          title: say('cases.openedAt'),
          width: 170,
          render: (_, row) => instantText(row.openedAt),
        },
      ]}
    />
  )
}
