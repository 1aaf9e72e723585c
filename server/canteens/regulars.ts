// Who eats without asking anew: found by name, entered with the days of the week, ended by a day.
import { sql } from 'kysely'
import { cardCodeOf } from '../../domain/canteens/card.ts'
import type { mealApi } from '../../domain/canteens/meal-api.ts'
import { addDays, ageOn } from '../../domain/kernel/day.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { Context } from '../kernel/context.ts'
import { type DietRow, dietColumn, dietFrom } from './diets.ts'
import { getPerson, getPlace } from './place.ts'

type Table = typeof mealApi
type Input<Name extends keyof Table> = InputOf<Table[Name]>

const noMeals = '-------'
const foundAtMost = 20

interface RegularRow {
  id: string
  elderId: string
  lunch: string
  supper: string
  validFrom: string
  validTo: string | null
  name: string
  bornOn: string | null
  villageName: string
  hamlet: string | null
  address: string
  serial: number | null
  diet: DietRow | null
  absence: { id: string; to_on: string | null } | null
  lastServedOn: string | null
}

/** Those of today and those who begin later; house by house. */
export async function listRegulars(
  context: Context,
  { countyCode, canteenId }: Input<'mealRegular.list'>,
): Promise<OutputOf<Table['mealRegular.list']>> {
  const { tx, today } = context
  await getPlace(context, { countyCode, canteenId })
  const { rows } = await sql<RegularRow>`
    select r.id, r.elder_id, r.lunch, r.supper, r.valid_from, r.valid_to, e.name, e.born_on,
      village.short_name as village_name, h.hamlet, h.address, ${dietColumn} as diet,
      (select c.serial from meal_cards c where c.county_code = r.county_code and c.elder_id = r.elder_id
        and c.ended_on is null) as serial,
      (select json_build_object('id', a.id, 'to_on', a.to_on) from meal_absences a
        where a.county_code = r.county_code and a.canteen_id = r.canteen_id and a.elder_id = r.elder_id
          and a.withdrawn_at is null and a.from_on <= ${today} and (a.to_on is null or a.to_on >= ${today})
        order by a.to_on desc nulls first limit 1) as absence,
      (select max(s.day) from meal_servings s where s.county_code = r.county_code and s.elder_id = r.elder_id
        and s.undone_at is null) as last_served_on
    from meal_regulars r
    join elders e on e.county_code = r.county_code and e.id = r.elder_id
    join households h on h.county_code = e.county_code and h.id = e.household_id
    join regions village on village.code = e.region_code
    where r.county_code = ${countyCode} and r.canteen_id = ${canteenId}
      and (r.valid_to is null or r.valid_to >= ${today}) and e.ended_on is null
    order by e.region_code, h.hamlet, h.address, e.id`.execute(tx)
  context.concerns(
    countyCode,
    rows.map(row => row.elderId),
  )
  return {
    rows: rows.map(({ bornOn, serial, diet, absence, ...row }) => ({
      ...row,
      age: bornOn === null ? null : ageOn(bornOn, today),
      card: serial === null ? null : cardCodeOf(serial),
      diet: diet && dietFrom(context, diet),
      absentId: absence?.id ?? null,
      absentUntil: absence ? (absence.to_on ?? '') : null,
    })),
  }
}

/** By name or pinyin, in the village of the place first and then in its township. */
export async function candidates(
  context: Context,
  { countyCode, canteenId, text }: Input<'mealRegular.candidates'>,
): Promise<OutputOf<Table['mealRegular.candidates']>> {
  const { tx, today } = context
  const place = await getPlace(context, { countyCode, canteenId })
  const typed = `${text.replace(/[\\%_]/g, '\\$&')}%`
  const { rows } = await sql<{
    elderId: string
    name: string
    bornOn: string | null
    villageName: string
    address: string
    isRegularAt: string | null
  }>`
    select e.id as elder_id, e.name, e.born_on, village.short_name as village_name, h.address,
      (select c.name from meal_regulars r
        join canteens c on c.county_code = r.county_code and c.id = r.canteen_id
        where r.county_code = e.county_code and r.elder_id = e.id and r.valid_to is null) as is_regular_at
    from elders e
    join households h on h.county_code = e.county_code and h.id = e.household_id
    join regions village on village.code = e.region_code
    where e.county_code = ${countyCode} and e.region_code like ${`${place.regionCode.slice(0, 9)}%`}
      and e.ended_on is null and (e.name like ${typed} or e.pinyin like ${typed.toLowerCase()})
    order by e.region_code <> ${place.regionCode}, e.name, e.id limit ${foundAtMost}`.execute(tx)
  context.concerns(
    countyCode,
    rows.map(row => row.elderId),
  )
  return rows.map(({ bornOn, ...row }) => ({ ...row, age: bornOn === null ? null : ageOn(bornOn, today) }))
}

export async function keepRegular(
  context: Context,
  { countyCode, canteenId, id, elderId, lunch, supper, validFrom }: Input<'mealRegular.keep'>,
): Promise<Record<string, never>> {
  const { tx, now, actor, today } = context
  const place = await getPlace(context, { countyCode, canteenId })
  const person = await getPerson(context, countyCode, elderId)
  context.concerns(countyCode, [person.id])
  if (person.endedOn !== null) throw new Refused('rule_broken', '这位老人已去世或迁出，不能登记为常客。')
  if (lunch === noMeals && supper === noMeals)
    throw new Refused('invalid', '一周里至少要选一餐。不再来吃请用“不再来吃”。')
  if (validFrom < today) throw new Refused('invalid', '常客从今天或以后算起，请改开始日期。')
  const standing = await tx
    .selectFrom('mealRegulars')
    .select(['id', 'canteenId', 'validFrom'])
    .where('countyCode', '=', countyCode)
    .where('elderId', '=', person.id)
    .where('validTo', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (standing && standing.canteenId !== canteenId)
    throw new Refused('conflict', `${person.name}已是另一个助餐点的常客，请先在那里结束，再登记到这里。`)
  if (standing) await endOn(context, countyCode, standing, addDays(validFrom, -1))
  await tx
    .insertInto('mealRegulars')
    .values({
      ...{ countyCode, regionCode: place.regionCode, canteenId, id, elderId: person.id, lunch, supper },
      ...{ validFrom, validTo: null, keptBy: actor.accountId, keptAt: now.toISOString() },
    })
    .execute()
  return {}
}

/** Ended before it began, a row says that it never held. */
async function endOn(
  { tx }: Context,
  countyCode: string,
  standing: { id: string; validFrom: string },
  lastOn: string,
): Promise<void> {
  const never = addDays(standing.validFrom, -1)
  await tx
    .updateTable('mealRegulars')
    .set({ validTo: lastOn < never ? never : lastOn })
    .where('countyCode', '=', countyCode)
    .where('id', '=', standing.id)
    .execute()
}

export async function endRegular(
  context: Context,
  { countyCode, id, lastOn }: Input<'mealRegular.end'>,
): Promise<Record<string, never>> {
  const standing = await context.tx
    .selectFrom('mealRegulars')
    .select(['id', 'canteenId', 'elderId', 'validFrom'])
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .where('validTo', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (!standing) throw new Refused('not_found', '没有找到这位常客，可能同事已结束。请刷新。')
  await getPlace(context, { countyCode, canteenId: standing.canteenId })
  context.concerns(countyCode, [standing.elderId])
  await endOn(context, countyCode, standing, lastOn)
  return {}
}
