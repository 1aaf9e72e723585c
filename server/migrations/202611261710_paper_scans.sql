-- Papers may come from a scanner: contracts, minutes and tickets as PDF, and a scan beside the number of a licence.

alter table stay_photos drop constraint stay_photos_content_type_check;
alter table stay_photos add constraint stay_photos_content_type_check
  check (content_type in ('image/jpeg', 'image/png', 'image/webp', 'application/pdf'));
alter table station_record_photos drop constraint station_record_photos_content_type_check;
alter table station_record_photos add constraint station_record_photos_content_type_check
  check (content_type in ('image/jpeg', 'image/png', 'image/webp', 'application/pdf'));
alter table station_entry_photos drop constraint station_entry_photos_content_type_check;
alter table station_entry_photos add constraint station_entry_photos_content_type_check
  check (content_type in ('image/jpeg', 'image/png', 'image/webp', 'application/pdf'));

create table facility_scans (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  paper_id uuid not null,
  content_type text not null check (content_type in ('image/jpeg', 'image/png', 'image/webp', 'application/pdf')),
  size_bytes int not null,
  content_hash text not null,
  added_by uuid references accounts,
  added_at timestamptz not null,
  primary key (county_code, id),
  foreign key (county_code, paper_id) references facility_papers,
  check (county_code = left(region_code, 6))
);
create index facility_scans_paper on facility_scans (county_code, paper_id, added_at);
select guard_by_area('facility_scans');
grant select, insert on facility_scans to wanqing_app;
