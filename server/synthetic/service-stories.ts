// The stories of the demonstration's orders: each fact in its turn, and the stage that follows from them.
import { randomUUID } from 'node:crypto'
import { addDays, type Day } from '../../domain/kernel/day.ts'
import type { CertificateKind, ServiceKind, ServiceProof } from '../../domain/service-orders/catalogue.ts'
import type { NeedSource } from '../../domain/service-orders/need.ts'
import type { OrderEventKind } from '../../domain/service-orders/order.ts'
import { instantOn } from '../../domain/service-orders/pattern.ts'
import type { Shares } from '../../domain/service-orders/payers.ts'
import { stageOf } from '../../domain/service-orders/stage.ts'
import { agreedOf } from '../../domain/service-orders/time-share.ts'
import type { Sealer } from '../kernel/sealing.ts'
import type { Chance } from './chance.ts'

export interface Home {
  id: string
  regionCode: string
  lon: number | null
  lat: number | null
}

export interface Served {
  providerId: string
  itemCodes: string[]
  workers: { id: string; accountId: string | null; certificates: CertificateKind[] }[]
}

/** One order to tell the story of; `own` is the demo worker's. */
export interface Sent {
  home: number
  daysAhead: number
  minute: number
  own: boolean
}

interface Item {
  id: string
  code: string
  kind: ServiceKind
  priceFen: number
  standardMinutes: number
  shares: Shares
  certificates: CertificateKind[]
  haltRule: string | null
  proofs: ServiceProof[]
}

/** Of the demo worker's day, by the minute it begins; everything else is a bath. */
const ownItems: Readonly<Record<number, string>> = { 660: 'care-home', 840: 'flue-clean' }

interface World {
  countyCode: string
  today: Day
  now: string
  chance: Chance
  sealer: Pick<Sealer, 'seal'>
}

interface Given {
  items: readonly Item[]
  served: readonly Served[]
  homes: readonly Home[]
  sent: readonly Sent[]
}

const sources: readonly NeedSource[] = [
  ...([
    'fromVisit',
    'fromVisit',
    'fromVisit',
    'byCall',
    'byFamily',
    'byButton',
    'fromAssessment',
    'byOffice',
  ] as const),
]

export function makeStories(world: World, { items, served, homes, sent }: Given) {
  const told = sent.flatMap(one => {
    const home = homes[one.home]
    return home ? [tell(world, one, home, items, served)] : []
  })
  return {
    needs: told.map(story => story.need),
    orders: told.flatMap(story => (story.order ? [story.order] : [])),
    events: told.flatMap(story => story.events),
  }
}

function tell(world: World, sent: Sent, home: Home, items: readonly Item[], served: readonly Served[]) {
  const { chance, today, countyCode, now } = world
  // A picture of work that was never done would be a lie: what asks for one lies ahead.
  const plain = items.filter(one => !one.proofs.includes('pictureBefore'))
  const item = (
    sent.own
      ? items.find(one => one.code === (ownItems[sent.minute] ?? 'bath-home'))
      : plain[chance.between(0, plain.length - 1)]
  ) as Item
  const provider =
    served.find(one => one.itemCodes.includes(item.code) && (sent.own || chance.happens(0.6))) ?? served[0]
  const plannedOn = addDays(today, sent.daysAhead)
  const need = needRow(world, home, item, plannedOn)
  // A tenth has only been heard of; those to come are not all taken yet.
  if (!provider || (!sent.own && chance.happens(0.1))) return { need, order: null, events: [] }
  const able = provider.workers.filter(one =>
    item.certificates.every(kind => one.certificates.includes(kind)),
  )
  const worker = sent.own
    ? able.find(one => one.accountId !== null)
    : able[chance.between(0, able.length - 1)]
  const id = randomUUID()
  const plannedFrom = instantOn(plannedOn, sent.minute)
  const kinds = sent.own
    ? (['arrange', 'accept'] as const)
    : course(chance, plannedFrom, now, item, worker !== undefined)
  const events = kinds.map((kind, index) =>
    eventRow(world, {
      ...{ id, home, kind, at: hourOf(kind, index, plannedFrom, item, need.raisedOn), worker },
      halts: kinds.some(one => one === 'halt'),
    }),
  )
  const at = (kind: OrderEventKind) => events.find(event => event.kind === kind)?.happenedAt ?? null
  const stage = stageOf(events)
  const isPaidFor = stage === 'confirmed' || stage === 'settled'
  const order = {
    ...{ countyCode, id, regionCode: home.regionCode, elderId: home.id, needId: need.id, seriesId: null },
    ...{ itemId: item.id, itemCode: item.code, itemKind: item.kind, providerId: provider.providerId },
    ...{ workerId: worker?.id ?? null, plannedOn, plannedFrom },
    plannedTo: instantOn(plannedOn, sent.minute + item.standardMinutes),
    ...{ ...agreedOf(item, { roundMinutes: 15, leastMinutes: 30 }), stage },
    ...{ stageAt: events.at(-1)?.happenedAt ?? now, signedInAt: at('signIn'), signedOutAt: at('signOut') },
    ...{ confirmedAt: at('confirm'), feeFen: stage === 'nobodyHome' ? Math.floor(item.priceFen / 5) : 0 },
    ...{ rating: isPaidFor && chance.happens(0.7) ? chance.between(3, 5) : null, version: events.length },
    ...{ arrangedBy: null, arrangedAt: events[0]?.happenedAt ?? now, note: null, synthetic: true },
  }
  return { need: { ...need, ...matched(now) }, order, events }
}

