// What was eaten, read again: the list of a place, the last meals of an elder, and the cards they are known by.
import { sql } from 'kysely'
import { cardCodeOf } from '../../domain/canteens/card.ts'
import type { mealApi } from '../../domain/canteens/meal-api.ts'
import { guestKinds } from '../../domain/canteens/serving.ts'
import { firstDayOf, monthOf } from '../../domain/kernel/day.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { Context } from '../kernel/context.ts'
import { cursorOf, placeFrom } from '../kernel/list-place.ts'
import { type DietRow, dietColumn, dietFrom } from './diets.ts'
import { getPerson, getPlace, personsOf, unknownElder } from './place.ts'

type Table = typeof mealApi
type Out<Name extends keyof Table> = OutputOf<Table[Name]>

const lastMeals = 14

type ServedRow = Omit<Out<'mealServing.list'>['rows'][number], 'name'> & {
  elderName: string | null
  guestKind: keyof typeof guestKinds.words | null
  guestName: string | null
}

/** Newest first; what was undone stays visible with its reason. */
export async function listServings(
  context: Context,
  { countyCode, canteenId, from, to, limit, after }: InputOf<Table['mealServing.list']>,
): Promise<Out<'mealServing.list'>> {
  const place = placeFrom(after)
  await getPlace(context, { countyCode, canteenId })
  const { rows } = await sql<ServedRow>`
    select s.id, s.day, s.meal, s.elder_id, e.name as elder_name, x.guest_kind, x.guest_name, s.portions, s.way,
      s.known_by, s.handed_to, s.served_at, a.name as by_name, s.undo_reason
    from meal_servings s
    left join elders e on e.county_code = s.county_code and e.id = s.elder_id
    left join meal_extras x on x.county_code = s.county_code and x.id = s.extra_id
    left join accounts a on a.id = s.recorded_by
    where s.county_code = ${countyCode} and s.canteen_id = ${canteenId} and s.day between ${from} and ${to}
      ${place ? sql`and (s.day, s.id) < (${place.sort}::date, ${place.id}::uuid)` : sql``}
    order by s.day desc, s.id desc limit ${limit + 1}`.execute(context.tx)
  const shown = rows.slice(0, limit)
  context.concerns(countyCode, [...new Set(shown.flatMap(row => row.elderId ?? []))])
  const last = rows.length > limit ? shown.at(-1) : undefined
  return {
    rows: shown.map(({ elderName, guestKind, guestName, ...row }) => ({
      ...row,
      name: elderName ?? guestName ?? (guestKind ? guestKinds.words[guestKind] : '外村老人'),
    })),
    next: last ? cursorOf(last.day, last.id) : null,
  }
}

export async function mealsOfElder(
  context: Context,
  { countyCode, elderId }: InputOf<Table['mealServing.ofElder']>,
): Promise<Out<'mealServing.ofElder'>> {
  const { tx, today } = context
  const person = await getPerson(context, countyCode, elderId)
  context.concerns(countyCode, [person.id])
  const { rows } = await sql<{
    diet: DietRow | null
    serial: number | null
    thisMonth: number
    regular: { canteen_id: string; canteen_name: string; lunch: string; supper: string } | null
    last: { day: string; meal: string; way: string; canteen_name: string; handed_to: string | null }[]
  }>`
    select ${dietColumn} as diet,
      (select c.serial from meal_cards c where c.county_code = e.county_code and c.elder_id = e.id
        and c.ended_on is null) as serial,
      (select count(*)::int from meal_servings s where s.county_code = e.county_code and s.elder_id = e.id
        and s.day >= ${firstDayOf(monthOf(today))} and s.undone_at is null) as this_month,
      (select json_build_object('canteen_id', c.id, 'canteen_name', c.name, 'lunch', r.lunch, 'supper', r.supper)
        from meal_regulars r join canteens c on c.county_code = r.county_code and c.id = r.canteen_id
        where r.county_code = e.county_code and r.elder_id = e.id and r.valid_to is null) as regular,
      (select coalesce(json_agg(l order by l.day desc, l.meal desc), '[]') from (
        select s.day, s.meal, s.way, s.handed_to, c.name as canteen_name from meal_servings s
        join canteens c on c.county_code = s.county_code and c.id = s.canteen_id
        where s.county_code = e.county_code and s.elder_id = e.id and s.undone_at is null
        order by s.day desc, s.meal desc limit ${lastMeals}) l) as last
    from elders e where e.county_code = ${countyCode} and e.id = ${person.id}`.execute(tx)
  const row = rows[0]
  if (!row) throw unknownElder()
  const { regular } = row
  return {
    regular: regular && {
      canteenId: regular.canteen_id,
      canteenName: regular.canteen_name,
      lunch: regular.lunch,
      supper: regular.supper,
    },
    card: row.serial === null ? null : cardCodeOf(row.serial),
    diet: row.diet && dietFrom(context, row.diet),
    thisMonth: row.thisMonth,
    last: row.last.map(({ canteen_name: canteenName, handed_to: handedTo, ...meal }) => ({
      ...(meal as Pick<Out<'mealServing.ofElder'>['last'][number], 'day' | 'meal' | 'way'>),
      canteenName,
      handedTo: handedTo as Out<'mealServing.ofElder'>['last'][number]['handedTo'],
    })),
  }
}

/** Whoever has a card keeps it, unless it is to be renewed. */
export async function issueCards(
  context: Context,
  { countyCode, canteenId, elderIds, renew }: InputOf<Table['mealCard.issue']>,
): Promise<Out<'mealCard.issue'>> {
  const { tx, today, actor } = context
  await getPlace(context, { countyCode, canteenId })
  const persons = await personsOf(
    context,
    elderIds.map(elderId => ({ countyCode, elderId })),
  )
  const people = [...new Map([...persons.values()].map(one => [one.id, one])).values()]
  if (people.length === 0 || elderIds.some(id => !persons.has(`${countyCode} ${id}`))) throw unknownElder()
  if (people.some(one => one.endedOn !== null))
    throw new Refused('rule_broken', '名单里有已去世或迁出的老人，没有制作。请刷新后重新选择。')
  const ids = people.map(one => one.id)
  context.concerns(countyCode, ids)
  if (renew)
    await tx
      .updateTable('mealCards')
      .set({ endedOn: today })
      .where('countyCode', '=', countyCode)
      .where('elderId', 'in', ids)
      .where('endedOn', 'is', null)
      .execute()
  await tx
    .insertInto('mealCards')
    .values(
      people.map(({ id, regionCode }) => ({
        ...{ countyCode, regionCode, elderId: id, issuedOn: today, issuedBy: actor.accountId, endedOn: null },
      })),
    )
    .onConflict(conflict =>
      conflict.columns(['countyCode', 'elderId']).where('endedOn', 'is', null).doNothing(),
    )
    .execute()
  const held = await tx
    .selectFrom('mealCards')
    .select(['elderId', 'serial'])
    .where('countyCode', '=', countyCode)
    .where('elderId', 'in', ids)
    .where('endedOn', 'is', null)
    .execute()
  const serials = new Map(held.map(row => [row.elderId, row.serial]))
  return {
    cards: people.map(({ id, name }) => ({
      ...{ elderId: id, name, code: cardCodeOf(serials.get(id) ?? 0) },
    })),
  }
}
