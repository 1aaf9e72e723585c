-- Pictures and voice notes whose pieces stopped coming are cleared at night: when the last piece came must be known.
alter table attachments add column last_piece_at timestamptz;
update attachments set last_piece_at = coalesce(completed_at, created_at);
alter table attachments alter column last_piece_at set not null;
create index attachments_unfinished on attachments (county_code, last_piece_at) where completed_at is null;
grant delete on attachments to wanqing_app;

alter table order_photos_arriving add column last_piece_at timestamptz;
update order_photos_arriving set last_piece_at = created_at;
alter table order_photos_arriving alter column last_piece_at set not null;
create index order_photos_arriving_unfinished on order_photos_arriving (county_code, last_piece_at);
