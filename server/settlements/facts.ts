// What the three-way match asks the records about a whole claim: a few statements, however many lines it has.
import { type RawBuilder, sql } from 'kysely'
import {
  type CertificateKind,
  type ConfirmationWay,
  certificateKinds,
  confirmationWays,
  type ServiceProof,
} from '../../domain/service-orders/catalogue.ts'
import { type OrderStage, orderStages } from '../../domain/service-orders/order.ts'
import { type HeldCertificate, missingCertificates } from '../../domain/service-orders/provider.ts'
import type { ClaimLineKind } from '../../domain/settlements/claim.ts'
import type {
  ElderFacts,
  FeeFacts,
  LineFacts,
  OrderFacts,
  PriceSpread,
  Stay,
} from '../../domain/settlements/facts.ts'
import { orderCodeOf } from '../../domain/settlements/order-code.ts'
import type { Transaction } from '../kernel/database.ts'

export interface ClaimAsked {
  countyCode: string
  /** Lines `l` of `claim_lines` to be judged. */
  wanted: RawBuilder<unknown>
}

interface LineRow {
  id: string
  kind: ClaimLineKind
  orderCode: string | null
  itemName: string | null
  servedOn: string
  quantity: number
  unitPriceFen: number
  amountFen: number
  orderId: string | null
  elderId: string | null
  workerId: string | null
  stage: OrderStage
  priceFen: number
  orderedItem: string
  itemCode: string
  itemKind: string
  standardMinutes: number
  proofs: ServiceProof[]
  confirmations: ConfirmationWay[]
  certificates: CertificateKind[]
  signedInAt: string | null
  signedOutAt: string | null
  confirmedAt: string | null
  isMidday: boolean
  feeFen: number
  plannedFrom: string
  plannedTo: string
}

/** Ten to three o'clock: what is eaten then is lunch. */
const midday = (instant: RawBuilder<unknown>) =>
  sql`extract(hour from ${instant} at time zone 'Asia/Shanghai') between 10 and 14`

/** Only rows found by their keys: what is gathered per order comes in statements of its own, because joining lists
 * nobody has counted yet made the planner compare every line with every other. */
async function readLineRows(tx: Transaction, { countyCode, wanted }: ClaimAsked): Promise<LineRow[]> {
  const found = await sql<LineRow>`
    select l.id, l.kind, l.order_code, l.item_name, l.served_on, l.quantity, l.unit_price_fen,
      l.amount_fen, o.id as order_id, o.elder_id, o.worker_id, o.stage, o.price_fen, i.name as ordered_item,
      o.item_code, o.item_kind, i.standard_minutes, i.proofs, i.confirmations, i.certificates, o.signed_in_at,
      o.signed_out_at, o.confirmed_at, o.fee_fen, o.planned_from, o.planned_to,
      ${midday(sql`coalesce(o.signed_in_at, o.planned_from)`)} as is_midday
    from claim_lines l
    left join service_orders o on o.county_code = l.county_code and o.id = l.order_id
      and o.provider_id = l.provider_id
    left join service_items i on i.county_code = o.county_code and i.id = o.item_id
    where l.county_code = ${countyCode} and ${wanted} order by l.id`.execute(tx)
  return found.rows
}

interface Beside {
  told: ReadonlyMap<string, { vitals: boolean; way: ConfirmationWay | null; cameAt: string | null }>
  photos: ReadonlyMap<string, { kinds: string[] }>
  said: ReadonlyMap<string, { complaintOn: string | null; givenBackOn: string | null }>
  denied: ReadonlyMap<string, { day: string }>
  claims: ReadonlyMap<string, ClaimedLine[]>
}

interface ClaimedLine {
  orderId: string
  lineId: string
  line: number
  month: string
  claimId: string
  sentAt: string
}

const byOrder = <Row extends { orderId: string }>(rows: readonly Row[]) =>
  new Map(rows.map(row => [row.orderId, row]))

