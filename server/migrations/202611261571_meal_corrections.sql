-- A correction also keeps the person's month as it stands after it: the next meals are decided on that.
alter table meal_corrections
  add column marks text not null,
  add column splits jsonb not null,
  add column work_minutes int not null;
