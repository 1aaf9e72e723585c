// Loads the synthetic province into an empty demonstration database, a county in each transaction.
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { demoAccounts, demoCounty } from '../../domain/accounts/demo.ts'
import { ancestorAt } from '../../domain/kernel/area.ts'
import { type Day, dayOf, monthOf } from '../../domain/kernel/day.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import { calendarFrom } from '../../domain/kernel/working-days.ts'
import { answersFrom } from '../../domain/visits/answers.ts'
import { visitRulesVersion, whyNotCounted, worstOf } from '../../domain/visits/rules.ts'
import { makeDemoAccounts } from '../accounts/accounts.ts'
import { refreshCaseFigures } from '../aid-cases/aid-cases.ts'
import type { DemoSize } from '../config.ts'
import { readingsOf } from '../elders/elders.ts'
import { recountIndicators } from '../indicators/indicators.ts'
import type { System } from '../kernel/context.ts'
import type { Sealer } from '../kernel/sealing.ts'
import { readSpecialDays } from '../regions/reference.ts'
import { loadAssessments } from './assessment-rows.ts'
import { loadCases, loadOfficers } from './case-rows.ts'
import { casesOf } from './cases.ts'
import { copyRows } from './copy.ts'
import { loadDemoCounty } from './demo-county.ts'
import { loadRosters } from './duty-rosters.ts'
import { loadNetwork } from './facilities.ts'
import { loadContacts } from './kin-rows.ts'
import { loadMemberships } from './papers.ts'
import type { SyntheticVisit } from './rows.ts'
import { loadStays } from './stays.ts'
import { type SyntheticCounty, type SyntheticSize, syntheticProvince } from './synthetic.ts'
import { loadTruth } from './truth-rows.ts'
import { loadRoster } from './visitor-profiles.ts'

export const syntheticSeed = 'wanqing'
const visitMonths = 12
const workingCalendar = calendarFrom(readSpecialDays())

type Say = (sentence: string) => void

/** Loads what is missing: a start that was cut short is taken up again. Refuses a database that holds real people. */
export async function loadSyntheticOnce(
  system: System,
  size: Exclude<DemoSize, 'none'>,
  say: Say,
): Promise<void> {
  const { pool } = system.connections
  // Before anybody is in the ledger, a real administrator is what tells a real installation.
  const found = await pool.query<{ real: boolean | null }>(
    `select coalesce((select not synthetic from elders order by synthetic limit 1),
                     (select true from accounts where not synthetic limit 1)) as real`,
  )
  if (found.rows[0]?.real)
    throw new Refused(
      'rule_broken',
      '这个数据库里有真实的档案或账号，不能再装入演示数据。正式使用请加 --demo none 启动。',
    )
  await loadSynthetic(system, size, say)
}

/** A county is whole or absent; those that are there stay as they are. */
export async function loadSynthetic(system: System, size: SyntheticSize, say: Say): Promise<void> {
  const { loaded: known, since } = await whatIsLoaded(system)
  // The people of another day would have been given other birthdays, and so perhaps numbers already taken.
  const referenceDay = since ?? dayOf(system.clock.now())
  const province = syntheticProvince({ seed: syntheticSeed, size, referenceDay, visitMonths, without: known })
  const { counties, elders } = province.expected
  if (counties === 0) return
  say(`正在生成演示数据（全部虚构）：${counties} 个县（市、区），${elders} 位老年人……`)
  const withPlaces: string[] = []
  let loaded = 0
  let done = 0
  for (const county of province.counties()) {
    await loadCounty(system, county)
    withPlaces.push(county.code)
    loaded += county.elders.length
    done++
    if (counties > 1) say(`  ${done}/${counties} ${county.name}，累计 ${loaded} 人`)
  }
  if (!known.has(demoCounty)) await loadDemoCounty(system, demoCounty, { seed: syntheticSeed, referenceDay })
  await loadNetwork(system, withPlaces, syntheticSeed)
  if (!known.has(demoCounty)) await loadStays(system, demoCounty, syntheticSeed)
  await system.connections.pool.query('analyze')
  say('正在统计指标……')
  await refreshCaseFigures(system)
  // A year of a whole province takes minutes; the months before this one are counted by the job after the start.
  await recountIndicators(system, size === 'province' ? [monthOf(referenceDay)] : 'all')
}

/** The counties that are there, and the day they were made for. */
async function whatIsLoaded(system: System): Promise<{ loaded: Set<string>; since: Day | null }> {
  const { rows } = await system.connections.pool.query<{ county: string; madeAt: string }>(
    `select left(code, 6) as county, first.created_at as "madeAt" from regions
     cross join lateral (select created_at from elders where county_code = left(code, 6) limit 1) as first
     where level = 'county' order by first.created_at`,
  )
  const first = rows[0]?.madeAt
  return {
    loaded: new Set(rows.map(row => row.county)),
    since: first === undefined ? null : dayOf(new Date(first)),
  }
}

