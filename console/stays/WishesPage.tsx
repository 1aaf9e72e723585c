// The waiting list: who wishes to live in a home, for how many days, and what became of it.
import { Button, Space, Tag } from 'antd'
import { useState } from 'react'
import { dayOf } from '../../domain/kernel/day.ts'
import { type StayWish, stayWants, wishStates, wishTellers } from '../../domain/stays/wish.ts'
import { wishQueues } from '../../domain/stays/wish-api.ts'
import { useFilters, useGo } from '../address.ts'
import { useAct, useAnswer, usePages } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { Choose } from '../Choose.tsx'
import { FigureLinks } from '../FigureLinks.tsx'
import { FilterBar } from '../FilterBar.tsx'
import { FormDialog } from '../FormDialog.tsx'
import { dayText, figure } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { Paged } from '../Paged.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { saveAnswer } from '../save.ts'
import { useMay, useSession } from '../session.tsx'
import { useNotice } from '../states.tsx'
import { ElderName } from './ElderName.tsx'
import { useReach } from './reach.ts'
import { staleWishes, WishDialog, wishColours } from './WishDialog.tsx'

export function WishesPage() {
  const say = useWords()
  const may = useMay()
  const notice = useNotice()
  const { post } = useSession()
  const [filters] = useFilters()
  const [writing, setWriting] = useState(false)
  const region = filters.region ?? post.regionCode
  const queue = wishQueues.find(key => key === filters.queue)
  const state = filters.state === 'all' ? undefined : wishStates.keys.find(key => key === filters.state)
  const wants = stayWants.keys.find(key => key === filters.wants)
  const isCounty = region.slice(4, 6) !== '00'
  const asked = {
    regionCode: region,
    // Whoever waits comes first; the settled are a filter away.
    ...(state ? { state } : filters.state !== 'all' && !queue && { state: 'wishWaiting' as const }),
    ...(queue && { queue }),
    ...(wants && { wants }),
  }
  const list = usePages('stayWish.list', asked)
  return (
    <Page
      title={say('wishes.title')}
      above={<RegionBar code={region} to={code => paths.stayWishes({ ...filters, region: code })} />}
      actions={
        may('stay:work') && (
          <Space wrap>
            <Button onClick={() => void saveAnswer('stayWish.export', asked).catch(notice.refused)}>
              {say('stays.export')}
            </Button>
            {isCounty && (
              <Button type="primary" onClick={() => setWriting(true)}>
                {say('wishes.record')}
              </Button>
            )}
          </Space>
        )
      }
    >
      <p>
        <Go to={paths.stays({ region })}>{say('stays.backToHomes')}</Go>
      </p>
      <Counts region={region} />
      <FilterBar names={['state', 'wants', 'queue']}>
        <Choose
          name="state"
          all={say('wishes.waiting')}
          words={{ all: say('wishes.stateAll'), ...wishStates.words }}
        />
        <Choose name="wants" all={say('wishes.wantsAll')} words={stayWants.words} />
        <Choose
          name="queue"
          all={say('wishes.queueAll')}
          words={{
            tekunWaiting: say('wishes.tekunWaiting'),
            lateWishes: say('wishes.late'),
            urgentWishes: say('wishes.urgent'),
          }}
        />
      </FilterBar>
      <Panel>
        <Paged list={list} nothing={say('wishes.none')}>
          {rows => <Wishes rows={rows} />}
        </Paged>
      </Panel>
      {writing && <WishDialog countyCode={region.slice(0, 6)} onClose={() => setWriting(false)} />}
    </Page>
  )
}

