// Closes a month of all canteens of a county or township: asked for at the desk, done by a job some canteens at a time.
import { sql } from 'kysely'
import { areaOf, countyCodeOf, levelOf } from '../../domain/kernel/area.ts'
import { dayOf, type Month } from '../../domain/kernel/day.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import {
  type ClosingOutcome,
  closingProblem,
  mealClosingJob,
  outcomeFor,
} from '../../domain/meal-accounts/closing.ts'
import type { mealClosingApi } from '../../domain/meal-accounts/closing-api.ts'
import type { Context, System } from '../kernel/context.ts'
import { connectionIsLost, refusalFrom } from '../kernel/database.ts'
import { checkInArea } from '../regions/regions.ts'
import { asOwner, type Desk } from './charging.ts'
import { checkOver, closeMonths } from './closing.ts'
import { closingCases } from './closing-facts.ts'

type Table = typeof mealClosingApi

/** Closed in one transaction: enough for the statements to be few, little enough for the progress to move. */
const atOnce = 25
/** Two servers may be woken at once: whoever has the lock works, the other goes home. */
const lockKey = 781_750

export function checkOneCounty(context: Context, regionCode: string): void {
  checkInArea(context, regionCode)
  if (['province', 'prefecture'].includes(levelOf(regionCode)))
    throw new Refused('invalid', '结账以县（市、区）为单位。请先选到一个县。')
}

export async function askClosing(
  context: Context,
  { id, regionCode, month, leaveHinted }: InputOf<Table['mealClosing.ask']>,
): Promise<OutputOf<Table['mealClosing.ask']>> {
  const { tx, now, today, actor, system } = context
  checkOneCounty(context, regionCode)
  checkOver(month, today)
  const countyCode = countyCodeOf(regionCode)
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('mealClosings')
    .values({
      ...{ countyCode, id, regionCode, month, state: 'closingWaits', leaveHinted, canteens: 0 },
      ...{ askedBy: actor.accountId, askedAt: now.toISOString(), doneAt: null },
    })
    .onConflict(conflict => conflict.doNothing())
    .executeTakeFirst()
  if (numInsertedOrUpdatedRows === 0n)
    throw new Refused('conflict', '这个县正在结账，请等它做完再结。可以在结账记录里查看进度。')
  context.afterCommit(() => system.wake(mealClosingJob))
  return { countyCode, id }
}

interface Waiting {
  countyCode: string
  id: string
  regionCode: string
  month: Month
  leaveHinted: boolean
  askedBy: string | null
}

export async function closeWaiting(system: System): Promise<void> {
  const client = await system.connections.pool.connect()
  try {
    const lock = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [lockKey])
    if (!lock.rows[0]?.taken) return
    try {
      for (let next = await nextClosing(system); next; next = await nextClosing(system))
        await work(system, next)
    } finally {
      await client.query('select pg_advisory_unlock($1)', [lockKey]).catch(() => {})
    }
  } finally {
    client.release()
  }
}

/** What was being closed when a server stopped goes on where it was. */
async function nextClosing({ connections }: System): Promise<Waiting | null> {
  const { rows } = await sql<Waiting>`
    update meal_closings set state = 'closingNow'
    where (county_code, id) = (select county_code, id from meal_closings
      where state in ('closingWaits', 'closingNow') order by asked_at, id limit 1)
    returning county_code, id, region_code, month, leave_hinted, asked_by`.execute(connections.db)
  return rows[0] ?? null
}

async function work(system: System, closing: Waiting): Promise<void> {
  const { db } = system.connections
  const { countyCode, id, regionCode } = closing
  const { from, to } = areaOf(regionCode)
  const { rows } = await sql<{ id: string; isDone: boolean }>`
    select c.id, exists (select from meal_closing_lines l where l.county_code = c.county_code and l.closing_id = ${id}
      and l.region_code = c.region_code and l.canteen_id = c.id) as is_done
    from canteens c where c.county_code = ${countyCode} and c.region_code between ${from} and ${to}
    order by c.region_code, c.id`.execute(db)
  await sql`update meal_closings set canteens = ${rows.length} where county_code = ${countyCode} and id = ${id}`.execute(
    db,
  )
  const left = rows.filter(row => !row.isDone).map(row => row.id)
  for (let at = 0; at < left.length; at += atOnce)
    await closeOrName(system, closing, left.slice(at, at + atOnce))
  await sql`update meal_closings set state = 'closingDone', done_at = ${system.clock.now().toISOString()}
    where county_code = ${countyCode} and id = ${id}`.execute(db)
}

/** What fails for some is tried for each alone: only the one that cannot be closed is left, and named. */
async function closeOrName(system: System, closing: Waiting, canteenIds: readonly string[]): Promise<void> {
  try {
    await asOwner(system, dayOf(system.clock.now()), closing.countyCode, desk =>
      closeSome(desk, closing, canteenIds),
    )
  } catch (error) {
    // A database that is away comes back; the job is run again and goes on with what is left.
    if (connectionIsLost(error) || refusalFrom(error)?.code === 'unavailable') throw error
    const [only] = canteenIds
    if (canteenIds.length > 1 || only === undefined) {
      for (const canteenId of canteenIds) await closeOrName(system, closing, [canteenId])
      return
    }
    const refusal = refusalFrom(error)
    if (!refusal) system.log.error({ err: error, closing: closing.id, canteen: only }, 'month not closed')
    const says = refusal?.message ?? '系统结账时出错，这个助餐点的账没有改动。请单独结账，或联系管理员。'
    await writeLines(system.connections.db, closing, [{ canteenId: only, outcome: 'closeRefused', says }])
  }
}

async function closeSome(desk: Desk, closing: Waiting, canteenIds: readonly string[]): Promise<void> {
  const { countyCode, month, leaveHinted, askedBy } = closing
  const cases = await closingCases(desk.tx, countyCode, month, sql`c.id = any(${[...canteenIds]}::uuid[])`)
  const lines = cases.map(({ canteenId, standing, hints, facts }) => ({
    ...{ canteenId, outcome: outcomeFor(standing, hints, leaveHinted) },
    says: closingProblem(month, facts)?.message ?? null,
  }))
  const closed = lines.filter(line => line.outcome === 'closedNow').map(line => line.canteenId)
  if (closed.length > 0) await closeMonths(desk, { countyCode, month, canteenIds: closed, closedBy: askedBy })
  await writeLines(desk.tx, closing, lines)
}

async function writeLines(
  tx: Desk['tx'],
  { countyCode, id }: Waiting,
  lines: readonly { canteenId: string; outcome: ClosingOutcome; says: string | null }[],
): Promise<void> {
  const rows = lines.map(({ canteenId, ...line }) => ({ canteen_id: canteenId, ...line }))
  await sql`
    insert into meal_closing_lines (county_code, closing_id, region_code, canteen_id, outcome, says)
    select ${countyCode}, ${id}::uuid, c.region_code, r.canteen_id, r.outcome, r.says
    from json_to_recordset(${JSON.stringify(rows)}) as r (canteen_id uuid, outcome text, says text)
    join canteens c on c.county_code = ${countyCode} and c.id = r.canteen_id
    on conflict do nothing`.execute(tx)
}