/** What others wrote about these orders. */
async function readBeside(tx: Transaction, countyCode: string, orderIds: readonly string[]): Promise<Beside> {
  const theirs = (alias: string) => sql`${sql.ref(`${alias}.county_code`)} = ${countyCode}
    and ${sql.ref(`${alias}.order_id`)} = any(${orderIds}::uuid[])`
  const told = await sql<{
    orderId: string
    vitals: boolean
    way: ConfirmationWay | null
    cameAt: string | null
  }>`
    select ev.order_id, bool_or(ev.kind = 'takeVitals') as vitals,
      (array_agg(ev.details ->> 'way' order by ev.happened_at desc) filter (where ev.kind = 'confirm'))[1] as way,
      max(ev.happened_at) filter (where ev.kind = 'meetNobody') as came_at
    from order_events ev where ${theirs('ev')} and ev.kind in ('takeVitals', 'confirm', 'meetNobody')
    group by 1`.execute(tx)
  const photos = await sql<{ orderId: string; kinds: string[] }>`
    select ph.order_id, array_agg(distinct ph.kind) as kinds from order_photos ph
    where ${theirs('ph')} group by 1`.execute(tx)
  const said = await sql<{ orderId: string; complaintOn: string | null; givenBackOn: string | null }>`
    select k.order_id,
      min((k.opened_at at time zone 'Asia/Shanghai')::date) filter (where k.stage <> 'complaintClosed')
        as complaint_on,
      max((k.closed_at at time zone 'Asia/Shanghai')::date)
        filter (where k.stage = 'complaintClosed' and k.refund_fen = o.price_fen) as given_back_on
    from service_complaints k join service_orders o on o.county_code = k.county_code and o.id = k.order_id
    where ${theirs('k')} group by 1`.execute(tx)
  const denied = await sql<{ orderId: string; day: string }>`
    select k.order_id, max((k.called_at at time zone 'Asia/Shanghai')::date) as day from service_calls k
    where ${theirs('k')} and k.served = 'nobodyServes' group by 1`.execute(tx)
  const claimed = await sql<ClaimedLine>`
    select l.order_id, l.id as line_id, l.line, l.month, l.claim_id, c.sent_at from claim_lines l
    join claims c on c.county_code = l.county_code and c.id = l.claim_id and c.state = 'claimSent'
    where ${theirs('l')} and l.state <> 'turnedOff'
    order by c.sent_at, l.claim_id, l.line`.execute(tx)
  const claims = new Map<string, ClaimedLine[]>()
  for (const row of claimed.rows) claims.set(row.orderId, [...(claims.get(row.orderId) ?? []), row])
  return {
    ...{ told: byOrder(told.rows), photos: byOrder(photos.rows), said: byOrder(said.rows) },
    ...{ denied: byOrder(denied.rows), claims },
  }
}

/** The first that claims an order is not asked why; those after it are. */
function claimedBefore({ id, orderId }: LineRow, { claims }: Beside): LineFacts['claimedBefore'] {
  const [first] = claims.get(orderId ?? '') ?? []
  return first && first.lineId !== id ? { line: first.line, month: first.month } : null
}

interface PersonRow {
  id: string
  diedOn: string | null
  movedOn: string | null
  absences: { kind: 'hospital' | 'institution' | 'away'; from: string; to: string | null }[]
}

