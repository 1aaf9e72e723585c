// The acts of a station that governs itself: who runs it, charter, committee, duty, meetings, complaint box, work.
import * as z from 'zod/mini'
import { facilityKinds } from '../facilities/facility.ts'
import { command, query } from '../kernel/operation.ts'
import { Count, DayText, Id, MonthText, Nothing, Page, RegionCode, text } from '../kernel/shapes.ts'
import {
  Charter,
  CommitteeMemberInput,
  CommitteeTerm,
  complaintWays,
  DutyLine,
  StationComplaint,
  StationRecord,
  stationDuties,
  stationRecordKinds,
} from './station.ts'
import { stayPhotoTypes } from './stay-api.ts'

const countyCode = z.string().check(z.regex(/^\d{6}$/))
const OfFacility = { countyCode, facilityId: Id }
const Key = { countyCode, id: Id }
const people = z.int().check(z.gte(0), z.lte(5_000))

export const StationRow = z.object({
  countyCode: z.string(),
  facilityId: Id,
  name: z.string(),
  placeName: z.string(),
  kind: facilityKinds.schema,
  residents: z.number(),
  headName: z.nullable(z.string()),
  termTo: z.nullable(DayText),
  lastMeetingOn: z.nullable(DayText),
  lastNoticeMonth: z.nullable(MonthText),
  openComplaints: z.number(),
  owes: z.array(stationDuties.schema),
})
export type StationRow = z.output<typeof StationRow>

export const stationApi = {
  'station.list': query({
    input: z.strictObject({
      regionCode: RegionCode,
      kind: z.optional(facilityKinds.schema),
      owes: z.optional(stationDuties.schema),
      ...Page,
    }),
    output: z.object({
      rows: z.array(StationRow),
      next: z.nullable(z.string()),
      /** Of the whole area, by what is owed. */
      counts: z.record(stationDuties.schema, Count),
      stations: Count,
    }),
    may: 'facility:read',
    says: '查看互助站自治情况',
  }),
  'station.get': query({
    input: z.strictObject(OfFacility),
    output: z.object({
      station: StationRow,
      charters: z.array(Charter),
      terms: z.array(CommitteeTerm),
      keepers: z.array(z.object({ id: Id, name: z.string(), login: z.string(), validFrom: DayText })),
      work: z.array(z.object({ elderId: Id, name: z.string(), minutes: z.number(), times: z.number() })),
    }),
    may: 'facility:read',
    says: '查看互助站自治情况',
    personal: true,
  }),
  /** Accounts that may be named: station managers of the area. */
  'station.accounts': query({
    input: z.strictObject(OfFacility),
    output: z.object({ rows: z.array(z.object({ id: Id, name: z.string(), login: z.string() })) }),
    may: 'facility:manage',
    says: '查看互助站负责人账号',
  }),
  'stationKeeper.create': command({
    input: z.strictObject({ ...OfFacility, id: Id, accountId: Id, on: DayText }),
    output: Nothing,
    may: 'facility:manage',
    says: '指定互助站负责人账号',
  }),
  'stationKeeper.end': command({
    input: z.strictObject({ ...Key, on: DayText }),
    output: Nothing,
    may: 'facility:manage',
    says: '取消互助站负责人账号',
  }),
  'charter.write': command({
    input: z.strictObject({
      ...OfFacility,
      id: Id,
      words: text(8_000),
      adoptedOn: DayText,
      present: people,
      inFavour: people,
    }),
    output: Nothing,
    may: 'station:keep',
    says: '登记互助站章程',
  }),
  'committee.declare': command({
    input: z.strictObject({
      ...OfFacility,
      id: Id,
      electedOn: DayText,
      fromOn: DayText,
      toOn: DayText,
      voters: people,
      members: z.array(CommitteeMemberInput).check(z.minLength(1), z.maxLength(20)),
    }),
    output: Nothing,
    may: 'station:keep',
    says: '登记管委会选举',
  }),
  'committee.leave': command({
    input: z.strictObject({ ...Key, on: DayText }),
    output: Nothing,
    may: 'station:keep',
    says: '登记管委会成员离任',
  }),
  'stationDuty.week': query({
    input: z.strictObject({ ...OfFacility, monday: DayText }),
    output: z.object({ name: z.string(), lines: z.array(DutyLine), names: z.array(z.string()) }),
    may: 'facility:read',
    says: '查看值班表',
  }),
  'stationDuty.save': command({
    input: z.strictObject({
      ...OfFacility,
      monday: DayText,
      lines: z.array(DutyLine).check(z.maxLength(28)),
    }),
    output: Nothing,
    may: 'station:keep',
    says: '排值班',
  }),
  'stationRecord.list': query({
    input: z.strictObject({ ...OfFacility, kind: z.optional(stationRecordKinds.schema), ...Page }),
    output: z.object({ rows: z.array(StationRecord), next: z.nullable(z.string()) }),
    may: 'facility:read',
    says: '查看会议记录和公示',
  }),
  'stationRecord.write': command({
    input: z.strictObject({
      ...OfFacility,
      id: Id,
      kind: stationRecordKinds.schema,
      heldOn: DayText,
      aboutMonth: z._default(z.nullable(MonthText), null),
      title: text(60),
      words: text(4_000),
      present: z._default(z.nullable(people), null),
    }),
    output: Nothing,
    may: 'station:keep',
    says: '写会议记录或公示',
  }),
  'stationRecord.addPhoto': command({
    input: z.strictObject({ ...Key, photoId: Id, contentType: z.enum(stayPhotoTypes) }),
    output: Nothing,
    may: 'station:keep',
    says: '上传会议或公示照片',
    bytes: 'in',
  }),
  'stationRecord.photo': query({
    input: z.strictObject({ ...Key, photoId: Id }),
    output: Nothing,
    may: 'facility:read',
    says: '查看会议或公示照片',
    bytes: 'out',
  }),
  'stationComplaint.list': query({
    input: z.strictObject({
      regionCode: RegionCode,
      facilityId: z.optional(Id),
      open: z.optional(z.boolean()),
      ...Page,
    }),
    output: z.object({ rows: z.array(StationComplaint), next: z.nullable(z.string()) }),
    may: 'facility:read',
    says: '查看意见箱',
  }),
  'stationComplaint.record': command({
    input: z.strictObject({
      ...OfFacility,
      id: Id,
      way: complaintWays.schema,
      receivedOn: DayText,
      words: text(1_000),
      fromName: z._default(z.nullable(text(40)), null),
    }),
    output: Nothing,
    may: 'station:keep',
    says: '登记意见',
  }),
  'stationComplaint.answer': command({
    input: z.strictObject({ ...Key, answer: text(1_000), on: DayText }),
    output: Nothing,
    may: 'station:keep',
    says: '答复意见',
  }),
  'stationWork.record': command({
    input: z.strictObject({
      ...OfFacility,
      id: Id,
      elderId: Id,
      day: DayText,
      minutes: z.int().check(z.gte(1), z.lte(720)),
      deed: text(60),
    }),
    output: Nothing,
    may: 'station:keep',
    says: '记互助劳动',
    personal: true,
  }),
}
