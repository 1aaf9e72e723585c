// Front file of the siting desk: where the next canteens and stations serve the most, within the money there is.
import type { sitingApi } from '../../domain/siting/api.ts'
import type { Handlers } from '../kernel/context.ts'
import { adopt } from './adopting.ts'
import { ask, callOff, offer } from './asking.ts'
import { comparePlans, findSpots, getPlan, listPlans, mapOf } from './reading.ts'
import { exportPlan, problemFile } from './sheet.ts'
import { solveWaiting as solve } from './solving.ts'

export const solveWaiting = solve

export const siting: Handlers<typeof sitingApi> = {
  'siting.offer': offer,
  'siting.ask': ask,
  'siting.callOff': callOff,
  'siting.list': listPlans,
  'siting.get': getPlan,
  'siting.map': mapOf,
  'siting.spots': findSpots,
  'siting.compare': comparePlans,
  'siting.adopt': adopt,
  'siting.export': exportPlan,
  'siting.file': problemFile,
}
