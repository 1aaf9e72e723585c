-- A payment recorded by mistake, or sent back by the bank, is taken back where it was recorded, and the ledger with it.
alter table bills add column times_taken_back int not null default 0;
alter table adaptation_payments
  add column taken_back_by uuid references accounts,
  add column taken_back_at timestamptz,
  add column taken_back_reason text,
  add constraint adaptation_payments_taken_back check ((taken_back_at is null) = (taken_back_reason is null));
grant update (taken_back_by, taken_back_at, taken_back_reason) on adaptation_payments to wanqing_app;
alter table adaptation_acts drop constraint adaptation_acts_kind_check;
alter table adaptation_acts add constraint adaptation_acts_kind_check check (kind in ('opensProject', 'keepsPlan',
  'submitsPlan', 'approvesPlan', 'returnsPlan', 'startsWorks', 'finishesWorks', 'elderAccepts', 'officeAccepts',
  'findsDefects', 'makesGood', 'paysWorks', 'takesBackPayment', 'looksBack', 'cancelsWorks'));
