-- A meal told by two hands is one fact; the second telling is kept behind the first, and stands when that is taken back.
alter table meal_servings add column repeats uuid;
alter table meal_servings add check (repeats is null or undone_at is not null);
grant update (repeats) on meal_servings to wanqing_app;
create index meal_servings_repeats on meal_servings (county_code, repeats) where repeats is not null;
