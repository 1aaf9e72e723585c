// Histories of a care worker's phone: orders stepped through at doors without signal, and a desk that cancels meanwhile.
import { randomUUID } from 'node:crypto'
import type { CarriedBeds } from '../domain/home-care/bed-step.ts'
import { Refused } from '../domain/kernel/refusal.ts'
import type { CarriedOrders } from '../domain/service-orders/carried.ts'
import type { OrderStage, WorkerAct } from '../domain/service-orders/order.ts'
import { nextAct, ordersToday } from '../phone/orders/today.ts'
import { memoryOutbox } from '../phone/outbox-memory.ts'
import { startEpoch } from '../server/sync/sync.ts'
import { chanceOf } from './chance.ts'
import { makeOrder, makeServices, makeWorker, type SampleServices } from './sample-orders.ts'
import type { HistoryReport } from './simulate.ts'
import {
  type Album,
  brokenPictures,
  liveWithPictures,
  openAlbum,
  settlePictures,
} from './simulate-bed-pictures.ts'
import { brokenBeds, makeBed, openVisitOf, stepAtBed } from './simulate-beds.ts'
import { addDevice, addElders } from './simulate-people.ts'
import {
  deliverNow,
  type Fuse,
  flush,
  newOutbox,
  type RoadPhone,
  restartPhone,
  skewClock,
} from './simulate-road.ts'
import { keepTables, type PlaceTables, putBack, type TablesBackup } from './simulate-tables.ts'
import type { Caller, TestSystem } from './test-system.ts'

const countyCode = '222402'
const village = '222402100200'
/** Streams of its own, as in a kitchen's history. */
const chanceFor = (seed: number, part: number) => chanceOf(2_000_000 + seed * 10 + part)
const start = Date.parse('2026-04-01T00:00:00Z')

interface CarePhone extends RoadPhone {
  carried: CarriedOrders | null
  beds: CarriedBeds | null
  album: Album
  bedId: string
  /** By the act's id: steps at the bed, and whether one was wrong or under a wrong clock. */
  atBed: Map<string, { wrong: boolean; skewed: boolean }>
  orderIds: string[]
  desk: Caller
  backup: TablesBackup | null
  wasRestored: boolean
  /** By the act's id: of which order, and whether the server must say no. */
  tapped: Map<string, { orderId: string; wrong: boolean; skewed: boolean }>
  /** Orders the desk has cancelled: what the worker did there meanwhile is sent back with the reason. */
  cancelled: Set<string>
}

const tables: PlaceTables = [
  ['service_orders', 'id = any($1::uuid[])'],
  ['order_events', 'order_id = any($1::uuid[])'],
  ['home_bed_calls', 'bed_id = any($1::uuid[])'],
  ['home_bed_visits', 'bed_id = any($1::uuid[])'],
  ['home_bed_photos', 'visit_id in (select id from home_bed_visits where bed_id = any($1::uuid[]))'],
]

const providers = new WeakMap<TestSystem, Promise<{ services: SampleServices; desk: Caller }>>()

function providerOf(world: TestSystem) {
  const known =
    providers.get(world) ??
    makeServices(world).then(async services => ({
      services,
      desk: await world.signedInAs('townshipOfficer', '222402100000', '安排服务'),
    }))
  providers.set(world, known)
  return known
}

export async function runCare(world: TestSystem, fuse: Fuse, seed: number): Promise<HistoryReport> {
  const chance = chanceFor(seed, 0)
  fuse.left = 0
  world.clock.set(new Date(start + chance.whole(20) * 86_400_000).toISOString())
  const phone = await beginCare(world, fuse, seed)
  for (let step = 12 + chance.whole(14); step > 0; step--) {
    world.clock.set(new Date(world.clock.now().getTime() + chance.whole(3_600_000)).toISOString())
    await liveOneStep(phone)
    await liveWithPictures(phone, openVisitOf(phone.beds, await phone.store.list()))
  }
  while (phone.late.length > 1) await deliverNow(phone)
  await settle(phone)
  while (phone.late.length > 0) await deliverNow(phone)
  await look(phone)
  return {
    seed,
    broken: await brokenPromises(phone),
    events: phone.events,
    acts: phone.tapped.size + phone.atBed.size,
  }
}

