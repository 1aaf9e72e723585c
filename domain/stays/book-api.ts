// The acts on the open account of a station: what came in from five sides, what went out, the wall sheet.
import * as z from 'zod/mini'
import { command, query } from '../kernel/operation.ts'
import { DayText, Id, MonthText, Nothing, Page, text } from '../kernel/shapes.ts'
import { entryKinds, mealCosts, PublicGift } from '../meal-accounts/book.ts'
import { mealSources } from '../meal-accounts/terms.ts'
import { StationEntry, StationMonth } from './book.ts'
import { stayPhotoTypes } from './stay-api.ts'

const countyCode = z.string().check(z.regex(/^\d{6}$/))
const OfFacility = { countyCode, facilityId: Id }
const Key = { countyCode, id: Id }

export const stationBookApi = {
  'stationBook.get': query({
    input: z.strictObject({ ...OfFacility, toMonth: z.optional(MonthText) }),
    output: z.object({
      name: z.string(),
      placeName: z.string(),
      cashFen: z.number(),
      months: z.array(StationMonth),
      gifts: z.array(PublicGift),
      residents: z.number(),
      owedFen: z.number(),
      governmentOwedFen: z.number(),
    }),
    may: 'facility:read',
    says: '查看互助站公开账',
  }),
  'stationBook.export': query({
    input: z.strictObject({ ...OfFacility, toMonth: z.optional(MonthText) }),
    output: Nothing,
    may: 'facility:read',
    says: '导出互助站公开账',
    bytes: 'out',
  }),
  'stationEntry.list': query({
    input: z.strictObject({ ...OfFacility, month: z.optional(MonthText), ...Page }),
    output: z.object({ rows: z.array(StationEntry), next: z.nullable(z.string()) }),
    may: 'facility:read',
    says: '查看互助站收支',
  }),
  'stationEntry.record': command({
    input: z.strictObject({
      ...OfFacility,
      id: Id,
      kind: entryKinds.schema,
      source: z._default(z.nullable(mealSources.schema), null),
      cost: z._default(z.nullable(mealCosts.schema), null),
      amountFen: z.int().check(z.gte(0), z.lte(1_000_000_000)),
      day: DayText,
      party: z._default(z.nullable(text(60)), null),
      isAnonymous: z._default(z.boolean(), false),
      note: z._default(z.nullable(text(200)), null),
    }),
    output: Nothing,
    may: 'station:keep',
    says: '记互助站收支',
  }),
  'stationEntry.cancel': command({
    input: z.strictObject({ ...Key, reason: text(200) }),
    output: Nothing,
    may: 'station:keep',
    says: '作废互助站收支',
  }),
  'stationEntry.addPhoto': command({
    input: z.strictObject({ ...Key, photoId: Id, contentType: z.enum(stayPhotoTypes) }),
    output: Nothing,
    may: 'station:keep',
    says: '上传互助站票据',
    bytes: 'in',
  }),
  'stationEntry.photo': query({
    input: z.strictObject({ ...Key, photoId: Id }),
    output: Nothing,
    may: 'facility:read',
    says: '查看互助站票据',
    bytes: 'out',
  }),
}
