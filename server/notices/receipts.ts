// What gateways report back: lines of JSON in receipts/, read once and put aside (docs/notice-gateway.md).
import { mkdir, readdir, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import * as z from 'zod/mini'
import { Id, Instant } from '../../domain/kernel/shapes.ts'
import type { System } from '../kernel/context.ts'
import { within } from '../kernel/database.ts'
import { everywhere } from './everywhere.ts'

/** arrived: on her telephone; answered: she replied or pressed a key; failed: will not arrive. */
const Receipt = z.object({
  id: Id,
  state: z.enum(['arrived', 'answered', 'failed']),
  at: z.optional(Instant),
  reason: z.optional(z.string().check(z.maxLength(200))),
})
type Receipt = z.output<typeof Receipt>

const filesAtOnce = 200

export async function readReceipts(system: System): Promise<void> {
  const folder = join(system.config.folder, 'receipts')
  const names = (await readdir(folder).catch(() => [] as string[]))
    .filter(name => /^[^.].*\.jsonl?$/.test(name))
    .sort()
    .slice(0, filesAtOnce)
  for (const name of names) {
    const { receipts, isWhole } = receiptsOf(await readFile(join(folder, name), 'utf8'))
    if (!isWhole) system.log.warn({ file: name }, 'some lines of a file of receipts are not receipts')
    await applyReceipts(system, receipts)
    const aside = join(folder, isWhole ? 'done' : 'unclear')
    await mkdir(aside, { recursive: true, mode: 0o700 })
    await rename(join(folder, name), join(aside, name))
  }
}

function receiptsOf(text: string): { receipts: Receipt[]; isWhole: boolean } {
  const lines = text.split('\n').filter(line => line.trim() !== '')
  const receipts = lines.flatMap(line => {
    try {
      return [Receipt.parse(JSON.parse(line))]
    } catch {
      return []
    }
  })
  return { receipts, isWhole: receipts.length === lines.length }
}

/** Applied twice it changes nothing; a late "arrived" does not undo an answer. */
async function applyReceipts(system: System, receipts: readonly Receipt[]): Promise<void> {
  if (receipts.length === 0) return
  const now = system.clock.now().toISOString()
  const rows = receipts.map(one => ({
    ...{ id: one.id, at: one.at ?? now, reason: one.reason ?? '通道报告没有送达' },
    state: one.state === 'failed' ? 'notSent' : one.state,
  }))
  await within(system.connections.db, everywhere, true, async tx => {
    await sql`
      with told as (
        select distinct on (id) * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
          as told (id uuid, at timestamptz, reason text, state text)
        order by id, array_position(array['answered', 'arrived', 'notSent'], state)
      ), sent as (
        update notice_sends s set state = told.state,
          arrived_at = case when told.state = 'notSent' then s.arrived_at else coalesce(s.arrived_at, told.at) end,
          reason = case when told.state = 'notSent' then told.reason else s.reason end
        from told where s.id = told.id and s.state in ('inChannel', 'arrived') and s.state <> told.state
        returning s.county_code, s.notice_id, s.step, s.state, told.at
      ), answered as (
        update notices n set
          state = case when n.urgency = 'p0' then 'taken' else 'seen' end,
          seen_at = coalesce(n.seen_at, sent.at),
          taken_at = case when n.urgency = 'p0' then sent.at else n.taken_at end, move_at = null
        from sent where sent.state = 'answered' and n.county_code = sent.county_code and n.id = sent.notice_id
          and n.state in ('unseen', 'seen', 'unanswered', 'told')
      )
      update notices n set has_failed = true, move_at = ${now}
      from sent where sent.state = 'notSent' and n.county_code = sent.county_code and n.id = sent.notice_id
        and n.step = sent.step + 1 and n.state in ('unseen', 'seen')
        and not exists (select from sent other where other.state = 'answered'
          and other.county_code = n.county_code and other.notice_id = n.id)`.execute(tx)
  })
}
