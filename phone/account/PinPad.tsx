// Six digits with the thumb: large keys, no keyboard that covers half the screen.
import { useEffect, useState } from 'react'
import { Icon } from '../frame/Icon.tsx'
import { useSpeech } from '../language.tsx'

export const pinLength = 6
const keys = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const

/** Called with all six digits; the pad empties itself for the next try. */
export function PinPad({ onPin, busy = false }: { onPin: (pin: string) => void; busy?: boolean }) {
  const { say } = useSpeech()
  const [typed, setTyped] = useState('')

  function press(digit: string): void {
    if (busy || typed.length >= pinLength) return
    const next = typed + digit
    setTyped(next.length === pinLength ? '' : next)
    if (next.length === pinLength) onPin(next)
  }

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (/^\d$/.test(event.key)) press(event.key)
      if (event.key === 'Backspace') setTyped(typed.slice(0, -1))
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  })

  return (
    <div className="pin">
      <div className="dots" role="status" aria-label={say('pin.entered', { count: typed.length })}>
        {[0, 1, 2, 3, 4, 5].map(place => (
          <span key={place} className={place < typed.length ? 'full' : ''} />
        ))}
      </div>
      <div className="keys">
        {keys.map(digit => (
          <button key={digit} type="button" disabled={busy} onClick={() => press(digit)}>
            {digit}
          </button>
        ))}
        <span />
        <button type="button" disabled={busy} onClick={() => press('0')}>
          0
        </button>
        <button
          type="button"
          disabled={busy}
          aria-label={say('pin.erase')}
          onClick={() => setTyped(typed.slice(0, -1))}
        >
          <Icon name="erase" />
        </button>
      </div>
    </div>
  )
}

/** 000000, 123456, 654321 and the like are tried first by whoever finds a phone. */
export function isWeakPin(pin: string): boolean {
  const steps = [...pin].slice(1).map((digit, index) => Number(digit) - Number(pin[index]))
  return steps.every(step => step === steps[0] && Math.abs(step) <= 1) || /^(\d\d)\1\1$/.test(pin)
}
