// Mark: the night's search for records of one person over a seeded ledger: what it finds, how long it takes.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type pg from 'pg'
import { usualThresholds } from '../domain/duplicates/model.ts'
import { makeReady, type Ready } from '../domain/duplicates/ready.ts'
import { dayOf } from '../domain/kernel/day.ts'
import { readConfig } from '../server/config.ts'
import { everyone, PersonReader } from '../server/duplicates/people.ts'
import { PairSearch } from '../server/duplicates/search.ts'
import { type SweepReport, sweepDuplicates } from '../server/duplicates/sweep.ts'
import { readingsOf } from '../server/elders/readings.ts'
import type { System } from '../server/kernel/context.ts'
import { migrate } from '../server/kernel/migrate.ts'
import { startPostgres } from '../server/kernel/postgres.ts'
import { loadReference } from '../server/regions/load.ts'
import { copyRows } from '../server/synthetic/copy.ts'
import { syntheticProvince } from '../server/synthetic/synthetic.ts'
import { makeSystem, migrationsFolder } from '../server/system.ts'
import { dirtFor, type LedgerPerson, peopleOf } from './duplicate-dirt.ts'
import { flags, say } from './harness.ts'

const { size } = flags()
const { values } = parseArgs({
  options: { sweep: { type: 'string' }, url: { type: 'string' } },
  strict: false,
}) as {
  values: { sweep?: string; url?: string }
}

/** A county at a time, with what is entered twice and who only looks like it; answers who is who. */
async function loadLedger(system: System): Promise<Map<string, string>> {
  const entities = new Map<string, string>()
  const referenceDay = dayOf(new Date())
  let elsewhere: LedgerPerson[] = []
  for (const county of syntheticProvince({
    seed: 'doubles',
    size,
    referenceDay,
    visitMonths: 0,
  }).counties()) {
    const people = peopleOf(county)
    const all = [...people, ...dirtFor(people, elsewhere, `doubles${county.code}`)]
    for (const { id, entity } of all) entities.set(id, entity)
    await copyPeople(system, all)
    elsewhere = [...elsewhere, ...people.slice(0, 500)].slice(-5_000)
  }
  await system.connections.pool.query('analyze')
  return entities
}

async function copyPeople({ connections, sealer }: System, people: readonly LedgerPerson[]): Promise<void> {
  const client = await connections.pool.connect()
  const now = new Date().toISOString()
  const homes = new Map(people.map(one => [`${one.regionCode.slice(0, 6)} ${one.householdId}`, one]))
  try {
    await client.query('begin')
    await copyRows(
      client,
      'households',
      ['county_code', 'id', 'region_code', 'address', 'hamlet', 'synthetic', 'created_at'],
      [...homes.values()].map(one => [
        ...[one.regionCode.slice(0, 6), one.householdId, one.regionCode, one.address, one.hamlet, true, now],
      ]),
    )
    await copyRows(client, 'elders', elderColumns, elderLines(people, sealer, now))
    await copyRows(
      client,
      'elder_contacts',
      ['county_code', 'id', 'region_code', 'elder_id', 'name', 'relation', 'phone_tail', 'call_order'],
      people.flatMap(({ regionCode, id, kin }) =>
        kin ? [[regionCode.slice(0, 6), id, regionCode, id, kin.name, '子女', kin.phoneTail, 1]] : [],
      ),
    )
    await client.query('commit')
  } finally {
    client.release()
  }
}

const elderColumns = [
  ...['county_code', 'id', 'region_code', 'household_id', 'name', 'pinyin', 'initials', 'sex', 'born_on'],
  ...['birth_calendar', 'ethnicity', 'spoken_language', 'number_kind', 'citizen_number_sealed'],
  ...['citizen_number_hash', 'citizen_number_tail', 'phone_sealed', 'phone_tail', 'willing_to_be_visited'],
  ...['registered_on', 'version', 'synthetic', 'created_at', 'updated_at'],
]

