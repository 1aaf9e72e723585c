// Above everything on the day's list while an emergency runs: how many are still to be seen.
import { pathOf } from '../address.ts'
import { Icon } from '../frame/Icon.tsx'
import { timeText, useSpeech } from '../language.tsx'
import type { ScreenParts } from '../OpenPhone.tsx'
import { useWork } from '../open-phone.ts'
import { dutyWords } from './words.ts'

export function SurgeBanners({ phone }: Pick<ScreenParts, 'phone'>) {
  const { say, tag, language } = useSpeech()
  const { surges } = useWork(phone.work)
  return surges.map(surge => {
    const kind = dutyWords[language].kinds[surge.kind]
    const isOpen = surge.toDo.length > 0
    return (
      <a
        key={surge.id}
        className={isOpen ? 'surge' : 'surge seen'}
        href={pathOf({ at: 'surge', surgeId: surge.id })}
        role={isOpen ? 'alert' : 'status'}
      >
        <Icon name={isOpen ? 'danger' : 'check'} />
        <span>
          <strong>
            {isOpen
              ? say('duty.banner', { kind, count: surge.toDo.length })
              : say('duty.allSeen', { kind, count: surge.done.length })}
          </strong>
          {isOpen && <span>{say('duty.until', { time: timeText(surge.until, tag) })}</span>}
        </span>
      </a>
    )
  })
}
