// The acts on places of the network: find, keep, correct, open and shut, ask the village, help to file.
import * as z from 'zod/mini'
import { command, query } from '../kernel/operation.ts'
import { Count, DayText, Id, Nothing, Page, RegionCode, text } from '../kernel/shapes.ts'
import {
  activityWays,
  dormancyAnswers,
  equipmentConditions,
  equipmentKinds,
  facilityFields,
  facilityPaperKinds,
  facilityStates,
  filingStepKinds,
  photoSubjects,
  siteKinds,
  siteServices,
  stateReasons,
} from './facility.ts'
import { FacilityParts, RungLine, SiteRow } from './site.ts'
import { siteFlags, siteLights } from './standing.ts'

const countyCode = z.string().check(z.regex(/^\d{6}$/))
const key = { countyCode, id: Id }
const orNull = <Schema extends z.core.$ZodType>(schema: Schema) => z._default(z.nullable(schema), null)
export const facilityPhotoTypes = ['image/jpeg', 'image/png', 'image/webp'] as const
/** A paper may also come from a scanner. */
export const facilityScanTypes = [...facilityPhotoTypes, 'application/pdf'] as const
export const facilityPhotoLimitBytes = 8_000_000
const askedAtOnce = 200
/** A telephone as it is typed; sealed before it is stored. */
const phone = z
  .string()
  .check(z.trim(), z.regex(/^[\d+\- ]{7,20}$/, { error: '电话只写数字，如 0433-1234567' }))

const chosen = {
  regionCode: RegionCode,
  kind: z.optional(siteKinds.schema),
  state: z.optional(facilityStates.schema),
  light: z.optional(siteLights.schema),
  flag: z.optional(siteFlags.schema),
  service: z.optional(siteServices.schema),
  /** Has it, or, with `lacks`, has it not. */
  equipment: z.optional(equipmentKinds.schema),
  lacks: z._default(z.boolean(), false),
  /** At least so many. */
  beds: z.optional(z.int().check(z.gte(1), z.lte(2000))),
  text: z.optional(text(40)),
}
export const SiteChoice = z.strictObject(chosen)
export type SiteChoice = z.output<typeof SiteChoice>

const counts = z.record(z.string(), Count)

