// A cook's phone in a simulated history: what its screens would show, and what is tapped on them.
import type { Output } from '../domain/api.ts'
import type { Kitchen } from '../domain/canteens/kitchen.ts'
import { mealOfDay } from '../domain/canteens/meal-of-day.ts'
import { addDays, dayOf } from '../domain/kernel/day.ts'
import { Refused } from '../domain/kernel/refusal.ts'
import { type CarriedKitchens, kitchensAfter, kitchenWith } from '../phone/canteens/kitchen.ts'
import { askingAt, type KeptAct } from '../phone/outbox.ts'
import type { RoadPhone } from './simulate-road.ts'
import type { TablesBackup } from './simulate-tables.ts'
import type { TestSystem } from './test-system.ts'

const countyCode = '222402'

export interface CookPhone extends RoadPhone {
  held: CarriedKitchens | null
  /** What was tapped on this phone, by the act's id: whether it must be refused, whether its clock was wrong. */
  tapped: Map<string, { wrong: boolean; skewed: boolean }>
}

export interface KitchenHistory {
  world: TestSystem
  canteenId: string
  phones: CookPhone[]
  elderIds: string[]
  foreignElderId: string
  backup: TablesBackup | null
  wasRestored: boolean
  events: string[]
}

const phoneNow = ({ world, skewMinutes }: CookPhone) =>
  new Date(world.clock.now().getTime() + skewMinutes * 60_000)

/** The kitchen as its screens would show it. */
export async function seenOn({ held, store }: CookPhone): Promise<Kitchen | null> {
  const kitchen = held?.kitchens[0]
  return held && kitchen ? kitchenWith(kitchen, await store.list(), held.askedAt) : null
}

/** Asks for the kitchen; on a bad road the answer may not come. */
export async function look(phone: CookPhone): Promise<void> {
  const askedAt = askingAt(phoneNow(phone), await phone.store.list())
  if (phone.network === 'bad' && phone.chance.happens(0.3)) return
  const asking = { fingerprint: phone.held?.fingerprint ?? null }
  const answer = await phone.visitor.call('kitchen.pull', asking).catch((error: unknown) => {
    if (error instanceof Refused) return null
    throw error
  })
  if (answer) phone.held = kitchensAfter(phone.held, answer as Output<'kitchen.pull'>, askedAt)
}

async function keep(
  phone: CookPhone,
  operation: string,
  input: Record<string, unknown>,
  wrong = false,
): Promise<void> {
  const id = phone.chance.id()
  const doneAt = phoneNow(phone).toISOString()
  await phone.outbox.keep({ id, operation, input, doneAt }, { elderId: null, label: '模拟' })
  phone.tapped.set(id, { wrong, skewed: phone.skewMinutes !== 0 })
  phone.events.push(`${operation} ${String(input.id ?? input.day).slice(0, 10)}${wrong ? ' wrong' : ''}`)
}

/** What a tap starts from: the day and meal on the screen, an elder of the list, and the kitchen as it is shown. */
interface Moment {
  kitchen: Kitchen
  chance: CookPhone['chance']
  whole: { countyCode: string; id: string; canteenId: string; day: string }
  meal: 'lunch' | 'supper'
  elderId: string
  at: string
}
type Tap = (moment: Moment) => Record<string, unknown> | null

const withoutDay = ({ day: _, ...rest }: Moment['whole']) => rest
/** One of those shown, for an act that only names it. */
const oneOf = (chance: Moment['chance'], lines: readonly { id: string }[]) =>
  lines.length === 0 ? null : { countyCode, id: chance.pick(lines).id }

