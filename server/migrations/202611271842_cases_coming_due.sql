-- What comes due soon after a county was counted is kept with the count, so that a board need not look for it in the cases.
alter table aid_case_standings add column comes_due timestamptz[] not null default '{}';
-- Counted again by the next run; until then boards ask the cases.
update aid_case_standings set counted_at = counted_at - interval '1 day';
