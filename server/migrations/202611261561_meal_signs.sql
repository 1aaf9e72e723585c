-- A meal eaten is a sign of life, as is a box taken from the carrier's hand: added to whatever signs there are.
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
      replace(held.said, 'ARRAY[', 'ARRAY[''ateAtCanteen''::text, ''tookMealBox''::text, '));
  end loop;
end
$$;