function* elderLines(people: readonly LedgerPerson[], sealer: System['sealer'], now: string) {
  for (const { number, phone, ...one } of people) {
    const { pinyin, initials } = readingsOf(one.name)
    yield [
      ...[one.regionCode.slice(0, 6), one.id, one.regionCode, one.householdId, one.name, pinyin, initials],
      ...[one.sex, one.bornOn, one.birthCalendar, one.ethnicity, 'zh', number === null ? 'none' : 'citizen'],
      ...(number === null ? [null, null, null] : [sealer.seal(number), `h${number}`, number.slice(-4)]),
      ...(phone === null ? [null, null] : [sealer.seal(phone), phone.slice(-4)]),
      ...[true, now.slice(0, 10), 1, true, now, now],
    ]
  }
}

interface Quality {
  recall: number
  precision: number
}

function qualityOf(pairs: readonly [string, string][], entities: ReadonlyMap<string, string>): Quality {
  const sizes = new Map<string, number>()
  for (const entity of entities.values()) sizes.set(entity, (sizes.get(entity) ?? 0) + 1)
  const all = [...sizes.values()].reduce((sum, members) => sum + (members * (members - 1)) / 2, 0)
  const right = pairs.filter(([one, other]) => entities.get(one) === entities.get(other)).length
  return { recall: right / all, precision: right / pairs.length }
}

const shown = ({ recall, precision }: Quality) =>
  `召回率 ${recall.toFixed(4)}，准确率 ${precision.toFixed(4)}`

/** The same search in memory with a field taken away from everyone. */
async function searchWithout(system: System, hide: (person: Ready) => Ready): Promise<[string, string][]> {
  const client = await system.connections.pool.connect()
  const search = new PairSearch()
  const ids: string[] = []
  try {
    await client.query('begin read only')
    for await (const people of everyone(client, new PersonReader(system.sealer)))
      for (const { id, ready } of people) {
        ids.push(id)
        search.add(hide(ready))
      }
    await client.query('commit')
  } finally {
    client.release()
  }
  const { pairs } = await search.run(() => usualThresholds.review)
  return pairs.map(({ one, other }) => [ids[one] ?? '', ids[other] ?? ''])
}

/** What a plain join finds: same name and same day of birth. */
async function plainJoin(pool: pg.Pool): Promise<{ pairs: [string, string][]; seconds: number }> {
  const began = performance.now()
  const { rows } = await pool.query<{ one: string; other: string }>(
    'select a.id as one, b.id as other from elders a join elders b on a.name = b.name and a.born_on = b.born_on and a.id < b.id',
  )
  return { pairs: rows.map(({ one, other }) => [one, other]), seconds: (performance.now() - began) / 1000 }
}

async function plainRead(pool: pg.Pool): Promise<number> {
  const client = await pool.connect()
  const began = performance.now()
  await client.query('begin; declare plain cursor for select * from elders')
  while ((await client.query({ text: 'fetch 5000 from plain', rowMode: 'array' })).rows.length > 0);
  await client.query('commit')
  client.release()
  return (performance.now() - began) / 1000
}

const peakMb = () =>
  Math.round(Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? 0) / 1024)

const silent = {
  info() {},
  warn() {},
  error: (details: object, message: string) => console.error(message, details),
}

function systemFor(folder: string, url: string): System {
  return makeSystem(readConfig({ data: folder, demo: size }, { WANQING_LOG: 'error' }), url, silent)
}

interface Swept {
  report: SweepReport
  seconds: number
  /** Of the processor, which is what it would take on a machine that does nothing else. */
  ownSeconds: number
  peakMb: number
}

