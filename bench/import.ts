// Mark: a province's spreadsheet into the ledger, against COPY of the same rows into tables with the same indexes.
import { spawn } from 'node:child_process'
import { createReadStream, createWriteStream, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { recordedGroups } from '../domain/elders/elder.ts'
import { kinships } from '../domain/elders/kin.ts'
import { dayOf } from '../domain/kernel/day.ts'
import { migrate } from '../server/kernel/migrate.ts'
import { startPostgres } from '../server/kernel/postgres.ts'
import { loadReference } from '../server/regions/load.ts'
import { writeXlsx } from '../server/spreadsheets/spreadsheets.ts'
import { type SyntheticCounty, syntheticProvince } from '../server/synthetic/synthetic.ts'
import { migrationsFolder, projectFolder } from '../server/system.ts'
import { median, say } from './harness.ts'

const { values } = parseArgs({
  options: { rows: { type: 'string', default: '466500' }, rounds: { type: 'string', default: '3' } },
  strict: false,
})
const rows = Number(values.rows)
const rounds = Number(values.rounds)

const header = [
  ...['序号', '姓名', '性别', '身份证号', '出生日期', '民族', '乡镇', '村', '屯', '联系电话', '家庭住址'],
  ...['类别', '紧急联系人', '紧急联系人电话', '与老人关系'],
]

/** 县 and 乡镇 in one cell, as a province's collected table has them; a village whose name stands twice by its code. */
async function placeNames(pool: pg.Pool): Promise<Map<string, { township: string; village: string }>> {
  const found = await pool.query<{ code: string; township: string; village: string; twice: boolean }>(`
    select v.code, c.short_name || t.short_name as township,
      case when count(*) over (partition by t.code, regexp_replace(v.short_name, '(社区|村)$', '')) > 1
        then v.code else v.short_name end as village
    from regions v join regions t on t.code = left(v.code, 9) || '000'
    join regions c on c.code = left(v.code, 6) || '000000'
    where v.level = 'village'`)
  return new Map(found.rows.map(({ code, township, village }) => [code, { township, village }]))
}

function* ledgerLines(places: Awaited<ReturnType<typeof placeNames>>): Generator<string[]> {
  const referenceDay = dayOf(new Date())
  const province = syntheticProvince({ seed: 'import', size: 'province', referenceDay, visitMonths: 0 })
  let number = 0
  for (const county of province.counties())
    for (const line of countyLines(county, places)) {
      if (number++ === rows) return
      yield [String(number), ...line]
    }
}

function* countyLines(
  county: SyntheticCounty,
  places: Awaited<ReturnType<typeof placeNames>>,
): Generator<string[]> {
  const households = new Map(county.households.map(household => [household.id, household]))
  const groups = new Map<string, string[]>()
  for (const { elderId, group, validTo } of county.memberships)
    if (validTo === null) groups.set(elderId, [...(groups.get(elderId) ?? []), recordedGroups.words[group]])
  const contacts = new Map([...county.contacts()].map(contact => [contact.elderId, contact]))
  for (const elder of county.elders) {
    const household = households.get(elder.householdId)
    const place = places.get(elder.regionCode)
    const contact = contacts.get(elder.id)
    yield [
      ...[elder.name, elder.sex === 'male' ? '男' : '女', elder.citizenNumber ?? '', elder.bornOn],
      ...[
        elder.ethnicity,
        place?.township ?? '',
        place?.village ?? elder.regionCode,
        household?.hamlet ?? '',
      ],
      ...[elder.phone ?? '', household?.address ?? '', (groups.get(elder.id) ?? []).join('、')],
      ...[contact?.name ?? '', contact?.phone ?? '', contact ? kinships.words[contact.kinship] : ''],
    ]
  }
}

interface Run {
  seconds: number
  report: Record<string, number>
  peakMb: number
}

/** The program itself, as a person would run it, in its own process. */
function importIn(folder: string, url: string, file: string): Promise<Run> {
  const began = performance.now()
  const child = spawn(
    process.execPath,
    ['bin/wanqing.mjs', 'import', 'elders', file, '--json', '--data', folder],
    {
      cwd: projectFolder,
      env: { ...process.env, DATABASE_URL: url, WANQING_DEMO: 'province' },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  let output = ''
  let peakMb = 0
  child.stdout.on('data', chunk => {
    output += chunk
  })
  const watch = setInterval(() => {
    peakMb = Math.max(peakMb, peakOf(child.pid ?? 0))
  }, 200)
  return new Promise((done, fail) => {
    child.on('close', code => {
      clearInterval(watch)
      if (code !== 0) return fail(new Error(`import ended with ${code}: ${output.slice(0, 400)}`))
      const {
        problems: _problems,
        columns: _columns,
        ...report
      } = JSON.parse(output.slice(output.indexOf('{')))
      done({ seconds: (performance.now() - began) / 1000, report, peakMb })
    })
  })
}

function peakOf(pid: number): number {
  try {
    return Math.round(
      Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024,
    )
  } catch {
    return 0
  }
}

const ledgerTables = ['households', 'elders', 'citizen_number_claims', 'elder_memberships', 'elder_contacts']

async function columnsOf(pool: pg.Pool, table: string): Promise<string> {
  const found = await pool.query<{ names: string }>(
    `select string_agg(quote_ident(attname), ', ' order by attnum) as names from pg_attribute
     where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
    [table],
  )
  return found.rows[0]?.names ?? ''
}

/** The floor: the rows the import made, copied into tables with the same indexes, checks and foreign keys. */
async function copyFloor(pool: pg.Pool, folder: string): Promise<number> {
  const client = Object.assign(await pool.connect(), { pipeline: false })
  try {
    for (const table of [...ledgerTables].reverse()) await client.query(`drop table if exists floor_${table}`)
    for (const table of ledgerTables) {
      await client.query(`create table floor_${table} (like ${table} including all)`)
      const keys = await client.query<{ definition: string }>(
        `select pg_get_constraintdef(oid) as definition from pg_constraint where conrelid = $1::regclass and contype = 'f'`,
        [table],
      )
      for (const { definition } of keys.rows)
        await client.query(
          `alter table floor_${table} add ${definition.replace(/REFERENCES (households|elders)\(/, 'REFERENCES floor_$1(')}`,
        )
    }
    await client.query('checkpoint')
    const began = performance.now()
    for (const table of ledgerTables) {
      const columns = await columnsOf(pool, table)
      await pipeline(
        createReadStream(join(folder, table)),
        client.query(copyFrom(`copy floor_${table} (${columns}) from stdin`)),
      )
    }
    return (performance.now() - began) / 1000
  } finally {
    client.release()
  }
}

async function saveRows(pool: pg.Pool, folder: string): Promise<void> {
  const client = Object.assign(await pool.connect(), { pipeline: false })
  for (const table of ledgerTables)
    await pipeline(
      client.query(copyTo(`copy ${table} (${await columnsOf(pool, table)}) to stdout`)),
      createWriteStream(join(folder, table)),
    )
  client.release()
}

async function emptyLedger(pool: pg.Pool): Promise<void> {
  await pool.query(
    `truncate ${ledgerTables.join(', ')}, elder_imports, elder_import_rows, elder_import_cells cascade`,
  )
  await pool.query('checkpoint')
}

const folder = mkdtempSync(join(tmpdir(), 'wanqing-bench-'))
const postgres = await startPostgres({ folder })
const pool = new pg.Pool({ connectionString: postgres.url, max: 4 })
try {
  await migrate(postgres.url, migrationsFolder)
  await loadReference(pool)
  const file = join(folder, 'ledger.xlsx')
  const lines = ledgerLines(await placeNames(pool))
  await pipeline(writeXlsx([{ name: '台账', header, rows: lines }]), createWriteStream(file))
  say(`表格：${rows} 行，${Math.round(statSync(file).size / 1_000_000)} MB`)
  const imports: Run[] = []
  const again: Run[] = []
  const floors: number[] = []
  for (let round = 0; round < rounds; round++) {
    await emptyLedger(pool)
    imports.push(await importIn(folder, postgres.url, file))
    say(`  导入：${JSON.stringify(imports.at(-1))}`)
    again.push(await importIn(folder, postgres.url, file))
    say(`  再导入：${JSON.stringify(again.at(-1))}`)
    if (round === 0) await saveRows(pool, folder)
    await emptyLedger(pool)
    floors.push(await copyFloor(pool, folder))
    say(`  COPY：${floors.at(-1)?.toFixed(1)} 秒`)
  }
  const ours = median(imports.map(run => run.seconds))
  const floor = median(floors)
  const peak = Math.max(...imports.map(run => run.peakMb), ...again.map(run => run.peakMb))
  say(
    `导入 ${rows} 行：我们 ${ours.toFixed(1)} 秒，COPY ${floor.toFixed(1)} 秒，比值 ${(ours / floor).toFixed(2)}；` +
      `再导入 ${median(again.map(run => run.seconds)).toFixed(1)} 秒，内存最高 ${peak} MB`,
  )
} finally {
  await pool.end()
  await postgres.stop()
  rmSync(folder, { recursive: true, force: true })
}
