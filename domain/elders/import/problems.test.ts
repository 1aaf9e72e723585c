// Every problem there is, raised by a row; and no message tells a whole citizen number.

import { describe, expect, test } from 'vitest'
import { lunarToSolar } from '../../../server/elders/almanac.ts'
import { type ColumnMapping, columnWords, type ImportCell, type ImportField } from './columns.ts'
import { maskCitizenNumbers, type ProblemCode, problemSeverity } from './problems.ts'
import { understandRow } from './understand.ts'

const today = '2026-11-23'
const areaCodes = new Set(['222402'])
const fields = Object.keys(columnWords) as ImportField[]
const mapping: ColumnMapping = Object.fromEntries(fields.map((field, index) => [index, field]))

type Row = Partial<Record<ImportField, string | ImportCell>>

const good: Row = { name: '王秀兰', sex: '女', citizenNumber: '229957194811020043', bornOn: '1948.11.2' }

function understand(changes: Row) {
  const row: Row = { ...good, ...changes }
  const cells = fields.map((field): ImportCell => {
    const cell = row[field] ?? ''
    return typeof cell === 'string' ? { text: cell, kind: cell === '' ? 'empty' : 'text' } : cell
  })
  const result = understandRow(cells, mapping, { today, areaCodes, lunarToSolar })
  if (result.kind === 'skipped') throw new Error(result.reason)
  return result
}

const merged = (text: string): ImportCell => ({ text, kind: 'text', merged: true })

/** Code → the cells that raise it. The type asks for every code. */
const rowsByCode: Record<ProblemCode, Row> = {
  nameMissing: { name: '' },
  nameOdd: { name: '王秀兰2' },
  nameRemark: { name: '王秀兰（已故）' },
  nameMerged: { name: merged('王秀兰') },
  numberMissing: { citizenNumber: '' },
  numberDamaged: { citizenNumber: '2.29957E+17' },
  numberDamagedAlone: { citizenNumber: '229957194811021000', bornOn: '' },
  numberImpossible: { citizenNumber: '229957194811020034' },
  numberTemporary: { citizenNumber: '临0012' },
  mergedNumber: { citizenNumber: merged('229957194811020043') },
  numberConverted: { citizenNumber: '229957481102004' },
  numberArea: { citizenNumber: '11010519491231002X', bornOn: '1949.12.31' },
  birthMissing: { citizenNumber: '', bornOn: '' },
  birthUnread: { bornOn: '1948.13.2' },
  birthFuture: { bornOn: '2048.11.2' },
  birthPartial: { bornOn: '1948年' },
  birthLunar: { bornOn: '1948年十月初二（农历）' },
  birthDiffers: { bornOn: '1948.11.3' },
  sexUnread: { sex: '夕' },
  sexDiffers: { sex: '男' },
  ageDiffers: { age: '60' },
  phoneUnread: { phone: '0433' },
  ethnicityUnread: { ethnicity: '东北族' },
  groupUnread: { groups: '低保边缘' },
  veryOldComputed: { groups: '高龄' },
  tooLong: { name: '甲'.repeat(41) },
  cut: { address: '朝'.repeat(201) },
}

describe('every problem', () => {
  test.each(Object.entries(rowsByCode))('%s is told, with its gravity', (code, row) => {
    const { problems, status } = understand(row)
    const found = problems.find(problem => problem.code === code)
    const severity = problemSeverity[code as ProblemCode]
    expect(found).toMatchObject({ severity })
    expect(status === 'ready').toBe(problems.every(problem => problem.severity === 'note'))
    expect(status === 'refused').toBe(problems.some(problem => problem.severity === 'refused'))
  })

  test('a row in order has none', () => {
    expect(understand({})).toMatchObject({ status: 'ready', problems: [] })
  })
})

describe('a merged citizen number', () => {
  test('is given to nobody', () => {
    const { fields, status } = understand(rowsByCode.mergedNumber)
    expect(fields).toMatchObject({ citizenNumber: null, numberKind: 'none', bornOn: '1948-11-02' })
    expect(status).toBe('suspicious')
  })
})

describe('what is too long', () => {
  test.each([
    ['township', 40],
    ['village', 40],
    ['hamlet', 40],
    ['householdKey', 60],
    ['relationToHead', 20],
    ['visitorName', 40],
    ['address', 200],
    ['note', 500],
  ] as const)('%s keeps %i characters and says so', (field, most) => {
    const { fields, problems } = understand({ [field]: '朝'.repeat(most + 1) })
    expect(fields[field]).toBe('朝'.repeat(most))
    expect(problems).toMatchObject([{ field, code: 'cut' }])
  })
  test('is never cut through a rare character', () => {
    expect(understand({ village: `${'朝'.repeat(39)}𠮷村` }).fields.village).toBe('朝'.repeat(39))
  })
})

describe('no message tells a whole citizen number', () => {
  test.each<Row>([
    { citizenNumber: '229957194811020034' },
    { citizenNumber: '229957194811200043' },
    { citizenNumber: '22995719481102OO43' },
    { citizenNumber: '229957194811020A43' },
    { citizenNumber: '229957481102004' },
    { citizenNumber: '229957194811021000' },
    { citizenNumber: '2.2995719481102E17' },
    { name: '王秀兰229957194811020043' },
    { bornOn: '２２９９５７１９４８１１０２００４３' },
    { phone: '229957 19481102 0043' },
    { groups: '229957194811020043' },
    { sex: '229957194811020043' },
  ])('%o', row => {
    const { problems } = understand(row)
    expect(problems.length).toBeGreaterThan(0)
    for (const { message } of problems) {
      expect(message.normalize('NFKC').replace(/[ -]/g, '')).not.toMatch(/\d{9}|\d\.\d{5}/)
    }
  })
  test('but where to look on the card', () => {
    const swapped = understand({ citizenNumber: '229957194811200043' }).problems[0]?.message
    expect(swapped).toContain('第 13、14 位')
  })
  test('dates and telephones stay readable', () => {
    expect(maskCitizenNumbers('1948-11-02，电话 04330123456')).toBe('1948-11-02，电话 04330123456')
    expect(maskCitizenNumbers('号22995719481102004X。')).toBe('号…004X。')
  })
})
