-- Which version of the record held the identity: two changes in one instant keep their order by it.

alter table elder_identities add column held_in_version integer not null default 0;
alter table elder_identities alter column held_in_version drop default;
