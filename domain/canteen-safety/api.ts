// The acts on food safety: records of the kitchen's day, how places stand, incidents, and regulars who do not come.
import * as z from 'zod/mini'
import { canteenKinds, canteenStates, meals } from '../canteens/canteen.ts'
import { command, query } from '../kernel/operation.ts'
import { Count, DayText, Id, Instant, MonthText, Nothing, Page, RegionCode, text } from '../kernel/shapes.ts'
import { AbsentRow } from './absent.ts'
import { authorities, IncidentDiner, IncidentRow, incidentStates, reopenChecks } from './incident.ts'
import { safetyLights, safetyTroubles } from './light.ts'
import {
  DisinfectionInput,
  DisinfectionRow,
  PurchaseInput,
  PurchaseRow,
  SelfCheckInput,
  SelfCheckRow,
} from './records.ts'
import { SampleInput, SampleRow, sampleDuties } from './samples.ts'

const countyCode = z.string().check(z.regex(/^\d{6}$/))
const canteen = { countyCode, canteenId: Id }
const key = { countyCode, id: Id }
const note = z._default(z.nullable(text(300)), null)

export const ticketPhotoTypes = ['image/jpeg', 'image/png', 'image/webp'] as const
export const ticketPhotoLimitBytes = 8_000_000

export const SafetyRow = z.object({
  countyCode: z.string(),
  id: Id,
  regionCode: RegionCode,
  name: z.string(),
  villageName: z.string(),
  townshipName: z.string(),
  kind: canteenKinds.schema,
  duty: sampleDuties.schema,
  light: safetyLights.schema,
  troubles: z.array(safetyTroubles.schema),
})
export type SafetyRow = z.output<typeof SafetyRow>

const MealSamples = z.object({
  day: DayText,
  meal: meals.schema,
  portions: Count,
  missing: z.array(z.string()),
})

/** What a cook's phone carries of her kitchen's safety: no elder is in it. */
export const CarriedSafety = z.object({
  countyCode: z.string(),
  canteenId: Id,
  grams: Count,
  hours: Count,
  duty: sampleDuties.schema,
  /** Somebody fell ill and it is not over: samples may not be thrown away. */
  isLocked: z.boolean(),
  /** So many that nothing is served; one alone is watched and the kitchen goes on. */
  isStopped: z.boolean(),
  /** So many ill stop the kitchen. */
  illAtLeast: Count,
  samples: z.array(SampleRow),
  disinfections: z.array(DisinfectionRow),
  selfChecks: z.array(SelfCheckRow),
})
export type CarriedSafety = z.output<typeof CarriedSafety>

