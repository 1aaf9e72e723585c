// Who is due and why: overdue, today, this week; every filter stands in the address.
import { Select } from 'antd'
import { levelOf } from '../../domain/kernel/area.ts'
import { type DueRow, type DueWhen, dueWhens } from '../../domain/risk/api.ts'
import { causeWords } from '../../domain/risk/causes.ts'
import { riskLevels } from '../../domain/risk/level.ts'
import { dueReasons } from '../../domain/visits/due.ts'
import { useFilters } from '../address.ts'
import { useAnswer, usePages } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { columnsOfElders } from '../elders/ElderTable.tsx'
import { figure } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { Paged } from '../Paged.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { useMay, useSession } from '../session.tsx'
import { DueMark, DueWhy } from './DueWhy.tsx'
import { RiskMarks } from './RiskTag.tsx'
import './risk.css'

const columns = ['sex', 'age', 'township', 'village', 'visitor'] as const
/** In the address where whom nobody looks after is asked for. */
const nobody = 'nobody'

type Asked = Parameters<typeof usePages<'risk.due'>>[1]

function useQuestion(): Asked & { when: DueWhen } {
  const { post } = useSession()
  const [filters] = useFilters()
  const risk = riskLevels.keys.find(key => key === filters.risk)
  const reason = dueReasons.keys.find(key => key === filters.reason)
  const isId = filters.visitor !== undefined && filters.visitor !== nobody
  return {
    regionCode: filters.region ?? post.regionCode,
    when: dueWhens.keys.find(key => key === filters.when) ?? 'overdue',
    ...(risk && { risk }),
    ...(reason && { reason }),
    ...(isId && { visitorId: filters.visitor }),
    noVisitor: filters.visitor === nobody,
  }
}

export function DuePage() {
  const say = useWords()
  const may = useMay()
  const [filters] = useFilters()
  const question = useQuestion()
  const { regionCode: region } = question
  const list = usePages('risk.due', question)
  const first = (list.query.data?.pages ?? [])[0] as
    | { counts: Record<DueWhen, number> | null; sweptOn: string | null }
    | undefined
  return (
    <Page
      title={say('due.title')}
      above={<RegionBar code={region} to={code => paths.due({ ...filters, region: code })} />}
      actions={
        <>
          <Go to={paths.overrules({ region })}>{say('due.overrules')}</Go>
          {may('elder:export') && <InElders region={region} question={question} />}
          {may('risk:try') && <Go to={paths.riskTrials({ region })}>{say('due.trials')}</Go>}
          {may('visit:assign') && <Go to={paths.visitors({ region })}>{say('due.assign')}</Go>}
        </>
      }
    >
      <DueFilters counts={first?.counts ?? null} />
      <Panel
        title={list.total === null ? undefined : say('list.total', { count: figure(list.total) })}
        {...(first?.sweptOn && { note: say('due.sweptOn', { day: first.sweptOn }) })}
      >
        <Paged list={list} nothing={<NothingDue when={question.when} sweptOn={first?.sweptOn ?? null} />}>
          {rows => <DueTable rows={rows} />}
        </Paged>
      </Panel>
    </Page>
  )
}

const daysOfWhen: Partial<Record<DueWhen, string>> = { overdue: '0', dueToday: '0', dueThisWeek: '7' }

/** Export, print and acts on many live with the list of elders: the same people, by its own filters. */
function InElders({ region, question }: { region: string; question: Asked & { when: DueWhen } }) {
  const say = useWords()
  // The list of elders asks about risk only within a county.
  if (['province', 'prefecture'].includes(levelOf(region))) return null
  const { risk, when } = question
  return <Go to={paths.elders({ region, risk, dueWithinDays: daysOfWhen[when] })}>{say('due.inElders')}</Go>
}

function NothingDue({ when, sweptOn }: { when: DueWhen; sweptOn: string | null }) {
  const say = useWords()
  if (sweptOn === null) return <>{say('due.waiting')}</>
  return <>{say(when === 'overdue' ? 'due.noneOverdue' : 'due.none')}</>
}

function DueFilters({ counts }: { counts: Record<DueWhen, number> | null }) {
  const say = useWords()
  const [filters, change] = useFilters()
  const { regionCode, when } = useQuestion()
  return (
    <search className="filters no-print due-filters">
      <div role="radiogroup" aria-label={say('due.when')} className="parts">
        {dueWhens.keys.map(key => (
          <label key={key} className={key === when ? 'part part-here' : 'part'}>
            <input
              type="radio"
              name="when"
              className="part-radio"
              checked={key === when}
              onChange={() => change({ when: key === 'overdue' ? undefined : key })}
            />
            {dueWhens.words[key]} <b>{figure(counts?.[key])}</b>
          </label>
        ))}
      </div>
      <Choice
        label={say('due.risk')}
        any={say('due.anyRisk')}
        value={filters.risk}
        options={riskLevels.keys.map(key => ({ value: key as string, label: riskLevels.words[key] }))}
        onChoose={risk => change({ risk })}
      />
      <Choice
        label={say('due.reason')}
        any={say('due.anyReason')}
        value={filters.reason}
        wide
        options={dueReasons.keys.map(key => ({ value: key as string, label: dueReasons.words[key] }))}
        onChoose={reason => change({ reason })}
      />
      <VisitorChoice region={regionCode} />
    </search>
  )
}

/** Whoever may assign visitors may also list them; others only ask for whom nobody looks after. */
function VisitorChoice({ region }: { region: string }) {
  const say = useWords()
  const may = useMay()
  const [filters, change] = useFilters()
  const mayList = may('visit:assign')
  const visitors = useAnswer('visitor.list', { regionCode: region }, { enabled: mayList })
  const options = [
    { value: nobody, label: say('due.nobody') },
    ...(visitors.data ?? []).map(visitor => ({ value: visitor.id, label: visitor.name })),
  ]
  return (
    <Choice
      label={say('due.visitor')}
      any={say('due.anyVisitor')}
      value={filters.visitor}
      options={options}
      onChoose={visitor => change({ visitor })}
    />
  )
}

interface ChoiceProps {
  label: string
  any: string
  value: string | undefined
  options: { value: string; label: string }[]
  wide?: boolean
  onChoose: (value: string | undefined) => void
}

function Choice({ label, any, value, options, wide, onChoose }: ChoiceProps) {
  return (
    <Select
      className={wide ? 'filter-wide' : 'filter-group'}
      size="large"
      allowClear
      aria-label={label}
      placeholder={any}
      value={value ?? null}
      options={options}
      showSearch={{ optionFilterProp: 'label' }}
      onChange={(chosen: string | null | undefined) => onChoose(chosen ?? undefined)}
    />
  )
}

function DueTable({ rows }: { rows: DueRow[] }) {
  const say = useWords()
  return (
    <CardTable<DueRow>
      rowKey="id"
      dataSource={rows}
      pagination={false}
      columns={[
        ...columnsOfElders<DueRow>(say, columns),
        {
          key: 'risk',
          title: say('due.risk'),
          width: 110,
          render: (_, row) => (
            <span title={row.causes.map(([cause]) => causeWords(cause)).join('；')}>
              <RiskMarks {...row} />
            </span>
          ),
        },
        {
          key: 'by',
          title: say('due.by'),
          width: 140,
          render: (_, row) => (
            <>
              <DueMark due={row} />
              {row.reason !== 'notAtHome' && <div className="soft small nowrap">{row.dueOn}</div>}
            </>
          ),
        },
        { key: 'why', title: say('due.why'), render: (_, row) => <DueWhy due={row} /> },
      ]}
    />
  )
}
