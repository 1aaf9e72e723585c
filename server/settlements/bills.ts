// Bills of a contract's month: drawn up from lines that agree, passed by a second person, dropped before they leave.
import { type RawBuilder, sql } from 'kysely'
import { firstDayOf, lastDayOf, type Month } from '../../domain/kernel/day.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { Split } from '../../domain/service-orders/payers.ts'
import { type Bill, linesWithin } from '../../domain/settlements/bill.ts'
import { type ClaimLineKind, claimLineKinds } from '../../domain/settlements/claim.ts'
import type { contractApi } from '../../domain/settlements/contracts-api.ts'
import type { Context } from '../kernel/context.ts'
import { cursorOf, placeFrom } from '../kernel/list-place.ts'
import { countyRegion } from './claims.ts'
import { unknownContract } from './contracts.ts'
import { matchLines } from './matching.ts'
import { within } from './queue.ts'
import { type Key, noteElders, readLines } from './reading.ts'

type Table = typeof contractApi

const unknownBill = () => new Refused('not_found', '没有找到这张账单，或它不在您的辖区内。请刷新后重试。')

/** 账单编号: the month and a number counted over all. */
const numberOf = (month: Month, serial: number) =>
  `${month.replace('-', '')}-${String(serial).padStart(5, '0')}`

export async function readBills(
  { tx }: Context,
  wanted: RawBuilder<unknown>,
  { limit, after }: { limit: number; after?: string | undefined },
): Promise<{ rows: Bill[]; next: string | null }> {
  const place = placeFrom(after)
  const found = await sql<Omit<Bill, 'number'> & { serial: number }>`
    select b.county_code, b.id, b.serial, b.contract_id, k.number as contract_number, k.title as contract_title,
      b.provider_id, p.name as provider_name, b.month, b.state, b.lines, b.amount_fen, b.split, b.time_minutes,
      b.saved_minutes, b.budget_fen, b.account_fen, b.pay_fen, maker.name as drawn_up_by_name, b.drawn_up_at, passer.name as passed_by_name,
      b.passed_at, b.paid_on, b.voucher_number, payer.name as paid_by_name, b.dropped_reason
    from bills b
    join purchase_contracts k on k.county_code = b.county_code and k.id = b.contract_id
    join service_providers p on p.county_code = b.county_code and p.id = b.provider_id
    left join accounts maker on maker.id = b.drawn_up_by
    left join accounts passer on passer.id = b.passed_by
    left join accounts payer on payer.id = b.paid_by
    where ${wanted}
      and ${place === null ? sql`true` : sql`(b.month, b.id) < (${place.sort.slice(0, 7)}, ${place.id}::uuid)`}
    order by b.month desc, b.id desc limit ${limit + 1}`.execute(tx)
  const shown = found.rows.slice(0, limit)
  const last = found.rows.length > limit ? shown.at(-1) : undefined
  return {
    rows: shown.map(({ serial, ...row }) => ({ ...row, number: numberOf(row.month, serial) })),
    next: last ? cursorOf(`${last.month}-01`, last.id) : null,
  }
}

export async function oneBill(context: Context, { countyCode, id }: Key): Promise<Bill> {
  const { rows } = await readBills(context, sql`b.county_code = ${countyCode} and b.id = ${id}`, { limit: 1 })
  const [bill] = rows
  if (!bill) throw unknownBill()
  return bill
}

export function listBills(
  context: Context,
  { regionCode, state, contractId, ...page }: InputOf<Table['bill.list']>,
): Promise<OutputOf<Table['bill.list']>> {
  return readBills(
    context,
    sql`${within('b', regionCode)}
      and ${state === undefined ? sql`true` : sql`b.state = ${state}`}
      and ${contractId === undefined ? sql`true` : sql`b.contract_id = ${contractId}`}`,
    page,
  )
}

