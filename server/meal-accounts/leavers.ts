// Who has moved to another county takes her money and her saved time with her: what is left here goes to her accounts there.
import { sql } from 'kysely'
import { type CarriedKind, carriedKinds, partedOf } from '../../domain/care-accounts/left-behind.ts'
import type { AccountKey, LedgerUnit } from '../../domain/ledger/accounts.ts'
import type { Posting } from '../../domain/ledger/posting.ts'
import type { Transaction } from '../kernel/database.ts'
import { post } from '../ledger/ledger.ts'
import { ownShare } from '../service-orders/service-orders.ts'
import { chargeMonth, type Desk, monthsToCharge } from './charging.ts'
import { newRowId } from './ids.ts'
import { eatenMinutes } from './work-minutes.ts'

interface Held {
  elderId: string
  regionCode: string
  kind: CarriedKind
  unit: LedgerUnit
  balance: number
  owed: number
}

interface Leaver extends Held {
  toCounty: string
  toElderId: string
  toRegion: string
  toName: string
  fromName: string
}

/** What went, and to whom. */
export interface Carried {
  kind: CarriedKind
  amount: number
  toCounty: string
  toElderId: string
}

/** What she owes here for meals eaten and for services done, in money or in time, and has not been taken yet. */
const owed = sql<number>`(case a.kind
  when 'elderMeals' then
    coalesce((select sum(b.elder_fen - b.counter_fen - b.collected_fen) from meal_bills b
      where b.county_code = a.county_code and b.elder_id = a.owner_id), 0)
    + coalesce((select sum(k.elder_fen - k.counter_fen - k.collected_fen) from meal_corrections k
      where k.county_code = a.county_code and k.elder_id = a.owner_id), 0)
  when 'workEarned' then ${eatenMinutes}
    + coalesce((select sum(o.time_minutes) from service_orders o
      where o.county_code = a.county_code and o.elder_id = any(e.id || e.merged_ids)
        and ${ownShare.isDone} and ${ownShare.owesTime}), 0)
  when 'stationPoints' then 0
  else coalesce((select sum(${ownShare.fen}) from service_orders o
    where o.county_code = a.county_code and o.elder_id = any(e.id || e.merged_ids)
      and ${ownShare.isDone} and ${ownShare.isUnpaid}), 0) end)::bigint`

/** What is carried: money in fen, time in minutes. */
const isCarried = sql`(a.kind, a.unit) in (${sql.join(
  Object.entries(carriedKinds).map(([kind, unit]) => sql`(${sql.lit(kind)}, ${sql.lit(unit)})`),
)})`

/** These accounts of an elder's standing record as they are now. */
export async function heldFor(tx: Transaction, countyCode: string, elderId: string): Promise<Held[]> {
  const { rows } = await sql<Held>`
    select a.owner_id as elder_id, a.region_code, a.kind, a.unit, a.balance, ${owed} as owed
    from ledger_accounts a join elders e on e.county_code = a.county_code and e.id = a.owner_id
    where a.county_code = ${countyCode} and a.owner_id = ${elderId} and ${isCarried}`.execute(tx)
  return rows
}

/**
 * Only what she does not owe here: that is collected first, and whatever is left after it follows on another evening.
 * Her record here must have ended; the newest link says where she is now.
 */
async function leaversOf({ tx }: Desk, countyCode: string, elderId: string | null): Promise<Leaver[]> {
  const { rows } = await sql<Leaver>`
    select a.owner_id as elder_id, a.region_code, a.kind, a.unit, a.balance, ${owed} as owed,
      other.county_code as to_county, other.id as to_elder_id, other.region_code as to_region,
      there.short_name as to_name, here.short_name as from_name
    from ledger_accounts a
    join elders e on e.county_code = a.county_code and e.id = a.owner_id and e.ended_on is not null
    join lateral (select l.other_county_code, l.other_id from elder_links l
      where l.county_code = a.county_code and l.elder_id = e.id and l.way = 'wentTo'
      order by l.linked_at desc, l.id desc limit 1) link on true
    join elders arrived on arrived.county_code = link.other_county_code and arrived.id = link.other_id
    join elders other on other.county_code = arrived.county_code
      and other.id = coalesce(arrived.merged_into, arrived.id) and other.ended_on is null
    join regions there on there.code = other.county_code || '000000'
    join regions here on here.code = a.county_code || '000000'
    where a.county_code = ${countyCode} and ${isCarried} and a.balance > 0
      ${elderId === null ? sql`` : sql`and a.owner_id = ${elderId}`}
    order by a.id`.execute(tx)
  return rows
}

