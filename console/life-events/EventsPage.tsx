// 变化与迁移: what happened in a region, what visitors report, who is on the way in and out.
import { Tabs } from 'antd'
import { useFilters } from '../address.ts'
import { useAnswer } from '../asking.ts'
import { Page } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { useMay, useSession } from '../session.tsx'
import { EventList } from './EventList.tsx'
import { ReportList } from './ReportList.tsx'
import { TransferList } from './TransferList.tsx'

export function EventsPage() {
  const say = useWords()
  const may = useMay()
  const { post } = useSession()
  const [filters, change] = useFilters()
  const region = filters.region ?? post.regionCode
  const records = may('lifeEvent:record')
  const tabs = [
    { key: 'list', label: say('changes.list'), children: <EventList region={region} /> },
    ...(records
      ? [
          {
            key: 'reports',
            label: <ReportsLabel region={region} />,
            children: <ReportList region={region} />,
          },
        ]
      : []),
    {
      key: 'in',
      label: <InLabel region={region} />,
      children: <TransferList key="in" region={region} way="in" />,
    },
    { key: 'out', label: say('changes.out'), children: <TransferList key="out" region={region} way="out" /> },
  ]
  const open = tabs.find(({ key }) => key === filters.tab)?.key ?? 'list'
  return (
    <Page
      title={say('changes.title')}
      above={<RegionBar code={region} to={code => paths.events({ region: code, tab: open })} />}
    >
      <Tabs
        activeKey={open}
        destroyOnHidden
        items={tabs}
        onChange={tab =>
          change({
            tab: tab === 'list' ? undefined : tab,
            kind: undefined,
            month: undefined,
            late: undefined,
            state: undefined,
          })
        }
      />
    </Page>
  )
}

/** More than this is "many": the list itself says how many. */
const countedTo = 99

function Counted({ word, count, more }: { word: string; count: number; more: boolean }) {
  return (
    <>
      {word}
      {count > 0 && <span className="tab-count">{more ? `${countedTo}+` : count}</span>}
    </>
  )
}

function ReportsLabel({ region }: { region: string }) {
  const say = useWords()
  const waiting = useAnswer('lifeEvent.reports', { regionCode: region, limit: countedTo })
  return (
    <Counted
      word={say('changes.reports')}
      count={waiting.data?.rows.length ?? 0}
      more={Boolean(waiting.data?.next)}
    />
  )
}

function InLabel({ region }: { region: string }) {
  const say = useWords()
  const waiting = useAnswer('transfer.list', {
    regionCode: region,
    way: 'in',
    state: 'toReceive',
    limit: countedTo,
  })
  return (
    <Counted
      word={say('changes.in')}
      count={waiting.data?.rows.length ?? 0}
      more={Boolean(waiting.data?.next)}
    />
  )
}
