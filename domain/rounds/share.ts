// A better share: which households should change hands so that nobody carries too many, and why.
import type { RoundVisitor } from './problem.ts'

export interface SharedHousehold {
  householdId: string
  villageCode: string
  visitorId: string | null
  elderIds: readonly string[]
  hardness: number
}

export interface ShareMove {
  fromId: string | null
  toId: string
  elderIds: string[]
  /** Chinese, for the officer who decides. */
  reason: string
}

type Sharer = Pick<RoundVisitor, 'id' | 'villageCode' | 'reaches'> & { name: string }

/**
 * First those without a visitor, then what is more than `most`: to whoever may go there and carries least, of her
 * own village first. The hard houses stay with the face they know. Never leaves the taker with more than the giver.
 */
export function shareBetter(
  visitors: readonly Sharer[],
  households: readonly SharedHousehold[],
  most: number,
): ShareMove[] {
  const carried = new Map(visitors.map(({ id }) => [id, 0]))
  for (const { visitorId, elderIds } of households)
    if (visitorId !== null && carried.has(visitorId))
      carried.set(visitorId, (carried.get(visitorId) ?? 0) + elderIds.length)
  const began = new Map(carried)
  const moves = new Map<string, ShareMove>()
  for (const home of households.filter(one => one.visitorId === null).toSorted(byPlace)) {
    const to = lightest(visitors, carried, home, null)
    if (!to || (carried.get(to.id) ?? 0) + home.elderIds.length > most) continue
    note(moves, carried, { home, to, reason: `还没有探访员；${describe(to, home, began)}` })
  }
  const heavy = visitors
    .filter(({ id }) => (carried.get(id) ?? 0) > most)
    .toSorted(
      (one, other) =>
        (carried.get(other.id) ?? 0) - (carried.get(one.id) ?? 0) || (one.id < other.id ? -1 : 1),
    )
  for (const giver of heavy)
    for (const home of households.filter(one => one.visitorId === giver.id).toSorted(easiestFirst)) {
      const has = carried.get(giver.id) ?? 0
      if (has <= most) break
      const to = lightest(visitors, carried, home, giver.id)
      const after = (carried.get(to?.id ?? '') ?? 0) + home.elderIds.length
      if (!to || after > most || after >= has) continue
      const reason = `${giver.name}负责 ${began.get(giver.id)} 位，超过 ${most} 位；${describe(to, home, began)}`
      note(moves, carried, { home, to, reason })
    }
  return [...moves.values()]
}

function note(
  moves: Map<string, ShareMove>,
  carried: Map<string, number>,
  { home, to, reason }: { home: SharedHousehold; to: Sharer; reason: string },
): void {
  const key = `${home.visitorId} ${to.id} ${reason}`
  const move = moves.get(key) ?? { fromId: home.visitorId, toId: to.id, elderIds: [], reason }
  move.elderIds.push(...home.elderIds)
  moves.set(key, move)
  carried.set(to.id, (carried.get(to.id) ?? 0) + home.elderIds.length)
  if (home.visitorId !== null)
    carried.set(home.visitorId, (carried.get(home.visitorId) ?? 0) - home.elderIds.length)
}

function describe(to: Sharer, home: SharedHousehold, began: ReadonlyMap<string, number>): string {
  const where = to.villageCode === home.villageCode ? '就在本村' : '岗位包含本村'
  return `${to.name}${where}，现在负责 ${began.get(to.id) ?? 0} 位`
}

function lightest(
  visitors: readonly Sharer[],
  carried: ReadonlyMap<string, number>,
  { villageCode }: SharedHousehold,
  except: string | null,
): Sharer | null {
  const may = visitors.filter(
    one => one.id !== except && one.reaches.some(code => villageCode.startsWith(code.replace(/(000)+$/, ''))),
  )
  const rank = (one: Sharer) => (carried.get(one.id) ?? 0) + (one.villageCode === villageCode ? 0 : 5)
  return may.toSorted((one, other) => rank(one) - rank(other) || (one.id < other.id ? -1 : 1))[0] ?? null
}

function byPlace(one: SharedHousehold, other: SharedHousehold): number {
  return one.villageCode + one.householdId < other.villageCode + other.householdId ? -1 : 1
}

function easiestFirst(one: SharedHousehold, other: SharedHousehold): number {
  return one.hardness - other.hardness || byPlace(one, other)
}
