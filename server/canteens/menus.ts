// The menu by day and meal; what a village kitchen must not cook is refused by the dish's name.
import { sql } from 'kysely'
import type { Meal } from '../../domain/canteens/canteen.ts'
import type { mealApi } from '../../domain/canteens/meal-api.ts'
import { type Dish, dishRisks, forbiddenDish } from '../../domain/canteens/menu.ts'
import { mondayOf } from '../../domain/canteens/week.ts'
import { addDays, daysBetween } from '../../domain/kernel/day.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { Context } from '../kernel/context.ts'
import { getPlace } from './place.ts'

type Table = typeof mealApi
type Input<Name extends keyof Table> = InputOf<Table[Name]>
type Key = { countyCode: string; canteenId: string }

export async function menuBetween(
  { tx }: Context,
  canteens: readonly Key[],
  from: string,
  to: string,
): Promise<{ canteenId: string; day: string; meal: Meal; dishes: Dish[] }[]> {
  const { rows } = await sql<{ canteenId: string; day: string; meal: Meal; dishes: Dish[] }>`
    select canteen_id, day, meal, dishes from menu_meals
    where county_code = any(${[...new Set(canteens.map(one => one.countyCode))]})
      and canteen_id = any(${canteens.map(one => one.canteenId)}::uuid[])
      and day between ${from} and ${to} order by day, meal`.execute(tx)
  return rows
}

export async function weekOfMenu(
  context: Context,
  { monday, ...key }: Input<'menu.week'>,
): Promise<OutputOf<Table['menu.week']>> {
  await getPlace(context, key)
  const from = mondayOf(monday)
  const meals = await menuBetween(context, [key], from, addDays(from, 6))
  return { meals: meals.map(({ day, meal, dishes }) => ({ day, meal, dishes })) }
}

export async function keepMenu(
  context: Context,
  { countyCode, canteenId, day, meal, dishes }: Input<'menu.keep'>,
): Promise<Record<string, never>> {
  const { tx, now, actor } = context
  const { regionCode } = await getPlace(context, { countyCode, canteenId })
  const bad = forbiddenDish(dishes, forbiddenIn(context, regionCode))
  if (bad)
    throw new Refused(
      'rule_broken',
      `“${bad.dish}”是${dishRisks.words[bad.risk]}，助餐点不能做，请换一道菜。`,
    )
  if (new Set(dishes.map(dish => dish.name)).size < dishes.length)
    throw new Refused('invalid', '同一餐里有两道同名的菜，请改名或去掉一道。')
  const values = { dishes: JSON.stringify(dishes), keptBy: actor.accountId, keptAt: now.toISOString() }
  await tx
    .insertInto('menuMeals')
    .values({ countyCode, canteenId, day, meal, regionCode, ...values })
    .onConflict(conflict => conflict.columns(['countyCode', 'canteenId', 'day', 'meal']).doUpdateSet(values))
    .execute()
  return {}
}

function forbiddenIn(context: Context, regionCode: string) {
  return {
    coldDish: context.setting('canteen.forbidColdDish', regionCode),
    wildMushroom: context.setting('canteen.forbidWildMushroom', regionCode),
    rawFish: context.setting('canteen.forbidRawFish', regionCode),
  }
}

/** Meals already written in the later week stay as they are. */
export async function copyMenu(
  context: Context,
  { countyCode, canteenId, fromMonday, toMonday }: Input<'menu.copy'>,
): Promise<OutputOf<Table['menu.copy']>> {
  const { tx, now, actor } = context
  await getPlace(context, { countyCode, canteenId })
  const from = mondayOf(fromMonday)
  const apart = daysBetween(from, mondayOf(toMonday))
  if (apart === 0) throw new Refused('invalid', '不能照抄到同一周，请选另一周。')
  const { rows } = await sql<{ day: string }>`
    insert into menu_meals (county_code, canteen_id, day, meal, region_code, dishes, kept_by, kept_at)
    select county_code, canteen_id, day + ${apart}::int, meal, region_code, dishes, ${actor.accountId}::uuid,
      ${now.toISOString()}
    from menu_meals where county_code = ${countyCode} and canteen_id = ${canteenId}
      and day between ${from} and ${addDays(from, 6)}
    on conflict (county_code, canteen_id, day, meal) do nothing
    returning day`.execute(tx)
  return { copied: rows.length }
}
