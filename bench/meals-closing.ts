// One act closes a month of all canteens of a county: how long the look before, the closing and a look at its progress
// take, and how long the closing takes beside plain inserts of the meals that it closes.
import { randomBytes, randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { rightsOf } from '../domain/accounts/roles.ts'
import type { OperationName, Output, Sent } from '../domain/api.ts'
import { areaOf } from '../domain/kernel/area.ts'
import { firstDayOf, lastDayOf, type Month } from '../domain/kernel/day.ts'
import { uuidV7 } from '../domain/kernel/id.ts'
import { perform } from '../server/kernel/operations.ts'
import { closeAskedMonths } from '../server/meal-accounts/meal-accounts.ts'
import { registry } from '../server/operations.ts'
import type { World } from './harness.ts'

export interface ClosingMeasure {
  canteens: number
  closed: number
  lookMs: number
  seconds: number
  meals: number
  /** Of plain inserts of the meals. */
  bareSeconds: number
  progressMs: number[]
}

/** An officer of the county at her desk. */
async function deskOf({ system }: World, countyCode: string) {
  const { rows } = await sql<{ accountId: string; postId: string }>`
    select account_id, id as post_id from posts order by id limit 1`.execute(system.connections.db)
  const post = rows[0]
  if (!post) throw new Error('nobody has a post')
  const regionCode = `${countyCode}000000`
  const actor = {
    ...{ ...post, role: 'countyOfficer' as const, regionCode, area: areaOf(regionCode), deviceId: null },
    rights: rightsOf('countyOfficer'),
  }
  return async <Name extends OperationName>(name: Name, input: Sent<Name>): Promise<Output<Name>> => {
    const call = { name, input, actId: uuidV7(Date.now(), randomBytes(10)), actor, requestId: randomUUID() }
    const answer = await perform(system, registry, {
      ...{ ...call, address: '127.0.0.1', upload: null, sessionToken: null },
    })
    return answer.output as Output<Name>
  }
}

async function timed<Value>(work: () => Promise<Value>): Promise<[Value, number]> {
  const began = performance.now()
  const value = await work()
  return [value, performance.now() - began]
}

export async function measureClosing(
  world: World,
  countyCode: string,
  month: Month,
): Promise<ClosingMeasure> {
  const { system } = world
  const desk = await deskOf(world, countyCode)
  const asked = { regionCode: `${countyCode}000000`, month }
  await desk('mealClosing.look', asked)
  const [, lookMs] = await timed(() => desk('mealClosing.look', asked))
  const key = await desk('mealClosing.ask', { id: randomUUID(), ...asked, leaveHinted: false })
  const progressMs: number[] = []
  let isOver = false
  const watching = async () => {
    for (; !isOver; await sleep(200)) progressMs.push((await timed(() => desk('mealClosing.get', key)))[1])
  }
  const watched = watching()
  const [, tookMs] = await timed(() => closeAskedMonths(system))
  isOver = true
  await watched
  const { closing } = await desk('mealClosing.get', key)
  const { canteens, closed } = closing
  const bare = await plainInserts(world, countyCode, month)
  return { canteens, closed, lookMs, seconds: tookMs / 1000, progressMs, ...bare }
}

/** The meals of the month into an empty table with the same keys and indexes. */
async function plainInserts({ system }: World, countyCode: string, month: Month) {
  const { db } = system.connections
  await sql`create table bench_month (like meal_servings including defaults including indexes)`.execute(db)
  const [{ numAffectedRows }, tookMs] = await timed(() =>
    sql`insert into bench_month select * from meal_servings where county_code = ${countyCode}
      and day between ${firstDayOf(month)} and ${lastDayOf(month)}`.execute(db),
  )
  await sql`drop table bench_month`.execute(db)
  return { meals: Number(numAffectedRows ?? 0), bareSeconds: tookMs / 1000 }
}
