// Public money of the demonstration: the letter's sums, what was split to the border counties, what was built of it.
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { demoAccounts } from '../../domain/accounts/demo.ts'
import type { FundKind } from '../../domain/funds/fund.ts'
import { addDays, type Day, startOfDay } from '../../domain/kernel/day.ts'
import { borderCounties } from '../../domain/regions/border.ts'
import { type Acting, fundSteps } from '../funds/funds.ts'
import type { System } from '../kernel/context.ts'
import type { Transaction } from '../kernel/database.ts'
import { borderWays, type FundStory, ownStories, tumenStories } from './fund-stories.ts'
import { type Place, tellStories } from './fund-works.ts'

const province = '220000'
const wan = 1_000_000

/** Somebody of the demonstration on some day. */
export type As = (login: string, day: Day) => Acting

export async function loadFunds(system: System, countyCode: string, today: Day): Promise<void> {
  await system.settings.refresh()
  await system.connections.db.transaction().execute(async tx => {
    const as: As = (login, day) => {
      const account = demoAccounts.find(one => one.login === login)
      if (!account) throw new Error(`the demonstration has no account ${login}`)
      return {
        ...{ tx, today: day, now: new Date(startOfDay(day).getTime() + 36_000_000) },
        actor: { accountId: account.accountId },
        setting: (key, region) => system.settings.value(key, region, day),
      }
    }
    await loadLetter(tx, as, today)
    await splitLetter(tx, as, { countyCode, today })
    await loadWaiting(tx, as, today)
    await loadOwn(tx, as, { countyCode, today })
  })
}

/** The letter's sums were planned then and have been issued since; the numbers of the papers are invented. */
async function loadLetter(tx: Transaction, as: As, today: Day): Promise<void> {
  await fundSteps.enterLetterSums(as('demo-province', today), province, true)
  const sums = await tx
    .selectFrom('fundAppropriations')
    .select(['countyCode', 'id', 'regionCode', 'amountFen', 'plannedOn'])
    .where('countyCode', '=', province)
    .orderBy('plannedOn')
    .orderBy('id')
    .execute()
  await fundSteps.issueSums(
    as('demo-province2', today),
    sums.map(({ plannedOn, ...sum }, at) => ({
      ...sum,
      issuedOn: addDays(plannedOn, plannedOn < '2023' ? 0 : 92),
      documentNumber: `演示财社〔${plannedOn.slice(0, 4)}〕${at + 1}号`,
    })),
  )
}

interface Given {
  countyCode: string
  today: Day
}

async function sumOf(tx: Transaction, figure: string) {
  const row = await tx
    .selectFrom('fundAppropriations')
    .select('id')
    .where('countyCode', '=', province)
    .where('figure', '=', figure)
    .executeTakeFirstOrThrow()
  return { countyCode: province, id: row.id }
}

interface BatchToLoad {
  figure: string
  title: string
  kind: FundKind
  /** In wan, for each border county. */
  each: number
  on: Day
}

/** An even share for each of the ten: the letter does not say what each got. */
async function splitLetter(tx: Transaction, as: As, { countyCode, today }: Given): Promise<void> {
  const batches: BatchToLoad[] = [
    {
      ...{ figure: 'F007', title: '边境县维修改造第一批', kind: 'borderSupport', each: 158.5 },
      on: addDays(today, -330),
    },
    {
      ...{ figure: 'F034', title: '边疆地区养老大院第一批', kind: 'elderCourtyard', each: 23.9 },
      on: addDays(today, -300),
    },
    {
      ...{ figure: 'F032', title: '嵌入式养老服务中心第一批', kind: 'embeddedCentre', each: 92.3 },
      on: addDays(today, -280),
    },
  ]
  for (const batch of batches) {
    const shares = await loadBatch(tx, as, batch)
    const own = shares.get(countyCode)
    const stories = tumenStories[batch.kind as keyof typeof tumenStories]
    if (own)
      await tellStories(as, await placesIn(tx, countyCode), {
        ...{ shareId: own, stories, on: batch.on, today, signers: ['demo-township', 'demo-county2'] },
      })
    if (batch.kind === 'elderCourtyard')
      await tellElsewhere(tx, as, shares, { countyCode, today, on: batch.on })
  }
}

async function loadBatch(
  tx: Transaction,
  as: As,
  { figure, title, kind, each, on }: BatchToLoad,
): Promise<Map<string, string>> {
  const key = await sumOf(tx, figure)
  const sum = await fundSteps.lockSum({ tx }, key)
  const batch = { countyCode: province, id: randomUUID(), regionCode: sum.regionCode }
  const shares = borderCounties.map(({ code }) => ({
    ...{ id: randomUUID(), regionCode: code, kind, amountFen: each * wan },
  }))
  await fundSteps.insertBatch(as('demo-province', on), sum, { id: batch.id, title, shares })
  await fundSteps.passBatch(as('demo-province2', addDays(on, 6)), {
    ...{ batch, sum, documentNumber: `演示财社指〔${on.slice(0, 4)}〕${figure.slice(1)}号`, note: null },
  })
  return new Map(shares.map(({ id, regionCode }) => [regionCode.slice(0, 6), id]))
}

