-- What a call led to. A pay order is handed over to the finance office by an act of its own; reading its sheet changes nothing.
alter table bills drop constraint bills_state_check;
alter table bills rename column exported_at to handed_over_at;
alter table bills add constraint bills_state_check
  check (state in ('drawnUp', 'passed', 'handedOver', 'billPaid', 'billDropped'));

alter table service_calls add column complaint_id uuid;
alter table service_calls add foreign key (county_code, complaint_id) references service_complaints;
