// The one door every act goes through: right, shape, once only, one transaction, audit, white list.
import { dayOf } from '../../domain/kernel/day.ts'
import type { Operation } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import { NeedsCare, performActs, performFor } from './acts.ts'
import { type Concern, noting, writeAudit } from './audit.ts'
import { checkRight, inputHash, parseInput, type Registry, whiteList } from './checks.ts'
import type { Actor, Context, Download, System } from './context.ts'
import { isWorthRepeating, refusalFrom, type Transaction, within } from './database.ts'

export interface Call {
  name: string
  input: unknown
  /** Chosen by the caller; the same id with the same content is answered again. */
  actId: string | null
  actor: Actor | null
  requestId: string
  address: string
  upload: { path: string; bytes: number } | null
  sessionToken: string | null
}

export interface Answer {
  output: unknown
  download: Download | null
  sessionToken?: { token: string | null; expiresAt: Date | null }
}

/** Nobody's area: the row policies show nothing to someone who has not signed in. */
const nowhere = { from: '000000000000', to: '000000000000' }

export async function perform(system: System, registry: Registry, call: Call): Promise<Answer> {
  const operation = registry.table[call.name]
  if (!operation) throw new Refused('not_found', '没有这个操作，请刷新页面后重试。')
  checkRight(operation, call.actor)
  const input = parseInput(operation, call.input)
  if (operation.kind === 'command' && operation.may !== 'anyone' && call.actId === null)
    throw new Refused('invalid', '这个操作缺少编号（x-wanqing-act），请升级后重试。')
  await system.settings.refresh()
  try {
    return await performOnce(system, registry, call, operation, input, false)
  } catch (error) {
    if (!(isWorthRepeating(error) || error instanceof NeedsCare)) throw refusalFrom(error) ?? error
  }
  try {
    return await performOnce(system, registry, call, operation, input, true)
  } catch (error) {
    throw refusalFrom(error) ?? error
  }
}

async function performOnce(
  system: System,
  registry: Registry,
  call: Call,
  operation: Operation,
  input: unknown,
  careful: boolean,
): Promise<Answer> {
  const { actor, actId, name } = call
  const scope = { area: actor?.area ?? nowhere, accountId: actor?.accountId ?? null }
  const made = makeContext(system, registry, call)
  let heard: readonly Concern[] = []
  const note = (tx: Transaction) =>
    operation.audit.personal || operation.kind === 'command'
      ? writeAudit(tx, { at: made.at, actor, operation: name, requestId: call.requestId, concerns: heard })
      : null
  const work = async (tx: Transaction) => {
    const { context, concerns } = made(tx, careful)
    heard = concerns
    const once = operation.kind === 'command' && operation.once && actor !== null && actId !== null
    const hash = once ? inputHash(name, input) : ''
    if (once) {
      const before = await findAct(context, actId, hash)
      if (before !== null) return before
    }
    const output = whiteList(operation, await answerOne(registry, name, context, input))
    if (once) await keepAct(context, { actId, name, hash, output })
    return output
  }
  const answer = await within(system.connections.db, scope, operation.kind === 'command', work, note)
  for (const work of made.afterCommit) work()
  return {
    output: answer,
    download: made.result.download,
    ...(made.result.sessionToken && { sessionToken: made.result.sessionToken }),
  }
}

async function answerOne(
  registry: Registry,
  name: string,
  context: Context,
  input: unknown,
): Promise<unknown> {
  const handler = registry.handlers[name]
  if (!handler) throw new Error(`no handler for ${name}`)
  if (typeof handler === 'function') return handler(context, input as never)
  const [outcome] = await handler.many(context, [input as never])
  if (outcome instanceof Refused) throw outcome
  return outcome
}

function makeContext(system: System, registry: Registry, call: Call) {
  const now = system.clock.now()
  const today = dayOf(now)
  const afterCommit: (() => void)[] = []
  const result: { download: Download | null; sessionToken: Answer['sessionToken'] | null } = {
    download: null,
    sessionToken: null,
  }
  const make = (tx: Context['tx'], careful: boolean) => {
    // A repeated run starts from nothing: what the first one asked for did not happen.
    afterCommit.length = 0
    const concerns: Concern[] = []
    const context: Context = {
      tx,
      now,
      today,
      get actor(): Actor {
        if (!call.actor) throw new Refused('not_signed_in', '登录已过期，请重新登录。')
        return call.actor
      },
      requestId: call.requestId,
      address: call.address,
      config: system.config,
      sealer: system.sealer,
      setting: (key, regionCode) => system.settings.value(key, regionCode, today),
      concerns: noting(concerns),
      afterCommit: work => afterCommit.push(work),
      upload: call.upload,
      perform: acts => performActs({ registry, context, concerns, careful }, acts),
      performFor: (actor, acts, note) =>
        performFor({ registry, context: { ...context, actor }, concerns: [], careful }, acts, call, note),
      download: download => {
        result.download = download
      },
      cookie: {
        token: call.sessionToken,
        set: (token, expiresAt) => {
          result.sessionToken = { token, expiresAt }
        },
      },
      system,
    }
    return { context, concerns }
  }
  return Object.assign(make, { at: now, afterCommit, result })
}

async function findAct(context: Context, actId: string, hash: string): Promise<unknown> {
  const before = await context.tx
    .selectFrom('acts')
    .select(['inputHash', 'outputSealed'])
    .where('countyCode', '=', context.actor.regionCode.slice(0, 6))
    .where('id', '=', actId)
    .executeTakeFirst()
  if (!before) return null
  if (before.inputHash !== hash)
    throw new Refused('conflict', '这个编号已经用于另一项内容不同的操作，没有重复执行。请刷新后核对。')
  if (before.outputSealed === null)
    throw new Refused('conflict', '这个编号已经由手机用过，没有重复执行。请刷新后核对。')
  return JSON.parse(context.sealer.open(before.outputSealed))
}

async function keepAct(
  context: Context,
  act: { actId: string; name: string; hash: string; output: unknown },
): Promise<void> {
  const { actor } = context
  await context.tx
    .insertInto('acts')
    .values({
      countyCode: actor.regionCode.slice(0, 6),
      id: act.actId,
      operation: act.name,
      inputHash: act.hash,
      accountId: actor.accountId,
      deviceId: actor.deviceId,
      doneAt: context.now.toISOString(),
      receivedAt: context.now.toISOString(),
      outputSealed: context.sealer.seal(JSON.stringify(act.output)),
    })
    .execute()
}