/** In a process of its own, so that the memory told is the search's and not the making of the ledger's. */
function sweepApart(folder: string, url: string): Promise<Swept> {
  const words = [
    '--import',
    'tsx',
    fileURLToPath(import.meta.url),
    '--size',
    size,
    '--sweep',
    folder,
    '--url',
    url,
  ]
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  child.stdout.on('data', chunk => {
    said += chunk
  })
  return new Promise((done, fail) => {
    child.on('close', code =>
      code === 0 ? done(JSON.parse(said)) : fail(new Error(`the sweep ended with ${code}`)),
    )
  })
}

async function sweepHere(folder: string, url: string): Promise<void> {
  const system = systemFor(folder, url)
  const began = performance.now()
  const report = await sweepDuplicates(system)
  const seconds = (performance.now() - began) / 1000
  const { user, system: kernel } = process.cpuUsage()
  await system.connections.close()
  process.stdout.write(
    JSON.stringify({ report, seconds, ownSeconds: (user + kernel) / 1e6, peakMb: peakMb() }),
  )
}

async function tellSweep(folder: string, url: string): Promise<number> {
  const { report, seconds, ownSeconds, peakMb: peak } = await sweepApart(folder, url)
  const { reading, comparing, writing } = report.seconds
  say(
    `全部比对：${seconds.toFixed(1)} 秒（占处理器 ${ownSeconds.toFixed(1)} 秒，机器负载 ${(loadavg()[0] ?? 0).toFixed(1)}；` +
      `读取 ${reading.toFixed(1)}，比较 ${report.compared} 对 ${comparing.toFixed(1)}，` +
      `写入 ${writing.toFixed(1)}），内存峰值 ${peak} MB（目标全省 120 秒）`,
  )
  const { report: again } = await sweepApart(folder, url)
  say(`再比对一次：改动 ${again.found} 对，撤下 ${again.obsolete} 对（应为 0）`)
  return seconds
}

async function tellQuality(system: System, entities: ReadonlyMap<string, string>): Promise<void> {
  const { rows } = await system.connections.pool.query<{ one: string; other: string }>(
    `select elder_id as one, other_id as other from duplicate_pairs where elder_id < other_id and state = 'toReview'`,
  )
  const found = rows.map(({ one, other }): [string, string] => [one, other])
  say(`查全查准：${shown(qualityOf(found, entities))}（目标各 0.98）`)
  const noNumber = await searchWithout(system, one => ({
    ...one,
    number: null,
    numberTail: null,
    hasNoNumber: false,
  }))
  say(`不看身份证号：${shown(qualityOf(noNumber, entities))}（目标各 0.95）`)
  const noBirth = await searchWithout(system, one => ({ ...one, birth: birthInNumber(one) }))
  say(`不看出生日期：${shown(qualityOf(noBirth, entities))}（目标各 0.95）`)
}

/** What the comparison itself does where a record has no birth date. */
function birthInNumber({ number }: Ready): Ready['birth'] {
  return number === null ? null : makeReady({ citizenNumber: number.text }).birth
}

async function measure(folder: string): Promise<void> {
  const postgres = await startPostgres({ folder })
  try {
    await migrate(postgres.url, migrationsFolder)
    const system = systemFor(folder, postgres.url)
    const { pool } = system.connections
    await loadReference(pool)
    const entities = await loadLedger(system)
    say(`${size}：${entities.size} 份档案`)
    const seconds = await tellSweep(folder, postgres.url)
    await tellQuality(system, entities)
    const join = await plainJoin(pool)
    const read = await plainRead(pool)
    say(
      `对照：只按姓名和出生日期连接 ${join.seconds.toFixed(1)} 秒，${shown(qualityOf(join.pairs, entities))}；` +
        `数据库只读出全部档案 ${read.toFixed(1)} 秒，比值 ${(seconds / read).toFixed(1)}`,
    )
    await system.connections.close()
  } finally {
    await postgres.stop()
  }
}

if (values.sweep !== undefined) await sweepHere(values.sweep, values.url ?? '')
else {
  const folder = mkdtempSync(join(tmpdir(), 'wanqing-bench-'))
  try {
    await measure(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
