// How a surge ends: stood down, called off as a mistake, or run out; visitors are told, phones drop it.
import { sql } from 'kysely'
import type { InputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { surgeApi } from '../../domain/surges/api.ts'
import { type Surge, type SurgeEnding, surgeKinds } from '../../domain/surges/surge.ts'
import type { Context, System } from '../kernel/context.ts'
import { type Transaction, within } from '../kernel/database.ts'
import { type NewNotice, raiseNotices, settleNotices } from '../notices/notices.ts'
import { getSurge, noSuchSurge } from './reading.ts'

type Table = typeof surgeApi

export function standDown(context: Context, input: InputOf<Table['surge.standDown']>): Promise<Surge> {
  return end(context, 'stoodDown', input)
}

export function callOff(context: Context, input: InputOf<Table['surge.callOff']>): Promise<Surge> {
  return end(context, 'calledOff', input)
}

async function end(
  context: Context,
  ending: SurgeEnding,
  { countyCode, id, note }: { countyCode: string; id: string; note: string | null },
): Promise<Surge> {
  const { tx, actor, now } = context
  const surge = await tx
    .selectFrom('surges')
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .forUpdate()
    .select(['endedAt'])
    .executeTakeFirst()
  // A county's surge is hidden from a township: it is not the township's to end.
  if (!surge) throw noSuchSurge()
  if (surge.endedAt !== null) throw new Refused('conflict', '这次应急看望已经结束了，请刷新后查看。')
  await writeEnding(tx, [{ countyCode, id }], { ending, note, by: actor.accountId, now })
  await tellEnded(tx, [{ countyCode, id }], ending, {
    now,
    wake: job => context.afterCommit(() => context.system.wake(job)),
  })
  return getSurge(context, { countyCode, id })
}

interface Key {
  countyCode: string
  id: string
}

async function writeEnding(
  tx: Transaction,
  keys: readonly Key[],
  { ending, note, by, now }: { ending: SurgeEnding; note: string | null; by: string | null; now: Date },
): Promise<void> {
  const [counties, ids] = [keys.map(key => key.countyCode), keys.map(key => key.id)]
  await sql`
    with over as (
      select * from unnest(${counties}::text[], ${ids}::uuid[]) as over (county_code, id)
    ), heads as (
      update surges s set ended_at = ${now.toISOString()}, ended_by = ${by}, ending = ${ending}, end_note = ${note}
      from over where s.county_code = over.county_code and s.id = over.id
    )
    update surge_villages v set ended_at = ${now.toISOString()}, ended_by = ${by}, ending = ${ending},
      end_note = ${note}
    from over where v.county_code = over.county_code and v.surge_id = over.id`.execute(tx)
}

const endingWords: Readonly<Record<SurgeEnding, string>> = {
  stoodDown: '已解除，不用再专门去看望。没看到的老年人请按平时的安排去看。',
  calledOff: '是误发，已撤销，不用去了。给您添了麻烦。',
  ranOut: '已到期结束。没看到的老年人请尽快去看。',
}

/** Whoever was told that it began is told that it is over; what was not read yet need not be any more. */
async function tellEnded(
  tx: Transaction,
  keys: readonly Key[],
  ending: SurgeEnding,
  parts: { now: Date; wake(job: string): void },
): Promise<void> {
  const told = await sql<
    Omit<NewNotice, 'kind' | 'urgency' | 'subject' | 'text'> & { id: string; surge: string }
  >`
    select n.county_code, n.region_code, n.to_account_id, n.subject_id as id, s.kind as surge
    from unnest(${keys.map(key => key.countyCode)}::text[], ${keys.map(key => key.id)}::text[])
      as over (county_code, id)
    join surges s on s.county_code = over.county_code and s.id = over.id::uuid
    join notices n on n.county_code = over.county_code and n.subject_module = 'surges'
      and n.subject_id = over.id and n.kind = 'surgeCalled'`.execute(tx)
  await settleNotices(
    tx,
    parts,
    keys.map(key => ({ ...key, module: 'surges' })),
  )
  await raiseNotices(
    tx,
    parts,
    told.rows.map(({ id, surge, ...to }) => ({
      ...to,
      kind: 'surgeEnded',
      // A visitor on her way in a blizzard must not learn tomorrow that it was a mistake.
      urgency: ending === 'calledOff' ? 'urgent' : 'normal',
      subject: { module: 'surges', id },
      text: `${surgeKinds.words[surge as keyof typeof surgeKinds.words]}应急看望${endingWords[ending]}`,
    })),
  )
}

const everywhere = { area: { from: '000000000000', to: '999999999999' }, accountId: null }

/** A job: what has run past its time is over. */
export async function closeSurges(system: System): Promise<void> {
  const now = system.clock.now()
  await within(system.connections.db, everywhere, true, async tx => {
    const keys = await tx
      .selectFrom('surges')
      .where('endedAt', 'is', null)
      .where('until', '<=', now.toISOString())
      .limit(200)
      .forUpdate()
      .skipLocked()
      .select(['countyCode', 'id'])
      .execute()
    if (keys.length === 0) return
    await writeEnding(tx, keys, { ending: 'ranOut', note: null, by: null, now })
    await tellEnded(tx, keys, 'ranOut', { now, wake: system.wake })
  })
}