const matched = (now: string) => ({ careWay: 'homeCare' as const, matchedBy: null, matchedAt: now })

function needRow({ countyCode, chance, today, now }: World, home: Home, item: Item, plannedOn: Day) {
  const before = addDays(plannedOn < today ? plannedOn : today, -chance.between(1, 12))
  return {
    ...{ countyCode, id: randomUUID(), regionCode: home.regionCode, elderId: home.id, kind: item.kind },
    ...{ source: sources[chance.between(0, sources.length - 1)] ?? ('byCall' as const), sourceId: null },
    ...{ noteSealed: null, wantedBy: null, raisedOn: before, raisedBy: null, raisedAt: now },
    ...{
      careWay: null as 'homeCare' | null,
      matchedBy: null,
      matchedAt: null as string | null,
      matchNote: null,
    },
    ...{ endedAs: null, endedWhy: null, endedBy: null, endedAt: null, synthetic: true },
  }
}

/** What has happened to an order by now. */
function course(
  chance: Chance,
  plannedFrom: string,
  now: string,
  item: Item,
  hasWorker: boolean,
): readonly OrderEventKind[] {
  if (!hasWorker) return ['arrange']
  const isAhead = plannedFrom > now
  if (isAhead) {
    if (chance.happens(0.35)) return ['arrange']
    return chance.happens(0.1) ? ['arrange', 'turnDown'] : ['arrange', 'accept']
  }
  if (chance.happens(0.05)) return ['arrange', 'accept', 'cancel']
  if (chance.happens(0.05)) return ['arrange', 'accept', 'setOut', 'meetNobody']
  const measured: OrderEventKind[] = item.haltRule === null ? [] : ['takeVitals']
  if (item.haltRule !== null && chance.happens(0.08))
    return ['arrange', 'accept', 'setOut', 'signIn', 'takeVitals', 'halt']
  const done: OrderEventKind[] = ['arrange', 'accept', 'setOut', 'signIn', ...measured, 'signOut']
  return chance.happens(0.9) ? [...done, 'confirm'] : done
}

const minutesAfter: Partial<Record<OrderEventKind, number>> = {
  setOut: -20,
  signIn: 2,
  takeVitals: 6,
  halt: 15,
  meetNobody: 8,
}

function hourOf(kind: OrderEventKind, index: number, plannedFrom: string, item: Item, raisedOn: Day): string {
  if (kind === 'arrange' || kind === 'accept' || kind === 'turnDown' || kind === 'cancel')
    return instantOn(raisedOn, 600 + 10 * index)
  const after = minutesAfter[kind] ?? item.standardMinutes + (kind === 'confirm' ? 6 : 3)
  return new Date(Date.parse(plannedFrom) + after * 60_000).toISOString()
}

interface EventParts {
  id: string
  home: Home
  kind: OrderEventKind
  at: string
  worker: Served['workers'][number] | undefined
  /** Above the limits, so that the service was stopped. */
  halts: boolean
}

const placed: readonly OrderEventKind[] = ['signIn', 'signOut', 'meetNobody']

function eventRow({ countyCode, chance, sealer }: World, { id, home, kind, at, worker, halts }: EventParts) {
  const hasPlace = placed.includes(kind) && home.lon !== null && home.lat !== null
  const vitals = {
    systolic: halts ? chance.between(168, 190) : chance.between(112, 152),
    diastolic: chance.between(66, 92),
    pulse: 72,
    temperatureTenths: 365,
  }
  return {
    ...{ countyCode, id: randomUUID(), regionCode: home.regionCode, orderId: id, kind, happenedAt: at },
    ...{ recordedAt: at, byAccountId: null, workerId: worker?.id ?? null, deviceId: null },
    lon: hasPlace ? (home.lon ?? 0) + chance.between(-30, 30) / 10_000 : null,
    lat: hasPlace ? (home.lat ?? 0) + chance.between(-30, 30) / 10_000 : null,
    ...{ accuracyMeters: hasPlace ? chance.between(5, 60) : null, clockOffsetMs: null },
    details: detailsOf(kind),
    vitalsSealed: kind === 'takeVitals' ? sealer.seal(JSON.stringify(vitals)) : null,
    vitalsHalt: kind === 'takeVitals' ? halts : null,
    signatureSealed: null,
  }
}

function detailsOf(kind: OrderEventKind) {
  if (kind === 'confirm') return { way: 'elderPressed' as const }
  if (kind === 'meetNobody') return { says: '敲门没人应' }
  if (kind === 'halt') return { says: '血压超过限值' }
  if (kind === 'turnDown') return { says: '当天排满了' }
  if (kind === 'cancel') return { byElder: true, says: '女儿回来了' }
  return {}
}