async function beginCare(world: TestSystem, fuse: Fuse, seed: number): Promise<CarePhone> {
  const { services, desk } = await providerOf(world)
  const worker = await world.signedInAs('careWorker', '222402000000')
  const workerId = randomUUID()
  await makeWorker(world, { providerId: services.providerId, workerId, name: '护理员' })
  const { accountId } = worker.actor
  await world.pool.query('update service_workers set account_id = $1 where id = $2', [accountId, workerId])
  const elders = await addElders(world, [village, village])
  const from = new Date(world.clock.now().getTime() + 8 * 3_600_000).toISOString().slice(0, 16)
  const orderIds: string[] = []
  for (const [index, id] of elders.entries()) {
    const elder = { countyCode, id, regionCode: village, householdId: id }
    const item = index === 0 ? 'bath' : 'clean'
    orderIds.push((await makeOrder(world, { services, elder, item, from, workerId, stage: 'promised' })).id)
  }
  const bedId = await makeBed(world, {
    ...{ countyCode, regionCode: village, elderId: elders[1] ?? '', providerId: services.providerId },
    ...{ workerId, accountId },
  })
  const store = memoryOutbox()
  const album = openAlbum(chanceFor(seed, 2), { store }, () => world.clock.now())
  const parts: Omit<CarePhone, 'outbox'> = {
    ...{ beds: null, album, bedId, atBed: new Map() },
    ...{ world, fuse, chance: chanceFor(seed, 1), visitor: worker, desk, orderIds, events: [], late: [] },
    ...{ deviceId: await addDevice(world, accountId), store, carried: null, backup: null },
    ...{ skewMinutes: 0, network: 'bad', tapped: new Map(), wasRestored: false, cancelled: new Set() },
  }
  return Object.assign(parts, { outbox: newOutbox(parts) })
}

async function liveOneStep(phone: CarePhone): Promise<void> {
  const { chance } = phone
  const roll = chance.next()
  if (roll < 0.36) await stepOnce(phone)
  else if (roll < 0.45) await bedOnce(phone)
  else if (roll < 0.68) await flush(phone)
  else if (roll < 0.75) await look(phone)
  else if (roll < 0.82) restartPhone(phone)
  else if (roll < 0.86) skewClock(phone)
  else if (roll < 0.89) await cancelOne(phone)
  else if (roll < 0.95) {
    phone.backup = await backUp(phone)
    phone.events.push('backup')
  } else await restore(phone)
  if (phone.late.length && chance.happens(0.2)) await deliverNow(phone)
}

const phoneNow = ({ world, skewMinutes }: CarePhone) =>
  new Date(world.clock.now().getTime() + skewMinutes * 60_000)

async function look(phone: CarePhone): Promise<void> {
  if (phone.network === 'bad' && phone.carried && phone.chance.happens(0.3)) return
  const asking = { fingerprint: phone.carried?.fingerprint ?? null }
  const answer = await phone.visitor.call('order.carried', asking)
  if (answer.carried) phone.carried = answer.carried
  const beds = await phone.visitor.call('homeBed.carried', { fingerprint: phone.beds?.fingerprint ?? null })
  if (beds.carried) phone.beds = beds.carried
}

async function bedOnce(phone: CarePhone): Promise<void> {
  const { chance, outbox, beds, album, store } = phone
  const wrong = chance.happens(0.06)
  const at = phoneNow(phone).toISOString()
  const acts = await store.list()
  const id = await stepAtBed({ beds, outbox, at, newId: () => chance.id(), acts, wrong, album })
  if (id === null) return
  phone.atBed.set(id, { wrong, skewed: phone.skewMinutes !== 0 })
  phone.events.push(`step at the bed ${id.slice(0, 8)}${wrong ? ' wrong' : ''}`)
}

