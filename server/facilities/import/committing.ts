// Takes a batch in: new places with their first state, changed places field by field; and takes it back again.
import { randomBytes, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { FacilityFields } from '../../../domain/facilities/facility.ts'
import {
  changedFields,
  type DecidedRow,
  type HeldPlace,
  newFields,
} from '../../../domain/facilities/import/decide.ts'
import { changesBetween } from '../../../domain/facilities/rules.ts'
import { countyCodeOf } from '../../../domain/kernel/area.ts'
import { uuidV7 } from '../../../domain/kernel/id.ts'
import { Refused } from '../../../domain/kernel/refusal.ts'
import type { SheetCounts, SheetUndo } from '../../../domain/sheet-imports/batch.ts'
import { countsOf } from '../../sheet-imports/sheet-imports.ts'
import { sealedPhone } from '../keeping.ts'
import { decideBatch, type StoredBatch, type Work } from './batches.ts'

/** A statement holds some thousands of values; a province's places go in a few. */
const rowsAtOnce = 500

interface Taken {
  rowNumber: number
  outcome: DecidedRow['outcome']
  facilityCounty: string
  facilityId: string
  before: Record<string, unknown> | null
  versionLeft: number
}

export async function commitBatch(
  work: Work,
  batch: StoredBatch,
  withSuspicious: boolean,
): Promise<SheetCounts> {
  const decided = await decideBatch(work, batch)
  const wanted = decided.filter(
    one => one.outcome !== 'refused' && (withSuspicious || one.outcome !== 'suspicious'),
  )
  const fresh = wanted.filter(one => one.held === null)
  const changed = wanted.filter(one => one.held !== null && one.changes.length > 0)
  if (fresh.length + changed.length === 0) throw new Refused('conflict', '没有新增或有变化的行，不用导入。')
  const taken = [...(await insertNew(work, fresh)), ...(await updateChanged(work, changed))]
  await noteRows(work, batch, taken)
  const counts = countsOf(decided)
  await work.tx
    .updateTable('facilityImports')
    .set({ stage: 'committed', counts, committedAt: work.now.toISOString() })
    .where('countyCode', '=', batch.countyCode)
    .where('id', '=', batch.id)
    .execute()
  return counts
}

function* portions<Row>(rows: readonly Row[]): Generator<Row[]> {
  for (let at = 0; at < rows.length; at += rowsAtOnce) yield rows.slice(at, at + rowsAtOnce)
}

async function insertNew(work: Work, rows: readonly DecidedRow[]): Promise<Taken[]> {
  const { tx, now, today, accountId } = work
  const at = now.toISOString()
  const made = rows.map(one => ({
    ...{ id: uuidV7(now.getTime(), randomBytes(10)), regionCode: one.regionCode ?? '', one },
    ...{ state: one.given.state ?? ('running' as const), fromOn: one.given.openedOn ?? today },
  }))
  for (const portion of portions(made)) {
    await tx
      .insertInto('facilities')
      .values(
        portion.map(({ id, regionCode, one, state, fromOn }) => ({
          ...{ countyCode: countyCodeOf(regionCode), id, regionCode, ...newFields(one.given) },
          ...sealedPhone(work, one.given.managerPhone ?? null),
          ...{ canteenId: null, state, stateSince: fromOn, lastActiveOn: null, lastActiveWay: null },
          ...{ version: 1, registeredBy: accountId, registeredAt: at },
        })),
      )
      .execute()
    await tx
      .insertInto('facilityStates')
      .values(
        portion.map(({ id, regionCode, state, fromOn }) => ({
          ...{
            countyCode: countyCodeOf(regionCode),
            id: randomUUID(),
            regionCode,
            facilityId: id,
            state,
            fromOn,
          },
          ...{
            reason: null,
            note: null,
            saidBy: accountId,
            saidAt: at,
            withdrawnAt: null,
            withdrawnBy: null,
          },
        })),
      )
      .execute()
  }
  return made.map(({ id, regionCode, one }) => ({
    ...{ rowNumber: one.row, outcome: one.outcome, facilityCounty: countyCodeOf(regionCode), facilityId: id },
    ...{ before: null, versionLeft: 1 },
  }))
}

/** Column by column: what the line says, over what was there. */
const columns = [
  ...['registry_number text', 'kind text', 'name text', 'address text', 'lon float8', 'lat float8'],
  ...[
    'telephone text',
    'governing_body text',
    'governing_name text',
    'manager_name text',
    'manager_role text',
  ],
  ...['beds int', 'full_day_lodging boolean', 'day_places int', 'area_square_meters int', 'services jsonb'],
  ...['note text', 'manager_phone_sealed text', 'manager_phone_tail text'],
]
const names = columns.map(one => one.split(' ')[0] ?? '')
const snake = (field: string) => field.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)

function storedRow(work: Work, held: HeldPlace, fields: Partial<FacilityFields>, phone: string | null) {
  const whole: Record<string, unknown> = { ...held, ...fields, ...sealedPhone(work, phone) }
  return Object.fromEntries([
    ['county_code', held.countyCode],
    ['id', held.id],
    ...Object.entries(whole).flatMap(([field, value]) =>
      names.includes(snake(field)) ? [[snake(field), value] as const] : [],
    ),
  ])
}

