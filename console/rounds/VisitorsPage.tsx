// 探访员与分配: who carries how much, the month's plan, who stands in, the roster and whose contact is whom.
import { Button, Tabs } from 'antd'
import { dayOf, monthOf } from '../../domain/kernel/day.ts'
import { useFilters, useGo } from '../address.ts'
import { Page } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { useSession } from '../session.tsx'
import { ContactList } from './ContactList.tsx'
import { LoadPart } from './LoadPart.tsx'
import { PlanList } from './PlanList.tsx'
import { RosterList } from './RosterList.tsx'
import { StandInList } from './StandInList.tsx'
import './rounds.css'

export function VisitorsPage() {
  const say = useWords()
  const go = useGo()
  const { post } = useSession()
  const [filters, change] = useFilters()
  const region = filters.region ?? post.regionCode
  const month = filters.month ?? monthOf(dayOf(new Date()))
  const tabs = [
    { key: 'load', label: say('rounds.load'), children: <LoadPart region={region} month={month} /> },
    { key: 'plans', label: say('rounds.plans'), children: <PlanList region={region} month={month} /> },
    { key: 'standIns', label: say('rounds.standIns'), children: <StandInList region={region} /> },
    { key: 'roster', label: say('rounds.roster'), children: <RosterList region={region} /> },
    { key: 'contacts', label: say('rounds.contacts'), children: <ContactList region={region} /> },
  ]
  const open = tabs.find(({ key }) => key === filters.tab)?.key ?? 'load'
  return (
    <Page
      title={say('visitors.title')}
      above={
        <RegionBar
          code={region}
          to={code => paths.visitors({ region: code, tab: open, month: filters.month })}
        />
      }
      actions={<Button onClick={() => go(paths.elders({ region }))}>{say('visitors.toElders')}</Button>}
    >
      <Tabs
        className="rounds-tabs"
        activeKey={open}
        destroyOnHidden
        items={tabs}
        onChange={tab => change({ tab: tab === 'load' ? undefined : tab, state: undefined })}
      />
    </Page>
  )
}
