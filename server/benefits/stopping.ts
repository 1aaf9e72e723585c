// What a life event does to benefits: they end or pause by each rule's own stop rule, and months already paid
// become sums to recover. Undoing the event puts back exactly what was there.

import { sql } from 'kysely'
import { dayWords, monthWords } from '../../domain/benefits/conditions.ts'
import type { BenefitFacts } from '../../domain/benefits/facts.ts'
import type { BenefitRule } from '../../domain/benefits/rule.ts'
import { afterEvent, type StopCause, stopCauses, stopMonthOf } from '../../domain/benefits/stopping.ts'
import { addMonths, type Day, type Month } from '../../domain/kernel/day.ts'
import { yuanWords } from '../../domain/kernel/money.ts'
import type { Context } from '../kernel/context.ts'
import { type Subject, subjectsOf } from './facts.ts'
import { newRowId } from './ids.ts'
import { rulesInForce } from './in-force.ts'

export interface BenefitStop {
  countyCode: string
  elderId: string
  /** The day the event happened. */
  from: Day
  cause: StopCause
}

/** Enough to put everything back, as plain data: the event keeps it. */
export type BenefitEffect =
  | {
      kind: 'entitlementEnded'
      countyCode: string
      id: string
      toMonth: { before: Month | null; after: Month }
      endCause: { before: string | null; after: string }
    }
  | { kind: 'recoveryOpened'; countyCode: string; id: string }

interface Standing {
  id: string
  benefitId: string
  amountFen: number
  fromMonth: Month
  toMonth: Month | null
  endCause: string | null
}

interface Plan {
  rule: BenefitRule
  stopsFrom: Month
  standing: readonly Standing[]
  paid: readonly { id: string; month: Month; amountFen: number; elderId: string; regionCode: string }[]
}

/** Ends what the event ends and opens recoveries; asked twice for the same event it finds nothing more to do. */
export async function stopBenefits(context: Context, stop: BenefitStop): Promise<BenefitEffect[]> {
  const { subject, plans } = await planFor(context, stop)
  if (subject === null) return []
  const ended = plans.flatMap(plan => endingsOf(plan, stop))
  const opened = plans.flatMap(plan => recoveriesOf(context, plan, stop))
  await endEntitlements(context, stop.countyCode, ended)
  if (opened.length > 0) await context.tx.insertInto('benefitRecoveries').values(opened).execute()
  if (ended.length + opened.length > 0) context.concerns(stop.countyCode, [stop.elderId])
  return [
    ...ended,
    ...opened.map(({ id }) => ({ kind: 'recoveryOpened' as const, countyCode: stop.countyCode, id })),
  ]
}

/** What `stopBenefits` would do, in sentences for the person who is about to record the event. */
export async function benefitsPreview(context: Context, stop: BenefitStop): Promise<string[]> {
  const { plans } = await planFor(context, stop)
  return plans.flatMap(({ rule, stopsFrom, standing, paid }) => {
    const running = standing.some(one => one.toMonth === null || one.toMonth >= stopsFrom)
    const said = running || paid.length > 0 ? [`《${rule.title}》自${monthWords(stopsFrom)}起停发。`] : []
    if (paid.length === 0) return said
    const sum = yuanWords(paid.reduce((total, { amountFen }) => total + amountFen, 0))
    const months = paid.map(({ month }) => monthWords(month)).join('、')
    return [...said, `${months}的《${rule.title}》已经列入发放，共${sum}元，登记后列为待追回。`]
  })
}

async function planFor(
  context: Context,
  { countyCode, elderId, from, cause }: BenefitStop,
): Promise<{ subject: Subject | null; plans: Plan[] }> {
  const { tx } = context
  const [subject] = await subjectsOf(tx, countyCode, [elderId])
  const rules = subject ? await rulesInForce(tx, countyCode) : []
  if (!subject || rules.length === 0) return { subject: null, plans: [] }
  const [standing, paid] = [
    await standingOf(context, countyCode, elderId),
    await paidOf(context, countyCode, elderId),
  ]
  const after: BenefitFacts = afterEvent(subject, cause, from)
  const plans = rules.flatMap(rule => {
    const stopsFrom = stopMonthOf(rule, subject, after, from)
    if (stopsFrom === null) return []
    const ofRule = <One extends { benefitId: string }>(rows: readonly One[]) =>
      rows.filter(one => one.benefitId === rule.benefitId)
    return [
      {
        rule,
        stopsFrom,
        standing: ofRule(standing),
        paid: ofRule(paid).filter(one => one.month >= stopsFrom && one.month <= (rule.toMonth ?? one.month)),
      },
    ]
  })
  return {
    subject,
    plans: plans.map(plan => ({ ...plan, standing: isFirst(plan, plans) ? plan.standing : [] })),
  }
}

/** Of several versions of a benefit the first one that stops ends the entitlement. */
function isFirst(plan: Plan, plans: readonly Plan[]): boolean {
  return !plans.some(
    other => other.rule.benefitId === plan.rule.benefitId && other.stopsFrom < plan.stopsFrom,
  )
}