export const facilityApi = {
  'facility.list': query({
    input: z.strictObject({ ...chosen, ...Page }),
    output: z.object({ rows: z.array(SiteRow), next: z.nullable(z.string()), total: Count }),
    may: 'facility:read',
    says: '查看养老服务设施',
  }),
  'facility.export': query({
    input: SiteChoice,
    output: Nothing,
    may: 'facility:read',
    says: '导出养老服务设施名单',
    bytes: 'out',
  }),
  'facility.standing': query({
    input: z.strictObject({ regionCode: RegionCode }),
    output: z.object({
      total: Count,
      kinds: counts,
      states: counts,
      lights: counts,
      flags: counts,
      beds: Count,
      lodgingBeds: Count,
      questionsOpen: Count,
    }),
    may: 'facility:read',
    says: '查看养老服务设施数量',
  }),
  /** By county, or within a county by township. */
  'facility.network': query({
    input: z.strictObject({ regionCode: RegionCode }),
    output: z.object({ lines: z.array(RungLine), countyCentresAtLeast: Count }),
    may: 'facility:read',
    says: '查看四级网络',
  }),
  'facility.get': query({
    input: z.strictObject(key),
    output: FacilityParts,
    may: 'facility:read',
    says: '查看一处养老服务设施',
  }),
  'facility.managerPhone': query({
    input: z.strictObject({ ...key, reason: text(100) }),
    output: z.object({ phone: z.nullable(z.string()) }),
    may: 'facility:manage',
    says: '查看设施负责人完整电话',
    personal: true,
  }),
  'facility.register': command({
    input: z.strictObject({
      id: Id,
      regionCode: RegionCode,
      ...facilityFields,
      managerPhone: orNull(phone),
      state: facilityStates.schema,
      fromOn: DayText,
    }),
    output: Nothing,
    may: 'facility:manage',
    says: '登记养老服务设施',
  }),
  'facility.change': command({
    input: z.strictObject({
      ...key,
      version: Count,
      ...facilityFields,
      canteenId: orNull(Id),
      /** Left out: stays as it is. */
      managerPhone: z.optional(z.nullable(phone)),
    }),
    output: Nothing,
    may: 'facility:manage',
    says: '更正养老服务设施',
  }),
  'facility.undoChange': command({
    input: z.strictObject({ ...key, changeId: Id }),
    output: Nothing,
    may: 'facility:manage',
    says: '撤销设施更正',
  }),
  'facility.changeState': command({
    input: z.strictObject({
      ...key,
      state: facilityStates.schema,
      fromOn: DayText,
      reason: orNull(stateReasons.schema),
      note: orNull(text(200)),
    }),
    output: Nothing,
    may: 'facility:manage',
    says: '登记设施开办、暂停或停办',
  }),
  'facility.withdrawState': command({
    input: z.strictObject({ ...key, stateId: Id }),
    output: Nothing,
    may: 'facility:manage',
    says: '撤回设施状态',
  }),
  'facility.keepPaper': command({
    input: z.strictObject({
      ...key,
      paperId: Id,
      kind: facilityPaperKinds.schema,
      number: text(60),
      issuer: text(60),
      issuedOn: DayText,
      expiresOn: orNull(DayText),
    }),
    output: Nothing,
    may: 'facility:manage',
    says: '登记设施证照和备案',
  }),
  'facility.endPaper': command({
    input: z.strictObject({ ...key, paperId: Id, endedOn: DayText }),
    output: Nothing,
    may: 'facility:manage',
    says: '停用设施证照',
  }),
  'facility.addScan': command({
    input: z.strictObject({ ...key, paperId: Id, scanId: Id, contentType: z.enum(facilityScanTypes) }),
    output: Nothing,
    may: 'facility:manage',
    says: '上传设施证照的扫描件',
    bytes: 'in',
  }),
  'facility.scan': query({
    input: z.strictObject({ ...key, scanId: Id }),
    output: Nothing,
    may: 'facility:read',
    says: '查看设施证照的扫描件',
    bytes: 'out',
  }),
  'facility.keepEquipment': command({
    input: z.strictObject({
      ...key,
      equipmentId: Id,
      kind: equipmentKinds.schema,
      pieces: z.int().check(z.gte(1), z.lte(5000)),
      condition: equipmentConditions.schema,
      receivedOn: orNull(DayText),
      source: orNull(text(60)),
    }),
    output: Nothing,
    may: 'facility:manage',
    says: '登记设施设备',
  }),
  'facility.endEquipment': command({
    input: z.strictObject({ ...key, equipmentId: Id, endedOn: DayText }),
    output: Nothing,
    may: 'facility:manage',
    says: '设施设备移出',
  }),
  'facility.addPhoto': command({
    input: z.strictObject({
      ...key,
      photoId: Id,
      subject: photoSubjects.schema,
      takenOn: DayText,
      contentType: z.enum(facilityPhotoTypes),
    }),
    output: Nothing,
    may: 'station:keep',
    says: '上传设施照片',
    bytes: 'in',
  }),
  'facility.photo': query({
    input: z.strictObject({ ...key, photoId: Id }),
    output: Nothing,
    may: 'facility:read',
    says: '查看设施照片',
    bytes: 'out',
  }),
  /** A day on which something happened that no other list knows of. */
  'facility.noteDay': command({
    input: z.strictObject({ ...key, day: DayText, way: activityWays.schema }),
    output: Nothing,
    may: 'station:keep',
    says: '登记设施当天的活动',
  }),
  'facility.askVillage': command({
    input: z.strictObject({
      countyCode,
      ids: z.array(Id).check(z.minLength(1), z.maxLength(askedAtOnce)),
      note: orNull(text(200)),
    }),
    output: z.object({ asked: Count, told: Count }),
    may: 'facility:manage',
    says: '询问村里设施为什么没有动静',
  }),
  'facility.answerQuestion': command({
    input: z.strictObject({
      ...key,
      questionId: Id,
      answer: dormancyAnswers.schema,
      answerNote: orNull(text(200)),
      opensOn: orNull(DayText),
    }),
    output: Nothing,
    may: 'station:keep',
    says: '答复设施为什么没有动静',
  }),
  'facility.keepFilingStep': command({
    input: z.strictObject({
      ...key,
      step: filingStepKinds.schema,
      doneOn: DayText,
      note: orNull(text(200)),
    }),
    output: Nothing,
    may: 'facility:manage',
    says: '登记帮助备案的进度',
  }),
  'facility.dropFilingStep': command({
    input: z.strictObject({ ...key, step: filingStepKinds.schema }),
    output: Nothing,
    may: 'facility:manage',
    says: '撤回帮助备案的进度',
  }),
}
