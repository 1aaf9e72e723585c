// On an elder's page: when she is planned next, who goes, and how she wants to be called on.
import { go } from '../address.ts'
import type { ElderToday } from '../due-list.ts'
import { Button, Notice } from '../frame/Controls.tsx'
import { dayText, useSpeech } from '../language.tsx'
import type { ScreenParts } from '../OpenPhone.tsx'
import { useWork } from '../open-phone.ts'
import { nextVisit, standInsNow, wishOf } from './month.ts'
import { How } from './PlanOfDay.tsx'

export function NextVisit({ entry, phone }: { entry: ElderToday; phone: ScreenParts['phone'] }) {
  const { say, tag, choices, listed } = useSpeech()
  const { rounds, acts, today } = useWork(phone.work)
  const { elder, lastVisit } = entry
  const metOn = lastVisit?.result === 'met' ? lastVisit.visitedOn : null
  const next = nextVisit(elder.id, rounds, today, metOn)
  const wish = wishOf(elder.id, rounds, acts)
  const days = (list: readonly number[]) =>
    listed(
      list
        .toSorted((one, other) => one - other)
        .map(day => say(`weekday.${day as 1 | 2 | 3 | 4 | 5 | 6 | 7}`)),
    )
  const lent = standInsNow(rounds, acts, new Map()).find(
    one =>
      one.role === 'fromMe' &&
      one.state === 'takenOn' &&
      one.to >= today &&
      one.elders.some(e => e.id === elder.id),
  )
  const parts = [
    wish.weekdays.length > 0 && say('wish.on', { days: days(wish.weekdays) }),
    wish.dayPart && say(`dayPart.${wish.dayPart}`),
    wish.way && choices.methods[wish.way],
    wish.language && choices.spoken[wish.language],
    wish.notWeekdays.length > 0 && say('wish.notOn', { days: days(wish.notWeekdays) }),
    wish.notDays.length > 0 &&
      say('wish.notOn', { days: listed(wish.notDays.map(day => dayText(day, tag))) }),
  ].filter(Boolean)
  return (
    <>
      {next && (
        <Notice kind="info" icon="clock">
          <strong>{say('rounds.next', { day: dayText(next.on, tag) })}</strong> <How visit={next} />
        </Notice>
      )}
      {lent && (
        <Notice kind="info" icon="person">
          {say('rounds.lent', {
            who: lent.other ?? '',
            from: dayText(lent.from, tag),
            to: dayText(lent.to, tag),
          })}
        </Notice>
      )}
      {parts.length > 0 && (
        <Notice kind="info" icon="person">
          {say('wish.hers', { wish: parts.join(' · ') })}
        </Notice>
      )}
    </>
  )
}

export function WishButton({ elderId }: { elderId: string }) {
  const { say } = useSpeech()
  return (
    <Button icon="pen" onClick={() => go({ at: 'wish', elderId })}>
      {say('wish.open')}
    </Button>
  )
}
