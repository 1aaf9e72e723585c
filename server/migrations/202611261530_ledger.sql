-- The ledger: transfers of money, meals and minutes between two accounts of a county. What it promises is held
-- here and not only by the program: zero sum, limits, once only, nothing changed, closed months stay closed.

create table ledger_accounts (
  county_code text collate "C" not null,
  -- Follows from county, kind, owner and unit (server/ledger/accounts.ts), so that opening needs no look-up.
  id uuid not null,
  region_code text collate "C" not null,
  kind text not null,
  owner_id uuid,
  unit text not null check (unit in ('fen', 'meals', 'minutes')),
  -- What may not go below zero keeps its balance here and is locked for each transfer. Other accounts (a county's
  -- subsidies) would make every transfer wait for the one before it: theirs is added up from the transfers.
  limited boolean not null,
  balance bigint constraint ledger_accounts_within_limit check (balance >= 0),
  opened_at timestamptz not null,
  primary key (county_code, id),
  unique nulls not distinct (county_code, kind, owner_id, unit),
  check (county_code = left(region_code, 6)),
  check (limited = (balance is not null))
) with (fillfactor = 80);
create index ledger_accounts_place on ledger_accounts (county_code, kind, unit, region_code, id);
create index ledger_accounts_owner on ledger_accounts (county_code, owner_id) where owner_id is not null;

-- One row is both legs: what leaves one account arrives at the other, so nothing can fail to add up to zero.
create table ledger_transfers (
  county_code text collate "C" not null,
  id uuid not null,
  serial bigint generated always as identity,
  region_code text collate "C" not null,
  unit text not null check (unit in ('fen', 'meals', 'minutes')),
  -- No foreign keys: they would lock the row of a county's subsidy account for every meal. Accounts are never
  -- deleted, and ledger_take refuses ends that are not there.
  from_id uuid not null,
  to_id uuid not null,
  amount bigint not null check (amount > 0),
  day date not null,
  purpose text not null,
  subject_kind text,
  subject_id uuid,
  voucher_id uuid,
  note text,
  reverses uuid,
  posted_at timestamptz not null,
  posted_by uuid,
  primary key (county_code, id),
  check (county_code = left(region_code, 6)),
  check (from_id <> to_id),
  constraint ledger_transfers_reversal_says_why check (reverses is null or note is not null),
  check ((subject_kind is null) = (subject_id is null))
);
create unique index ledger_transfers_serial on ledger_transfers (county_code, serial);
create unique index ledger_transfers_reversed_once on ledger_transfers (county_code, reverses)
  where reverses is not null;
create index ledger_transfers_from on ledger_transfers (county_code, from_id, day, serial) include (amount);
create index ledger_transfers_to on ledger_transfers (county_code, to_id, day, serial) include (amount);
create index ledger_transfers_newest on ledger_transfers (county_code, day, serial);
create index ledger_transfers_subject on ledger_transfers (county_code, subject_id) where subject_id is not null;
create index ledger_transfers_voucher on ledger_transfers (county_code, voucher_id) where voucher_id is not null;

create table ledger_closings (
  county_code text collate "C" not null,
  month text not null check (month ~ '^\d{4}-(0[1-9]|1[0-2])$'),
  region_code text collate "C" not null,
  transfers bigint not null,
  closed_at timestamptz not null,
  closed_by uuid references accounts,
  primary key (county_code, month),
  check (county_code = left(region_code, 6))
);

-- What each account held at the end of a closed month; accounts at zero that did not move have no row.
create table ledger_month_balances (
  county_code text collate "C" not null,
  account_id uuid not null,
  month text not null,
  region_code text collate "C" not null,
  balance bigint not null,
  came_in bigint not null,
  went_out bigint not null,
  primary key (county_code, account_id, month),
  foreign key (county_code, account_id) references ledger_accounts,
  foreign key (county_code, month) references ledger_closings,
  check (county_code = left(region_code, 6))
);
create index ledger_month_balances_month on ledger_month_balances (county_code, month);

