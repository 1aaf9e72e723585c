// Takes a batch into the ledger: one transaction, a few statements over all rows, so that no row is ever half in.
import { sql } from 'kysely'
import { arrivalsJob } from '../../../domain/duplicates/pair.ts'
import type { ImportStep } from '../../../domain/elders/import/batch.ts'
import { openMonths, openMonthsSince } from '../../../domain/indicators/months.ts'
import type { Day } from '../../../domain/kernel/day.ts'
import { Refused } from '../../../domain/kernel/refusal.ts'
import { noteChanges } from '../../indicators/indicators.ts'
import type { Context } from '../../kernel/context.ts'
import type { StoredBatch } from './batches.ts'
import { clearProgress } from './progress.ts'
import { countOutcomes } from './staging.ts'

/** What committing and undoing need of a request; a job makes its own. */
export type Acting = Pick<Context, 'tx' | 'afterCommit' | 'system' | 'now' | 'today' | 'concerns'> & {
  /** Told where the work is, while it takes minutes. */
  step?(step: ImportStep): void
}

/** Rows of the batch under an alias. */
export function ownRows(batch: StoredBatch, alias: string) {
  const name = sql.raw(alias)
  return sql<boolean>`${name}.county_code = ${batch.countyCode} and ${name}.batch_id = ${batch.id}`
}

/** Rows that the commit takes: never stored, for it follows from the outcome and the person's choice. */
export function takenRows(batch: StoredBatch, alias: string) {
  const name = sql.raw(alias)
  const outcomes = batch.suspiciousTaken ? sql`('new', 'changed', 'suspicious')` : sql`('new', 'changed')`
  return sql<boolean>`${ownRows(batch, alias)} and ${name}.outcome in ${outcomes}`
}

export async function commitBatch(acting: Acting, batch: StoredBatch): Promise<void> {
  const step = (name: ImportStep) => acting.step?.(name)
  step('checkingAgain')
  await setAsideOvertaken(acting, batch)
  step('writingHouseholds')
  await insertHouseholds(acting, batch)
  step('writingElders')
  await insertElders(acting, batch)
  step('changingElders')
  await changeElders(acting, batch)
  step('claimingNumbers')
  await claimNumbers(acting, batch)
  step('writingGroups')
  await insertMemberships(acting, batch)
  step('writingContacts')
  await insertContacts(acting, batch)
  step('notingFigures')
  await noteFigures(acting, batch)
  await noteConcerned(acting, batch, `表格导入：${batch.fileName}`)
  await dropCellsOfTaken(acting, batch)
  await countOutcomes(acting.tx, batch)
  await clearProgress(acting.tx, batch)
  acting.afterCommit(() => acting.system.wake(arrivalsJob))
  await acting.tx
    .updateTable('elderImports')
    .set({ stage: 'committed', committedAt: acting.now.toISOString(), failure: null })
    .where('countyCode', '=', batch.countyCode)
    .where('id', '=', batch.id)
    .execute()
}

/** The ledger may have moved on since the preview: such rows stay out, each with its reason. */
async function setAsideOvertaken({ tx }: Acting, batch: StoredBatch): Promise<void> {
  const refuse = (
    code: string,
    message: string,
  ) => sql`outcome = 'refused', problems = coalesce(r.problems, '[]')
    || ${JSON.stringify([{ field: null, code, message }])}::jsonb`
  const taken = refuse('takenSincePreview', '预览之后，此人已由别的批次或别的人登记。请重新上传核对。')
  await sql`
    update elder_import_rows r set ${taken} from citizen_number_claims c
    left join elders holder on holder.county_code = c.county_code and holder.id = c.elder_id
    where ${takenRows(batch, 'r')} and c.number_hash = r.citizen_number_hash
      and (r.matched_version is null or coalesce(holder.merged_into, c.elder_id) <> r.elder_id)`.execute(tx)
  await sql`
    update elder_import_rows r set ${taken} from elders e
    where ${takenRows(batch, 'r')} and r.matched_version is null and r.citizen_number_hash is null
      and e.county_code = left(r.village_code, 6) and e.region_code = r.village_code and e.name = r.name
      and e.born_on is not distinct from r.born_on and e.ended_on is null
      and e.created_at > ${batch.createdAt}::timestamptz`.execute(tx)
  await sql`
    update elder_import_rows r
    set ${refuse('changedSincePreview', '预览之后，这份档案被人修改过。请重新上传核对。')}
    from elders e
    where ${takenRows(batch, 'r')} and r.matched_version is not null and e.county_code = left(r.village_code, 6)
      and e.id = r.elder_id and (e.version <> r.matched_version or e.ended_on is not null)`.execute(tx)
}

