// Choosing the phone's PIN, twice the same.
import { useState } from 'react'
import { Notice, Screen } from '../frame/Controls.tsx'
import { useSpeech } from '../language.tsx'
import { isWeakPin, PinPad } from './PinPad.tsx'

export function SetPin({ onPin, back }: { onPin: (pin: string) => Promise<void>; back?: boolean }) {
  const { say } = useSpeech()
  const [first, setFirst] = useState<string | null>(null)
  const [trouble, setTrouble] = useState<'pin.weak' | 'pin.different' | null>(null)
  const [busy, setBusy] = useState(false)

  async function choose(pin: string): Promise<void> {
    setTrouble(null)
    if (first === null) {
      if (isWeakPin(pin)) setTrouble('pin.weak')
      else setFirst(pin)
    } else if (first !== pin) {
      setFirst(null)
      setTrouble('pin.different')
    } else {
      setBusy(true)
      await onPin(pin)
    }
  }

  return (
    <Screen title={say(first === null ? 'pin.setTitle' : 'pin.repeatTitle')} back={back ?? false}>
      {first === null && <p className="soft">{say('pin.setWhy')}</p>}
      {trouble && <Notice kind="danger">{say(trouble)}</Notice>}
      {busy && <Notice kind="info">{say('pin.checking')}</Notice>}
      <PinPad onPin={pin => void choose(pin)} busy={busy} />
    </Screen>
  )
}
