// The acts on places where elders eat: register, open and close, papers, staff, opening hours, and how they stand.
import * as z from 'zod/mini'
import { command, query } from '../kernel/operation.ts'
import { Count, DayText, Id, Nothing, Page, RegionCode, text } from '../kernel/shapes.ts'
import {
  CanteenClosure,
  CanteenPaper,
  CanteenRow,
  canteenFields,
  canteenKinds,
  canteenLights,
  canteenPaperKinds,
  canteenStates,
  canteenTroubles,
  closingReasons,
  Opening,
  StaffMember,
  staffDuties,
} from './canteen.ts'

export const countyCode = z.string().check(z.regex(/^\d{6}$/))
const key = { countyCode, id: Id }
const note = z._default(z.nullable(text(200)), null)
const anyDay = z._default(z.nullable(DayText), null)
const counts = z.record(z.string(), Count)

/** Which places a list or a card speaks of. */
const chosen = {
  regionCode: RegionCode,
  light: z.optional(canteenLights.schema),
  trouble: z.optional(canteenTroubles.schema),
  kind: z.optional(canteenKinds.schema),
  state: z.optional(canteenStates.schema),
  text: z.optional(text(40)),
}

export const canteenApi = {
  'canteen.list': query({
    input: z.strictObject({ ...chosen, ...Page }),
    output: z.object({ rows: z.array(CanteenRow), next: z.nullable(z.string()), total: Count }),
    may: 'canteen:read',
    says: '查看助餐点',
  }),
  'canteen.export': query({
    input: z.strictObject(chosen),
    output: Nothing,
    may: 'canteen:read',
    says: '导出助餐点名单',
    bytes: 'out',
  }),
  'canteen.standing': query({
    input: z.strictObject({ regionCode: RegionCode }),
    output: z.object({
      total: Count,
      lights: counts,
      troubles: counts,
      /** Of yesterday, the last whole day. */
      servedYesterday: Count,
      regulars: Count,
    }),
    may: 'canteen:read',
    says: '查看助餐点',
  }),
  'canteen.get': query({
    input: z.strictObject(key),
    output: z.object({
      canteen: z.object({ ...CanteenRow.shape, ...canteenFields, version: z.number() }),
      /** Why nothing may be served today; null when it may. */
      stopped: z.nullable(z.string()),
      conditions: z.array(z.object({ says: z.string(), met: z.nullable(z.boolean()), source: z.string() })),
      states: z.array(
        z.object({
          state: canteenStates.schema,
          fromOn: DayText,
          reason: z.nullable(closingReasons.schema),
          note: z.nullable(z.string()),
          saidByName: z.nullable(z.string()),
        }),
      ),
      openings: z.array(Opening),
      closures: z.array(CanteenClosure),
      papers: z.array(CanteenPaper),
      staff: z.array(StaffMember),
      /** The last sixty days: which of them served, for the strip of opening days. */
      servedOn: z.array(z.object({ day: DayText, meals: Count })),
    }),
    may: 'canteen:read',
    says: '查看助餐点',
  }),
  'canteen.register': command({
    input: z.strictObject({ id: Id, regionCode: RegionCode, ...canteenFields, opening: Opening }),
    output: Nothing,
    may: 'canteen:manage',
    says: '登记助餐点',
  }),
  'canteen.change': command({
    input: z.strictObject({ ...key, version: z.int(), ...canteenFields }),
    output: Nothing,
    may: 'canteen:manage',
    says: '修改助餐点',
  }),
  'canteen.changeState': command({
    input: z.strictObject({
      ...key,
      state: canteenStates.schema,
      fromOn: DayText,
      reason: z._default(z.nullable(closingReasons.schema), null),
      note,
    }),
    output: Nothing,
    may: 'canteen:manage',
    says: '改变助餐点状态',
  }),
  'canteen.setOpening': command({
    input: z.strictObject({ ...key, opening: Opening }),
    output: Nothing,
    may: 'canteen:run',
    says: '安排助餐点开放时间',
  }),
  'canteen.closeDays': command({
    input: z.strictObject({
      ...key,
      closureId: Id,
      fromOn: DayText,
      toOn: DayText,
      reason: closingReasons.schema,
      note,
    }),
    output: Nothing,
    may: 'canteen:run',
    says: '登记助餐点停开',
  }),
  'canteen.withdrawClosure': command({
    input: z.strictObject({ ...key, closureId: Id }),
    output: Nothing,
    may: 'canteen:run',
    says: '取消助餐点停开',
  }),
  'canteen.keepPaper': command({
    input: z.strictObject({
      ...key,
      paperId: Id,
      kind: canteenPaperKinds.schema,
      number: text(60),
      issuer: text(60),
      issuedOn: DayText,
      expiresOn: anyDay,
    }),
    output: Nothing,
    may: 'canteen:manage',
    says: '登记助餐点证照',
  }),
  'canteen.endPaper': command({
    input: z.strictObject({ ...key, paperId: Id }),
    output: Nothing,
    may: 'canteen:manage',
    says: '撤下助餐点证照',
  }),
  'canteen.keepStaff': command({
    input: z.strictObject({
      ...key,
      staffId: Id,
      name: text(30),
      duty: staffDuties.schema,
      accountId: z._default(z.nullable(Id), null),
      healthCertificate: z._default(z.nullable(text(60)), null),
      healthCheckedOn: anyDay,
      healthExpiresOn: anyDay,
    }),
    output: Nothing,
    may: 'canteen:manage',
    says: '登记助餐点人员',
  }),
  'canteen.endStaff': command({
    input: z.strictObject({ ...key, staffId: Id }),
    output: Nothing,
    may: 'canteen:manage',
    says: '撤下助餐点人员',
  }),
  /** Whose phone or desk may be linked: accounts with a canteen post that reaches the place. */
  'canteen.accounts': query({
    input: z.strictObject(key),
    output: z.array(z.object({ id: Id, name: z.string(), login: z.string() })),
    may: 'canteen:manage',
    says: '查看助餐点人员账号',
  }),
}
