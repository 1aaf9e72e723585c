// Judged rows as columns of text, and the one statement that lays a thousand of them down.
import { type RawBuilder, sql } from 'kysely'
import type { ImportOutcome } from '../../../domain/elders/import/batch.ts'
import type { RowProblem } from '../../../domain/elders/import/decide.ts'
import { kinshipOf } from '../../../domain/elders/kin.ts'
import type { Transaction } from '../../kernel/database.ts'
import type { Compared, FoundElder } from './matching.ts'
import type { Reader, UnderstoodRow } from './understanding.ts'

export interface StagedRow {
  row: UnderstoodRow
  elder: FoundElder | null
  compared: Compared | null
  outcome: ImportOutcome
  problems: readonly RowProblem[]
}

/** Column → its type in the database, in the order of the statement. */
const columnTypes = {
  row_number: 'int',
  outcome: 'text',
  problems: 'jsonb',
  changes: 'jsonb',
  elder_id: 'uuid',
  matched_version: 'int',
  village_code: 'text',
  household_key: 'text',
  name: 'text',
  pinyin: 'text',
  initials: 'text',
  sex: 'text',
  born_on: 'date',
  birth_calendar: 'text',
  ethnicity: 'text',
  spoken_language: 'text',
  number_kind: 'text',
  citizen_number_sealed: 'text',
  citizen_number_hash: 'text',
  citizen_number_tail: 'text',
  phone_sealed: 'text',
  phone_tail: 'text',
  address: 'text',
  hamlet: 'text',
  note: 'text',
  groups: 'text[]',
  contacts: 'jsonb',
  content_hash: 'text',
  before: 'jsonb',
} as const
type Column = keyof typeof columnTypes
const columnNames = Object.keys(columnTypes) as Column[]

export async function insertRows(
  tx: Transaction,
  reader: Reader,
  batch: { countyCode: string; id: string; regionCode: string },
  rows: readonly StagedRow[],
): Promise<void> {
  const columns = columnsOf(reader, rows)
  const arrays = sql.join(columnNames.map(name => asArray(columns[name])))
  await sql`
    insert into elder_import_rows (county_code, batch_id, region_code, ${columnList})
    select ${batch.countyCode}, ${batch.id}::uuid, ${batch.regionCode}, ${castList}
    from unnest(${arrays}) as r (${columnList}) where r.row_number <> ''`.execute(tx)
}

const quoted = columnNames.map(name => `"${name}"`)
const columnList = sql.raw(quoted.join(', '))
const castList = sql.raw(columnNames.map(name => `r."${name}"::${columnTypes[name]}`).join(', '))

/** Two characters no table needs mark the end of a value and an empty one; PostgreSQL takes no NUL at all. */
const end = '\u0001'
const none = '\u0002'
// biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these must not stand in a value.
const marks = /[\u0000-\u0002]/g

/**
 * A column of a thousand values as one text: taken apart in half the time of JSON, and nothing to escape. One end
 * too many, because an empty text is taken for no values at all; the row it makes has no number.
 */
function asArray(values: readonly (string | null)[]): RawBuilder<unknown> {
  return sql`string_to_array(${values.join(end) + end}, ${end}, ${none})`
}

type Columns = Record<Column, (string | null)[]>

function emptyColumns(): Columns {
  const columns: Partial<Columns> = {}
  for (const name of columnNames) columns[name] = []
  return columns as Columns
}

function columnsOf(reader: Reader, rows: readonly StagedRow[]): Columns {
  const columns = emptyColumns()
  for (const staged of rows) addRow(reader, columns, staged)
  columns.citizen_number_sealed = reader.sealer.sealMany(columns.citizen_number_sealed)
  columns.phone_sealed = reader.sealer.sealMany(columns.phone_sealed)
  columns.contacts = stagedContacts(reader, rows)
  for (const name of columnNames) {
    const column = columns[name]
    for (let at = 0; at < column.length; at++) column[at] ??= none
  }
  return columns
}

const isKept = ({ outcome }: StagedRow) => outcome !== 'refused' && outcome !== 'unchanged'

