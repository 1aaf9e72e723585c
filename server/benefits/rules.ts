// Rules of a county: drafts and their savings, switching on by a second person, ending.
import { type Selectable, sql } from 'kysely'
import type { benefitApi } from '../../domain/benefits/api.ts'
import type { BenefitRuleRecord } from '../../domain/benefits/records.ts'
import { benefitKinds, type RuleState } from '../../domain/benefits/rule.ts'
import { activationProblem, checkRetirement, checkSpan, checkTerms } from '../../domain/benefits/rules.ts'
import { areaOf, levelOf } from '../../domain/kernel/area.ts'
import { addMonths, type Month } from '../../domain/kernel/day.ts'
import type { InputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { Context } from '../kernel/context.ts'
import type { Transaction } from '../kernel/database.ts'
import type { Tables } from '../tables.ts'

export interface RowKey {
  countyCode: string
  id: string
}

type StoredRule = Selectable<Tables['benefitRules']>
type NamedRule = StoredRule & {
  draftedByName: string | null
  activatedByName: string | null
  lastTrialId: string | null
  lastTrialRevision: number | null
}

/** A county's townships read its rules too (guard_below_county). */
function countiesOf(regionCode: string): { from: string; to: string } {
  const level = levelOf(regionCode)
  if (level === 'province' || level === 'prefecture') {
    const area = areaOf(regionCode)
    return { from: area.from.slice(0, 6), to: area.to.slice(0, 6) }
  }
  return { from: regionCode.slice(0, 6), to: regionCode.slice(0, 6) }
}

export { countiesOf }

function namedRules(tx: Transaction) {
  return tx
    .selectFrom('benefitRules')
    .leftJoin('accounts as drafter', 'drafter.id', 'benefitRules.draftedBy')
    .leftJoin('accounts as activator', 'activator.id', 'benefitRules.activatedBy')
    .leftJoinLateral(
      eb =>
        eb
          .selectFrom('benefitTrials')
          .whereRef('benefitTrials.countyCode', '=', 'benefitRules.countyCode')
          .whereRef('benefitTrials.ruleId', '=', 'benefitRules.id')
          .orderBy('benefitTrials.revision', 'desc')
          .orderBy('benefitTrials.triedAt', 'desc')
          .orderBy('benefitTrials.id', 'desc')
          .limit(1)
          .select(['benefitTrials.id', 'benefitTrials.revision'])
          .as('trial'),
      join => join.onTrue(),
    )
    .selectAll('benefitRules')
    .select([
      'drafter.name as draftedByName',
      'activator.name as activatedByName',
      'trial.id as lastTrialId',
      'trial.revision as lastTrialRevision',
    ])
}

export async function listRules(
  context: Context,
  { regionCode, state }: { regionCode: string; state?: RuleState | undefined },
): Promise<{ rows: BenefitRuleRecord[] }> {
  const counties = countiesOf(regionCode)
  const rows = await namedRules(context.tx)
    .where('benefitRules.countyCode', '>=', counties.from)
    .where('benefitRules.countyCode', '<=', counties.to)
    .$if(state !== undefined, query => query.where('benefitRules.state', '=', state ?? 'draft'))
    .orderBy('benefitRules.countyCode')
    .orderBy('benefitRules.kind')
    .orderBy('benefitRules.benefitId')
    .orderBy('benefitRules.version', 'desc')
    .limit(500)
    .execute()
  const place = (row: NamedRule) => benefitKinds.keys.indexOf(row.kind)
  rows.sort((one, other) =>
    one.countyCode < other.countyCode
      ? -1
      : one.countyCode > other.countyCode
        ? 1
        : place(one) - place(other),
  )
  return { rows: await recordsOf(context, rows) }
}

export async function getRule(
  context: Context,
  key: RowKey,
): Promise<{ rule: BenefitRuleRecord; versions: BenefitRuleRecord[] }> {
  const rule = await findRule(context, key)
  const versions = await namedRules(context.tx)
    .where('benefitRules.countyCode', '=', key.countyCode)
    .where('benefitRules.benefitId', '=', rule.benefitId)
    .orderBy('benefitRules.version', 'desc')
    .execute()
  return { rule, versions: await recordsOf(context, versions) }
}

export async function findRule(context: Context, { countyCode, id }: RowKey): Promise<BenefitRuleRecord> {
  const row = await namedRules(context.tx)
    .where('benefitRules.countyCode', '=', countyCode)
    .where('benefitRules.id', '=', id)
    .executeTakeFirst()
  const [record] = row ? await recordsOf(context, [row]) : []
  if (!record) throw noSuchRule()
  return record
}

export function noSuchRule(): Refused {
  return new Refused('not_found', '没有这项待遇规则，或者不在您的辖区内。请返回列表刷新后重试。')
}

async function recordsOf(context: Context, rows: readonly NamedRule[]): Promise<BenefitRuleRecord[]> {
  const approved = await lastApproved(context.tx, [...new Set(rows.map(row => row.countyCode))])
  return rows.map(row => {
    const problem = activationProblem({
      ...row,
      lastTrial: row.lastTrialRevision === null ? null : { revision: row.lastTrialRevision },
      lastApproved: approved.get(row.countyCode) ?? null,
      accountId: context.actor.accountId,
    })
    const mayApprove = context.actor.rights.includes('benefit:approve')
    const whyNot = problem ?? (mayApprove ? null : '您的岗位不能启用规则，请县级工作人员办理。')
    return { ...row, mayActivate: whyNot === null, whyNot }
  })
}

/** Newest approved month of each county: no rule may reach back behind it. */
async function lastApproved(tx: Transaction, counties: readonly string[]): Promise<Map<string, Month>> {
  if (counties.length === 0) return new Map()
  const rows = await tx
    .selectFrom('benefitRuns')
    .where('countyCode', 'in', [...counties])
    .where('state', '<>', 'compiled')
    .groupBy('countyCode')
    .select(['countyCode', eb => eb.fn.max('month').as('month')])
    .execute()
  return new Map(rows.map(row => [row.countyCode, row.month]))
}

type Draft = InputOf<(typeof benefitApi)['benefitRule.save']>

export async function saveRule(context: Context, draft: Draft): Promise<BenefitRuleRecord> {
  checkSpan(draft)
  checkTerms(draft.kind, draft.terms)
  await checkOneOfItsKind(context, draft)
  if (draft.revision === 0) await insertDraft(context, draft)
  else await saveAgain(context, draft)
  return findRule(context, draft)
}

/** Two benefits of one kind would be paid side by side without anybody having wished it. */
async function checkOneOfItsKind({ tx }: Context, { countyCode, benefitId, kind }: Draft): Promise<void> {
  if (kind === 'otherBenefit') return
  const other = await tx
    .selectFrom('benefitRules')
    .where('countyCode', '=', countyCode)
    .where('kind', '=', kind)
    .where('benefitId', '<>', benefitId)
    .where('state', '<>', 'retired')
    .select('title')
    .executeTakeFirst()
  if (other)
    throw new Refused(
      'conflict',
      `本县已有《${other.title}》，同一种待遇只能有一项。请修改它，或起草它的新一版。`,
    )
}

async function insertDraft({ tx, now, actor, config }: Context, draft: Draft): Promise<void> {
  const { countyCode, id, benefitId, kind, title, basis, fromMonth, toMonth, terms } = draft
  const { version } = await tx
    .selectFrom('benefitRules')
    .where('countyCode', '=', countyCode)
    .where('benefitId', '=', benefitId)
    .select(eb => eb.fn.coalesce(eb.fn.max('version'), eb.lit(0)).as('version'))
    .executeTakeFirstOrThrow()
  await tx
    .insertInto('benefitRules')
    .values({
      ...{ countyCode, id, benefitId, kind, title, basis, fromMonth, toMonth },
      regionCode: `${countyCode}000000`,
      version: version + 1,
      revision: 1,
      terms,
      state: 'draft',
      draftedBy: actor.accountId,
      draftedAt: now.toISOString(),
      activatedBy: null,
      activatedAt: null,
      retiredBy: null,
      retiredAt: null,
      retireReason: null,
      synthetic: config.demo !== 'none',
    })
    .execute()
}

async function saveAgain({ tx, now, actor }: Context, draft: Draft): Promise<void> {
  const { countyCode, id, kind, title, basis, fromMonth, toMonth, terms, revision } = draft
  const kept = await lockRule(tx, draft)
  if (kept.state === 'active' || kept.state === 'retired')
    throw new Refused('rule_broken', '启用过的规则不能再改。请以它为底稿起草新的一版。')
  if (kept.revision !== revision)
    throw new Refused('conflict', '这份草稿刚刚被别人改过，您的修改还没有保存。请刷新后对照重填。')
  await tx
    .updateTable('benefitRules')
    .set({
      ...{ kind, title, basis, fromMonth, toMonth },
      terms,
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
    .selectFrom('benefitRules')
    .selectAll()
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!kept) throw noSuchRule()
  return kept
}

export async function activateRule(
  context: Context,
  given: RowKey & { revision: number },
): Promise<BenefitRuleRecord> {
  const { tx, now, actor } = context
  const { countyCode, id, revision } = given
  const kept = await lockRule(tx, given)
  const rule = await findRule(context, given)
  if (kept.revision !== revision) throw new Refused('conflict', '规则刚刚被改过。请刷新后看清内容再启用。')
  if (rule.whyNot !== null) throw new Refused('rule_broken', rule.whyNot)
  await endEarlierVersions(context, kept)
  await tx
    .updateTable('benefitRules')
    .set({ state: 'active', activatedBy: actor.accountId, activatedAt: now.toISOString() })
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .execute()
  return findRule(context, given)
}

/** The new version follows the old one without a gap; one that would never be in force again is retired. */
async function endEarlierVersions({ tx, now, actor }: Context, rule: StoredRule): Promise<void> {
  const last = addMonths(rule.fromMonth, -1)
  await sql`
    update benefit_rules set to_month = ${last},
      state = case when from_month > ${last} then 'retired' else state end,
      retired_by = case when from_month > ${last} then ${actor.accountId}::uuid else retired_by end,
      retired_at = case when from_month > ${last} then ${now.toISOString()}::timestamptz else retired_at end,
      retire_reason = case when from_month > ${last} then '由新的一版代替' else retire_reason end
    where county_code = ${rule.countyCode} and benefit_id = ${rule.benefitId} and id <> ${rule.id}
      and state = 'active' and (to_month is null or to_month > ${last})`.execute(tx)
}

export async function retireRule(
  context: Context,
  { countyCode, id, toMonth, reason }: RowKey & { toMonth: Month; reason: string },
): Promise<BenefitRuleRecord> {
  const { tx, now, actor } = context
  const kept = await lockRule(tx, { countyCode, id })
  const approved = await lastApproved(tx, [countyCode])
  checkRetirement(kept, toMonth, approved.get(countyCode) ?? null)
  await tx
    .updateTable('benefitRules')
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
  return findRule(context, { countyCode, id })
}
