// How many notices I have not read, on the day's list.
import { go } from '../address.ts'
import { Icon } from '../frame/Icon.tsx'
import { useSpeech } from '../language.tsx'
import type { ScreenParts } from '../OpenPhone.tsx'
import { useWork } from '../open-phone.ts'

export function Bell({ phone }: Pick<ScreenParts, 'phone'>) {
  const { say } = useSpeech()
  const { unseen } = useWork(phone.work).told
  return (
    <button
      type="button"
      className="corner bell"
      aria-label={say('told.open', { count: unseen })}
      onClick={() => go({ at: 'told' })}
    >
      <Icon name="bell" />
      {unseen > 0 && <span className="count">{unseen > 99 ? '99+' : unseen}</span>}
    </button>
  )
}
