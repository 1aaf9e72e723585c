// The month of a home: what everybody owes for living there, charged into the ledger and corrected by reversing.
import { hash } from 'node:crypto'
import { sql } from 'kysely'
import { nameFor } from '../../domain/elders/registration.ts'
import { firstDayOf, lastDayOf, type Month } from '../../domain/kernel/day.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { AccountKey } from '../../domain/ledger/accounts.ts'
import type { Posting } from '../../domain/ledger/posting.ts'
import type { stayFeeApi } from '../../domain/stays/fee-api.ts'
import { type FeeParts, feeOfMonth, type MonthFee } from '../../domain/stays/fees.ts'
import { noteConcerns } from '../elders/elders.ts'
import type { Context } from '../kernel/context.ts'
import { balancesOf, post, reverse } from '../ledger/ledger.ts'
import { handOutXlsx } from '../spreadsheets/spreadsheets.ts'
import { owedOf } from './homes.ts'
import { getHome, type HomeKey } from './place.ts'

type Api = typeof stayFeeApi

interface KeptBill extends MonthFee {
  version: number
}

interface MonthStay {
  stayId: string
  elderId: string
  residentName: string
  bedName: string | null
  admittedOn: string
  leftOn: string | null
  contracts: (FeeParts & { fromOn: string; toOn: string })[]
  bill: KeptBill | null
  paidFen: number
  governmentPaidFen: number
  owedFen: number
}

/** Whoever lived there on some day of the month, and whoever paid in it or was charged for it. */
async function staysOfMonth(
  { tx }: Pick<Context, 'tx'>,
  { countyCode, facilityId }: HomeKey,
  month: Month,
): Promise<MonthStay[]> {
  const [first, last] = [firstDayOf(month), lastDayOf(month)]
  const received = (
    government: boolean,
  ) => sql`(select coalesce(sum(case r.kind when 'feeIn' then r.amount_fen
      else -r.amount_fen end), 0)::bigint from stay_receipts r where r.county_code = s.county_code
    and r.stay_id = s.id and r.cancelled_at is null and r.day between ${first}::date and ${last}::date
    and ${government ? sql`r.payer = 'paidByGovernment'` : sql`r.payer <> 'paidByGovernment'`})`
  const { rows } = await sql<MonthStay>`
    select s.id as stay_id, s.elder_id, s.resident_name, b.name as bed_name, s.admitted_on, s.left_on,
      (select coalesce(json_agg(json_build_object('fromOn', k.from_on, 'toOn', k.to_on, 'elderFen', k.elder_fen,
          'familyFen', k.family_fen, 'governmentFen', k.government_fen) order by k.from_on, k.id), '[]')
        from stay_contracts k where k.county_code = s.county_code and k.stay_id = s.id) as contracts,
      (select json_build_object('days', k.days, 'elderFen', k.elder_fen, 'familyFen', k.family_fen, 'governmentFen',
          k.government_fen, 'version', k.version)
        from stay_bills k where k.county_code = s.county_code and k.stay_id = s.id and k.month = ${month}) as bill,
      ${received(false)} as paid_fen, ${received(true)} as government_paid_fen, ${owedOf} as owed_fen
    from stays s left join stay_beds b on b.county_code = s.county_code and b.id = s.bed_id
    where s.county_code = ${countyCode} and s.facility_id = ${facilityId}::uuid and s.admitted_on <= ${last}::date
      and (s.left_on is null or s.left_on >= ${first}::date
        or exists (select from stay_bills k where k.county_code = s.county_code and k.stay_id = s.id
          and k.month = ${month}))
    order by b.name nulls last, s.admitted_on, s.id`.execute(tx)
  return rows
}

const nothing: MonthFee = { days: 0, elderFen: 0, familyFen: 0, governmentFen: 0 }
const isSame = (one: MonthFee, other: MonthFee) =>
  one.elderFen === other.elderFen &&
  one.familyFen === other.familyFen &&
  one.governmentFen === other.governmentFen &&
  one.days === other.days

