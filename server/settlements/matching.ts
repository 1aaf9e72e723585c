// Runs the three-way match over lines: facts in a few statements, the pure rule, one statement that writes.
import { randomBytes } from 'node:crypto'
import { type RawBuilder, sql } from 'kysely'
import { uuidV7 } from '../../domain/kernel/id.ts'
import { afterMatch, type ClaimLineState } from '../../domain/settlements/claim.ts'
import type { MatchThresholds } from '../../domain/settlements/facts.ts'
import type { ClaimFault } from '../../domain/settlements/faults.ts'
import { judgeClaim } from '../../domain/settlements/match.ts'
import type { Context } from '../kernel/context.ts'
import { gatherFacts } from './facts.ts'
import type { Key } from './reading.ts'

export type MatchContext = Pick<Context, 'tx' | 'now' | 'setting'>

export function thresholdsIn({ setting }: Pick<Context, 'setting'>, regionCode: string): MatchThresholds {
  return {
    speedKmPerHour: setting('settlement.speedKmPerHour', regionCode),
    durationPercent: setting('settlement.durationPercent', regionCode),
    absentDays: setting('settlement.absentDays', regionCode),
    priceDeviations: setting('settlement.priceDeviations', regionCode),
    priceOrders: setting('settlement.priceOrders', regionCode),
    overlapMinutes: setting('settlement.overlapMinutes', regionCode),
    inVainMinutes: setting('settlement.inVainMinutes', regionCode),
  }
}

/** How many lines there were. */
export function matchClaim(context: MatchContext, { countyCode, id }: Key): Promise<number> {
  return matchLines(context, countyCode, sql`l.claim_id = ${id} and l.bill_id is null`)
}

/** Judges lines anew; what somebody decided stays unless something new is found. */
export async function matchLines(
  context: MatchContext,
  countyCode: string,
  wanted: RawBuilder<unknown>,
): Promise<number> {
  const { tx } = context
  const before = await sql<{ id: string; state: ClaimLineState; faults: ClaimFault[] }>`
    select l.id, l.state, l.faults from claim_lines l
    where l.county_code = ${countyCode} and ${wanted} order by l.id for update`.execute(tx)
  const { lines, stays } = await gatherFacts(tx, { countyCode, wanted })
  const found = judgeClaim(lines, stays, thresholdsIn(context, `${countyCode}000000`))
  const judged = before.rows.map(line => {
    const faults = found.get(line.id) ?? []
    return { id: line.id, was: line.state, state: afterMatch(line, faults), faults }
  })
  await keepJudgements(context, countyCode, judged)
  return judged.length
}

interface Judged {
  id: string
  was: ClaimLineState
  state: ClaimLineState
  faults: ClaimFault[]
}

async function keepJudgements(
  { tx, now }: MatchContext,
  countyCode: string,
  judged: readonly Judged[],
): Promise<void> {
  // Arrays and not one JSON: of their length the planner knows, and so it does not compare every line with every other.
  await sql`
    update claim_lines l set state = j.state, faults = j.faults, judged_at = ${now.toISOString()},
      fault_keys = array(select distinct one ->> 'key' from jsonb_array_elements(j.faults) one order by 1),
      first_by = case when j.state = 'awaitsSecondYes' then l.first_by end
    from unnest(${judged.map(line => line.id)}::uuid[], ${judged.map(line => line.state)}::text[],
      ${judged.map(line => JSON.stringify(line.faults))}::jsonb[]) as j (id, state, faults)
    where l.county_code = ${countyCode} and l.id = j.id`.execute(tx)
  // The story of a line begins where a person has to look at it; a line that agrees tells it by its state.
  const told = judged
    .filter(line => line.state !== line.was && (line.state === 'inQuestion' || line.was !== 'unchecked'))
    .map(line => ({ id: uuidV7(now.getTime(), randomBytes(10)), line: line.id }))
  if (told.length === 0) return
  await sql`
    insert into claim_line_events (county_code, id, region_code, claim_line_id, deed, words, by_account_id,
      happened_at)
    select l.county_code, t.id, l.region_code, l.id, 'judged', null, null, ${now.toISOString()}
    from unnest(${told.map(one => one.id)}::uuid[], ${told.map(one => one.line)}::uuid[]) as t (id, line)
    join claim_lines l on l.county_code = ${countyCode} and l.id = t.line`.execute(tx)
}
