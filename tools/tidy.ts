// Reads source files as plain text and names what breaks the rules of the house; tidy.test.ts runs it.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'

export interface SourceFile {
  path: string
  text: string
}

/** Everything git knows or would add: a rule must hold before a file is committed. */
export function listSources(folder: string, patterns = ['*.ts', '*.tsx', '*.mts', '*.mjs']): SourceFile[] {
  const listed = execFileSync(
    'git',
    ['ls-files', '--cached', '--others', '--exclude-standard', '-z', ...patterns],
    {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 64_000_000,
    },
  )
  return [...new Set(listed.split('\0'))]
    .filter(path => path !== '' && existsSync(join(folder, path)))
    .sort()
    .map(path => ({ path, text: readFileSync(join(folder, path), 'utf8') }))
}

export const isTest = (path: string) => /\.test\.tsx?$/.test(path)
const programOf = (path: string) => path.split('/')[0] ?? ''

/** Program → which programs it may import. Programs that are not listed may import anything. */
export const mayImport: Readonly<Record<string, readonly string[]>> = {
  domain: ['domain'],
  ui: ['ui', 'domain'],
  server: ['server', 'domain'],
  phone: ['phone', 'domain', 'ui'],
  console: ['console', 'domain', 'ui'],
  site: ['site', 'domain', 'ui'],
}
const domainPackages = ['zod/mini']

/** Every module a file names, in whatever form. */
export function importsOf(text: string): string[] {
  const forms =
    /(?:^|[\s;])(?:import|export)\s[^'"`;]*?from\s*['"]([^'"]+)['"]|(?:^|[\s;])import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/g
  return [...text.matchAll(forms)].map(match => match[1] ?? match[2] ?? match[3] ?? '')
}

export function importProblems(
  files: readonly SourceFile[],
  exempt: Readonly<Record<string, string>> = {},
): string[] {
  return files.flatMap(({ path, text }) => {
    const allowed = mayImport[programOf(path)]
    if (!allowed || isTest(path) || exempt[path]) return []
    return importsOf(text).flatMap(name => {
      if (name.startsWith('.')) {
        const target = programOf(normalize(join(dirname(path), name)))
        return allowed.includes(target)
          ? []
          : [`${path}: imports ${name}, ${programOf(path)} may not use ${target}`]
      }
      if (programOf(path) !== 'domain' || domainPackages.includes(name)) return []
      return [`${path}: imports ${name}, domain may use nothing but ${domainPackages.join(', ')}`]
    })
  })
}

/** A server module meets another only through its front file, and only where server/modules.ts says so. */
export function moduleProblems(
  files: readonly SourceFile[],
  modules: Readonly<Record<string, readonly string[]>>,
  open: Readonly<Record<string, string>> = {},
): string[] {
  return files.flatMap(({ path, text }) => {
    const own = /^server\/([^/]+)\/.+/.exec(path)?.[1]
    if (own === undefined || isTest(path) || notModules.includes(own)) return []
    if (!modules[own]) return [`${path}: module ${own} is not in server/modules.ts`]
    return importsOf(text)
      .filter(name => name.startsWith('.'))
      .map(name => normalize(join(dirname(path), name)))
      .flatMap(target => {
        const other = /^server\/([^/]+)\/.+/.exec(target)?.[1]
        if (other === undefined || other === own || notModules.includes(other)) return []
        if (!modules[own]?.includes(other))
          return [`${path}: module ${own} may not call ${other} (server/modules.ts)`]
        if (target !== `server/${other}/${other}.ts` && !open[target])
          return [`${path}: reaches into ${target}, use its front file`]
        return []
      })
  })
}
/** The kernel serves everyone; the command line starts programs, as main.ts does. */
const notModules = ['kernel', 'migrations', 'views', 'command-line']

