// The acts on households and on kin: who lives here, who left for where, who is called first.
import * as z from 'zod/mini'
import { command, query } from '../kernel/operation.ts'
import { DayText, Id, Nothing, Page, RegionCode, text } from '../kernel/shapes.ts'
import { dwellings, Household, HouseholdRow, householdFilters } from './household.ts'
import { Kin, KinChange, KinInput, KinRecord, kinEndings } from './kin.ts'

const countyCode = z.string().check(z.regex(/^\d{6}$/))
const address = z.string().check(z.trim(), z.maxLength(200))
const hamlet = z.nullable(text(40))

export const homeApi = {
  'household.list': query({
    input: z.strictObject({
      regionCode: RegionCode,
      /** Part of the address, or the beginning of a member's name. */
      text: z.optional(text(40)),
      filter: z.optional(householdFilters.schema),
      ...Page,
    }),
    output: z.object({
      rows: z.array(HouseholdRow),
      next: z.nullable(z.string()),
      total: z.nullable(z.number()),
    }),
    may: 'elder:read',
    says: '按户查看老年人',
    personal: true,
  }),
  'household.get': query({
    /** `on`: who lived here that day instead of today. */
    input: z.strictObject({ countyCode, id: Id, on: z.optional(DayText) }),
    output: Household,
    may: 'elder:read',
    says: '查看一户的情况',
    personal: true,
  }),
  'household.change': command({
    input: z.strictObject({
      countyCode,
      id: Id,
      eventId: Id,
      version: z.int(),
      reason: text(200),
      household: z.partial(
        z.strictObject({
          address,
          hamlet,
          dwelling: z.nullable(dwellings.schema),
          phone: z.nullable(text(40)),
        }),
      ),
    }),
    output: z.object({ version: z.int() }),
    may: 'elder:edit',
    says: '更改户信息',
    personal: true,
  }),
  'household.split': command({
    input: z.strictObject({
      countyCode,
      /** Of this act, by which it can be undone. */
      eventId: Id,
      householdId: Id,
      elderIds: z.array(Id).check(z.minLength(1, { error: '还没有选谁搬出去' }), z.maxLength(50)),
      /** People of the house outside the ledger who leave too, by their row under any elder of the house. */
      kinIds: z._default(z.array(Id).check(z.maxLength(50)), []),
      /** A household that is there, or with an address a new one of this id. */
      toHouseholdId: Id,
      newHousehold: z._default(z.nullable(z.strictObject({ address, hamlet })), null),
      happenedOn: DayText,
      reason: text(200),
    }),
    output: Nothing,
    may: 'elder:edit',
    says: '分户',
    personal: true,
  }),
  'household.join': command({
    input: z.strictObject({
      countyCode,
      eventId: Id,
      householdId: Id,
      intoHouseholdId: Id,
      happenedOn: DayText,
      reason: text(200),
    }),
    output: Nothing,
    may: 'elder:edit',
    says: '并户',
    personal: true,
  }),
  'household.undo': command({
    input: z.strictObject({ countyCode, eventId: Id, reason: text(200) }),
    output: Nothing,
    may: 'elder:edit',
    says: '撤销分户或并户',
    personal: true,
  }),

  'kin.list': query({
    input: z.strictObject({ countyCode, elderId: Id }),
    output: z.object({
      /** In the order of calling; those no longer called at the end. */
      kin: z.array(Kin),
      changes: z.array(KinRecord),
      /** What this says about the groups, each with its proof; and whose whereabouts are missing. */
      findings: z.array(
        z.object({
          group: z.enum(['livesAlone', 'emptyNest', 'leftBehind']),
          since: z.nullable(DayText),
          evidence: z.string(),
        }),
      ),
      unclear: z.array(z.string()),
    }),
    may: 'elder:read',
    says: '查看家人和联系人',
    personal: true,
  }),
  'kin.record': command({
    input: z.strictObject({ countyCode, id: Id, elderId: Id, kin: KinInput }),
    output: Nothing,
    may: 'kin:record',
    says: '登记家人或联系人',
    personal: true,
    offline: true,
  }),
  'kin.change': command({
    /** `version` is what the person saw. */
    input: z.strictObject({ countyCode, id: Id, version: z.int(), kin: KinChange }),
    output: Nothing,
    may: 'kin:record',
    says: '更改家人或联系人',
    personal: true,
    offline: true,
  }),
  'kin.end': command({
    input: z.strictObject({ countyCode, id: Id, on: DayText, why: kinEndings.schema }),
    output: Nothing,
    may: 'elder:edit',
    says: '登记不再联系的人',
    personal: true,
  }),
  'kin.reorder': command({
    /** All that are called, first to last. */
    input: z.strictObject({ countyCode, elderId: Id, ids: z.array(Id).check(z.maxLength(100)) }),
    output: Nothing,
    may: 'elder:edit',
    says: '调整先找谁',
    personal: true,
  }),
}