async function writeRows({ tx }: Work, rows: readonly Record<string, unknown>[]): Promise<void> {
  const set = names.map(name =>
    name === 'services'
      ? 'services = array(select jsonb_array_elements_text(given.services))'
      : `${name} = given.${name}`,
  )
  for (const portion of portions(rows))
    await sql`
      update facilities f set ${sql.raw(set.join(', '))}, version = f.version + 1
      from jsonb_to_recordset(${JSON.stringify(portion)}::jsonb)
        as given(county_code text, id uuid, ${sql.raw(columns.join(', '))})
      where f.county_code = given.county_code and f.id = given.id`.execute(tx)
}

async function updateChanged(work: Work, rows: readonly DecidedRow[]): Promise<Taken[]> {
  const { tx, now, accountId } = work
  const both = rows.flatMap(one => (one.held ? [{ one, held: one.held }] : []))
  await writeRows(
    work,
    both.map(({ one, held }) =>
      storedRow(work, held, changedFields(one.given), one.given.managerPhone ?? held.managerPhone),
    ),
  )
  for (const portion of portions(both))
    await tx
      .insertInto('facilityChanges')
      .values(
        portion.map(({ one, held }) => ({
          ...{
            countyCode: held.countyCode,
            id: randomUUID(),
            regionCode: held.regionCode,
            facilityId: held.id,
          },
          fields: changesBetween<Record<string, unknown>>({ ...held }, changedFields(one.given)),
          ...{ changedBy: accountId, changedAt: now.toISOString(), undoneAt: null, undoneBy: null },
        })),
      )
      .execute()
  return both.map(({ one, held }) => ({
    ...{ rowNumber: one.row, outcome: one.outcome, facilityCounty: held.countyCode, facilityId: held.id },
    ...{ before: storedRow(work, held, {}, held.managerPhone), versionLeft: held.version + 1 },
  }))
}

async function noteRows({ tx }: Work, batch: StoredBatch, taken: readonly Taken[]): Promise<void> {
  for (const portion of portions(taken))
    await tx
      .insertInto('facilityImportRows')
      .values(
        portion.map(one => ({
          ...one,
          ...{ countyCode: batch.countyCode, batchId: batch.id, regionCode: batch.regionCode },
        })),
      )
      .execute()
}

/** Takes away what is new and restores what was changed, where nobody has touched the place since. */
export async function undoBatch(work: Work, batch: StoredBatch): Promise<SheetUndo> {
  const { tx, now, accountId } = work
  const rows = await untouched(work, batch)
  const fresh = rows.filter(one => one.before === null)
  const changed = rows.flatMap(one => (one.before === null ? [] : [one.before]))
  await removeNew(work, fresh)
  await writeRows(work, changed)
  const all = await tx
    .selectFrom('facilityImportRows')
    .select(({ fn }) => fn.countAll<number>().as('rows'))
    .where('countyCode', '=', batch.countyCode)
    .where('batchId', '=', batch.id)
    .executeTakeFirstOrThrow()
  const undo = { removed: fresh.length, restored: changed.length, kept: Number(all.rows) - rows.length }
  await tx
    .updateTable('facilityImports')
    .set({ stage: 'undone', undo, cellsSealed: null, undoneAt: now.toISOString(), undoneBy: accountId })
    .where('countyCode', '=', batch.countyCode)
    .where('id', '=', batch.id)
    .execute()
  return undo
}

interface Untouched {
  countyCode: string
  id: string
  before: Record<string, unknown> | null
}

async function untouched({ tx }: Work, batch: StoredBatch): Promise<Untouched[]> {
  const { rows } = await sql<Untouched>`
    select f.county_code, f.id, r.before from facility_import_rows r
    join facilities f on f.county_code = r.facility_county and f.id = r.facility_id and f.version = r.version_left
    where r.county_code = ${batch.countyCode} and r.batch_id = ${batch.id}
      and (r.before is not null or f.canteen_id is null and f.last_active_on is null
        and not exists (select from facility_papers p where p.county_code = f.county_code and p.facility_id = f.id)
        and not exists (select from facility_equipment k where k.county_code = f.county_code and k.facility_id = f.id)
        and not exists (select from facility_photos p where p.county_code = f.county_code and p.facility_id = f.id)
        and not exists (select from dormancy_questions q where q.county_code = f.county_code and q.facility_id = f.id)
        and not exists (select from filing_steps s where s.county_code = f.county_code and s.facility_id = f.id))
    for update of f`.execute(tx)
  return rows
}

async function removeNew({ tx }: Work, rows: readonly Untouched[]): Promise<void> {
  const counties = [...new Set(rows.map(one => one.countyCode))]
  const ids = rows.map(one => one.id)
  if (ids.length === 0) return
  await tx
    .deleteFrom('facilityStates')
    .where('countyCode', 'in', counties)
    .where('facilityId', 'in', ids)
    .execute()
  await tx.deleteFrom('facilities').where('countyCode', 'in', counties).where('id', 'in', ids).execute()
}
