// 意愿与权利: what the elder agreed to, who looked at the record, and what she asked about it.
import type { Elder } from '../../domain/elders/elder.ts'
import { FamilyLinksPanel } from '../family-links/FamilyLinksPanel.tsx'
import { WishPanel } from '../rounds/WishPanel.tsx'
import { useMay } from '../session.tsx'
import { AccessPanel } from './AccessPanel.tsx'
import { ConsentsPanel } from './ConsentsPanel.tsx'
import { RequestsPanel } from './RequestsPanel.tsx'

export function ConsentsPart({ elder }: { elder: Elder }) {
  const may = useMay()
  return (
    <div className="record">
      <div>
        <ConsentsPanel elder={elder} />
        <WishPanel elder={elder} />
        {may('familyLink:invite') && <FamilyLinksPanel elder={elder} />}
      </div>
      <div>
        <RequestsPanel elder={elder} />
        <AccessPanel elder={elder} />
      </div>
    </div>
  )
}
