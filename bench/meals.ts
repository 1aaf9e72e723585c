// A year of meals: canteens serve, every month is charged and closed, and each open account equals the ledger to the fen.
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import { addMonths, firstDayOf, lastDayOf, type Month } from '../domain/kernel/day.ts'
import { inFen, outFen } from '../domain/meal-accounts/book.ts'
import { mealModels } from '../domain/meal-accounts/models.ts'
import type { System } from '../server/kernel/context.ts'
import { chargeMonths, closeForJob } from '../server/meal-accounts/meal-accounts.ts'
import { openWorld, say, type World } from './harness.ts'

const { values } = parseArgs({
  options: {
    size: { type: 'string', default: 'county' },
    canteens: { type: 'string', default: '40' },
    diners: { type: 'string', default: '35' },
    months: { type: 'string', default: '12' },
  },
  strict: false,
})
const canteens = Number(values.canteens)
const diners = Number(values.diners)
const months = Number(values.months)
const province = 2_000
/** The last full month before the demonstration's day. */
const newest: Month = '2026-10'

function seconds(since: number): number {
  return (performance.now() - since) / 1000
}

function report(what: string, took: number, rows: number, unit: string): void {
  const whole = (took * province * 12) / (canteens * months)
  say(
    `${what}：${took.toFixed(1)} 秒，${rows.toLocaleString('zh-CN')} ${unit}（${Math.round(rows / took).toLocaleString('zh-CN')} /秒）；` +
      `按比例 ${province} 个助餐点一年约 ${(whole / 60).toFixed(1)} 分钟`,
  )
}

async function prepare({ db }: { db: System['connections']['db'] }, first: Month): Promise<string[]> {
  const { rows } = await sql<{ countyCode: string }>`
    select county_code from elders group by 1 order by count(*) desc limit 1`.execute(db)
  const countyCode = rows[0]?.countyCode ?? ''
  const county = { code: `${countyCode}000000`, name: '测量县' }
  const terms = { ...mealModels(county)[1]!.terms, standardFen: 1_000 }
  await sql`update meal_rules set to_month = ${addMonths(first, -1)} where county_code = ${countyCode}`.execute(
    db,
  )
  await sql`
    insert into meal_rules (county_code, id, region_code, scheme_id, version, revision, title, basis, from_month, terms,
      state, drafted_at, activated_at, synthetic)
    values (${countyCode}, gen_random_uuid(), ${county.code}, gen_random_uuid(), 1, 1, '测量', '测量', ${first},
      ${JSON.stringify(terms)}, 'active', now(), now(), true)`.execute(db)
  const made = await sql<{ id: string }>`
    insert into canteens (county_code, id, region_code, name, kind, tier, host, operator, address, seats, meals_at_most,
      on_ground_floor, fire_checked, state, state_since, registered_at)
    select ${countyCode}, gen_random_uuid(), v.code, '测量食堂' || n, 'seniorCanteen', 'cooksHere', 'elderCourtyard',
      'committeeItself', '村里', 40, 60, true, true, 'running', '2025-01-01', now()
    from generate_series(1, ${canteens}) n
    join lateral (select code from regions where level = 'village' and left(code, 6) = ${countyCode}
      order by md5(code || n) limit 1) v on true returning id`.execute(db)
  return [countyCode, ...made.rows.map(row => row.id)]
}

