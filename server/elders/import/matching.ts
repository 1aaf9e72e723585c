// Asks the ledger whom a stretch of rows is about: two or three statements for a thousand rows.
import { sql } from 'kysely'
import type {
  BirthCalendar,
  NumberKind,
  RecordedGroup,
  Sex,
  SpokenLanguage,
} from '../../../domain/elders/elder.ts'
import { type Comparison, compareRow } from '../../../domain/elders/import/compare.ts'
import type { LedgerMatch } from '../../../domain/elders/import/decide.ts'
import type { Transaction } from '../../kernel/database.ts'
import type { Sealer } from '../../kernel/sealing.ts'
import { regionNamesOf } from '../../regions/regions.ts'
import type { ElderKey } from '../rows.ts'
import type { Reader, UnderstoodRow } from './understanding.ts'

export interface FoundElder extends ElderKey {
  regionCode: string
  version: number
  importHash: string | null
  importVersion: number | null
}

export interface Matched {
  row: UnderstoodRow
  match: LedgerMatch
  elder: FoundElder | null
}

interface ClaimRow extends FoundElder {
  numberHash: string
  claimCounty: string
  endedOn: string | null
}

interface NamesakeRow extends FoundElder {
  position: number
  bornOn: string | null
  citizenNumberHash: string | null
}

export async function matchRows(
  tx: Transaction,
  reader: Reader,
  rows: readonly UnderstoodRow[],
): Promise<Matched[]> {
  const claims = await findClaims(tx, rows)
  const counties = await namesOfOtherCounties(tx, [...claims.values()])
  const nameless = rows.filter(
    row => row.villageCode !== null && (row.numberHash === null || !claims.has(row.numberHash)),
  )
  const namesakes = await findNamesakes(tx, nameless)
  return rows.map(row => {
    const claim = row.numberHash === null ? undefined : claims.get(row.numberHash)
    if (claim) return matchedByNumber(reader, row, claim, counties)
    return matchedByName(row, namesakes.get(row) ?? [])
  })
}

/**
 * Joined only for a record that was merged. Joined for all by coalesce(merged_into, id), every record of a county
 * was compared with every wanted one: a second import took ten times as long as the first.
 */
const joinSurvivor = sql`left join elders e
  on e.county_code = record.county_code and e.id = record.merged_into and record.merged_into is not null`

/** A column of the record that stands for the person in the end. */
function standing(column: string) {
  const name = sql.raw(column)
  return sql`case when record.merged_into is null then record.${name} else e.${name} end as ${name}`
}

/** A row that once brought a record merged since changes nothing of the person when it comes again. */
const importedAs = sql`record.import_hash,
  case when record.merged_into is null then record.import_version else e.version end as import_version`

async function findClaims(tx: Transaction, rows: readonly UnderstoodRow[]): Promise<Map<string, ClaimRow>> {
  const hashes = rows.flatMap(({ numberHash }) => numberHash ?? [])
  if (hashes.length === 0) return new Map()
  const found = await sql<ClaimRow>`
    select c.number_hash, c.county_code as claim_county, record.county_code, ${standing('id')},
      ${standing('region_code')}, ${standing('version')}, ${standing('ended_on')}, ${importedAs}
    from unnest(${hashes}::text[]) as wanted (number_hash)
    join citizen_number_claims c on c.number_hash = wanted.number_hash
    left join elders record on record.county_code = c.county_code and record.id = c.elder_id
    ${joinSurvivor}
  `.execute(tx)
  return new Map(found.rows.map(row => [row.numberHash, row]))
}

/** The row policies hide the records of other areas, so a claim without a record is held elsewhere. */
async function namesOfOtherCounties(
  tx: Transaction,
  claims: readonly ClaimRow[],
): Promise<Map<string, string>> {
  const codes = claims.flatMap(({ id, claimCounty }) => (id === null ? [`${claimCounty}000000`] : []))
  return regionNamesOf(tx, codes)
}

async function findNamesakes(
  tx: Transaction,
  rows: readonly UnderstoodRow[],
): Promise<Map<UnderstoodRow, NamesakeRow[]>> {
  const found = new Map<UnderstoodRow, NamesakeRow[]>()
  if (rows.length === 0) return found
  const villages = rows.map(({ villageCode }) => villageCode)
  const names = rows.map(({ fields }) => fields.name)
  const answer = await sql<NamesakeRow>`
    select wanted.position, record.county_code, ${standing('id')}, ${standing('region_code')},
      ${standing('version')}, record.born_on,
      coalesce(record.citizen_number_hash, e.citizen_number_hash) as citizen_number_hash, ${importedAs}
    from unnest(${villages}::text[], ${names}::text[])
      with ordinality as wanted (region_code, name, position)
    join elders record on record.county_code = left(wanted.region_code, 6) and record.name = wanted.name
      and record.region_code = wanted.region_code and (record.ended_on is null or record.merged_into is not null)
    ${joinSurvivor}
    where record.merged_into is null or e.ended_on is null`.execute(tx)
  for (const namesake of answer.rows) {
    const row = rows[namesake.position - 1] as UnderstoodRow
    found.set(row, [...(found.get(row) ?? []), namesake])
  }
  return found
}

