// Transfers as a list that can be narrowed, and one with its voucher and what took it back.
import { sql } from 'kysely'
import { areaOf, countyCodeOf } from '../../domain/kernel/area.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { LedgerAccountKind } from '../../domain/ledger/accounts.ts'
import type { ledgerApi } from '../../domain/ledger/api.ts'
import type { LedgerTransfer, TransferDetail } from '../../domain/ledger/entry.ts'
import { whyNotHere } from '../../domain/ledger/purposes.ts'
import type { Context } from '../kernel/context.ts'
import { cursorOf, placeFrom } from '../kernel/list-place.ts'
import { checkInArea } from '../regions/regions.ts'
import { noteOwners, ownerName } from './owners.ts'

type Table = typeof ledgerApi

/** An end as it is joined: null parts where the account lies outside the reader's area. */
interface Joined extends Omit<TransferDetail, 'from' | 'to' | 'counterpart' | 'fixed'> {
  fromId: string
  fromKind: LedgerAccountKind | null
  fromOwnerId: string | null
  fromName: string | null
  toId: string
  toKind: LedgerAccountKind | null
  toOwnerId: string | null
  toName: string | null
}

const shown = sql`t.county_code, t.id, t.serial, t.region_code, t.unit, t.amount, t.day, t.purpose, t.voucher_id,
  t.note, t.reverses is not null as is_reversal, t.subject_kind, t.subject_id, t.posted_at,
  case place.level when 'village' then place.short_name else place.name end as place_name,
  exists (select from ledger_transfers r where r.county_code = t.county_code and r.reverses = t.id) as is_reversed,
  f.id as from_id, f.kind as from_kind, f.owner_id as from_owner_id, ${ownerName('f')} as from_name,
  g.id as to_id, g.kind as to_kind, g.owner_id as to_owner_id, ${ownerName('g')} as to_name`
const joined = sql`join regions place on place.code = t.region_code
  left join ledger_accounts f on f.county_code = t.county_code and f.id = t.from_id
  left join ledger_accounts g on g.county_code = t.county_code and g.id = t.to_id`

function shaped(context: Context, rows: readonly Joined[]): LedgerTransfer[] {
  noteOwners(
    context,
    rows.flatMap(({ countyCode, fromKind, fromOwnerId, toKind, toOwnerId }) => [
      ...(fromKind ? [{ countyCode, kind: fromKind, ownerId: fromOwnerId }] : []),
      ...(toKind ? [{ countyCode, kind: toKind, ownerId: toOwnerId }] : []),
    ]),
  )
  return rows.map(row => ({
    ...row,
    from: row.fromKind && { id: row.fromId, kind: row.fromKind, ownerName: row.fromName },
    to: row.toKind && { id: row.toId, kind: row.toKind, ownerName: row.toName },
  }))
}

/** Newest first. */
export async function listTransfers(
  context: Context,
  given: InputOf<Table['ledger.transfers']>,
): Promise<OutputOf<Table['ledger.transfers']>> {
  const { regionCode, from, to, unit, kind, purpose, serial, voucherId, limit, after } = given
  checkInArea(context, regionCode)
  const area = areaOf(regionCode)
  const place = placeFrom(after)
  const found = await sql<Joined>`
    select ${shown} from ledger_transfers t ${joined}
    where t.county_code between ${countyCodeOf(area.from)} and ${countyCodeOf(area.to)}
      and t.region_code between ${area.from} and ${area.to}
      ${from ? sql`and t.day >= ${from}::date` : sql``} ${to ? sql`and t.day <= ${to}::date` : sql``}
      ${unit ? sql`and t.unit = ${unit}` : sql``} ${purpose ? sql`and t.purpose = ${purpose}` : sql``}
      ${kind ? sql`and ${kind} in (f.kind, g.kind)` : sql``}
      ${serial ? sql`and t.serial = ${serial}` : sql``}
      ${voucherId ? sql`and t.voucher_id = ${voucherId}` : sql``}
      ${
        place
          ? sql`and (t.day, t.serial) < (${place.sort}::date, (select p.serial from ledger_transfers p
              where p.county_code between ${countyCodeOf(area.from)} and ${countyCodeOf(area.to)}
                and p.id = ${place.id}))`
          : sql``
      }
    order by t.day desc, t.serial desc limit ${limit + 1}`.execute(context.tx)
  const rows = found.rows.slice(0, limit)
  const last = found.rows.length > limit ? rows.at(-1) : undefined
  return { rows: shaped(context, rows), next: last ? cursorOf(last.day, last.id) : null }
}

export async function getTransfer(
  context: Context,
  { countyCode, id }: InputOf<Table['ledger.transfer']>,
): Promise<OutputOf<Table['ledger.transfer']>> {
  const found = await sql<
    Joined & { counterpart: TransferDetail['counterpart']; postedByName: string | null }
  >`
    select ${shown}, poster.name as posted_by_name,
      (select json_build_object('id', o.id, 'serial', o.serial, 'day', o.day) from ledger_transfers o
        where o.county_code = t.county_code and (o.id = t.reverses or o.reverses = t.id)) as counterpart
    from ledger_transfers t ${joined} left join accounts poster on poster.id = t.posted_by
    where t.county_code = ${countyCode} and t.id = ${id}`.execute(context.tx)
  const [row] = found.rows
  if (!row) throw new Refused('not_found', '没有找到这笔账，或它不在您的辖区内。请核对凭证号。')
  const siblings =
    row.voucherId === null
      ? []
      : (
          await sql<Joined>`select ${shown} from ledger_transfers t ${joined}
            where t.county_code = ${countyCode} and t.voucher_id = ${row.voucherId}
            order by t.day, t.serial limit 500`.execute(context.tx)
        ).rows
  const [transfer] = shaped(context, [row])
  if (!transfer) throw new Error('a row became no transfer')
  return {
    transfer: {
      ...{ ...row, ...transfer },
      fixed: row.isReversal
        ? '冲正的账不能再冲正。'
        : row.isReversed
          ? '这笔账已经冲正。'
          : whyNotHere(row.purpose),
    },
    voucher: shaped(context, siblings),
  }
}
