// Services and orders for module tests: written straight into the tables, so that a claim's tests stand on claims alone.
import type { SampleElder } from './sample-elders.ts'
import type { Caller, TestSystem } from './test-system.ts'

const countyCode = '222402'
const regionCode = '222402000000'

export interface SampleServices {
  providerId: string
  /** Signs in for the provider. */
  manager: Caller
  workerId: string
  items: Record<'bath' | 'clean' | 'meal', { id: string; code: string; priceFen: number }>
}

/** A bath (120 yuan, the county pays 90), cleaning (60, all hers) and a lunch brought home (15, the county pays 5). */
export async function makeServices(world: TestSystem, name = '夕阳居家服务中心'): Promise<SampleServices> {
  const providerId = world.newId()
  const workerId = world.newId()
  const manager = await world.signedInAs('providerManager', regionCode, '机构负责人')
  const tag = providerId.slice(-6)
  const item = (kind: 'bath' | 'clean' | 'meal', word: string, priceFen: number) => ({
    ...{ id: world.newId(), code: `${kind}-${tag}`, kind, word, priceFen },
  })
  const items = {
    bath: item('bath', '上门助浴', 12_000),
    clean: item('clean', '上门保洁', 6_000),
    meal: item('meal', '送午餐', 1_500),
  }
  const all = Object.values(items)
  await world.pool.query(
    `insert into service_items (county_code, id, region_code, code, kind, name, unit, price_fen, standard_minutes,
       shares, proofs, confirmations, certificates, halt_rule, valid_from, made_at)
     select $1, t.id, $2, t.code, t.kind, t.word, 'perVisit', t.price, case t.kind when 'meal' then 10 else 60 end,
       '{}', case t.kind when 'bath' then array['signInOut', 'vitalSigns', 'elderSays']
         else array['signInOut', 'elderSays'] end,
       array['elderSigned', 'elderPressed', 'familyAgreed'],
       case t.kind when 'bath' then array['healthCertificate'] else '{}' end,
       case t.kind when 'bath' then 'beforeBath' end, '2026-01-01', '2026-01-01T00:00:00Z'
     from unnest($3::uuid[], $4::text[], $5::text[], $6::text[], $7::int[]) as t (id, code, kind, word, price)`,
    [
      ...[countyCode, regionCode, all.map(one => one.id), all.map(one => one.code), all.map(one => one.kind)],
      ...[all.map(one => one.word), all.map(one => one.priceFen)],
    ],
  )
  await world.pool.query(
    `insert into service_providers (county_code, id, region_code, name, kind, care_ways, item_codes, credit_code,
       address, reach_km, daily_orders, started_on, version, recorded_at)
     values ($1, $2, $3, $4, 'company', array['homeCare'], $5, '91220000MA0000000X', '光明街 1 号', 50, 500,
       '2026-01-01', 1, '2026-01-01T00:00:00Z')`,
    [countyCode, providerId, regionCode, name, all.map(one => one.code)],
  )
  await world.pool.query(
    `insert into provider_members (county_code, id, region_code, provider_id, account_id, valid_from, recorded_at)
     values ($1, $2, $3, $4, $5, '2026-01-01', '2026-01-01T00:00:00Z')`,
    [countyCode, world.newId(), regionCode, providerId, manager.actor.accountId],
  )
  await makeWorker(world, { providerId, workerId, name: '护理员' })
  return { providerId, manager, workerId, items }
}

/** With a health certificate until `certifiedTo`. */
export async function makeWorker(
  world: TestSystem,
  worker: { providerId: string; workerId: string; name: string; certifiedTo?: string },
): Promise<void> {
  await world.pool.query(
    `insert into service_workers (county_code, id, region_code, provider_id, name, sex, spoken_language,
       daily_orders, started_on, version, recorded_at)
     values ($1, $2, $3, $4, $5, 'female', 'both', 10, '2026-01-01', 1, '2026-01-01T00:00:00Z')`,
    [countyCode, worker.workerId, regionCode, worker.providerId, worker.name],
  )
  await world.pool.query(
    `insert into worker_certificates (county_code, id, region_code, worker_id, kind, number, issued_on, expires_on,
       recorded_at)
     values ($1, $2, $3, $4, 'healthCertificate', 'JK-1', '2026-01-01', $5, '2026-01-01T00:00:00Z')`,
    [countyCode, world.newId(), regionCode, worker.workerId, worker.certifiedTo ?? '2026-12-31'],
  )
}

