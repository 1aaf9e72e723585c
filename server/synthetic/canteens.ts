// Canteens of the demonstration county: regulars, menus and two months of meals; one grown cold, one shut for long,
// one with a licence about to run out. Everybody in them is invented.
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { demoAccounts } from '../../domain/accounts/demo.ts'
import type { Meal } from '../../domain/canteens/canteen.ts'
import { letterOn, mondayOf } from '../../domain/canteens/week.ts'
import { addDays, type Day, dayOf, startOfDay } from '../../domain/kernel/day.ts'
import type { System } from '../kernel/context.ts'
import { menuOf } from './canteen-menus.ts'
import { loadCanteenSafety } from './canteen-safety.ts'
import { Chance } from './chance.ts'

interface Site {
  name: string
  kind: 'seniorCanteen' | 'seniorTable' | 'mealPoint'
  host: 'elderCourtyard' | 'practiceStation' | 'committeeRooms' | 'mutualAidStation' | 'villagerHome'
  regulars: number
  /** Days since it last served. */
  still: number
  /** Days until the food licence runs out. */
  licence: number
  /** Days until the cook's health certificate runs out. */
  health: number
  seats: number
}

/** The first is the kitchen of the demonstration village. */
const sites: readonly Site[] = [
  site('老年食堂', 'seniorCanteen', 'elderCourtyard', 24, 1, 480, 190, 30),
  site('老年食堂', 'seniorCanteen', 'practiceStation', 22, 1, 300, 120, 26),
  site('老年餐桌', 'seniorTable', 'committeeRooms', 14, 1, 21, 150, 16),
  site('老年餐桌', 'seniorTable', 'mutualAidStation', 12, 1, 700, 12, 14),
  site('助餐点', 'mealPoint', 'committeeRooms', 9, 1, 220, 90, 10),
  site('老年食堂', 'seniorCanteen', 'elderCourtyard', 15, 11, 410, 200, 24),
  site('助餐点', 'mealPoint', 'villagerHome', 8, 43, 95, 60, 8),
  site('老年餐桌', 'seniorTable', 'practiceStation', 10, 1, 640, 330, 12),
]

function site(
  name: string,
  kind: Site['kind'],
  host: Site['host'],
  ...[regulars, still, licence, health, seats]: [number, number, number, number, number]
): Site {
  return { name, kind, host, regulars, still, licence, health, seats }
}

const monthsBack = 61
const countyName = '图们市市场监督管理局'

interface Village {
  code: string
  name: string
  lon: number | null
  lat: number | null
  elders: string[]
}
interface Eater {
  elderId: string
  lunch: string
  supper: string
}
interface Kitchen extends Site {
  id: string
  village: Village
  eaters: Eater[]
  lastOn: Day
}

export async function loadCanteens(system: System, countyCode: string, seed: string): Promise<void> {
  const chance = new Chance(`${seed}.canteens`)
  const today = dayOf(system.clock.now())
  const villages = await villagesWithElders(system, countyCode)
  const kitchens = sites.flatMap((given, index): Kitchen[] => {
    const village = villages[index]
    if (!village) return []
    const eaters = village.elders.slice(0, given.regulars).map(elderId => eaterOf(elderId, chance))
    return [{ ...given, id: randomUUID(), village, eaters, lastOn: addDays(today, -given.still) }]
  })
  await loadSites(system, countyCode, kitchens, today)
  await loadStaff(system, countyCode, kitchens, today)
  await loadEaters(system, countyCode, kitchens, today, chance)
  await loadMenus(system, countyCode, kitchens, today)
  await loadServings(system, countyCode, kitchens, today, chance)
  await noteEaten(system, countyCode)
  await loadCanteenSafety(
    system,
    countyCode,
    kitchens.map(one => one.id),
  )
}

