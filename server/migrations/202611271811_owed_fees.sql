-- Fees of orders that were cancelled late or met nobody stand among what an elder still owes (own-share.ts).
create index service_orders_fees on service_orders (region_code, elder_id)
  where stage in ('nobodyHome', 'annulled') and fee_fen > 0;
