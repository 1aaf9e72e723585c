-- Pictures of a service arrive in pieces; only whole ones are in order_photos and prove anything.
create table order_photos_arriving (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  order_id uuid not null,
  size_bytes int not null check (size_bytes between 1 and 8000000),
  received_bytes int not null check (received_bytes between 0 and size_bytes),
  content_hash text not null,
  account_id uuid not null references accounts,
  created_at timestamptz not null,
  primary key (county_code, id),
  foreign key (county_code, order_id) references service_orders,
  check (county_code = left(region_code, 6))
);
create index order_photos_arriving_order on order_photos_arriving (county_code, order_id);
select guard_by_area('order_photos_arriving');
grant select, insert, update, delete on order_photos_arriving to wanqing_app;
