// Who lives with her, and the way to do them all in one go.
import type { BundleElder } from '../../domain/sync/bundle.ts'
import { go } from '../address.ts'
import { Button } from '../frame/Controls.tsx'
import { useSpeech } from '../language.tsx'
import type { ScreenParts } from '../OpenPhone.tsx'
import { useWork } from '../open-phone.ts'
import { housemates, startHousehold } from './household.ts'

export function HouseholdStart({ elder, phone }: { elder: BundleElder; phone: ScreenParts['phone'] }) {
  const { say, listed } = useSpeech()
  const { elders } = useWork(phone.work)
  const others = housemates(elders, elder)
  if (others.length === 0) return null
  const start = () =>
    void startHousehold(phone.work, [elder, ...others]).then(() => go({ at: 'visit', elderId: elder.id }))
  return (
    <section aria-label={say('house.with', { names: listed(others.map(one => one.name)) })}>
      <p>{say('house.with', { names: listed(others.map(one => one.name)) })}</p>
      <Button icon="home" onClick={start}>
        {say('house.open', { count: others.length + 1 })}
      </Button>
    </section>
  )
}
