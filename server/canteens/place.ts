// Whose place it is: officers by their area; whoever runs, cooks or carries only where she stands among the staff.
import { sql } from 'kysely'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { Context } from '../kernel/context.ts'
import { type Standing, standingsOf } from './facts.ts'

/** A post of a township reaches many kitchens, and its holder works in one of them. */
function worksInOne({ actor }: Context): boolean {
  return actor.role === 'canteenManager' || actor.role === 'canteenCook'
}

/** To be appended to a condition on `canteens c`. */
export function mineOnly(context: Context) {
  if (!worksInOne(context)) return sql``
  return sql`and exists (select from canteen_staff me where me.county_code = c.county_code and me.canteen_id = c.id
    and me.account_id = ${context.actor.accountId} and me.valid_to is null)`
}

/** Refuses like a wrong id. */
export async function getPlace(
  context: Context,
  { countyCode, canteenId }: { countyCode: string; canteenId: string },
): Promise<Standing> {
  const [place] = await placesOf(context, [{ countyCode, canteenId }])
  if (!place) throw unknownPlace()
  return place
}

export async function placesOf(
  context: Context,
  keys: readonly { countyCode: string; canteenId: string }[],
): Promise<Standing[]> {
  const counties = [...new Set(keys.map(key => key.countyCode))]
  const ids = [...new Set(keys.map(key => key.canteenId))]
  return standingsOf(
    context,
    sql`c.county_code = any(${counties}) and c.id = any(${ids}::uuid[]) ${mineOnly(context)}`,
  )
}

/** Who the elder is: the record that stands for the person, and whether she is still among us. */
export interface Person {
  countyCode: string
  /** As it was asked for. */
  askedId: string
  id: string
  regionCode: string
  name: string
  endedOn: string | null
}

export async function personsOf(
  { tx }: Context,
  asked: readonly { countyCode: string; elderId: string | null }[],
): Promise<Map<string, Person>> {
  const ids = [...new Set(asked.flatMap(one => one.elderId ?? []))]
  if (ids.length === 0) return new Map()
  const counties = [...new Set(asked.map(one => one.countyCode))]
  const { rows } = await sql<Person>`
    select e.county_code, e.id as asked_id, coalesce(person.id, e.id) as id,
      coalesce(person.region_code, e.region_code) as region_code, coalesce(person.name, e.name) as name,
      case when person.id is null then e.ended_on else person.ended_on end as ended_on
    from elders e
    left join elders person on person.county_code = e.county_code and person.id = e.merged_into
    where e.county_code = any(${counties}) and e.id = any(${ids}::uuid[])`.execute(tx)
  return new Map(rows.map(row => [`${row.countyCode} ${row.askedId}`, row]))
}

export async function getPerson(context: Context, countyCode: string, elderId: string): Promise<Person> {
  const persons = await personsOf(context, [{ countyCode, elderId }])
  const person = persons.get(`${countyCode} ${elderId}`)
  if (!person) throw unknownElder()
  return person
}

export function unknownElder(): Refused {
  return new Refused('not_found', '没有找到这位老人，或她不在您的辖区内。请联系乡镇核对。')
}

export function unknownPlace(): Refused {
  return new Refused('not_found', '没有找到这个助餐点，或您不在它的人员名单里。请联系乡镇核对。')
}
