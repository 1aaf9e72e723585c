// Recomputes public money from the ledger: rows and transfers say the same at every step, to the fen.
import type pg from 'pg'

export interface FundDifference {
  countyCode: string
  /** What does not hold, in words. */
  what: string
  subject: string
  kept: number
  counted: number
}

/** Net of purposes on the account of a kind whose owner is the row `o`. */
const net = (
  kind: string,
  purposes: readonly string[],
) => `(select coalesce(sum(case when t.to_id = a.id then t.amount
    else -t.amount end), 0) from ledger_accounts a join ledger_transfers t on t.county_code = a.county_code
    and a.id in (t.from_id, t.to_id) and t.purpose in (${purposes.map(purpose => `'${purpose}'`).join(', ')})
  where a.county_code = o.county_code and a.kind = '${kind}' and a.owner_id = o.id and a.unit = 'fen')`

const differs = (what: string, table: string, subject: string, kept: string, counted: string) => `
  select county_code, '${what}' as what, subject, kept, counted from (
    select o.county_code, ${subject} as subject, ${kept} as kept, ${counted} as counted from ${table} o) d
  where kept <> counted`

const checks = [
  differs(
    '列入计划的数与账不符',
    'fund_appropriations',
    'o.id::text',
    "case when o.state = 'sumWithdrawn' then 0 else o.amount_fen end",
    net('fundPlanned', ['fundPlan']),
  ),
  differs(
    '下达的数与账不符',
    'fund_appropriations',
    'o.id::text',
    "case when o.state = 'sumIssued' then o.amount_fen else 0 end",
    net('fundAvailable', ['fundIssue']),
  ),
  // Batches add up to what left the sum, less what came back.
  differs(
    '批次合计加未分配数不等于下达数',
    'fund_appropriations',
    'o.id::text',
    "case when o.state = 'sumIssued' then o.amount_fen else 0 end",
    `(select coalesce(sum(a.balance), 0) from ledger_accounts a where a.county_code = o.county_code
        and a.kind = 'fundAvailable' and a.owner_id = o.id and a.unit = 'fen')
      + coalesce((select sum(s.amount_fen) from fund_batches b join fund_shares s on s.batch_county_code = b.county_code
        and s.batch_id = b.id and s.state = 'batchApproved'
        where b.county_code = o.county_code and b.appropriation_id = o.id), 0)
      - coalesce((select sum(r.amount_fen) from fund_batches b join fund_shares s on s.batch_county_code = b.county_code
        and s.batch_id = b.id join fund_returns r on r.county_code = s.county_code and r.share_id = s.id
        and r.received_on is not null
        where b.county_code = o.county_code and b.appropriation_id = o.id), 0)`,
  ),
  differs(
    '到县资金与账不符',
    'fund_shares',
    'o.id::text',
    "case when o.state = 'batchApproved' then o.amount_fen else 0 end",
    net('fundShare', ['fundSplit']),
  ),
  // Projects add up to what left the share, less what they gave back.
  differs(
    '项目合计加上交加余额不等于到县资金',
    'fund_shares',
    'o.id::text',
    "case when o.state = 'batchApproved' then o.amount_fen else 0 end",
    `(select coalesce(sum(a.balance), 0) from ledger_accounts a where a.county_code = o.county_code
        and a.kind = 'fundShare' and a.owner_id = o.id and a.unit = 'fen')
      + coalesce((select sum(r.amount_fen) from fund_returns r where r.county_code = o.county_code
        and r.share_id = o.id), 0)
      + coalesce((select sum(p.planned_fen) from fund_projects p where p.county_code = o.county_code
        and p.share_id = o.id and p.approved_on is not null), 0)
      - coalesce((select sum(t.amount) from fund_projects p
        join ledger_accounts a on a.county_code = p.county_code and a.kind = 'fundInProject' and a.owner_id = p.id
        join ledger_transfers t on t.county_code = a.county_code and t.from_id = a.id and t.purpose = 'fundRelease'
        where p.county_code = o.county_code and p.share_id = o.id), 0)`,
  ),
  differs(
    '立项资金与账不符',
    'fund_projects',
    'o.id::text',
    'case when o.approved_on is null then 0 else o.planned_fen end',
    net('fundInProject', ['fundAssign']),
  ),
  differs(
    '付款记录与账不符',
    'fund_projects',
    'o.id::text',
    `coalesce((select sum(y.amount_fen) from fund_payments y where y.county_code = o.county_code
      and y.project_id = o.id and y.cancelled_at is null), 0)`,
    `-${net('fundInProject', ['fundPay', 'canteenFunding'])}`,
  ),
  // A grant stands in the canteen's open account with the same id, the same sum, standing or cancelled alike.
  `select y.county_code, '拨付与助餐点公开账不符', y.id::text,
     case when y.cancelled_at is null then y.amount_fen else 0 end,
     coalesce((select e.amount_fen from meal_entries e where e.county_code = y.county_code and e.id = y.id
       and e.canteen_id = y.canteen_id and e.kind = 'moneyIn' and e.cancelled_at is null), 0)
   from fund_payments y where y.canteen_id is not null
     and case when y.cancelled_at is null then y.amount_fen else 0 end
       <> coalesce((select e.amount_fen from meal_entries e where e.county_code = y.county_code and e.id = y.id
         and e.canteen_id = y.canteen_id and e.kind = 'moneyIn' and e.cancelled_at is null), 0)`,
  // Between the counties lies only what was sent back and not received yet.
  `select '', '县际在途资金与上交记录不符', 'fundSplit, fundReturn', kept, counted from (
     select coalesce((select sum(r.amount_fen) from fund_returns r where r.received_on is null), 0) as kept,
       coalesce((select sum(case when t.to_id = a.id then t.amount else -t.amount end) from ledger_accounts a
         join ledger_transfers t on t.county_code = a.county_code and a.id in (t.from_id, t.to_id)
           and t.purpose in ('fundSplit', 'fundReturn')
         where a.kind = 'betweenCounties'), 0) as counted) d where kept <> counted`,
]

/** All at one instant. Nothing is mended: what differs needs a person. */
export async function verifyFunds(pool: pg.Pool): Promise<FundDifference[]> {
  const client = await pool.connect()
  try {
    await client.query('begin isolation level repeatable read read only')
    const union = checks.map(check => `(${check})`).join('\nunion all\n')
    const found = await client.query<FundDifference>(
      `select county_code as "countyCode", what, subject, kept::float8 as kept, counted::float8 as counted
       from (${union}) d (county_code, what, subject, kept, counted) order by 1, 2, 3`,
    )
    await client.query('commit')
    return found.rows
  } finally {
    client.release()
  }
}
