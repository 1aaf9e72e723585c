// A server killed outright while it reads and while it takes in: the batch goes on and ends as if nothing had been.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { checkCharacterOf } from '../../../domain/elders/citizen-number.ts'
import { type Caller, openTestSystem, type TestSystem } from '../../../tools/test-system.ts'
import { projectFolder } from '../../system.ts'
import { workOnImports } from '../elders.ts'

const people = 6_000
let folder: string
let calm: TestSystem
let shaken: TestSystem

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'wanqing-killed-'))
  calm = await openTestSystem()
  shaken = await openTestSystem()
})
afterAll(async () => {
  await calm.close()
  await shaken.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Every tenth line repeats the one before it, so that lines are refused too. */
async function ledger(): Promise<string> {
  const found = await calm.pool.query(
    `select v.code from regions v where v.level = 'village' and v.code like '222402%' order by v.code limit 40`,
  )
  const villages: string[] = found.rows.map(({ code }) => code)
  const lines = Array.from({ length: people }, (_, line) => {
    const at = line % 10 === 9 ? line - 1 : line
    const born = `19${30 + (at % 36)}${String(1 + (at % 12)).padStart(2, '0')}${String(1 + (at % 28)).padStart(2, '0')}`
    const first17 = `22990${1 + (Math.floor(at / 900) % 9)}${born}${String(at % 900).padStart(3, '0')}`
    const name = `山${String.fromCharCode(0x4e00 + (at % 9_000))}`
    return `${name},${first17 + checkCharacterOf(first17)},${villages[at % 40]},139${String(10_000_000 + at)},是,子${at}`
  })
  const path = join(folder, 'ledger.csv')
  writeFileSync(path, ['姓名,身份证号,村,电话,独居,联系人', ...lines].join('\n'))
  return path
}

async function upload(world: TestSystem, path: string): Promise<{ officer: Caller; id: string }> {
  const officer = await world.signedInAs('countyOfficer', '222402000000')
  const id = world.newId()
  await officer.call(
    'elderImport.upload',
    { id, regionCode: '222402000000', fileName: '全县台账.csv' },
    { upload: { path, bytes: statSync(path).size } },
  )
  return { officer, id }
}

function startWorker(world: TestSystem): ChildProcess {
  const { folder: data } = world.system.config
  return spawn(process.execPath, ['--import', 'tsx', 'tools/work-on-imports.ts', world.url, data], {
    cwd: projectFolder,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}

/** kill -9 as soon as the database shows what is waited for. */
async function killWhen(world: TestSystem, isTime: string, values: unknown[]): Promise<void> {
  const worker = startWorker(world)
  const ended = once(worker, 'exit')
  for (let tries = 0; tries < 3_000; tries++) {
    const seen = await world.pool.query(`select ${isTime} as now`, values)
    if (seen.rows[0].now) break
    if (worker.exitCode !== null) throw new Error('the worker was done before it could be killed')
    await sleep(5)
  }
  worker.kill('SIGKILL')
  expect((await ended)[1]).toBe('SIGKILL')
}

/** The dead worker's lock goes with its connection, a moment later. */
async function workUntil(world: TestSystem, officer: Caller, id: string, stage: string): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    await workOnImports(world.system)
    if ((await officer.call('elderImport.get', { id })).stage === stage) return
    await sleep(50)
  }
  throw new Error(`the batch never became ${stage}`)
}

/** All that the ledger then says, without the ids that chance gave. */
async function ledgerOf(world: TestSystem): Promise<unknown[]> {
  const found = await world.pool.query(
    `select e.name, e.region_code, e.citizen_number_tail, e.phone_tail, e.born_on, e.version,
       array(select m."group" || m.evidence from elder_memberships m where m.elder_id = e.id) as groups,
       array(select c.name from elder_contacts c where c.elder_id = e.id) as contacts,
       (select count(*)::int from citizen_number_claims n where n.elder_id = e.id) as claims,
       (select count(*)::int from households h where h.id = e.household_id) as households
     from elders e order by e.region_code, e.name, e.citizen_number_tail, e.phone_tail`,
  )
  return found.rows
}

it('ends as an undisturbed import does, killed while reading and again while taking in', async () => {
  const path = await ledger()
  const undisturbed = await upload(calm, path)
  await workUntil(calm, undisturbed.officer, undisturbed.id, 'understood')
  await undisturbed.officer.call('elderImport.commit', { id: undisturbed.id, withSuspicious: false })
  await workUntil(calm, undisturbed.officer, undisturbed.id, 'committed')

  const { officer, id } = await upload(shaken, path)
  await killWhen(shaken, `(select read_to > 0 and read_to < ${people} from elder_imports where id = $1)`, [
    id,
  ])
  const halfway = await officer.call('elderImport.get', { id })
  expect(halfway.stage).toBe('reading')
  expect(halfway.counts.rows).toBeLessThan(people)
  await workUntil(shaken, officer, id, 'understood')

  await officer.call('elderImport.commit', { id, withSuspicious: false })
  const taking = `exists (select from pg_stat_activity where datname = current_database() and state = 'active'
    and query ilike '%insert into elder%' and query ilike '%elder_import_rows r%' and pid <> pg_backend_pid())`
  await killWhen(shaken, taking, [])
  const none = await shaken.pool.query('select count(*)::int as count from elders')
  expect(none.rows[0].count).toBe(0)
  expect((await officer.call('elderImport.get', { id })).stage).toBe('committing')
  await workUntil(shaken, officer, id, 'committed')

  const [one, other] = [
    await undisturbed.officer.call('elderImport.get', { id: undisturbed.id }),
    await officer.call('elderImport.get', { id }),
  ]
  expect(other.counts).toEqual(one.counts)
  expect(other.counts.new).toBeGreaterThan(people * 0.85)
  expect(other.counts.refused).toBeGreaterThanOrEqual(people / 10)
  expect(await ledgerOf(shaken)).toEqual(await ledgerOf(calm))
}, 120_000)