export const canteenSafetyApi = {
  'foodSample.record': command({
    input: SampleInput,
    output: z.object({ code: z.string() }),
    may: 'meal:serve',
    says: '记录留样',
    offline: true,
  }),
  'foodSample.discard': command({
    input: z.strictObject({ ...key, discardedAt: Instant }),
    output: Nothing,
    may: 'meal:serve',
    says: '处理到期留样',
    offline: true,
  }),
  'foodSample.check': command({
    input: z.strictObject(key),
    output: Nothing,
    may: 'canteen:run',
    says: '核对留样',
  }),
  'foodPurchase.record': command({
    input: PurchaseInput,
    output: Nothing,
    may: 'meal:serve',
    says: '记录进货验收',
    offline: true,
  }),
  'foodPurchase.addPhoto': command({
    input: z.strictObject({ ...key, photoId: Id, contentType: z.enum(ticketPhotoTypes) }),
    output: Nothing,
    may: 'canteen:run',
    says: '上传进货票据照片',
    bytes: 'in',
  }),
  'foodPurchase.photo': query({
    input: z.strictObject(key),
    output: Nothing,
    may: 'canteen:run',
    says: '查看进货票据照片',
    bytes: 'out',
  }),
  'disinfection.record': command({
    input: DisinfectionInput,
    output: Nothing,
    may: 'meal:serve',
    says: '记录消毒',
    offline: true,
  }),
  'selfCheck.record': command({
    input: SelfCheckInput,
    output: Nothing,
    may: 'meal:serve',
    says: '记录食品安全自查',
    offline: true,
  }),
  'safety.pull': query({
    input: Nothing,
    output: z.object({ kitchens: z.array(CarriedSafety) }),
    may: 'meal:serve',
    says: '助餐点食品安全手机下行',
  }),
  'safety.standing': query({
    input: z.strictObject({ regionCode: RegionCode }),
    output: z.object({
      total: Count,
      lights: z.record(z.string(), Count),
      troubles: z.record(z.string(), Count),
      openIncidents: Count,
      absentRegulars: Count,
    }),
    may: 'canteen:read',
    says: '查看助餐点食品安全',
  }),
  'safety.list': query({
    input: z.strictObject({
      regionCode: RegionCode,
      light: z.optional(safetyLights.schema),
      trouble: z.optional(safetyTroubles.schema),
      ...Page,
    }),
    output: z.object({ rows: z.array(SafetyRow), next: z.nullable(z.string()), total: Count }),
    may: 'canteen:read',
    says: '查看助餐点食品安全',
  }),
  'safety.get': query({
    input: z.strictObject(canteen),
    output: z.object({
      place: z.object({ ...SafetyRow.shape, state: canteenStates.schema }),
      grams: Count,
      hours: Count,
      /** So many ill stop the kitchen. */
      illAtLeast: Count,
      /** Meals of the last seven days with dishes nobody kept a sample of, newest first. */
      missed: z.array(MealSamples),
      /** In the fridge now, the oldest first. */
      kept: z.array(SampleRow),
      disinfectedToday: z.boolean(),
      checkedToday: z.boolean(),
      /** Newest first; the open ones stand at the top. */
      incidents: z.array(IncidentRow),
    }),
    may: 'canteen:read',
    says: '查看助餐点食品安全',
  }),
  /** The four ledgers of a month, as an inspector asks for them. */
  'safety.month': query({
    input: z.strictObject({ ...canteen, month: MonthText }),
    output: z.object({
      canteenName: z.string(),
      samples: z.array(SampleRow),
      purchases: z.array(PurchaseRow),
      disinfections: z.array(DisinfectionRow),
      selfChecks: z.array(SelfCheckRow),
      missed: z.array(MealSamples),
    }),
    may: 'canteen:read',
    says: '查看食品安全台账',
  }),
  'safety.export': query({
    input: z.strictObject({ ...canteen, month: MonthText }),
    output: Nothing,
    may: 'canteen:read',
    says: '导出食品安全台账',
    bytes: 'out',
  }),
  'foodIncident.record': command({
    input: z.strictObject({
      ...canteen,
      id: Id,
      noticedAt: Instant,
      ill: z
        .array(z.strictObject({ elderId: Id, inHospital: z._default(z.boolean(), false) }))
        .check(z.maxLength(200)),
      /** Guests, staff, people of the village. */
      othersIll: z._default(z.int().check(z.gte(0), z.lte(500)), 0),
      symptoms: text(200),
    }),
    output: z.object({ state: incidentStates.schema }),
    may: 'canteen:run',
    says: '报告用餐后不适',
    personal: true,
  }),
  /**
   * From the phone of whoever stands in the kitchen, also without signal: it opens an incident, or adds to the open one.
   * `illCount` counts everybody; names may follow at the desk.
   */
  'foodIncident.report': command({
    input: z.strictObject({
      ...canteen,
      id: Id,
      noticedAt: Instant,
      illCount: z.int().check(z.gte(1), z.lte(500)),
      elderIds: z._default(z.array(Id).check(z.maxLength(200)), []),
      symptoms: text(200),
    }),
    output: z.object({ state: incidentStates.schema }),
    may: 'meal:serve',
    says: '手机报告用餐后不适',
    personal: true,
    offline: true,
  }),
  /** More people fall ill: the second of them stops the kitchen. */
  'foodIncident.addIll': command({
    input: z.strictObject({
      ...key,
      ill: z
        .array(z.strictObject({ elderId: Id, inHospital: z._default(z.boolean(), false) }))
        .check(z.maxLength(200)),
      othersIll: z._default(z.int().check(z.gte(0), z.lte(500)), 0),
    }),
    output: z.object({ state: incidentStates.schema }),
    may: 'canteen:run',
    says: '补报用餐后不适的人',
    personal: true,
  }),
  'foodIncident.get': query({
    input: z.strictObject(key),
    output: z.object({
      incident: z.object({
        ...IncidentRow.shape,
        symptoms: z.string(),
        othersIll: Count,
        recordedByName: z.nullable(z.string()),
        marketToldByName: z.nullable(z.string()),
        healthToldByName: z.nullable(z.string()),
        askedAt: z.nullable(Instant),
        askedByName: z.nullable(z.string()),
        askNote: z.nullable(z.string()),
        overByName: z.nullable(z.string()),
        overNote: z.nullable(z.string()),
        address: z.string(),
        operatorName: z.nullable(z.string()),
        licence: z.nullable(z.string()),
        /** Whether the asker may decide: she neither reported nor asked. */
        mayReopen: z.boolean(),
      }),
      /** How many days back who ate there is looked for. */
      days: Count,
      diners: z.array(IncidentDiner),
      samples: z.array(SampleRow),
    }),
    may: 'canteen:run',
    says: '查看食品安全事件',
    personal: true,
  }),
  'foodIncident.tell': command({
    input: z.strictObject({ ...key, authority: authorities.schema }),
    output: Nothing,
    may: 'canteen:run',
    says: '登记已报告监管部门',
  }),
  'foodIncident.askReopen': command({
    input: z.strictObject({ ...key, checks: z.array(reopenChecks.schema), note }),
    output: Nothing,
    may: 'canteen:run',
    says: '申请恢复供餐',
  }),
  /** Also ends what was only watched. */
  'foodIncident.close': command({
    input: z.strictObject({ ...key, checks: z.array(reopenChecks.schema), note }),
    output: Nothing,
    may: 'canteen:manage',
    says: '核查并恢复供餐',
  }),
  'absentRegular.list': query({
    input: z.strictObject({ regionCode: RegionCode, ended: z._default(z.boolean(), false), ...Page }),
    output: z.object({ rows: z.array(AbsentRow), next: z.nullable(z.string()) }),
    may: 'canteen:read',
    says: '查看没来吃饭的常客',
    personal: true,
  }),
  'absentRegular.settle': command({
    input: z.strictObject({ ...key, note: text(200) }),
    output: Nothing,
    may: 'canteen:run',
    says: '登记没来的常客已核实',
    personal: true,
  }),
}
