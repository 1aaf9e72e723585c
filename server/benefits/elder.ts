// What one elder gets and does not get, each in one sentence, and the few facts an officer records for it.
import { sql } from 'kysely'
import { type Decision, evaluate } from '../../domain/benefits/evaluate.ts'
import type { ElderBenefits, RunState } from '../../domain/benefits/records.ts'
import type { BenefitRule, RuleTerms } from '../../domain/benefits/rule.ts'
import { checkTerms } from '../../domain/benefits/rules.ts'
import { evaluateAll } from '../../domain/benefits/together.ts'
import { nameFor } from '../../domain/elders/registration.ts'
import { addDays, type Day, type Month, monthOf } from '../../domain/kernel/day.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { Context } from '../kernel/context.ts'
import { type Subject, subjectsOf } from './facts.ts'
import { rulesInForce, rulesOfMonth } from './in-force.ts'
import { recoveriesOf } from './recoveries.ts'
import type { RowKey } from './rules.ts'
import { maskAccount } from './run-lines.ts'

interface Whose {
  countyCode: string
  elderId: string
}

/** The record that stands for the person, with all their records' ids. */
async function personOf({ tx }: Context, { countyCode, elderId }: Whose) {
  const { rows } = await sql<{ id: string; ids: string[]; regionCode: string }>`
    select e.id, e.id || e.merged_ids as ids, e.region_code from elders one
    join elders e on e.county_code = one.county_code and e.id = coalesce(one.merged_into, one.id)
    where one.county_code = ${countyCode} and one.id = ${elderId}`.execute(tx)
  const person = rows[0]
  if (!person) throw new Refused('not_found', '没有这位老年人，或者不在您的辖区内。请返回名单重新查找。')
  return person
}

async function subjectOf(context: Context, whose: Whose): Promise<Subject> {
  const person = await personOf(context, whose)
  const [subject] = await subjectsOf(context.tx, whose.countyCode, [person.id])
  if (!subject) throw new Refused('not_found', '没有这位老年人，或者不在您的辖区内。请返回名单重新查找。')
  return subject
}

export async function elderBenefits(
  context: Context,
  { countyCode, elderId, month = monthOf(context.today) }: Whose & { month?: Month | undefined },
): Promise<ElderBenefits> {
  const { tx, actor } = context
  const person = await personOf(context, { countyCode, elderId })
  const subject = await subjectOf(context, { countyCode, elderId })
  const rules = rulesOfMonth(await rulesInForce(tx, countyCode), month)
  const basis = await basisOf(context, countyCode, rules)
  const paid = await paidMonths(context, countyCode, person.ids)
  const decisions = evaluateAll(rules, subject, month)
  context.concerns(countyCode, [person.id])
  return {
    month,
    name: nameFor(actor.role, subject.name),
    benefits: decisions.map(decision => ({
      ...decision,
      basis: basis.get(decision.ruleId) ?? '',
      paidMonths: paid.filter(one => one.benefitId === decision.benefitId),
    })),
    totalFen: decisions.reduce((sum, { amountFen }) => sum + amountFen, 0),
    ...(await recordedOf(context, countyCode, person.ids)),
    recoveries: await recoveriesOf(context, countyCode, person.ids),
  }
}

async function basisOf({ tx }: Context, countyCode: string, rules: readonly BenefitRule[]) {
  if (rules.length === 0) return new Map<string, string>()
  const rows = await tx
    .selectFrom('benefitRules')
    .select(['id', 'basis'])
    .where('countyCode', '=', countyCode)
    .where(
      'id',
      'in',
      rules.map(rule => rule.ruleId),
    )
    .execute()
  return new Map(rows.map(row => [row.id, row.basis]))
}

async function paidMonths({ tx }: Context, countyCode: string, ids: readonly string[]) {
  const { rows } = await sql<{ benefitId: string; month: Month; amountFen: number; state: RunState }>`
    select p.benefit_id, p.month, p.amount_fen, r.state from benefit_payments p
    join benefit_runs r on r.county_code = p.county_code and r.id = p.run_id
    where p.county_code = ${countyCode} and p.elder_id = any(${[...ids]}::uuid[])
    order by p.month desc limit 60`.execute(tx)
  return rows
}

async function recordedOf({ tx }: Context, countyCode: string, ids: readonly string[]) {
  const circumstances = await tx
    .selectFrom('elderCircumstances')
    .leftJoin('regions', 'regions.code', 'elderCircumstances.hukouCode')
    .where('elderCircumstances.countyCode', '=', countyCode)
    .where('elderCircumstances.elderId', 'in', [...ids])
    .orderBy('elderCircumstances.validFrom', 'desc')
    .select([
      'elderCircumstances.id',
      'elderCircumstances.income',
      'elderCircumstances.hukouCode',
      'regions.shortName as hukouName',
      'elderCircumstances.validFrom',
      'elderCircumstances.validTo',
      'elderCircumstances.evidence',
    ])
    .execute()
  const account = await tx
    .selectFrom('bankAccounts')
    .where('countyCode', '=', countyCode)
    .where('elderId', 'in', [...ids])
    .where('endedAt', 'is', null)
    .orderBy('recordedAt', 'desc')
    .select(['bankName', 'accountTail'])
    .executeTakeFirst()
  const holds = await tx
    .selectFrom('benefitHolds')
    .where('countyCode', '=', countyCode)
    .where('elderId', 'in', [...ids])
    .orderBy('fromMonth', 'desc')
    .select(['id', 'benefitId', 'fromMonth', 'toMonth', 'reason'])
    .execute()
  return {
    circumstances,
    bankName: account?.bankName ?? null,
    accountMask: maskAccount(account?.accountTail ?? null),
    holds,
  }
}

