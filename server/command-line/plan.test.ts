import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { dirtyHeader, dirtySet, entityOf } from '../../tools/dirty-set.ts'
import { main } from './wanqing.ts'

let folder: string
let path: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'wanqing-plan-'))
  path = join(folder, 'people.csv')
  const { originals, doubles } = dirtySet({ originals: 300, doubles: 300, seed: 'plan' })
  const lines = [dirtyHeader, ...originals, ...doubles].map(line => line.join(','))
  writeFileSync(path, `${lines.join('\n')}\n`)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The command as a person types it: exit code, standard output, standard error. */
async function run(...words: string[]) {
  const said = { out: '', error: '' }
  const catching = (stream: 'stdout' | 'stderr', into: 'out' | 'error') =>
    vi.spyOn(process[stream], 'write').mockImplementation(text => {
      said[into] += String(text)
      return true
    })
  const spies = [catching('stdout', 'out'), catching('stderr', 'error')]
  try {
    return { code: await main(['plan', ...words]), ...said }
  } finally {
    for (const spy of spies) spy.mockRestore()
  }
}

const fields = 'given_name:name,surname:name,date_of_birth:date,soc_sec_id:number,postcode:exact,suburb:text'

describe('wanqing plan duplicates', () => {
  test('writes pairs best first on standard output and the threshold on standard error', async () => {
    const { code, out, error } = await run('duplicates', path, '--fields', fields)
    expect(code).toBe(0)
    const threshold = Number(/^threshold (-?[\d.]+)$/m.exec(error)?.[1])
    const [header, ...lines] = out.trimEnd().split('\n')
    expect(header).toBe('id_a,id_b,score,reasons')
    const pairs = lines
      .map(line => line.split(','))
      .map(([a = '', b = '', score]) => ({ a, b, score: Number(score) }))
    const scores = pairs.map(({ score }) => score)
    expect(scores).toEqual([...scores].sort((one, other) => other - one))
    const kept = pairs.filter(({ score }) => score >= threshold)
    expect(kept.length).toBeGreaterThan(290)
    expect(kept.filter(({ a, b }) => entityOf(a) === entityOf(b)).length / kept.length).toBeGreaterThan(0.98)
  })

  test('answers machines in one object', async () => {
    const { code, out } = await run('duplicates', path, '--fields', fields, '--json')
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ records: 600, hasIds: true })
  })

  test('a column that is not there is refused with the columns there are', async () => {
    const { code, out, error } = await run('duplicates', path, '--fields', 'family:name')
    expect([code, out]).toEqual([1, ''])
    expect(error).toMatch(/没有“family”这一列.*rec_id、given_name/)
  })

  test.each([
    [['duplicates', 'x.csv'], /--fields/],
    [['duplicates', '--fields', fields], /请写一个数据文件/],
    [['sites', 'x.json'], /还不能求解“sites”/],
    [['duplicates', 'x.csv', '--fields', 'surname'], /没有写种类/],
  ])('called wrongly as %j it shows how to call it', async (words, sentence) => {
    const { code, error } = await run(...words)
    expect(code).toBe(2)
    expect(error).toMatch(sentence)
    expect(error).toContain('用法：')
  })
})
