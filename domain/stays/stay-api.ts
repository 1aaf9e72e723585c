// The acts on stays: homes with their beds, admission, contracts, days out, leaving.
import * as z from 'zod/mini'
import { facilityKinds, facilityStates } from '../facilities/facility.ts'
import { command, query } from '../kernel/operation.ts'
import { Count, DayText, Id, Nothing, Page, RegionCode, text } from '../kernel/shapes.ts'
import { Room, Staffing } from './beds.ts'
import {
  bedStates,
  careNeeds,
  leaveReasons,
  Stay,
  StayContract,
  StayRow,
  stayEndings,
  stayStandings,
} from './stay.ts'

/** A photo of a paper, or the paper as it was scanned. */
export const stayPhotoTypes = ['image/jpeg', 'image/png', 'image/webp', 'application/pdf'] as const
export const stayPhotoLimitBytes = 8_000_000

const countyCode = z.string().check(z.regex(/^\d{6}$/))
const Key = { countyCode, id: Id }
const OfFacility = { countyCode, facilityId: Id }
/** version: what the caller saw; a stay that has moved on since is shown again instead. */
const Act = { ...Key, version: z.int() }
const note = (most: number) => z._default(z.nullable(text(most)), null)

const Narrowing = {
  regionCode: RegionCode,
  facilityId: z.optional(Id),
  standing: z.optional(stayStandings.schema),
  careNeed: z.optional(careNeeds.schema),
  queue: z.optional(z.enum(['tekunResidents', 'owing', 'contractOver', 'outTooLong'])),
}
export const stayQueues = ['tekunResidents', 'owing', 'contractOver', 'outTooLong'] as const

export const StayHome = z.object({
  countyCode: z.string(),
  facilityId: Id,
  regionCode: RegionCode,
  name: z.string(),
  placeName: z.string(),
  kind: facilityKinds.schema,
  state: facilityStates.schema,
  /** As registered with the place, and as laid out in rooms. */
  beds: z.number(),
  bedsLaidOut: z.number(),
  residents: z.number(),
  out: z.number(),
  free: z.number(),
  waiting: z.number(),
  owedFen: z.number(),
})
export type StayHome = z.output<typeof StayHome>

export const ListedHome = z.object({
  ...StayHome.shape,
  /** As the crow flies from the village that was named; null where none was, or where a place is not on the map. */
  meters: z.nullable(z.number()),
})
export type ListedHome = z.output<typeof ListedHome>

/** What else has to be done by a person, in words. */
const Told = z.object({ told: z.array(z.string()) })

const homes = {
  'stay.homes': query({
    input: z.strictObject({
      regionCode: RegionCode,
      kind: z.optional(facilityKinds.schema),
      queue: z.optional(z.enum(['hasFree', 'notLaidOut'])),
      /** A village: the homes nearest to it come first. */
      near: z.optional(RegionCode),
      ...Page,
    }),
    output: z.object({ rows: z.array(ListedHome), next: z.nullable(z.string()) }),
    may: 'facility:read',
    says: '查看可入住的机构',
  }),
  'stay.counts': query({
    input: z.strictObject({ regionCode: RegionCode }),
    output: z.object({
      homes: Count,
      beds: Count,
      residents: Count,
      tekunResidents: Count,
      out: Count,
      free: Count,
      contractOver: Count,
      owing: Count,
      owedFen: z.number(),
    }),
    may: 'facility:read',
    says: '查看入住情况',
  }),
  'stay.rooms': query({
    input: z.strictObject(OfFacility),
    output: z.object({
      home: StayHome,
      rooms: z.array(Room),
      /** Residents for whom no bed has been chosen. */
      withoutBed: z.array(z.object({ stayId: Id, residentName: z.string() })),
      staffing: Staffing,
      /** Ten beds of full-day care make an institution; living there is then a life event. */
      isInstitution: z.boolean(),
    }),
    may: 'facility:read',
    says: '查看床位图',
    personal: true,
  }),
  'stayRoom.create': command({
    input: z.strictObject({
      ...OfFacility,
      id: Id,
      name: text(20),
      note: note(100),
      bedIds: z.array(Id).check(z.minLength(1, { error: '至少要有一张床' }), z.maxLength(20)),
    }),
    output: Nothing,
    may: 'stay:work',
    says: '登记房间和床位',
  }),
  'stayRoom.remove': command({
    input: z.strictObject(Key),
    output: Nothing,
    may: 'stay:work',
    says: '撤销房间',
  }),
  'stayBed.set': command({
    input: z.strictObject({
      ...Key,
      state: bedStates.schema,
      reservedWishId: z._default(z.nullable(Id), null),
      reservedUntil: z._default(z.nullable(DayText), null),
    }),
    output: Nothing,
    may: 'stay:work',
    says: '停用、启用或预留床位',
  }),
}

