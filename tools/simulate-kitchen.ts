// Histories of a kitchen told by one or two phones and the road between: who comes, who ate, samples, disinfection.
import { randomUUID } from 'node:crypto'
import { memoryOutbox } from '../phone/outbox-memory.ts'
import { startEpoch } from '../server/sync/sync.ts'
import { chanceOf } from './chance.ts'
import type { HistoryReport } from './simulate.ts'
import { type CookPhone, type KitchenHistory, look, tapSomething } from './simulate-cook.ts'
import { brokenInKitchen } from './simulate-kitchen-promises.ts'
import { addDevice, addElders } from './simulate-people.ts'
import { deliverNow, type Fuse, flush, newOutbox, push, restartPhone } from './simulate-road.ts'
import { keepTables, type PlaceTables, putBack } from './simulate-tables.ts'
import type { TestSystem } from './test-system.ts'

const countyCode = '222402'
const village = '222402100200'
const otherVillage = '222402101200'
/** Streams that no visitor's history draws from: the same ids would meet in one table of acts. */
const chanceFor = (seed: number, part: number) => chanceOf(1_000_000 + seed * 10 + part)
const start = Date.parse('2026-04-01T00:00:00Z')

const tables: PlaceTables = [
  ['meal_absences', 'canteen_id = $1'],
  ['meal_extras', 'canteen_id = $1'],
  ['head_counts', 'canteen_id = $1'],
  ['meal_servings', 'canteen_id = $1'],
  ['meal_misses', 'canteen_id = $1'],
  ['food_samples', 'canteen_id = $1'],
  ['kitchen_disinfections', 'canteen_id = $1'],
  ['kitchen_checks', 'canteen_id = $1'],
  [
    'acts',
    `account_id in (select account_id from canteen_staff s where s.county_code = '${countyCode}' and s.canteen_id = $1)`,
  ],
]

export async function runKitchen(world: TestSystem, fuse: Fuse, seed: number): Promise<HistoryReport> {
  const chance = chanceFor(seed, 0)
  fuse.left = 0
  world.clock.set(new Date(start + chance.whole(20) * 86_400_000).toISOString())
  const history = await beginKitchen(world, fuse, seed)
  const { phones, events } = history
  for (let step = (10 + chance.whole(14)) * phones.length; step > 0; step--) {
    const hours = chance.happens(0.15) ? 24 : 2
    world.clock.set(new Date(world.clock.now().getTime() + chance.whole(hours * 3_600_000)).toISOString())
    await liveOneStep(history, chance.pick(phones))
  }
  // What was on its way for long arrives before everything comes to rest, and once more after.
  for (const phone of phones) while (phone.late.length > 1) await deliverNow(phone)
  for (let round = 0; round < 2; round++) for (const phone of phones) await settle(phone)
  for (const phone of phones) while (phone.late.length > 0) await deliverNow(phone)
  for (const phone of phones) await look(phone)
  const broken = await brokenInKitchen(history)
  const acts = phones.reduce((sum, { tapped }) => sum + tapped.size, 0)
  return { seed, broken, events, acts }
}

async function beginKitchen(world: TestSystem, fuse: Fuse, seed: number): Promise<KitchenHistory> {
  const chance = chanceFor(seed, 1)
  const canteenId = randomUUID()
  const people = await addElders(world, [...Array(5).fill(village), otherVillage])
  const elderIds = people.slice(0, 5)
  await addCanteen(world, canteenId, elderIds)
  const events: string[] = []
  const phones: CookPhone[] = []
  for (let count = chance.happens(0.5) ? 2 : 1; count > 0; count--) {
    const visitor = await world.signedInAs('canteenCook', village)
    await world.pool.query(
      `insert into canteen_staff (county_code, id, region_code, canteen_id, name, duty, account_id, valid_from, kept_at)
       values ($1, $2, $3, $4, '厨师', 'cook', $5, '2026-01-01', '2026-01-01T00:00:00Z')`,
      [countyCode, randomUUID(), village, canteenId, visitor.actor.accountId],
    )
    const parts: Omit<CookPhone, 'outbox'> = {
      ...{ world, fuse, chance: chanceFor(seed, 1 + count), visitor, events, held: null, late: [] },
      ...{ deviceId: await addDevice(world, visitor.actor.accountId), store: memoryOutbox() },
      ...{ skewMinutes: 0, network: 'bad', tapped: new Map() },
    }
    phones.push(Object.assign(parts, { outbox: newOutbox(parts) }))
  }
  const foreignElderId = people[5] ?? ''
  return {
    ...{ world, canteenId, phones, elderIds, foreignElderId, events },
    backup: null,
    wasRestored: false,
  }
}

