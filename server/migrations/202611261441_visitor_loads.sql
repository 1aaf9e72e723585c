-- How many visitors carry how many elders in a county, as the judging of visits last found it: a province is 69 rows.
alter table visit_truth_counts
  add column visitors int not null default 0,
  add column elders_carried int not null default 0;
