-- Three words that already mean something else elsewhere get keys of their own.
alter table canteens drop constraint canteens_operator_check;
alter table canteens add constraint canteens_operator_check check (operator in ('committeeItself',
  'elderAssociation', 'mutualAidTeam', 'careHomeOperator', 'cateringFirm', 'charityRuns'));
alter table canteens drop constraint canteens_state_check;
alter table canteens add constraint canteens_state_check check (state in ('beingPrepared', 'running', 'onPause',
  'shutDown'));
alter table canteen_states drop constraint canteen_states_state_check;
alter table canteen_states add constraint canteen_states_state_check check (state in ('beingPrepared', 'running',
  'onPause', 'shutDown'));
alter table meal_misses drop constraint meal_misses_reason_check;
alter table meal_misses add constraint meal_misses_reason_check check (reason in ('nobodyIn', 'boxRefused',
  'wayBlocked'));
