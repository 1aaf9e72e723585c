-- What time pays of a service is counted in minutes: agreed with the order, claimed by a line, moved by a bill.

alter table service_orders add column time_minutes int not null default 0 check (time_minutes >= 0);
alter table claim_lines add column time_minutes int not null default 0 check (time_minutes >= 0);
-- `saved_minutes`: what of them came from the elders' own saved time; null until the bill is passed.
alter table bills add column time_minutes int not null default 0 check (time_minutes >= 0),
  add column saved_minutes int check (saved_minutes between 0 and time_minutes);

-- Orders agreed before owe by the same rule; bills that were passed before have moved no minutes and stay as they are.
update service_orders o set time_minutes = greatest(30,
    (round(i.standard_minutes * (o.split ->> 'timeBank')::numeric / o.price_fen / 15) * 15)::int)
  from service_items i
  where i.county_code = o.county_code and i.id = o.item_id and o.price_fen > 0
    and coalesce((o.split ->> 'timeBank')::bigint, 0) > 0;
update claim_lines l set time_minutes = greatest(least(30, o.time_minutes), least(o.time_minutes,
    (round(o.time_minutes * (l.split ->> 'timeBank')::numeric / (o.split ->> 'timeBank')::numeric / 15) * 15)::int))
  from service_orders o
  where o.county_code = l.county_code and o.id = l.order_id and o.time_minutes > 0
    and coalesce((l.split ->> 'timeBank')::bigint, 0) > 0
    and not exists (select from bills b where b.county_code = l.county_code and b.id = l.bill_id
      and b.state in ('passed', 'handedOver', 'billPaid'));
update bills b set time_minutes = s.minutes
  from (select county_code, bill_id, sum(time_minutes)::int as minutes from claim_lines
    where bill_id is not null group by 1, 2) s
  where s.county_code = b.county_code and s.bill_id = b.id and b.state = 'drawnUp';

-- Who came and served has saved time: her statement and the county's reserve begin with her account.
create index ledger_accounts_time on ledger_accounts (region_code, owner_id) where unit = 'minutes';
