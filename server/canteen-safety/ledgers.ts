// The four ledgers of a kitchen: samples, goods, disinfection, self-checks; and the meals that lack samples.
import { type RawBuilder, sql } from 'kysely'
import type { canteenSafetyApi } from '../../domain/canteen-safety/api.ts'
import type { DisinfectionRow, PurchaseRow, SelfCheckRow } from '../../domain/canteen-safety/records.ts'
import { type SampleRow, sampleCode } from '../../domain/canteen-safety/samples.ts'
import type { OutputOf } from '../../domain/kernel/operation.ts'
import type { Context } from '../kernel/context.ts'
import { lacksSamples, servedSlots } from './facts.ts'

export interface Key {
  countyCode: string
  canteenId: string
}

type OfCanteen<Row> = Row & { canteenId: string }
const ofKeys = (alias: string, keys: readonly Key[]) => sql`${sql.ref(`${alias}.countyCode`)} =
  any(${[...new Set(keys.map(one => one.countyCode))]}) and ${sql.ref(`${alias}.canteenId`)} =
  any(${keys.map(one => one.canteenId)}::uuid[])`

export async function samplesOf(
  { tx }: Context,
  keys: readonly Key[],
  chosen: RawBuilder<unknown>,
): Promise<OfCanteen<SampleRow>[]> {
  const { rows } = await sql<OfCanteen<Omit<SampleRow, 'code'>>>`
    select s.canteen_id, s.id, s.day, s.meal, s.dish, s.grams, s.taken_at, s.keep_until, s.celsius,
      keeper.name as keeper_name, checker.name as checker_name, s.discarded_at
    from food_samples s
    left join accounts keeper on keeper.id = s.kept_by
    left join accounts checker on checker.id = s.checked_by
    where ${ofKeys('s', keys)} and ${chosen}
    order by s.day, s.meal, s.taken_at, s.id`.execute(tx)
  return rows.map(row => ({ ...row, code: sampleCode(row.id, row.day) }))
}

/** The samples an incident asks about: of its days, and whatever else is still in the fridge. */
export function samplesSince(context: Context, key: Key, from: string, to: string): Promise<SampleRow[]> {
  return samplesOf(context, [key], sql`(s.day between ${from} and ${to} or s.discarded_at is null)`)
}

export async function disinfectionsOf({ tx }: Context, keys: readonly Key[], from: string, to: string) {
  const { rows } = await sql<OfCanteen<DisinfectionRow>>`
    select d.canteen_id, d.id, d.day, d.things, d.way, d.minutes, d.done_at, a.name as by_name
    from kitchen_disinfections d left join accounts a on a.id = d.kept_by
    where ${ofKeys('d', keys)} and d.day between ${from} and ${to}
    order by d.day, d.done_at, d.id`.execute(tx)
  return rows
}

export async function checksOf({ tx }: Context, keys: readonly Key[], from: string, to: string) {
  const { rows } = await sql<OfCanteen<SelfCheckRow>>`
    select k.canteen_id, k.id, k.kind, k.day, k.faults, k.note, k.done_at, a.name as by_name
    from kitchen_checks k left join accounts a on a.id = k.kept_by
    where ${ofKeys('k', keys)} and k.day between ${from} and ${to}
    order by k.day, k.done_at, k.id`.execute(tx)
  return rows
}

export async function purchasesOf(
  { tx }: Context,
  key: Key,
  from: string,
  to: string,
): Promise<PurchaseRow[]> {
  const { rows } = await sql<PurchaseRow>`
    select p.id, p.bought_on, p.goods, p.amount, p.supplier, p.ticket_number, p.cost_fen, p.expires_on,
      p.acceptance, p.note, a.name as by_name, (select t.id from food_tickets t
        where t.county_code = p.county_code and t.purchase_id = p.id order by t.added_at desc limit 1) as photo_id
    from food_purchases p left join accounts a on a.id = p.kept_by
    where ${ofKeys('p', [key])} and p.bought_on between ${from} and ${to}
    order by p.bought_on, p.id`.execute(tx)
  return rows
}

/** Served meals with dishes nobody kept a sample of, newest first. */
export async function missedOf({ tx }: Context, { countyCode, canteenId }: Key, from: string, to: string) {
  const { rows } = await sql<OutputOf<(typeof canteenSafetyApi)['safety.month']>['missed'][number]>`
    select slot.day, slot.meal,
      (select coalesce(sum(s.portions), 0)::int from meal_servings s where s.county_code = c.county_code
        and s.canteen_id = c.id and s.day = slot.day and s.meal = slot.meal and s.undone_at is null) as portions,
      array(select plate.content ->> 'name' from jsonb_array_elements(menu.dishes) as plate (content)
        where not exists (select from food_samples k where k.county_code = c.county_code and k.canteen_id = c.id
          and k.day = slot.day and k.meal = slot.meal and k.dish = plate.content ->> 'name')) as missing
    from canteens c cross join lateral ${servedSlots(from, to)}
    where c.county_code = ${countyCode} and c.id = ${canteenId} and c.tier = 'cooksHere' and ${lacksSamples}
    order by slot.day desc, slot.meal desc`.execute(tx)
  return rows
}
