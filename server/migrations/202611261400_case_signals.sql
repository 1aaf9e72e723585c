-- A case may be opened by a device, by silence or by bad weather; the signal that opened it can also end it.
alter table aid_cases add column source text;
update aid_cases set source = case when visit_id is null then 'person' else 'visit' end;
alter table aid_cases alter column source set not null;
alter table aid_cases add constraint aid_cases_source_check
  check (source in ('visit', 'person', 'device', 'silence', 'surge', 'transferred'));
-- Named by whoever watches: as long as a case of this signal stands open, the signal opens no second one.
alter table aid_cases add column signal_key text;
create unique index aid_cases_one_signal on aid_cases (county_code, elder_id, signal_key)
  where signal_key is not null and stage not in ('closed', 'rejected');

alter table aid_case_acts drop constraint aid_case_acts_kind_check;
alter table aid_case_acts add constraint aid_case_acts_kind_check
  check (kind in ('opened', 'acknowledged', 'noted', 'onSite', 'handedOver', 'escalated', 'resolved', 'verified',
    'closed', 'rejected', 'reopened', 'elderLeft', 'resumed', 'signOfLife'));
