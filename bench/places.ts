// Mark: boards of the network, of coverage and of budgets tried on paper, over a province with ten thousand places.
import { mealAsItIs } from '../domain/budgets/meal-change.ts'
import { sampleMealTerms } from '../domain/meal-accounts/sample.ts'
import { refreshBudgetCells } from '../server/budgets/budgets.ts'
import { reckonCoverage } from '../server/coverage/coverage.ts'
import { refreshSites } from '../server/facilities/facilities.ts'
import { flags, load, openWorld, say, sessionFor, startOurs, type World } from './harness.ts'

const { size, seconds, data } = flags()
const places = 10_000
const province = '220000000000'

/** The same every time: a database that is kept is planted once. */
const uuidOf = (words: string) =>
  `overlay(overlay(md5(${words}) placing '7' from 13 for 1) placing '8' from 17 for 1)::uuid`

/** Courtyards in villages in turn, every tenth a station that lodges, with papers and things that stand in them. */
async function plantPlaces({ system }: World): Promise<number> {
  const { pool } = system.connections
  await pool.query(
    `with villages as (
       select code, row_number() over (order by md5(code)) as place, count(*) over () as all_of_them from regions
       where level = 'village' and not statistical_only and code < '229000000000'),
     there as (select count(*)::int as places from network_sites)
     insert into facilities (county_code, id, region_code, kind, tier, name, governing_body, manager_name, beds,
       full_day_lodging, services, winter, state, state_since, last_active_on, last_active_way, registered_at)
     select left(v.code, 6), ${uuidOf(`'place ' || n`)}, v.code,
       case n % 10 when 0 then 'mutualAidStation' else 'elderCourtyard' end, 'villageTier', '测量用大院' || n,
       'elderAssociation', case when n % 7 > 0 then '会长' end, case n % 10 when 0 then 4 + n % 9 else 0 end,
       n % 10 = 0, case n % 3 when 0 then '{meal,recreation}'::text[] else '{recreation}' end,
       case n % 4 when 0 then 'restsInWinter' else 'asUsual' end,
       case n % 20 when 0 then 'onPause' when 1 then 'shutDown' else 'running' end, '2024-05-01',
       current_date - (n * 37 % 200), 'dutyKept', now()
     from there, generate_series(1, greatest(0, $1 - there.places)) as n
     join villages v on v.place = 1 + n % v.all_of_them
     on conflict do nothing`,
    [places],
  )
  await pool.query(
    `insert into facility_papers (county_code, id, region_code, facility_id, kind, number, issuer, issued_on,
       expires_on, kept_at)
     select f.county_code, ${uuidOf('f.id || paper.kind')}, f.region_code, f.id, paper.kind, '1', '测量用', '2024-05-01',
       current_date + (abs(hashtext(f.id::text || paper.kind)) % 900 - 60), now()
     from facilities f, unnest('{fireAcceptance,propertyProof}'::text[]) as paper (kind)
     where f.name like '测量用%' on conflict do nothing`,
  )
  await pool.query(
    `insert into facility_equipment (county_code, id, region_code, facility_id, kind, pieces, condition, kept_at)
     select f.county_code, ${uuidOf('f.id || kit.kind')}, f.region_code, f.id, kit.kind, 1,
       case abs(hashtext(f.id::text)) % 3 when 0 then 'broken' else 'inUse' end, now()
     from facilities f, unnest('{bathSet,gamesSet}'::text[]) as kit (kind)
     where f.name like '测量用%' on conflict do nothing`,
  )
  await pool.query('analyze facilities, facility_papers, facility_equipment')
  const { rows } = await pool.query('select count(*)::int as places from network_sites')
  return rows[0].places
}

