// The clock's work on disputes: fill in the briefs, send up what nobody answered, carry out what is settled.
import { sql } from 'kysely'
import { type DisputeOutcome, stageAbove } from '../../../domain/duplicates/disputes.ts'
import type { DisputeBrief } from '../../../domain/duplicates/disputes-api.ts'
import { maskName, maskNumber } from '../../../domain/elders/elder.ts'
import { dayOf } from '../../../domain/kernel/day.ts'
import { closeForOtherCounty } from '../../elders/elders.ts'
import { writeAudit } from '../../kernel/audit.ts'
import type { System } from '../../kernel/context.ts'
import { type Transaction, within } from '../../kernel/database.ts'
import { dueOn } from './opening.ts'

export const disputeJob = 'disputes.sweep'

const everywhere = { area: { from: '000000000000', to: '999999999999' }, accountId: null }
/** Disputes of one transaction; there are a handful a week in a province. */
const atOnce = 200

/** Safe to run twice and on two servers at once: every row is taken under lock. */
export async function sweepDisputes(system: System): Promise<void> {
  await system.settings.refresh()
  await within(system.connections.db, everywhere, true, tx => fillBriefs(tx))
  await within(system.connections.db, everywhere, true, tx => sendUp(system, tx))
  const settled = await within(system.connections.db, everywhere, true, tx => waitingToBeCarriedOut(tx))
  // Each in its own transaction inside the losing county's area: no act may reach into two counties at once.
  for (const dispute of settled) await carryOut(system, dispute)
}

interface BriefRow {
  countyCode: string
  id: string
  name: string
  sex: DisputeBrief['sex']
  bornOn: string | null
  tail: string | null
  villageName: string
  registeredOn: string
  lastVisitedOn: string | null
  endedOn: string | null
}

async function fillBriefs(tx: Transaction): Promise<void> {
  const wanting = await tx
    .selectFrom('elderDisputes')
    .select(['countyCode', 'id', 'elderId', 'otherCountyCode', 'otherElderId'])
    .where(eb =>
      eb.or([eb('otherBrief', 'is', null), eb.and([eb('brief', 'is', null), eb('elderId', 'is not', null)])]),
    )
    .where('stage', 'not in', ['concluded', 'withdrawn'])
    .limit(atOnce)
    .forUpdate()
    .skipLocked()
    .execute()
  if (wanting.length === 0) return
  const keys = wanting.flatMap(({ countyCode, elderId, otherCountyCode, otherElderId }) => [
    ...(elderId ? [{ countyCode, id: elderId }] : []),
    { countyCode: otherCountyCode, id: otherElderId },
  ])
  const briefs = await readBriefs(tx, keys)
  const rows = wanting.map(({ countyCode, id, elderId, otherElderId }) => ({
    ...{
      countyCode,
      id,
      brief: briefs.get(elderId ?? '') ?? null,
      otherBrief: briefs.get(otherElderId) ?? null,
    },
  }))
  await sql`
    update elder_disputes d set brief = coalesce(r.brief, d.brief), other_brief = coalesce(r."otherBrief", d.other_brief)
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r ("countyCode" text, id uuid, brief jsonb, "otherBrief" jsonb)
    where d.county_code = r."countyCode" and d.id = r.id`.execute(tx)
}

async function readBriefs(
  tx: Transaction,
  keys: readonly { countyCode: string; id: string }[],
): Promise<Map<string, DisputeBrief>> {
  const { rows } = await sql<BriefRow>`
    select e.county_code, wanted.id, e.name, e.sex, e.born_on, e.citizen_number_tail as tail,
      village.short_name as village_name, e.registered_on, e.ended_on, (
        select max(v.visited_on) from visits v
        where v.county_code = e.county_code and v.elder_id = any(e.id || e.merged_ids) and v.result = 'met'
      ) as last_visited_on
    from unnest(${keys.map(key => key.countyCode)}::text[], ${keys.map(key => key.id)}::uuid[])
      as wanted (county_code, id)
    join elders record on record.county_code = wanted.county_code and record.id = wanted.id
    join elders e on e.county_code = record.county_code and e.id = coalesce(record.merged_into, record.id)
    join regions village on village.code = e.region_code`.execute(tx)
  return new Map(
    rows.map(({ id, name, tail, countyCode: _, ...row }) => [
      id,
      { ...row, maskedName: maskName(name), numberMask: maskNumber(tail) },
    ]),
  )
}

