// The acts about how true visits look: scores and reasons, words with the visitor, call-backs, door cards.
import * as z from 'zod/mini'
import { command, query } from '../kernel/operation.ts'
import { DayText, Id, Instant, MonthText, Nothing, Page, RegionCode, text } from '../kernel/shapes.ts'
import { visitMethods, visitResults } from '../visits/visit.ts'
import { CallBack, CallBackAnswer, CallBackDraw, callBackPurposes, callBackStates } from './call-back.ts'
import { truthNoteKinds, truthSigns, truthStages } from './signs.ts'

const countyCode = z.string().check(z.regex(/^\d{6}$/))

export const truthJob = 'visitTruth.score'

const Reason = z.object({
  sign: truthSigns.schema,
  points: z.number(),
  words: z.string(),
  /** What the sentence rests on, for those who say it in another language. */
  figures: z.record(z.string(), z.number()),
  visitIds: z.array(Id),
})

const Note = z.object({
  id: Id,
  month: MonthText,
  kind: truthNoteKinds.schema,
  words: z.string(),
  byName: z.nullable(z.string()),
  writtenAt: Instant,
})

const MonthScore = z.object({ month: MonthText, score: z.number(), visits: z.number() })

const TruthRow = z.object({
  countyCode: z.string(),
  visitorId: Id,
  visitorName: z.string(),
  regionCode: RegionCode,
  regionName: z.string(),
  month: MonthText,
  visits: z.number(),
  score: z.number(),
  stage: truthStages.schema,
  reasons: z.array(Reason),
  /** The last six months, oldest first. */
  trend: z.array(MonthScore),
  /** Whether somebody spoke to her about this month, and whether she said something. */
  coached: z.boolean(),
  answered: z.boolean(),
})

export const visitTruthApi = {
  'visitTruth.list': query({
    /** Visitors of a month, the lowest score first. */
    input: z.strictObject({
      regionCode: RegionCode,
      month: MonthText,
      stage: z.optional(truthStages.schema),
      ...Page,
    }),
    output: z.object({
      rows: z.array(TruthRow),
      next: z.nullable(z.string()),
      counts: z.record(z.string(), z.number()),
      scoredAt: z.nullable(Instant),
    }),
    may: 'visitTruth:read',
    says: '查看探访质量',
    personal: true,
  }),
  'visitTruth.get': query({
    input: z.strictObject({ countyCode, visitorId: Id, month: MonthText }),
    output: z.object({
      ...TruthRow.shape,
      notes: z.array(Note),
      calls: z.array(
        z.object({
          id: Id,
          elderId: Id,
          elderName: z.string(),
          method: visitMethods.schema,
          result: visitResults.schema,
          startedAt: Instant,
          endedAt: Instant,
          lon: z.nullable(z.number()),
          lat: z.nullable(z.number()),
          worries: z.number(),
          /** 'wrong' is a code of another door. */
          doorCode: z.enum(['none', 'right', 'wrong']),
        }),
      ),
    }),
    may: 'visitTruth:read',
    says: '查看一位探访员的探访质量',
    personal: true,
  }),
  'visitTruth.mine': query({
    /** Her own months, newest first: what her officer sees. */
    input: z.strictObject({}),
    output: z.array(
      z.object({
        countyCode: z.string(),
        month: MonthText,
        visits: z.number(),
        score: z.number(),
        stage: truthStages.schema,
        reasons: z.array(Reason),
        notes: z.array(Note),
      }),
    ),
    may: 'visit:record',
    says: '查看我的探访质量',
  }),
  'visitTruth.answer': command({
    input: z.strictObject({ id: Id, countyCode, month: MonthText, words: text(500) }),
    output: Nothing,
    may: 'visit:record',
    says: '说明自己的探访',
  }),
  'visitTruth.note': command({
    /** A word with the visitor, or that what she said explains the month. */
    input: z.strictObject({
      id: Id,
      countyCode,
      visitorId: Id,
      month: MonthText,
      kind: z.enum(['coached', 'excused']),
      words: text(500),
    }),
    output: Nothing,
    may: 'visitTruth:coach',
    says: '就探访质量提醒探访员',
  }),

  'callBack.draw': command({
    /** Visits of the seven days that begin on `fromDay`; `repeated` only those of visitors whom words did not help. */
    input: z.strictObject({
      id: Id,
      regionCode: RegionCode,
      fromDay: DayText,
      purpose: callBackPurposes.schema,
      /** How many to call; without it the region's share of the week's visits. */
      count: z.optional(z.int().check(z.gte(1), z.lte(500))),
    }),
    output: CallBackDraw,
    may: 'callBack:work',
    says: '抽取电话回访名单',
    personal: true,
  }),
  'callBack.draws': query({
    input: z.strictObject({ regionCode: RegionCode, ...Page }),
    output: z.object({ rows: z.array(CallBackDraw), next: z.nullable(z.string()) }),
    may: 'callBack:read',
    says: '查看电话回访的抽取',
  }),
  'callBack.check': query({
    /** Draws again from the kept seed and compares. */
    input: z.strictObject({ countyCode, id: Id }),
    output: z.object({ same: z.boolean(), poolSize: z.number(), drawn: z.number() }),
    may: 'callBack:read',
    says: '核对电话回访的抽取',
  }),
  'callBack.list': query({
    input: z.strictObject({
      regionCode: RegionCode,
      drawId: z.optional(Id),
      state: z.optional(callBackStates.schema),
      /** Still to be called: never tried, or not reached yet. */
      open: z._default(z.boolean(), false),
      ...Page,
    }),
    output: z.object({ rows: z.array(CallBack), next: z.nullable(z.string()) }),
    may: 'callBack:read',
    says: '查看电话回访名单',
    personal: true,
  }),
  'callBack.answer': command({
    input: z.strictObject({ countyCode, id: Id, ...CallBackAnswer.shape }),
    output: CallBack,
    may: 'callBack:work',
    says: '记录电话回访',
    personal: true,
  }),

  'doorCard.list': query({
    /** The homes of a village with somebody on record, and their cards. */
    input: z.strictObject({ regionCode: RegionCode, ...Page }),
    output: z.object({
      rows: z.array(
        z.object({
          countyCode: z.string(),
          householdId: Id,
          address: z.string(),
          names: z.array(z.string()),
          code: z.nullable(z.string()),
          issuedOn: z.nullable(DayText),
        }),
      ),
      next: z.nullable(z.string()),
    }),
    may: 'doorCard:issue',
    says: '查看门牌码',
    personal: true,
  }),
  'doorCard.issue': command({
    /** A card for every home of the village that has none. */
    input: z.strictObject({ regionCode: RegionCode }),
    output: z.object({ issued: z.number() }),
    may: 'doorCard:issue',
    says: '制作门牌码',
  }),
  'doorCard.replace': command({
    /** A card that was lost, or whose code went round: the old one is right no longer. */
    input: z.strictObject({ countyCode, householdId: Id }),
    output: z.object({ code: z.string() }),
    may: 'doorCard:issue',
    says: '更换门牌码',
  }),
}