/**
 * New rows with the household each joins: the one of a relative already in the ledger, else that of the first
 * row with the same household in the file, else one of their own. A new household has the id of its first elder.
 */
function newRowsWithHousehold(batch: StoredBatch) {
  return sql`
    (
      select r.*, r.elder_id as household_id from elder_import_rows r
      where ${takenRows(batch, 'r')} and r.matched_version is null and r.household_key is null
      union all
      select r.*, coalesce(
        known.household_id,
        first_value(r.elder_id) over (
          partition by r.village_code, r.household_key, coalesce(r.hamlet, '') order by r.row_number)
      ) as household_id
      from elder_import_rows r
      left join (
        select k.village_code, k.household_key, coalesce(k.hamlet, '') as hamlet,
          (array_agg(e.household_id order by k.row_number))[1] as household_id
        from elder_import_rows k
        join elders e on e.county_code = left(k.village_code, 6) and e.id = k.elder_id
        where ${ownRows(batch, 'k')} and k.outcome <> 'refused' and k.matched_version is not null
          and k.household_key is not null
        group by 1, 2, 3
      ) known on known.village_code = r.village_code and known.household_key = r.household_key
        and known.hamlet = coalesce(r.hamlet, '')
      where ${takenRows(batch, 'r')} and r.matched_version is null and r.household_key is not null
    )`
}

const isDemo = ({ system }: Acting) => system.config.demo !== 'none'

async function insertHouseholds(acting: Acting, batch: StoredBatch): Promise<void> {
  await sql`
    insert into households (county_code, id, region_code, address, hamlet, synthetic, created_at)
    select left(r.village_code, 6), r.elder_id, r.village_code, r.address, r.hamlet, ${isDemo(acting)}::boolean,
      ${acting.now.toISOString()}::timestamptz
    from ${newRowsWithHousehold(batch)} r
    where r.household_id = r.elder_id`.execute(acting.tx)
}

async function insertElders(acting: Acting, batch: StoredBatch): Promise<void> {
  const now = acting.now.toISOString()
  await sql`
    insert into elders (county_code, id, region_code, household_id, name, pinyin, initials, sex, born_on,
      birth_calendar, ethnicity, spoken_language, number_kind, citizen_number_sealed, citizen_number_hash,
      citizen_number_tail, phone_sealed, phone_tail, note, willing_to_be_visited, registered_on, version,
      batch_id, synthetic, created_at, updated_at, import_hash, import_version)
    select left(r.village_code, 6), r.elder_id, r.village_code, r.household_id, r.name, r.pinyin, r.initials,
      r.sex, r.born_on, r.birth_calendar, coalesce(r.ethnicity, '01'), coalesce(r.spoken_language, 'zh'),
      r.number_kind, r.citizen_number_sealed, r.citizen_number_hash, r.citizen_number_tail, r.phone_sealed,
      r.phone_tail, r.note, true, ${acting.today}::date, 1, ${batch.id}::uuid, ${isDemo(acting)}::boolean,
      ${now}::timestamptz, ${now}::timestamptz, r.content_hash, 1
    from ${newRowsWithHousehold(batch)} r`.execute(acting.tx)
}

