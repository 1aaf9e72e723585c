-- Warnings of the weather service as they came: public knowledge, and no county's alone.

create table weather_warnings (
  identifier text primary key,
  sent timestamptz not null,
  event text not null check (event in ('coldWave', 'snowstorm', 'heatWave', 'flood', 'gale', 'earthquake', 'outage',
    'otherEmergency')),
  colour text not null check (colour in ('blueWarning', 'yellowWarning', 'orangeWarning', 'redWarning')),
  region_codes text[] not null,
  expires timestamptz not null,
  headline text not null,
  received_at timestamptz not null,
  -- When officers were told, and a surge declared where the county lets a feed do that.
  handled_at timestamptz
);
create index weather_warnings_waiting on weather_warnings (received_at) where handled_at is null;
create index weather_warnings_newest on weather_warnings (received_at desc);
grant select, insert, update on weather_warnings to wanqing_app;