/** Whoever ate yesterday is not silent. */
async function noteEaten(system: System, countyCode: string): Promise<void> {
  await sql`
    insert into life_signs (county_code, elder_id, region_code, last_at, kind, look_at)
    select s.county_code, s.elder_id, e.region_code, max(s.served_at), 'ateAtCanteen',
      max(s.served_at) + interval '1 day'
    from meal_servings s join elders e on e.county_code = s.county_code and e.id = s.elder_id
    where s.county_code = ${countyCode} and s.way = 'dineIn'
    group by s.county_code, s.elder_id, e.region_code
    on conflict (county_code, elder_id) do update set last_at = excluded.last_at, kind = excluded.kind,
      look_at = excluded.look_at where excluded.last_at > life_signs.last_at`.execute(system.connections.db)
}

/** The demonstration village first, then those with the most elders; whoever is away does not eat here. */
async function villagesWithElders(system: System, countyCode: string): Promise<Village[]> {
  const cook = demoAccounts.find(account => account.role === 'canteenCook')
  const found = await sql<Village>`
    select v.code, v.short_name as name, v.lon, v.lat, here.elders from regions v
    join lateral (select array_agg(e.id::text order by e.born_on, e.id) as elders, count(*) as many from elders e
      where e.county_code = ${countyCode} and e.region_code = v.code and e.ended_on is null
        and not exists (select from elder_absences a where a.county_code = e.county_code and a.elder_id = e.id
          and a.valid_to is null)) as here on here.many > 5
    where v.level = 'village' and v.code like ${`${countyCode}%`}
    order by exists (select from posts p where p.account_id = ${cook?.accountId ?? null}
      and p.region_code = v.code) desc, here.many desc, v.code
    limit ${sites.length}`.execute(system.connections.db)
  return found.rows
}

function eaterOf(elderId: string, chance: Chance): Eater {
  const isBrought = chance.happens(0.35)
  const letter = isBrought ? 'H' : 'D'
  const lunch = chance.happens(0.7) ? letter.repeat(7) : `${letter.repeat(5)}--`
  return { elderId, lunch, supper: chance.happens(0.3) ? `${letter.repeat(5)}--` : '-------' }
}

const bookkeeping = (at: string) => ({ saidBy: null, saidAt: at })

async function loadSites(
  system: System,
  countyCode: string,
  kitchens: readonly Kitchen[],
  today: Day,
): Promise<void> {
  const { db } = system.connections
  const since = addDays(today, -300)
  const at = startOfDay(since).toISOString()
  const keys = (one: Kitchen) => ({ countyCode, regionCode: one.village.code, canteenId: one.id })
  await db
    .insertInto('canteens')
    .values(
      kitchens.map(one => ({
        ...{ countyCode, id: one.id, regionCode: one.village.code, name: `${one.village.name}${one.name}` },
        ...{ kind: one.kind, tier: one.kind === 'mealPoint' ? 'broughtIn' : 'cooksHere', host: one.host },
        ...{ operator: 'committeeItself', operatorName: null, address: `${one.village.name}村部院内` },
        ...{ lon: one.village.lon, lat: one.village.lat, seats: one.seats, mealsAtMost: one.seats * 2 },
        ...{ areaSquareMeters: one.seats * 2, onGroundFloor: true, fireChecked: one.kind !== 'mealPoint' },
        ...{ state: 'running' as const, stateSince: since, lastServedOn: one.lastOn, version: 1 },
        ...{ registeredBy: null, registeredAt: at },
      })),
    )
    .execute()
  await db
    .insertInto('canteenStates')
    .values(
      kitchens.map(one => ({
        ...{
          ...keys(one),
          id: randomUUID(),
          state: 'running' as const,
          fromOn: since,
          reason: null,
          note: null,
        },
        ...bookkeeping(at),
      })),
    )
    .execute()
  await db
    .insertInto('canteenOpenings')
    .values(
      kitchens.map(one => ({
        ...{
          ...keys(one),
          validFrom: since,
          lunch: 'BBBBBBB',
          supper: 'BBBBB--',
          winter: 'deliverOnly' as const,
        },
        ...{ lunchAt: 660, supperAt: 1020, ...bookkeeping(at) },
      })),
    )
    .execute()
  await db
    .insertInto('canteenPapers')
    .values(
      kitchens.map((one, index) => ({
        ...{ ...keys(one), id: randomUUID() },
        kind: one.kind === 'mealPoint' ? ('smallCanteenRecord' as const) : ('foodLicence' as const),
        ...{ number: `JY3222402${String(10_200 + index)}`, issuer: countyName },
        ...{ issuedOn: addDays(today, one.licence - 1095), expiresOn: addDays(today, one.licence) },
        ...{ keptBy: null, keptAt: at, endedOn: null },
      })),
    )
    .execute()
}

