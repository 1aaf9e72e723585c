// The house rules of style.md §5, held by a machine; every checker is shown a planted violation first.
import { describe, expect, it } from 'vitest'
import { kernelTables } from '../server/kernel/tables.ts'
import { modules } from '../server/modules.ts'
import { projectFolder } from '../server/system.ts'
import { tableOwners } from './table-owners.ts'
import {
  banProblems,
  cycleIn,
  folderProblems,
  functionSizes,
  importProblems,
  lineCount,
  listSources,
  moduleProblems,
  type SourceFile,
  sizeProblems,
  tablesWritten,
  writerProblems,
} from './tidy.ts'

/** A file's problem, word for word, and why it may stay. */
const exemptFromBans: Record<string, string> = {
  'tools/tidy.ts: finish it or write it into the issue': 'holds the pattern itself',
  'server/kernel/postgres.ts: the time comes from context.now or system.clock':
    'waits for a process outside: only real time passes there',
  'server/kernel/postgres-processes.ts: the time comes from context.now or system.clock':
    'waits for a process outside: only real time passes there',
}

/** Files that import from where their program may not. */
const exemptFromImports: Record<string, string> = {
  'server/site.ts': 'the public pages are drawn on the server, so that they need no script in the browser',
  'server/site-family.ts': 'the pages of families far away are drawn on the server like the public ones',
  'server/site-open-account.ts': 'the open accounts of canteens are drawn on the server like the public ones',
  'server/site-station-account.ts':
    'the open accounts of stations are drawn on the server like the public ones',
  'server/site-places.ts': 'the list of places is drawn on the server like the public ones',
  'console/indicators/outlines.ts': 'the shipped outlines of the counties are fetched as a file, not as code',
}

/** Files of a module that others may import beside its front file. */
const openFiles: Record<string, string> = {
  'server/regions/reference.ts': 'reads the shipped files and touches no table',
}

/** Files allowed to be longer. A new one needs a better reason than being long already. */
const exemptFromSize: Record<string, string> = {}

/** Loads every table of an empty demonstration database. */
const writesEverything = ['synthetic']

/** Disliked patterns that cannot go today: the number may only fall. */
const ratchets: { what: string; pattern: RegExp; most: number }[] = [
  { what: 'double assertions (as unknown as)', pattern: /as unknown as/g, most: 8 },
  { what: 'rules of the linter switched off', pattern: /biome-ignore/g, most: 12 },
]

const files = listSources(projectFolder)
const file = (path: string, text: string): SourceFile => ({ path, text })

it('looks at all the source there is', () => {
  expect(files.length).toBeGreaterThan(60)
  expect(files.some(({ path }) => path === 'domain/kernel/operation.ts')).toBe(true)
})

describe('imports follow the table', () => {
  it('catches a rule that reaches for the server, a screen that reaches for the server, and a library in domain', () => {
    const planted = [
      file('domain/visits/rules.ts', "import { x } from '../../server/visits/visits.ts'"),
      file('phone/main.tsx', "import {\n  y,\n} from '../server/config.ts'"),
      file('domain/kernel/day.ts', "import pg from 'pg'"),
      file('ui/chart.ts', "const x = await import('../console/frame.ts')"),
      file('console/a.ts', "import '../phone/store.ts'"),
    ]
    expect(importProblems(planted)).toHaveLength(5)
    expect(
      importProblems([file('phone/a.ts', "import * as z from 'zod/mini'\nimport '../ui/tokens.css'")]),
    ).toEqual([])
  })

  it('holds today', () => {
    expect(importProblems(files, exemptFromImports)).toEqual([])
  })
})

describe('server modules meet at their front files', () => {
  it('catches a reach behind the front, a call the list does not allow, and a module without a line', () => {
    const allowed = { visits: ['elders'], elders: [] }
    const planted = [
      file('server/visits/visits.ts', "import { find } from '../elders/search.ts'"),
      file('server/elders/elders.ts', "import { visits } from '../visits/visits.ts'"),
      file('server/ghosts/ghosts.ts', ''),
    ]
    expect(moduleProblems(planted, allowed)).toHaveLength(3)
    expect(
      moduleProblems([file('server/visits/a.ts', "import { x } from '../elders/elders.ts'")], allowed),
    ).toEqual([])
  })

  it('catches a circle', () => {
    expect(cycleIn({ a: ['b'], b: ['c'], c: ['a'] })).toEqual(['a', 'b', 'c', 'a'])
    expect(cycleIn({ a: ['b', 'c'], b: ['c'], c: [] })).toEqual([])
  })

  it('holds today', () => {
    expect(moduleProblems(files, modules, openFiles)).toEqual([])
    expect(cycleIn(modules)).toEqual([])
  })
})

