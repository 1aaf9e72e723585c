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
    [['shops', 'x.json'], /还不能求解“shops”/],
    [['sites'], /请写一个选址文件/],
    [['sites', 'x.json', '--time-limit', 'long'], /大于 0 的秒数/],
    [['duplicates', 'x.csv', '--fields', 'surname'], /没有写种类/],
  ])('called wrongly as %j it shows how to call it', async (words, sentence) => {
    const { code, error } = await run(...words)
    expect(code).toBe(2)
    expect(error).toMatch(sentence)
    expect(error).toContain('用法：')
  })
})

describe('wanqing plan sites', () => {
  const problem = {
    objective: 'median',
    sites: 2,
    demands: [
      { id: 1, weight: 4 },
      { id: 2, weight: 1 },
      { id: 3, weight: 2 },
    ],
    candidates: [{ id: 1 }, { id: 2 }, { id: 3 }],
    distances: {
      nodes: 3,
      edges: [
        [1, 2, 5],
        [2, 3, 7],
      ],
    },
  }
  const file = (content: unknown) => {
    const name = join(folder, 'sites.json')
    writeFileSync(name, typeof content === 'string' ? content : JSON.stringify(content))
    return name
  }

  test('answers machines in one object of the shape that docs/siting.md names', async () => {
    const { code, out } = await run('sites', file(problem), '--json')
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({
      ...{ chosen: [1, 3], objective: 5, bound: 5, gap: 0, proven: true, binding: ['sites'] },
      assignments: [
        { demand: 1, site: 1, distance: 0 },
        { demand: 2, site: 1, distance: 5 },
        { demand: 3, site: 3, distance: 0 },
      ],
    })
  })

  test('tells people what was chosen and how sure that is', async () => {
    const { code, out } = await run('sites', file(problem))
    expect(code).toBe(0)
    expect(out).toMatch(/总路程最短（median）：5，已证明是最好的方案/)
    expect(out).toMatch(/1　服务 2 处、权重 5，平均 1，最远 5/)
  })

  test('a field that nobody reads is told of, and does not stop the work', async () => {
    const { code, error } = await run('sites', file({ ...problem, bugdet: 5 }))
    expect(code).toBe(0)
    expect(error).toMatch(/没有用到：bugdet/)
  })

  test.each([
    [{ ...problem, sites: 0 }, /sites：至少是 1/],
    [{ ...problem, distances: { nodes: 3, edges: [[1, 2, 5]] }, sites: 1 }, /没有可行的方案/],
    ['{"objective":', /不是完整的 JSON 文件/],
    ['', /是空的/],
    ['{\n"sites": 1, NaN}', /不是完整的 JSON 文件：第 2 行第 13 个字/],
    [{ ...problem, demands: [{ id: 1, weight: 1e40 }] }, /demands\[0\]\.weight：太大了/],
    [{ ...problem, distances: { nodes: 1e12, edges: [] } }, /distances\.nodes：太多了/],
    [{ ...problem, demands: [{ id: '' }] }, /demands\[0\]\.id：编号不能为空/],
  ])('%j is refused with exit code 1 and its reason', async (content, sentence) => {
    const { code, out, error } = await run('sites', file(content))
    expect([code, out]).toEqual([1, ''])
    expect(error).toMatch(sentence)
  })

  test('a misspelt field is told with the first place where it stands, not only in the first row', async () => {
    const demands = [{ id: 1 }, { id: 2, wieght: 3 }, { id: 3, wieght: 4 }]
    const { code, error } = await run('sites', file({ ...problem, demands }))
    expect(code).toBe(0)
    expect(error).toMatch(/没有用到：demands\[1\]\.wieght\n/)
  })

  test('a folder is not a file', async () => {
    const { code, error } = await run('sites', folder)
    expect(code).toBe(1)
    expect(error).toMatch(/是一个文件夹/)
  })

  test('a file that is not there is refused', async () => {
    const { code, error } = await run('sites', join(folder, 'none.json'))
    expect(code).toBe(1)
    expect(error).toMatch(/打不开文件/)
  })
})
