// A trial of a meal rule on meals really eaten: who would pay more or less. Nothing is charged, nothing changes.
import { sql } from 'kysely'
import { nameFor } from '../../domain/elders/registration.ts'
import type { Month } from '../../domain/kernel/day.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { MealTrial, mealRuleApi } from '../../domain/meal-accounts/api.ts'
import { fullPrice, supportOf, type TermsAt } from '../../domain/meal-accounts/split.ts'
import type { Context } from '../kernel/context.ts'
import { canteensWithMeals } from './charging.ts'
import { readKey, writeKey } from './cursor.ts'
import { gather } from './deciding.ts'
import { eatersOf } from './eaten.ts'
import { type InForce, inForce, termsOf } from './in-force.ts'
import { lastTrial } from './last-trial.ts'
import { findMealRule, type RowKey } from './rules.ts'

type Table = typeof mealRuleApi

const atOnce = 2_000

interface Line {
  elderId: string
  servings: number
  beforeFen: number
  afterFen: number
}

export async function tryMealRule(
  context: Context,
  { countyCode, id, trialId, month }: RowKey & { trialId: string; month: Month },
): Promise<MealTrial> {
  const { tx, now, actor } = context
  const record = await findMealRule(context, { countyCode, id })
  const today = await inForce(tx, countyCode)
  // As if it had been in force in the month that is tried.
  const drafted = { ...record, ruleId: record.id, fromMonth: month, toMonth: null }
  const wanted: InForce = {
    ...today,
    rules: [...today.rules.filter(rule => rule.schemeId !== record.schemeId), drafted],
  }
  const canteens = (await canteensWithMeals(context, countyCode, month)).filter(
    canteenId => record.canteenId === null || record.canteenId === canteenId,
  )
  const { lines, sums } = await compare(context, countyCode, month, canteens, today, wanted)
  if (sums.servings === 0)
    throw new Refused('rule_broken', `${month} 月没有供餐记录可以试算。请选择有供餐的月份。`)
  await tx
    .insertInto('mealTrials')
    .values({
      ...{ countyCode, id: trialId, ruleId: id, month, regionCode: `${countyCode}000000` },
      ...{ revision: record.revision, ...sums },
      people: lines.length,
      payLess: lines.filter(line => line.afterFen < line.beforeFen).length,
      payMore: lines.filter(line => line.afterFen > line.beforeFen).length,
      triedBy: actor.accountId,
      triedAt: now.toISOString(),
    })
    .execute()
  await keepLines(context, { countyCode, id: trialId }, lines)
  if (record.state === 'draft')
    await tx
      .updateTable('mealRules')
      .set({ state: 'tried' })
      .where('countyCode', '=', countyCode)
      .where('id', '=', id)
      .execute()
  context.concerns(
    countyCode,
    lines.map(line => line.elderId),
  )
  const trial = await lastTrial(tx, { countyCode, ruleId: id })
  if (!trial) throw new Error('a trial just made is there')
  return trial
}

async function compare(
  { tx }: Context,
  countyCode: string,
  month: Month,
  canteens: readonly string[],
  before: InForce,
  after: InForce,
) {
  const [now, then] = [termsOf(before, month), termsOf(after, month)]
  const sums = { servings: 0, elderBeforeFen: 0, elderAfterFen: 0, supportBeforeFen: 0, supportAfterFen: 0 }
  const lines: Line[] = []
  const people = await eatersOf(tx, countyCode, month, canteens)
  for (let at = 0; at < people.length; at += atOnce) {
    const { eaters, split } = await gather(tx, countyCode, month, people.slice(at, at + atOnce))
    for (const eater of eaters) {
      // Where no rule is in force yet, a meal costs its whole price.
      const was = split(eater, now)
      const is = split(eater, then)
      const bare = is.length === was.length ? [] : eater.meals.filter(meal => now(meal) === null)
      const full = bare.map(meal => fullPrice(priceAt(then, meal)))
      const line = { elderId: eater.elderId, servings: is.length, beforeFen: 0, afterFen: 0 }
      for (const one of [...was.map(meal => meal.split), ...full]) {
        line.beforeFen += one.elderFen
        sums.supportBeforeFen += supportOf(one)
      }
      for (const { split: one } of is) {
        line.afterFen += one.elderFen
        sums.supportAfterFen += supportOf(one)
      }
      sums.servings += line.servings
      sums.elderBeforeFen += line.beforeFen
      sums.elderAfterFen += line.afterFen
      lines.push(line)
    }
  }
  return { lines, sums }
}

function priceAt(termsAt: TermsAt, meal: Parameters<TermsAt>[0]): number {
  return termsAt(meal)?.priceFen ?? 0
}

async function keepLines({ tx }: Context, { countyCode, id }: RowKey, lines: readonly Line[]): Promise<void> {
  if (lines.length === 0) return
  const rows = lines.map(line => ({ ...line, countyCode, trialId: id, regionCode: `${countyCode}000000` }))
  for (let at = 0; at < rows.length; at += atOnce)
    await tx
      .insertInto('mealTrialLines')
      .values(rows.slice(at, at + atOnce))
      .execute()
}

/** Whoever would pay more first, then who would pay less. */
export async function mealTrialLines(
  context: Context,
  { countyCode, id, limit, after }: InputOf<Table['mealTrial.lines']>,
): Promise<OutputOf<Table['mealTrial.lines']>> {
  const from = after === undefined ? null : readKey(after, 2)
  const found = await context.tx
    .selectFrom('mealTrialLines as l')
    .innerJoin('elders as e', join =>
      join.onRef('e.countyCode', '=', 'l.countyCode').onRef('e.id', '=', 'l.elderId'),
    )
    .innerJoin('regions as village', 'village.code', 'e.regionCode')
    .select([
      'l.elderId',
      'e.name',
      'village.shortName as villageName',
      'l.servings',
      'l.beforeFen',
      'l.afterFen',
    ])
    .where('l.countyCode', '=', countyCode)
    .where('l.trialId', '=', id)
    .$if(from !== null, query =>
      query.where(
        sql<boolean>`(l.after_fen - l.before_fen, l.elder_id) < (${Number(from?.[0])}::bigint, ${from?.[1]}::uuid)`,
      ),
    )
    .orderBy(sql`l.after_fen - l.before_fen desc`)
    .orderBy('l.elderId', 'desc')
    .limit(limit + 1)
    .execute()
  const page = found.slice(0, limit)
  const last = page.at(-1)
  context.concerns(
    countyCode,
    page.map(row => row.elderId),
  )
  return {
    rows: page.map(row => ({ ...row, name: nameFor(context.actor.role, row.name) })),
    next: found.length > limit && last ? writeKey([last.afterFen - last.beforeFen, last.elderId]) : null,
  }
}
