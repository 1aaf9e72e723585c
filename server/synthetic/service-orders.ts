// Services at home in the demonstration county: an offer, two providers with their people, needs and orders in all stages.
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { demoAccounts } from '../../domain/accounts/demo.ts'
import { addDays, type Day, dayOf } from '../../domain/kernel/day.ts'
import type { CertificateKind } from '../../domain/service-orders/catalogue.ts'
import type { System } from '../kernel/context.ts'
import { Chance } from './chance.ts'
import { offered } from './service-offer.ts'
import { type Home, makeStories, type Sent, type Served } from './service-stories.ts'
import { loadSettlements } from './settlements.ts'

const elders = 260
/** The first homes are those of the demo visitor's village: the demo worker's day is there. */
const ownDay = [
  [0, 540],
  [0, 660],
  [0, 840],
  [1, 540],
  [1, 600],
] as const

interface Parts {
  system: System
  countyCode: string
  today: Day
  now: string
  chance: Chance
}

export async function loadServices(system: System, countyCode: string, seed: string): Promise<void> {
  const now = system.clock.now()
  const parts: Parts = {
    ...{ system, countyCode, today: dayOf(now), now: now.toISOString() },
    chance: new Chance(`${seed}.services`),
  }
  const items = await insertOffer(parts)
  const served = await insertProviders(parts)
  const homes = await homesOf(parts)
  if (homes.length === 0) return
  const sent: Sent[] = [
    ...ownDay.map(([days, minute], index) => ({ home: index, daysAhead: days, minute, own: true })),
    ...homes.map((_, home) => ({
      home,
      daysAhead: parts.chance.between(-58, 6),
      minute: 480 + 30 * parts.chance.between(0, 16),
      own: false,
    })),
  ]
  const stories = makeStories({ ...parts, sealer: system.sealer }, { items, served, homes, sent })
  const { db } = system.connections
  await inPieces(stories.needs, rows => db.insertInto('serviceNeeds').values(rows).execute())
  await inPieces(stories.orders, rows => db.insertInto('serviceOrders').values(rows).execute())
  await inPieces(stories.events, rows => db.insertInto('orderEvents').values(rows).execute())
  await loadSettlements(system, countyCode)
}

/** A statement takes 65,535 parameters. */
async function inPieces<Row>(rows: readonly Row[], insert: (rows: Row[]) => Promise<unknown>): Promise<void> {
  for (let at = 0; at < rows.length; at += 1000) await insert(rows.slice(at, at + 1000))
}

async function insertOffer({ system, countyCode, today, now }: Parts) {
  const rows = offered.map(({ code, ...terms }) => ({
    ...{ countyCode, id: randomUUID(), regionCode: `${countyCode}000000`, code, ...terms },
    ...{ validFrom: `${Number(today.slice(0, 4)) - 1}-01-01`, validTo: null, madeBy: null, madeAt: now },
  }))
  await system.connections.db.insertInto('serviceItems').values(rows).execute()
  return rows
}

const accountOf = (login: string) => demoAccounts.find(one => one.login === login)?.accountId ?? null

interface Person {
  name: string
  speaks: 'zh' | 'ko' | 'both'
  /** Days until the health certificate ends. */
  healthDays: number
  login?: string
  skills: CertificateKind[]
}

const people: Readonly<Record<'home' | 'town', readonly Person[]>> = {
  home: [
    { name: '演示·护理员一', speaks: 'both', healthDays: 210, login: 'demo-worker', skills: ['careSkill'] },
    { name: '演示·护理员二', speaks: 'zh', healthDays: 18, skills: ['careSkill'] },
    { name: '演示·护理员三', speaks: 'ko', healthDays: 150, skills: ['careSkill', 'rehabilitationSkill'] },
    { name: '演示·护理员四', speaks: 'zh', healthDays: -12, skills: ['careSkill'] },
    { name: '演示·维修员', speaks: 'both', healthDays: 300, skills: ['electricianLicence'] },
  ],
  town: [
    { name: '演示·保洁员', speaks: 'zh', healthDays: 90, skills: [] },
    { name: '演示·助餐员', speaks: 'both', healthDays: 260, skills: ['cookSkill'] },
    { name: '演示·陪诊员', speaks: 'zh', healthDays: 75, skills: ['firstAidTraining'] },
  ],
}

