-- A complaint nobody settles in time goes up, office by office, as a case does.
alter table service_complaints
  -- When the owner was told that the provider has not answered in time.
  add column told_late_on date,
  -- Offices it has gone up so far, and when last.
  add column climbs int not null default 0,
  add column climbed_on date;
alter table complaint_events drop constraint complaint_events_deed_check;
alter table complaint_events add constraint complaint_events_deed_check check (deed in ('complain', 'answerComplaint',
  'decideOutcome', 'madeGood', 'lookAgain', 'reopenComplaint', 'climbComplaint'));
