// Front file of meal accounts: price and subsidy rules, charging, canteens' books, elders' meal accounts, promises.
import type { mealRuleApi } from '../../domain/meal-accounts/api.ts'
import type { mealBookApi } from '../../domain/meal-accounts/books-api.ts'
import type { mealClosingApi } from '../../domain/meal-accounts/closing-api.ts'
import type { Handlers } from '../kernel/context.ts'
import * as accounts from './accounts.ts'
import * as books from './books.ts'
import * as closingReading from './closing-reading.ts'
import { askClosing, closeWaiting } from './county-closing.ts'
import * as entries from './entries.ts'
import { exportBook } from './exporting.ts'
import * as grants from './grants.ts'
import * as leavers from './leavers.ts'
import * as nightly from './nightly.ts'
import { filePrice } from './prices.ts'
import * as promises from './promises.ts'
import * as proposals from './proposals.ts'
import * as site from './public.ts'
import * as rules from './rules.ts'
import { mealTrialLines, tryMealRule } from './trials.ts'
import * as verify from './verify.ts'
import * as whatIf from './what-if.ts'
import * as workMinutes from './work-minutes.ts'

/** For budgets on paper: a month's meals by the rules in force and by others. */
export const { mealsTwice, canteensServing } = whatIf

export type { NewTopUp } from './accounts.ts'
export type { MealDifference } from './verify.ts'

/** Bills, days and closed months against the ledger. */
export const verifyMeals = verify.verifyMeals
/** For a family far away, once its payment has arrived. */
export const recordTopUp = accounts.recordTopUp
/** Of elders who have moved to another county: what lies here, and sending it after one of them. */
export const heldFor = leavers.heldFor
export const carryBalances = nightly.carryBalances
/** For a bill that takes saved time. */
export const lockFreeMinutes = workMinutes.lockFreeMinutes
/** What the public page shows of one canteen, and the list of all that keep an open account. */
export const publicAccount = site.publicAccount
export const publicAccounts = site.publicAccounts
export const publicCounties = site.publicCounties
/** A job: everything eaten is charged, everything owed for months that are over is collected. */
export const chargeEverywhere = nightly.chargeEverywhere
export const chargeCounty = nightly.chargeCounty
export const chargeMonths = nightly.chargeMonths
/** Closes a month that is over outside of a request, as the demonstration does. */
export const closeForJob = nightly.closeForJob

/** A job: the months that somebody asked to close for a whole county or township. */
export const closeAskedMonths = closeWaiting

/** For public money that is paid into a canteen's till. */
export const recordGrant = grants.recordGrant
export const takeGrantBack = grants.takeGrantBack

export const mealRules: Handlers<typeof mealRuleApi> = {
  'mealRule.list': rules.listMealRules,
  'mealRule.get': rules.getMealRule,
  'mealRule.save': rules.saveMealRule,
  'mealRule.try': tryMealRule,
  'mealRule.activate': rules.activateMealRule,
  'mealRule.retire': rules.retireMealRule,
  'mealTrial.lines': mealTrialLines,
  'mealPrice.file': filePrice,
}

export const mealBooks: Handlers<typeof mealBookApi> = {
  'mealBook.list': books.listBooks,
  'mealBook.get': books.getBook,
  'mealBook.days': books.listDays,
  'mealBook.bills': books.listBills,
  'mealBook.charge': books.chargeNow,
  'mealBook.close': books.closeNow,
  async 'mealBook.export'(context, input) {
    await exportBook(context, input)
    return {}
  },
  'mealEntry.list': entries.listEntries,
  'mealEntry.record': entries.recordEntry,
  'mealEntry.proposals': proposals.listProposals,
  'mealEntry.passPurchase': proposals.passPurchase,
  'mealEntry.cancel': entries.cancelEntry,
  'mealEntry.addPhoto': entries.addEntryPhoto,
  'mealEntry.photo': entries.readEntryPhoto,
  'mealAccount.list': accounts.listMealAccounts,
  'mealAccount.get': accounts.getMealAccount,
  'mealAccount.topUp': accounts.recordTopUp,
  'mealAccount.cancelTopUp': accounts.cancelTopUp,
  'mealWork.record': accounts.recordWork,
  'mealPromise.get': promises.getPromises,
  'mealPromise.save': promises.savePromise,
  'mealPromise.agree': promises.agreePromise,
}

export const mealClosings: Handlers<typeof mealClosingApi> = {
  'mealClosing.look': closingReading.lookBefore,
  'mealClosing.ask': askClosing,
  'mealClosing.list': closingReading.listClosings,
  'mealClosing.get': closingReading.getClosing,
  'mealClosing.lines': closingReading.listClosingLines,
  'mealClosing.export': closingReading.exportClosing,
}
