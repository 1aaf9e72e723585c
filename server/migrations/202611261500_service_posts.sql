-- The posts of those who provide services, come to the house, run a canteen and cook in it.
alter table posts drop constraint posts_role_check;
alter table posts add constraint posts_role_check check (role in ('provinceOfficer', 'prefectureOfficer',
  'countyOfficer', 'townshipOfficer', 'villageOfficer', 'benefitPayer', 'providerManager', 'careWorker',
  'canteenManager', 'canteenCook', 'visitor', 'assessor', 'auditor', 'administrator'));
