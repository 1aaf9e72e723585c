-- Key groups as facts with proof, photos and confirmations; changes proposed to an officer.

-- valid_to stays the last day the membership counts, whatever ended it: an act, the expiry of a paper, or a
-- void, which leaves an empty span (the day before it began). So every reader asks the same two comparisons.
alter table elder_memberships
  add column proof jsonb not null default '{}',
  add column certificate_sealed text,
  add column certificate_tail text,
  add column expires_on date,
  add column confirmed_on date,
  -- What the group's rule asks for is not all there yet: after an import, or put off on purpose.
  add column lacks_evidence boolean not null default false,
  -- The membership this one was recorded in place of.
  add column replaces uuid,
  add column voided_at timestamptz,
  add column voided_by uuid,
  add column void_reason text,
  -- What valid_to said before the void.
  add column voided_valid_to date,
  drop constraint elder_memberships_check1,
  add constraint elder_memberships_span check (
    case when voided_at is null then valid_to is null or valid_to >= valid_from else valid_to = valid_from - 1 end),
  add constraint elder_memberships_expiry check (
    expires_on is null or voided_at is not null or (valid_to is not null and valid_to <= expires_on)),
  add constraint elder_memberships_void check ((voided_at is null) = (void_reason is null)),
  add constraint elder_memberships_certificate check ((certificate_sealed is null) = (certificate_tail is null));
update elder_memberships set lacks_evidence = true where batch_id is not null;
create index elder_memberships_lacking on elder_memberships (county_code, region_code, id) where lacks_evidence;
create index elder_memberships_expiring on elder_memberships (county_code, expires_on) where expires_on is not null;

create table membership_confirmations (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  membership_id uuid not null,
  note text,
  confirmed_by uuid not null references accounts (id),
  confirmed_on date not null,
  recorded_at timestamptz not null,
  primary key (county_code, id),
  foreign key (county_code, membership_id) references elder_memberships (county_code, id),
  check (county_code = left(region_code, 6))
);
create index membership_confirmations_membership on membership_confirmations (county_code, membership_id, confirmed_on);
select guard_by_area('membership_confirmations');
grant insert, select on membership_confirmations to wanqing_app;

-- Photos of papers: the bytes lie sealed in a file named by county and id, this row says what they are.
create table membership_documents (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  membership_id uuid not null,
  content_type text not null,
  size_bytes integer not null,
  content_hash text not null,
  added_by uuid not null references accounts (id),
  added_at timestamptz not null,
  primary key (county_code, id),
  foreign key (county_code, membership_id) references elder_memberships (county_code, id),
  check (county_code = left(region_code, 6))
);
create index membership_documents_membership on membership_documents (county_code, membership_id, added_at);
select guard_by_area('membership_documents');
grant insert, select on membership_documents to wanqing_app;

-- A change that the records suggest and an officer decides. facts_key names the facts it stands on: the same
-- facts are proposed once, so what was declined comes back only when something has changed.
create table membership_proposals (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  elder_id uuid not null,
  kind text not null check (kind in ('turnedVeryOld', 'spouseDied', 'lastChildLeft', 
    'noLongerAlone', 'careDependentByAssessment', 'livesAloneByAssessment', 'paperExpired')),
  change text not null check (change in ('begin', 'end', 'look')),
  "group" text not null check ("group" in ('livesAlone', 'emptyNest', 'leftBehind', 'tekun', 'veryOld',
    'careDependent', 'severeDisability', 'specialFamily')),
  facts_key text not null,
  evidence text not null,
  proof jsonb not null,
  valid_from date not null,
  rules_version integer not null,
  proposed_on date not null,
  state text not null check (state in ('proposed', 'accepted', 'declined', 'lapsed')),
  reason text,
  decided_by uuid references accounts (id),
  decided_at timestamptz,
  -- The membership begun or ended by accepting.
  membership_id uuid,
  primary key (county_code, id),
  unique (county_code, elder_id, facts_key),
  foreign key (county_code, elder_id) references elders (county_code, id),
  check (state <> 'declined' or reason is not null),
  check (county_code = left(region_code, 6))
);
create index membership_proposals_waiting on membership_proposals (county_code, region_code, id)
  where state = 'proposed';
create index membership_proposals_decided on membership_proposals (county_code, region_code, id)
  where state <> 'proposed';
select guard_by_area('membership_proposals');
grant insert, select, update on membership_proposals to wanqing_app;
