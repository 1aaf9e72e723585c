// Solves the plans that wait, one after the other, in a thread of its own; tells how far it is and stops when called off.
import { sql } from 'kysely'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { SiteAnswer } from '../../domain/planning/problem.ts'
import type { SiteProgress } from '../../domain/planning/solver.ts'
import { summaryOf } from '../../domain/siting/explain.ts'
import type { SitingFacts, SitingQuestion } from '../../domain/siting/plan.ts'
import { problemOf } from '../../domain/siting/problem-of.ts'
import type { System } from '../kernel/context.ts'
import { solveSites } from '../planning/planning.ts'

interface Waiting {
  countyCode: string
  id: string
  question: SitingQuestion
  facts: SitingFacts
}

/** Two servers may be woken at once: whoever has the lock works, the other goes home. */
const lockKey = 781_641
const lookEveryMs = 700

export async function solveWaiting(system: System): Promise<void> {
  const client = await system.connections.pool.connect()
  try {
    const lock = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [lockKey])
    if (!lock.rows[0]?.taken) return
    for (let plan = await nextPlan(system); plan; plan = await nextPlan(system)) await solve(system, plan)
    await client.query('select pg_advisory_unlock($1)', [lockKey])
  } finally {
    client.release()
  }
}

/** What was being solved when a server stopped is begun again. */
async function nextPlan({ connections }: System): Promise<Waiting | null> {
  const found = await sql<Waiting>`
    update siting_plans set state = 'solvingNow', progress = null
    where (county_code, id) = (select county_code, id from siting_plans
      where state in ('solvingWaits', 'solvingNow') order by asked_at, id limit 1)
    returning county_code, id, question, facts`.execute(connections.db)
  return found.rows[0] ?? null
}

async function solve(system: System, plan: Waiting): Promise<void> {
  const { question, facts } = plan
  const calling = new AbortController()
  let progress: SiteProgress | null = null
  const looking = setInterval(() => {
    void tellProgress(system, plan, progress).then(
      goesOn => {
        if (!goesOn) calling.abort()
      },
      // The database that is away now is asked again in a moment.
      (error: unknown) => system.log.warn({ err: error }, 'progress of a siting plan not written'),
    )
  }, lookEveryMs)
  try {
    const answer = await solveSites(problemOf(question, facts), {
      ...{ timeLimitSeconds: question.seconds, seed: question.seed, signal: calling.signal },
      onProgress: found => {
        progress = found
      },
    })
    await keepAnswer(system, plan, answer)
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    await keepRefusal(system, plan, error.message)
  } finally {
    clearInterval(looking)
  }
}

/** False when somebody has called it off. */
async function tellProgress(
  { connections }: System,
  { countyCode, id }: Waiting,
  progress: SiteProgress | null,
): Promise<boolean> {
  const found = await sql<{ id: string }>`
    update siting_plans set progress = coalesce(${progress && JSON.stringify(progress)}::jsonb, progress)
    where county_code = ${countyCode} and id = ${id}::uuid and state = 'solvingNow'
    returning id`.execute(connections.db)
  return found.rows.length > 0
}

async function keepAnswer(
  { connections, clock }: System,
  { countyCode, id, question, facts }: Waiting,
  answer: SiteAnswer,
): Promise<void> {
  const { sites, costFen, servedNow } = summaryOf({ question, facts, answer })
  await sql`
    update siting_plans set state = 'planReady', answer = ${JSON.stringify(answer)}::jsonb, progress = null,
      sites = ${sites}, cost_fen = ${costFen}, served = ${servedNow},
      solved_at = ${clock.now().toISOString()}::timestamptz
    where county_code = ${countyCode} and id = ${id}::uuid and state = 'solvingNow'`.execute(connections.db)
}

/** No plan keeps everything that was asked: the sentence of the solver says what stands against it. */
async function keepRefusal(
  { connections, clock }: System,
  { countyCode, id }: Waiting,
  says: string,
): Promise<void> {
  await sql`
    update siting_plans set state = 'planImpossible', says = ${says}, progress = null,
      solved_at = ${clock.now().toISOString()}::timestamptz
    where county_code = ${countyCode} and id = ${id}::uuid and state = 'solvingNow'`.execute(connections.db)
}
