-- A county's share stands at the county; townships whose projects it pays read it, and only read.
select guard_below_county('fund_shares');