/** A leg in each county, so that each county's books add up by themselves. What went. */
export async function carryToNewCounty(
  desk: Desk,
  countyCode: string,
  elderId: string | null = null,
): Promise<Carried[]> {
  const leavers = (await leaversOf(desk, countyCode, elderId))
    .map(leaver => ({ leaver, amount: partedOf(leaver).goes }))
    .filter(({ amount }) => amount > 0)
  if (leavers.length === 0) return []
  await post(
    desk,
    leavers.flatMap(({ leaver, amount }) => legsOf(desk, countyCode, leaver, amount)),
  )
  // From now on she pays from there, as she did here.
  await sql`
    insert into meal_accounts (county_code, elder_id, region_code, opened_on)
    select n.county_code, n.elder_id, n.region_code, ${desk.today}
    from json_to_recordset(${JSON.stringify(
      leavers
        .filter(({ leaver }) => leaver.kind === 'elderMeals')
        .map(({ leaver: one }) => ({
          ...{ county_code: one.toCounty, elder_id: one.toElderId, region_code: one.toRegion },
        })),
    )}) as n (county_code text, elder_id uuid, region_code text)
    order by 1, 2 on conflict do nothing`.execute(desk.tx)
  return leavers.map(({ leaver: { kind, toCounty, toElderId }, amount }) => ({
    ...{ kind, amount, toCounty, toElderId },
  }))
}

/** For the desk, now and not tonight: what she ate of late is charged before, so that it stays here. */
export async function carryOne(desk: Desk, countyCode: string, elderId: string): Promise<Carried[]> {
  for (const month of monthsToCharge(desk.today)) {
    const { rows } = await sql<{ canteenId: string }>`
      select distinct canteen_id from meal_servings
      where county_code = ${countyCode} and elder_id = ${elderId}
        and day >= ${`${month}-01`}::date and day < ${`${month}-01`}::date + interval '1 month'`.execute(
      desk.tx,
    )
    if (rows.length > 0)
      await chargeMonth(
        desk,
        countyCode,
        month,
        rows.map(row => row.canteenId),
      )
  }
  return carryToNewCounty(desk, countyCode, elderId)
}

function legsOf({ now, today }: Desk, countyCode: string, leaver: Leaver, amount: number): Posting[] {
  const { elderId, regionCode, kind, unit, toCounty, toElderId, toRegion, toName, fromName } = leaver
  const between = (county: string): AccountKey => ({
    ...{ kind: 'betweenCounties', ownerId: null, regionCode: `${county}000000` },
  })
  const leg = {
    unit,
    amount,
    day: today,
    purpose: 'betweenCounties' as const,
    voucherId: null,
  }
  return [
    {
      ...{ ...leg, id: newRowId(now), countyCode, regionCode, from: { kind, ownerId: elderId, regionCode } },
      ...{
        to: between(countyCode),
        subjectKind: 'elder',
        subjectId: elderId,
        note: `迁往${toName}，余额随迁`,
      },
    },
    {
      ...{ ...leg, id: newRowId(now), countyCode: toCounty, regionCode: toRegion, from: between(toCounty) },
      to: { kind, ownerId: toElderId, regionCode: toRegion },
      ...{ subjectKind: 'elder', subjectId: toElderId, note: `从${fromName}迁来，余额随迁` },
    },
  ]
}
