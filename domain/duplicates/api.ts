// The acts on pairs of records that may be one person: reading, and saying once and for all that they are two.
import * as z from 'zod/mini'
import { ElderChange } from '../elders/api.ts'
import { sexes } from '../elders/elder.ts'
import { command, query } from '../kernel/operation.ts'
import { DayText, Id, Instant, Page, RegionCode, text } from '../kernel/shapes.ts'
import { pairDecisions, pairSources, pairStates, pairVerdicts } from './pair.ts'
import { SimilarElder } from './similar.ts'

const Key = { countyCode: z.string().check(z.regex(/^\d{6}$/)), id: Id }

/** One of the two, as much as recognises a person; of another county's record nothing but this is ever shown. */
export const PairSide = z.object({
  countyCode: z.string(),
  /** The record that stands today: a merged one is followed to its survivor. */
  elderId: Id,
  countyName: z.string(),
  villageName: z.nullable(z.string()),
  name: z.nullable(z.string()),
  sex: z.nullable(sexes.schema),
  bornOn: z.nullable(DayText),
  numberMask: z.nullable(z.string()),
  endedOn: z.nullable(DayText),
})
export type PairSide = z.output<typeof PairSide>

export const DuplicatePair = z.object({
  countyCode: z.string(),
  id: Id,
  one: PairSide,
  other: PairSide,
  acrossCounties: z.boolean(),
  score: z.number(),
  verdict: pairVerdicts.schema,
  reasons: z.array(z.object({ code: z.string(), weight: z.number(), says: z.string() })),
  source: pairSources.schema,
  state: pairStates.schema,
  foundAt: Instant,
  decidedBy: z.nullable(z.string()),
  decidedAt: z.nullable(Instant),
  note: z.nullable(z.string()),
})
export type DuplicatePair = z.output<typeof DuplicatePair>

export const duplicateApi = {
  'duplicate.list': query({
    /** Best first. */
    input: z.strictObject({
      regionCode: RegionCode,
      state: z._default(pairStates.schema, 'toReview'),
      source: z.optional(pairSources.schema),
      /** This sure or surer. */
      atLeast: z.optional(pairVerdicts.schema),
      ...Page,
    }),
    output: z.object({ rows: z.array(DuplicatePair), next: z.nullable(z.string()), total: z.number() }),
    may: 'elder:read',
    says: '查看疑似重复档案',
    personal: true,
  }),
  'duplicate.get': query({
    input: z.strictObject(Key),
    output: DuplicatePair,
    may: 'elder:read',
    says: '查看疑似重复档案',
    personal: true,
  }),
  'duplicate.similar': query({
    /** As far as the form is filled in; `except` is the record being changed. Best first, from the county's threshold on. */
    input: z.strictObject({ regionCode: RegionCode, elder: ElderChange, except: z.optional(Id) }),
    output: z.object({ rows: z.array(SimilarElder) }),
    may: 'elder:edit',
    says: '登记时查找可能是同一人的档案',
    personal: true,
  }),
  'duplicate.decide': command({
    /** `toReview` takes an earlier “two people” back; the note says why. */
    input: z.strictObject({ ...Key, decision: pairDecisions.schema, note: text(200) }),
    output: DuplicatePair,
    may: 'elder:merge',
    says: '判定疑似重复档案',
    personal: true,
  }),
}