export async function getBill(context: Context, key: Key): Promise<OutputOf<Table['bill.get']>> {
  const bill = await oneBill(context, key)
  const payer = (name: keyof Split) => sql`coalesce(sum((l.split ->> ${name})::bigint), 0)::bigint`
  const parts = await sql<{
    kind: ClaimLineKind
    itemName: string
    lotName: string
    lines: number
    amountFen: number
    elder: number
    subsidy: number
    charity: number
    timeBank: number
    timeMinutes: number
  }>`
    select l.kind, i.name || case l.kind when 'feeLine' then ${`（${claimLineKinds.words.feeLine}）`} else '' end as item_name,
      t.name as lot_name, count(*) as lines, sum(l.amount_fen) as amount_fen,
      ${payer('elder')} as elder, ${payer('subsidy')} as subsidy, ${payer('charity')} as charity,
      ${payer('timeBank')} as time_bank, sum(l.time_minutes)::int as time_minutes
    from claim_lines l
    join service_orders o on o.county_code = l.county_code and o.id = l.order_id
    join service_items i on i.county_code = o.county_code and i.id = o.item_id
    join contract_lots t on t.county_code = l.county_code and t.id = l.lot_id
    where l.county_code = ${key.countyCode} and l.bill_id = ${key.id}
    group by 1, 2, 3 order by 3, 2`.execute(context.tx)
  return {
    bill,
    parts: parts.rows.map(({ kind, itemName, lotName, lines, amountFen, timeMinutes, ...split }) => ({
      ...{ kind, itemName, lotName, lines, amountFen, split, timeMinutes },
    })),
  }
}

export async function listBillLines(
  context: Context,
  { countyCode, id, ...page }: InputOf<Table['bill.lines']>,
): Promise<OutputOf<Table['bill.lines']>> {
  return readLines(context, sql`l.county_code = ${countyCode} and l.bill_id = ${id}`, page)
}

interface Bought {
  countyCode: string
  contractId: string
  providerId: string
  startsOn: string
  endsOn: string
  month: Month
}

/** Lines `l` of sent claims that this contract buys; their lot stands in `t`. */
const boughtLines = (bought: Bought) => sql`
  from claim_lines l
  join claims c on c.county_code = l.county_code and c.id = l.claim_id and c.state = 'claimSent'
  join service_orders o on o.county_code = l.county_code and o.id = l.order_id
  join contract_lots t on t.county_code = l.county_code and t.contract_id = ${bought.contractId}
    and o.item_code = any(t.item_codes)
  where l.county_code = ${bought.countyCode} and l.provider_id = ${bought.providerId} and l.month = ${bought.month}
    and l.bill_id is null and l.served_on between ${bought.startsOn} and ${bought.endsOn}
    and l.served_on between ${firstDayOf(bought.month)} and ${lastDayOf(bought.month)}`

async function findBought(
  { tx }: Context,
  { countyCode, contractId, month }: { countyCode: string; contractId: string; month: Month },
  forUpdate: boolean,
): Promise<Bought> {
  const contract = await tx
    .selectFrom('purchaseContracts')
    .select(['providerId', 'startsOn', 'endsOn', 'state', 'endedOn'])
    .where('countyCode', '=', countyCode)
    .where('id', '=', contractId)
    .$if(forUpdate, query => query.forUpdate())
    .executeTakeFirst()
  if (!contract) throw unknownContract()
  if (contract.state === 'written') throw new Refused('rule_broken', '合同还没有启用，不能编制账单。')
  if (contract.state === 'brokenOff')
    throw new Refused('rule_broken', '合同已经终止，余下的资金已退回，不能再编制账单。')
  const { providerId, startsOn, endsOn } = contract
  return { countyCode, contractId, month, providerId, startsOn, endsOn }
}

/** What the lots have left: their budget less every bill that stands. */
async function leftOf({ tx }: Context, { countyCode, contractId }: Bought): Promise<Map<string, number>> {
  const found = await sql<{ id: string; leftFen: number }>`
    select t.id, t.budget_fen - coalesce((select sum(l.budget_fen) from claim_lines l
      where l.county_code = t.county_code and l.lot_id = t.id and l.bill_id is not null), 0) as left_fen
    from contract_lots t where t.county_code = ${countyCode} and t.contract_id = ${contractId}`.execute(tx)
  return new Map(found.rows.map(row => [row.id, row.leftFen]))
}

interface Line {
  id: string
  lotId: string
  servedOn: string
  budgetFen: number
  amountFen: number
  elderId: string
  split: Split
  timeMinutes: number
}

async function billableLines({ tx }: Context, bought: Bought): Promise<Line[]> {
  const found = await sql<Line>`
    select l.id, t.id as lot_id, l.served_on, l.budget_fen, l.amount_fen, l.elder_id, l.split, l.time_minutes
    ${boughtLines(bought)} and l.state in ('allAgree', 'admitted')`.execute(tx)
  return found.rows
}

const sum = (lines: readonly Line[], field: 'amountFen' | 'budgetFen' | 'timeMinutes') =>
  lines.reduce((total, line) => total + line[field], 0)

