// Mark: transfers a second through the ledger beside bare inserts, then a million random operations with cut
// connections and killed database processes, after which the books must agree to the fen.
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { areaOf } from '../domain/kernel/area.ts'
import type { AccountKey } from '../domain/ledger/accounts.ts'
import type { Posting } from '../domain/ledger/posting.ts'
import { type Connections, connect, within } from '../server/kernel/database.ts'
import { migrate } from '../server/kernel/migrate.ts'
import { startPostgres } from '../server/kernel/postgres.ts'
import { accountIdOf } from '../server/ledger/accounts.ts'
import { post } from '../server/ledger/ledger.ts'
import { loadReference } from '../server/regions/load.ts'
import { migrationsFolder } from '../server/system.ts'
import { runLedger } from '../tools/simulate-ledger.ts'
import { type Fuse, fitFuse } from '../tools/simulate-road.ts'
import { line, say } from './harness.ts'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '8' },
    rows: { type: 'string', default: '1000000' },
    size: { type: 'string' },
  },
  strict: false,
})
const rounds = Number(values.rounds)
const seconds = Number(values.seconds)
const county = '222402000000'
const village = '222402100200'
const elders = 2_000
const canteens = 40
const hands = 8

/** Durable, with the regions and an empty ledger. */
async function openBooks() {
  const folder = mkdtempSync(join(tmpdir(), 'wanqing-bench-ledger-'))
  const postgres = await startPostgres({ folder })
  await migrate(postgres.url, migrationsFolder)
  const connections = connect(postgres.url, hands + 2, () => {})
  await loadReference(connections.pool)
  const close = async () => {
    await connections.close()
    await postgres.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  return { connections, url: postgres.url, close }
}

const books = await openBooks()
const { connections } = books

const ownerOf = (number: number) => `00000000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`
const key = (kind: AccountKey['kind'], number: number): AccountKey => ({
  ...{ kind, ownerId: ownerOf(number), regionCode: village },
})
const subsidy: AccountKey = { kind: 'countySubsidy', ownerId: null, regionCode: county }

/** A meal: the elder's own part from a limited account, the county's from one that everybody shares, the village's. */
function meal(): Posting[] {
  const elder = Math.floor(Math.random() * elders)
  const canteen = 1_000_000 + Math.floor(Math.random() * canteens)
  const cash = key('canteenCash', canteen)
  const voucherId = randomUUID()
  const leg = (from: AccountKey, amount: number): Posting => ({
    ...{ id: randomUUID(), countyCode: '222402', regionCode: village, unit: 'fen', from, to: cash, amount },
    ...{ day: '2026-11-20', purpose: 'mealOwn', subjectKind: 'elder', subjectId: ownerOf(elder) },
    ...{ voucherId, note: null },
  })
  return [leg(key('elderMeals', elder), 1), leg(subsidy, 400), leg(key('collective', canteen), 100)]
}

const idOf = (account: AccountKey) => accountIdOf('222402', 'fen', account)
const scope = { area: areaOf(county), accountId: null }
const book = (postings: Posting[]) =>
  within(connections.db, scope, true, tx =>
    post({ tx, now: new Date('2026-11-23T02:00:00Z'), today: '2026-11-23' }, postings),
  )

async function prepare(): Promise<void> {
  for (let from = 0; from < elders; from += 500)
    await book(
      Array.from({ length: 500 }, (_, index) => ({
        ...meal()[0]!,
        ...{ from: key('elderCash', from + index), to: key('elderMeals', from + index), amount: 10_000_000 },
      })),
    )
  // The same columns and indexes, and nothing that thinks: no accounts, limits, months or triggers.
  await connections.pool.query(`create table bare_transfers (like ledger_transfers including all)`)
  await connections.pool.query('analyze')
}

const bareColumns = `county_code, id, region_code, unit, from_id, to_id, amount, day, purpose, subject_kind,
  subject_id, voucher_id, posted_at`

async function insertBare(postings: Posting[]): Promise<void> {
  const client = await connections.pool.connect()
  try {
    await client.query('begin')
    const cells = postings.flatMap(one => [
      ...[one.countyCode, one.id, one.regionCode, one.unit, idOf(one.from), idOf(one.to)],
      ...[
        one.amount,
        one.day,
        one.purpose,
        one.subjectKind,
        one.subjectId,
        one.voucherId,
        '2026-11-23T02:00:00Z',
      ],
    ])
    const marks = postings.map(
      (_, row) => `(${Array.from({ length: 13 }, (__, column) => `$${row * 13 + column + 1}`)})`,
    )
    await client.query(`insert into bare_transfers (${bareColumns}) values ${marks}`, cells)
    await client.query('commit')
  } finally {
    client.release()
  }
}

/** Transfers a second when so many hands each send so many meals in one transaction. */
async function rate(work: (postings: Posting[]) => Promise<unknown>, meals: number): Promise<number> {
  const until = Date.now() + seconds * 1000
  let done = 0
  const hand = async () => {
    while (Date.now() < until) {
      const postings = Array.from({ length: meals }, meal).flat()
      await work(postings)
      done += postings.length
    }
  }
  const began = performance.now()
  await Promise.all(Array.from({ length: hands }, hand))
  return (done * 1000) / (performance.now() - began)
}

async function compare(name: string, meals: number): Promise<number[]> {
  const ours: number[] = []
  const floor: number[] = []
  for (let round = 0; round < rounds; round++) {
    floor.push(await rate(insertBare, meals))
    ours.push(await rate(book, meals))
  }
  line(name, ours, floor, '笔/秒')
  return ours
}

/** Ends one process of our own database, so that all of it falls over and comes back by itself. */
async function killOne(open: Connections): Promise<void> {
  const { rows } = await open.pool.query<{ pid: number }>(
    `select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
       and backend_type = 'client backend' order by random() limit 1`,
  )
  if (rows[0]) process.kill(rows[0].pid, 'SIGKILL')
}

async function million(operations: number): Promise<string[]> {
  // Books of their own: what the rates left behind nobody here has acknowledged.
  const own = await openBooks()
  const open = connect(own.url, 8, () => {})
  const fuse: Fuse = fitFuse(open)
  let crashes = 0
  const every = Math.max(2_000, Math.floor(operations / 20))
  const began = Date.now()
  let told = 0
  const report = await runLedger({ db: open.db, pool: open.pool }, fuse, {
    ...{ seed: 1, operations, workers: 6, elders: 500, cutShare: 0.01 },
    async disturb(done) {
      // The last blow leaves time to go on: what follows the end is the recount.
      if (done < (crashes + 1) * every || done > operations - every / 2) return
      crashes++
      await killOne(open).catch(() => {})
      if (done - told < operations / 10) return
      told = done
      say(`  ${done} 次操作，${Math.round((Date.now() - began) / 1000)} 秒，数据库被杀 ${crashes} 次`)
    },
  })
  await open.close()
  await own.close()
  say(
    `随机操作 ${operations} 次：记账 ${report.transfers} 笔，拒绝 ${report.refused} 次，中断后重试 ${report.retries} 次，` +
      `数据库被杀 ${crashes} 次，结账 ${report.closedMonths} 个月，${Math.round((Date.now() - began) / 1000)} 秒；` +
      (report.broken.length === 0 ? '账目偏差 0' : `不符 ${report.broken.length} 处`),
  )
  return report.broken
}

try {
  await prepare()
  const single = await compare('一餐三笔一次提交', 1)
  await compare('一个助餐点午餐 40 人一次提交', 40)
  const slowest = Math.min(...single)
  say(slowest >= 1_500 ? '达到每秒 1,500 笔' : `未达到每秒 1,500 笔（最慢 ${Math.round(slowest)}）`)
} finally {
  await books.close()
}
for (const sentence of (await million(Number(values.rows))).slice(0, 20)) {
  say(`  ${sentence}`)
  process.exitCode = 1
}
