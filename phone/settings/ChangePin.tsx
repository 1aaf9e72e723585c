// A new phone code, after the present one.
import { useState } from 'react'
import { PinPad } from '../account/PinPad.tsx'
import { SetPin } from '../account/SetPin.tsx'
import { go } from '../address.ts'
import { Button, Notice, Screen } from '../frame/Controls.tsx'
import { useSpeech } from '../language.tsx'
import type { OpenStore, PhoneStore } from '../store.ts'

export function ChangePin({ store, opened }: { store: PhoneStore; opened: OpenStore }) {
  const { say } = useSpeech()
  const [stage, setStage] = useState<'old' | 'new' | 'done'>('old')
  const [trouble, setTrouble] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)

  async function check(pin: string): Promise<void> {
    setBusy(true)
    const answer = await store.openWithPin(pin).finally(() => setBusy(false))
    if (answer.kind === 'open') return setStage('new')
    if (answer.kind === 'wrong') setTrouble(say('pin.wrong', { count: answer.triesLeft }))
    else if (answer.kind === 'wait')
      setTrouble(say('pin.wait', { seconds: Math.ceil((answer.waitUntilMs - Date.now()) / 1000) }))
    else setTrouble(say('signIn.pinUsedUp'))
  }

  if (stage === 'new')
    return (
      <SetPin
        back
        onPin={async pin => {
          await store.setPin(opened, pin)
          setStage('done')
        }}
      />
    )
  return (
    <Screen
      title={say(stage === 'done' ? 'settings.pin' : 'settings.pinOld')}
      back={() => go({ at: 'settings' })}
    >
      {trouble && <Notice kind="danger">{trouble}</Notice>}
      {busy && <Notice kind="info">{say('pin.checking')}</Notice>}
      {stage === 'old' ? (
        <PinPad onPin={pin => void check(pin)} busy={busy} />
      ) : (
        <>
          <Notice kind="good" icon="check">
            {say('settings.pinChanged')}
          </Notice>
          <Button kind="main" onClick={() => go({ at: 'today' })}>
            {say('saved.backToList')}
          </Button>
        </>
      )}
    </Screen>
  )
}
