// The list of a month: compiled as often as needed, approved by a second person, paid by a third.
import { sql } from 'kysely'
import { monthWords } from '../../domain/benefits/conditions.ts'
import type { BenefitRun } from '../../domain/benefits/records.ts'
import type { BenefitKind, BenefitRule } from '../../domain/benefits/rule.ts'
import { checkApproval, checkMonth, checkPaying } from '../../domain/benefits/rules.ts'
import { evaluateAll, verdictsOf } from '../../domain/benefits/together.ts'
import type { Month } from '../../domain/kernel/day.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { Context } from '../kernel/context.ts'
import type { Transaction } from '../kernel/database.ts'
import { grantFromRun } from './entitlements.ts'
import { subjectsOf } from './facts.ts'
import { newRowId } from './ids.ts'
import { rulesInForce, rulesOfMonth } from './in-force.ts'
import { countiesOf, type RowKey } from './rules.ts'

function namedRuns(tx: Transaction) {
  return tx
    .selectFrom('benefitRuns')
    .leftJoin('accounts as compiler', 'compiler.id', 'benefitRuns.compiledBy')
    .leftJoin('accounts as approver', 'approver.id', 'benefitRuns.approvedBy')
    .leftJoin('accounts as payer', 'payer.id', 'benefitRuns.paidBy')
    .innerJoin('regions', 'regions.code', 'benefitRuns.regionCode')
    .selectAll('benefitRuns')
    .select([
      'compiledBy as compiledById',
      'compiler.name as compiledByName',
      'approver.name as approvedByName',
      'payer.name as paidByName',
      'regions.shortName as countyName',
    ])
}

export async function listRuns(
  context: Context,
  { regionCode }: { regionCode: string },
): Promise<{ rows: BenefitRun[] }> {
  const counties = countiesOf(regionCode)
  const rows = await namedRuns(context.tx)
    .where('benefitRuns.countyCode', '>=', counties.from)
    .where('benefitRuns.countyCode', '<=', counties.to)
    .orderBy('benefitRuns.month', 'desc')
    .orderBy('benefitRuns.countyCode')
    .limit(200)
    .execute()
  return { rows }
}

export async function findRun(tx: Transaction, { countyCode, id }: RowKey): Promise<BenefitRun> {
  const run = await namedRuns(tx)
    .where('benefitRuns.countyCode', '=', countyCode)
    .where('benefitRuns.id', '=', id)
    .executeTakeFirst()
  if (!run) throw noSuchRun()
  return run
}

function noSuchRun(): Refused {
  return new Refused('not_found', '没有这份发放名单，或者不在您的辖区内。请返回列表刷新后重试。')
}

export async function getRun(context: Context, key: RowKey) {
  const run = await findRun(context.tx, key)
  const { rows: totals } = await sql<{
    kind: BenefitKind
    title: string
    people: number
    totalFen: number
    withoutAccount: number
  }>`
    select r.kind, r.title, count(*) as people, sum(p.amount_fen)::bigint as total_fen,
      count(*) filter (where p.account_tail is null) as without_account
    from benefit_payments p
    join benefit_rules r on r.county_code = p.county_code and r.id = p.rule_id
    where p.county_code = ${key.countyCode} and p.run_id = ${key.id}
    group by r.kind, r.title order by r.kind`.execute(context.tx)
  return { run, totals, moved: await movedSince(context, run) }
}

/** Asked of those who may do something about it: a township sees only its own part of the county. */
async function movedSince({ tx, actor }: Context, run: BenefitRun): Promise<number> {
  const acts = actor.rights.includes('benefit:manage') || actor.rights.includes('benefit:approve')
  if (run.state !== 'compiled' || !acts) return 0
  return differencesFrom(tx, run, (await linesFor(tx, run.countyCode, run.month)) ?? [])
}

/** One line of a list before it is kept. */
export interface PayLine {
  elderId: string
  regionCode: string
  benefitId: string
  ruleId: string
  amountFen: number
  sentence: string
}

/** Everybody the rules in force give something in the month; null when no rule is in force. */
export async function linesFor(tx: Transaction, countyCode: string, month: Month): Promise<PayLine[] | null> {
  const rules = rulesOfMonth(await rulesInForce(tx, countyCode), month)
  if (rules.length === 0) return null
  const subjects = await subjectsOf(tx, countyCode, null)
  return subjects.flatMap(subject => payLines(rules, subject, month))
}

/** One elder's lines of one month. */
export function payLines(
  rules: readonly BenefitRule[],
  subject: Parameters<typeof evaluateAll>[1],
  month: Month,
): PayLine[] {
  // Most get nothing: the sentences are made for those who do.
  if (verdictsOf(rules, subject, month).every(({ amountFen }) => amountFen === 0)) return []
  return evaluateAll(rules, subject, month).flatMap(({ entitled, benefitId, ruleId, amountFen, sentence }) =>
    entitled && amountFen > 0
      ? [{ elderId: subject.elderId, regionCode: subject.regionCode, benefitId, ruleId, amountFen, sentence }]
      : [],
  )
}