async function loadStaff(
  system: System,
  countyCode: string,
  kitchens: readonly Kitchen[],
  today: Day,
): Promise<void> {
  const accountOf = (role: string) => demoAccounts.find(account => account.role === role)?.accountId ?? null
  const at = startOfDay(addDays(today, -300)).toISOString()
  const staff = kitchens.flatMap((one, index) =>
    (['canteenHead', 'cook', 'carrier'] as const).map(duty => ({
      ...{ countyCode, regionCode: one.village.code, canteenId: one.id, id: randomUUID() },
      ...{
        name: `演示·${{ canteenHead: '管事人', cook: '厨师', carrier: '送餐员' }[duty]}${index + 1}`,
        duty,
      },
      accountId:
        index > 0 || duty === 'carrier'
          ? null
          : accountOf(duty === 'canteenHead' ? 'canteenManager' : 'canteenCook'),
      healthCertificate: duty === 'canteenHead' ? null : `健${String(26_000 + index * 3)}`,
      healthCheckedOn: duty === 'canteenHead' ? null : addDays(today, one.health - 365),
      healthExpiresOn: duty === 'canteenHead' ? null : addDays(today, one.health),
      ...{ validFrom: addDays(today, -300), validTo: null, keptBy: null, keptAt: at },
    })),
  )
  await system.connections.db.insertInto('canteenStaff').values(staff).execute()
}

async function loadEaters(
  system: System,
  countyCode: string,
  kitchens: readonly Kitchen[],
  today: Day,
  chance: Chance,
): Promise<void> {
  const { db } = system.connections
  const at = startOfDay(addDays(today, -120)).toISOString()
  const eaters = kitchens.flatMap(kitchen => kitchen.eaters.map(eater => ({ kitchen, ...eater })))
  const keys = ({ kitchen, elderId }: (typeof eaters)[number]) => ({
    ...{ countyCode, regionCode: kitchen.village.code, elderId },
  })
  await db
    .insertInto('mealRegulars')
    .values(
      eaters.map(eater => ({
        ...{ ...keys(eater), id: randomUUID(), canteenId: eater.kitchen.id, lunch: eater.lunch },
        ...{ supper: eater.supper, validFrom: addDays(today, -120), validTo: null, keptBy: null, keptAt: at },
      })),
    )
    .execute()
  await db
    .insertInto('mealCards')
    .values(
      eaters.map(eater => ({
        ...keys(eater),
        issuedOn: addDays(today, -120),
        issuedBy: null,
        endedOn: null,
      })),
    )
    .execute()
  await loadDiets(system, at, eaters.filter(() => chance.happens(0.4)).map(keys), chance)
  const away = eaters.filter((_, index) => index % 17 === 3)
  await db
    .insertInto('mealAbsences')
    .values(
      away.map((eater, index) => ({
        ...{ ...keys(eater), id: randomUUID(), canteenId: eater.kitchen.id, fromOn: addDays(today, -index) },
        ...{
          toOn: addDays(today, 2 + index),
          meal: null,
          reason: index % 2 ? ('away' as const) : 'familyVisits',
        },
        ...{
          toldWay: 'toldByTelephone' as const,
          saidBy: null,
          saidAt: at,
          withdrawnAt: null,
          withdrawnBy: null,
        },
      })),
    )
    .execute()
}

