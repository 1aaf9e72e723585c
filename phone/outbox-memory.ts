// An outbox store in memory, for tests and the simulator: it survives a "crash" because it is only a value.
import type { KeptAct, OutboxStore } from './outbox.ts'

export interface MemoryOutbox extends OutboxStore {
  acts: Map<string, KeptAct>
}

export function memoryOutbox(): MemoryOutbox {
  const acts = new Map<string, KeptAct>()
  let epoch: string | null = null
  const line = crypto.randomUUID()
  let number = 0
  return {
    acts,
    list: async () => [...acts.values()].map(kept => structuredClone(kept)),
    put: async changed => {
      for (const kept of changed) acts.set(kept.act.id, structuredClone(kept))
    },
    remove: async ids => {
      for (const id of ids) acts.delete(id)
    },
    readEpoch: async () => epoch,
    writeEpoch: async next => {
      epoch = next
    },
    nextTurn: async () => ({ line, number: ++number }),
  }
}