/** Of persons, however many records they have. */
async function readPersons(
  tx: Transaction,
  countyCode: string,
  elderIds: readonly string[],
): Promise<Map<string, PersonRow>> {
  const found = await sql<PersonRow>`
    select e.id, case when ending.kind = 'died' then ending.ended_on end as died_on,
      case when ending.kind = 'movedOut' then ending.ended_on end as moved_on,
      coalesce((select json_agg(json_build_object('kind', a.kind, 'from', a.valid_from, 'to', a.valid_to))
        from elder_absences a where a.county_code = e.county_code and a.kind <> 'refusal'
          and a.elder_id = any(person.id || person.merged_ids)), '[]') as absences
    from elders e
    join elders person on person.county_code = e.county_code and person.id = coalesce(e.merged_into, e.id)
    left join elder_endings ending on ending.county_code = person.county_code and ending.elder_id = person.id
    where e.county_code = ${countyCode} and e.id = any(${elderIds}::uuid[])`.execute(tx)
  return new Map(found.rows.map(row => [row.id, row]))
}

/** Elder and day → lunches: what a canteen served and what was ordered to the house and done. */
async function readLunches(
  tx: Transaction,
  countyCode: string,
  { elderIds, from, to }: { elderIds: readonly string[]; from: string; to: string },
): Promise<Map<string, number>> {
  const found = await sql<{ elderId: string; day: string; lunches: number }>`
    select elder_id, day, sum(portions) as lunches from (
      select s.elder_id, s.day, 1 as portions from meal_servings s
      where s.county_code = ${countyCode} and s.elder_id = any(${elderIds}::uuid[]) and s.meal = 'lunch'
        and s.day between ${from} and ${to} and s.undone_at is null
      union all
      select o.elder_id, o.planned_on, 1 from service_orders o
      where o.county_code = ${countyCode} and o.elder_id = any(${elderIds}::uuid[]) and o.item_kind = 'meal'
        and o.planned_on between ${from} and ${to} and o.stage in ('finished', 'confirmed', 'settled')
        and ${midday(sql`coalesce(o.signed_in_at, o.planned_from)`)}
    ) eaten group by 1, 2`.execute(tx)
  return new Map(found.rows.map(row => [`${row.elderId} ${row.day}`, row.lunches]))
}

interface CertificateRow extends HeldCertificate {
  workerId: string
}

async function readCertificates(
  tx: Transaction,
  countyCode: string,
  workerIds: readonly string[],
): Promise<Map<string, CertificateRow[]>> {
  const found = await sql<CertificateRow>`
    select worker_id, kind, expires_on, revoked_on from worker_certificates
    where county_code = ${countyCode} and worker_id = any(${workerIds}::uuid[])`.execute(tx)
  const held = new Map<string, CertificateRow[]>()
  for (const row of found.rows) held.set(row.workerId, [...(held.get(row.workerId) ?? []), row])
  return held
}

/** Item → the county's prices of a year, of every provider. */
async function readPrices(
  tx: Transaction,
  countyCode: string,
  { codes, upTo }: { codes: readonly string[]; upTo: string },
): Promise<Map<string, PriceSpread>> {
  const found = await sql<PriceSpread & { itemCode: string }>`
    with priced as materialized (select o.item_code, o.price_fen from service_orders o
      where o.county_code = ${countyCode} and o.item_code = any(${codes}::text[])
        and o.planned_on between ${upTo}::date - 365 and ${upTo} and o.stage in ('finished', 'confirmed', 'settled')),
    middle as (select item_code, count(*) as count,
        percentile_cont(0.5) within group (order by price_fen) as median from priced group by 1)
    select m.item_code, m.count, round(m.median)::int as median,
      round(percentile_cont(0.5) within group (order by abs(p.price_fen - m.median)))::int as deviation
    from middle m join priced p using (item_code) group by 1, 2, 3, m.median`.execute(tx)
  return new Map(found.rows.map(({ itemCode, ...row }) => [itemCode, row]))
}

interface StayRow {
  orderId: string
  workerId: string
  elderId: string
  startedAt: string
  endedAt: string
  startLon: number | null
  startLat: number | null
  startAccuracy: number | null
  endLon: number | null
  endLat: number | null
  endAccuracy: number | null
}

