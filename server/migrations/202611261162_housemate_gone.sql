-- A couple is often known only as two people of one home: when one is gone the other may live alone.
alter table membership_proposals drop constraint membership_proposals_kind_check;
alter table membership_proposals add constraint membership_proposals_kind_check
  check (kind in ('turnedVeryOld', 'spouseDied', 'housemateGone', 'lastChildLeft', 'noLongerAlone',
    'careDependentByAssessment', 'livesAloneByAssessment', 'paperExpired'));
create index elders_ended_home on elders (county_code, household_id) where ended_on is not null;
