// Counts failed proofs of identity so that the count survives the refusal that follows.
import { randomUUID } from 'node:crypto'
import {
  type Failure,
  throttleSentence,
  throttleWindowMs,
  waitBeforeSignIn,
} from '../../domain/accounts/throttle.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { Context, System } from '../kernel/context.ts'

/**
 * Tries that have begun and are not yet a row or a success. They count as failures: otherwise a hundred guesses
 * sent at once would all be checked before the first of them is written down.
 */
const underWay = new WeakMap<System, Set<Attempt>>()

/** The id tells a try that is being written down from the row it becomes. */
interface Attempt extends Failure {
  id: string
}

/**
 * Runs a check of password or code. A Refused thrown by it counts as a failure; success forgives earlier ones.
 *
 * A refusal rolls back the request's transaction, and the row that says "failed" must not go with it. So the
 * row is written on another connection of the pool. It is not awaited: this request still holds a connection,
 * and as many failing sign-ins as the pool is large would wait for each other for ever. Until it is written
 * the try stays in memory and counts from there.
 */
export async function underThrottle<Result>(
  context: Context,
  login: string,
  check: () => Promise<Result>,
): Promise<Result> {
  const { tx, now, address, system } = context
  const pending = underWay.get(system) ?? new Set<Attempt>()
  underWay.set(system, pending)
  const attempt = { id: randomUUID(), login: login.toLowerCase(), address, atMs: now.getTime() }
  // Whoever was under way before the read may be written down during it: in the rows or here, but once.
  const before = [...pending]
  const written = await recentFailures(context, attempt)
  const known = new Set(written.map(failure => failure.id))
  const unwritten = [...new Set([...before, ...pending])].filter(failure => !known.has(failure.id))
  const failures = [...written, ...unwritten]
  const waitMs = waitBeforeSignIn(failures, attempt, attempt.atMs)
  if (waitMs > 0)
    throw new Refused('too_many', throttleSentence(waitMs), { waitSeconds: Math.ceil(waitMs / 1000) })
  pending.add(attempt)
  try {
    const result = await check()
    pending.delete(attempt)
    await tx
      .updateTable('signInFailures')
      .set({ forgivenAt: now.toISOString() })
      .where('login', '=', attempt.login)
      .where('forgivenAt', 'is', null)
      .execute()
    return result
  } catch (error) {
    if (error instanceof Refused) keepFailure(system, pending, attempt)
    else pending.delete(attempt)
    throw error
  }
}

async function recentFailures(
  { tx, now }: Context,
  attempt: { login: string; address: string },
): Promise<Attempt[]> {
  const since = new Date(now.getTime() - throttleWindowMs).toISOString()
  const rows = await tx
    .selectFrom('signInFailures')
    .select(['id', 'login', 'address', 'at'])
    .where('at', '>', since)
    .where('forgivenAt', 'is', null)
    .where(given => given.or([given('login', '=', attempt.login), given('address', '=', attempt.address)]))
    .execute()
  return rows.map(row => ({ id: row.id, login: row.login, address: row.address, atMs: Date.parse(row.at) }))
}

function keepFailure(system: System, pending: Set<Attempt>, failure: Attempt): void {
  system.connections.db
    .insertInto('signInFailures')
    .values({
      id: failure.id,
      login: failure.login,
      address: failure.address,
      at: new Date(failure.atMs).toISOString(),
      forgivenAt: null,
    })
    .execute()
    .catch(error => system.log.error({ err: error }, 'failed sign-in could not be written down'))
    .finally(() => pending.delete(failure))
}