/** Keeps what stood before, then writes only what the row brings. */
async function changeElders(acting: Acting, batch: StoredBatch): Promise<void> {
  const { tx, now } = acting
  await sql`
    update elder_import_rows r set before = coalesce(r.before, '{}') || jsonb_build_object(
      'name', e.name, 'pinyin', e.pinyin, 'initials', e.initials, 'sex', e.sex, 'bornOn', e.born_on,
      'birthCalendar', e.birth_calendar, 'ethnicity', e.ethnicity, 'spokenLanguage', e.spoken_language,
      'numberKind', e.number_kind, 'citizenNumberSealed', e.citizen_number_sealed,
      'citizenNumberHash', e.citizen_number_hash, 'citizenNumberTail', e.citizen_number_tail,
      'phoneSealed', e.phone_sealed, 'phoneTail', e.phone_tail, 'note', e.note, 'address', h.address,
      'hamlet', h.hamlet, 'importHash', e.import_hash, 'importVersion', e.import_version)
    from elders e join households h on h.county_code = e.county_code and h.id = e.household_id
    where ${takenRows(batch, 'r')} and r.matched_version is not null
      and e.county_code = left(r.village_code, 6) and e.id = r.elder_id`.execute(tx)
  const changed = await sql<{ id: string }>`
    update elders e set
      name = r.name, pinyin = r.pinyin, initials = r.initials,
      sex = case when r.sex in ('male', 'female') then r.sex else e.sex end,
      born_on = case when ${brings('bornOn')} then r.born_on else e.born_on end,
      birth_calendar = case when ${brings('bornOn')} then r.birth_calendar else e.birth_calendar end,
      ethnicity = coalesce(r.ethnicity, e.ethnicity),
      spoken_language = coalesce(r.spoken_language, e.spoken_language),
      number_kind = case when ${brings('citizenNumber')} then r.number_kind else e.number_kind end,
      citizen_number_sealed = coalesce(r.citizen_number_sealed, e.citizen_number_sealed),
      citizen_number_hash = coalesce(r.citizen_number_hash, e.citizen_number_hash),
      citizen_number_tail = coalesce(r.citizen_number_tail, e.citizen_number_tail),
      phone_sealed = coalesce(r.phone_sealed, e.phone_sealed),
      phone_tail = case when r.phone_sealed is null then e.phone_tail else r.phone_tail end,
      note = coalesce(r.note, e.note),
      version = e.version + 1, updated_at = ${now.toISOString()}::timestamptz,
      import_hash = r.content_hash, import_version = e.version + 1
    from elder_import_rows r
    where ${takenRows(batch, 'r')} and r.matched_version is not null
      and e.county_code = left(r.village_code, 6) and e.id = r.elder_id and e.version = r.matched_version
    returning e.id`.execute(tx)
  const wanted = await sql<{ count: number }>`
    select count(*) as count from elder_import_rows r
    where ${takenRows(batch, 'r')} and r.matched_version is not null`.execute(tx)
  if (changed.rows.length !== wanted.rows[0]?.count) throw overtaken()
  await sql`
    update households h set address = coalesce(nullif(r.address, ''), h.address),
      hamlet = coalesce(r.hamlet, h.hamlet)
    from elder_import_rows r
    join elders e on e.county_code = left(r.village_code, 6) and e.id = r.elder_id
    where ${takenRows(batch, 'r')} and r.matched_version is not null
      and (${brings('address')} or ${brings('hamlet')})
      and h.county_code = e.county_code and h.id = e.household_id`.execute(tx)
}

function brings(field: string) {
  return sql<boolean>`coalesce(r.changes @> ${JSON.stringify([{ field }])}::jsonb, false)`
}

/** Somebody was quicker in this very moment; nothing is kept and the batch can be committed again. */
function overtaken(): Refused {
  return new Refused('conflict', '导入时有人同时登记了表里的人，没有写入任何内容。请再点一次“导入”。')
}

async function claimNumbers({ tx }: Acting, batch: StoredBatch): Promise<void> {
  const numbered = sql`from elder_import_rows r
    where ${takenRows(batch, 'r')} and r.citizen_number_sealed is not null and not exists (
      select from citizen_number_claims held join elders merged
        on merged.county_code = held.county_code and merged.id = held.elder_id
      where held.number_hash = r.citizen_number_hash and merged.merged_into = r.elder_id)`
  const claimed = await sql`
    insert into citizen_number_claims (number_hash, county_code, elder_id)
    select r.citizen_number_hash, left(r.village_code, 6), r.elder_id ${numbered}
    on conflict (number_hash) do nothing`.execute(tx)
  const wanted = await sql<{ count: number }>`select count(*) as count ${numbered}`.execute(tx)
  if (Number(claimed.numAffectedRows ?? 0n) !== wanted.rows[0]?.count) throw overtaken()
}

