-- Which kind of account stands on the other side of a transfer that somebody may see: nothing else of that account,
-- which may lie outside the area. The village's cook saw an open account without the county's grants, and closed it so.
create function ledger_kinds(county text, accounts uuid[]) returns table (id uuid, kind text)
  language sql stable security definer rows 40 set search_path = public, pg_temp as $$
  select a.id, a.kind from ledger_accounts a where a.county_code = county and a.id = any(accounts)
$$;
revoke all on function ledger_kinds(text, uuid[]) from public;
grant execute on function ledger_kinds(text, uuid[]) to wanqing_app;
