// Recomputes the whole ledger from its transfers: kept balances, closed months, zero sum, once only, and its guards.
import type pg from 'pg'

export interface LedgerDifference {
  countyCode: string
  /** What does not hold, in words. */
  what: string
  /** The account, transfer or month concerned. */
  subject: string
  kept: number
  counted: number
}

const columns = `county_code as "countyCode", what, subject, kept::float8 as kept, counted::float8 as counted`

/** Both legs of every transfer, as changes of accounts. */
const legs = `select county_code, to_id as id, amount as change, day from ledger_transfers
  union all select county_code, from_id, -amount, day from ledger_transfers`

const checks = [
  // Each balance that is kept, against the sum of what moved it.
  `select a.county_code, '账户余额与流水不符' as what, a.id::text as subject, a.balance as kept, coalesce(s.counted, 0) as counted
   from ledger_accounts a
   left join (select county_code, id, sum(change) as counted from (${legs}) l group by 1, 2) s using (county_code, id)
   where a.limited and a.balance is distinct from coalesce(s.counted, 0)`,
  // Each closed month of each account, against the transfers up to its end; a row that is missing counts as nothing.
  `select county_code, '已结账月份的余额与流水不符', coalesce(k.id, s.id)::text || ' ' || month, coalesce(k.balance, 0), coalesce(s.counted, 0)
   from (select county_code, month, account_id as id, balance from ledger_month_balances) k
   full join (select l.county_code, c.month, l.id, sum(l.change) as counted from (${legs}) l
     join ledger_closings c on c.county_code = l.county_code and to_char(l.day, 'YYYY-MM') <= c.month
     group by 1, 2, 3) s using (county_code, month, id)
   where coalesce(k.balance, 0) <> coalesce(s.counted, 0)`,
  `select county_code, '已结账月份的发生额与流水不符', coalesce(k.id, s.id)::text || ' ' || month, coalesce(k.moved, 0), coalesce(s.counted, 0)
   from (select county_code, month, account_id as id, came_in + went_out as moved from ledger_month_balances) k
   full join (select l.county_code, c.month, l.id, sum(abs(l.change)) as counted from (${legs}) l
     join ledger_closings c on c.county_code = l.county_code and to_char(l.day, 'YYYY-MM') = c.month
     group by 1, 2, 3) s using (county_code, month, id)
   where coalesce(k.moved, 0) <> coalesce(s.counted, 0)`,
  `select c.county_code, '已结账月份的笔数与流水不符', c.month, c.transfers, count(t.id)
   from ledger_closings c left join ledger_transfers t on t.county_code = c.county_code and to_char(t.day, 'YYYY-MM') = c.month
   group by c.county_code, c.month, c.transfers having c.transfers <> count(t.id)`,
  `select county_code, '结账月份不连续', month, 0, 1 from (
     select county_code, month, lag(month) over (partition by county_code order by month) as before from ledger_closings) c
   where before is not null and to_char((before || '-01')::date + interval '1 month', 'YYYY-MM') <> month`,
  // Zero sum by county and unit: over the accounts there are, so that an end that is missing shows.
  `select county_code, '合计不为零', unit, 0, counted from (
     select a.county_code, a.unit, sum(l.change) as counted from (${legs}) l join ledger_accounts a using (county_code, id)
     group by 1, 2) s where counted <> 0`,
  `select t.county_code, '转账一方不存在或单位不同', t.id::text, 2, count(a.id)
   from ledger_transfers t left join ledger_accounts a on a.county_code = t.county_code and a.unit = t.unit and a.id in (t.from_id, t.to_id)
   group by t.county_code, t.id having count(a.id) <> 2`,
  `select county_code, '编号重复记账', id::text, 1, count(*) from ledger_transfers group by 1, 3 having count(*) > 1`,
  `select county_code, '同一笔冲正多次', reverses::text, 1, count(*) from ledger_transfers
   where reverses is not null group by 1, 3 having count(*) > 1`,
  `select r.county_code, '冲正与原来那笔不符', r.id::text, coalesce(o.amount, 0), r.amount
   from ledger_transfers r left join ledger_transfers o on o.county_code = r.county_code and o.id = r.reverses
   where r.reverses is not null and (o.id is null or o.reverses is not null
     or (r.from_id, r.to_id, r.unit, r.amount) is distinct from (o.to_id, o.from_id, o.unit, o.amount))`,
  // Whoever could switch a guard off could also change what it guards.
  `select '', '守护规则被停用或缺失', name, 1, 0 from unnest(array['ledger_transfers_taken', 'ledger_transfers_kept',
     'ledger_closings_in_turn', 'ledger_closings_carried', 'ledger_closings_kept', 'ledger_month_balances_kept',
     'ledger_month_balances_guarded', 'ledger_accounts_kept', 'ledger_accounts_guarded']) as name
   where not exists (select from pg_trigger where tgname = name and tgenabled in ('O', 'A'))`,
]

/** All at one instant, so that postings meanwhile are no differences. Nothing is mended: what differs needs a person. */
export async function verifyLedger(pool: pg.Pool): Promise<LedgerDifference[]> {
  const client = await pool.connect()
  try {
    await client.query('begin isolation level repeatable read read only')
    const union = checks.map(check => `(${check})`).join('\nunion all\n')
    const found = await client.query<LedgerDifference>(
      `select ${columns} from (${union}) d (county_code, what, subject, kept, counted) order by 1, 2, 3`,
    )
    await client.query('commit')
    return found.rows
  } finally {
    client.release()
  }
}
