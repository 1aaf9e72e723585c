// Under a refused registration: another county holds the number, and this is the way to settle it.
import type { Sent } from '../../domain/api.ts'
import { countyCodeOf } from '../../domain/kernel/area.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import { OpenDispute } from './OpenDispute.tsx'

interface HeldElsewhereProps {
  error: unknown
  /** What was sent and refused; it is kept with the dispute. */
  sent: Sent<'elder.register'> | undefined
  onOpened: () => void
}

export function HeldElsewhere({ error, sent, onOpened }: HeldElsewhereProps) {
  if (!(error instanceof Refused) || typeof error.details.heldBy !== 'string' || !sent) return null
  const { id: elderId, householdId, regionCode, elder } = sent
  return (
    <OpenDispute
      about={{
        countyCode: countyCodeOf(regionCode),
        regionCode,
        registration: { elderId, householdId, elder },
      }}
      onOpened={onOpened}
    />
  )
}
