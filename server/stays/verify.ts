// What bills and receipts of stays say is owed, against the ledger; and the open account against its entries.
import type pg from 'pg'

export interface StayDifference {
  countyCode: string
  what: string
  subject: string
  kept: number
  counted: number
}

/** Empty when every stay owes in the ledger what its bills and receipts say, and the till holds what went through it. */
export async function verifyStays(pool: Pick<pg.Pool, 'query'>): Promise<StayDifference[]> {
  const held = (kind: string) => `
    select a.county_code, a.owner_id, coalesce((select sum(t.amount) from ledger_transfers t
        where t.county_code = a.county_code and t.to_id = a.id), 0)
      - coalesce((select sum(t.amount) from ledger_transfers t
        where t.county_code = a.county_code and t.from_id = a.id), 0) as fen
    from ledger_accounts a where a.kind = '${kind}'`
  const { rows } = await pool.query<StayDifference>(`
    with owed as (
      select s.county_code, s.id, coalesce((select sum(b.elder_fen + b.family_fen) from stay_bills b
          where b.county_code = s.county_code and b.stay_id = s.id), 0)
        - coalesce((select sum(case r.kind when 'feeIn' then r.amount_fen else -r.amount_fen end) from stay_receipts r
          where r.county_code = s.county_code and r.stay_id = s.id and r.payer <> 'paidByGovernment'
            and r.cancelled_at is null), 0) as fen
      from stays s),
    till as (
      select county_code, facility_id as id, sum(fen) as fen from (
        select county_code, facility_id, case kind when 'feeIn' then amount_fen else -amount_fen end as fen
        from stay_receipts where cancelled_at is null
        union all
        select county_code, facility_id, case kind when 'moneyIn' then amount_fen else -amount_fen end
        from station_entries where cancelled_at is null and kind <> 'giftOfGoods') moved
      group by 1, 2)
    select coalesce(o.county_code, h.county_code) as "countyCode", '入住费欠款' as what,
      coalesce(o.id, h.owner_id)::text as subject, coalesce(o.fen, 0)::float8 as kept,
      coalesce(h.fen, 0)::float8 as counted
    from owed o full join (${held('stayDue')}) h on h.county_code = o.county_code and h.owner_id = o.id
    where coalesce(o.fen, 0) <> coalesce(h.fen, 0)
    union all
    select coalesce(o.county_code, h.county_code), '互助站资金', coalesce(o.id, h.owner_id)::text,
      coalesce(o.fen, 0)::float8, coalesce(h.fen, 0)::float8
    from till o full join (${held('stationCash')}) h on h.county_code = o.county_code and h.owner_id = o.id
    where coalesce(o.fen, 0) <> coalesce(h.fen, 0)
    order by 1, 3`)
  return rows
}
