// Histories of a phone and the server from one seed: real outbox, real server code; network, clock and power fail.
import {
  type AnswerLevel,
  type Answers,
  answerLevels,
  lettersOf,
  visitFields,
} from '../domain/visits/answers.ts'
import type { KeptAct } from '../phone/outbox.ts'
import { memoryOutbox } from '../phone/outbox-memory.ts'
import { startEpoch } from '../server/sync/sync.ts'
import { type Chance, chanceOf } from './chance.ts'
import { bringHome, type Cargo, deliver, emptyCargo, handOver } from './simulate-carrying.ts'
import { addDevice, addElders } from './simulate-people.ts'
import { type Backup, restoreTo, rowsOf } from './simulate-restore.ts'
import {
  deliverNow,
  type Fuse,
  flush,
  newOutbox,
  push,
  type RoadPhone,
  restartPhone,
  skewClock,
  twoYearsBack,
} from './simulate-road.ts'
import type { Caller, TestSystem } from './test-system.ts'

/** What a visit should have become, by its id. */
interface Made {
  actId: string
  elderId: string
  letters: string
  expected: 'stored' | 'refused'
}

export interface HistoryReport {
  seed: number
  /** Sentences about what went wrong; empty when every promise was kept. */
  broken: string[]
  /** What happened, in order: printed with a broken promise. */
  events: string[]
  /** How many acts were done on its phones. */
  acts: number
}

const villages = ['222402100200', '222402100201', '222402101200']
const start = Date.parse('2026-11-01T00:00:00Z')

interface History extends RoadPhone {
  seed: number
  elderIds: string[]
  foreignElderId: string
  made: Map<string, Made>
  backup: Backup | null
  /** What is on its way on somebody else's phone; one bag for all phones of the history. */
  cargo: Cargo
}

/** Mostly one phone; one history in ten has a few, which carry for each other; one in a hundred a whole township. */
function phonesIn(chance: Chance): number {
  const roll = chance.next()
  return roll < 0.01 ? 20 + chance.whole(5) : roll < 0.11 ? 2 + chance.whole(3) : 1
}

export async function runHistory(world: TestSystem, fuse: Fuse, seed: number): Promise<HistoryReport> {
  const chance = chanceOf(seed)
  fuse.left = 0
  world.clock.set(new Date(start + chance.whole(20) * 86_400_000).toISOString())
  const common: Common = { seed, world, fuse, chance, events: [], cargo: emptyCargo() }
  const phones: History[] = []
  for (let count = phonesIn(chance); count > 0; count--) phones.push(await beginHistory(common))
  const carrier = await carrierOf(world)
  const steps = (8 + chance.whole(10)) * Math.ceil(phones.length / 2)
  for (let step = 0; step < steps; step++) await liveOneStep(chance.pick(phones), phones, carrier)
  for (const phone of phones) phone.network = 'good'
  // What was still on its way arrives first, and once more at the very end, when everything is long done.
  for (const { visitor } of [{ visitor: carrier }, ...phones].slice(0, 2))
    common.events.push(await deliver(visitor, common.cargo, { chance, fuse, isBad: false }))
  for (const phone of phones) await settle(phone)
  await deliver(carrier, common.cargo, { chance, fuse, isBad: false })
  const broken: string[] = []
  for (const phone of phones) broken.push(...(await brokenPromises(phone)))
  const acts = phones.reduce((sum, { made }) => sum + made.size, 0)
  return { seed, broken, events: common.events, acts }
}

/** The canteen's driver of another village: in every history the same, for his own records do not matter here. */
const carriers = new WeakMap<TestSystem, Promise<Caller>>()

function carrierOf(world: TestSystem): Promise<Caller> {
  const known = carriers.get(world) ?? world.signedInAs('visitor', '222402103200', '捎带')
  carriers.set(world, known)
  return known
}

type Common = Pick<History, 'seed' | 'world' | 'fuse' | 'chance' | 'events' | 'cargo'>