/** One courtyard in each of the other border counties. */
async function tellElsewhere(
  tx: Transaction,
  as: As,
  shares: ReadonlyMap<string, string>,
  { countyCode, today, on }: Given & { on: Day },
): Promise<void> {
  const others = borderCounties.map(({ code }) => code.slice(0, 6)).filter(code => code !== countyCode)
  for (const [at, code] of others.entries()) {
    const way = borderWays[at]
    const shareId = shares.get(code)
    if (!way || !shareId) continue
    const stories: FundStory[] = [{ name: '养老大院改造', kind: 'elderCourtyard', ...way }]
    await tellStories(as, await placesIn(tx, code), {
      ...{ shareId, stories, on, today, signers: ['demo-prefecture', 'demo-province2'], far: true },
    })
  }
}

/** Villages in the country, in their order, each with its point. */
async function placesIn(tx: Transaction, countyCode: string): Promise<Place[]> {
  const found = await sql<Place>`
    select code as region_code, short_name as name, lon, lat from regions
    where code between ${`${countyCode}000000`} and ${`${countyCode}999999`} and level = 'village'
      and kind = 'village-committee' order by right(code, 3), code limit 12`.execute(tx)
  return found.rows
}

/** What waits for a second person: a sum, and a batch of six counties. */
async function loadWaiting(tx: Transaction, as: As, today: Day): Promise<void> {
  const on = addDays(today, -4)
  const planner = as('demo-province', on)
  const programme = fundSteps.newProgramme(planner, province, {
    ...{ title: '边境村助餐点冬季运营补助', says: '演示：等待下达文件。', isFrame: false, synthetic: true },
  })
  await tx.insertInto('fundProgrammes').values(programme).execute()
  await fundSteps.planSums(planner, [
    {
      ...{ countyCode: province, id: randomUUID(), regionCode: programme.regionCode, figure: null },
      ...{ programmeId: programme.id, source: 'lotteryWelfare', kind: 'canteen', scope: '边境村' },
      ...{ yearFrom: Number(today.slice(0, 4)), yearTo: Number(today.slice(0, 4)), amountFen: 360 * wan },
      ...{ plannedOn: on, synthetic: true },
    },
  ])
  const sum = await fundSteps.lockSum({ tx }, await sumOf(tx, 'F013'))
  await fundSteps.insertBatch(planner, sum, {
    ...{ id: randomUUID(), title: '村级互助站点第一批' },
    shares: borderCounties.slice(0, 6).map(({ code }, at) => ({
      ...{ id: randomUUID(), regionCode: code, kind: 'mutualAidStation' as const },
      amountFen: (at % 2 === 0 ? 24 : 36) * wan,
    })),
  })
}

/** The county's own money: canteens that are there were opened with it, and part of it lies in their tills. */
async function loadOwn(tx: Transaction, as: As, { countyCode, today }: Given): Promise<void> {
  const on = addDays(today, -240)
  const planner = as('demo-county', on)
  const programme = fundSteps.newProgramme(planner, countyCode, {
    ...{ title: '县级助餐点开办补助', says: '演示：县里自己的钱。', isFrame: false, synthetic: true },
  })
  await tx.insertInto('fundProgrammes').values(programme).execute()
  const key = { countyCode, id: randomUUID() }
  await fundSteps.planSums(planner, [
    {
      ...{ ...key, regionCode: programme.regionCode, figure: null, programmeId: programme.id, scope: null },
      ...{ source: 'countyFinance', kind: 'canteen', amountFen: 60 * wan, plannedOn: on, synthetic: true },
      ...{ yearFrom: Number(on.slice(0, 4)), yearTo: Number(today.slice(0, 4)) },
    },
  ])
  await fundSteps.issueSums(as('demo-county2', on), [
    {
      ...key,
      regionCode: programme.regionCode,
      amountFen: 60 * wan,
      issuedOn: on,
      documentNumber: '演示图财社〔1〕号',
    },
  ])
  const sum = await fundSteps.lockSum({ tx }, key)
  const share = {
    id: randomUUID(),
    regionCode: programme.regionCode,
    kind: 'canteen' as const,
    amountFen: 52 * wan,
  }
  const batch = { countyCode, id: randomUUID(), regionCode: programme.regionCode }
  await fundSteps.insertBatch(planner, sum, { id: batch.id, title: '开办补助第一批', shares: [share] })
  await fundSteps.passBatch(as('demo-county2', addDays(on, 3)), {
    ...{ batch, sum, documentNumber: '演示图财社〔2〕号', note: null },
  })
  await tellStories(as, await canteensIn(tx, countyCode), {
    ...{ shareId: share.id, stories: ownStories, on, today, signers: ['demo-township', 'demo-county2'] },
  })
}

async function canteensIn(tx: Transaction, countyCode: string): Promise<Place[]> {
  const found = await sql<Place>`
    select c.region_code, c.name, r.lon, r.lat, c.id as site_id from canteens c join regions r on r.code = c.region_code
    where c.county_code = ${countyCode} order by c.last_served_on is null, c.id limit 8`.execute(tx)
  return found.rows
}