-- Refusals of the ledger have states of their own, which server/ledger/refusing.ts turns into sentences.
create function ledger_refuse(state text, what text) returns void language plpgsql as $$
begin
  raise exception using errcode = state, message = 'ledger: ' || what, detail = what;
end $$;

-- Every statement that adds transfers passes here, whoever sends it: both ends are there, the month is open, a
-- reversal mirrors what it takes back, and what has a limit stays within it.
create function ledger_take() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare wrong text;
begin
  -- Shared: posting waits only while a month of the county is being closed, never for other postings.
  perform pg_advisory_xact_lock_shared(hashtext('ledger'), c.code::int)
    from (select distinct county_code as code from fresh order by 1) c;

  select t.id::text into wrong from fresh t
    left join ledger_accounts f on f.county_code = t.county_code and f.id = t.from_id and f.unit = t.unit
    left join ledger_accounts g on g.county_code = t.county_code and g.id = t.to_id and g.unit = t.unit
    where f.id is null or g.id is null limit 1;
  if found then perform ledger_refuse('WL001', wrong); end if;

  select max(c.month) into wrong from fresh t
    join ledger_closings c on c.county_code = t.county_code and c.month >= to_char(t.day, 'YYYY-MM');
  if wrong is not null then perform ledger_refuse('WL002', wrong); end if;

  select t.id::text into wrong from fresh t
    left join ledger_transfers o on o.county_code = t.county_code and o.id = t.reverses
    where t.reverses is not null
      and (o.id is null or o.reverses is not null or t.day < o.day
        or (t.from_id, t.to_id, t.unit, t.amount, t.purpose) is distinct from (o.to_id, o.from_id, o.unit, o.amount, o.purpose))
    limit 1;
  if found then perform ledger_refuse('WL003', wrong); end if;

  -- Locked in one order everywhere, so that two postings never wait for each other.
  perform from ledger_accounts a
    where a.limited and (a.county_code, a.id) in (
      select county_code, from_id from fresh union select county_code, to_id from fresh)
    order by a.county_code, a.id for update;
  if not found then return null; end if;

  select a.id::text into wrong from ledger_accounts a
    join (select county_code, id, sum(change) as change from (
        select county_code, from_id as id, -amount as change from fresh
        union all select county_code, to_id, amount from fresh) leg group by 1, 2) s using (county_code, id)
    where a.limited and a.balance + s.change < 0 limit 1;
  if found then perform ledger_refuse('WL004', wrong); end if;

  update ledger_accounts a set balance = a.balance + s.change
    from (select county_code, id, sum(change) as change from (
        select county_code, from_id as id, -amount as change from fresh
        union all select county_code, to_id, amount from fresh) leg group by 1, 2 having sum(change) <> 0) s
    where a.county_code = s.county_code and a.id = s.id and a.limited;
  return null;
end $$;
create trigger ledger_transfers_taken after insert on ledger_transfers
  referencing new table as fresh for each statement execute function ledger_take();

-- Months are closed one after the other, each once and for good; meanwhile nobody posts in that county.
create function ledger_close() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare due text;
begin
  perform pg_advisory_xact_lock(hashtext('ledger'), new.county_code::int);
  select to_char((max(month) || '-01')::date + interval '1 month', 'YYYY-MM') into due
    from ledger_closings where county_code = new.county_code;
  if due is null then
    select to_char(min(day), 'YYYY-MM') into due from ledger_transfers where county_code = new.county_code;
  end if;
  if due is distinct from new.month then perform ledger_refuse('WL005', coalesce(due, '')); end if;
  select count(*) into new.transfers from ledger_transfers
    where county_code = new.county_code and day >= (new.month || '-01')::date
      and day < (new.month || '-01')::date + interval '1 month';
  return new;
end $$;
create trigger ledger_closings_in_turn before insert on ledger_closings
  for each row execute function ledger_close();

