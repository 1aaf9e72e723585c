// Front file of duty sheets: paper for visitors without a smartphone, and the way back into the ledger of visits.
import type { dutySheetApi } from '../../domain/duty-sheets/api.ts'
import type { Handlers } from '../kernel/context.ts'
import { visitorsIn } from '../visits/visits.ts'
import { enterSheet, voidSheet } from './entering.ts'
import { addSheetPhoto, readSheetPhoto } from './photos.ts'
import { printSheets, sheetChoices } from './printing.ts'
import { getSheets, listSheets } from './reading.ts'

export const dutySheets: Handlers<typeof dutySheetApi> = {
  'dutySheet.visitors': (context, { regionCode }) => visitorsIn(context, regionCode),
  'dutySheet.choices': sheetChoices,
  'dutySheet.print': printSheets,
  'dutySheet.get': getSheets,
  'dutySheet.list': listSheets,
  'dutySheet.enter': enterSheet,
  'dutySheet.void': voidSheet,
  'dutySheet.addPhoto': addSheetPhoto,
  'dutySheet.photo': readSheetPhoto,
}
