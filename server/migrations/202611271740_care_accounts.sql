-- What elders pay ahead for services at home, slip by slip; the balance itself lies in the ledger.

create table care_top_ups (
  county_code text collate "C" not null,
  id uuid not null,
  region_code text collate "C" not null,
  elder_id uuid not null,
  -- Printed on the receipt.
  serial int generated always as identity (maxvalue 99999999),
  kind text not null check (kind in ('paidIn', 'paidBack')),
  way text not null check (way in ('cashInHand', 'byTransfer', 'byFamily')),
  amount_fen bigint not null check (amount_fen > 0),
  day date not null,
  payer_name text,
  note text,
  recorded_by uuid references accounts,
  recorded_at timestamptz not null,
  cancelled_by uuid references accounts,
  cancelled_at timestamptz,
  cancel_reason text,
  primary key (county_code, id),
  unique (county_code, serial),
  foreign key (county_code, elder_id) references elders,
  check (county_code = left(region_code, 6)),
  check ((cancelled_at is null) = (cancel_reason is null))
);
create index care_top_ups_elder on care_top_ups (county_code, elder_id, day desc, id desc);

select guard_by_area('care_top_ups');
grant select, insert, update on care_top_ups to wanqing_app;

-- The list of care accounts begins with these two, whatever the area.
create index ledger_accounts_care on ledger_accounts (region_code, owner_id) where kind = 'elderCare';
create index service_orders_unpaid on service_orders (region_code, elder_id)
  where stage in ('requested', 'promised', 'onTheWay', 'inService', 'finished', 'confirmed');
