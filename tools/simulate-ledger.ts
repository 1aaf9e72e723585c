// Many hands on one ledger from one seed: cut connections, lost answers, old requests again; the books must agree.
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { areaOf } from '../domain/kernel/area.ts'
import { Refused } from '../domain/kernel/refusal.ts'
import type { AccountKey, LedgerAccountKind, LedgerUnit } from '../domain/ledger/accounts.ts'
import type { Posting } from '../domain/ledger/posting.ts'
import type { Database } from '../server/kernel/database.ts'
import { within } from '../server/kernel/database.ts'
import { accountIdOf, reversalIdOf } from '../server/ledger/accounts.ts'
import { type PostingContext, post, reverse, verifyLedger } from '../server/ledger/ledger.ts'
import { type Chance, chanceOf } from './chance.ts'
import type { Fuse } from './simulate-road.ts'

const countyCode = '222402'
const county = '222402000000'
const village = '222402100200'
const today = '2026-11-23'
const now = new Date('2026-11-23T02:00:00Z')
const days = [
  '2026-09-10',
  '2026-09-30',
  '2026-10-01',
  '2026-10-31',
  '2026-11-01',
  '2026-11-20',
  '2026-11-22',
]

export interface LedgerTrial {
  seed: number
  operations: number
  workers: number
  /** How many elders share the traffic: few means that everybody wants the same accounts. */
  elders: number
  /** Share of operations under which a connection is cut. */
  cutShare: number
  /** Something worse than a cut, now and then: the bench kills a process of the database. */
  disturb?: (done: number) => Promise<void>
}

export interface LedgerReport {
  transfers: number
  refused: number
  /** Runs that broke and were tried again. */
  retries: number
  closedMonths: number
  /** Sentences about what went wrong; empty when every promise was kept. */
  broken: string[]
}

/** What the books must hold when all is done, kept beside them by whoever got an answer. */
class Expected {
  balances = new Map<string, number>()
  count = 0
  /** Exclusive or of the last 64 bits of every id: any one that is lost, added or doubled shows. */
  high = 0
  low = 0
  reversed = new Set<string>()
  recent: Posting[] = []

  add(id: string, unit: LedgerUnit, from: AccountKey, to: AccountKey, amount: number): void {
    this.move(accountIdOf(countyCode, unit, from), -amount)
    this.move(accountIdOf(countyCode, unit, to), amount)
    this.count++
    const hex = id.replaceAll('-', '')
    this.high ^= Number.parseInt(hex.slice(16, 24), 16)
    this.low ^= Number.parseInt(hex.slice(24, 32), 16)
  }

  move(account: string, change: number): void {
    this.balances.set(account, (this.balances.get(account) ?? 0) + change)
  }

  get mark(): string {
    return [this.high, this.low].map(part => (part >>> 0).toString(16).padStart(8, '0')).join('')
  }
}

interface Hand {
  db: Database
  fuse: Fuse | null
  chance: Chance
  trial: LedgerTrial
  expected: Expected
  report: LedgerReport
}

export async function runLedger(
  { db, pool }: { db: Database; pool: pg.Pool },
  fuse: Fuse | null,
  trial: LedgerTrial,
): Promise<LedgerReport> {
  const report: LedgerReport = { transfers: 0, refused: 0, retries: 0, closedMonths: 0, broken: [] }
  const expected = new Expected()
  let left = trial.operations
  const hand = (number: number): Hand => ({
    ...{ db, fuse, trial, expected, report, chance: chanceOf(trial.seed * 1_000 + number) },
  })
  const work = async (own: Hand) => {
    while (left > 0) {
      left--
      await liveOneAct(own)
    }
  }
  const closer = async (own: Hand) => {
    for (const month of ['2026-09', '2026-10']) {
      const at = trial.operations * (month === '2026-09' ? 0.6 : 0.3)
      while (left > at) await sleep(2)
      await closeMonth(own, month)
    }
  }
  const disturber = async () => {
    while (trial.disturb && left > 0) {
      await sleep(50)
      await trial.disturb(trial.operations - left)
    }
  }
  await Promise.all([
    ...Array.from({ length: trial.workers }, (_, number) => work(hand(number))),
    closer(hand(trial.workers)),
    disturber(),
  ])
  if (fuse) fuse.left = 0
  await untilAwake(pool)
  report.transfers = expected.count
  report.broken.push(...(await differences(pool, expected)))
  return report
}

