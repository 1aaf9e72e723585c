// The phone's door: acts go up with ids the phone chose, the visitor's bundle comes down by fingerprint.
import * as z from 'zod/mini'
import { command, query } from '../kernel/operation.ts'
import { refusalStatus } from '../kernel/refusal.ts'
import { DayText, Id, Instant, text } from '../kernel/shapes.ts'
import { BundleElder } from './bundle.ts'

const refusalCodes = Object.keys(refusalStatus) as (keyof typeof refusalStatus)[]

export const Act = z.strictObject({
  id: Id,
  operation: text(60),
  input: z.record(z.string(), z.unknown()),
  /** By the phone's clock: evidence, never a judge. */
  doneAt: Instant,
})
export type Act = z.output<typeof Act>

export const ActAnswer = z.object({
  id: Id,
  /** done: now; again: had been done before, same answer; refused: with a reason, and it stays on the phone. */
  outcome: z.enum(['done', 'again', 'refused']),
  /** Number to quote to the office; null when refused. */
  receipt: z.nullable(z.string()),
  refusal: z.nullable(z.object({ code: z.enum(refusalCodes), message: z.string() })),
})
export type ActAnswer = z.output<typeof ActAnswer>

/** A day's work of a visitor fits in one; more go in the next. */
export const actsPerPush = 200

export const syncApi = {
  'sync.push': command({
    input: z.strictObject({
      deviceId: Id,
      appVersion: text(40),
      acts: z
        .array(Act)
        .check(z.minLength(1), z.maxLength(actsPerPush, { error: `一次最多 ${actsPerPush} 条` })),
    }),
    /** epoch: changes when the server was restored; the phone then offers again what it still keeps. */
    output: z.object({ epoch: Id, answers: z.array(ActAnswer) }),
    may: 'sync:use',
    says: '同步上行',
    personal: true,
    // Each act inside is done once by its own id.
    once: false,
  }),
  'sync.pull': query({
    input: z.strictObject({
      deviceId: Id,
      appVersion: text(40),
      /** Of all the phone has; equal means one small answer. */
      fingerprint: z.nullable(text(100)),
      /** Elder → fingerprint of the part the phone has. */
      parts: z.record(Id, text(100)),
    }),
    output: z.object({
      epoch: Id,
      today: DayText,
      fingerprint: z.string(),
      unchanged: z.boolean(),
      parts: z.array(z.object({ fingerprint: z.string(), elder: BundleElder })),
      /** Elders the visitor no longer carries. */
      gone: z.array(Id),
      /** Rules the phone computes with. */
      settings: z.record(z.string(), z.union([z.number(), z.boolean()])),
    }),
    may: 'sync:use',
    says: '同步下行',
    personal: true,
  }),
}