export interface SampleOrder {
  id: string
  elder: SampleElder
}

interface OrderGiven {
  services: SampleServices
  elder: SampleElder
  item?: keyof SampleServices['items']
  /** '2026-11-03T09:00', Shanghai time. */
  from: string
  minutes?: number
  workerId?: string
  /** Left out where it was never done. */
  stage?: 'confirmed' | 'finished' | 'promised'
  vitals?: boolean
  way?: string
  place?: { lon: number; lat: number }
  /** Time pays so many minutes in place of the county's share. */
  timeMinutes?: number
}

/** An order with its facts as the phone of a worker would have told them. */
export async function makeOrder(world: TestSystem, given: OrderGiven): Promise<SampleOrder> {
  const { services, elder, item = 'bath', minutes = 60, stage = 'confirmed', vitals = true } = given
  const { way = 'elderSigned', place = null, workerId = services.workerId, timeMinutes = 0 } = given
  const { id: itemId, code, priceFen } = services.items[item]
  const [id, needId] = [world.newId(), world.newId()]
  const from = Date.parse(`${given.from}:00+08:00`)
  const at = (later: number) => new Date(from + later * 60_000).toISOString()
  const share = { bath: 9_000, clean: 0, meal: 500 }[item]
  const isDone = stage !== 'promised'
  await world.pool.query(
    `insert into service_needs (county_code, id, region_code, elder_id, kind, source, raised_on, raised_at)
     values ($1, $2, $3, $4, $5, 'byOffice', $6, $7)`,
    [countyCode, needId, elder.regionCode, elder.id, item, given.from.slice(0, 10), at(-600)],
  )
  await world.pool.query(
    `insert into service_orders (county_code, id, region_code, elder_id, need_id, item_id, item_code, item_kind,
       provider_id, worker_id, planned_on, planned_from, planned_to, price_fen, split, stage, stage_at,
       signed_in_at, signed_out_at, confirmed_at, version, arranged_at, time_minutes)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, 1, $17, $21)`,
    [
      ...[
        countyCode,
        id,
        elder.regionCode,
        elder.id,
        needId,
        itemId,
        code,
        item,
        services.providerId,
        workerId,
      ],
      ...[given.from.slice(0, 10), at(0), at(120), priceFen],
      JSON.stringify({
        ...{ elder: priceFen - share, charity: 0 },
        ...(timeMinutes > 0 ? { subsidy: 0, timeBank: share } : { subsidy: share, timeBank: 0 }),
      }),
      ...[stage, at(0), isDone ? at(0) : null, isDone ? at(minutes) : null],
      ...[stage === 'confirmed' ? at(minutes) : null, timeMinutes],
    ],
  )
  const told = [
    ...(isDone ? [{ kind: 'signIn', later: 0, details: {} }] : []),
    ...(isDone && vitals && item === 'bath' ? [{ kind: 'takeVitals', later: 1, details: {} }] : []),
    ...(isDone ? [{ kind: 'signOut', later: minutes, details: {} }] : []),
    ...(stage === 'confirmed' ? [{ kind: 'confirm', later: minutes, details: { way } }] : []),
  ]
  await world.pool.query(
    `insert into order_events (county_code, id, region_code, order_id, kind, happened_at, recorded_at, worker_id,
       lon, lat, accuracy_meters, details)
     select $1, t.id, $2, $3, t.kind, t.at, t.at, $4, $5, $6, 10, t.details
     from unnest($7::uuid[], $8::text[], $9::timestamptz[], $10::jsonb[]) as t (id, kind, at, details)`,
    [
      ...[countyCode, elder.regionCode, id, workerId, place?.lon ?? null, place?.lat ?? null],
      ...[told.map(() => world.newId()), told.map(one => one.kind), told.map(one => at(one.later))],
      told.map(one => JSON.stringify(one.details)),
    ],
  )
  return { id, elder }
}