async function beginHistory(common: Common): Promise<History> {
  const { world, chance } = common
  const village = chance.pick(villages)
  const foreign = chance.pick(villages.filter(code => code !== village))
  const visitor = await world.signedInAs('visitor', village)
  const deviceId = await addDevice(world, visitor.actor.accountId)
  const people = await addElders(world, [village, village, village, foreign])
  const parts: Omit<History, 'outbox'> = {
    ...common,
    ...{ visitor, deviceId, skewMinutes: 0, late: [], backup: null, made: new Map() },
    ...{ elderIds: people.slice(0, 3), foreignElderId: people[3] ?? '' },
    ...{ store: memoryOutbox(), network: 'bad' },
  }
  return Object.assign(parts, { outbox: newOutbox(parts) })
}

async function liveOneStep(history: History, phones: readonly History[], carrier: Caller): Promise<void> {
  const { chance, world } = history
  world.clock.set(new Date(world.clock.now().getTime() + chance.whole(6 * 3_600_000)).toISOString())
  const roll = chance.next()
  if (roll < 0.36) await makeVisit(history)
  else if (roll < 0.42) await carrySome(history, phones, carrier)
  else if (roll < 0.47) await tamper(history)
  else if (roll < 0.75) await flush(history)
  else if (roll < 0.8) history.events.push(`${history.late.length} requests held back`)
  else if (roll < 0.85) restartPhone(history)
  else if (roll < 0.9) skewClock(history)
  else if (roll < 0.95) for (const phone of phones) await takeBackup(phone)
  else await restoreAll(phones)
  if (history.late.length && chance.happens(0.2)) await deliverNow(history)
}

/** Handed over, delivered, brought home: any of the three at any time, in any order, by whoever passes by. */
async function carrySome(history: History, phones: readonly History[], carrier: Caller): Promise<void> {
  const { chance, fuse, cargo, network } = history
  const passing = chance.happens(0.5) ? carrier : chance.pick(phones).visitor
  if (chance.happens(0.9)) history.events.push(await handOver(history, cargo, chance))
  if (chance.happens(0.1)) cargo.letters.clear()
  if (chance.happens(0.7))
    history.events.push(await deliver(passing, cargo, { chance, fuse, isBad: network === 'bad' }))
  if (chance.happens(0.1)) cargo.receipts.clear()
  if (chance.happens(0.7)) history.events.push(await bringHome(history, cargo, chance))
}

async function makeVisit(history: History): Promise<void> {
  const { chance, outbox, world } = history
  const wrong = chance.happens(0.12) ? chance.pick(['foreign', 'backwards', 'unknownField'] as const) : null
  const elderId = wrong === 'foreign' ? history.foreignElderId : chance.pick(history.elderIds)
  const answers = Object.fromEntries(
    visitFields.keys.map(field => [
      field,
      (chance.happens(0.05) ? chance.pick(answerLevels.keys) : 'ok') as AnswerLevel,
    ]),
  ) as Answers
  for (const field of visitFields.keys) if (answers[field] === 'notAsked') answers[field] = 'attention'
  const ended = world.clock.now().getTime() + history.skewMinutes * 60_000
  const id = chance.id()
  const input = {
    ...{ id, elderId, countyCode: '222402', method: 'home', result: 'met', answers, needs: [], note: null },
    startedAt: new Date(wrong === 'backwards' ? ended + 60_000 : ended - 1_200_000).toISOString(),
    endedAt: new Date(ended).toISOString(),
    ...(wrong === 'unknownField' && { secret: 1 }),
  }
  const actId = chance.id()
  await outbox.keep(
    { id: actId, operation: 'visit.record', input, doneAt: new Date(ended).toISOString() },
    { elderId, label: '模拟' },
  )
  history.made.set(id, {
    actId,
    elderId,
    letters: lettersOf(answers),
    expected: wrong || history.skewMinutes === twoYearsBack ? 'refused' : 'stored',
  })
  history.events.push(`visit ${id.slice(0, 8)} ${wrong ?? 'right'}`)
}

/** Another device sends other content under an id the server knows: it must be refused and change nothing. */
async function tamper(history: History): Promise<void> {
  const { world, visitor } = history
  const known = new Set((await rowsOf(world, visitor.actor.accountId)).acts)
  const sent = [...history.store.acts.values()].find(kept => known.has(kept.act.id))
  if (!sent) return
  const input = { ...sent.act.input, method: 'phone' }
  const answer = await push(history, [{ ...sent.act, input }])
  const outcome = answer.answers[0]?.outcome
  history.events.push(`tamper ${outcome}`)
  if (outcome !== 'refused') history.events.push('BROKEN other content was taken under a used id')
}

