-- Which account of the elder a payment of her family is for; until today there was only the one for meals.
alter table family_payments add column account text not null default 'elderMeals'
  check (account in ('elderMeals', 'elderCare'));
-- Whoever reports a payment says so.
alter table family_payments alter column account drop default;