async function loadDiets(
  system: System,
  at: string,
  special: readonly { countyCode: string; regionCode: string; elderId: string }[],
  chance: Chance,
): Promise<void> {
  await system.connections.db
    .insertInto('elderDiets')
    .values(
      special.map((key, index) => ({
        ...key,
        texture: chance.happens(0.1)
          ? ('pasteFood' as const)
          : chance.happens(0.4)
            ? 'softFood'
            : 'normalFood',
        ...{ diabetes: chance.happens(0.35), lowSalt: chance.happens(0.4) },
        allergens: index % 9 === 4 ? ['shellfish'] : index % 11 === 7 ? ['peanut'] : [],
        customs: index % 13 === 5 ? ['noPork'] : [],
        ...{ noteSealed: null, version: 1, keptBy: null, keptAt: at },
      })),
    )
    .execute()
}

/** Four weeks of menus around today. */
async function loadMenus(
  system: System,
  countyCode: string,
  kitchens: readonly Kitchen[],
  today: Day,
): Promise<void> {
  const first = addDays(mondayOf(today), -14)
  const at = startOfDay(first).toISOString()
  const rows = kitchens.flatMap((one, index) =>
    Array.from({ length: 28 }, (_, day) => addDays(first, day)).flatMap((day, number) =>
      (['lunch', 'supper'] as const)
        .filter(meal => meal === 'lunch' || number % 7 < 5)
        .map(meal => ({
          ...{ countyCode, canteenId: one.id, day, meal, regionCode: one.village.code },
          dishes: JSON.stringify(menuOf(number + index * 3, meal)),
          ...{ keptBy: null, keptAt: at },
        })),
    ),
  )
  await system.connections.db.insertInto('menuMeals').values(rows).execute()
}

async function loadServings(
  system: System,
  countyCode: string,
  kitchens: readonly Kitchen[],
  today: Day,
  chance: Chance,
): Promise<void> {
  const { db } = system.connections
  const cook = demoAccounts.find(account => account.role === 'canteenCook')?.accountId ?? null
  const days = Array.from({ length: monthsBack }, (_, back) => addDays(today, back - monthsBack))
  for (const kitchen of kitchens) {
    const rows = days
      .filter(day => day <= kitchen.lastOn)
      .flatMap(day => (['lunch', 'supper'] as const).flatMap(meal => servedOn(kitchen, day, meal, chance)))
      .map(row => ({ ...row, countyCode, recordedBy: kitchen === kitchens[0] ? cook : null }))
    if (rows.length === 0) continue
    await sql`
      insert into meal_servings (county_code, id, region_code, canteen_id, day, meal, elder_id, way, known_by,
        handed_to, served_at, recorded_by, received_at)
      select "countyCode", id, "regionCode", "canteenId", day, meal, "elderId", way, "knownBy", "handedTo",
        "servedAt", "recordedBy", "servedAt"
      from json_to_recordset(${JSON.stringify(rows)}::json) as told ("countyCode" text, id uuid, "regionCode" text,
        "canteenId" uuid, day date, meal text, "elderId" uuid, way text, "knownBy" text, "handedTo" text,
        "servedAt" timestamptz, "recordedBy" uuid)`.execute(db)
  }
}

/** Nine of ten come when they are expected. */
function servedOn(kitchen: Kitchen, day: Day, meal: Meal, chance: Chance) {
  return kitchen.eaters.flatMap(eater => {
    const letter = letterOn(eater[meal], day)
    if (letter === '-' || chance.happens(0.1)) return []
    const minute = (meal === 'lunch' ? 660 : 1020) + chance.between(0, 50)
    const isBrought = letter === 'H'
    return [
      {
        ...{ id: randomUUID(), regionCode: kitchen.village.code, canteenId: kitchen.id, day, meal },
        ...{ elderId: eater.elderId, way: isBrought ? 'delivered' : 'dineIn' },
        knownBy: isBrought ? 'atTheDoor' : 'byNameList',
        handedTo: isBrought ? 'toHerself' : null,
        servedAt: new Date(startOfDay(day).getTime() + minute * 60_000).toISOString(),
      },
    ]
  })
}
