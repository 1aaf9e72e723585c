// Rows of village tables, one trouble at a time.
import { describe, expect, test } from 'vitest'
import { type ImportCell, mappingOf, proposeMapping } from './columns.ts'
import { understandRow } from './understand.ts'
import { readBirth, readEthnicity, readGroups, readName, readPhones } from './values.ts'

const today = '2026-11-23'
const cellsOf = (line: string): ImportCell[] =>
  line.split('|').map(text => (text ? { text, kind: 'text' } : { text, kind: 'empty' }))

const head = '序号|姓名|性别|身份证号|出生日期|年龄|老人类别|联系电话|村'
const understand = (line: string, header = head) =>
  understandRow(cellsOf(line), mappingOf(proposeMapping([cellsOf(header)])), { today })
function rowOf(line: string, header = head) {
  const row = understand(line, header)
  if (row.kind !== 'row') throw new Error(row.reason)
  return { ...row, codes: row.problems.map(({ code }) => code) }
}

describe('dates as people write them', () => {
  test.each([
    '1948.11.2',
    '1948-11-02',
    '1948年11月2日',
    '19481102',
    '48.11.2',
    '１９４８／１１／２',
    '17839',
    '民国37年11月2日',
    '一九四八年十一月二日',
    '1948.11.2 00:00',
  ])('%s', text => {
    expect(readBirth(text, today)).toMatchObject({ bornOn: '1948-11-02', precision: 'day' })
  })
  test('a month alone is kept as a year', () => {
    expect(readBirth('1948.11', today)).toMatchObject({ bornOn: '1948-11-01', birthCalendar: 'yearOnly' })
  })
  test('a lunar day is converted by the almanac it is given', () => {
    const asked: unknown[] = []
    const reading = readBirth('1948年冬月初二（农历）', today, (...day) => {
      asked.push(day)
      return '1948-12-02'
    })
    expect(asked).toEqual([[1948, 11, 2, false]])
    expect(reading).toMatchObject({ bornOn: '1948-12-02', birthCalendar: 'lunar' })
  })
  test.each(['1948.13.2', '1948-02-30', '不详'])('%s is not a date', text => {
    expect(readBirth(text, today)).toBeNull()
  })
})

test('values of other kinds', () => {
  expect(readName(' 王　芳（已故）')).toEqual({ name: '王芳', remark: '已故' })
  expect(readPhones('０４３３-0123456、 0433 0123457').phones).toEqual(['04330123456', '04330123457'])
  expect(readPhones('0433').rest).toBe('0433')
  expect(readEthnicity('朝鲜族')).toBe('10')
  expect(readEthnicity('满')).toBe('11')
  expect(readGroups('独居、空巢/五保，高龄')).toEqual({
    groups: ['livesAlone', 'emptyNest', 'tekun'],
    saysVeryOld: true,
    unknown: [],
  })
})

describe('headers', () => {
  test('are found below the title, under any usual name', () => {
    const found = proposeMapping([
      cellsOf('朝阳村老年人台账'),
      cellsOf('填报单位：朝阳村'),
      cellsOf('老人姓名|公民身份号码|出生年月|紧急联系人|紧急联系人电话'),
    ])
    expect(found.headerRow).toBe(2)
    expect(found.columns.map(({ field }) => field)).toEqual([
      'name',
      'citizenNumber',
      'bornOn',
      'contactName',
      'contactPhone',
    ])
  })
  test('of two rows are read together', () => {
    const found = proposeMapping([
      cellsOf('姓名|身份证号|联系人||备注'),
      cellsOf('姓名|身份证号|姓名|电话|备注'),
    ])
    expect(found.headerRow).toBe(1)
    expect(found.columns.map(({ field }) => field)).toEqual([
      'name',
      'citizenNumber',
      'contactName',
      'contactPhone',
      'note',
    ])
  })
  test('that say nothing are outvoted by citizen numbers below them, and a person may correct it', () => {
    const found = proposeMapping([
      cellsOf('姓名|性别|栏三'),
      cellsOf('甲甲|男|229954194811020013'),
      cellsOf('乙乙|女|229954194811020021'),
    ])
    expect(found.columns[2]?.field).toBe('citizenNumber')
    expect(mappingOf(found, { 2: null })).toEqual({ 0: 'name', 1: 'sex', 2: null })
  })
})

describe('a row', () => {
  test('in order is ready', () => {
    const row = rowOf('1|王秀兰|女|229957194811020043|1948.11.2|78|独居|0433-0123456|朝阳村')
    expect(row.status).toBe('ready')
    expect(row.fields).toMatchObject({
      name: '王秀兰',
      sex: 'female',
      bornOn: '1948-11-02',
      numberKind: 'citizen',
      groups: ['livesAlone'],
      village: '朝阳村',
    })
  })
  test.each([
    ['1|||229957194811020043|||||', 'nameMissing', 'refused'],
    ['1|王秀兰||229957194811020044|||||', 'numberImpossible', 'refused'],
    ['1|王秀兰||2.29957E+17|||||', 'numberDamagedAlone', 'refused'],
    ['1|王秀兰|女|2.29957E+17|1948.11.2||||', 'numberDamaged', 'suspicious'],
    ['1|王秀兰|女||2048.11.2||||', 'birthFuture', 'refused'],
    ['1|王秀兰|男|229957194811020043|||||', 'sexDiffers', 'suspicious'],
    ['1|王秀兰|女|229957194811020043|1948.11.3||||', 'birthDiffers', 'suspicious'],
    ['1|王秀兰|女|229957194811020043||60|||', 'ageDiffers', 'suspicious'],
    ['1|王秀兰（已故）|女|229957194811020043|||||', 'nameRemark', 'suspicious'],
    ['1|王秀兰|女|229957481102004|||||', 'numberConverted', 'ready'],
    ['1|王秀兰|女|229957194811020043|||高龄||', 'veryOldComputed', 'ready'],
  ])('%s has %s and is %s', (line, code, status) => {
    const row = rowOf(line)
    expect(row.codes).toContain(code)
    expect(row.status).toBe(status)
  })
  test.each([
    ['||||||||', 'empty'],
    ['7||||||||', 'empty'],
    [head, 'header'],
    ['合计|共 35 人|||||||', 'total'],
    ['注：以上情况属实||||||||', 'trailingNote'],
    ['填表人：||||||||', 'trailingNote'],
  ])('%s is skipped as %s', (line, reason) => {
    expect(understand(line)).toEqual({ kind: 'skipped', reason })
  })
})

describe('rows without a number that hold words of the header', () => {
  test('are people when somebody is named', () => {
    const header = '姓名|身份证号|出生日期|类别|紧急联系人|与老人关系'
    expect(understand('山桂琴||1948-11-02|独居、特困|子女|子女', header).kind).toBe('row')
    expect(understand('山桂琴|||独居|子女|关系', header).kind).toBe('row')
    expect(understand(header, header)).toEqual({ kind: 'skipped', reason: 'header' })
  })
})