const keyOf = (kind: LedgerAccountKind, owner: number): AccountKey => ({
  ...{ kind, regionCode: village },
  ownerId: `00000000-0000-7000-8000-${owner.toString(16).padStart(12, '0')}`,
})
const subsidy: AccountKey = { kind: 'countySubsidy', ownerId: null, regionCode: county }

interface Leg {
  from: AccountKey
  to: AccountKey
  amount: number
  unit?: LedgerUnit
}

/** A meal of three payers and its portion; a top-up; what a canteen spends; what a contract pays; a wild refund. */
function someLegs({ chance, trial }: Hand): Leg[] {
  const elder = chance.whole(trial.elders)
  const canteen = 1_000_000 + chance.whole(3)
  const roll = chance.next()
  const meals = keyOf('elderMeals', elder)
  const cash = keyOf('canteenCash', canteen)
  if (roll < 0.3) return [{ from: keyOf('elderCash', elder), to: meals, amount: 200 + chance.whole(3_000) }]
  if (roll < 0.75)
    return [
      { from: meals, to: cash, amount: 200 + chance.whole(400) },
      { from: subsidy, to: cash, amount: 400 },
      { from: keyOf('collective', canteen), to: cash, amount: 100 },
      { from: keyOf('mealsServed', canteen), to: keyOf('mealsEaten', elder), amount: 1, unit: 'meals' },
    ]
  if (roll < 0.85) return [{ from: cash, to: keyOf('canteenFood', canteen), amount: 1 + chance.whole(5_000) }]
  const contract = keyOf('contractBudget', 2_000_000)
  if (roll < 0.9) return [{ from: subsidy, to: contract, amount: 1 + chance.whole(20_000) }]
  if (roll < 0.97)
    return [{ from: contract, to: keyOf('providerPayable', 3_000_000), amount: 1 + chance.whole(20_000) }]
  return [{ from: meals, to: keyOf('elderCash', elder), amount: 1_000_000_000 }]
}

async function liveOneAct(own: Hand): Promise<void> {
  const { chance, expected } = own
  const roll = chance.next()
  const old = expected.recent.length > 0 ? chance.pick(expected.recent) : null
  if (old && roll < 0.06) return takeBack(own, old)
  if (old && roll < 0.12) return sendAgain(own, old)
  if (old && roll < 0.15) return sendOther(own, old)
  const day = chance.pick(days)
  const voucherId = randomUUID()
  const postings = someLegs(own).map(
    ({ from, to, amount, unit = 'fen' }): Posting => ({
      ...{ id: randomUUID(), countyCode, regionCode: village, unit, from, to, amount, day, voucherId },
      ...{ purpose: 'mealOwn', subjectKind: null, subjectId: null, note: null },
    }),
  )
  const answer = await untilAnswered(own, context => post(context, postings))
  if (answer instanceof Refused) return
  for (const one of postings) {
    expected.add(one.id, one.unit, one.from, one.to, one.amount)
    remember(own, one)
  }
}

const remembered = 500

function remember({ expected, chance }: Hand, posting: Posting): void {
  if (expected.recent.length < remembered) expected.recent.push(posting)
  else if (chance.happens(0.05)) expected.recent[chance.whole(remembered)] = posting
}

/** Several hands may take the same transfer back with the same words: it counts once. */
async function takeBack(own: Hand, { id, unit, from, to, amount }: Posting): Promise<void> {
  const answer = await untilAnswered(own, context =>
    reverse(context, { countyCode, transferIds: [id], day: today, reason: '模拟冲正' }),
  )
  const { expected } = own
  if (answer instanceof Refused || expected.reversed.has(id)) return
  expected.reversed.add(id)
  expected.add(reversalIdOf(countyCode, id), unit, to, from, amount)
}

async function sendAgain(own: Hand, old: Posting): Promise<void> {
  const answer = await untilAnswered(own, context => post(context, [old]))
  if (answer instanceof Refused || answer.posted !== 0)
    own.report.broken.push(
      `an old posting sent again was ${answer instanceof Refused ? answer.message : 'booked again'}`,
    )
}

