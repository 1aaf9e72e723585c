// Many acts of one phone in one transaction: all at once when nothing is wrong, one by one when something is.
import { Refused } from '../../domain/kernel/refusal.ts'
import type { Act, ActAnswer } from '../../domain/sync/api.ts'
import type { Concern } from './audit.ts'
import { checkRight, inputHash, parseInput, type Registry, whiteList } from './checks.ts'
import type { Context } from './context.ts'
import { connectionIsLost, isWorthRepeating, refusalFrom, savepoint } from './database.ts'

interface Prepared {
  act: Act
  hash: string
  input: unknown
}

interface Done extends Prepared {
  output: unknown
}

/**
 * Answers each act by itself: done, again or refused. Acts of one operation that follow each other run as one
 * set-based batch under one savepoint; only if that fails is each tried under its own.
 */
export async function performActs(
  registry: Registry,
  context: Context,
  concerns: Concern[],
  acts: readonly Act[],
): Promise<ActAnswer[]> {
  const answers = new Map<string, ActAnswer>()
  const fresh = await setAsideKnown(registry, context, acts, answers)
  const done: Done[] = []
  for (const group of inRuns(fresh)) {
    const outcomes = await runGroup(registry, context, concerns, group)
    group.forEach((prepared, index) => {
      const outcome = outcomes[index]
      if (outcome instanceof Refused) answers.set(prepared.act.id, refusedAnswer(prepared.act, outcome))
      else done.push({ ...prepared, output: outcome })
    })
  }
  for (const [id, receipt] of await keepActs(context, done))
    answers.set(id, { id, outcome: 'done', receipt, refusal: null })
  return acts.map(act => answers.get(act.id) as ActAnswer)
}

function refusedAnswer(act: Act, refusal: Refused): ActAnswer {
  return {
    id: act.id,
    outcome: 'refused',
    receipt: null,
    refusal: { code: refusal.code, message: refusal.message },
  }
}

/** Answers repeats and malformed acts at once; returns what is left to do, in order. */
async function setAsideKnown(
  registry: Registry,
  context: Context,
  acts: readonly Act[],
  answers: Map<string, ActAnswer>,
): Promise<Prepared[]> {
  const countyCode = context.actor.regionCode.slice(0, 6)
  const known = await context.tx
    .selectFrom('acts')
    .select(['id', 'inputHash', 'receipt'])
    .where('countyCode', '=', countyCode)
    .where('id', 'in', [...new Set(acts.map(act => act.id))])
    .execute()
  const before = new Map(known.map(row => [row.id, row]))
  const fresh: Prepared[] = []
  const seen = new Map<string, string>()
  for (const act of acts) {
    const hash = inputHash(act.operation, act.input)
    const earlier = before.get(act.id)
    const earlierHash = earlier?.inputHash ?? seen.get(act.id)
    if (earlierHash !== undefined && earlierHash !== hash) {
      const clash = new Refused(
        'conflict',
        '这个编号已经用于内容不同的另一条记录，两条都已保留，请联系乡镇核对。',
      )
      answers.set(act.id, refusedAnswer(act, clash))
    } else if (earlier) {
      answers.set(act.id, {
        id: act.id,
        outcome: 'again',
        receipt: receiptText(countyCode, earlier.receipt),
        refusal: null,
      })
    } else if (!seen.has(act.id)) {
      seen.set(act.id, hash)
      const prepared = prepare(registry, context, act, hash)
      if (prepared instanceof Refused) answers.set(act.id, refusedAnswer(act, prepared))
      else fresh.push(prepared)
    }
  }
  return fresh
}

function prepare(registry: Registry, context: Context, act: Act, hash: string): Prepared | Refused {
  try {
    const operation = registry.table[act.operation]
    if (!operation?.offline) throw new Refused('invalid', '手机端不能离线提交这个操作，请升级应用后重试。')
    checkRight(operation, context.actor)
    return { act, hash, input: parseInput(operation, act.input) }
  } catch (error) {
    if (error instanceof Refused) return error
    throw error
  }
}

function inRuns(prepared: readonly Prepared[]): Prepared[][] {
  const runs: Prepared[][] = []
  for (const one of prepared) {
    const last = runs.at(-1)
    if (last?.[0]?.act.operation === one.act.operation) last.push(one)
    else runs.push([one])
  }
  return runs
}

async function runGroup(
  registry: Registry,
  context: Context,
  concerns: Concern[],
  group: readonly Prepared[],
): Promise<unknown[]> {
  const name = group[0]?.act.operation ?? ''
  const handler = registry.handlers[name]
  const operation = registry.table[name]
  if (!handler || !operation || typeof handler === 'function')
    throw new Error(`${name} must answer in batches`)
  const concernsBefore = concerns.length
  try {
    return await savepoint(context.tx, async () => {
      const outcomes = await handler.many(context, group.map(one => one.input) as never[])
      return outcomes.map(outcome => (outcome instanceof Refused ? outcome : whiteList(operation, outcome)))
    })
  } catch (error) {
    concerns.length = concernsBefore
    if (isWorthRepeating(error) || connectionIsLost(error)) throw error
    if (group.length > 1) return oneByOne(registry, context, concerns, group)
    return [refusalFrom(error) ?? fault(context, name, error)]
  }
}

async function oneByOne(
  registry: Registry,
  context: Context,
  concerns: Concern[],
  group: readonly Prepared[],
): Promise<unknown[]> {
  const outcomes: unknown[] = []
  for (const one of group) outcomes.push(...(await runGroup(registry, context, concerns, [one])))
  return outcomes
}

/** A fault of ours in one act must not keep a phone from delivering the others; it will be offered again. */
function fault(context: Context, operation: string, error: unknown): Refused {
  context.system.log.error({ err: error, operation, requestId: context.requestId }, 'act failed')
  return new Refused('unavailable', '系统处理这条记录时出错，记录仍保留在手机上，稍后会自动重试。')
}

function receiptText(countyCode: string, receipt: number): string {
  return `${countyCode}-${String(receipt).padStart(9, '0')}`
}

async function keepActs(context: Context, done: readonly Done[]): Promise<[string, string][]> {
  if (done.length === 0) return []
  const { actor } = context
  const countyCode = actor.regionCode.slice(0, 6)
  const kept = await context.tx
    .insertInto('acts')
    .values(
      done.map(({ act, hash, output }) => ({
        countyCode,
        id: act.id,
        operation: act.operation,
        inputHash: hash,
        accountId: actor.accountId,
        deviceId: actor.deviceId,
        doneAt: act.doneAt,
        receivedAt: context.now.toISOString(),
        outputSealed: context.sealer.seal(JSON.stringify(output)),
      })),
    )
    .returning(['id', 'receipt'])
    .execute()
  return kept.map(row => [row.id, receiptText(countyCode, row.receipt)])
}
