-- Who may open accounts and see closings is bounded by the county, and an account goes where its elder goes.

drop policy opened_by_posting on ledger_accounts;
create policy opened_by_posting on ledger_accounts for insert to wanqing_app
  with check (county_code >= (select left(current_setting('wanqing.area_from', true), 6))
    and county_code <= (select left(current_setting('wanqing.area_to', true), 6)));
drop policy closed_for_all on ledger_closings;
create policy closed_for_county on ledger_closings for select to wanqing_app
  using (county_code >= (select left(current_setting('wanqing.area_from', true), 6))
    and county_code <= (select left(current_setting('wanqing.area_to', true), 6)));

-- The row policy is asked after the triggers; closing works past it and so must ask before.
create function ledger_check_area() returns trigger language plpgsql as $$
begin
  if row_security_active(tg_relid) and (new.region_code < current_setting('wanqing.area_from')
    or new.region_code > current_setting('wanqing.area_to')) then
    raise exception 'outside the area' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger ledger_closings_area before insert on ledger_closings
  for each row execute function ledger_check_area();

-- carry_elder finds what hangs on an elder by foreign keys; an account names its owner without one, for owners are
-- of many kinds. Nothing is lost of what the old village saw: transfers stay where they were written.
create function ledger_follow_elder() returns trigger language plpgsql security definer
set search_path = public, pg_temp as $$
begin
  update ledger_accounts set region_code = new.region_code
    where county_code = new.county_code and owner_id = new.id and region_code <> new.region_code;
  return null;
end $$;
create trigger elders_accounts_follow after update of region_code on elders
  for each row when (old.region_code is distinct from new.region_code and old.county_code = new.county_code)
  execute function ledger_follow_elder();
