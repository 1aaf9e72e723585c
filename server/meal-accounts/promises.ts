// The viability sheet of a canteen: a promise before it is approved, kept beside what came of it.
import { sql } from 'kysely'
import { addMonths, monthOf } from '../../domain/kernel/day.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { MealPromise, mealBookApi } from '../../domain/meal-accounts/books-api.ts'
import {
  againstPromise,
  standingOf,
  type ViabilityPlan,
  type ViabilityRules,
  viabilityOf,
} from '../../domain/meal-accounts/viability.ts'
import type { Context } from '../kernel/context.ts'
import { livingMonths } from './books.ts'
import { getCanteen } from './canteen.ts'
import { openMonths } from './open-account.ts'

type Table = typeof mealBookApi

interface PromiseRow {
  countyCode: string
  id: string
  canteenId: string
  regionCode: string
  plan: ViabilityPlan
  promisedBy: string | null
  promisedByName: string | null
  promisedAt: string
  agreedByName: string | null
  agreedAt: string | null
  agreeNote: string | null
}

function rulesAt(context: Context, regionCode: string): ViabilityRules {
  return {
    cashMonths: context.setting('meals.cashMonths', regionCode),
    dinersAtLeast: context.setting('meals.dinersAtLeast', regionCode),
    shortPercent: context.setting('meals.promiseShortPercent', regionCode),
  }
}

async function promiseRows(
  { tx }: Context,
  countyCode: string,
  by: { canteenId: string } | { id: string },
): Promise<PromiseRow[]> {
  const which = 'id' in by ? sql`p.id = ${by.id}` : sql`p.canteen_id = ${by.canteenId}`
  const { rows } = await sql<PromiseRow>`
    select p.county_code, p.id, p.canteen_id, p.region_code, p.plan, p.promised_by, one.name as promised_by_name,
      p.promised_at, other.name as agreed_by_name, p.agreed_at, p.agree_note
    from meal_promises p
    left join accounts one on one.id = p.promised_by
    left join accounts other on other.id = p.agreed_by
    where p.county_code = ${countyCode} and ${which}
    order by p.promised_at desc, p.id desc limit 20`.execute(tx)
  return rows
}

function promiseFrom(context: Context, row: PromiseRow): MealPromise {
  const { regionCode, promisedBy, ...rest } = row
  return {
    ...rest,
    result: viabilityOf(row.plan, rulesAt(context, regionCode)),
    mayAgree:
      row.agreedAt === null &&
      promisedBy !== context.actor.accountId &&
      context.actor.rights.includes('canteen:manage'),
  }
}

export async function getPromises(
  context: Context,
  key: InputOf<Table['mealPromise.get']>,
): Promise<OutputOf<Table['mealPromise.get']>> {
  const canteen = await getCanteen(context.tx, key)
  const rules = rulesAt(context, canteen.regionCode)
  const found = await promiseRows(context, key.countyCode, { canteenId: key.canteenId })
  const kept = found.find(row => row.agreedAt !== null) ?? found[0]
  const now = monthOf(context.today)
  const months = livingMonths(await openMonths(context, key, addMonths(now, -12), now), context.today)
  return {
    name: canteen.name,
    promises: found.map(row => promiseFrom(context, row)),
    checks:
      kept && months.length > 0
        ? againstPromise(kept.plan, standingOf(months, kept.plan.mealsADay), rules)
        : [],
    rules,
  }
}

export async function savePromise(
  context: Context,
  { id, plan, ...key }: InputOf<Table['mealPromise.save']>,
): Promise<MealPromise> {
  const { tx, now, actor } = context
  const canteen = await getCanteen(tx, key)
  const { isViable } = viabilityOf(plan, rulesAt(context, canteen.regionCode))
  await tx
    .insertInto('mealPromises')
    .values({
      ...{ countyCode: key.countyCode, id, regionCode: canteen.regionCode, canteenId: key.canteenId, plan },
      ...{ isViable, promisedBy: actor.accountId, promisedAt: now.toISOString() },
      ...{ agreedBy: null, agreedAt: null, agreeNote: null },
    })
    .execute()
  return getPromise(context, key.countyCode, id)
}

async function getPromise(context: Context, countyCode: string, id: string): Promise<MealPromise> {
  const [row] = await promiseRows(context, countyCode, { id })
  if (!row) throw new Refused('not_found', '没有这份测算，或者不在您的辖区内。请刷新后重试。')
  return promiseFrom(context, row)
}

export async function agreePromise(
  context: Context,
  { countyCode, id, note }: InputOf<Table['mealPromise.agree']>,
): Promise<MealPromise> {
  const { tx, now, actor } = context
  const promise = await getPromise(context, countyCode, id)
  if (promise.agreedAt !== null) throw new Refused('conflict', '这份测算已经同意过，不用重复。')
  if (!promise.mayAgree)
    throw new Refused('rule_broken', '提交测算的人不能自己同意，请另一位工作人员核对后同意。')
  await tx
    .updateTable('mealPromises')
    .set({ agreedBy: actor.accountId, agreedAt: now.toISOString(), agreeNote: note })
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .execute()
  return getPromise(context, countyCode, id)
}