/** Names one cycle, or nothing. */
export function cycleIn(modules: Readonly<Record<string, readonly string[]>>): string[] {
  const done = new Set<string>()
  const walk = (name: string, path: readonly string[]): string[] => {
    if (path.includes(name)) return [...path.slice(path.indexOf(name)), name]
    if (done.has(name)) return []
    for (const next of modules[name] ?? []) {
      const cycle = walk(next, [...path, name])
      if (cycle.length > 0) return cycle
    }
    done.add(name)
    return []
  }
  for (const name of Object.keys(modules)) {
    const cycle = walk(name, [])
    if (cycle.length > 0) return cycle
  }
  return []
}

const snake = (name: string) => name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)

/** Tables a text writes, by the query builder or in SQL. */
export function tablesWritten(text: string, tables: readonly string[]): string[] {
  const known = new Map(
    tables.flatMap(
      table =>
        [
          [table, table],
          [snake(table), table],
        ] as const,
    ),
  )
  const builder = /\b(?:insertInto|updateTable|deleteFrom|replaceInto)\(\s*['"`](\w+)/g
  const statement =
    /\b(?:insert\s+into|delete\s+from|merge\s+into|truncate(?:\s+table)?|copy)\s+"?(\w+)|\bupdate\s+"?(\w+)"?\s+(?:as\s+\w+\s+|\w+\s+)?set\b/gi
  const names = [...text.matchAll(builder), ...text.matchAll(statement)].map(
    match => match[1] ?? match[2] ?? '',
  )
  return [...new Set(names.flatMap(name => known.get(name) ?? []))]
}

/** One table has one writer. `owners`: table → module (or 'kernel'). */
export function writerProblems(
  files: readonly SourceFile[],
  owners: Readonly<Record<string, string>>,
  writesEverything: readonly string[],
): string[] {
  return files.flatMap(({ path, text }) => {
    if (!path.startsWith('server/') || isTest(path)) return []
    const own = path.split('/')[1] ?? ''
    if (writesEverything.includes(own)) return []
    return tablesWritten(text, Object.keys(owners))
      .filter(table => owners[table] !== own)
      .map(table => `${path}: writes ${table}, whose one writer is server/${owners[table]}`)
  })
}

interface Ban {
  pattern: RegExp
  why: string
  applies(path: string): boolean
}

const inFolders =
  (...folders: string[]) =>
  (path: string) =>
    folders.includes(programOf(path)) && !isTest(path)
const readsEnvironment = ['tools', 'e2e', 'bench', 'bin']

export const bans: readonly Ban[] = [
  { pattern: /\bDate\.now\(/, why: 'domain has no clock', applies: inFolders('domain') },
  { pattern: /\bnew Date\(\s*\)/, why: 'domain has no clock', applies: inFolders('domain') },
  { pattern: /\bMath\.random\(/, why: 'domain has no chance', applies: inFolders('domain') },
  {
    pattern: /\bDate\.now\(|\bnew Date\(\s*\)/,
    why: 'the time comes from context.now or system.clock',
    applies: path => inFolders('server')(path) && path !== 'server/kernel/clock.ts',
  },
  {
    pattern: /\bprocess\.env\b/,
    why: 'only server/config.ts reads the environment',
    applies: path =>
      path !== 'server/config.ts' &&
      !isTest(path) &&
      path.includes('/') &&
      !readsEnvironment.includes(programOf(path)),
  },
  {
    pattern: /\bconsole\.(log|info|debug|warn|error)\(/,
    why: 'the server speaks through system.log',
    applies: inFolders('server', 'domain'),
  },
  { pattern: /\b(TODO|FIXME|XXX|HACK)\b/, why: 'finish it or write it into the issue', applies: () => true },
  { pattern: /\b(?:it|test|describe)\.(?:only|skip|todo|fails)\b/, why: 'every test runs', applies: isTest },
  {
    pattern: /^\s*export\s+(?:\*|\{[^}]*\}|type\s+\{[^}]*\})\s+from\b/m,
    why: 'no barrels',
    // A front file is where a module shows its pieces.
    applies: path => !/^server\/([^/]+)\/\1\.ts$/.test(path),
  },
  { pattern: /@ts-(?:ignore|nocheck|expect-error)/, why: 'types are not switched off', applies: () => true },
  {
    pattern: /^(?:(?!\/\/|#!|\/\*|@charset)|(?:\/\/|\/\*)\s*$)/,
    why: 'the first line says what the file is for',
    applies: path => !isTest(path),
  },
]

export function banProblems(
  files: readonly SourceFile[],
  exempt: Readonly<Record<string, string>>,
): string[] {
  return files.flatMap(({ path, text }) =>
    bans
      .filter(ban => ban.applies(path) && ban.pattern.test(text))
      .map(ban => `${path}: ${ban.why}`)
      .filter(problem => !exempt[problem]),
  )
}

const bannedFolders =
  /(?:^|\/)(?:src|lib|libs|packages|common|utils?|helpers?|services?|types?|constants?|misc|shared)\//

export function folderProblems(files: readonly SourceFile[]): string[] {
  return files
    .filter(({ path }) => bannedFolders.test(path))
    .map(({ path }) => `${path}: a folder of that name answers no question`)
}

export const limits = { fileLines: 400, testLines: 1000, functionLines: 70 }

export function lineCount(text: string): number {
  return text === '' ? 0 : text.replace(/\n$/, '').split('\n').length
}

export interface FunctionSize {
  name: string
  lines: number
}

/**
 * Named functions and how long they are by themselves: a nested named function is counted on its own, so that
 * a factory is judged like the class it stands for. The formatter guarantees the shape this relies on: what
 * opens on a line is closed by a bracket at that line's indentation.
 */
export function functionSizes(text: string): FunctionSize[] {
  const lines = text.split('\n')
  const found = lines.flatMap((line, start) => {
    const name = nameOfFunction(line)
    if (name === null) return []
    const indent = /^\s*/.exec(line)?.[0] ?? ''
    // The signature may close its own bracket first: `): Promise<x> {` goes on, a bare bracket ends.
    const closes = new RegExp(`^${indent}[})\\]]+[,;)]*$`)
    const end = lines.findIndex((other, at) => at > start && closes.test(other))
    return end < 0 ? [] : [{ name, start, end }]
  })
  return found.map(({ name, start, end }) => {
    const inside = found.filter(other => other.start > start && other.end <= end)
    const nested = inside.filter(
      other => !inside.some(between => between.start < other.start && between.end >= other.end),
    )
    const nestedLines = nested.reduce((sum, other) => sum + other.end - other.start + 1, 0)
    return { name, lines: end - start + 1 - nestedLines }
  })
}

function nameOfFunction(line: string): string | null {
  const declared = /^\s*(?:export )?(?:default )?(?:async )?function\*? (\w+)/.exec(line)
  const assigned =
    /^\s*(?:export )?const (\w+)(?:: [^=]+)? = (?:async )?(?:\([^)]*\)|\w+)?(?:: [^=]+)? =>\s*[{(]$/.exec(
      line,
    )
  const method =
    /^\s*(?:(?:static|async|get|set|override|\*) ?)*(?:'([\w.]+)'|(\w+))\([^)]*\)(?:: [^{]+)? ?\{$/.exec(line)
  const name = declared?.[1] ?? assigned?.[1] ?? method?.[1] ?? method?.[2] ?? null
  return name !== null && ['if', 'for', 'while', 'switch', 'catch'].includes(name) ? null : name
}

export function sizeProblems(
  files: readonly SourceFile[],
  exempt: Readonly<Record<string, string>>,
): string[] {
  return files.flatMap(({ path, text }) => {
    if (exempt[path]) return []
    const most = isTest(path) ? limits.testLines : limits.fileLines
    const lines = lineCount(text)
    const tooLong = lines > most ? [`${path}: ${lines} lines, at most ${most}`] : []
    if (isTest(path)) return tooLong
    const functions = functionSizes(text)
      .filter(size => size.lines > limits.functionLines)
      .map(size => `${path}: ${size.name} has ${size.lines} lines, at most ${limits.functionLines}`)
    return [...tooLong, ...functions]
  })
}
