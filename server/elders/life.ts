// The ledger's part in a life event: writes its rows as the cascade says, and puts them back if nobody touched them.
import { sql } from 'kysely'
import { openMonths } from '../../domain/indicators/months.ts'
import type { Day } from '../../domain/kernel/day.ts'
import type { Change, EffectPart } from '../../domain/life-events/effects.ts'
import type { Context } from '../kernel/context.ts'
import { claimNumber, releaseAllNumbers } from './claims.ts'
import { closeStays } from './homes/stays.ts'

/** What a change needs to know beside its rows. */
export interface LifeChange {
  countyCode: string
  elderId: string
  /** Where the elder lives when the change begins. */
  regionCode: string
  reason: string
}

type Writing = Pick<Context, 'tx' | 'now' | 'actor'>
type Moving = Pick<Context, 'tx' | 'today' | 'afterCommit' | 'system'>

const of = (changes: readonly Change[], part: EffectPart) => changes.filter(change => change.part === part)
const json = (rows: readonly unknown[]) => JSON.stringify(rows)

export async function applyToLedger(
  context: Context,
  at: LifeChange,
  changes: readonly Change[],
): Promise<void> {
  await openAbsences(context, at, of(changes, 'absence'))
  await endRows(context, at, 'elder_absences', of(changes, 'absence').filter(isEnding))
  await endRows(context, at, 'elder_memberships', of(changes, 'membership'))
  await endRows(context, at, 'visitor_assignments', of(changes, 'assignment'))
  await closeRecord(context, at, of(changes, 'ending')[0])
  if (of(changes, 'number').length > 0)
    await releaseAllNumbers(context, { countyCode: at.countyCode, id: at.elderId })
}

const isEnding = (change: Change) => change.before !== null

/** Puts back what stands as the changes left it; returns the others. */
export async function revertLedger(
  context: Context,
  at: LifeChange,
  changes: readonly Change[],
): Promise<Change[]> {
  return [
    ...(await reopenRecord(context, at, of(changes, 'ending'))),
    ...(await holdNumbersAgain(context, at, of(changes, 'number'))),
    ...(await reopenRows(context, at, 'visitor_assignments', of(changes, 'assignment'))),
    ...(await reopenRows(context, at, 'elder_memberships', of(changes, 'membership'))),
    ...(await removeAbsences(context, at, of(changes, 'absence'))),
    ...(await reopenRows(context, at, 'elder_absences', of(changes, 'absence').filter(isEnding))),
  ]
}

async function openAbsences(
  { tx, now, actor }: Writing,
  { countyCode, elderId, regionCode }: LifeChange,
  changes: readonly Change[],
): Promise<void> {
  const rows = changes.flatMap(({ id, before, after }) =>
    before === null && after ? [{ id, ...after }] : [],
  )
  if (rows.length === 0) return
  await sql`
    insert into elder_absences (county_code, id, region_code, elder_id, kind, valid_from, valid_to, reason,
      recorded_by, recorded_at)
    select ${countyCode}, id, ${regionCode}, ${elderId}::uuid, kind, "validFrom", "validTo", reason,
      ${actor.accountId}::uuid, ${now.toISOString()}::timestamptz
    from jsonb_to_recordset(${json(rows)}::jsonb) as absence (id uuid, kind text, "validFrom" date,
      "validTo" date, reason text)`.execute(tx)
}

type DatedTable = 'elder_absences' | 'elder_memberships' | 'visitor_assignments'

async function endRows(
  { tx }: Writing,
  { countyCode }: LifeChange,
  table: DatedTable,
  changes: readonly Change[],
): Promise<void> {
  const rows = changes.map(({ id, after }) => ({ id, day: after?.validTo }))
  if (rows.length === 0) return
  await sql`
    update ${sql.raw(table)} set valid_to = ended.day
    from jsonb_to_recordset(${json(rows)}::jsonb) as ended (id uuid, day date)
    where county_code = ${countyCode} and ${sql.raw(table)}.id = ended.id`.execute(tx)
}

/** What may be open only once stays ended where another has been opened since. */
const onlyOneOpen: Record<DatedTable, string> = {
  elder_absences: 'false',
  elder_memberships:
    'exists (select from elder_memberships o where o.county_code = t.county_code and o.elder_id = t.elder_id and o."group" = t."group" and o.id <> t.id and o.voided_at is null and (o.valid_to is null or o.valid_to > ended.after))',
  visitor_assignments:
    'exists (select from visitor_assignments o where o.county_code = t.county_code and o.elder_id = t.elder_id and o.valid_to is null)',
}

async function reopenRows(
  { tx }: Writing,
  { countyCode }: LifeChange,
  table: DatedTable,
  changes: readonly Change[],
): Promise<Change[]> {
  const rows = changes.map(({ id, before, after }) => ({
    id,
    before: before?.validTo,
    after: after?.validTo,
  }))
  if (rows.length === 0) return []
  const done = await sql<{ id: string }>`
    update ${sql.raw(table)} t set valid_to = ended.before
    from jsonb_to_recordset(${json(rows)}::jsonb) as ended (id uuid, before date, after date)
    where t.county_code = ${countyCode} and t.id = ended.id and t.valid_to is not distinct from ended.after
      and not (${sql.raw(onlyOneOpen[table])})
    returning t.id`.execute(tx)
  return without(changes, done.rows)
}

