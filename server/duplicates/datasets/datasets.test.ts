import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dirtyFields, dirtyHeader, dirtySet, entityOf } from '../../../tools/dirty-set.ts'
import { findDatasetPairs } from '../duplicates.ts'
import { idPlaceOf, readFields } from './fields.ts'
import { levelOf, levels } from './levels.ts'
import { jaroWinkler, slips } from './likeness.ts'
import { ValueReader } from './values.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'wanqing-sets-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function save(
  name: string,
  lines: readonly (readonly string[])[],
  header: readonly string[] = dirtyHeader,
): string {
  const path = join(folder, name)
  writeFileSync(path, `${[header, ...lines].map(line => line.join(', ')).join('\n')}\n`)
  return path
}

function qualityOf(
  pairs: readonly { idA: string; idB: string; score: number }[],
  threshold: number,
  all: number,
) {
  const kept = pairs.filter(({ score }) => score >= threshold)
  const right = kept.filter(({ idA, idB }) => entityOf(idA) === entityOf(idB)).length
  return { recall: right / all, precision: right / kept.length }
}

const few = 'given_name:name,surname:name,date_of_birth:date,soc_sec_id:number,postcode:exact,suburb:text'

describe('doubles in any data set', () => {
  test.each([
    ['all fields', dirtyFields],
    ['six fields', few],
  ])('with %s nearly all are found and nearly nothing else', async (_, fields) => {
    const { originals, doubles } = dirtySet({ originals: 1000, doubles: 1000, seed: 'one' })
    const path = save('one.csv', [...originals, ...doubles])
    const { pairs, threshold } = await findDatasetPairs({ path, against: null, fields, id: null })
    const { recall, precision } = qualityOf(pairs, threshold, 1000)
    expect(recall).toBeGreaterThan(0.98)
    expect(precision).toBeGreaterThan(0.98)
    expect(pairs.map(({ score }) => score)).toEqual(pairs.map(({ score }) => score).sort((a, b) => b - a))
  })

  test('a person entered up to several times is paired with each entry', async () => {
    const { originals, doubles } = dirtySet({ originals: 800, doubles: 1200, seed: 'several' })
    const path = save('several.csv', [...originals, ...doubles])
    const members = new Map<string, number>()
    for (const [id = ''] of [...originals, ...doubles])
      members.set(entityOf(id), (members.get(entityOf(id)) ?? 0) + 1)
    const all = [...members.values()].reduce((sum, count) => sum + (count * (count - 1)) / 2, 0)
    const { pairs, threshold } = await findDatasetPairs({
      path,
      against: null,
      fields: dirtyFields,
      id: 'rec_id',
    })
    const { recall, precision } = qualityOf(pairs, threshold, all)
    expect(recall).toBeGreaterThan(0.98)
    expect(precision).toBeGreaterThan(0.98)
  })

  test('between two files only pairs with one record in each are looked for', async () => {
    const { originals, doubles } = dirtySet({ originals: 1000, doubles: 1000, seed: 'two' })
    const [path, against] = [save('a.csv', originals), save('b.csv', doubles)]
    const { pairs, threshold } = await findDatasetPairs({ path, against, fields: few, id: null })
    expect(pairs.every(({ idA, idB }) => idA.endsWith('org') && idB.includes('dup'))).toBe(true)
    const { recall, precision } = qualityOf(pairs, threshold, 1000)
    expect(recall).toBeGreaterThan(0.98)
    expect(precision).toBeGreaterThan(0.98)
  })

  test('Chinese names agree by sound, by variant and by one character', async () => {
    const names = ['王秀英', '李德山', '赵桂兰', '孙玉芝', '周福海', '吴淑琴', '郑国庆', '冯凤霞']
    const lines = names.map((name, at) => [`a${at}`, name, `194${at}-03-0${at + 1}`, `马牌村${at}组`])
    const doubles = lines.map(([id, name, ...rest]) => [
      `b${id}`,
      (name ?? '').replace('兰', '蘭').replace('英', '瑛'),
      ...rest,
    ])
    const path = save('zh.csv', [...lines, ...doubles], ['编号', '姓名', '出生日期', '村组'])
    const { pairs } = await findDatasetPairs({
      ...{ path, against: null, id: '编号' },
      fields: '姓名:name,出生日期:date,村组:exact',
    })
    expect(pairs.map(({ idA }) => idA).sort()).toEqual(lines.map(([id]) => id))
    expect(pairs.find(({ idA }) => idA === 'a0')?.reasons).toBe('姓名 只差一处；出生日期 相同；村组 相同')
  })

  test('a file without doubles or with one row has no pairs', async () => {
    const one = save('single.csv', [
      ['rec-1-org', 'ann', 'lee', '1', 'x street', 'y', '2000', 'nsw', '19500101', '1234567'],
    ])
    expect(await findDatasetPairs({ path: one, against: null, fields: few, id: null })).toMatchObject({
      pairs: [],
    })
  })
})

