// The acts on a surge: who would be called on, declaring, watching, standing down, calling off; and the phone's share.
import * as z from 'zod/mini'
import { command, query } from '../kernel/operation.ts'
import { Id, Nothing, Page, RegionCode, text } from '../kernel/shapes.ts'
import {
  CarriedDuties,
  dutyStates,
  Surge,
  SurgeAim,
  SurgeDuty,
  SurgeInput,
  SurgeRow,
  surgeCriteria,
} from './surge.ts'
import { WeatherRow, WeatherWarning } from './weather.ts'

const countyCode = z.string().check(z.regex(/^\d{6}$/))
const ofSurge = { countyCode, id: Id }

export const surgeApi = {
  'surge.preview': query({
    input: SurgeAim,
    output: z.object({
      total: z.number(),
      villages: z.number(),
      visitors: z.number(),
      /** Whom no visitor is assigned to: somebody must be found. */
      withoutVisitor: z.number(),
      criteria: z.array(z.object({ criterion: surgeCriteria.schema, elders: z.number() })),
    }),
    may: 'surge:declare',
    says: '预览应急看望的人数',
  }),
  'surge.declare': command({
    input: SurgeInput,
    output: Surge,
    may: 'surge:declare',
    says: '发布应急看望',
    personal: true,
  }),
  'surge.list': query({
    input: z.strictObject({ regionCode: RegionCode, standing: z._default(z.boolean(), false), ...Page }),
    output: z.object({ rows: z.array(SurgeRow), next: z.nullable(z.string()) }),
    may: 'surge:read',
    says: '查看应急看望',
  }),
  'surge.get': query({
    input: z.strictObject(ofSurge),
    output: Surge,
    may: 'surge:read',
    says: '查看应急看望的进展',
  }),
  'surge.duties': query({
    input: z.strictObject({
      ...ofSurge,
      regionCode: RegionCode,
      state: z.optional(dutyStates.schema),
      /** Only whom nobody is assigned to. */
      withoutVisitor: z._default(z.boolean(), false),
      ...Page,
    }),
    output: z.object({ rows: z.array(SurgeDuty), next: z.nullable(z.string()) }),
    may: 'surge:read',
    says: '查看应急看望的老年人名单',
    personal: true,
  }),
  'surge.standDown': command({
    input: z.strictObject({ ...ofSurge, note: z._default(z.nullable(text(300)), null) }),
    output: Surge,
    may: 'surge:declare',
    says: '解除应急看望',
  }),
  'surge.callOff': command({
    /** Declared by mistake: nobody need go any more; visits made meanwhile stay visits. */
    input: z.strictObject({ ...ofSurge, note: text(300) }),
    output: Surge,
    may: 'surge:declare',
    says: '撤销发布有误的应急看望',
  }),

  'weather.report': command({
    /** The door of a weather feed (docs/weather-feed.md). */
    input: z.strictObject({ key: text(200), ...WeatherWarning.shape }),
    output: z.object({ isNew: z.boolean() }),
    may: 'anyone',
    says: '收下气象预警',
    once: false,
  }),
  'weather.list': query({
    input: Nothing,
    output: z.array(WeatherRow),
    may: 'surge:read',
    says: '查看气象预警',
  }),

  'duty.watch': query({
    /** Asked every half minute by every open phone: no personal field, one short answer. */
    input: Nothing,
    output: z.object({ mark: z.string(), unseen: z.number(), accountId: Id }),
    may: 'sync:use',
    says: '看有没有新的应急看望',
  }),
  'duty.carried': query({
    input: Nothing,
    output: z.object({ mark: z.string(), ...CarriedDuties.shape }),
    may: 'sync:use',
    says: '取回应急看望名单',
    personal: true,
  }),
}