/** The same people as eaters of as many canteens as there are: each is seated by turns, so that none eats twice. */
async function serve(world: World, countyCode: string, ids: string[], month: Month): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    with seats as (select e.id, (row_number() over (order by e.id) - 1) as seat from elders e
        where e.county_code = ${countyCode} and e.merged_into is null and e.ended_on is null
          and not exists (select from meal_regulars r where r.county_code = e.county_code and r.elder_id = e.id)
        order by e.id limit ${ids.length * diners}),
      seated as (select id, (${ids}::uuid[])[1 + seat % ${ids.length}] as canteen_id from seats),
      served as (insert into meal_servings (county_code, id, region_code, canteen_id, day, meal, elder_id, way, known_by,
          served_at, received_at)
        select ${countyCode}, gen_random_uuid(), c.region_code, c.id, d::date, m.meal, s.id, 'dineIn', 'byTickList',
          d + m.at, now()
        from seated s join canteens c on c.county_code = ${countyCode} and c.id = s.canteen_id
        cross join generate_series(${firstDayOf(month)}::timestamptz, ${lastDayOf(month)}::timestamptz, '1 day') d
        cross join (values ('lunch', interval '4 hours'), ('supper', interval '9 hours')) m (meal, at)
        returning 1)
    select count(*)::int as n from served`.execute(world.system.connections.db)
  return rows[0]?.n ?? 0
}

async function topUp(world: World, countyCode: string, first: Month): Promise<void> {
  await sql`
    insert into meal_accounts (county_code, elder_id, region_code, opened_on)
    select e.county_code, e.id, e.region_code, ${firstDayOf(first)} from elders e
    where e.county_code = ${countyCode} and e.merged_into is null and e.ended_on is null
    on conflict do nothing`.execute(world.system.connections.db)
  const { post } = await import('../server/ledger/ledger.ts')
  const people = await sql<{ id: string; regionCode: string }>`
    select id, region_code from elders e where county_code = ${countyCode} and merged_into is null and ended_on is null
      and not exists (select from meal_regulars r where r.county_code = e.county_code and r.elder_id = e.id)
    order by id limit ${canteens * diners}`.execute(world.system.connections.db)
  await world.system.connections.db.transaction().execute(tx =>
    post(
      { tx, now: new Date(), today: '2026-11-01' },
      people.rows.map(({ id, regionCode }, index) => ({
        id: `00000000-0000-7000-8000-${String(index).padStart(12, '0')}`,
        ...{ countyCode, regionCode, unit: 'fen' as const, amount: 1_000_000, day: firstDayOf(first) },
        from: { kind: 'elderCash' as const, ownerId: id, regionCode },
        to: { kind: 'elderMeals' as const, ownerId: id, regionCode },
        ...{ purpose: 'topUp' as const, subjectKind: 'elder' as const, subjectId: id },
        ...{ voucherId: null, note: null },
      })),
    ),
  )
}

/** A bare table with the same keys and indexes: what plain inserts of as many rows cost. */
async function floor(world: World, countyCode: string): Promise<number> {
  const { db } = world.system.connections
  await sql`create table bench_servings (like meal_servings including defaults including indexes)`.execute(db)
  const began = performance.now()
  await sql`insert into bench_servings select * from meal_servings where county_code = ${countyCode}`.execute(
    db,
  )
  const took = seconds(began)
  await sql`drop table bench_servings`.execute(db)
  return took
}

async function check(world: World, countyCode: string, ids: string[]): Promise<void> {
  const { db } = world.system.connections
  const { rows } = await sql<{ canteenId: string; month: Month; figures: never }>`
    select canteen_id, month, figures from meal_closes where county_code = ${countyCode}
      and canteen_id = any(${ids}::uuid[])`.execute(db)
  const { rows: books } = await sql<{ id: string; fen: number }>`
    select a.owner_id as id, (coalesce((select sum(amount) from ledger_transfers t where t.county_code = a.county_code
        and t.to_id = a.id), 0) - coalesce((select sum(amount) from ledger_transfers t
        where t.county_code = a.county_code and t.from_id = a.id), 0))::bigint as fen
    from ledger_accounts a where a.county_code = ${countyCode} and a.kind = 'canteenCash'
      and a.owner_id = any(${ids}::uuid[])`.execute(db)
  const sums = new Map<string, number>()
  for (const { canteenId, figures } of rows)
    sums.set(canteenId, (sums.get(canteenId) ?? 0) + inFen(figures) - outFen(figures))
  const wrong = books.filter(({ id, fen }) => sums.get(id) !== fen).length
  say(`公开账与总账核对：${books.length} 个助餐点 ${rows.length} 个月，不一致 ${wrong} 个`)
  if (wrong > 0 || rows.length !== ids.length * months)
    throw new Error('open accounts differ from the ledger')
}

const world = await openWorld(values.size as 'county' | 'prefecture' | 'province')
const first = addMonths(newest, 1 - months)
const [countyCode = '', ...ids] = await prepare(world.system.connections, first)
let servings = 0
let began = performance.now()
for (let n = 0; n < months; n++) servings += await serve(world, countyCode, ids, addMonths(first, n))
report('生成供餐', seconds(began), servings, '餐')
const bare = await floor(world, countyCode)
report('下限：同样的行直接插入一张空表', bare, servings, '行')
await topUp(world, countyCode, first)
await sql`analyze`.execute(world.system.connections.db)
began = performance.now()
for (let n = 0; n < months; n++)
  await chargeMonths(world.system, countyCode, '2026-11-01', [addMonths(first, n)], ids)
const charging = seconds(began)
report('记账（逐人分档、逐日凭证入总账）', charging, servings, '餐')
began = performance.now()
for (let n = 0; n < months; n++)
  for (const canteenId of ids)
    await closeForJob(world.system, '2026-11-01', { countyCode, canteenId, month: addMonths(first, n) })
const closing = seconds(began)
report('结账（重算、扣款、锁定）', closing, servings, '餐')
say(`记账加结账与下限之比 ${((charging + closing) / bare).toFixed(2)}`)
await check(world, countyCode, ids)
await world.close()