describe('what is refused', () => {
  const ask = (fields: string, path = save('r.csv', [])) =>
    findDatasetPairs({ path, against: null, fields, id: null })

  test.each([
    ['no fields', '', /请写明比对哪些列/],
    ['a field without its kind', 'surname', /没有写种类/],
    ['a kind nobody knows', 'surname:word', /种类“word”不认识/],
    ['a field twice', 'surname:name,surname:text', /写了两次/],
    ['a column the file does not have', 'family:name', /没有“family”这一列.*rec_id、given_name/],
  ])('%s', async (_, fields, sentence) => {
    await expect(ask(fields)).rejects.toThrow(sentence)
  })

  test('a file that is not there, or is no table', async () => {
    await expect(ask(few, join(folder, 'none.csv'))).rejects.toThrow(/找不到文件/)
    await expect(ask(few, folder)).rejects.toThrow(/是文件夹/)
    const picture = join(folder, 'photo.csv')
    writeFileSync(picture, Buffer.from('89504e470d0a1a0a0000', 'hex'))
    await expect(ask(few, picture)).rejects.toThrow(/不是表格文件/)
  })
})

describe('how cells are read and compared', () => {
  test('dates are read however they are written', () => {
    const reader = new ValueReader('date')
    const written = ['19480305', '1948-3-5', '1948/03/05', '05.03.1948', '1948年3月5日', '1948-03-05 00:00']
    expect(new Set(written.map(cell => reader.read(cell)?.plain))).toEqual(new Set(['19480305']))
  })

  test('day and month swapped, a digit, a neighbour', () => {
    const reader = new ValueReader('date')
    const level = (one: string, other: string) => levelOf('date', reader.read(one), reader.read(other))
    expect(level('19480305', '19480503')).toBe(levels.near)
    expect(level('19480305', '19480306')).toBe(levels.near)
    expect(level('19480305', '19480315')).toBe(levels.near)
    expect(level('19480305', '19610922')).toBe(levels.different)
    expect(level('19480305', 'null')).toBe(levels.missing)
  })

  test('slips and likeness of words', () => {
    expect([slips('circuit', 'cricuit', 2), slips('ann', 'anna', 2), slips('abc', 'xyz', 2)]).toEqual([
      1, 1, 3,
    ])
    expect(jaroWinkler('martha', 'marhta')).toBeCloseTo(0.9611, 4)
    expect(jaroWinkler('dixon', 'dicksonx')).toBeCloseTo(0.8133, 4)
  })

  test('the column of ids is the first called so', () => {
    expect(idPlaceOf(['given_name', 'soc_sec_id', 'rec_id'], null, 'x')).toBe(1)
    expect(idPlaceOf(['given_name', 'soc_sec_id', 'rec_id'], null, 'x', [0, 1])).toBe(2)
    expect(idPlaceOf(['residence', 'name', 'ID'], null, 'x')).toBe(2)
    expect(idPlaceOf(['name', 'date'], null, 'x')).toBeNull()
    expect(readFields('a:b:exact, 姓名：name')).toEqual([
      { column: 'a:b', kind: 'exact' },
      { column: '姓名', kind: 'name' },
    ])
  })
})
