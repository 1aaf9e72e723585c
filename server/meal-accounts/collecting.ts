// What people owe for months that are over leaves their accounts: one transfer a person, canteen and turn.
import { sql } from 'kysely'
import { type Day, lastDayOf, type Month } from '../../domain/kernel/day.ts'
import type { Posting } from '../../domain/ledger/posting.ts'
import { collectFrom, type MealDue } from '../../domain/meal-accounts/collect.ts'
import { balancesOf, post } from '../ledger/ledger.ts'
import type { Desk } from './charging.ts'
import { idFrom } from './ids.ts'
import { accountAt } from './legs.ts'

interface DueRow extends MealDue {
  elderId: string
  elderRegion: string
  canteenRegion: string
  /** Null: a bill; otherwise the correction it stands on. */
  correctionId: string | null
  collectedFen: number
}

export interface Collecting {
  countyCode: string
  /** Up to and with this month. */
  month: Month
  /** Null: of every canteen. */
  canteenIds: readonly string[] | null
  /** In the books on this day. */
  day: Day
}

/** The sum taken, less what was given back. */
export async function collect(desk: Desk, wanted: Collecting): Promise<number> {
  const { countyCode, day } = wanted
  const dues = await duesOf(desk, wanted)
  const byElder = new Map<string, DueRow[]>()
  for (const row of dues) {
    const known = byElder.get(row.elderId)
    if (known) known.push(row)
    else byElder.set(row.elderId, [row])
  }
  const elders = [...byElder.keys()]
  const asked = elders.map(ownerId => ({
    ...{ kind: 'elderMeals' as const, ownerId, countyCode, unit: 'fen' as const },
  }))
  const now = await balancesOf(desk, asked)
  // Money that came later must not pay on a day on which it was not there.
  const then = day < desk.today ? await balancesOf(desk, asked, day) : now
  const taken = elders.flatMap((elderId, index) => {
    const balance = Math.max(0, Math.min(now[index] ?? 0, then[index] ?? 0))
    return collectFrom(balance, byElder.get(elderId) ?? [])
  })
  if (taken.length === 0) return 0
  await post(desk, postingsFor(countyCode, day, taken))
  await note(desk, countyCode, taken)
  return taken.reduce((sum, one) => sum + one.fen, 0)
}

async function duesOf({ tx }: Desk, { countyCode, month, canteenIds }: Collecting): Promise<DueRow[]> {
  const at = canteenIds === null ? sql`` : sql`and b.canteen_id = any(${[...canteenIds]}::uuid[])`
  const { rows } = await sql<DueRow>`
    select d.*, e.region_code as elder_region, c.region_code as canteen_region from (
      select b.canteen_id, b.elder_id, b.month, null::uuid as correction_id, b.collected_fen,
        b.elder_fen - b.counter_fen - b.collected_fen as due_fen
      from meal_bills b where b.county_code = ${countyCode} and b.month <= ${month} ${at}
        and b.collected_fen <> b.elder_fen - b.counter_fen
      union all
      select b.canteen_id, b.elder_id, b.for_month, b.id, b.collected_fen,
        b.elder_fen - b.counter_fen - b.collected_fen
      from meal_corrections b where b.county_code = ${countyCode} and b.in_month <= ${month} ${at}
        and b.collected_fen <> b.elder_fen - b.counter_fen) d
    join elders e on e.county_code = ${countyCode} and e.id = d.elder_id
    join canteens c on c.county_code = ${countyCode} and c.id = d.canteen_id
    order by d.elder_id`.execute(tx)
  return rows
}

type Taken = ReturnType<typeof collectFrom<DueRow>>[number]

/** Several months of one person at one canteen move together. */
function postingsFor(countyCode: string, day: Day, taken: readonly Taken[]): Posting[] {
  const sums = new Map<string, { due: DueRow; fen: number; before: string[] }>()
  for (const { due, fen } of taken) {
    const key = `${due.elderId} ${due.canteenId}`
    const sum = sums.get(key) ?? { due, fen: 0, before: [] }
    sum.fen += fen
    sum.before.push(`${due.month} ${due.correctionId ?? ''} ${due.collectedFen} ${fen}`)
    sums.set(key, sum)
  }
  return [...sums.values()].flatMap(({ due, fen, before }) => {
    if (fen === 0) return []
    const account = { kind: 'elderMeals' as const, ownerId: due.elderId, regionCode: due.elderRegion }
    const place = { countyCode, canteenId: due.canteenId, regionCode: due.canteenRegion }
    const cash = accountAt(place, 'canteenCash')
    return [
      {
        ...{
          id: idFrom('collected', due.elderId, due.canteenId, ...before),
          countyCode,
          day,
          unit: 'fen' as const,
        },
        ...{ regionCode: due.canteenRegion, amount: Math.abs(fen), purpose: 'mealOwn' as const },
        ...(fen > 0 ? { from: account, to: cash } : { from: cash, to: account }),
        ...{ subjectKind: 'elder' as const, subjectId: due.elderId, voucherId: null, note: null },
      },
    ]
  })
}

async function note({ tx }: Desk, countyCode: string, taken: readonly Taken[]): Promise<void> {
  const rows = taken.map(({ due, fen }) => ({
    ...{ canteen_id: due.canteenId, elder_id: due.elderId, month: due.month, id: due.correctionId, fen },
  }))
  const given = sql`json_to_recordset(${JSON.stringify(rows)}) as r (canteen_id uuid, elder_id uuid, month text, id uuid,
    fen bigint)`
  await sql`
    update meal_bills b set collected_fen = b.collected_fen + r.fen from ${given}
    where r.id is null and b.county_code = ${countyCode} and b.canteen_id = r.canteen_id and b.month = r.month
      and b.elder_id = r.elder_id`.execute(tx)
  await sql`
    update meal_corrections c set collected_fen = c.collected_fen + r.fen from ${given}
    where c.county_code = ${countyCode} and c.id = r.id`.execute(tx)
}

/** The day a month's collecting stands on: its last, unless the ledger takes nothing more for it. */
export function collectingDay(month: Month, today: Day, ledgerClosed: boolean): Day {
  const last = lastDayOf(month)
  return ledgerClosed || last > today ? today : last
}
