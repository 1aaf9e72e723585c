// Meal rules of a county or of one canteen: drafts and their savings, switching on by a second person, ending.
import { type Selectable, sql } from 'kysely'
import { areaOf, countyCodeOf } from '../../domain/kernel/area.ts'
import { addMonths, type Month } from '../../domain/kernel/day.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { MealRuleRecord, mealRuleApi } from '../../domain/meal-accounts/api.ts'
import {
  checkMealRetirement,
  checkMealTerms,
  mealActivationProblem,
} from '../../domain/meal-accounts/rules.ts'
import type { Context } from '../kernel/context.ts'
import type { Transaction } from '../kernel/database.ts'
import type { Tables } from '../tables.ts'
import { lastTrial } from './last-trial.ts'

type Table = typeof mealRuleApi
export interface RowKey {
  countyCode: string
  id: string
}

type StoredRule = Selectable<Tables['mealRules']>
type NamedRule = StoredRule & {
  draftedByName: string | null
  activatedByName: string | null
  canteenName: string | null
  lastTrialId: string | null
  lastTrialRevision: number | null
}

function namedRules(tx: Transaction) {
  return tx
    .selectFrom('mealRules')
    .leftJoin('accounts as drafter', 'drafter.id', 'mealRules.draftedBy')
    .leftJoin('accounts as activator', 'activator.id', 'mealRules.activatedBy')
    .leftJoin('canteens', join =>
      join
        .onRef('canteens.countyCode', '=', 'mealRules.countyCode')
        .onRef('canteens.id', '=', 'mealRules.canteenId'),
    )
    .leftJoinLateral(
      eb =>
        eb
          .selectFrom('mealTrials')
          .whereRef('mealTrials.countyCode', '=', 'mealRules.countyCode')
          .whereRef('mealTrials.ruleId', '=', 'mealRules.id')
          .orderBy('mealTrials.revision', 'desc')
          .orderBy('mealTrials.triedAt', 'desc')
          .limit(1)
          .select(['mealTrials.id', 'mealTrials.revision'])
          .as('trial'),
      join => join.onTrue(),
    )
    .selectAll('mealRules')
    .select([
      'drafter.name as draftedByName',
      'activator.name as activatedByName',
      'canteens.name as canteenName',
      'trial.id as lastTrialId',
      'trial.revision as lastTrialRevision',
    ])
}

export async function listMealRules(
  context: Context,
  { regionCode }: InputOf<Table['mealRule.list']>,
): Promise<OutputOf<Table['mealRule.list']>> {
  const area = areaOf(regionCode)
  const rows = await namedRules(context.tx)
    .where('mealRules.countyCode', '>=', countyCodeOf(area.from))
    .where('mealRules.countyCode', '<=', countyCodeOf(area.to))
    .orderBy('mealRules.countyCode')
    .orderBy(sql`meal_rules.canteen_id nulls first`)
    .orderBy('mealRules.schemeId')
    .orderBy('mealRules.version', 'desc')
    .limit(500)
    .execute()
  return { rows: await recordsOf(context, rows) }
}

export async function getMealRule(context: Context, key: RowKey): Promise<OutputOf<Table['mealRule.get']>> {
  const rule = await findMealRule(context, key)
  const versions = await namedRules(context.tx)
    .where('mealRules.countyCode', '=', key.countyCode)
    .where('mealRules.schemeId', '=', rule.schemeId)
    .orderBy('mealRules.version', 'desc')
    .execute()
  return {
    rule,
    versions: await recordsOf(context, versions),
    trial: await lastTrial(context.tx, { countyCode: key.countyCode, ruleId: key.id }),
  }
}

export async function findMealRule(context: Context, { countyCode, id }: RowKey): Promise<MealRuleRecord> {
  const row = await namedRules(context.tx)
    .where('mealRules.countyCode', '=', countyCode)
    .where('mealRules.id', '=', id)
    .executeTakeFirst()
  const [record] = row ? await recordsOf(context, [row]) : []
  if (!record) throw noSuchRule()
  return record
}

