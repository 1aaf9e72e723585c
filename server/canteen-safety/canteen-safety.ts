// Front file of canteen safety: the kitchen's records, incidents that stop it, and regulars who do not come.
import type { canteenSafetyApi } from '../../domain/canteen-safety/api.ts'
import type { Handlers } from '../kernel/context.ts'
import { listAbsent, settleAbsent } from './absent-reading.ts'
import { getIncident } from './incident-reading.ts'
import {
  addIll,
  askReopen,
  closeIncident,
  recordIncident,
  reportIncidents,
  tellAuthority,
} from './incidents.ts'
import { getSafety, listSafety, monthOfPlace, pullSafety, standing } from './reading.ts'
import {
  checkOneSample,
  discardSamples,
  recordDisinfections,
  recordPurchases,
  recordSamples,
  recordSelfChecks,
} from './recording.ts'
import { addTicket, exportMonth, readTicket } from './tickets.ts'
import * as watching from './watching.ts'

/** A job, woken whenever something is heard of somebody: what stands open goes on or ends. */
export const watchSafety = watching.watchSafety
/** A job after each meal: who was waited for and did not come. */
export const watchMeals = watching.watchMeals

export const canteenSafety: Handlers<typeof canteenSafetyApi> = {
  'foodSample.record': { many: recordSamples },
  'foodSample.discard': { many: discardSamples },
  'foodSample.check': checkOneSample,
  'foodPurchase.record': { many: recordPurchases },
  'foodPurchase.addPhoto': addTicket,
  'foodPurchase.photo': readTicket,
  'disinfection.record': { many: recordDisinfections },
  'selfCheck.record': { many: recordSelfChecks },
  'safety.pull': pullSafety,
  'safety.standing': standing,
  'safety.list': listSafety,
  'safety.get': getSafety,
  'safety.month': monthOfPlace,
  'safety.export': exportMonth,
  'foodIncident.record': recordIncident,
  'foodIncident.report': { many: reportIncidents },
  'foodIncident.addIll': addIll,
  'foodIncident.get': getIncident,
  'foodIncident.tell': tellAuthority,
  'foodIncident.askReopen': askReopen,
  'foodIncident.close': closeIncident,
  'absentRegular.list': listAbsent,
  'absentRegular.settle': settleAbsent,
}
