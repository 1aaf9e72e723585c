-- Documents besides the citizen card, and the identities an elder no longer uses, each with why and on what evidence.

alter table elders drop constraint elders_number_kind_check;
alter table elders add constraint elders_number_kind_check check (number_kind in ('citizen', 'converted15',
  'passport', 'hkMacaoPermit', 'taiwanPermit', 'residencePermit', 'foreignResident', 'temporary', 'none'));
alter table elder_import_rows drop constraint elder_import_rows_number_kind_check;
alter table elder_import_rows add constraint elder_import_rows_number_kind_check check (number_kind in ('citizen',
  'converted15', 'passport', 'hkMacaoPermit', 'taiwanPermit', 'residencePermit', 'foreignResident', 'temporary',
  'none'));

create table elder_identities (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  elder_id uuid not null,
  number_kind text not null check (number_kind in ('citizen', 'converted15', 'passport', 'hkMacaoPermit',
    'taiwanPermit', 'residencePermit', 'foreignResident', 'temporary', 'none')),
  number_sealed text,
  number_tail text,
  change text not null check (change in ('claimed', 'mistyped', 'anothers', 'reissued', 'lostProof', 'edited')),
  evidence text not null,
  ended_on date not null,
  recorded_by uuid references accounts (id),
  recorded_at timestamptz not null,
  primary key (county_code, id),
  foreign key (county_code, elder_id) references elders (county_code, id),
  check (county_code = left(region_code, 6))
);
create index elder_identities_elder on elder_identities (county_code, elder_id, recorded_at desc);
select guard_by_area('elder_identities');
grant insert, select on elder_identities to wanqing_app;
