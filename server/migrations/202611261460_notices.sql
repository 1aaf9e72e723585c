-- Notices: one row a person and subject, written in the transaction of what it tells of (an outbox), and each try to reach her.

create table notices (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  to_account_id uuid not null references accounts (id),
  kind text not null,
  urgency text not null check (urgency in ('p0', 'urgent', 'normal')),
  subject_module text not null,
  subject_id text not null,
  -- Sets apart two notices of one kind on one subject to one person: a case that comes back to her.
  occasion text not null,
  text text not null,
  outside_text text not null,
  state text not null check (state in ('unseen', 'seen', 'taken', 'passedOn', 'unanswered', 'inHand')),
  step integer not null,
  stepped_at timestamptz,
  has_failed boolean not null,
  -- When the ladder is looked at again; null when nothing more will be tried.
  move_at timestamptz,
  stand_ins uuid[] not null,
  raised_at timestamptz not null,
  seen_at timestamptz,
  taken_at timestamptz,
  primary key (county_code, id),
  check (county_code = left(region_code, 6))
);
create unique index notices_once on notices (county_code, subject_module, subject_id, kind, to_account_id, occasion);
create index notices_mine on notices (to_account_id, raised_at desc, id desc);
create index notices_waiting on notices (to_account_id) where state in ('unseen', 'seen');
create index notices_region on notices (county_code, region_code, raised_at desc, id desc);
create index notices_unanswered on notices (subject_module) where state = 'unanswered';
create index notices_due on notices (move_at) where move_at is not null;
select guard_by_area('notices');
grant select, insert, update on notices to wanqing_app;

create table notice_sends (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  notice_id uuid not null,
  -- Never twice on one channel for one step: a second wish is another turn.
  step integer not null,
  turn integer not null,
  channel text not null check (channel in ('inApp', 'sms', 'voice')),
  state text not null check (state in ('queued', 'inChannel', 'arrived', 'answered', 'notSent', 'dropped')),
  tries integer not null,
  queued_at timestamptz not null,
  try_at timestamptz,
  handed_at timestamptz,
  arrived_at timestamptz,
  reason text,
  primary key (county_code, id),
  foreign key (county_code, notice_id) references notices (county_code, id),
  check (county_code = left(region_code, 6))
);
create unique index notice_sends_once on notice_sends (county_code, notice_id, step, turn);
create index notice_sends_due on notice_sends (try_at) where try_at is not null;
select guard_by_area('notice_sends');
grant select, insert, update on notice_sends to wanqing_app;

-- Where a person can be texted and rung up.
create table notice_numbers (
  account_id uuid primary key references accounts (id),
  phone_sealed text not null,
  phone_tail text not null,
  set_at timestamptz not null
);
grant select, insert, update, delete on notice_numbers to wanqing_app;