function Counts({ region }: { region: string }) {
  const say = useWords()
  const { data } = useAnswer('stayWish.counts', { regionCode: region })
  if (!data) return null
  const people = (count: number) => say('stays.people', { count: figure(count) })
  const bad = (count: number) => (count > 0 ? ('bad' as const) : undefined)
  const to = (queue: string) => paths.stayWishes({ region, queue })
  return (
    <>
      <FigureLinks
        figures={[
          { word: say('wishes.waiting'), value: people(data.waiting), to: paths.stayWishes({ region }) },
          {
            ...{ word: say('wishes.tekunWaiting'), value: people(data.tekunWaiting) },
            ...{ to: to('tekunWaiting'), tone: bad(data.tekunWaiting) },
          },
          {
            ...{ word: say('wishes.late'), value: people(data.lateWishes) },
            ...{ to: to('lateWishes'), tone: bad(data.lateWishes) },
          },
          { word: say('wishes.urgent'), value: people(data.urgentWishes), to: to('urgentWishes') },
          {
            word: say('wishes.metThisYear'),
            value: people(data.metThisYear),
            to: paths.stayWishes({ region, state: 'wishMet' }),
          },
          {
            word: say('wishes.averageDays'),
            value: data.averageDays === null ? '—' : say('wishes.days', { count: figure(data.averageDays) }),
          },
        ]}
      />
      <p className="soft small">{say('wishes.rules', { tekun: data.tekunDays, days: data.days })}</p>
      {data.counties.length > 1 && (
        <Panel title={say('wishes.byCounty')}>
          <ul>
            {data.counties.map(one => (
              <li key={one.countyCode}>
                <Go to={paths.stayWishes({ region: `${one.countyCode}000000` })}>{one.name}</Go>{' '}
                {say('wishes.countyLine', {
                  ...{ waiting: one.waiting, tekun: one.tekunWaiting, longest: one.longestDays },
                })}
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </>
  )
}

function Wishes({ rows }: { rows: StayWish[] }) {
  const say = useWords()
  return (
    <CardTable<StayWish>
      rowKey="id"
      dataSource={rows}
      pagination={false}
      brief={row => <Brief wish={row} />}
      columns={[
        {
          key: 'name',
          title: say('stays.resident'),
          render: (_, row) => <Who wish={row} />,
        },
        { key: 'village', title: say('stays.place'), dataIndex: 'villageName' },
        {
          key: 'wants',
          title: say('wishes.wants'),
          render: (_, row) => row.facilityName ?? stayWants.words[row.wants],
        },
        { key: 'reason', title: say('wishes.reason'), dataIndex: 'reason' },
        {
          key: 'said',
          title: say('wishes.said'),
          render: (_, row) => (
            <>
              {dayText(row.saidOn)} <span className="soft small">{wishTellers.words[row.saidBy]}</span>
            </>
          ),
        },
        {
          key: 'days',
          title: say('wishes.waited'),
          align: 'right',
          render: (_, row) => (
            <span className={row.isLate ? 'warn-text strong nowrap' : 'nowrap'}>
              {say('wishes.days', { count: row.daysWaited })}
            </span>
          ),
        },
        {
          key: 'state',
          title: say('stays.standing'),
          render: (_, row) => (
            <>
              <Tag color={wishColours[row.state]}>{wishStates.words[row.state]}</Tag>
              {row.settleNote && <span className="soft small">{row.settleNote}</span>}
            </>
          ),
        },
        { key: 'acts', render: (_, row) => row.state === 'wishWaiting' && <Acts wish={row} /> },
      ]}
    />
  )
}

function Who({ wish }: { wish: StayWish }) {
  const say = useWords()
  return (
    <>
      <ElderName countyCode={wish.countyCode} elderId={wish.elderId} name={wish.elderName} />{' '}
      {wish.elderAge !== null && <span className="soft">{say('elder.age', { age: wish.elderAge })}</span>}{' '}
      {wish.isTekun && <Tag color="processing">{say('stays.tekun')}</Tag>}
      {wish.isUrgent && <Tag color="error">{say('wishes.isUrgent')}</Tag>}
    </>
  )
}

/** A wish on a phone: who, where to and why, since when, and what can be done. */
function Brief({ wish }: { wish: StayWish }) {
  const say = useWords()
  return (
    <>
      <Who wish={wish} />
      <div>
        {[wish.villageName, wish.facilityName ?? stayWants.words[wish.wants], wish.reason]
          .filter(Boolean)
          .join(' · ')}
      </div>
      <div className="soft small">
        {dayText(wish.saidOn)} {wishTellers.words[wish.saidBy]} ·{' '}
        <span className={wish.isLate ? 'warn-text strong' : ''}>
          {say('wishes.waited')} {say('wishes.days', { count: wish.daysWaited })}
        </span>
      </div>
      {wish.state === 'wishWaiting' ? (
        <Acts wish={wish} />
      ) : (
        <>
          <Tag color={wishColours[wish.state]}>{wishStates.words[wish.state]}</Tag>
          {wish.settleNote && <span className="soft small">{wish.settleNote}</span>}
        </>
      )}
    </>
  )
}

function Acts({ wish }: { wish: StayWish }) {
  const say = useWords()
  const go = useGo()
  const may = useMay()
  const [settling, setSettling] = useState(false)
  const region = useReach(wish.countyCode)
  if (!may('stay:work')) return null
  const forHer = { elder: wish.elderId, name: wish.elderName }
  const admit = () =>
    go(
      wish.facilityId === null
        ? paths.stays({ region, queue: 'hasFree', ...forHer, near: wish.regionCode })
        : paths.admit({ countyCode: wish.countyCode, id: wish.facilityId }, forHer),
    )
  return (
    <Space wrap>
      <Button size="small" type="primary" ghost onClick={admit}>
        {say(wish.facilityId === null ? 'wishes.findBed' : 'stays.admit')}
      </Button>
      <Button size="small" onClick={() => setSettling(true)}>
        {say('wishes.settle')}
      </Button>
      {settling && <SettleDialog wish={wish} onClose={() => setSettling(false)} />}
    </Space>
  )
}

interface Settled {
  state: 'wishTakenBack' | 'wishNotMet'
  on: string
  why: string
}

function SettleDialog({ wish, onClose }: { wish: StayWish; onClose: () => void }) {
  const say = useWords()
  const notice = useNotice()
  const settle = useAct('stayWish.settle', staleWishes)
  const { wishTakenBack, wishNotMet } = wishStates.words
  return (
    <FormDialog<Settled>
      title={say('wishes.settleOf', { name: wish.elderName })}
      note={say('wishes.settleNote')}
      submit={say('wishes.settle')}
      act={settle}
      initial={{ on: dayOf(new Date()) }}
      fields={[
        { name: 'state', word: say('wishes.outcome'), as: 'choice', words: { wishTakenBack, wishNotMet } },
        { name: 'on', word: say('stays.day'), as: 'day' },
        { name: 'why', word: say('wishes.why'), as: 'long', most: 300 },
      ]}
      onSubmit={filled =>
        settle.mutate(
          { countyCode: wish.countyCode, id: wish.id, ...filled },
          {
            onSuccess: () => {
              notice.done(say('wishes.settled'))
              onClose()
            },
          },
        )
      }
      onClose={onClose}
    />
  )
}
