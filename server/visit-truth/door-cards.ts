// Cards for the doors of a village: a code of chance for each home, so that nobody can guess the neighbour's.
import { randomBytes, randomInt } from 'node:crypto'
import { sql } from 'kysely'
import { areaOf, countyCodeOf, levelOf } from '../../domain/kernel/area.ts'
import { addDays } from '../../domain/kernel/day.ts'
import { uuidV7 } from '../../domain/kernel/id.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { visitTruthApi } from '../../domain/visit-truth/api.ts'
import { doorCodeOf } from '../../domain/visit-truth/door-code.ts'
import type { Context } from '../kernel/context.ts'
import { checkInArea } from '../regions/regions.ts'

type Table = typeof visitTruthApi

interface FoundHome {
  countyCode: string
  householdId: string
  address: string
  names: string[]
  elderIds: string[]
  code: string | null
  issuedOn: string | null
}

const firstHome = '00000000-0000-0000-0000-000000000000'

const livesThere = sql`e.county_code = h.county_code and e.household_id = h.id
  and e.ended_on is null and e.merged_into is null`

export async function listCards(
  context: Context,
  { regionCode, limit, after }: InputOf<Table['doorCard.list']>,
): Promise<OutputOf<Table['doorCard.list']>> {
  if (after !== undefined && !/^[0-9a-f-]{36}$/.test(after))
    throw new Refused('invalid', '翻页位置已失效，请回到第一页重新查看。')
  checkVillage(regionCode)
  const found = await sql<FoundHome>`
    select h.county_code, h.id as household_id, case when h.hamlet is null or strpos(h.address, h.hamlet) > 0 then h.address
        else h.hamlet || ' ' || h.address end as address, lives.names,
      lives.elder_ids, d.code, d.issued_on
    from households h
    cross join lateral (
      select array_agg(e.name order by e.born_on, e.id) as names, array_agg(e.id) as elder_ids from elders e
      where ${livesThere}
    ) lives
    left join door_cards d on d.county_code = h.county_code and d.household_id = h.id and d.ended_on is null
    where h.county_code = ${countyCodeOf(regionCode)} and h.region_code = ${regionCode}
      and lives.names is not null and h.id > ${after ?? firstHome}::uuid
    order by h.id limit ${limit + 1}`.execute(context.tx)
  const page = found.rows.slice(0, limit)
  context.concerns(
    countyCodeOf(regionCode),
    page.flatMap(row => row.elderIds),
  )
  return {
    rows: page.map(({ elderIds: _, ...row }) => row),
    next: found.rows.length > limit ? (page.at(-1)?.householdId ?? null) : null,
  }
}

function checkVillage(regionCode: string): void {
  if (levelOf(regionCode) !== 'village')
    throw new Refused('invalid', '门牌码按村（社区）制作，请先选择一个村（社区）。')
}

/** Codes that somebody else of the county drew before are drawn again; a county uses one in a hundred. */
const drawsAtMost = 5

export async function issueCards(
  context: Context,
  { regionCode }: InputOf<Table['doorCard.issue']>,
): Promise<OutputOf<Table['doorCard.issue']>> {
  checkInArea(context, regionCode)
  checkVillage(regionCode)
  const area = areaOf(regionCode)
  const found = await sql<{ id: string }>`
    select h.id from households h
    where h.county_code = ${countyCodeOf(regionCode)}
      and h.region_code >= ${area.from} and h.region_code <= ${area.to}
      and exists (select from elders e where ${livesThere})
      and not exists (select from door_cards d where d.county_code = h.county_code and d.household_id = h.id
        and d.ended_on is null)
    order by h.id`.execute(context.tx)
  let waiting = found.rows.map(row => row.id)
  let issued = 0
  for (let draw = 0; draw < drawsAtMost && waiting.length > 0; draw++) {
    const carded = await insertCards(context, regionCode, waiting)
    issued += carded.size
    waiting = waiting.filter(id => !carded.has(id))
  }
  return { issued }
}

async function insertCards(
  { tx, now, today, actor }: Context,
  regionCode: string,
  householdIds: readonly string[],
): Promise<Map<string, string>> {
  const rows = await tx
    .insertInto('doorCards')
    .values(
      householdIds.map(householdId => ({
        ...{ countyCode: countyCodeOf(regionCode), id: uuidV7(now.getTime(), randomBytes(10)), regionCode },
        ...{ householdId, code: doorCodeOf(String(randomInt(1_000_000)).padStart(6, '0')) },
        ...{ issuedOn: today, endedOn: null, issuedBy: actor.accountId },
      })),
    )
    .onConflict(conflict => conflict.doNothing())
    .returning(['householdId', 'code'])
    .execute()
  return new Map(rows.map(row => [row.householdId, row.code]))
}

/** The old card is right for visits up to yesterday. */
export async function replaceCard(
  context: Context,
  { countyCode, householdId }: InputOf<Table['doorCard.replace']>,
): Promise<OutputOf<Table['doorCard.replace']>> {
  const { tx, today } = context
  const home = await tx
    .selectFrom('households')
    .where('countyCode', '=', countyCode)
    .where('id', '=', householdId)
    .select('regionCode')
    .executeTakeFirst()
  if (!home) throw new Refused('not_found', '没有找到这一户，或不在您的辖区内。请刷新后重试。')
  await tx
    .updateTable('doorCards')
    .set({ endedOn: addDays(today, -1) })
    .where('countyCode', '=', countyCode)
    .where('householdId', '=', householdId)
    .where('endedOn', 'is', null)
    .execute()
  for (let draw = 0; draw < drawsAtMost; draw++) {
    const code = (await insertCards(context, home.regionCode, [householdId])).get(householdId)
    if (code) return { code }
  }
  throw new Refused('unavailable', '没有抽到可用的门牌码，请再试一次。')
}
