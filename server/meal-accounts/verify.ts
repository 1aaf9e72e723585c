// Holds meal bills, days and closed months against the ledger: every fen is in both, or a person must look.
import type pg from 'pg'

export interface MealDifference {
  countyCode: string
  /** What does not hold, in words. */
  what: string
  /** The canteen, and the month or purpose. */
  subject: string
  kept: number
  counted: number
}

/** What a leg is in the ledger (`legs.ts`). */
const purposeOf = `case leg when 'counter' then 'mealOwn' when 'provincePays' then 'mealSubsidy'
  when 'countyPays' then 'mealSubsidy' when 'collectivePays' then 'mealCollective' when 'firmPays' then 'mealEnterprise'
  when 'charityPays' then 'mealCharity' else 'mealOperating' end`

const legsOf = (table: string) =>
  `select county_code, canteen_id, ${purposeOf} as purpose, fen::bigint as fen
   from ${table}, jsonb_each_text(legs) as l (leg, fen)`

/** What transfers brought to a canteen's till and dues, less what they took back. */
const brought = (subject: 'canteen' | 'elder') => `
  select a.county_code, a.owner_id as canteen_id, t.purpose,
    case when t.to_id = a.id then t.amount else -t.amount end as fen
  from ledger_accounts a
  join ledger_transfers t on t.county_code = a.county_code and a.id in (t.to_id, t.from_id)
  where a.kind in ('canteenCash', 'dueGovernment', 'dueCollective', 'dueFirm', 'dueCharity') and a.unit = 'fen'
    and t.subject_kind = '${subject}' and t.purpose in ('mealOwn', 'mealSubsidy', 'mealCollective', 'mealEnterprise',
      'mealCharity', 'mealOperating')`

const checks = [
  // Each day's vouchers and everything carried later, against what was posted for the canteen.
  `select county_code, '每天的账与总账不符' as what, canteen_id || ' ' || purpose as subject, sum(kept) as kept, sum(counted) as counted
   from (
     select county_code, canteen_id, purpose, fen as kept, 0 as counted from (${legsOf('meal_days')}) d
     union all select county_code, canteen_id, purpose, fen, 0 from (${legsOf('meal_corrections')}) c
     union all select county_code, canteen_id, 'mealOwn', fen, 0 from meal_guest_corrections
     union all select county_code, canteen_id, purpose, 0, fen from (${brought('canteen')}) l) s
   group by county_code, canteen_id, purpose having sum(kept) <> sum(counted)`,
  // What was taken from people's accounts for the canteen.
  `select county_code, '账单已扣款与总账不符', canteen_id::text, sum(kept), sum(counted)
   from (
     select county_code, canteen_id, collected_fen as kept, 0 as counted from meal_bills
     union all select county_code, canteen_id, collected_fen, 0 from meal_corrections
     union all select county_code, canteen_id, 0, fen from (${brought('elder')}) l) s
   group by county_code, canteen_id having sum(kept) <> sum(counted)`,
  // A month's bills against its days: portions, what others took over, and what was paid over the counter.
  `select county_code, '账单与每天的账不符', canteen_id || ' ' || month || ' ' || part, kept, counted from (
     select county_code, canteen_id, month, part, sum(kept) as kept, sum(counted) as counted from (
       select county_code, canteen_id, month, part, fen as kept, 0 as counted from meal_bills b,
         lateral (values ('servings', b.servings::bigint), ('counter', b.counter_fen), ('support', b.support_fen)) v (part, fen)
       union all
       select county_code, canteen_id, to_char(day, 'YYYY-MM'), part, 0, fen from meal_days d,
         lateral (values ('servings', d.servings::bigint),
           ('counter', coalesce((d.legs ->> 'counter')::bigint, 0) - coalesce(d.guest_fen, 0)),
           ('support', (select coalesce(sum(l.fen::bigint), 0) from jsonb_each_text(d.legs) l (leg, fen)
             where l.leg like '%Pays'))) v (part, fen)
       where not exists (select from meal_days old where old.county_code = d.county_code
         and old.canteen_id = d.canteen_id and to_char(old.day, 'YYYY-MM') = to_char(d.day, 'YYYY-MM')
         and old.guest_fen is null)) x
     group by 1, 2, 3, 4) s
   where kept <> counted and not exists (select from meal_days old where old.county_code = s.county_code
     and old.canteen_id = s.canteen_id and to_char(old.day, 'YYYY-MM') = s.month and old.guest_fen is null)`,
  // What was read out when a month was closed, against the till at its end.
  `select k.county_code, '结账公示与总账不符', k.canteen_id || ' ' || k.month, (k.figures ->> 'closingFen')::bigint, coalesce(c.fen, 0)
   from meal_closes k
   left join lateral (select sum(case when t.to_id = a.id then t.amount else -t.amount end) as fen
     from ledger_accounts a
     join ledger_transfers t on t.county_code = a.county_code and a.id in (t.to_id, t.from_id)
     where a.county_code = k.county_code and a.owner_id = k.canteen_id and a.kind = 'canteenCash' and a.unit = 'fen'
       and t.day < (k.month || '-01')::date + interval '1 month') c on true
   where (k.figures ->> 'closingFen')::bigint <> coalesce(c.fen, 0)`,
]

/** All at one instant, so that charging meanwhile makes no differences. Nothing is mended. */
export async function verifyMeals(pool: pg.Pool): Promise<MealDifference[]> {
  const client = await pool.connect()
  try {
    await client.query('begin isolation level repeatable read read only')
    const union = checks.map(check => `(${check})`).join('\nunion all\n')
    const found = await client.query<MealDifference>(
      `select county_code as "countyCode", what, subject, kept::float8 as kept, counted::float8 as counted
       from (${union}) d (county_code, what, subject, kept, counted) order by 1, 2, 3`,
    )
    await client.query('commit')
    return found.rows
  } finally {
    client.release()
  }
}