/** What the screen offers next, now and then something it would not offer. */
async function stepOnce(phone: CarePhone): Promise<void> {
  const { chance } = phone
  if (!phone.carried) await look(phone)
  if (!phone.carried) return
  const list = ordersToday(phone.carried, await phone.store.list(), [])
  const found = chance.pick(list)
  if (!found) return
  const offered = nextAct(found)
  if (offered === null || offered === 'photoBefore' || offered === 'photoAfter') return
  const wrong = chance.happens(0.06)
  const kind: WorkerAct = offered === 'setOut' && chance.happens(0.1) ? 'meetNobody' : offered
  await keep(phone, found.order.id, kind, wrong)
  // A finger that slips taps twice: the second tap is another act of the same kind.
  if (!wrong && kind === 'takeVitals' && chance.happens(0.3)) await keep(phone, found.order.id, kind, false)
}

async function keep(phone: CarePhone, orderId: string, kind: WorkerAct, wrong: boolean): Promise<void> {
  const { chance } = phone
  const at = phoneNow(phone).toISOString()
  const vitals = { systolic: 130, diastolic: 80, pulse: 72 }
  const input = {
    ...{
      countyCode,
      id: chance.id(),
      orderId: wrong ? randomUUID() : orderId,
      kind,
      happenedAt: at,
      place: null,
    },
    ...(kind === 'takeVitals' && { vitals }),
    ...(kind === 'confirm' && { way: 'familyAgreed', byName: '女儿', rating: 5 }),
    ...(kind === 'meetNobody' && { says: '敲门没人应' }),
  }
  const id = chance.id()
  await phone.outbox.keep(
    { id, operation: 'order.step', input, doneAt: at },
    { elderId: null, label: '模拟' },
  )
  phone.tapped.set(id, { orderId, wrong, skewed: phone.skewMinutes !== 0 })
  phone.events.push(`${kind} of ${orderId.slice(-4)} ${input.id.slice(0, 8)}${wrong ? ' wrong' : ''}`)
}

async function cancelOne(phone: CarePhone): Promise<void> {
  const orderId = phone.chance.pick(phone.orderIds)
  try {
    await phone.desk.call('order.cancel', {
      ...{ countyCode, id: orderId, byElder: false, agreedFeeFen: 0, why: '家里来人了' },
    })
    phone.cancelled.add(orderId)
    phone.events.push(`the desk cancelled ${orderId.slice(-4)}`)
  } catch (error) {
    if (!(error instanceof Refused)) throw error
  }
}

const actsOf = (phone: CarePhone) =>
  [['acts', `account_id = '${phone.visitor.actor.accountId}' and $1::uuid[] is not null`]] as const

const idsOf = ({ orderIds, bedId }: CarePhone) => [...orderIds, bedId]

const backUp = (phone: CarePhone) => keepTables(phone.world, [...tables, ...actsOf(phone)], idsOf(phone))

async function restore(phone: CarePhone): Promise<void> {
  const { world, backup, events } = phone
  if (!backup) return
  await putBack(world, [...tables, ...actsOf(phone)], idsOf(phone), backup)
  await startEpoch(world.pool, 'restored')
  phone.wasRestored = true
  events.push('server restored from the backup')
}

async function settle(phone: CarePhone): Promise<void> {
  phone.network = 'good'
  phone.skewMinutes = 0
  phone.outbox = newOutbox(phone)
  const { rows } = await phone.world.pool.query<{ epoch: string }>(
    'select epoch from server_epochs order by started_at desc limit 1',
  )
  await phone.outbox.learnEpoch(rows[0]?.epoch ?? '')
  for (let attempt = 0; attempt < 5; attempt++) {
    const { waiting } = await phone.outbox.flush({ force: true })
    if (waiting === 0) break
  }
  await settlePictures(phone)
}

interface StoredEvent {
  id: string
  orderId: string
  kind: string
}

