-- What a provider may ask for a way made in vain or a cancellation too late is claimed as a line of its own kind.
alter table claim_lines add column kind text not null default 'serviceLine'
  check (kind in ('serviceLine', 'feeLine'));
-- The elder alone owes a fee: no public money pays for a service that was not given.
alter table claim_lines add constraint claim_lines_fee_of_elder check (kind = 'serviceLine' or budget_fen = 0);
