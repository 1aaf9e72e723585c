// What becomes of an understood row once the ledger was asked who it is about.
import type { ImportOutcome, ImportProblem } from './batch.ts'
import type { Severity } from './problems.ts'

/** What the ledger knows of the person a row names. */
export type LedgerMatch =
  | { kind: 'unknown' }
  /** The number is claimed by someone outside the batch's area. */
  | { kind: 'elsewhere'; place: string }
  | { kind: 'ended'; endedOn: string }
  /** Found; `by` says how sure that is. */
  | { kind: 'found'; by: 'number' | 'nameAndBirth' | 'name'; otherVillage: string | null }
  /** No number to go by, and several of that name in the village. */
  | { kind: 'several'; count: number }
  /** Same name and birth date in the village, but another number. */
  | { kind: 'otherNumber' }

const ledgerSeverity = {
  numberElsewhere: 'refused',
  elderEnded: 'refused',
  otherVillage: 'refused',
  sameAsRow: 'refused',
  demoNumber: 'refused',
  villageMissing: 'refused',
  villageUnknown: 'refused',
  villageAmbiguous: 'refused',
  villageOther: 'refused',
  numberAdded: 'suspicious',
  nameOnly: 'suspicious',
  severalNamed: 'suspicious',
  sameNameOtherNumber: 'suspicious',
  editedSince: 'suspicious',
  takenSincePreview: 'refused',
  changedSincePreview: 'refused',
} as const satisfies Record<string, Severity>
export type LedgerProblemCode = keyof typeof ledgerSeverity

export interface RowProblem extends ImportProblem {
  severity: Severity
}

export function ledgerProblem(field: string | null, code: LedgerProblemCode, message: string): RowProblem {
  return { field, code, severity: ledgerSeverity[code], message }
}

/** Reasons the ledger adds to those the row gave by itself. */
export function problemsOfMatch(match: LedgerMatch, hasNumber: boolean): RowProblem[] {
  if (match.kind === 'elsewhere')
    return [
      ledgerProblem(
        'citizenNumber',
        'numberElsewhere',
        `身份证号已在${match.place}登记。是同一人请联系当地办理迁出，不是请核对号码。`,
      ),
    ]
  if (match.kind === 'ended')
    return [
      ledgerProblem(
        null,
        'elderEnded',
        `此人已于 ${match.endedOn} 从台账离册。请核对；如登记有误，请先在档案里更正。`,
      ),
    ]
  if (match.kind === 'several')
    return [
      ledgerProblem(
        'name',
        'severalNamed',
        `村里已有 ${match.count} 位同名的人，没有身份证号无法确定是哪一位。请补填身份证号。`,
      ),
    ]
  if (match.kind === 'otherNumber')
    return [
      ledgerProblem(
        'citizenNumber',
        'sameNameOtherNumber',
        '村里已有同名、同一出生日期、身份证号不同的人。请核对是不是同一人写错了号码。',
      ),
    ]
  if (match.kind === 'found') return problemsOfFound(match, hasNumber)
  return []
}

function problemsOfFound(match: Extract<LedgerMatch, { kind: 'found' }>, hasNumber: boolean): RowProblem[] {
  const problems: RowProblem[] = []
  if (match.otherVillage !== null)
    problems.push(
      ledgerProblem(
        'village',
        'otherVillage',
        `台账里此人在${match.otherVillage}。迁居请先在档案里登记迁出，再从新的村上传。`,
      ),
    )
  if (match.by === 'name')
    problems.push(
      ledgerProblem(
        'name',
        'nameOnly',
        '只有姓名与台账相同，没有身份证号和出生日期可核对。请核对是不是同一人。',
      ),
    )
  if (match.by === 'nameAndBirth' && hasNumber)
    problems.push(
      ledgerProblem(
        'citizenNumber',
        'numberAdded',
        '台账里有同名、同一出生日期但没有身份证号的人，将补填号码。请核对是不是同一人。',
      ),
    )
  return problems
}

/**
 * The one outcome of a row. A row that changes nothing needs nobody's look, however doubtful it once was: whoever
 * took it has looked.
 */
export function outcomeOf(row: {
  problems: readonly { severity: Severity }[]
  isFound: boolean
  isUnchanged: boolean
}): ImportOutcome {
  if (row.problems.some(({ severity }) => severity === 'refused')) return 'refused'
  if (row.isUnchanged) return 'unchanged'
  if (row.problems.some(({ severity }) => severity === 'suspicious')) return 'suspicious'
  return row.isFound ? 'changed' : 'new'
}
