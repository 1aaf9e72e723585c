// A large provider's month: twenty thousand services are claimed, matched, billed and paid, and every fault is found.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeElders, type SampleElder, village } from '../../tools/sample-elders.ts'
import { makeOrder, makeServices, type SampleServices } from '../../tools/sample-orders.ts'
import { type Caller, openTestSystem, type TestSystem } from '../../tools/test-system.ts'

const countyCode = '222402'
const county = '222402000000'
const services = 20_000
let world: TestSystem
let officer: Caller
let second: Caller
let own: SampleServices
let elders: SampleElder[]

beforeAll(async () => {
  world = await openTestSystem({ now: '2026-11-30T10:00:00Z' })
  officer = await world.signedInAs('countyOfficer', county, '李科长')
  second = await world.signedInAs('countyOfficer', county, '赵科员')
  own = await makeServices(world, '大机构')
  elders = await makeElders(world, village, 400)
  await multiply()
}, 300_000)
afterAll(() => world.close())

/** Two hundred workers, one hundred services each, one after the other; every fiftieth is too short. */
async function multiply() {
  const first = await makeOrder(world, {
    services: own,
    elder: elders[0]!,
    item: 'clean',
    from: '2026-10-01T06:00',
  })
  await world.pool.query(
    `insert into service_workers (county_code, id, region_code, provider_id, name, sex, spoken_language,
       daily_orders, started_on, version, recorded_at)
     select w.county_code, gen_random_uuid(), w.region_code, w.provider_id, '人' || n, w.sex, w.spoken_language,
       10, w.started_on, 1, w.recorded_at
     from service_workers w, generate_series(1, 200) n where w.id = $1`,
    [own.workerId],
  )
  await world.pool.query(
    `with people as (select id, row_number() over (order by id) - 1 as n from service_workers
       where provider_id = $2 and id <> $5),
     spread as (select k, gen_random_uuid() as id, k / 100 as person, k % 100 as turn,
         timestamptz '2026-11-01T22:00:00Z' + (k % 100 / 4) * interval '1 day'
           + (k % 4) * interval '3 hours' as at
       from generate_series(0, $3 - 1) k)
     insert into service_orders (county_code, id, region_code, elder_id, need_id, item_id, item_code, item_kind,
       provider_id, worker_id, planned_on, planned_from, planned_to, price_fen, split, stage, stage_at,
       signed_in_at, signed_out_at, confirmed_at, version, arranged_at)
     select o.county_code, s.id, o.region_code, ($4::uuid[])[1 + s.k % 400], o.need_id, o.item_id, o.item_code,
       o.item_kind, o.provider_id, p.id, (s.at at time zone 'Asia/Shanghai')::date, s.at, s.at + interval '2 hours',
       o.price_fen, o.split, 'confirmed', s.at, s.at,
       s.at + (case when s.k % 50 = 0 then 20 else 60 end) * interval '1 minute', s.at, 1, s.at
     from spread s join people p on p.n = s.person, service_orders o where o.id = $1`,
    [first.id, own.providerId, services, elders.map(one => one.id), own.workerId],
  )
  await world.pool.query('delete from order_events where order_id = $1', [first.id])
  await world.pool.query('delete from service_orders where id = $1', [first.id])
  await world.pool.query(
    `insert into order_events (county_code, id, region_code, order_id, kind, happened_at, recorded_at, worker_id,
       lon, lat, accuracy_meters, details)
     select o.county_code, gen_random_uuid(), o.region_code, o.id, e.kind, e.at, e.at, o.worker_id, 129.84, 42.96, 10,
       case e.kind when 'confirm' then '{"way":"elderSigned"}'::jsonb else '{}' end
     from service_orders o cross join lateral (values ('signIn', o.signed_in_at), ('signOut', o.signed_out_at),
       ('confirm', o.confirmed_at)) as e (kind, at) where o.provider_id = $1`,
    [own.providerId],
  )
  await world.pool.query('analyze service_orders; analyze order_events; analyze elders')
}

describe('twenty thousand services', () => {
  const claimId = () => claim
  let claim = ''
  let contractId = ''

  it('are claimed', async () => {
    claim = world.newId()
    const made = await own.manager.call('myClaim.make', { countyCode, id: claim, month: '2026-11' })
    expect(made.sums.lines).toBe(services)
  }, 60_000)

  it('are matched', async () => {
    const sent = await own.manager.call('myClaim.send', { countyCode, id: claimId() })
    expect(sent.sums).toMatchObject({ agreedLines: services * 0.98, questionedLines: services / 50 })
  }, 60_000)

  it('are billed as far as they agree, and each order leads to its own money', async () => {
    contractId = world.newId()
    const budgetFen = 200_000_000
    await officer.call('contract.write', {
      ...{
        id: contractId,
        countyCode,
        number: 'N-1',
        title: '居家服务',
        budgetFen,
        providerId: own.providerId,
      },
      ...{ startsOn: '2026-01-01', endsOn: '2026-12-31', noWholeSubcontract: true },
      lots: [{ id: world.newId(), name: '一包', budgetFen, itemCodes: [own.items.clean.code] }],
    })
    await second.call('contract.sign', { countyCode, id: contractId })
    const id = world.newId()
    const { bill, stopped } = await officer.call('bill.drawUp', {
      countyCode,
      id,
      contractId,
      month: '2026-11',
    })
    expect({ lines: bill?.lines, stopped }).toEqual({ lines: services * 0.98, stopped: 0 })
    await second.call('bill.pass', { countyCode, id })
    const posted = await world.pool.query(
      'select count(*)::int as n, sum(amount)::int as fen from ledger_transfers where voucher_id = $1',
      [id],
    )
    expect(posted.rows[0]).toEqual({ n: services * 0.98, fen: services * 0.98 * 6_000 })
  }, 300_000)
})
