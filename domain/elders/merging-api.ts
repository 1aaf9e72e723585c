// The acts that make two records one person, and take them apart again.
import * as z from 'zod/mini'
import { command, query } from '../kernel/operation.ts'
import { DayText, Id, Instant, text } from '../kernel/shapes.ts'
import { Elder, endingKinds } from './elder.ts'
import { ChosenSides, mergeFields, mergeSides } from './merge-fields.ts'
import { deathVerdicts } from './merging.ts'

const CountyCode = z.string().check(z.regex(/^\d{6}$/))

/** What is linked to a record and follows it into the person. */
export const LinkedCounts = z.object({
  visits: z.number(),
  aidCases: z.number(),
  openAidCases: z.number(),
  memberships: z.number(),
  contacts: z.number(),
  absences: z.number(),
  mergedRecords: z.number(),
})
export type LinkedCounts = z.output<typeof LinkedCounts>

/** One of the two records side by side; masked like any record on a screen. */
export const MergeCandidate = z.object({
  ...z.pick(Elder, {
    countyCode: true,
    id: true,
    regionCode: true,
    villageName: true,
    townshipName: true,
    name: true,
    sex: true,
    age: true,
    groups: true,
    numberMask: true,
    phoneMask: true,
    lastVisitedOn: true,
    endedOn: true,
    version: true,
    bornOn: true,
    birthCalendar: true,
    ethnicity: true,
    spokenLanguage: true,
    numberKind: true,
    address: true,
    hamlet: true,
    note: true,
    willingToBeVisited: true,
    registeredOn: true,
    visitorName: true,
    updatedAt: true,
  }).shape,
  endingKind: z.nullable(endingKinds.schema),
  hasHealthNote: z.boolean(),
  linked: LinkedCounts,
})
export type MergeCandidate = z.output<typeof MergeCandidate>

export const MergePreview = z.object({
  survivorId: Id,
  /** The record the rules would keep. */
  proposedSurvivorId: Id,
  survivor: MergeCandidate,
  merged: MergeCandidate,
  fields: z.array(
    z.object({
      field: mergeFields.schema,
      differs: z.boolean(),
      take: mergeSides.schema,
      choices: z.array(mergeSides.schema),
      reason: z.string(),
    }),
  ),
  numbersDiffer: z.boolean(),
  deathOn: z.nullable(Id),
  /** The merged record's visitor goes on with the person, because the surviving record has none. */
  visitorFollows: z.boolean(),
  /** Why the two can never be merged; null where nothing stands in the way. */
  never: z.nullable(z.string()),
})
export type MergePreview = z.output<typeof MergePreview>

export const MergeEntry = z.object({
  id: Id,
  countyCode: z.string(),
  survivorId: Id,
  survivorName: z.nullable(z.string()),
  mergedId: Id,
  mergedName: z.nullable(z.string()),
  mergedNumberMask: z.nullable(z.string()),
  reason: z.string(),
  mergedBy: z.nullable(z.string()),
  mergedAt: Instant,
  fields: z.array(z.object({ field: mergeFields.schema, from: mergeSides.schema })),
  undoneBy: z.nullable(z.string()),
  undoneAt: z.nullable(Instant),
  undoReason: z.nullable(z.string()),
})
export type MergeEntry = z.output<typeof MergeEntry>

export const elderMergingApi = {
  'elder.mergePreview': query({
    /** Without `survivorId` the rules propose who stays. */
    input: z.strictObject({
      countyCode: CountyCode,
      id: Id,
      otherId: Id,
      survivorId: z.optional(Id),
    }),
    output: MergePreview,
    may: 'elder:merge',
    says: '对照两份档案',
    personal: true,
  }),
  'elder.merge': command({
    input: z.strictObject({
      countyCode: CountyCode,
      mergeId: Id,
      survivorId: Id,
      mergedId: Id,
      /** What the person saw; a record changed since is shown again first. */
      survivorVersion: z.int(),
      mergedVersion: z.int(),
      take: z._default(ChosenSides, {}),
      numbersChecked: z._default(z.boolean(), false),
      death: z.optional(deathVerdicts.schema),
      reason: text(200),
    }),
    output: z.object({ survivorId: Id, version: z.int() }),
    may: 'elder:merge',
    says: '合并两份档案',
    personal: true,
  }),
  'elder.unmerge': command({
    input: z.strictObject({ countyCode: CountyCode, mergeId: Id, reason: text(200) }),
    output: z.object({
      survivorId: Id,
      mergedId: Id,
      restored: z.array(mergeFields.schema),
      kept: z.array(mergeFields.schema),
      sentence: z.string(),
    }),
    may: 'elder:merge',
    says: '拆开已合并的档案',
    personal: true,
  }),
  'elder.merges': query({
    input: z.strictObject({ countyCode: CountyCode, id: Id }),
    output: z.object({
      /** Newest first, those taken apart again among them. */
      rows: z.array(MergeEntry),
      /** Where this record went, if it was merged. */
      into: z.nullable(z.object({ id: Id, name: z.nullable(z.string()), mergedOn: DayText })),
    }),
    may: 'elder:read',
    says: '查看档案合并记录',
    personal: true,
  }),
}
