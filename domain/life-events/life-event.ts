// What happens in an old person's life and moves everything with it: kinds, details, and the shapes screens show.
import * as z from 'zod/mini'
import { choice, type KeyOf } from '../kernel/choice.ts'
import { DayText, Id, Instant, RegionCode } from '../kernel/shapes.ts'

export const lifeEventKinds = choice({
  died: '去世',
  hospitalised: '住进医院',
  dischargedFromHospital: '出院',
  enteredInstitution: '住进养老机构',
  leftInstitution: '离开养老机构',
  movedWithinCounty: '县内迁居',
  movedToOtherCounty: '迁往省内其他县',
  leftProvince: '迁出本省',
  awayForLong: '长期外出',
  returned: '外出回来',
})
export type LifeEventKind = KeyOf<typeof lifeEventKinds>

/** What a visitor can tell from the doorstep; the officer finds out the rest. */
export const reportedKinds = choice({
  died: '去世',
  hospitalised: '住进医院',
  enteredInstitution: '住进养老机构',
  moved: '搬走了',
  awayForLong: '长期外出',
  returned: '外出回来',
})
export type ReportedKind = KeyOf<typeof reportedKinds>

/** How a visitor would have told of it: recording the event answers all reports of that kind. */
export const reportedAs: Readonly<Record<LifeEventKind, ReportedKind>> = {
  died: 'died',
  hospitalised: 'hospitalised',
  dischargedFromHospital: 'returned',
  enteredInstitution: 'enteredInstitution',
  leftInstitution: 'returned',
  movedWithinCounty: 'moved',
  movedToOtherCounty: 'moved',
  leftProvince: 'moved',
  awayForLong: 'awayForLong',
  returned: 'returned',
}

export const reportStates = choice({ waiting: '等待确认', confirmed: '已确认', dismissed: '不属实' })
export type ReportState = KeyOf<typeof reportStates>

/** Whoever must move when a life does; meals, orders, time accounts and devices join here when they exist. */
export const lifeFollowers = choice({
  record: '档案',
  visits: '探访',
  aidCases: '帮扶个案',
  memberships: '重点类别认定',
  benefits: '补贴津贴',
  cohabitants: '同户老年人',
})
export type LifeFollower = KeyOf<typeof lifeFollowers>

const short = (maximum: number) => z._default(z.string().check(z.trim(), z.maxLength(maximum)), '')

/** One shape for all kinds; `checkEvent` says which of them a kind needs. */
export const LifeEventDetails = z.strictObject({
  /** Hospital, home for the aged, or where the elder stays: as people call it. */
  place: short(100),
  /** The village moved to inside the county; a county, township or village elsewhere. */
  toRegionCode: z._default(z.nullable(RegionCode), null),
  /** A household of the new village to join; else a new one at the address. */
  householdId: z._default(z.nullable(Id), null),
  address: short(200),
  hamlet: short(40),
  /** When the elder is expected back. */
  expectedOn: z._default(z.nullable(DayText), null),
})
export type LifeEventDetails = z.output<typeof LifeEventDetails>

export const LifeEventInput = z.strictObject({
  countyCode: z.string().check(z.regex(/^\d{6}$/)),
  id: Id,
  elderId: Id,
  kind: lifeEventKinds.schema,
  happenedOn: DayText,
  /** What it rests on: a certificate, the village committee, the family's word. */
  reason: z.string().check(z.trim(), z.minLength(1, { error: '不能为空' }), z.maxLength(200)),
  details: z._default(LifeEventDetails, {
    place: '',
    toRegionCode: null,
    householdId: null,
    address: '',
    hamlet: '',
    expectedOn: null,
  }),
  /** The report from the field that this event confirms. */
  reportId: z._default(z.nullable(Id), null),
})
export type LifeEventInput = z.output<typeof LifeEventInput>

/** A consequence in words: to be read before confirming, and again in the record. */
export const Consequence = z.object({
  follower: lifeFollowers.schema,
  says: z.string(),
  /** Something a person has to look at; nothing happens by itself. */
  warns: z.boolean(),
})
export type Consequence = z.output<typeof Consequence>

export const LifeEventRow = z.object({
  countyCode: z.string(),
  id: Id,
  regionCode: RegionCode,
  villageName: z.string(),
  elderId: Id,
  elderName: z.string(),
  kind: lifeEventKinds.schema,
  happenedOn: DayText,
  reason: z.string(),
  /** Hospital, home or destination in words. */
  place: z.string(),
  late: z.boolean(),
  recordedByName: z.nullable(z.string()),
  recordedAt: Instant,
  undoneAt: z.nullable(Instant),
  undoneByName: z.nullable(z.string()),
  undoReason: z.nullable(z.string()),
  consequences: z.array(Consequence),
  /** What undoing left alone because somebody had changed it since. */
  kept: z.array(z.string()),
})
export type LifeEventRow = z.output<typeof LifeEventRow>
