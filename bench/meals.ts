// A year of meals: canteens serve, every month is charged and closed, and each open account equals the ledger to the fen.
import { loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import { addMonths, type Day, firstDayOf, lastDayOf, type Month } from '../domain/kernel/day.ts'
import { inFen, type OpenMonth, outFen } from '../domain/meal-accounts/book.ts'
import { mealModels } from '../domain/meal-accounts/models.ts'
import { post } from '../server/ledger/ledger.ts'
import { chargeMonths, closeForJob } from '../server/meal-accounts/meal-accounts.ts'
import { openWorld, say, type World } from './harness.ts'
import { type ClosingMeasure, measureClosing } from './meals-closing.ts'

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

interface County {
  countyCode: string
  ids: string[]
}

/** As many counties as it takes to seat everybody, each with canteens of its own and one rule. */
async function prepareAll(world: World, first: Month): Promise<County[]> {
  const { rows } = await sql<{ countyCode: string; people: number }>`
    select e.county_code, count(*)::int as people from elders e
    where e.merged_into is null and e.ended_on is null
      and not exists (select from meal_regulars r where r.county_code = e.county_code and r.elder_id = e.id)
    group by 1 order by 2 desc`.execute(world.system.connections.db)
  const counties: County[] = []
  let left = canteens
  for (const { countyCode, people } of rows) {
    const here = Math.min(left, Math.floor(people / diners))
    if (here > 0) counties.push({ countyCode, ids: await prepare(world, countyCode, here, first) })
    left -= here
  }
  if (left > 0) throw new Error('too few people for so many canteens: take a larger --size')
  return counties
}

async function prepare(world: World, countyCode: string, count: number, first: Month): Promise<string[]> {
  const { db } = world.system.connections
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
    from generate_series(1, ${count}) n
    join lateral (select code from regions where level = 'village' and left(code, 6) = ${countyCode}
      order by md5(code || n) limit 1) v on true returning id`.execute(db)
  return made.rows.map(row => row.id)
}

/** The same people as eaters of as many canteens as there are: each is seated by turns, so that none eats twice. */
async function serve(world: World, { countyCode, ids }: County, from: Day, to: Day): Promise<number> {
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
        cross join generate_series(${from}::timestamptz, ${to}::timestamptz, '1 day') d
        cross join (values ('lunch', interval '4 hours'), ('supper', interval '9 hours')) m (meal, at)
        returning 1)
    select count(*)::int as n from served`.execute(world.system.connections.db)
  return rows[0]?.n ?? 0
}

async function topUp(world: World, { countyCode, ids }: County, first: Month): Promise<void> {
  await sql`
    insert into meal_accounts (county_code, elder_id, region_code, opened_on)
    select e.county_code, e.id, e.region_code, ${firstDayOf(first)} from elders e
    where e.county_code = ${countyCode} and e.merged_into is null and e.ended_on is null
    on conflict do nothing`.execute(world.system.connections.db)
  const people = await sql<{ id: string; regionCode: string }>`
    select id, region_code from elders e where county_code = ${countyCode} and merged_into is null and ended_on is null
      and not exists (select from meal_regulars r where r.county_code = e.county_code and r.elder_id = e.id)
    order by id limit ${ids.length * diners}`.execute(world.system.connections.db)
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

/**
 * A bare table with the same keys and indexes: what plain inserts of as many rows cost. One month is inserted and
 * scaled, for a second year of a province does not fit on every disk; an index that is still small only makes the
 * floor lower.
 */
async function floor(world: World, counties: readonly County[], month: Month): Promise<number> {
  const { db } = world.system.connections
  await sql`create table bench_servings (like meal_servings including defaults including indexes)`.execute(db)
  const began = performance.now()
  for (const { countyCode } of counties)
    await sql`
      insert into bench_servings select * from meal_servings
      where county_code = ${countyCode} and day between ${firstDayOf(month)} and ${lastDayOf(month)}`.execute(
      db,
    )
  const took = seconds(began)
  await sql`drop table bench_servings`.execute(db)
  return took
}

/** Canteens whose closed months do not add up to what the ledger holds for them, or that lack a month. */
async function differing(world: World, { countyCode, ids }: County): Promise<number> {
  const { db } = world.system.connections
  const { rows } = await sql<{ canteenId: string; figures: OpenMonth }>`
    select canteen_id, figures from meal_closes where county_code = ${countyCode}
      and canteen_id = any(${ids}::uuid[])`.execute(db)
  const { rows: books } = await sql<{ id: string; fen: number }>`
    select a.owner_id as id, (coalesce((select sum(amount) from ledger_transfers t where t.county_code = a.county_code
        and t.to_id = a.id), 0) - coalesce((select sum(amount) from ledger_transfers t
        where t.county_code = a.county_code and t.from_id = a.id), 0))::bigint as fen
    from ledger_accounts a where a.county_code = ${countyCode} and a.kind = 'canteenCash'
      and a.owner_id = any(${ids}::uuid[])`.execute(db)
  const closed = new Map<string, { months: number; fen: number }>()
  for (const { canteenId, figures } of rows) {
    const sum = closed.get(canteenId) ?? { months: 0, fen: 0 }
    sum.months += 1
    sum.fen += inFen(figures) - outFen(figures)
    closed.set(canteenId, sum)
  }
  const held = new Map(books.map(({ id, fen }) => [id, fen]))
  return ids.filter(id => closed.get(id)?.months !== months || closed.get(id)?.fen !== held.get(id)).length
}

/** Counties of a province at once: one decides while the database writes for the other. */
async function together(
  counties: readonly County[],
  work: (county: County) => Promise<unknown>,
): Promise<void> {
  const waiting = [...counties]
  const next = async () => {
    for (let county = waiting.shift(); county; county = waiting.shift()) await work(county)
  }
  await Promise.all([next(), next()])
}

/** What one canteen waits for when its lunch has been served and charged, with a year of the county beside it. */
async function oneLunch(world: World, { countyCode, ids }: County): Promise<number> {
  const [canteenId = ''] = ids
  const times: number[] = []
  for (let date = 1; date <= 9; date++) {
    await serve(world, { countyCode, ids: [canteenId] }, `2026-11-0${date}`, `2026-11-0${date}`)
    const began = performance.now()
    await chargeMonths(world.system, countyCode, `2026-11-0${date}`, ['2026-11'], [canteenId])
    times.push(performance.now() - began)
  }
  return times.sort((one, other) => one - other)[4] ?? 0
}

/** Of a month whose meals are charged already: every diner is collected from, each canteen read from the ledger. */
const goalTimes = 10

function reportClosing(measured: ClosingMeasure): void {
  const { canteens: places, closed, lookMs, seconds: took, meals, bareSeconds, progressMs } = measured
  const sorted = progressMs.sort((one, other) => one - other)
  const times = took / bareSeconds
  say(
    `全县一次结账：${places} 个助餐点结了 ${closed} 个，结账前查看 ${Math.round(lookMs)} 毫秒，结账 ${took.toFixed(1)} 秒；` +
      `这个月的 ${meals.toLocaleString('zh-CN')} 餐直接插入空表 ${bareSeconds.toFixed(2)} 秒，比值 ${times.toFixed(1)}（标准 ${goalTimes}）；` +
      `结账时看进度 ${sorted.length} 次，中位 ${Math.round(sorted[sorted.length >> 1] ?? 0)} 毫秒，最慢 ${Math.round(sorted.at(-1) ?? 0)} 毫秒`,
  )
}

const world = await openWorld(values.size as 'county' | 'prefecture' | 'province')
const first = addMonths(newest, 1 - months)
const all = Array.from({ length: months }, (_, n) => addMonths(first, n))
const today = '2026-11-01'
const counties = await prepareAll(world, first)
say(
  `${counties.length} 个县 ${canteens} 个助餐点，每点 ${diners} 人，${months} 个月；负载 ${loadavg()[0]?.toFixed(1)}`,
)
let servings = 0
let began = performance.now()
for (const month of all)
  for (const county of counties) servings += await serve(world, county, firstDayOf(month), lastDayOf(month))
const making = seconds(began)
report('生成供餐', making, servings, '餐')
const bare = (await floor(world, counties, newest)) * months
report('下限：同样的行直接插入一张空表（一个月，按比例）', bare, servings, '行')
for (const county of counties) await topUp(world, county, first)
await sql`analyze`.execute(world.system.connections.db)
began = performance.now()
for (const month of all)
  await together(counties, ({ countyCode, ids }) =>
    chargeMonths(world.system, countyCode, today, [month], ids),
  )
const charging = seconds(began)
report('记账（逐人分档、逐日凭证入总账）', charging, servings, '餐')
began = performance.now()
for (const month of all.slice(0, -1))
  await together(counties, ({ countyCode }) => closeForJob(world.system, today, { countyCode, month }))
let closing = seconds(began)
// The newest month as an office closes it: county by county in one act.
for (const { countyCode } of counties) {
  const measured = await measureClosing(world, countyCode, newest)
  closing += measured.seconds
  if (countyCode === counties[0]?.countyCode) reportClosing(measured)
}
report('结账（核对、扣款、锁定）', closing, servings, '餐')
const whole = ((charging + closing) * province * 12) / (canteens * months)
say(
  `记账加结账与生成之比 ${((charging + closing) / making).toFixed(2)}，与下限之比 ${((charging + closing) / bare).toFixed(2)}；` +
    `按比例 ${province} 个助餐点一年 ${(whole / 60).toFixed(1)} 分钟；负载 ${loadavg()[0]?.toFixed(1)}`,
)
let wrong = 0
for (const county of counties) wrong += await differing(world, county)
say(`公开账与总账核对：${canteens} 个助餐点 ${canteens * months} 个月，不一致 ${wrong} 个`)
if (counties[0]) say(`一个助餐点一顿午餐和晚餐记账：${Math.round(await oneLunch(world, counties[0]))} 毫秒`)
await world.close()
if (wrong > 0) throw new Error('open accounts differ from the ledger')