async function insertMemberships({ tx, now, today }: Acting, batch: StoredBatch): Promise<void> {
  await sql`
    insert into elder_memberships (county_code, id, region_code, elder_id, "group", valid_from, evidence,
      confirmed_by, batch_id, recorded_at, lacks_evidence)
    select left(r.village_code, 6), gen_random_uuid(), r.village_code, r.elder_id, g."group", ${today}::date,
      format('表格导入：%s 第%s行', ${batch.fileName}::text, r.row_number), ${batch.createdBy}::uuid,
      ${batch.id}::uuid, ${now.toISOString()}::timestamptz, true
    from elder_import_rows r, unnest(r.groups) as g ("group")
    where ${takenRows(batch, 'r')}
    on conflict (county_code, elder_id, "group") where valid_to is null do nothing`.execute(tx)
}

const contactColumns = sql.raw(
  `rows from (jsonb_to_recordset(r.contacts) as (id uuid, known boolean, name text, relation text,
    kinship text, "phoneSealed" text, "phoneTail" text)) with ordinality
    as c (id, known, name, relation, kinship, "phoneSealed", "phoneTail", position)`,
)

async function insertContacts({ tx }: Acting, batch: StoredBatch): Promise<void> {
  await sql`
    insert into elder_contacts (county_code, id, region_code, elder_id, name, relation, kinship, sex,
      phone_sealed, phone_tail, call_order, batch_id)
    select left(r.village_code, 6), c.id, r.village_code, r.elder_id, c.name, c.relation,
      coalesce(c.kinship, 'otherPerson'), case when c.kinship in ('son', 'sonInLaw') then 'male'
        when c.kinship in ('daughter', 'daughterInLaw') then 'female' else 'unknown' end,
      c."phoneSealed", c."phoneTail",
      c.position + case when r.matched_version is null then 0 else (
        select coalesce(max(o.call_order), 0) from elder_contacts o
        where o.county_code = left(r.village_code, 6) and o.elder_id = r.elder_id) end,
      ${batch.id}::uuid
    from elder_import_rows r, ${contactColumns}
    where ${takenRows(batch, 'r')} and r.contacts is not null and not c.known`.execute(tx)
  await sql`
    update elder_contacts o set phone_sealed = c."phoneSealed", phone_tail = c."phoneTail"
    from elder_import_rows r, ${contactColumns}
    where ${takenRows(batch, 'r')} and r.matched_version is not null and r.contacts is not null and c.known
      and o.county_code = left(r.village_code, 6) and o.id = c.id`.execute(tx)
}

const villagesAtOnce = 1_000

/** A new elder counts from today; a change may move every month that still follows the records. */
export async function noteFigures(acting: Acting, batch: StoredBatch): Promise<void> {
  const villages = await sql<{ villageCode: string; isChange: boolean }>`
    select r.village_code, bool_or(r.matched_version is not null) as is_change
    from elder_import_rows r where ${takenRows(batch, 'r')} group by 1`.execute(acting.tx)
  const since: Day = acting.today
  for (let at = 0; at < villages.rows.length; at += villagesAtOnce) {
    const slice = villages.rows.slice(at, at + villagesAtOnce)
    await noteChanges(
      acting,
      slice.flatMap(({ villageCode, isChange }) => {
        const months = isChange ? openMonths(acting.today) : openMonthsSince(since, acting.today)
        return months.map(month => ({ regionCode: villageCode, month }))
      }),
    )
  }
}

export async function noteConcerned(acting: Acting, batch: StoredBatch, reason: string): Promise<void> {
  // As one text: half a million ids as an array take the driver longer to read than the rows to write.
  const concerned = await sql<{ countyCode: string; ids: string }>`
    select left(r.village_code, 6) as county_code, string_agg(r.elder_id::text, ' ') as ids
    from elder_import_rows r where ${takenRows(batch, 'r')} group by 1`.execute(acting.tx)
  for (const { countyCode, ids } of concerned.rows) acting.concerns(countyCode, ids.split(' '), reason)
}

/** The cells as they stood are only kept for rows that somebody still has to mend. */
async function dropCellsOfTaken({ tx }: Acting, batch: StoredBatch): Promise<void> {
  await sql`
    delete from elder_import_cells c
    where c.county_code = ${batch.countyCode} and c.batch_id = ${batch.id} and not exists (
      select from elder_import_rows r
      where ${ownRows(batch, 'r')} and r.row_number between c.from_row and c.to_row
        and r.outcome in ('refused', 'suspicious'))`.execute(tx)
}
