// Judges soon after something was taken in, past the queue of jobs: a fire does not wait behind a recount.
import type { System } from '../kernel/context.ts'
import { judgeDevices } from './judge.ts'

/** What arrives within it is judged together; nobody notices a fifth of a second. */
const delayMs = 200

export function judgeSoon(system: System): { soon(): void; close(): Promise<void> } {
  let timer: NodeJS.Timeout | null = null
  let running: Promise<void> | null = null
  let closed = false

  async function run(): Promise<void> {
    try {
      await judgeDevices(system)
    } catch (error) {
      // The job of the minute tries again.
      system.log.error({ err: error }, 'devices could not be judged')
    }
  }

  function soon(): void {
    if (timer !== null || closed) return
    timer = setTimeout(() => {
      timer = null
      // What came in meanwhile is looked at when this one is over.
      if (running !== null) return soon()
      running = run().finally(() => {
        running = null
      })
    }, delayMs)
  }

  return {
    soon,
    async close() {
      closed = true
      if (timer !== null) clearTimeout(timer)
      await running
    },
  }
}
