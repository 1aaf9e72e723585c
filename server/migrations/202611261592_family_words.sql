-- One key, one word: what families pay by and what became of it, said as elsewhere in the platform.
alter table family_payments drop constraint family_payments_way_check, drop constraint family_payments_state_check;
alter table family_payments drop constraint family_payments_check1;
update family_payments set way = 'byTransfer' where way = 'bankTransfer';
update family_payments set state = case state when 'arrived' then 'moneyArrived' when 'notArrived' then 'moneyMissing'
  else 'moneyReported' end;
alter table family_payments add constraint family_payments_way_check
  check (way in ('byTransfer', 'mobilePayment', 'throughRelative'));
alter table family_payments add constraint family_payments_state_check
  check (state in ('moneyReported', 'moneyArrived', 'moneyMissing'));
alter table family_payments add constraint family_payments_settled_check
  check ((state = 'moneyReported') = (settled_at is null));
