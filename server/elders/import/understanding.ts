// Rows of the file as people ready for the ledger: understood, placed in a village, sealed; not yet matched.
import { randomBytes } from 'node:crypto'
import { isSynthetic } from '../../../domain/elders/citizen-number.ts'
import type { ColumnMapping } from '../../../domain/elders/import/columns.ts'
import { ledgerProblem, type RowProblem } from '../../../domain/elders/import/decide.ts'
import { type ElderFields, understandRow } from '../../../domain/elders/import/understand.ts'
import { type FindPlace, placeFinder } from '../../../domain/elders/import/villages.ts'
import { areaOf } from '../../../domain/kernel/area.ts'
import type { Day } from '../../../domain/kernel/day.ts'
import { uuidV7 } from '../../../domain/kernel/id.ts'
import type { Transaction } from '../../kernel/database.ts'
import type { Sealer } from '../../kernel/sealing.ts'
import type { Row } from '../../spreadsheets/spreadsheets.ts'
import { lunarToSolar } from '../almanac.ts'
import { type Readings, readingsOf } from '../readings.ts'

export interface Reader {
  today: Day
  nowMs: number
  mapping: ColumnMapping
  areaCodes: ReadonlySet<string>
  lunarToSolar: typeof lunarToSolar
  findPlace: FindPlace
  villageNames: ReadonlyMap<string, string>
  /** An installation of invented people takes only invented numbers, a real one none. */
  demo: boolean
  sealer: Sealer
  readings(name: string): Readings
  newId(): string
}

export interface UnderstoodRow {
  rowNumber: number
  fields: ElderFields
  problems: RowProblem[]
  villageCode: string | null
  /** The id a new elder will get. */
  proposedId: string
  numberHash: string | null
  contentHash: string
}

export async function openReader(
  tx: Transaction,
  given: Pick<Reader, 'today' | 'nowMs' | 'mapping' | 'demo' | 'sealer'> & { regionCode: string },
): Promise<Reader> {
  const { regionCode, ...rest } = given
  const area = areaOf(regionCode)
  const regions = await tx
    .selectFrom('regions')
    .select(['code', 'name', 'shortName'])
    .where('code', '>=', area.from)
    .where('code', '<=', area.to)
    .where('validTo', 'is', null)
    .execute()
  const codes = await tx.selectFrom('idCodeHistory').select('code').execute()
  return {
    ...rest,
    areaCodes: new Set(codes.map(({ code }) => code)),
    lunarToSolar,
    findPlace: placeFinder(regions, regionCode),
    villageNames: new Map(regions.map(region => [region.code, region.shortName])),
    readings: rememberedReadings(),
    newId: idSource(rest.nowMs),
  }
}

/** Spelling a name costs as much as sealing a number, and in a county every third name has stood before. */
function rememberedReadings(): (name: string) => Readings {
  const known = new Map<string, Readings>()
  return name => {
    const before = known.get(name)
    if (before) return before
    const readings = readingsOf(name)
    if (known.size < 50_000) known.set(name, readings)
    return readings
  }
}

const idsAtOnce = 1_000

/** Randomness for a thousand ids at once: asking for each costs ten times the rest. */
function idSource(nowMs: number): () => string {
  let left: Uint8Array = new Uint8Array()
  return () => {
    if (left.length === 0) left = randomBytes(10 * idsAtOnce)
    const random = left.subarray(0, 10)
    left = left.subarray(10)
    return uuidV7(nowMs, random)
  }
}

/** Null for rows that are no people: headers, totals, notes, blanks. */
export function understand(reader: Reader, row: Row): UnderstoodRow | null {
  const understood = understandRow(row.cells, reader.mapping, reader)
  if (understood.kind === 'skipped') return null
  const { fields } = understood
  const problems: RowProblem[] = [...understood.problems]
  if (fields.citizenNumber !== null && isSynthetic(fields.citizenNumber) !== reader.demo)
    problems.push(ledgerProblem('citizenNumber', 'demoNumber', wrongSpace(reader.demo)))
  const place = reader.findPlace({
    county: fields.county,
    township: fields.township,
    village: fields.village,
  })
  if (place.code === null) problems.push(ledgerProblem('village', place.reason, place.message))
  return {
    rowNumber: row.number,
    fields,
    problems,
    villageCode: place.code,
    proposedId: reader.newId(),
    numberHash: fields.citizenNumber === null ? null : reader.sealer.hash(fields.citizenNumber),
    contentHash: reader.sealer.hash(contentOf(fields, place.code)),
  }
}

function wrongSpace(demo: boolean): string {
  return demo
    ? '演示环境只能导入 2299 开头的演示号码，请勿上传真实身份证号。'
    : '2299 开头的是演示号码，不能导入正式台账。请填写真实身份证号。'
}

/** Everything the row says about the person and nothing of where it stands in the file. */
function contentOf(fields: ElderFields, villageCode: string | null): string {
  return JSON.stringify([
    villageCode,
    fields.name,
    fields.sex,
    fields.bornOn,
    fields.birthCalendar,
    fields.citizenNumber,
    fields.ethnicity,
    fields.spokenLanguage,
    fields.phone,
    fields.address,
    fields.hamlet,
    [...fields.groups].sort(),
    fields.contacts,
    fields.note,
  ])
}
