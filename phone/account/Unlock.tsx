// The door: six digits open the phone, also without signal.
import { useEffect, useState } from 'react'
import { Button, Notice, Screen } from '../frame/Controls.tsx'
import { useSpeech } from '../language.tsx'
import type { OpenStore, PhoneStore } from '../store.ts'
import { PinPad } from './PinPad.tsx'

interface UnlockProps {
  store: PhoneStore
  name: string | null
  lockedByItself: boolean
  onOpen: (opened: OpenStore) => void
  onPasswordNeeded: (reason: 'pinUsedUp' | 'forgotten') => void
  onOther: () => void
}

export function Unlock({ store, name, lockedByItself, onOpen, onPasswordNeeded, onOther }: UnlockProps) {
  const { say } = useSpeech()
  const [busy, setBusy] = useState(false)
  const [triesLeft, setTriesLeft] = useState<number | null>(null)
  const [waitUntilMs, setWaitUntilMs] = useState(0)
  const secondsLeft = useSecondsUntil(waitUntilMs)

  async function tryPin(pin: string): Promise<void> {
    setBusy(true)
    const answer = await store.openWithPin(pin).finally(() => setBusy(false))
    if (answer.kind === 'open') onOpen(answer.opened)
    else if (answer.kind === 'passwordNeeded') onPasswordNeeded('pinUsedUp')
    else {
      if (answer.kind === 'wrong') setTriesLeft(answer.triesLeft)
      setWaitUntilMs(answer.waitUntilMs)
    }
  }

  return (
    <Screen title={say('pin.unlockTitle')}>
      {name && <p className="center name">{name}</p>}
      {lockedByItself && triesLeft === null && <p className="soft">{say('pin.locked')}</p>}
      {busy && <Notice kind="info">{say('pin.checking')}</Notice>}
      {!busy && triesLeft !== null && <Notice kind="danger">{say('pin.wrong', { count: triesLeft })}</Notice>}
      {secondsLeft > 0 && <Notice kind="warn">{say('pin.wait', { seconds: secondsLeft })}</Notice>}
      <PinPad onPin={pin => void tryPin(pin)} busy={busy || secondsLeft > 0} />
      <p />
      <Button kind="quiet" onClick={() => onPasswordNeeded('forgotten')}>
        {say('pin.forgotten')}
      </Button>
      <Button kind="quiet" onClick={onOther}>
        {say('who.other')}
      </Button>
    </Screen>
  )
}

function useSecondsUntil(instantMs: number): number {
  const [nowMs, setNowMs] = useState(() => Date.now())
  useEffect(() => {
    if (instantMs <= Date.now()) return
    setNowMs(Date.now())
    const timer = setInterval(() => setNowMs(Date.now()), 500)
    return () => clearInterval(timer)
  }, [instantMs])
  return Math.max(0, Math.ceil((instantMs - nowMs) / 1000))
}