/** What the bill should say, where it says something else. */
function dueFor(stay: MonthStay, month: Month): MonthFee | null {
  const due = feeOfMonth(stay, stay.contracts, month) ?? nothing
  return isSame(due, stay.bill ?? nothing) ? null : due
}

export async function feeMonth(
  context: Context,
  { month, ...key }: InputOf<Api['stayFee.month']>,
): Promise<OutputOf<Api['stayFee.month']>> {
  const home = await getHome(context, key)
  const stays = await staysOfMonth(context, key, month)
  noteConcerns(
    context,
    stays.map(({ elderId }) => ({ countyCode: key.countyCode, id: elderId })),
  )
  const [governmentOwedFen = 0] = await balancesOf(context, [
    { kind: 'stayDueGovernment', ownerId: key.facilityId, countyCode: key.countyCode, unit: 'fen' },
  ])
  const rows = stays.map(stay => ({
    countyCode: key.countyCode,
    ...{ stayId: stay.stayId, elderId: stay.elderId, bedName: stay.bedName },
    residentName: nameFor(context.actor.role, stay.residentName),
    days: stay.bill?.days ?? null,
    elderFen: stay.bill?.elderFen ?? 0,
    familyFen: stay.bill?.familyFen ?? 0,
    governmentFen: stay.bill?.governmentFen ?? 0,
    ...{ paidFen: stay.paidFen, governmentPaidFen: stay.governmentPaidFen, owedFen: stay.owedFen },
  }))
  const sum = (of: (row: (typeof rows)[number]) => number) => rows.reduce((all, row) => all + of(row), 0)
  return {
    facilityName: home.name,
    rows,
    toCharge: stays.filter(stay => dueFor(stay, month) !== null).length,
    chargedFen: sum(row => row.elderFen + row.familyFen + row.governmentFen),
    paidFen: sum(row => row.paidFen + row.governmentPaidFen),
    owedFen: sum(row => Math.max(0, row.owedFen)),
    governmentOwedFen,
  }
}

