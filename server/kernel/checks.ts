// What an act must pass before and after its handler: right, shape, fingerprint, white list.
import { createHash } from 'node:crypto'
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
  return createHash('sm3')
    .update(`${name} ${canonical(input)}`)
    .digest('hex')
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value !== null && typeof value === 'object')
    return `{${Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`)
      .join(',')}}`
  return JSON.stringify(value) ?? 'null'
}
