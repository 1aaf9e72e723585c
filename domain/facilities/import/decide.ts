// Decides what a line of a spreadsheet would do: a new place, a change, nothing, or something for a person to look at.
import type { ImportOutcome } from '../../elders/import/batch.ts'
import { plain } from '../../elders/import/values.ts'
import type { FacilityFields, FacilityKind } from '../facility.ts'
import { fieldWords, valueWords } from '../field-words.ts'
import { isSame } from '../rules.ts'
import { isExample } from './columns.ts'
import type { Given, ReadRow, RowProblem } from './understand.ts'

/** A place that is there, as the ledger holds it; the telephone opened for comparing only. */
export interface HeldPlace extends FacilityFields {
  countyCode: string
  id: string
  regionCode: string
  version: number
  managerPhone: string | null
}

export interface DecidedRow {
  row: number
  outcome: ImportOutcome
  regionCode: string | null
  given: Given
  held: HeldPlace | null
  problems: RowProblem[]
  changes: { field: string; before: string; after: string }[]
}

const nameKey = (regionCode: string, kind: FacilityKind, name: string) =>
  `${regionCode} ${kind} ${plain(name).replace(/[\s·.,，、()（）]/g, '')}`

/** Whatever a line gives of a place that may be corrected; its state has a story of its own and is not overwritten. */
function correctedOf({ state: _, openedOn: __, managerPhone: ___, tier: ____, ...fields }: Given) {
  return fields
}

export function decideRows(rows: readonly ReadRow[], ledger: readonly HeldPlace[]): DecidedRow[] {
  const byNumber = new Map(
    ledger.flatMap(one =>
      one.registryNumber === null ? [] : [[`${one.countyCode} ${one.registryNumber}`, one] as const],
    ),
  )
  const byName = new Map(ledger.map(one => [nameKey(one.regionCode, one.kind, one.name), one]))
  const seen = new Map<string, number>()
  return rows
    .filter(one => !isExample(one.given.name ?? ''))
    .map(one => decideRow(one, { byNumber, byName, seen }))
}

interface Known {
  byNumber: ReadonlyMap<string, HeldPlace>
  byName: ReadonlyMap<string, HeldPlace>
  /** Place → the line that spoke of it first. */
  seen: Map<string, number>
}

function decideRow(read: ReadRow, { byNumber, byName, seen }: Known): DecidedRow {
  const { row, regionCode, given } = read
  const problems = [...read.problems]
  const whole = { row, regionCode, given, problems, changes: [], held: null }
  const { name, kind, registryNumber } = given
  if (regionCode === null || !name || !kind) return { ...whole, outcome: 'refused' }
  const key = nameKey(regionCode, kind, name)
  const numbered = registryNumber ? byNumber.get(`${regionCode.slice(0, 6)} ${registryNumber}`) : undefined
  const held = numbered ?? byName.get(key) ?? null
  const same = held ? held.id : registryNumber ? `${regionCode.slice(0, 6)} ${registryNumber}` : key
  const before = seen.get(same)
  if (before !== undefined)
    problems.push(refusal('doubled', `与第 ${before} 行是同一处设施。请留下对的一行。`))
  seen.set(same, before ?? row)
  if (held && held.regionCode !== regionCode)
    problems.push(refusal('moved', `编号 ${registryNumber} 登记在别处（${held.name}）。请核对编号和所在地。`))
  if (problems.some(one => one.severity === 'refused')) return { ...whole, held, outcome: 'refused' }
  const changes = held ? changesOf(held, given) : []
  const outcome =
    problems.length > 0 ? 'suspicious' : !held ? 'new' : changes.length > 0 ? 'changed' : 'unchanged'
  return { ...whole, held, changes, outcome }
}

function refusal(code: string, message: string): RowProblem {
  return { severity: 'refused', field: null, code, message }
}

export function changesOf(held: HeldPlace, given: Given): DecidedRow['changes'] {
  const current: Record<string, unknown> = { ...held }
  const changed = Object.entries(correctedOf(given)).filter(
    ([field, value]) => !isSame(current[field], value),
  )
  const rings = given.managerPhone !== undefined && given.managerPhone !== held.managerPhone
  const tail = (phone: string | null | undefined) => phone?.slice(-4) ?? null
  return [
    ...changed.map(([field, value]) => ({
      field: fieldWords[field as keyof typeof fieldWords] ?? field,
      before: valueWords(field, current[field]),
      after: valueWords(field, value),
    })),
    ...(rings
      ? [
          {
            field: fieldWords.managerPhoneTail,
            before: valueWords('managerPhoneTail', tail(held.managerPhone)),
            after: valueWords('managerPhoneTail', tail(given.managerPhone)),
          },
        ]
      : []),
  ]
}

const unsaid: FacilityFields = {
  ...{
    registryNumber: null,
    kind: 'elderCourtyard',
    tier: 'villageTier',
    name: '',
    address: null,
    lon: null,
    lat: null,
  },
  ...{ telephone: null, governingBody: 'villageCommittee', governingName: null, managerName: null },
  ...{ managerRole: null, beds: 0, fullDayLodging: false, dayPlaces: 0, areaSquareMeters: null, staff: {} },
  ...{ services: [], openingWeek: 'OOOOOOO', opensAt: 480, closesAt: 1020, winter: 'asUsual', note: null },
}

/** What a new place is made of: what the line says, and for the rest what most places are. */
export function newFields(given: Given): FacilityFields {
  return { ...unsaid, ...correctedOf(given), tier: given.tier ?? unsaid.tier }
}

/** What a place becomes: what the line says, over what was there. */
export function changedFields(given: Given): Partial<FacilityFields> {
  return correctedOf(given)
}