/** All stays of these workers around these days, also those nobody claims and those of another provider. */
export async function readStays(
  tx: Transaction,
  countyCode: string,
  { workerIds, from, to }: { workerIds: readonly string[]; from: string; to: string },
): Promise<Stay[]> {
  const found = await sql<StayRow>`
    select o.id as order_id, o.worker_id, o.elder_id, o.signed_in_at as started_at, o.signed_out_at as ended_at,
      came.lon as start_lon, came.lat as start_lat, came.accuracy_meters as start_accuracy,
      went.lon as end_lon, went.lat as end_lat, went.accuracy_meters as end_accuracy
    from service_orders o
    left join lateral (select lon, lat, accuracy_meters from order_events ev
      where ev.county_code = o.county_code and ev.order_id = o.id and ev.kind = 'signIn' and ev.lon is not null
      order by ev.happened_at limit 1) came on true
    left join lateral (select lon, lat, accuracy_meters from order_events ev
      where ev.county_code = o.county_code and ev.order_id = o.id and ev.kind = 'signOut' and ev.lon is not null
      order by ev.happened_at desc limit 1) went on true
    where o.county_code = ${countyCode} and o.worker_id = any(${workerIds}::uuid[])
      and o.planned_on between ${from}::date - 1 and ${to}::date + 1
      and o.signed_in_at is not null and o.signed_out_at is not null`.execute(tx)
  const spot = (lon: number | null, lat: number | null, accuracy: number | null) =>
    lon === null || lat === null ? null : { lon, lat, accuracyMeters: accuracy ?? 0 }
  return found.rows.map(row => ({
    ...{ orderId: row.orderId, code: orderCodeOf(row.orderId), workerId: row.workerId, elderId: row.elderId },
    ...{ startedAt: Date.parse(row.startedAt), endedAt: Date.parse(row.endedAt) },
    startPlace: spot(row.startLon, row.startLat, row.startAccuracy),
    endPlace: spot(row.endLon, row.endLat, row.endAccuracy),
  }))
}

const distinct = <Value>(values: readonly (Value | null)[]): Value[] => [
  ...new Set(values.filter((one): one is Value => one !== null)),
]

export interface GatheredFacts {
  lines: LineFacts[]
  stays: Stay[]
}

export async function gatherFacts(tx: Transaction, asked: ClaimAsked): Promise<GatheredFacts> {
  const { countyCode } = asked
  const rows = await readLineRows(tx, asked)
  const days = rows.map(row => row.servedOn).sort()
  const [from, to] = [days[0], days.at(-1)]
  if (from === undefined || to === undefined) return { lines: [], stays: [] }
  const elderIds = distinct(rows.map(row => row.elderId))
  const workerIds = distinct(rows.map(row => row.workerId))
  const persons = await readPersons(tx, countyCode, elderIds)
  const eaters = distinct(rows.map(row => (row.itemKind === 'meal' ? row.elderId : null)))
  const lunches = await readLunches(tx, countyCode, { elderIds: eaters, from, to })
  const certificates = await readCertificates(tx, countyCode, workerIds)
  const prices = await readPrices(tx, countyCode, {
    codes: distinct(rows.map(row => row.itemCode)),
    upTo: to,
  })
  const stays = await readStays(tx, countyCode, { workerIds, from, to })
  const beside = await readBeside(tx, countyCode, distinct(rows.map(row => row.orderId)))
  const known = { persons, lunches, certificates, prices, beside }
  return { lines: rows.map(row => factsOf(row, known)), stays }
}

interface Known {
  persons: ReadonlyMap<string, PersonRow>
  lunches: ReadonlyMap<string, number>
  certificates: ReadonlyMap<string, CertificateRow[]>
  prices: ReadonlyMap<string, PriceSpread>
  beside: Beside
}

