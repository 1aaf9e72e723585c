// Saved, and who comes next.
import type { VisitInput } from '../../domain/visits/visit.ts'
import { go } from '../address.ts'
import { Button, Screen } from '../frame/Controls.tsx'
import { Icon } from '../frame/Icon.tsx'
import { useSpeech } from '../language.tsx'
import type { ScreenParts } from '../OpenPhone.tsx'
import { useOnline, useWork } from '../open-phone.ts'
import { houseLeft } from './household.ts'

export function SavedPage({ phone, sendingState, actId }: ScreenParts & { actId: string }) {
  const { say, listed } = useSpeech()
  const { acts, elders, drafts } = useWork(phone.work)
  const isOnline = useOnline()
  const kept = acts.find(one => one.act.id === actId)
  const next = elders.find(entry => entry.section === 'now' && entry.elder.id !== kept?.about.elderId)?.elder
  const isCut = !isOnline || sendingState.trouble?.code === 'unavailable'
  const { left } = houseLeft(drafts, elders, kept?.act.input as Partial<VisitInput> | undefined)
  const housemate = left[0]
  const toList = () => go({ at: 'today' }, { replace: true })
  return (
    <Screen
      title={say('saved.title')}
      action={
        <>
          {housemate && (
            <Button
              kind="main"
              icon="home"
              onClick={() => go({ at: 'visit', elderId: housemate.id }, { replace: true })}
            >
              {say('house.next', { name: housemate.name })}
            </Button>
          )}
          {next && !housemate && (
            <Button
              kind="main"
              icon="person"
              onClick={() => go({ at: 'elder', elderId: next.id }, { replace: true })}
            >
              {say('saved.next', { name: next.name })}
            </Button>
          )}
          <Button kind={next || housemate ? 'plain' : 'main'} onClick={toList}>
            {say('saved.backToList')}
          </Button>
        </>
      }
    >
      <div className="center done">
        <Icon name="check" />
        <p className="big">{kept?.about.label}</p>
        <p role="status">
          {kept?.state === 'sent'
            ? say('saved.sent', { receipt: kept.receipt ?? '' })
            : kept?.state === 'refused'
              ? kept.refusal?.message
              : say(isCut ? 'saved.offline' : 'saved.online')}
        </p>
        {housemate && <p>{say('house.left', { names: listed(left.map(one => one.name)) })}</p>}
        {!next && !housemate && <p>{say('today.nobodyNow')}</p>}
      </div>
    </Screen>
  )
}
