// The columns a list of elders can show; the same words head the screen, the printed sheet and the export.
import { choice, type KeyOf } from '../kernel/choice.ts'
import { type ElderRow, elderGroups, sexes, spokenLanguages } from './elder.ts'
import { ethnicityWord } from './ethnicities.ts'

export const elderColumns = choice({
  sex: '性别',
  age: '年龄',
  township: '乡镇（街道）',
  village: '村（社区）',
  hamlet: '屯（组）',
  address: '住址',
  groups: '重点类别',
  numberTail: '证件号',
  phoneNumber: '电话号码',
  visitor: '探访员',
  lastVisited: '最近探访',
  ethnicity: '民族',
  spokenLanguage: '使用语言',
  registeredOn: '建档日期',
  confirmedOn: '最近核实',
  endedOn: '离册日期',
})
export type ElderColumn = KeyOf<typeof elderColumns>

/** What a list shows to somebody who has chosen nothing yet. */
export const usualColumns: readonly ElderColumn[] = [
  'sex',
  'age',
  'township',
  'village',
  'groups',
  'lastVisited',
  'visitor',
  'numberTail',
  'phoneNumber',
]

/** In the fixed order of the list, whatever order they were ticked in; unknown words are left out. */
export function columnsFrom(words: readonly string[]): ElderColumn[] {
  return elderColumns.keys.filter(column => words.includes(column))
}

/** One cell as text or number; masked as the row is. */
export function cellOf(row: ElderRow, column: ElderColumn): string | number | null {
  const cells: Record<ElderColumn, string | number | null> = {
    sex: sexes.words[row.sex],
    age: row.age,
    township: row.townshipName,
    village: row.villageName,
    hamlet: row.hamlet,
    address: row.address,
    groups: row.groups.map(group => elderGroups.words[group]).join('、'),
    numberTail: row.numberMask,
    phoneNumber: row.phoneMask,
    visitor: row.visitorName,
    lastVisited: row.lastVisitedOn,
    ethnicity: ethnicityWord(row.ethnicity),
    spokenLanguage: spokenLanguages.words[row.spokenLanguage],
    registeredOn: row.registeredOn,
    confirmedOn: row.confirmedOn,
    endedOn: row.endedOn,
  }
  return cells[column]
}
