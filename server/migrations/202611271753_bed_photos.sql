-- Pictures of a visit to a bed at home: the visit announces them, they follow in pieces.
alter table home_bed_visits add column photo_ids uuid[] not null default '{}';

create table home_bed_photos (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  visit_id uuid not null,
  content_type text not null check (content_type in ('image/jpeg', 'image/png', 'image/webp')),
  size_bytes int not null check (size_bytes between 1 and 8000000),
  received_bytes int not null check (received_bytes between 0 and size_bytes),
  content_hash text not null,
  -- The blur that lists show.
  preview_sealed text,
  completed_at timestamptz,
  account_id uuid not null references accounts,
  created_at timestamptz not null,
  last_piece_at timestamptz not null,
  primary key (county_code, id),
  foreign key (county_code, visit_id) references home_bed_visits,
  check (county_code = left(region_code, 6))
);
create index home_bed_photos_visit on home_bed_photos (county_code, visit_id);
select guard_by_area('home_bed_photos');
create index home_bed_photos_unfinished on home_bed_photos (county_code, last_piece_at) where completed_at is null;
grant select, insert, update, delete on home_bed_photos to wanqing_app;
