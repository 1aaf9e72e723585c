-- How true each visitor's month of visits looks, what was said about it, calls to elders, and cards at doors.

-- The code of the card at the door, as typed or read; whether it is this home's is judged beside the hot path.
alter table visits add column door_code text collate "C" check (door_code ~ '^[0-9]{7}$');
create index visits_visitor on visits (county_code, visitor_id, visited_on);
-- Arrivals come in order of time, so a few pages tell what is new and an insert pays next to nothing.
create index visits_received on visits using brin (received_at) with (pages_per_range = 32, autosummarize = on);
create index attachments_content on attachments (county_code, content_hash);

create table visit_truths (
  county_code text collate "C" not null,
  visitor_id uuid not null,
  month text collate "C" not null,
  -- The smallest region that holds the month's visits.
  region_code text collate "C" not null,
  visits int not null,
  score int not null check (score between 0 and 100),
  stage text not null check (stage in ('fine', 'coaching', 'callBack', 'inspection')),
  -- [{ sign, points, figures, visitIds }]; the sentences are made from these (domain/visit-truth/words.ts).
  reasons jsonb not null,
  rules_version int not null,
  scored_at timestamptz not null,
  primary key (county_code, visitor_id, month),
  check (county_code = left(region_code, 6))
);
create index visit_truths_month on visit_truths (month, score, visitor_id);
select guard_by_area('visit_truths');
grant select on visit_truths to wanqing_app;

-- Up to where each county's arrivals have been judged.
create table visit_truth_counts (
  county_code text collate "C" not null primary key,
  region_code text collate "C" not null,
  scored_to timestamptz not null,
  rules_version int not null,
  check (county_code = left(region_code, 6))
);
select guard_by_area('visit_truth_counts');
grant select on visit_truth_counts to wanqing_app;

create table visit_truth_notes (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  visitor_id uuid not null,
  month text collate "C" not null,
  kind text not null check (kind in ('coached', 'explained', 'excused')),
  words text not null,
  written_by uuid not null references accounts (id),
  written_at timestamptz not null,
  primary key (county_code, id),
  check (county_code = left(region_code, 6))
);
create index visit_truth_notes_visitor on visit_truth_notes (county_code, visitor_id, month, written_at);
create index visit_truth_notes_written on visit_truth_notes (county_code, written_at);
select guard_by_area('visit_truth_notes');
grant select, insert on visit_truth_notes to wanqing_app;

create table call_back_draws (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  purpose text not null check (purpose in ('everyWeek', 'repeated')),
  from_day date not null,
  to_day date not null,
  -- Visits in order of SHA-256 of seed and visit id, the first of each elder, cut at the count: anybody can draw again.
  seed text not null check (seed ~ '^[0-9a-f]{32}$'),
  -- Whose visits, where not everybody's.
  visitor_ids uuid[],
  wanted int not null check (wanted > 0),
  pool_size int not null,
  drawn_by uuid not null references accounts (id),
  drawn_at timestamptz not null,
  primary key (county_code, id),
  check (county_code = left(region_code, 6)),
  check (from_day <= to_day)
);
-- Nobody draws again until the list pleases.
create unique index call_back_draws_once on call_back_draws (county_code, region_code, from_day, purpose);
create index call_back_draws_region on call_back_draws (county_code, region_code, drawn_at desc, id desc);
select guard_by_area('call_back_draws');
grant select, insert on call_back_draws to wanqing_app;

create table call_backs (
  county_code text collate "C" not null,
  id uuid not null,
  draw_id uuid not null,
  region_code text collate "C" not null,
  visit_id uuid not null,
  elder_id uuid not null,
  visitor_id uuid not null,
  state text not null check (state in ('toCall', 'gotAnswer', 'unreachable', 'refusedAnswer')),
  tries int not null,
  came text check (came in ('came', 'nobodyCame', 'cannotRecall')),
  came_when text check (came_when in ('sameDay', 'anotherDay', 'noIdea')),
  satisfied text check (satisfied in ('satisfied', 'soSo', 'notSatisfied')),
  note_sealed text,
  called_by uuid references accounts (id),
  called_at timestamptz,
  primary key (county_code, id),
  foreign key (county_code, draw_id) references call_back_draws (county_code, id),
  foreign key (county_code, visit_id) references visits (county_code, id),
  unique (county_code, draw_id, visit_id),
  check (county_code = left(region_code, 6)),
  check ((state = 'gotAnswer') = (came is not null))
);
create index call_backs_region on call_backs (county_code, region_code, id);
create index call_backs_visitor on call_backs (county_code, visitor_id);
create index call_backs_called on call_backs (county_code, called_at);
select guard_by_area('call_backs');
grant select, insert, update on call_backs to wanqing_app;

create table door_cards (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  household_id uuid not null,
  code text collate "C" not null check (code ~ '^[0-9]{7}$'),
  issued_on date not null,
  -- Its last day: a replaced card is right for the visits of its time.
  ended_on date,
  issued_by uuid not null references accounts (id),
  primary key (county_code, id),
  unique (county_code, code),
  check (county_code = left(region_code, 6))
);
create unique index door_cards_home on door_cards (county_code, household_id) where ended_on is null;
select guard_by_area('door_cards');
grant select, insert on door_cards to wanqing_app;
grant update (ended_on) on door_cards to wanqing_app;
