// One act of the platform: name, shapes, right, audit. Everything else follows from the table of these.
import type * as z from 'zod/mini'
import type { Right } from '../accounts/rights.ts'

type Schema = z.ZodMiniType

/** What the audit trail keeps of an act beside who, when, which post and which device. */
export interface AuditRule {
  /** Chinese name of the act, as the person whose record it is will read it. */
  says: string
  /** True when personal fields are read or written: then an entry is always made, also for reads. */
  personal: boolean
}

export interface Operation<Input extends Schema = Schema, Output extends Schema = Schema> {
  kind: 'command' | 'query'
  input: Input
  output: Output
  /** The right needed; 'anyone' only for sign-in and public pages, 'signedIn' for one's own session. */
  may: Right | 'anyone' | 'signedIn'
  audit: AuditRule
  /** A phone may keep it in its outbox and send it days later. */
  offline: boolean
  /** False where repeating is harmless by the act's own ids, so that nothing need be kept of it. */
  once: boolean
  /** Bytes beside the shapes: an upload's body comes in as a stream, a download goes out as one. */
  bytes: 'none' | 'in' | 'out'
}

interface Declaration<Input extends Schema, Output extends Schema> {
  input: Input
  output: Output
  may: Operation['may']
  says: string
  personal?: boolean
  offline?: boolean
  once?: boolean
  bytes?: Operation['bytes']
}

/** An act that changes something: runs once however often it is sent. */
export function command<Input extends Schema, Output extends Schema>(
  declaration: Declaration<Input, Output>,
): Operation<Input, Output> & { kind: 'command' } {
  return { ...declare(declaration), kind: 'command' }
}

/** A question: changes nothing but the audit trail. */
export function query<Input extends Schema, Output extends Schema>(
  declaration: Declaration<Input, Output>,
): Operation<Input, Output> & { kind: 'query' } {
  return { ...declare(declaration), kind: 'query' }
}

function declare<Input extends Schema, Output extends Schema>(declaration: Declaration<Input, Output>) {
  const {
    input,
    output,
    may,
    says,
    personal = false,
    offline = false,
    once = true,
    bytes = 'none',
  } = declaration
  return { input, output, may, audit: { says, personal }, offline, once, bytes }
}

export type OperationTable = Record<string, Operation>
export type InputOf<O extends Operation> = z.output<O['input']>
export type SentOf<O extends Operation> = z.input<O['input']>
export type OutputOf<O extends Operation> = z.output<O['output']>
