// Taking a meal back: the act stays in the trail and the row in the table, only it no longer counts.
import { sql } from 'kysely'
import type { mealApi } from '../../domain/canteens/meal-api.ts'
import { checkUndo } from '../../domain/canteens/rules.ts'
import type { InputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { Context } from '../kernel/context.ts'
import { placesOf } from './place.ts'

type UndoInput = InputOf<(typeof mealApi)['mealServing.undo']>

interface Told {
  countyCode: string
  id: string
  canteenId: string
  regionCode: string
  elderId: string | null
  day: string
  undoneAt: string | null
  repeats: string | null
}

export async function undoServings(
  context: Context,
  inputs: readonly UndoInput[],
): Promise<(Record<string, never> | Refused)[]> {
  const { rows } = await sql<Told>`
    select county_code, id, canteen_id, region_code, elder_id, day, undone_at, repeats from meal_servings
    where county_code = any(${[...new Set(inputs.map(one => one.countyCode))]})
      and id = any(${inputs.map(one => one.id)}::uuid[]) for update`.execute(context.tx)
  const reachable = new Set((await placesOf(context, rows)).map(place => place.id))
  const known = new Map(rows.filter(row => reachable.has(row.canteenId)).map(row => [row.id, row]))
  const outcomes = inputs.map(input => whyRefused(context, known.get(input.id), input) ?? {})
  const undone = inputs.filter((_, index) => !(outcomes[index] instanceof Refused))
  if (undone.length > 0) {
    const told = undone.flatMap(one => known.get(one.id) ?? [])
    await takeBack(context, undone, known)
    await servedAnew(context, [...told, ...(await letOthersStand(context, told))])
  }
  for (const { countyCode, elderId } of known.values()) if (elderId) context.concerns(countyCode, [elderId])
  return outcomes
}

function whyRefused(
  { now, today, setting }: Context,
  serving: Told | undefined,
  { undoneAt: at }: UndoInput,
): Refused | null {
  if (!serving) return new Refused('not_found', '没有找到这条用餐记录，可能是同事先记的。请刷新核对。')
  const withinDays = setting('canteen.recordWithinDays', serving.regionCode)
  // A telling that only stood behind another's is there to be taken back like any other.
  const undoneAt = serving.repeats === null ? serving.undoneAt : null
  try {
    checkUndo({ day: serving.day, undoneAt }, { now, today, withinDays, at })
    return null
  } catch (error) {
    if (error instanceof Refused) return error
    throw error
  }
}

/** The serving that stood, behind which every other telling of the meal is kept. */
const groupOf = ({ countyCode, id, repeats }: Told) => ({ countyCode, standing: repeats ?? id })

/** With what was pressed, whatever the same person told of that meal: she has just said that it was not eaten. */
async function takeBack(
  { tx, now, actor }: Context,
  undone: readonly UndoInput[],
  known: ReadonlyMap<string, Told>,
): Promise<void> {
  const groups = undone.flatMap(({ id, reason }) => {
    const told = known.get(id)
    return told ? [{ ...groupOf(told), id, reason }] : []
  })
  await sql`
    update meal_servings s set undone_at = ${now.toISOString()}, undone_by = ${actor.accountId},
      undo_reason = told.reason, repeats = null
    from json_to_recordset(${JSON.stringify(groups)}::json) as told ("countyCode" text, standing uuid, id uuid,
      reason text)
    where s.county_code = told."countyCode" and (s.id = told.id
      or s.id = told.standing and s.recorded_by = ${actor.accountId} and s.undone_at is null
      or s.repeats = told.standing and s.recorded_by = ${actor.accountId})`.execute(tx)
}

/** What a colleague had told of the same meal stands now, the first of it, and the rest behind that. */
async function letOthersStand(
  { tx }: Context,
  undone: readonly Told[],
): Promise<{ countyCode: string; canteenId: string }[]> {
  const groups = undone.map(groupOf)
  const { rows } = await sql<{ countyCode: string; canteenId: string }>`
    with waiting as (
      select r.county_code, r.id, r.repeats, first_value(r.id) over (partition by r.county_code, r.repeats
        order by r.received_at, r.id) as first
      from meal_servings r join meal_servings gone on gone.county_code = r.county_code and gone.id = r.repeats
      where r.county_code = any(${groups.map(one => one.countyCode)})
        and r.repeats = any(${groups.map(one => one.standing)}::uuid[]) and gone.undone_at is not null)
    update meal_servings m set repeats = case when m.id = w.first then null else w.first end,
      undone_at = case when m.id = w.first then null else m.undone_at end,
      undo_reason = case when m.id = w.first then null else m.undo_reason end
    from waiting w where m.county_code = w.county_code and m.id = w.id
    returning m.county_code, m.canteen_id`.execute(tx)
  return rows
}

/** What was undone may have been the only meal of its day. */
async function servedAnew(
  { tx }: Context,
  changed: readonly { countyCode: string; canteenId: string }[],
): Promise<void> {
  await sql`
    update canteens c set last_served_on = (select max(s.day) from meal_servings s
      where s.county_code = c.county_code and s.canteen_id = c.id and s.undone_at is null)
    where c.county_code = any(${changed.map(one => one.countyCode)})
      and c.id = any(${changed.map(one => one.canteenId)}::uuid[])`.execute(tx)
}
