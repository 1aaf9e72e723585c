// Many acts of one phone in one transaction: all at once when nothing breaks, one by one when something does.
import { sql } from 'kysely'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { Act, ActAnswer } from '../../domain/sync/api.ts'
import { type Concern, noting, writeAudit } from './audit.ts'
import { checkRight, inputHash, parseInput, type Registry } from './checks.ts'
import type { Actor, Context } from './context.ts'
import { connectionIsLost, enterScope, isWorthRepeating, refusalFrom, savepoint } from './database.ts'

interface Prepared {
  act: Act
  hash: string
  input: unknown
}

interface Door {
  registry: Registry
  context: Context
  concerns: Concern[]
  /** False the first time: no savepoints, and whatever breaks sends the whole push round again, carefully. */
  careful: boolean
}

/** Something in the push broke the transaction: try again, each act under a savepoint of its own. */
export class NeedsCare extends Error {}

/**
 * Answers each act by itself: done, again or refused. Acts of one operation that follow each other run as one
 * set-based batch. Nearly always nothing breaks and all are new: their receipts are then taken before they are
 * done, which is one question less. Whatever breaks or is refused sends the push round again, one act at a time.
 */
export async function performActs(door: Door, acts: readonly Act[]): Promise<ActAnswer[]> {
  const { context, careful } = door
  const offered = acts.map(act => ({ act, hash: inputHash(act.operation, act.input) }))
  const firsts = new Map(offered.toReversed().map(one => [one.act.id, one]))
  const answers = new Map<string, ActAnswer>()
  const fresh = await setAsideKnown(door, [...firsts.values()].toReversed(), answers)
  const done: Prepared[] = []
  for (const group of inRuns(fresh)) {
    const outcomes = await (careful ? runOneByOne(door, group) : runTogether(door, group))
    group.forEach((prepared, index) => {
      const outcome = outcomes[index]
      if (outcome instanceof Refused) answers.set(prepared.act.id, refusedAnswer(prepared.act, outcome))
      else done.push(prepared)
    })
  }
  if (careful)
    for (const [id, receipt] of await keepActs(context, done)) answers.set(id, doneAnswer(id, receipt))
  return offered.map(({ act, hash }) =>
    firsts.get(act.id)?.hash === hash ? (answers.get(act.id) as ActAnswer) : refusedAnswer(act, clash()),
  )
}

/** For somebody whose sealed acts another brought: her area while they are done, the bringer's again afterwards. */
export async function performFor(
  { context, ...door }: Door,
  acts: readonly Act[],
  { name, actor, requestId }: { name: string; actor: Actor | null; requestId: string },
  note: (answers: readonly ActAnswer[]) => Promise<void>,
): Promise<ActAnswer[]> {
  const { concerns } = door
  const hers = { ...context, concerns: noting(concerns) }
  await enterScope(context.tx, context.actor)
  const answers = await performActs({ ...door, context: hers }, acts)
  await note(answers)
  await writeAudit(context.tx, {
    at: context.now,
    actor: context.actor,
    operation: name,
    requestId,
    concerns,
  })
  if (actor) await enterScope(context.tx, actor)
  return answers
}

function refusedAnswer(act: Act, refusal: Refused): ActAnswer {
  const { code, message } = refusal
  return { id: act.id, outcome: 'refused', receipt: null, refusal: { code, message } }
}

const doneAnswer = (id: string, receipt: string): ActAnswer => ({
  id,
  outcome: 'done',
  receipt,
  refusal: null,
})

const clash = () =>
  new Refused('conflict', '这个编号已经用于内容不同的另一条记录，两条都已保留，请联系乡镇核对。')

