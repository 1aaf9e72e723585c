// What is written of a place; the manager's whole telephone is shown for a reason only.
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import {
  facilityKinds,
  facilityStates,
  facilityTiers,
  facilityWinters,
  governingBodies,
  managerRoles,
  siteServices,
} from '../../domain/facilities/facility.ts'
import { minuteWords, staffWords, weekWords } from '../../domain/facilities/field-words.ts'
import type { Facility } from '../../domain/facilities/site.ts'
import { dayOf } from '../../domain/kernel/day.ts'
import { call } from '../../ui/client.ts'
import { Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { ReasonDialog } from '../ReasonDialog.tsx'
import { useMay } from '../session.tsx'
import { LastActive, placeWords } from './SiteRows.tsx'
import { FlagTags } from './standing.tsx'

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  )
}

export function FactsPanel({ facility }: { facility: Facility }) {
  const say = useWords()
  const unknown = <span className="soft">{say('facility.unknown')}</span>
  return (
    <Panel title={say('facility.facts')}>
      <dl className="facts">
        <Fact term={say('network.light')}>
          {facilityStates.words[facility.state]} <FlagTags light={facility.light} flags={facility.flags} />
        </Fact>
        <Fact term={say('facility.lastActive')}>
          <LastActive day={facility.lastActiveOn} today={dayOf(new Date())} />
        </Fact>
        <Fact term={say('network.kind')}>
          {`${facilityKinds.words[facility.kind]}，${facilityTiers.words[facility.tier]}`}
        </Fact>
        <Fact term={say('facility.where')}>
          {[placeWords(facility, true), facility.address].filter(Boolean).join(' · ')}
        </Fact>
        <Fact term={say('facility.coordinates')}>
          {facility.placed ? `${facility.lon}, ${facility.lat}` : say('facility.byVillage')}
        </Fact>
        <Fact term={say('facility.telephone')}>{facility.telephone ?? unknown}</Fact>
        <Fact term={say('facility.governed')}>
          {[governingBodies.words[facility.governingBody], facility.governingName]
            .filter(Boolean)
            .join(' · ')}
        </Fact>
        <Manager facility={facility} />
        <Fact term={say('facility.beds')}>
          {facility.beds === 0
            ? say('facility.none')
            : `${say('facility.bedsShown', { count: facility.beds })}，${say(facility.fullDayLodging ? 'facility.lodges' : 'facility.noLodging')}`}
        </Fact>
        <Fact term={say('facility.dayPlaces')}>
          {facility.dayPlaces > 0 ? say('facility.people', { count: facility.dayPlaces }) : unknown}
        </Fact>
        <Fact term={say('facility.area')}>
          {facility.areaSquareMeters
            ? say('facility.areaShown', { area: facility.areaSquareMeters })
            : unknown}
        </Fact>
        <Fact term={say('facility.staff')}>{staffWords(facility.staff) || unknown}</Fact>
        <Fact term={say('facility.services')}>
          {facility.services.map(one => siteServices.words[one]).join('、') || unknown}
        </Fact>
        <Fact term={say('facility.opening')}>
          {`${weekWords(facility.openingWeek)} ${minuteWords(facility.opensAt)}–${minuteWords(facility.closesAt)}，${facilityWinters.words[facility.winter]}`}
        </Fact>
        <Fact term={say('facility.canteen')}>
          {facility.canteenId === null ? (
            say('facility.none')
          ) : (
            <Go to={paths.canteen({ countyCode: facility.countyCode, id: facility.canteenId })}>
              {facility.canteenName ?? say('facility.canteen')}
            </Go>
          )}
        </Fact>
        <Fact term={say('facility.number')}>{facility.registryNumber ?? unknown}</Fact>
        {facility.note && <Fact term={say('facility.note')}>{facility.note}</Fact>}
      </dl>
    </Panel>
  )
}

function Manager({ facility }: { facility: Facility }) {
  const say = useWords()
  const may = useMay()
  const [asking, setAsking] = useState(false)
  const [phone, setPhone] = useState<string | null>(null)
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const show = ({ reason }: { reason: string }) => {
    setBusy(true)
    call('facility.managerPhone', { countyCode: facility.countyCode, id: facility.id, reason: reason.trim() })
      .then(answer => {
        setPhone(answer.phone)
        setAsking(false)
      }, setError)
      .finally(() => setBusy(false))
  }
  const { managerName, managerRole, managerPhoneTail: tail } = facility
  return (
    <Fact term={say('facility.manager')}>
      {managerName ?? <span className="soft">{say('facility.unknown')}</span>}
      {managerRole && `，${managerRoles.words[managerRole]}`}
      {tail && `，${phone ?? say('facility.phoneTail', { tail })}`}{' '}
      {tail && phone === null && may('facility:manage') && (
        <Button type="link" size="small" className="no-print" onClick={() => setAsking(true)}>
          {say('facility.showPhone')}
        </Button>
      )}
      {asking && (
        <ReasonDialog
          title={say('facility.showPhone')}
          note={say('facility.showPhoneNote')}
          submit={say('facility.showPhone')}
          busy={busy}
          error={error}
          onSubmit={show}
          onClose={() => setAsking(false)}
        />
      )}
    </Fact>
  )
}
