// The closed list of what can be wrong with a row, and how grave it is.

/** refused: cannot be stored truthfully. suspicious: stored only after a person has looked. note: told, no more. */
export type Severity = 'refused' | 'suspicious' | 'note'

export const problemSeverity = {
  nameMissing: 'refused',
  nameOdd: 'suspicious',
  nameRemark: 'suspicious',
  nameMerged: 'suspicious',
  numberMissing: 'suspicious',
  numberDamaged: 'suspicious',
  numberDamagedAlone: 'refused',
  numberImpossible: 'refused',
  numberTemporary: 'suspicious',
  mergedNumber: 'suspicious',
  numberConverted: 'note',
  numberArea: 'note',
  birthMissing: 'suspicious',
  birthUnread: 'suspicious',
  birthFuture: 'refused',
  birthPartial: 'note',
  birthLunar: 'note',
  birthDiffers: 'suspicious',
  sexUnread: 'suspicious',
  sexDiffers: 'suspicious',
  ageDiffers: 'suspicious',
  phoneUnread: 'suspicious',
  ethnicityUnread: 'suspicious',
  groupUnread: 'suspicious',
  veryOldComputed: 'note',
  tooLong: 'refused',
  cut: 'note',
} as const satisfies Record<string, Severity>

export type ProblemCode = keyof typeof problemSeverity

export interface Problem {
  field: string
  code: ProblemCode
  severity: Severity
  message: string
}

/** Fifteen digits and more are a citizen number, wherever they were written: only the last four are shown. */
const citizenNumbers = /[\d０-９](?:[ \u3000-]?[\d０-９]){13,}(?:[ \u3000-]?[\dXx０-９ＸｘOo])?/g

export function maskCitizenNumbers(text: string): string {
  return text.replace(citizenNumbers, number => `…${number.slice(-4)}`)
}

/** What stood in a cell, shortened for a message; masked first, because half a number is no longer seen as one. */
export function quoted(text: string, most: number): string {
  return maskCitizenNumbers(text).slice(0, most)
}

export function problem(field: string, code: ProblemCode, message: string): Problem {
  return { field, code, severity: problemSeverity[code], message: maskCitizenNumbers(message) }
}
