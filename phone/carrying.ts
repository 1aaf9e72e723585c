// Letters on their way: of whoever shares this phone and has not given her PIN, and of colleagues' phones.
import type { Output } from '../domain/api.ts'
import { Refused } from '../domain/kernel/refusal.ts'
import { type SealedAct, type SealedReceipt, sealedPerCarry } from '../domain/sync/carrying.ts'
import type { PhonePeople } from './people.ts'
import type { PhoneStore } from './store.ts'

export interface Carrier {
  people: Pick<PhonePeople, 'list' | 'storeOf' | 'shared'>
  carry(acts: SealedAct[]): Promise<Output<'sync.carry'>>
  now(): Date
}

/** Sends what is sealed, but for the records of whoever is at it: hers go the direct way. Returns how many went. */
export async function carryAll(
  { people, carry, now }: Carrier,
  openAccountId: string | null,
): Promise<number> {
  let carried = 0
  for (const person of await people.list()) {
    if (person.accountId === openAccountId) continue
    const store = people.storeOf(person)
    const { letters } = await store.unsent()
    carried += await inParcels(letters, carry, async ({ receipts }) => {
      await store.keepReceipts(receipts)
    })
  }
  const { cargo } = people.shared
  const waiting = (await cargo.list()).filter(({ receipt, trouble }) => !receipt && !trouble)
  return (
    carried +
    (await inParcels(
      waiting.map(({ letter }) => letter),
      carry,
      answer => keepAnswers(people.shared, answer, now),
    ))
  )
}

async function inParcels(
  letters: readonly SealedAct[],
  carry: Carrier['carry'],
  keep: (answer: Output<'sync.carry'>) => Promise<void>,
): Promise<number> {
  for (let from = 0; from < letters.length; from += sealedPerCarry)
    await keep(await carry(letters.slice(from, from + sealedPerCarry)))
  return letters.length
}

async function keepAnswers(
  { cargo }: PhoneStore,
  { receipts, rejected }: Output<'sync.carry'>,
  now: () => Date,
): Promise<void> {
  const rows = await cargo.list()
  const receiptOf = new Map(receipts.map(one => [one.act, one]))
  const troubleOf = new Map(rejected.map(one => [one.act, one.message]))
  await cargo.put(
    rows
      .filter(({ id }) => receiptOf.has(id) || troubleOf.has(id))
      .map(row => ({
        ...row,
        receipt: receiptOf.get(row.id) ?? null,
        trouble: troubleOf.get(row.id) ?? null,
      })),
  )
  await dropOldCargo(cargo, now())
}

/** Receipts wait for the way back as long as the phone they belong to keeps its records. */
const cargoDays = 30

async function dropOldCargo(cargo: PhoneStore['cargo'], now: Date): Promise<void> {
  const oldest = new Date(now.getTime() - cargoDays * 86_400_000).toISOString()
  const old = (await cargo.list()).filter(({ takenAt }) => takenAt < oldest)
  await cargo.remove(old.map(({ id }) => id))
}

/** Takes a colleague's letters aboard; what belongs to somebody on this phone needs no carrying. */
export async function takeAboard(
  { cargo }: PhoneStore,
  letters: readonly SealedAct[],
  now: Date,
): Promise<{ taken: number; known: number }> {
  const known = new Set((await cargo.list()).map(({ id }) => id))
  const fresh = letters.filter(({ act }) => !known.has(act))
  await cargo.put(
    fresh.map(letter => ({
      ...{ id: letter.act, letter, takenAt: now.toISOString(), receipt: null, trouble: null },
    })),
  )
  return { taken: fresh.length, known: letters.length - fresh.length }
}

/** Receipts from a colleague's phone go to whoever of this phone they were sealed for. */
export async function takeReceipts(
  people: Pick<PhonePeople, 'list' | 'storeOf'>,
  receipts: readonly SealedReceipt[],
): Promise<number> {
  let kept = 0
  for (const person of await people.list())
    kept += (await people.storeOf(person).keepReceipts(receipts)).length
  return kept
}

/** A desk or a carrier without the right is told so once, not at every round. */
export function isOnlyForbidden(error: unknown): boolean {
  return error instanceof Refused && error.code === 'not_allowed'
}
