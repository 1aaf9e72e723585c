-- What the programme reckons from a record by itself goes with the record when an import is taken back. Whatever a
-- person did for the elder still holds the record: those references stay as they are.
do $$
declare
  one record;
begin
  for one in
    select k.conname, k.conrelid::regclass as reckoned, pg_get_constraintdef(k.oid) as says
    from pg_constraint k
    where k.contype = 'f' and k.confrelid = 'elders'::regclass and k.conparentid = 0
      and k.conrelid in (
        'elder_standings'::regclass, 'risk_changes'::regclass, 'risk_trial_lines'::regclass,
        'benefit_trial_lines'::regclass, 'meal_trial_lines'::regclass, 'duplicate_pairs'::regclass,
        'due_visits'::regclass, 'planned_visits'::regclass, 'round_gaps'::regclass, 'surge_duties'::regclass,
        'membership_proposals'::regclass, 'life_signs'::regclass)
  loop
    execute format('alter table %s drop constraint %I', one.reckoned, one.conname);
    execute format('alter table %s add constraint %I %s on delete cascade', one.reckoned, one.conname, one.says);
  end loop;
end
$$;