function matchedByNumber(
  reader: Reader,
  row: UnderstoodRow,
  claim: ClaimRow,
  counties: ReadonlyMap<string, string>,
): Matched {
  if (claim.id === null) {
    const place = counties.get(`${claim.claimCounty}000000`) ?? '其他县（市、区）'
    return { row, elder: null, match: { kind: 'elsewhere', place } }
  }
  if (claim.endedOn !== null) return { row, elder: null, match: { kind: 'ended', endedOn: claim.endedOn } }
  const isOther = row.villageCode !== null && row.villageCode !== claim.regionCode
  const otherVillage = isOther ? (reader.villageNames.get(claim.regionCode) ?? '其他村') : null
  return { row, elder: claim, match: { kind: 'found', by: 'number', otherVillage } }
}

function matchedByName(row: UnderstoodRow, namesakes: readonly NamesakeRow[]): Matched {
  const { bornOn } = row.fields
  const sameBirth = bornOn === null ? [] : onceEach(namesakes.filter(elder => elder.bornOn === bornOn))
  const found = (elder: NamesakeRow, by: 'nameAndBirth' | 'name'): Matched => ({
    row,
    elder,
    match: { kind: 'found', by, otherVillage: null },
  })
  const not = (match: LedgerMatch): Matched => ({ row, elder: null, match })
  // The very words an import once brought: the same row again, even where several bear the name.
  const same = namesakes.find(elder => elder.importHash === row.contentHash)
  if (same) return found(same, bornOn === null ? 'name' : 'nameAndBirth')
  if (row.numberHash !== null) {
    const numberless = sameBirth.filter(elder => elder.citizenNumberHash === null)
    if (numberless.length === 1) return found(numberless[0] as NamesakeRow, 'nameAndBirth')
    return not(sameBirth.length > 0 ? { kind: 'otherNumber' } : { kind: 'unknown' })
  }
  if (sameBirth.length === 1) return found(sameBirth[0] as NamesakeRow, 'nameAndBirth')
  if (sameBirth.length > 1) return not({ kind: 'several', count: sameBirth.length })
  const possible = onceEach(bornOn === null ? namesakes : namesakes.filter(elder => elder.bornOn === null))
  if (possible.length === 1) return found(possible[0] as NamesakeRow, 'name')
  return not(possible.length > 1 ? { kind: 'several', count: possible.length } : { kind: 'unknown' })
}

/** Two records of one person, merged into one another, are one namesake. */
function onceEach(namesakes: readonly NamesakeRow[]): NamesakeRow[] {
  return [...new Map(namesakes.map(elder => [elder.id, elder])).values()]
}

interface StoredElder extends ElderKey {
  name: string
  sex: Sex
  bornOn: string | null
  birthCalendar: BirthCalendar
  ethnicity: string
  spokenLanguage: SpokenLanguage
  numberKind: NumberKind
  citizenNumberSealed: string | null
  phoneSealed: string | null
  note: string | null
  address: string
  hamlet: string | null
  groups: RecordedGroup[]
  contacts: { id: string; name: string; phoneSealed: string | null; phoneTail: string | null }[]
}

export interface Compared extends Comparison {
  /** As stored, for undoing. */
  contactsBefore: { id: string; phoneSealed: string | null; phoneTail: string | null }[]
}

/** Opens the seals of those elders that may differ, and no others. */
export async function compareRows(
  tx: Transaction,
  sealer: Sealer,
  pairs: readonly { row: UnderstoodRow; elder: ElderKey }[],
): Promise<Map<UnderstoodRow, Compared>> {
  const compared = new Map<UnderstoodRow, Compared>()
  if (pairs.length === 0) return compared
  const stored = await readStored(
    tx,
    pairs.map(({ elder }) => elder),
  )
  const opened = (sealed: string | null) => (sealed === null ? null : sealer.open(sealed))
  for (const { row, elder } of pairs) {
    const before = stored.get(elder.id)
    if (!before) continue
    const comparison = compareRow(
      {
        ...before,
        citizenNumber: opened(before.citizenNumberSealed),
        phone: opened(before.phoneSealed),
        contacts: before.contacts.map(({ id, name, phoneSealed }) => ({
          id,
          name,
          phone: opened(phoneSealed),
        })),
      },
      row.fields,
    )
    const replaced = new Set(comparison.contacts.map(({ knownId }) => knownId))
    compared.set(row, {
      ...comparison,
      contactsBefore: before.contacts
        .filter(({ id }) => replaced.has(id))
        .map(({ id, phoneSealed, phoneTail }) => ({ id, phoneSealed, phoneTail })),
    })
  }
  return compared
}

async function readStored(tx: Transaction, keys: readonly ElderKey[]): Promise<Map<string, StoredElder>> {
  const found = await sql<StoredElder>`
    select e.county_code, e.id, e.name, e.sex, e.born_on, e.birth_calendar, e.ethnicity, e.spoken_language,
      e.number_kind, e.citizen_number_sealed, e.phone_sealed, e.note, h.address, h.hamlet,
      array(
        select m."group" from elder_memberships m
        where m.county_code = e.county_code and m.elder_id = any(e.id || e.merged_ids) and m.valid_to is null
      ) as groups,
      (
        select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'name', c.name, 'phoneSealed', c.phone_sealed,
          'phoneTail', c.phone_tail) order by c.call_order), '[]')
        from elder_contacts c
        where c.county_code = e.county_code and c.elder_id = any(e.id || e.merged_ids)
      ) as contacts
    from unnest(${keys.map(key => key.countyCode)}::text[], ${keys.map(key => key.id)}::uuid[])
      as wanted (county_code, id)
    join elders e on e.county_code = wanted.county_code and e.id = wanted.id
    join households h on h.county_code = e.county_code and h.id = e.household_id`.execute(tx)
  return new Map(found.rows.map(row => [row.id, row]))
}
