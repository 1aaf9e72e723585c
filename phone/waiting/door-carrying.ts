// While the phone is locked: what is sealed goes up all the same, as long as anybody's session on it still holds.
import { useEffect } from 'react'
import type { Gate } from '../account/gate.ts'
import { carryAll } from '../carrying.ts'
import { carry } from '../connection.ts'
import type { PhonePeople } from '../people.ts'

const everyMs = 60_000

export function useDoorCarrying(gate: Gate, people: PhonePeople): void {
  const isLocked = gate.at === 'unlock' || gate.at === 'who'
  useEffect(() => {
    if (!isLocked) return
    let running = false
    const run = async () => {
      if (running || !navigator.onLine) return
      running = true
      // No line, nobody's session, no right to carry: the letters lie where they are and the door says that they wait.
      await carryAll({ people, carry, now: () => new Date() }, null).catch(() => 0)
      running = false
    }
    void run()
    const timer = setInterval(() => void run(), everyMs)
    const again = () => void run()
    window.addEventListener('online', again)
    return () => {
      clearInterval(timer)
      window.removeEventListener('online', again)
    }
  }, [isLocked, people])
}