/** Sealed columns hold what is still to be sealed. */
function addRow(reader: Reader, columns: Columns, staged: StagedRow): void {
  const { row, elder, compared, outcome, problems } = staged
  const { fields } = row
  const changes = compared?.changes ?? []
  const brings = (field: string) =>
    isKept(staged) && (elder === null || changes.some(change => change.field === field))
  const readings = isKept(staged) ? reader.readings(fields.name) : null
  columns.row_number.push(String(row.rowNumber))
  columns.outcome.push(outcome)
  columns.problems.push(problems.length > 0 ? storedProblems(problems) : null)
  columns.changes.push(changes.length > 0 ? storable(JSON.stringify(changes)) : null)
  columns.elder_id.push(elder?.id ?? row.proposedId)
  columns.matched_version.push(elder === null ? null : String(elder.version))
  columns.village_code.push(row.villageCode ?? elder?.regionCode ?? null)
  columns.household_key.push(plain(fields.householdKey))
  columns.name.push(plain(fields.name.slice(0, 40)))
  columns.pinyin.push(readings?.pinyin ?? '')
  columns.initials.push(readings?.initials ?? '')
  columns.sex.push(fields.sex)
  columns.born_on.push(fields.bornOn)
  columns.birth_calendar.push(fields.birthCalendar)
  columns.ethnicity.push(fields.ethnicity)
  columns.spoken_language.push(fields.spokenLanguage)
  columns.number_kind.push(fields.citizenNumber === null ? 'none' : fields.numberKind)
  columns.citizen_number_sealed.push(brings('citizenNumber') ? fields.citizenNumber : null)
  columns.citizen_number_hash.push(row.numberHash)
  columns.citizen_number_tail.push(fields.citizenNumber?.slice(-4) ?? null)
  columns.phone_sealed.push(brings('phone') ? fields.phone : null)
  columns.phone_tail.push(fields.phone?.slice(-4) ?? null)
  columns.address.push(plain(fields.address))
  columns.hamlet.push(plain(fields.hamlet))
  columns.note.push(plain(fields.note))
  columns.groups.push(`{${(compared ? compared.addedGroups : fields.groups).join(',')}}`)
  columns.content_hash.push(row.contentHash)
  columns.before.push(
    compared && compared.contactsBefore.length > 0
      ? JSON.stringify({ contacts: compared.contactsBefore })
      : null,
  )
}

/** What nobody could have typed: the marks between values. */
function plain(text: string | null): string | null {
  return text === null || text.search(marks) < 0 ? text : text.replace(marks, '')
}

function storedProblems(problems: readonly RowProblem[]): string {
  return storable(JSON.stringify(problems.map(({ field, code, message }) => ({ field, code, message }))))
}

/** PostgreSQL takes neither NUL nor half a surrogate pair; a cut-off rare character leaves one. */
function storable(json: string): string {
  if (!json.includes('\\u')) return json
  return json.replace(
    /(\\\\)|\\u0000|\\ud[89a-f][0-9a-f]{2}/g,
    (found, pair) => pair ?? (found === '\\u0000' ? '' : '\ufffd'),
  )
}

function stagedContacts(reader: Reader, rows: readonly StagedRow[]): (string | null)[] {
  const contacts = rows.map(staged => (isKept(staged) ? contactsOf(reader, staged) : []))
  const sealed = reader.sealer.sealMany(contacts.flatMap(some => some.map(({ phone }) => phone)))
  let next = 0
  return contacts.map(some => {
    if (some.length === 0) return null
    const stored = some.map(({ id, known, name, relation, phone }) => ({
      id,
      known,
      name,
      relation,
      kinship: kinshipOf(relation),
      phoneSealed: sealed[next++] ?? null,
      phoneTail: phone?.slice(-4) ?? null,
    }))
    return storable(JSON.stringify(stored))
  })
}

function contactsOf(reader: Reader, { row, compared }: StagedRow) {
  if (compared === null)
    return row.fields.contacts.map(({ name, relation, phone }) => {
      return { id: reader.newId(), known: false, name, relation, phone }
    })
  return compared.contacts.map(({ knownId, name, relation, phone }) => {
    return { id: knownId ?? reader.newId(), known: knownId !== null, name, relation, phone }
  })
}