function noSuchRule(): Refused {
  return new Refused('not_found', '没有这项助餐规则，或者不在您的辖区内。请返回列表刷新后重试。')
}

async function recordsOf(context: Context, rows: readonly NamedRule[]): Promise<MealRuleRecord[]> {
  const closed = await lastClosed(context.tx, [...new Set(rows.map(row => row.countyCode))])
  return rows.map(row => {
    const problem = mealActivationProblem({
      ...row,
      lastClosed: closedFor(closed, row),
      accountId: context.actor.accountId,
    })
    const may = context.actor.rights.includes('subsidy:manage')
    const whyNot = problem ?? (may ? null : '您的岗位不能启用规则，请县级工作人员办理。')
    return { ...row, mayActivate: whyNot === null, whyNot }
  })
}

type Closed = { countyCode: string; canteenId: string; month: Month }[]

/** Newest closed month of each canteen: no rule may reach back behind it. */
async function lastClosed(tx: Transaction, counties: readonly string[]): Promise<Closed> {
  if (counties.length === 0) return []
  return tx
    .selectFrom('mealCloses')
    .where('countyCode', 'in', [...counties])
    .groupBy(['countyCode', 'canteenId'])
    .select(['countyCode', 'canteenId', eb => eb.fn.max('month').as('month')])
    .execute()
}

function closedFor(closed: Closed, rule: { countyCode: string; canteenId: string | null }): Month | null {
  const months = closed
    .filter(one => one.countyCode === rule.countyCode)
    .filter(one => rule.canteenId === null || one.canteenId === rule.canteenId)
    .map(one => one.month)
  return months.sort().at(-1) ?? null
}

type Draft = InputOf<Table['mealRule.save']>

export async function saveMealRule(context: Context, draft: Draft): Promise<MealRuleRecord> {
  if (draft.toMonth !== null && draft.toMonth < draft.fromMonth)
    throw new Refused('rule_broken', '施行的结束月份早于开始月份。请改正。')
  checkMealTerms(draft.terms)
  await checkOnlyOne(context, draft)
  if (draft.revision === 0) await insertDraft(context, draft)
  else await saveAgain(context, draft)
  return findMealRule(context, draft)
}

/** Two rules for the same meals would leave it to chance which one is paid. */
async function checkOnlyOne({ tx }: Context, { countyCode, schemeId, canteenId }: Draft): Promise<void> {
  const other = await tx
    .selectFrom('mealRules')
    .where('countyCode', '=', countyCode)
    .where('schemeId', '<>', schemeId)
    .where('state', '<>', 'retired')
    .where('canteenId', canteenId === null ? 'is' : '=', canteenId)
    .select('title')
    .executeTakeFirst()
  if (other)
    throw new Refused(
      'conflict',
      `${canteenId === null ? '本县' : '这个助餐点'}已有《${other.title}》，只能有一项。请修改它，或起草它的新一版。`,
    )
}

async function insertDraft({ tx, now, actor, config }: Context, draft: Draft): Promise<void> {
  const { countyCode, id, schemeId, canteenId, title, basis, fromMonth, toMonth, terms } = draft
  const { version } = await tx
    .selectFrom('mealRules')
    .where('countyCode', '=', countyCode)
    .where('schemeId', '=', schemeId)
    .select(eb => eb.fn.coalesce(eb.fn.max('version'), eb.lit(0)).as('version'))
    .executeTakeFirstOrThrow()
  if (canteenId !== null) await checkCanteen(tx, countyCode, canteenId)
  await tx
    .insertInto('mealRules')
    .values({
      ...{ countyCode, id, schemeId, canteenId, title, basis, fromMonth, toMonth },
      regionCode: `${countyCode}000000`,
      version: version + 1,
      revision: 1,
      terms,
      state: 'draft',
      draftedBy: actor.accountId,
      draftedAt: now.toISOString(),
      ...{ activatedBy: null, activatedAt: null, retiredBy: null, retiredAt: null, retireReason: null },
      synthetic: config.demo !== 'none',
    })
    .execute()
}

