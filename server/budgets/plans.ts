// Budget plans that were kept: listed, opened over today's records, changed by whoever kept them, deleted with a reason.
import { sql } from 'kysely'
import {
  PlanContents,
  type PlanHead,
  type PlanReckoned,
  type PlanSums,
  planCounties,
  sumsOf,
} from '../../domain/budgets/kept.ts'
import { tryMoney } from '../../domain/budgets/money.ts'
import type { MoneyAnswer } from '../../domain/budgets/plan.ts'
import type { budgetPlanApi } from '../../domain/budgets/plans-api.ts'
import { areaOf, countyCodeOf } from '../../domain/kernel/area.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { Context } from '../kernel/context.ts'
import { cursorOf, placeFrom } from '../kernel/list-place.ts'
import { checkInArea } from '../regions/regions.ts'
import { tryMealBudget } from './meal-trial.ts'
import { checkBudgetArea, moneyFacts } from './money-facts.ts'
import { tryBudgetRule } from './rule-trial.ts'

type Table = typeof budgetPlanApi
interface Key {
  countyCode: string
  id: string
}
type Kept = Omit<PlanHead, 'isMine' | 'moves' | 'hasRule' | 'hasMeal'> & {
  contents: PlanContents
  thenSums: PlanSums
  keptBy: string | null
}

const columns = sql`p.county_code, p.id, p.region_code, r.short_name as region_name, p.name, p.version, p.kept_by,
  keeper.name as kept_by_name, p.kept_at, p.contents, p.then_sums`
const joined = sql`budget_plans p join regions r on r.code = p.region_code
  left join accounts keeper on keeper.id = p.kept_by`

function headOf({ actor }: Context, { contents, thenSums: _, keptBy, ...row }: Kept): PlanHead {
  return {
    ...row,
    isMine: keptBy === actor.accountId,
    moves: contents.moves.length,
    hasRule: contents.change !== null,
    hasMeal: contents.meal !== null,
  }
}

export async function listBudgetPlans(
  context: Context,
  { regionCode, isMine, text, limit, after }: InputOf<Table['budgetPlan.list']>,
): Promise<OutputOf<Table['budgetPlan.list']>> {
  checkInArea(context, regionCode)
  const { from, to } = areaOf(regionCode)
  const place = placeFrom(after)
  const found = await sql<Kept>`
    select ${columns} from ${joined}
    where p.county_code between ${countyCodeOf(from)} and ${countyCodeOf(to)}
      and p.region_code between ${from} and ${to} and p.deleted_at is null
      ${isMine ? sql`and p.kept_by = ${context.actor.accountId}` : sql``}
      ${text ? sql`and (strpos(p.name, ${text}) > 0 or strpos(keeper.name, ${text}) > 0)` : sql``}
      ${place ? sql`and (p.kept_at, p.id) < (${place.sort}::timestamptz, ${place.id}::uuid)` : sql``}
    order by p.kept_at desc, p.id desc limit ${limit + 1}`.execute(context.tx)
  const rows = found.rows.slice(0, limit)
  const last = found.rows.length > limit ? rows.at(-1) : undefined
  return { rows: rows.map(row => headOf(context, row)), next: last ? cursorOf(last.keptAt, last.id) : null }
}

async function keptPlan({ tx }: Context, { countyCode, id }: Key): Promise<Kept> {
  const found = await sql<Kept>`
    select ${columns} from ${joined}
    where p.county_code = ${countyCode} and p.id = ${id} and p.deleted_at is null`.execute(tx)
  const plan = found.rows[0]
  if (!plan)
    throw new Refused('not_found', '没有这个预算方案，或者它已被删除、不在您的辖区内。请返回列表刷新。')
  return { ...plan, contents: PlanContents.parse(plan.contents) }
}

async function reckoned(context: Context, regionCode: string, { moves, basis, change, meal }: PlanContents) {
  const facts = await moneyFacts(context, regionCode, basis)
  let problem: string | null = null
  let money: MoneyAnswer
  try {
    money = tryMoney(facts, moves)
  } catch (error) {
    // Money that lay free when the plan was kept may be in a project by now.
    if (!(error instanceof Refused)) throw error
    problem = error.message
    money = tryMoney(facts, [])
  }
  const rule = change === null ? null : await tryBudgetRule(context, { regionCode, change })
  const meals = meal === null ? null : await tryMealBudget(context, { regionCode, change: meal })
  return { counties: planCounties(money, rule, meals), problem }
}

export async function getBudgetPlan(context: Context, key: Key): Promise<PlanReckoned> {
  const kept = await keptPlan(context, key)
  const { counties, problem } = await reckoned(context, kept.regionCode, kept.contents)
  return {
    plan: headOf(context, kept),
    contents: kept.contents,
    thenSums: kept.thenSums,
    nowSums: sumsOf(counties),
    border: sumsOf(counties.filter(({ isBorder }) => isBorder)),
    counties,
    problem,
  }
}

export async function keepBudgetPlan(
  context: Context,
  { id, regionCode, name, contents, version }: InputOf<Table['budgetPlan.keep']>,
): Promise<PlanHead> {
  const { tx, now, actor, config } = context
  checkBudgetArea(context, regionCode)
  const countyCode = countyCodeOf(regionCode)
  const { counties, problem } = await reckoned(context, regionCode, contents)
  if (problem !== null) throw new Refused('rule_broken', problem)
  const fresh = { name, contents, thenSums: sumsOf(counties), keptAt: now.toISOString() }
  if (version === 0)
    await tx
      .insertInto('budgetPlans')
      .values({
        ...{ countyCode, id, regionCode, ...fresh, version: 1, keptBy: actor.accountId },
        ...{ deletedBy: null, deletedAt: null, deleteReason: null, synthetic: config.demo !== 'none' },
      })
      .execute()
  else {
    const before = await keptPlan(context, { countyCode, id })
    checkOwn(context, before)
    const { numUpdatedRows } = await tx
      .updateTable('budgetPlans')
      .set({ ...fresh, version: version + 1 })
      .where('countyCode', '=', countyCode)
      .where('id', '=', id)
      .where('version', '=', version)
      .where('deletedAt', 'is', null)
      .executeTakeFirstOrThrow()
    if (numUpdatedRows === 0n)
      throw new Refused(
        'conflict',
        '这个方案刚刚在别处改过，您的修改还没有保存。请重新打开再改，或另存一份。',
      )
  }
  return headOf(context, await keptPlan(context, { countyCode, id }))
}

function checkOwn({ actor }: Context, { keptBy, keptByName }: Kept): void {
  if (keptBy !== actor.accountId)
    throw new Refused(
      'not_allowed',
      `这个方案是${keptByName ?? '别人'}保存的，只有本人能改。您可以另存一份。`,
    )
}

export async function deleteBudgetPlan(
  context: Context,
  { countyCode, id, reason }: InputOf<Table['budgetPlan.delete']>,
): Promise<Record<never, never>> {
  checkOwn(context, await keptPlan(context, { countyCode, id }))
  await context.tx
    .updateTable('budgetPlans')
    .set({
      deletedBy: context.actor.accountId,
      deletedAt: context.now.toISOString(),
      deleteReason: reason,
    })
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .execute()
  return {}
}

export async function compareBudgetPlans(
  context: Context,
  { one, other }: InputOf<Table['budgetPlan.compare']>,
): Promise<OutputOf<Table['budgetPlan.compare']>> {
  return { one: await getBudgetPlan(context, one), other: await getBudgetPlan(context, other) }
}
