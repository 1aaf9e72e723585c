// Lists of others (deaths, stopped pensions, hospitals, homes): which column is what, and what a row proposes.
import { cleanCitizenNumber, readCitizenNumber } from '../elders/citizen-number.ts'
import { fieldOfHeader, type ImportCell, proposeMapping } from '../elders/import/columns.ts'
import { plain, readBirth } from '../elders/import/values.ts'
import type { Day } from '../kernel/day.ts'
import type { MatchListKind, MatchProposal } from './records.ts'

/** A dead person registered by hand; a stay is looked at; two moneys side by side are stopped or kept by a person. */
export const proposalFor: Readonly<Record<MatchListKind, MatchProposal>> = {
  deathList: 'registerDeath',
  pensionStops: 'registerDeath',
  hospitalStays: 'checkAtHome',
  institutionStays: 'checkAtHome',
  otherBenefits: 'stopPaying',
}

export interface MatchColumns {
  /** Index into the sampled rows of the last header row; -1 when there is none. */
  headerRow: number
  name: number | null
  citizenNumber: number | null
  bornOn: number | null
  happenedOn: number | null
  note: number | null
}

/** 死亡日期, 火化时间, 停发年月, 入院日期: the day a list tells of. Looked for first: 日期 alone may be a birth. */
const dayHeader =
  /(死亡|去世|亡故|火化|火葬|销户|注销|停发|停保|入院|住院|入住|发放|发生).*(日期|时间|年月|日)|^(死亡|去世)日$/
const noteHeader = /原因|单位|机构|医院|待遇|项目|备注|说明/

/** The same understanding of headers as the import of the ledger, and the day beside it. */
export function matchColumnsOf(rows: readonly (readonly ImportCell[])[]): MatchColumns {
  const { headerRow, columns } = proposeMapping(rows)
  const headers = columns.map(column => plain(column.header).replace(/\s/g, ''))
  const happenedOn = headers.findIndex(header => dayHeader.test(header))
  const taken = (index: number) => index === happenedOn
  const find = (field: string) =>
    columns.find(column => column.field === field && !taken(column.index))?.index
  const note = headers.findIndex((header, index) => noteHeader.test(header) && !taken(index))
  const named = columns.find(column => fieldOfHeader(column.header)?.field === 'name' && !taken(column.index))
  return {
    headerRow,
    name: named?.index ?? find('name') ?? null,
    citizenNumber: find('citizenNumber') ?? null,
    bornOn: find('bornOn') ?? null,
    happenedOn: happenedOn < 0 ? null : happenedOn,
    note: note < 0 ? null : note,
  }
}

export interface ListedPerson {
  rowNumber: number
  name: string
  /** Cleaned and valid, or null. */
  citizenNumber: string | null
  bornOn: Day | null
  happenedOn: Day | null
  note: string | null
}

/** Null when the row names nobody: no number, and no name with a birth day. */
export function readListed(
  cells: readonly ImportCell[],
  rowNumber: number,
  columns: MatchColumns,
  today: Day,
): ListedPerson | null {
  const textAt = (index: number | null) => (index === null ? '' : plain(cells[index]?.text ?? '').trim())
  const name = textAt(columns.name).replace(/\s/g, '')
  const reading = readCitizenNumber(cleanCitizenNumber(textAt(columns.citizenNumber)), { today })
  const birth = readBirth(textAt(columns.bornOn), today)
  const bornOn = (birth?.precision === 'day' ? birth.bornOn : null) ?? reading.birthday
  if (reading.number === null && (name === '' || bornOn === null)) return null
  const note = textAt(columns.note)
  return {
    rowNumber,
    name,
    citizenNumber: reading.number,
    bornOn,
    happenedOn: readBirth(textAt(columns.happenedOn), today)?.bornOn ?? null,
    note: note === '' ? null : note.slice(0, 200),
  }
}