async function loadCounty(system: System, county: SyntheticCounty): Promise<void> {
  const now = system.clock.now().toISOString()
  const client = await system.connections.pool.connect()
  try {
    await client.query('begin')
    const people = demonstrationOf(county)
    await loadVisitors(client, county, now)
    if (county.code === demoCounty) await makeDemoAccounts(client, { villageCode: people.villageCode })
    await loadPeople(client, system.sealer, county, now)
    await loadMemberships(client, system.sealer, county, now)
    await loadCircumstances(client, county, people, now)
    await loadContacts(client, system.sealer, county)
    await loadRoster(client, county, { seed: syntheticSeed, today: dayOf(system.clock.now()), now })
    const dangers = await loadVisits(client, county, people)
    const officers = await loadOfficers(client, county, people, now)
    await loadCases(client, casesOf(dangers, workingCalendar, syntheticSeed, system.clock.now()), officers)
    await loadRosters(client, officers, system.clock.now())
    await loadAssessments({
      ...{ client, sealer: system.sealer, county, seed: syntheticSeed },
      ...{ today: dayOf(system.clock.now()), villageCode: people.villageCode },
    })
    if (county.code === demoCounty)
      await loadTruth({
        ...{ client, county, seed: syntheticSeed },
        ...{ today: dayOf(system.clock.now()), villageCode: people.villageCode },
      })
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}

export interface Demonstration {
  /** The village of the visitor whose elders the demonstration visitor carries. */
  villageCode: string
  /** Synthetic visitor → the account that signs in for them, where that differs. */
  standIn: ReadonlyMap<string, string>
}

/** The demonstration visitor takes the place of one ordinary visitor of a village, elders and past visits with it. */
function demonstrationOf(county: SyntheticCounty): Demonstration {
  const carried = new Map<string, number>()
  for (const { visitorId } of county.assignments) carried.set(visitorId, (carried.get(visitorId) ?? 0) + 1)
  const chosen = county.visitors.find(
    visitor =>
      visitor.villages.length === 1 &&
      visitor.oddPattern === null &&
      !visitor.readsKoreanOnly &&
      between(carried.get(visitor.id) ?? 0, 12, 18),
  )
  const visitor = chosen ?? county.visitors[0]
  const account = demoAccounts.find(demo => demo.role === 'visitor')
  const villageCode = visitor?.villages[0]
  if (!visitor || !account || !villageCode) throw new Error(`${county.name} has no visitor to show`)
  const standIn =
    county.code === demoCounty ? new Map([[visitor.id, account.accountId]]) : new Map<string, string>()
  return { villageCode, standIn }
}

const between = (value: number, least: number, most: number) => value >= least && value <= most

async function loadVisitors(client: pg.PoolClient, county: SyntheticCounty, now: string): Promise<void> {
  const region = (villages: readonly string[]) =>
    villages.length === 1
      ? (villages[0] ?? '')
      : ancestorAt(villages[0] ?? `${county.code}000000`, 'township')
  await copyRows(
    client,
    'accounts',
    [
      'id',
      'login',
      'name',
      'password_hash',
      'must_change_password',
      'region_code',
      'language',
      'created_at',
      'synthetic',
    ],
    county.visitors.map(visitor => [
      visitor.id,
      visitor.login,
      visitor.name,
      // No password has this hash: an invented visitor cannot sign in.
      'none',
      true,
      region(visitor.villages),
      visitor.readsKoreanOnly ? 'ko' : 'zh',
      now,
      true,
    ]),
  )
  await copyRows(
    client,
    'posts',
    ['id', 'account_id', 'role', 'region_code', 'valid_from'],
    county.visitors.map(visitor => [
      randomUUID(),
      visitor.id,
      'visitor',
      region(visitor.villages),
      '2025-01-01',
    ]),
  )
}

async function loadPeople(
  client: pg.PoolClient,
  sealer: Sealer,
  county: SyntheticCounty,
  now: string,
): Promise<void> {
  const ended = new Map(county.endings.map(ending => [ending.elderId, ending.on]))
  const refused = new Set(county.refusals.map(refusal => refusal.elderId))
  await copyRows(
    client,
    'households',
    ['county_code', 'id', 'region_code', 'address', 'hamlet', 'dwelling', 'synthetic', 'created_at'],
    county.households.map(row => [
      ...[countyOf(row), row.id, row.regionCode, row.address, row.hamlet],
      ...[row.address.includes('号楼') ? 'flat' : 'bungalow', true, now],
    ]),
  )
  await copyRows(client, 'elders', elderColumns, elderRows(county, sealer, ended, refused, now))
  await copyRows(
    client,
    'citizen_number_claims',
    ['number_hash', 'county_code', 'elder_id'],
    county.elders.flatMap(elder =>
      elder.citizenNumber === null ? [] : [[sealer.hash(elder.citizenNumber), countyOf(elder), elder.id]],
    ),
  )
}

const elderColumns = [
  ...['county_code', 'id', 'region_code', 'household_id', 'name', 'pinyin', 'initials', 'sex', 'born_on'],
  ...[
    'birth_calendar',
    'ethnicity',
    'spoken_language',
    'read_language',
    'number_kind',
    'citizen_number_sealed',
  ],
  ...['citizen_number_hash', 'citizen_number_tail', 'phone_sealed', 'phone_tail', 'willing_to_be_visited'],
  ...['registered_on', 'ended_on', 'version', 'synthetic', 'created_at', 'updated_at'],
]

function* elderRows(
  county: SyntheticCounty,
  sealer: Sealer,
  ended: ReadonlyMap<string, string>,
  refused: ReadonlySet<string>,
  now: string,
) {
  for (const elder of county.elders) {
    const { pinyin, initials } = readingsOf(elder.name)
    const number = elder.citizenNumber
    yield [
      ...[countyOf(elder), elder.id, elder.regionCode, elder.householdId, elder.name, pinyin, initials],
      ...[
        elder.sex,
        elder.bornOn,
        elder.birthCalendar,
        elder.ethnicity,
        elder.spokenLanguage,
        elder.readLanguage,
        elder.numberKind,
      ],
      ...(number === null
        ? [null, null, null]
        : [sealer.seal(number), sealer.hash(number), number.slice(-4)]),
      ...(elder.phone === null ? [null, null] : [sealer.seal(elder.phone), elder.phone.slice(-4)]),
      !refused.has(elder.id),
      ...[elder.registeredOn, ended.get(elder.id) ?? null, 1, true, now, now],
    ]
  }
}

const countyOf = (row: { regionCode: string }) => row.regionCode.slice(0, 6)

async function loadCircumstances(
  client: pg.PoolClient,
  county: SyntheticCounty,
  { standIn }: Demonstration,
  now: string,
): Promise<void> {
  const regions = new Map(county.elders.map(elder => [elder.id, elder.regionCode]))
  const ended = new Set(county.endings.map(ending => ending.elderId))
  const place = (elderId: string): [string, string, string, string] => {
    const region = regions.get(elderId) ?? ''
    return [region.slice(0, 6), randomUUID(), region, elderId]
  }
  const placed = ['county_code', 'id', 'region_code', 'elder_id']
  await copyRows(
    client,
    'elder_absences',
    [...placed, 'kind', 'valid_from', 'valid_to', 'reason', 'recorded_at'],
    [
      ...county.absences.map(row => [...place(row.elderId), row.kind, row.from, row.to, '演示数据', now]),
      ...county.refusals.map(row => [
        ...place(row.elderId),
        'refusal',
        row.on,
        row.askAgainOn,
        '书面谢绝探访',
        now,
      ]),
    ],
  )
  await copyRows(
    client,
    'elder_endings',
    ['county_code', 'region_code', 'elder_id', 'kind', 'ended_on', 'reason', 'recorded_at'],
    county.endings.map(row => {
      const region = regions.get(row.elderId) ?? ''
      return [region.slice(0, 6), region, row.elderId, row.kind, row.on, '演示数据', now]
    }),
  )
  await copyRows(
    client,
    'visitor_assignments',
    [...placed, 'account_id', 'valid_from'],
    county.assignments
      .filter(row => !ended.has(row.elderId))
      .map(row => [...place(row.elderId), standIn.get(row.visitorId) ?? row.visitorId, '2025-01-01']),
  )
}

/** Answers the visits that found a danger: the cases are made of them. */
async function loadVisits(
  client: pg.PoolClient,
  county: SyntheticCounty,
  people: Demonstration,
): Promise<SyntheticVisit[]> {
  const dangers: SyntheticVisit[] = []
  await copyRows(client, 'visits', visitColumns, visitRows(county.visits(), people.standIn, dangers))
  return dangers
}

const visitColumns = [
  ...['county_code', 'id', 'region_code', 'elder_id', 'visitor_id', 'method', 'result', 'not_reached_reason'],
  ...[
    'visited_on',
    'started_at',
    'ended_at',
    'received_at',
    'lon',
    'lat',
    'accuracy_meters',
    'answers',
    'needs',
  ],
  ...['counts_for_rate', 'worst', 'rules_version', 'synthetic'],
]

/** The rules of the default settings: what the visit would have been judged as on arrival. */
const settings = { notAskedLimit: 8, remoteCounts: false }

function* visitRows(
  visits: Iterable<SyntheticVisit>,
  standIn: ReadonlyMap<string, string>,
  dangers: SyntheticVisit[],
) {
  for (const visit of visits) {
    if (visit.answers.includes('d')) dangers.push(visit)
    const answers = answersFrom(visit.answers)
    yield [
      ...[visit.regionCode.slice(0, 6), visit.id, visit.regionCode, visit.elderId],
      ...[
        standIn.get(visit.visitorId) ?? visit.visitorId,
        visit.method,
        visit.result,
        visit.notReachedReason,
      ],
      ...[dayOf(new Date(visit.startedAt)), visit.startedAt, visit.endedAt, visit.receivedAt],
      ...[visit.lon, visit.lat, visit.accuracyMeters, visit.answers, visit.needs],
      whyNotCounted({ ...visit, answers }, settings) === null,
      ...[worstOf(answers), visitRulesVersion, true],
    ]
  }
}