const taps: Readonly<Record<string, Tap>> = {
  'mealServing.record': ({ whole, meal, elderId, at }) => ({
    ...{ ...whole, meal, elderId, extraId: null, portions: 1, way: 'dineIn', knownBy: 'byNameList' },
    ...{ handedTo: null, servedAt: at, place: null },
  }),
  'mealServing.undo': ({ chance, kitchen, whole, at }) => {
    const one = oneOf(
      chance,
      kitchen.served.filter(line => line.day === whole.day),
    )
    return one && { ...one, reason: '按错了人', undoneAt: at }
  },
  'mealMiss.record': ({ whole, meal, elderId, at }) => ({
    ...{ ...whole, meal, elderId, reason: 'nobodyIn', note: null, missedAt: at, place: null },
  }),
  'mealAbsence.record': ({ chance, whole, meal, elderId }) => ({
    ...{ ...withoutDay(whole), elderId, meal, fromOn: whole.day, toOn: addDays(whole.day, chance.whole(3)) },
    ...{ reason: 'eatsAtHome', toldWay: 'toldInPerson' },
  }),
  'mealAbsence.withdraw': ({ chance, kitchen }) => oneOf(chance, kitchen.absences),
  'mealExtra.record': ({ whole, meal }) => ({
    ...{ ...whole, meal, guestKind: 'guestOfElder', portions: 1, elderId: null, guestName: null },
    way: 'dineIn',
  }),
  'mealExtra.withdraw': ({ chance, kitchen }) => oneOf(chance, kitchen.extras),
  'headCount.confirm': ({ chance, whole: { countyCode, canteenId, day }, meal, kitchen, at }) => ({
    ...{ countyCode, canteenId, day, meal, confirmedAt: at, boxes: 0 },
    portions: mealOfDay(kitchen, day, meal).count.portions + chance.whole(4),
  }),
  'foodSample.record': ({ whole, meal, at }) => ({
    ...{ ...whole, meal, dish: '白菜炖豆腐', grams: 150, takenAt: at, celsius: null },
  }),
  'disinfection.record': ({ whole, at }) => ({
    ...{ ...whole, things: ['tableware'], way: 'boiling', minutes: 30, doneAt: at },
  }),
  'selfCheck.record': ({ whole, at }) => ({
    ...{ ...whole, kind: 'dayCheck', faults: [], note: null, doneAt: at },
  }),
}
/** Eating is what a kitchen is for. */
const often = [...Object.keys(taps), ...Array<string>(3).fill('mealServing.record')]

export async function tapSomething(history: KitchenHistory, phone: CookPhone): Promise<void> {
  const { chance } = phone
  if (chance.happens(0.06)) return discardOne(phone)
  if (!phone.held) await look(phone)
  const kitchen = await seenOn(phone)
  if (!kitchen || !phone.held) return
  const now = phoneNow(phone)
  // The day of the last contact where the phone's own has fallen behind it, as on the real phone.
  const day = dayOf(now) > phone.held.today ? dayOf(now) : phone.held.today
  const operation = chance.pick(often)
  const isForeign = chance.happens(0.06)
  const input = taps[operation]?.({
    ...{ kitchen, chance, meal: chance.pick(['lunch', 'supper'] as const), at: now.toISOString() },
    whole: { countyCode, id: chance.id(), canteenId: history.canteenId, day },
    elderId: isForeign ? history.foreignElderId : chance.pick(history.elderIds),
  })
  // An elder of another village is none of this kitchen's, whatever is told of her.
  if (input) await keep(phone, operation, input, isForeign && typeof input.elderId === 'string')
}

/** A bowl she kept herself; two in three times before its hours are over. */
async function discardOne(phone: CookPhone): Promise<void> {
  const own = (await phone.store.list()).filter(kept => kept.act.operation === 'foodSample.record')
  if (own.length === 0) return
  const { input } = phone.chance.pick(own).act
  const isEarly = phoneNow(phone).getTime() < Date.parse(String(input.takenAt)) + 48 * 3_600_000
  await keep(
    phone,
    'foodSample.discard',
    { countyCode, id: input.id, discardedAt: phoneNow(phone).toISOString() },
    isEarly,
  )
}

export const isSent = (kept: KeptAct) => kept.state === 'sent'
