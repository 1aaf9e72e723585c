// Front file of rounds: wishes, a month's plan, who stands in, load, the roster, and what a phone carries of it.
import type { roundApi } from '../../domain/rounds/api.ts'
import type { Handlers } from '../kernel/context.ts'
import * as carrying from './carried.ts'
import { loadRecords, readLoad } from './load.ts'
import { planMonth as planEverywhere } from './monthly.ts'
import { draftPlan, dropPlan, publishPlan } from './planning.ts'
import { getPlan, listGaps, listPlans, listPlanVisits } from './plans.ts'
import { exportContacts, exportRoster, listContacts, listRoster, saveProfile } from './roster.ts'
import { suggestShare } from './sharing.ts'
import {
  answerStandIns,
  arrangeStandIn,
  askStandIns,
  endStandIn,
  listStandIns,
  withdrawStandIns,
} from './stand-ins.ts'
import { recordWishes, wishesOfElder } from './wishes.ts'

export const carriedRounds = carrying.carriedRounds
export const carriedBy = carrying.carriedBy
export const planMonth = planEverywhere

export const rounds: Handlers<typeof roundApi> = {
  'wish.record': { many: recordWishes },
  'wish.ofElder': wishesOfElder,
  'roundPlan.list': listPlans,
  'roundPlan.draft': draftPlan,
  'roundPlan.get': getPlan,
  'roundPlan.visits': listPlanVisits,
  'roundPlan.gaps': listGaps,
  async 'roundPlan.publish'(context, key) {
    await publishPlan(context, key)
    return {}
  },
  async 'roundPlan.drop'(context, key) {
    await dropPlan(context, key)
    return {}
  },
  'standIn.ask': { many: askStandIns },
  'standIn.answer': { many: answerStandIns },
  'standIn.withdraw': { many: withdrawStandIns },
  'standIn.arrange': arrangeStandIn,
  async 'standIn.end'(context, key) {
    await endStandIn(context, key, true)
    return {}
  },
  'standIn.list': listStandIns,
  'visitorLoad.read': readLoad,
  'visitorLoad.records': loadRecords,
  'visitorLoad.suggest': suggestShare,
  'visitorProfile.list': listRoster,
  async 'visitorProfile.save'(context, input) {
    await saveProfile(context, input)
    return {}
  },
  async 'visitorProfile.export'(context, input) {
    await exportRoster(context, input)
    return {}
  },
  'contactPerson.list': listContacts,
  async 'contactPerson.export'(context, input) {
    await exportContacts(context, input)
    return {}
  },
}
