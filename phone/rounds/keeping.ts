// Keeps what a visitor says of the rounds: a wish, a stand-in asked for, a yes or no, taken back.
import type { Day } from '../../domain/kernel/day.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { StandInReason } from '../../domain/rounds/stand-in.ts'
import type { Wish } from '../../domain/rounds/wish.ts'
import type { BundleElder } from '../../domain/sync/bundle.ts'
import type { KeptAct, Outbox } from '../outbox.ts'

interface RoundsParts {
  outbox: Outbox
  inTurn<Value>(write: () => Promise<Value>): Promise<Value>
  newId(): string
  now(): Date
  today(): Day
  elderOf(elderId: string): BundleElder | undefined
  countyCode(): string
  add(kept: KeptAct): void
}

export interface StandInSaid {
  elderIds: string[]
  from: Day
  to: Day
  toAccountId: string | null
  reason: StandInReason
  label: string
}

export function openRounds(parts: RoundsParts) {
  const { outbox, inTurn, newId, now, today, elderOf, countyCode } = parts

  async function keep(operation: string, input: object, about: KeptAct['about']): Promise<KeptAct> {
    const act = { id: newId(), operation, input: { ...input }, doneAt: now().toISOString() }
    const kept = await inTurn(() => outbox.keep(act, about))
    parts.add(kept)
    return kept
  }

  return {
    keepWish(elderId: string, wish: Wish): Promise<KeptAct> {
      const elder = elderOf(elderId)
      if (!elder)
        return Promise.reject(new Refused('not_found', '这位老人已不在您的名单里，请打电话告诉乡镇。'))
      const said = {
        countyCode: elder.countyCode,
        id: newId(),
        elderId,
        saidOn: today(),
        ...wish,
        note: null,
      }
      return keep('wish.record', said, { elderId, label: elder.name })
    },
    askStandIn({ label, ...said }: StandInSaid): Promise<KeptAct> {
      const input = { countyCode: countyCode(), id: newId(), ...said, note: null }
      return keep('standIn.ask', input, { elderId: null, label })
    },
    answerStandIn(id: string, accepts: boolean, label: string): Promise<KeptAct> {
      return keep('standIn.answer', { countyCode: countyCode(), id, accepts }, { elderId: null, label })
    },
    withdrawStandIn(id: string, label: string): Promise<KeptAct> {
      return keep('standIn.withdraw', { countyCode: countyCode(), id }, { elderId: null, label })
    },
  }
}
