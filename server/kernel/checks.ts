// What an act must pass before and after its handler: right, shape, fingerprint, white list.
import { hash } from 'node:crypto'
import type { Operation, OperationTable } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import { sentenceFor } from '../../domain/kernel/shapes.ts'
import type { Actor, Batch, Context } from './context.ts'

export type AnyHandler = ((context: Context, input: never) => Promise<unknown>) | Batch<never, unknown>

/** The table of operations with the functions that answer them. */
export interface Registry {
  table: OperationTable
  handlers: Record<string, AnyHandler>
}

export function checkRight(operation: Operation, actor: Actor | null): void {
  if (operation.may === 'anyone') return
  if (!actor) throw new Refused('not_signed_in', '登录已过期，请重新登录。')
  // Every role has rights; only a first password that was not changed yet takes them away.
  if (operation.may !== 'signedIn' && actor.rights.length === 0)
    throw new Refused('not_allowed', '请先修改初始密码，再办理其他事情。')
  if (operation.may !== 'signedIn' && !actor.rights.includes(operation.may))
    throw new Refused(
      'not_allowed',
      `您当前的岗位不能“${operation.audit.says}”。如需办理，请切换岗位或联系管理员。`,
    )
}

export function parseInput(operation: Operation, input: unknown): unknown {
  const parsed = operation.input.safeParse(input)
  if (!parsed.success)
    throw new Refused('invalid', sentenceFor(parsed.error.issues as never), {
      fields: parsed.error.issues.map(issue => issue.path.map(String).join('.')),
    })
  return parsed.data
}

/** Only the fields an operation names leave the server; a secret column cannot leak by accident. */
export function whiteList(operation: Operation, output: unknown): unknown {
  return operation.output.parse(output)
}

/** Fingerprint of an act's content: key order does not matter. */
export function inputHash(name: string, input: unknown): string {
  return hash('sm3', `${name} ${canonical(input)}`, 'hex')
}

/** JSON with sorted keys, so that two writings of one content are one. */
function canonical(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  const content = value as Record<string, unknown>
  let text = ''
  for (const key of Object.keys(content).sort())
    if (content[key] !== undefined)
      text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${canonical(content[key])}`
  return `{${text}}`
}