async function checkCanteen(tx: Transaction, countyCode: string, canteenId: string): Promise<void> {
  const found = await tx
    .selectFrom('canteens')
    .select('id')
    .where('countyCode', '=', countyCode)
    .where('id', '=', canteenId)
    .executeTakeFirst()
  if (!found) throw new Refused('not_found', '没有这个助餐点，或者不在您的辖区内。请刷新后重新选择。')
}

async function saveAgain({ tx, now, actor }: Context, draft: Draft): Promise<void> {
  const { countyCode, id, title, basis, fromMonth, toMonth, terms, revision } = draft
  const kept = await lockRule(tx, draft)
  if (kept.state === 'active' || kept.state === 'retired')
    throw new Refused('rule_broken', '启用过的规则不能再改。请以它为底稿起草新的一版。')
  if (kept.revision !== revision)
    throw new Refused('conflict', '这份草稿刚刚被别人改过，您的修改还没有保存。请刷新后对照重填。')
  await tx
    .updateTable('mealRules')
    .set({
      ...{ title, basis, fromMonth, toMonth, terms },
      revision: revision + 1,
      state: 'draft',
      draftedBy: actor.accountId,
      draftedAt: now.toISOString(),
    })
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .execute()
}

async function lockRule(tx: Transaction, { countyCode, id }: RowKey): Promise<StoredRule> {
  const kept = await tx
    .selectFrom('mealRules')
    .selectAll()
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!kept) throw noSuchRule()
  return kept
}

export async function activateMealRule(
  context: Context,
  given: RowKey & { revision: number },
): Promise<MealRuleRecord> {
  const { tx, now, actor } = context
  const kept = await lockRule(tx, given)
  const rule = await findMealRule(context, given)
  if (kept.revision !== given.revision)
    throw new Refused('conflict', '规则刚刚被改过。请刷新后看清内容再启用。')
  if (rule.whyNot !== null) throw new Refused('rule_broken', rule.whyNot)
  await endEarlierVersions(context, kept)
  await tx
    .updateTable('mealRules')
    .set({ state: 'active', activatedBy: actor.accountId, activatedAt: now.toISOString() })
    .where('countyCode', '=', given.countyCode)
    .where('id', '=', given.id)
    .execute()
  return findMealRule(context, given)
}

/** The new version follows the old one without a gap; one that would never be in force again is retired. */
async function endEarlierVersions({ tx, now, actor }: Context, rule: StoredRule): Promise<void> {
  const last = addMonths(rule.fromMonth, -1)
  const over = sql`from_month > ${last}`
  await sql`
    update meal_rules set to_month = ${last},
      state = case when ${over} then 'retired' else state end,
      retired_by = case when ${over} then ${actor.accountId}::uuid else retired_by end,
      retired_at = case when ${over} then ${now.toISOString()}::timestamptz else retired_at end,
      retire_reason = case when ${over} then '由新的一版代替' else retire_reason end
    where county_code = ${rule.countyCode} and scheme_id = ${rule.schemeId} and id <> ${rule.id}
      and state = 'active' and (to_month is null or to_month > ${last})`.execute(tx)
}

export async function retireMealRule(
  context: Context,
  { countyCode, id, toMonth, reason }: RowKey & { toMonth: Month; reason: string },
): Promise<MealRuleRecord> {
  const { tx, now, actor } = context
  const kept = await lockRule(tx, { countyCode, id })
  checkMealRetirement(kept, toMonth, closedFor(await lastClosed(tx, [countyCode]), kept))
  await tx
    .updateTable('mealRules')
    .set({
      toMonth,
      state: 'retired',
      retiredBy: actor.accountId,
      retiredAt: now.toISOString(),
      retireReason: reason,
    })
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .execute()
  return findMealRule(context, { countyCode, id })
}
