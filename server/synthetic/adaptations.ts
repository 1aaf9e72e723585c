// Homes of the demonstration county in every stage of being made fit for old age, from the checks that found why.
import { createHash, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { demoAccounts } from '../../domain/accounts/demo.ts'
import { adaptationItem } from '../../domain/assessments/adaptation.ts'
import type { IncomeStatus } from '../../domain/benefits/rule.ts'
import { funders, type ProjectActKind, type ProjectStage } from '../../domain/home-care/project.ts'
import {
  homeCareRulesVersion,
  monthsLater,
  needsBefore,
  type PayingRules,
  pricedPlan,
  proposedFunder,
  sharesOf,
  stageOf,
} from '../../domain/home-care/project-rules.ts'
import { addDays, type Day, dayOf } from '../../domain/kernel/day.ts'
import type { Context, System } from '../kernel/context.ts'
import { keepPhoto } from '../photos/photos.ts'
import { Chance } from './chance.ts'
import { drawnBathroom } from './home-photos.ts'

/** What the 30 items cost about, in yuan; invented for the demonstration. */
const prices = [
  ...[380, 650, 900, 260, 150, 420, 800, 120, 180, 2400, 260, 480, 320, 650, 160],
  ...[1500, 180, 700, 520, 45, 260, 90, 360, 80, 420, 60, 1600, 75, 280, 350],
]
const rules: PayingRules = { basicPercent: 100, optionalPercent: 0, marginalCounts: true, limitYuan: 0 }

const path: readonly ProjectActKind[] = [
  ...(['opensProject', 'keepsPlan', 'submitsPlan', 'approvesPlan', 'startsWorks', 'finishesWorks'] as const),
  ...(['elderAccepts', 'officeAccepts', 'paysWorks', 'looksBack'] as const),
]

interface Kind {
  count: number
  acts: readonly ProjectActKind[]
  /** How long ago the last act was, in days: from, to. */
  ago: readonly [number, number]
}

const upTo = (last: ProjectActKind) => path.slice(0, path.indexOf(last) + 1)
const kinds: readonly Kind[] = [
  { count: 4, acts: upTo('keepsPlan'), ago: [1, 12] },
  { count: 4, acts: upTo('submitsPlan'), ago: [1, 20] },
  { count: 4, acts: upTo('approvesPlan'), ago: [2, 18] },
  { count: 5, acts: upTo('startsWorks'), ago: [2, 9] },
  { count: 3, acts: upTo('finishesWorks'), ago: [1, 6] },
  { count: 3, acts: upTo('elderAccepts'), ago: [1, 8] },
  { count: 2, acts: [...upTo('elderAccepts'), 'findsDefects'], ago: [1, 7] },
  { count: 6, acts: upTo('officeAccepts'), ago: [20, 320] },
  { count: 4, acts: upTo('paysWorks'), ago: [380, 430] },
  { count: 4, acts: upTo('looksBack'), ago: [5, 60] },
  { count: 1, acts: [...upTo('submitsPlan'), 'cancelsWorks'], ago: [30, 60] },
]

interface Home {
  checkId: string | null
  checkedOn: Day | null
  elderId: string
  regionCode: string
  householdId: string
  name: string
  hardship: IncomeStatus
  lines: { item: number; reason: string }[]
}

const accountOf = (login: string) =>
  demoAccounts.find(one => one.login === `demo-${login}`)?.accountId ?? null

/** Homes with something to do, around the demonstration's village first: there the township has work to show. */
async function homesOf(system: System, countyCode: string, many: number): Promise<Home[]> {
  const found = await sql<Home>`
    select c.id as check_id, c.checked_on, e.id as elder_id, e.region_code, e.household_id, e.name,
      case when exists (select from elder_memberships m where m.county_code = e.county_code and m.elder_id = e.id
          and m."group" = 'tekun' and m.valid_to is null) then 'tekun'
        else coalesce((select i.income from elder_circumstances i where i.county_code = e.county_code
          and i.elder_id = e.id and i.valid_to is null limit 1), 'ordinary') end as hardship,
      (select json_agg(json_build_object('item', l.item, 'reason', l.reason) order by l.item)
        from adaptation_lines l where l.county_code = c.county_code and l.check_id = c.id) as lines
    from home_checks c join elders e on e.county_code = c.county_code and e.id = c.elder_id
    where c.county_code = ${countyCode} and e.ended_on is null
      and exists (select from adaptation_lines l where l.county_code = c.county_code and l.check_id = c.id)
    order by (left(e.region_code, 9) = (select left(region_code, 9) from posts
        where account_id = ${accountOf('village')} limit 1)) desc nulls last, exists (select from elder_circumstances i
        where i.county_code = e.county_code and i.elder_id = e.id and i.valid_to is null) desc, e.id
    limit ${many}`.execute(system.connections.db)
  return found.rows
}

/** Poor families nobody has walked through the home of: they asked, or somebody fell. */
async function askersOf(system: System, countyCode: string, many: number): Promise<Home[]> {
  const found = await sql<Omit<Home, 'lines'>>`
    select null as check_id, null as checked_on, e.id as elder_id, e.region_code, e.household_id, e.name,
      i.income as hardship
    from elder_circumstances i join elders e on e.county_code = i.county_code and e.id = i.elder_id
    where i.county_code = ${countyCode} and i.valid_to is null and i.income in ('dibao', 'marginal')
      and e.ended_on is null
      and not exists (select from home_checks c where c.county_code = e.county_code and c.elder_id = e.id)
    order by e.born_on, e.id limit ${many}`.execute(system.connections.db)
  return found.rows.map(row => ({ ...row, lines: askedFor }))
}

const askedFor = [
  { item: 1, reason: '厨房、厕所地面滑' },
  { item: 13, reason: '上厕所起身没有扶手' },
  { item: 20, reason: '夜里起来看不清' },
  { item: 24, reason: '走路不稳' },
]

export async function loadAdaptations(system: System, countyCode: string, seed: string): Promise<void> {
  const chance = new Chance(`${seed}.adaptations`)
  const planned = kinds.flatMap(kind => Array.from({ length: kind.count }, () => kind))
  const checked = await homesOf(system, countyCode, planned.length)
  const homes = [...checked, ...(await askersOf(system, countyCode, planned.length - checked.length))]
  const provider = await system.connections.db
    .selectFrom('serviceProviders')
    .where('countyCode', '=', countyCode)
    .where('endedOn', 'is', null)
    .orderBy('name')
    .select(['id', 'name'])
    .executeTakeFirst()
  const projects = homes.map((home, place) =>
    // Stages are dealt out in turn, so that the first township has some of each.
    projectOf(home, planned[(place * 7) % planned.length] as Kind, {
      ...{ countyCode, chance, today: dayOf(system.clock.now()), provider: provider ?? null },
    }),
  )
  if (projects.length === 0) return
  const { db } = system.connections
  await db
    .insertInto('adaptationProjects')
    .values(projects.map(one => one.project))
    .execute()
  await db
    .insertInto('adaptationPlanLines')
    .values(projects.flatMap(one => one.lines))
    .execute()
  await db
    .insertInto('adaptationActs')
    .values(projects.flatMap(one => one.acts))
    .execute()
  await insertSome(
    projects.flatMap(one => one.payments),
    rows => db.insertInto('adaptationPayments').values(rows).execute(),
  )
  await insertSome(
    projects.flatMap(one => one.lookBacks),
    rows => db.insertInto('adaptationLookBacks').values(rows).execute(),
  )
  await keepPictures(
    system,
    projects.flatMap(one => one.photos),
  )
}

async function insertSome<Row>(rows: Row[], insert: (rows: Row[]) => Promise<unknown>): Promise<void> {
  if (rows.length > 0) await insert(rows)
}

interface Making {
  countyCode: string
  chance: Chance
  today: Day
  provider: { id: string; name: string } | null
}

const actor: Readonly<Partial<Record<ProjectActKind, string>>> = {
  approvesPlan: 'township2',
  elderAccepts: 'village',
  officeAccepts: 'township2',
  findsDefects: 'township2',
  paysWorks: 'county2',
}
const stageWithPlan: readonly ProjectStage[] = ['planDrawn']

/** Days between acts, from the last one backwards. */
function daysOf(kind: Kind, { chance, today }: Making): Map<ProjectActKind, Day> {
  const days = new Map<ProjectActKind, Day>()
  let day = addDays(today, -chance.between(...kind.ago))
  for (const act of kind.acts.toReversed()) {
    days.set(act, day)
    const before = act === 'looksBack' ? chance.between(366, 372) : chance.between(1, 9)
    day = addDays(day, -before)
  }
  return days
}

function projectOf(home: Home, kind: Kind, making: Making) {
  const { countyCode, chance, provider } = making
  const days = daysOf(kind, making)
  const stage = stageOf(kind.acts)
  if (stage === null) throw new Error('a project begins with its opening')
  const on = (act: ProjectActKind) => days.get(act) ?? null
  const id = randomUUID()
  const placed = { countyCode, regionCode: home.regionCode }
  const plan = pricedPlan(
    home.lines.slice(0, 4).map(({ item, reason }) => ({
      ...{ item, reason: reason.slice(0, 200), quantity: item === 13 || item === 20 ? 2 : 1 },
      priceFen: stageWithPlan.includes(stage) && chance.happens(0.5) ? 0 : (prices[item - 1] ?? 100) * 100,
      funder: proposedFunder(item, home.hardship, rules),
    })),
    home.hardship,
    rules,
  )
  const totalFen = plan.reduce((sum, line) => sum + line.quantity * line.priceFen, 0)
  const acceptedOn = on('officeAccepts')
  const opened = on('opensProject') as Day
  const last = days.get(kind.acts.at(-1) as ProjectActKind) as Day
  // What was begun before the check cannot have come of it.
  const isFromCheck = home.checkedOn !== null && home.checkedOn <= opened
  const shares = sharesOf(plan)
  const shows = { countyCode, id, home, plan, on, chance }
  return {
    project: {
      ...{
        ...placed,
        id,
        elderId: home.elderId,
        householdId: home.householdId,
        homeCheckId: isFromCheck ? home.checkId : null,
      },
      reason: isFromCheck
        ? ('fromHomeCheck' as const)
        : chance.happens(0.4)
          ? ('fromFall' as const)
          : ('fromNeed' as const),
      ...{ reasonNote: null, hardship: home.hardship, stage },
      ...{ stageSince: last, openedOn: opened, openedBy: accountOf('township') },
      expectedDays: on('submitsPlan') === null ? null : chance.between(3, 12),
      ...{ totalFen, governmentFen: plan.reduce((sum, line) => sum + line.governmentFen, 0) },
      approvedBy: on('approvesPlan') && accountOf('township2'),
      ...{ approvedOn: on('approvesPlan'), startedOn: on('startsWorks') },
      providerId: on('startsWorks') && (provider?.id ?? null),
      providerName: on('startsWorks') && (provider?.name ?? '县适老化改造服务队'),
      elderAcceptedBy: on('elderAccepts') && accountOf('village'),
      ...{ acceptedOn, lookBackOn: acceptedOn && monthsLater(acceptedOn, 12) },
      ...{ rulesVersion: homeCareRulesVersion, version: kind.acts.length, synthetic: true },
      recordedAt: at(opened),
    },
    lines: plan.map(line => ({
      ...{ ...placed, projectId: id, ...line, doneOn: on('finishesWorks') },
      defect: on('findsDefects') && line === plan[0] ? '边角没有压实，走上去会翘' : null,
    })),
    acts: kind.acts.map((act, step) => ({
      ...{ ...placed, id: randomUUID(), projectId: id, step: step + 1, kind: act },
      ...{ onDay: on(act) as Day, note: noteOf(act, plan[0]?.item ?? 1, provider?.name) },
      way: act === 'elderAccepts' ? ('elderPressed' as const) : null,
      withName: act === 'elderAccepts' ? home.name : null,
      ...{ byAccountId: accountOf(actor[act] ?? 'township'), doneAt: at(on(act) as Day) },
    })),
    ...aftermathOf({ ...placed, projectId: id }, shares, on),
    photos: photosOf(shows),
  }
}

type OfProject = { countyCode: string; regionCode: string; projectId: string }

/** What came after the acceptance: the money, and the look back. */
function aftermathOf(
  ofProject: OfProject,
  shares: ReturnType<typeof sharesOf>,
  on: (act: ProjectActKind) => Day | null,
) {
  return {
    payments: funders.keys
      .filter(funder => on('paysWorks') && shares[funder] > 0)
      .map(funder => ({
        ...{ ...ofProject, id: randomUUID(), funder, amountFen: shares[funder] },
        ...{ paidOn: on('paysWorks') as Day, voucher: `付${(on('paysWorks') as Day).replaceAll('-', '')}` },
        ...{ paidBy: accountOf('county2'), paidAt: at(on('paysWorks') as Day) },
        ...{ takenBackBy: null, takenBackAt: null, takenBackReason: null },
      })),
    lookBacks: on('looksBack')
      ? [
          {
            ...{ ...ofProject, fallsBefore: 0, fallsAfter: 0 },
            ...{
              toldFalls: 0,
              stillUsed: true,
              note: '装了扶手，夜里敢自己上厕所',
            },
            ...{ lookedOn: on('looksBack') as Day, lookedBy: accountOf('township') },
            rulesVersion: homeCareRulesVersion,
          },
        ]
      : [],
  }
}

function noteOf(act: ProjectActKind, item: number, provider: string | undefined): string | null {
  if (act === 'startsWorks') return provider ?? '县适老化改造服务队'
  if (act === 'findsDefects') return `${adaptationItem(item).name}：边角没有压实，走上去会翘`
  if (act === 'cancelsWorks') return '老人搬去与儿子同住，不用改造了'
  return null
}

const at = (day: Day) => `${day}T02:00:00.000Z`

interface Shows {
  countyCode: string
  id: string
  home: Home
  plan: readonly { item: number }[]
  on: (act: ProjectActKind) => Day | null
}

function photosOf({ countyCode, id, home, plan, on }: Shows) {
  const taken = (moment: 'beforeWorks' | 'afterWorks', day: Day | null) =>
    day === null
      ? []
      : plan
          .filter(({ item }) => moment === 'afterWorks' || needsBefore(item))
          .map(({ item }) => ({
            ...{ countyCode, id: randomUUID(), regionCode: home.regionCode, projectId: id, item, moment },
            ...{ addedBy: accountOf('village'), addedAt: at(day) },
          }))
  return [...taken('beforeWorks', on('approvesPlan')), ...taken('afterWorks', on('finishesWorks'))]
}

async function keepPictures(system: System, photos: readonly ReturnType<typeof photosOf>[number][]) {
  if (photos.length === 0) return
  const drawn = { beforeWorks: drawnBathroom(false), afterWorks: drawnBathroom(true) }
  const folder: Pick<Context, 'config' | 'sealer' | 'requestId'> = { ...system, requestId: randomUUID() }
  for (const { countyCode, id, moment } of photos)
    await keepPhoto(folder, { kind: 'home-care', countyCode, id }, drawn[moment])
  await system.connections.db
    .insertInto('adaptationPhotos')
    .values(
      photos.map(photo => ({
        ...photo,
        ...{ contentType: 'image/png' as const, sizeBytes: drawn[photo.moment].length },
        contentHash: createHash('sha256').update(drawn[photo.moment]).digest('hex'),
      })),
    )
    .execute()
}