/** Answers repeats and malformed acts at once; returns what is left to do, in order. */
async function setAsideKnown(
  { registry, context, careful }: Door,
  offered: readonly { act: Act; hash: string }[],
  answers: Map<string, ActAnswer>,
): Promise<Prepared[]> {
  const prepared = offered.map(({ act, hash }) => prepare(registry, context, act, hash))
  const sound = prepared.flatMap(one => (one instanceof Refused ? [] : [one]))
  const receipts = new Map(careful ? [] : await keepActs(context, sound))
  const known = await knownActs(
    context,
    offered.flatMap(({ act }) => (receipts.has(act.id) ? [] : [act.id])),
  )
  const fresh: Prepared[] = []
  offered.forEach(({ act, hash }, index) => {
    const earlier = known.get(act.id)
    const one = prepared[index]
    const receipt = receipts.get(act.id)
    if (earlier?.inputHash === hash)
      answers.set(act.id, { ...doneAnswer(act.id, receiptText(context, earlier.receipt)), outcome: 'again' })
    else if (earlier) answers.set(act.id, refusedAnswer(act, clash()))
    else if (one instanceof Refused) answers.set(act.id, refusedAnswer(act, one))
    else if (one) {
      fresh.push(one)
      if (receipt !== undefined) answers.set(act.id, doneAnswer(act.id, receipt))
    }
  })
  return fresh
}

async function knownActs(context: Context, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, { inputHash: string; receipt: number }>()
  const known = await context.tx
    .selectFrom('acts')
    .select(['id', 'inputHash', 'receipt'])
    .where('countyCode', '=', context.actor.regionCode.slice(0, 6))
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .execute()
  return new Map(known.map(row => [row.id, row]))
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

async function runTogether(door: Door, group: readonly Prepared[]): Promise<unknown[]> {
  try {
    const outcomes = await answerGroup(door, group)
    if (outcomes.some(outcome => outcome instanceof Refused)) throw new Error('an act was refused')
    return outcomes
  } catch (error) {
    if (isWorthRepeating(error) || connectionIsLost(error)) throw error
    throw new NeedsCare('an act of the push broke it', { cause: error })
  }
}

async function runOneByOne(door: Door, group: readonly Prepared[]): Promise<unknown[]> {
  const outcomes: unknown[] = []
  for (const one of group) outcomes.push(await runAlone(door, one))
  return outcomes
}

async function runAlone(door: Door, one: Prepared): Promise<unknown> {
  const { context, concerns } = door
  const concernsBefore = concerns.length
  try {
    const [outcome] = await savepoint(context.tx, () => answerGroup(door, [one]))
    return outcome
  } catch (error) {
    concerns.length = concernsBefore
    if (isWorthRepeating(error) || connectionIsLost(error)) throw error
    return refusalFrom(error) ?? fault(context, one.act.operation, error)
  }
}

async function answerGroup({ registry, context }: Door, group: readonly Prepared[]): Promise<unknown[]> {
  const name = group[0]?.act.operation ?? ''
  const handler = registry.handlers[name]
  if (!handler || typeof handler === 'function') throw new Error(`${name} must answer in batches`)
  return handler.many(context, group.map(one => one.input) as never[])
}

/** A fault of ours in one act must not keep a phone from delivering the others; it will be offered again. */
function fault(context: Context, operation: string, error: unknown): Refused {
  context.system.log.error({ err: error, operation, requestId: context.requestId }, 'act failed')
  return new Refused('unavailable', '系统处理这条记录时出错，记录仍保留在手机上，稍后会自动重试。')
}

function receiptText({ actor }: Context, receipt: number): string {
  return `${actor.regionCode.slice(0, 6)}-${String(receipt).padStart(9, '0')}`
}

/**
 * Receipts by act; an act that was kept before gets none. One parameter for the whole push, so that the statement
 * is the same for any number of acts; in the order of their ids, so that two pushes of the same acts wait in line.
 */
async function keepActs(context: Context, done: readonly Prepared[]): Promise<[string, string][]> {
  if (done.length === 0) return []
  const { actor, now } = context
  const rows = done.map(({ act, hash }) => ({ id: act.id, operation: act.operation, hash, at: act.doneAt }))
  const kept = await sql<{ id: string; receipt: number }>`
    insert into acts (county_code, id, operation, input_hash, account_id, device_id, done_at, received_at)
    select ${actor.regionCode.slice(0, 6)}, id, operation, hash, ${actor.accountId}::uuid, ${actor.deviceId}::uuid, at,
      ${now.toISOString()}::timestamptz
    from json_to_recordset(${JSON.stringify(rows)}::json) as act (id uuid, operation text, hash text, at timestamptz)
    order by id
    on conflict do nothing
    returning id, receipt`.execute(context.tx)
  return kept.rows.map(row => [row.id, receiptText(context, row.receipt)])
}
