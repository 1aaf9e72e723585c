// A trial run: who would gain and who would lose if a rule were switched on. Nothing is paid, nothing changes.
import { sql } from 'kysely'
import { monthWords } from '../../domain/benefits/conditions.ts'
import type {
  BenefitRuleRecord,
  BenefitTrial,
  TrialEffect,
  TrialLine,
} from '../../domain/benefits/records.ts'
import type { BenefitRule } from '../../domain/benefits/rule.ts'
import { evaluateAll, verdictsOf } from '../../domain/benefits/together.ts'
import { nameFor } from '../../domain/elders/registration.ts'
import type { Month } from '../../domain/kernel/day.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { Context } from '../kernel/context.ts'
import { readKey, writeKey } from './cursor.ts'
import { type Subject, subjectsOf } from './facts.ts'
import { rulesInForce, rulesOfMonth } from './in-force.ts'
import { findRule, type RowKey } from './rules.ts'

interface Difference {
  subject: Subject
  effect: TrialEffect
  beforeFen: number
  afterFen: number
  sentence: string
}

export async function tryRule(
  context: Context,
  { countyCode, id, trialId, month }: RowKey & { trialId: string; month: Month },
): Promise<BenefitTrial> {
  const { tx, now, actor } = context
  const record = await findRule(context, { countyCode, id })
  const rule: BenefitRule = { ...record, ruleId: record.id }
  if (month < rule.fromMonth || (rule.toMonth !== null && month > rule.toMonth))
    throw new Refused(
      'rule_broken',
      `这一版自${monthWords(rule.fromMonth)}起施行，请选择施行期内的月份试算。`,
    )
  const inForce = rulesOfMonth(await rulesInForce(tx, countyCode), month)
  const subjects = await subjectsOf(tx, countyCode, null)
  const wanted = [...inForce.filter(one => one.benefitId !== rule.benefitId), rule]
  const { differences, beforeFen, afterFen } = compare(subjects, inForce, wanted, rule, month)
  const count = (effect: TrialEffect) => differences.filter(one => one.effect === effect).length
  await tx
    .insertInto('benefitTrials')
    .values({
      ...{ countyCode, id: trialId, ruleId: id, month, beforeFen, afterFen },
      regionCode: `${countyCode}000000`,
      revision: record.revision,
      gained: count('gained'),
      lost: count('lost'),
      changed: count('amountChanged'),
      triedBy: actor.accountId,
      triedAt: now.toISOString(),
    })
    .execute()
  await keepLines(context, { countyCode, id: trialId }, differences)
  if (record.state === 'draft') await markTried(context, record)
  context.concerns(
    countyCode,
    differences.map(({ subject }) => subject.elderId),
  )
  return (await getTrial(context, { countyCode, id: trialId })).trial
}

function compare(
  subjects: readonly Subject[],
  inForce: readonly BenefitRule[],
  wanted: readonly BenefitRule[],
  rule: BenefitRule,
  month: Month,
) {
  const differences: Difference[] = []
  let beforeFen = 0
  let afterFen = 0
  for (const subject of subjects) {
    const before = totalOf(verdictsOf(inForce, subject, month))
    const after = totalOf(verdictsOf(wanted, subject, month))
    beforeFen += before
    afterFen += after
    if (before === after) continue
    const effect = before === 0 ? 'gained' : after === 0 ? 'lost' : 'amountChanged'
    const sentence = sentenceFor(subject, inForce, wanted, rule, month)
    differences.push({ subject, effect, beforeFen: before, afterFen: after, sentence })
  }
  return { differences, beforeFen, afterFen }
}

function totalOf(verdicts: readonly { amountFen: number }[]): number {
  return verdicts.reduce((sum, { amountFen }) => sum + amountFen, 0)
}

/** What the tried rule says of the elder; where only another benefit moved by it, what that one says. */
function sentenceFor(
  subject: Subject,
  inForce: readonly BenefitRule[],
  wanted: readonly BenefitRule[],
  rule: BenefitRule,
  month: Month,
): string {
  const before = evaluateAll(inForce, subject, month)
  const after = evaluateAll(wanted, subject, month)
  const paidBefore = new Map(before.map(one => [one.benefitId, one.amountFen]))
  const moved = after.filter(one => one.amountFen !== (paidBefore.get(one.benefitId) ?? 0))
  return (moved.find(one => one.benefitId === rule.benefitId) ?? moved[0])?.sentence ?? ''
}

async function keepLines({ tx }: Context, trial: RowKey, lines: readonly Difference[]): Promise<void> {
  if (lines.length === 0) return
  await sql`
    insert into benefit_trial_lines (county_code, trial_id, elder_id, region_code, effect, before_fen, after_fen, sentence)
    select ${trial.countyCode}, ${trial.id}::uuid, line.*
    from unnest(${lines.map(one => one.subject.elderId)}::uuid[], ${lines.map(one => one.subject.regionCode)}::text[],
      ${lines.map(one => one.effect)}::text[], ${lines.map(one => one.beforeFen)}::bigint[],
      ${lines.map(one => one.afterFen)}::bigint[], ${lines.map(one => one.sentence)}::text[]) as line`.execute(
    tx,
  )
}

async function markTried({ tx }: Context, { countyCode, id }: BenefitRuleRecord): Promise<void> {
  await tx
    .updateTable('benefitRules')
    .set({ state: 'tried' })
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .execute()
}

export async function getTrial(
  context: Context,
  { countyCode, id }: RowKey,
): Promise<{ trial: BenefitTrial; rule: BenefitRuleRecord }> {
  const trial = await context.tx
    .selectFrom('benefitTrials')
    .leftJoin('accounts', 'accounts.id', 'benefitTrials.triedBy')
    .selectAll('benefitTrials')
    .select('accounts.name as triedByName')
    .where('benefitTrials.countyCode', '=', countyCode)
    .where('benefitTrials.id', '=', id)
    .executeTakeFirst()
  if (!trial) throw new Refused('not_found', '没有这次试算，或者不在您的辖区内。请返回规则页重新试算。')
  return { trial, rule: await findRule(context, { countyCode, id: trial.ruleId }) }
}

export async function trialLines(
  context: Context,
  {
    countyCode,
    id,
    effect,
    limit,
    after,
  }: RowKey & { effect?: TrialEffect | undefined; limit: number; after?: string | undefined },
): Promise<{ rows: TrialLine[]; next: string | null }> {
  const from = after === undefined ? null : readKey(after, 2)
  const { rows } = await sql<TrialLine>`
    select t.county_code, t.elder_id, e.name as elder_name, t.region_code, village.short_name as village_name, t.effect,
      t.before_fen, t.after_fen, t.sentence
    from benefit_trial_lines t
    join elders e on e.county_code = t.county_code and e.id = t.elder_id
    join regions village on village.code = t.region_code
    where t.county_code = ${countyCode} and t.trial_id = ${id}
      ${effect === undefined ? sql`` : sql`and t.effect = ${effect}`}
      ${from === null ? sql`` : sql`and (t.effect, t.elder_id) > (${from[0]}, ${from[1]}::uuid)`}
    order by t.effect, t.elder_id limit ${limit + 1}`.execute(context.tx)
  const page = rows.slice(0, limit)
  const last = rows.length > limit ? page.at(-1) : undefined
  context.concerns(
    countyCode,
    page.map(row => row.elderId),
  )
  return {
    rows: page.map(row => ({ ...row, elderName: nameFor(context.actor.role, row.elderName) })),
    next: last ? writeKey([last.effect, last.elderId]) : null,
  }
}
