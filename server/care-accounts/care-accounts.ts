// Front file of care accounts: paid ahead for services at home, and what follows an elder to another county.
import type { careAccountApi } from '../../domain/care-accounts/api.ts'
import type { savedTimeApi } from '../../domain/care-accounts/saved-time.ts'
import type { Handlers } from '../kernel/context.ts'
import { exportCareAccounts } from './exporting.ts'
import { carryLeftBehind, getLeftBehind } from './left-behind.ts'
import { listCareAccounts } from './list.ts'
import { getCareAccount } from './statement.ts'
import { getMyTime, getTimeStanding, getWorkerTime } from './time.ts'
import { cancelCareTopUp, recordCareTopUp as record } from './topping-up.ts'

/** For a family far away, once its payment has arrived. */
export const recordCareTopUp = record

export const careAccounts: Handlers<typeof careAccountApi> = {
  'careAccount.list': listCareAccounts,
  'careAccount.export': exportCareAccounts,
  'careAccount.get': getCareAccount,
  'careAccount.topUp': record,
  'careAccount.cancelTopUp': cancelCareTopUp,
  'leftBehind.get': getLeftBehind,
  'leftBehind.carry': carryLeftBehind,
}

export const savedTime: Handlers<typeof savedTimeApi> = {
  'timeBank.standing': getTimeStanding,
  'workerTime.get': getWorkerTime,
  'myTime.get': getMyTime,
}