const reading = {
  'stay.list': query({
    input: z.strictObject({ ...Narrowing, ...Page }),
    output: z.object({ rows: z.array(StayRow), next: z.nullable(z.string()) }),
    may: 'facility:read',
    says: '查看入住老人名单',
    personal: true,
  }),
  'stay.get': query({
    input: z.strictObject(Key),
    output: Stay,
    may: 'facility:read',
    says: '查看入住档案',
    personal: true,
  }),
  'stay.ofElder': query({
    input: z.strictObject({ countyCode, elderId: Id }),
    output: z.object({ rows: z.array(StayRow) }),
    may: 'facility:read',
    says: '查看入住经历',
    personal: true,
  }),
  'stay.export': query({
    input: z.strictObject(Narrowing),
    output: Nothing,
    may: 'stay:work',
    says: '导出入住老人名单',
    personal: true,
    bytes: 'out',
  }),
  'stay.photo': query({
    input: z.strictObject({ countyCode, id: Id, photoId: Id }),
    output: Nothing,
    may: 'stay:work',
    says: '查看入住合同照片',
    personal: true,
    bytes: 'out',
  }),
}

const Admission = {
  ...OfFacility,
  elderId: Id,
  bedId: z._default(z.nullable(Id), null),
  careNeed: careNeeds.schema,
  admittedOn: DayText,
  contract: StayContract,
}

const acting = {
  /** Whom somebody at this desk may mean: by name or pinyin, in her own area. */
  'stay.candidates': query({
    input: z.strictObject({ countyCode, text: text(40) }),
    output: z.object({
      rows: z.array(
        z.object({
          elderId: Id,
          name: z.string(),
          age: z.nullable(z.number()),
          villageName: z.string(),
          isTekun: z.boolean(),
          livesAt: z.nullable(z.string()),
        }),
      ),
    }),
    may: 'stay:work',
    says: '查找要入住的老年人',
    personal: true,
  }),
  /** What would be refused or is worth a look, and what else follows from moving in. */
  'stay.try': query({
    input: z.strictObject(Admission),
    output: z.object({
      warnings: z.array(z.string()),
      consequences: z.array(z.string()),
      wishSaidOn: z.nullable(DayText),
      isTekun: z.boolean(),
    }),
    may: 'stay:work',
    says: '预览入住',
    personal: true,
  }),
  'stay.register': command({
    input: z.strictObject({ ...Admission, id: Id, contractId: Id }),
    output: Nothing,
    may: 'stay:work',
    says: '办理入住',
    personal: true,
  }),
  'stay.moveBed': command({
    input: z.strictObject({ ...Act, bedId: z.nullable(Id) }),
    output: Nothing,
    may: 'stay:work',
    says: '调换床位',
    personal: true,
  }),
  'stay.changeCare': command({
    input: z.strictObject({ ...Act, careNeed: careNeeds.schema }),
    output: Nothing,
    may: 'stay:work',
    says: '更改照护程度',
    personal: true,
  }),
  'stay.renew': command({
    input: z.strictObject({ ...Act, contractId: Id, contract: StayContract }),
    output: z.object({ warnings: z.array(z.string()) }),
    may: 'stay:work',
    says: '续签入住合同',
    personal: true,
  }),
  'stay.leave': command({
    input: z.strictObject({
      ...Act,
      leaveId: Id,
      reason: leaveReasons.schema,
      on: DayText,
      expectedOn: z._default(z.nullable(DayText), null),
      withWhom: note(60),
      note: note(200),
    }),
    output: Told,
    may: 'stay:work',
    says: '登记请假外出',
    personal: true,
  }),
  'stay.return': command({
    input: z.strictObject({ ...Act, on: DayText }),
    output: Told,
    may: 'stay:work',
    says: '登记请假回来',
    personal: true,
  }),
  'stay.discharge': command({
    input: z.strictObject({ ...Act, on: DayText, ending: stayEndings.schema, note: note(300) }),
    output: Told,
    may: 'stay:work',
    says: '办理退住',
    personal: true,
  }),
  'stay.addPhoto': command({
    input: z.strictObject({ ...Key, contractId: Id, photoId: Id, contentType: z.enum(stayPhotoTypes) }),
    output: Nothing,
    may: 'stay:work',
    says: '上传入住合同签字页',
    personal: true,
    bytes: 'in',
  }),
}

export const stayApi = { ...homes, ...reading, ...acting }