async function sendOther(own: Hand, old: Posting): Promise<void> {
  const other = own.chance.happens(0.5) ? { amount: old.amount + 1 } : { note: '另一句' }
  const answer = await untilAnswered(own, context => post(context, [{ ...old, ...other }]))
  if (!(answer instanceof Refused) || answer.code !== 'conflict')
    own.report.broken.push('other content was taken under a used id')
}

async function closeMonth(own: Hand, month: string): Promise<void> {
  const answer = await untilAnswered(own, async ({ tx }) => {
    const known = await tx.selectFrom('ledgerClosings').select('month').where('month', '=', month).execute()
    // A close whose answer was lost is done already.
    if (known.length > 0) return
    await tx
      .insertInto('ledgerClosings')
      .values({
        ...{ countyCode, month, regionCode: county, transfers: 0 },
        ...{ closedAt: now.toISOString(), closedBy: null },
      })
      .execute()
  })
  if (answer instanceof Refused) own.report.broken.push(`closing ${month}: ${answer.message}`)
  else own.report.closedMonths++
}

/** Sends until an answer comes that means something; what was cut, lost or broken is sent again as it was. */
async function untilAnswered<Answer>(
  { db, fuse, chance, trial, report }: Hand,
  work: (context: PostingContext) => Promise<Answer>,
): Promise<Answer | Refused> {
  for (let attempt = 0; ; attempt++) {
    if (fuse && chance.happens(trial.cutShare)) fuse.left = 1 + chance.whole(12)
    try {
      const scope = { area: areaOf(county), accountId: null }
      const answer = await within(db, scope, true, tx => work({ tx, now, today }))
      // The answer is lost on the way back: the same again.
      if (attempt === 0 && chance.happens(trial.cutShare)) continue
      return answer
    } catch (error) {
      if (error instanceof Refused) {
        report.refused++
        return error
      }
      const { code, message } = error as { code?: string; message: string }
      if (code === '40P01' || attempt > 500) {
        report.broken.push(`${code ?? ''} ${message}`)
        return new Refused('unavailable', message)
      }
      report.retries++
      await sleep(Math.min(200, attempt * 5))
    }
  }
}

/** After the last blow the database may still be getting up. */
async function untilAwake(pool: pg.Pool): Promise<void> {
  let answered = 0
  for (let attempt = 0; attempt < 600 && answered < 10; attempt++) {
    const answer = await pool.query('select').catch(() => null)
    answered = answer ? answered + 1 : 0
    await sleep(100)
  }
}

async function differences(pool: pg.Pool, expected: Expected): Promise<string[]> {
  const broken = (await verifyLedger(pool)).map(
    one => `verify: ${one.what} ${one.subject} ${one.kept} ${one.counted}`,
  )
  const sums = await pool.query<{ id: string; balance: string }>(
    `select id, sum(change)::bigint::text as balance from (
       select to_id as id, amount as change from ledger_transfers where county_code = $1
       union all select from_id, -amount from ledger_transfers where county_code = $1) leg group by 1`,
    [countyCode],
  )
  const held = new Map(sums.rows.map(row => [row.id, Number(row.balance)]))
  for (const [id, balance] of expected.balances)
    if ((held.get(id) ?? 0) !== balance)
      broken.push(`account ${id}: holds ${held.get(id)}, expected ${balance}`)
  for (const id of held.keys())
    if (!expected.balances.has(id)) broken.push(`account ${id} was never posted to`)
  const { rows } = await pool.query<{ count: number; mark: string }>(
    `select count(*)::int as count, lpad(to_hex(coalesce(bit_xor(('x' || right(replace(id::text, '-', ''), 16))::bit(64)::bigint), 0)), 16, '0') as mark
     from ledger_transfers where county_code = $1`,
    [countyCode],
  )
  const [found] = rows
  if (found?.count !== expected.count)
    broken.push(`${found?.count} transfers, ${expected.count} acknowledged`)
  if (found?.mark !== expected.mark) broken.push('other transfers are there than were acknowledged')
  return broken
}