async function insertProviders(parts: Parts): Promise<Served[]> {
  const { system, countyCode, today, now } = parts
  const { db } = system.connections
  const towns = await sql<{ code: string; lon: number | null; lat: number | null; level: string }>`
    select code, lon, lat, level from regions
    where code = ${`${countyCode}000000`} or (level = 'township' and code between ${`${countyCode}000000`}
      and ${`${countyCode}999999`}) order by level = 'township', code limit 2`.execute(db)
  const [county, town] = towns.rows
  const codes = offered.map(item => item.code)
  const common = {
    ...{ countyCode, startedOn: addDays(today, -420), endedOn: null, endedWhy: null, version: 1 },
  }
  const made = [
    {
      ...{ id: randomUUID(), name: '演示·城乡居家养老服务公司', kind: 'company' as const },
      ...{ careWays: ['homeCare' as const], itemCodes: codes.filter(code => code !== 'meal-station') },
      ...{
        regionCode: `${countyCode}000000`,
        place: county,
        reachKm: 60,
        dailyOrders: 30,
        people: people.home,
      },
    },
    {
      ...{ id: randomUUID(), name: '演示·乡镇福利服务中心', kind: 'townshipWelfareCentre' as const },
      ...{ careWays: ['communityCare' as const, 'homeCare' as const] },
      itemCodes: codes.filter(code => !code.startsWith('bath') && code !== 'repair'),
      ...{ regionCode: town?.code ?? `${countyCode}000000`, place: town, reachKm: 35, dailyOrders: 15 },
      people: people.town,
    },
  ]
  await db
    .insertInto('serviceProviders')
    .values(
      made.map(({ people: _, place, ...provider }) => ({
        ...{ ...common, ...provider, creditCode: null, address: '演示地址', phone: '0433-1000000' },
        ...{
          lon: place?.lon ?? null,
          lat: place?.lat ?? null,
          recordedBy: null,
          recordedAt: now,
          synthetic: true,
        },
      })),
    )
    .execute()
  const manager = accountOf('demo-provider')
  if (manager && made[0])
    await db
      .insertInto('providerMembers')
      .values({
        ...{ countyCode, id: randomUUID(), regionCode: made[0].regionCode, providerId: made[0].id },
        ...{
          accountId: manager,
          validFrom: common.startedOn,
          validTo: null,
          recordedBy: null,
          recordedAt: now,
        },
      })
      .execute()
  return Promise.all(made.map(provider => insertPeople(parts, provider)))
}

interface Made {
  id: string
  regionCode: string
  itemCodes: string[]
  place: { lon: number | null; lat: number | null } | undefined
  people: readonly Person[]
}

async function insertPeople({ system, countyCode, today, now }: Parts, provider: Made): Promise<Served> {
  const { db } = system.connections
  const { id: providerId, regionCode, place } = provider
  const workers = provider.people.map(person => ({ ...person, id: randomUUID() }))
  await db
    .insertInto('serviceWorkers')
    .values(
      workers.map(({ id, name, speaks, login }) => ({
        ...{ countyCode, id, regionCode, providerId, accountId: login ? accountOf(login) : null, name },
        ...{ sex: 'female' as const, spokenLanguage: speaks, phoneSealed: null, phoneTail: null },
        ...{
          citizenNumberSealed: null,
          citizenNumberTail: null,
          lon: place?.lon ?? null,
          lat: place?.lat ?? null,
        },
        ...{ dailyOrders: 6, startedOn: addDays(today, -400), endedOn: null, endedWhy: null, version: 1 },
        ...{ recordedBy: null, recordedAt: now, synthetic: true },
      })),
    )
    .execute()
  const certificate = (workerId: string, kind: CertificateKind, expiresOn: Day) => ({
    ...{ countyCode, id: randomUUID(), regionCode, workerId, kind, number: `YS-${workerId.slice(0, 6)}` },
    ...{ issuedOn: addDays(expiresOn, -365), expiresOn, revokedOn: null, revokedWhy: null },
    ...{ recordedBy: null, recordedAt: now },
  })
  await db
    .insertInto('workerCertificates')
    .values(
      workers.flatMap(({ id, healthDays, skills }) => [
        certificate(id, 'healthCertificate', addDays(today, healthDays)),
        ...skills.map(kind => certificate(id, kind, addDays(today, 700))),
      ]),
    )
    .execute()
  return {
    ...{ providerId, itemCodes: provider.itemCodes },
    workers: workers
      .filter(worker => worker.healthDays > 0)
      .map(({ id, login, skills }) => ({
        ...{ id, accountId: login ? accountOf(login) : null, certificates: ['healthCertificate', ...skills] },
      })),
  }
}

/** Who is at home; those of the demo visitor first. */
async function homesOf({ system, countyCode, today }: Parts): Promise<Home[]> {
  const visitor = accountOf('demo-visitor')
  const found = await sql<Home>`
    select e.id, e.region_code, village.lon, village.lat from elders e
    join regions village on village.code = e.region_code
    left join visitor_assignments a on a.county_code = e.county_code and a.elder_id = e.id
      and a.account_id = ${visitor}::uuid and a.valid_to is null
    where e.county_code = ${countyCode} and e.ended_on is null and e.merged_into is null
      and not exists (select from elder_absences s where s.county_code = e.county_code and s.elder_id = e.id
        and (s.valid_to is null or s.valid_to >= ${today}::date - 70))
    order by a.elder_id is null, md5(e.id::text) limit ${elders}`.execute(system.connections.db)
  return found.rows
}