function without(changes: readonly Change[], done: readonly { id: string }[]): Change[] {
  const ids = new Set(done.map(row => row.id))
  return changes.filter(({ id }) => !ids.has(id))
}

async function removeAbsences(
  { tx }: Writing,
  { countyCode }: LifeChange,
  changes: readonly Change[],
): Promise<Change[]> {
  const opened = changes.filter(change => change.before === null)
  if (opened.length === 0) return []
  const rows = opened.map(({ id, after }) => ({ id, from: after?.validFrom, to: after?.validTo }))
  const done = await sql<{ id: string }>`
    delete from elder_absences a
    using jsonb_to_recordset(${json(rows)}::jsonb) as opened (id uuid, "from" date, "to" date)
    where a.county_code = ${countyCode} and a.id = opened.id and a.valid_from = opened."from"
      and a.valid_to is not distinct from opened."to"
    returning a.id`.execute(tx)
  return without(opened, done.rows)
}

async function closeRecord(
  { tx, now, actor }: Writing,
  { countyCode, elderId, regionCode, reason }: LifeChange,
  change: Change | undefined,
): Promise<void> {
  if (!change?.after) return
  const { kind, endedOn } = change.after
  await sql`
    insert into elder_endings (county_code, elder_id, region_code, kind, ended_on, reason, recorded_by, recorded_at)
    values (${countyCode}, ${elderId}::uuid, ${regionCode}, ${kind}, ${endedOn}::date, ${reason},
      ${actor.accountId}::uuid, ${now.toISOString()}::timestamptz)`.execute(tx)
  await tx
    .updateTable('elders')
    .set(given => ({ endedOn, version: given('version', '+', 1), updatedAt: now.toISOString() }))
    .where('countyCode', '=', countyCode)
    .where('id', '=', elderId)
    .execute()
}

async function reopenRecord(
  { tx, now }: Writing,
  { countyCode, elderId }: LifeChange,
  changes: readonly Change[],
): Promise<Change[]> {
  const [change] = changes
  if (!change?.after) return []
  const gone = await sql<{ kind: string }>`
    delete from elder_endings where county_code = ${countyCode} and elder_id = ${elderId}::uuid
      and kind = ${change.after.kind} and ended_on = ${change.after.endedOn}::date
    returning kind`.execute(tx)
  if (gone.rows.length === 0) return [change]
  await tx
    .updateTable('elders')
    .set(given => ({ endedOn: null, version: given('version', '+', 1), updatedAt: now.toISOString() }))
    .where('countyCode', '=', countyCode)
    .where('id', '=', elderId)
    .execute()
  return []
}

/** Where somebody has been entered with a number meanwhile, that must be settled first. */
async function holdNumbersAgain(
  context: Context,
  { countyCode }: LifeChange,
  changes: readonly Change[],
): Promise<Change[]> {
  const claims = changes.map(({ id, before }) => ({
    countyCode,
    elderId: id,
    numberHash: before?.hash ?? '',
  }))
  if (claims.length === 0) return []
  const held = await context.tx
    .insertInto('citizenNumberClaims')
    .values(claims)
    .onConflict(conflict => conflict.column('numberHash').doNothing())
    .returning('numberHash')
    .execute()
  const taken = claims.find(claim => !held.some(({ numberHash }) => numberHash === claim.numberHash))
  // Claimed by hand it is refused, with the sentence that says who has it.
  if (taken) await claimNumber(context, { countyCode, id: taken.elderId }, taken.numberHash)
  return []
}

/** The person moves last, in either direction: all else is written where the caller's area still holds it. */
export async function moveHome(
  context: Moving,
  at: { countyCode: string; elderId: string; eventId: string; on: Day },
  to: Change['after'] | undefined,
): Promise<void> {
  if (!to) return
  await closeStays(context.tx, { ...at, elderIds: [at.elderId] })
  await carry(context, at, to)
}

async function carry(
  { tx, today, afterCommit, system }: Moving,
  { countyCode, elderId }: Pick<LifeChange, 'countyCode' | 'elderId'>,
  to: NonNullable<Change['after']>,
): Promise<void> {
  await sql`select carry_elder(${countyCode}, ${elderId}::uuid, ${to.regionCode}, ${to.householdId}::uuid,
    ${to.address}, ${to.hamlet}, ${openMonths(today)})`.execute(tx)
  afterCommit(() => system.wake('indicators.refresh'))
}

export async function moveHomeBack(
  context: Moving,
  at: { countyCode: string; elderId: string; eventId: string },
  change: Change | undefined,
): Promise<Change[]> {
  if (!change?.before) return []
  const stands = await context.tx
    .selectFrom('elders')
    .where('countyCode', '=', at.countyCode)
    .where('id', '=', at.elderId)
    .where('regionCode', '=', change.after?.regionCode ?? '')
    .where('householdId', '=', change.after?.householdId ?? '')
    .select('id')
    .executeTakeFirst()
  if (!stands) return [change]
  await context.tx
    .deleteFrom('householdStays')
    .where('countyCode', '=', at.countyCode)
    .where('eventId', '=', at.eventId)
    .execute()
  await carry(context, at, change.before)
  return []
}