export async function previewBill(
  context: Context,
  input: InputOf<Table['bill.preview']>,
): Promise<OutputOf<Table['bill.preview']>> {
  const bought = await findBought(context, input, false)
  const lines = await billableLines(context, bought)
  const left = await leftOf(context, bought)
  const billed = new Set(linesWithin(lines, left).billed)
  const [paid, waiting] = [lines.filter(one => billed.has(one.id)), lines.filter(one => !billed.has(one.id))]
  const questioned = await sql<{ lines: number; fen: number }>`
    select count(*) as lines, coalesce(sum(l.amount_fen), 0) as fen ${boughtLines(bought)}
      and l.state in ('inQuestion', 'awaitsProvider', 'awaitsSecondYes')`.execute(context.tx)
  return {
    ...{ lines: paid.length, amountFen: sum(paid, 'amountFen'), budgetFen: sum(paid, 'budgetFen') },
    leftFen: [...left.values()].reduce((total, fen) => total + fen, 0),
    ...{ waitingLines: waiting.length, waitingFen: sum(waiting, 'amountFen') },
    questionedLines: questioned.rows[0]?.lines ?? 0,
    questionedFen: questioned.rows[0]?.fen ?? 0,
  }
}

/** Matches once more first: a death told since the claim must stop its line before the money. */
export async function drawUpBill(
  context: Context,
  { countyCode, id, contractId, month }: InputOf<Table['bill.drawUp']>,
): Promise<OutputOf<Table['bill.drawUp']>> {
  const { tx, actor, now } = context
  const bought = await findBought(context, { countyCode, contractId, month }, true)
  const before = await billableLines(context, bought)
  await matchLines(
    context,
    countyCode,
    sql`l.id in (select l.id ${boughtLines(bought)} and l.state in ('allAgree', 'admitted'))`,
  )
  const all = await billableLines(context, bought)
  const billed = new Set(linesWithin(all, await leftOf(context, bought)).billed)
  const lines = all.filter(line => billed.has(line.id))
  const stopped = before.length - all.length
  // What was found must be kept, so this is an answer and no refusal.
  if (lines.length === 0 && stopped > 0) return { bill: null, stopped }
  if (lines.length === 0)
    throw new Refused(
      'rule_broken',
      all.length > 0
        ? '合同剩余资金不够付任何一行，没有编制账单。'
        : '这个月没有三单一致、还没入账单的申报。待核的申报要先处理。',
    )
  await tx
    .insertInto('bills')
    .values({
      ...{ countyCode, id, regionCode: countyRegion(countyCode), contractId, providerId: bought.providerId },
      ...{
        month,
        state: 'drawnUp',
        lines: lines.length,
        split: sql<never>`${JSON.stringify(splitSum(lines))}::jsonb`,
      },
      ...{
        amountFen: sum(lines, 'amountFen'),
        budgetFen: sum(lines, 'budgetFen'),
        timeMinutes: sum(lines, 'timeMinutes'),
        accountFen: null,
        payFen: null,
      },
      ...{ drawnUpBy: actor.accountId, drawnUpAt: now.toISOString(), passedBy: null, passedAt: null },
      ...{ handedOverAt: null, paidOn: null, voucherNumber: null, paidBy: null, paidAt: null },
      ...{ droppedBy: null, droppedReason: null },
    })
    .execute()
  await sql`
    update claim_lines l set bill_id = ${id}, lot_id = b.lot
    from unnest(${lines.map(line => line.id)}::uuid[], ${lines.map(line => line.lotId)}::uuid[]) as b (id, lot)
    where l.county_code = ${countyCode} and l.id = b.id`.execute(tx)
  noteElders(
    context,
    lines.map(({ elderId }) => ({ countyCode, elderId })),
  )
  return { bill: await oneBill(context, { countyCode, id }), stopped }
}

function splitSum(lines: readonly Line[]): Split {
  const total: Split = { elder: 0, subsidy: 0, charity: 0, timeBank: 0 }
  for (const { split } of lines)
    for (const payer of Object.keys(total) as (keyof Split)[]) total[payer] += split[payer]
  return total
}

export async function lockBill({ tx }: Context, { countyCode, id }: Key) {
  const bill = await tx
    .selectFrom('bills')
    .select([
      'state',
      'drawnUpBy',
      'contractId',
      'providerId',
      'budgetFen',
      'payFen',
      'month',
      'timesTakenBack',
    ])
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!bill) throw unknownBill()
  return { ...bill, drawnUpBy: bill.drawnUpBy ?? '' }
}
