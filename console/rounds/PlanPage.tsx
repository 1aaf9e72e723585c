// One plan: what it holds and what it cannot, who goes when, and what it would change; then it is put in force.
import { Alert, Button, Popconfirm } from 'antd'
import type { Output } from '../../domain/api.ts'
import { planStates } from '../../domain/rounds/plan.ts'
import { useFilters, useGo, useKey } from '../address.ts'
import { useAct, useAnswer } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { dayText, figure, instantText, monthText } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { useMay } from '../session.tsx'
import { Answered, useNotice } from '../states.tsx'
import { Gaps, PlanVisits } from './PlanLists.tsx'

type Answer = Output<'roundPlan.get'>

export function PlanPage() {
  const answer = useAnswer('roundPlan.get', useKey())
  return <Answered query={answer}>{value => <Plan {...value} />}</Answered>
}

function Plan({ plan, visitors, days, changes }: Answer) {
  const say = useWords()
  return (
    <Page
      title={say('rounds.planTitle', { place: plan.regionName, month: monthText(plan.month) })}
      above={
        <RegionBar
          code={plan.regionCode}
          to={region => paths.visitors({ region, tab: 'plans', month: plan.month })}
        />
      }
      actions={plan.state === 'toPublish' && <Decide plan={plan} />}
    >
      {plan.state === 'toPublish' ? (
        <Alert
          className="state"
          type="info"
          showIcon
          title={changes ? say('rounds.changes', changes) : say('rounds.firstPlan')}
        />
      ) : (
        <p className="soft">
          {planStates.words[plan.state]} · {plan.madeBy ?? say('rounds.byNight')} · {instantText(plan.madeAt)}
        </p>
      )}
      <Marks plan={plan} />
      {plan.marks.gaps > 0 && (
        <Panel title={say('rounds.gapsTitle')} note={say('rounds.gapsWhat')}>
          <Gaps plan={plan} />
        </Panel>
      )}
      <Panel title={say('rounds.byVisitor')}>
        <Visitors rows={visitors} />
      </Panel>
      <Panel title={say('rounds.byDay')}>
        <Days rows={days} />
      </Panel>
      <Panel title={say('rounds.visits')}>
        <PlanVisits plan={plan} visitors={visitors} days={days} />
      </Panel>
    </Page>
  )
}

function Decide({ plan }: Pick<Answer, 'plan'>) {
  const say = useWords()
  const go = useGo()
  const may = useMay()
  const notice = useNotice()
  const stale = ['roundPlan.list', 'roundPlan.get', 'visitorLoad.read', 'standIn.list'] as const
  const publish = useAct('roundPlan.publish', stale)
  const drop = useAct('roundPlan.drop', stale)
  if (!may('round:plan')) return null
  const { countyCode, id, regionCode: region, month } = plan
  return (
    <>
      <Popconfirm
        title={say('rounds.dropSure')}
        okText={say('rounds.drop')}
        cancelText={say('form.cancel')}
        onConfirm={() =>
          drop.mutate(
            { countyCode, id },
            { onSuccess: () => go(paths.visitors({ region, tab: 'plans', month })), onError: notice.refused },
          )
        }
      >
        <Button loading={drop.isPending}>{say('rounds.drop')}</Button>
      </Popconfirm>
      <Button
        type="primary"
        loading={publish.isPending}
        onClick={() =>
          publish.mutate(
            { countyCode, id },
            { onSuccess: () => notice.done(say('rounds.published')), onError: notice.refused },
          )
        }
      >
        {say('rounds.publish')}
      </Button>
    </>
  )
}

function Marks({ plan: { marks } }: Pick<Answer, 'plan'>) {
  const say = useWords()
  const shown = [
    [say('rounds.planned'), figure(marks.visits)],
    [say('rounds.elders'), figure(marks.elders)],
    [say('rounds.gaps'), figure(marks.gaps)],
    [say('rounds.sameFace'), `${marks.sameFacePercent}%`],
    [say('rounds.wishKept'), `${marks.wishPercent}%`],
    [say('rounds.fullest'), `${marks.fullestPercent}%`],
  ] as const
  return (
    <Panel>
      <div className="figures" data-testid="plan-marks">
        {shown.map(([name, value]) => (
          <div className="figure" key={name}>
            <span className="figure-name">{name}</span>
            <span className="figure-value">{value}</span>
          </div>
        ))}
      </div>
    </Panel>
  )
}

function Visitors({ rows }: { rows: Answer['visitors'] }) {
  const say = useWords()
  const [, change] = useFilters()
  return (
    <CardTable<Answer['visitors'][number]>
      rowKey="accountId"
      dataSource={rows}
      pagination={false}
      columns={[
        {
          key: 'name',
          title: say('visitors.name'),
          render: (_, row) => (
            <button type="button" className="link" onClick={() => change({ account: row.accountId })}>
              {row.name}
            </button>
          ),
        },
        { key: 'elders', title: say('rounds.elders'), align: 'right', dataIndex: 'elders' },
        { key: 'visits', title: say('rounds.planned'), align: 'right', dataIndex: 'visits' },
        { key: 'days', title: say('rounds.workDays'), align: 'right', dataIndex: 'days' },
        { key: 'hardest', title: say('rounds.hardest'), align: 'right', dataIndex: 'hardest' },
        { key: 'others', title: say('rounds.forOthers'), align: 'right', dataIndex: 'colleagueVisits' },
      ]}
    />
  )
}

/** A bar for each day: whether the month is even can be seen before it is read. */
function Days({ rows }: { rows: Answer['days'] }) {
  const say = useWords()
  const most = Math.max(1, ...rows.map(row => row.visits))
  return (
    <ol className="day-bars" aria-label={say('rounds.byDay')}>
      {rows.map(({ day, visits, visitors }) => (
        <li key={day} title={say('rounds.dayLine', { day: dayText(day), visits, visitors })}>
          <span className="day-bar" style={{ height: `${Math.round((100 * visits) / most)}%` }} />
          <span className="day-count">{visits}</span>
          <span className="day-name">{Number(day.slice(8))}</span>
        </li>
      ))}
    </ol>
  )
}