/** Ids that follow from the bill and its version, so that charging twice finds what the first time left. */
export function transferId(...parts: readonly (string | number)[]): string {
  const hex = hash('sha256', `stays ${parts.join(' ')}`, 'hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

export type Desk = Pick<Context, 'tx' | 'now' | 'today'>
interface Place extends HomeKey {
  regionCode: string
}

export const ofHome = (place: Place, kind: AccountKey['kind']): AccountKey => ({
  ...{ kind, ownerId: place.facilityId, regionCode: place.regionCode },
})
export const ofStay = (place: Place, stayId: string): AccountKey => ({
  ...{ kind: 'stayDue' as const, ownerId: stayId, regionCode: place.regionCode },
})

const personPart = ({ elderFen, familyFen }: FeeParts) => elderFen + familyFen

function postingsOf(place: Place, stayId: string, month: Month, fee: KeptBill, day: string): Posting[] {
  const one = (part: 'person' | 'government', amount: number, to: AccountKey): Posting[] =>
    amount === 0
      ? []
      : [
          {
            ...{ id: transferId(stayId, month, fee.version, part), countyCode: place.countyCode },
            ...{ regionCode: place.regionCode, unit: 'fen', amount, day, purpose: 'stayFee', to },
            from: ofHome(place, 'stayFees'),
            ...{ subjectKind: 'stay', subjectId: stayId, voucherId: null, note: `${month} 入住费` },
          },
        ]
  return [
    ...one('person', personPart(fee), ofStay(place, stayId)),
    ...one('government', fee.governmentFen, ofHome(place, 'stayDueGovernment')),
  ]
}

/** Also for the demonstration, which charges months long past. */
export async function chargeHome(
  desk: Desk & { by: string | null },
  place: Place,
  month: Month,
): Promise<OutputOf<Api['stayFee.charge']>> {
  const { tx, today, now, by } = desk
  if (month > today.slice(0, 7)) throw new Refused('invalid', '这个月还没有到，不能计费。')
  const stays = await staysOfMonth(desk, place, month)
  const todo = stays.flatMap(stay => {
    const due = dueFor(stay, month)
    return due === null ? [] : [{ stay, bill: { ...due, version: (stay.bill?.version ?? 0) + 1 } }]
  })
  if (todo.length === 0) return { charged: 0, changed: 0, chargedFen: 0 }
  const last = lastDayOf(month)
  const day = last < today ? last : today
  const old = todo.flatMap(({ stay }) =>
    stay.bill === null ? [] : postingsOf(place, stay.stayId, month, stay.bill, day).map(({ id }) => id),
  )
  if (old.length > 0)
    await reverse(desk, {
      ...{ countyCode: place.countyCode, transferIds: old, day: today, reason: `${month} 入住费重新计算` },
    })
  const postings = todo.flatMap(({ stay, bill }) =>
    // What is charged again stands on the day it was found out; the first time, in its month.
    postingsOf(place, stay.stayId, month, bill, stay.bill === null ? day : today),
  )
  if (postings.length > 0) await post(desk, postings)
  const { countyCode, facilityId, regionCode } = place
  await tx
    .insertInto('stayBills')
    .values(
      todo.map(({ stay: { stayId, elderId }, bill }) => ({
        ...{ countyCode, stayId, month, regionCode, facilityId, elderId, ...bill },
        ...{ chargedBy: by, chargedAt: now.toISOString() },
      })),
    )
    .onConflict(conflict =>
      conflict.columns(['countyCode', 'stayId', 'month']).doUpdateSet(set => ({
        days: set.ref('excluded.days'),
        elderFen: set.ref('excluded.elderFen'),
        familyFen: set.ref('excluded.familyFen'),
        governmentFen: set.ref('excluded.governmentFen'),
        version: set.ref('excluded.version'),
        chargedBy: set.ref('excluded.chargedBy'),
        chargedAt: set.ref('excluded.chargedAt'),
      })),
    )
    .execute()
  return {
    charged: todo.filter(({ stay }) => stay.bill === null).length,
    changed: todo.filter(({ stay }) => stay.bill !== null).length,
    chargedFen: todo.reduce((sum, { bill }) => sum + personPart(bill) + bill.governmentFen, 0),
  }
}

export async function chargeMonth(
  context: Context,
  { month, ...key }: InputOf<Api['stayFee.charge']>,
): Promise<OutputOf<Api['stayFee.charge']>> {
  const home = await getHome(context, key)
  // Two people at two desks: the second finds it charged.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`stayFee ${key.facilityId} ${month}`}, 0))`.execute(
    context.tx,
  )
  const { tx, now, today, actor } = context
  return chargeHome({ tx, now, today, by: actor.accountId }, home, month)
}

export async function exportFees(
  context: Context,
  input: InputOf<Api['stayFee.export']>,
): Promise<Record<string, never>> {
  const { facilityName, rows } = await feeMonth(context, input)
  const yuan = (fen: number) => fen / 100
  await handOutXlsx(
    context,
    [
      {
        name: input.month,
        header: [
          '床位',
          '老人',
          '天数',
          '本人应交',
          '家人应交',
          '财政供养',
          '本月收到',
          '财政拨到',
          '累计欠费',
        ],
        rows: rows.map(row => [
          ...[
            row.bedName ?? '',
            row.residentName,
            row.days ?? '没有计费',
            yuan(row.elderFen),
            yuan(row.familyFen),
          ],
          ...[yuan(row.governmentFen), yuan(row.paidFen), yuan(row.governmentPaidFen), yuan(row.owedFen)],
        ]),
      },
    ],
    `入住费-${facilityName}-${input.month}.xlsx`,
  )
  return {}
}