/** Silence does not win: what nobody answered goes to the office above both. */
async function sendUp(system: System, tx: Transaction): Promise<void> {
  const now = system.clock.now()
  const today = dayOf(now)
  const overdue = await tx
    .selectFrom('elderDisputes')
    .select(['countyCode', 'id', 'regionCode', 'otherCountyCode', 'stage', 'stance'])
    .where('dueOn', '<', today)
    .where('stage', 'in', ['awaitingAnswer', 'awaitingReply', 'atPrefecture'])
    .limit(atOnce)
    .forUpdate()
    .skipLocked()
    .execute()
  const acting = {
    ...{ tx, now, today, system },
    setting: <Key extends Parameters<typeof system.settings.value>[0]>(key: Key, regionCode: string) =>
      system.settings.value(key, regionCode, today),
  }
  const rows = await Promise.all(
    overdue.map(async one => ({
      ...{ countyCode: one.countyCode, id: one.id, stage: stageAbove(one) },
      dueOn: await dueOn(acting, one.regionCode),
    })),
  )
  if (rows.length === 0) return
  await sql`
    update elder_disputes d set stage = r.stage, due_on = r."dueOn"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r ("countyCode" text, id uuid, stage text, "dueOn" date)
    where d.county_code = r."countyCode" and d.id = r.id`.execute(tx)
}

interface Settled {
  countyCode: string
  id: string
  elderId: string | null
  otherCountyCode: string
  otherElderId: string
  outcome: DisputeOutcome | null
  pairId: string | null
  countyName: string
  otherCountyName: string
}

async function waitingToBeCarriedOut(tx: Transaction): Promise<Settled[]> {
  const { rows } = await sql<Settled>`
    select d.county_code, d.id, d.elder_id, d.other_county_code, d.other_elder_id, d.outcome, d.pair_id,
      own.short_name as county_name, other.short_name as other_county_name
    from elder_disputes d
    join regions own on own.code = d.county_code || '000000'
    join regions other on other.code = d.other_county_code || '000000'
    where d.stage in ('concluded', 'withdrawn') and d.carried_out_at is null
    order by d.decided_at limit ${atOnce}`.execute(tx)
  return rows
}

async function carryOut(system: System, dispute: Settled): Promise<void> {
  const { countyCode, otherCountyCode, elderId, otherElderId, outcome } = dispute
  if (outcome === 'opener')
    await closeRecord(system, { countyCode: otherCountyCode, id: otherElderId }, dispute.countyName)
  if (outcome === 'responder' && elderId)
    await closeRecord(system, { countyCode, id: elderId }, dispute.otherCountyName)
  await settlePair(system, dispute, countyCode)
  await settlePair(system, dispute, otherCountyCode)
  await within(system.connections.db, areaOfCounty(countyCode), true, async tx => {
    await tx
      .updateTable('elderDisputes')
      .set({ carriedOutAt: system.clock.now().toISOString() })
      .where('countyCode', '=', countyCode)
      .where('id', '=', dispute.id)
      .execute()
  })
}

function areaOfCounty(countyCode: string) {
  return { area: { from: `${countyCode}000000`, to: `${countyCode}999999` }, accountId: null }
}

async function closeRecord(
  system: System,
  key: { countyCode: string; id: string },
  winner: string,
): Promise<void> {
  const now = system.clock.now()
  const wakes: (() => void)[] = []
  await within(system.connections.db, areaOfCounty(key.countyCode), true, async tx => {
    const acting = {
      ...{ tx, now, today: dayOf(now), system },
      afterCommit: (work: () => void) => wakes.push(work),
    }
    const reason = `两县协商结论：由${winner}管理`
    const closed = await closeForOtherCounty(acting, key, reason)
    await writeAudit(tx, {
      ...{ at: now, actor: null, operation: 'dispute.carryOut', requestId: disputeJob },
      concerns: [{ countyCode: key.countyCode, subjects: closed, reason }],
    })
  })
  for (const wake of wakes) wake()
}

/** Each county keeps its own leg of the pair. */
async function settlePair(system: System, dispute: Settled, countyCode: string): Promise<void> {
  const { elderId, otherElderId, outcome } = dispute
  const state = outcome === null ? 'toReview' : outcome === 'separatePeople' ? 'twoPeople' : 'obsolete'
  const ids = [otherElderId, ...(elderId ? [elderId] : [])]
  await within(system.connections.db, areaOfCounty(countyCode), true, async tx => {
    await sql`
      update duplicate_pairs set state = ${state}, decided_at = ${system.clock.now().toISOString()}::timestamptz
      where county_code = ${countyCode} and other_county_code <> ${countyCode}
        and elder_id = any(${ids}::uuid[]) and other_id = any(${ids}::uuid[]) and state <> 'obsolete'`.execute(
      tx,
    )
  })
}
