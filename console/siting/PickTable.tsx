// The chosen sites: whom each serves, how far they walk, how many come to eat, and whether it can live on them.
import { Button, Space, type TableColumnsType, Tag } from 'antd'
import { type SitingPick, sitingHosts } from '../../domain/siting/plan.ts'
import { CardTable } from '../CardTable.tsx'
import { figure } from '../figures.ts'
import { Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { type Say, useWords } from '../language.tsx'
import { money, yuanText } from '../money.ts'
import { paths } from '../paths.ts'
import type { Pins } from './PinPanel.tsx'
import type { Plan } from './PlanPage.tsx'

export function PickTable({ value, pins }: { value: Plan; pins: Pins }) {
  const say = useWords()
  const isKitchen = value.plan.question.kind === 'canteen'
  return (
    <Panel title={`${say('siting.picks')} ${say('siting.sitesOf', { count: figure(value.picks.length) })}`}>
      <div className="siting-picks">
        <CardTable<SitingPick>
          rowKey="id"
          dataSource={value.picks}
          pagination={{ pageSize: 50, hideOnSinglePage: true }}
          expandable={{ expandedRowRender: pick => <Villages pick={pick} /> }}
          brief={pick => <Brief pick={pick} value={value} pins={pins} />}
          columns={[
            {
              key: 'name',
              title: say('siting.pick'),
              render: (_, pick) => (
                <Name pick={pick} project={value.projects.find(one => one.candidateId === pick.id)} />
              ),
            },
            {
              key: 'cost',
              title: say('siting.cost'),
              sorter: (one, other) => one.costFen - other.costFen,
              render: (_, pick) => yuanText(pick.costFen),
            },
            {
              key: 'serves',
              title: say('siting.serves'),
              sorter: (one, other) => one.people - other.people,
              render: (_, pick) => (
                <>
                  {say('siting.people', { count: figure(pick.people) })}
                  <div className="soft small">
                    {say('siting.aloneCount', { count: figure(pick.peopleByItAlone) })}
                  </div>
                </>
              ),
            },
            {
              key: 'distance',
              title: say('siting.distance'),
              className: 'nowrap',
              render: (_, pick) =>
                say('siting.meters', { mean: figure(pick.meanMeters), most: figure(pick.farthestMeters) }),
            },
            ...(isKitchen ? kitchenColumns(say) : []),
            {
              key: 'pin',
              title: say('siting.pins'),
              className: 'no-print',
              render: (_, pick) => <Pinning pick={pick} pins={pins} />,
            },
          ]}
        />
      </div>
    </Panel>
  )
}

function kitchenColumns(say: Say): TableColumnsType<SitingPick> {
  return [
    {
      ...{ key: 'diners', title: say('siting.diners') },
      render: (_, pick) => (pick.diners ? `${pick.diners.summer} / ${pick.diners.winter}` : '—'),
    },
    { key: 'live', title: say('siting.live'), render: (_, pick) => <Live pick={pick} /> },
  ]
}

interface NameProps {
  pick: SitingPick
  project: Plan['projects'][number] | undefined
}

function Name({ pick, project }: NameProps) {
  const say = useWords()
  return (
    <>
      <Go to={paths.coverage({ region: pick.regionCode })} className="strong">
        {pick.name}
      </Go>{' '}
      {pick.isBorder && <Tag color="warning">{say('siting.isBorder')}</Tag>}
      {project && <Go to={paths.fundProject(project)}>{say('siting.project')}</Go>}
      {pick.isDormant && <Tag color="error">{say('siting.isDormant')}</Tag>}
      <div className="soft small">
        {pick.placeName} · {sitingHosts.words[pick.host]}
      </div>
    </>
  )
}

/** A site on a phone: where, whom it serves and for how much, whether it can live, and the two acts. */
function Brief({ pick, value, pins }: { pick: SitingPick; value: Plan; pins: Pins }) {
  const say = useWords()
  return (
    <>
      <Name pick={pick} project={value.projects.find(one => one.candidateId === pick.id)} />
      <div>
        {say('siting.serves')} {say('siting.people', { count: figure(pick.people) })} · {say('siting.cost')}{' '}
        {yuanText(pick.costFen)}
        {pick.diners && ` · ${say('siting.diners')} ${pick.diners.summer} / ${pick.diners.winter}`}
      </div>
      <div>
        {say('siting.distance')}{' '}
        {say('siting.meters', { mean: figure(pick.meanMeters), most: figure(pick.farthestMeters) })}
      </div>
      <Live pick={pick} />
      <Pinning pick={pick} pins={pins} />
    </>
  )
}

/** Winter decides: what cannot live then stands cold in spring. */
function Live({ pick: { summer, winter } }: { pick: SitingPick }) {
  const say = useWords()
  if (!summer || !winter) return <span className="soft">—</span>
  const state = winter.isViable ? 'lives' : summer.isViable ? 'livesSummer' : 'livesNot'
  const colours = { lives: 'success', livesSummer: 'warning', livesNot: 'error' } as const
  const loss = Math.max(0, -winter.monthlyFen)
  return (
    <>
      <Tag color={colours[state]}>{say(`siting.${state}`)}</Tag>
      <div className="soft small">
        {say('siting.perMeal', { cost: money(winter.costFenAMeal) })} ·{' '}
        {winter.breakEvenDiners === null
          ? say('siting.noBreakEven')
          : say('siting.breakEven', { people: winter.breakEvenDiners })}{' '}
        · {loss === 0 ? say('siting.noSubsidy') : say('siting.subsidy', { sum: yuanText(loss) })}
      </div>
    </>
  )
}

function Pinning({ pick, pins }: { pick: SitingPick; pins: Pins }) {
  const say = useWords()
  const isPinned = pins.must.has(pick.id)
  const isForbidden = pins.never.has(pick.id)
  if (isPinned || isForbidden)
    return (
      <Space>
        <Tag color={isPinned ? 'success' : 'error'}>
          {say(isPinned ? 'siting.isPinned' : 'siting.isForbidden')}
        </Tag>
        <Button size="small" onClick={() => pins.release(pick.id)}>
          {say('siting.release')}
        </Button>
      </Space>
    )
  return (
    <Space className="no-print">
      <Button size="small" onClick={() => pins.pin(pick.id, pick.name)}>
        {say('siting.pin')}
      </Button>
      <Button size="small" onClick={() => pins.forbid(pick.id, pick.name)}>
        {say('siting.forbid')}
      </Button>
    </Space>
  )
}

function Villages({ pick }: { pick: SitingPick }) {
  const say = useWords()
  return (
    <>
      <p>{pick.says}</p>
      <ul className="siting-list">
        {pick.villages.map(village => (
          <li key={village.code}>
            <Go to={paths.coverage({ region: village.code })}>{village.name}</Go>{' '}
            {say('siting.people', { count: figure(village.people) })} · {figure(village.meters)} 米
          </li>
        ))}
      </ul>
      {pick.winter && (
        <ul className="siting-list">
          {pick.winter.reasons.map(reason => (
            <li key={reason.says} className={reason.holds ? 'good-text' : 'warn-text'}>
              {reason.says}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