/** The rules of the county that has some, in force in every county: a try asks for what is in force. */
async function plantRules({ system }: World): Promise<void> {
  const counties = `(select left(code, 6) as code from regions where level = 'county' and code < '229000000000') c`
  const id = (words: string) => uuidOf(`${words} || c.code`)
  await system.connections.pool.query(`
    insert into benefit_rules
    select (jsonb_populate_record(r, jsonb_build_object('county_code', c.code, 'region_code', c.code || '000000',
      'id', ${id('r.id')}, 'benefit_id', ${id('r.benefit_id')},
      'terms', replace(r.terms::text, r.region_code, c.code || '000000')::jsonb))).*
    from benefit_rules r cross join ${counties}
    where r.county_code = '222402' and r.state = 'active' and c.code <> '222402' on conflict do nothing`)
  await system.connections.pool.query(
    `insert into meal_rules (county_code, id, region_code, scheme_id, version, revision, title, basis, from_month,
      terms, state, drafted_at, activated_at, synthetic)
    select c.code, ${id(`'meals'`)}, c.code || '000000', ${id(`'scheme'`)}, 1, 1, '测量用', '测量用', '2026-01',
      replace($1, '222402000000', c.code || '000000')::jsonb, 'active', now(), now(), true from ${counties}
    where not exists (select from meal_rules m where m.county_code = c.code) on conflict do nothing`,
    [JSON.stringify(sampleMealTerms)],
  )
}

const world = await openWorld(size, data)
try {
  say(`设施和助餐点 ${await plantPlaces(world)} 处`)
  const began = Date.now()
  const judged = await refreshSites(world.system)
  say(`判断红黄灯：${judged} 处，${Date.now() - began} ms`)
  await world.system.connections.pool.query('analyze site_standings, site_counts')
  await reckonCoverage(world.system)
  await plantRules(world)
  const counting = Date.now()
  const counted = await refreshBudgetCells(world.system)
  say(`试算用的人数：${counted} 个县和乡镇，${Date.now() - counting} ms`)
  const { rows } = await world.system.connections.pool.query(
    `select account_id from posts where role = 'provinceOfficer' and region_code = '220000000000' limit 1`,
  )
  const cookie = await sessionFor(world, rows[0].account_id)
  const ours = await startOurs(world)
  const ask = (operation: string, body: object) => () => ({
    path: `/api/${operation}`,
    body: { regionCode: province, ...body },
    headers: { cookie },
  })
  const change = { ageFrom: 75, groups: [], percent: 120, addFen: 0, kind: 'oldAgeAllowance', capFen: null }
  const meal = { ...mealAsItIs, ageFrom: 75 }
  const county = { regionCode: '222402000000' }
  const cases: { name: string; goal?: number; exact: ReturnType<typeof ask> }[] = [
    { name: '设施网络：数字', exact: ask('facility.standing', {}) },
    { name: '设施网络：四级网络', exact: ask('facility.network', {}) },
    { name: '设施网络：名单', exact: ask('facility.list', {}) },
    { name: '设施网络：红灯名单', exact: ask('facility.list', { light: 'standsStill' }) },
    { name: '设施网络：没有动静的', exact: ask('facility.list', { flag: 'quietRed' }) },
    { name: '设施网络：缺助浴设备的', exact: ask('facility.list', { equipment: 'bathSet', lacks: true }) },
    { name: '服务覆盖：看板', exact: ask('coverage.read', {}) },
    { name: '服务覆盖：够不着的村', exact: ask('coverage.villages', { service: 'meal', reach: 'without' }) },
    { name: '预算试算：资金', goal: 2_000, exact: ask('budget.tryMoney', { moves: [] }) },
    { name: '预算试算：待遇规则', goal: 2_000, exact: ask('budget.tryRule', { change }) },
    { name: '预算试算：待遇规则，一个县', goal: 1_000, exact: ask('budget.tryRule', { change, ...county }) },
    { name: '预算试算：助餐补贴', goal: 2_000, exact: ask('budget.tryMeal', { change: meal }) },
    {
      name: '预算试算：助餐补贴，一个县',
      goal: 1_000,
      exact: ask('budget.tryMeal', { change: meal, ...county }),
    },
  ]
  for (const { name, exact, goal } of cases) {
    const alone = await load(ours.port, 1, seconds, exact)
    const eight = await load(ours.port, 8, seconds, exact)
    const failures = alone.failures + eight.failures
    say(
      `${name}：单个 p50 ${alone.p50} ms${goal ? `（目标 ≤ ${goal} ms）` : ''}，p95 ${alone.p95} ms；8 个在途 p95 ${eight.p95} ms；失败 ${failures}`,
    )
  }
  ours.stop()
} finally {
  await world.close()
}
