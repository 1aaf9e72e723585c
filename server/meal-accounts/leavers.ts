// Who has moved to another county takes her money with her: what is left here goes to her account there.
import { sql } from 'kysely'
import type { AccountKey } from '../../domain/ledger/accounts.ts'
import type { Posting } from '../../domain/ledger/posting.ts'
import { post } from '../ledger/ledger.ts'
import type { Desk } from './charging.ts'
import { newRowId } from './ids.ts'

interface Leaver {
  elderId: string
  regionCode: string
  kind: 'elderMeals' | 'elderCare'
  fen: number
  toCounty: string
  toElderId: string
  toRegion: string
  toName: string
  fromName: string
}

/**
 * Only what she does not owe for meals eaten here: that is collected first, when its month is over, and whatever is
 * left after it follows on another evening. Her record here must have ended; the newest link says where she is now.
 */
async function leaversOf({ tx }: Desk, countyCode: string): Promise<Leaver[]> {
  const { rows } = await sql<Leaver>`
    select a.owner_id as elder_id, a.region_code, a.kind, (a.balance - case when a.kind = 'elderMeals' then
        coalesce((select sum(b.elder_fen - b.counter_fen - b.collected_fen) from meal_bills b
          where b.county_code = a.county_code and b.elder_id = a.owner_id), 0)
        + coalesce((select sum(k.elder_fen - k.counter_fen - k.collected_fen) from meal_corrections k
          where k.county_code = a.county_code and k.elder_id = a.owner_id), 0) else 0 end)::bigint as fen,
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
    where a.county_code = ${countyCode} and a.kind in ('elderMeals', 'elderCare') and a.unit = 'fen' and a.balance > 0
    order by a.id`.execute(tx)
  return rows.filter(row => row.fen > 0)
}

/** A leg in each county, so that each county's books add up by themselves. How much went. */
export async function carryToNewCounty(desk: Desk, countyCode: string): Promise<number> {
  const leavers = await leaversOf(desk, countyCode)
  if (leavers.length === 0) return 0
  await post(
    desk,
    leavers.flatMap(leaver => legsOf(desk, countyCode, leaver)),
  )
  // From now on she pays from there, as she did here.
  await sql`
    insert into meal_accounts (county_code, elder_id, region_code, opened_on)
    select n.county_code, n.elder_id, n.region_code, ${desk.today}
    from json_to_recordset(${JSON.stringify(
      leavers
        .filter(one => one.kind === 'elderMeals')
        .map(one => ({ county_code: one.toCounty, elder_id: one.toElderId, region_code: one.toRegion })),
    )}) as n (county_code text, elder_id uuid, region_code text)
    order by 1, 2 on conflict do nothing`.execute(desk.tx)
  return leavers.reduce((sum, { fen }) => sum + fen, 0)
}

function legsOf({ now, today }: Desk, countyCode: string, leaver: Leaver): Posting[] {
  const { elderId, regionCode, kind, fen, toCounty, toElderId, toRegion, toName, fromName } = leaver
  const between = (county: string): AccountKey => ({
    ...{ kind: 'betweenCounties', ownerId: null, regionCode: `${county}000000` },
  })
  const leg = {
    unit: 'fen' as const,
    amount: fen,
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
