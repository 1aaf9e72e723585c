// Rows of duty sheets.
import * as z from 'zod/mini'
import { sheetPhotoTypes } from '../../domain/duty-sheets/api.ts'
import { lineOutcomes } from '../../domain/duty-sheets/sheet.ts'

const uuid = z.uuid()
const instant = z.string()

export const dutySheetTables = {
  dutySheets: z.object({
    countyCode: z.string(),
    id: uuid,
    regionCode: z.string(),
    serial: z.number(),
    visitorId: uuid,
    printedOn: z.string(),
    printedBy: z.nullable(uuid),
    printedAt: instant,
    linesLeft: z.number(),
    voidedAt: z.nullable(instant),
    voidedBy: z.nullable(uuid),
    voidReason: z.nullable(z.string()),
  }),
  dutySheetLines: z.object({
    countyCode: z.string(),
    sheetId: uuid,
    line: z.number(),
    regionCode: z.string(),
    elderId: uuid,
    outcome: z.nullable(lineOutcomes.schema),
    visitId: z.nullable(uuid),
    enteredBy: z.nullable(uuid),
    enteredAt: z.nullable(instant),
  }),
  dutySheetPhotos: z.object({
    countyCode: z.string(),
    id: uuid,
    regionCode: z.string(),
    sheetId: uuid,
    contentType: z.enum(sheetPhotoTypes),
    sizeBytes: z.number(),
    contentHash: z.string(),
    addedBy: z.nullable(uuid),
    addedAt: instant,
  }),
}
