// Somebody a visitor met who is not in the ledger yet: written down in the field, entered by an officer.
import * as z from 'zod/mini'
import { SimilarElder } from '../duplicates/similar.ts'
import { birthCalendars, sexes, spokenLanguages } from '../elders/elder.ts'
import { choice, type KeyOf } from '../kernel/choice.ts'
import { DayText, Id, Instant, RegionCode, text } from '../kernel/shapes.ts'

export const newcomerStates = choice({ awaits: '等待登记', entered: '已登记入册', turnedAway: '不用登记' })
export type NewcomerState = KeyOf<typeof newcomerStates>

const orNull = (maximum: number) => z._default(z.nullable(text(maximum)), null)

export const NewcomerInput = z.strictObject({
  id: Id,
  /** The village she lives in. */
  regionCode: RegionCode,
  name: text(40),
  sex: sexes.schema,
  bornOn: z._default(z.nullable(DayText), null),
  birthCalendar: z._default(birthCalendars.schema, 'solar'),
  /** As typed; whether it is a number at all is checked when she is entered. */
  citizenNumber: orNull(30),
  phone: orNull(40),
  address: orNull(200),
  hamlet: orNull(40),
  spokenLanguage: z._default(spokenLanguages.schema, 'zh'),
  note: orNull(300),
  /** People of the ledger the phone showed as alike, of whom the visitor said that this is somebody else. */
  notThese: z._default(z.array(Id).check(z.maxLength(20)), []),
  metAt: Instant,
})
export type NewcomerInput = z.output<typeof NewcomerInput>

export const Newcomer = z.object({
  countyCode: z.string(),
  id: Id,
  regionCode: RegionCode,
  villageName: z.string(),
  state: newcomerStates.schema,
  person: z.omit(NewcomerInput, { id: true, regionCode: true, notThese: true, metAt: true }),
  reportedBy: z.string(),
  metAt: Instant,
  /** Who of the ledger is alike today, of the whole area and not only of the phone's villages. */
  similar: z.array(SimilarElder),
  answer: z.nullable(z.string()),
  elderId: z.nullable(Id),
})
export type Newcomer = z.output<typeof Newcomer>

/** One of the people a phone carries to compare a newcomer with: enough to recognise, nothing to call on. */
export const DirectoryPerson = z.object({
  id: Id,
  villageCode: RegionCode,
  villageName: z.string(),
  name: z.string(),
  readings: z.array(z.string()),
  sex: sexes.schema,
  bornOn: z.nullable(DayText),
  numberTail: z.nullable(z.string()),
  phoneTail: z.nullable(z.string()),
})
export type DirectoryPerson = z.output<typeof DirectoryPerson>