export async function compileRun(
  context: Context,
  { countyCode, id, month }: RowKey & { month: Month },
): Promise<BenefitRun> {
  const { tx, now, today, actor } = context
  checkMonth(month, today)
  await sql`select pg_advisory_xact_lock(hashtext(${`benefits ${countyCode}`}))`.execute(tx)
  const kept = await tx
    .selectFrom('benefitRuns')
    .select(['id', 'state'])
    .where('countyCode', '=', countyCode)
    .where('month', '=', month)
    .executeTakeFirst()
  if (kept && kept.state !== 'compiled')
    throw new Refused('conflict', `${monthWords(month)}的名单已经审核，不能重新编制。`)
  const lines = await linesFor(tx, countyCode, month)
  if (lines === null)
    throw new Refused(
      'rule_broken',
      `${monthWords(month)}没有启用的待遇规则。请先试算并启用规则，再编制名单。`,
    )
  const runId = kept?.id ?? id
  const head = {
    people: new Set(lines.map(line => line.elderId)).size,
    totalFen: lines.reduce((sum, { amountFen }) => sum + amountFen, 0),
    compiledBy: actor.accountId,
    compiledAt: now.toISOString(),
  }
  if (kept) {
    await tx
      .deleteFrom('benefitPayments')
      .where('countyCode', '=', countyCode)
      .where('runId', '=', runId)
      .execute()
    await tx
      .updateTable('benefitRuns')
      .set(head)
      .where('countyCode', '=', countyCode)
      .where('id', '=', runId)
      .execute()
  } else {
    await tx
      .insertInto('benefitRuns')
      .values({
        ...head,
        ...{ countyCode, id: runId, month },
        regionCode: `${countyCode}000000`,
        state: 'compiled',
        approvedBy: null,
        approvedAt: null,
        paidBy: null,
        paidAt: null,
        fileNumber: null,
      })
      .execute()
  }
  await keepPayments(context, { countyCode, id: runId, month }, lines)
  context.concerns(countyCode, [...new Set(lines.map(line => line.elderId))])
  return findRun(tx, { countyCode, id: runId })
}

/** With the account as it stands now: a later change of account does not rewrite what the bank was told. */
async function keepPayments(
  { tx, now }: Context,
  run: RowKey & { month: Month },
  lines: readonly PayLine[],
): Promise<void> {
  if (lines.length === 0) return
  await sql`
    insert into benefit_payments (county_code, id, month, elder_id, benefit_id, region_code, run_id, rule_id, amount_fen,
      sentence, bank_name, account_sealed, account_tail)
    select ${run.countyCode}, line.id, ${run.month}, line.elder_id, line.benefit_id, line.region_code, ${run.id}::uuid,
      line.rule_id, line.amount_fen, line.sentence, account.bank_name, account.account_sealed, account.account_tail
    from unnest(${lines.map(() => newRowId(now))}::uuid[], ${lines.map(one => one.elderId)}::uuid[],
      ${lines.map(one => one.benefitId)}::uuid[], ${lines.map(one => one.regionCode)}::text[],
      ${lines.map(one => one.ruleId)}::uuid[], ${lines.map(one => one.amountFen)}::bigint[],
      ${lines.map(one => one.sentence)}::text[])
      as line (id, elder_id, benefit_id, region_code, rule_id, amount_fen, sentence)
    join elders e on e.county_code = ${run.countyCode} and e.id = line.elder_id
    left join lateral (
      select b.bank_name, b.account_sealed, b.account_tail from bank_accounts b
      where b.county_code = e.county_code and b.elder_id = any(e.id || e.merged_ids) and b.ended_at is null
      order by b.recorded_at desc limit 1
    ) account on true`.execute(tx)
}

async function lockRun(tx: Transaction, { countyCode, id }: RowKey) {
  const run = await tx
    .selectFrom('benefitRuns')
    .selectAll()
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!run) throw noSuchRun()
  return run
}

/** The rules are asked once more: a list on which somebody has died since is not approved by oversight. */
export async function approveRun(context: Context, key: RowKey): Promise<BenefitRun> {
  const { tx, now, actor } = context
  const run = await lockRun(tx, key)
  checkApproval(run, actor.accountId)
  const lines = (await linesFor(tx, key.countyCode, run.month)) ?? []
  const moved = await differencesFrom(tx, key, lines)
  if (moved > 0)
    throw new Refused(
      'conflict',
      `名单编制以后有 ${moved} 人的情况变了，现在审核会发错。请让编制人重新编制，再来审核。`,
      { moved },
    )
  await tx
    .updateTable('benefitRuns')
    .set({ state: 'approved', approvedBy: actor.accountId, approvedAt: now.toISOString() })
    .where('countyCode', '=', key.countyCode)
    .where('id', '=', key.id)
    .execute()
  await grantFromRun(context, { ...key, month: run.month })
  context.concerns(key.countyCode, [...new Set(lines.map(line => line.elderId))])
  return findRun(tx, key)
}

/** How many people would get something else than the list says. */
async function differencesFrom(tx: Transaction, key: RowKey, lines: readonly PayLine[]): Promise<number> {
  const kept = await tx
    .selectFrom('benefitPayments')
    .select(['elderId', 'benefitId', 'amountFen'])
    .where('countyCode', '=', key.countyCode)
    .where('runId', '=', key.id)
    .execute()
  const sum = new Map<string, number>()
  const add = (line: { elderId: string; benefitId: string; amountFen: number }, sign: number) => {
    const place = `${line.elderId} ${line.benefitId}`
    sum.set(place, (sum.get(place) ?? 0) + sign * line.amountFen)
  }
  for (const line of kept) add(line, 1)
  for (const line of lines) add(line, -1)
  const moved = [...sum].filter(([, left]) => left !== 0).map(([place]) => place.split(' ')[0])
  return new Set(moved).size
}

export async function payRun(context: Context, key: RowKey & { fileNumber: string }): Promise<BenefitRun> {
  const { tx, now, actor } = context
  checkPaying(await lockRun(tx, key), actor.accountId)
  await tx
    .updateTable('benefitRuns')
    .set({
      state: 'paidOut',
      paidBy: actor.accountId,
      paidAt: now.toISOString(),
      fileNumber: key.fileNumber,
    })
    .where('countyCode', '=', key.countyCode)
    .where('id', '=', key.id)
    .execute()
  return findRun(tx, key)
}
