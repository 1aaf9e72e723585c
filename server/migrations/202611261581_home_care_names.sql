-- A name the query builder and the database spell alike; and the order of a story.

alter table home_beds rename column visits_a_month to monthly_visits;
alter table home_bed_terms rename column visits_a_month to monthly_visits;

-- The version an act made of its project: the order of a story, whatever the clocks say.
alter table adaptation_acts add column step int not null;
drop index adaptation_acts_project;
create unique index adaptation_acts_project on adaptation_acts (county_code, project_id, step);
