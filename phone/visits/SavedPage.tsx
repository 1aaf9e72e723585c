// Saved, and who comes next.
import { go } from '../address.ts'
import { Button, Screen } from '../frame/Controls.tsx'
import { Icon } from '../frame/Icon.tsx'
import { useSpeech } from '../language.tsx'
import type { ScreenParts } from '../OpenPhone.tsx'
import { useOnline, useWork } from '../open-phone.ts'

export function SavedPage({ phone, sendingState, actId }: ScreenParts & { actId: string }) {
  const { say } = useSpeech()
  const { acts, elders } = useWork(phone.work)
  const isOnline = useOnline()
  const kept = acts.find(one => one.act.id === actId)
  const next = elders.find(entry => entry.section === 'now' && entry.elder.id !== kept?.about.elderId)?.elder
  const isCut = !isOnline || sendingState.trouble?.code === 'unavailable'
  const toList = () => go({ at: 'today' }, { replace: true })
  return (
    <Screen
      title={say('saved.title')}
      action={
        <>
          {next && (
            <Button
              kind="main"
              icon="person"
              onClick={() => go({ at: 'elder', elderId: next.id }, { replace: true })}
            >
              {say('saved.next', { name: next.name })}
            </Button>
          )}
          <Button kind={next ? 'plain' : 'main'} onClick={toList}>
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
        {!next && <p>{say('today.nobodyNow')}</p>}
      </div>
    </Screen>
  )
}
