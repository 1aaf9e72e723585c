// The first part of a record: who the elder is, which groups, what is being done and when somebody last called.
import type { Elder } from '../../domain/elders/elder.ts'
import { MealsPanel } from '../canteens/MealsPanel.tsx'
import { DevicesPanel } from '../devices/DevicesPanel.tsx'
import { MergedRecords } from '../duplicates/MergedRecords.tsx'
import { Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { RiskPanel } from '../risk/RiskPanel.tsx'
import { useMay } from '../session.tsx'
import { SignsPanel } from '../silence/SignsPanel.tsx'
import { LivesHere } from '../stays/StaysPart.tsx'
import { ElderFacts } from './ElderFacts.tsx'
import { IdentityPanel } from './identity/IdentityPanel.tsx'
import { Memberships } from './Memberships.tsx'
import { OpenCases } from './OpenCases.tsx'
import { Visits } from './Visits.tsx'

export function Overview({ elder }: { elder: Elder }) {
  const say = useWords()
  const may = useMay()
  return (
    <div className="record">
      <div>
        {may('facility:read') && <LivesHere elder={elder} />}
        <ElderFacts elder={elder} />
        <IdentityPanel elder={elder} />
        <Memberships elder={elder} />
        <MergedRecords elder={elder} />
      </div>
      <div>
        <RiskPanel elder={elder} />
        {may('aidCase:read') && <OpenCases elder={elder} />}
        <SignsPanel elder={elder} />
        {may('canteen:read') && <MealsPanel elder={elder} />}
        {may('homeDevice:read') && <DevicesPanel elder={elder} />}
        {may('visit:read') ? (
          <Visits elder={elder} />
        ) : (
          <Panel title={say('visits.title')}>{say('visits.noRight')}</Panel>
        )}
      </div>
    </div>
  )
}
