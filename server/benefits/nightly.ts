// Every night: whoever died or left without the benefits being told is found, and what was paid since is listed.
import { sql } from 'kysely'
import { dayWords, monthWords } from '../../domain/benefits/conditions.ts'
import { verdictOf } from '../../domain/benefits/evaluate.ts'
import { stopCauses } from '../../domain/benefits/stopping.ts'
import type { Month } from '../../domain/kernel/day.ts'
import type { System } from '../kernel/context.ts'
import type { Transaction } from '../kernel/database.ts'
import { subjectsOf } from './facts.ts'
import { newRowId } from './ids.ts'
import { rulesInForce } from './in-force.ts'

interface Paid {
  id: string
  elderId: string
  standsId: string
  regionCode: string
  benefitId: string
  month: Month
  amountFen: number
}

/**
 * An import, an older act or another system may end a record without the life event that stops its benefits. The
 * rules of each county are asked again for months on approved lists that lie after the ending. Can run twice.
 */
export async function reviewBenefits(system: System): Promise<void> {
  const { rows } = await sql<{ countyCode: string }>`
    select distinct county_code from benefit_runs where state <> 'compiled' order by 1`.execute(
    system.connections.db,
  )
  for (const { countyCode } of rows)
    await system.connections.db.transaction().execute(tx => reviewCounty(system, tx, countyCode))
}

async function reviewCounty(system: System, tx: Transaction, countyCode: string): Promise<void> {
  const paid = await paidAfterEnding(tx, countyCode)
  if (paid.length === 0) return
  const rules = await rulesInForce(tx, countyCode)
  const subjects = await subjectsOf(tx, countyCode, [...new Set(paid.map(one => one.standsId))])
  const whose = new Map(subjects.map(subject => [subject.elderId, subject]))
  const now = system.clock.now()
  const opened = paid.flatMap(({ id, elderId, standsId, regionCode, benefitId, month, amountFen }) => {
    const subject = whose.get(standsId)
    const rule = rules.find(
      one =>
        one.benefitId === benefitId &&
        one.fromMonth <= month &&
        (one.toMonth === null || one.toMonth >= month),
    )
    if (!subject?.ended || !rule || verdictOf(rule, subject, month).outcome !== subject.ended.kind) return []
    const { on, kind } = subject.ended
    return [
      {
        ...{ countyCode, regionCode, elderId, benefitId, month, amountFen },
        id: newRowId(now),
        paymentId: id,
        state: 'toRecover' as const,
        cause: `${dayWords(on)}${stopCauses.words[kind]}，${monthWords(month)}已经列入发放`,
        openedBy: null,
        openedAt: now.toISOString(),
        settledBy: null,
        settledAt: null,
        note: null,
      },
    ]
  })
  if (opened.length > 0)
    await tx
      .insertInto('benefitRecoveries')
      .values(opened)
      .onConflict(conflict => conflict.doNothing())
      .execute()
}

async function paidAfterEnding(tx: Transaction, countyCode: string): Promise<Paid[]> {
  const { rows } = await sql<Paid>`
    select p.id, p.elder_id, stands.id as stands_id, p.region_code, p.benefit_id, p.month, p.amount_fen
    from elders stands
    join benefit_payments p on p.county_code = stands.county_code
      and p.elder_id = any(stands.id || stands.merged_ids) and p.month >= to_char(stands.ended_on, 'YYYY-MM')
    join benefit_runs r on r.county_code = p.county_code and r.id = p.run_id and r.state <> 'compiled'
    where stands.county_code = ${countyCode} and stands.ended_on is not null and stands.merged_into is null
      and not exists (select from benefit_recoveries x where x.county_code = p.county_code and x.payment_id = p.id
        and x.state <> 'undone')`.execute(tx)
  return rows
}