/** Running since winter, open for both meals every day; five regulars come to both. */
async function addCanteen({ pool }: TestSystem, canteenId: string, elderIds: string[]): Promise<void> {
  await pool.query(
    `insert into canteens (county_code, id, region_code, name, kind, tier, host, operator, address, seats,
       meals_at_most, on_ground_floor, fire_checked, state, state_since, registered_at)
     values ($1, $2, $3, '模拟食堂', 'seniorCanteen', 'cooksHere', 'committeeRooms', 'committeeItself', '', 20, 40,
       true, true, 'running', '2026-01-01', '2026-01-01T00:00:00Z')`,
    [countyCode, canteenId, village],
  )
  await pool.query(
    `insert into canteen_openings (county_code, canteen_id, region_code, valid_from, lunch, supper, winter, lunch_at,
       supper_at, said_at)
     values ($1, $2, $3, '2026-01-01', 'BBBBBBB', 'BBBBBBB', 'asUsual', 660, 1020, '2026-01-01T00:00:00Z')`,
    [countyCode, canteenId, village],
  )
  await pool.query(
    `insert into meal_regulars (county_code, id, region_code, canteen_id, elder_id, lunch, supper, valid_from, kept_at)
     select $1, gen_random_uuid(), $2, $3, id, 'DDDDDDD', 'HHHHHHH', '2026-01-01', '2026-01-01T00:00:00Z'
     from unnest($4::uuid[]) as t (id)`,
    [countyCode, village, canteenId, elderIds],
  )
}

async function liveOneStep(history: KitchenHistory, phone: CookPhone): Promise<void> {
  const { chance } = phone
  const roll = chance.next()
  if (roll < 0.5) await tapSomething(history, phone)
  else if (roll < 0.68) await flush(phone)
  else if (roll < 0.78) await look(phone)
  else if (roll < 0.84) restartPhone(phone)
  else if (roll < 0.88) {
    phone.skewMinutes = chance.pick([0, -7, 5, 600, -400_000])
    phone.events.push(`clock off by ${phone.skewMinutes} minutes`)
  } else if (roll < 0.92) await tamper(phone)
  else if (roll < 0.97) await backUp(history)
  else await restore(history)
  if (phone.late.length && chance.happens(0.2)) await deliverNow(phone)
}

/** Another device sends other content under an id the server knows: it must be refused and change nothing. */
async function tamper(phone: CookPhone): Promise<void> {
  const { world, visitor } = phone
  const { rows } = await world.pool.query<{ id: string }>('select id from acts where account_id = $1', [
    visitor.actor.accountId,
  ])
  const known = new Set(rows.map(row => row.id))
  const sent = [...phone.store.acts.values()].find(kept => known.has(kept.act.id))
  if (!sent) return
  const answer = await push(phone, [{ ...sent.act, input: { ...sent.act.input, day: '2026-05-30' } }])
  if (answer.answers[0]?.outcome !== 'refused')
    phone.events.push('BROKEN other content was taken under a used id')
}

async function backUp(history: KitchenHistory): Promise<void> {
  history.backup = await keepTables(history.world, tables, history.canteenId)
  history.events.push('backup')
}

async function restore(history: KitchenHistory): Promise<void> {
  const { world, canteenId, backup, events } = history
  if (!backup) return
  await putBack(world, tables, canteenId, backup)
  await startEpoch(world.pool, 'restored')
  history.wasRestored = true
  events.push('server restored from the backup')
}

/** A good line, the right time, and everything comes to rest. */
async function settle(phone: CookPhone): Promise<void> {
  phone.network = 'good'
  phone.skewMinutes = 0
  phone.outbox = newOutbox(phone)
  const { rows } = await phone.world.pool.query<{ epoch: string }>(
    'select epoch from server_epochs order by started_at desc limit 1',
  )
  await phone.outbox.learnEpoch(rows[0]?.epoch ?? '')
  for (let attempt = 0; attempt < 5; attempt++) {
    const { waiting } = await phone.outbox.flush({ force: true })
    if (waiting === 0) return
  }
}