async function brokenPromises(phone: CarePhone): Promise<string[]> {
  const { world, orderIds, store, tapped, events } = phone
  const { rows: stored } = await world.pool.query<StoredEvent>(
    `select id, order_id as "orderId", kind from order_events where order_id = any($1::uuid[])
       and kind not in ('cancel', 'note')`,
    [orderIds],
  )
  const { rows: orders } = await world.pool.query<{ id: string; stage: OrderStage }>(
    'select id, stage from service_orders where id = any($1::uuid[])',
    [orderIds],
  )
  const broken = events.filter(event => event.startsWith('BROKEN'))
  const known = new Map(stored.map(one => [one.id, one]))
  for (const [id, tap] of tapped) {
    const kept = store.acts.get(id)
    if (!kept) {
      broken.push(`step ${id} vanished from the phone`)
      continue
    }
    const row = known.get(String(kept.act.input.id))
    const what = `${kept.act.input.kind} ${kept.act.input.id}`
    if (kept.state === 'waiting') broken.push(`${what} waits for ever: ${kept.trouble}`)
    if (kept.state === 'sent' && !row) broken.push(`${what} is lost`)
    if (kept.state === 'sent' && row && (row.kind !== kept.act.input.kind || row.orderId !== tap.orderId))
      broken.push(`${what} was altered`)
    if (kept.state === 'refused' && row) broken.push(`${what} was refused and is stored`)
    if (kept.state === 'refused' && !kept.refusal) broken.push(`${what} was refused without a reason`)
    if (tap.wrong && kept.state !== 'refused') broken.push(`${what} should have been refused`)
    if (kept.state === 'refused' && !tap.wrong && !mayBeRefused(phone, tap.orderId))
      broken.push(`${what} was right and is refused: ${kept.refusal?.message}`)
  }
  for (const one of stored)
    if (![...store.acts.values()].some(kept => kept.act.input.id === one.id))
      broken.push(`event ${one.id} was never tapped`)
  broken.push(...(await brokenBeds(world, phone.bedId, store.acts, phone.atBed)))
  broken.push(...(await brokenPictures(phone, phone.desk)))
  return [...broken, ...(await brokenStages(phone, stored, orders))]
}

/** A step under a wrong clock may be refused, and then those that follow it; so may whatever follows a cancelled order. */
function mayBeRefused({ tapped, cancelled }: CarePhone, orderId: string): boolean {
  if (cancelled.has(orderId)) return true
  return [...tapped.values()].some(one => one.orderId === orderId && (one.skewed || one.wrong))
}

const endOf: Readonly<Record<string, OrderStage>> = {
  ...{ setOut: 'onTheWay', signIn: 'inService', signOut: 'finished', confirm: 'confirmed' },
  meetNobody: 'nobodyHome',
}

/** The stage is what the steps make of it, at the office and on the phone. */
async function brokenStages(
  phone: CarePhone,
  stored: readonly StoredEvent[],
  orders: readonly { id: string; stage: OrderStage }[],
): Promise<string[]> {
  const broken: string[] = []
  const shown = phone.carried ? ordersToday(phone.carried, await phone.store.list(), []) : []
  for (const { id, stage } of orders) {
    const kinds = stored.filter(one => one.orderId === id).map(one => one.kind)
    for (const kind of Object.keys(endOf))
      if (kinds.filter(one => one === kind).length > 1) broken.push(`${kind} of ${id} happened twice`)
    const last = Object.keys(endOf).findLast(kind => kinds.includes(kind))
    const expected = stage === 'annulled' ? 'annulled' : last ? endOf[last] : 'promised'
    if (stage !== expected) broken.push(`order ${id} is ${stage}, its steps make it ${expected}`)
    const onPhone = shown.find(one => one.order.id === id)?.so.stage
    if (onPhone && onPhone !== stage) broken.push(`order ${id} is ${stage}, the phone shows ${onPhone}`)
  }
  return broken
}
