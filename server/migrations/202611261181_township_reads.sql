-- A township reads the trials of its county's rules, and from which list a line about its people came.
select guard_below_county(one) from unnest(array['benefit_trials', 'match_lists']::regclass[]) as one;
