// The practice visit and its end: the same form, marked all the way, and no telephone is dialled from it.
import { useState } from 'react'
import { newId } from '../../ui/client.ts'
import { go } from '../address.ts'
import { Button, Screen } from '../frame/Controls.tsx'
import { Icon } from '../frame/Icon.tsx'
import { useSpeech } from '../language.tsx'
import type { ScreenParts } from '../OpenPhone.tsx'
import { practiceId, practicePhone } from './practising.ts'
import { VisitForm } from './VisitForm.tsx'

export function PracticeVisit({ phone, sendingState }: ScreenParts) {
  const { say } = useSpeech()
  const [practising] = useState(() => practicePhone(phone, say('practice.name'), () => new Date(), newId))
  return (
    <div className="practising" onClickCapture={stopCalls}>
      <p className="practice-mark" role="note">
        <strong>{say('practice.mark')}</strong> {say('practice.notice')}
      </p>
      <VisitForm phone={practising} sendingState={sendingState} elderId={practiceId} />
    </div>
  )
}

/** Whoever practises the danger must not ring the ambulance. */
function stopCalls(event: React.MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest('a[href^="tel:"]') : null
  if (link) event.preventDefault()
}

export function PracticeDone() {
  const { say } = useSpeech()
  return (
    <Screen
      title={say('practice.mark')}
      action={
        <>
          <Button kind="main" onClick={() => go({ at: 'today' }, { replace: true })}>
            {say('saved.backToList')}
          </Button>
          <Button onClick={() => go({ at: 'visit', elderId: practiceId }, { replace: true })}>
            {say('practice.again')}
          </Button>
        </>
      }
    >
      <div className="center done">
        <Icon name="check" />
        <p className="big">{say('practice.done')}</p>
      </div>
    </Screen>
  )
}
