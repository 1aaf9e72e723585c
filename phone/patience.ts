// A line that hangs is worse than one that is cut: nothing waits for ever.
import { Refused } from '../domain/kernel/refusal.ts'

const hung = '网络太慢，这次没有传完。记录仍保留在手机上，稍后会自动再传。'

/** Gives up after the time, aborts what is under way and says so as "unavailable". */
export function within<Value>(
  patienceMs: number,
  ask: (signal: AbortSignal) => Promise<Value>,
): Promise<Value> {
  const controller = new AbortController()
  return new Promise<Value>((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Refused('unavailable', hung))
      controller.abort()
    }, patienceMs)
    ask(controller.signal)
      .then(resolve, reject)
      .finally(() => clearTimeout(timer))
  })
}