/** What a rule that nobody has kept yet would say of one elder. */
export async function sampleDecision(
  context: Context,
  given: Whose & { month: Month; kind: BenefitRule['kind']; title: string; terms: RuleTerms },
): Promise<{ name: string; decision: Decision }> {
  checkTerms(given.kind, given.terms)
  const subject = await subjectOf(context, given)
  context.concerns(given.countyCode, [subject.elderId])
  const { month, kind, title, terms } = given
  const rule = {
    benefitId: subject.elderId,
    ruleId: subject.elderId,
    kind,
    title,
    terms,
    fromMonth: month,
    toMonth: null,
  }
  return {
    name: nameFor(context.actor.role, subject.name),
    decision: evaluate({ ...rule, fromMonth: '1900-01' }, subject, month),
  }
}

export async function recordCircumstance(
  context: Context,
  given: RowKey & {
    elderId: string
    income: 'dibao' | 'marginal' | 'ordinary'
    hukouCode: string | null
    validFrom: Day
    evidence: string
  },
): Promise<void> {
  const { tx, now, today, actor } = context
  const { countyCode, elderId, validFrom } = given
  if (validFrom > today) throw new Refused('rule_broken', '起始日期还没有到。请填写认定的日期。')
  const person = await personOf(context, given)
  const before = await tx
    .selectFrom('elderCircumstances')
    .select(['id', 'validFrom'])
    .where('countyCode', '=', countyCode)
    .where('elderId', 'in', person.ids)
    .where('validTo', 'is', null)
    .forUpdate()
    .execute()
  const latest = before
    .map(one => one.validFrom)
    .sort()
    .at(-1)
  if (latest !== undefined && latest >= validFrom)
    throw new Refused('rule_broken', `已有 ${latest} 起的登记，新的登记要晚于它。请核对日期。`)
  if (before.length > 0)
    await tx
      .updateTable('elderCircumstances')
      .set({ validTo: addDays(validFrom, -1) })
      .where('countyCode', '=', countyCode)
      .where(
        'id',
        'in',
        before.map(one => one.id),
      )
      .execute()
  await tx
    .insertInto('elderCircumstances')
    .values({
      ...given,
      regionCode: person.regionCode,
      validTo: null,
      recordedBy: actor.accountId,
      recordedAt: now.toISOString(),
    })
    .execute()
  context.concerns(countyCode, [elderId])
}

export async function recordAccount(
  context: Context,
  {
    countyCode,
    id,
    elderId,
    bankName,
    accountNumber,
  }: RowKey & { elderId: string; bankName: string; accountNumber: string },
): Promise<void> {
  const { tx, now, actor, sealer } = context
  const person = await personOf(context, { countyCode, elderId })
  await tx
    .updateTable('bankAccounts')
    .set({ endedAt: now.toISOString() })
    .where('countyCode', '=', countyCode)
    .where('elderId', 'in', person.ids)
    .where('endedAt', 'is', null)
    .execute()
  await tx
    .insertInto('bankAccounts')
    .values({
      ...{ countyCode, id, elderId, bankName },
      regionCode: person.regionCode,
      accountSealed: sealer.seal(accountNumber),
      accountTail: accountNumber.slice(-4),
      recordedBy: actor.accountId,
      recordedAt: now.toISOString(),
      endedAt: null,
    })
    .execute()
  context.concerns(countyCode, [elderId])
}

export async function holdBenefit(
  context: Context,
  given: RowKey & { elderId: string; benefitId: string | null; fromMonth: Month; reason: string },
): Promise<void> {
  const { tx, now, actor } = context
  const person = await personOf(context, given)
  await tx
    .insertInto('benefitHolds')
    .values({
      ...given,
      regionCode: person.regionCode,
      toMonth: null,
      heldBy: actor.accountId,
      heldAt: now.toISOString(),
    })
    .execute()
  context.concerns(given.countyCode, [given.elderId])
}

export async function releaseBenefit(
  context: Context,
  { countyCode, id, toMonth }: RowKey & { toMonth: Month },
): Promise<void> {
  const { tx } = context
  const hold = await tx
    .selectFrom('benefitHolds')
    .select(['elderId', 'fromMonth', 'toMonth'])
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!hold) throw new Refused('not_found', '没有这次停发，或者不在您的辖区内。请刷新后重试。')
  if (hold.toMonth !== null) throw new Refused('conflict', '这次停发已经恢复，不用重复办理。')
  await tx
    .updateTable('benefitHolds')
    .set({ toMonth })
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .execute()
  context.concerns(countyCode, [hold.elderId])
}
