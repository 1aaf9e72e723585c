// The phone's door: acts go up with ids the phone chose, the visitor's bundle comes down by fingerprint.
import * as z from 'zod/mini'
import { PhoneReport } from '../accounts/account.ts'
import { command, query } from '../kernel/operation.ts'
import { refusalStatus } from '../kernel/refusal.ts'
import { ClockOffset, DayText, Id, Instant, Page, RegionCode, text } from '../kernel/shapes.ts'
import { CarriedRounds } from '../rounds/carried.ts'
import { BundleElder } from './bundle.ts'
import {
  CarriedAct,
  carriedOutcomes,
  PublicPoint,
  SealedAct,
  SealedReceipt,
  ServerKeyName,
  sealedPerCarry,
} from './carrying.ts'

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

/** What a phone may say of itself beside its question; older ones say nothing. */
const selfReport = {
  report: z.optional(PhoneReport),
  /** Server minus phone, as measured at an earlier contact. */
  clockOffsetMs: z.optional(ClockOffset),
}

/** `line` is the phone's store, made anew with it; `number` counts its pushes from 1 on. */
export const PushTurn = z.strictObject({ line: Id, number: z.int().check(z.gte(1)) })
export type PushTurn = z.output<typeof PushTurn>

export const syncApi = {
  'sync.push': command({
    input: z.strictObject({
      deviceId: Id,
      appVersion: text(40),
      acts: z
        .array(Act)
        .check(z.minLength(1), z.maxLength(actsPerPush, { error: `一次最多 ${actsPerPush} 条` })),
      /** The one the phone knows; a server of another answers nothing yet, for the phone to begin at the beginning. */
      epoch: z.optional(Id),
      /** Which push of this phone it is; one that a later push has overtaken is not done any more. */
      turn: z.optional(PushTurn),
    }),
    /** epoch: changes when the server was restored; the phone then offers again what it still keeps. */
    output: z.object({ epoch: Id, now: Instant, answers: z.array(ActAnswer) }),
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
      ...selfReport,
      /** Of the month's rounds the phone has; an older app does not ask. */
      rounds: z.optional(text(100)),
    }),
    output: z.object({
      epoch: Id,
      today: DayText,
      /** The server's clock, for a phone to know how far its own is off. */
      now: Instant,
      /** What phones of today run. */
      newestApp: z.string(),
      fingerprint: z.string(),
      unchanged: z.boolean(),
      parts: z.array(z.object({ fingerprint: z.string(), elder: BundleElder })),
      /** Elders the visitor no longer carries. */
      gone: z.array(Id),
      /** Rules the phone computes with. */
      settings: z.record(z.string(), z.union([z.number(), z.boolean()])),
      /** Plan, wishes and who stands in; only when they changed. */
      rounds: z.optional(CarriedRounds),
    }),
    may: 'sync:use',
    says: '同步下行',
    personal: true,
  }),
  /** The phone's key for sealed records goes up, the server's comes down. */
  'sync.keys': command({
    input: z.strictObject({
      deviceId: Id,
      publicKey: PublicPoint,
      /** The phone as a thing, for one that was signed in before phones could be shared. */
      phoneId: z.optional(Id),
    }),
    output: z.object({ epoch: Id, key: ServerKeyName, publicKey: PublicPoint }),
    may: 'sync:use',
    says: '登记手机密钥',
    once: false,
  }),
  /** Records of others, sealed: done in the name of whoever made them, receipts sealed for her phone. */
  'sync.carry': command({
    input: z.strictObject({
      /** The carrier's own phone; none at a desk. */
      deviceId: z.nullable(Id),
      acts: z
        .array(SealedAct)
        .check(z.minLength(1), z.maxLength(sealedPerCarry, { error: `一次最多 ${sealedPerCarry} 条` })),
    }),
    output: z.object({
      receipts: z.array(SealedReceipt),
      /** What could not even be opened, with a sentence for the carrier; it still lies on the phone it came from. */
      rejected: z.array(z.object({ act: Id, message: z.string() })),
    }),
    may: 'sync:carry',
    says: '转交密封记录',
    personal: true,
    once: false,
  }),
  /** Of one's own area, newest first; `acts` asks what became of those just brought. A carrier on a phone may not. */
  'sync.carriedList': query({
    input: z.strictObject({
      regionCode: RegionCode,
      outcome: z.optional(carriedOutcomes.schema),
      acts: z.optional(z.array(Id).check(z.minLength(1), z.maxLength(200))),
      ...Page,
    }),
    output: z.object({ rows: z.array(CarriedAct), next: z.nullable(z.string()) }),
    may: 'visit:read',
    says: '查看转交记录',
  }),
}