describe('one table has one writer', () => {
  it('sees writes by the query builder and in SQL, and no write in a read', () => {
    const tables = ['visits', 'aidCases']
    expect(tablesWritten("tx.insertInto('visits')", tables)).toEqual(['visits'])
    expect(tablesWritten('sql`update aid_cases set x = 1`', tables)).toEqual(['aidCases'])
    expect(tablesWritten('INSERT INTO aid_cases (id)', tables)).toEqual(['aidCases'])
    expect(tablesWritten("delete from visits; tx.selectFrom('aidCases')", tables)).toEqual(['visits'])
    expect(tablesWritten("select * from visits for update; tx.selectFrom('aidCases')", tables)).toEqual([])
  })

  it('catches a stranger', () => {
    const planted = [file('server/elders/elders.ts', "tx.insertInto('visits')")]
    expect(writerProblems(planted, { visits: 'visits' }, [])).toHaveLength(1)
    expect(
      writerProblems([file('server/visits/a.ts', "tx.insertInto('visits')")], { visits: 'visits' }, []),
    ).toEqual([])
  })

  it('gives every table an owner', () => {
    expect(tableOwners.acts).toBe('kernel')
    expect(tableOwners.visits).toBe('visits')
    expect(Object.keys(kernelTables).every(table => tableOwners[table] === 'kernel')).toBe(true)
  })

  it('holds today', () => {
    expect(writerProblems(files, tableOwners, writesEverything)).toEqual([])
  })
})

describe('calls and leftovers that are banned', () => {
  it('catches each of them', () => {
    const head = '// What it is for.\n'
    const planted = [
      file('domain/a.ts', `${head}const now = Date.now()`),
      file('domain/a.ts', `${head}const now = new Date()`),
      file('domain/a.ts', `${head}const x = Math.random()`),
      file('server/visits/visits.ts', `${head}const now = new Date()`),
      file('server/visits/visits.ts', `${head}const x = process.env.PORT`),
      file('server/visits/visits.ts', `${head}console.log(1)`),
      file('ui/a.ts', `${head}// TO${'DO'} later`),
      file('ui/a.test.ts', `${head}it.${'only'}('x', () => {})`),
      file('ui/a.ts', `${head}export { x } from './b.ts'`),
      file('ui/a.ts', `${head}export * from './b.ts'`),
      file('ui/a.ts', `${head}// @ts-${'ignore'}`),
      file('ui/a.ts', 'const noFirstLine = 1'),
    ]
    for (const one of planted) expect(banProblems([one], {}), one.text).toHaveLength(1)
    expect(banProblems([file('domain/a.ts', `${head}const day = new Date(text)`)], {})).toEqual([])
  })

  it('hold today', () => {
    expect(banProblems(files, exemptFromBans)).toEqual([])
  })

  it('keep no exemption that nothing needs', () => {
    const problems = new Set(banProblems(files, {}))
    expect(Object.keys(exemptFromBans).filter(problem => !problems.has(problem))).toEqual([])
    const paths = new Set(files.map(({ path }) => path))
    const named = [exemptFromSize, exemptFromImports, openFiles].flatMap(list => Object.keys(list))
    expect(named.filter(path => !paths.has(path))).toEqual([])
  })
})

describe('folders', () => {
  it('that answer no question are caught', () => {
    expect(folderProblems([file('server/utils/a.ts', ''), file('phone/lib/b.ts', '')])).toHaveLength(2)
    expect(folderProblems(files)).toEqual([])
  })
})

describe('sizes', () => {
  const long = (lines: number) => `${'  x()\n'.repeat(lines - 2)}`

  it('measures functions in each of their shapes', () => {
    expect(functionSizes(`function one() {\n${long(72)}}\n`)).toEqual([{ name: 'one', lines: 72 }])
    expect(functionSizes(`const two = (a: number) => {\n${long(5)}}\n`)).toEqual([{ name: 'two', lines: 5 }])
    expect(
      functionSizes(`export async function three(\n  a: number,\n): Promise<void> {\n  x()\n}\n`),
    ).toEqual([{ name: 'three', lines: 5 }])
    expect(
      functionSizes(`const o = {\n  async 'visit.record'(context, input) {\n    x()\n  },\n}\n`),
    ).toEqual([{ name: 'visit.record', lines: 3 }])
    expect(functionSizes('  if (x) {\n    y()\n  }\n')).toEqual([])
  })

  it('catches a long file, a long test and a long function', () => {
    expect(lineCount('a\nb\n')).toBe(2)
    expect(sizeProblems([file('ui/a.ts', 'x\n'.repeat(401))], {})).toHaveLength(1)
    expect(sizeProblems([file('ui/a.test.ts', 'x\n'.repeat(1001))], {})).toHaveLength(1)
    expect(sizeProblems([file('ui/a.ts', `function one() {\n${long(71)}}\n`)], {})).toHaveLength(1)
    expect(sizeProblems([file('ui/a.ts', `function one() {\n${long(70)}}\n`)], {})).toEqual([])
  })

  it('hold today', () => {
    expect(sizeProblems(files, exemptFromSize)).toEqual([])
  })

  it('keep the kernel small enough not to be a framework', () => {
    const kernel = files.filter(({ path }) => path.startsWith('server/kernel/') && !path.endsWith('.test.ts'))
    // The embedded database (postgres*.ts) and the API page are programs of their own that live in the kernel.
    const doors = kernel.filter(({ path }) => !/\/(postgres[\w-]*|openapi[\w-]*|api-page)\.ts$/.test(path))
    expect(doors.reduce((sum, { text }) => sum + lineCount(text), 0)).toBeLessThanOrEqual(1500)
  })
})

describe('ratchets', () => {
  it.each(ratchets)('$what: at most $most', ({ pattern, most }) => {
    const where = files
      .filter(({ path }) => !path.startsWith('tools/tidy') && !path.includes('.test.'))
      .flatMap(({ path, text }) => (text.match(pattern) ?? []).map(() => path))
    expect(where.length, where.join('\n')).toBeLessThanOrEqual(most)
  })
})
