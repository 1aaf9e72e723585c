// A duty sheet of paper: who is to be visited by somebody without a telephone of that kind, and what came of each line.
import * as z from 'zod/mini'
import { elderGroups, sexes } from '../elders/elder.ts'
import { choice, type KeyOf } from '../kernel/choice.ts'
import { DayText, Id, Instant, RegionCode } from '../kernel/shapes.ts'
import { visitFields } from '../visits/answers.ts'
import { visitResults } from '../visits/visit.ts'

/** Four homes fill a page that can still be written on by hand. */
export const linesASheet = 4

export const lineOutcomes = choice({ typedIn: '已录入', blank: '没有去' })
export type LineOutcome = KeyOf<typeof lineOutcomes>

export const sheetStates = choice({ awaitsEntry: '待录入', entryDone: '录完', voided: '已作废' })
export type SheetState = KeyOf<typeof sheetStates>

export const SheetLine = z.object({
  line: z.number(),
  elderId: Id,
  elderName: z.string(),
  sex: sexes.schema,
  age: z.nullable(z.number()),
  villageName: z.string(),
  hamlet: z.nullable(z.string()),
  address: z.string(),
  groups: z.array(elderGroups.schema),
  lastVisitOn: z.nullable(DayText),
  /** What was not well at the last visit, to be asked after. */
  lastWorries: z.array(visitFields.schema),
  openTroubles: z.array(z.string()),
  /** Died or moved since the sheet was printed. */
  hasLeft: z.boolean(),
  outcome: z.nullable(lineOutcomes.schema),
  visit: z.nullable(z.object({ id: Id, visitedOn: DayText, result: visitResults.schema })),
})
export type SheetLine = z.output<typeof SheetLine>

export const DutySheet = z.object({
  countyCode: z.string(),
  id: Id,
  code: z.string(),
  regionCode: RegionCode,
  placeName: z.string(),
  visitorId: Id,
  visitorName: z.string(),
  printedOn: DayText,
  printedByName: z.nullable(z.string()),
  state: sheetStates.schema,
  voidReason: z.nullable(z.string()),
  lines: z.array(SheetLine),
  photos: z.array(z.object({ id: Id, addedAt: Instant, addedByName: z.nullable(z.string()) })),
})
export type DutySheet = z.output<typeof DutySheet>

export const DutySheetRow = z.object({
  countyCode: z.string(),
  id: Id,
  code: z.string(),
  regionCode: RegionCode,
  placeName: z.string(),
  visitorName: z.string(),
  printedOn: DayText,
  state: sheetStates.schema,
  lines: z.number(),
  linesLeft: z.number(),
  photos: z.number(),
})
export type DutySheetRow = z.output<typeof DutySheetRow>

/** Somebody the visitor looks after, to choose from before printing. */
export const SheetChoice = z.object({
  countyCode: z.string(),
  id: Id,
  name: z.string(),
  age: z.nullable(z.number()),
  villageName: z.string(),
  hamlet: z.nullable(z.string()),
  address: z.string(),
  lastMetOn: z.nullable(DayText),
  metThisMonth: z.boolean(),
  /** Stands on a sheet that is still to be typed in. */
  onSheet: z.nullable(z.string()),
})
export type SheetChoice = z.output<typeof SheetChoice>
