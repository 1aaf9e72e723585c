// One home: its beds and who lies in them, its residents, the fees of a month.
import { Button, Space, Tag } from 'antd'
import { facilityKinds } from '../../domain/facilities/facility.ts'
import { useFilters, useGo, useKey } from '../address.ts'
import { useAnswer, usePages } from '../asking.ts'
import { FigureLinks } from '../FigureLinks.tsx'
import { figure } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { money } from '../money.ts'
import { Paged } from '../Paged.tsx'
import { paths } from '../paths.ts'
import { saveAnswer } from '../save.ts'
import { useMay } from '../session.tsx'
import { Answered, useNotice } from '../states.tsx'
import { BedMap, type HomeRooms } from './BedMap.tsx'
import { FeesPanel } from './FeesPanel.tsx'
import { ResidentsTable } from './ResidentsTable.tsx'
import { SeekingNote, useSeeking } from './seeking.tsx'
import './stays.css'

const parts = { beds: 'stays.bedMap', residents: 'stays.residents', fees: 'fees.title' } as const
type Part = keyof typeof parts

export function HomePage() {
  const { countyCode, id } = useKey()
  const answer = useAnswer('stay.rooms', { countyCode, facilityId: id })
  return <Answered query={answer}>{rooms => <Home rooms={rooms} />}</Answered>
}

function Home({ rooms }: { rooms: HomeRooms }) {
  const say = useWords()
  const [filters] = useFilters()
  const { home } = rooms
  const key = { countyCode: home.countyCode, id: home.facilityId }
  const seeking = useSeeking()
  const part: Part = (Object.keys(parts) as Part[]).find(one => one === filters.part) ?? 'beds'
  return (
    <Page
      title={home.name}
      above={
        <nav className="region-bar no-print">
          <Go to={paths.stays()}>{say('stays.title')}</Go>{' '}
          <span className="soft">
            {home.placeName} · {facilityKinds.words[home.kind]}
          </span>
        </nav>
      }
      actions={<Acts of={key} />}
    >
      <SeekingNote word="stays.seekingBed" />
      <FigureLinks
        figures={[
          {
            word: say('stays.living'),
            value: say('stays.people', { count: figure(home.residents) }),
            to: paths.stayHome(key, { part: 'residents' }),
          },
          { word: say('stays.freeBeds'), value: say('stays.beds', { count: figure(home.free) }) },
          { word: say('stays.outNow'), value: say('stays.people', { count: figure(home.out) }) },
          {
            word: say('stays.owedYuan'),
            value: money(home.owedFen),
            to: paths.stayHome(key, { part: 'fees' }),
            tone: home.owedFen > 0 ? 'bad' : undefined,
          },
        ]}
      />
      <nav className="parts no-print below" aria-label={home.name}>
        {(Object.keys(parts) as Part[]).map(one => (
          <Go
            key={one}
            to={paths.stayHome(key, { part: one, ...seeking })}
            className={one === part ? 'part part-here' : 'part'}
            current={one === part}
          >
            {say(parts[one])}
          </Go>
        ))}
      </nav>
      {part === 'beds' && (
        <>
          <Staffing rooms={rooms} />
          <BedMap rooms={rooms} />
        </>
      )}
      {part === 'residents' && <Residents rooms={rooms} />}
      {part === 'fees' && <FeesPanel countyCode={home.countyCode} facilityId={home.facilityId} />}
    </Page>
  )
}

function Acts({ of }: { of: { countyCode: string; id: string } }) {
  const say = useWords()
  const go = useGo()
  const may = useMay()
  const seeking = useSeeking()
  return (
    <Space wrap>
      <Button onClick={() => go(paths.stayWishes())}>{say('wishes.title')}</Button>
      <Button onClick={() => go(paths.station(of))}>{say('stays.toStation')}</Button>
      {may('stay:work') && (
        <Button type="primary" onClick={() => go(paths.admit(of, { ...seeking }))}>
          {say('stays.admit')}
        </Button>
      )}
    </Space>
  )
}

function Staffing({ rooms: { staffing, isInstitution } }: { rooms: HomeRooms }) {
  const say = useWords()
  return (
    <Panel title={say('stays.staffing')}>
      <p>
        {staffing.isEnough !== null && (
          <Tag color={staffing.isEnough ? 'success' : 'error'}>
            {say(staffing.isEnough ? 'stays.staffEnough' : 'stays.staffShort')}
          </Tag>
        )}
        {staffing.says}
      </p>
      <p className="soft small">{say(isInstitution ? 'stays.isInstitution' : 'stays.isVillage')}</p>
    </Panel>
  )
}

function Residents({ rooms: { home } }: { rooms: HomeRooms }) {
  const say = useWords()
  const may = useMay()
  const notice = useNotice()
  const [filters, change] = useFilters()
  const asks = { regionCode: home.regionCode, facilityId: home.facilityId }
  const list = usePages('stay.list', asks)
  const rows = filters.all === 'yes' ? list.rows : list.rows.filter(row => row.leftOn === null)
  return (
    <Panel
      extra={
        <Space wrap>
          <Button onClick={() => change({ all: filters.all === 'yes' ? undefined : 'yes' })}>
            {say(filters.all === 'yes' ? 'stays.onlyLiving' : 'stays.withLeft')}
          </Button>
          <Button onClick={() => window.print()}>{say('stays.print')}</Button>
          {may('stay:work') && (
            <Button onClick={() => void saveAnswer('stay.export', asks).catch(notice.refused)}>
              {say('stays.export')}
            </Button>
          )}
        </Space>
      }
      title={say('stays.residents')}
    >
      <Paged list={{ ...list, rows }} nothing={say('stays.noResidents')}>
        {shown => <ResidentsTable rows={shown} />}
      </Paged>
    </Panel>
  )
}