async function standingOf(
  { tx }: Context,
  countyCode: string,
  elderId: string,
): Promise<(Standing & { benefitId: string })[]> {
  const { rows } = await sql<Standing>`
    select t.id, t.benefit_id, t.amount_fen, t.from_month, t.to_month, t.end_cause from benefit_entitlements t
    join elders e on e.county_code = t.county_code and t.elder_id = any(e.id || e.merged_ids)
    where e.county_code = ${countyCode} and e.id = ${elderId} for update of t`.execute(tx)
  return rows
}

/** Months on a list that was approved: from then on the money counts as given. */
async function paidOf({ tx }: Context, countyCode: string, elderId: string) {
  const { rows } = await sql<{
    benefitId: string
    id: string
    month: Month
    amountFen: number
    elderId: string
    regionCode: string
  }>`
    select p.id, p.benefit_id, p.month, p.amount_fen, p.elder_id, p.region_code from benefit_payments p
    join elders e on e.county_code = p.county_code and p.elder_id = any(e.id || e.merged_ids)
    join benefit_runs r on r.county_code = p.county_code and r.id = p.run_id and r.state <> 'compiled'
    where e.county_code = ${countyCode} and e.id = ${elderId}
      and not exists (select from benefit_recoveries x where x.county_code = p.county_code and x.payment_id = p.id
        and x.state <> 'undone')
    order by p.month`.execute(tx)
  return rows
}

type Ended = Extract<BenefitEffect, { kind: 'entitlementEnded' }>

function endingsOf({ stopsFrom, standing }: Plan, { countyCode, cause, from }: BenefitStop): Ended[] {
  const last = addMonths(stopsFrom, -1)
  return standing
    .filter(one => one.toMonth === null || one.toMonth > last)
    .map(({ id, toMonth, endCause }) => ({
      kind: 'entitlementEnded',
      countyCode,
      id,
      toMonth: { before: toMonth, after: last },
      endCause: { before: endCause, after: `${dayWords(from)}${stopCauses.words[cause]}` },
    }))
}

function recoveriesOf(
  { now, actor }: Context,
  { rule, paid }: Plan,
  { countyCode, cause, from }: BenefitStop,
) {
  return paid.map(({ id: paymentId, month, amountFen, elderId, regionCode }) => ({
    countyCode,
    id: newRowId(now),
    regionCode,
    elderId,
    paymentId,
    benefitId: rule.benefitId,
    month,
    amountFen,
    state: 'toRecover' as const,
    cause: `${dayWords(from)}${stopCauses.words[cause]}，${monthWords(month)}已经列入发放`,
    openedBy: actor.accountId,
    openedAt: now.toISOString(),
    settledBy: null,
    settledAt: null,
    note: null,
  }))
}

/** One statement; a row somebody changed in between stays as they left it. */
async function endEntitlements({ tx }: Context, countyCode: string, ended: readonly Ended[]): Promise<void> {
  if (ended.length === 0) return
  await sql`
    update benefit_entitlements t set to_month = one.to_month, end_cause = one.end_cause
    from unnest(${ended.map(one => one.id)}::uuid[], ${ended.map(one => one.toMonth.after)}::text[],
      ${ended.map(one => one.endCause.after)}::text[]) as one (id, to_month, end_cause)
    where t.county_code = ${countyCode} and t.id = one.id`.execute(tx)
}

/** The exact inverse. What was settled or changed since is left as it stands, and told. */
export async function resumeBenefits(
  context: Context,
  effects: readonly BenefitEffect[],
): Promise<{ kept: string[] }> {
  const ended = effects.filter(effect => effect.kind === 'entitlementEnded')
  const opened = effects.filter(effect => effect.kind === 'recoveryOpened')
  const kept: string[] = []
  if (ended.length > 0) {
    const { rows } = await sql<{ id: string }>`
      update benefit_entitlements t set to_month = one.before_month, end_cause = one.before_cause
      from unnest(${ended.map(one => one.countyCode)}::text[], ${ended.map(one => one.id)}::uuid[],
        ${ended.map(one => one.toMonth.before)}::text[], ${ended.map(one => one.toMonth.after)}::text[],
        ${ended.map(one => one.endCause.before)}::text[])
        as one (county_code, id, before_month, after_month, before_cause)
      where t.county_code = one.county_code and t.id = one.id and t.to_month = one.after_month
      returning t.id`.execute(context.tx)
    if (rows.length < ended.length)
      kept.push('有待遇在这之后又变动过，保持现在的起止月份，请到“待遇”页核对。')
  }
  if (opened.length > 0) {
    const { rows } = await sql<{ id: string }>`
      update benefit_recoveries r set state = 'undone', settled_by = ${context.actor.accountId},
        settled_at = ${context.now.toISOString()}::timestamptz, note = '登记的变化已撤销'
      from unnest(${opened.map(one => one.countyCode)}::text[], ${opened.map(one => one.id)}::uuid[])
        as one (county_code, id)
      where r.county_code = one.county_code and r.id = one.id and r.state = 'toRecover'
      returning r.id`.execute(context.tx)
    if (rows.length < opened.length) kept.push('有款项已经追回或已决定不追回，没有改动，请到“待追回”核对。')
  }
  return { kept }
}
