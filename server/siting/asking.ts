// Asking for a plan, calling it off, and the figures shown before anything is asked.
import { sql } from 'kysely'
import { monthOf } from '../../domain/kernel/day.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { sitingApi } from '../../domain/siting/api.ts'
import { sitingJob } from '../../domain/siting/job.ts'
import { checkMoves, problemOf } from '../../domain/siting/problem-of.ts'
import type { Context } from '../kernel/context.ts'
import { readCsv } from '../regions/reference.ts'
import { areasOf, sitingFacts } from './facts.ts'

type Table = typeof sitingApi

export async function offer(
  context: Context,
  { regionCodes }: InputOf<Table['siting.offer']>,
): Promise<OutputOf<Table['siting.offer']>> {
  const asked = areasOf(context, regionCodes)
  const places = await sql<{ kind: string; many: number }>`
    select s.kind, count(*)::int as many from ${asked}
    join network_sites s on s.county_code between left(asked.from_code, 6) and left(asked.to_code, 6)
      and s.region_code >= asked.from_code and s.region_code <= asked.to_code
    where s.state = 'running' group by s.kind`.execute(context.tx)
  const found = await sql<{ villages: number; elders: number; counties: string[] }>`
    select count(*)::int as villages, coalesce(sum(v.value), 0)::int as elders,
      array_agg(distinct left(r.code, 6)) as counties
    from ${asked} join regions r on r.level = 'village' and r.code >= asked.from_code and r.code <= asked.to_code
    left join indicator_values v on v.county_code = left(r.code, 6) and v.region_code = r.code
      and v.month = ${monthOf(context.today)} and v.indicator = 'eldersOnRecord'`.execute(context.tx)
  const many = (kind: string) => places.rows.find(row => row.kind === kind)?.many ?? 0
  const { villages = 0, elders = 0, counties = [] } = found.rows[0] ?? {}
  const there = new Set(counties)
  const census = readCsv('jilin-population.csv')
    .filter(row => there.has(row.code ?? ''))
    .reduce((sum, row) => sum + Number(row.est_rural_p60), 0)
  return {
    hosts: {
      elderCourtyard: many('elderCourtyard'),
      practiceStation: many('practiceStation'),
      committeeRooms: villages,
    },
    elders,
    census,
    running: many('canteen'),
  }
}

/** What cannot be solved for a plain reason is refused at once; the rest is the job's. */
export async function ask(
  context: Context,
  { id, question, basedOn }: InputOf<Table['siting.ask']>,
): Promise<OutputOf<Table['siting.ask']>> {
  const { tx, now, actor, system } = context
  const both = question.must.find(one => question.never.includes(one))
  if (both !== undefined) throw new Refused('invalid', '同一个地方不能既固定要设、又排除。请去掉一个。')
  const facts = await sitingFacts(context, question)
  checkMoves(question, facts)
  problemOf(question, facts)
  const countyCode = actor.regionCode.slice(0, 6)
  await tx
    .insertInto('sitingPlans')
    .values({
      ...{ countyCode, id, regionCode: actor.regionCode, name: question.name, state: 'solvingWaits' },
      ...{ question: JSON.stringify(question), facts: JSON.stringify(facts), answer: null, says: null },
      ...{ progress: null, basedOn, sites: 0, costFen: 0, served: 0, askedBy: actor.accountId },
      ...{ askedAt: now.toISOString(), solvedAt: null, adoptedBy: null, adoptedOn: null },
    })
    .execute()
  context.afterCommit(() => system.wake(sitingJob))
  return { countyCode, id }
}

export async function callOff(
  { tx, now }: Context,
  { countyCode, id }: InputOf<Table['siting.callOff']>,
): Promise<OutputOf<Table['siting.callOff']>> {
  const { numUpdatedRows } = await tx
    .updateTable('sitingPlans')
    .set({ state: 'planCalledOff', progress: null, solvedAt: now.toISOString(), says: '由人取消' })
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .where('state', 'in', ['solvingWaits', 'solvingNow'])
    .executeTakeFirst()
  if (numUpdatedRows === 0n)
    throw new Refused('not_found', '这个方案没有在计算，可能已经算好了。请刷新后再看。')
  return {}
}