function factsOf(row: LineRow, known: Known): LineFacts {
  const { servedOn } = row
  const { told, photos, said, denied } = known.beside
  const orderId = row.orderId ?? ''
  const person = known.persons.get(row.elderId ?? '')
  const elder: ElderFacts | null = person
    ? { ...person, lunches: known.lunches.get(`${row.elderId} ${servedOn}`) ?? 0 }
    : null
  return {
    claimed: {
      ...{ lineId: row.id, orderCode: row.orderCode, itemName: row.itemName, servedOn },
      ...{ quantity: row.quantity, unitPriceFen: row.unitPriceFen, amountFen: row.amountFen },
    },
    fee: row.kind === 'serviceLine' ? null : feeOf(row, told.get(orderId)?.cameAt ?? null),
    order:
      row.orderId === null
        ? null
        : orderOf(row, told.get(orderId)?.way ?? null, photos.get(orderId)?.kinds ?? []),
    proof:
      row.orderId !== null
        ? {
            startedAt: row.signedInAt === null ? null : Date.parse(row.signedInAt),
            endedAt: row.signedOutAt === null ? null : Date.parse(row.signedOutAt),
            isConfirmed: row.confirmedAt !== null,
            hasVitals: told.get(orderId)?.vitals ?? false,
          }
        : null,
    elder,
    worker:
      row.workerId === null
        ? null
        : { workerId: row.workerId, lapsed: lapsedOf(row, known.certificates.get(row.workerId) ?? []) },
    prices: known.prices.get(row.itemCode) ?? null,
    claimedBefore: claimedBefore(row, known.beside),
    complaintOn: said.get(orderId)?.complaintOn ?? null,
    givenBackOn: said.get(orderId)?.givenBackOn ?? null,
    deniedOn: denied.get(orderId)?.day ?? null,
  }
}

function feeOf(row: LineRow, cameAt: string | null): FeeFacts {
  return {
    owedFen: row.stage === 'nobodyHome' || row.stage === 'annulled' ? row.feeFen : 0,
    ...{ plannedFrom: Date.parse(row.plannedFrom), plannedTo: Date.parse(row.plannedTo) },
    cameAt: cameAt === null ? null : Date.parse(cameAt),
  }
}

function lapsedOf(row: LineRow, held: readonly HeldCertificate[]) {
  return missingCertificates(row.certificates, held, row.servedOn).map(kind => {
    const ends = held.filter(one => one.kind === kind).map(one => one.revokedOn ?? one.expiresOn)
    return { what: certificateKinds.words[kind], on: ends.sort().at(-1) ?? null }
  })
}

const photoOf = { pictureBefore: 'photoBefore', pictureAfter: 'photoAfter' } as const
const photoWords = { pictureBefore: '服务前照片', pictureAfter: '服务后照片' } as const

function orderOf(row: LineRow, way: ConfirmationWay | null, photoKinds: readonly string[]): OrderFacts {
  const orderId = row.orderId ?? ''
  const lacking = (['pictureBefore', 'pictureAfter'] as const).filter(
    proof => row.proofs.includes(proof) && !photoKinds.includes(photoOf[proof]),
  )
  const isRightWay = way === null || row.confirmations.includes(way)
  return {
    ...{ orderId, code: orderCodeOf(orderId), stateWord: orderStages.words[row.stage] },
    isDone: row.stage === 'finished' || row.stage === 'confirmed' || row.stage === 'settled',
    ...{
      itemName: row.orderedItem,
      quantity: 1,
      priceFen: row.priceFen,
      standardMinutes: row.standardMinutes,
    },
    isLunch: row.itemKind === 'meal' && row.isMidday,
    needsSignIn: row.proofs.includes('signInOut'),
    needsVitals: row.proofs.includes('vitalSigns'),
    photoLacking: lacking.length === 0 ? null : lacking.map(proof => photoWords[proof]).join('、'),
    confirmationLacking:
      isRightWay || way === null
        ? null
        : {
            given: confirmationWays.words[way],
            need: row.confirmations.map(way => confirmationWays.words[way]).join('或'),
          },
  }
}
