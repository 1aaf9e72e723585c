// The acts on twinnings and on contracts of house or land for care.
import * as z from 'zod/mini'
import { command, query } from '../kernel/operation.ts'
import { Count, DayText, Id, Nothing, Page, RegionCode, text } from '../kernel/shapes.ts'
import { AssetContract, AssetRow, AssetTerms, assetKinds, assetStates, CheckAnswer } from './asset.ts'
import { TwinDeed, Twinning, twinGifts, twinStates } from './twinning.ts'

const countyCode = z.string().check(z.regex(/^\d{6}$/))
const Key = { countyCode, id: Id }
const many = z.int().check(z.gte(0), z.lte(100_000))

export const twinningApi = {
  'twinning.list': query({
    input: z.strictObject({
      regionCode: RegionCode,
      state: z.optional(twinStates.schema),
      facilityId: z.optional(Id),
      ...Page,
    }),
    output: z.object({
      rows: z.array(Twinning),
      next: z.nullable(z.string()),
      counts: z.record(twinStates.schema, Count),
    }),
    may: 'facility:read',
    says: '查看结对帮扶',
  }),
  'twinning.get': query({
    input: z.strictObject(Key),
    output: z.object({ twinning: Twinning, deeds: z.array(TwinDeed) }),
    may: 'facility:read',
    says: '查看结对帮扶',
  }),
  'twinning.register': command({
    input: z.strictObject({
      ...Key,
      facilityId: Id,
      partnerName: text(100),
      partnerPlace: text(100),
      agreedOn: DayText,
      untilOn: DayText,
      gifts: z.array(twinGifts.schema).check(z.minLength(1, { error: '至少选一项' }), z.maxLength(6)),
      words: text(1_000),
    }),
    output: Nothing,
    may: 'facility:manage',
    says: '登记结对协议',
  }),
  'twinning.log': command({
    input: z.strictObject({
      ...Key,
      deedId: Id,
      doneOn: DayText,
      gift: twinGifts.schema,
      quantity: many,
      people: many,
      words: text(500),
    }),
    output: Nothing,
    may: 'station:keep',
    says: '记结对活动',
  }),
  'twinning.end': command({
    input: z.strictObject({ ...Key, on: DayText, reason: text(200) }),
    output: Nothing,
    may: 'facility:manage',
    says: '结束结对',
  }),
  'twinning.export': query({
    input: z.strictObject({ regionCode: RegionCode }),
    output: Nothing,
    may: 'facility:read',
    says: '导出结对帮扶',
    bytes: 'out',
  }),
}

export const assetApi = {
  'assetContract.list': query({
    input: z.strictObject({
      regionCode: RegionCode,
      state: z.optional(assetStates.schema),
      kind: z.optional(assetKinds.schema),
      ...Page,
    }),
    output: z.object({
      rows: z.array(AssetRow),
      next: z.nullable(z.string()),
      counts: z.record(assetStates.schema, Count),
    }),
    may: 'facility:read',
    says: '查看以房、以地养老合同',
    personal: true,
  }),
  'assetContract.get': query({
    input: z.strictObject(Key),
    output: AssetContract,
    may: 'facility:read',
    says: '查看以房、以地养老合同',
    personal: true,
  }),
  'assetContract.register': command({
    input: z.strictObject({ ...Key, elderId: Id, terms: AssetTerms }),
    output: Nothing,
    may: 'stay:work',
    says: '登记以房、以地养老合同',
    personal: true,
  }),
  'assetContract.check': command({
    input: z.strictObject({
      ...Key,
      version: z.int(),
      answers: z.array(CheckAnswer).check(z.minLength(1), z.maxLength(14)),
    }),
    output: Nothing,
    may: 'stay:work',
    says: '核查以房、以地养老合同',
    personal: true,
  }),
  /** By another person than the one who wrote it down, and only when nothing stands in the way. */
  'assetContract.enforce': command({
    input: z.strictObject({ ...Key, version: z.int(), on: DayText }),
    output: Nothing,
    may: 'stay:work',
    says: '准许以房、以地养老合同生效',
    personal: true,
  }),
  'assetContract.settle': command({
    input: z.strictObject({
      ...Key,
      version: z.int(),
      state: z.enum(['assetRefused', 'assetWithdrawn', 'assetEnded']),
      on: DayText,
      why: text(300),
    }),
    output: Nothing,
    may: 'stay:work',
    says: '了结以房、以地养老合同',
    personal: true,
  }),
  'assetContract.export': query({
    input: z.strictObject({ regionCode: RegionCode }),
    output: Nothing,
    may: 'stay:work',
    says: '导出以房、以地养老合同',
    personal: true,
    bytes: 'out',
  }),
}
