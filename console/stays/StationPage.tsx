// One station that governs itself: what it owes, and its parts: rules and committee, meetings, complaints, work, account.
import { Alert, Button, Space } from 'antd'
import type { Output } from '../../domain/api.ts'
import { stationDuties } from '../../domain/stays/station.ts'
import { useFilters, useGo, useKey } from '../address.ts'
import { useAnswer } from '../asking.ts'
import { figure } from '../figures.ts'
import { Page } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { Answered } from '../states.tsx'
import { AccountPanel } from './AccountPanel.tsx'
import { ComplaintsPanel } from './ComplaintsPanel.tsx'
import { RulesPanel } from './RulesPanel.tsx'
import { useReach } from './reach.ts'
import { StationRecords } from './StationRecords.tsx'
import { WorkPanel } from './WorkPanel.tsx'
import './stays.css'

export type StationAnswer = Output<'station.get'>

const parts = {
  rules: 'stations.rules',
  records: 'stations.records',
  complaints: 'stations.complaints',
  work: 'stations.work',
  account: 'stations.account',
} as const
type Part = keyof typeof parts

export function StationPage() {
  const { countyCode, id } = useKey()
  const answer = useAnswer('station.get', { countyCode, facilityId: id })
  return <Answered query={answer}>{value => <Shown value={value} />}</Answered>
}

function Shown({ value }: { value: StationAnswer }) {
  const say = useWords()
  const go = useGo()
  const [filters] = useFilters()
  const { station } = value
  const region = useReach(station.countyCode)
  const key = { countyCode: station.countyCode, id: station.facilityId }
  const of = { countyCode: station.countyCode, facilityId: station.facilityId }
  const part: Part = (Object.keys(parts) as Part[]).find(one => one === filters.part) ?? 'rules'
  return (
    <Page
      title={station.name}
      above={
        <nav className="region-bar no-print">
          <Go to={paths.stations()}>{say('stations.title')}</Go>{' '}
          <span className="soft">
            {station.placeName} · {say('stays.people', { count: figure(station.residents) })}
          </span>
        </nav>
      }
      actions={
        <Space wrap>
          <Button onClick={() => go(paths.twinnings())}>{say('twins.title')}</Button>
          <Button onClick={() => go(paths.stayHome(key))}>{say('stations.toBeds')}</Button>
          <Button onClick={() => go(paths.stationDuty(key))}>{say('stations.duty')}</Button>
          <Button type="primary" onClick={() => go(paths.stationWall(key))}>
            {say('stations.wall')}
          </Button>
        </Space>
      }
    >
      {station.owes.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={say('stations.owesNow', {
            what: station.owes.map(owed => stationDuties.words[owed]).join('、'),
          })}
          className="state"
        />
      )}
      <nav className="parts no-print" aria-label={station.name}>
        {(Object.keys(parts) as Part[]).map(one => (
          <Go
            key={one}
            to={paths.station(key, { part: one })}
            className={one === part ? 'part part-here' : 'part'}
            current={one === part}
          >
            {say(parts[one])}
          </Go>
        ))}
      </nav>
      {part === 'rules' && <RulesPanel value={value} />}
      {part === 'records' && <StationRecords of={of} />}
      {part === 'complaints' && (
        <ComplaintsPanel asked={{ regionCode: region, facilityId: of.facilityId }} of={of} />
      )}
      {part === 'work' && <WorkPanel of={of} work={value.work} />}
      {part === 'account' && <AccountPanel of={of} />}
    </Page>
  )
}
