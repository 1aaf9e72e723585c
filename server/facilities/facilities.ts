// Front file of facilities: the network from county home to courtyard.
import type { facilityApi } from '../../domain/facilities/api.ts'
import type { Handlers } from '../kernel/context.ts'
import { noteActivity } from './activity.ts'
import { answerQuestion, askVillage, noteDay } from './asking.ts'
import { dropFilingStep, keepFilingStep } from './filing.ts'
import { importPlaces } from './import/by-command.ts'
import { facilityImports as imports } from './import/imports.ts'
import { judgeSites } from './judging.ts'
import { changeFacility, managerPhone, registerFacility, undoChange } from './keeping.ts'
import { getFacility } from './one.ts'
import { endEquipment, endPaper, keepEquipment, keepPaper } from './papers.ts'
import { addFacilityPhoto, readFacilityPhoto } from './photos.ts'
import * as open from './public.ts'
import { exportSites, listSites, networkOf, standingOfNetwork } from './reading.ts'
import { addScan, readScan } from './scans.ts'
import { changeState, withdrawState } from './states.ts'
import { differencesOfPlaces } from './verifying.ts'

/** For whoever keeps duties, meetings, stays or photos of a place: the day on which something happened there. */
export const noteFacilityActivity = noteActivity

export const facilityImports = imports
/** For the command line. */
export const verifyFacilities = differencesOfPlaces
export type { PlaceDifference } from './verifying.ts'
/** A job. */
export const refreshSites = judgeSites
export const importFacilities = importPlaces
/** For the public site. */
export const { publicPlaceCounties, publicPlaceTownships, publicPlaces } = open

export const facilities: Handlers<typeof facilityApi> = {
  'facility.list': listSites,
  'facility.export': exportSites,
  'facility.standing': standingOfNetwork,
  'facility.network': networkOf,
  'facility.get': getFacility,
  'facility.managerPhone': managerPhone,
  'facility.register': registerFacility,
  'facility.change': changeFacility,
  'facility.undoChange': undoChange,
  'facility.changeState': changeState,
  'facility.withdrawState': withdrawState,
  'facility.keepPaper': keepPaper,
  'facility.endPaper': endPaper,
  'facility.addScan': addScan,
  'facility.scan': readScan,
  'facility.keepEquipment': keepEquipment,
  'facility.endEquipment': endEquipment,
  'facility.addPhoto': addFacilityPhoto,
  'facility.photo': readFacilityPhoto,
  'facility.noteDay': noteDay,
  'facility.askVillage': askVillage,
  'facility.answerQuestion': answerQuestion,
  'facility.keepFilingStep': keepFilingStep,
  'facility.dropFilingStep': dropFilingStep,
}
