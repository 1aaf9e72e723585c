-- Of each kind the newest certificate counts: whoever renewed in time has none that ended.
create function latest_certificates(county text, worker uuid)
returns table (kind text, expires_on date) language sql stable as $$
  select distinct on (c.kind) c.kind, c.expires_on from worker_certificates c
  where c.county_code = county and c.worker_id = worker and c.revoked_on is null
  order by c.kind, c.expires_on desc
$$;

-- Kilometres as the crow flies.
create function crow_km(lon1 double precision, lat1 double precision, lon2 double precision, lat2 double precision)
returns double precision language sql immutable as $$
  select 6371 * 2 * asin(sqrt(power(sin(radians(lat2 - lat1) / 2), 2)
    + cos(radians(lat1)) * cos(radians(lat2)) * power(sin(radians(lon2 - lon1) / 2), 2)))
$$;

-- A worker at the door is a sign of life: added to whatever signs there are.
do $$
declare
  held record;
begin
  for held in
    select conrelid::regclass as of_table, conname, pg_get_constraintdef(oid) as said from pg_constraint
    where conname in ('life_signs_kind_check', 'silence_alerts_last_kind_check',
      'silence_alerts_ended_sign_kind_check')
  loop
    execute format('alter table %s drop constraint %I', held.of_table, held.conname);
    execute format('alter table %s add constraint %I %s', held.of_table, held.conname,
      replace(held.said, 'ARRAY[', 'ARRAY[''servedAtHome''::text, '));
  end loop;
end
$$;

-- The strokes of a finger on the phone: somebody's hand, sealed like her blood pressure.
alter table order_events add column signature_sealed text;
-- What a worker should know before she goes.
alter table service_orders add column note text;
alter table order_series add column note text;
alter table service_providers rename column orders_a_day to daily_orders;
alter table service_workers rename column orders_a_day to daily_orders;
-- Facts of one moment keep the order they were written in.
alter table order_events add column number bigint generated always as identity;