async function takeBackup(history: History): Promise<void> {
  history.backup = await rowsOf(history.world, history.visitor.actor.accountId)
  history.events.push(`backup of ${history.backup.visits.length} visits`)
}

/** The whole server is set back, for all phones at once, and begins a new life. */
async function restoreAll(phones: readonly History[]): Promise<void> {
  const [first] = phones
  if (!first?.backup) return
  for (const { world, backup, visitor } of phones)
    if (backup) await restoreTo(world, backup, visitor.actor.accountId)
  await startEpoch(first.world.pool, 'restored')
  first.events.push('server restored from the backup')
}

/** Mostly without the whole bundle, which is the dearest question of all and is the subject of other tests. */
async function epochHeard({ seed, world, visitor, deviceId }: History): Promise<string> {
  const asking = { deviceId, appVersion: 'sim', fingerprint: null, parts: {} }
  if (seed % 8 === 0) return (await visitor.call('sync.pull', asking)).epoch
  const newest = await world.pool.query<{ epoch: string }>(
    'select epoch from server_epochs order by started_at desc limit 1',
  )
  return newest.rows[0]?.epoch ?? ''
}

/** Back in the village with a good line: everything must come to rest. */
async function settle(history: History): Promise<void> {
  history.network = 'good'
  history.skewMinutes = 0
  history.outbox = newOutbox(history)
  for (let attempt = 0; attempt < 5; attempt++) {
    await history.outbox.learnEpoch(await epochHeard(history))
    const { waiting } = await history.outbox.flush({ force: true })
    if (waiting === 0) return
  }
}

async function brokenPromises(history: History): Promise<string[]> {
  const { world, visitor, made, store } = history
  const visits = await world.pool.query<{ id: string; elder_id: string; answers: string }>(
    'select id, elder_id, answers from visits where visitor_id = $1',
    [visitor.actor.accountId],
  )
  const acts = await world.pool.query<{ id: string; receipt: number }>(
    'select id, receipt from acts where account_id = $1',
    [visitor.actor.accountId],
  )
  const cases = await world.pool.query<{ elder_id: string; field: string; count: number }>(
    `select elder_id, field, count(*)::int as count from aid_cases
     where elder_id = any($1::uuid[]) and stage not in ('closed', 'rejected', 'joined') group by 1, 2`,
    [history.elderIds],
  )
  const broken = history.events.filter(event => event.startsWith('BROKEN'))
  const stored = new Map(visits.rows.map(row => [row.id, row]))
  const receipts = new Map(acts.rows.map(row => [row.id, `222402-${String(row.receipt).padStart(9, '0')}`]))
  for (const [id, one] of made)
    broken.push(...brokenFor(id, one, stored.get(id), store.acts.get(one.actId), receipts))
  for (const id of stored.keys()) if (!made.has(id)) broken.push(`visit ${id} was never made`)
  for (const row of cases.rows)
    if (row.count > 1) broken.push(`${row.count} open cases of one trouble ${row.field} for one elder`)
  return broken
}

function brokenFor(
  id: string,
  made: Made,
  stored: { elder_id: string; answers: string } | undefined,
  kept: KeptAct | undefined,
  receipts: ReadonlyMap<string, string>,
): string[] {
  if (!kept) return [`act of visit ${id} vanished from the phone`]
  if (made.expected === 'refused') {
    if (stored) return [`visit ${id} should have been refused and was stored`]
    return kept.state === 'refused' && kept.refusal
      ? []
      : [`refused visit ${id} is ${kept.state} on the phone`]
  }
  if (!stored) return [`visit ${id} is lost (${kept.state} ${kept.refusal?.message ?? kept.trouble ?? ''})`]
  if (stored.answers !== made.letters || stored.elder_id !== made.elderId) return [`visit ${id} was altered`]
  if (kept.state !== 'sent') return [`visit ${id} is stored but ${kept.state} on the phone`]
  return kept.receipt === receipts.get(made.actId)
    ? []
    : [`visit ${id} has receipt ${kept.receipt}, not the server's`]
}
