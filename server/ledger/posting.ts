// Posting: many transfers in one statement; accounts open on first use, what was sent before is answered again.
import { sql } from 'kysely'
import { Refused } from '../../domain/kernel/refusal.ts'
import { type AccountKey, kindRules, type LedgerUnit } from '../../domain/ledger/accounts.ts'
import { checkPosting, type Posting } from '../../domain/ledger/posting.ts'
import type { Context } from '../kernel/context.ts'
import { accountIdOf } from './accounts.ts'
import { inWords } from './refusing.ts'
import type { LedgerTransfer } from './tables.ts'

/** All the ledger needs to know of who posts; a job gives the same. */
export type PostingContext = Pick<Context, 'tx' | 'now' | 'today'>

/** How many were new, and how many had been posted before with the same content. */
export interface Posted {
  posted: number
  known: number
}

interface Account {
  countyCode: string
  id: string
  key: AccountKey
  unit: LedgerUnit
}

/** A transfer as it is written and compared. */
export const rowColumns = [
  ...(['countyCode', 'id', 'regionCode', 'unit', 'fromId', 'toId', 'amount', 'day', 'purpose'] as const),
  ...(['subjectKind', 'subjectId', 'voucherId', 'note', 'reverses'] as const),
] as const
export type Row = Pick<LedgerTransfer, (typeof rowColumns)[number]>

/**
 * Books all or none. Limits hold for what the postings amount to together: a top-up and the meal paid from it may
 * come in one call. Refuses a closed month, a balance that does not suffice, and an id used for other content.
 */
export async function post(context: PostingContext, postings: readonly Posting[]): Promise<Posted> {
  const accounts = new Map<string, Account>()
  const rows = postings.map(posting => {
    checkPosting(posting, context.today)
    const { countyCode, unit } = posting
    const [fromId, toId] = [posting.from, posting.to].map(key => {
      const id = accountIdOf(countyCode, unit, key)
      accounts.set(id, { countyCode, id, key, unit })
      return id
    }) as [string, string]
    if (fromId === toId) throw new Refused('invalid', '一笔账的两方不能是同一个账户，请核对后重试。')
    return rowOf(posting, fromId, toId)
  })
  return book(context, rows, [...accounts.values()])
}

function rowOf({ from: _from, to: _to, ...posting }: Posting, fromId: string, toId: string): Row {
  return { ...posting, fromId, toId, reverses: null }
}

const sentColumns = sql`("countyCode" text, id uuid, "regionCode" text, unit text, "fromId" uuid, "toId" uuid,
  amount bigint, day date, purpose text, "subjectKind" text, "subjectId" uuid, "voucherId" uuid, note text,
  reverses uuid)`

/** Writes in the order of ids, so that two calls with the same ids wait for each other in one order. */
export async function book(
  context: PostingContext,
  rows: readonly Row[],
  accounts: readonly Account[],
): Promise<Posted> {
  const ids = new Set(rows.map(row => `${row.countyCode} ${row.id}`))
  if (ids.size === 0) return { posted: 0, known: 0 }
  if (ids.size < rows.length) throw otherContent()
  const opened = accounts.map(({ countyCode, id, key, unit }) => ({
    ...{ ...key, countyCode, id, unit, limited: kindRules[key.kind].limited === true },
  }))
  const at = context.now.toISOString()
  const written = await inWords(
    sql<{ id: string }>`
      with opened as (
        insert into ledger_accounts (county_code, id, region_code, kind, owner_id, unit, limited, opened_at)
        select "countyCode", id, "regionCode", kind, "ownerId", unit, limited, ${at}::timestamptz
        from json_to_recordset(${JSON.stringify(opened)}) as a ("countyCode" text, id uuid, "regionCode" text,
          kind text, "ownerId" uuid, unit text, limited boolean)
        order by 1, 2
        on conflict do nothing)
      insert into ledger_transfers (county_code, id, region_code, unit, from_id, to_id, amount, day, purpose,
        subject_kind, subject_id, voucher_id, note, reverses, posted_at, posted_by)
      select "countyCode", id, "regionCode", unit, "fromId", "toId", amount, day, purpose, "subjectKind",
        "subjectId", "voucherId", note, reverses, ${at}::timestamptz, nullif(current_setting('wanqing.account_id', true), '')::uuid
      from json_to_recordset(${JSON.stringify(rows)}) as t ${sentColumns}
      order by 1, 2
      on conflict (county_code, id) do nothing
      returning id`.execute(context.tx),
  )
  const again = rows.length - written.rows.length
  if (again > 0) await checkSame(context, rows)
  return { posted: written.rows.length, known: again }
}

/** A row that lies outside the caller's area is not seen and so counts as other content. */
async function checkSame({ tx }: PostingContext, rows: readonly Row[]): Promise<void> {
  const different = await sql<{ id: string }>`
    select sent.id from json_to_recordset(${JSON.stringify(rows)}) as sent ${sentColumns}
    left join ledger_transfers t on t.county_code = sent."countyCode" and t.id = sent.id
    where t.id is null
      or (t.region_code, t.unit, t.from_id, t.to_id, t.amount, t.day, t.purpose, t.subject_kind, t.subject_id,
          t.voucher_id, t.note, t.reverses)
        is distinct from (sent."regionCode", sent.unit, sent."fromId", sent."toId", sent.amount, sent.day,
          sent.purpose, sent."subjectKind", sent."subjectId", sent."voucherId", sent.note, sent.reverses)
    limit 1`.execute(tx)
  const [first] = different.rows
  if (first) throw otherContent(first.id)
}

function otherContent(id?: string): Refused {
  return new Refused('conflict', '这个编号已经记过另一笔内容不同的账，没有重复记账。请刷新后核对。', {
    ...(id !== undefined && { transferId: id }),
  })
}