create function ledger_carry() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into ledger_month_balances (county_code, account_id, month, region_code, balance, came_in, went_out)
  select new.county_code, a.id, new.month, a.region_code, s.carried + s.came_in - s.went_out, s.came_in, s.went_out
  from (
    select id, sum(carried) as carried, sum(came_in) as came_in, sum(went_out) as went_out from (
      select account_id as id, balance as carried, 0 as came_in, 0 as went_out from ledger_month_balances
        where county_code = new.county_code
          and month = to_char((new.month || '-01')::date - interval '1 month', 'YYYY-MM')
      union all select to_id, 0, amount, 0 from ledger_transfers
        where county_code = new.county_code and day >= (new.month || '-01')::date
          and day < (new.month || '-01')::date + interval '1 month'
      union all select from_id, 0, 0, amount from ledger_transfers
        where county_code = new.county_code and day >= (new.month || '-01')::date
          and day < (new.month || '-01')::date + interval '1 month') part
    group by id) s
  join ledger_accounts a on a.county_code = new.county_code and a.id = s.id
  where s.came_in <> 0 or s.went_out <> 0 or s.carried <> 0;
  return null;
end $$;
create trigger ledger_closings_carried after insert on ledger_closings
  for each row execute function ledger_carry();

-- Nobody changes or removes what was written, the owner of the tables neither.
create function ledger_keep() returns trigger language plpgsql as $$
begin
  perform ledger_refuse('WL009', tg_table_name);
  return null;
end $$;
create trigger ledger_transfers_kept before update or delete or truncate on ledger_transfers
  for each statement execute function ledger_keep();
create trigger ledger_closings_kept before update or delete or truncate on ledger_closings
  for each statement execute function ledger_keep();
create trigger ledger_month_balances_kept before update or delete or truncate on ledger_month_balances
  for each statement execute function ledger_keep();
create trigger ledger_accounts_kept before delete or truncate on ledger_accounts
  for each statement execute function ledger_keep();

-- A balance is what the transfers make of it: an account opens at zero and only ledger_take moves it. A month's
-- balances come from its closing alone. The place follows an owner who moves within the county.
create function ledger_guard_account() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    new.balance := case when new.limited then 0 end;
  elsif (old.county_code, old.id, old.kind, old.owner_id, old.unit, old.limited, old.opened_at)
      is distinct from (new.county_code, new.id, new.kind, new.owner_id, new.unit, new.limited, new.opened_at)
    or (old.balance is distinct from new.balance and pg_trigger_depth() < 2) then
    perform ledger_refuse('WL009', tg_table_name);
  end if;
  return new;
end $$;
create trigger ledger_accounts_guarded before insert or update on ledger_accounts
  for each row execute function ledger_guard_account();

create function ledger_guard_month() returns trigger language plpgsql as $$
begin
  if pg_trigger_depth() < 2 then perform ledger_refuse('WL009', tg_table_name); end if;
  return null;
end $$;
create trigger ledger_month_balances_guarded before insert on ledger_month_balances
  for each statement execute function ledger_guard_month();

select guard_by_area('ledger_accounts');
select guard_by_area('ledger_transfers');
select guard_by_area('ledger_closings');
select guard_by_area('ledger_month_balances');
-- A village's meal is paid from the county's subsidies: whoever posts first opens the account without seeing it.
create policy opened_by_posting on ledger_accounts for insert to wanqing_app with check (true);
-- Whoever sees an account sees all that moved it, wherever that was written and wherever its owner lived then.
create policy of_own_accounts on ledger_transfers for select to wanqing_app using (exists (
  select from ledger_accounts a where a.county_code = ledger_transfers.county_code
    and a.id in (ledger_transfers.from_id, ledger_transfers.to_id)));
create policy of_own_accounts on ledger_month_balances for select to wanqing_app using (exists (
  select from ledger_accounts a where a.county_code = ledger_month_balances.county_code
    and a.id = ledger_month_balances.account_id));
-- Which months are closed binds every village of the county.
create policy closed_for_all on ledger_closings for select to wanqing_app using (true);
grant select, insert, update (region_code) on ledger_accounts to wanqing_app;
grant select, insert on ledger_transfers, ledger_closings to wanqing_app;
grant select on ledger_month_balances to wanqing_app;
