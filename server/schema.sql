-- The database as the migrations leave it. Written by npx tsx tools/schema.ts; do not edit, do not run.

-- ability_acts
ability_acts.county_code text collate "C" not null;
ability_acts.id uuid not null;
ability_acts.region_code text collate "C" not null;
ability_acts.assessment_id uuid not null;
ability_acts.kind text not null;
ability_acts.by_account_id uuid not null;
ability_acts.note_sealed text;
ability_acts.told_way text;
ability_acts.told_to text;
ability_acts.accepted boolean;
ability_acts.done_at timestamp with time zone not null;
alter table ability_acts add constraint ability_acts_by_account_id_fkey FOREIGN KEY (by_account_id) REFERENCES accounts(id);
alter table ability_acts add constraint ability_acts_check CHECK ((county_code = "left"(region_code, 6)));
alter table ability_acts add constraint ability_acts_county_code_assessment_id_fkey FOREIGN KEY (county_code, assessment_id) REFERENCES ability_assessments(county_code, id);
alter table ability_acts add constraint ability_acts_kind_check CHECK ((kind = ANY (ARRAY['submittedFirst'::text, 'secondAgreed'::text, 'secondDiffered'::text, 'keepFirst'::text, 'keepSecond'::text, 'assessAgain'::text, 'toldElder'::text])));
alter table ability_acts add constraint ability_acts_pkey PRIMARY KEY (county_code, id);
alter table ability_acts add constraint ability_acts_told_way_check CHECK ((told_way = ANY (ARRAY['elderSigned'::text, 'elderPressed'::text, 'agentSigned'::text, 'witnessed'::text])));
CREATE INDEX ability_acts_assessment ON public.ability_acts USING btree (county_code, assessment_id, done_at);
CREATE INDEX ability_acts_doubted ON public.ability_acts USING btree (county_code, assessment_id) WHERE (NOT accepted);
alter table ability_acts enable row level security;
create policy area on ability_acts for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select on ability_acts to wanqing_app;

-- ability_assessments
ability_assessments.county_code text collate "C" not null;
ability_assessments.id uuid not null;
ability_assessments.region_code text collate "C" not null;
ability_assessments.elder_id uuid not null;
ability_assessments.standard text not null;
ability_assessments.assessed_on date not null;
ability_assessments.reason text not null;
ability_assessments.scores text not null;
ability_assessments.total smallint not null;
ability_assessments.initial_level text not null;
ability_assessments.adjustments text[] not null;
ability_assessments.final_level text not null;
ability_assessments.must_review boolean not null;
ability_assessments.rules_version integer not null;
ability_assessments.form_sealed text;
ability_assessments.first_id uuid not null;
ability_assessments.first_medical boolean not null;
ability_assessments.submitted_at timestamp with time zone not null;
ability_assessments.device_id uuid;
ability_assessments.second_id uuid;
ability_assessments.second_medical boolean;
ability_assessments.second_scores text;
ability_assessments.second_total smallint;
ability_assessments.second_initial_level text;
ability_assessments.second_level text;
ability_assessments.stage text not null;
ability_assessments.result_of text;
ability_assessments.result_level text;
ability_assessments.valid_until date;
ability_assessments.version integer not null;
ability_assessments.synthetic boolean not null default false;
ability_assessments.lives_alone boolean not null default false;
alter table ability_assessments add constraint ability_assessments_check CHECK ((first_id <> second_id));
alter table ability_assessments add constraint ability_assessments_check1 CHECK (((result_of IS NULL) = (result_level IS NULL)));
alter table ability_assessments add constraint ability_assessments_check2 CHECK ((county_code = "left"(region_code, 6)));
alter table ability_assessments add constraint ability_assessments_county_code_elder_id_fkey FOREIGN KEY (county_code, elder_id) REFERENCES elders(county_code, id);
alter table ability_assessments add constraint ability_assessments_final_level_check CHECK ((final_level = ANY (ARRAY['intact'::text, 'mild'::text, 'moderate'::text, 'severe'::text, 'total'::text])));
alter table ability_assessments add constraint ability_assessments_first_id_fkey FOREIGN KEY (first_id) REFERENCES accounts(id);
alter table ability_assessments add constraint ability_assessments_initial_level_check CHECK ((initial_level = ANY (ARRAY['intact'::text, 'mild'::text, 'moderate'::text, 'severe'::text, 'total'::text])));
alter table ability_assessments add constraint ability_assessments_pkey PRIMARY KEY (county_code, id);
alter table ability_assessments add constraint ability_assessments_reason_check CHECK ((reason = ANY (ARRAY['firstTime'::text, 'routine'::text, 'immediate'::text, 'reassessment'::text, 'otherCause'::text])));
alter table ability_assessments add constraint ability_assessments_result_level_check CHECK ((result_level = ANY (ARRAY['intact'::text, 'mild'::text, 'moderate'::text, 'severe'::text, 'total'::text])));
alter table ability_assessments add constraint ability_assessments_result_of_check CHECK ((result_of = ANY (ARRAY['first'::text, 'second'::text])));
alter table ability_assessments add constraint ability_assessments_scores_check CHECK ((scores ~ '^[0-4]{26}$'::text));
alter table ability_assessments add constraint ability_assessments_second_initial_level_check CHECK ((second_initial_level = ANY (ARRAY['intact'::text, 'mild'::text, 'moderate'::text, 'severe'::text, 'total'::text])));
alter table ability_assessments add constraint ability_assessments_second_level_check CHECK ((second_level = ANY (ARRAY['intact'::text, 'mild'::text, 'moderate'::text, 'severe'::text, 'total'::text])));
alter table ability_assessments add constraint ability_assessments_second_scores_check CHECK ((second_scores ~ '^[0-4]{26}$'::text));
alter table ability_assessments add constraint ability_assessments_second_total_check CHECK (((second_total >= 0) AND (second_total <= 90)));
alter table ability_assessments add constraint ability_assessments_stage_check CHECK ((stage = ANY (ARRAY['awaitsSecond'::text, 'differing'::text, 'awaitsReview'::text, 'settled'::text, 'told'::text, 'replaced'::text, 'setAside'::text])));
alter table ability_assessments add constraint ability_assessments_standard_check CHECK ((standard = ANY (ARRAY['gbt42195'::text, 'mzt039'::text, 'otherStandard'::text])));
alter table ability_assessments add constraint ability_assessments_total_check CHECK (((total >= 0) AND (total <= 90)));
CREATE INDEX ability_assessments_elder ON public.ability_assessments USING btree (county_code, elder_id, assessed_on DESC);
CREATE INDEX ability_assessments_ending ON public.ability_assessments USING btree (county_code, valid_until) WHERE (stage = ANY (ARRAY['settled'::text, 'told'::text]));
CREATE INDEX ability_assessments_set_aside ON public.ability_assessments USING btree (county_code, assessed_on) WHERE (stage = 'setAside'::text);
CREATE INDEX ability_assessments_waiting ON public.ability_assessments USING btree (county_code, region_code, assessed_on) WHERE (stage = ANY (ARRAY['awaitsSecond'::text, 'differing'::text, 'awaitsReview'::text, 'settled'::text]));
alter table ability_assessments enable row level security;
create policy area on ability_assessments for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select on ability_assessments to wanqing_app;
CREATE TRIGGER ability_assessments_change_cells AFTER UPDATE ON public.ability_assessments REFERENCING NEW TABLE AS moved FOR EACH STATEMENT EXECUTE FUNCTION note_cells_of_facts();
CREATE TRIGGER ability_assessments_come_to_cells AFTER INSERT ON public.ability_assessments REFERENCING NEW TABLE AS moved FOR EACH STATEMENT EXECUTE FUNCTION note_cells_of_facts();
CREATE TRIGGER ability_assessments_go_from_cells AFTER DELETE ON public.ability_assessments REFERENCING OLD TABLE AS moved FOR EACH STATEMENT EXECUTE FUNCTION note_cells_of_facts();
CREATE TRIGGER ability_assessments_were_in_cells AFTER UPDATE ON public.ability_assessments REFERENCING OLD TABLE AS moved FOR EACH STATEMENT EXECUTE FUNCTION note_cells_of_facts();

-- ability_changes
ability_changes.county_code text collate "C" not null;
ability_changes.id uuid not null;
ability_changes.region_code text collate "C" not null;
ability_changes.elder_id uuid not null;
ability_changes.reported_on date not null;
ability_changes.reporter text not null;
ability_changes.reporter_name text not null;
ability_changes.what_sealed text;
ability_changes.due_on date not null;
ability_changes.closed_on date;
ability_changes.recorded_by uuid not null;
ability_changes.recorded_at timestamp with time zone not null;
alter table ability_changes add constraint ability_changes_check CHECK ((county_code = "left"(region_code, 6)));
alter table ability_changes add constraint ability_changes_county_code_elder_id_fkey FOREIGN KEY (county_code, elder_id) REFERENCES elders(county_code, id);
alter table ability_changes add constraint ability_changes_pkey PRIMARY KEY (county_code, id);
alter table ability_changes add constraint ability_changes_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES accounts(id);
alter table ability_changes add constraint ability_changes_reporter_check CHECK ((reporter = ANY (ARRAY['elderSelf'::text, 'carer'::text, 'villageCommittee'::text, 'serviceInstitution'::text])));
CREATE INDEX ability_changes_elder ON public.ability_changes USING btree (county_code, elder_id, reported_on DESC);
CREATE INDEX ability_changes_open ON public.ability_changes USING btree (county_code, due_on) WHERE (closed_on IS NULL);
alter table ability_changes enable row level security;
create policy area on ability_changes for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select on ability_changes to wanqing_app;

-- absent_regulars
absent_regulars.county_code text collate "C" not null;
absent_regulars.id uuid not null;
absent_regulars.region_code text collate "C" not null;
absent_regulars.canteen_id uuid not null;
absent_regulars.elder_id uuid not null;
absent_regulars.risk text not null;
absent_regulars.missed integer not null;
absent_regulars.last_day date not null;
absent_regulars.last_meal text not null;
absent_regulars.last_at timestamp with time zone not null;
absent_regulars.raised_at timestamp with time zone not null;
absent_regulars.case_id uuid;
absent_regulars.ended_at timestamp with time zone;
absent_regulars.ended_by text;
absent_regulars.end_note text;
absent_regulars.ended_by_account uuid;
alter table absent_regulars add constraint absent_regulars_check CHECK ((county_code = "left"(region_code, 6)));
alter table absent_regulars add constraint absent_regulars_check1 CHECK (((ended_at IS NULL) = (ended_by IS NULL)));
alter table absent_regulars add constraint absent_regulars_county_code_canteen_id_fkey FOREIGN KEY (county_code, canteen_id) REFERENCES canteens(county_code, id);
alter table absent_regulars add constraint absent_regulars_county_code_elder_id_fkey FOREIGN KEY (county_code, elder_id) REFERENCES elders(county_code, id);
alter table absent_regulars add constraint absent_regulars_ended_by_account_fkey FOREIGN KEY (ended_by_account) REFERENCES accounts(id);
alter table absent_regulars add constraint absent_regulars_ended_by_check CHECK ((ended_by = ANY (ARRAY['signSeen'::text, 'accountedFor'::text, 'toldLater'::text, 'noLongerRegular'::text, 'noLongerListed'::text, 'askedAfter'::text])));
alter table absent_regulars add constraint absent_regulars_last_meal_check CHECK ((last_meal = ANY (ARRAY['lunch'::text, 'supper'::text])));
alter table absent_regulars add constraint absent_regulars_missed_check CHECK ((missed > 0));
alter table absent_regulars add constraint absent_regulars_pkey PRIMARY KEY (county_code, id);
alter table absent_regulars add constraint absent_regulars_risk_check CHECK ((risk = ANY (ARRAY['red'::text, 'orange'::text, 'yellow'::text, 'green'::text])));
CREATE UNIQUE INDEX absent_regulars_open ON public.absent_regulars USING btree (county_code, elder_id) WHERE (ended_at IS NULL);
CREATE INDEX absent_regulars_place ON public.absent_regulars USING btree (county_code, region_code, raised_at DESC, id);
CREATE INDEX absent_regulars_settled ON public.absent_regulars USING btree (county_code, elder_id, ended_at DESC);
alter table absent_regulars enable row level security;
create policy area on absent_regulars for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on absent_regulars to wanqing_app;

-- accounts
accounts.id uuid not null;
accounts.login text not null;
accounts.name text not null;
accounts.password_hash text not null;
accounts.must_change_password boolean not null;
accounts.totp_sealed text;
accounts.totp_confirmed_at timestamp with time zone;
accounts.totp_last_step bigint;
accounts.region_code text collate "C" not null;
accounts.language text not null;
accounts.created_at timestamp with time zone not null;
accounts.disabled_at timestamp with time zone;
accounts.synthetic boolean not null;
alter table accounts add constraint accounts_language_check CHECK ((language = ANY (ARRAY['zh'::text, 'ko'::text, 'en'::text])));
alter table accounts add constraint accounts_login_key UNIQUE (login);
alter table accounts add constraint accounts_pkey PRIMARY KEY (id);
alter table accounts add constraint accounts_region_code_fkey FOREIGN KEY (region_code) REFERENCES regions(code);
CREATE INDEX accounts_region ON public.accounts USING btree (region_code, login);
grant insert, select, update on accounts to wanqing_app;

-- acts
acts.county_code text collate "C" not null;
acts.id uuid not null;
acts.receipt bigint not null generated always as identity;
acts.operation text not null;
acts.input_hash text not null;
acts.account_id uuid not null;
acts.device_id uuid;
acts.done_at timestamp with time zone not null;
acts.received_at timestamp with time zone not null;
acts.output_sealed text;
alter table acts add constraint acts_pkey PRIMARY KEY (county_code, id);
alter table acts enable row level security;
create policy own on acts for all to wanqing_app using ((account_id = ( SELECT (NULLIF(current_setting('wanqing.account_id'::text, true), ''::text))::uuid AS "nullif"))) with check ((account_id = ( SELECT (NULLIF(current_setting('wanqing.account_id'::text, true), ''::text))::uuid AS "nullif")));
grant insert, select on acts to wanqing_app;

-- adaptation_acts
adaptation_acts.county_code text collate "C" not null;
adaptation_acts.id uuid not null;
adaptation_acts.region_code text collate "C" not null;
adaptation_acts.project_id uuid not null;
adaptation_acts.kind text not null;
adaptation_acts.on_day date not null;
adaptation_acts.note text;
adaptation_acts.way text;
adaptation_acts.with_name text;
adaptation_acts.by_account_id uuid;
adaptation_acts.done_at timestamp with time zone not null;
adaptation_acts.step integer not null;
alter table adaptation_acts add constraint adaptation_acts_by_account_id_fkey FOREIGN KEY (by_account_id) REFERENCES accounts(id);
alter table adaptation_acts add constraint adaptation_acts_check CHECK ((county_code = "left"(region_code, 6)));
alter table adaptation_acts add constraint adaptation_acts_county_code_project_id_fkey FOREIGN KEY (county_code, project_id) REFERENCES adaptation_projects(county_code, id);
alter table adaptation_acts add constraint adaptation_acts_kind_check CHECK ((kind = ANY (ARRAY['opensProject'::text, 'keepsPlan'::text, 'submitsPlan'::text, 'approvesPlan'::text, 'returnsPlan'::text, 'startsWorks'::text, 'finishesWorks'::text, 'elderAccepts'::text, 'officeAccepts'::text, 'findsDefects'::text, 'makesGood'::text, 'paysWorks'::text, 'takesBackPayment'::text, 'looksBack'::text, 'cancelsWorks'::text])));
alter table adaptation_acts add constraint adaptation_acts_pkey PRIMARY KEY (county_code, id);
alter table adaptation_acts add constraint adaptation_acts_way_check CHECK ((way = ANY (ARRAY['elderSigned'::text, 'elderPressed'::text, 'agentSigned'::text, 'witnessed'::text])));
CREATE UNIQUE INDEX adaptation_acts_project ON public.adaptation_acts USING btree (county_code, project_id, step);
alter table adaptation_acts enable row level security;
create policy area on adaptation_acts for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select on adaptation_acts to wanqing_app;

-- adaptation_lines
adaptation_lines.county_code text collate "C" not null;
adaptation_lines.check_id uuid not null;
adaptation_lines.item smallint not null;
adaptation_lines.region_code text collate "C" not null;
adaptation_lines.reason text not null;
adaptation_lines.state text not null;
adaptation_lines.note text;
adaptation_lines.decided_by uuid;
adaptation_lines.decided_on date;
alter table adaptation_lines add constraint adaptation_lines_check CHECK ((county_code = "left"(region_code, 6)));
alter table adaptation_lines add constraint adaptation_lines_county_code_check_id_fkey FOREIGN KEY (county_code, check_id) REFERENCES home_checks(county_code, id);
alter table adaptation_lines add constraint adaptation_lines_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES accounts(id);
alter table adaptation_lines add constraint adaptation_lines_item_check CHECK (((item >= 1) AND (item <= 30)));
alter table adaptation_lines add constraint adaptation_lines_pkey PRIMARY KEY (county_code, check_id, item);
alter table adaptation_lines add constraint adaptation_lines_state_check CHECK ((state = ANY (ARRAY['suggested'::text, 'plannedWork'::text, 'leftOut'::text])));
alter table adaptation_lines enable row level security;
create policy area on adaptation_lines for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select on adaptation_lines to wanqing_app;

-- adaptation_look_backs
adaptation_look_backs.county_code text collate "C" not null;
adaptation_look_backs.project_id uuid not null;
adaptation_look_backs.region_code text collate "C" not null;
adaptation_look_backs.falls_before integer not null;
adaptation_look_backs.falls_after integer not null;
adaptation_look_backs.told_falls integer not null;
adaptation_look_backs.still_used boolean not null;
adaptation_look_backs.note text;
adaptation_look_backs.looked_on date not null;
adaptation_look_backs.looked_by uuid;
adaptation_look_backs.rules_version integer not null;
alter table adaptation_look_backs add constraint adaptation_look_backs_check CHECK ((county_code = "left"(region_code, 6)));
alter table adaptation_look_backs add constraint adaptation_look_backs_county_code_project_id_fkey FOREIGN KEY (county_code, project_id) REFERENCES adaptation_projects(county_code, id);
alter table adaptation_look_backs add constraint adaptation_look_backs_falls_after_check CHECK ((falls_after >= 0));
alter table adaptation_look_backs add constraint adaptation_look_backs_falls_before_check CHECK ((falls_before >= 0));
alter table adaptation_look_backs add constraint adaptation_look_backs_looked_by_fkey FOREIGN KEY (looked_by) REFERENCES accounts(id);
alter table adaptation_look_backs add constraint adaptation_look_backs_pkey PRIMARY KEY (county_code, project_id);
alter table adaptation_look_backs add constraint adaptation_look_backs_told_falls_check CHECK (((told_falls >= 0) AND (told_falls <= 99)));
alter table adaptation_look_backs enable row level security;
create policy area on adaptation_look_backs for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select on adaptation_look_backs to wanqing_app;

-- adaptation_payments
adaptation_payments.county_code text collate "C" not null;
adaptation_payments.id uuid not null;
adaptation_payments.region_code text collate "C" not null;
adaptation_payments.project_id uuid not null;
adaptation_payments.funder text not null;
adaptation_payments.amount_fen bigint not null;
adaptation_payments.paid_on date not null;
adaptation_payments.voucher text not null;
adaptation_payments.paid_by uuid;
adaptation_payments.paid_at timestamp with time zone not null;
adaptation_payments.taken_back_by uuid;
adaptation_payments.taken_back_at timestamp with time zone;
adaptation_payments.taken_back_reason text;
alter table adaptation_payments add constraint adaptation_payments_amount_fen_check CHECK ((amount_fen > 0));
alter table adaptation_payments add constraint adaptation_payments_check CHECK ((county_code = "left"(region_code, 6)));
alter table adaptation_payments add constraint adaptation_payments_county_code_project_id_fkey FOREIGN KEY (county_code, project_id) REFERENCES adaptation_projects(county_code, id);
alter table adaptation_payments add constraint adaptation_payments_funder_check CHECK ((funder = ANY (ARRAY['governmentFunds'::text, 'familyFunds'::text, 'villageFunds'::text, 'charityFunds'::text])));
alter table adaptation_payments add constraint adaptation_payments_paid_by_fkey FOREIGN KEY (paid_by) REFERENCES accounts(id);
alter table adaptation_payments add constraint adaptation_payments_pkey PRIMARY KEY (county_code, id);
alter table adaptation_payments add constraint adaptation_payments_taken_back CHECK (((taken_back_at IS NULL) = (taken_back_reason IS NULL)));
alter table adaptation_payments add constraint adaptation_payments_taken_back_by_fkey FOREIGN KEY (taken_back_by) REFERENCES accounts(id);
CREATE INDEX adaptation_payments_project ON public.adaptation_payments USING btree (county_code, project_id, paid_at);
alter table adaptation_payments enable row level security;
create policy area on adaptation_payments for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select on adaptation_payments to wanqing_app;

-- adaptation_photos
adaptation_photos.county_code text collate "C" not null;
adaptation_photos.id uuid not null;
adaptation_photos.region_code text collate "C" not null;
adaptation_photos.project_id uuid not null;
adaptation_photos.item smallint not null;
adaptation_photos.moment text not null;
adaptation_photos.content_type text not null;
adaptation_photos.size_bytes integer not null;
adaptation_photos.content_hash text not null;
adaptation_photos.added_by uuid;
adaptation_photos.added_at timestamp with time zone not null;
alter table adaptation_photos add constraint adaptation_photos_added_by_fkey FOREIGN KEY (added_by) REFERENCES accounts(id);
alter table adaptation_photos add constraint adaptation_photos_check CHECK ((county_code = "left"(region_code, 6)));
alter table adaptation_photos add constraint adaptation_photos_content_type_check CHECK ((content_type = ANY (ARRAY['image/jpeg'::text, 'image/png'::text, 'image/webp'::text])));
alter table adaptation_photos add constraint adaptation_photos_county_code_project_id_fkey FOREIGN KEY (county_code, project_id) REFERENCES adaptation_projects(county_code, id);
alter table adaptation_photos add constraint adaptation_photos_item_check CHECK (((item >= 1) AND (item <= 30)));
alter table adaptation_photos add constraint adaptation_photos_moment_check CHECK ((moment = ANY (ARRAY['beforeWorks'::text, 'afterWorks'::text])));
alter table adaptation_photos add constraint adaptation_photos_pkey PRIMARY KEY (county_code, id);
CREATE INDEX adaptation_photos_project ON public.adaptation_photos USING btree (county_code, project_id, item, added_at);
alter table adaptation_photos enable row level security;
create policy area on adaptation_photos for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select on adaptation_photos to wanqing_app;

-- adaptation_plan_lines
adaptation_plan_lines.county_code text collate "C" not null;
adaptation_plan_lines.project_id uuid not null;
adaptation_plan_lines.item smallint not null;
adaptation_plan_lines.region_code text collate "C" not null;
adaptation_plan_lines.reason text not null;
adaptation_plan_lines.quantity integer not null;
adaptation_plan_lines.price_fen bigint not null;
adaptation_plan_lines.funder text not null;
adaptation_plan_lines.government_fen bigint not null;
adaptation_plan_lines.done_on date;
adaptation_plan_lines.defect text;
alter table adaptation_plan_lines add constraint adaptation_plan_lines_check CHECK ((county_code = "left"(region_code, 6)));
alter table adaptation_plan_lines add constraint adaptation_plan_lines_county_code_project_id_fkey FOREIGN KEY (county_code, project_id) REFERENCES adaptation_projects(county_code, id);
alter table adaptation_plan_lines add constraint adaptation_plan_lines_funder_check CHECK ((funder = ANY (ARRAY['governmentFunds'::text, 'familyFunds'::text, 'villageFunds'::text, 'charityFunds'::text])));
alter table adaptation_plan_lines add constraint adaptation_plan_lines_government_fen_check CHECK ((government_fen >= 0));
alter table adaptation_plan_lines add constraint adaptation_plan_lines_item_check CHECK (((item >= 1) AND (item <= 30)));
alter table adaptation_plan_lines add constraint adaptation_plan_lines_pkey PRIMARY KEY (county_code, project_id, item);
alter table adaptation_plan_lines add constraint adaptation_plan_lines_price_fen_check CHECK ((price_fen >= 0));
alter table adaptation_plan_lines add constraint adaptation_plan_lines_quantity_check CHECK (((quantity >= 1) AND (quantity <= 99)));
alter table adaptation_plan_lines enable row level security;
create policy area on adaptation_plan_lines for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant delete, insert, select, update on adaptation_plan_lines to wanqing_app;

-- adaptation_projects
adaptation_projects.county_code text collate "C" not null;
adaptation_projects.id uuid not null;
adaptation_projects.region_code text collate "C" not null;
adaptation_projects.elder_id uuid not null;
adaptation_projects.household_id uuid not null;
adaptation_projects.home_check_id uuid;
adaptation_projects.reason text not null;
adaptation_projects.reason_note text;
adaptation_projects.hardship text not null;
adaptation_projects.stage text not null;
adaptation_projects.stage_since date not null;
adaptation_projects.opened_on date not null;
adaptation_projects.opened_by uuid;
adaptation_projects.expected_days integer;
adaptation_projects.total_fen bigint not null default 0;
adaptation_projects.government_fen bigint not null default 0;
adaptation_projects.approved_by uuid;
adaptation_projects.approved_on date;
adaptation_projects.provider_id uuid;
adaptation_projects.provider_name text;
adaptation_projects.started_on date;
adaptation_projects.elder_accepted_by uuid;
adaptation_projects.accepted_on date;
adaptation_projects.look_back_on date;
adaptation_projects.rules_version integer not null;
adaptation_projects.version integer not null;
adaptation_projects.synthetic boolean not null default false;
adaptation_projects.recorded_at timestamp with time zone not null;
alter table adaptation_projects add constraint adaptation_projects_approved_by_fkey FOREIGN KEY (approved_by) REFERENCES accounts(id);
alter table adaptation_projects add constraint adaptation_projects_check CHECK ((county_code = "left"(region_code, 6)));
alter table adaptation_projects add constraint adaptation_projects_check1 CHECK ((government_fen <= total_fen));
alter table adaptation_projects add constraint adaptation_projects_check2 CHECK (((accepted_on IS NULL) = (look_back_on IS NULL)));
alter table adaptation_projects add constraint adaptation_projects_county_code_elder_id_fkey FOREIGN KEY (county_code, elder_id) REFERENCES elders(county_code, id);
alter table adaptation_projects add constraint adaptation_projects_county_code_home_check_id_fkey FOREIGN KEY (county_code, home_check_id) REFERENCES home_checks(county_code, id);
alter table adaptation_projects add constraint adaptation_projects_county_code_household_id_fkey FOREIGN KEY (county_code, household_id) REFERENCES households(county_code, id);
alter table adaptation_projects add constraint adaptation_projects_elder_accepted_by_fkey FOREIGN KEY (elder_accepted_by) REFERENCES accounts(id);
alter table adaptation_projects add constraint adaptation_projects_expected_days_check CHECK (((expected_days >= 1) AND (expected_days <= 365)));
alter table adaptation_projects add constraint adaptation_projects_government_fen_check CHECK ((government_fen >= 0));
alter table adaptation_projects add constraint adaptation_projects_hardship_check CHECK ((hardship = ANY (ARRAY['tekun'::text, 'dibao'::text, 'marginal'::text, 'ordinary'::text])));
alter table adaptation_projects add constraint adaptation_projects_opened_by_fkey FOREIGN KEY (opened_by) REFERENCES accounts(id);
alter table adaptation_projects add constraint adaptation_projects_pkey PRIMARY KEY (county_code, id);
alter table adaptation_projects add constraint adaptation_projects_reason_check CHECK ((reason = ANY (ARRAY['fromHomeCheck'::text, 'fromFall'::text, 'fromNeed'::text, 'fromBed'::text])));
alter table adaptation_projects add constraint adaptation_projects_stage_check CHECK ((stage = ANY (ARRAY['planDrawn'::text, 'planSubmitted'::text, 'planApproved'::text, 'worksUnderWay'::text, 'worksFinished'::text, 'elderSatisfied'::text, 'makingGood'::text, 'worksAccepted'::text, 'lookedBack'::text, 'worksCancelled'::text])));
alter table adaptation_projects add constraint adaptation_projects_total_fen_check CHECK ((total_fen >= 0));
CREATE INDEX adaptation_projects_elder ON public.adaptation_projects USING btree (county_code, elder_id, opened_on DESC);
CREATE INDEX adaptation_projects_look_back ON public.adaptation_projects USING btree (county_code, look_back_on) WHERE (stage = 'worksAccepted'::text);
CREATE INDEX adaptation_projects_newest ON public.adaptation_projects USING btree (county_code, opened_on DESC, id DESC);
CREATE UNIQUE INDEX adaptation_projects_one_open ON public.adaptation_projects USING btree (county_code, elder_id) WHERE (stage <> ALL (ARRAY['worksAccepted'::text, 'lookedBack'::text, 'worksCancelled'::text]));
CREATE INDEX adaptation_projects_stage ON public.adaptation_projects USING btree (county_code, region_code, stage);
alter table adaptation_projects enable row level security;
create policy area on adaptation_projects for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on adaptation_projects to wanqing_app;

-- aid_case_acts
aid_case_acts.county_code text collate "C" not null;
aid_case_acts.id uuid not null;
aid_case_acts.region_code text collate "C" not null;
aid_case_acts.case_id uuid not null;
aid_case_acts.kind text not null;
aid_case_acts.note text;
aid_case_acts.by_account_id uuid;
aid_case_acts.to_account_id uuid;
aid_case_acts.done_at timestamp with time zone not null;
alter table aid_case_acts add constraint aid_case_acts_check CHECK ((county_code = "left"(region_code, 6)));
alter table aid_case_acts add constraint aid_case_acts_county_code_case_id_fkey FOREIGN KEY (county_code, case_id) REFERENCES aid_cases(county_code, id);
alter table aid_case_acts add constraint aid_case_acts_kind_check CHECK ((kind = ANY (ARRAY['opened'::text, 'acknowledged'::text, 'noted'::text, 'onSite'::text, 'handedOver'::text, 'escalated'::text, 'resolved'::text, 'verified'::text, 'closed'::text, 'rejected'::text, 'reopened'::text, 'elderLeft'::text, 'resumed'::text, 'signOfLife'::text, 'neighbourAsked'::text, 'planned'::text, 'taskDone'::text, 'taskDropped'::text, 'referred'::text, 'referralReceived'::text, 'referralAnswered'::text, 'conferred'::text, 'rechecked'::text, 'joined'::text, 'tookIn'::text, 'unmerged'::text, 'letGo'::text])));
alter table aid_case_acts add constraint aid_case_acts_pkey PRIMARY KEY (county_code, id);
CREATE INDEX aid_case_acts_case ON public.aid_case_acts USING btree (county_code, case_id, done_at);
alter table aid_case_acts enable row level security;
create policy area on aid_case_acts for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select on aid_case_acts to wanqing_app;

-- aid_case_changes
aid_case_changes.county_code text collate "C" not null;
aid_case_changes.id bigint not null generated always as identity;
aid_case_changes.month text collate "C" not null;
aid_case_changes.region_code text collate "C" not null;
alter table aid_case_changes add constraint aid_case_changes_check CHECK ((county_code = "left"(region_code, 6)));
alter table aid_case_changes add constraint aid_case_changes_pkey PRIMARY KEY (county_code, id);
alter table aid_case_changes enable row level security;
create policy area on aid_case_changes for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant select on aid_case_changes to wanqing_app;

-- aid_case_meetings
aid_case_meetings.county_code text collate "C" not null;
aid_case_meetings.id uuid not null;
aid_case_meetings.region_code text collate "C" not null;
aid_case_meetings.case_id uuid not null;
aid_case_meetings.held_on date not null;
aid_case_meetings.place text;
aid_case_meetings.people text not null;
aid_case_meetings.decided text not null;
aid_case_meetings.recorded_by uuid not null;
aid_case_meetings.recorded_at timestamp with time zone not null;
alter table aid_case_meetings add constraint aid_case_meetings_check CHECK ((county_code = "left"(region_code, 6)));
alter table aid_case_meetings add constraint aid_case_meetings_county_code_case_id_fkey FOREIGN KEY (county_code, case_id) REFERENCES aid_cases(county_code, id);
alter table aid_case_meetings add constraint aid_case_meetings_pkey PRIMARY KEY (county_code, id);
alter table aid_case_meetings add constraint aid_case_meetings_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES accounts(id);
CREATE INDEX aid_case_meetings_case ON public.aid_case_meetings USING btree (county_code, case_id, held_on);
alter table aid_case_meetings enable row level security;
create policy area on aid_case_meetings for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select on aid_case_meetings to wanqing_app;

-- aid_case_months
aid_case_months.county_code text collate "C" not null;
aid_case_months.month text collate "C" not null;
aid_case_months.level text not null;
aid_case_months.region_code text collate "C" not null;
aid_case_months.opened integer not null;
aid_case_months.left_out integer not null;
aid_case_months.solved integer not null;
aid_case_months.repeated integer not null;
aid_case_months.hours text not null;
aid_case_months.part text collate "C" not null;
alter table aid_case_months add constraint aid_case_months_check CHECK ((county_code = "left"(region_code, 6)));
alter table aid_case_months add constraint aid_case_months_check1 CHECK (((part = ''::text) OR (part ~~ (county_code || '___'::text))));
alter table aid_case_months add constraint aid_case_months_level_check CHECK ((level = ANY (ARRAY['p0'::text, 'p1'::text, 'p2'::text, 'p3'::text])));
alter table aid_case_months add constraint aid_case_months_month_check CHECK ((month ~ '^\d{4}-\d\d$'::text));
alter table aid_case_months add constraint aid_case_months_pkey PRIMARY KEY (county_code, month, part, level);
CREATE INDEX aid_case_months_whole ON public.aid_case_months USING btree (county_code, month) WHERE (part = ''::text);
alter table aid_case_months enable row level security;
create policy area on aid_case_months for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant select on aid_case_months to wanqing_app;

-- aid_case_rechecks
aid_case_rechecks.county_code text collate "C" not null;
aid_case_rechecks.id uuid not null;
aid_case_rechecks.region_code text collate "C" not null;
aid_case_rechecks.case_id uuid not null;
aid_case_rechecks.visit_id uuid;
aid_case_rechecks.verdict text not null;
aid_case_rechecks.checked_on date not null;
aid_case_rechecks.note text;
aid_case_rechecks.recorded_by uuid;
aid_case_rechecks.recorded_at timestamp with time zone not null;
alter table aid_case_rechecks add constraint aid_case_rechecks_check CHECK ((county_code = "left"(region_code, 6)));
alter table aid_case_rechecks add constraint aid_case_rechecks_county_code_case_id_fkey FOREIGN KEY (county_code, case_id) REFERENCES aid_cases(county_code, id);
alter table aid_case_rechecks add constraint aid_case_rechecks_pkey PRIMARY KEY (county_code, id);
alter table aid_case_rechecks add constraint aid_case_rechecks_verdict_check CHECK ((verdict = ANY (ARRAY['gone'::text, 'better'::text, 'stillThere'::text])));
CREATE INDEX aid_case_rechecks_case ON public.aid_case_rechecks USING btree (county_code, case_id, checked_on);
alter table aid_case_rechecks enable row level security;
create policy area on aid_case_rechecks for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select on aid_case_rechecks to wanqing_app;

-- aid_case_referrals
aid_case_referrals.county_code text collate "C" not null;
aid_case_referrals.id uuid not null;
aid_case_referrals.region_code text collate "C" not null;
aid_case_referrals.case_id uuid not null;
aid_case_referrals.body text not null;
aid_case_referrals.addressee text;
aid_case_referrals.matter text not null;
aid_case_referrals.sent_on date not null;
aid_case_referrals.receipt_due_on date not null;
aid_case_referrals.answer_due_on date not null;
aid_case_referrals.sent_by uuid not null;
aid_case_referrals.received_by text;
aid_case_referrals.received_on date;
aid_case_referrals.reference_number text;
aid_case_referrals.answer text;
aid_case_referrals.answered_on date;
alter table aid_case_referrals add constraint aid_case_referrals_body_check CHECK ((body = ANY (ARRAY['healthBureau'::text, 'police'::text, 'disabilityFederation'::text, 'housingBureau'::text, 'legalAid'::text, 'womensFederation'::text, 'medicalInsurance'::text, 'socialSecurity'::text, 'agriculture'::text, 'fireRescue'::text, 'gasHeatPower'::text, 'charityBody'::text, 'otherBody'::text])));
alter table aid_case_referrals add constraint aid_case_referrals_check CHECK ((county_code = "left"(region_code, 6)));
alter table aid_case_referrals add constraint aid_case_referrals_county_code_case_id_fkey FOREIGN KEY (county_code, case_id) REFERENCES aid_cases(county_code, id);
alter table aid_case_referrals add constraint aid_case_referrals_pkey PRIMARY KEY (county_code, id);
alter table aid_case_referrals add constraint aid_case_referrals_sent_by_fkey FOREIGN KEY (sent_by) REFERENCES accounts(id);
CREATE INDEX aid_case_referrals_case ON public.aid_case_referrals USING btree (county_code, case_id, sent_on);
CREATE INDEX aid_case_referrals_sent ON public.aid_case_referrals USING btree (county_code, region_code, sent_on, id);
CREATE INDEX aid_case_referrals_waiting ON public.aid_case_referrals USING btree (county_code, region_code, sent_on, id) WHERE (answered_on IS NULL);
alter table aid_case_referrals enable row level security;
create policy area on aid_case_referrals for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on aid_case_referrals to wanqing_app;

-- aid_case_standings
aid_case_standings.county_code text collate "C" not null;
aid_case_standings.part text collate "C" not null;
aid_case_standings.level text not null;
aid_case_standings.region_code text collate "C" not null;
aid_case_standings.open integer not null;
aid_case_standings.overdue integer not null;
aid_case_standings.recheck_owed integer not null;
aid_case_standings.counted_at timestamp with time zone not null;
aid_case_standings.comes_due timestamp with time zone[] not null default '{}'::timestamp with time zone[];
alter table aid_case_standings add constraint aid_case_standings_check CHECK ((part ~~ (county_code || '___'::text)));
alter table aid_case_standings add constraint aid_case_standings_check1 CHECK ((county_code = "left"(region_code, 6)));
alter table aid_case_standings add constraint aid_case_standings_level_check CHECK ((level = ANY (ARRAY['p0'::text, 'p1'::text, 'p2'::text, 'p3'::text])));
alter table aid_case_standings add constraint aid_case_standings_pkey PRIMARY KEY (county_code, part, level);
alter table aid_case_standings enable row level security;
create policy area on aid_case_standings for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant select on aid_case_standings to wanqing_app;

-- aid_case_tasks
aid_case_tasks.county_code text collate "C" not null;
aid_case_tasks.id uuid not null;
aid_case_tasks.region_code text collate "C" not null;
aid_case_tasks.case_id uuid not null;
aid_case_tasks.task text not null;
aid_case_tasks.assignee_id uuid not null;
aid_case_tasks.due_on date not null;
aid_case_tasks.made_by uuid not null;
aid_case_tasks.made_at timestamp with time zone not null;
aid_case_tasks.state text;
aid_case_tasks.ended_by uuid;
aid_case_tasks.ended_at timestamp with time zone;
aid_case_tasks.ending_note text;
alter table aid_case_tasks add constraint aid_case_tasks_assignee_id_fkey FOREIGN KEY (assignee_id) REFERENCES accounts(id);
alter table aid_case_tasks add constraint aid_case_tasks_check CHECK ((county_code = "left"(region_code, 6)));
alter table aid_case_tasks add constraint aid_case_tasks_county_code_case_id_fkey FOREIGN KEY (county_code, case_id) REFERENCES aid_cases(county_code, id);
alter table aid_case_tasks add constraint aid_case_tasks_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES accounts(id);
alter table aid_case_tasks add constraint aid_case_tasks_made_by_fkey FOREIGN KEY (made_by) REFERENCES accounts(id);
alter table aid_case_tasks add constraint aid_case_tasks_pkey PRIMARY KEY (county_code, id);
alter table aid_case_tasks add constraint aid_case_tasks_state_check CHECK ((state = ANY (ARRAY['taskDone'::text, 'taskDropped'::text])));
CREATE INDEX aid_case_tasks_case ON public.aid_case_tasks USING btree (county_code, case_id, due_on);
alter table aid_case_tasks enable row level security;
create policy area on aid_case_tasks for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on aid_case_tasks to wanqing_app;

-- aid_cases
aid_cases.county_code text collate "C" not null;
aid_cases.id uuid not null;
aid_cases.region_code text collate "C" not null;
aid_cases.elder_id uuid not null;
aid_cases.visit_id uuid;
aid_cases.level text not null;
aid_cases.field text;
aid_cases.trouble text not null;
aid_cases.stage text not null;
aid_cases.owner_id uuid not null;
aid_cases.opened_at timestamp with time zone not null;
aid_cases.acknowledge_by timestamp with time zone not null;
aid_cases.on_site_by timestamp with time zone not null;
aid_cases.escalated_to text collate "C";
aid_cases.escalate_at timestamp with time zone;
aid_cases.rules_version integer not null;
aid_cases.version integer not null;
aid_cases.source text not null;
aid_cases.signal_key text;
aid_cases.resolve_by timestamp with time zone not null;
aid_cases.verify_by timestamp with time zone not null;
aid_cases.close_by timestamp with time zone not null;
aid_cases.due_at timestamp with time zone;
aid_cases.ended_at timestamp with time zone;
aid_cases.ending text;
aid_cases.repeat_of uuid;
aid_cases.merged_into uuid;
aid_cases.recheck text;
aid_cases.recheck_owed boolean not null default false;
alter table aid_cases add constraint aid_cases_check CHECK ((county_code = "left"(region_code, 6)));
alter table aid_cases add constraint aid_cases_county_code_elder_id_fkey FOREIGN KEY (county_code, elder_id) REFERENCES elders(county_code, id);
alter table aid_cases add constraint aid_cases_county_code_merged_into_fkey FOREIGN KEY (county_code, merged_into) REFERENCES aid_cases(county_code, id);
alter table aid_cases add constraint aid_cases_county_code_repeat_of_fkey FOREIGN KEY (county_code, repeat_of) REFERENCES aid_cases(county_code, id);
alter table aid_cases add constraint aid_cases_ending_check CHECK ((ending = ANY (ARRAY['closed'::text, 'rejected'::text, 'elderLeft'::text, 'signOfLife'::text, 'joined'::text])));
alter table aid_cases add constraint aid_cases_level_check CHECK ((level = ANY (ARRAY['p0'::text, 'p1'::text, 'p2'::text, 'p3'::text])));
alter table aid_cases add constraint aid_cases_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES accounts(id);
alter table aid_cases add constraint aid_cases_pkey PRIMARY KEY (county_code, id);
alter table aid_cases add constraint aid_cases_recheck_check CHECK ((recheck = ANY (ARRAY['gone'::text, 'better'::text, 'stillThere'::text])));
alter table aid_cases add constraint aid_cases_source_check CHECK ((source = ANY (ARRAY['visit'::text, 'person'::text, 'device'::text, 'silence'::text, 'surge'::text, 'atMeals'::text, 'transferred'::text])));
alter table aid_cases add constraint aid_cases_stage_check CHECK ((stage = ANY (ARRAY['open'::text, 'acknowledged'::text, 'inProgress'::text, 'resolved'::text, 'verified'::text, 'closed'::text, 'rejected'::text, 'joined'::text])));
CREATE INDEX aid_cases_county_due ON public.aid_cases USING btree (county_code, due_at) INCLUDE (region_code, level) WHERE (stage <> ALL (ARRAY['closed'::text, 'rejected'::text, 'joined'::text]));
CREATE INDEX aid_cases_county_ended ON public.aid_cases USING btree (county_code, ended_at) INCLUDE (region_code, level, ending, opened_at) WHERE (ended_at IS NOT NULL);
CREATE INDEX aid_cases_county_opened ON public.aid_cases USING btree (county_code, opened_at) INCLUDE (region_code, level, ending, repeat_of);
CREATE INDEX aid_cases_due ON public.aid_cases USING btree (county_code, region_code, due_at) WHERE (due_at IS NOT NULL);
CREATE INDEX aid_cases_elder ON public.aid_cases USING btree (county_code, elder_id, opened_at DESC);
CREATE INDEX aid_cases_ended ON public.aid_cases USING btree (ended_at) INCLUDE (region_code, level, ending, opened_at) WHERE (ended_at IS NOT NULL);
CREATE INDEX aid_cases_escalation ON public.aid_cases USING btree (escalate_at) WHERE (stage <> ALL (ARRAY['resolved'::text, 'verified'::text, 'closed'::text, 'rejected'::text, 'joined'::text]));
CREATE INDEX aid_cases_into ON public.aid_cases USING btree (county_code, merged_into) WHERE (merged_into IS NOT NULL);
CREATE UNIQUE INDEX aid_cases_one_open ON public.aid_cases USING btree (county_code, elder_id, field) WHERE ((field IS NOT NULL) AND (stage <> ALL (ARRAY['closed'::text, 'rejected'::text, 'joined'::text])));
CREATE UNIQUE INDEX aid_cases_one_signal ON public.aid_cases USING btree (county_code, elder_id, signal_key) WHERE ((signal_key IS NOT NULL) AND (stage <> ALL (ARRAY['closed'::text, 'rejected'::text, 'joined'::text])));
CREATE INDEX aid_cases_open ON public.aid_cases USING btree (county_code, region_code, level, opened_at) INCLUDE (due_at) WHERE (stage <> ALL (ARRAY['closed'::text, 'rejected'::text, 'joined'::text]));
CREATE INDEX aid_cases_opened ON public.aid_cases USING btree (opened_at) INCLUDE (region_code, level, stage, ended_at, ending, repeat_of);
CREATE INDEX aid_cases_owed ON public.aid_cases USING btree (county_code, region_code) INCLUDE (level) WHERE recheck_owed;
CREATE INDEX aid_cases_owner ON public.aid_cases USING btree (owner_id, opened_at DESC);
CREATE INDEX aid_cases_visit ON public.aid_cases USING btree (county_code, visit_id) WHERE (visit_id IS NOT NULL);
alter table aid_cases enable row level security;
create policy area on aid_cases for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on aid_cases to wanqing_app;
CREATE TRIGGER aid_cases_gone_noted AFTER DELETE ON public.aid_cases REFERENCING OLD TABLE AS before_rows FOR EACH STATEMENT EXECUTE FUNCTION note_case_gone();
CREATE TRIGGER aid_cases_moved_noted AFTER UPDATE ON public.aid_cases REFERENCING OLD TABLE AS before_rows NEW TABLE AS after_rows FOR EACH STATEMENT EXECUTE FUNCTION note_case_months();
CREATE TRIGGER aid_cases_opened_noted AFTER INSERT ON public.aid_cases REFERENCING NEW TABLE AS after_rows FOR EACH STATEMENT EXECUTE FUNCTION note_case_months();

-- assessor_qualifications
assessor_qualifications.county_code text collate "C" not null;
assessor_qualifications.id uuid not null;
assessor_qualifications.region_code text collate "C" not null;
assessor_qualifications.account_id uuid not null;
assessor_qualifications.medical boolean not null;
assessor_qualifications.certificate text not null;
assessor_qualifications.valid_from date not null;
assessor_qualifications.valid_to date;
assessor_qualifications.recorded_by uuid;
assessor_qualifications.recorded_at timestamp with time zone not null;
alter table assessor_qualifications add constraint assessor_qualifications_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id);
alter table assessor_qualifications add constraint assessor_qualifications_check CHECK (((valid_to IS NULL) OR (valid_to >= valid_from)));
alter table assessor_qualifications add constraint assessor_qualifications_check1 CHECK ((county_code = "left"(region_code, 6)));
alter table assessor_qualifications add constraint assessor_qualifications_pkey PRIMARY KEY (county_code, id);
alter table assessor_qualifications add constraint assessor_qualifications_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES accounts(id);
CREATE INDEX assessor_qualifications_account ON public.assessor_qualifications USING btree (county_code, account_id, valid_from DESC);
CREATE UNIQUE INDEX assessor_qualifications_one ON public.assessor_qualifications USING btree (county_code, account_id) WHERE (valid_to IS NULL);
alter table assessor_qualifications enable row level security;
create policy area on assessor_qualifications for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select on assessor_qualifications to wanqing_app;

-- asset_answers
asset_answers.county_code text collate "C" not null;
asset_answers.contract_id uuid not null;
asset_answers."check" text not null;
asset_answers.region_code text collate "C" not null;
asset_answers.holds boolean not null;
asset_answers.rests_on text not null;
asset_answers.answered_by uuid;
asset_answers.answered_at timestamp with time zone not null;
alter table asset_answers add constraint asset_answers_answered_by_fkey FOREIGN KEY (answered_by) REFERENCES accounts(id);
alter table asset_answers add constraint asset_answers_check CHECK ((county_code = "left"(region_code, 6)));
alter table asset_answers add constraint asset_answers_check_check CHECK (("check" = ANY (ARRAY['ownTitle'::text, 'coOwnersAgree'::text, 'understands'::text, 'noPressure'::text, 'familyTold'::text, 'hasWitness'::text, 'readToElder'::text, 'namedHome'::text, 'noPool'::text, 'noPrepaidCard'::text, 'fairPrice'::text, 'keepsHome'::text, 'mayLeave'::text, 'registeredParty'::text])));
alter table asset_answers add constraint asset_answers_county_code_contract_id_fkey FOREIGN KEY (county_code, contract_id) REFERENCES asset_contracts(county_code, id);
alter table asset_answers add constraint asset_answers_pkey PRIMARY KEY (county_code, contract_id, "check");
alter table asset_answers enable row level security;
create policy area on asset_answers for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on asset_answers to wanqing_app;

-- asset_contracts
asset_contracts.county_code text collate "C" not null;
asset_contracts.id uuid not null;
asset_contracts.region_code text collate "C" not null;
asset_contracts.elder_id uuid not null;
asset_contracts.kind text not null;
asset_contracts.asset text not null;
asset_contracts.title text not null;
asset_contracts.value_fen bigint;
asset_contracts.counterparty text not null;
asset_contracts.facility_id uuid;
asset_contracts.promise text not null;
asset_contracts.signed_on date not null;
asset_contracts.cooling_until date not null;
asset_contracts.witness_name text;
asset_contracts.state text not null;
asset_contracts.settled_by uuid;
asset_contracts.settled_on date;
asset_contracts.settle_note text;
asset_contracts.version integer not null;
asset_contracts.drafted_by uuid;
asset_contracts.drafted_at timestamp with time zone not null;
alter table asset_contracts add constraint asset_contracts_check CHECK ((county_code = "left"(region_code, 6)));
alter table asset_contracts add constraint asset_contracts_county_code_elder_id_fkey FOREIGN KEY (county_code, elder_id) REFERENCES elders(county_code, id);
alter table asset_contracts add constraint asset_contracts_county_code_facility_id_fkey FOREIGN KEY (county_code, facility_id) REFERENCES facilities(county_code, id);
alter table asset_contracts add constraint asset_contracts_drafted_by_fkey FOREIGN KEY (drafted_by) REFERENCES accounts(id);
alter table asset_contracts add constraint asset_contracts_kind_check CHECK ((kind = ANY (ARRAY['houseForCare'::text, 'landForCare'::text])));
alter table asset_contracts add constraint asset_contracts_pkey PRIMARY KEY (county_code, id);
alter table asset_contracts add constraint asset_contracts_settled_by_fkey FOREIGN KEY (settled_by) REFERENCES accounts(id);
alter table asset_contracts add constraint asset_contracts_state_check CHECK ((state = ANY (ARRAY['assetChecking'::text, 'assetInForce'::text, 'assetRefused'::text, 'assetWithdrawn'::text, 'assetEnded'::text])));
alter table asset_contracts add constraint asset_contracts_title_check CHECK ((title = ANY (ARRAY['titleElder'::text, 'titleCouple'::text, 'titleOthers'::text])));
CREATE INDEX asset_contracts_elder ON public.asset_contracts USING btree (county_code, elder_id);
CREATE INDEX asset_contracts_newest ON public.asset_contracts USING btree (county_code, signed_on DESC, id DESC);
alter table asset_contracts enable row level security;
create policy area on asset_contracts for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on asset_contracts to wanqing_app;

-- attachments
attachments.county_code text collate "C" not null;
attachments.id uuid not null;
attachments.region_code text collate "C" not null;
attachments.visit_id uuid not null;
attachments.kind text not null;
attachments.content_type text not null;
attachments.size_bytes integer not null;
attachments.received_bytes integer not null;
attachments.content_hash text not null;
attachments.completed_at timestamp with time zone;
attachments.account_id uuid not null;
attachments.created_at timestamp with time zone not null;
attachments.preview_sealed text;
attachments.last_piece_at timestamp with time zone not null;
alter table attachments add constraint attachments_check CHECK ((county_code = "left"(region_code, 6)));
alter table attachments add constraint attachments_check1 CHECK ((received_bytes <= size_bytes));
alter table attachments add constraint attachments_kind_check CHECK ((kind = ANY (ARRAY['photo'::text, 'voice'::text, 'signature'::text])));
alter table attachments add constraint attachments_pkey PRIMARY KEY (county_code, id);
CREATE INDEX attachments_content ON public.attachments USING btree (county_code, content_hash);
CREATE INDEX attachments_unfinished ON public.attachments USING btree (county_code, last_piece_at) WHERE (completed_at IS NULL);
CREATE INDEX attachments_visit ON public.attachments USING btree (county_code, visit_id);
alter table attachments enable row level security;
create policy area on attachments for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant delete, insert, select, update on attachments to wanqing_app;

-- audit_entries
audit_entries.county_code text collate "C" not null;
audit_entries.id bigint not null generated always as identity;
audit_entries.region_code text collate "C" not null;
audit_entries.at timestamp with time zone not null;
audit_entries.account_id uuid;
audit_entries.post_id uuid;
audit_entries.device_id uuid;
audit_entries.operation text not null;
audit_entries.subjects uuid[] not null;
audit_entries.subject_count integer not null;
audit_entries.reason text;
audit_entries.request_id text not null;
audit_entries.seal_number bigint;
alter table audit_entries add constraint audit_entries_pkey PRIMARY KEY (county_code, id);
CREATE INDEX audit_entries_at ON public.audit_entries USING btree (county_code, at);
CREATE INDEX audit_entries_unsealed ON public.audit_entries USING btree (county_code, id) WHERE (seal_number IS NULL);
alter table audit_entries enable row level security;
create policy area_read on audit_entries for select to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
create policy write on audit_entries for insert to wanqing_app with check (true);
grant insert, select on audit_entries to wanqing_app;

-- audit_seals
audit_seals.county_code text collate "C" not null;
audit_seals.number bigint not null;
audit_seals.entry_count integer not null;
audit_seals.entries_hash text not null;
audit_seals.previous_hash text not null;
audit_seals.hash text not null;
audit_seals.sealed_at timestamp with time zone not null;
alter table audit_seals add constraint audit_seals_pkey PRIMARY KEY (county_code, number);
grant select on audit_seals to wanqing_app;

-- bank_accounts
bank_accounts.county_code text collate "C" not null;
bank_accounts.id uuid not null;
bank_accounts.region_code text collate "C" not null;
bank_accounts.elder_id uuid not null;
bank_accounts.bank_name text not null;
bank_accounts.account_sealed text not null;
bank_accounts.account_tail text not null;
bank_accounts.recorded_by uuid;
bank_accounts.recorded_at timestamp with time zone not null;
bank_accounts.ended_at timestamp with time zone;
alter table bank_accounts add constraint bank_accounts_check CHECK ((county_code = "left"(region_code, 6)));
alter table bank_accounts add constraint bank_accounts_county_code_elder_id_fkey FOREIGN KEY (county_code, elder_id) REFERENCES elders(county_code, id);
alter table bank_accounts add constraint bank_accounts_pkey PRIMARY KEY (county_code, id);
alter table bank_accounts add constraint bank_accounts_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES accounts(id);
CREATE UNIQUE INDEX bank_accounts_open ON public.bank_accounts USING btree (county_code, elder_id) WHERE (ended_at IS NULL);
alter table bank_accounts enable row level security;
create policy area on bank_accounts for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on bank_accounts to wanqing_app;

-- benefit_entitlements
benefit_entitlements.county_code text collate "C" not null;
benefit_entitlements.id uuid not null;
benefit_entitlements.region_code text collate "C" not null;
benefit_entitlements.elder_id uuid not null;
benefit_entitlements.benefit_id uuid not null;
benefit_entitlements.rule_id uuid not null;
benefit_entitlements.amount_fen bigint not null;
benefit_entitlements.from_month text collate "C" not null;
benefit_entitlements.to_month text collate "C";
benefit_entitlements.cause text not null;
benefit_entitlements.end_cause text;
benefit_entitlements.noted_at timestamp with time zone not null;
alter table benefit_entitlements add constraint benefit_entitlements_check CHECK ((county_code = "left"(region_code, 6)));
alter table benefit_entitlements add constraint benefit_entitlements_county_code_elder_id_fkey FOREIGN KEY (county_code, elder_id) REFERENCES elders(county_code, id);
alter table benefit_entitlements add constraint benefit_entitlements_county_code_rule_id_fkey FOREIGN KEY (county_code, rule_id) REFERENCES benefit_rules(county_code, id);
alter table benefit_entitlements add constraint benefit_entitlements_pkey PRIMARY KEY (county_code, id);
CREATE INDEX benefit_entitlements_elder ON public.benefit_entitlements USING btree (county_code, elder_id, from_month);
CREATE UNIQUE INDEX benefit_entitlements_open ON public.benefit_entitlements USING btree (county_code, elder_id, benefit_id) WHERE (to_month IS NULL);
alter table benefit_entitlements enable row level security;
create policy area on benefit_entitlements for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on benefit_entitlements to wanqing_app;
CREATE TRIGGER benefit_entitlements_change_cells AFTER UPDATE ON public.benefit_entitlements REFERENCING NEW TABLE AS moved FOR EACH STATEMENT EXECUTE FUNCTION note_cells_of_facts();
CREATE TRIGGER benefit_entitlements_come_to_cells AFTER INSERT ON public.benefit_entitlements REFERENCING NEW TABLE AS moved FOR EACH STATEMENT EXECUTE FUNCTION note_cells_of_facts();
CREATE TRIGGER benefit_entitlements_go_from_cells AFTER DELETE ON public.benefit_entitlements REFERENCING OLD TABLE AS moved FOR EACH STATEMENT EXECUTE FUNCTION note_cells_of_facts();
CREATE TRIGGER benefit_entitlements_were_in_cells AFTER UPDATE ON public.benefit_entitlements REFERENCING OLD TABLE AS moved FOR EACH STATEMENT EXECUTE FUNCTION note_cells_of_facts();

-- benefit_holds
benefit_holds.county_code text collate "C" not null;
benefit_holds.id uuid not null;
benefit_holds.region_code text collate "C" not null;
benefit_holds.elder_id uuid not null;
benefit_holds.benefit_id uuid;
benefit_holds.from_month text collate "C" not null;
benefit_holds.to_month text collate "C";
benefit_holds.reason text not null;
benefit_holds.held_by uuid;
benefit_holds.held_at timestamp with time zone not null;
alter table benefit_holds add constraint benefit_holds_check CHECK ((county_code = "left"(region_code, 6)));
alter table benefit_holds add constraint benefit_holds_county_code_elder_id_fkey FOREIGN KEY (county_code, elder_id) REFERENCES elders(county_code, id);
alter table benefit_holds add constraint benefit_holds_held_by_fkey FOREIGN KEY (held_by) REFERENCES accounts(id);
alter table benefit_holds add constraint benefit_holds_pkey PRIMARY KEY (county_code, id);
CREATE INDEX benefit_holds_elder ON public.benefit_holds USING btree (county_code, elder_id);
alter table benefit_holds enable row level security;
create policy area on benefit_holds for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on benefit_holds to wanqing_app;
CREATE TRIGGER benefit_holds_change_cells AFTER UPDATE ON public.benefit_holds REFERENCING NEW TABLE AS moved FOR EACH STATEMENT EXECUTE FUNCTION note_cells_of_facts();
CREATE TRIGGER benefit_holds_come_to_cells AFTER INSERT ON public.benefit_holds REFERENCING NEW TABLE AS moved FOR EACH STATEMENT EXECUTE FUNCTION note_cells_of_facts();
CREATE TRIGGER benefit_holds_go_from_cells AFTER DELETE ON public.benefit_holds REFERENCING OLD TABLE AS moved FOR EACH STATEMENT EXECUTE FUNCTION note_cells_of_facts();
CREATE TRIGGER benefit_holds_were_in_cells AFTER UPDATE ON public.benefit_holds REFERENCING OLD TABLE AS moved FOR EACH STATEMENT EXECUTE FUNCTION note_cells_of_facts();

-- benefit_payments
benefit_payments.county_code text collate "C" not null;
benefit_payments.id uuid not null;
benefit_payments.month text collate "C" not null;
benefit_payments.elder_id uuid not null;
benefit_payments.benefit_id uuid not null;
benefit_payments.region_code text collate "C" not null;
benefit_payments.run_id uuid not null;
benefit_payments.rule_id uuid not null;
benefit_payments.amount_fen bigint not null;
benefit_payments.sentence text not null;
benefit_payments.bank_name text;
benefit_payments.account_sealed text;
benefit_payments.account_tail text;
alter table benefit_payments add constraint benefit_payments_check CHECK ((county_code = "left"(region_code, 6)));
alter table benefit_payments add constraint benefit_payments_check1 CHECK (((account_sealed IS NULL) = (account_tail IS NULL)));
alter table benefit_payments add constraint benefit_payments_county_code_elder_id_fkey FOREIGN KEY (county_code, elder_id) REFERENCES elders(county_code, id);
alter table benefit_payments add constraint benefit_payments_county_code_elder_id_month_benefit_id_key UNIQUE (county_code, elder_id, month, benefit_id);
alter table benefit_payments add constraint benefit_payments_county_code_rule_id_fkey FOREIGN KEY (county_code, rule_id) REFERENCES benefit_rules(county_code, id);
alter table benefit_payments add constraint benefit_payments_county_code_run_id_fkey FOREIGN KEY (county_code, run_id) REFERENCES benefit_runs(county_code, id);
alter table benefit_payments add constraint benefit_payments_pkey PRIMARY KEY (county_code, id);
CREATE INDEX benefit_payments_run ON public.benefit_payments USING btree (county_code, run_id, region_code, elder_id);
alter table benefit_payments enable row level security;
create policy area on benefit_payments for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant delete, insert, select on benefit_payments to wanqing_app;
CREATE TRIGGER benefit_payments_kept BEFORE DELETE ON public.benefit_payments FOR EACH ROW EXECUTE FUNCTION keep_approved_payments();

-- benefit_recoveries
benefit_recoveries.county_code text collate "C" not null;
benefit_recoveries.id uuid not null;
benefit_recoveries.region_code text collate "C" not null;
benefit_recoveries.elder_id uuid not null;
benefit_recoveries.payment_id uuid not null;
benefit_recoveries.benefit_id uuid not null;
benefit_recoveries.month text collate "C" not null;
benefit_recoveries.amount_fen bigint not null;
benefit_recoveries.state text not null;
benefit_recoveries.cause text not null;
benefit_recoveries.opened_by uuid;
benefit_recoveries.opened_at timestamp with time zone not null;
benefit_recoveries.settled_by uuid;
benefit_recoveries.settled_at timestamp with time zone;
benefit_recoveries.note text;
alter table benefit_recoveries add constraint benefit_recoveries_check CHECK ((county_code = "left"(region_code, 6)));
alter table benefit_recoveries add constraint benefit_recoveries_county_code_elder_id_fkey FOREIGN KEY (county_code, elder_id) REFERENCES elders(county_code, id);
alter table benefit_recoveries add constraint benefit_recoveries_county_code_payment_id_fkey FOREIGN KEY (county_code, payment_id) REFERENCES benefit_payments(county_code, id);
alter table benefit_recoveries add constraint benefit_recoveries_opened_by_fkey FOREIGN KEY (opened_by) REFERENCES accounts(id);
alter table benefit_recoveries add constraint benefit_recoveries_pkey PRIMARY KEY (county_code, id);
alter table benefit_recoveries add constraint benefit_recoveries_settled_by_fkey FOREIGN KEY (settled_by) REFERENCES accounts(id);
alter table benefit_recoveries add constraint benefit_recoveries_state_check CHECK ((state = ANY (ARRAY['toRecover'::text, 'recovered'::text, 'waived'::text, 'undone'::text])));
CREATE INDEX benefit_recoveries_elder ON public.benefit_recoveries USING btree (county_code, elder_id);
CREATE UNIQUE INDEX benefit_recoveries_once ON public.benefit_recoveries USING btree (county_code, payment_id) WHERE (state <> 'undone'::text);
CREATE INDEX benefit_recoveries_open ON public.benefit_recoveries USING btree (county_code, region_code, state, opened_at);
alter table benefit_recoveries enable row level security;
create policy area on benefit_recoveries for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on benefit_recoveries to wanqing_app;

-- benefit_rules
benefit_rules.county_code text collate "C" not null;
benefit_rules.id uuid not null;
benefit_rules.region_code text collate "C" not null;
benefit_rules.benefit_id uuid not null;
benefit_rules.version integer not null;
benefit_rules.revision integer not null;
benefit_rules.kind text not null;
benefit_rules.title text not null;
benefit_rules.basis text not null;
benefit_rules.from_month text collate "C" not null;
benefit_rules.to_month text collate "C";
benefit_rules.terms jsonb not null;
benefit_rules.state text not null;
benefit_rules.drafted_by uuid;
benefit_rules.drafted_at timestamp with time zone not null;
benefit_rules.activated_by uuid;
benefit_rules.activated_at timestamp with time zone;
benefit_rules.retired_by uuid;
benefit_rules.retired_at timestamp with time zone;
benefit_rules.retire_reason text;
benefit_rules.synthetic boolean not null;
alter table benefit_rules add constraint benefit_rules_activated_by_fkey FOREIGN KEY (activated_by) REFERENCES accounts(id);
alter table benefit_rules add constraint benefit_rules_check CHECK ((county_code = "left"(region_code, 6)));
alter table benefit_rules add constraint benefit_rules_county_code_benefit_id_version_key UNIQUE (county_code, benefit_id, version);
alter table benefit_rules add constraint benefit_rules_drafted_by_fkey FOREIGN KEY (drafted_by) REFERENCES accounts(id);
alter table benefit_rules add constraint benefit_rules_kind_check CHECK ((kind = ANY (ARRAY['oldAgeAllowance'::text, 'serviceSubsidy'::text, 'nursingSubsidy'::text, 'tekunCare'::text, 'disabilityCare'::text, 'otherBenefit'::text])));
alter table benefit_rules add constraint benefit_rules_pkey PRIMARY KEY (county_code, id);
alter table benefit_rules add constraint benefit_rules_region_code_fkey FOREIGN KEY (region_code) REFERENCES regions(code);
alter table benefit_rules add constraint benefit_rules_retired_by_fkey FOREIGN KEY (retired_by) REFERENCES accounts(id);
alter table benefit_rules add constraint benefit_rules_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'tried'::text, 'active'::text, 'retired'::text])));
CREATE INDEX benefit_rules_state ON public.benefit_rules USING btree (county_code, state, from_month);
alter table benefit_rules enable row level security;
create policy area on benefit_rules for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
create policy below on benefit_rules for select to wanqing_app using ((county_code = "left"(( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting), 6)));
grant insert, select, update on benefit_rules to wanqing_app;

-- benefit_runs
benefit_runs.county_code text collate "C" not null;
benefit_runs.id uuid not null;
benefit_runs.region_code text collate "C" not null;
benefit_runs.month text collate "C" not null;
benefit_runs.state text not null;
benefit_runs.people integer not null;
benefit_runs.total_fen bigint not null;
benefit_runs.compiled_by uuid;
benefit_runs.compiled_at timestamp with time zone not null;
benefit_runs.approved_by uuid;
benefit_runs.approved_at timestamp with time zone;
benefit_runs.paid_by uuid;
benefit_runs.paid_at timestamp with time zone;
benefit_runs.file_number text;
alter table benefit_runs add constraint benefit_runs_approved_by_fkey FOREIGN KEY (approved_by) REFERENCES accounts(id);
alter table benefit_runs add constraint benefit_runs_check CHECK ((county_code = "left"(region_code, 6)));
alter table benefit_runs add constraint benefit_runs_check1 CHECK (((state = 'compiled'::text) OR (approved_by <> compiled_by)));
alter table benefit_runs add constraint benefit_runs_compiled_by_fkey FOREIGN KEY (compiled_by) REFERENCES accounts(id);
alter table benefit_runs add constraint benefit_runs_county_code_month_key UNIQUE (county_code, month);
alter table benefit_runs add constraint benefit_runs_paid_by_fkey FOREIGN KEY (paid_by) REFERENCES accounts(id);
alter table benefit_runs add constraint benefit_runs_pkey PRIMARY KEY (county_code, id);
alter table benefit_runs add constraint benefit_runs_state_check CHECK ((state = ANY (ARRAY['compiled'::text, 'approved'::text, 'paidOut'::text])));
alter table benefit_runs enable row level security;
create policy area on benefit_runs for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
create policy below on benefit_runs for select to wanqing_app using ((county_code = "left"(( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting), 6)));
grant insert, select, update on benefit_runs to wanqing_app;

-- benefit_trial_lines
benefit_trial_lines.county_code text collate "C" not null;
benefit_trial_lines.trial_id uuid not null;
benefit_trial_lines.elder_id uuid not null;
benefit_trial_lines.region_code text collate "C" not null;
benefit_trial_lines.effect text not null;
benefit_trial_lines.before_fen bigint not null;
benefit_trial_lines.after_fen bigint not null;
benefit_trial_lines.sentence text not null;
alter table benefit_trial_lines add constraint benefit_trial_lines_check CHECK ((county_code = "left"(region_code, 6)));
alter table benefit_trial_lines add constraint benefit_trial_lines_county_code_elder_id_fkey FOREIGN KEY (county_code, elder_id) REFERENCES elders(county_code, id) ON DELETE CASCADE;
alter table benefit_trial_lines add constraint benefit_trial_lines_county_code_trial_id_fkey FOREIGN KEY (county_code, trial_id) REFERENCES benefit_trials(county_code, id);
alter table benefit_trial_lines add constraint benefit_trial_lines_effect_check CHECK ((effect = ANY (ARRAY['gained'::text, 'lost'::text, 'amountChanged'::text])));
alter table benefit_trial_lines add constraint benefit_trial_lines_pkey PRIMARY KEY (county_code, trial_id, elder_id);
CREATE INDEX benefit_trial_lines_effect ON public.benefit_trial_lines USING btree (county_code, trial_id, effect, elder_id);
alter table benefit_trial_lines enable row level security;
create policy area on benefit_trial_lines for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select on benefit_trial_lines to wanqing_app;

-- benefit_trials
benefit_trials.county_code text collate "C" not null;
benefit_trials.id uuid not null;
benefit_trials.region_code text collate "C" not null;
benefit_trials.rule_id uuid not null;
benefit_trials.revision integer not null;
benefit_trials.month text collate "C" not null;
benefit_trials.gained integer not null;
benefit_trials.lost integer not null;
benefit_trials.changed integer not null;
benefit_trials.before_fen bigint not null;
benefit_trials.after_fen bigint not null;
benefit_trials.tried_by uuid;
benefit_trials.tried_at timestamp with time zone not null;
alter table benefit_trials add constraint benefit_trials_check CHECK ((county_code = "left"(region_code, 6)));
alter table benefit_trials add constraint benefit_trials_county_code_rule_id_fkey FOREIGN KEY (county_code, rule_id) REFERENCES benefit_rules(county_code, id);
alter table benefit_trials add constraint benefit_trials_pkey PRIMARY KEY (county_code, id);
alter table benefit_trials add constraint benefit_trials_tried_by_fkey FOREIGN KEY (tried_by) REFERENCES accounts(id);
CREATE INDEX benefit_trials_rule ON public.benefit_trials USING btree (county_code, rule_id, tried_at DESC);
alter table benefit_trials enable row level security;
create policy area on benefit_trials for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
create policy below on benefit_trials for select to wanqing_app using ((county_code = "left"(( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting), 6)));
grant insert, select on benefit_trials to wanqing_app;

-- bills
bills.county_code text collate "C" not null;
bills.id uuid not null;
bills.region_code text collate "C" not null;
bills.serial integer not null generated always as identity;
bills.contract_id uuid not null;
bills.provider_id uuid not null;
bills.month text not null;
bills.state text not null;
bills.lines integer not null;
bills.amount_fen bigint not null;
bills.split jsonb not null;
bills.budget_fen bigint not null;
bills.account_fen bigint;
bills.pay_fen bigint;
bills.drawn_up_by uuid;
bills.drawn_up_at timestamp with time zone not null;
bills.passed_by uuid;
bills.passed_at timestamp with time zone;
bills.handed_over_at timestamp with time zone;
bills.paid_on date;
bills.voucher_number text;
bills.paid_by uuid;
bills.paid_at timestamp with time zone;
bills.dropped_by uuid;
bills.dropped_reason text;
bills.times_taken_back integer not null default 0;
bills.time_minutes integer not null default 0;
bills.saved_minutes integer;
alter table bills add constraint bills_amount_fen_check CHECK ((amount_fen >= 0));
alter table bills add constraint bills_budget_fen_check CHECK ((budget_fen >= 0));
alter table bills add constraint bills_check CHECK ((county_code = "left"(region_code, 6)));
alter table bills add constraint bills_check1 CHECK (((passed_by IS DISTINCT FROM drawn_up_by) OR (passed_by IS NULL)));
alter table bills add constraint bills_check2 CHECK (((pay_fen IS NULL) = (account_fen IS NULL)));
alter table bills add constraint bills_check3 CHECK (((state = 'billPaid'::text) = (paid_on IS NOT NULL)));
alter table bills add constraint bills_check4 CHECK (((state = 'billDropped'::text) = (dropped_reason IS NOT NULL)));
alter table bills add constraint bills_check5 CHECK (((saved_minutes >= 0) AND (saved_minutes <= time_minutes)));
alter table bills add constraint bills_county_code_contract_id_fkey FOREIGN KEY (county_code, contract_id) REFERENCES purchase_contracts(county_code, id);
alter table bills add constraint bills_drawn_up_by_fkey FOREIGN KEY (drawn_up_by) REFERENCES accounts(id);
alter table bills add constraint bills_dropped_by_fkey FOREIGN KEY (dropped_by) REFERENCES accounts(id);
alter table bills add constraint bills_lines_check CHECK ((lines > 0));
alter table bills add constraint bills_month_check CHECK ((month ~ '^\d{4}-\d{2}$'::text));
alter table bills add constraint bills_paid_by_fkey FOREIGN KEY (paid_by) REFERENCES accounts(id);
alter table bills add constraint bills_passed_by_fkey FOREIGN KEY (passed_by) REFERENCES accounts(id);
alter table bills add constraint bills_pkey PRIMARY KEY (county_code, id);
alter table bills add constraint bills_state_check CHECK ((state = ANY (ARRAY['drawnUp'::text, 'passed'::text, 'handedOver'::text, 'billPaid'::text, 'billDropped'::text])));
alter table bills add constraint bills_time_minutes_check CHECK ((time_minutes >= 0));
CREATE INDEX bills_contract ON public.bills USING btree (county_code, contract_id);
CREATE INDEX bills_newest ON public.bills USING btree (county_code, month DESC, id DESC);
CREATE INDEX bills_provider ON public.bills USING btree (county_code, provider_id, month DESC, id DESC);
alter table bills enable row level security;
create policy area on bills for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on bills to wanqing_app;

-- broadcast_readings
broadcast_readings.county_code text collate "C" not null;
broadcast_readings.id uuid not null;
broadcast_readings.region_code text collate "C" not null;
broadcast_readings.broadcast_id uuid not null;
broadcast_readings.read_at timestamp with time zone not null;
broadcast_readings.reader text not null;
broadcast_readings.recorded_by uuid not null;
alter table broadcast_readings add constraint broadcast_readings_check CHECK ((county_code = "left"(region_code, 6)));
alter table broadcast_readings add constraint broadcast_readings_county_code_broadcast_id_region_code_fkey FOREIGN KEY (county_code, broadcast_id, region_code) REFERENCES broadcasts(county_code, id, region_code);
alter table broadcast_readings add constraint broadcast_readings_pkey PRIMARY KEY (county_code, id);
alter table broadcast_readings add constraint broadcast_readings_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES accounts(id);
CREATE INDEX broadcast_readings_sheet ON public.broadcast_readings USING btree (county_code, broadcast_id, region_code, read_at);
alter table broadcast_readings enable row level security;
create policy area on broadcast_readings for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select on broadcast_readings to wanqing_app;

-- broadcasts
broadcasts.county_code text collate "C" not null;
broadcasts.id uuid not null;
broadcasts.region_code text collate "C" not null;
broadcasts.kind text not null;
broadcasts.title text not null;
broadcasts.words text not null;
broadcasts.surge_id uuid;
broadcasts.written_by uuid not null;
broadcasts.written_at timestamp with time zone not null;
alter table broadcasts add constraint broadcasts_check CHECK ((county_code = "left"(region_code, 6)));
alter table broadcasts add constraint broadcasts_kind_check CHECK ((kind = ANY (ARRAY['weatherWarning'::text, 'scamWarning'::text, 'clinicDay'::text, 'villageWord'::text])));
alter table broadcasts add constraint broadcasts_pkey PRIMARY KEY (county_code, id, region_code);
alter table broadcasts add constraint broadcasts_written_by_fkey FOREIGN KEY (written_by) REFERENCES accounts(id);
CREATE INDEX broadcasts_region ON public.broadcasts USING btree (county_code, region_code, written_at DESC, id DESC);
alter table broadcasts enable row level security;
create policy area on broadcasts for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select on broadcasts to wanqing_app;

-- budget_cell_changes
budget_cell_changes.county_code text collate "C" not null;
budget_cell_changes.id bigint not null generated always as identity;
budget_cell_changes.region_code text collate "C" not null;
budget_cell_changes.elder_id uuid;
alter table budget_cell_changes add constraint budget_cell_changes_check CHECK ((county_code = "left"(region_code, 6)));
alter table budget_cell_changes add constraint budget_cell_changes_pkey PRIMARY KEY (county_code, id);
alter table budget_cell_changes enable row level security;
create policy area on budget_cell_changes for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant select on budget_cell_changes to wanqing_app;

-- budget_county_cells
budget_county_cells.county_code text collate "C" not null;
budget_county_cells.region_code text collate "C" not null;
budget_county_cells.month text collate "C" not null;
budget_county_cells.cells text not null;
budget_county_cells.way smallint not null;
alter table budget_county_cells add constraint budget_county_cells_check CHECK ((county_code = "left"(region_code, 6)));
alter table budget_county_cells add constraint budget_county_cells_pkey PRIMARY KEY (county_code, month);
alter table budget_county_cells enable row level security;
create policy area on budget_county_cells for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant select on budget_county_cells to wanqing_app;

-- budget_plans
budget_plans.county_code text collate "C" not null;
budget_plans.id uuid not null;
budget_plans.region_code text collate "C" not null;
budget_plans.name text not null;
budget_plans.contents jsonb not null;
budget_plans.then_sums jsonb not null;
budget_plans.version integer not null;
budget_plans.kept_by uuid;
budget_plans.kept_at timestamp with time zone not null;
budget_plans.deleted_by uuid;
budget_plans.deleted_at timestamp with time zone;
budget_plans.delete_reason text;
budget_plans.synthetic boolean not null;
alter table budget_plans add constraint budget_plans_check CHECK ((county_code = "left"(region_code, 6)));
alter table budget_plans add constraint budget_plans_check1 CHECK (((deleted_at IS NULL) = (delete_reason IS NULL)));
alter table budget_plans add constraint budget_plans_deleted_by_fkey FOREIGN KEY (deleted_by) REFERENCES accounts(id);
alter table budget_plans add constraint budget_plans_kept_by_fkey FOREIGN KEY (kept_by) REFERENCES accounts(id);
alter table budget_plans add constraint budget_plans_pkey PRIMARY KEY (county_code, id);
alter table budget_plans add constraint budget_plans_region_code_fkey FOREIGN KEY (region_code) REFERENCES regions(code);
alter table budget_plans add constraint budget_plans_version_check CHECK ((version > 0));
CREATE INDEX budget_plans_newest ON public.budget_plans USING btree (county_code, kept_at DESC, id DESC) WHERE (deleted_at IS NULL);
alter table budget_plans enable row level security;
create policy area on budget_plans for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on budget_plans to wanqing_app;

-- budget_township_cells
budget_township_cells.county_code text collate "C" not null;
budget_township_cells.region_code text collate "C" not null;
budget_township_cells.month text collate "C" not null;
budget_township_cells.cells text not null;
budget_township_cells.way smallint not null;
alter table budget_township_cells add constraint budget_township_cells_check CHECK ((county_code = "left"(region_code, 6)));
alter table budget_township_cells add constraint budget_township_cells_pkey PRIMARY KEY (county_code, region_code, month);
alter table budget_township_cells enable row level security;
create policy area on budget_township_cells for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant select on budget_township_cells to wanqing_app;

-- bulk_acts
bulk_acts.county_code text collate "C" not null;
bulk_acts.id uuid not null;
bulk_acts.region_code text collate "C" not null;
bulk_acts.kind text not null;
bulk_acts.act jsonb not null;
bulk_acts.effects jsonb not null;
bulk_acts.elder_count integer not null;
bulk_acts.sentence text not null;
bulk_acts.done_by uuid not null;
bulk_acts.done_at timestamp with time zone not null;
bulk_acts.undone_by uuid;
bulk_acts.undone_at timestamp with time zone;
bulk_acts.undo_sentence text;
alter table bulk_acts add constraint bulk_acts_check CHECK ((county_code = "left"(region_code, 6)));
alter table bulk_acts add constraint bulk_acts_check1 CHECK (((undone_at IS NULL) = (undo_sentence IS NULL)));
alter table bulk_acts add constraint bulk_acts_done_by_fkey FOREIGN KEY (done_by) REFERENCES accounts(id);
alter table bulk_acts add constraint bulk_acts_kind_check CHECK ((kind = ANY (ARRAY['assignVisitor'::text, 'confirmEntry'::text])));
alter table bulk_acts add constraint bulk_acts_pkey PRIMARY KEY (county_code, id);
alter table bulk_acts add constraint bulk_acts_undone_by_fkey FOREIGN KEY (undone_by) REFERENCES accounts(id);
CREATE INDEX bulk_acts_done ON public.bulk_acts USING btree (county_code, region_code, done_at DESC, id);
alter table bulk_acts enable row level security;
create policy area on bulk_acts for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on bulk_acts to wanqing_app;

-- calendar_days
calendar_days.day date not null;
calendar_days.kind text not null;
calendar_days.name text not null;
alter table calendar_days add constraint calendar_days_kind_check CHECK ((kind = ANY (ARRAY['holiday'::text, 'workday'::text])));
alter table calendar_days add constraint calendar_days_pkey PRIMARY KEY (day);
grant select on calendar_days to wanqing_app;

-- call_back_draws
call_back_draws.county_code text collate "C" not null;
call_back_draws.id uuid not null;
call_back_draws.region_code text collate "C" not null;
call_back_draws.purpose text not null;
call_back_draws.from_day date not null;
call_back_draws.to_day date not null;
call_back_draws.seed text not null;
call_back_draws.visitor_ids uuid[];
call_back_draws.wanted integer not null;
call_back_draws.pool_size integer not null;
call_back_draws.drawn_by uuid not null;
call_back_draws.drawn_at timestamp with time zone not null;
alter table call_back_draws add constraint call_back_draws_check CHECK ((county_code = "left"(region_code, 6)));
alter table call_back_draws add constraint call_back_draws_check1 CHECK ((from_day <= to_day));
alter table call_back_draws add constraint call_back_draws_drawn_by_fkey FOREIGN KEY (drawn_by) REFERENCES accounts(id);
alter table call_back_draws add constraint call_back_draws_pkey PRIMARY KEY (county_code, id);
alter table call_back_draws add constraint call_back_draws_purpose_check CHECK ((purpose = ANY (ARRAY['everyWeek'::text, 'repeated'::text])));
alter table call_back_draws add constraint call_back_draws_seed_check CHECK ((seed ~ '^[0-9a-f]{32}$'::text));
alter table call_back_draws add constraint call_back_draws_wanted_check CHECK ((wanted > 0));
CREATE UNIQUE INDEX call_back_draws_once ON public.call_back_draws USING btree (county_code, region_code, from_day, purpose);
CREATE INDEX call_back_draws_region ON public.call_back_draws USING btree (county_code, region_code, drawn_at DESC, id DESC);
alter table call_back_draws enable row level security;
create policy area on call_back_draws for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select on call_back_draws to wanqing_app;

-- call_backs
call_backs.county_code text collate "C" not null;
call_backs.id uuid not null;
call_backs.draw_id uuid not null;
call_backs.region_code text collate "C" not null;
call_backs.visit_id uuid not null;
call_backs.elder_id uuid not null;
call_backs.visitor_id uuid not null;
call_backs.state text not null;
call_backs.tries integer not null;
call_backs.came text;
call_backs.came_when text;
call_backs.satisfied text;
call_backs.note_sealed text;
call_backs.called_by uuid;
call_backs.called_at timestamp with time zone;
alter table call_backs add constraint call_backs_called_by_fkey FOREIGN KEY (called_by) REFERENCES accounts(id);
alter table call_backs add constraint call_backs_came_check CHECK ((came = ANY (ARRAY['came'::text, 'nobodyCame'::text, 'cannotRecall'::text])));
alter table call_backs add constraint call_backs_came_when_check CHECK ((came_when = ANY (ARRAY['sameDay'::text, 'anotherDay'::text, 'noIdea'::text])));
alter table call_backs add constraint call_backs_check CHECK ((county_code = "left"(region_code, 6)));
alter table call_backs add constraint call_backs_check1 CHECK (((state = 'gotAnswer'::text) = (came IS NOT NULL)));
alter table call_backs add constraint call_backs_county_code_draw_id_fkey FOREIGN KEY (county_code, draw_id) REFERENCES call_back_draws(county_code, id);
alter table call_backs add constraint call_backs_county_code_draw_id_visit_id_key UNIQUE (county_code, draw_id, visit_id);
alter table call_backs add constraint call_backs_county_code_visit_id_fkey FOREIGN KEY (county_code, visit_id) REFERENCES visits(county_code, id);
alter table call_backs add constraint call_backs_pkey PRIMARY KEY (county_code, id);
alter table call_backs add constraint call_backs_satisfied_check CHECK ((satisfied = ANY (ARRAY['satisfied'::text, 'soSo'::text, 'notSatisfied'::text])));
alter table call_backs add constraint call_backs_state_check CHECK ((state = ANY (ARRAY['toCall'::text, 'gotAnswer'::text, 'unreachable'::text, 'refusedAnswer'::text])));
CREATE INDEX call_backs_called ON public.call_backs USING btree (county_code, called_at);
CREATE INDEX call_backs_region ON public.call_backs USING btree (county_code, region_code, id);
CREATE INDEX call_backs_visitor ON public.call_backs USING btree (county_code, visitor_id);
alter table call_backs enable row level security;
create policy area on call_backs for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on call_backs to wanqing_app;

-- canteen_closures
canteen_closures.county_code text collate "C" not null;
canteen_closures.id uuid not null;
canteen_closures.region_code text collate "C" not null;
canteen_closures.canteen_id uuid not null;
canteen_closures.from_on date not null;
canteen_closures.to_on date not null;
canteen_closures.reason text not null;
canteen_closures.note text;
canteen_closures.said_by uuid;
canteen_closures.said_at timestamp with time zone not null;
canteen_closures.withdrawn_at timestamp with time zone;
canteen_closures.withdrawn_by uuid;
alter table canteen_closures add constraint canteen_closures_check CHECK ((county_code = "left"(region_code, 6)));
alter table canteen_closures add constraint canteen_closures_check1 CHECK ((to_on >= from_on));
alter table canteen_closures add constraint canteen_closures_county_code_canteen_id_fkey FOREIGN KEY (county_code, canteen_id) REFERENCES canteens(county_code, id);
alter table canteen_closures add constraint canteen_closures_pkey PRIMARY KEY (county_code, id);
alter table canteen_closures add constraint canteen_closures_reason_check CHECK ((reason = ANY (ARRAY['festival'::text, 'cookAway'::text, 'noMoney'::text, 'noCook'::text, 'fewDiners'::text, 'powerOrWaterCut'::text, 'roughWeather'::text, 'repairs'::text, 'paperRunOut'::text, 'foodIncident'::text, 'winterRest'::text, 'operatorLeft'::text, 'other'::text])));
alter table canteen_closures add constraint canteen_closures_said_by_fkey FOREIGN KEY (said_by) REFERENCES accounts(id);
alter table canteen_closures add constraint canteen_closures_withdrawn_by_fkey FOREIGN KEY (withdrawn_by) REFERENCES accounts(id);
CREATE INDEX canteen_closures_days ON public.canteen_closures USING btree (county_code, canteen_id, to_on DESC);
alter table canteen_closures enable row level security;
create policy area on canteen_closures for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on canteen_closures to wanqing_app;

-- canteen_openings
canteen_openings.county_code text collate "C" not null;
canteen_openings.canteen_id uuid not null;
canteen_openings.region_code text collate "C" not null;
canteen_openings.valid_from date not null;
canteen_openings.lunch text not null;
canteen_openings.supper text not null;
canteen_openings.winter text not null;
canteen_openings.lunch_at integer not null;
canteen_openings.supper_at integer not null;
canteen_openings.said_by uuid;
canteen_openings.said_at timestamp with time zone not null;
alter table canteen_openings add constraint canteen_openings_check CHECK ((county_code = "left"(region_code, 6)));
alter table canteen_openings add constraint canteen_openings_county_code_canteen_id_fkey FOREIGN KEY (county_code, canteen_id) REFERENCES canteens(county_code, id);
alter table canteen_openings add constraint canteen_openings_lunch_at_check CHECK (((lunch_at >= 540) AND (lunch_at <= 900)));
alter table canteen_openings add constraint canteen_openings_lunch_check CHECK ((lunch ~ '^[-DHB]{7}$'::text));
alter table canteen_openings add constraint canteen_openings_pkey PRIMARY KEY (county_code, canteen_id, valid_from);
alter table canteen_openings add constraint canteen_openings_said_by_fkey FOREIGN KEY (said_by) REFERENCES accounts(id);
alter table canteen_openings add constraint canteen_openings_supper_at_check CHECK (((supper_at >= 900) AND (supper_at <= 1260)));
alter table canteen_openings add constraint canteen_openings_supper_check CHECK ((supper ~ '^[-DHB]{7}$'::text));
alter table canteen_openings add constraint canteen_openings_winter_check CHECK ((winter = ANY (ARRAY['asUsual'::text, 'deliverOnly'::text, 'restsInWinter'::text])));
alter table canteen_openings enable row level security;
create policy area on canteen_openings for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on canteen_openings to wanqing_app;

-- canteen_papers
canteen_papers.county_code text collate "C" not null;
canteen_papers.id uuid not null;
canteen_papers.region_code text collate "C" not null;
canteen_papers.canteen_id uuid not null;
canteen_papers.kind text not null;
canteen_papers.number text not null;
canteen_papers.issuer text not null;
canteen_papers.issued_on date not null;
canteen_papers.expires_on date;
canteen_papers.kept_by uuid;
canteen_papers.kept_at timestamp with time zone not null;
canteen_papers.ended_on date;
alter table canteen_papers add constraint canteen_papers_check CHECK ((county_code = "left"(region_code, 6)));
alter table canteen_papers add constraint canteen_papers_county_code_canteen_id_fkey FOREIGN KEY (county_code, canteen_id) REFERENCES canteens(county_code, id);
alter table canteen_papers add constraint canteen_papers_kept_by_fkey FOREIGN KEY (kept_by) REFERENCES accounts(id);
alter table canteen_papers add constraint canteen_papers_kind_check CHECK ((kind = ANY (ARRAY['foodLicence'::text, 'smallCanteenRecord'::text])));
alter table canteen_papers add constraint canteen_papers_pkey PRIMARY KEY (county_code, id);
CREATE INDEX canteen_papers_canteen ON public.canteen_papers USING btree (county_code, canteen_id) WHERE (ended_on IS NULL);
alter table canteen_papers enable row level security;
create policy area on canteen_papers for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on canteen_papers to wanqing_app;

-- canteen_staff
canteen_staff.county_code text collate "C" not null;
canteen_staff.id uuid not null;
canteen_staff.region_code text collate "C" not null;
canteen_staff.canteen_id uuid not null;
canteen_staff.name text not null;
canteen_staff.duty text not null;
canteen_staff.account_id uuid;
canteen_staff.health_certificate text;
canteen_staff.health_checked_on date;
canteen_staff.health_expires_on date;
canteen_staff.valid_from date not null;
canteen_staff.valid_to date;
canteen_staff.kept_by uuid;
canteen_staff.kept_at timestamp with time zone not null;
alter table canteen_staff add constraint canteen_staff_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id);
alter table canteen_staff add constraint canteen_staff_check CHECK ((county_code = "left"(region_code, 6)));
alter table canteen_staff add constraint canteen_staff_county_code_canteen_id_fkey FOREIGN KEY (county_code, canteen_id) REFERENCES canteens(county_code, id);
alter table canteen_staff add constraint canteen_staff_duty_check CHECK ((duty = ANY (ARRAY['canteenHead'::text, 'cook'::text, 'carrier'::text, 'canteenHelper'::text])));
alter table canteen_staff add constraint canteen_staff_kept_by_fkey FOREIGN KEY (kept_by) REFERENCES accounts(id);
alter table canteen_staff add constraint canteen_staff_pkey PRIMARY KEY (county_code, id);
CREATE INDEX canteen_staff_account ON public.canteen_staff USING btree (county_code, account_id) WHERE (account_id IS NOT NULL);
CREATE INDEX canteen_staff_canteen ON public.canteen_staff USING btree (county_code, canteen_id) WHERE (valid_to IS NULL);
alter table canteen_staff enable row level security;
create policy area on canteen_staff for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on canteen_staff to wanqing_app;

-- canteen_states
canteen_states.county_code text collate "C" not null;
canteen_states.id uuid not null;
canteen_states.region_code text collate "C" not null;
canteen_states.canteen_id uuid not null;
canteen_states.state text not null;
canteen_states.from_on date not null;
canteen_states.reason text;
canteen_states.note text;
canteen_states.said_by uuid;
canteen_states.said_at timestamp with time zone not null;
alter table canteen_states add constraint canteen_states_check CHECK ((county_code = "left"(region_code, 6)));
alter table canteen_states add constraint canteen_states_county_code_canteen_id_fkey FOREIGN KEY (county_code, canteen_id) REFERENCES canteens(county_code, id);
alter table canteen_states add constraint canteen_states_pkey PRIMARY KEY (county_code, id);
alter table canteen_states add constraint canteen_states_reason_check CHECK ((reason = ANY (ARRAY['festival'::text, 'cookAway'::text, 'noMoney'::text, 'noCook'::text, 'fewDiners'::text, 'powerOrWaterCut'::text, 'roughWeather'::text, 'repairs'::text, 'paperRunOut'::text, 'foodIncident'::text, 'winterRest'::text, 'operatorLeft'::text, 'other'::text])));
alter table canteen_states add constraint canteen_states_said_by_fkey FOREIGN KEY (said_by) REFERENCES accounts(id);
alter table canteen_states add constraint canteen_states_state_check CHECK ((state = ANY (ARRAY['beingPrepared'::text, 'running'::text, 'onPause'::text, 'shutDown'::text])));
CREATE INDEX canteen_states_newest ON public.canteen_states USING btree (county_code, canteen_id, from_on DESC, said_at DESC);
alter table canteen_states enable row level security;
create policy area on canteen_states for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select on canteen_states to wanqing_app;

-- canteens
canteens.county_code text collate "C" not null;
canteens.id uuid not null;
canteens.region_code text collate "C" not null;
canteens.name text not null;
canteens.kind text not null;
canteens.tier text not null;
canteens.host text not null;
canteens.operator text not null;
canteens.operator_name text;
canteens.address text not null;
canteens.lon double precision;
canteens.lat double precision;
canteens.seats integer not null;
canteens.meals_at_most integer not null;
canteens.area_square_meters integer;
canteens.on_ground_floor boolean not null;
canteens.fire_checked boolean not null;
canteens.state text not null;
canteens.state_since date not null;
canteens.last_served_on date;
canteens.version integer not null default 1;
canteens.registered_by uuid;
canteens.registered_at timestamp with time zone not null;
alter table canteens add constraint canteens_check CHECK ((county_code = "left"(region_code, 6)));
alter table canteens add constraint canteens_host_check CHECK ((host = ANY (ARRAY['elderCourtyard'::text, 'practiceStation'::text, 'mutualAidStation'::text, 'committeeRooms'::text, 'townshipWelfareCentre'::text, 'careHomeRooms'::text, 'restaurant'::text, 'villagerHome'::text])));
alter table canteens add constraint canteens_kind_check CHECK ((kind = ANY (ARRAY['seniorCanteen'::text, 'seniorTable'::text, 'mealPoint'::text])));
alter table canteens add constraint canteens_meals_at_most_check CHECK ((meals_at_most > 0));
alter table canteens add constraint canteens_operator_check CHECK ((operator = ANY (ARRAY['committeeItself'::text, 'elderAssociation'::text, 'mutualAidTeam'::text, 'careHomeOperator'::text, 'cateringFirm'::text, 'charityRuns'::text])));
alter table canteens add constraint canteens_pkey PRIMARY KEY (county_code, id);
alter table canteens add constraint canteens_registered_by_fkey FOREIGN KEY (registered_by) REFERENCES accounts(id);
alter table canteens add constraint canteens_seats_check CHECK ((seats >= 0));
alter table canteens add constraint canteens_state_check CHECK ((state = ANY (ARRAY['beingPrepared'::text, 'running'::text, 'onPause'::text, 'shutDown'::text])));
alter table canteens add constraint canteens_tier_check CHECK ((tier = ANY (ARRAY['cooksHere'::text, 'broughtIn'::text])));
CREATE INDEX canteens_place ON public.canteens USING btree (county_code, region_code, id);
CREATE INDEX canteens_there ON public.canteens USING btree (county_code, region_code) INCLUDE (state) WHERE (state = ANY (ARRAY['running'::text, 'onPause'::text]));
alter table canteens enable row level security;
create policy area on canteens for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on canteens to wanqing_app;
CREATE TRIGGER canteens_come_noted AFTER INSERT OR DELETE ON public.canteens FOR EACH ROW EXECUTE FUNCTION note_site('id');
CREATE TRIGGER canteens_moved_noted AFTER UPDATE ON public.canteens FOR EACH ROW WHEN (((((old.region_code IS DISTINCT FROM new.region_code) OR (old.state IS DISTINCT FROM new.state)) OR (old.state_since IS DISTINCT FROM new.state_since)) OR (old.last_served_on IS DISTINCT FROM new.last_served_on))) EXECUTE FUNCTION note_site('id');

-- care_top_ups
care_top_ups.county_code text collate "C" not null;
care_top_ups.id uuid not null;
care_top_ups.region_code text collate "C" not null;
care_top_ups.elder_id uuid not null;
care_top_ups.serial integer not null generated always as identity;
care_top_ups.kind text not null;
care_top_ups.way text not null;
care_top_ups.amount_fen bigint not null;
care_top_ups.day date not null;
care_top_ups.payer_name text;
care_top_ups.note text;
care_top_ups.recorded_by uuid;
care_top_ups.recorded_at timestamp with time zone not null;
care_top_ups.cancelled_by uuid;
care_top_ups.cancelled_at timestamp with time zone;
care_top_ups.cancel_reason text;
alter table care_top_ups add constraint care_top_ups_amount_fen_check CHECK ((amount_fen > 0));
alter table care_top_ups add constraint care_top_ups_cancelled_by_fkey FOREIGN KEY (cancelled_by) REFERENCES accounts(id);
alter table care_top_ups add constraint care_top_ups_check CHECK ((county_code = "left"(region_code, 6)));
alter table care_top_ups add constraint care_top_ups_check1 CHECK (((cancelled_at IS NULL) = (cancel_reason IS NULL)));
alter table care_top_ups add constraint care_top_ups_county_code_elder_id_fkey FOREIGN KEY (county_code, elder_id) REFERENCES elders(county_code, id);
alter table care_top_ups add constraint care_top_ups_county_code_serial_key UNIQUE (county_code, serial);
alter table care_top_ups add constraint care_top_ups_kind_check CHECK ((kind = ANY (ARRAY['paidIn'::text, 'paidBack'::text])));
alter table care_top_ups add constraint care_top_ups_pkey PRIMARY KEY (county_code, id);
alter table care_top_ups add constraint care_top_ups_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES accounts(id);
alter table care_top_ups add constraint care_top_ups_way_check CHECK ((way = ANY (ARRAY['cashInHand'::text, 'byTransfer'::text, 'byFamily'::text])));
CREATE INDEX care_top_ups_elder ON public.care_top_ups USING btree (county_code, elder_id, day DESC, id DESC);
alter table care_top_ups enable row level security;
create policy area on care_top_ups for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on care_top_ups to wanqing_app;

-- carried_acts
carried_acts.county_code text collate "C" not null;
carried_acts.id uuid not null;
carried_acts.region_code text collate "C" not null;
carried_acts.account_id uuid not null;
carried_acts.device_id uuid not null;
carried_acts.carrier_account_id uuid not null;
carried_acts.carrier_device_id uuid;
carried_acts.outcome text not null;
carried_acts.refusal text;
carried_acts.arrived_at timestamp with time zone not null;
alter table carried_acts add constraint carried_acts_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id);
alter table carried_acts add constraint carried_acts_carrier_account_id_fkey FOREIGN KEY (carrier_account_id) REFERENCES accounts(id);
alter table carried_acts add constraint carried_acts_check CHECK ((county_code = "left"(region_code, 6)));
alter table carried_acts add constraint carried_acts_outcome_check CHECK ((outcome = ANY (ARRAY['done'::text, 'again'::text, 'refused'::text])));
alter table carried_acts add constraint carried_acts_pkey PRIMARY KEY (county_code, id, carrier_account_id);
CREATE INDEX carried_acts_device ON public.carried_acts USING btree (county_code, device_id, arrived_at DESC);
CREATE INDEX carried_acts_newest ON public.carried_acts USING btree (county_code, arrived_at DESC, id DESC);
alter table carried_acts enable row level security;
create policy area on carried_acts for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on carried_acts to wanqing_app;

-- citizen_number_claims
citizen_number_claims.number_hash text not null;
citizen_number_claims.county_code text collate "C" not null;
citizen_number_claims.elder_id uuid not null;
alter table citizen_number_claims add constraint citizen_number_claims_pkey PRIMARY KEY (number_hash);
CREATE INDEX citizen_number_claims_elder ON public.citizen_number_claims USING btree (county_code, elder_id);
grant delete, insert, select, update on citizen_number_claims to wanqing_app;

-- claim_line_events
claim_line_events.county_code text collate "C" not null;
claim_line_events.id uuid not null;
claim_line_events.region_code text collate "C" not null;
claim_line_events.claim_line_id uuid not null;
claim_line_events.deed text not null;
claim_line_events.words text;
claim_line_events.by_account_id uuid;
claim_line_events.happened_at timestamp with time zone not null;
alter table claim_line_events add constraint claim_line_events_by_account_id_fkey FOREIGN KEY (by_account_id) REFERENCES accounts(id);
alter table claim_line_events add constraint claim_line_events_check CHECK ((county_code = "left"(region_code, 6)));
alter table claim_line_events add constraint claim_line_events_county_code_claim_line_id_fkey FOREIGN KEY (county_code, claim_line_id) REFERENCES claim_lines(county_code, id);
alter table claim_line_events add constraint claim_line_events_deed_check CHECK ((deed = ANY (ARRAY['judged'::text, 'askProvider'::text, 'providerAnswers'::text, 'admit'::text, 'admitFirst'::text, 'sendBack'::text, 'deny'::text])));
alter table claim_line_events add constraint claim_line_events_pkey PRIMARY KEY (county_code, id);
CREATE INDEX claim_line_events_line ON public.claim_line_events USING btree (county_code, claim_line_id, happened_at, id);
alter table claim_line_events enable row level security;
create policy area on claim_line_events for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select on claim_line_events to wanqing_app;

-- claim_lines
claim_lines.county_code text collate "C" not null;
claim_lines.id uuid not null;
claim_lines.region_code text collate "C" not null;
claim_lines.claim_id uuid not null;
claim_lines.provider_id uuid not null;
claim_lines.line integer not null;
claim_lines.month text not null;
claim_lines.order_code text;
claim_lines.order_id uuid;
claim_lines.elder_id uuid;
claim_lines.item_name text;
claim_lines.served_on date not null;
claim_lines.quantity integer not null;
claim_lines.unit_price_fen integer not null;
claim_lines.amount_fen integer not null;
claim_lines.split jsonb not null;
claim_lines.budget_fen integer not null;
claim_lines.state text not null;
claim_lines.faults jsonb not null;
claim_lines.fault_keys text[] not null;
claim_lines.judged_at timestamp with time zone;
claim_lines.first_by uuid;
claim_lines.last_words text;
claim_lines.bill_id uuid;
claim_lines.lot_id uuid;
claim_lines.kind text not null default 'serviceLine'::text;
claim_lines.time_minutes integer not null default 0;
alter table claim_lines add constraint claim_lines_amount_fen_check CHECK ((amount_fen >= 0));
alter table claim_lines add constraint claim_lines_check CHECK (((budget_fen >= 0) AND (budget_fen <= amount_fen)));
alter table claim_lines add constraint claim_lines_check1 CHECK ((county_code = "left"(region_code, 6)));
alter table claim_lines add constraint claim_lines_check2 CHECK (((bill_id IS NULL) = (lot_id IS NULL)));
alter table claim_lines add constraint claim_lines_check3 CHECK (((bill_id IS NULL) OR (state = ANY (ARRAY['allAgree'::text, 'admitted'::text]))));
alter table claim_lines add constraint claim_lines_county_code_bill_id_fkey FOREIGN KEY (county_code, bill_id) REFERENCES bills(county_code, id);
alter table claim_lines add constraint claim_lines_county_code_claim_id_fkey FOREIGN KEY (county_code, claim_id) REFERENCES claims(county_code, id);
alter table claim_lines add constraint claim_lines_county_code_claim_id_line_key UNIQUE (county_code, claim_id, line);
alter table claim_lines add constraint claim_lines_county_code_elder_id_fkey FOREIGN KEY (county_code, elder_id) REFERENCES elders(county_code, id);
alter table claim_lines add constraint claim_lines_county_code_lot_id_fkey FOREIGN KEY (county_code, lot_id) REFERENCES contract_lots(county_code, id);
alter table claim_lines add constraint claim_lines_county_code_order_id_fkey FOREIGN KEY (county_code, order_id) REFERENCES service_orders(county_code, id);
alter table claim_lines add constraint claim_lines_fee_of_elder CHECK (((kind = 'serviceLine'::text) OR (budget_fen = 0)));
alter table claim_lines add constraint claim_lines_first_by_fkey FOREIGN KEY (first_by) REFERENCES accounts(id);
alter table claim_lines add constraint claim_lines_kind_check CHECK ((kind = ANY (ARRAY['serviceLine'::text, 'feeLine'::text])));
alter table claim_lines add constraint claim_lines_pkey PRIMARY KEY (county_code, id);
alter table claim_lines add constraint claim_lines_quantity_check CHECK ((quantity > 0));
alter table claim_lines add constraint claim_lines_state_check CHECK ((state = ANY (ARRAY['unchecked'::text, 'allAgree'::text, 'inQuestion'::text, 'awaitsProvider'::text, 'awaitsSecondYes'::text, 'admitted'::text, 'turnedOff'::text])));
alter table claim_lines add constraint claim_lines_time_minutes_check CHECK ((time_minutes >= 0));
alter table claim_lines add constraint claim_lines_unit_price_fen_check CHECK ((unit_price_fen >= 0));
CREATE INDEX claim_lines_bill ON public.claim_lines USING btree (county_code, bill_id, line) WHERE (bill_id IS NOT NULL);
CREATE INDEX claim_lines_elder ON public.claim_lines USING btree (county_code, elder_id) WHERE (elder_id IS NOT NULL);
CREATE INDEX claim_lines_order ON public.claim_lines USING btree (county_code, order_id) WHERE (order_id IS NOT NULL);
CREATE INDEX claim_lines_queue ON public.claim_lines USING btree (county_code, state, served_on, id) WHERE (state = ANY (ARRAY['inQuestion'::text, 'awaitsProvider'::text, 'awaitsSecondYes'::text]));
CREATE INDEX claim_lines_to_bill ON public.claim_lines USING btree (county_code, provider_id, month) WHERE ((bill_id IS NULL) AND (state = ANY (ARRAY['allAgree'::text, 'admitted'::text])));
alter table claim_lines enable row level security;
create policy area on claim_lines for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant delete, insert, select, update on claim_lines to wanqing_app;

-- claim_refusals
claim_refusals.county_code text collate "C" not null;
claim_refusals.claim_id uuid not null;
claim_refusals.sheet_row integer not null;
claim_refusals.region_code text collate "C" not null;
claim_refusals.order_code text;
claim_refusals.reason text not null;
alter table claim_refusals add constraint claim_refusals_check CHECK ((county_code = "left"(region_code, 6)));
alter table claim_refusals add constraint claim_refusals_county_code_claim_id_fkey FOREIGN KEY (county_code, claim_id) REFERENCES claims(county_code, id);
alter table claim_refusals add constraint claim_refusals_pkey PRIMARY KEY (county_code, claim_id, sheet_row);
alter table claim_refusals enable row level security;
create policy area on claim_refusals for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant delete, insert, select on claim_refusals to wanqing_app;

-- claims
claims.county_code text collate "C" not null;
claims.id uuid not null;
claims.region_code text collate "C" not null;
claims.provider_id uuid not null;
claims.month text not null;
claims.state text not null;
claims.source text not null;
claims.made_by uuid;
claims.made_at timestamp with time zone not null;
claims.sent_by uuid;
claims.sent_at timestamp with time zone;
alter table claims add constraint claims_check CHECK ((county_code = "left"(region_code, 6)));
alter table claims add constraint claims_check1 CHECK (((state = 'claimSent'::text) = (sent_at IS NOT NULL)));
alter table claims add constraint claims_county_code_provider_id_fkey FOREIGN KEY (county_code, provider_id) REFERENCES service_providers(county_code, id);
alter table claims add constraint claims_made_by_fkey FOREIGN KEY (made_by) REFERENCES accounts(id);
alter table claims add constraint claims_month_check CHECK ((month ~ '^\d{4}-\d{2}$'::text));
alter table claims add constraint claims_pkey PRIMARY KEY (county_code, id);
alter table claims add constraint claims_sent_by_fkey FOREIGN KEY (sent_by) REFERENCES accounts(id);
alter table claims add constraint claims_source_check CHECK ((source = ANY (ARRAY['fromOrders'::text, 'fromSheet'::text])));
alter table claims add constraint claims_state_check CHECK ((state = ANY (ARRAY['preparing'::text, 'claimSent'::text, 'takenBack'::text])));
CREATE INDEX claims_newest ON public.claims USING btree (county_code, month DESC, id DESC);
CREATE INDEX claims_provider ON public.claims USING btree (county_code, provider_id, month DESC, id DESC);
alter table claims enable row level security;
create policy area on claims for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on claims to wanqing_app;

-- complaint_events
complaint_events.county_code text collate "C" not null;
complaint_events.id uuid not null;
complaint_events.region_code text collate "C" not null;
complaint_events.complaint_id uuid not null;
complaint_events.deed text not null;
complaint_events.words_sealed text;
complaint_events.by_account_id uuid;
complaint_events.happened_at timestamp with time zone not null;
alter table complaint_events add constraint complaint_events_by_account_id_fkey FOREIGN KEY (by_account_id) REFERENCES accounts(id);
alter table complaint_events add constraint complaint_events_check CHECK ((county_code = "left"(region_code, 6)));
alter table complaint_events add constraint complaint_events_county_code_complaint_id_fkey FOREIGN KEY (county_code, complaint_id) REFERENCES service_complaints(county_code, id);
alter table complaint_events add constraint complaint_events_deed_check CHECK ((deed = ANY (ARRAY['complain'::text, 'answerComplaint'::text, 'decideOutcome'::text, 'madeGood'::text, 'lookAgain'::text, 'reopenComplaint'::text, 'climbComplaint'::text])));
alter table complaint_events add constraint complaint_events_pkey PRIMARY KEY (county_code, id);
CREATE INDEX complaint_events_complaint ON public.complaint_events USING btree (county_code, complaint_id, happened_at, id);
alter table complaint_events enable row level security;
create policy area on complaint_events for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select on complaint_events to wanqing_app;

-- contract_acceptances
contract_acceptances.county_code text collate "C" not null;
contract_acceptances.id uuid not null;
contract_acceptances.region_code text collate "C" not null;
contract_acceptances.contract_id uuid not null;
contract_acceptances.accepted_on date not null;
contract_acceptances.verdict text not null;
contract_acceptances.words text not null;
contract_acceptances.measured jsonb not null;
contract_acceptances.accepted_by uuid;
contract_acceptances.accepted_at timestamp with time zone not null;
alter table contract_acceptances add constraint contract_acceptances_accepted_by_fkey FOREIGN KEY (accepted_by) REFERENCES accounts(id);
alter table contract_acceptances add constraint contract_acceptances_check CHECK ((county_code = "left"(region_code, 6)));
alter table contract_acceptances add constraint contract_acceptances_county_code_contract_id_fkey FOREIGN KEY (county_code, contract_id) REFERENCES purchase_contracts(county_code, id);
alter table contract_acceptances add constraint contract_acceptances_pkey PRIMARY KEY (county_code, id);
alter table contract_acceptances add constraint contract_acceptances_verdict_check CHECK ((verdict = ANY (ARRAY['serviceAccepted'::text, 'serviceMended'::text, 'serviceRejected'::text])));
CREATE INDEX contract_acceptances_contract ON public.contract_acceptances USING btree (county_code, contract_id);
alter table contract_acceptances enable row level security;
create policy area on contract_acceptances for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select on contract_acceptances to wanqing_app;

-- contract_lots
contract_lots.county_code text collate "C" not null;
contract_lots.contract_id uuid not null;
contract_lots.id uuid not null;
contract_lots.region_code text collate "C" not null;
contract_lots.name text not null;
contract_lots.budget_fen bigint not null;
contract_lots.item_codes text[] not null;
alter table contract_lots add constraint contract_lots_budget_fen_check CHECK ((budget_fen >= 0));
alter table contract_lots add constraint contract_lots_check CHECK ((county_code = "left"(region_code, 6)));
alter table contract_lots add constraint contract_lots_county_code_contract_id_fkey FOREIGN KEY (county_code, contract_id) REFERENCES purchase_contracts(county_code, id);
alter table contract_lots add constraint contract_lots_item_codes_check CHECK ((cardinality(item_codes) > 0));
alter table contract_lots add constraint contract_lots_pkey PRIMARY KEY (county_code, id);
CREATE INDEX contract_lots_contract ON public.contract_lots USING btree (county_code, contract_id);
alter table contract_lots enable row level security;
create policy area on contract_lots for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant delete, insert, select on contract_lots to wanqing_app;

-- coverage_counts
coverage_counts.county_code text collate "C" not null;
coverage_counts.region_code text collate "C" not null;
coverage_counts.service text not null;
coverage_counts.measure text not null;
coverage_counts.elders integer not null;
coverage_counts.on_foot_summer integer not null;
coverage_counts.on_foot_winter integer not null;
coverage_counts.brought integer not null;
coverage_counts.without integer not null;
coverage_counts.villages integer not null;
coverage_counts.villages_without integer not null;
alter table coverage_counts add constraint coverage_counts_check CHECK ((county_code = "left"(region_code, 6)));
alter table coverage_counts add constraint coverage_counts_pkey PRIMARY KEY (county_code, region_code, service, measure);
alter table coverage_counts add constraint coverage_counts_service_check CHECK ((service = ANY (ARRAY['meal'::text, 'bath'::text, 'bed'::text, 'doctor'::text])));
CREATE INDEX coverage_counts_counties ON public.coverage_counts USING btree (county_code, measure) INCLUDE (region_code, service, elders, on_foot_summer, on_foot_winter, brought, without, villages, villages_without) WHERE (region_code = (county_code || '000000'::text));
alter table coverage_counts enable row level security;
create policy area on coverage_counts for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant select on coverage_counts to wanqing_app;

-- coverage_marks
coverage_marks.county_code text collate "C" not null;
coverage_marks.region_code text collate "C" not null;
coverage_marks.fingerprint text not null;
coverage_marks.reckoned_at timestamp with time zone not null;
coverage_marks.month text collate "C";
coverage_marks.counted_at timestamp with time zone;
alter table coverage_marks add constraint coverage_marks_check CHECK ((county_code = "left"(region_code, 6)));
alter table coverage_marks add constraint coverage_marks_pkey PRIMARY KEY (county_code);
alter table coverage_marks enable row level security;
create policy area on coverage_marks for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant select on coverage_marks to wanqing_app;

-- coverage_villages
coverage_villages.county_code text collate "C" not null;
coverage_villages.region_code text collate "C" not null;
coverage_villages.service text not null;
coverage_villages.site_name text;
coverage_villages.site_region_code text collate "C";
coverage_villages.meters integer;
coverage_villages.summer_minutes integer;
coverage_villages.winter_minutes integer;
coverage_villages.reached_summer boolean not null;
coverage_villages.reached_winter boolean not null;
coverage_villages.brought_by text;
coverage_villages.wanting integer not null default 0;
coverage_villages.on_record integer not null default 0;
coverage_villages.elders jsonb not null default '{}'::jsonb;
alter table coverage_villages add constraint coverage_villages_check CHECK ((county_code = "left"(region_code, 6)));
alter table coverage_villages add constraint coverage_villages_check1 CHECK (((meters IS NULL) = (site_name IS NULL)));
alter table coverage_villages add constraint coverage_villages_meters_check CHECK ((meters >= 0));
alter table coverage_villages add constraint coverage_villages_on_record_check CHECK ((on_record >= 0));
alter table coverage_villages add constraint coverage_villages_pkey PRIMARY KEY (county_code, region_code, service);
alter table coverage_villages add constraint coverage_villages_service_check CHECK ((service = ANY (ARRAY['meal'::text, 'bath'::text, 'bed'::text, 'doctor'::text])));
alter table coverage_villages add constraint coverage_villages_summer_minutes_check CHECK ((summer_minutes >= 0));
alter table coverage_villages add constraint coverage_villages_wanting_check CHECK ((wanting >= 0));
alter table coverage_villages add constraint coverage_villages_winter_minutes_check CHECK ((winter_minutes >= 0));
CREATE INDEX coverage_villages_shown ON public.coverage_villages USING btree (service, county_code, region_code) INCLUDE (wanting, on_record, reached_summer, reached_winter, brought_by);
alter table coverage_villages enable row level security;
create policy area on coverage_villages for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant select on coverage_villages to wanqing_app;

-- device_alarms
device_alarms.county_code text collate "C" not null;
device_alarms.id uuid not null;
device_alarms.region_code text collate "C" not null;
device_alarms.device_id uuid not null;
device_alarms.elder_id uuid not null;
device_alarms.kind text not null;
device_alarms.state text not null;
device_alarms.first_at timestamp with time zone not null;
device_alarms.last_at timestamp with time zone not null;
device_alarms.times integer not null;
device_alarms.cleared_at timestamp with time zone;
device_alarms.case_id uuid;
device_alarms.settled_by uuid;
device_alarms.settled_at timestamp with time zone;
device_alarms.note text;
alter table device_alarms add constraint device_alarms_check CHECK ((county_code = "left"(region_code, 6)));
alter table device_alarms add constraint device_alarms_check1 CHECK ((last_at >= first_at));
alter table device_alarms add constraint device_alarms_county_code_case_id_fkey FOREIGN KEY (county_code, case_id) REFERENCES aid_cases(county_code, id);
alter table device_alarms add constraint device_alarms_county_code_device_id_fkey FOREIGN KEY (county_code, device_id) REFERENCES home_devices(county_code, id);
alter table device_alarms add constraint device_alarms_county_code_elder_id_fkey FOREIGN KEY (county_code, elder_id) REFERENCES elders(county_code, id);
alter table device_alarms add constraint device_alarms_kind_check CHECK ((kind = ANY (ARRAY['pressed'::text, 'smoke'::text, 'carbonMonoxide'::text, 'noMovement'::text, 'bedLeft'::text])));
alter table device_alarms add constraint device_alarms_pkey PRIMARY KEY (county_code, id);
alter table device_alarms add constraint device_alarms_settled_by_fkey FOREIGN KEY (settled_by) REFERENCES accounts(id);
alter table device_alarms add constraint device_alarms_state_check CHECK ((state = ANY (ARRAY['standing'::text, 'cleared'::text, 'falseAlarm'::text, 'tested'::text])));
alter table device_alarms add constraint device_alarms_times_check CHECK ((times >= 1));
CREATE INDEX device_alarms_case ON public.device_alarms USING btree (county_code, case_id) WHERE (case_id IS NOT NULL);
CREATE INDEX device_alarms_device ON public.device_alarms USING btree (county_code, device_id, last_at DESC);
alter table device_alarms enable row level security;
create policy area on device_alarms for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on device_alarms to wanqing_app;

-- device_events
device_events.county_code text collate "C" not null;
device_events.device_id uuid not null;
device_events.event_key text not null;
device_events.region_code text collate "C" not null;
device_events.kind text not null;
device_events.said_at timestamp with time zone;
device_events.received_at timestamp with time zone not null;
device_events.value double precision;
device_events.battery real;
device_events.judged_at timestamp with time zone;
alter table device_events add constraint device_events_check CHECK ((county_code = "left"(region_code, 6)));
alter table device_events add constraint device_events_county_code_device_id_fkey FOREIGN KEY (county_code, device_id) REFERENCES home_devices(county_code, id);
alter table device_events add constraint device_events_kind_check CHECK ((kind = ANY (ARRAY['heartbeat'::text, 'alarm'::text, 'allClear'::text, 'doorOpened'::text, 'doorClosed'::text, 'layDown'::text, 'gotUp'::text, 'selfTest'::text])));
alter table device_events add constraint device_events_pkey PRIMARY KEY (county_code, device_id, event_key);
CREATE INDEX device_events_line ON public.device_events USING btree (county_code, device_id, received_at DESC, event_key DESC);
CREATE INDEX device_events_old ON public.device_events USING btree (county_code, received_at);
CREATE INDEX device_events_waiting ON public.device_events USING btree (county_code, received_at) WHERE (judged_at IS NULL);
alter table device_events enable row level security;
create policy area on device_events for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant delete, insert, select, update on device_events to wanqing_app;

-- device_gateways
device_gateways.county_code text collate "C" not null;
device_gateways.id uuid not null;
device_gateways.region_code text collate "C" not null;
device_gateways.name text not null;
device_gateways.registered_by uuid;
device_gateways.registered_at timestamp with time zone not null;
device_gateways.closed_at timestamp with time zone;
device_gateways.closed_why text;
alter table device_gateways add constraint device_gateways_check CHECK ((county_code = "left"(region_code, 6)));
alter table device_gateways add constraint device_gateways_check1 CHECK (((closed_at IS NULL) = (closed_why IS NULL)));
alter table device_gateways add constraint device_gateways_pkey PRIMARY KEY (county_code, id);
alter table device_gateways add constraint device_gateways_registered_by_fkey FOREIGN KEY (registered_by) REFERENCES accounts(id);
CREATE INDEX device_gateways_region ON public.device_gateways USING btree (county_code, region_code, id);
alter table device_gateways enable row level security;
create policy area on device_gateways for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on device_gateways to wanqing_app;

-- device_keys
device_keys.key_hash text not null;
device_keys.county_code text collate "C" not null;
device_keys.device_id uuid;
device_keys.gateway_id uuid;
device_keys.made_at timestamp with time zone not null;
device_keys.revoked_at timestamp with time zone;
device_keys.revoked_why text;
alter table device_keys add constraint device_keys_check CHECK (((device_id IS NULL) <> (gateway_id IS NULL)));
alter table device_keys add constraint device_keys_check1 CHECK (((revoked_at IS NULL) = (revoked_why IS NULL)));
alter table device_keys add constraint device_keys_pkey PRIMARY KEY (key_hash);
CREATE INDEX device_keys_device ON public.device_keys USING btree (county_code, device_id) WHERE (device_id IS NOT NULL);
CREATE INDEX device_keys_gateway ON public.device_keys USING btree (county_code, gateway_id) WHERE (gateway_id IS NOT NULL);
grant insert, select, update on device_keys to wanqing_app;

-- devices
devices.id uuid not null;
devices.account_id uuid not null;
devices.name text not null;
devices.app_version text;
devices.registered_at timestamp with time zone not null;
devices.last_seen_at timestamp with time zone not null;
devices.lost_at timestamp with time zone;
devices.lost_reported_by uuid;
devices.lost_reason text;
devices.wiped_at timestamp with time zone;
devices.phone_id uuid;
devices.public_key text;
devices.clock_offset_ms bigint;
devices.contact_at timestamp with time zone;
devices.report jsonb;
devices.report_at timestamp with time zone;
devices.push_line uuid;
devices.push_turn integer;
alter table devices add constraint devices_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id);
alter table devices add constraint devices_pkey PRIMARY KEY (id);
CREATE INDEX devices_account ON public.devices USING btree (account_id);
CREATE INDEX devices_phone ON public.devices USING btree (phone_id) WHERE (phone_id IS NOT NULL);
grant insert, select, update on devices to wanqing_app;

-- door_cards
door_cards.county_code text collate "C" not null;
door_cards.id uuid not null;
door_cards.region_code text collate "C" not null;
door_cards.household_id uuid not null;
door_cards.code text collate "C" not null;
door_cards.issued_on date not null;
door_cards.ended_on date;
door_cards.issued_by uuid not null;
alter table door_cards add constraint door_cards_check CHECK ((county_code = "left"(region_code, 6)));
alter table door_cards add constraint door_cards_code_check CHECK ((code ~ '^[0-9]{7}$'::text));
alter table door_cards add constraint door_cards_county_code_code_key UNIQUE (county_code, code);
alter table door_cards add constraint door_cards_issued_by_fkey FOREIGN KEY (issued_by) REFERENCES accounts(id);
alter table door_cards add constraint door_cards_pkey PRIMARY KEY (county_code, id);
CREATE UNIQUE INDEX door_cards_home ON public.door_cards USING btree (county_code, household_id) WHERE (ended_on IS NULL);
alter table door_cards enable row level security;
create policy area on door_cards for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select on door_cards to wanqing_app;

-- dormancy_questions
dormancy_questions.county_code text collate "C" not null;
dormancy_questions.id uuid not null;
dormancy_questions.region_code text collate "C" not null;
dormancy_questions.facility_id uuid not null;
dormancy_questions.last_active_on date;
dormancy_questions.asked_by uuid;
dormancy_questions.asked_on date not null;
dormancy_questions.asked_at timestamp with time zone not null;
dormancy_questions.note text;
dormancy_questions.answer text;
dormancy_questions.answer_note text;
dormancy_questions.opens_on date;
dormancy_questions.answered_by uuid;
dormancy_questions.answered_at timestamp with time zone;
alter table dormancy_questions add constraint dormancy_questions_answer_check CHECK ((answer = ANY (ARRAY['stillUsed'::text, 'opensAgain'::text, 'needsHelp'::text, 'usedOtherwise'::text, 'givenUp'::text])));
alter table dormancy_questions add constraint dormancy_questions_answered_by_fkey FOREIGN KEY (answered_by) REFERENCES accounts(id);
alter table dormancy_questions add constraint dormancy_questions_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES accounts(id);
alter table dormancy_questions add constraint dormancy_questions_check CHECK ((county_code = "left"(region_code, 6)));
alter table dormancy_questions add constraint dormancy_questions_check1 CHECK (((answer IS NULL) = (answered_at IS NULL)));
alter table dormancy_questions add constraint dormancy_questions_county_code_facility_id_fkey FOREIGN KEY (county_code, facility_id) REFERENCES facilities(county_code, id);
alter table dormancy_questions add constraint dormancy_questions_pkey PRIMARY KEY (county_code, id);
CREATE INDEX dormancy_questions_newest ON public.dormancy_questions USING btree (county_code, facility_id, asked_at DESC);
CREATE UNIQUE INDEX dormancy_questions_open ON public.dormancy_questions USING btree (county_code, facility_id) WHERE (answer IS NULL);
alter table dormancy_questions enable row level security;
create policy area on dormancy_questions for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on dormancy_questions to wanqing_app;
CREATE TRIGGER dormancy_questions_noted AFTER INSERT OR DELETE OR UPDATE ON public.dormancy_questions FOR EACH ROW EXECUTE FUNCTION note_site('facility_id');

-- due_visits
due_visits.county_code text collate "C" not null;
due_visits.id uuid not null;
due_visits.region_code text collate "C" not null;
due_visits.elder_id uuid not null;
due_visits.reason text not null;
due_visits.raised_on date not null;
due_visits.due_on date not null;
due_visits.event_id uuid not null;
due_visits.withdrawn_at timestamp with time zone;
alter table due_visits add constraint due_visits_check CHECK ((county_code = "left"(region_code, 6)));
alter table due_visits add constraint due_visits_county_code_elder_id_fkey FOREIGN KEY (county_code, elder_id) REFERENCES elders(county_code, id) ON DELETE CASCADE;
alter table due_visits add constraint due_visits_pkey PRIMARY KEY (county_code, id);
alter table due_visits add constraint due_visits_reason_check CHECK ((reason = ANY (ARRAY['discharged'::text, 'bereaved'::text, 'cameBack'::text, 'missedMeal'::text, 'ateSuspectMeal'::text])));
CREATE INDEX due_visits_elder ON public.due_visits USING btree (county_code, elder_id, raised_on DESC);
alter table due_visits enable row level security;
create policy area on due_visits for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on due_visits to wanqing_app;

-- duplicate_pairs
duplicate_pairs.county_code text collate "C" not null;
duplicate_pairs.id uuid not null;
duplicate_pairs.region_code text collate "C" not null;
duplicate_pairs.elder_id uuid not null;
duplicate_pairs.other_county_code text collate "C" not null;
duplicate_pairs.other_id uuid not null;
duplicate_pairs.score double precision not null;
duplicate_pairs.reasons jsonb not null;
duplicate_pairs.source text not null;
duplicate_pairs.state text not null;
duplicate_pairs.model_version integer not null;
duplicate_pairs.found_at timestamp with time zone not null;
duplicate_pairs.decided_by uuid;
duplicate_pairs.decided_at timestamp with time zone;
duplicate_pairs.note text;
alter table duplicate_pairs add constraint duplicate_pairs_check CHECK ((elder_id <> other_id));
alter table duplicate_pairs add constraint duplicate_pairs_check1 CHECK ((county_code = "left"(region_code, 6)));
alter table duplicate_pairs add constraint duplicate_pairs_county_code_elder_id_fkey FOREIGN KEY (county_code, elder_id) REFERENCES elders(county_code, id) ON DELETE CASCADE;
alter table duplicate_pairs add constraint duplicate_pairs_county_code_elder_id_other_id_key UNIQUE (county_code, elder_id, other_id);
alter table duplicate_pairs add constraint duplicate_pairs_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES accounts(id);
alter table duplicate_pairs add constraint duplicate_pairs_pkey PRIMARY KEY (county_code, id);
alter table duplicate_pairs add constraint duplicate_pairs_source_check CHECK ((source = ANY (ARRAY['atNight'::text, 'atEntry'::text, 'atImport'::text, 'onPhone'::text])));
alter table duplicate_pairs add constraint duplicate_pairs_state_check CHECK ((state = ANY (ARRAY['toReview'::text, 'samePerson'::text, 'twoPeople'::text, 'disputed'::text, 'obsolete'::text])));
CREATE INDEX duplicate_pairs_open ON public.duplicate_pairs USING btree (county_code, region_code, score DESC, id) WHERE (state = 'toReview'::text);
CREATE INDEX duplicate_pairs_other ON public.duplicate_pairs USING btree (county_code, other_id);
alter table duplicate_pairs enable row level security;
create policy area on duplicate_pairs for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant delete, insert, select, update on duplicate_pairs to wanqing_app;

-- duplicate_searches
duplicate_searches.id uuid not null;
duplicate_searches.kind text not null;
duplicate_searches.read_until timestamp with time zone not null;
duplicate_searches.finished_at timestamp with time zone not null;
duplicate_searches.elders integer not null;
duplicate_searches.compared bigint not null;
duplicate_searches.found integer not null;
duplicate_searches.obsolete integer not null;
duplicate_searches.model_version integer not null;
alter table duplicate_searches add constraint duplicate_searches_kind_check CHECK ((kind = ANY (ARRAY['wholeProvince'::text, 'arrivals'::text])));
alter table duplicate_searches add constraint duplicate_searches_pkey PRIMARY KEY (id);
CREATE INDEX duplicate_searches_kind ON public.duplicate_searches USING btree (kind, finished_at DESC);
grant select on duplicate_searches to wanqing_app;

-- duty_leaves
duty_leaves.county_code text collate "C" not null;
duty_leaves.id uuid not null;
duty_leaves.region_code text collate "C" not null;
duty_leaves.account_id uuid not null;
duty_leaves.from_on date not null;
duty_leaves.to_on date not null;
duty_leaves.stand_in_id uuid;
duty_leaves.reason text;
duty_leaves.made_by uuid not null;
duty_leaves.made_at timestamp with time zone not null;
duty_leaves.removed_by uuid;
duty_leaves.removed_at timestamp with time zone;
alter table duty_leaves add constraint duty_leaves_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id);
alter table duty_leaves add constraint duty_leaves_check CHECK ((county_code = "left"(region_code, 6)));
alter table duty_leaves add constraint duty_leaves_check1 CHECK ((to_on >= from_on));
alter table duty_leaves add constraint duty_leaves_made_by_fkey FOREIGN KEY (made_by) REFERENCES accounts(id);
alter table duty_leaves add constraint duty_leaves_pkey PRIMARY KEY (county_code, id);
alter table duty_leaves add constraint duty_leaves_removed_by_fkey FOREIGN KEY (removed_by) REFERENCES accounts(id);
alter table duty_leaves add constraint duty_leaves_stand_in_id_fkey FOREIGN KEY (stand_in_id) REFERENCES accounts(id);
CREATE INDEX duty_leaves_place ON public.duty_leaves USING btree (county_code, region_code, to_on) WHERE (removed_at IS NULL);
alter table duty_leaves enable row level security;
create policy area on duty_leaves for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on duty_leaves to wanqing_app;

-- duty_sheet_lines
duty_sheet_lines.county_code text collate "C" not null;
duty_sheet_lines.sheet_id uuid not null;
duty_sheet_lines.line integer not null;
duty_sheet_lines.region_code text collate "C" not null;
duty_sheet_lines.elder_id uuid not null;
duty_sheet_lines.outcome text;
duty_sheet_lines.visit_id uuid;
duty_sheet_lines.entered_by uuid;
duty_sheet_lines.entered_at timestamp with time zone;
alter table duty_sheet_lines add constraint duty_sheet_lines_check CHECK ((county_code = "left"(region_code, 6)));
alter table duty_sheet_lines add constraint duty_sheet_lines_check1 CHECK ((((outcome IS NOT NULL) AND (outcome = 'typedIn'::text)) = (visit_id IS NOT NULL)));
alter table duty_sheet_lines add constraint duty_sheet_lines_county_code_elder_id_fkey FOREIGN KEY (county_code, elder_id) REFERENCES elders(county_code, id);
alter table duty_sheet_lines add constraint duty_sheet_lines_county_code_sheet_id_fkey FOREIGN KEY (county_code, sheet_id) REFERENCES duty_sheets(county_code, id);
alter table duty_sheet_lines add constraint duty_sheet_lines_entered_by_fkey FOREIGN KEY (entered_by) REFERENCES accounts(id);
alter table duty_sheet_lines add constraint duty_sheet_lines_outcome_check CHECK ((outcome = ANY (ARRAY['typedIn'::text, 'blank'::text])));
alter table duty_sheet_lines add constraint duty_sheet_lines_pkey PRIMARY KEY (county_code, sheet_id, line);
CREATE INDEX duty_sheet_lines_elder ON public.duty_sheet_lines USING btree (county_code, elder_id);
CREATE INDEX duty_sheet_lines_visit ON public.duty_sheet_lines USING btree (county_code, visit_id) WHERE (visit_id IS NOT NULL);
alter table duty_sheet_lines enable row level security;
create policy area on duty_sheet_lines for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on duty_sheet_lines to wanqing_app;

-- duty_sheet_photos
duty_sheet_photos.county_code text collate "C" not null;
duty_sheet_photos.id uuid not null;
duty_sheet_photos.region_code text collate "C" not null;
duty_sheet_photos.sheet_id uuid not null;
duty_sheet_photos.content_type text not null;
duty_sheet_photos.size_bytes integer not null;
duty_sheet_photos.content_hash text not null;
duty_sheet_photos.added_by uuid;
duty_sheet_photos.added_at timestamp with time zone not null;
alter table duty_sheet_photos add constraint duty_sheet_photos_added_by_fkey FOREIGN KEY (added_by) REFERENCES accounts(id);
alter table duty_sheet_photos add constraint duty_sheet_photos_check CHECK ((county_code = "left"(region_code, 6)));
alter table duty_sheet_photos add constraint duty_sheet_photos_content_type_check CHECK ((content_type = ANY (ARRAY['image/jpeg'::text, 'image/png'::text, 'image/webp'::text])));
alter table duty_sheet_photos add constraint duty_sheet_photos_county_code_sheet_id_fkey FOREIGN KEY (county_code, sheet_id) REFERENCES duty_sheets(county_code, id);
alter table duty_sheet_photos add constraint duty_sheet_photos_pkey PRIMARY KEY (county_code, id);
CREATE INDEX duty_sheet_photos_sheet ON public.duty_sheet_photos USING btree (county_code, sheet_id, added_at);
alter table duty_sheet_photos enable row level security;
create policy area on duty_sheet_photos for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select on duty_sheet_photos to wanqing_app;

-- duty_sheets
duty_sheets.county_code text collate "C" not null;
duty_sheets.id uuid not null;
duty_sheets.region_code text collate "C" not null;
duty_sheets.serial integer not null generated always as identity;
duty_sheets.visitor_id uuid not null;
duty_sheets.printed_on date not null;
duty_sheets.printed_by uuid;
duty_sheets.printed_at timestamp with time zone not null;
duty_sheets.lines_left integer not null;
duty_sheets.voided_at timestamp with time zone;
duty_sheets.voided_by uuid;
duty_sheets.void_reason text;
alter table duty_sheets add constraint duty_sheets_check CHECK ((county_code = "left"(region_code, 6)));
alter table duty_sheets add constraint duty_sheets_check1 CHECK (((voided_at IS NULL) = (void_reason IS NULL)));
alter table duty_sheets add constraint duty_sheets_county_code_serial_key UNIQUE (county_code, serial);
alter table duty_sheets add constraint duty_sheets_lines_left_check CHECK ((lines_left >= 0));
alter table duty_sheets add constraint duty_sheets_pkey PRIMARY KEY (county_code, id);
alter table duty_sheets add constraint duty_sheets_printed_by_fkey FOREIGN KEY (printed_by) REFERENCES accounts(id);
alter table duty_sheets add constraint duty_sheets_visitor_id_fkey FOREIGN KEY (visitor_id) REFERENCES accounts(id);
alter table duty_sheets add constraint duty_sheets_voided_by_fkey FOREIGN KEY (voided_by) REFERENCES accounts(id);
CREATE INDEX duty_sheets_newest ON public.duty_sheets USING btree (county_code, printed_on DESC, id DESC);
CREATE INDEX duty_sheets_visitor ON public.duty_sheets USING btree (county_code, visitor_id, printed_on DESC);
alter table duty_sheets enable row level security;
create policy area on duty_sheets for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on duty_sheets to wanqing_app;

-- duty_shifts
duty_shifts.county_code text collate "C" not null;
duty_shifts.id uuid not null;
duty_shifts.region_code text collate "C" not null;
duty_shifts.account_id uuid not null;
duty_shifts.duty_on date not null;
duty_shifts.from_minute integer not null;
duty_shifts.to_minute integer not null;
duty_shifts.made_by uuid not null;
duty_shifts.made_at timestamp with time zone not null;
duty_shifts.removed_by uuid;
duty_shifts.removed_at timestamp with time zone;
alter table duty_shifts add constraint duty_shifts_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id);
alter table duty_shifts add constraint duty_shifts_check CHECK ((county_code = "left"(region_code, 6)));
alter table duty_shifts add constraint duty_shifts_check1 CHECK (((from_minute >= 0) AND (from_minute < 1440) AND (to_minute > from_minute) AND (to_minute <= 2880)));
alter table duty_shifts add constraint duty_shifts_made_by_fkey FOREIGN KEY (made_by) REFERENCES accounts(id);
alter table duty_shifts add constraint duty_shifts_pkey PRIMARY KEY (county_code, id);
alter table duty_shifts add constraint duty_shifts_removed_by_fkey FOREIGN KEY (removed_by) REFERENCES accounts(id);
CREATE INDEX duty_shifts_place ON public.duty_shifts USING btree (county_code, region_code, duty_on) WHERE (removed_at IS NULL);
alter table duty_shifts enable row level security;
create policy area on duty_shifts for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on duty_shifts to wanqing_app;

-- earlier_results
earlier_results.county_code text collate "C" not null;
earlier_results.id uuid not null;
earlier_results.region_code text collate "C" not null;
earlier_results.elder_id uuid not null;
earlier_results.standard text not null;
earlier_results.level text not null;
earlier_results.assessed_on date not null;
earlier_results.assessed_by text not null;
earlier_results.recorded_by uuid not null;
earlier_results.recorded_at timestamp with time zone not null;
alter table earlier_results add constraint earlier_results_check CHECK ((county_code = "left"(region_code, 6)));
alter table earlier_results add constraint earlier_results_county_code_elder_id_fkey FOREIGN KEY (county_code, elder_id) REFERENCES elders(county_code, id);
alter table earlier_results add constraint earlier_results_pkey PRIMARY KEY (county_code, id);
alter table earlier_results add constraint earlier_results_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES accounts(id);
alter table earlier_results add constraint earlier_results_standard_check CHECK ((standard = ANY (ARRAY['gbt42195'::text, 'mzt039'::text, 'otherStandard'::text])));
CREATE INDEX earlier_results_elder ON public.earlier_results USING btree (county_code, elder_id, assessed_on DESC);
alter table earlier_results enable row level security;
create policy area on earlier_results for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select on earlier_results to wanqing_app;

-- elder_absences
elder_absences.county_code text collate "C" not null;
elder_absences.id uuid not null;
elder_absences.region_code text collate "C" not null;
elder_absences.elder_id uuid not null;
elder_absences.kind text not null;
elder_absences.valid_from date not null;
elder_absences.valid_to date;
elder_absences.reason text not null;
elder_absences.recorded_by uuid;
elder_absences.recorded_at timestamp with time zone not null;
alter table elder_absences add constraint elder_absences_check CHECK ((county_code = "left"(region_code, 6)));
alter table elder_absences add constraint elder_absences_check1 CHECK (((valid_to IS NULL) OR (valid_to >= valid_from)));
alter table elder_absences add constraint elder_absences_county_code_elder_id_fkey FOREIGN KEY (county_code, elder_id) REFERENCES elders(county_code, id);
alter table elder_absences add constraint elder_absences_kind_check CHECK ((kind = ANY (ARRAY['institution'::text, 'hospital'::text, 'away'::text, 'refusal'::text])));
alter table elder_absences add constraint elder_absences_pkey PRIMARY KEY (county_code, id);
CREATE INDEX elder_absences_elder ON public.elder_absences USING btree (county_code, elder_id);
alter table elder_absences enable row level security;
create policy area on elder_absences for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant delete, insert, select, update on elder_absences to wanqing_app;
CREATE TRIGGER elder_absences_change_cells AFTER UPDATE ON public.elder_absences REFERENCING NEW TABLE AS moved FOR EACH STATEMENT EXECUTE FUNCTION note_cells_of_facts();
CREATE TRIGGER elder_absences_come_to_cells AFTER INSERT ON public.elder_absences REFERENCING NEW TABLE AS moved FOR EACH STATEMENT EXECUTE FUNCTION note_cells_of_facts();
CREATE TRIGGER elder_absences_go_from_cells AFTER DELETE ON public.elder_absences REFERENCING OLD TABLE AS moved FOR EACH STATEMENT EXECUTE FUNCTION note_cells_of_facts();
CREATE TRIGGER elder_absences_were_in_cells AFTER UPDATE ON public.elder_absences REFERENCING OLD TABLE AS moved FOR EACH STATEMENT EXECUTE FUNCTION note_cells_of_facts();

-- elder_circumstances
elder_circumstances.county_code text collate "C" not null;
elder_circumstances.id uuid not null;
elder_circumstances.region_code text collate "C" not null;
elder_circumstances.elder_id uuid not null;
elder_circumstances.income text not null;
elder_circumstances.hukou_code text collate "C";
elder_circumstances.valid_from date not null;
elder_circumstances.valid_to date;
elder_circumstances.evidence text not null;
elder_circumstances.recorded_by uuid;
elder_circumstances.recorded_at timestamp with time zone not null;
alter table elder_circumstances add constraint elder_circumstances_check CHECK ((county_code = "left"(region_code, 6)));
alter table elder_circumstances add constraint elder_circumstances_check1 CHECK (((valid_to IS NULL) OR (valid_to >= valid_from)));
alter table elder_circumstances add constraint elder_circumstances_county_code_elder_id_fkey FOREIGN KEY (county_code, elder_id) REFERENCES elders(county_code, id);
alter table elder_circumstances add constraint elder_circumstances_hukou_code_fkey FOREIGN KEY (hukou_code) REFERENCES regions(code);
alter table elder_circumstances add constraint elder_circumstances_income_check CHECK ((income = ANY (ARRAY['dibao'::text, 'marginal'::text, 'ordinary'::text])));
alter table elder_circumstances add constraint elder_circumstances_pkey PRIMARY KEY (county_code, id);
alter table elder_circumstances add constraint elder_circumstances_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES accounts(id);
CREATE INDEX elder_circumstances_elder ON public.elder_circumstances USING btree (county_code, elder_id, valid_from);
alter table elder_circumstances enable row level security;
create policy area on elder_circumstances for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on elder_circumstances to wanqing_app;
CREATE TRIGGER elder_circumstances_change_cells AFTER UPDATE ON public.elder_circumstances REFERENCING NEW TABLE AS moved FOR EACH STATEMENT EXECUTE FUNCTION note_cells_of_facts();
CREATE TRIGGER elder_circumstances_come_to_cells AFTER INSERT ON public.elder_circumstances REFERENCING NEW TABLE AS moved FOR EACH STATEMENT EXECUTE FUNCTION note_cells_of_facts();
CREATE TRIGGER elder_circumstances_go_from_cells AFTER DELETE ON public.elder_circumstances REFERENCING OLD TABLE AS moved FOR EACH STATEMENT EXECUTE FUNCTION note_cells_of_facts();
CREATE TRIGGER elder_circumstances_were_in_cells AFTER UPDATE ON public.elder_circumstances REFERENCING OLD TABLE AS moved FOR EACH STATEMENT EXECUTE FUNCTION note_cells_of_facts();

-- elder_consents
elder_consents.county_code text collate "C" not null;
elder_consents.id uuid not null;
elder_consents.region_code text collate "C" not null;
elder_consents.elder_id uuid not null;
elder_consents.purpose text not null;
elder_consents.answer text not null;
elder_consents.way text not null;
elder_consents.second_person text;
elder_consents.answered_on date not null;
elder_consents.ask_again_on date;
elder_consents.note text;
elder_consents.recorded_by uuid;
elder_consents.recorded_at timestamp with time zone not null;
alter table elder_consents add constraint elder_consents_answer_check CHECK ((answer = ANY (ARRAY['agrees'::text, 'refuses'::text, 'withdraws'::text])));
alter table elder_consents add constraint elder_consents_check CHECK ((county_code = "left"(region_code, 6)));
alter table elder_consents add constraint elder_consents_check1 CHECK ((ask_again_on > answered_on));
alter table elder_consents add constraint elder_consents_county_code_elder_id_fkey FOREIGN KEY (county_code, elder_id) REFERENCES elders(county_code, id);
alter table elder_consents add constraint elder_consents_pkey PRIMARY KEY (county_code, id);
alter table elder_consents add constraint elder_consents_purpose_check CHECK ((purpose = ANY (ARRAY['beVisited'::text, 'healthNotes'::text, 'pictures'::text, 'providerSharing'::text, 'familyLink'::text, 'monitoring'::text])));
alter table elder_consents add constraint elder_consents_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES accounts(id);
alter table elder_consents add constraint elder_consents_way_check CHECK ((way = ANY (ARRAY['signature'::text, 'thumbPrint'::text, 'beforeWitness'::text, 'byGuardian'::text])));
CREATE INDEX elder_consents_due ON public.elder_consents USING btree (county_code, region_code, purpose, ask_again_on, elder_id);
CREATE INDEX elder_consents_elder ON public.elder_consents USING btree (county_code, elder_id, purpose, answered_on DESC, recorded_at DESC);
alter table elder_consents enable row level security;
create policy area on elder_consents for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select on elder_consents to wanqing_app;

-- elder_contacts
elder_contacts.county_code text collate "C" not null;
elder_contacts.id uuid not null;
elder_contacts.region_code text collate "C" not null;
elder_contacts.elder_id uuid not null;
elder_contacts.name text not null;
elder_contacts.relation text not null;
elder_contacts.phone_sealed text;
elder_contacts.phone_tail text;
elder_contacts.lives_in text;
elder_contacts.call_order integer not null;
elder_contacts.batch_id uuid;
elder_contacts.kinship text not null default 'otherPerson'::text;
elder_contacts.sex text not null default 'unknown'::text;
elder_contacts.whereabouts text;
elder_contacts.country text;
elder_contacts.left_on date;
elder_contacts.works_as text;
elder_contacts.last_contact_on date;
elder_contacts.has_key boolean not null default false;
elder_contacts.is_supporter boolean not null default false;
elder_contacts.linked_elder_id uuid;
elder_contacts.ended_on date;
elder_contacts.ended_why text;
elder_contacts.version integer not null default 1;
elder_contacts.recorded_by uuid;
elder_contacts.recorded_at timestamp with time zone;
alter table elder_contacts add constraint elder_contacts_check CHECK ((county_code = "left"(region_code, 6)));
alter table elder_contacts add constraint elder_contacts_check1 CHECK (((ended_on IS NULL) = (ended_why IS NULL)));
alter table elder_contacts add constraint elder_contacts_check2 CHECK (((country IS NULL) OR (whereabouts = 'abroad'::text)));
alter table elder_contacts add constraint elder_contacts_country_check CHECK ((country = ANY (ARRAY['kr'::text, 'jp'::text, 'ru'::text, 'us'::text, 'otherCountry'::text])));
alter table elder_contacts add constraint elder_contacts_county_code_elder_id_fkey FOREIGN KEY (county_code, elder_id) REFERENCES elders(county_code, id);
alter table elder_contacts add constraint elder_contacts_county_code_linked_elder_id_fkey FOREIGN KEY (county_code, linked_elder_id) REFERENCES elders(county_code, id);
alter table elder_contacts add constraint elder_contacts_ended_why_check CHECK ((ended_why = ANY (ARRAY['died'::text, 'divorced'::text, 'lostTouch'::text, 'enteredByMistake'::text])));
alter table elder_contacts add constraint elder_contacts_kinship_check CHECK ((kinship = ANY (ARRAY['spouse'::text, 'son'::text, 'daughter'::text, 'child'::text, 'daughterInLaw'::text, 'sonInLaw'::text, 'grandchild'::text, 'parent'::text, 'sibling'::text, 'otherKin'::text, 'neighbour'::text, 'villageCadre'::text, 'otherPerson'::text])));
alter table elder_contacts add constraint elder_contacts_pkey PRIMARY KEY (county_code, id);
alter table elder_contacts add constraint elder_contacts_sex_check CHECK ((sex = ANY (ARRAY['unknown'::text, 'male'::text, 'female'::text, 'notStated'::text])));
alter table elder_contacts add constraint elder_contacts_whereabouts_check CHECK ((whereabouts = ANY (ARRAY['sameHousehold'::text, 'sameVillage'::text, 'sameCounty'::text, 'elsewhere'::text, 'abroad'::text])));
CREATE INDEX elder_contacts_elder ON public.elder_contacts USING btree (county_code, elder_id, call_order);
CREATE INDEX elder_contacts_linked ON public.elder_contacts USING btree (county_code, linked_elder_id) WHERE (linked_elder_id IS NOT NULL);
alter table elder_contacts enable row level security;
create policy area on elder_contacts for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant delete, insert, select, update on elder_contacts to wanqing_app;

-- elder_diets
elder_diets.county_code text collate "C" not null;
elder_diets.elder_id uuid not null;
elder_diets.region_code text collate "C" not null;
elder_diets.texture text not null;
elder_diets.diabetes boolean not null;
elder_diets.low_salt boolean not null;
elder_diets.allergens text[] not null;
elder_diets.customs text[] not null;
elder_diets.note_sealed text;
elder_diets.version integer not null default 1;
elder_diets.kept_by uuid;
elder_diets.kept_at timestamp with time zone not null;
alter table elder_diets add constraint elder_diets_check CHECK ((county_code = "left"(region_code, 6)));
alter table elder_diets add constraint elder_diets_county_code_elder_id_fkey FOREIGN KEY (county_code, elder_id) REFERENCES elders(county_code, id);
alter table elder_diets add constraint elder_diets_kept_by_fkey FOREIGN KEY (kept_by) REFERENCES accounts(id);
alter table elder_diets add constraint elder_diets_pkey PRIMARY KEY (county_code, elder_id);
alter table elder_diets add constraint elder_diets_texture_check CHECK ((texture = ANY (ARRAY['normalFood'::text, 'softFood'::text, 'pasteFood'::text])));
alter table elder_diets enable row level security;
create policy area on elder_diets for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on elder_diets to wanqing_app;

-- elder_disputes
elder_disputes.county_code text collate "C" not null;
elder_disputes.id uuid not null;
elder_disputes.region_code text collate "C" not null;
elder_disputes.other_county_code text collate "C" not null;
elder_disputes.other_region_code text collate "C" not null;
elder_disputes.elder_id uuid;
elder_disputes.other_elder_id uuid not null;
elder_disputes.pair_id uuid;
elder_disputes.stage text not null;
elder_disputes.stance text;
elder_disputes.outcome text;
elder_disputes.brief jsonb;
elder_disputes.other_brief jsonb;
elder_disputes.statement text not null;
elder_disputes.evidence text not null;
elder_disputes.other_statement text;
elder_disputes.other_evidence text;
elder_disputes.answered_at timestamp with time zone;
elder_disputes.registration_sealed text;
elder_disputes.registered_as uuid;
elder_disputes.due_on date;
elder_disputes.opened_by uuid not null;
elder_disputes.opened_at timestamp with time zone not null;
elder_disputes.decided_by uuid;
elder_disputes.decided_at timestamp with time zone;
elder_disputes.decision text;
elder_disputes.carried_out_at timestamp with time zone;
alter table elder_disputes add constraint elder_disputes_check CHECK ((county_code = "left"(region_code, 6)));
alter table elder_disputes add constraint elder_disputes_check1 CHECK ((other_county_code = "left"(other_region_code, 6)));
alter table elder_disputes add constraint elder_disputes_check2 CHECK ((county_code <> other_county_code));
alter table elder_disputes add constraint elder_disputes_check3 CHECK (((stage = 'concluded'::text) = (outcome IS NOT NULL)));
alter table elder_disputes add constraint elder_disputes_county_code_elder_id_fkey FOREIGN KEY (county_code, elder_id) REFERENCES elders(county_code, id);
alter table elder_disputes add constraint elder_disputes_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES accounts(id);
alter table elder_disputes add constraint elder_disputes_opened_by_fkey FOREIGN KEY (opened_by) REFERENCES accounts(id);
alter table elder_disputes add constraint elder_disputes_outcome_check CHECK ((outcome = ANY (ARRAY['opener'::text, 'responder'::text, 'separatePeople'::text])));
alter table elder_disputes add constraint elder_disputes_pkey PRIMARY KEY (county_code, id);
alter table elder_disputes add constraint elder_disputes_stage_check CHECK ((stage = ANY (ARRAY['awaitingAnswer'::text, 'awaitingReply'::text, 'atPrefecture'::text, 'atProvince'::text, 'concluded'::text, 'withdrawn'::text])));
alter table elder_disputes add constraint elder_disputes_stance_check CHECK ((stance = ANY (ARRAY['opener'::text, 'responder'::text, 'separatePeople'::text])));
CREATE INDEX elder_disputes_due ON public.elder_disputes USING btree (due_on) WHERE (stage <> ALL (ARRAY['concluded'::text, 'withdrawn'::text]));
CREATE UNIQUE INDEX elder_disputes_open ON public.elder_disputes USING btree (county_code, other_county_code, other_elder_id) WHERE (stage <> ALL (ARRAY['concluded'::text, 'withdrawn'::text]));
CREATE INDEX elder_disputes_opened ON public.elder_disputes USING btree (county_code, opened_at, id);
CREATE INDEX elder_disputes_other ON public.elder_disputes USING btree (other_county_code, opened_at, id);
CREATE INDEX elder_disputes_waiting ON public.elder_disputes USING btree (stage) WHERE (carried_out_at IS NULL);
alter table elder_disputes enable row level security;
create policy either_area on elder_disputes for all to wanqing_app using ((((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))) OR ((other_region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (other_region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))))) with check ((((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))) OR ((other_region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (other_region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))));
grant insert, select, update on elder_disputes to wanqing_app;

-- elder_endings
elder_endings.county_code text collate "C" not null;
elder_endings.elder_id uuid not null;
elder_endings.region_code text collate "C" not null;
elder_endings.kind text not null;
elder_endings.ended_on date not null;
elder_endings.reason text not null;
elder_endings.recorded_by uuid;
elder_endings.recorded_at timestamp with time zone not null;
alter table elder_endings add constraint elder_endings_check CHECK ((county_code = "left"(region_code, 6)));
alter table elder_endings add constraint elder_endings_county_code_elder_id_fkey FOREIGN KEY (county_code, elder_id) REFERENCES elders(county_code, id);
alter table elder_endings add constraint elder_endings_kind_check CHECK ((kind = ANY (ARRAY['died'::text, 'movedOut'::text, 'merged'::text])));
alter table elder_endings add constraint elder_endings_pkey PRIMARY KEY (county_code, elder_id);
alter table elder_endings enable row level security;
create policy area on elder_endings for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant delete, insert, select, update on elder_endings to wanqing_app;
CREATE TRIGGER elder_endings_change_cells AFTER UPDATE ON public.elder_endings REFERENCING NEW TABLE AS moved FOR EACH STATEMENT EXECUTE FUNCTION note_cells_of_facts();
CREATE TRIGGER elder_endings_come_to_cells AFTER INSERT ON public.elder_endings REFERENCING NEW TABLE AS moved FOR EACH STATEMENT EXECUTE FUNCTION note_cells_of_facts();
CREATE TRIGGER elder_endings_go_from_cells AFTER DELETE ON public.elder_endings REFERENCING OLD TABLE AS moved FOR EACH STATEMENT EXECUTE FUNCTION note_cells_of_facts();
CREATE TRIGGER elder_endings_were_in_cells AFTER UPDATE ON public.elder_endings REFERENCING OLD TABLE AS moved FOR EACH STATEMENT EXECUTE FUNCTION note_cells_of_facts();

-- elder_identities
elder_identities.county_code text collate "C" not null;
elder_identities.id uuid not null;
elder_identities.region_code text collate "C" not null;
elder_identities.elder_id uuid not null;
elder_identities.number_kind text not null;
elder_identities.number_sealed text;
elder_identities.number_tail text;
elder_identities.change text not null;
elder_identities.evidence text not null;
elder_identities.ended_on date not null;
elder_identities.recorded_by uuid;
elder_identities.recorded_at timestamp with time zone not null;
elder_identities.held_in_version integer not null;
alter table elder_identities add constraint elder_identities_change_check CHECK ((change = ANY (ARRAY['claimed'::text, 'mistyped'::text, 'anothers'::text, 'reissued'::text, 'lostProof'::text, 'edited'::text])));
alter table elder_identities add constraint elder_identities_check CHECK ((county_code = "left"(region_code, 6)));
alter table elder_identities add constraint elder_identities_county_code_elder_id_fkey FOREIGN KEY (county_code, elder_id) REFERENCES elders(county_code, id);
alter table elder_identities add constraint elder_identities_number_kind_check CHECK ((number_kind = ANY (ARRAY['citizen'::text, 'converted15'::text, 'passport'::text, 'hkMacaoPermit'::text, 'taiwanPermit'::text, 'residencePermit'::text, 'foreignResident'::text, 'temporary'::text, 'none'::text])));
alter table elder_identities add constraint elder_identities_pkey PRIMARY KEY (county_code, id);
alter table elder_identities add constraint elder_identities_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES accounts(id);
CREATE INDEX elder_identities_elder ON public.elder_identities USING btree (county_code, elder_id, recorded_at DESC);
alter table elder_identities enable row level security;
create policy area on elder_identities for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select on elder_identities to wanqing_app;

-- elder_import_cells
elder_import_cells.county_code text collate "C" not null;
elder_import_cells.batch_id uuid not null;
elder_import_cells.from_row integer not null;
elder_import_cells.region_code text collate "C" not null;
elder_import_cells.to_row integer not null;
elder_import_cells.sealed text not null;
alter table elder_import_cells add constraint elder_import_cells_check CHECK ((county_code = "left"(region_code, 6)));
alter table elder_import_cells add constraint elder_import_cells_pkey PRIMARY KEY (county_code, batch_id, from_row);
alter table elder_import_cells enable row level security;
create policy area on elder_import_cells for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant delete, insert, select, update on elder_import_cells to wanqing_app;

-- elder_import_progress
elder_import_progress.county_code text collate "C" not null;
elder_import_progress.batch_id uuid not null;
elder_import_progress.region_code text collate "C" not null;
elder_import_progress.step text not null;
elder_import_progress.share double precision not null;
elder_import_progress.rows integer not null;
elder_import_progress.began_share double precision not null;
elder_import_progress.began_at timestamp with time zone not null;
elder_import_progress.noted_at timestamp with time zone not null;
alter table elder_import_progress add constraint elder_import_progress_check CHECK ((county_code = "left"(region_code, 6)));
alter table elder_import_progress add constraint elder_import_progress_pkey PRIMARY KEY (county_code, batch_id);
alter table elder_import_progress add constraint elder_import_progress_share_check CHECK (((share >= (0)::double precision) AND (share <= (1)::double precision)));
alter table elder_import_progress add constraint elder_import_progress_step_check CHECK ((step = ANY (ARRAY['readingRows'::text, 'findingDoubles'::text, 'checkingAgain'::text, 'writingHouseholds'::text, 'writingElders'::text, 'changingElders'::text, 'claimingNumbers'::text, 'writingGroups'::text, 'writingContacts'::text, 'notingFigures'::text, 'findingTouched'::text, 'puttingBack'::text, 'removingNew'::text])));
alter table elder_import_progress enable row level security;
create policy area on elder_import_progress for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant delete, insert, select, update on elder_import_progress to wanqing_app;

-- elder_import_rows
elder_import_rows.county_code text collate "C" not null;
elder_import_rows.batch_id uuid not null;
elder_import_rows.row_number integer not null;
elder_import_rows.region_code text collate "C" not null;
elder_import_rows.outcome text not null;
elder_import_rows.problems jsonb;
elder_import_rows.changes jsonb;
elder_import_rows.elder_id uuid not null;
elder_import_rows.matched_version integer;
elder_import_rows.village_code text collate "C";
elder_import_rows.household_key text;
elder_import_rows.name text not null;
elder_import_rows.pinyin text not null;
elder_import_rows.initials text not null;
elder_import_rows.sex text not null;
elder_import_rows.born_on date;
elder_import_rows.birth_calendar text not null;
elder_import_rows.ethnicity text;
elder_import_rows.spoken_language text;
elder_import_rows.number_kind text not null;
elder_import_rows.citizen_number_sealed text;
elder_import_rows.citizen_number_hash text;
elder_import_rows.citizen_number_tail text;
elder_import_rows.phone_sealed text;
elder_import_rows.phone_tail text;
elder_import_rows.address text not null;
elder_import_rows.hamlet text;
elder_import_rows.note text;
elder_import_rows.groups text[] not null;
elder_import_rows.contacts jsonb;
elder_import_rows.content_hash text not null;
elder_import_rows.before jsonb;
alter table elder_import_rows add constraint elder_import_rows_birth_calendar_check CHECK ((birth_calendar = ANY (ARRAY['solar'::text, 'lunar'::text, 'yearOnly'::text])));
alter table elder_import_rows add constraint elder_import_rows_check CHECK ((county_code = "left"(region_code, 6)));
alter table elder_import_rows add constraint elder_import_rows_number_kind_check CHECK ((number_kind = ANY (ARRAY['citizen'::text, 'converted15'::text, 'passport'::text, 'hkMacaoPermit'::text, 'taiwanPermit'::text, 'residencePermit'::text, 'foreignResident'::text, 'temporary'::text, 'none'::text])));
alter table elder_import_rows add constraint elder_import_rows_outcome_check CHECK ((outcome = ANY (ARRAY['new'::text, 'changed'::text, 'unchanged'::text, 'suspicious'::text, 'refused'::text])));
alter table elder_import_rows add constraint elder_import_rows_pkey PRIMARY KEY (county_code, batch_id, row_number);
alter table elder_import_rows add constraint elder_import_rows_sex_check CHECK ((sex = ANY (ARRAY['unknown'::text, 'male'::text, 'female'::text, 'notStated'::text])));
alter table elder_import_rows add constraint elder_import_rows_spoken_language_check CHECK ((spoken_language = ANY (ARRAY['zh'::text, 'ko'::text, 'both'::text])));
alter table elder_import_rows enable row level security;
create policy area on elder_import_rows for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant delete, insert, select, update on elder_import_rows to wanqing_app;

-- elder_imports
elder_imports.county_code text collate "C" not null;
elder_imports.id uuid not null;
elder_imports.region_code text collate "C" not null;
elder_imports.file_name text not null;
elder_imports.file_hash text not null;
elder_imports.stage text not null;
elder_imports.encoding text;
elder_imports.sheet text;
elder_imports.sheets text[] not null;
elder_imports.header_row integer;
elder_imports.columns jsonb not null;
elder_imports.mapping jsonb not null;
elder_imports.read_to integer not null;
elder_imports.counts jsonb not null;
elder_imports.suspicious_taken boolean not null;
elder_imports.failure text;
elder_imports.undo jsonb;
elder_imports.created_by uuid;
elder_imports.created_at timestamp with time zone not null;
elder_imports.committed_at timestamp with time zone;
elder_imports.undone_at timestamp with time zone;
elder_imports.undone_by uuid;
elder_imports.file_bytes bigint not null default 0;
elder_imports.asked_by uuid;
elder_imports.asked_post uuid;
elder_imports.asked_device uuid;
elder_imports.undo_reason text;
elder_imports.fingerprint text;
elder_imports.mapping_source text not null default 'automatic'::text;
elder_imports.trimmed_at timestamp with time zone;
elder_imports.forgotten_at timestamp with time zone;
alter table elder_imports add constraint elder_imports_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES accounts(id);
alter table elder_imports add constraint elder_imports_asked_post_fkey FOREIGN KEY (asked_post) REFERENCES posts(id);
alter table elder_imports add constraint elder_imports_check CHECK ((county_code = "left"(region_code, 6)));
alter table elder_imports add constraint elder_imports_created_by_fkey FOREIGN KEY (created_by) REFERENCES accounts(id);
alter table elder_imports add constraint elder_imports_mapping_source_check CHECK ((mapping_source = ANY (ARRAY['automatic'::text, 'remembered'::text, 'byHand'::text])));
alter table elder_imports add constraint elder_imports_pkey PRIMARY KEY (county_code, id);
alter table elder_imports add constraint elder_imports_region_code_fkey FOREIGN KEY (region_code) REFERENCES regions(code);
alter table elder_imports add constraint elder_imports_stage_check CHECK ((stage = ANY (ARRAY['reading'::text, 'understood'::text, 'committing'::text, 'committed'::text, 'undoing'::text, 'undone'::text, 'cancelled'::text, 'failed'::text])));
alter table elder_imports add constraint elder_imports_undone_by_fkey FOREIGN KEY (undone_by) REFERENCES accounts(id);
CREATE INDEX elder_imports_created ON public.elder_imports USING btree (county_code, created_at, id);
CREATE INDEX elder_imports_same_file ON public.elder_imports USING btree (county_code, file_hash) WHERE (stage = ANY (ARRAY['reading'::text, 'understood'::text, 'committing'::text]));
CREATE INDEX elder_imports_unforgotten ON public.elder_imports USING btree (committed_at) WHERE ((stage = ANY (ARRAY['committed'::text, 'undone'::text])) AND (forgotten_at IS NULL));
CREATE INDEX elder_imports_untrimmed ON public.elder_imports USING btree (committed_at) WHERE ((stage = ANY (ARRAY['committed'::text, 'undone'::text])) AND (trimmed_at IS NULL));
CREATE INDEX elder_imports_waiting ON public.elder_imports USING btree (stage) WHERE (stage = ANY (ARRAY['reading'::text, 'committing'::text, 'undoing'::text]));
alter table elder_imports enable row level security;
create policy area on elder_imports for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant delete, insert, select, update on elder_imports to wanqing_app;

-- elder_links
elder_links.county_code text collate "C" not null;
elder_links.id uuid not null;
elder_links.region_code text collate "C" not null;
elder_links.elder_id uuid not null;
elder_links.way text not null;
elder_links.other_county_code text collate "C" not null;
elder_links.other_region_code text collate "C" not null;
elder_links.other_id uuid not null;
elder_links.transfer_id uuid not null;
elder_links.moved_on date not null;
elder_links.history_sealed text;
elder_links.linked_at timestamp with time zone not null;
alter table elder_links add constraint elder_links_check CHECK ((county_code = "left"(region_code, 6)));
alter table elder_links add constraint elder_links_county_code_elder_id_fkey FOREIGN KEY (county_code, elder_id) REFERENCES elders(county_code, id);
alter table elder_links add constraint elder_links_county_code_transfer_id_way_key UNIQUE (county_code, transfer_id, way);
alter table elder_links add constraint elder_links_pkey PRIMARY KEY (county_code, id);
alter table elder_links add constraint elder_links_way_check CHECK ((way = ANY (ARRAY['cameFrom'::text, 'wentTo'::text])));
CREATE INDEX elder_links_elder ON public.elder_links USING btree (county_code, elder_id);
alter table elder_links enable row level security;
create policy area on elder_links for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select on elder_links to wanqing_app;

-- elder_memberships
elder_memberships.county_code text collate "C" not null;
elder_memberships.id uuid not null;
elder_memberships.region_code text collate "C" not null;
elder_memberships.elder_id uuid not null;
elder_memberships."group" text not null;
elder_memberships.valid_from date not null;
elder_memberships.valid_to date;
elder_memberships.evidence text not null;
elder_memberships.confirmed_by uuid;
elder_memberships.batch_id uuid;
elder_memberships.recorded_at timestamp with time zone not null;
elder_memberships.proof jsonb not null default '{}'::jsonb;
elder_memberships.certificate_sealed text;
elder_memberships.certificate_tail text;
elder_memberships.expires_on date;
elder_memberships.confirmed_on date;
elder_memberships.lacks_evidence boolean not null default false;
elder_memberships.replaces uuid;
elder_memberships.voided_at timestamp with time zone;
elder_memberships.voided_by uuid;
elder_memberships.void_reason text;
elder_memberships.voided_valid_to date;
alter table elder_memberships add constraint elder_memberships_certificate CHECK (((certificate_sealed IS NULL) = (certificate_tail IS NULL)));
alter table elder_memberships add constraint elder_memberships_check CHECK ((county_code = "left"(region_code, 6)));
alter table elder_memberships add constraint elder_memberships_county_code_elder_id_fkey FOREIGN KEY (county_code, elder_id) REFERENCES elders(county_code, id);
alter table elder_memberships add constraint elder_memberships_expiry CHECK (((expires_on IS NULL) OR (voided_at IS NOT NULL) OR ((valid_to IS NOT NULL) AND (valid_to <= expires_on))));
alter table elder_memberships add constraint elder_memberships_group_check CHECK (("group" = ANY (ARRAY['livesAlone'::text, 'emptyNest'::text, 'leftBehind'::text, 'tekun'::text, 'careDependent'::text, 'severeDisability'::text, 'specialFamily'::text])));
alter table elder_memberships add constraint elder_memberships_pkey PRIMARY KEY (county_code, id);
alter table elder_memberships add constraint elder_memberships_span CHECK (
CASE
    WHEN (voided_at IS NULL) THEN ((valid_to IS NULL) OR (valid_to >= valid_from))
    ELSE (valid_to = (valid_from - 1))
END);
alter table elder_memberships add constraint elder_memberships_void CHECK (((voided_at IS NULL) = (void_reason IS NULL)));
CREATE INDEX elder_memberships_elder ON public.elder_memberships USING btree (county_code, elder_id);
CREATE INDEX elder_memberships_expiring ON public.elder_memberships USING btree (county_code, expires_on) WHERE (expires_on IS NOT NULL);
CREATE INDEX elder_memberships_group ON public.elder_memberships USING btree ("group", county_code, region_code, elder_id);
CREATE INDEX elder_memberships_lacking ON public.elder_memberships USING btree (county_code, region_code, id) WHERE lacks_evidence;
CREATE UNIQUE INDEX elder_memberships_open ON public.elder_memberships USING btree (county_code, elder_id, "group") WHERE (valid_to IS NULL);
alter table elder_memberships enable row level security;
create policy area on elder_memberships for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant delete, insert, select, update on elder_memberships to wanqing_app;
CREATE TRIGGER elder_memberships_change_cells AFTER UPDATE ON public.elder_memberships REFERENCING NEW TABLE AS moved FOR EACH STATEMENT EXECUTE FUNCTION note_cells_of_facts();
CREATE TRIGGER elder_memberships_come_to_cells AFTER INSERT ON public.elder_memberships REFERENCING NEW TABLE AS moved FOR EACH STATEMENT EXECUTE FUNCTION note_cells_of_facts();
CREATE TRIGGER elder_memberships_go_from_cells AFTER DELETE ON public.elder_memberships REFERENCING OLD TABLE AS moved FOR EACH STATEMENT EXECUTE FUNCTION note_cells_of_facts();
CREATE TRIGGER elder_memberships_were_in_cells AFTER UPDATE ON public.elder_memberships REFERENCING OLD TABLE AS moved FOR EACH STATEMENT EXECUTE FUNCTION note_cells_of_facts();

-- elder_merges
elder_merges.county_code text collate "C" not null;
elder_merges.id uuid not null;
elder_merges.region_code text collate "C" not null;
elder_merges.survivor_id uuid not null;
elder_merges.merged_id uuid not null;
elder_merges.fields jsonb not null;
elder_merges.effects jsonb not null;
elder_merges.reason text not null;
elder_merges.merged_by uuid;
elder_merges.merged_at timestamp with time zone not null;
elder_merges.undone_by uuid;
elder_merges.undone_at timestamp with time zone;
elder_merges.undo_reason text;
alter table elder_merges add constraint elder_merges_check CHECK (((undone_at IS NULL) = (undo_reason IS NULL)));
alter table elder_merges add constraint elder_merges_check1 CHECK ((county_code = "left"(region_code, 6)));
alter table elder_merges add constraint elder_merges_county_code_merged_id_fkey FOREIGN KEY (county_code, merged_id) REFERENCES elders(county_code, id);
alter table elder_merges add constraint elder_merges_county_code_survivor_id_fkey FOREIGN KEY (county_code, survivor_id) REFERENCES elders(county_code, id);
alter table elder_merges add constraint elder_merges_merged_by_fkey FOREIGN KEY (merged_by) REFERENCES accounts(id);
alter table elder_merges add constraint elder_merges_pkey PRIMARY KEY (county_code, id);
alter table elder_merges add constraint elder_merges_undone_by_fkey FOREIGN KEY (undone_by) REFERENCES accounts(id);
CREATE UNIQUE INDEX elder_merges_standing ON public.elder_merges USING btree (county_code, merged_id) WHERE (undone_at IS NULL);
CREATE INDEX elder_merges_survivor ON public.elder_merges USING btree (county_code, survivor_id);
alter table elder_merges enable row level security;
create policy area on elder_merges for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on elder_merges to wanqing_app;

-- elder_standings
elder_standings.county_code text collate "C" not null;
elder_standings.elder_id uuid not null;
elder_standings.region_code text collate "C" not null;
elder_standings.risk text not null;
elder_standings.rule_risk text not null;
elder_standings.risk_rank smallint not null default 
CASE risk
    WHEN 'red'::text THEN 0
    WHEN 'orange'::text THEN 1
    WHEN 'yellow'::text THEN 2
    ELSE 3
END;
elder_standings.points integer not null;
elder_standings.causes jsonb not null;
elder_standings.rule_version integer not null;
elder_standings.risk_since date not null;
elder_standings.due_on date not null;
elder_standings.due_reason text not null;
elder_standings.due_also text[] not null;
elder_standings.every_days integer not null;
elder_standings.last_met_on date;
elder_standings.visitor_id uuid;
elder_standings.computed_on date not null;
alter table elder_standings add constraint elder_standings_check CHECK ((county_code = "left"(region_code, 6)));
alter table elder_standings add constraint elder_standings_county_code_elder_id_fkey FOREIGN KEY (county_code, elder_id) REFERENCES elders(county_code, id) ON DELETE CASCADE;
alter table elder_standings add constraint elder_standings_pkey PRIMARY KEY (county_code, elder_id);
alter table elder_standings add constraint elder_standings_risk_check CHECK ((risk = ANY (ARRAY['red'::text, 'orange'::text, 'yellow'::text, 'green'::text])));
alter table elder_standings add constraint elder_standings_rule_risk_check CHECK ((rule_risk = ANY (ARRAY['red'::text, 'orange'::text, 'yellow'::text, 'green'::text])));
CREATE INDEX elder_standings_all_due ON public.elder_standings USING btree (due_on, elder_id);
CREATE INDEX elder_standings_due ON public.elder_standings USING btree (county_code, due_on, elder_id);
CREATE INDEX elder_standings_risk ON public.elder_standings USING btree (county_code, risk_rank, due_on, elder_id);
CREATE INDEX elder_standings_visitor ON public.elder_standings USING btree (county_code, visitor_id, due_on, elder_id);
alter table elder_standings enable row level security;
create policy area on elder_standings for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant select on elder_standings to wanqing_app;

-- elder_transfers
elder_transfers.county_code text collate "C" not null;
elder_transfers.id uuid not null;
elder_transfers.region_code text collate "C" not null;
elder_transfers.elder_id uuid not null;
elder_transfers.to_region_code text collate "C" not null;
elder_transfers.moved_on date not null;
elder_transfers.reason text not null;
elder_transfers.payload_sealed text not null;
elder_transfers.state text not null;
elder_transfers.answer_by date not null;
elder_transfers.proposed_by uuid;
elder_transfers.proposed_at timestamp with time zone not null;
elder_transfers.answered_by uuid;
elder_transfers.answered_at timestamp with time zone;
elder_transfers.answer text;
elder_transfers.accepted_elder_id uuid;
elder_transfers.accepted_region_code text collate "C";
elder_transfers.closed_at timestamp with time zone;
elder_transfers.event_id uuid;
alter table elder_transfers add constraint elder_transfers_answered_by_fkey FOREIGN KEY (answered_by) REFERENCES accounts(id);
alter table elder_transfers add constraint elder_transfers_check CHECK ((county_code = "left"(region_code, 6)));
alter table elder_transfers add constraint elder_transfers_check1 CHECK (((state = 'toReceive'::text) = (answered_at IS NULL)));
alter table elder_transfers add constraint elder_transfers_check2 CHECK (((state = 'received'::text) = (accepted_elder_id IS NOT NULL)));
alter table elder_transfers add constraint elder_transfers_county_code_elder_id_fkey FOREIGN KEY (county_code, elder_id) REFERENCES elders(county_code, id);
alter table elder_transfers add constraint elder_transfers_pkey PRIMARY KEY (county_code, id);
alter table elder_transfers add constraint elder_transfers_proposed_by_fkey FOREIGN KEY (proposed_by) REFERENCES accounts(id);
alter table elder_transfers add constraint elder_transfers_state_check CHECK ((state = ANY (ARRAY['toReceive'::text, 'received'::text, 'sentBack'::text, 'withdrawn'::text])));
alter table elder_transfers add constraint elder_transfers_to_region_code_fkey FOREIGN KEY (to_region_code) REFERENCES regions(code);
CREATE INDEX elder_transfers_from ON public.elder_transfers USING btree (county_code, region_code, proposed_at DESC, id);
CREATE UNIQUE INDEX elder_transfers_open ON public.elder_transfers USING btree (county_code, elder_id) WHERE (state = 'toReceive'::text);
CREATE INDEX elder_transfers_to ON public.elder_transfers USING btree (to_region_code, proposed_at DESC, id);
CREATE INDEX elder_transfers_unclosed ON public.elder_transfers USING btree (answered_at) WHERE ((state = 'received'::text) AND (closed_at IS NULL));
alter table elder_transfers enable row level security;
create policy area on elder_transfers for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
create policy receiving_answer on elder_transfers for update to wanqing_app using (((to_region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (to_region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((to_region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (to_region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
create policy receiving_read on elder_transfers for select to wanqing_app using (((to_region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (to_region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on elder_transfers to wanqing_app;

-- elders
elders.county_code text collate "C" not null;
elders.id uuid not null;
elders.region_code text collate "C" not null;
elders.household_id uuid not null;
elders.name text collate "C" not null;
elders.pinyin text collate "C" not null;
elders.initials text collate "C" not null;
elders.other_pinyin text collate "C" default NULLIF(split_part(pinyin, ' '::text, 2), ''::text);
elders.other_initials text collate "C" default NULLIF(split_part(initials, ' '::text, 2), ''::text);
elders.sex text not null;
elders.born_on date;
elders.birth_calendar text not null;
elders.ethnicity text not null;
elders.spoken_language text not null;
elders.number_kind text not null;
elders.citizen_number_sealed text;
elders.citizen_number_hash text;
elders.citizen_number_tail text;
elders.phone_sealed text;
elders.phone_tail text;
elders.health_note_sealed text;
elders.note text;
elders.willing_to_be_visited boolean not null;
elders.registered_on date not null;
elders.ended_on date;
elders.version integer not null;
elders.batch_id uuid;
elders.synthetic boolean not null;
elders.created_at timestamp with time zone not null;
elders.updated_at timestamp with time zone not null;
elders.import_hash text;
elders.import_version integer;
elders.merged_into uuid;
elders.merged_ids uuid[] not null default '{}'::uuid[];
elders.read_language text;
elders.hard_of_hearing boolean not null default false;
elders.weak_sight boolean not null default false;
elders.confirmed_on date;
elders.confirmed_by uuid;
alter table elders add constraint elders_birth_calendar_check CHECK ((birth_calendar = ANY (ARRAY['solar'::text, 'lunar'::text, 'yearOnly'::text])));
alter table elders add constraint elders_check CHECK ((county_code = "left"(region_code, 6)));
alter table elders add constraint elders_check1 CHECK (((citizen_number_sealed IS NULL) = (citizen_number_hash IS NULL)));
alter table elders add constraint elders_county_code_household_id_fkey FOREIGN KEY (county_code, household_id) REFERENCES households(county_code, id);
alter table elders add constraint elders_merged_holds_nothing CHECK (((merged_into IS NULL) OR (merged_ids = '{}'::uuid[])));
alter table elders add constraint elders_merged_not_into_itself CHECK ((merged_into <> id));
alter table elders add constraint elders_number_kind_check CHECK ((number_kind = ANY (ARRAY['citizen'::text, 'converted15'::text, 'passport'::text, 'hkMacaoPermit'::text, 'taiwanPermit'::text, 'residencePermit'::text, 'foreignResident'::text, 'temporary'::text, 'none'::text])));
alter table elders add constraint elders_pkey PRIMARY KEY (county_code, id);
alter table elders add constraint elders_read_language_check CHECK ((read_language = ANY (ARRAY['zh'::text, 'ko'::text, 'both'::text, 'cannotRead'::text])));
alter table elders add constraint elders_region_code_fkey FOREIGN KEY (region_code) REFERENCES regions(code);
alter table elders add constraint elders_sex_check CHECK ((sex = ANY (ARRAY['unknown'::text, 'male'::text, 'female'::text, 'notStated'::text])));
alter table elders add constraint elders_spoken_language_check CHECK ((spoken_language = ANY (ARRAY['zh'::text, 'ko'::text, 'both'::text])));
CREATE INDEX elders_batch ON public.elders USING btree (county_code, batch_id) WHERE (batch_id IS NOT NULL);
CREATE INDEX elders_born ON public.elders USING btree (born_on, county_code) WHERE (born_on IS NOT NULL);
CREATE INDEX elders_ended ON public.elders USING btree (county_code, region_code, id) WHERE (ended_on IS NOT NULL);
CREATE INDEX elders_ended_home ON public.elders USING btree (county_code, household_id) WHERE (ended_on IS NOT NULL);
CREATE INDEX elders_household ON public.elders USING btree (county_code, household_id);
CREATE INDEX elders_initials ON public.elders USING btree (county_code, initials, id);
CREATE INDEX elders_merged ON public.elders USING btree (county_code, merged_into) WHERE (merged_into IS NOT NULL);
CREATE INDEX elders_name ON public.elders USING btree (county_code, name, id);
CREATE INDEX elders_number_tail ON public.elders USING btree (citizen_number_tail);
CREATE INDEX elders_other_initials ON public.elders USING btree (county_code, other_initials, id) WHERE (other_initials IS NOT NULL);
CREATE INDEX elders_other_pinyin ON public.elders USING btree (county_code, other_pinyin, id) WHERE (other_pinyin IS NOT NULL);
CREATE INDEX elders_phone_tail ON public.elders USING btree (phone_tail);
CREATE INDEX elders_pinyin ON public.elders USING btree (county_code, pinyin, id);
CREATE INDEX elders_region ON public.elders USING btree (county_code, region_code, id);
CREATE INDEX elders_updated ON public.elders USING btree (updated_at);
alter table elders enable row level security;
create policy area on elders for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant delete, insert, select, update on elders to wanqing_app;
CREATE TRIGGER elders_accounts_follow AFTER UPDATE OF region_code ON public.elders FOR EACH ROW WHEN (((old.region_code IS DISTINCT FROM new.region_code) AND (old.county_code = new.county_code))) EXECUTE FUNCTION ledger_follow_elder();
CREATE TRIGGER elders_change_cells AFTER UPDATE ON public.elders REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION note_cells_of_changed_elders();
CREATE TRIGGER elders_come_to_cells AFTER INSERT ON public.elders REFERENCING NEW TABLE AS moved FOR EACH STATEMENT EXECUTE FUNCTION note_cells_of_elders();
CREATE TRIGGER elders_go_from_cells AFTER DELETE ON public.elders REFERENCING OLD TABLE AS moved FOR EACH STATEMENT EXECUTE FUNCTION note_cells_of_elders();

-- facilities
facilities.county_code text collate "C" not null;
facilities.id uuid not null;
facilities.region_code text collate "C" not null;
facilities.registry_number text;
facilities.kind text not null;
facilities.tier text not null;
facilities.name text not null;
facilities.address text;
facilities.lon double precision;
facilities.lat double precision;
facilities.telephone text;
facilities.governing_body text not null;
facilities.governing_name text;
facilities.manager_name text;
facilities.manager_role text;
facilities.manager_phone_sealed text;
facilities.manager_phone_tail text;
facilities.beds integer not null default 0;
facilities.full_day_lodging boolean not null default false;
facilities.day_places integer not null default 0;
facilities.area_square_meters integer;
facilities.staff jsonb not null default '{}'::jsonb;
facilities.services text[] not null default '{}'::text[];
facilities.opening_week text not null default 'OOOOOOO'::text;
facilities.opens_at integer not null default 480;
facilities.closes_at integer not null default 1020;
facilities.winter text not null default 'asUsual'::text;
facilities.note text;
facilities.canteen_id uuid;
facilities.state text not null;
facilities.state_since date not null;
facilities.last_active_on date;
facilities.last_active_way text;
facilities.version integer not null default 1;
facilities.registered_by uuid;
facilities.registered_at timestamp with time zone not null;
alter table facilities add constraint facilities_area_square_meters_check CHECK (((area_square_meters >= 1) AND (area_square_meters <= 200000)));
alter table facilities add constraint facilities_beds_check CHECK (((beds >= 0) AND (beds <= 2000)));
alter table facilities add constraint facilities_check CHECK ((county_code = "left"(region_code, 6)));
alter table facilities add constraint facilities_check1 CHECK (((lon IS NULL) = (lat IS NULL)));
alter table facilities add constraint facilities_check2 CHECK ((closes_at > opens_at));
alter table facilities add constraint facilities_closes_at_check CHECK (((closes_at >= 1) AND (closes_at <= 1440)));
alter table facilities add constraint facilities_county_code_canteen_id_fkey FOREIGN KEY (county_code, canteen_id) REFERENCES canteens(county_code, id);
alter table facilities add constraint facilities_day_places_check CHECK (((day_places >= 0) AND (day_places <= 2000)));
alter table facilities add constraint facilities_governing_body_check CHECK ((governing_body = ANY (ARRAY['elderAssociation'::text, 'villageCommittee'::text, 'townshipGovernment'::text, 'civilAffairs'::text, 'mutualAidTeam'::text, 'careHomeOperator'::text, 'company'::text, 'charityRuns'::text])));
alter table facilities add constraint facilities_kind_check CHECK ((kind = ANY (ARRAY['countyWelfareCentre'::text, 'townshipWelfareCentre'::text, 'embeddedCentre'::text, 'mutualAidStation'::text, 'elderCourtyard'::text, 'dayCare'::text, 'careHome'::text, 'dementiaZone'::text, 'practiceStation'::text])));
alter table facilities add constraint facilities_last_active_way_check CHECK ((last_active_way = ANY (ARRAY['mealServed'::text, 'dutyKept'::text, 'meetingHeld'::text, 'stayLogged'::text, 'photoTaken'::text, 'eventHeld'::text, 'accountPosted'::text])));
alter table facilities add constraint facilities_manager_role_check CHECK ((manager_role = ANY (ARRAY['partySecretary'::text, 'committeeHead'::text, 'womensDirector'::text, 'associationHead'::text, 'homeDirector'::text, 'otherHead'::text])));
alter table facilities add constraint facilities_opening_week_check CHECK ((opening_week ~ '^[-O]{7}$'::text));
alter table facilities add constraint facilities_opens_at_check CHECK (((opens_at >= 0) AND (opens_at <= 1439)));
alter table facilities add constraint facilities_pkey PRIMARY KEY (county_code, id);
alter table facilities add constraint facilities_region_code_fkey FOREIGN KEY (region_code) REFERENCES regions(code);
alter table facilities add constraint facilities_registered_by_fkey FOREIGN KEY (registered_by) REFERENCES accounts(id);
alter table facilities add constraint facilities_state_check CHECK ((state = ANY (ARRAY['inPlanning'::text, 'beingPrepared'::text, 'running'::text, 'onPause'::text, 'shutDown'::text, 'removed'::text])));
alter table facilities add constraint facilities_tier_check CHECK ((tier = ANY (ARRAY['countyTier'::text, 'townshipTier'::text, 'villageTier'::text])));
alter table facilities add constraint facilities_winter_check CHECK ((winter = ANY (ARRAY['asUsual'::text, 'restsInWinter'::text])));
CREATE UNIQUE INDEX facilities_canteen ON public.facilities USING btree (county_code, canteen_id) WHERE (canteen_id IS NOT NULL);
CREATE INDEX facilities_kind ON public.facilities USING btree (county_code, kind, region_code, id);
CREATE UNIQUE INDEX facilities_number ON public.facilities USING btree (county_code, registry_number) WHERE (registry_number IS NOT NULL);
CREATE INDEX facilities_place ON public.facilities USING btree (county_code, region_code, id);
CREATE INDEX facilities_there ON public.facilities USING btree (county_code, region_code) INCLUDE (kind, state, beds, full_day_lodging, services) WHERE (state = ANY (ARRAY['running'::text, 'onPause'::text]));
alter table facilities enable row level security;
create policy area on facilities for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant delete, insert, select, update on facilities to wanqing_app;
CREATE TRIGGER facilities_come_noted AFTER INSERT OR DELETE ON public.facilities FOR EACH ROW EXECUTE FUNCTION note_site('id');
CREATE TRIGGER facilities_moved_noted AFTER UPDATE ON public.facilities FOR EACH ROW WHEN (((((((((((old.region_code IS DISTINCT FROM new.region_code) OR (old.kind IS DISTINCT FROM new.kind)) OR (old.state IS DISTINCT FROM new.state)) OR (old.state_since IS DISTINCT FROM new.state_since)) OR (old.beds IS DISTINCT FROM new.beds)) OR (old.full_day_lodging IS DISTINCT FROM new.full_day_lodging)) OR (old.winter IS DISTINCT FROM new.winter)) OR (old.last_active_on IS DISTINCT FROM new.last_active_on)) OR (old.canteen_id IS DISTINCT FROM new.canteen_id)) OR ((old.manager_name IS NULL) IS DISTINCT FROM (new.manager_name IS NULL)))) EXECUTE FUNCTION note_site('id');

-- facility_activities
facility_activities.county_code text collate "C" not null;
facility_activities.facility_id uuid not null;
facility_activities.day date not null;
facility_activities.way text not null;
facility_activities.region_code text collate "C" not null;
facility_activities.noted_at timestamp with time zone not null;
alter table facility_activities add constraint facility_activities_check CHECK ((county_code = "left"(region_code, 6)));
alter table facility_activities add constraint facility_activities_county_code_facility_id_fkey FOREIGN KEY (county_code, facility_id) REFERENCES facilities(county_code, id);
alter table facility_activities add constraint facility_activities_pkey PRIMARY KEY (county_code, facility_id, day, way);
alter table facility_activities add constraint facility_activities_way_check CHECK ((way = ANY (ARRAY['mealServed'::text, 'dutyKept'::text, 'meetingHeld'::text, 'stayLogged'::text, 'photoTaken'::text, 'eventHeld'::text, 'accountPosted'::text])));
alter table facility_activities enable row level security;
create policy area on facility_activities for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select on facility_activities to wanqing_app;

-- facility_changes
facility_changes.county_code text collate "C" not null;
facility_changes.id uuid not null;
facility_changes.region_code text collate "C" not null;
facility_changes.facility_id uuid not null;
facility_changes.fields jsonb not null;
facility_changes.changed_by uuid;
facility_changes.changed_at timestamp with time zone not null;
facility_changes.undone_at timestamp with time zone;
facility_changes.undone_by uuid;
alter table facility_changes add constraint facility_changes_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES accounts(id);
alter table facility_changes add constraint facility_changes_check CHECK ((county_code = "left"(region_code, 6)));
alter table facility_changes add constraint facility_changes_county_code_facility_id_fkey FOREIGN KEY (county_code, facility_id) REFERENCES facilities(county_code, id);
alter table facility_changes add constraint facility_changes_pkey PRIMARY KEY (county_code, id);
alter table facility_changes add constraint facility_changes_undone_by_fkey FOREIGN KEY (undone_by) REFERENCES accounts(id);
CREATE INDEX facility_changes_newest ON public.facility_changes USING btree (county_code, facility_id, changed_at DESC);
alter table facility_changes enable row level security;
create policy area on facility_changes for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant delete, insert, select, update on facility_changes to wanqing_app;

-- facility_equipment
facility_equipment.county_code text collate "C" not null;
facility_equipment.id uuid not null;
facility_equipment.region_code text collate "C" not null;
facility_equipment.facility_id uuid not null;
facility_equipment.kind text not null;
facility_equipment.pieces integer not null;
facility_equipment.condition text not null;
facility_equipment.received_on date;
facility_equipment.source text;
facility_equipment.kept_by uuid;
facility_equipment.kept_at timestamp with time zone not null;
facility_equipment.ended_on date;
alter table facility_equipment add constraint facility_equipment_check CHECK ((county_code = "left"(region_code, 6)));
alter table facility_equipment add constraint facility_equipment_condition_check CHECK ((condition = ANY (ARRAY['inUse'::text, 'broken'::text, 'notInstalled'::text])));
alter table facility_equipment add constraint facility_equipment_county_code_facility_id_fkey FOREIGN KEY (county_code, facility_id) REFERENCES facilities(county_code, id);
alter table facility_equipment add constraint facility_equipment_kept_by_fkey FOREIGN KEY (kept_by) REFERENCES accounts(id);
alter table facility_equipment add constraint facility_equipment_kind_check CHECK ((kind = ANY (ARRAY['bathSet'::text, 'nursingBed'::text, 'wheelchairs'::text, 'heatingBoiler'::text, 'kitchenSet'::text, 'callBells'::text, 'smokeAlarms'::text, 'fireKit'::text, 'cameras'::text, 'exerciseSet'::text, 'gamesSet'::text, 'rampAndRails'::text])));
alter table facility_equipment add constraint facility_equipment_pieces_check CHECK (((pieces >= 1) AND (pieces <= 5000)));
alter table facility_equipment add constraint facility_equipment_pkey PRIMARY KEY (county_code, id);
CREATE INDEX facility_equipment_facility ON public.facility_equipment USING btree (county_code, facility_id) WHERE (ended_on IS NULL);
CREATE INDEX facility_equipment_kind ON public.facility_equipment USING btree (kind, county_code, facility_id) INCLUDE (region_code) WHERE (ended_on IS NULL);
alter table facility_equipment enable row level security;
create policy area on facility_equipment for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant delete, insert, select, update on facility_equipment to wanqing_app;
CREATE TRIGGER facility_equipment_noted AFTER INSERT OR DELETE OR UPDATE ON public.facility_equipment FOR EACH ROW EXECUTE FUNCTION note_site('facility_id');

-- facility_import_rows
facility_import_rows.county_code text collate "C" not null;
facility_import_rows.batch_id uuid not null;
facility_import_rows.row_number integer not null;
facility_import_rows.region_code text collate "C" not null;
facility_import_rows.facility_county text collate "C" not null;
facility_import_rows.facility_id uuid not null;
facility_import_rows.outcome text not null;
facility_import_rows.before jsonb;
facility_import_rows.version_left integer not null;
alter table facility_import_rows add constraint facility_import_rows_check CHECK ((county_code = "left"(region_code, 6)));
alter table facility_import_rows add constraint facility_import_rows_county_code_batch_id_fkey FOREIGN KEY (county_code, batch_id) REFERENCES facility_imports(county_code, id);
alter table facility_import_rows add constraint facility_import_rows_outcome_check CHECK ((outcome = ANY (ARRAY['new'::text, 'changed'::text, 'unchanged'::text, 'suspicious'::text, 'refused'::text])));
alter table facility_import_rows add constraint facility_import_rows_pkey PRIMARY KEY (county_code, batch_id, row_number);
alter table facility_import_rows enable row level security;
create policy area on facility_import_rows for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select on facility_import_rows to wanqing_app;

-- facility_imports
facility_imports.county_code text collate "C" not null;
facility_imports.id uuid not null;
facility_imports.region_code text collate "C" not null;
facility_imports.file_name text not null;
facility_imports.stage text not null;
facility_imports.encoding text not null;
facility_imports.header_row integer not null;
facility_imports.mapping jsonb not null;
facility_imports.columns jsonb not null;
facility_imports.cells_sealed text;
facility_imports.counts jsonb not null;
facility_imports.undo jsonb;
facility_imports.created_by uuid;
facility_imports.created_at timestamp with time zone not null;
facility_imports.committed_at timestamp with time zone;
facility_imports.undone_at timestamp with time zone;
facility_imports.undone_by uuid;
alter table facility_imports add constraint facility_imports_check CHECK ((county_code = "left"(region_code, 6)));
alter table facility_imports add constraint facility_imports_created_by_fkey FOREIGN KEY (created_by) REFERENCES accounts(id);
alter table facility_imports add constraint facility_imports_pkey PRIMARY KEY (county_code, id);
alter table facility_imports add constraint facility_imports_region_code_fkey FOREIGN KEY (region_code) REFERENCES regions(code);
alter table facility_imports add constraint facility_imports_stage_check CHECK ((stage = ANY (ARRAY['understood'::text, 'committed'::text, 'undone'::text, 'cancelled'::text])));
alter table facility_imports add constraint facility_imports_undone_by_fkey FOREIGN KEY (undone_by) REFERENCES accounts(id);
CREATE INDEX facility_imports_created ON public.facility_imports USING btree (county_code, created_at DESC, id);
alter table facility_imports enable row level security;
create policy area on facility_imports for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on facility_imports to wanqing_app;

-- facility_papers
facility_papers.county_code text collate "C" not null;
facility_papers.id uuid not null;
facility_papers.region_code text collate "C" not null;
facility_papers.facility_id uuid not null;
facility_papers.kind text not null;
facility_papers.number text not null;
facility_papers.issuer text not null;
facility_papers.issued_on date not null;
facility_papers.expires_on date;
facility_papers.kept_by uuid;
facility_papers.kept_at timestamp with time zone not null;
facility_papers.ended_on date;
alter table facility_papers add constraint facility_papers_check CHECK ((county_code = "left"(region_code, 6)));
alter table facility_papers add constraint facility_papers_check1 CHECK (((expires_on IS NULL) OR (expires_on >= issued_on)));
alter table facility_papers add constraint facility_papers_county_code_facility_id_fkey FOREIGN KEY (county_code, facility_id) REFERENCES facilities(county_code, id);
alter table facility_papers add constraint facility_papers_kept_by_fkey FOREIGN KEY (kept_by) REFERENCES accounts(id);
alter table facility_papers add constraint facility_papers_kind_check CHECK ((kind = ANY (ARRAY['homeFiling'::text, 'institutionCertificate'::text, 'charityCertificate'::text, 'businessLicence'::text, 'fireAcceptance'::text, 'foodLicence'::text, 'smallCanteenRecord'::text, 'houseSafety'::text, 'propertyProof'::text])));
alter table facility_papers add constraint facility_papers_pkey PRIMARY KEY (county_code, id);
CREATE INDEX facility_papers_facility ON public.facility_papers USING btree (county_code, facility_id) WHERE (ended_on IS NULL);
alter table facility_papers enable row level security;
create policy area on facility_papers for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant delete, insert, select, update on facility_papers to wanqing_app;
CREATE TRIGGER facility_papers_noted AFTER INSERT OR DELETE OR UPDATE ON public.facility_papers FOR EACH ROW EXECUTE FUNCTION note_site('facility_id');

-- facility_photos
facility_photos.county_code text collate "C" not null;
facility_photos.id uuid not null;
facility_photos.region_code text collate "C" not null;
facility_photos.facility_id uuid not null;
facility_photos.subject text not null;
facility_photos.taken_on date not null;
facility_photos.content_type text not null;
facility_photos.size_bytes integer not null;
facility_photos.content_hash text not null;
facility_photos.added_by uuid;
facility_photos.added_at timestamp with time zone not null;
alter table facility_photos add constraint facility_photos_added_by_fkey FOREIGN KEY (added_by) REFERENCES accounts(id);
alter table facility_photos add constraint facility_photos_check CHECK ((county_code = "left"(region_code, 6)));
alter table facility_photos add constraint facility_photos_content_type_check CHECK ((content_type = ANY (ARRAY['image/jpeg'::text, 'image/png'::text, 'image/webp'::text])));
alter table facility_photos add constraint facility_photos_county_code_facility_id_fkey FOREIGN KEY (county_code, facility_id) REFERENCES facilities(county_code, id);
alter table facility_photos add constraint facility_photos_pkey PRIMARY KEY (county_code, id);
alter table facility_photos add constraint facility_photos_subject_check CHECK ((subject = ANY (ARRAY['gate'::text, 'rooms'::text, 'lodgingRoom'::text, 'kitchenAndTable'::text, 'washRoom'::text, 'gathering'::text, 'noticeBoard'::text])));
CREATE INDEX facility_photos_facility ON public.facility_photos USING btree (county_code, facility_id, taken_on DESC);
alter table facility_photos enable row level security;
create policy area on facility_photos for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select on facility_photos to wanqing_app;

-- facility_scans
facility_scans.county_code text collate "C" not null;
facility_scans.id uuid not null;
facility_scans.region_code text collate "C" not null;
facility_scans.paper_id uuid not null;
facility_scans.content_type text not null;
facility_scans.size_bytes integer not null;
facility_scans.content_hash text not null;
facility_scans.added_by uuid;
facility_scans.added_at timestamp with time zone not null;
alter table facility_scans add constraint facility_scans_added_by_fkey FOREIGN KEY (added_by) REFERENCES accounts(id);
alter table facility_scans add constraint facility_scans_check CHECK ((county_code = "left"(region_code, 6)));
alter table facility_scans add constraint facility_scans_content_type_check CHECK ((content_type = ANY (ARRAY['image/jpeg'::text, 'image/png'::text, 'image/webp'::text, 'application/pdf'::text])));
alter table facility_scans add constraint facility_scans_county_code_paper_id_fkey FOREIGN KEY (county_code, paper_id) REFERENCES facility_papers(county_code, id);
alter table facility_scans add constraint facility_scans_pkey PRIMARY KEY (county_code, id);
CREATE INDEX facility_scans_paper ON public.facility_scans USING btree (county_code, paper_id, added_at);
alter table facility_scans enable row level security;
create policy area on facility_scans for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select on facility_scans to wanqing_app;

-- facility_states
facility_states.county_code text collate "C" not null;
facility_states.id uuid not null;
facility_states.region_code text collate "C" not null;
facility_states.facility_id uuid not null;
facility_states.state text not null;
facility_states.from_on date not null;
facility_states.reason text;
facility_states.note text;
facility_states.said_by uuid;
facility_states.said_at timestamp with time zone not null;
facility_states.withdrawn_at timestamp with time zone;
facility_states.withdrawn_by uuid;
alter table facility_states add constraint facility_states_check CHECK ((county_code = "left"(region_code, 6)));
alter table facility_states add constraint facility_states_county_code_facility_id_fkey FOREIGN KEY (county_code, facility_id) REFERENCES facilities(county_code, id);
alter table facility_states add constraint facility_states_pkey PRIMARY KEY (county_code, id);
alter table facility_states add constraint facility_states_reason_check CHECK ((reason = ANY (ARRAY['noMoney'::text, 'noCook'::text, 'fewElders'::text, 'repairs'::text, 'unsafeHouse'::text, 'winterRest'::text, 'operatorLeft'::text, 'notFiled'::text, 'mergedAway'::text, 'villageMoved'::text, 'other'::text])));
alter table facility_states add constraint facility_states_said_by_fkey FOREIGN KEY (said_by) REFERENCES accounts(id);
alter table facility_states add constraint facility_states_state_check CHECK ((state = ANY (ARRAY['inPlanning'::text, 'beingPrepared'::text, 'running'::text, 'onPause'::text, 'shutDown'::text, 'removed'::text])));
alter table facility_states add constraint facility_states_withdrawn_by_fkey FOREIGN KEY (withdrawn_by) REFERENCES accounts(id);
CREATE INDEX facility_states_newest ON public.facility_states USING btree (county_code, facility_id, from_on DESC, said_at DESC);
alter table facility_states enable row level security;
create policy area on facility_states for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant delete, insert, select, update on facility_states to wanqing_app;

-- family_keys
family_keys.code_hash text not null;
family_keys.county_code text collate "C" not null;
family_keys.village_code text collate "C" not null;
family_keys.link_id uuid not null;
family_keys.account_id uuid;
family_keys.expires_at timestamp with time zone not null;
alter table family_keys add constraint family_keys_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id);
alter table family_keys add constraint family_keys_pkey PRIMARY KEY (code_hash);
CREATE INDEX family_keys_account ON public.family_keys USING btree (account_id) WHERE (account_id IS NOT NULL);
CREATE INDEX family_keys_link ON public.family_keys USING btree (county_code, link_id);
grant insert, select, update on family_keys to wanqing_app;

-- family_links
family_links.county_code text collate "C" not null;
family_links.id uuid not null;
family_links.region_code text collate "C" not null;
family_links.elder_id uuid not null;
family_links.account_id uuid;
family_links.name text not null;
family_links.kinship text not null;
family_links.may_order boolean not null;
family_links.time_zone text;
family_links.invited_by uuid;
family_links.invited_at timestamp with time zone not null;
family_links.code_until timestamp with time zone not null;
family_links.accepted_at timestamp with time zone;
family_links.ended_at timestamp with time zone;
family_links.ended_by uuid;
family_links.end_reason text;
alter table family_links add constraint family_links_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id);
alter table family_links add constraint family_links_check CHECK ((county_code = "left"(region_code, 6)));
alter table family_links add constraint family_links_check1 CHECK (((account_id IS NULL) = (accepted_at IS NULL)));
alter table family_links add constraint family_links_check2 CHECK (((ended_at IS NULL) = (end_reason IS NULL)));
alter table family_links add constraint family_links_county_code_elder_id_fkey FOREIGN KEY (county_code, elder_id) REFERENCES elders(county_code, id);
alter table family_links add constraint family_links_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES accounts(id);
alter table family_links add constraint family_links_invited_by_fkey FOREIGN KEY (invited_by) REFERENCES accounts(id);
alter table family_links add constraint family_links_kinship_check CHECK ((kinship = ANY (ARRAY['spouse'::text, 'son'::text, 'daughter'::text, 'child'::text, 'daughterInLaw'::text, 'sonInLaw'::text, 'grandchild'::text, 'parent'::text, 'sibling'::text, 'otherKin'::text, 'neighbour'::text, 'villageCadre'::text, 'otherPerson'::text])));
alter table family_links add constraint family_links_pkey PRIMARY KEY (county_code, id);
alter table family_links add constraint family_links_time_zone_check CHECK ((time_zone = ANY (ARRAY['beijing'::text, 'seoul'::text, 'tokyo'::text, 'vladivostok'::text, 'moscow'::text, 'london'::text, 'berlin'::text, 'newYork'::text, 'chicago'::text, 'losAngeles'::text, 'sydney'::text])));
CREATE INDEX family_links_elder ON public.family_links USING btree (county_code, elder_id, invited_at);
alter table family_links enable row level security;
create policy area on family_links for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on family_links to wanqing_app;

-- family_payments
family_payments.county_code text collate "C" not null;
family_payments.id uuid not null;
family_payments.region_code text collate "C" not null;
family_payments.elder_id uuid not null;
family_payments.link_id uuid not null;
family_payments.fen integer not null;
family_payments.way text not null;
family_payments.paid_on date not null;
family_payments.reference text;
family_payments.reported_at timestamp with time zone not null;
family_payments.state text not null;
family_payments.settled_by uuid;
family_payments.settled_at timestamp with time zone;
family_payments.answer text;
family_payments.account text not null;
alter table family_payments add constraint family_payments_account_check CHECK ((account = ANY (ARRAY['elderMeals'::text, 'elderCare'::text])));
alter table family_payments add constraint family_payments_check CHECK ((county_code = "left"(region_code, 6)));
alter table family_payments add constraint family_payments_county_code_elder_id_fkey FOREIGN KEY (county_code, elder_id) REFERENCES elders(county_code, id);
alter table family_payments add constraint family_payments_county_code_link_id_fkey FOREIGN KEY (county_code, link_id) REFERENCES family_links(county_code, id);
alter table family_payments add constraint family_payments_fen_check CHECK ((fen > 0));
alter table family_payments add constraint family_payments_pkey PRIMARY KEY (county_code, id);
alter table family_payments add constraint family_payments_settled_by_fkey FOREIGN KEY (settled_by) REFERENCES accounts(id);
alter table family_payments add constraint family_payments_settled_check CHECK (((state = 'moneyReported'::text) = (settled_at IS NULL)));
alter table family_payments add constraint family_payments_state_check CHECK ((state = ANY (ARRAY['moneyReported'::text, 'moneyArrived'::text, 'moneyMissing'::text])));
alter table family_payments add constraint family_payments_way_check CHECK ((way = ANY (ARRAY['byTransfer'::text, 'mobilePayment'::text, 'throughRelative'::text])));
CREATE INDEX family_payments_link ON public.family_payments USING btree (county_code, link_id, reported_at DESC);
CREATE INDEX family_payments_newest ON public.family_payments USING btree (county_code, state, reported_at DESC, id DESC);
alter table family_payments enable row level security;
create policy area on family_payments for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on family_payments to wanqing_app;

-- filing_steps
filing_steps.county_code text collate "C" not null;
filing_steps.facility_id uuid not null;
filing_steps.step text not null;
filing_steps.region_code text collate "C" not null;
filing_steps.done_on date not null;
filing_steps.note text;
filing_steps.done_by uuid;
filing_steps.done_at timestamp with time zone not null;
alter table filing_steps add constraint filing_steps_check CHECK ((county_code = "left"(region_code, 6)));
alter table filing_steps add constraint filing_steps_county_code_facility_id_fkey FOREIGN KEY (county_code, facility_id) REFERENCES facilities(county_code, id);
alter table filing_steps add constraint filing_steps_done_by_fkey FOREIGN KEY (done_by) REFERENCES accounts(id);
alter table filing_steps add constraint filing_steps_pkey PRIMARY KEY (county_code, facility_id, step);
alter table filing_steps add constraint filing_steps_step_check CHECK ((step = ANY (ARRAY['toldTheLaw'::text, 'houseChecked'::text, 'fireChecked'::text, 'registeredBody'::text, 'filed'::text, 'keptSmall'::text])));
alter table filing_steps enable row level security;
create policy area on filing_steps for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant delete, insert, select on filing_steps to wanqing_app;

-- food_incident_diners
food_incident_diners.county_code text collate "C" not null;
food_incident_diners.incident_id uuid not null;
food_incident_diners.elder_id uuid not null;
food_incident_diners.region_code text collate "C" not null;
food_incident_diners.illness text not null;
food_incident_diners.visit_id uuid not null;
food_incident_diners.case_id uuid;
alter table food_incident_diners add constraint food_incident_diners_check CHECK ((county_code = "left"(region_code, 6)));
alter table food_incident_diners add constraint food_incident_diners_county_code_elder_id_fkey FOREIGN KEY (county_code, elder_id) REFERENCES elders(county_code, id);
alter table food_incident_diners add constraint food_incident_diners_county_code_incident_id_fkey FOREIGN KEY (county_code, incident_id) REFERENCES food_incidents(county_code, id);
alter table food_incident_diners add constraint food_incident_diners_illness_check CHECK ((illness = ANY (ARRAY['notIll'::text, 'feelsIll'::text, 'illInHospital'::text])));
alter table food_incident_diners add constraint food_incident_diners_pkey PRIMARY KEY (county_code, incident_id, elder_id);
CREATE INDEX food_incident_diners_elder ON public.food_incident_diners USING btree (county_code, elder_id);
alter table food_incident_diners enable row level security;
create policy area on food_incident_diners for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on food_incident_diners to wanqing_app;

-- food_incidents
food_incidents.county_code text collate "C" not null;
food_incidents.id uuid not null;
food_incidents.region_code text collate "C" not null;
food_incidents.canteen_id uuid not null;
food_incidents.state text not null;
food_incidents.noticed_at timestamp with time zone not null;
food_incidents.symptoms text not null;
food_incidents.others_ill integer not null;
food_incidents.stopped_at timestamp with time zone;
food_incidents.report_by timestamp with time zone;
food_incidents.recorded_by uuid;
food_incidents.recorded_at timestamp with time zone not null;
food_incidents.market_told_at timestamp with time zone;
food_incidents.market_told_by uuid;
food_incidents.health_told_at timestamp with time zone;
food_incidents.health_told_by uuid;
food_incidents.asked_at timestamp with time zone;
food_incidents.asked_by uuid;
food_incidents.ask_note text;
food_incidents.over_at timestamp with time zone;
food_incidents.over_by uuid;
food_incidents.over_note text;
food_incidents.followed_at timestamp with time zone;
food_incidents.late_told_at timestamp with time zone;
alter table food_incidents add constraint food_incidents_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES accounts(id);
alter table food_incidents add constraint food_incidents_check CHECK ((county_code = "left"(region_code, 6)));
alter table food_incidents add constraint food_incidents_check1 CHECK (((stopped_at IS NULL) = (report_by IS NULL)));
alter table food_incidents add constraint food_incidents_check2 CHECK (((state <> 'incidentWatched'::text) OR (stopped_at IS NULL)));
alter table food_incidents add constraint food_incidents_county_code_canteen_id_fkey FOREIGN KEY (county_code, canteen_id) REFERENCES canteens(county_code, id);
alter table food_incidents add constraint food_incidents_health_told_by_fkey FOREIGN KEY (health_told_by) REFERENCES accounts(id);
alter table food_incidents add constraint food_incidents_market_told_by_fkey FOREIGN KEY (market_told_by) REFERENCES accounts(id);
alter table food_incidents add constraint food_incidents_others_ill_check CHECK ((others_ill >= 0));
alter table food_incidents add constraint food_incidents_over_by_fkey FOREIGN KEY (over_by) REFERENCES accounts(id);
alter table food_incidents add constraint food_incidents_pkey PRIMARY KEY (county_code, id);
alter table food_incidents add constraint food_incidents_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES accounts(id);
alter table food_incidents add constraint food_incidents_state_check CHECK ((state = ANY (ARRAY['incidentWatched'::text, 'servingStopped'::text, 'reopenAsked'::text, 'incidentOver'::text])));
CREATE INDEX food_incidents_canteen ON public.food_incidents USING btree (county_code, canteen_id, recorded_at DESC);
CREATE UNIQUE INDEX food_incidents_open ON public.food_incidents USING btree (county_code, canteen_id) WHERE (state <> 'incidentOver'::text);
CREATE INDEX food_incidents_waiting ON public.food_incidents USING btree (county_code) WHERE (followed_at IS NULL);
alter table food_incidents enable row level security;
create policy area on food_incidents for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on food_incidents to wanqing_app;

-- food_purchases
food_purchases.county_code text collate "C" not null;
food_purchases.id uuid not null;
food_purchases.region_code text collate "C" not null;
food_purchases.canteen_id uuid not null;
food_purchases.bought_on date not null;
food_purchases.goods text not null;
food_purchases.amount text not null;
food_purchases.supplier text not null;
food_purchases.ticket_number text;
food_purchases.cost_fen bigint;
food_purchases.expires_on date;
food_purchases.acceptance text not null;
food_purchases.note text;
food_purchases.kept_by uuid;
food_purchases.received_at timestamp with time zone not null;
alter table food_purchases add constraint food_purchases_acceptance_check CHECK ((acceptance = ANY (ARRAY['goodsAccepted'::text, 'goodsSentBack'::text])));
alter table food_purchases add constraint food_purchases_check CHECK ((county_code = "left"(region_code, 6)));
alter table food_purchases add constraint food_purchases_cost_fen_check CHECK ((cost_fen >= 0));
alter table food_purchases add constraint food_purchases_county_code_canteen_id_fkey FOREIGN KEY (county_code, canteen_id) REFERENCES canteens(county_code, id);
alter table food_purchases add constraint food_purchases_kept_by_fkey FOREIGN KEY (kept_by) REFERENCES accounts(id);
alter table food_purchases add constraint food_purchases_pkey PRIMARY KEY (county_code, id);
CREATE INDEX food_purchases_day ON public.food_purchases USING btree (county_code, canteen_id, bought_on);
alter table food_purchases enable row level security;
create policy area on food_purchases for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select on food_purchases to wanqing_app;

-- food_samples
food_samples.county_code text collate "C" not null;
food_samples.id uuid not null;
food_samples.region_code text collate "C" not null;
food_samples.canteen_id uuid not null;
food_samples.day date not null;
food_samples.meal text not null;
food_samples.dish text not null;
food_samples.grams integer not null;
food_samples.taken_at timestamp with time zone not null;
food_samples.keep_until timestamp with time zone not null;
food_samples.celsius double precision;
food_samples.kept_by uuid;
food_samples.device_id uuid;
food_samples.received_at timestamp with time zone not null;
food_samples.checked_by uuid;
food_samples.checked_at timestamp with time zone;
food_samples.discarded_at timestamp with time zone;
food_samples.discarded_by uuid;
alter table food_samples add constraint food_samples_check CHECK ((county_code = "left"(region_code, 6)));
alter table food_samples add constraint food_samples_check1 CHECK ((keep_until > taken_at));
alter table food_samples add constraint food_samples_checked_by_fkey FOREIGN KEY (checked_by) REFERENCES accounts(id);
alter table food_samples add constraint food_samples_county_code_canteen_id_fkey FOREIGN KEY (county_code, canteen_id) REFERENCES canteens(county_code, id);
alter table food_samples add constraint food_samples_discarded_by_fkey FOREIGN KEY (discarded_by) REFERENCES accounts(id);
alter table food_samples add constraint food_samples_grams_check CHECK ((grams > 0));
alter table food_samples add constraint food_samples_kept_by_fkey FOREIGN KEY (kept_by) REFERENCES accounts(id);
alter table food_samples add constraint food_samples_meal_check CHECK ((meal = ANY (ARRAY['lunch'::text, 'supper'::text])));
alter table food_samples add constraint food_samples_pkey PRIMARY KEY (county_code, id);
CREATE INDEX food_samples_day ON public.food_samples USING btree (county_code, canteen_id, day, meal);
CREATE INDEX food_samples_kept ON public.food_samples USING btree (county_code, canteen_id, keep_until) WHERE (discarded_at IS NULL);
alter table food_samples enable row level security;
create policy area on food_samples for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select on food_samples to wanqing_app;

-- food_tickets
food_tickets.county_code text collate "C" not null;
food_tickets.id uuid not null;
food_tickets.region_code text collate "C" not null;
food_tickets.purchase_id uuid not null;
food_tickets.content_type text not null;
food_tickets.size_bytes integer not null;
food_tickets.content_hash text not null;
food_tickets.added_by uuid;
food_tickets.added_at timestamp with time zone not null;
alter table food_tickets add constraint food_tickets_added_by_fkey FOREIGN KEY (added_by) REFERENCES accounts(id);
alter table food_tickets add constraint food_tickets_check CHECK ((county_code = "left"(region_code, 6)));
alter table food_tickets add constraint food_tickets_content_type_check CHECK ((content_type = ANY (ARRAY['image/jpeg'::text, 'image/png'::text, 'image/webp'::text])));
alter table food_tickets add constraint food_tickets_county_code_purchase_id_fkey FOREIGN KEY (county_code, purchase_id) REFERENCES food_purchases(county_code, id);
alter table food_tickets add constraint food_tickets_pkey PRIMARY KEY (county_code, id);
CREATE INDEX food_tickets_purchase ON public.food_tickets USING btree (county_code, purchase_id);
alter table food_tickets enable row level security;
create policy area on food_tickets for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select on food_tickets to wanqing_app;

-- fund_acts
fund_acts.county_code text collate "C" not null;
fund_acts.id uuid not null;
fund_acts.region_code text collate "C" not null;
fund_acts.thing text not null;
fund_acts.thing_id uuid not null;
fund_acts.kind text not null;
fund_acts.on_day date not null;
fund_acts.note text;
fund_acts.by_account uuid;
fund_acts.done_at timestamp with time zone not null;
alter table fund_acts add constraint fund_acts_by_account_fkey FOREIGN KEY (by_account) REFERENCES accounts(id);
alter table fund_acts add constraint fund_acts_check CHECK ((county_code = "left"(region_code, 6)));
alter table fund_acts add constraint fund_acts_kind_check CHECK ((kind = ANY (ARRAY['plansSum'::text, 'issuesSum'::text, 'withdrawsSum'::text, 'draftsBatch'::text, 'approvesBatch'::text, 'dropsBatch'::text, 'draftsProject'::text, 'approvesProject'::text, 'dropsProject'::text, 'reachesMilestone'::text, 'paysProject'::text, 'takesPaymentBack'::text, 'signsAcceptance'::text, 'findsShortcoming'::text, 'linksSite'::text, 'closesProject'::text, 'sendsBack'::text, 'receivesBack'::text])));
alter table fund_acts add constraint fund_acts_pkey PRIMARY KEY (county_code, id);
alter table fund_acts add constraint fund_acts_thing_check CHECK ((thing = ANY (ARRAY['appropriation'::text, 'fundBatch'::text, 'fundProject'::text])));
CREATE INDEX fund_acts_thing ON public.fund_acts USING btree (county_code, thing_id, done_at);
alter table fund_acts enable row level security;
create policy area on fund_acts for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select on fund_acts to wanqing_app;

-- fund_appropriations
fund_appropriations.county_code text collate "C" not null;
fund_appropriations.id uuid not null;
fund_appropriations.region_code text collate "C" not null;
fund_appropriations.programme_id uuid not null;
fund_appropriations.source text not null;
fund_appropriations.kind text not null;
fund_appropriations.year_from integer;
fund_appropriations.year_to integer;
fund_appropriations.scope text;
fund_appropriations.document_number text;
fund_appropriations.amount_fen bigint not null;
fund_appropriations.state text not null;
fund_appropriations.figure text;
fund_appropriations.planned_on date not null;
fund_appropriations.planned_by uuid;
fund_appropriations.issued_on date;
fund_appropriations.issued_by uuid;
fund_appropriations.recorded_at timestamp with time zone not null;
fund_appropriations.synthetic boolean not null;
alter table fund_appropriations add constraint fund_appropriations_amount_fen_check CHECK ((amount_fen > 0));
alter table fund_appropriations add constraint fund_appropriations_check CHECK ((county_code = "left"(region_code, 6)));
alter table fund_appropriations add constraint fund_appropriations_check1 CHECK ((year_from <= year_to));
alter table fund_appropriations add constraint fund_appropriations_check2 CHECK (((issued_on IS NULL) = (state <> 'sumIssued'::text)));
alter table fund_appropriations add constraint fund_appropriations_check3 CHECK (((state <> 'sumIssued'::text) OR (document_number IS NOT NULL)));
alter table fund_appropriations add constraint fund_appropriations_county_code_programme_id_fkey FOREIGN KEY (county_code, programme_id) REFERENCES fund_programmes(county_code, id);
alter table fund_appropriations add constraint fund_appropriations_issued_by_fkey FOREIGN KEY (issued_by) REFERENCES accounts(id);
alter table fund_appropriations add constraint fund_appropriations_kind_check CHECK ((kind = ANY (ARRAY['countyWelfareCentre'::text, 'townshipWelfareCentre'::text, 'embeddedCentre'::text, 'mutualAidStation'::text, 'elderCourtyard'::text, 'dayCare'::text, 'careHome'::text, 'dementiaZone'::text, 'practiceStation'::text, 'canteen'::text, 'bathingHelp'::text, 'visitPurchase'::text, 'homeCommunityCare'::text, 'borderSupport'::text, 'careSubsidy'::text])));
alter table fund_appropriations add constraint fund_appropriations_pkey PRIMARY KEY (county_code, id);
alter table fund_appropriations add constraint fund_appropriations_planned_by_fkey FOREIGN KEY (planned_by) REFERENCES accounts(id);
alter table fund_appropriations add constraint fund_appropriations_region_code_fkey FOREIGN KEY (region_code) REFERENCES regions(code);
alter table fund_appropriations add constraint fund_appropriations_source_check CHECK ((source = ANY (ARRAY['centralFinance'::text, 'provinceFinance'::text, 'prefectureFinance'::text, 'countyFinance'::text, 'lotteryWelfare'::text, 'charityGiving'::text])));
alter table fund_appropriations add constraint fund_appropriations_state_check CHECK ((state = ANY (ARRAY['sumPlanned'::text, 'sumIssued'::text, 'sumWithdrawn'::text])));
CREATE UNIQUE INDEX fund_appropriations_figure ON public.fund_appropriations USING btree (county_code, figure, year_to) WHERE ((figure IS NOT NULL) AND (state <> 'sumWithdrawn'::text));
CREATE INDEX fund_appropriations_programme ON public.fund_appropriations USING btree (county_code, programme_id, planned_on, id);
alter table fund_appropriations enable row level security;
create policy area on fund_appropriations for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on fund_appropriations to wanqing_app;

-- fund_batches
fund_batches.county_code text collate "C" not null;
fund_batches.id uuid not null;
fund_batches.region_code text collate "C" not null;
fund_batches.appropriation_id uuid not null;
fund_batches.title text not null;
fund_batches.document_number text;
fund_batches.state text not null;
fund_batches.drafted_on date not null;
fund_batches.drafted_by uuid;
fund_batches.approved_on date;
fund_batches.approved_by uuid;
fund_batches.drop_reason text;
fund_batches.recorded_at timestamp with time zone not null;
fund_batches.synthetic boolean not null;
alter table fund_batches add constraint fund_batches_approved_by_fkey FOREIGN KEY (approved_by) REFERENCES accounts(id);
alter table fund_batches add constraint fund_batches_check CHECK ((county_code = "left"(region_code, 6)));
alter table fund_batches add constraint fund_batches_check1 CHECK (((approved_on IS NOT NULL) = (state = 'batchApproved'::text)));
alter table fund_batches add constraint fund_batches_check2 CHECK (((drop_reason IS NOT NULL) = (state = 'batchDropped'::text)));
alter table fund_batches add constraint fund_batches_county_code_appropriation_id_fkey FOREIGN KEY (county_code, appropriation_id) REFERENCES fund_appropriations(county_code, id);
alter table fund_batches add constraint fund_batches_drafted_by_fkey FOREIGN KEY (drafted_by) REFERENCES accounts(id);
alter table fund_batches add constraint fund_batches_pkey PRIMARY KEY (county_code, id);
alter table fund_batches add constraint fund_batches_region_code_fkey FOREIGN KEY (region_code) REFERENCES regions(code);
alter table fund_batches add constraint fund_batches_state_check CHECK ((state = ANY (ARRAY['batchDrafted'::text, 'batchApproved'::text, 'batchDropped'::text])));
CREATE INDEX fund_batches_appropriation ON public.fund_batches USING btree (county_code, appropriation_id, drafted_on, id);
alter table fund_batches enable row level security;
create policy area on fund_batches for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on fund_batches to wanqing_app;

-- fund_import_rows
fund_import_rows.county_code text collate "C" not null;
fund_import_rows.import_id uuid not null;
fund_import_rows.row_number integer not null;
fund_import_rows.region_code text collate "C" not null;
fund_import_rows.outcome text not null;
fund_import_rows.sum_id uuid not null;
fund_import_rows.is_new_sum boolean not null;
fund_import_rows.batch_id uuid;
alter table fund_import_rows add constraint fund_import_rows_check CHECK ((county_code = "left"(region_code, 6)));
alter table fund_import_rows add constraint fund_import_rows_county_code_batch_id_fkey FOREIGN KEY (county_code, batch_id) REFERENCES fund_batches(county_code, id);
alter table fund_import_rows add constraint fund_import_rows_county_code_import_id_fkey FOREIGN KEY (county_code, import_id) REFERENCES fund_imports(county_code, id);
alter table fund_import_rows add constraint fund_import_rows_county_code_sum_id_fkey FOREIGN KEY (county_code, sum_id) REFERENCES fund_appropriations(county_code, id);
alter table fund_import_rows add constraint fund_import_rows_outcome_check CHECK ((outcome = ANY (ARRAY['new'::text, 'suspicious'::text])));
alter table fund_import_rows add constraint fund_import_rows_pkey PRIMARY KEY (county_code, import_id, row_number);
alter table fund_import_rows enable row level security;
create policy area on fund_import_rows for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select on fund_import_rows to wanqing_app;

-- fund_imports
fund_imports.county_code text collate "C" not null;
fund_imports.id uuid not null;
fund_imports.region_code text collate "C" not null;
fund_imports.file_name text not null;
fund_imports.stage text not null;
fund_imports.encoding text not null;
fund_imports.header_row integer not null;
fund_imports.mapping jsonb not null;
fund_imports.columns jsonb not null;
fund_imports.cells_sealed text;
fund_imports.counts jsonb not null;
fund_imports.told text[] not null;
fund_imports.undo jsonb;
fund_imports.created_by uuid;
fund_imports.created_at timestamp with time zone not null;
fund_imports.committed_at timestamp with time zone;
fund_imports.undone_at timestamp with time zone;
fund_imports.undone_by uuid;
alter table fund_imports add constraint fund_imports_check CHECK ((county_code = "left"(region_code, 6)));
alter table fund_imports add constraint fund_imports_created_by_fkey FOREIGN KEY (created_by) REFERENCES accounts(id);
alter table fund_imports add constraint fund_imports_pkey PRIMARY KEY (county_code, id);
alter table fund_imports add constraint fund_imports_region_code_fkey FOREIGN KEY (region_code) REFERENCES regions(code);
alter table fund_imports add constraint fund_imports_stage_check CHECK ((stage = ANY (ARRAY['understood'::text, 'committed'::text, 'undone'::text, 'cancelled'::text])));
alter table fund_imports add constraint fund_imports_undone_by_fkey FOREIGN KEY (undone_by) REFERENCES accounts(id);
CREATE INDEX fund_imports_created ON public.fund_imports USING btree (county_code, created_at DESC, id);
alter table fund_imports enable row level security;
create policy area on fund_imports for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on fund_imports to wanqing_app;

-- fund_milestones
fund_milestones.county_code text collate "C" not null;
fund_milestones.project_id uuid not null;
fund_milestones.kind text not null;
fund_milestones.region_code text collate "C" not null;
fund_milestones.due_on date not null;
fund_milestones.done_on date;
fund_milestones.note text;
fund_milestones.done_by uuid;
fund_milestones.done_at timestamp with time zone;
alter table fund_milestones add constraint fund_milestones_check CHECK ((county_code = "left"(region_code, 6)));
alter table fund_milestones add constraint fund_milestones_check1 CHECK (((done_on IS NULL) = (done_at IS NULL)));
alter table fund_milestones add constraint fund_milestones_county_code_project_id_fkey FOREIGN KEY (county_code, project_id) REFERENCES fund_projects(county_code, id);
alter table fund_milestones add constraint fund_milestones_done_by_fkey FOREIGN KEY (done_by) REFERENCES accounts(id);
alter table fund_milestones add constraint fund_milestones_kind_check CHECK ((kind = ANY (ARRAY['worksStart'::text, 'worksHalf'::text, 'worksDone'::text, 'doorOpens'::text])));
alter table fund_milestones add constraint fund_milestones_pkey PRIMARY KEY (county_code, project_id, kind);
CREATE INDEX fund_milestones_due ON public.fund_milestones USING btree (county_code, due_on) WHERE (done_on IS NULL);
alter table fund_milestones enable row level security;
create policy area on fund_milestones for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on fund_milestones to wanqing_app;

-- fund_papers
fund_papers.county_code text collate "C" not null;
fund_papers.id uuid not null;
fund_papers.region_code text collate "C" not null;
fund_papers.thing text not null;
fund_papers.thing_id uuid not null;
fund_papers.kind text not null;
fund_papers.milestone text;
fund_papers.title text not null;
fund_papers.content_type text not null;
fund_papers.size_bytes integer not null;
fund_papers.content_hash text not null;
fund_papers.added_by uuid;
fund_papers.added_at timestamp with time zone not null;
alter table fund_papers add constraint fund_papers_added_by_fkey FOREIGN KEY (added_by) REFERENCES accounts(id);
alter table fund_papers add constraint fund_papers_check CHECK ((county_code = "left"(region_code, 6)));
alter table fund_papers add constraint fund_papers_content_type_check CHECK ((content_type = ANY (ARRAY['image/jpeg'::text, 'image/png'::text, 'image/webp'::text])));
alter table fund_papers add constraint fund_papers_kind_check CHECK ((kind = ANY (ARRAY['issueDocument'::text, 'planPaper'::text, 'worksContract'::text, 'payVoucher'::text, 'progressPhoto'::text, 'acceptancePaper'::text])));
alter table fund_papers add constraint fund_papers_milestone_check CHECK ((milestone = ANY (ARRAY['worksStart'::text, 'worksHalf'::text, 'worksDone'::text, 'doorOpens'::text])));
alter table fund_papers add constraint fund_papers_pkey PRIMARY KEY (county_code, id);
alter table fund_papers add constraint fund_papers_thing_check CHECK ((thing = ANY (ARRAY['appropriation'::text, 'fundBatch'::text, 'fundProject'::text])));
CREATE INDEX fund_papers_thing ON public.fund_papers USING btree (county_code, thing_id, added_at);
alter table fund_papers enable row level security;
create policy area on fund_papers for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select on fund_papers to wanqing_app;

-- fund_payments
fund_payments.county_code text collate "C" not null;
fund_payments.id uuid not null;
fund_payments.region_code text collate "C" not null;
fund_payments.project_id uuid not null;
fund_payments.amount_fen bigint not null;
fund_payments.paid_on date not null;
fund_payments.payee text not null;
fund_payments.voucher text not null;
fund_payments.note text;
fund_payments.canteen_id uuid;
fund_payments.paid_by uuid;
fund_payments.paid_at timestamp with time zone not null;
fund_payments.cancelled_by uuid;
fund_payments.cancelled_at timestamp with time zone;
fund_payments.cancel_reason text;
alter table fund_payments add constraint fund_payments_amount_fen_check CHECK ((amount_fen > 0));
alter table fund_payments add constraint fund_payments_cancelled_by_fkey FOREIGN KEY (cancelled_by) REFERENCES accounts(id);
alter table fund_payments add constraint fund_payments_check CHECK ((county_code = "left"(region_code, 6)));
alter table fund_payments add constraint fund_payments_check1 CHECK (((cancelled_at IS NULL) = (cancel_reason IS NULL)));
alter table fund_payments add constraint fund_payments_county_code_canteen_id_fkey FOREIGN KEY (county_code, canteen_id) REFERENCES canteens(county_code, id);
alter table fund_payments add constraint fund_payments_county_code_project_id_fkey FOREIGN KEY (county_code, project_id) REFERENCES fund_projects(county_code, id);
alter table fund_payments add constraint fund_payments_paid_by_fkey FOREIGN KEY (paid_by) REFERENCES accounts(id);
alter table fund_payments add constraint fund_payments_pkey PRIMARY KEY (county_code, id);
CREATE INDEX fund_payments_newest ON public.fund_payments USING btree (county_code, paid_on DESC, id DESC);
CREATE INDEX fund_payments_project ON public.fund_payments USING btree (county_code, project_id, paid_on, id);
alter table fund_payments enable row level security;
create policy area on fund_payments for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on fund_payments to wanqing_app;

-- fund_programmes
fund_programmes.county_code text collate "C" not null;
fund_programmes.id uuid not null;
fund_programmes.region_code text collate "C" not null;
fund_programmes.title text not null;
fund_programmes.says text not null;
fund_programmes.is_frame boolean not null;
fund_programmes.planned_by uuid;
fund_programmes.planned_at timestamp with time zone not null;
fund_programmes.synthetic boolean not null;
alter table fund_programmes add constraint fund_programmes_check CHECK ((county_code = "left"(region_code, 6)));
alter table fund_programmes add constraint fund_programmes_county_code_title_key UNIQUE (county_code, title);
alter table fund_programmes add constraint fund_programmes_pkey PRIMARY KEY (county_code, id);
alter table fund_programmes add constraint fund_programmes_planned_by_fkey FOREIGN KEY (planned_by) REFERENCES accounts(id);
alter table fund_programmes add constraint fund_programmes_region_code_fkey FOREIGN KEY (region_code) REFERENCES regions(code);
alter table fund_programmes enable row level security;
create policy area on fund_programmes for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on fund_programmes to wanqing_app;

-- fund_projects
fund_projects.county_code text collate "C" not null;
fund_projects.id uuid not null;
fund_projects.region_code text collate "C" not null;
fund_projects.share_id uuid not null;
fund_projects.name text not null;
fund_projects.kind text not null;
fund_projects.lon double precision;
fund_projects.lat double precision;
fund_projects.planned_fen bigint not null;
fund_projects.opens_on date not null;
fund_projects.promise jsonb;
fund_projects.state text not null;
fund_projects.state_since date not null;
fund_projects.drafted_on date not null;
fund_projects.drafted_by uuid;
fund_projects.approved_on date;
fund_projects.approved_by uuid;
fund_projects.accepted_on date;
fund_projects.opened_on date;
fund_projects.site_kind text;
fund_projects.site_id uuid;
fund_projects.version integer not null;
fund_projects.recorded_at timestamp with time zone not null;
fund_projects.synthetic boolean not null;
alter table fund_projects add constraint fund_projects_approved_by_fkey FOREIGN KEY (approved_by) REFERENCES accounts(id);
alter table fund_projects add constraint fund_projects_check CHECK ((county_code = "left"(region_code, 6)));
alter table fund_projects add constraint fund_projects_check1 CHECK (((lon IS NULL) = (lat IS NULL)));
alter table fund_projects add constraint fund_projects_check2 CHECK (((site_kind IS NULL) = (site_id IS NULL)));
alter table fund_projects add constraint fund_projects_check3 CHECK (((approved_on IS NOT NULL) OR (state = ANY (ARRAY['planDrafted'::text, 'planDropped'::text]))));
alter table fund_projects add constraint fund_projects_check4 CHECK (((accepted_on IS NOT NULL) OR (state <> ALL (ARRAY['worksAccepted'::text, 'accountsClosed'::text]))));
alter table fund_projects add constraint fund_projects_county_code_share_id_fkey FOREIGN KEY (county_code, share_id) REFERENCES fund_shares(county_code, id);
alter table fund_projects add constraint fund_projects_drafted_by_fkey FOREIGN KEY (drafted_by) REFERENCES accounts(id);
alter table fund_projects add constraint fund_projects_kind_check CHECK ((kind = ANY (ARRAY['countyWelfareCentre'::text, 'townshipWelfareCentre'::text, 'embeddedCentre'::text, 'mutualAidStation'::text, 'elderCourtyard'::text, 'dayCare'::text, 'careHome'::text, 'dementiaZone'::text, 'practiceStation'::text, 'canteen'::text, 'bathingHelp'::text, 'visitPurchase'::text, 'homeCommunityCare'::text, 'borderSupport'::text, 'careSubsidy'::text])));
alter table fund_projects add constraint fund_projects_pkey PRIMARY KEY (county_code, id);
alter table fund_projects add constraint fund_projects_planned_fen_check CHECK ((planned_fen > 0));
alter table fund_projects add constraint fund_projects_region_code_fkey FOREIGN KEY (region_code) REFERENCES regions(code);
alter table fund_projects add constraint fund_projects_site_kind_check CHECK ((site_kind = ANY (ARRAY['facilitySite'::text, 'canteen'::text])));
alter table fund_projects add constraint fund_projects_state_check CHECK ((state = ANY (ARRAY['planDrafted'::text, 'planApproved'::text, 'underConstruction'::text, 'awaitsAcceptance'::text, 'worksAccepted'::text, 'accountsClosed'::text, 'planDropped'::text])));
CREATE INDEX fund_projects_newest ON public.fund_projects USING btree (county_code, drafted_on DESC, id DESC);
CREATE INDEX fund_projects_share ON public.fund_projects USING btree (county_code, share_id);
CREATE INDEX fund_projects_site ON public.fund_projects USING btree (county_code, site_id) WHERE (site_id IS NOT NULL);
CREATE INDEX fund_projects_state ON public.fund_projects USING btree (county_code, state, kind);
alter table fund_projects enable row level security;
create policy area on fund_projects for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on fund_projects to wanqing_app;

-- fund_returns
fund_returns.county_code text collate "C" not null;
fund_returns.id uuid not null;
fund_returns.region_code text collate "C" not null;
fund_returns.share_id uuid not null;
fund_returns.amount_fen bigint not null;
fund_returns.reason text not null;
fund_returns.sent_on date not null;
fund_returns.sent_by uuid;
fund_returns.sent_at timestamp with time zone not null;
fund_returns.received_on date;
fund_returns.received_by uuid;
alter table fund_returns add constraint fund_returns_amount_fen_check CHECK ((amount_fen > 0));
alter table fund_returns add constraint fund_returns_check CHECK ((county_code = "left"(region_code, 6)));
alter table fund_returns add constraint fund_returns_check1 CHECK (((received_on IS NULL) = (received_by IS NULL)));
alter table fund_returns add constraint fund_returns_county_code_share_id_fkey FOREIGN KEY (county_code, share_id) REFERENCES fund_shares(county_code, id);
alter table fund_returns add constraint fund_returns_pkey PRIMARY KEY (county_code, id);
alter table fund_returns add constraint fund_returns_received_by_fkey FOREIGN KEY (received_by) REFERENCES accounts(id);
alter table fund_returns add constraint fund_returns_sent_by_fkey FOREIGN KEY (sent_by) REFERENCES accounts(id);
CREATE INDEX fund_returns_open ON public.fund_returns USING btree (county_code, sent_on) WHERE (received_on IS NULL);
CREATE INDEX fund_returns_share ON public.fund_returns USING btree (county_code, share_id);
alter table fund_returns enable row level security;
create policy area on fund_returns for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on fund_returns to wanqing_app;

-- fund_shares
fund_shares.county_code text collate "C" not null;
fund_shares.id uuid not null;
fund_shares.region_code text collate "C" not null;
fund_shares.batch_county_code text collate "C" not null;
fund_shares.batch_id uuid not null;
fund_shares.programme_title text not null;
fund_shares.batch_title text not null;
fund_shares.document_number text;
fund_shares.source text not null;
fund_shares.kind text not null;
fund_shares.amount_fen bigint not null;
fund_shares.state text not null;
fund_shares.approved_on date;
fund_shares.approved_by uuid;
fund_shares.synthetic boolean not null;
fund_shares.places integer;
alter table fund_shares add constraint fund_shares_amount_fen_check CHECK ((amount_fen > 0));
alter table fund_shares add constraint fund_shares_approved_by_fkey FOREIGN KEY (approved_by) REFERENCES accounts(id);
alter table fund_shares add constraint fund_shares_check CHECK ((county_code = "left"(region_code, 6)));
alter table fund_shares add constraint fund_shares_check1 CHECK (((approved_on IS NOT NULL) = (state = 'batchApproved'::text)));
alter table fund_shares add constraint fund_shares_county_code_batch_id_kind_key UNIQUE (county_code, batch_id, kind);
alter table fund_shares add constraint fund_shares_kind_check CHECK ((kind = ANY (ARRAY['countyWelfareCentre'::text, 'townshipWelfareCentre'::text, 'embeddedCentre'::text, 'mutualAidStation'::text, 'elderCourtyard'::text, 'dayCare'::text, 'careHome'::text, 'dementiaZone'::text, 'practiceStation'::text, 'canteen'::text, 'bathingHelp'::text, 'visitPurchase'::text, 'homeCommunityCare'::text, 'borderSupport'::text, 'careSubsidy'::text])));
alter table fund_shares add constraint fund_shares_pkey PRIMARY KEY (county_code, id);
alter table fund_shares add constraint fund_shares_places_check CHECK ((places >= 0));
alter table fund_shares add constraint fund_shares_region_code_fkey FOREIGN KEY (region_code) REFERENCES regions(code);
alter table fund_shares add constraint fund_shares_source_check CHECK ((source = ANY (ARRAY['centralFinance'::text, 'provinceFinance'::text, 'prefectureFinance'::text, 'countyFinance'::text, 'lotteryWelfare'::text, 'charityGiving'::text])));
alter table fund_shares add constraint fund_shares_state_check CHECK ((state = ANY (ARRAY['batchDrafted'::text, 'batchApproved'::text, 'batchDropped'::text])));
CREATE INDEX fund_shares_batch ON public.fund_shares USING btree (batch_county_code, batch_id);
alter table fund_shares enable row level security;
create policy area on fund_shares for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
create policy below on fund_shares for select to wanqing_app using ((county_code = "left"(( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting), 6)));
grant insert, select, update on fund_shares to wanqing_app;

-- fund_signatures
fund_signatures.county_code text collate "C" not null;
fund_signatures.project_id uuid not null;
fund_signatures.signed_by uuid not null;
fund_signatures.region_code text collate "C" not null;
fund_signatures.round integer not null;
fund_signatures.note text not null;
fund_signatures.signed_on date not null;
fund_signatures.signed_at timestamp with time zone not null;
alter table fund_signatures add constraint fund_signatures_check CHECK ((county_code = "left"(region_code, 6)));
alter table fund_signatures add constraint fund_signatures_county_code_project_id_fkey FOREIGN KEY (county_code, project_id) REFERENCES fund_projects(county_code, id);
alter table fund_signatures add constraint fund_signatures_pkey PRIMARY KEY (county_code, project_id, round, signed_by);
alter table fund_signatures add constraint fund_signatures_signed_by_fkey FOREIGN KEY (signed_by) REFERENCES accounts(id);
alter table fund_signatures enable row level security;
create policy area on fund_signatures for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select on fund_signatures to wanqing_app;

-- head_counts
head_counts.county_code text collate "C" not null;
head_counts.canteen_id uuid not null;
head_counts.day date not null;
head_counts.meal text not null;
head_counts.region_code text collate "C" not null;
head_counts.portions integer not null;
head_counts.boxes integer not null;
head_counts.confirmed_by uuid;
head_counts.confirmed_at timestamp with time zone not null;
alter table head_counts add constraint head_counts_boxes_check CHECK (((boxes >= 0) AND (boxes <= 1000)));
alter table head_counts add constraint head_counts_check CHECK ((county_code = "left"(region_code, 6)));
alter table head_counts add constraint head_counts_confirmed_by_fkey FOREIGN KEY (confirmed_by) REFERENCES accounts(id);
alter table head_counts add constraint head_counts_county_code_canteen_id_fkey FOREIGN KEY (county_code, canteen_id) REFERENCES canteens(county_code, id);
alter table head_counts add constraint head_counts_meal_check CHECK ((meal = ANY (ARRAY['lunch'::text, 'supper'::text])));
alter table head_counts add constraint head_counts_pkey PRIMARY KEY (county_code, canteen_id, day, meal);
alter table head_counts add constraint head_counts_portions_check CHECK (((portions >= 0) AND (portions <= 1000)));
alter table head_counts enable row level security;
create policy area on head_counts for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on head_counts to wanqing_app;

-- home_bed_calls
home_bed_calls.county_code text collate "C" not null;
home_bed_calls.id uuid not null;
home_bed_calls.region_code text collate "C" not null;
home_bed_calls.bed_id uuid not null;
home_bed_calls.elder_id uuid not null;
home_bed_calls.worker_id uuid not null;
home_bed_calls.started_at timestamp with time zone not null;
home_bed_calls.started_lon numeric(9,6);
home_bed_calls.started_lat numeric(8,6);
home_bed_calls.ended_at timestamp with time zone;
home_bed_calls.ended_lon numeric(9,6);
home_bed_calls.ended_lat numeric(8,6);
home_bed_calls.clock_offset_ms bigint;
home_bed_calls.vitals_sealed text;
home_bed_calls.device_id uuid;
home_bed_calls.recorded_at timestamp with time zone not null;
alter table home_bed_calls add constraint home_bed_calls_check CHECK ((county_code = "left"(region_code, 6)));
alter table home_bed_calls add constraint home_bed_calls_county_code_bed_id_fkey FOREIGN KEY (county_code, bed_id) REFERENCES home_beds(county_code, id);
alter table home_bed_calls add constraint home_bed_calls_county_code_elder_id_fkey FOREIGN KEY (county_code, elder_id) REFERENCES elders(county_code, id);
alter table home_bed_calls add constraint home_bed_calls_county_code_worker_id_fkey FOREIGN KEY (county_code, worker_id) REFERENCES service_workers(county_code, id);
alter table home_bed_calls add constraint home_bed_calls_pkey PRIMARY KEY (county_code, id);
CREATE INDEX home_bed_calls_bed ON public.home_bed_calls USING btree (county_code, bed_id);
CREATE INDEX home_bed_calls_worker ON public.home_bed_calls USING btree (county_code, worker_id, started_at) WHERE (ended_at IS NULL);
alter table home_bed_calls enable row level security;
create policy area on home_bed_calls for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on home_bed_calls to wanqing_app;

-- home_bed_months
home_bed_months.county_code text collate "C" not null;
home_bed_months.bed_id uuid not null;
home_bed_months.month text collate "C" not null;
home_bed_months.region_code text collate "C" not null;
home_bed_months.visits integer not null;
home_bed_months.minutes integer not null;
home_bed_months.summary text not null;
home_bed_months.confirmed_way text not null;
home_bed_months.confirmed_name text not null;
home_bed_months.closed_by uuid;
home_bed_months.closed_at timestamp with time zone not null;
alter table home_bed_months add constraint home_bed_months_check CHECK ((county_code = "left"(region_code, 6)));
alter table home_bed_months add constraint home_bed_months_closed_by_fkey FOREIGN KEY (closed_by) REFERENCES accounts(id);
alter table home_bed_months add constraint home_bed_months_confirmed_way_check CHECK ((confirmed_way = ANY (ARRAY['elderSigned'::text, 'elderPressed'::text, 'agentSigned'::text, 'witnessed'::text])));
alter table home_bed_months add constraint home_bed_months_county_code_bed_id_fkey FOREIGN KEY (county_code, bed_id) REFERENCES home_beds(county_code, id);
alter table home_bed_months add constraint home_bed_months_minutes_check CHECK ((minutes >= 0));
alter table home_bed_months add constraint home_bed_months_month_check CHECK ((month ~ '^\d{4}-\d{2}$'::text));
alter table home_bed_months add constraint home_bed_months_pkey PRIMARY KEY (county_code, bed_id, month);
alter table home_bed_months add constraint home_bed_months_visits_check CHECK ((visits >= 0));
alter table home_bed_months enable row level security;
create policy area on home_bed_months for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select on home_bed_months to wanqing_app;

-- home_bed_photos
home_bed_photos.county_code text collate "C" not null;
home_bed_photos.id uuid not null;
home_bed_photos.region_code text collate "C" not null;
home_bed_photos.visit_id uuid not null;
home_bed_photos.content_type text not null;
home_bed_photos.size_bytes integer not null;
home_bed_photos.received_bytes integer not null;
home_bed_photos.content_hash text not null;
home_bed_photos.preview_sealed text;
home_bed_photos.completed_at timestamp with time zone;
home_bed_photos.account_id uuid not null;
home_bed_photos.created_at timestamp with time zone not null;
home_bed_photos.last_piece_at timestamp with time zone not null;
alter table home_bed_photos add constraint home_bed_photos_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id);
alter table home_bed_photos add constraint home_bed_photos_check CHECK (((received_bytes >= 0) AND (received_bytes <= size_bytes)));
alter table home_bed_photos add constraint home_bed_photos_check1 CHECK ((county_code = "left"(region_code, 6)));
alter table home_bed_photos add constraint home_bed_photos_content_type_check CHECK ((content_type = ANY (ARRAY['image/jpeg'::text, 'image/png'::text, 'image/webp'::text])));
alter table home_bed_photos add constraint home_bed_photos_county_code_visit_id_fkey FOREIGN KEY (county_code, visit_id) REFERENCES home_bed_visits(county_code, id);
alter table home_bed_photos add constraint home_bed_photos_pkey PRIMARY KEY (county_code, id);
alter table home_bed_photos add constraint home_bed_photos_size_bytes_check CHECK (((size_bytes >= 1) AND (size_bytes <= 8000000)));
CREATE INDEX home_bed_photos_unfinished ON public.home_bed_photos USING btree (county_code, last_piece_at) WHERE (completed_at IS NULL);
CREATE INDEX home_bed_photos_visit ON public.home_bed_photos USING btree (county_code, visit_id);
alter table home_bed_photos enable row level security;
create policy area on home_bed_photos for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant delete, insert, select, update on home_bed_photos to wanqing_app;

-- home_bed_terms
home_bed_terms.county_code text collate "C" not null;
home_bed_terms.id uuid not null;
home_bed_terms.region_code text collate "C" not null;
home_bed_terms.bed_id uuid not null;
home_bed_terms.provider_id uuid;
home_bed_terms.provider_name text not null;
home_bed_terms.contract_number text not null;
home_bed_terms.signed_on date not null;
home_bed_terms.signed_way text not null;
home_bed_terms.signed_name text not null;
home_bed_terms.from_on date not null;
home_bed_terms.to_on date not null;
home_bed_terms.monthly_visits integer not null;
home_bed_terms.fee_fen bigint not null;
home_bed_terms.subsidy_fen bigint not null;
home_bed_terms.recorded_by uuid;
home_bed_terms.recorded_at timestamp with time zone not null;
alter table home_bed_terms add constraint home_bed_terms_check CHECK ((county_code = "left"(region_code, 6)));
alter table home_bed_terms add constraint home_bed_terms_check1 CHECK ((to_on >= from_on));
alter table home_bed_terms add constraint home_bed_terms_county_code_bed_id_fkey FOREIGN KEY (county_code, bed_id) REFERENCES home_beds(county_code, id);
alter table home_bed_terms add constraint home_bed_terms_county_code_contract_number_key UNIQUE (county_code, contract_number);
alter table home_bed_terms add constraint home_bed_terms_fee_fen_check CHECK ((fee_fen >= 0));
alter table home_bed_terms add constraint home_bed_terms_pkey PRIMARY KEY (county_code, id);
alter table home_bed_terms add constraint home_bed_terms_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES accounts(id);
alter table home_bed_terms add constraint home_bed_terms_signed_way_check CHECK ((signed_way = ANY (ARRAY['elderSigned'::text, 'elderPressed'::text, 'agentSigned'::text, 'witnessed'::text])));
alter table home_bed_terms add constraint home_bed_terms_subsidy_fen_check CHECK ((subsidy_fen >= 0));
alter table home_bed_terms add constraint home_bed_terms_visits_a_month_check CHECK (((monthly_visits >= 1) AND (monthly_visits <= 62)));
CREATE INDEX home_bed_terms_bed ON public.home_bed_terms USING btree (county_code, bed_id, from_on);
alter table home_bed_terms enable row level security;
create policy area on home_bed_terms for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select on home_bed_terms to wanqing_app;

-- home_bed_visits
home_bed_visits.county_code text collate "C" not null;
home_bed_visits.id uuid not null;
home_bed_visits.region_code text collate "C" not null;
home_bed_visits.bed_id uuid not null;
home_bed_visits.elder_id uuid not null;
home_bed_visits.visited_on date not null;
home_bed_visits.minutes integer not null;
home_bed_visits.tasks text[] not null;
home_bed_visits.worker_name text not null;
home_bed_visits.order_id uuid;
home_bed_visits.note text;
home_bed_visits.counts boolean not null;
home_bed_visits.why_not text;
home_bed_visits.rules_version integer not null;
home_bed_visits.synthetic boolean not null default false;
home_bed_visits.recorded_by uuid;
home_bed_visits.recorded_at timestamp with time zone not null;
home_bed_visits.photo_ids uuid[] not null default '{}'::uuid[];
alter table home_bed_visits add constraint home_bed_visits_check CHECK ((county_code = "left"(region_code, 6)));
alter table home_bed_visits add constraint home_bed_visits_check1 CHECK ((counts = (why_not IS NULL)));
alter table home_bed_visits add constraint home_bed_visits_county_code_bed_id_fkey FOREIGN KEY (county_code, bed_id) REFERENCES home_beds(county_code, id);
alter table home_bed_visits add constraint home_bed_visits_county_code_elder_id_fkey FOREIGN KEY (county_code, elder_id) REFERENCES elders(county_code, id);
alter table home_bed_visits add constraint home_bed_visits_minutes_check CHECK (((minutes >= 1) AND (minutes <= 720)));
alter table home_bed_visits add constraint home_bed_visits_pkey PRIMARY KEY (county_code, id);
alter table home_bed_visits add constraint home_bed_visits_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES accounts(id);
alter table home_bed_visits add constraint home_bed_visits_why_not_check CHECK ((why_not = ANY (ARRAY['tooShort'::text, 'secondOfDay'::text])));
CREATE INDEX home_bed_visits_bed ON public.home_bed_visits USING btree (county_code, bed_id, visited_on DESC, id DESC);
CREATE UNIQUE INDEX home_bed_visits_day ON public.home_bed_visits USING btree (county_code, bed_id, visited_on) WHERE counts;
CREATE INDEX home_bed_visits_elder ON public.home_bed_visits USING btree (county_code, elder_id, visited_on) WHERE counts;
CREATE UNIQUE INDEX home_bed_visits_order ON public.home_bed_visits USING btree (county_code, order_id) WHERE (order_id IS NOT NULL);
alter table home_bed_visits enable row level security;
create policy area on home_bed_visits for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select on home_bed_visits to wanqing_app;

-- home_beds
home_beds.county_code text collate "C" not null;
home_beds.id uuid not null;
home_beds.region_code text collate "C" not null;
home_beds.elder_id uuid not null;
home_beds.assessment_id uuid not null;
home_beds.level text not null;
home_beds.provider_id uuid;
home_beds.provider_name text not null;
home_beds.contract_number text not null;
home_beds.signed_on date not null;
home_beds.signed_way text not null;
home_beds.signed_name text not null;
home_beds.from_on date not null;
home_beds.to_on date not null;
home_beds.monthly_visits integer not null;
home_beds.fee_fen bigint not null;
home_beds.subsidy_fen bigint not null;
home_beds.adaptation_project_id uuid;
home_beds.no_works_why text;
home_beds.no_device_why text;
home_beds.state text not null;
home_beds.opened_on date;
home_beds.ended_on date;
home_beds.ending text;
home_beds.ending_note text;
home_beds.version integer not null;
home_beds.synthetic boolean not null default false;
home_beds.recorded_by uuid;
home_beds.recorded_at timestamp with time zone not null;
home_beds.worker_id uuid;
alter table home_beds add constraint home_beds_check CHECK ((county_code = "left"(region_code, 6)));
alter table home_beds add constraint home_beds_check1 CHECK ((to_on >= from_on));
alter table home_beds add constraint home_beds_check2 CHECK (((state = 'bedEnded'::text) = (ended_on IS NOT NULL)));
alter table home_beds add constraint home_beds_check3 CHECK (((ended_on IS NULL) = (ending IS NULL)));
alter table home_beds add constraint home_beds_county_code_adaptation_project_id_fkey FOREIGN KEY (county_code, adaptation_project_id) REFERENCES adaptation_projects(county_code, id);
alter table home_beds add constraint home_beds_county_code_assessment_id_fkey FOREIGN KEY (county_code, assessment_id) REFERENCES ability_assessments(county_code, id);
alter table home_beds add constraint home_beds_county_code_elder_id_fkey FOREIGN KEY (county_code, elder_id) REFERENCES elders(county_code, id);
alter table home_beds add constraint home_beds_county_code_worker_id_fkey FOREIGN KEY (county_code, worker_id) REFERENCES service_workers(county_code, id);
alter table home_beds add constraint home_beds_ending_check CHECK ((ending = ANY (ARRAY['elderDied'::text, 'elderMovedAway'::text, 'elderEnteredInstitution'::text, 'contractExpired'::text, 'elderWithdrew'::text, 'providerFailed'::text, 'levelRecovered'::text])));
alter table home_beds add constraint home_beds_fee_fen_check CHECK ((fee_fen >= 0));
alter table home_beds add constraint home_beds_level_check CHECK ((level = ANY (ARRAY['intact'::text, 'mild'::text, 'moderate'::text, 'severe'::text, 'total'::text])));
alter table home_beds add constraint home_beds_pkey PRIMARY KEY (county_code, id);
alter table home_beds add constraint home_beds_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES accounts(id);
alter table home_beds add constraint home_beds_signed_way_check CHECK ((signed_way = ANY (ARRAY['elderSigned'::text, 'elderPressed'::text, 'agentSigned'::text, 'witnessed'::text])));
alter table home_beds add constraint home_beds_state_check CHECK ((state = ANY (ARRAY['bedContracted'::text, 'bedInUse'::text, 'bedEnded'::text])));
alter table home_beds add constraint home_beds_subsidy_fen_check CHECK ((subsidy_fen >= 0));
alter table home_beds add constraint home_beds_visits_a_month_check CHECK (((monthly_visits >= 1) AND (monthly_visits <= 62)));
CREATE INDEX home_beds_elder ON public.home_beds USING btree (county_code, elder_id, signed_on DESC);
CREATE INDEX home_beds_newest ON public.home_beds USING btree (county_code, signed_on DESC, id DESC);
CREATE UNIQUE INDEX home_beds_one ON public.home_beds USING btree (county_code, elder_id) WHERE (state <> 'bedEnded'::text);
CREATE INDEX home_beds_provider ON public.home_beds USING btree (county_code, provider_id, signed_on DESC, id DESC);
CREATE INDEX home_beds_region ON public.home_beds USING btree (county_code, region_code, state);
CREATE INDEX home_beds_worker ON public.home_beds USING btree (county_code, worker_id) WHERE (worker_id IS NOT NULL);
alter table home_beds enable row level security;
create policy area on home_beds for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on home_beds to wanqing_app;

-- home_checks
home_checks.county_code text collate "C" not null;
home_checks.id uuid not null;
home_checks.region_code text collate "C" not null;
home_checks.elder_id uuid not null;
home_checks.checked_on date not null;
home_checks.hazards text[] not null;
home_checks.rules_version integer not null;
home_checks.note_sealed text;
home_checks.checked_by uuid not null;
home_checks.recorded_at timestamp with time zone not null;
home_checks.synthetic boolean not null default false;
alter table home_checks add constraint home_checks_check CHECK ((county_code = "left"(region_code, 6)));
alter table home_checks add constraint home_checks_checked_by_fkey FOREIGN KEY (checked_by) REFERENCES accounts(id);
alter table home_checks add constraint home_checks_county_code_elder_id_fkey FOREIGN KEY (county_code, elder_id) REFERENCES elders(county_code, id);
alter table home_checks add constraint home_checks_pkey PRIMARY KEY (county_code, id);
CREATE INDEX home_checks_elder ON public.home_checks USING btree (county_code, elder_id, checked_on DESC);
alter table home_checks enable row level security;
create policy area on home_checks for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select on home_checks to wanqing_app;

-- home_devices
home_devices.county_code text collate "C" not null;
home_devices.id uuid not null;
home_devices.region_code text collate "C" not null;
home_devices.elder_id uuid not null;
home_devices.kind text not null;
home_devices.serial text not null;
home_devices.place text not null;
home_devices.gateway_id uuid;
home_devices.state text not null;
home_devices.installed_on date not null;
home_devices.taken_down_on date;
home_devices.taken_down_why text;
home_devices.replaces_id uuid;
home_devices.test_until timestamp with time zone;
home_devices.battery real;
home_devices.last_heard_at timestamp with time zone;
home_devices.last_moved_at timestamp with time zone;
home_devices.last_moved_kind text;
home_devices.registered_by uuid;
home_devices.registered_at timestamp with time zone not null;
alter table home_devices add constraint home_devices_battery_check CHECK (((battery >= (0)::double precision) AND (battery <= (100)::double precision)));
alter table home_devices add constraint home_devices_check CHECK ((county_code = "left"(region_code, 6)));
alter table home_devices add constraint home_devices_check1 CHECK (((state = 'takenDown'::text) = (taken_down_on IS NOT NULL)));
alter table home_devices add constraint home_devices_check2 CHECK (((taken_down_on IS NULL) = (taken_down_why IS NULL)));
alter table home_devices add constraint home_devices_county_code_elder_id_fkey FOREIGN KEY (county_code, elder_id) REFERENCES elders(county_code, id);
alter table home_devices add constraint home_devices_county_code_gateway_id_fkey FOREIGN KEY (county_code, gateway_id) REFERENCES device_gateways(county_code, id);
alter table home_devices add constraint home_devices_county_code_replaces_id_fkey FOREIGN KEY (county_code, replaces_id) REFERENCES home_devices(county_code, id);
alter table home_devices add constraint home_devices_kind_check CHECK ((kind = ANY (ARRAY['callButton'::text, 'smokeSensor'::text, 'coSensor'::text, 'doorSensor'::text, 'bedSensor'::text])));
alter table home_devices add constraint home_devices_last_moved_kind_check CHECK ((last_moved_kind = ANY (ARRAY['heartbeat'::text, 'alarm'::text, 'allClear'::text, 'doorOpened'::text, 'doorClosed'::text, 'layDown'::text, 'gotUp'::text, 'selfTest'::text])));
alter table home_devices add constraint home_devices_pkey PRIMARY KEY (county_code, id);
alter table home_devices add constraint home_devices_registered_by_fkey FOREIGN KEY (registered_by) REFERENCES accounts(id);
alter table home_devices add constraint home_devices_state_check CHECK ((state = ANY (ARRAY['inUse'::text, 'takenDown'::text])));
CREATE INDEX home_devices_elder ON public.home_devices USING btree (county_code, elder_id);
CREATE INDEX home_devices_gateway ON public.home_devices USING btree (county_code, gateway_id) WHERE (gateway_id IS NOT NULL);
CREATE INDEX home_devices_region ON public.home_devices USING btree (county_code, region_code, id);
CREATE INDEX home_devices_replaced ON public.home_devices USING btree (county_code, replaces_id) WHERE (replaces_id IS NOT NULL);
CREATE UNIQUE INDEX home_devices_serial ON public.home_devices USING btree (county_code, serial) WHERE (state = 'inUse'::text);
alter table home_devices enable row level security;
create policy area on home_devices for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on home_devices to wanqing_app;

-- household_events
household_events.county_code text collate "C" not null;
household_events.id uuid not null;
household_events.region_code text collate "C" not null;
household_events.household_id uuid not null;
household_events.other_household_id uuid;
household_events.kind text not null;
household_events.happened_on date not null;
household_events.reason text not null;
household_events.effects jsonb not null;
household_events.recorded_by uuid;
household_events.recorded_at timestamp with time zone not null;
household_events.undone_by uuid;
household_events.undone_at timestamp with time zone;
household_events.undo_reason text;
alter table household_events add constraint household_events_check CHECK ((county_code = "left"(region_code, 6)));
alter table household_events add constraint household_events_check1 CHECK (((undone_at IS NULL) = (undo_reason IS NULL)));
alter table household_events add constraint household_events_county_code_household_id_fkey FOREIGN KEY (county_code, household_id) REFERENCES households(county_code, id);
alter table household_events add constraint household_events_county_code_other_household_id_fkey FOREIGN KEY (county_code, other_household_id) REFERENCES households(county_code, id);
alter table household_events add constraint household_events_kind_check CHECK ((kind = ANY (ARRAY['split'::text, 'join'::text, 'detailsChanged'::text])));
alter table household_events add constraint household_events_pkey PRIMARY KEY (county_code, id);
CREATE INDEX household_events_household ON public.household_events USING btree (county_code, household_id);
CREATE INDEX household_events_other ON public.household_events USING btree (county_code, other_household_id) WHERE (other_household_id IS NOT NULL);
alter table household_events enable row level security;
create policy area on household_events for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on household_events to wanqing_app;

-- household_stays
household_stays.county_code text collate "C" not null;
household_stays.id uuid not null;
household_stays.region_code text collate "C" not null;
household_stays.elder_id uuid not null;
household_stays.household_id uuid not null;
household_stays.came_on date not null;
household_stays.left_on date not null;
household_stays.event_id uuid not null;
alter table household_stays add constraint household_stays_check CHECK ((county_code = "left"(region_code, 6)));
alter table household_stays add constraint household_stays_check1 CHECK ((left_on >= came_on));
alter table household_stays add constraint household_stays_county_code_elder_id_fkey FOREIGN KEY (county_code, elder_id) REFERENCES elders(county_code, id);
alter table household_stays add constraint household_stays_county_code_household_id_fkey FOREIGN KEY (county_code, household_id) REFERENCES households(county_code, id);
alter table household_stays add constraint household_stays_pkey PRIMARY KEY (county_code, id);
CREATE INDEX household_stays_elder ON public.household_stays USING btree (county_code, elder_id);
CREATE INDEX household_stays_event ON public.household_stays USING btree (county_code, event_id);
CREATE INDEX household_stays_household ON public.household_stays USING btree (county_code, household_id);
alter table household_stays enable row level security;
create policy area on household_stays for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant delete, insert, select on household_stays to wanqing_app;

-- households
households.county_code text collate "C" not null;
households.id uuid not null;
households.region_code text collate "C" not null;
households.address text not null;
households.hamlet text;
households.synthetic boolean not null;
households.created_at timestamp with time zone not null;
households.dwelling text;
households.phone_sealed text;
households.phone_tail text;
households.version integer not null default 1;
alter table households add constraint households_check CHECK ((county_code = "left"(region_code, 6)));
alter table households add constraint households_dwelling_check CHECK ((dwelling = ANY (ARRAY['bungalow'::text, 'flat'::text, 'rented'::text, 'borrowed'::text])));
alter table households add constraint households_pkey PRIMARY KEY (county_code, id);
alter table households add constraint households_region_code_fkey FOREIGN KEY (region_code) REFERENCES regions(code);
CREATE INDEX households_region ON public.households USING btree (county_code, region_code, id);
alter table households enable row level security;
create policy area on households for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant delete, insert, select, update on households to wanqing_app;

-- id_code_history
id_code_history.code text collate "C" not null;
id_code_history.name text not null;
id_code_history.first_year integer not null;
id_code_history.last_year integer;
id_code_history.current boolean not null;
alter table id_code_history add constraint id_code_history_pkey PRIMARY KEY (code);
grant select on id_code_history to wanqing_app;

-- import_mappings
import_mappings.county_code text collate "C" not null;
import_mappings.region_code text collate "C" not null;
import_mappings.fingerprint text not null;
import_mappings.headers text[] not null;
import_mappings.fields jsonb not null;
import_mappings.used_at timestamp with time zone not null;
import_mappings.used_by uuid;
import_mappings.times integer not null;
alter table import_mappings add constraint import_mappings_check CHECK ((county_code = "left"(region_code, 6)));
alter table import_mappings add constraint import_mappings_pkey PRIMARY KEY (county_code, region_code, fingerprint);
alter table import_mappings add constraint import_mappings_region_code_fkey FOREIGN KEY (region_code) REFERENCES regions(code);
alter table import_mappings add constraint import_mappings_used_by_fkey FOREIGN KEY (used_by) REFERENCES accounts(id);
CREATE INDEX import_mappings_used ON public.import_mappings USING btree (county_code, region_code, used_at);
alter table import_mappings enable row level security;
create policy area on import_mappings for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant delete, insert, select, update on import_mappings to wanqing_app;

-- indicator_changes
indicator_changes.county_code text collate "C" not null;
indicator_changes.id bigint not null generated always as identity;
indicator_changes.region_code text collate "C" not null;
indicator_changes.month text collate "C" not null;
alter table indicator_changes add constraint indicator_changes_pkey PRIMARY KEY (county_code, id);
alter table indicator_changes enable row level security;
create policy area on indicator_changes for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert on indicator_changes to wanqing_app;

-- indicator_counts
indicator_counts.county_code text collate "C" not null;
indicator_counts.region_code text collate "C" not null;
indicator_counts.month text collate "C" not null;
indicator_counts.counted_on date not null;
indicator_counts.counted_at timestamp with time zone not null;
alter table indicator_counts add constraint indicator_counts_pkey PRIMARY KEY (county_code, month);
alter table indicator_counts enable row level security;
create policy area on indicator_counts for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant select on indicator_counts to wanqing_app;

-- indicator_freezes
indicator_freezes.county_code text collate "C" not null;
indicator_freezes.month text collate "C" not null;
indicator_freezes.version integer not null;
indicator_freezes.region_code text collate "C" not null;
indicator_freezes.frozen_at timestamp with time zone not null;
indicator_freezes.frozen_by uuid;
indicator_freezes.note text;
indicator_freezes.rules_version integer not null;
alter table indicator_freezes add constraint indicator_freezes_check CHECK (((version = 1) OR ((frozen_by IS NOT NULL) AND (note IS NOT NULL))));
alter table indicator_freezes add constraint indicator_freezes_check1 CHECK ((county_code = "left"(region_code, 6)));
alter table indicator_freezes add constraint indicator_freezes_frozen_by_fkey FOREIGN KEY (frozen_by) REFERENCES accounts(id);
alter table indicator_freezes add constraint indicator_freezes_pkey PRIMARY KEY (county_code, month, version);
alter table indicator_freezes add constraint indicator_freezes_version_check CHECK ((version >= 1));
alter table indicator_freezes enable row level security;
create policy area on indicator_freezes for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select on indicator_freezes to wanqing_app;

-- indicator_frozen
indicator_frozen.county_code text collate "C" not null;
indicator_frozen.region_code text collate "C" not null;
indicator_frozen.month text collate "C" not null;
indicator_frozen.version integer not null;
indicator_frozen.figures jsonb not null;
alter table indicator_frozen add constraint indicator_frozen_check CHECK ((county_code = "left"(region_code, 6)));
alter table indicator_frozen add constraint indicator_frozen_county_code_month_version_fkey FOREIGN KEY (county_code, month, version) REFERENCES indicator_freezes(county_code, month, version);
alter table indicator_frozen add constraint indicator_frozen_pkey PRIMARY KEY (county_code, region_code, month, version);
alter table indicator_frozen enable row level security;
create policy area on indicator_frozen for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select on indicator_frozen to wanqing_app;

-- indicator_frozen_people
indicator_frozen_people.county_code text collate "C" not null;
indicator_frozen_people.region_code text collate "C" not null;
indicator_frozen_people.month text collate "C" not null;
indicator_frozen_people.version integer not null;
indicator_frozen_people.elder_ids uuid[] not null;
indicator_frozen_people.standings text not null;
indicator_frozen_people.groups smallint[] not null;
alter table indicator_frozen_people add constraint indicator_frozen_people_check CHECK ((county_code = "left"(region_code, 6)));
alter table indicator_frozen_people add constraint indicator_frozen_people_check1 CHECK (((cardinality(elder_ids) = length(standings)) AND (cardinality(elder_ids) = cardinality(groups))));
alter table indicator_frozen_people add constraint indicator_frozen_people_county_code_month_version_fkey FOREIGN KEY (county_code, month, version) REFERENCES indicator_freezes(county_code, month, version);
alter table indicator_frozen_people add constraint indicator_frozen_people_pkey PRIMARY KEY (county_code, region_code, month, version);
alter table indicator_frozen_people enable row level security;
create policy area on indicator_frozen_people for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select on indicator_frozen_people to wanqing_app;

-- indicator_values
indicator_values.county_code text collate "C" not null;
indicator_values.region_code text collate "C" not null;
indicator_values.month text collate "C" not null;
indicator_values.indicator text not null;
indicator_values.value bigint not null;
indicator_values.counted_at timestamp with time zone not null;
alter table indicator_values add constraint indicator_values_pkey PRIMARY KEY (county_code, region_code, month, indicator);
CREATE INDEX indicator_values_month ON public.indicator_values USING btree (month, indicator, region_code);
alter table indicator_values enable row level security;
create policy area on indicator_values for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant select on indicator_values to wanqing_app;

-- kin_changes
kin_changes.county_code text collate "C" not null;
kin_changes.id uuid not null;
kin_changes.region_code text collate "C" not null;
kin_changes.elder_id uuid not null;
kin_changes.contact_id uuid;
kin_changes.kind text not null;
kin_changes.changes jsonb not null;
kin_changes.recorded_by uuid;
kin_changes.recorded_at timestamp with time zone not null;
alter table kin_changes add constraint kin_changes_check CHECK ((county_code = "left"(region_code, 6)));
alter table kin_changes add constraint kin_changes_county_code_elder_id_fkey FOREIGN KEY (county_code, elder_id) REFERENCES elders(county_code, id);
alter table kin_changes add constraint kin_changes_kind_check CHECK ((kind = ANY (ARRAY['added'::text, 'corrected'::text, 'stopped'::text, 'reordered'::text])));
alter table kin_changes add constraint kin_changes_pkey PRIMARY KEY (county_code, id);
CREATE INDEX kin_changes_elder ON public.kin_changes USING btree (county_code, elder_id, recorded_at DESC);
alter table kin_changes enable row level security;
create policy area on kin_changes for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select on kin_changes to wanqing_app;

-- kitchen_checks
kitchen_checks.county_code text collate "C" not null;
kitchen_checks.id uuid not null;
kitchen_checks.region_code text collate "C" not null;
kitchen_checks.canteen_id uuid not null;
kitchen_checks.kind text not null;
kitchen_checks.day date not null;
kitchen_checks.faults text[] not null;
kitchen_checks.note text;
kitchen_checks.done_at timestamp with time zone not null;
kitchen_checks.kept_by uuid;
kitchen_checks.received_at timestamp with time zone not null;
alter table kitchen_checks add constraint kitchen_checks_check CHECK ((county_code = "left"(region_code, 6)));
alter table kitchen_checks add constraint kitchen_checks_county_code_canteen_id_fkey FOREIGN KEY (county_code, canteen_id) REFERENCES canteens(county_code, id);
alter table kitchen_checks add constraint kitchen_checks_kept_by_fkey FOREIGN KEY (kept_by) REFERENCES accounts(id);
alter table kitchen_checks add constraint kitchen_checks_kind_check CHECK ((kind = ANY (ARRAY['dayCheck'::text, 'weekCheck'::text, 'monthCheck'::text])));
alter table kitchen_checks add constraint kitchen_checks_pkey PRIMARY KEY (county_code, id);
CREATE INDEX kitchen_checks_day ON public.kitchen_checks USING btree (county_code, canteen_id, kind, day);
alter table kitchen_checks enable row level security;
create policy area on kitchen_checks for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select on kitchen_checks to wanqing_app;

-- kitchen_disinfections
kitchen_disinfections.county_code text collate "C" not null;
kitchen_disinfections.id uuid not null;
kitchen_disinfections.region_code text collate "C" not null;
kitchen_disinfections.canteen_id uuid not null;
kitchen_disinfections.day date not null;
kitchen_disinfections.things text[] not null;
kitchen_disinfections.way text not null;
kitchen_disinfections.minutes integer not null;
kitchen_disinfections.done_at timestamp with time zone not null;
kitchen_disinfections.kept_by uuid;
kitchen_disinfections.received_at timestamp with time zone not null;
alter table kitchen_disinfections add constraint kitchen_disinfections_check CHECK ((county_code = "left"(region_code, 6)));
alter table kitchen_disinfections add constraint kitchen_disinfections_county_code_canteen_id_fkey FOREIGN KEY (county_code, canteen_id) REFERENCES canteens(county_code, id);
alter table kitchen_disinfections add constraint kitchen_disinfections_kept_by_fkey FOREIGN KEY (kept_by) REFERENCES accounts(id);
alter table kitchen_disinfections add constraint kitchen_disinfections_minutes_check CHECK (((minutes >= 1) AND (minutes <= 600)));
alter table kitchen_disinfections add constraint kitchen_disinfections_pkey PRIMARY KEY (county_code, id);
alter table kitchen_disinfections add constraint kitchen_disinfections_way_check CHECK ((way = ANY (ARRAY['hotCabinet'::text, 'boiling'::text, 'chlorineBath'::text, 'uvLamp'::text])));
CREATE INDEX kitchen_disinfections_day ON public.kitchen_disinfections USING btree (county_code, canteen_id, day);
alter table kitchen_disinfections enable row level security;
create policy area on kitchen_disinfections for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select on kitchen_disinfections to wanqing_app;

-- ledger_accounts
ledger_accounts.county_code text collate "C" not null;
ledger_accounts.id uuid not null;
ledger_accounts.region_code text collate "C" not null;
ledger_accounts.kind text not null;
ledger_accounts.owner_id uuid;
ledger_accounts.unit text not null;
ledger_accounts.limited boolean not null;
ledger_accounts.balance bigint;
ledger_accounts.opened_at timestamp with time zone not null;
alter table ledger_accounts add constraint ledger_accounts_check CHECK ((county_code = "left"(region_code, 6)));
alter table ledger_accounts add constraint ledger_accounts_check1 CHECK ((limited = (balance IS NOT NULL)));
alter table ledger_accounts add constraint ledger_accounts_county_code_kind_owner_id_unit_key UNIQUE NULLS NOT DISTINCT (county_code, kind, owner_id, unit);
alter table ledger_accounts add constraint ledger_accounts_pkey PRIMARY KEY (county_code, id);
alter table ledger_accounts add constraint ledger_accounts_unit_check CHECK ((unit = ANY (ARRAY['fen'::text, 'meals'::text, 'minutes'::text])));
alter table ledger_accounts add constraint ledger_accounts_within_limit CHECK ((balance >= 0));
CREATE INDEX ledger_accounts_care ON public.ledger_accounts USING btree (region_code, owner_id) WHERE (kind = 'elderCare'::text);
CREATE INDEX ledger_accounts_owner ON public.ledger_accounts USING btree (county_code, owner_id) WHERE (owner_id IS NOT NULL);
CREATE INDEX ledger_accounts_place ON public.ledger_accounts USING btree (county_code, kind, unit, region_code, id);
CREATE INDEX ledger_accounts_time ON public.ledger_accounts USING btree (region_code, owner_id) WHERE (unit = 'minutes'::text);
alter table ledger_accounts enable row level security;
create policy area on ledger_accounts for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
create policy opened_by_posting on ledger_accounts for insert to wanqing_app with check (((county_code >= ( SELECT "left"(current_setting('wanqing.area_from'::text, true), 6) AS "left")) AND (county_code <= ( SELECT "left"(current_setting('wanqing.area_to'::text, true), 6) AS "left"))));
grant insert, select on ledger_accounts to wanqing_app;
CREATE TRIGGER ledger_accounts_guarded BEFORE INSERT OR UPDATE ON public.ledger_accounts FOR EACH ROW EXECUTE FUNCTION ledger_guard_account();
CREATE TRIGGER ledger_accounts_kept BEFORE DELETE OR TRUNCATE ON public.ledger_accounts FOR EACH STATEMENT EXECUTE FUNCTION ledger_keep();

-- ledger_closings
ledger_closings.county_code text collate "C" not null;
ledger_closings.month text not null;
ledger_closings.region_code text collate "C" not null;
ledger_closings.transfers bigint not null;
ledger_closings.closed_at timestamp with time zone not null;
ledger_closings.closed_by uuid;
alter table ledger_closings add constraint ledger_closings_check CHECK ((county_code = "left"(region_code, 6)));
alter table ledger_closings add constraint ledger_closings_closed_by_fkey FOREIGN KEY (closed_by) REFERENCES accounts(id);
alter table ledger_closings add constraint ledger_closings_month_check CHECK ((month ~ '^\d{4}-(0[1-9]|1[0-2])$'::text));
alter table ledger_closings add constraint ledger_closings_pkey PRIMARY KEY (county_code, month);
alter table ledger_closings enable row level security;
create policy area on ledger_closings for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
create policy closed_for_county on ledger_closings for select to wanqing_app using (((county_code >= ( SELECT "left"(current_setting('wanqing.area_from'::text, true), 6) AS "left")) AND (county_code <= ( SELECT "left"(current_setting('wanqing.area_to'::text, true), 6) AS "left"))));
grant insert, select on ledger_closings to wanqing_app;
CREATE TRIGGER ledger_closings_area BEFORE INSERT ON public.ledger_closings FOR EACH ROW EXECUTE FUNCTION ledger_check_area();
CREATE TRIGGER ledger_closings_carried AFTER INSERT ON public.ledger_closings FOR EACH ROW EXECUTE FUNCTION ledger_carry();
CREATE TRIGGER ledger_closings_in_turn BEFORE INSERT ON public.ledger_closings FOR EACH ROW EXECUTE FUNCTION ledger_close();
CREATE TRIGGER ledger_closings_kept BEFORE DELETE OR UPDATE OR TRUNCATE ON public.ledger_closings FOR EACH STATEMENT EXECUTE FUNCTION ledger_keep();

-- ledger_month_balances
ledger_month_balances.county_code text collate "C" not null;
ledger_month_balances.account_id uuid not null;
ledger_month_balances.month text not null;
ledger_month_balances.region_code text collate "C" not null;
ledger_month_balances.balance bigint not null;
ledger_month_balances.came_in bigint not null;
ledger_month_balances.went_out bigint not null;
alter table ledger_month_balances add constraint ledger_month_balances_check CHECK ((county_code = "left"(region_code, 6)));
alter table ledger_month_balances add constraint ledger_month_balances_county_code_account_id_fkey FOREIGN KEY (county_code, account_id) REFERENCES ledger_accounts(county_code, id);
alter table ledger_month_balances add constraint ledger_month_balances_county_code_month_fkey FOREIGN KEY (county_code, month) REFERENCES ledger_closings(county_code, month);
alter table ledger_month_balances add constraint ledger_month_balances_pkey PRIMARY KEY (county_code, account_id, month);
CREATE INDEX ledger_month_balances_month ON public.ledger_month_balances USING btree (county_code, month);
alter table ledger_month_balances enable row level security;
create policy area on ledger_month_balances for all to wanqing_app using ((((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))) OR (EXISTS ( SELECT FROM ledger_accounts a WHERE ((a.county_code = ledger_month_balances.county_code) AND (a.id = ledger_month_balances.account_id)))))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant select on ledger_month_balances to wanqing_app;
CREATE TRIGGER ledger_month_balances_guarded BEFORE INSERT ON public.ledger_month_balances FOR EACH STATEMENT EXECUTE FUNCTION ledger_guard_month();
CREATE TRIGGER ledger_month_balances_kept BEFORE DELETE OR UPDATE OR TRUNCATE ON public.ledger_month_balances FOR EACH STATEMENT EXECUTE FUNCTION ledger_keep();

-- ledger_transfers
ledger_transfers.county_code text collate "C" not null;
ledger_transfers.id uuid not null;
ledger_transfers.serial bigint not null generated always as identity;
ledger_transfers.region_code text collate "C" not null;
ledger_transfers.unit text not null;
ledger_transfers.from_id uuid not null;
ledger_transfers.to_id uuid not null;
ledger_transfers.amount bigint not null;
ledger_transfers.day date not null;
ledger_transfers.purpose text not null;
ledger_transfers.subject_kind text;
ledger_transfers.subject_id uuid;
ledger_transfers.voucher_id uuid;
ledger_transfers.note text;
ledger_transfers.reverses uuid;
ledger_transfers.posted_at timestamp with time zone not null;
ledger_transfers.posted_by uuid;
alter table ledger_transfers add constraint ledger_transfers_amount_check CHECK ((amount > 0));
alter table ledger_transfers add constraint ledger_transfers_check CHECK ((county_code = "left"(region_code, 6)));
alter table ledger_transfers add constraint ledger_transfers_check1 CHECK ((from_id <> to_id));
alter table ledger_transfers add constraint ledger_transfers_check2 CHECK (((subject_kind IS NULL) = (subject_id IS NULL)));
alter table ledger_transfers add constraint ledger_transfers_pkey PRIMARY KEY (county_code, id);
alter table ledger_transfers add constraint ledger_transfers_reversal_says_why CHECK (((reverses IS NULL) OR (note IS NOT NULL)));
alter table ledger_transfers add constraint ledger_transfers_unit_check CHECK ((unit = ANY (ARRAY['fen'::text, 'meals'::text, 'minutes'::text])));
CREATE INDEX ledger_transfers_from ON public.ledger_transfers USING btree (county_code, from_id, day, serial) INCLUDE (amount);
CREATE INDEX ledger_transfers_newest ON public.ledger_transfers USING btree (county_code, day, serial);
CREATE UNIQUE INDEX ledger_transfers_reversed_once ON public.ledger_transfers USING btree (county_code, reverses) WHERE (reverses IS NOT NULL);
CREATE UNIQUE INDEX ledger_transfers_serial ON public.ledger_transfers USING btree (county_code, serial);
CREATE INDEX ledger_transfers_subject ON public.ledger_transfers USING btree (county_code, subject_id) WHERE (subject_id IS NOT NULL);
CREATE INDEX ledger_transfers_to ON public.ledger_transfers USING btree (county_code, to_id, day, serial) INCLUDE (amount);
CREATE INDEX ledger_transfers_voucher ON public.ledger_transfers USING btree (county_code, voucher_id) WHERE (voucher_id IS NOT NULL);
alter table ledger_transfers enable row level security;
create policy area on ledger_transfers for all to wanqing_app using ((((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))) OR (EXISTS ( SELECT FROM ledger_accounts a WHERE ((a.county_code = ledger_transfers.county_code) AND (a.id = ANY (ARRAY[ledger_transfers.from_id, ledger_transfers.to_id]))))))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select on ledger_transfers to wanqing_app;
CREATE TRIGGER ledger_transfers_kept BEFORE DELETE OR UPDATE OR TRUNCATE ON public.ledger_transfers FOR EACH STATEMENT EXECUTE FUNCTION ledger_keep();
CREATE TRIGGER ledger_transfers_taken AFTER INSERT ON public.ledger_transfers REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION ledger_take();

-- life_event_reports
life_event_reports.county_code text collate "C" not null;
life_event_reports.id uuid not null;
life_event_reports.region_code text collate "C" not null;
life_event_reports.elder_id uuid not null;
life_event_reports.kind text not null;
life_event_reports.happened_on date not null;
life_event_reports.note_sealed text;
life_event_reports.state text not null;
life_event_reports.reported_by uuid not null;
life_event_reports.reported_at timestamp with time zone not null;
life_event_reports.decided_by uuid;
life_event_reports.decided_at timestamp with time zone;
life_event_reports.answer text;
life_event_reports.event_id uuid;
alter table life_event_reports add constraint life_event_reports_check CHECK ((county_code = "left"(region_code, 6)));
alter table life_event_reports add constraint life_event_reports_check1 CHECK (((state = 'waiting'::text) = (decided_at IS NULL)));
alter table life_event_reports add constraint life_event_reports_county_code_elder_id_fkey FOREIGN KEY (county_code, elder_id) REFERENCES elders(county_code, id);
alter table life_event_reports add constraint life_event_reports_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES accounts(id);
alter table life_event_reports add constraint life_event_reports_kind_check CHECK ((kind = ANY (ARRAY['died'::text, 'hospitalised'::text, 'enteredInstitution'::text, 'moved'::text, 'awayForLong'::text, 'returned'::text])));
alter table life_event_reports add constraint life_event_reports_pkey PRIMARY KEY (county_code, id);
alter table life_event_reports add constraint life_event_reports_reported_by_fkey FOREIGN KEY (reported_by) REFERENCES accounts(id);
alter table life_event_reports add constraint life_event_reports_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'confirmed'::text, 'dismissed'::text])));
CREATE INDEX life_event_reports_elder ON public.life_event_reports USING btree (county_code, elder_id);
CREATE INDEX life_event_reports_open ON public.life_event_reports USING btree (county_code, region_code, reported_at DESC, id) WHERE (state = 'waiting'::text);
alter table life_event_reports enable row level security;
create policy area on life_event_reports for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on life_event_reports to wanqing_app;

-- life_events
life_events.county_code text collate "C" not null;
life_events.id uuid not null;
life_events.region_code text collate "C" not null;
life_events.elder_id uuid not null;
life_events.kind text not null;
life_events.happened_on date not null;
life_events.reason text not null;
life_events.details jsonb not null;
life_events.effects jsonb not null;
life_events.benefit_effects jsonb not null;
life_events.late boolean not null;
life_events.recorded_by uuid;
life_events.recorded_at timestamp with time zone not null;
life_events.undone_by uuid;
life_events.undone_at timestamp with time zone;
life_events.undo_reason text;
life_events.kept jsonb;
alter table life_events add constraint life_events_check CHECK ((county_code = "left"(region_code, 6)));
alter table life_events add constraint life_events_check1 CHECK (((undone_at IS NULL) = (undo_reason IS NULL)));
alter table life_events add constraint life_events_county_code_elder_id_fkey FOREIGN KEY (county_code, elder_id) REFERENCES elders(county_code, id);
alter table life_events add constraint life_events_kind_check CHECK ((kind = ANY (ARRAY['died'::text, 'hospitalised'::text, 'dischargedFromHospital'::text, 'enteredInstitution'::text, 'leftInstitution'::text, 'movedWithinCounty'::text, 'movedToOtherCounty'::text, 'leftProvince'::text, 'awayForLong'::text, 'returned'::text])));
alter table life_events add constraint life_events_pkey PRIMARY KEY (county_code, id);
alter table life_events add constraint life_events_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES accounts(id);
alter table life_events add constraint life_events_undone_by_fkey FOREIGN KEY (undone_by) REFERENCES accounts(id);
CREATE INDEX life_events_day ON public.life_events USING btree (county_code, region_code, happened_on DESC, id DESC);
CREATE INDEX life_events_elder ON public.life_events USING btree (county_code, elder_id, happened_on DESC);
alter table life_events enable row level security;
create policy area on life_events for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on life_events to wanqing_app;

-- life_signs
life_signs.county_code text collate "C" not null;
life_signs.elder_id uuid not null;
life_signs.region_code text collate "C" not null;
life_signs.last_at timestamp with time zone not null;
life_signs.kind text not null;
life_signs.look_at timestamp with time zone not null;
alter table life_signs add constraint life_signs_check CHECK ((county_code = "left"(region_code, 6)));
alter table life_signs add constraint life_signs_county_code_elder_id_fkey FOREIGN KEY (county_code, elder_id) REFERENCES elders(county_code, id) ON DELETE CASCADE;
alter table life_signs add constraint life_signs_kind_check CHECK ((kind = ANY (ARRAY['ateAtCanteen'::text, 'tookMealBox'::text, 'servedAtHome'::text, 'metAtHome'::text, 'metByPhone'::text, 'metByVideo'::text, 'doorMoved'::text, 'bedMoved'::text, 'buttonPressed'::text, 'onList'::text])));
alter table life_signs add constraint life_signs_pkey PRIMARY KEY (county_code, elder_id);
CREATE INDEX life_signs_look ON public.life_signs USING btree (county_code, look_at);
alter table life_signs enable row level security;
create policy area on life_signs for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on life_signs to wanqing_app;

-- list_exports
list_exports.county_code text collate "C" not null;
list_exports.id uuid not null;
list_exports.region_code text collate "C" not null;
list_exports.filter jsonb not null;
list_exports.columns text[] not null;
list_exports.reason text not null;
list_exports.row_count integer not null;
list_exports.state text not null;
list_exports.asked_by uuid not null;
list_exports.asked_at timestamp with time zone not null;
list_exports.decided_by uuid;
list_exports.decided_at timestamp with time zone;
list_exports.decision_note text;
list_exports.expires_at timestamp with time zone;
alter table list_exports add constraint list_exports_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES accounts(id);
alter table list_exports add constraint list_exports_check CHECK ((county_code = "left"(region_code, 6)));
alter table list_exports add constraint list_exports_check1 CHECK (((decided_at IS NULL) = (decided_by IS NULL)));
alter table list_exports add constraint list_exports_check2 CHECK ((decided_by <> asked_by));
alter table list_exports add constraint list_exports_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES accounts(id);
alter table list_exports add constraint list_exports_pkey PRIMARY KEY (county_code, id);
alter table list_exports add constraint list_exports_state_check CHECK ((state = ANY (ARRAY['unasked'::text, 'asked'::text, 'agreed'::text, 'turnedDown'::text])));
CREATE INDEX list_exports_asked ON public.list_exports USING btree (county_code, region_code, asked_at DESC, id);
CREATE INDEX list_exports_waiting ON public.list_exports USING btree (county_code, region_code, asked_at, id) WHERE (state = 'asked'::text);
alter table list_exports enable row level security;
create policy area on list_exports for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on list_exports to wanqing_app;

-- match_lists
match_lists.county_code text collate "C" not null;
match_lists.id uuid not null;
match_lists.region_code text collate "C" not null;
match_lists.kind text not null;
match_lists.source text not null;
match_lists.file_name text not null;
match_lists.row_count integer not null;
match_lists.unread_count integer not null;
match_lists.matched_count integer not null;
match_lists.uploaded_by uuid;
match_lists.uploaded_at timestamp with time zone not null;
alter table match_lists add constraint match_lists_check CHECK ((county_code = "left"(region_code, 6)));
alter table match_lists add constraint match_lists_kind_check CHECK ((kind = ANY (ARRAY['deathList'::text, 'pensionStops'::text, 'hospitalStays'::text, 'institutionStays'::text, 'otherBenefits'::text])));
alter table match_lists add constraint match_lists_pkey PRIMARY KEY (county_code, id);
alter table match_lists add constraint match_lists_uploaded_by_fkey FOREIGN KEY (uploaded_by) REFERENCES accounts(id);
CREATE INDEX match_lists_time ON public.match_lists USING btree (county_code, uploaded_at DESC);
alter table match_lists enable row level security;
create policy area on match_lists for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
create policy below on match_lists for select to wanqing_app using ((county_code = "left"(( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting), 6)));
grant insert, select on match_lists to wanqing_app;

-- match_rows
match_rows.county_code text collate "C" not null;
match_rows.list_id uuid not null;
match_rows.row_number integer not null;
match_rows.elder_id uuid not null;
match_rows.region_code text collate "C" not null;
match_rows.matched_by text not null;
match_rows.listed_name text not null;
match_rows.listed_tail text;
match_rows.happened_on date;
match_rows.listed_note text;
match_rows.proposal text not null;
match_rows.decision text not null;
match_rows.decision_note text;
match_rows.decided_by uuid;
match_rows.decided_at timestamp with time zone;
alter table match_rows add constraint match_rows_check CHECK ((county_code = "left"(region_code, 6)));
alter table match_rows add constraint match_rows_county_code_elder_id_fkey FOREIGN KEY (county_code, elder_id) REFERENCES elders(county_code, id);
alter table match_rows add constraint match_rows_county_code_list_id_fkey FOREIGN KEY (county_code, list_id) REFERENCES match_lists(county_code, id);
alter table match_rows add constraint match_rows_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES accounts(id);
alter table match_rows add constraint match_rows_decision_check CHECK ((decision = ANY (ARRAY['toReview'::text, 'eventHandled'::text, 'paymentHeld'::text, 'keptPaying'::text])));
alter table match_rows add constraint match_rows_matched_by_check CHECK ((matched_by = ANY (ARRAY['byNumber'::text, 'byNameAndBirth'::text])));
alter table match_rows add constraint match_rows_pkey PRIMARY KEY (county_code, list_id, row_number, elder_id);
alter table match_rows add constraint match_rows_proposal_check CHECK ((proposal = ANY (ARRAY['registerDeath'::text, 'stopPaying'::text, 'checkAtHome'::text])));
CREATE INDEX match_rows_elder ON public.match_rows USING btree (county_code, elder_id);
CREATE INDEX match_rows_open ON public.match_rows USING btree (county_code, region_code, decision, list_id, row_number);
alter table match_rows enable row level security;
create policy area on match_rows for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on match_rows to wanqing_app;

-- meal_absences
meal_absences.county_code text collate "C" not null;
meal_absences.id uuid not null;
meal_absences.region_code text collate "C" not null;
meal_absences.canteen_id uuid not null;
meal_absences.elder_id uuid not null;
meal_absences.from_on date not null;
meal_absences.to_on date;
meal_absences.meal text;
meal_absences.reason text not null;
meal_absences.told_way text not null;
meal_absences.said_by uuid;
meal_absences.said_at timestamp with time zone not null;
meal_absences.withdrawn_at timestamp with time zone;
meal_absences.withdrawn_by uuid;
alter table meal_absences add constraint meal_absences_check CHECK ((county_code = "left"(region_code, 6)));
alter table meal_absences add constraint meal_absences_check1 CHECK (((to_on IS NULL) OR (to_on >= from_on)));
alter table meal_absences add constraint meal_absences_county_code_canteen_id_fkey FOREIGN KEY (county_code, canteen_id) REFERENCES canteens(county_code, id);
alter table meal_absences add constraint meal_absences_county_code_elder_id_fkey FOREIGN KEY (county_code, elder_id) REFERENCES elders(county_code, id);
alter table meal_absences add constraint meal_absences_meal_check CHECK ((meal = ANY (ARRAY['lunch'::text, 'supper'::text])));
alter table meal_absences add constraint meal_absences_pkey PRIMARY KEY (county_code, id);
alter table meal_absences add constraint meal_absences_reason_check CHECK ((reason = ANY (ARRAY['hospital'::text, 'away'::text, 'eatsAtHome'::text, 'sick'::text, 'familyVisits'::text, 'other'::text])));
alter table meal_absences add constraint meal_absences_said_by_fkey FOREIGN KEY (said_by) REFERENCES accounts(id);
alter table meal_absences add constraint meal_absences_told_way_check CHECK ((told_way = ANY (ARRAY['toldInPerson'::text, 'toldByTelephone'::text, 'toldOnPaper'::text])));
alter table meal_absences add constraint meal_absences_withdrawn_by_fkey FOREIGN KEY (withdrawn_by) REFERENCES accounts(id);
CREATE INDEX meal_absences_canteen ON public.meal_absences USING btree (county_code, canteen_id, to_on) WHERE (withdrawn_at IS NULL);
CREATE INDEX meal_absences_elder ON public.meal_absences USING btree (county_code, elder_id, from_on DESC);
alter table meal_absences enable row level security;
create policy area on meal_absences for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on meal_absences to wanqing_app;

-- meal_accounts
meal_accounts.county_code text collate "C" not null;
meal_accounts.elder_id uuid not null;
meal_accounts.region_code text collate "C" not null;
meal_accounts.opened_on date not null;
meal_accounts.told_low_on date;
alter table meal_accounts add constraint meal_accounts_check CHECK ((county_code = "left"(region_code, 6)));
alter table meal_accounts add constraint meal_accounts_county_code_elder_id_fkey FOREIGN KEY (county_code, elder_id) REFERENCES elders(county_code, id);
alter table meal_accounts add constraint meal_accounts_pkey PRIMARY KEY (county_code, elder_id);
alter table meal_accounts enable row level security;
create policy area on meal_accounts for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on meal_accounts to wanqing_app;

-- meal_bills
meal_bills.county_code text collate "C" not null;
meal_bills.canteen_id uuid not null;
meal_bills.month text collate "C" not null;
meal_bills.elder_id uuid not null;
meal_bills.region_code text collate "C" not null;
meal_bills.servings integer not null;
meal_bills.marks text not null;
meal_bills.splits jsonb not null;
meal_bills.price_fen bigint not null;
meal_bills.elder_fen bigint not null;
meal_bills.counter_fen bigint not null;
meal_bills.support_fen bigint not null;
meal_bills.work_minutes integer not null;
meal_bills.collected_fen bigint not null default 0;
meal_bills.charged_at timestamp with time zone not null;
meal_bills.decided_from text;
alter table meal_bills add constraint meal_bills_check CHECK ((county_code = "left"(region_code, 6)));
alter table meal_bills add constraint meal_bills_check1 CHECK ((price_fen = (elder_fen + support_fen)));
alter table meal_bills add constraint meal_bills_check2 CHECK (((counter_fen >= 0) AND (counter_fen <= elder_fen)));
alter table meal_bills add constraint meal_bills_county_code_canteen_id_fkey FOREIGN KEY (county_code, canteen_id) REFERENCES canteens(county_code, id);
alter table meal_bills add constraint meal_bills_county_code_elder_id_fkey FOREIGN KEY (county_code, elder_id) REFERENCES elders(county_code, id);
alter table meal_bills add constraint meal_bills_pkey PRIMARY KEY (county_code, canteen_id, month, elder_id);
CREATE INDEX meal_bills_elder ON public.meal_bills USING btree (county_code, elder_id, month);
CREATE INDEX meal_bills_owed ON public.meal_bills USING btree (county_code, canteen_id, elder_id) WHERE (collected_fen <> (elder_fen - counter_fen));
alter table meal_bills enable row level security;
create policy area on meal_bills for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant select on meal_bills to wanqing_app;

-- meal_cards
meal_cards.county_code text collate "C" not null;
meal_cards.serial integer not null generated always as identity;
meal_cards.region_code text collate "C" not null;
meal_cards.elder_id uuid not null;
meal_cards.issued_on date not null;
meal_cards.issued_by uuid;
meal_cards.ended_on date;
alter table meal_cards add constraint meal_cards_check CHECK ((county_code = "left"(region_code, 6)));
alter table meal_cards add constraint meal_cards_county_code_elder_id_fkey FOREIGN KEY (county_code, elder_id) REFERENCES elders(county_code, id);
alter table meal_cards add constraint meal_cards_issued_by_fkey FOREIGN KEY (issued_by) REFERENCES accounts(id);
alter table meal_cards add constraint meal_cards_pkey PRIMARY KEY (county_code, serial);
CREATE UNIQUE INDEX meal_cards_elder ON public.meal_cards USING btree (county_code, elder_id) WHERE (ended_on IS NULL);
alter table meal_cards enable row level security;
create policy area on meal_cards for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on meal_cards to wanqing_app;

-- meal_closes
meal_closes.county_code text collate "C" not null;
meal_closes.canteen_id uuid not null;
meal_closes.month text collate "C" not null;
meal_closes.region_code text collate "C" not null;
meal_closes.figures jsonb not null;
meal_closes.closed_by uuid;
meal_closes.closed_at timestamp with time zone not null;
alter table meal_closes add constraint meal_closes_check CHECK ((county_code = "left"(region_code, 6)));
alter table meal_closes add constraint meal_closes_closed_by_fkey FOREIGN KEY (closed_by) REFERENCES accounts(id);
alter table meal_closes add constraint meal_closes_county_code_canteen_id_fkey FOREIGN KEY (county_code, canteen_id) REFERENCES canteens(county_code, id);
alter table meal_closes add constraint meal_closes_pkey PRIMARY KEY (county_code, canteen_id, month);
alter table meal_closes enable row level security;
create policy area on meal_closes for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant select on meal_closes to wanqing_app;

-- meal_closing_lines
meal_closing_lines.county_code text collate "C" not null;
meal_closing_lines.closing_id uuid not null;
meal_closing_lines.region_code text collate "C" not null;
meal_closing_lines.canteen_id uuid not null;
meal_closing_lines.outcome text not null;
meal_closing_lines.says text;
alter table meal_closing_lines add constraint meal_closing_lines_check CHECK ((county_code = "left"(region_code, 6)));
alter table meal_closing_lines add constraint meal_closing_lines_county_code_canteen_id_fkey FOREIGN KEY (county_code, canteen_id) REFERENCES canteens(county_code, id);
alter table meal_closing_lines add constraint meal_closing_lines_county_code_closing_id_fkey FOREIGN KEY (county_code, closing_id) REFERENCES meal_closings(county_code, id);
alter table meal_closing_lines add constraint meal_closing_lines_outcome_check CHECK ((outcome = ANY (ARRAY['closedNow'::text, 'closedBefore'::text, 'waitsForEarlier'::text, 'withoutPriceRule'::text, 'nothingToClose'::text, 'leftOpen'::text, 'closeRefused'::text])));
alter table meal_closing_lines add constraint meal_closing_lines_pkey PRIMARY KEY (county_code, closing_id, region_code, canteen_id);
alter table meal_closing_lines enable row level security;
create policy area on meal_closing_lines for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant select on meal_closing_lines to wanqing_app;

-- meal_closings
meal_closings.county_code text collate "C" not null;
meal_closings.id uuid not null;
meal_closings.region_code text collate "C" not null;
meal_closings.month text collate "C" not null;
meal_closings.state text not null;
meal_closings.leave_hinted boolean not null;
meal_closings.asked_by uuid;
meal_closings.asked_at timestamp with time zone not null;
meal_closings.done_at timestamp with time zone;
meal_closings.canteens integer not null default 0;
alter table meal_closings add constraint meal_closings_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES accounts(id);
alter table meal_closings add constraint meal_closings_check CHECK ((county_code = "left"(region_code, 6)));
alter table meal_closings add constraint meal_closings_check1 CHECK (((done_at IS NOT NULL) = (state = 'closingDone'::text)));
alter table meal_closings add constraint meal_closings_pkey PRIMARY KEY (county_code, id);
alter table meal_closings add constraint meal_closings_region_code_fkey FOREIGN KEY (region_code) REFERENCES regions(code);
alter table meal_closings add constraint meal_closings_state_check CHECK ((state = ANY (ARRAY['closingWaits'::text, 'closingNow'::text, 'closingDone'::text])));
CREATE INDEX meal_closings_newest ON public.meal_closings USING btree (county_code, asked_at DESC, id DESC);
CREATE UNIQUE INDEX meal_closings_waiting ON public.meal_closings USING btree (county_code) WHERE (state <> 'closingDone'::text);
alter table meal_closings enable row level security;
create policy area on meal_closings for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select on meal_closings to wanqing_app;

-- meal_corrections
meal_corrections.county_code text collate "C" not null;
meal_corrections.id uuid not null;
meal_corrections.region_code text collate "C" not null;
meal_corrections.canteen_id uuid not null;
meal_corrections.elder_id uuid not null;
meal_corrections.for_month text collate "C" not null;
meal_corrections.in_month text collate "C" not null;
meal_corrections.servings integer not null;
meal_corrections.legs jsonb not null;
meal_corrections.elder_fen bigint not null;
meal_corrections.counter_fen bigint not null;
meal_corrections.collected_fen bigint not null default 0;
meal_corrections.noted_at timestamp with time zone not null;
meal_corrections.marks text not null;
meal_corrections.splits jsonb not null;
meal_corrections.work_minutes integer not null;
alter table meal_corrections add constraint meal_corrections_check CHECK ((county_code = "left"(region_code, 6)));
alter table meal_corrections add constraint meal_corrections_county_code_canteen_id_fkey FOREIGN KEY (county_code, canteen_id) REFERENCES canteens(county_code, id);
alter table meal_corrections add constraint meal_corrections_county_code_elder_id_fkey FOREIGN KEY (county_code, elder_id) REFERENCES elders(county_code, id);
alter table meal_corrections add constraint meal_corrections_pkey PRIMARY KEY (county_code, id);
CREATE INDEX meal_corrections_bill ON public.meal_corrections USING btree (county_code, canteen_id, for_month, elder_id);
CREATE INDEX meal_corrections_elder ON public.meal_corrections USING btree (county_code, elder_id, in_month);
alter table meal_corrections enable row level security;
create policy area on meal_corrections for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant select on meal_corrections to wanqing_app;

-- meal_days
meal_days.county_code text collate "C" not null;
meal_days.canteen_id uuid not null;
meal_days.day date not null;
meal_days.region_code text collate "C" not null;
meal_days.servings integer not null;
meal_days.guest_portions integer not null;
meal_days.legs jsonb not null;
meal_days.version integer not null;
meal_days.charged_at timestamp with time zone not null;
meal_days.guest_fen bigint;
alter table meal_days add constraint meal_days_check CHECK ((county_code = "left"(region_code, 6)));
alter table meal_days add constraint meal_days_county_code_canteen_id_fkey FOREIGN KEY (county_code, canteen_id) REFERENCES canteens(county_code, id);
alter table meal_days add constraint meal_days_pkey PRIMARY KEY (county_code, canteen_id, day);
alter table meal_days enable row level security;
create policy area on meal_days for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant select on meal_days to wanqing_app;

-- meal_entries
meal_entries.county_code text collate "C" not null;
meal_entries.id uuid not null;
meal_entries.region_code text collate "C" not null;
meal_entries.canteen_id uuid not null;
meal_entries.serial integer not null generated always as identity;
meal_entries.kind text not null;
meal_entries.source text;
meal_entries.cost text;
meal_entries.amount_fen bigint not null;
meal_entries.day date not null;
meal_entries.party text;
meal_entries.is_anonymous boolean not null;
meal_entries.for_meals boolean not null;
meal_entries.note text;
meal_entries.recorded_by uuid;
meal_entries.recorded_at timestamp with time zone not null;
meal_entries.cancelled_by uuid;
meal_entries.cancelled_at timestamp with time zone;
meal_entries.cancel_reason text;
meal_entries.purchase_id uuid;
alter table meal_entries add constraint meal_entries_amount_fen_check CHECK ((amount_fen >= 0));
alter table meal_entries add constraint meal_entries_cancelled_by_fkey FOREIGN KEY (cancelled_by) REFERENCES accounts(id);
alter table meal_entries add constraint meal_entries_check CHECK ((county_code = "left"(region_code, 6)));
alter table meal_entries add constraint meal_entries_check1 CHECK ((num_nonnulls(source, cost) <= 1));
alter table meal_entries add constraint meal_entries_check2 CHECK (((kind = 'moneyOut'::text) OR (cost IS NULL)));
alter table meal_entries add constraint meal_entries_check3 CHECK (((kind = 'giftOfGoods'::text) OR (amount_fen > 0)));
alter table meal_entries add constraint meal_entries_check4 CHECK (((cancelled_at IS NULL) = (cancel_reason IS NULL)));
alter table meal_entries add constraint meal_entries_cost_check CHECK ((cost = ANY (ARRAY['foodCost'::text, 'wageCost'::text, 'fuelCost'::text, 'rentCost'::text, 'otherCost'::text])));
alter table meal_entries add constraint meal_entries_county_code_canteen_id_fkey FOREIGN KEY (county_code, canteen_id) REFERENCES canteens(county_code, id);
alter table meal_entries add constraint meal_entries_county_code_serial_key UNIQUE (county_code, serial);
alter table meal_entries add constraint meal_entries_kind_check CHECK ((kind = ANY (ARRAY['moneyIn'::text, 'moneyOut'::text, 'giftOfGoods'::text])));
alter table meal_entries add constraint meal_entries_pkey PRIMARY KEY (county_code, id);
alter table meal_entries add constraint meal_entries_purchase_fkey FOREIGN KEY (county_code, purchase_id) REFERENCES food_purchases(county_code, id);
alter table meal_entries add constraint meal_entries_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES accounts(id);
alter table meal_entries add constraint meal_entries_source_check CHECK ((source = ANY (ARRAY['fromPerson'::text, 'fromFirm'::text, 'fromGovernment'::text, 'fromCollective'::text, 'fromSociety'::text])));
CREATE INDEX meal_entries_canteen ON public.meal_entries USING btree (county_code, canteen_id, day DESC, id DESC);
CREATE UNIQUE INDEX meal_entries_purchase ON public.meal_entries USING btree (county_code, purchase_id) WHERE ((purchase_id IS NOT NULL) AND (cancelled_at IS NULL));
alter table meal_entries enable row level security;
create policy area on meal_entries for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on meal_entries to wanqing_app;

-- meal_entry_photos
meal_entry_photos.county_code text collate "C" not null;
meal_entry_photos.id uuid not null;
meal_entry_photos.region_code text collate "C" not null;
meal_entry_photos.entry_id uuid not null;
meal_entry_photos.content_type text not null;
meal_entry_photos.size_bytes integer not null;
meal_entry_photos.content_hash text not null;
meal_entry_photos.added_by uuid;
meal_entry_photos.added_at timestamp with time zone not null;
alter table meal_entry_photos add constraint meal_entry_photos_added_by_fkey FOREIGN KEY (added_by) REFERENCES accounts(id);
alter table meal_entry_photos add constraint meal_entry_photos_check CHECK ((county_code = "left"(region_code, 6)));
alter table meal_entry_photos add constraint meal_entry_photos_content_type_check CHECK ((content_type = ANY (ARRAY['image/jpeg'::text, 'image/png'::text, 'image/webp'::text])));
alter table meal_entry_photos add constraint meal_entry_photos_county_code_entry_id_fkey FOREIGN KEY (county_code, entry_id) REFERENCES meal_entries(county_code, id);
alter table meal_entry_photos add constraint meal_entry_photos_pkey PRIMARY KEY (county_code, id);
CREATE INDEX meal_entry_photos_entry ON public.meal_entry_photos USING btree (county_code, entry_id, added_at);
alter table meal_entry_photos enable row level security;
create policy area on meal_entry_photos for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select on meal_entry_photos to wanqing_app;

-- meal_extras
meal_extras.county_code text collate "C" not null;
meal_extras.id uuid not null;
meal_extras.region_code text collate "C" not null;
meal_extras.canteen_id uuid not null;
meal_extras.day date not null;
meal_extras.meal text not null;
meal_extras.elder_id uuid;
meal_extras.guest_kind text;
meal_extras.guest_name text;
meal_extras.portions integer not null;
meal_extras.way text not null;
meal_extras.said_by uuid;
meal_extras.said_at timestamp with time zone not null;
meal_extras.withdrawn_at timestamp with time zone;
meal_extras.withdrawn_by uuid;
alter table meal_extras add constraint meal_extras_check CHECK ((county_code = "left"(region_code, 6)));
alter table meal_extras add constraint meal_extras_county_code_canteen_id_fkey FOREIGN KEY (county_code, canteen_id) REFERENCES canteens(county_code, id);
alter table meal_extras add constraint meal_extras_county_code_elder_id_fkey FOREIGN KEY (county_code, elder_id) REFERENCES elders(county_code, id);
alter table meal_extras add constraint meal_extras_guest_kind_check CHECK ((guest_kind = ANY (ARRAY['guestOfElder'::text, 'villagerGuest'::text, 'staffGuest'::text])));
alter table meal_extras add constraint meal_extras_meal_check CHECK ((meal = ANY (ARRAY['lunch'::text, 'supper'::text])));
alter table meal_extras add constraint meal_extras_pkey PRIMARY KEY (county_code, id);
alter table meal_extras add constraint meal_extras_portions_check CHECK (((portions >= 1) AND (portions <= 50)));
alter table meal_extras add constraint meal_extras_said_by_fkey FOREIGN KEY (said_by) REFERENCES accounts(id);
alter table meal_extras add constraint meal_extras_way_check CHECK ((way = ANY (ARRAY['dineIn'::text, 'delivered'::text])));
alter table meal_extras add constraint meal_extras_withdrawn_by_fkey FOREIGN KEY (withdrawn_by) REFERENCES accounts(id);
CREATE INDEX meal_extras_day ON public.meal_extras USING btree (county_code, canteen_id, day) WHERE (withdrawn_at IS NULL);
alter table meal_extras enable row level security;
create policy area on meal_extras for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on meal_extras to wanqing_app;

-- meal_guest_corrections
meal_guest_corrections.county_code text collate "C" not null;
meal_guest_corrections.id uuid not null;
meal_guest_corrections.region_code text collate "C" not null;
meal_guest_corrections.canteen_id uuid not null;
meal_guest_corrections.day date not null;
meal_guest_corrections.in_month text collate "C" not null;
meal_guest_corrections.portions integer not null;
meal_guest_corrections.fen bigint not null;
meal_guest_corrections.noted_at timestamp with time zone not null;
alter table meal_guest_corrections add constraint meal_guest_corrections_check CHECK ((county_code = "left"(region_code, 6)));
alter table meal_guest_corrections add constraint meal_guest_corrections_check1 CHECK (((portions <> 0) OR (fen <> 0)));
alter table meal_guest_corrections add constraint meal_guest_corrections_county_code_canteen_id_fkey FOREIGN KEY (county_code, canteen_id) REFERENCES canteens(county_code, id);
alter table meal_guest_corrections add constraint meal_guest_corrections_pkey PRIMARY KEY (county_code, id);
CREATE INDEX meal_guest_corrections_day ON public.meal_guest_corrections USING btree (county_code, canteen_id, day);
CREATE INDEX meal_guest_corrections_month ON public.meal_guest_corrections USING btree (county_code, canteen_id, in_month);
alter table meal_guest_corrections enable row level security;
create policy area on meal_guest_corrections for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant select on meal_guest_corrections to wanqing_app;

-- meal_misses
meal_misses.county_code text collate "C" not null;
meal_misses.id uuid not null;
meal_misses.region_code text collate "C" not null;
meal_misses.canteen_id uuid not null;
meal_misses.day date not null;
meal_misses.meal text not null;
meal_misses.elder_id uuid not null;
meal_misses.reason text not null;
meal_misses.note text;
meal_misses.missed_at timestamp with time zone not null;
meal_misses.recorded_by uuid;
meal_misses.device_id uuid;
meal_misses.received_at timestamp with time zone not null;
meal_misses.lon double precision;
meal_misses.lat double precision;
alter table meal_misses add constraint meal_misses_check CHECK ((county_code = "left"(region_code, 6)));
alter table meal_misses add constraint meal_misses_county_code_canteen_id_fkey FOREIGN KEY (county_code, canteen_id) REFERENCES canteens(county_code, id);
alter table meal_misses add constraint meal_misses_county_code_elder_id_fkey FOREIGN KEY (county_code, elder_id) REFERENCES elders(county_code, id);
alter table meal_misses add constraint meal_misses_meal_check CHECK ((meal = ANY (ARRAY['lunch'::text, 'supper'::text])));
alter table meal_misses add constraint meal_misses_pkey PRIMARY KEY (county_code, id);
alter table meal_misses add constraint meal_misses_reason_check CHECK ((reason = ANY (ARRAY['nobodyIn'::text, 'boxRefused'::text, 'wayBlocked'::text])));
alter table meal_misses add constraint meal_misses_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES accounts(id);
CREATE INDEX meal_misses_day ON public.meal_misses USING btree (county_code, canteen_id, day, meal);
CREATE INDEX meal_misses_elder ON public.meal_misses USING btree (county_code, elder_id, day DESC);
alter table meal_misses enable row level security;
create policy area on meal_misses for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select on meal_misses to wanqing_app;

-- meal_prices
meal_prices.county_code text collate "C" not null;
meal_prices.canteen_id uuid not null;
meal_prices.valid_from date not null;
meal_prices.region_code text collate "C" not null;
meal_prices.set_fen integer not null;
meal_prices.filed_as text not null;
meal_prices.filed_by uuid;
meal_prices.filed_at timestamp with time zone not null;
alter table meal_prices add constraint meal_prices_check CHECK ((county_code = "left"(region_code, 6)));
alter table meal_prices add constraint meal_prices_county_code_canteen_id_fkey FOREIGN KEY (county_code, canteen_id) REFERENCES canteens(county_code, id);
alter table meal_prices add constraint meal_prices_filed_by_fkey FOREIGN KEY (filed_by) REFERENCES accounts(id);
alter table meal_prices add constraint meal_prices_pkey PRIMARY KEY (county_code, canteen_id, valid_from);
alter table meal_prices add constraint meal_prices_set_fen_check CHECK ((set_fen > 0));
alter table meal_prices enable row level security;
create policy area on meal_prices for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on meal_prices to wanqing_app;

-- meal_promises
meal_promises.county_code text collate "C" not null;
meal_promises.id uuid not null;
meal_promises.region_code text collate "C" not null;
meal_promises.canteen_id uuid not null;
meal_promises.plan jsonb not null;
meal_promises.is_viable boolean not null;
meal_promises.promised_by uuid;
meal_promises.promised_at timestamp with time zone not null;
meal_promises.agreed_by uuid;
meal_promises.agreed_at timestamp with time zone;
meal_promises.agree_note text;
alter table meal_promises add constraint meal_promises_agreed_by_fkey FOREIGN KEY (agreed_by) REFERENCES accounts(id);
alter table meal_promises add constraint meal_promises_check CHECK ((county_code = "left"(region_code, 6)));
alter table meal_promises add constraint meal_promises_county_code_canteen_id_fkey FOREIGN KEY (county_code, canteen_id) REFERENCES canteens(county_code, id);
alter table meal_promises add constraint meal_promises_pkey PRIMARY KEY (county_code, id);
alter table meal_promises add constraint meal_promises_promised_by_fkey FOREIGN KEY (promised_by) REFERENCES accounts(id);
CREATE INDEX meal_promises_canteen ON public.meal_promises USING btree (county_code, canteen_id, promised_at DESC, id DESC);
alter table meal_promises enable row level security;
create policy area on meal_promises for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on meal_promises to wanqing_app;

-- meal_purchases_passed
meal_purchases_passed.county_code text collate "C" not null;
meal_purchases_passed.purchase_id uuid not null;
meal_purchases_passed.region_code text collate "C" not null;
meal_purchases_passed.canteen_id uuid not null;
meal_purchases_passed.passed_by uuid;
meal_purchases_passed.passed_at timestamp with time zone not null;
alter table meal_purchases_passed add constraint meal_purchases_passed_check CHECK ((county_code = "left"(region_code, 6)));
alter table meal_purchases_passed add constraint meal_purchases_passed_county_code_canteen_id_fkey FOREIGN KEY (county_code, canteen_id) REFERENCES canteens(county_code, id);
alter table meal_purchases_passed add constraint meal_purchases_passed_county_code_purchase_id_fkey FOREIGN KEY (county_code, purchase_id) REFERENCES food_purchases(county_code, id);
alter table meal_purchases_passed add constraint meal_purchases_passed_passed_by_fkey FOREIGN KEY (passed_by) REFERENCES accounts(id);
alter table meal_purchases_passed add constraint meal_purchases_passed_pkey PRIMARY KEY (county_code, purchase_id);
alter table meal_purchases_passed enable row level security;
create policy area on meal_purchases_passed for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select on meal_purchases_passed to wanqing_app;

-- meal_regulars
meal_regulars.county_code text collate "C" not null;
meal_regulars.id uuid not null;
meal_regulars.region_code text collate "C" not null;
meal_regulars.canteen_id uuid not null;
meal_regulars.elder_id uuid not null;
meal_regulars.lunch text not null;
meal_regulars.supper text not null;
meal_regulars.valid_from date not null;
meal_regulars.valid_to date;
meal_regulars.kept_by uuid;
meal_regulars.kept_at timestamp with time zone not null;
alter table meal_regulars add constraint meal_regulars_check CHECK ((county_code = "left"(region_code, 6)));
alter table meal_regulars add constraint meal_regulars_check1 CHECK (((valid_to IS NULL) OR (valid_to >= (valid_from - 1))));
alter table meal_regulars add constraint meal_regulars_county_code_canteen_id_fkey FOREIGN KEY (county_code, canteen_id) REFERENCES canteens(county_code, id);
alter table meal_regulars add constraint meal_regulars_county_code_elder_id_fkey FOREIGN KEY (county_code, elder_id) REFERENCES elders(county_code, id);
alter table meal_regulars add constraint meal_regulars_kept_by_fkey FOREIGN KEY (kept_by) REFERENCES accounts(id);
alter table meal_regulars add constraint meal_regulars_lunch_check CHECK ((lunch ~ '^[-DH]{7}$'::text));
alter table meal_regulars add constraint meal_regulars_pkey PRIMARY KEY (county_code, id);
alter table meal_regulars add constraint meal_regulars_supper_check CHECK ((supper ~ '^[-DH]{7}$'::text));
CREATE INDEX meal_regulars_canteen ON public.meal_regulars USING btree (county_code, canteen_id, valid_from);
CREATE UNIQUE INDEX meal_regulars_elder ON public.meal_regulars USING btree (county_code, elder_id) WHERE (valid_to IS NULL);
alter table meal_regulars enable row level security;
create policy area on meal_regulars for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on meal_regulars to wanqing_app;

-- meal_rules
meal_rules.county_code text collate "C" not null;
meal_rules.id uuid not null;
meal_rules.region_code text collate "C" not null;
meal_rules.scheme_id uuid not null;
meal_rules.canteen_id uuid;
meal_rules.version integer not null;
meal_rules.revision integer not null;
meal_rules.title text not null;
meal_rules.basis text not null;
meal_rules.from_month text collate "C" not null;
meal_rules.to_month text collate "C";
meal_rules.terms jsonb not null;
meal_rules.state text not null;
meal_rules.drafted_by uuid;
meal_rules.drafted_at timestamp with time zone not null;
meal_rules.activated_by uuid;
meal_rules.activated_at timestamp with time zone;
meal_rules.retired_by uuid;
meal_rules.retired_at timestamp with time zone;
meal_rules.retire_reason text;
meal_rules.synthetic boolean not null;
alter table meal_rules add constraint meal_rules_activated_by_fkey FOREIGN KEY (activated_by) REFERENCES accounts(id);
alter table meal_rules add constraint meal_rules_check CHECK ((county_code = "left"(region_code, 6)));
alter table meal_rules add constraint meal_rules_county_code_canteen_id_fkey FOREIGN KEY (county_code, canteen_id) REFERENCES canteens(county_code, id);
alter table meal_rules add constraint meal_rules_county_code_scheme_id_version_key UNIQUE (county_code, scheme_id, version);
alter table meal_rules add constraint meal_rules_drafted_by_fkey FOREIGN KEY (drafted_by) REFERENCES accounts(id);
alter table meal_rules add constraint meal_rules_pkey PRIMARY KEY (county_code, id);
alter table meal_rules add constraint meal_rules_region_code_fkey FOREIGN KEY (region_code) REFERENCES regions(code);
alter table meal_rules add constraint meal_rules_retired_by_fkey FOREIGN KEY (retired_by) REFERENCES accounts(id);
alter table meal_rules add constraint meal_rules_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'tried'::text, 'active'::text, 'retired'::text])));
CREATE INDEX meal_rules_canteen ON public.meal_rules USING btree (county_code, canteen_id) WHERE (canteen_id IS NOT NULL);
CREATE INDEX meal_rules_state ON public.meal_rules USING btree (county_code, state, from_month);
alter table meal_rules enable row level security;
create policy area on meal_rules for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
create policy below on meal_rules for select to wanqing_app using ((county_code = "left"(( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting), 6)));
grant insert, select, update on meal_rules to wanqing_app;

-- meal_servings
meal_servings.county_code text collate "C" not null;
meal_servings.id uuid not null;
meal_servings.region_code text collate "C" not null;
meal_servings.canteen_id uuid not null;
meal_servings.day date not null;
meal_servings.meal text not null;
meal_servings.elder_id uuid;
meal_servings.extra_id uuid;
meal_servings.portions smallint not null default 1;
meal_servings.way text not null;
meal_servings.known_by text not null;
meal_servings.handed_to text;
meal_servings.served_at timestamp with time zone not null;
meal_servings.recorded_by uuid;
meal_servings.device_id uuid;
meal_servings.received_at timestamp with time zone not null;
meal_servings.lon double precision;
meal_servings.lat double precision;
meal_servings.undone_at timestamp with time zone;
meal_servings.undone_by uuid;
meal_servings.undo_reason text;
meal_servings.repeats uuid;
alter table meal_servings add constraint meal_servings_check CHECK ((county_code = "left"(region_code, 6)));
alter table meal_servings add constraint meal_servings_check1 CHECK ((num_nonnulls(elder_id, extra_id) >= 1));
alter table meal_servings add constraint meal_servings_check2 CHECK (((undone_at IS NULL) = (undo_reason IS NULL)));
alter table meal_servings add constraint meal_servings_check3 CHECK (((repeats IS NULL) OR (undone_at IS NOT NULL)));
alter table meal_servings add constraint meal_servings_county_code_canteen_id_fkey FOREIGN KEY (county_code, canteen_id) REFERENCES canteens(county_code, id);
alter table meal_servings add constraint meal_servings_county_code_elder_id_fkey FOREIGN KEY (county_code, elder_id) REFERENCES elders(county_code, id);
alter table meal_servings add constraint meal_servings_county_code_extra_id_fkey FOREIGN KEY (county_code, extra_id) REFERENCES meal_extras(county_code, id);
alter table meal_servings add constraint meal_servings_handed_to_check CHECK ((handed_to = ANY (ARRAY['toHerself'::text, 'toFamily'::text, 'toNeighbour'::text, 'leftAtDoor'::text])));
alter table meal_servings add constraint meal_servings_known_by_check CHECK ((known_by = ANY (ARRAY['byCard'::text, 'byNameList'::text, 'byTickList'::text, 'atTheDoor'::text, 'fromPaper'::text])));
alter table meal_servings add constraint meal_servings_meal_check CHECK ((meal = ANY (ARRAY['lunch'::text, 'supper'::text])));
alter table meal_servings add constraint meal_servings_pkey PRIMARY KEY (county_code, id);
alter table meal_servings add constraint meal_servings_portions_check CHECK (((portions >= 1) AND (portions <= 50)));
alter table meal_servings add constraint meal_servings_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES accounts(id);
alter table meal_servings add constraint meal_servings_undone_by_fkey FOREIGN KEY (undone_by) REFERENCES accounts(id);
alter table meal_servings add constraint meal_servings_way_check CHECK ((way = ANY (ARRAY['dineIn'::text, 'delivered'::text])));
CREATE INDEX meal_servings_day ON public.meal_servings USING btree (county_code, canteen_id, day, meal);
CREATE UNIQUE INDEX meal_servings_guest ON public.meal_servings USING btree (county_code, extra_id) WHERE ((undone_at IS NULL) AND (elder_id IS NULL));
CREATE INDEX meal_servings_guests ON public.meal_servings USING btree (county_code, canteen_id, day) WHERE ((undone_at IS NULL) AND ((elder_id IS NULL) OR (portions > 1)));
CREATE UNIQUE INDEX meal_servings_once ON public.meal_servings USING btree (county_code, elder_id, day, meal) WHERE ((undone_at IS NULL) AND (elder_id IS NOT NULL));
CREATE INDEX meal_servings_repeats ON public.meal_servings USING btree (county_code, repeats) WHERE (repeats IS NOT NULL);
alter table meal_servings enable row level security;
create policy area on meal_servings for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select on meal_servings to wanqing_app;

-- meal_top_ups
meal_top_ups.county_code text collate "C" not null;
meal_top_ups.id uuid not null;
meal_top_ups.region_code text collate "C" not null;
meal_top_ups.elder_id uuid not null;
meal_top_ups.canteen_id uuid;
meal_top_ups.serial integer not null generated always as identity;
meal_top_ups.kind text not null;
meal_top_ups.way text not null;
meal_top_ups.amount_fen bigint not null;
meal_top_ups.day date not null;
meal_top_ups.payer_name text;
meal_top_ups.note text;
meal_top_ups.recorded_by uuid;
meal_top_ups.recorded_at timestamp with time zone not null;
meal_top_ups.cancelled_by uuid;
meal_top_ups.cancelled_at timestamp with time zone;
meal_top_ups.cancel_reason text;
alter table meal_top_ups add constraint meal_top_ups_amount_fen_check CHECK ((amount_fen > 0));
alter table meal_top_ups add constraint meal_top_ups_cancelled_by_fkey FOREIGN KEY (cancelled_by) REFERENCES accounts(id);
alter table meal_top_ups add constraint meal_top_ups_check CHECK ((county_code = "left"(region_code, 6)));
alter table meal_top_ups add constraint meal_top_ups_check1 CHECK (((cancelled_at IS NULL) = (cancel_reason IS NULL)));
alter table meal_top_ups add constraint meal_top_ups_county_code_canteen_id_fkey FOREIGN KEY (county_code, canteen_id) REFERENCES canteens(county_code, id);
alter table meal_top_ups add constraint meal_top_ups_county_code_elder_id_fkey FOREIGN KEY (county_code, elder_id) REFERENCES elders(county_code, id);
alter table meal_top_ups add constraint meal_top_ups_county_code_serial_key UNIQUE (county_code, serial);
alter table meal_top_ups add constraint meal_top_ups_kind_check CHECK ((kind = ANY (ARRAY['paidIn'::text, 'paidBack'::text])));
alter table meal_top_ups add constraint meal_top_ups_pkey PRIMARY KEY (county_code, id);
alter table meal_top_ups add constraint meal_top_ups_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES accounts(id);
alter table meal_top_ups add constraint meal_top_ups_way_check CHECK ((way = ANY (ARRAY['cashAtStation'::text, 'byTransfer'::text, 'byFamily'::text])));
CREATE INDEX meal_top_ups_canteen ON public.meal_top_ups USING btree (county_code, canteen_id, day DESC, id DESC);
CREATE INDEX meal_top_ups_elder ON public.meal_top_ups USING btree (county_code, elder_id, day DESC, id DESC);
alter table meal_top_ups enable row level security;
create policy area on meal_top_ups for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on meal_top_ups to wanqing_app;

-- meal_trial_lines
meal_trial_lines.county_code text collate "C" not null;
meal_trial_lines.trial_id uuid not null;
meal_trial_lines.elder_id uuid not null;
meal_trial_lines.region_code text collate "C" not null;
meal_trial_lines.servings integer not null;
meal_trial_lines.before_fen bigint not null;
meal_trial_lines.after_fen bigint not null;
alter table meal_trial_lines add constraint meal_trial_lines_check CHECK ((county_code = "left"(region_code, 6)));
alter table meal_trial_lines add constraint meal_trial_lines_county_code_elder_id_fkey FOREIGN KEY (county_code, elder_id) REFERENCES elders(county_code, id) ON DELETE CASCADE;
alter table meal_trial_lines add constraint meal_trial_lines_county_code_trial_id_fkey FOREIGN KEY (county_code, trial_id) REFERENCES meal_trials(county_code, id);
alter table meal_trial_lines add constraint meal_trial_lines_pkey PRIMARY KEY (county_code, trial_id, elder_id);
CREATE INDEX meal_trial_lines_effect ON public.meal_trial_lines USING btree (county_code, trial_id, ((after_fen - before_fen)), elder_id);
alter table meal_trial_lines enable row level security;
create policy area on meal_trial_lines for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select on meal_trial_lines to wanqing_app;

-- meal_trials
meal_trials.county_code text collate "C" not null;
meal_trials.id uuid not null;
meal_trials.region_code text collate "C" not null;
meal_trials.rule_id uuid not null;
meal_trials.revision integer not null;
meal_trials.month text collate "C" not null;
meal_trials.servings integer not null;
meal_trials.people integer not null;
meal_trials.pay_less integer not null;
meal_trials.pay_more integer not null;
meal_trials.elder_before_fen bigint not null;
meal_trials.elder_after_fen bigint not null;
meal_trials.support_before_fen bigint not null;
meal_trials.support_after_fen bigint not null;
meal_trials.tried_by uuid;
meal_trials.tried_at timestamp with time zone not null;
alter table meal_trials add constraint meal_trials_check CHECK ((county_code = "left"(region_code, 6)));
alter table meal_trials add constraint meal_trials_county_code_rule_id_fkey FOREIGN KEY (county_code, rule_id) REFERENCES meal_rules(county_code, id);
alter table meal_trials add constraint meal_trials_pkey PRIMARY KEY (county_code, id);
alter table meal_trials add constraint meal_trials_tried_by_fkey FOREIGN KEY (tried_by) REFERENCES accounts(id);
CREATE INDEX meal_trials_rule ON public.meal_trials USING btree (county_code, rule_id, revision DESC, tried_at DESC);
alter table meal_trials enable row level security;
create policy area on meal_trials for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select on meal_trials to wanqing_app;

-- meal_works
meal_works.county_code text collate "C" not null;
meal_works.id uuid not null;
meal_works.region_code text collate "C" not null;
meal_works.canteen_id uuid not null;
meal_works.elder_id uuid not null;
meal_works.day date not null;
meal_works.minutes integer not null;
meal_works.deed text not null;
meal_works.recorded_by uuid;
meal_works.recorded_at timestamp with time zone not null;
alter table meal_works add constraint meal_works_check CHECK ((county_code = "left"(region_code, 6)));
alter table meal_works add constraint meal_works_county_code_canteen_id_fkey FOREIGN KEY (county_code, canteen_id) REFERENCES canteens(county_code, id);
alter table meal_works add constraint meal_works_county_code_elder_id_fkey FOREIGN KEY (county_code, elder_id) REFERENCES elders(county_code, id);
alter table meal_works add constraint meal_works_minutes_check CHECK (((minutes >= 1) AND (minutes <= 1440)));
alter table meal_works add constraint meal_works_pkey PRIMARY KEY (county_code, id);
alter table meal_works add constraint meal_works_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES accounts(id);
CREATE INDEX meal_works_elder ON public.meal_works USING btree (county_code, elder_id, day);
alter table meal_works enable row level security;
create policy area on meal_works for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select on meal_works to wanqing_app;

-- membership_confirmations
membership_confirmations.county_code text collate "C" not null;
membership_confirmations.id uuid not null;
membership_confirmations.region_code text collate "C" not null;
membership_confirmations.membership_id uuid not null;
membership_confirmations.note text;
membership_confirmations.confirmed_by uuid not null;
membership_confirmations.confirmed_on date not null;
membership_confirmations.recorded_at timestamp with time zone not null;
alter table membership_confirmations add constraint membership_confirmations_check CHECK ((county_code = "left"(region_code, 6)));
alter table membership_confirmations add constraint membership_confirmations_confirmed_by_fkey FOREIGN KEY (confirmed_by) REFERENCES accounts(id);
alter table membership_confirmations add constraint membership_confirmations_county_code_membership_id_fkey FOREIGN KEY (county_code, membership_id) REFERENCES elder_memberships(county_code, id);
alter table membership_confirmations add constraint membership_confirmations_pkey PRIMARY KEY (county_code, id);
CREATE INDEX membership_confirmations_membership ON public.membership_confirmations USING btree (county_code, membership_id, confirmed_on);
alter table membership_confirmations enable row level security;
create policy area on membership_confirmations for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select on membership_confirmations to wanqing_app;

-- membership_documents
membership_documents.county_code text collate "C" not null;
membership_documents.id uuid not null;
membership_documents.region_code text collate "C" not null;
membership_documents.membership_id uuid not null;
membership_documents.content_type text not null;
membership_documents.size_bytes integer not null;
membership_documents.content_hash text not null;
membership_documents.added_by uuid not null;
membership_documents.added_at timestamp with time zone not null;
alter table membership_documents add constraint membership_documents_added_by_fkey FOREIGN KEY (added_by) REFERENCES accounts(id);
alter table membership_documents add constraint membership_documents_check CHECK ((county_code = "left"(region_code, 6)));
alter table membership_documents add constraint membership_documents_county_code_membership_id_fkey FOREIGN KEY (county_code, membership_id) REFERENCES elder_memberships(county_code, id);
alter table membership_documents add constraint membership_documents_pkey PRIMARY KEY (county_code, id);
CREATE INDEX membership_documents_membership ON public.membership_documents USING btree (county_code, membership_id, added_at);
alter table membership_documents enable row level security;
create policy area on membership_documents for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select on membership_documents to wanqing_app;

-- membership_proposals
membership_proposals.county_code text collate "C" not null;
membership_proposals.id uuid not null;
membership_proposals.region_code text collate "C" not null;
membership_proposals.elder_id uuid not null;
membership_proposals.kind text not null;
membership_proposals.change text not null;
membership_proposals."group" text not null;
membership_proposals.facts_key text not null;
membership_proposals.evidence text not null;
membership_proposals.proof jsonb not null;
membership_proposals.valid_from date not null;
membership_proposals.rules_version integer not null;
membership_proposals.proposed_on date not null;
membership_proposals.state text not null;
membership_proposals.reason text;
membership_proposals.decided_by uuid;
membership_proposals.decided_at timestamp with time zone;
membership_proposals.membership_id uuid;
alter table membership_proposals add constraint membership_proposals_change_check CHECK ((change = ANY (ARRAY['begin'::text, 'end'::text, 'look'::text])));
alter table membership_proposals add constraint membership_proposals_check CHECK (((state <> 'declined'::text) OR (reason IS NOT NULL)));
alter table membership_proposals add constraint membership_proposals_check1 CHECK ((county_code = "left"(region_code, 6)));
alter table membership_proposals add constraint membership_proposals_county_code_elder_id_facts_key_key UNIQUE (county_code, elder_id, facts_key);
alter table membership_proposals add constraint membership_proposals_county_code_elder_id_fkey FOREIGN KEY (county_code, elder_id) REFERENCES elders(county_code, id) ON DELETE CASCADE;
alter table membership_proposals add constraint membership_proposals_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES accounts(id);
alter table membership_proposals add constraint membership_proposals_group_check CHECK (("group" = ANY (ARRAY['livesAlone'::text, 'emptyNest'::text, 'leftBehind'::text, 'tekun'::text, 'veryOld'::text, 'careDependent'::text, 'severeDisability'::text, 'specialFamily'::text])));
alter table membership_proposals add constraint membership_proposals_kind_check CHECK ((kind = ANY (ARRAY['turnedVeryOld'::text, 'spouseDied'::text, 'housemateGone'::text, 'lastChildLeft'::text, 'noLongerAlone'::text, 'careDependentByAssessment'::text, 'livesAloneByAssessment'::text, 'paperExpired'::text])));
alter table membership_proposals add constraint membership_proposals_pkey PRIMARY KEY (county_code, id);
alter table membership_proposals add constraint membership_proposals_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'accepted'::text, 'declined'::text, 'lapsed'::text])));
CREATE INDEX membership_proposals_decided ON public.membership_proposals USING btree (county_code, region_code, id) WHERE (state <> 'proposed'::text);
CREATE INDEX membership_proposals_waiting ON public.membership_proposals USING btree (county_code, region_code, id) WHERE (state = 'proposed'::text);
alter table membership_proposals enable row level security;
create policy area on membership_proposals for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on membership_proposals to wanqing_app;

-- menu_meals
menu_meals.county_code text collate "C" not null;
menu_meals.canteen_id uuid not null;
menu_meals.day date not null;
menu_meals.meal text not null;
menu_meals.region_code text collate "C" not null;
menu_meals.dishes jsonb not null;
menu_meals.kept_by uuid;
menu_meals.kept_at timestamp with time zone not null;
alter table menu_meals add constraint menu_meals_check CHECK ((county_code = "left"(region_code, 6)));
alter table menu_meals add constraint menu_meals_county_code_canteen_id_fkey FOREIGN KEY (county_code, canteen_id) REFERENCES canteens(county_code, id);
alter table menu_meals add constraint menu_meals_kept_by_fkey FOREIGN KEY (kept_by) REFERENCES accounts(id);
alter table menu_meals add constraint menu_meals_meal_check CHECK ((meal = ANY (ARRAY['lunch'::text, 'supper'::text])));
alter table menu_meals add constraint menu_meals_pkey PRIMARY KEY (county_code, canteen_id, day, meal);
alter table menu_meals enable row level security;
create policy area on menu_meals for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on menu_meals to wanqing_app;

-- migrations
migrations.name text not null;
migrations.ran_at timestamp with time zone not null;
alter table migrations add constraint migrations_pkey PRIMARY KEY (name);

-- newcomer_reports
newcomer_reports.county_code text collate "C" not null;
newcomer_reports.id uuid not null;
newcomer_reports.region_code text collate "C" not null;
newcomer_reports.person_sealed text not null;
newcomer_reports.not_these uuid[] not null;
newcomer_reports.met_at timestamp with time zone not null;
newcomer_reports.state text not null;
newcomer_reports.reported_by uuid not null;
newcomer_reports.reported_at timestamp with time zone not null;
newcomer_reports.decided_by uuid;
newcomer_reports.decided_at timestamp with time zone;
newcomer_reports.answer text;
newcomer_reports.elder_id uuid;
alter table newcomer_reports add constraint newcomer_reports_check CHECK ((county_code = "left"(region_code, 6)));
alter table newcomer_reports add constraint newcomer_reports_check1 CHECK (((state = 'awaits'::text) = (decided_at IS NULL)));
alter table newcomer_reports add constraint newcomer_reports_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES accounts(id);
alter table newcomer_reports add constraint newcomer_reports_pkey PRIMARY KEY (county_code, id);
alter table newcomer_reports add constraint newcomer_reports_region_code_fkey FOREIGN KEY (region_code) REFERENCES regions(code);
alter table newcomer_reports add constraint newcomer_reports_reported_by_fkey FOREIGN KEY (reported_by) REFERENCES accounts(id);
alter table newcomer_reports add constraint newcomer_reports_state_check CHECK ((state = ANY (ARRAY['awaits'::text, 'entered'::text, 'turnedAway'::text])));
CREATE INDEX newcomer_reports_awaiting ON public.newcomer_reports USING btree (county_code, region_code, reported_at, id) WHERE (state = 'awaits'::text);
alter table newcomer_reports enable row level security;
create policy area on newcomer_reports for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on newcomer_reports to wanqing_app;

-- notice_numbers
notice_numbers.account_id uuid not null;
notice_numbers.phone_sealed text not null;
notice_numbers.phone_tail text not null;
notice_numbers.set_at timestamp with time zone not null;
alter table notice_numbers add constraint notice_numbers_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id);
alter table notice_numbers add constraint notice_numbers_pkey PRIMARY KEY (account_id);
grant delete, insert, select, update on notice_numbers to wanqing_app;

-- notice_sends
notice_sends.county_code text collate "C" not null;
notice_sends.id uuid not null;
notice_sends.region_code text collate "C" not null;
notice_sends.notice_id uuid not null;
notice_sends.step integer not null;
notice_sends.turn integer not null;
notice_sends.channel text not null;
notice_sends.state text not null;
notice_sends.tries integer not null;
notice_sends.queued_at timestamp with time zone not null;
notice_sends.try_at timestamp with time zone;
notice_sends.handed_at timestamp with time zone;
notice_sends.arrived_at timestamp with time zone;
notice_sends.reason text;
alter table notice_sends add constraint notice_sends_channel_check CHECK ((channel = ANY (ARRAY['inApp'::text, 'sms'::text, 'voice'::text])));
alter table notice_sends add constraint notice_sends_check CHECK ((county_code = "left"(region_code, 6)));
alter table notice_sends add constraint notice_sends_county_code_notice_id_fkey FOREIGN KEY (county_code, notice_id) REFERENCES notices(county_code, id);
alter table notice_sends add constraint notice_sends_pkey PRIMARY KEY (county_code, id);
alter table notice_sends add constraint notice_sends_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'inChannel'::text, 'arrived'::text, 'answered'::text, 'notSent'::text, 'dropped'::text])));
CREATE INDEX notice_sends_due ON public.notice_sends USING btree (try_at) WHERE (try_at IS NOT NULL);
CREATE UNIQUE INDEX notice_sends_once ON public.notice_sends USING btree (county_code, notice_id, step, turn);
alter table notice_sends enable row level security;
create policy area on notice_sends for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on notice_sends to wanqing_app;

-- notices
notices.county_code text collate "C" not null;
notices.id uuid not null;
notices.region_code text collate "C" not null;
notices.to_account_id uuid not null;
notices.kind text not null;
notices.urgency text not null;
notices.subject_module text not null;
notices.subject_id text not null;
notices.occasion text not null;
notices.text text not null;
notices.outside_text text not null;
notices.state text not null;
notices.step integer not null;
notices.stepped_at timestamp with time zone;
notices.has_failed boolean not null;
notices.move_at timestamp with time zone;
notices.stand_ins uuid[] not null;
notices.raised_at timestamp with time zone not null;
notices.seen_at timestamp with time zone;
notices.taken_at timestamp with time zone;
alter table notices add constraint notices_check CHECK ((county_code = "left"(region_code, 6)));
alter table notices add constraint notices_pkey PRIMARY KEY (county_code, id);
alter table notices add constraint notices_state_check CHECK ((state = ANY (ARRAY['unseen'::text, 'seen'::text, 'taken'::text, 'passedOn'::text, 'unanswered'::text, 'inHand'::text, 'told'::text])));
alter table notices add constraint notices_to_account_id_fkey FOREIGN KEY (to_account_id) REFERENCES accounts(id);
alter table notices add constraint notices_urgency_check CHECK ((urgency = ANY (ARRAY['p0'::text, 'urgent'::text, 'normal'::text])));
CREATE INDEX notices_due ON public.notices USING btree (move_at) WHERE (move_at IS NOT NULL);
CREATE INDEX notices_mine ON public.notices USING btree (to_account_id, raised_at DESC, id DESC);
CREATE UNIQUE INDEX notices_once ON public.notices USING btree (county_code, subject_module, subject_id, kind, to_account_id, occasion);
CREATE INDEX notices_region ON public.notices USING btree (county_code, region_code, raised_at DESC, id DESC);
CREATE INDEX notices_unanswered ON public.notices USING btree (subject_module) WHERE (state = 'unanswered'::text);
CREATE INDEX notices_waiting ON public.notices USING btree (to_account_id) WHERE (state = ANY (ARRAY['unseen'::text, 'seen'::text]));
alter table notices enable row level security;
create policy area on notices for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on notices to wanqing_app;

-- order_events
order_events.county_code text collate "C" not null;
order_events.id uuid not null;
order_events.region_code text collate "C" not null;
order_events.order_id uuid not null;
order_events.kind text not null;
order_events.happened_at timestamp with time zone not null;
order_events.recorded_at timestamp with time zone not null;
order_events.by_account_id uuid;
order_events.worker_id uuid;
order_events.device_id uuid;
order_events.lon double precision;
order_events.lat double precision;
order_events.accuracy_meters real;
order_events.clock_offset_ms bigint;
order_events.details jsonb not null;
order_events.vitals_sealed text;
order_events.vitals_halt boolean;
order_events.signature_sealed text;
order_events.number bigint not null generated always as identity;
alter table order_events add constraint order_events_by_account_id_fkey FOREIGN KEY (by_account_id) REFERENCES accounts(id);
alter table order_events add constraint order_events_check CHECK ((county_code = "left"(region_code, 6)));
alter table order_events add constraint order_events_county_code_order_id_fkey FOREIGN KEY (county_code, order_id) REFERENCES service_orders(county_code, id);
alter table order_events add constraint order_events_county_code_worker_id_fkey FOREIGN KEY (county_code, worker_id) REFERENCES service_workers(county_code, id);
alter table order_events add constraint order_events_kind_check CHECK ((kind = ANY (ARRAY['arrange'::text, 'accept'::text, 'turnDown'::text, 'dispatch'::text, 'reschedule'::text, 'setOut'::text, 'signIn'::text, 'takeVitals'::text, 'halt'::text, 'signOut'::text, 'confirm'::text, 'meetNobody'::text, 'cancel'::text, 'settle'::text, 'note'::text])));
alter table order_events add constraint order_events_pkey PRIMARY KEY (county_code, id);
CREATE INDEX order_events_order ON public.order_events USING btree (county_code, order_id, happened_at, id);
alter table order_events enable row level security;
create policy area on order_events for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select on order_events to wanqing_app;

-- order_photos
order_photos.county_code text collate "C" not null;
order_photos.id uuid not null;
order_photos.region_code text collate "C" not null;
order_photos.order_id uuid not null;
order_photos.kind text not null;
order_photos.content_type text not null;
order_photos.size_bytes integer not null;
order_photos.content_hash text not null;
order_photos.added_by uuid;
order_photos.added_at timestamp with time zone not null;
alter table order_photos add constraint order_photos_added_by_fkey FOREIGN KEY (added_by) REFERENCES accounts(id);
alter table order_photos add constraint order_photos_check CHECK ((county_code = "left"(region_code, 6)));
alter table order_photos add constraint order_photos_county_code_order_id_fkey FOREIGN KEY (county_code, order_id) REFERENCES service_orders(county_code, id);
alter table order_photos add constraint order_photos_kind_check CHECK ((kind = ANY (ARRAY['photoBefore'::text, 'photoAfter'::text, 'ownHand'::text, 'spokenYes'::text, 'paperSlip'::text])));
alter table order_photos add constraint order_photos_pkey PRIMARY KEY (county_code, id);
CREATE INDEX order_photos_order ON public.order_photos USING btree (county_code, order_id, added_at);
alter table order_photos enable row level security;
create policy area on order_photos for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select on order_photos to wanqing_app;

-- order_photos_arriving
order_photos_arriving.county_code text collate "C" not null;
order_photos_arriving.id uuid not null;
order_photos_arriving.region_code text collate "C" not null;
order_photos_arriving.order_id uuid not null;
order_photos_arriving.size_bytes integer not null;
order_photos_arriving.received_bytes integer not null;
order_photos_arriving.content_hash text not null;
order_photos_arriving.account_id uuid not null;
order_photos_arriving.created_at timestamp with time zone not null;
order_photos_arriving.last_piece_at timestamp with time zone not null;
alter table order_photos_arriving add constraint order_photos_arriving_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id);
alter table order_photos_arriving add constraint order_photos_arriving_check CHECK (((received_bytes >= 0) AND (received_bytes <= size_bytes)));
alter table order_photos_arriving add constraint order_photos_arriving_check1 CHECK ((county_code = "left"(region_code, 6)));
alter table order_photos_arriving add constraint order_photos_arriving_county_code_order_id_fkey FOREIGN KEY (county_code, order_id) REFERENCES service_orders(county_code, id);
alter table order_photos_arriving add constraint order_photos_arriving_pkey PRIMARY KEY (county_code, id);
alter table order_photos_arriving add constraint order_photos_arriving_size_bytes_check CHECK (((size_bytes >= 1) AND (size_bytes <= 8000000)));
CREATE INDEX order_photos_arriving_order ON public.order_photos_arriving USING btree (county_code, order_id);
CREATE INDEX order_photos_arriving_unfinished ON public.order_photos_arriving USING btree (county_code, last_piece_at);
alter table order_photos_arriving enable row level security;
create policy area on order_photos_arriving for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant delete, insert, select, update on order_photos_arriving to wanqing_app;

-- order_series
order_series.county_code text collate "C" not null;
order_series.id uuid not null;
order_series.region_code text collate "C" not null;
order_series.elder_id uuid not null;
order_series.need_id uuid not null;
order_series.item_code text not null;
order_series.provider_id uuid not null;
order_series.worker_id uuid;
order_series.weekdays integer[] not null;
order_series.from_minute integer not null;
order_series.minutes integer not null;
order_series.from_on date not null;
order_series.to_on date;
order_series.made_until date;
order_series.ended_why text;
order_series.ended_by uuid;
order_series.ended_at timestamp with time zone;
order_series.arranged_by uuid;
order_series.arranged_at timestamp with time zone not null;
order_series.note text;
alter table order_series add constraint order_series_arranged_by_fkey FOREIGN KEY (arranged_by) REFERENCES accounts(id);
alter table order_series add constraint order_series_check CHECK ((county_code = "left"(region_code, 6)));
alter table order_series add constraint order_series_county_code_elder_id_fkey FOREIGN KEY (county_code, elder_id) REFERENCES elders(county_code, id);
alter table order_series add constraint order_series_county_code_need_id_fkey FOREIGN KEY (county_code, need_id) REFERENCES service_needs(county_code, id);
alter table order_series add constraint order_series_county_code_provider_id_fkey FOREIGN KEY (county_code, provider_id) REFERENCES service_providers(county_code, id);
alter table order_series add constraint order_series_county_code_worker_id_fkey FOREIGN KEY (county_code, worker_id) REFERENCES service_workers(county_code, id);
alter table order_series add constraint order_series_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES accounts(id);
alter table order_series add constraint order_series_from_minute_check CHECK (((from_minute >= 0) AND (from_minute <= 1439)));
alter table order_series add constraint order_series_minutes_check CHECK ((minutes > 0));
alter table order_series add constraint order_series_pkey PRIMARY KEY (county_code, id);
CREATE INDEX order_series_elder ON public.order_series USING btree (county_code, elder_id);
CREATE INDEX order_series_need ON public.order_series USING btree (county_code, need_id);
CREATE INDEX order_series_running ON public.order_series USING btree (county_code, made_until) WHERE (ended_at IS NULL);
alter table order_series enable row level security;
create policy area on order_series for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on order_series to wanqing_app;

-- planned_visits
planned_visits.county_code text collate "C" not null;
planned_visits.id uuid not null;
planned_visits.region_code text collate "C" not null;
planned_visits.plan_id uuid not null;
planned_visits.elder_id uuid not null;
planned_visits.household_id uuid not null;
planned_visits.visitor_id uuid not null;
planned_visits.planned_on date not null;
planned_visits.turn integer not null;
planned_visits.way text not null;
planned_visits.day_part text;
planned_visits.same_face boolean not null;
planned_visits.hardness integer not null;
planned_visits.in_force boolean not null;
alter table planned_visits add constraint planned_visits_check CHECK ((county_code = "left"(region_code, 6)));
alter table planned_visits add constraint planned_visits_county_code_elder_id_fkey FOREIGN KEY (county_code, elder_id) REFERENCES elders(county_code, id) ON DELETE CASCADE;
alter table planned_visits add constraint planned_visits_county_code_plan_id_fkey FOREIGN KEY (county_code, plan_id) REFERENCES round_plans(county_code, id);
alter table planned_visits add constraint planned_visits_day_part_check CHECK ((day_part = ANY (ARRAY['morning'::text, 'noon'::text, 'afternoon'::text, 'evening'::text])));
alter table planned_visits add constraint planned_visits_pkey PRIMARY KEY (county_code, id);
alter table planned_visits add constraint planned_visits_visitor_id_fkey FOREIGN KEY (visitor_id) REFERENCES accounts(id);
alter table planned_visits add constraint planned_visits_way_check CHECK ((way = ANY (ARRAY['home'::text, 'phone'::text, 'video'::text])));
CREATE INDEX planned_visits_elder ON public.planned_visits USING btree (county_code, elder_id, planned_on) WHERE in_force;
CREATE INDEX planned_visits_plan ON public.planned_visits USING btree (county_code, plan_id, visitor_id, planned_on, turn);
CREATE INDEX planned_visits_region ON public.planned_visits USING btree (county_code, region_code, planned_on, id);
CREATE INDEX planned_visits_visitor ON public.planned_visits USING btree (county_code, visitor_id, planned_on) WHERE in_force;
alter table planned_visits enable row level security;
create policy area on planned_visits for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant delete, insert, select, update on planned_visits to wanqing_app;

-- posts
posts.id uuid not null;
posts.account_id uuid not null;
posts.role text not null;
posts.region_code text collate "C" not null;
posts.valid_from date not null;
posts.valid_to date;
posts.granted_by uuid;
alter table posts add constraint posts_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id);
alter table posts add constraint posts_check CHECK (((valid_to IS NULL) OR (valid_to >= valid_from)));
alter table posts add constraint posts_pkey PRIMARY KEY (id);
alter table posts add constraint posts_region_code_fkey FOREIGN KEY (region_code) REFERENCES regions(code);
alter table posts add constraint posts_role_check CHECK ((role = ANY (ARRAY['provinceOfficer'::text, 'prefectureOfficer'::text, 'countyOfficer'::text, 'townshipOfficer'::text, 'villageOfficer'::text, 'benefitPayer'::text, 'providerManager'::text, 'careWorker'::text, 'canteenManager'::text, 'canteenCook'::text, 'family'::text, 'financeOfficer'::text, 'stationManager'::text, 'visitor'::text, 'assessor'::text, 'auditor'::text, 'administrator'::text])));
CREATE INDEX posts_account ON public.posts USING btree (account_id);
CREATE INDEX posts_region ON public.posts USING btree (region_code, role);
grant insert, select, update on posts to wanqing_app;

-- provider_members
provider_members.county_code text collate "C" not null;
provider_members.id uuid not null;
provider_members.region_code text collate "C" not null;
provider_members.provider_id uuid not null;
provider_members.account_id uuid not null;
provider_members.valid_from date not null;
provider_members.valid_to date;
provider_members.recorded_by uuid;
provider_members.recorded_at timestamp with time zone not null;
alter table provider_members add constraint provider_members_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id);
alter table provider_members add constraint provider_members_check CHECK ((county_code = "left"(region_code, 6)));
alter table provider_members add constraint provider_members_county_code_provider_id_fkey FOREIGN KEY (county_code, provider_id) REFERENCES service_providers(county_code, id);
alter table provider_members add constraint provider_members_pkey PRIMARY KEY (county_code, id);
alter table provider_members add constraint provider_members_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES accounts(id);
CREATE INDEX provider_members_account ON public.provider_members USING btree (account_id, county_code);
CREATE INDEX provider_members_provider ON public.provider_members USING btree (county_code, provider_id);
alter table provider_members enable row level security;
create policy area on provider_members for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on provider_members to wanqing_app;

-- purchase_contracts
purchase_contracts.county_code text collate "C" not null;
purchase_contracts.id uuid not null;
purchase_contracts.region_code text collate "C" not null;
purchase_contracts.number text not null;
purchase_contracts.title text not null;
purchase_contracts.provider_id uuid not null;
purchase_contracts.starts_on date not null;
purchase_contracts.ends_on date not null;
purchase_contracts.longer_reason text;
purchase_contracts.budget_fen bigint not null;
purchase_contracts.no_whole_subcontract boolean not null;
purchase_contracts.goals jsonb not null;
purchase_contracts.state text not null;
purchase_contracts.written_by uuid;
purchase_contracts.written_at timestamp with time zone not null;
purchase_contracts.signed_by uuid;
purchase_contracts.signed_at timestamp with time zone;
purchase_contracts.ended_by uuid;
purchase_contracts.ended_on date;
purchase_contracts.ended_reason text;
alter table purchase_contracts add constraint purchase_contracts_budget_fen_check CHECK ((budget_fen > 0));
alter table purchase_contracts add constraint purchase_contracts_check CHECK ((county_code = "left"(region_code, 6)));
alter table purchase_contracts add constraint purchase_contracts_check1 CHECK ((ends_on >= starts_on));
alter table purchase_contracts add constraint purchase_contracts_check2 CHECK (((state = 'written'::text) = (signed_at IS NULL)));
alter table purchase_contracts add constraint purchase_contracts_check3 CHECK (((state = 'brokenOff'::text) = (ended_reason IS NOT NULL)));
alter table purchase_contracts add constraint purchase_contracts_county_code_number_key UNIQUE (county_code, number);
alter table purchase_contracts add constraint purchase_contracts_county_code_provider_id_fkey FOREIGN KEY (county_code, provider_id) REFERENCES service_providers(county_code, id);
alter table purchase_contracts add constraint purchase_contracts_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES accounts(id);
alter table purchase_contracts add constraint purchase_contracts_no_whole_subcontract_check CHECK (no_whole_subcontract);
alter table purchase_contracts add constraint purchase_contracts_pkey PRIMARY KEY (county_code, id);
alter table purchase_contracts add constraint purchase_contracts_signed_by_fkey FOREIGN KEY (signed_by) REFERENCES accounts(id);
alter table purchase_contracts add constraint purchase_contracts_state_check CHECK ((state = ANY (ARRAY['written'::text, 'contractRuns'::text, 'brokenOff'::text])));
alter table purchase_contracts add constraint purchase_contracts_written_by_fkey FOREIGN KEY (written_by) REFERENCES accounts(id);
CREATE INDEX purchase_contracts_newest ON public.purchase_contracts USING btree (county_code, starts_on DESC, id DESC);
CREATE INDEX purchase_contracts_provider ON public.purchase_contracts USING btree (county_code, provider_id);
alter table purchase_contracts enable row level security;
create policy area on purchase_contracts for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on purchase_contracts to wanqing_app;

-- quality_counts
quality_counts.county_code text collate "C" not null;
quality_counts.region_code text collate "C" not null;
quality_counts.month text collate "C" not null;
quality_counts.measure text not null;
quality_counts.value bigint not null;
quality_counts.counted_at timestamp with time zone not null;
alter table quality_counts add constraint quality_counts_check CHECK ((county_code = "left"(region_code, 6)));
alter table quality_counts add constraint quality_counts_measure_check CHECK ((measure = ANY (ARRAY['elders'::text, 'missingNumber'::text, 'missingBirth'::text, 'missingCall'::text, 'missingAddress'::text, 'contradiction'::text, 'stale'::text, 'suspectedDouble'::text, 'maybeDead'::text, 'veryHighAge'::text])));
alter table quality_counts add constraint quality_counts_pkey PRIMARY KEY (county_code, region_code, month, measure);
CREATE INDEX quality_counts_month ON public.quality_counts USING btree (month, region_code);
alter table quality_counts enable row level security;
create policy area on quality_counts for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant select on quality_counts to wanqing_app;

-- regions
regions.code text collate "C" not null;
regions.name text not null;
regions.short_name text not null;
regions.name_ko text;
regions.level text not null;
regions.parent_code text collate "C";
regions.county_gb2260 text collate "C" not null;
regions.kind text not null;
regions.urban_rural_code text;
regions.statistical_only boolean not null;
regions.pinyin text not null;
regions.initials text not null;
regions.lon double precision;
regions.lat double precision;
regions.valid_from date not null;
regions.valid_to date;
alter table regions add constraint regions_level_check CHECK ((level = ANY (ARRAY['province'::text, 'prefecture'::text, 'county'::text, 'township'::text, 'village'::text])));
alter table regions add constraint regions_parent_code_fkey FOREIGN KEY (parent_code) REFERENCES regions(code);
alter table regions add constraint regions_pkey PRIMARY KEY (code);
CREATE INDEX regions_counties ON public.regions USING btree (code) WHERE (level = 'county'::text);
CREATE INDEX regions_initials ON public.regions USING btree (initials text_pattern_ops);
CREATE INDEX regions_name ON public.regions USING btree (short_name text_pattern_ops);
CREATE INDEX regions_parent ON public.regions USING btree (parent_code, code);
CREATE INDEX regions_pinyin ON public.regions USING btree (pinyin text_pattern_ops);
grant select on regions to wanqing_app;
CREATE TRIGGER regions_change_cells AFTER UPDATE ON public.regions FOR EACH ROW WHEN ((old.urban_rural_code IS DISTINCT FROM new.urban_rural_code)) EXECUTE FUNCTION note_cells_of_villages();

-- risk_changes
risk_changes.county_code text collate "C" not null;
risk_changes.elder_id uuid not null;
risk_changes.changed_on date not null;
risk_changes.region_code text collate "C" not null;
risk_changes.risk text not null;
risk_changes.rule_risk text not null;
risk_changes.points integer not null;
risk_changes.rule_version integer not null;
alter table risk_changes add constraint risk_changes_check CHECK ((county_code = "left"(region_code, 6)));
alter table risk_changes add constraint risk_changes_county_code_elder_id_fkey FOREIGN KEY (county_code, elder_id) REFERENCES elders(county_code, id) ON DELETE CASCADE;
alter table risk_changes add constraint risk_changes_pkey PRIMARY KEY (county_code, elder_id, changed_on);
alter table risk_changes add constraint risk_changes_risk_check CHECK ((risk = ANY (ARRAY['red'::text, 'orange'::text, 'yellow'::text, 'green'::text])));
alter table risk_changes add constraint risk_changes_rule_risk_check CHECK ((rule_risk = ANY (ARRAY['red'::text, 'orange'::text, 'yellow'::text, 'green'::text])));
alter table risk_changes enable row level security;
create policy area on risk_changes for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant select on risk_changes to wanqing_app;

-- risk_overrules
risk_overrules.county_code text collate "C" not null;
risk_overrules.id uuid not null;
risk_overrules.region_code text collate "C" not null;
risk_overrules.elder_id uuid not null;
risk_overrules.level text not null;
risk_overrules.rule_level text not null;
risk_overrules.reason text not null;
risk_overrules.valid_from date not null;
risk_overrules.valid_to date not null;
risk_overrules.set_by uuid not null;
risk_overrules.set_at timestamp with time zone not null;
risk_overrules.ended_by uuid;
risk_overrules.ended_at timestamp with time zone;
risk_overrules.end_reason text;
alter table risk_overrules add constraint risk_overrules_check CHECK ((county_code = "left"(region_code, 6)));
alter table risk_overrules add constraint risk_overrules_check1 CHECK ((valid_to >= valid_from));
alter table risk_overrules add constraint risk_overrules_check2 CHECK (((ended_at IS NULL) = (end_reason IS NULL)));
alter table risk_overrules add constraint risk_overrules_county_code_elder_id_fkey FOREIGN KEY (county_code, elder_id) REFERENCES elders(county_code, id);
alter table risk_overrules add constraint risk_overrules_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES accounts(id);
alter table risk_overrules add constraint risk_overrules_level_check CHECK ((level = ANY (ARRAY['red'::text, 'orange'::text, 'yellow'::text, 'green'::text])));
alter table risk_overrules add constraint risk_overrules_pkey PRIMARY KEY (county_code, id);
alter table risk_overrules add constraint risk_overrules_rule_level_check CHECK ((rule_level = ANY (ARRAY['red'::text, 'orange'::text, 'yellow'::text, 'green'::text])));
alter table risk_overrules add constraint risk_overrules_set_by_fkey FOREIGN KEY (set_by) REFERENCES accounts(id);
CREATE INDEX risk_overrules_elder ON public.risk_overrules USING btree (county_code, elder_id, set_at DESC);
CREATE INDEX risk_overrules_open ON public.risk_overrules USING btree (county_code, region_code, valid_to, id) WHERE (ended_at IS NULL);
alter table risk_overrules enable row level security;
create policy area on risk_overrules for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on risk_overrules to wanqing_app;

-- risk_sweeps
risk_sweeps.county_code text collate "C" not null;
risk_sweeps.region_code text collate "C" not null;
risk_sweeps.swept_on date not null;
risk_sweeps.swept_at timestamp with time zone not null;
risk_sweeps.touched_to timestamp with time zone not null;
risk_sweeps.settings_mark text not null;
risk_sweeps.elders integer not null;
risk_sweeps.changed integer not null;
alter table risk_sweeps add constraint risk_sweeps_check CHECK ((county_code = "left"(region_code, 6)));
alter table risk_sweeps add constraint risk_sweeps_pkey PRIMARY KEY (county_code);
alter table risk_sweeps enable row level security;
create policy area on risk_sweeps for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant select on risk_sweeps to wanqing_app;

-- risk_switches
risk_switches.county_code text collate "C" not null;
risk_switches.id uuid not null;
risk_switches.region_code text collate "C" not null;
risk_switches.trial_id uuid not null;
risk_switches.version integer not null;
risk_switches.red_from integer not null;
risk_switches.orange_from integer not null;
risk_switches.yellow_from integer not null;
risk_switches.valid_from date not null;
risk_switches.reason text not null;
risk_switches.state text not null;
risk_switches.proposed_by uuid not null;
risk_switches.proposed_at timestamp with time zone not null;
risk_switches.decided_by uuid;
risk_switches.decided_at timestamp with time zone;
risk_switches.decision_reason text;
alter table risk_switches add constraint risk_switches_check CHECK ((county_code = "left"(region_code, 6)));
alter table risk_switches add constraint risk_switches_check1 CHECK ((decided_by <> proposed_by));
alter table risk_switches add constraint risk_switches_check2 CHECK (((state = 'switchProposed'::text) = (decided_at IS NULL)));
alter table risk_switches add constraint risk_switches_county_code_trial_id_fkey FOREIGN KEY (county_code, trial_id) REFERENCES risk_trials(county_code, id);
alter table risk_switches add constraint risk_switches_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES accounts(id);
alter table risk_switches add constraint risk_switches_pkey PRIMARY KEY (county_code, id);
alter table risk_switches add constraint risk_switches_proposed_by_fkey FOREIGN KEY (proposed_by) REFERENCES accounts(id);
alter table risk_switches add constraint risk_switches_state_check CHECK ((state = ANY (ARRAY['switchProposed'::text, 'switchAgreed'::text, 'switchDeclined'::text])));
CREATE UNIQUE INDEX risk_switches_one_open ON public.risk_switches USING btree (county_code, region_code) WHERE (state = 'switchProposed'::text);
CREATE INDEX risk_switches_trial ON public.risk_switches USING btree (county_code, trial_id);
alter table risk_switches enable row level security;
create policy area on risk_switches for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on risk_switches to wanqing_app;

-- risk_trial_lines
risk_trial_lines.county_code text collate "C" not null;
risk_trial_lines.id uuid not null;
risk_trial_lines.trial_id uuid not null;
risk_trial_lines.region_code text collate "C" not null;
risk_trial_lines.elder_id uuid not null;
risk_trial_lines.kind text not null;
risk_trial_lines.before text not null;
risk_trial_lines.after text not null;
risk_trial_lines.points integer not null;
risk_trial_lines.causes jsonb not null;
risk_trial_lines.judged_on date not null;
risk_trial_lines.happened_on date;
risk_trial_lines.aid_case_id uuid;
alter table risk_trial_lines add constraint risk_trial_lines_after_check CHECK ((after = ANY (ARRAY['red'::text, 'orange'::text, 'yellow'::text, 'green'::text])));
alter table risk_trial_lines add constraint risk_trial_lines_before_check CHECK ((before = ANY (ARRAY['red'::text, 'orange'::text, 'yellow'::text, 'green'::text])));
alter table risk_trial_lines add constraint risk_trial_lines_check CHECK ((county_code = "left"(region_code, 6)));
alter table risk_trial_lines add constraint risk_trial_lines_county_code_elder_id_fkey FOREIGN KEY (county_code, elder_id) REFERENCES elders(county_code, id) ON DELETE CASCADE;
alter table risk_trial_lines add constraint risk_trial_lines_kind_check CHECK ((kind = ANY (ARRAY['levelAtMonthEnd'::text, 'graveCase'::text, 'deathAfter'::text])));
alter table risk_trial_lines add constraint risk_trial_lines_pkey PRIMARY KEY (county_code, id);
CREATE INDEX risk_trial_lines_list ON public.risk_trial_lines USING btree (county_code, trial_id, kind, region_code, id);
alter table risk_trial_lines enable row level security;
create policy area on risk_trial_lines for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant select on risk_trial_lines to wanqing_app;

-- risk_trials
risk_trials.county_code text collate "C" not null;
risk_trials.id uuid not null;
risk_trials.region_code text collate "C" not null;
risk_trials.version integer not null;
risk_trials.red_from integer not null;
risk_trials.orange_from integer not null;
risk_trials.yellow_from integer not null;
risk_trials.before_version integer not null;
risk_trials.before_red_from integer not null;
risk_trials.before_orange_from integer not null;
risk_trials.before_yellow_from integer not null;
risk_trials.through date not null;
risk_trials.state text not null;
risk_trials.counties_done integer not null;
risk_trials.counties_all integer not null;
risk_trials.asked_by uuid not null;
risk_trials.asked_at timestamp with time zone not null;
risk_trials.finished_at timestamp with time zone;
risk_trials.summary jsonb;
alter table risk_trials add constraint risk_trials_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES accounts(id);
alter table risk_trials add constraint risk_trials_check CHECK ((county_code = "left"(region_code, 6)));
alter table risk_trials add constraint risk_trials_pkey PRIMARY KEY (county_code, id);
alter table risk_trials add constraint risk_trials_state_check CHECK ((state = ANY (ARRAY['trialQueued'::text, 'trialRunning'::text, 'trialDone'::text])));
CREATE INDEX risk_trials_region ON public.risk_trials USING btree (county_code, region_code, asked_at DESC);
CREATE INDEX risk_trials_waiting ON public.risk_trials USING btree (asked_at) WHERE (state = ANY (ARRAY['trialQueued'::text, 'trialRunning'::text]));
alter table risk_trials enable row level security;
create policy area on risk_trials for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select on risk_trials to wanqing_app;

-- round_gaps
round_gaps.county_code text collate "C" not null;
round_gaps.id uuid not null;
round_gaps.region_code text collate "C" not null;
round_gaps.plan_id uuid not null;
round_gaps.elder_id uuid not null;
round_gaps.due_on date not null;
round_gaps.planned_on date;
round_gaps.reason text not null;
alter table round_gaps add constraint round_gaps_check CHECK ((county_code = "left"(region_code, 6)));
alter table round_gaps add constraint round_gaps_county_code_elder_id_fkey FOREIGN KEY (county_code, elder_id) REFERENCES elders(county_code, id) ON DELETE CASCADE;
alter table round_gaps add constraint round_gaps_county_code_plan_id_fkey FOREIGN KEY (county_code, plan_id) REFERENCES round_plans(county_code, id);
alter table round_gaps add constraint round_gaps_pkey PRIMARY KEY (county_code, id);
alter table round_gaps add constraint round_gaps_reason_check CHECK ((reason = ANY (ARRAY['noVisitor'::text, 'noCapacity'::text, 'noWorkingDay'::text, 'wishDays'::text])));
CREATE INDEX round_gaps_plan ON public.round_gaps USING btree (county_code, plan_id, region_code, id);
alter table round_gaps enable row level security;
create policy area on round_gaps for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant delete, insert, select on round_gaps to wanqing_app;

-- round_plans
round_plans.county_code text collate "C" not null;
round_plans.id uuid not null;
round_plans.region_code text collate "C" not null;
round_plans.month text not null;
round_plans.from_on date not null;
round_plans.to_on date not null;
round_plans.state text not null;
round_plans.marks jsonb not null;
round_plans.made_by uuid;
round_plans.made_at timestamp with time zone not null;
round_plans.decided_by uuid;
round_plans.decided_at timestamp with time zone;
alter table round_plans add constraint round_plans_check CHECK ((county_code = "left"(region_code, 6)));
alter table round_plans add constraint round_plans_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES accounts(id);
alter table round_plans add constraint round_plans_made_by_fkey FOREIGN KEY (made_by) REFERENCES accounts(id);
alter table round_plans add constraint round_plans_pkey PRIMARY KEY (county_code, id);
alter table round_plans add constraint round_plans_state_check CHECK ((state = ANY (ARRAY['toPublish'::text, 'published'::text, 'outdated'::text, 'discarded'::text])));
CREATE UNIQUE INDEX round_plans_draft ON public.round_plans USING btree (county_code, region_code, month) WHERE (state = 'toPublish'::text);
CREATE INDEX round_plans_month ON public.round_plans USING btree (county_code, month, region_code);
CREATE UNIQUE INDEX round_plans_published ON public.round_plans USING btree (county_code, region_code, month) WHERE (state = 'published'::text);
alter table round_plans enable row level security;
create policy area on round_plans for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on round_plans to wanqing_app;

-- saved_lists
saved_lists.county_code text collate "C" not null;
saved_lists.id uuid not null;
saved_lists.region_code text collate "C" not null;
saved_lists.account_id uuid not null;
saved_lists.name text not null;
saved_lists.list_region_code text collate "C" not null;
saved_lists.filter jsonb not null;
saved_lists.columns text[] not null;
saved_lists.shared boolean not null;
saved_lists.created_at timestamp with time zone not null;
alter table saved_lists add constraint saved_lists_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id);
alter table saved_lists add constraint saved_lists_check CHECK ((county_code = "left"(region_code, 6)));
alter table saved_lists add constraint saved_lists_pkey PRIMARY KEY (county_code, id);
alter table saved_lists add constraint saved_lists_region_code_fkey FOREIGN KEY (region_code) REFERENCES regions(code);
CREATE INDEX saved_lists_region ON public.saved_lists USING btree (county_code, region_code, name);
alter table saved_lists enable row level security;
create policy area on saved_lists for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant delete, insert, select, update on saved_lists to wanqing_app;

-- self_care_assessments
self_care_assessments.county_code text collate "C" not null;
self_care_assessments.id uuid not null;
self_care_assessments.region_code text collate "C" not null;
self_care_assessments.elder_id uuid not null;
self_care_assessments.assessed_on date not null;
self_care_assessments.reason text not null;
self_care_assessments.not_met text[] not null;
self_care_assessments.level text not null;
self_care_assessments.rules_version integer not null;
self_care_assessments.note_sealed text;
self_care_assessments.assessed_by uuid not null;
self_care_assessments.recorded_at timestamp with time zone not null;
self_care_assessments.synthetic boolean not null default false;
alter table self_care_assessments add constraint self_care_assessments_assessed_by_fkey FOREIGN KEY (assessed_by) REFERENCES accounts(id);
alter table self_care_assessments add constraint self_care_assessments_check CHECK ((county_code = "left"(region_code, 6)));
alter table self_care_assessments add constraint self_care_assessments_county_code_elder_id_fkey FOREIGN KEY (county_code, elder_id) REFERENCES elders(county_code, id);
alter table self_care_assessments add constraint self_care_assessments_level_check CHECK ((level = ANY (ARRAY['selfCareFull'::text, 'selfCarePartial'::text, 'selfCareNone'::text])));
alter table self_care_assessments add constraint self_care_assessments_pkey PRIMARY KEY (county_code, id);
alter table self_care_assessments add constraint self_care_assessments_reason_check CHECK ((reason = ANY (ARRAY['firstCheck'::text, 'yearlyCheck'::text, 'changeReported'::text])));
CREATE INDEX self_care_assessments_elder ON public.self_care_assessments USING btree (county_code, elder_id, assessed_on DESC);
alter table self_care_assessments enable row level security;
create policy area on self_care_assessments for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select on self_care_assessments to wanqing_app;
CREATE TRIGGER self_care_assessments_change_cells AFTER UPDATE ON public.self_care_assessments REFERENCING NEW TABLE AS moved FOR EACH STATEMENT EXECUTE FUNCTION note_cells_of_facts();
CREATE TRIGGER self_care_assessments_come_to_cells AFTER INSERT ON public.self_care_assessments REFERENCING NEW TABLE AS moved FOR EACH STATEMENT EXECUTE FUNCTION note_cells_of_facts();
CREATE TRIGGER self_care_assessments_go_from_cells AFTER DELETE ON public.self_care_assessments REFERENCING OLD TABLE AS moved FOR EACH STATEMENT EXECUTE FUNCTION note_cells_of_facts();
CREATE TRIGGER self_care_assessments_were_in_cells AFTER UPDATE ON public.self_care_assessments REFERENCING OLD TABLE AS moved FOR EACH STATEMENT EXECUTE FUNCTION note_cells_of_facts();

-- server_epochs
server_epochs.epoch uuid not null;
server_epochs.started_at timestamp with time zone not null;
server_epochs.reason text not null;
alter table server_epochs add constraint server_epochs_pkey PRIMARY KEY (epoch);
alter table server_epochs add constraint server_epochs_reason_check CHECK ((reason = ANY (ARRAY['installed'::text, 'restored'::text])));
grant select on server_epochs to wanqing_app;

-- service_call_draws
service_call_draws.county_code text collate "C" not null;
service_call_draws.id uuid not null;
service_call_draws.region_code text collate "C" not null;
service_call_draws.month text not null;
service_call_draws.from_day date not null;
service_call_draws.to_day date not null;
service_call_draws.seed text not null;
service_call_draws.pool_size integer not null;
service_call_draws.wanted integer not null;
service_call_draws.drawn_by uuid;
service_call_draws.drawn_at timestamp with time zone not null;
alter table service_call_draws add constraint service_call_draws_check CHECK ((county_code = "left"(region_code, 6)));
alter table service_call_draws add constraint service_call_draws_county_code_region_code_month_key UNIQUE (county_code, region_code, month);
alter table service_call_draws add constraint service_call_draws_drawn_by_fkey FOREIGN KEY (drawn_by) REFERENCES accounts(id);
alter table service_call_draws add constraint service_call_draws_month_check CHECK ((month ~ '^\d{4}-\d{2}$'::text));
alter table service_call_draws add constraint service_call_draws_pkey PRIMARY KEY (county_code, id);
alter table service_call_draws enable row level security;
create policy area on service_call_draws for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select on service_call_draws to wanqing_app;

-- service_calls
service_calls.county_code text collate "C" not null;
service_calls.id uuid not null;
service_calls.region_code text collate "C" not null;
service_calls.draw_id uuid not null;
service_calls.order_id uuid not null;
service_calls.elder_id uuid not null;
service_calls.state text not null;
service_calls.tries integer not null;
service_calls.served text;
service_calls.satisfied text;
service_calls.note_sealed text;
service_calls.called_by uuid;
service_calls.called_at timestamp with time zone;
service_calls.complaint_id uuid;
alter table service_calls add constraint service_calls_called_by_fkey FOREIGN KEY (called_by) REFERENCES accounts(id);
alter table service_calls add constraint service_calls_check CHECK ((county_code = "left"(region_code, 6)));
alter table service_calls add constraint service_calls_county_code_complaint_id_fkey FOREIGN KEY (county_code, complaint_id) REFERENCES service_complaints(county_code, id);
alter table service_calls add constraint service_calls_county_code_draw_id_fkey FOREIGN KEY (county_code, draw_id) REFERENCES service_call_draws(county_code, id);
alter table service_calls add constraint service_calls_county_code_elder_id_fkey FOREIGN KEY (county_code, elder_id) REFERENCES elders(county_code, id);
alter table service_calls add constraint service_calls_county_code_order_id_fkey FOREIGN KEY (county_code, order_id) REFERENCES service_orders(county_code, id);
alter table service_calls add constraint service_calls_pkey PRIMARY KEY (county_code, id);
alter table service_calls add constraint service_calls_satisfied_check CHECK ((satisfied = ANY (ARRAY['satisfied'::text, 'soSo'::text, 'notSatisfied'::text])));
alter table service_calls add constraint service_calls_served_check CHECK ((served = ANY (ARRAY['wasServed'::text, 'nobodyServes'::text, 'cannotTell'::text])));
alter table service_calls add constraint service_calls_state_check CHECK ((state = ANY (ARRAY['toCall'::text, 'gotAnswer'::text, 'unreachable'::text, 'refusedAnswer'::text])));
CREATE INDEX service_calls_draw ON public.service_calls USING btree (county_code, draw_id, region_code, id);
CREATE INDEX service_calls_order ON public.service_calls USING btree (county_code, order_id);
CREATE INDEX service_calls_place ON public.service_calls USING btree (county_code, region_code, id);
alter table service_calls enable row level security;
create policy area on service_calls for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on service_calls to wanqing_app;

-- service_complaints
service_complaints.county_code text collate "C" not null;
service_complaints.id uuid not null;
service_complaints.region_code text collate "C" not null;
service_complaints.order_id uuid not null;
service_complaints.elder_id uuid not null;
service_complaints.provider_id uuid not null;
service_complaints.source text not null;
service_complaints.kind text not null;
service_complaints.words_sealed text not null;
service_complaints.stage text not null;
service_complaints.outcome text;
service_complaints.refund_fen integer;
service_complaints.owner_id uuid;
service_complaints.decided_by uuid;
service_complaints.opened_at timestamp with time zone not null;
service_complaints.answer_due_on date not null;
service_complaints.settle_due_on date not null;
service_complaints.closed_at timestamp with time zone;
service_complaints.told_late_on date;
service_complaints.climbs integer not null default 0;
service_complaints.climbed_on date;
alter table service_complaints add constraint service_complaints_check CHECK ((county_code = "left"(region_code, 6)));
alter table service_complaints add constraint service_complaints_check1 CHECK (((stage = 'complaintClosed'::text) = (closed_at IS NOT NULL)));
alter table service_complaints add constraint service_complaints_check2 CHECK (((NOT (outcome IS DISTINCT FROM 'giveBack'::text)) = (refund_fen IS NOT NULL)));
alter table service_complaints add constraint service_complaints_county_code_elder_id_fkey FOREIGN KEY (county_code, elder_id) REFERENCES elders(county_code, id);
alter table service_complaints add constraint service_complaints_county_code_order_id_fkey FOREIGN KEY (county_code, order_id) REFERENCES service_orders(county_code, id);
alter table service_complaints add constraint service_complaints_county_code_provider_id_fkey FOREIGN KEY (county_code, provider_id) REFERENCES service_providers(county_code, id);
alter table service_complaints add constraint service_complaints_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES accounts(id);
alter table service_complaints add constraint service_complaints_kind_check CHECK ((kind = ANY (ARRAY['nobodyServed'::text, 'cameLate'::text, 'poorlyDone'::text, 'badManner'::text, 'wrongCharge'::text, 'unsafe'::text, 'otherTrouble'::text])));
alter table service_complaints add constraint service_complaints_outcome_check CHECK ((outcome = ANY (ARRAY['redo'::text, 'giveBack'::text, 'apology'::text, 'unfounded'::text])));
alter table service_complaints add constraint service_complaints_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES accounts(id);
alter table service_complaints add constraint service_complaints_pkey PRIMARY KEY (county_code, id);
alter table service_complaints add constraint service_complaints_refund_fen_check CHECK ((refund_fen > 0));
alter table service_complaints add constraint service_complaints_source_check CHECK ((source = ANY (ARRAY['saidByElder'::text, 'familySays'::text, 'officerSays'::text, 'callBackSays'::text])));
alter table service_complaints add constraint service_complaints_stage_check CHECK ((stage = ANY (ARRAY['awaitsAnswer'::text, 'awaitsOutcome'::text, 'puttingRight'::text, 'awaitsSecondLook'::text, 'complaintClosed'::text])));
CREATE INDEX service_complaints_newest ON public.service_complaints USING btree (county_code, opened_at DESC, id DESC);
CREATE INDEX service_complaints_open ON public.service_complaints USING btree (county_code, settle_due_on, id) WHERE (stage <> 'complaintClosed'::text);
CREATE INDEX service_complaints_order ON public.service_complaints USING btree (county_code, order_id);
CREATE INDEX service_complaints_provider ON public.service_complaints USING btree (county_code, provider_id, opened_at DESC);
alter table service_complaints enable row level security;
create policy area on service_complaints for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on service_complaints to wanqing_app;

-- service_items
service_items.county_code text collate "C" not null;
service_items.id uuid not null;
service_items.region_code text collate "C" not null;
service_items.code text not null;
service_items.kind text not null;
service_items.name text not null;
service_items.says text;
service_items.unit text not null;
service_items.price_fen integer not null;
service_items.standard_minutes integer not null;
service_items.shares jsonb not null;
service_items.proofs text[] not null;
service_items.confirmations text[] not null;
service_items.certificates text[] not null;
service_items.halt_rule text;
service_items.valid_from date not null;
service_items.valid_to date;
service_items.made_by uuid;
service_items.made_at timestamp with time zone not null;
alter table service_items add constraint service_items_check CHECK ((county_code = "left"(region_code, 6)));
alter table service_items add constraint service_items_county_code_code_valid_from_key UNIQUE (county_code, code, valid_from);
alter table service_items add constraint service_items_halt_rule_check CHECK ((halt_rule = 'beforeBath'::text));
alter table service_items add constraint service_items_kind_check CHECK ((kind = ANY (ARRAY['meal'::text, 'bath'::text, 'doctor'::text, 'escort'::text, 'shopping'::text, 'clean'::text, 'repair'::text, 'comfort'::text, 'rehabilitation'::text, 'personalCare'::text, 'dayStay'::text, 'longStay'::text, 'transport'::text, 'aidDevice'::text, 'errand'::text])));
alter table service_items add constraint service_items_made_by_fkey FOREIGN KEY (made_by) REFERENCES accounts(id);
alter table service_items add constraint service_items_pkey PRIMARY KEY (county_code, id);
alter table service_items add constraint service_items_price_fen_check CHECK ((price_fen >= 0));
alter table service_items add constraint service_items_standard_minutes_check CHECK ((standard_minutes > 0));
alter table service_items add constraint service_items_unit_check CHECK ((unit = ANY (ARRAY['perVisit'::text, 'perHour'::text, 'perMeal'::text, 'perDay'::text, 'perMonth'::text])));
alter table service_items enable row level security;
create policy area on service_items for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
create policy below on service_items for select to wanqing_app using ((county_code = "left"(( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting), 6)));
grant insert, select on service_items to wanqing_app;

-- service_needs
service_needs.county_code text collate "C" not null;
service_needs.id uuid not null;
service_needs.region_code text collate "C" not null;
service_needs.elder_id uuid not null;
service_needs.kind text not null;
service_needs.source text not null;
service_needs.source_id uuid;
service_needs.note_sealed text;
service_needs.wanted_by date;
service_needs.raised_on date not null;
service_needs.raised_by uuid;
service_needs.raised_at timestamp with time zone not null;
service_needs.care_way text;
service_needs.matched_by uuid;
service_needs.matched_at timestamp with time zone;
service_needs.match_note text;
service_needs.ended_as text;
service_needs.ended_why text;
service_needs.ended_by uuid;
service_needs.ended_at timestamp with time zone;
service_needs.synthetic boolean not null default false;
alter table service_needs add constraint service_needs_care_way_check CHECK ((care_way = ANY (ARRAY['homeCare'::text, 'communityCare'::text, 'institutionCare'::text])));
alter table service_needs add constraint service_needs_check CHECK ((county_code = "left"(region_code, 6)));
alter table service_needs add constraint service_needs_county_code_elder_id_fkey FOREIGN KEY (county_code, elder_id) REFERENCES elders(county_code, id);
alter table service_needs add constraint service_needs_ended_as_check CHECK ((ended_as = ANY (ARRAY['served'::text, 'declinedByElder'::text, 'metOtherwise'::text, 'cannotBeMet'::text, 'elderGone'::text])));
alter table service_needs add constraint service_needs_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES accounts(id);
alter table service_needs add constraint service_needs_kind_check CHECK ((kind = ANY (ARRAY['meal'::text, 'bath'::text, 'doctor'::text, 'escort'::text, 'shopping'::text, 'clean'::text, 'repair'::text, 'comfort'::text, 'rehabilitation'::text, 'personalCare'::text, 'dayStay'::text, 'longStay'::text, 'transport'::text, 'aidDevice'::text, 'errand'::text])));
alter table service_needs add constraint service_needs_matched_by_fkey FOREIGN KEY (matched_by) REFERENCES accounts(id);
alter table service_needs add constraint service_needs_pkey PRIMARY KEY (county_code, id);
alter table service_needs add constraint service_needs_raised_by_fkey FOREIGN KEY (raised_by) REFERENCES accounts(id);
alter table service_needs add constraint service_needs_source_check CHECK ((source = ANY (ARRAY['fromVisit'::text, 'byCall'::text, 'byFamily'::text, 'byButton'::text, 'fromAssessment'::text, 'fromAidCase'::text, 'byOffice'::text])));
CREATE INDEX service_needs_elder ON public.service_needs USING btree (county_code, elder_id, raised_on DESC);
CREATE INDEX service_needs_newest ON public.service_needs USING btree (county_code, raised_on DESC, id DESC);
CREATE UNIQUE INDEX service_needs_once ON public.service_needs USING btree (county_code, source_id, kind) WHERE (source_id IS NOT NULL);
CREATE INDEX service_needs_open ON public.service_needs USING btree (county_code, raised_on, id) WHERE (ended_at IS NULL);
alter table service_needs enable row level security;
create policy area on service_needs for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on service_needs to wanqing_app;

-- service_orders
service_orders.county_code text collate "C" not null;
service_orders.id uuid not null;
service_orders.region_code text collate "C" not null;
service_orders.elder_id uuid not null;
service_orders.need_id uuid not null;
service_orders.series_id uuid;
service_orders.item_id uuid not null;
service_orders.item_code text not null;
service_orders.item_kind text not null;
service_orders.provider_id uuid not null;
service_orders.worker_id uuid;
service_orders.planned_on date not null;
service_orders.planned_from timestamp with time zone not null;
service_orders.planned_to timestamp with time zone not null;
service_orders.price_fen integer not null;
service_orders.split jsonb not null;
service_orders.stage text not null;
service_orders.stage_at timestamp with time zone not null;
service_orders.signed_in_at timestamp with time zone;
service_orders.signed_out_at timestamp with time zone;
service_orders.confirmed_at timestamp with time zone;
service_orders.fee_fen integer not null default 0;
service_orders.rating integer;
service_orders.version integer not null;
service_orders.arranged_by uuid;
service_orders.arranged_at timestamp with time zone not null;
service_orders.synthetic boolean not null default false;
service_orders.note text;
service_orders.time_minutes integer not null default 0;
alter table service_orders add constraint service_orders_arranged_by_fkey FOREIGN KEY (arranged_by) REFERENCES accounts(id);
alter table service_orders add constraint service_orders_check CHECK ((county_code = "left"(region_code, 6)));
alter table service_orders add constraint service_orders_check1 CHECK ((planned_from <= planned_to));
alter table service_orders add constraint service_orders_county_code_elder_id_fkey FOREIGN KEY (county_code, elder_id) REFERENCES elders(county_code, id);
alter table service_orders add constraint service_orders_county_code_item_id_fkey FOREIGN KEY (county_code, item_id) REFERENCES service_items(county_code, id);
alter table service_orders add constraint service_orders_county_code_need_id_fkey FOREIGN KEY (county_code, need_id) REFERENCES service_needs(county_code, id);
alter table service_orders add constraint service_orders_county_code_provider_id_fkey FOREIGN KEY (county_code, provider_id) REFERENCES service_providers(county_code, id);
alter table service_orders add constraint service_orders_county_code_series_id_fkey FOREIGN KEY (county_code, series_id) REFERENCES order_series(county_code, id);
alter table service_orders add constraint service_orders_county_code_worker_id_fkey FOREIGN KEY (county_code, worker_id) REFERENCES service_workers(county_code, id);
alter table service_orders add constraint service_orders_fee_fen_check CHECK ((fee_fen >= 0));
alter table service_orders add constraint service_orders_item_kind_check CHECK ((item_kind = ANY (ARRAY['meal'::text, 'bath'::text, 'doctor'::text, 'escort'::text, 'shopping'::text, 'clean'::text, 'repair'::text, 'comfort'::text, 'rehabilitation'::text, 'personalCare'::text, 'dayStay'::text, 'longStay'::text, 'transport'::text, 'aidDevice'::text, 'errand'::text])));
alter table service_orders add constraint service_orders_pkey PRIMARY KEY (county_code, id);
alter table service_orders add constraint service_orders_price_fen_check CHECK ((price_fen >= 0));
alter table service_orders add constraint service_orders_rating_check CHECK (((rating >= 1) AND (rating <= 5)));
alter table service_orders add constraint service_orders_stage_check CHECK ((stage = ANY (ARRAY['requested'::text, 'promised'::text, 'onTheWay'::text, 'inService'::text, 'finished'::text, 'confirmed'::text, 'settled'::text, 'handedBack'::text, 'halted'::text, 'nobodyHome'::text, 'annulled'::text])));
alter table service_orders add constraint service_orders_time_minutes_check CHECK ((time_minutes >= 0));
CREATE INDEX service_orders_elder ON public.service_orders USING btree (county_code, elder_id, planned_from DESC);
CREATE INDEX service_orders_fees ON public.service_orders USING btree (region_code, elder_id) WHERE ((stage = ANY (ARRAY['nobodyHome'::text, 'annulled'::text])) AND (fee_fen > 0));
CREATE INDEX service_orders_need ON public.service_orders USING btree (county_code, need_id);
CREATE UNIQUE INDEX service_orders_occurrence ON public.service_orders USING btree (county_code, series_id, planned_on) WHERE (series_id IS NOT NULL);
CREATE INDEX service_orders_planned ON public.service_orders USING btree (county_code, planned_from DESC, id DESC);
CREATE INDEX service_orders_provider ON public.service_orders USING btree (county_code, provider_id, planned_on, id);
CREATE INDEX service_orders_stage ON public.service_orders USING btree (county_code, stage, planned_from DESC, id DESC);
CREATE INDEX service_orders_unpaid ON public.service_orders USING btree (region_code, elder_id) WHERE (stage = ANY (ARRAY['requested'::text, 'promised'::text, 'onTheWay'::text, 'inService'::text, 'finished'::text, 'confirmed'::text]));
CREATE INDEX service_orders_worker ON public.service_orders USING btree (county_code, worker_id, planned_on) WHERE (worker_id IS NOT NULL);
alter table service_orders enable row level security;
create policy area on service_orders for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on service_orders to wanqing_app;

-- service_providers
service_providers.county_code text collate "C" not null;
service_providers.id uuid not null;
service_providers.region_code text collate "C" not null;
service_providers.name text not null;
service_providers.kind text not null;
service_providers.care_ways text[] not null;
service_providers.item_codes text[] not null;
service_providers.credit_code text;
service_providers.address text not null;
service_providers.phone text;
service_providers.lon double precision;
service_providers.lat double precision;
service_providers.reach_km integer not null;
service_providers.daily_orders integer not null;
service_providers.started_on date not null;
service_providers.ended_on date;
service_providers.ended_why text;
service_providers.version integer not null;
service_providers.recorded_by uuid;
service_providers.recorded_at timestamp with time zone not null;
service_providers.synthetic boolean not null default false;
alter table service_providers add constraint service_providers_check CHECK ((county_code = "left"(region_code, 6)));
alter table service_providers add constraint service_providers_kind_check CHECK ((kind = ANY (ARRAY['company'::text, 'countyWelfareCentre'::text, 'townshipWelfareCentre'::text, 'communityStation'::text, 'careHome'::text, 'clinic'::text, 'socialBody'::text])));
alter table service_providers add constraint service_providers_orders_a_day_check CHECK ((daily_orders > 0));
alter table service_providers add constraint service_providers_pkey PRIMARY KEY (county_code, id);
alter table service_providers add constraint service_providers_reach_km_check CHECK ((reach_km > 0));
alter table service_providers add constraint service_providers_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES accounts(id);
CREATE INDEX service_providers_region ON public.service_providers USING btree (county_code, region_code, id);
alter table service_providers enable row level security;
create policy area on service_providers for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
create policy below on service_providers for select to wanqing_app using ((county_code = "left"(( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting), 6)));
grant insert, select, update on service_providers to wanqing_app;

-- service_workers
service_workers.county_code text collate "C" not null;
service_workers.id uuid not null;
service_workers.region_code text collate "C" not null;
service_workers.provider_id uuid not null;
service_workers.account_id uuid;
service_workers.name text not null;
service_workers.sex text not null;
service_workers.spoken_language text not null;
service_workers.phone_sealed text;
service_workers.phone_tail text;
service_workers.citizen_number_sealed text;
service_workers.citizen_number_tail text;
service_workers.lon double precision;
service_workers.lat double precision;
service_workers.daily_orders integer not null;
service_workers.started_on date not null;
service_workers.ended_on date;
service_workers.ended_why text;
service_workers.version integer not null;
service_workers.recorded_by uuid;
service_workers.recorded_at timestamp with time zone not null;
service_workers.synthetic boolean not null default false;
alter table service_workers add constraint service_workers_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id);
alter table service_workers add constraint service_workers_check CHECK ((county_code = "left"(region_code, 6)));
alter table service_workers add constraint service_workers_county_code_provider_id_fkey FOREIGN KEY (county_code, provider_id) REFERENCES service_providers(county_code, id);
alter table service_workers add constraint service_workers_orders_a_day_check CHECK ((daily_orders > 0));
alter table service_workers add constraint service_workers_pkey PRIMARY KEY (county_code, id);
alter table service_workers add constraint service_workers_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES accounts(id);
alter table service_workers add constraint service_workers_sex_check CHECK ((sex = ANY (ARRAY['unknown'::text, 'male'::text, 'female'::text, 'notStated'::text])));
alter table service_workers add constraint service_workers_spoken_language_check CHECK ((spoken_language = ANY (ARRAY['zh'::text, 'ko'::text, 'both'::text])));
CREATE UNIQUE INDEX service_workers_account ON public.service_workers USING btree (county_code, account_id) WHERE ((account_id IS NOT NULL) AND (ended_on IS NULL));
CREATE INDEX service_workers_provider ON public.service_workers USING btree (county_code, provider_id, id);
alter table service_workers enable row level security;
create policy area on service_workers for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
create policy below on service_workers for select to wanqing_app using ((county_code = "left"(( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting), 6)));
grant insert, select, update on service_workers to wanqing_app;

-- sessions
sessions.token_hash text not null;
sessions.account_id uuid not null;
sessions.post_id uuid not null;
sessions.device_id uuid;
sessions.created_at timestamp with time zone not null;
sessions.last_seen_at timestamp with time zone not null;
sessions.expires_at timestamp with time zone not null;
alter table sessions add constraint sessions_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id);
alter table sessions add constraint sessions_device_id_fkey FOREIGN KEY (device_id) REFERENCES devices(id);
alter table sessions add constraint sessions_pkey PRIMARY KEY (token_hash);
alter table sessions add constraint sessions_post_id_fkey FOREIGN KEY (post_id) REFERENCES posts(id);
CREATE INDEX sessions_account ON public.sessions USING btree (account_id);
CREATE INDEX sessions_device ON public.sessions USING btree (device_id) WHERE (device_id IS NOT NULL);
grant delete, insert, select, update on sessions to wanqing_app;

-- settings
settings.key text not null;
settings.region_code text collate "C" not null;
settings.valid_from date not null;
settings.valid_to date;
settings.value jsonb not null;
settings.source text not null;
settings.changed_by uuid;
settings.changed_at timestamp with time zone not null;
alter table settings add constraint settings_check CHECK (((valid_to IS NULL) OR (valid_to >= valid_from)));
alter table settings add constraint settings_pkey PRIMARY KEY (key, region_code, valid_from);
alter table settings add constraint settings_region_code_fkey FOREIGN KEY (region_code) REFERENCES regions(code);
grant insert, select, update on settings to wanqing_app;

-- sign_in_failures
sign_in_failures.id uuid not null;
sign_in_failures.login text not null;
sign_in_failures.address text not null;
sign_in_failures.at timestamp with time zone not null;
sign_in_failures.forgiven_at timestamp with time zone;
alter table sign_in_failures add constraint sign_in_failures_pkey PRIMARY KEY (id);
CREATE INDEX sign_in_failures_address ON public.sign_in_failures USING btree (address, at);
CREATE INDEX sign_in_failures_login ON public.sign_in_failures USING btree (login, at);
grant delete, insert, select, update on sign_in_failures to wanqing_app;

-- silence_alerts
silence_alerts.county_code text collate "C" not null;
silence_alerts.id uuid not null;
silence_alerts.region_code text collate "C" not null;
silence_alerts.elder_id uuid not null;
silence_alerts.risk text not null;
silence_alerts.days integer not null;
silence_alerts.last_at timestamp with time zone not null;
silence_alerts.last_kind text not null;
silence_alerts.opened_at timestamp with time zone not null;
silence_alerts.case_id uuid;
silence_alerts.ended_at timestamp with time zone;
silence_alerts.ended_by text;
silence_alerts.ended_sign_at timestamp with time zone;
silence_alerts.ended_sign_kind text;
alter table silence_alerts add constraint silence_alerts_check CHECK ((county_code = "left"(region_code, 6)));
alter table silence_alerts add constraint silence_alerts_check1 CHECK (((ended_at IS NULL) = (ended_by IS NULL)));
alter table silence_alerts add constraint silence_alerts_check2 CHECK (((ended_sign_at IS NULL) = (ended_sign_kind IS NULL)));
alter table silence_alerts add constraint silence_alerts_county_code_case_id_fkey FOREIGN KEY (county_code, case_id) REFERENCES aid_cases(county_code, id);
alter table silence_alerts add constraint silence_alerts_county_code_elder_id_fkey FOREIGN KEY (county_code, elder_id) REFERENCES elders(county_code, id);
alter table silence_alerts add constraint silence_alerts_days_check CHECK ((days >= 1));
alter table silence_alerts add constraint silence_alerts_ended_by_check CHECK ((ended_by = ANY (ARRAY['signSeen'::text, 'accountedFor'::text, 'noLongerListed'::text, 'askedAfter'::text])));
alter table silence_alerts add constraint silence_alerts_ended_sign_kind_check CHECK ((ended_sign_kind = ANY (ARRAY['ateAtCanteen'::text, 'tookMealBox'::text, 'servedAtHome'::text, 'metAtHome'::text, 'metByPhone'::text, 'metByVideo'::text, 'doorMoved'::text, 'bedMoved'::text, 'buttonPressed'::text, 'onList'::text])));
alter table silence_alerts add constraint silence_alerts_last_kind_check CHECK ((last_kind = ANY (ARRAY['ateAtCanteen'::text, 'tookMealBox'::text, 'servedAtHome'::text, 'metAtHome'::text, 'metByPhone'::text, 'metByVideo'::text, 'doorMoved'::text, 'bedMoved'::text, 'buttonPressed'::text, 'onList'::text])));
alter table silence_alerts add constraint silence_alerts_pkey PRIMARY KEY (county_code, id);
alter table silence_alerts add constraint silence_alerts_risk_check CHECK ((risk = ANY (ARRAY['red'::text, 'orange'::text, 'yellow'::text, 'green'::text])));
CREATE INDEX silence_alerts_elder ON public.silence_alerts USING btree (county_code, elder_id, opened_at DESC);
CREATE INDEX silence_alerts_ended ON public.silence_alerts USING btree (county_code, ended_at DESC, id) WHERE (ended_at IS NOT NULL);
CREATE INDEX silence_alerts_longest ON public.silence_alerts USING btree (county_code, last_at, id) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX silence_alerts_standing ON public.silence_alerts USING btree (county_code, elder_id) WHERE (ended_at IS NULL);
alter table silence_alerts enable row level security;
create policy area on silence_alerts for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on silence_alerts to wanqing_app;

-- site_changes
site_changes.county_code text collate "C" not null;
site_changes.id bigint not null generated always as identity;
site_changes.region_code text collate "C" not null;
site_changes.site_id uuid not null;
alter table site_changes add constraint site_changes_check CHECK ((county_code = "left"(region_code, 6)));
alter table site_changes add constraint site_changes_pkey PRIMARY KEY (county_code, id);
CREATE INDEX site_changes_place ON public.site_changes USING btree (county_code, region_code, site_id);
alter table site_changes enable row level security;
create policy area on site_changes for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant select on site_changes to wanqing_app;

-- site_counts
site_counts.county_code text collate "C" not null;
site_counts.region_code text collate "C" not null;
site_counts.judged_on date not null;
site_counts.settings_mark text not null;
site_counts.alike jsonb not null;
alter table site_counts add constraint site_counts_check CHECK ((county_code = "left"(region_code, 6)));
alter table site_counts add constraint site_counts_pkey PRIMARY KEY (county_code);
alter table site_counts enable row level security;
create policy area on site_counts for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant select on site_counts to wanqing_app;

-- site_standings
site_standings.county_code text collate "C" not null;
site_standings.site_id uuid not null;
site_standings.kind text not null;
site_standings.region_code text collate "C" not null;
site_standings.state text not null;
site_standings.beds integer not null;
site_standings.full_day_lodging boolean not null;
site_standings.light text not null;
site_standings.flags text[] not null;
site_standings.judged_on date not null;
site_standings.settings_mark text not null;
alter table site_standings add constraint site_standings_check CHECK ((county_code = "left"(region_code, 6)));
alter table site_standings add constraint site_standings_kind_check CHECK ((kind = ANY (ARRAY['countyWelfareCentre'::text, 'townshipWelfareCentre'::text, 'embeddedCentre'::text, 'mutualAidStation'::text, 'elderCourtyard'::text, 'dayCare'::text, 'careHome'::text, 'dementiaZone'::text, 'practiceStation'::text, 'canteen'::text])));
alter table site_standings add constraint site_standings_light_check CHECK ((light = ANY (ARRAY['standsStill'::text, 'needsLook'::text, 'runsWell'::text, 'notRunning'::text])));
alter table site_standings add constraint site_standings_pkey PRIMARY KEY (county_code, site_id, kind);
alter table site_standings add constraint site_standings_state_check CHECK ((state = ANY (ARRAY['inPlanning'::text, 'beingPrepared'::text, 'running'::text, 'onPause'::text, 'shutDown'::text, 'removed'::text])));
CREATE INDEX site_standings_place ON public.site_standings USING btree (county_code, region_code, site_id) INCLUDE (kind, state, light, beds, flags);
alter table site_standings enable row level security;
create policy area on site_standings for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant select on site_standings to wanqing_app;

-- siting_plans
siting_plans.county_code text collate "C" not null;
siting_plans.id uuid not null;
siting_plans.region_code text collate "C" not null;
siting_plans.name text not null;
siting_plans.state text not null;
siting_plans.question jsonb not null;
siting_plans.facts jsonb not null;
siting_plans.answer jsonb;
siting_plans.says text;
siting_plans.progress jsonb;
siting_plans.based_on uuid;
siting_plans.sites integer not null default 0;
siting_plans.cost_fen bigint not null default 0;
siting_plans.served integer not null default 0;
siting_plans.asked_by uuid;
siting_plans.asked_at timestamp with time zone not null;
siting_plans.solved_at timestamp with time zone;
siting_plans.adopted_by uuid;
siting_plans.adopted_on date;
alter table siting_plans add constraint siting_plans_adopted_by_fkey FOREIGN KEY (adopted_by) REFERENCES accounts(id);
alter table siting_plans add constraint siting_plans_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES accounts(id);
alter table siting_plans add constraint siting_plans_check CHECK ((county_code = "left"(region_code, 6)));
alter table siting_plans add constraint siting_plans_check1 CHECK (((answer IS NOT NULL) = (state = ANY (ARRAY['planReady'::text, 'planAdopted'::text]))));
alter table siting_plans add constraint siting_plans_pkey PRIMARY KEY (county_code, id);
alter table siting_plans add constraint siting_plans_region_code_fkey FOREIGN KEY (region_code) REFERENCES regions(code);
alter table siting_plans add constraint siting_plans_state_check CHECK ((state = ANY (ARRAY['solvingWaits'::text, 'solvingNow'::text, 'planReady'::text, 'planImpossible'::text, 'planCalledOff'::text, 'planAdopted'::text])));
CREATE INDEX siting_plans_newest ON public.siting_plans USING btree (county_code, asked_at DESC, id DESC);
CREATE INDEX siting_plans_waiting ON public.siting_plans USING btree (asked_at, id) WHERE (state = ANY (ARRAY['solvingWaits'::text, 'solvingNow'::text]));
alter table siting_plans enable row level security;
create policy area on siting_plans for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on siting_plans to wanqing_app;

-- siting_projects
siting_projects.county_code text collate "C" not null;
siting_projects.project_id uuid not null;
siting_projects.region_code text collate "C" not null;
siting_projects.plan_county_code text collate "C" not null;
siting_projects.plan_id uuid not null;
siting_projects.candidate_id text not null;
alter table siting_projects add constraint siting_projects_check CHECK ((county_code = "left"(region_code, 6)));
alter table siting_projects add constraint siting_projects_pkey PRIMARY KEY (county_code, project_id);
CREATE INDEX siting_projects_plan ON public.siting_projects USING btree (plan_id, candidate_id);
alter table siting_projects enable row level security;
create policy area on siting_projects for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select on siting_projects to wanqing_app;

-- stand_in_elders
stand_in_elders.county_code text collate "C" not null;
stand_in_elders.id uuid not null;
stand_in_elders.region_code text collate "C" not null;
stand_in_elders.stand_in_id uuid not null;
stand_in_elders.elder_id uuid not null;
alter table stand_in_elders add constraint stand_in_elders_check CHECK ((county_code = "left"(region_code, 6)));
alter table stand_in_elders add constraint stand_in_elders_county_code_elder_id_fkey FOREIGN KEY (county_code, elder_id) REFERENCES elders(county_code, id);
alter table stand_in_elders add constraint stand_in_elders_county_code_stand_in_id_fkey FOREIGN KEY (county_code, stand_in_id) REFERENCES stand_ins(county_code, id);
alter table stand_in_elders add constraint stand_in_elders_pkey PRIMARY KEY (county_code, id);
CREATE INDEX stand_in_elders_elder ON public.stand_in_elders USING btree (county_code, elder_id);
CREATE INDEX stand_in_elders_whole ON public.stand_in_elders USING btree (county_code, stand_in_id);
alter table stand_in_elders enable row level security;
create policy area on stand_in_elders for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select on stand_in_elders to wanqing_app;

-- stand_ins
stand_ins.county_code text collate "C" not null;
stand_ins.id uuid not null;
stand_ins.region_code text collate "C" not null;
stand_ins.main_id uuid;
stand_ins.asked_id uuid;
stand_ins.valid_from date not null;
stand_ins.valid_to date not null;
stand_ins.reason text not null;
stand_ins.state text not null;
stand_ins.carrier_id uuid;
stand_ins.note text;
stand_ins.asked_by uuid;
stand_ins.asked_at timestamp with time zone not null;
stand_ins.answered_by uuid;
stand_ins.answered_at timestamp with time zone;
alter table stand_ins add constraint stand_ins_answered_by_fkey FOREIGN KEY (answered_by) REFERENCES accounts(id);
alter table stand_ins add constraint stand_ins_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES accounts(id);
alter table stand_ins add constraint stand_ins_asked_id_fkey FOREIGN KEY (asked_id) REFERENCES accounts(id);
alter table stand_ins add constraint stand_ins_carrier_id_fkey FOREIGN KEY (carrier_id) REFERENCES accounts(id);
alter table stand_ins add constraint stand_ins_check CHECK ((county_code = "left"(region_code, 6)));
alter table stand_ins add constraint stand_ins_check1 CHECK ((valid_to >= valid_from));
alter table stand_ins add constraint stand_ins_check2 CHECK (((state = 'takenOn'::text) = (carrier_id IS NOT NULL)));
alter table stand_ins add constraint stand_ins_main_id_fkey FOREIGN KEY (main_id) REFERENCES accounts(id);
alter table stand_ins add constraint stand_ins_pkey PRIMARY KEY (county_code, id);
alter table stand_ins add constraint stand_ins_reason_check CHECK ((reason = ANY (ARRAY['sick'::text, 'errands'::text, 'swap'::text, 'byPlan'::text, 'otherMatter'::text])));
alter table stand_ins add constraint stand_ins_state_check CHECK ((state = ANY (ARRAY['awaitingYes'::text, 'takenOn'::text, 'cannotCome'::text, 'givenBack'::text])));
CREATE INDEX stand_ins_carrier ON public.stand_ins USING btree (county_code, carrier_id, valid_to) WHERE (state = 'takenOn'::text);
CREATE INDEX stand_ins_main ON public.stand_ins USING btree (county_code, main_id, valid_to);
CREATE INDEX stand_ins_region ON public.stand_ins USING btree (county_code, region_code, valid_from DESC, id);
alter table stand_ins enable row level security;
create policy area on stand_ins for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on stand_ins to wanqing_app;

-- station_charters
station_charters.county_code text collate "C" not null;
station_charters.id uuid not null;
station_charters.region_code text collate "C" not null;
station_charters.facility_id uuid not null;
station_charters.version integer not null;
station_charters.words text not null;
station_charters.adopted_on date not null;
station_charters.present integer not null;
station_charters.in_favour integer not null;
station_charters.recorded_by uuid;
station_charters.recorded_at timestamp with time zone not null;
alter table station_charters add constraint station_charters_check CHECK (((in_favour >= 0) AND (in_favour <= present)));
alter table station_charters add constraint station_charters_check1 CHECK ((county_code = "left"(region_code, 6)));
alter table station_charters add constraint station_charters_county_code_facility_id_fkey FOREIGN KEY (county_code, facility_id) REFERENCES facilities(county_code, id);
alter table station_charters add constraint station_charters_county_code_facility_id_version_key UNIQUE (county_code, facility_id, version);
alter table station_charters add constraint station_charters_pkey PRIMARY KEY (county_code, id);
alter table station_charters add constraint station_charters_present_check CHECK ((present >= 0));
alter table station_charters add constraint station_charters_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES accounts(id);
alter table station_charters enable row level security;
create policy area on station_charters for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select on station_charters to wanqing_app;

-- station_complaints
station_complaints.county_code text collate "C" not null;
station_complaints.id uuid not null;
station_complaints.region_code text collate "C" not null;
station_complaints.facility_id uuid not null;
station_complaints.way text not null;
station_complaints.received_on date not null;
station_complaints.words text not null;
station_complaints.from_name text;
station_complaints.answer text;
station_complaints.answered_on date;
station_complaints.answered_by uuid;
station_complaints.recorded_by uuid;
station_complaints.recorded_at timestamp with time zone not null;
alter table station_complaints add constraint station_complaints_answered_by_fkey FOREIGN KEY (answered_by) REFERENCES accounts(id);
alter table station_complaints add constraint station_complaints_check CHECK ((county_code = "left"(region_code, 6)));
alter table station_complaints add constraint station_complaints_check1 CHECK (((answer IS NULL) = (answered_on IS NULL)));
alter table station_complaints add constraint station_complaints_county_code_facility_id_fkey FOREIGN KEY (county_code, facility_id) REFERENCES facilities(county_code, id);
alter table station_complaints add constraint station_complaints_pkey PRIMARY KEY (county_code, id);
alter table station_complaints add constraint station_complaints_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES accounts(id);
alter table station_complaints add constraint station_complaints_way_check CHECK ((way = ANY (ARRAY['fromBox'::text, 'toldInPerson'::text, 'byPhoneCall'::text, 'heardOnVisit'::text])));
CREATE INDEX station_complaints_facility ON public.station_complaints USING btree (county_code, facility_id, received_on DESC, id DESC);
CREATE INDEX station_complaints_open ON public.station_complaints USING btree (county_code, received_on) WHERE (answered_on IS NULL);
alter table station_complaints enable row level security;
create policy area on station_complaints for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on station_complaints to wanqing_app;

-- station_duties
station_duties.county_code text collate "C" not null;
station_duties.facility_id uuid not null;
station_duties.day date not null;
station_duties.turn text not null;
station_duties.region_code text collate "C" not null;
station_duties.name text not null;
station_duties.recorded_by uuid;
station_duties.recorded_at timestamp with time zone not null;
alter table station_duties add constraint station_duties_check CHECK ((county_code = "left"(region_code, 6)));
alter table station_duties add constraint station_duties_county_code_facility_id_fkey FOREIGN KEY (county_code, facility_id) REFERENCES facilities(county_code, id);
alter table station_duties add constraint station_duties_pkey PRIMARY KEY (county_code, facility_id, day, turn);
alter table station_duties add constraint station_duties_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES accounts(id);
alter table station_duties add constraint station_duties_turn_check CHECK ((turn = ANY (ARRAY['dayTurn'::text, 'nightTurn'::text, 'kitchenTurn'::text, 'cleaningTurn'::text])));
alter table station_duties enable row level security;
create policy area on station_duties for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant delete, insert, select on station_duties to wanqing_app;

-- station_entries
station_entries.county_code text collate "C" not null;
station_entries.id uuid not null;
station_entries.region_code text collate "C" not null;
station_entries.facility_id uuid not null;
station_entries.serial integer not null generated always as identity;
station_entries.kind text not null;
station_entries.source text;
station_entries.cost text;
station_entries.amount_fen bigint not null;
station_entries.day date not null;
station_entries.party text;
station_entries.is_anonymous boolean not null;
station_entries.note text;
station_entries.recorded_by uuid;
station_entries.recorded_at timestamp with time zone not null;
station_entries.cancelled_by uuid;
station_entries.cancelled_at timestamp with time zone;
station_entries.cancel_reason text;
alter table station_entries add constraint station_entries_amount_fen_check CHECK ((amount_fen >= 0));
alter table station_entries add constraint station_entries_cancelled_by_fkey FOREIGN KEY (cancelled_by) REFERENCES accounts(id);
alter table station_entries add constraint station_entries_check CHECK ((county_code = "left"(region_code, 6)));
alter table station_entries add constraint station_entries_check1 CHECK ((num_nonnulls(source, cost) <= 1));
alter table station_entries add constraint station_entries_check2 CHECK (((kind = 'moneyOut'::text) OR (cost IS NULL)));
alter table station_entries add constraint station_entries_check3 CHECK (((kind = 'giftOfGoods'::text) OR (amount_fen > 0)));
alter table station_entries add constraint station_entries_check4 CHECK (((cancelled_at IS NULL) = (cancel_reason IS NULL)));
alter table station_entries add constraint station_entries_cost_check CHECK ((cost = ANY (ARRAY['foodCost'::text, 'wageCost'::text, 'fuelCost'::text, 'rentCost'::text, 'otherCost'::text])));
alter table station_entries add constraint station_entries_county_code_facility_id_fkey FOREIGN KEY (county_code, facility_id) REFERENCES facilities(county_code, id);
alter table station_entries add constraint station_entries_county_code_serial_key UNIQUE (county_code, serial);
alter table station_entries add constraint station_entries_kind_check CHECK ((kind = ANY (ARRAY['moneyIn'::text, 'moneyOut'::text, 'giftOfGoods'::text])));
alter table station_entries add constraint station_entries_pkey PRIMARY KEY (county_code, id);
alter table station_entries add constraint station_entries_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES accounts(id);
alter table station_entries add constraint station_entries_source_check CHECK ((source = ANY (ARRAY['fromPerson'::text, 'fromFirm'::text, 'fromGovernment'::text, 'fromCollective'::text, 'fromSociety'::text])));
CREATE INDEX station_entries_facility ON public.station_entries USING btree (county_code, facility_id, day DESC, id DESC);
alter table station_entries enable row level security;
create policy area on station_entries for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on station_entries to wanqing_app;

-- station_entry_photos
station_entry_photos.county_code text collate "C" not null;
station_entry_photos.id uuid not null;
station_entry_photos.region_code text collate "C" not null;
station_entry_photos.entry_id uuid not null;
station_entry_photos.content_type text not null;
station_entry_photos.size_bytes integer not null;
station_entry_photos.content_hash text not null;
station_entry_photos.added_by uuid;
station_entry_photos.added_at timestamp with time zone not null;
alter table station_entry_photos add constraint station_entry_photos_added_by_fkey FOREIGN KEY (added_by) REFERENCES accounts(id);
alter table station_entry_photos add constraint station_entry_photos_check CHECK ((county_code = "left"(region_code, 6)));
alter table station_entry_photos add constraint station_entry_photos_content_type_check CHECK ((content_type = ANY (ARRAY['image/jpeg'::text, 'image/png'::text, 'image/webp'::text, 'application/pdf'::text])));
alter table station_entry_photos add constraint station_entry_photos_county_code_entry_id_fkey FOREIGN KEY (county_code, entry_id) REFERENCES station_entries(county_code, id);
alter table station_entry_photos add constraint station_entry_photos_pkey PRIMARY KEY (county_code, id);
CREATE INDEX station_entry_photos_entry ON public.station_entry_photos USING btree (county_code, entry_id, added_at);
alter table station_entry_photos enable row level security;
create policy area on station_entry_photos for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select on station_entry_photos to wanqing_app;

-- station_keepers
station_keepers.county_code text collate "C" not null;
station_keepers.id uuid not null;
station_keepers.region_code text collate "C" not null;
station_keepers.facility_id uuid not null;
station_keepers.account_id uuid not null;
station_keepers.valid_from date not null;
station_keepers.valid_to date;
alter table station_keepers add constraint station_keepers_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id);
alter table station_keepers add constraint station_keepers_check CHECK ((county_code = "left"(region_code, 6)));
alter table station_keepers add constraint station_keepers_county_code_facility_id_fkey FOREIGN KEY (county_code, facility_id) REFERENCES facilities(county_code, id);
alter table station_keepers add constraint station_keepers_pkey PRIMARY KEY (county_code, id);
CREATE INDEX station_keepers_account ON public.station_keepers USING btree (account_id) WHERE (valid_to IS NULL);
CREATE UNIQUE INDEX station_keepers_once ON public.station_keepers USING btree (county_code, facility_id, account_id) WHERE (valid_to IS NULL);
alter table station_keepers enable row level security;
create policy area on station_keepers for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on station_keepers to wanqing_app;

-- station_members
station_members.county_code text collate "C" not null;
station_members.id uuid not null;
station_members.region_code text collate "C" not null;
station_members.term_id uuid not null;
station_members.name text not null;
station_members.post text not null;
station_members.left_on date;
alter table station_members add constraint station_members_check CHECK ((county_code = "left"(region_code, 6)));
alter table station_members add constraint station_members_county_code_term_id_fkey FOREIGN KEY (county_code, term_id) REFERENCES station_terms(county_code, id);
alter table station_members add constraint station_members_pkey PRIMARY KEY (county_code, id);
alter table station_members add constraint station_members_post_check CHECK ((post = ANY (ARRAY['stationHead'::text, 'deputyHead'::text, 'bookKeeper'::text, 'cashKeeper'::text, 'bookWatcher'::text, 'committeeMember'::text])));
CREATE INDEX station_members_term ON public.station_members USING btree (county_code, term_id);
alter table station_members enable row level security;
create policy area on station_members for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on station_members to wanqing_app;

-- station_record_photos
station_record_photos.county_code text collate "C" not null;
station_record_photos.id uuid not null;
station_record_photos.region_code text collate "C" not null;
station_record_photos.record_id uuid not null;
station_record_photos.content_type text not null;
station_record_photos.size_bytes integer not null;
station_record_photos.content_hash text not null;
station_record_photos.added_by uuid;
station_record_photos.added_at timestamp with time zone not null;
alter table station_record_photos add constraint station_record_photos_added_by_fkey FOREIGN KEY (added_by) REFERENCES accounts(id);
alter table station_record_photos add constraint station_record_photos_check CHECK ((county_code = "left"(region_code, 6)));
alter table station_record_photos add constraint station_record_photos_content_type_check CHECK ((content_type = ANY (ARRAY['image/jpeg'::text, 'image/png'::text, 'image/webp'::text, 'application/pdf'::text])));
alter table station_record_photos add constraint station_record_photos_county_code_record_id_fkey FOREIGN KEY (county_code, record_id) REFERENCES station_records(county_code, id);
alter table station_record_photos add constraint station_record_photos_pkey PRIMARY KEY (county_code, id);
CREATE INDEX station_record_photos_record ON public.station_record_photos USING btree (county_code, record_id, added_at);
alter table station_record_photos enable row level security;
create policy area on station_record_photos for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select on station_record_photos to wanqing_app;

-- station_records
station_records.county_code text collate "C" not null;
station_records.id uuid not null;
station_records.region_code text collate "C" not null;
station_records.facility_id uuid not null;
station_records.kind text not null;
station_records.held_on date not null;
station_records.about_month text collate "C";
station_records.title text not null;
station_records.words text not null;
station_records.present integer;
station_records.recorded_by uuid;
station_records.recorded_at timestamp with time zone not null;
alter table station_records add constraint station_records_check CHECK ((county_code = "left"(region_code, 6)));
alter table station_records add constraint station_records_county_code_facility_id_fkey FOREIGN KEY (county_code, facility_id) REFERENCES facilities(county_code, id);
alter table station_records add constraint station_records_kind_check CHECK ((kind = ANY (ARRAY['membersMeeting'::text, 'committeeMeeting'::text, 'publicNotice'::text])));
alter table station_records add constraint station_records_pkey PRIMARY KEY (county_code, id);
alter table station_records add constraint station_records_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES accounts(id);
CREATE INDEX station_records_facility ON public.station_records USING btree (county_code, facility_id, held_on DESC, id DESC);
alter table station_records enable row level security;
create policy area on station_records for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select on station_records to wanqing_app;

-- station_terms
station_terms.county_code text collate "C" not null;
station_terms.id uuid not null;
station_terms.region_code text collate "C" not null;
station_terms.facility_id uuid not null;
station_terms.elected_on date not null;
station_terms.from_on date not null;
station_terms.to_on date not null;
station_terms.voters integer not null;
station_terms.recorded_by uuid;
station_terms.recorded_at timestamp with time zone not null;
alter table station_terms add constraint station_terms_check CHECK ((county_code = "left"(region_code, 6)));
alter table station_terms add constraint station_terms_check1 CHECK ((to_on >= from_on));
alter table station_terms add constraint station_terms_county_code_facility_id_fkey FOREIGN KEY (county_code, facility_id) REFERENCES facilities(county_code, id);
alter table station_terms add constraint station_terms_pkey PRIMARY KEY (county_code, id);
alter table station_terms add constraint station_terms_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES accounts(id);
alter table station_terms add constraint station_terms_voters_check CHECK ((voters >= 0));
CREATE INDEX station_terms_facility ON public.station_terms USING btree (county_code, facility_id, from_on DESC);
alter table station_terms enable row level security;
create policy area on station_terms for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select on station_terms to wanqing_app;

-- station_works
station_works.county_code text collate "C" not null;
station_works.id uuid not null;
station_works.region_code text collate "C" not null;
station_works.facility_id uuid not null;
station_works.elder_id uuid not null;
station_works.worker_name text not null;
station_works.day date not null;
station_works.minutes integer not null;
station_works.deed text not null;
station_works.recorded_by uuid;
station_works.recorded_at timestamp with time zone not null;
alter table station_works add constraint station_works_check CHECK ((county_code = "left"(region_code, 6)));
alter table station_works add constraint station_works_county_code_elder_id_fkey FOREIGN KEY (county_code, elder_id) REFERENCES elders(county_code, id);
alter table station_works add constraint station_works_county_code_facility_id_fkey FOREIGN KEY (county_code, facility_id) REFERENCES facilities(county_code, id);
alter table station_works add constraint station_works_minutes_check CHECK (((minutes >= 1) AND (minutes <= 1440)));
alter table station_works add constraint station_works_pkey PRIMARY KEY (county_code, id);
alter table station_works add constraint station_works_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES accounts(id);
CREATE INDEX station_works_elder ON public.station_works USING btree (county_code, elder_id);
CREATE INDEX station_works_facility ON public.station_works USING btree (county_code, facility_id, day DESC, id DESC);
alter table station_works enable row level security;
create policy area on station_works for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select on station_works to wanqing_app;

-- stay_beds
stay_beds.county_code text collate "C" not null;
stay_beds.id uuid not null;
stay_beds.region_code text collate "C" not null;
stay_beds.facility_id uuid not null;
stay_beds.room_id uuid not null;
stay_beds.name text not null;
stay_beds.state text not null;
stay_beds.reserved_wish_id uuid;
stay_beds.reserved_until date;
stay_beds.removed_on date;
alter table stay_beds add constraint stay_beds_check CHECK ((county_code = "left"(region_code, 6)));
alter table stay_beds add constraint stay_beds_check1 CHECK (((reserved_wish_id IS NULL) = (reserved_until IS NULL)));
alter table stay_beds add constraint stay_beds_county_code_facility_id_fkey FOREIGN KEY (county_code, facility_id) REFERENCES facilities(county_code, id);
alter table stay_beds add constraint stay_beds_county_code_reserved_wish_id_fkey FOREIGN KEY (county_code, reserved_wish_id) REFERENCES stay_wishes(county_code, id);
alter table stay_beds add constraint stay_beds_county_code_room_id_fkey FOREIGN KEY (county_code, room_id) REFERENCES stay_rooms(county_code, id);
alter table stay_beds add constraint stay_beds_pkey PRIMARY KEY (county_code, id);
alter table stay_beds add constraint stay_beds_state_check CHECK ((state = ANY (ARRAY['bedUsable'::text, 'bedOutOfUse'::text])));
CREATE INDEX stay_beds_facility ON public.stay_beds USING btree (county_code, facility_id);
CREATE INDEX stay_beds_room ON public.stay_beds USING btree (county_code, room_id);
CREATE INDEX stay_beds_wish ON public.stay_beds USING btree (county_code, reserved_wish_id) WHERE (reserved_wish_id IS NOT NULL);
alter table stay_beds enable row level security;
create policy area on stay_beds for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on stay_beds to wanqing_app;

-- stay_bills
stay_bills.county_code text collate "C" not null;
stay_bills.stay_id uuid not null;
stay_bills.month text collate "C" not null;
stay_bills.region_code text collate "C" not null;
stay_bills.facility_id uuid not null;
stay_bills.elder_id uuid not null;
stay_bills.days integer not null;
stay_bills.elder_fen bigint not null;
stay_bills.family_fen bigint not null;
stay_bills.government_fen bigint not null;
stay_bills.version integer not null;
stay_bills.charged_by uuid;
stay_bills.charged_at timestamp with time zone not null;
alter table stay_bills add constraint stay_bills_charged_by_fkey FOREIGN KEY (charged_by) REFERENCES accounts(id);
alter table stay_bills add constraint stay_bills_check CHECK ((county_code = "left"(region_code, 6)));
alter table stay_bills add constraint stay_bills_county_code_elder_id_fkey FOREIGN KEY (county_code, elder_id) REFERENCES elders(county_code, id);
alter table stay_bills add constraint stay_bills_county_code_facility_id_fkey FOREIGN KEY (county_code, facility_id) REFERENCES facilities(county_code, id);
alter table stay_bills add constraint stay_bills_county_code_stay_id_fkey FOREIGN KEY (county_code, stay_id) REFERENCES stays(county_code, id);
alter table stay_bills add constraint stay_bills_pkey PRIMARY KEY (county_code, stay_id, month);
CREATE INDEX stay_bills_elder ON public.stay_bills USING btree (county_code, elder_id);
CREATE INDEX stay_bills_facility ON public.stay_bills USING btree (county_code, facility_id, month);
alter table stay_bills enable row level security;
create policy area on stay_bills for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on stay_bills to wanqing_app;

-- stay_contracts
stay_contracts.county_code text collate "C" not null;
stay_contracts.id uuid not null;
stay_contracts.region_code text collate "C" not null;
stay_contracts.stay_id uuid not null;
stay_contracts.contract_number text not null;
stay_contracts.signed_on date not null;
stay_contracts.from_on date not null;
stay_contracts.to_on date not null;
stay_contracts.elder_fen bigint not null;
stay_contracts.family_fen bigint not null;
stay_contracts.government_fen bigint not null;
stay_contracts.signer text not null;
stay_contracts.signer_name text not null;
stay_contracts.home_signer_name text not null;
stay_contracts.recorded_by uuid;
stay_contracts.recorded_at timestamp with time zone not null;
alter table stay_contracts add constraint stay_contracts_check CHECK ((county_code = "left"(region_code, 6)));
alter table stay_contracts add constraint stay_contracts_check1 CHECK ((to_on >= from_on));
alter table stay_contracts add constraint stay_contracts_county_code_contract_number_key UNIQUE (county_code, contract_number);
alter table stay_contracts add constraint stay_contracts_county_code_stay_id_fkey FOREIGN KEY (county_code, stay_id) REFERENCES stays(county_code, id);
alter table stay_contracts add constraint stay_contracts_elder_fen_check CHECK ((elder_fen >= 0));
alter table stay_contracts add constraint stay_contracts_family_fen_check CHECK ((family_fen >= 0));
alter table stay_contracts add constraint stay_contracts_government_fen_check CHECK ((government_fen >= 0));
alter table stay_contracts add constraint stay_contracts_pkey PRIMARY KEY (county_code, id);
alter table stay_contracts add constraint stay_contracts_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES accounts(id);
alter table stay_contracts add constraint stay_contracts_signer_check CHECK ((signer = ANY (ARRAY['signedByElder'::text, 'signedByFamily'::text, 'signedByGuardian'::text, 'signedByCommittee'::text])));
CREATE INDEX stay_contracts_stay ON public.stay_contracts USING btree (county_code, stay_id, from_on);
alter table stay_contracts enable row level security;
create policy area on stay_contracts for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select on stay_contracts to wanqing_app;

-- stay_leaves
stay_leaves.county_code text collate "C" not null;
stay_leaves.id uuid not null;
stay_leaves.region_code text collate "C" not null;
stay_leaves.stay_id uuid not null;
stay_leaves.reason text not null;
stay_leaves.left_on date not null;
stay_leaves.expected_on date;
stay_leaves.with_whom text;
stay_leaves.returned_on date;
stay_leaves.note text;
stay_leaves.by_event boolean not null default false;
stay_leaves.recorded_by uuid;
stay_leaves.recorded_at timestamp with time zone not null;
alter table stay_leaves add constraint stay_leaves_check CHECK ((county_code = "left"(region_code, 6)));
alter table stay_leaves add constraint stay_leaves_check1 CHECK ((returned_on >= left_on));
alter table stay_leaves add constraint stay_leaves_county_code_stay_id_fkey FOREIGN KEY (county_code, stay_id) REFERENCES stays(county_code, id);
alter table stay_leaves add constraint stay_leaves_pkey PRIMARY KEY (county_code, id);
alter table stay_leaves add constraint stay_leaves_reason_check CHECK ((reason = ANY (ARRAY['homeForFestival'::text, 'homeVisit'::text, 'hospitalStay'::text, 'otherLeave'::text])));
alter table stay_leaves add constraint stay_leaves_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES accounts(id);
CREATE UNIQUE INDEX stay_leaves_one_open ON public.stay_leaves USING btree (county_code, stay_id) WHERE (returned_on IS NULL);
CREATE INDEX stay_leaves_stay ON public.stay_leaves USING btree (county_code, stay_id, left_on DESC);
alter table stay_leaves enable row level security;
create policy area on stay_leaves for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on stay_leaves to wanqing_app;

-- stay_photos
stay_photos.county_code text collate "C" not null;
stay_photos.id uuid not null;
stay_photos.region_code text collate "C" not null;
stay_photos.contract_id uuid not null;
stay_photos.content_type text not null;
stay_photos.size_bytes integer not null;
stay_photos.content_hash text not null;
stay_photos.added_by uuid;
stay_photos.added_at timestamp with time zone not null;
alter table stay_photos add constraint stay_photos_added_by_fkey FOREIGN KEY (added_by) REFERENCES accounts(id);
alter table stay_photos add constraint stay_photos_check CHECK ((county_code = "left"(region_code, 6)));
alter table stay_photos add constraint stay_photos_content_type_check CHECK ((content_type = ANY (ARRAY['image/jpeg'::text, 'image/png'::text, 'image/webp'::text, 'application/pdf'::text])));
alter table stay_photos add constraint stay_photos_county_code_contract_id_fkey FOREIGN KEY (county_code, contract_id) REFERENCES stay_contracts(county_code, id);
alter table stay_photos add constraint stay_photos_pkey PRIMARY KEY (county_code, id);
CREATE INDEX stay_photos_contract ON public.stay_photos USING btree (county_code, contract_id, added_at);
alter table stay_photos enable row level security;
create policy area on stay_photos for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select on stay_photos to wanqing_app;

-- stay_receipts
stay_receipts.county_code text collate "C" not null;
stay_receipts.id uuid not null;
stay_receipts.region_code text collate "C" not null;
stay_receipts.stay_id uuid not null;
stay_receipts.facility_id uuid not null;
stay_receipts.serial integer not null generated always as identity;
stay_receipts.kind text not null;
stay_receipts.payer text not null;
stay_receipts.payer_name text;
stay_receipts.way text not null;
stay_receipts.amount_fen bigint not null;
stay_receipts.day date not null;
stay_receipts.note text;
stay_receipts.recorded_by uuid;
stay_receipts.recorded_at timestamp with time zone not null;
stay_receipts.cancelled_by uuid;
stay_receipts.cancelled_at timestamp with time zone;
stay_receipts.cancel_reason text;
alter table stay_receipts add constraint stay_receipts_amount_fen_check CHECK ((amount_fen > 0));
alter table stay_receipts add constraint stay_receipts_cancelled_by_fkey FOREIGN KEY (cancelled_by) REFERENCES accounts(id);
alter table stay_receipts add constraint stay_receipts_check CHECK ((county_code = "left"(region_code, 6)));
alter table stay_receipts add constraint stay_receipts_check1 CHECK (((cancelled_at IS NULL) = (cancel_reason IS NULL)));
alter table stay_receipts add constraint stay_receipts_county_code_facility_id_fkey FOREIGN KEY (county_code, facility_id) REFERENCES facilities(county_code, id);
alter table stay_receipts add constraint stay_receipts_county_code_serial_key UNIQUE (county_code, serial);
alter table stay_receipts add constraint stay_receipts_county_code_stay_id_fkey FOREIGN KEY (county_code, stay_id) REFERENCES stays(county_code, id);
alter table stay_receipts add constraint stay_receipts_kind_check CHECK ((kind = ANY (ARRAY['feeIn'::text, 'feeBack'::text])));
alter table stay_receipts add constraint stay_receipts_payer_check CHECK ((payer = ANY (ARRAY['paidByElder'::text, 'paidByFamily'::text, 'paidByGovernment'::text])));
alter table stay_receipts add constraint stay_receipts_pkey PRIMARY KEY (county_code, id);
alter table stay_receipts add constraint stay_receipts_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES accounts(id);
alter table stay_receipts add constraint stay_receipts_way_check CHECK ((way = ANY (ARRAY['feeInCash'::text, 'feeByBank'::text, 'feeByPhone'::text])));
CREATE INDEX stay_receipts_facility ON public.stay_receipts USING btree (county_code, facility_id, day DESC, id DESC);
CREATE INDEX stay_receipts_stay ON public.stay_receipts USING btree (county_code, stay_id, day DESC, id DESC);
alter table stay_receipts enable row level security;
create policy area on stay_receipts for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on stay_receipts to wanqing_app;

-- stay_rooms
stay_rooms.county_code text collate "C" not null;
stay_rooms.id uuid not null;
stay_rooms.region_code text collate "C" not null;
stay_rooms.facility_id uuid not null;
stay_rooms.name text not null;
stay_rooms.note text;
stay_rooms.removed_on date;
alter table stay_rooms add constraint stay_rooms_check CHECK ((county_code = "left"(region_code, 6)));
alter table stay_rooms add constraint stay_rooms_county_code_facility_id_fkey FOREIGN KEY (county_code, facility_id) REFERENCES facilities(county_code, id);
alter table stay_rooms add constraint stay_rooms_pkey PRIMARY KEY (county_code, id);
CREATE INDEX stay_rooms_facility ON public.stay_rooms USING btree (county_code, facility_id, name) WHERE (removed_on IS NULL);
alter table stay_rooms enable row level security;
create policy area on stay_rooms for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on stay_rooms to wanqing_app;

-- stay_wishes
stay_wishes.county_code text collate "C" not null;
stay_wishes.id uuid not null;
stay_wishes.region_code text collate "C" not null;
stay_wishes.elder_id uuid not null;
stay_wishes.wants text not null;
stay_wishes.facility_id uuid;
stay_wishes.reason text not null;
stay_wishes.is_urgent boolean not null;
stay_wishes.said_on date not null;
stay_wishes.said_by text not null;
stay_wishes.need_id uuid;
stay_wishes.state text not null;
stay_wishes.settled_on date;
stay_wishes.settle_note text;
stay_wishes.settled_by uuid;
stay_wishes.synthetic boolean not null;
stay_wishes.recorded_by uuid;
stay_wishes.recorded_at timestamp with time zone not null;
alter table stay_wishes add constraint stay_wishes_check CHECK ((county_code = "left"(region_code, 6)));
alter table stay_wishes add constraint stay_wishes_check1 CHECK (((state = 'wishWaiting'::text) = (settled_on IS NULL)));
alter table stay_wishes add constraint stay_wishes_county_code_elder_id_fkey FOREIGN KEY (county_code, elder_id) REFERENCES elders(county_code, id);
alter table stay_wishes add constraint stay_wishes_county_code_facility_id_fkey FOREIGN KEY (county_code, facility_id) REFERENCES facilities(county_code, id);
alter table stay_wishes add constraint stay_wishes_pkey PRIMARY KEY (county_code, id);
alter table stay_wishes add constraint stay_wishes_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES accounts(id);
alter table stay_wishes add constraint stay_wishes_said_by_check CHECK ((said_by = ANY (ARRAY['elderSaid'::text, 'familySaid'::text, 'villageSaid'::text, 'visitorHeard'::text])));
alter table stay_wishes add constraint stay_wishes_settled_by_fkey FOREIGN KEY (settled_by) REFERENCES accounts(id);
alter table stay_wishes add constraint stay_wishes_state_check CHECK ((state = ANY (ARRAY['wishWaiting'::text, 'wishMet'::text, 'wishTakenBack'::text, 'wishNotMet'::text])));
alter table stay_wishes add constraint stay_wishes_wants_check CHECK ((wants = ANY (ARRAY['wantsStation'::text, 'wantsTownshipCentre'::text, 'wantsCountyCentre'::text, 'wantsCareHome'::text])));
CREATE INDEX stay_wishes_elder ON public.stay_wishes USING btree (county_code, elder_id);
CREATE UNIQUE INDEX stay_wishes_one_open ON public.stay_wishes USING btree (county_code, elder_id) WHERE (state = 'wishWaiting'::text);
CREATE INDEX stay_wishes_waiting ON public.stay_wishes USING btree (county_code, state, said_on, id);
alter table stay_wishes enable row level security;
create policy area on stay_wishes for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on stay_wishes to wanqing_app;

-- stays
stays.county_code text collate "C" not null;
stays.id uuid not null;
stays.region_code text collate "C" not null;
stays.facility_id uuid not null;
stays.elder_id uuid not null;
stays.resident_name text not null;
stays.bed_id uuid;
stays.wish_id uuid;
stays.is_tekun boolean not null;
stays.care_need text not null;
stays.admitted_on date not null;
stays.left_on date;
stays.ending text;
stays.ending_note text;
stays.ended_by_event boolean not null default false;
stays.version integer not null;
stays.synthetic boolean not null;
stays.recorded_by uuid;
stays.recorded_at timestamp with time zone not null;
alter table stays add constraint stays_care_need_check CHECK ((care_need = ANY (ARRAY['ableSelf'::text, 'halfDependent'::text, 'fullyDependent'::text])));
alter table stays add constraint stays_check CHECK ((county_code = "left"(region_code, 6)));
alter table stays add constraint stays_check1 CHECK (((left_on IS NULL) = (ending IS NULL)));
alter table stays add constraint stays_check2 CHECK ((left_on >= admitted_on));
alter table stays add constraint stays_county_code_bed_id_fkey FOREIGN KEY (county_code, bed_id) REFERENCES stay_beds(county_code, id);
alter table stays add constraint stays_county_code_elder_id_fkey FOREIGN KEY (county_code, elder_id) REFERENCES elders(county_code, id);
alter table stays add constraint stays_county_code_facility_id_fkey FOREIGN KEY (county_code, facility_id) REFERENCES facilities(county_code, id);
alter table stays add constraint stays_county_code_wish_id_fkey FOREIGN KEY (county_code, wish_id) REFERENCES stay_wishes(county_code, id);
alter table stays add constraint stays_ending_check CHECK ((ending = ANY (ARRAY['wentHome'::text, 'familyTookIn'::text, 'movedToOtherHome'::text, 'diedHere'::text, 'leftCounty'::text, 'couldNotStay'::text, 'otherEnding'::text])));
alter table stays add constraint stays_pkey PRIMARY KEY (county_code, id);
alter table stays add constraint stays_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES accounts(id);
CREATE INDEX stays_elder ON public.stays USING btree (county_code, elder_id);
CREATE INDEX stays_facility ON public.stays USING btree (county_code, facility_id, admitted_on DESC, id DESC);
CREATE INDEX stays_newest ON public.stays USING btree (county_code, admitted_on DESC, id DESC);
CREATE UNIQUE INDEX stays_one_bed ON public.stays USING btree (county_code, bed_id) WHERE (left_on IS NULL);
CREATE UNIQUE INDEX stays_one_home ON public.stays USING btree (county_code, elder_id) WHERE (left_on IS NULL);
alter table stays enable row level security;
create policy area on stays for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on stays to wanqing_app;

-- subject_requests
subject_requests.county_code text collate "C" not null;
subject_requests.id uuid not null;
subject_requests.region_code text collate "C" not null;
subject_requests.elder_id uuid not null;
subject_requests.kind text not null;
subject_requests.wish text not null;
subject_requests.asked_by text not null;
subject_requests.asked_on date not null;
subject_requests.due_on date not null;
subject_requests.state text not null;
subject_requests.answer text;
subject_requests.recorded_by uuid;
subject_requests.recorded_at timestamp with time zone not null;
subject_requests.answered_by uuid;
subject_requests.answered_at timestamp with time zone;
alter table subject_requests add constraint subject_requests_answered_by_fkey FOREIGN KEY (answered_by) REFERENCES accounts(id);
alter table subject_requests add constraint subject_requests_check CHECK ((county_code = "left"(region_code, 6)));
alter table subject_requests add constraint subject_requests_check1 CHECK (((state = 'pending'::text) = (answered_at IS NULL)));
alter table subject_requests add constraint subject_requests_check2 CHECK (((answered_at IS NULL) = (answer IS NULL)));
alter table subject_requests add constraint subject_requests_county_code_elder_id_fkey FOREIGN KEY (county_code, elder_id) REFERENCES elders(county_code, id);
alter table subject_requests add constraint subject_requests_kind_check CHECK ((kind = ANY (ARRAY['copyOfRecord'::text, 'correction'::text, 'whoLooked'::text, 'explanation'::text, 'erasure'::text])));
alter table subject_requests add constraint subject_requests_pkey PRIMARY KEY (county_code, id);
alter table subject_requests add constraint subject_requests_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES accounts(id);
alter table subject_requests add constraint subject_requests_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'fulfilled'::text, 'notFulfilled'::text])));
CREATE INDEX subject_requests_elder ON public.subject_requests USING btree (county_code, elder_id);
CREATE INDEX subject_requests_pending ON public.subject_requests USING btree (county_code, region_code, due_on, id) WHERE (state = 'pending'::text);
CREATE INDEX subject_requests_region ON public.subject_requests USING btree (county_code, region_code, due_on, id);
alter table subject_requests enable row level security;
create policy area on subject_requests for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on subject_requests to wanqing_app;

-- surge_duties
surge_duties.county_code text collate "C" not null;
surge_duties.surge_id uuid not null;
surge_duties.elder_id uuid not null;
surge_duties.region_code text collate "C" not null;
surge_duties.reasons text[] not null;
surge_duties.pressure integer not null;
surge_duties.state text not null;
surge_duties.visit_id uuid;
surge_duties.visitor_id uuid;
surge_duties.reached_at timestamp with time zone;
surge_duties.by_phone boolean not null;
alter table surge_duties add constraint surge_duties_check CHECK ((county_code = "left"(region_code, 6)));
alter table surge_duties add constraint surge_duties_check1 CHECK (((state = 'reached'::text) = (reached_at IS NOT NULL)));
alter table surge_duties add constraint surge_duties_county_code_elder_id_fkey FOREIGN KEY (county_code, elder_id) REFERENCES elders(county_code, id) ON DELETE CASCADE;
alter table surge_duties add constraint surge_duties_county_code_surge_id_fkey FOREIGN KEY (county_code, surge_id) REFERENCES surges(county_code, id);
alter table surge_duties add constraint surge_duties_pkey PRIMARY KEY (county_code, surge_id, elder_id);
alter table surge_duties add constraint surge_duties_state_check CHECK ((state = ANY (ARRAY['unreached'::text, 'attempted'::text, 'reached'::text])));
CREATE INDEX surge_duties_elder ON public.surge_duties USING btree (county_code, elder_id);
CREATE INDEX surge_duties_region ON public.surge_duties USING btree (county_code, surge_id, region_code, state);
alter table surge_duties enable row level security;
create policy area on surge_duties for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on surge_duties to wanqing_app;

-- surge_villages
surge_villages.county_code text collate "C" not null;
surge_villages.surge_id uuid not null;
surge_villages.region_code text collate "C" not null;
surge_villages.kind text not null;
surge_villages.criteria text[] not null;
surge_villages.checks text[] not null;
surge_villages.word text;
surge_villages.places text not null;
surge_villages.declared_at timestamp with time zone not null;
surge_villages.declared_by uuid;
surge_villages.until timestamp with time zone not null;
surge_villages.ended_at timestamp with time zone;
surge_villages.ended_by uuid;
surge_villages.ending text;
surge_villages.end_note text;
alter table surge_villages add constraint surge_villages_check CHECK ((county_code = "left"(region_code, 6)));
alter table surge_villages add constraint surge_villages_county_code_surge_id_fkey FOREIGN KEY (county_code, surge_id) REFERENCES surges(county_code, id);
alter table surge_villages add constraint surge_villages_declared_by_fkey FOREIGN KEY (declared_by) REFERENCES accounts(id);
alter table surge_villages add constraint surge_villages_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES accounts(id);
alter table surge_villages add constraint surge_villages_ending_check CHECK ((ending = ANY (ARRAY['stoodDown'::text, 'calledOff'::text, 'ranOut'::text])));
alter table surge_villages add constraint surge_villages_kind_check CHECK ((kind = ANY (ARRAY['coldWave'::text, 'snowstorm'::text, 'heatWave'::text, 'flood'::text, 'gale'::text, 'earthquake'::text, 'outage'::text, 'otherEmergency'::text])));
alter table surge_villages add constraint surge_villages_pkey PRIMARY KEY (county_code, surge_id, region_code);
CREATE INDEX surge_villages_region ON public.surge_villages USING btree (county_code, region_code, declared_at DESC);
alter table surge_villages enable row level security;
create policy area on surge_villages for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on surge_villages to wanqing_app;

-- surges
surges.county_code text collate "C" not null;
surges.id uuid not null;
surges.region_code text collate "C" not null;
surges.region_codes text[] not null;
surges.kind text not null;
surges.criteria text[] not null;
surges.checks text[] not null;
surges.word text;
surges.places text not null;
surges.declared_at timestamp with time zone not null;
surges.declared_by uuid;
surges.until timestamp with time zone not null;
surges.ended_at timestamp with time zone;
surges.ended_by uuid;
surges.ending text;
surges.end_note text;
alter table surges add constraint surges_check CHECK ((county_code = "left"(region_code, 6)));
alter table surges add constraint surges_check1 CHECK (((ended_at IS NULL) = (ending IS NULL)));
alter table surges add constraint surges_check2 CHECK ((until > declared_at));
alter table surges add constraint surges_declared_by_fkey FOREIGN KEY (declared_by) REFERENCES accounts(id);
alter table surges add constraint surges_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES accounts(id);
alter table surges add constraint surges_ending_check CHECK ((ending = ANY (ARRAY['stoodDown'::text, 'calledOff'::text, 'ranOut'::text])));
alter table surges add constraint surges_kind_check CHECK ((kind = ANY (ARRAY['coldWave'::text, 'snowstorm'::text, 'heatWave'::text, 'flood'::text, 'gale'::text, 'earthquake'::text, 'outage'::text, 'otherEmergency'::text])));
alter table surges add constraint surges_pkey PRIMARY KEY (county_code, id);
CREATE INDEX surges_running ON public.surges USING btree (until) WHERE (ended_at IS NULL);
alter table surges enable row level security;
create policy area on surges for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on surges to wanqing_app;

-- twinning_deeds
twinning_deeds.county_code text collate "C" not null;
twinning_deeds.id uuid not null;
twinning_deeds.region_code text collate "C" not null;
twinning_deeds.twinning_id uuid not null;
twinning_deeds.done_on date not null;
twinning_deeds.gift text not null;
twinning_deeds.quantity integer not null;
twinning_deeds.people integer not null;
twinning_deeds.words text not null;
twinning_deeds.recorded_by uuid;
twinning_deeds.recorded_at timestamp with time zone not null;
alter table twinning_deeds add constraint twinning_deeds_check CHECK ((county_code = "left"(region_code, 6)));
alter table twinning_deeds add constraint twinning_deeds_county_code_twinning_id_fkey FOREIGN KEY (county_code, twinning_id) REFERENCES twinnings(county_code, id);
alter table twinning_deeds add constraint twinning_deeds_gift_check CHECK ((gift = ANY (ARRAY['staffTraining'::text, 'respiteBeds'::text, 'equipmentGiven'::text, 'staffSent'::text, 'medicalHelp'::text, 'managementHelp'::text])));
alter table twinning_deeds add constraint twinning_deeds_people_check CHECK ((people >= 0));
alter table twinning_deeds add constraint twinning_deeds_pkey PRIMARY KEY (county_code, id);
alter table twinning_deeds add constraint twinning_deeds_quantity_check CHECK ((quantity >= 0));
alter table twinning_deeds add constraint twinning_deeds_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES accounts(id);
CREATE INDEX twinning_deeds_twinning ON public.twinning_deeds USING btree (county_code, twinning_id, done_on DESC);
alter table twinning_deeds enable row level security;
create policy area on twinning_deeds for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select on twinning_deeds to wanqing_app;

-- twinnings
twinnings.county_code text collate "C" not null;
twinnings.id uuid not null;
twinnings.region_code text collate "C" not null;
twinnings.facility_id uuid not null;
twinnings.partner_name text not null;
twinnings.partner_place text not null;
twinnings.agreed_on date not null;
twinnings.until_on date not null;
twinnings.gifts text[] not null;
twinnings.words text not null;
twinnings.ended_on date;
twinnings.end_reason text;
twinnings.recorded_by uuid;
twinnings.recorded_at timestamp with time zone not null;
alter table twinnings add constraint twinnings_check CHECK ((county_code = "left"(region_code, 6)));
alter table twinnings add constraint twinnings_check1 CHECK (((ended_on IS NULL) = (end_reason IS NULL)));
alter table twinnings add constraint twinnings_county_code_facility_id_fkey FOREIGN KEY (county_code, facility_id) REFERENCES facilities(county_code, id);
alter table twinnings add constraint twinnings_pkey PRIMARY KEY (county_code, id);
alter table twinnings add constraint twinnings_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES accounts(id);
CREATE INDEX twinnings_facility ON public.twinnings USING btree (county_code, facility_id);
CREATE INDEX twinnings_newest ON public.twinnings USING btree (county_code, agreed_on DESC, id DESC);
alter table twinnings enable row level security;
create policy area on twinnings for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on twinnings to wanqing_app;

-- visit_truth_counts
visit_truth_counts.county_code text collate "C" not null;
visit_truth_counts.region_code text collate "C" not null;
visit_truth_counts.scored_to timestamp with time zone not null;
visit_truth_counts.rules_version integer not null;
visit_truth_counts.visitors integer not null default 0;
visit_truth_counts.elders_carried integer not null default 0;
alter table visit_truth_counts add constraint visit_truth_counts_check CHECK ((county_code = "left"(region_code, 6)));
alter table visit_truth_counts add constraint visit_truth_counts_pkey PRIMARY KEY (county_code);
alter table visit_truth_counts enable row level security;
create policy area on visit_truth_counts for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant select on visit_truth_counts to wanqing_app;

-- visit_truth_notes
visit_truth_notes.county_code text collate "C" not null;
visit_truth_notes.id uuid not null;
visit_truth_notes.region_code text collate "C" not null;
visit_truth_notes.visitor_id uuid not null;
visit_truth_notes.month text collate "C" not null;
visit_truth_notes.kind text not null;
visit_truth_notes.words text not null;
visit_truth_notes.written_by uuid not null;
visit_truth_notes.written_at timestamp with time zone not null;
alter table visit_truth_notes add constraint visit_truth_notes_check CHECK ((county_code = "left"(region_code, 6)));
alter table visit_truth_notes add constraint visit_truth_notes_kind_check CHECK ((kind = ANY (ARRAY['coached'::text, 'explained'::text, 'excused'::text])));
alter table visit_truth_notes add constraint visit_truth_notes_pkey PRIMARY KEY (county_code, id);
alter table visit_truth_notes add constraint visit_truth_notes_written_by_fkey FOREIGN KEY (written_by) REFERENCES accounts(id);
CREATE INDEX visit_truth_notes_visitor ON public.visit_truth_notes USING btree (county_code, visitor_id, month, written_at);
CREATE INDEX visit_truth_notes_written ON public.visit_truth_notes USING btree (county_code, written_at);
alter table visit_truth_notes enable row level security;
create policy area on visit_truth_notes for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select on visit_truth_notes to wanqing_app;

-- visit_truths
visit_truths.county_code text collate "C" not null;
visit_truths.visitor_id uuid not null;
visit_truths.month text collate "C" not null;
visit_truths.region_code text collate "C" not null;
visit_truths.visits integer not null;
visit_truths.score integer not null;
visit_truths.stage text not null;
visit_truths.reasons jsonb not null;
visit_truths.rules_version integer not null;
visit_truths.scored_at timestamp with time zone not null;
alter table visit_truths add constraint visit_truths_check CHECK ((county_code = "left"(region_code, 6)));
alter table visit_truths add constraint visit_truths_pkey PRIMARY KEY (county_code, visitor_id, month);
alter table visit_truths add constraint visit_truths_score_check CHECK (((score >= 0) AND (score <= 100)));
alter table visit_truths add constraint visit_truths_stage_check CHECK ((stage = ANY (ARRAY['fine'::text, 'coaching'::text, 'callBack'::text, 'inspection'::text])));
CREATE INDEX visit_truths_month ON public.visit_truths USING btree (month, score, visitor_id);
alter table visit_truths enable row level security;
create policy area on visit_truths for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant select on visit_truths to wanqing_app;

-- visit_wishes
visit_wishes.county_code text collate "C" not null;
visit_wishes.id uuid not null;
visit_wishes.region_code text collate "C" not null;
visit_wishes.elder_id uuid not null;
visit_wishes.said_on date not null;
visit_wishes.weekdays integer[] not null;
visit_wishes.day_part text;
visit_wishes.way text;
visit_wishes.language text;
visit_wishes.visitor_sex text;
visit_wishes.not_weekdays integer[] not null;
visit_wishes.not_days date[] not null;
visit_wishes.note text;
visit_wishes.recorded_by uuid;
visit_wishes.recorded_at timestamp with time zone not null;
alter table visit_wishes add constraint visit_wishes_check CHECK ((county_code = "left"(region_code, 6)));
alter table visit_wishes add constraint visit_wishes_county_code_elder_id_fkey FOREIGN KEY (county_code, elder_id) REFERENCES elders(county_code, id);
alter table visit_wishes add constraint visit_wishes_day_part_check CHECK ((day_part = ANY (ARRAY['morning'::text, 'noon'::text, 'afternoon'::text, 'evening'::text])));
alter table visit_wishes add constraint visit_wishes_language_check CHECK ((language = ANY (ARRAY['zh'::text, 'ko'::text, 'both'::text])));
alter table visit_wishes add constraint visit_wishes_pkey PRIMARY KEY (county_code, id);
alter table visit_wishes add constraint visit_wishes_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES accounts(id);
alter table visit_wishes add constraint visit_wishes_visitor_sex_check CHECK ((visitor_sex = ANY (ARRAY['unknown'::text, 'male'::text, 'female'::text, 'notStated'::text])));
alter table visit_wishes add constraint visit_wishes_way_check CHECK ((way = ANY (ARRAY['home'::text, 'phone'::text, 'video'::text])));
CREATE INDEX visit_wishes_elder ON public.visit_wishes USING btree (county_code, elder_id, said_on DESC, recorded_at DESC);
alter table visit_wishes enable row level security;
create policy area on visit_wishes for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select on visit_wishes to wanqing_app;

-- visitor_assignments
visitor_assignments.county_code text collate "C" not null;
visitor_assignments.id uuid not null;
visitor_assignments.region_code text collate "C" not null;
visitor_assignments.elder_id uuid not null;
visitor_assignments.account_id uuid not null;
visitor_assignments.valid_from date not null;
visitor_assignments.valid_to date;
visitor_assignments.assigned_by uuid;
alter table visitor_assignments add constraint visitor_assignments_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id);
alter table visitor_assignments add constraint visitor_assignments_check CHECK ((county_code = "left"(region_code, 6)));
alter table visitor_assignments add constraint visitor_assignments_county_code_elder_id_fkey FOREIGN KEY (county_code, elder_id) REFERENCES elders(county_code, id);
alter table visitor_assignments add constraint visitor_assignments_pkey PRIMARY KEY (county_code, id);
CREATE INDEX visitor_assignments_account ON public.visitor_assignments USING btree (county_code, account_id);
CREATE UNIQUE INDEX visitor_assignments_open ON public.visitor_assignments USING btree (county_code, elder_id) WHERE (valid_to IS NULL);
alter table visitor_assignments enable row level security;
create policy area on visitor_assignments for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant delete, insert, select, update on visitor_assignments to wanqing_app;

-- visitor_profiles
visitor_profiles.county_code text collate "C" not null;
visitor_profiles.id uuid not null;
visitor_profiles.region_code text collate "C" not null;
visitor_profiles.account_id uuid not null;
visitor_profiles.engaged_as text not null;
visitor_profiles.sex text not null;
visitor_profiles.speaks text not null;
visitor_profiles.weekdays integer[] not null;
visitor_profiles.minutes_day integer;
visitor_profiles.trained_on date;
visitor_profiles.background_on date;
visitor_profiles.background_note text;
visitor_profiles.version integer not null;
visitor_profiles.changed_by uuid;
visitor_profiles.changed_at timestamp with time zone not null;
alter table visitor_profiles add constraint visitor_profiles_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id);
alter table visitor_profiles add constraint visitor_profiles_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES accounts(id);
alter table visitor_profiles add constraint visitor_profiles_check CHECK ((county_code = "left"(region_code, 6)));
alter table visitor_profiles add constraint visitor_profiles_engaged_as_check CHECK ((engaged_as = ANY (ARRAY['committee'::text, 'purchased'::text, 'volunteer'::text])));
alter table visitor_profiles add constraint visitor_profiles_pkey PRIMARY KEY (county_code, id);
alter table visitor_profiles add constraint visitor_profiles_sex_check CHECK ((sex = ANY (ARRAY['unknown'::text, 'male'::text, 'female'::text, 'notStated'::text])));
alter table visitor_profiles add constraint visitor_profiles_speaks_check CHECK ((speaks = ANY (ARRAY['zh'::text, 'ko'::text, 'both'::text])));
CREATE UNIQUE INDEX visitor_profiles_account ON public.visitor_profiles USING btree (county_code, account_id);
alter table visitor_profiles enable row level security;
create policy area on visitor_profiles for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select, update on visitor_profiles to wanqing_app;

-- visits
visits.county_code text collate "C" not null;
visits.id uuid not null;
visits.region_code text collate "C" not null;
visits.elder_id uuid not null;
visits.visitor_id uuid not null;
visits.method text not null;
visits.result text not null;
visits.not_reached_reason text;
visits.visited_on date not null;
visits.started_at timestamp with time zone not null;
visits.ended_at timestamp with time zone not null;
visits.received_at timestamp with time zone not null;
visits.lon double precision;
visits.lat double precision;
visits.accuracy_meters real;
visits.answers text collate "C" not null;
visits.needs text[] not null;
visits.note_sealed text;
visits.attachment_ids uuid[] not null default '{}'::uuid[];
visits.counts_for_rate boolean not null;
visits.worst text not null;
visits.rules_version integer not null;
visits.device_id uuid;
visits.synthetic boolean not null;
visits.refused_reason text;
visits.told_by text;
visits.door_signs text[] not null default '{}'::text[];
visits.follow_ups jsonb not null default '[]'::jsonb;
visits.seasonal jsonb not null default '[]'::jsonb;
visits.kin_contacts jsonb not null default '[]'::jsonb;
visits.household_visit_id uuid;
visits.door_code text collate "C";
visits.clock_offset_ms bigint;
alter table visits add constraint visits_answers_check CHECK ((answers ~ '^[oadn]{24}$'::text));
alter table visits add constraint visits_check CHECK ((county_code = "left"(region_code, 6)));
alter table visits add constraint visits_check1 CHECK ((ended_at >= started_at));
alter table visits add constraint visits_check2 CHECK (((result = 'notReached'::text) = (not_reached_reason IS NOT NULL)));
alter table visits add constraint visits_county_code_elder_id_fkey FOREIGN KEY (county_code, elder_id) REFERENCES elders(county_code, id);
alter table visits add constraint visits_door_code_check CHECK ((door_code ~ '^[0-9]{7}$'::text));
alter table visits add constraint visits_method_check CHECK ((method = ANY (ARRAY['home'::text, 'phone'::text, 'video'::text, 'remote'::text])));
alter table visits add constraint visits_not_reached_reason_check CHECK ((not_reached_reason = ANY (ARRAY['notHome'::text, 'nobodyAnswers'::text, 'fieldWork'::text, 'outNearby'::text, 'hospital'::text, 'withChildren'::text, 'movedOrDied'::text, 'phoneUnanswered'::text, 'wrongNumber'::text, 'other'::text])));
alter table visits add constraint visits_pkey PRIMARY KEY (county_code, id);
alter table visits add constraint visits_refused_check CHECK (((refused_reason IS NULL) OR (result = 'refused'::text)));
alter table visits add constraint visits_refused_reason_check CHECK ((refused_reason = ANY (ARRAY['wantsNoVisits'::text, 'knowsNotWho'::text, 'busyNow'::text, 'keepsPrivate'::text, 'familyObjects'::text, 'otherRefusal'::text])));
alter table visits add constraint visits_result_check CHECK ((result = ANY (ARRAY['met'::text, 'notReached'::text, 'refused'::text])));
alter table visits add constraint visits_told_by_check CHECK ((told_by = ANY (ARRAY['neighbour'::text, 'relative'::text, 'villageCadre'::text, 'nobodyTold'::text])));
alter table visits add constraint visits_worst_check CHECK ((worst = ANY (ARRAY['ok'::text, 'attention'::text, 'danger'::text, 'notAsked'::text])));
CREATE INDEX visits_elder ON public.visits USING btree (county_code, elder_id, visited_on DESC);
CREATE INDEX visits_household ON public.visits USING btree (county_code, household_visit_id) WHERE (household_visit_id IS NOT NULL);
CREATE INDEX visits_received ON public.visits USING brin (received_at) WITH (pages_per_range='32', autosummarize='on');
CREATE INDEX visits_visitor ON public.visits USING btree (county_code, visitor_id, visited_on);
alter table visits enable row level security;
create policy area on visits for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
grant insert, select on visits to wanqing_app;

-- weather_warnings
weather_warnings.identifier text not null;
weather_warnings.sent timestamp with time zone not null;
weather_warnings.event text not null;
weather_warnings.colour text not null;
weather_warnings.region_codes text[] not null;
weather_warnings.expires timestamp with time zone not null;
weather_warnings.headline text not null;
weather_warnings.received_at timestamp with time zone not null;
weather_warnings.handled_at timestamp with time zone;
alter table weather_warnings add constraint weather_warnings_colour_check CHECK ((colour = ANY (ARRAY['blueWarning'::text, 'yellowWarning'::text, 'orangeWarning'::text, 'redWarning'::text])));
alter table weather_warnings add constraint weather_warnings_event_check CHECK ((event = ANY (ARRAY['coldWave'::text, 'snowstorm'::text, 'heatWave'::text, 'flood'::text, 'gale'::text, 'earthquake'::text, 'outage'::text, 'otherEmergency'::text])));
alter table weather_warnings add constraint weather_warnings_pkey PRIMARY KEY (identifier);
CREATE INDEX weather_warnings_newest ON public.weather_warnings USING btree (received_at DESC);
CREATE INDEX weather_warnings_waiting ON public.weather_warnings USING btree (received_at) WHERE (handled_at IS NULL);
grant insert, select, update on weather_warnings to wanqing_app;

-- worker_certificates
worker_certificates.county_code text collate "C" not null;
worker_certificates.id uuid not null;
worker_certificates.region_code text collate "C" not null;
worker_certificates.worker_id uuid not null;
worker_certificates.kind text not null;
worker_certificates.number text not null;
worker_certificates.issued_on date not null;
worker_certificates.expires_on date not null;
worker_certificates.revoked_on date;
worker_certificates.revoked_why text;
worker_certificates.recorded_by uuid;
worker_certificates.recorded_at timestamp with time zone not null;
alter table worker_certificates add constraint worker_certificates_check CHECK ((county_code = "left"(region_code, 6)));
alter table worker_certificates add constraint worker_certificates_county_code_worker_id_fkey FOREIGN KEY (county_code, worker_id) REFERENCES service_workers(county_code, id);
alter table worker_certificates add constraint worker_certificates_kind_check CHECK ((kind = ANY (ARRAY['healthCertificate'::text, 'careSkill'::text, 'nurseLicence'::text, 'rehabilitationSkill'::text, 'cookSkill'::text, 'electricianLicence'::text, 'firstAidTraining'::text])));
alter table worker_certificates add constraint worker_certificates_pkey PRIMARY KEY (county_code, id);
alter table worker_certificates add constraint worker_certificates_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES accounts(id);
CREATE INDEX worker_certificates_expiry ON public.worker_certificates USING btree (county_code, expires_on) WHERE (revoked_on IS NULL);
CREATE INDEX worker_certificates_worker ON public.worker_certificates USING btree (county_code, worker_id, kind, expires_on DESC);
alter table worker_certificates enable row level security;
create policy area on worker_certificates for all to wanqing_app using (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting)))) with check (((region_code >= ( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting)) AND (region_code <= ( SELECT current_setting('wanqing.area_to'::text, true) AS current_setting))));
create policy below on worker_certificates for select to wanqing_app using ((county_code = "left"(( SELECT current_setting('wanqing.area_from'::text, true) AS current_setting), 6)));
grant insert, select, update on worker_certificates to wanqing_app;

CREATE OR REPLACE FUNCTION public.carry_elder(county text, elder uuid, to_region text, household uuid, home text, home_hamlet text, months text[])
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  from_region text;
  ids uuid[];
  is_synthetic boolean;
  link record;
begin
  select region_code, id || merged_ids, synthetic into from_region, ids, is_synthetic
  from elders where county_code = county and id = elder for update;
  if from_region is null
    or from_region < current_setting('wanqing.area_from') or from_region > current_setting('wanqing.area_to')
    or left(to_region, 6) <> county
  then
    raise exception 'outside the area' using errcode = '42501';
  end if;
  insert into households (county_code, id, region_code, address, hamlet, synthetic, created_at)
  values (county, household, to_region, home, home_hamlet, is_synthetic, now())
  on conflict do nothing;
  if to_region <> (select region_code from households where county_code = county and id = household) then
    raise exception 'household of another village' using errcode = '23514';
  end if;
  update elders set region_code = to_region, version = version + 1, updated_at = now()
  where county_code = county and id = any(ids);
  update elders set household_id = household where county_code = county and id = elder;
  -- What hangs on the elder (a contact linked to her belongs to somebody else), then what hangs on that and names no elder itself.
  for link in
    select child.conrelid::regclass as held, key.attname as elder_column
    from pg_constraint child
    join pg_attribute key on key.attrelid = child.conrelid and key.attnum = any(child.conkey)
      and key.attname in ('elder_id', 'survivor_id', 'merged_id')
    where child.contype = 'f' and child.confrelid = 'elders'::regclass
      and child.conrelid not in ('elders'::regclass, 'duplicate_pairs'::regclass)
  loop
    execute format('update %s set region_code = $1 where county_code = $2 and %I = any($3)', link.held,
      link.elder_column) using to_region, county, ids;
  end loop;
  for link in
    select distinct below.conrelid::regclass as held, own.attname as own_column, parent.conrelid::regclass as above,
      theirs.attname as above_column, key.attname as elder_column
    from pg_constraint parent
    join pg_attribute key on key.attrelid = parent.conrelid and key.attnum = any(parent.conkey)
      and key.attname = 'elder_id'
    join pg_constraint below on below.contype = 'f' and below.confrelid = parent.conrelid
    join pg_attribute own on own.attrelid = below.conrelid and own.attnum = any(below.conkey)
      and own.attname <> 'county_code'
    join pg_attribute theirs on theirs.attrelid = below.confrelid and theirs.attnum = any(below.confkey)
      and theirs.attname <> 'county_code'
    where parent.contype = 'f' and parent.confrelid = 'elders'::regclass and parent.conrelid <> 'elders'::regclass
      and exists (select from pg_attribute a where a.attrelid = below.conrelid and a.attname = 'region_code')
      and not exists (select from pg_constraint straight
        where straight.contype = 'f' and straight.conrelid = below.conrelid
          and straight.confrelid = 'elders'::regclass)
  loop
    execute format('update %s c set region_code = $1 from %s p where c.county_code = $2 and p.county_code = $2
      and p.%I = any($3) and c.%I = p.%I', link.held, link.above, link.elder_column, link.own_column,
      link.above_column) using to_region, county, ids;
  end loop;
  -- Both villages are counted anew; the caller may note changes in her own area only.
  insert into indicator_changes (county_code, region_code, month)
  select county, place, month from unnest(array[from_region, to_region]) as place, unnest(months) as month;
  -- A photo may come before its visit and so has no foreign key.
  update attachments a set region_code = to_region from visits v
  where a.county_code = county and v.county_code = county and v.elder_id = any(ids) and a.visit_id = v.id;
  -- A pair now lies in two places: the county decides.
  update duplicate_pairs set region_code = rpad(county, 12, '0')
  where county_code = county and (elder_id = any(ids) or other_id = any(ids)) and region_code <> rpad(county, 12, '0');
end $function$;

CREATE OR REPLACE FUNCTION public.crow_km(lon1 double precision, lat1 double precision, lon2 double precision, lat2 double precision)
 RETURNS double precision
 LANGUAGE sql
 IMMUTABLE
AS $function$
  select 6371 * 2 * asin(sqrt(power(sin(radians(lat2 - lat1) / 2), 2)
    + cos(radians(lat1)) * cos(radians(lat2)) * power(sin(radians(lon2 - lon1) / 2), 2)))
$function$;

CREATE OR REPLACE FUNCTION public.guard_below_county(guarded regclass)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  execute format(
    'create policy below on %s for select to wanqing_app
       using (county_code = left((select current_setting(''wanqing.area_from'', true)), 6))', guarded);
end $function$;

CREATE OR REPLACE FUNCTION public.guard_by_area(guarded regclass)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  execute format('alter table %s enable row level security', guarded);
  execute format(
    'create policy area on %s to wanqing_app
       using (region_code >= (select current_setting(''wanqing.area_from'', true))
          and region_code <= (select current_setting(''wanqing.area_to'', true)))
       with check (region_code >= (select current_setting(''wanqing.area_from'', true))
          and region_code <= (select current_setting(''wanqing.area_to'', true)))', guarded);
end $function$;

CREATE OR REPLACE FUNCTION public.keep_approved_payments()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if exists (select from benefit_runs r where r.county_code = old.county_code and r.id = old.run_id
      and r.state <> 'compiled') then
    raise exception 'a payment of an approved list may not be removed' using errcode = '23514';
  end if;
  return old;
end $function$;

CREATE OR REPLACE FUNCTION public.latest_certificates(county text, worker uuid)
 RETURNS TABLE(kind text, expires_on date)
 LANGUAGE sql
 STABLE
AS $function$
  select distinct on (c.kind) c.kind, c.expires_on from worker_certificates c
  where c.county_code = county and c.worker_id = worker and c.revoked_on is null
  order by c.kind, c.expires_on desc
$function$;

CREATE OR REPLACE FUNCTION public.leaves_at(places text[], on_day date)
 RETURNS TABLE(account_id uuid, from_on date, to_on date, stand_in_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select l.account_id, l.from_on, l.to_on, l.stand_in_id from duty_leaves l
  where l.county_code = any(array(select distinct left(place, 6) from unnest(places) place))
    and l.region_code = any(places) and on_day between l.from_on and l.to_on and l.removed_at is null
  order by l.made_at desc, l.id
$function$;

CREATE OR REPLACE FUNCTION public.ledger_carry()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  insert into ledger_month_balances (county_code, account_id, month, region_code, balance, came_in, went_out)
  select new.county_code, a.id, new.month, a.region_code, s.carried + s.came_in - s.went_out, s.came_in, s.went_out
  from (
    select id, sum(carried) as carried, sum(came_in) as came_in, sum(went_out) as went_out from (
      select account_id as id, balance as carried, 0 as came_in, 0 as went_out from ledger_month_balances
        where county_code = new.county_code
          and month = to_char((new.month || '-01')::date - interval '1 month', 'YYYY-MM')
      union all select to_id, 0, amount, 0 from ledger_transfers
        where county_code = new.county_code and day >= (new.month || '-01')::date
          and day < (new.month || '-01')::date + interval '1 month'
      union all select from_id, 0, 0, amount from ledger_transfers
        where county_code = new.county_code and day >= (new.month || '-01')::date
          and day < (new.month || '-01')::date + interval '1 month') part
    group by id) s
  join ledger_accounts a on a.county_code = new.county_code and a.id = s.id
  where s.came_in <> 0 or s.went_out <> 0 or s.carried <> 0;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.ledger_check_area()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if row_security_active(tg_relid) and (new.region_code < current_setting('wanqing.area_from')
    or new.region_code > current_setting('wanqing.area_to')) then
    raise exception 'outside the area' using errcode = '42501';
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION public.ledger_close()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare due text;
begin
  perform pg_advisory_xact_lock(hashtext('ledger'), new.county_code::int);
  select to_char((max(month) || '-01')::date + interval '1 month', 'YYYY-MM') into due
    from ledger_closings where county_code = new.county_code;
  if due is null then
    select to_char(min(day), 'YYYY-MM') into due from ledger_transfers where county_code = new.county_code;
  end if;
  if due is distinct from new.month then perform ledger_refuse('WL005', coalesce(due, '')); end if;
  select count(*) into new.transfers from ledger_transfers
    where county_code = new.county_code and day >= (new.month || '-01')::date
      and day < (new.month || '-01')::date + interval '1 month';
  return new;
end $function$;

CREATE OR REPLACE FUNCTION public.ledger_follow_elder()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  update ledger_accounts set region_code = new.region_code
    where county_code = new.county_code and owner_id = new.id and region_code <> new.region_code;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.ledger_guard_account()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'INSERT' then
    new.balance := case when new.limited then 0 end;
  elsif (old.county_code, old.id, old.kind, old.owner_id, old.unit, old.limited, old.opened_at)
      is distinct from (new.county_code, new.id, new.kind, new.owner_id, new.unit, new.limited, new.opened_at)
    or (old.balance is distinct from new.balance and pg_trigger_depth() < 2) then
    perform ledger_refuse('WL009', tg_table_name);
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION public.ledger_guard_month()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if pg_trigger_depth() < 2 then perform ledger_refuse('WL009', tg_table_name); end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.ledger_keep()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform ledger_refuse('WL009', tg_table_name);
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.ledger_kinds(county text, accounts uuid[])
 RETURNS TABLE(id uuid, kind text)
 LANGUAGE sql
 STABLE SECURITY DEFINER ROWS 40
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select a.id, a.kind from ledger_accounts a where a.county_code = county and a.id = any(accounts)
$function$;

CREATE OR REPLACE FUNCTION public.ledger_refuse(state text, what text)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  raise exception using errcode = state, message = 'ledger: ' || what, detail = what;
end $function$;

CREATE OR REPLACE FUNCTION public.ledger_take()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare wrong text;
begin
  -- Shared: posting waits only while a month of the county is being closed, never for other postings.
  perform pg_advisory_xact_lock_shared(hashtext('ledger'), c.code::int)
    from (select distinct county_code as code from fresh order by 1) c;

  select t.id::text into wrong from fresh t
    left join ledger_accounts f on f.county_code = t.county_code and f.id = t.from_id and f.unit = t.unit
    left join ledger_accounts g on g.county_code = t.county_code and g.id = t.to_id and g.unit = t.unit
    where f.id is null or g.id is null limit 1;
  if found then perform ledger_refuse('WL001', wrong); end if;

  select max(c.month) into wrong from fresh t
    join ledger_closings c on c.county_code = t.county_code and c.month >= to_char(t.day, 'YYYY-MM');
  if wrong is not null then perform ledger_refuse('WL002', wrong); end if;

  select t.id::text into wrong from fresh t
    left join ledger_transfers o on o.county_code = t.county_code and o.id = t.reverses
    where t.reverses is not null
      and (o.id is null or o.reverses is not null or t.day < o.day
        or (t.from_id, t.to_id, t.unit, t.amount, t.purpose) is distinct from (o.to_id, o.from_id, o.unit, o.amount, o.purpose))
    limit 1;
  if found then perform ledger_refuse('WL003', wrong); end if;

  -- Locked in one order everywhere, so that two postings never wait for each other.
  perform from ledger_accounts a
    where a.limited and (a.county_code, a.id) in (
      select county_code, from_id from fresh union select county_code, to_id from fresh)
    order by a.county_code, a.id for update;
  if not found then return null; end if;

  select a.id::text into wrong from ledger_accounts a
    join (select county_code, id, sum(change) as change from (
        select county_code, from_id as id, -amount as change from fresh
        union all select county_code, to_id, amount from fresh) leg group by 1, 2) s using (county_code, id)
    where a.limited and a.balance + s.change < 0 limit 1;
  if found then perform ledger_refuse('WL004', wrong); end if;

  update ledger_accounts a set balance = a.balance + s.change
    from (select county_code, id, sum(change) as change from (
        select county_code, from_id as id, -amount as change from fresh
        union all select county_code, to_id, amount from fresh) leg group by 1, 2 having sum(change) <> 0) s
    where a.county_code = s.county_code and a.id = s.id and a.limited;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.note_case_gone()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  insert into aid_case_changes (county_code, month, region_code)
  select distinct county_code, to_char(happened at time zone 'Asia/Shanghai', 'YYYY-MM'), county_code || '000000'
  from before_rows cross join lateral (values (opened_at), (ended_at)) as moment (happened)
  where happened is not null;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.note_case_months()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  if tg_op = 'INSERT' then
    insert into aid_case_changes (county_code, month, region_code)
    select distinct county_code, to_char(happened at time zone 'Asia/Shanghai', 'YYYY-MM'), county_code || '000000'
    from after_rows cross join lateral (values (opened_at), (ended_at)) as moment (happened)
    where happened is not null;
  else
    insert into aid_case_changes (county_code, month, region_code)
    select distinct a.county_code, to_char(happened at time zone 'Asia/Shanghai', 'YYYY-MM'),
      a.county_code || '000000'
    from after_rows a join before_rows b on b.county_code = a.county_code and b.id = a.id
    cross join lateral (values (a.opened_at), (a.ended_at), (b.opened_at), (b.ended_at)) as moment (happened)
    where happened is not null
      and (a.opened_at, a.ended_at, a.ending, a.level, a.repeat_of, a.region_code, a.due_at, a.recheck_owed,
        a.stage in ('closed', 'rejected', 'joined'))
      is distinct from (b.opened_at, b.ended_at, b.ending, b.level, b.repeat_of, b.region_code, b.due_at,
        b.recheck_owed, b.stage in ('closed', 'rejected', 'joined'));
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.note_cells_of_changed_elders()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  insert into budget_cell_changes (county_code, region_code)
  select distinct m.county_code, left(m.region_code, 9) || '000'
  from before b
  full join after a on a.county_code = b.county_code and a.id = b.id
  cross join lateral (values (b.county_code, b.region_code), (a.county_code, a.region_code)) as m (county_code, region_code)
  where m.county_code is not null
    and (a.region_code, a.born_on, a.registered_on, a.ended_on, a.merged_into, a.merged_ids)
      is distinct from (b.region_code, b.born_on, b.registered_on, b.ended_on, b.merged_into, b.merged_ids);
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.note_cells_of_elders()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  insert into budget_cell_changes (county_code, region_code)
  select distinct county_code, left(region_code, 9) || '000' from moved;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.note_cells_of_facts()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  insert into budget_cell_changes (county_code, region_code, elder_id)
  select distinct county_code, county_code || '000000', elder_id from moved;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.note_cells_of_villages()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  insert into budget_cell_changes (county_code, region_code)
  values (left(new.code, 6), left(new.code, 9) || '000');
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.note_site()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  before jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
  after jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
  told jsonb := coalesce(after, before);
begin
  insert into site_changes (county_code, region_code, site_id)
  select distinct row ->> 'county_code', row ->> 'region_code', (row ->> tg_argv[0])::uuid
  from (values (before), (after)) as moment (row) where row is not null;
  -- What is eaten in a house shows that the house lives.
  if tg_table_name = 'canteens' then
    insert into site_changes (county_code, region_code, site_id)
    select county_code, region_code, id from facilities
    where county_code = told ->> 'county_code' and canteen_id = (told ->> 'id')::uuid;
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.shifts_at(places text[], on_day date)
 RETURNS TABLE(region_code text, account_id uuid, duty_on date, from_minute integer, to_minute integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select s.region_code, s.account_id, s.duty_on, s.from_minute, s.to_minute from duty_shifts s
  where s.county_code = any(array(select distinct left(place, 6) from unnest(places) place))
    and s.region_code = any(places) and s.duty_on between on_day - 1 and on_day and s.removed_at is null
  order by s.duty_on desc, s.from_minute desc, s.id
$function$;
