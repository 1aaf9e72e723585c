-- The posts of those who run a lodging station or a courtyard, and of those who pay public money out.
alter table posts drop constraint posts_role_check;
alter table posts add constraint posts_role_check check (role in ('provinceOfficer', 'prefectureOfficer',
  'countyOfficer', 'townshipOfficer', 'villageOfficer', 'benefitPayer', 'providerManager', 'careWorker',
  'canteenManager', 'canteenCook', 'family', 'financeOfficer', 'stationManager', 'visitor', 'assessor', 'auditor',
  'administrator'));
