// Every job there is; each only calls a function of a module and can run twice.
import { safetyJob } from '../domain/canteen-safety/absent.ts'
import { arrivalsJob } from '../domain/duplicates/pair.ts'
import { mealClosingJob } from '../domain/meal-accounts/closing.ts'
import { ordersJob } from '../domain/service-orders/order-api.ts'
import { sitingJob } from '../domain/siting/job.ts'
import { staysJob } from '../domain/stays/follow.ts'
import { truthJob } from '../domain/visit-truth/api.ts'
import { clearExpired } from './accounts/accounts.ts'
import { escalateOverdue, refreshCaseFigures } from './aid-cases/aid-cases.ts'
import { reviewBenefits } from './benefits/benefits.ts'
import { refreshBudgetCells } from './budgets/budgets.ts'
import { watchMeals, watchSafety } from './canteen-safety/canteen-safety.ts'
import { reckonCoverage } from './coverage/coverage.ts'
import { forgetEvents, judgeDevices, watchPatterns } from './devices/devices.ts'
import {
  disputeJob,
  searchArrivals,
  sweepDisputes,
  sweepDuplicates,
  sweepJob,
} from './duplicates/duplicates.ts'
import { forgetImports, importJob, proposeEverywhere, workOnImports } from './elders/elders.ts'
import { refreshSites } from './facilities/facilities.ts'
import { clearUnfinished as clearUnfinishedBedPhotos } from './home-care/home-care.ts'
import { catchUpIndicators, freezeMonths, refreshIndicators } from './indicators/indicators.ts'
import { sealAudit } from './kernel/audit.ts'
import type { Job } from './kernel/jobs.ts'
import { closeTransfers, closeTransfersJob } from './life-events/life-events.ts'
import { chargeEverywhere, closeAskedMonths } from './meal-accounts/meal-accounts.ts'
import { noticesJob, raiseDigests, sendNotices } from './notices/notices.ts'
import { countQuality } from './quality/quality.ts'
import { refreshStandings, riskJob, riskTrialJob, sweepStandings, workOnTrials } from './risk/risk.ts'
import { planMonth } from './rounds/rounds.ts'
import { clearUnfinished as clearUnfinishedPhotos, keepOrders } from './service-orders/service-orders.ts'
import { climbComplaints } from './settlements/settlements.ts'
import { silenceJob, sweepSilence } from './silence/silence.ts'
import { solveWaiting } from './siting/siting.ts'
import { followLives } from './stays/stays.ts'
import { closeSurges, handleWarnings, weatherJob } from './surges/surges.ts'
import { scoreArrivals, scoreNightly } from './visit-truth/visit-truth.ts'
import { clearUnfinished as clearUnfinishedAttachments } from './visits/visits.ts'

export const jobs: Record<string, Job> = {
  'audit.seal': {
    every: '* * * * *',
    run: async system => {
      await sealAudit(system.connections.pool)
    },
  },
  /** Woken by every act that moves a figure; the minute is for what a stopped server left behind. */
  'indicators.refresh': {
    every: '* * * * *',
    run: async system => {
      await refreshIndicators(system)
    },
  },
  /** Five past midnight in Shanghai, and when a board finds a month nobody has counted. */
  'indicators.month': { every: '5 16 * * *', run: catchUpIndicators },
  /** A clock that runs out at 10 minutes cannot wait for an hourly sweep. */
  'aidCases.escalate': {
    every: '* * * * *',
    run: async system => {
      await escalateOverdue(system)
    },
  },
  /** Boards are right without it and slower: until it has run they ask the cases themselves. */
  'aidCases.count': {
    every: '* * * * *',
    run: async system => {
      await refreshCaseFigures(system)
    },
  },
  /** The doors judge at once by themselves; the minute is for what a stopped server left behind. */
  'devices.judge': {
    every: '* * * * *',
    run: async system => {
      await judgeDevices(system)
    },
  },
  'devices.patterns': {
    every: '5,15,25,35,45,55 * * * *',
    run: async system => {
      await watchPatterns(system)
    },
  },
  'devices.forget': {
    every: '50 18 * * *',
    run: async system => {
      await forgetEvents(system)
    },
  },
  /** Woken when standings have changed; the minutes are for days that run out. */
  [silenceJob]: {
    every: '*/10 * * * *',
    run: async system => {
      await sweepSilence(system)
    },
  },
  /** Publishes months that have been over for long enough; also at every start, for nights a server was off. */
  'indicators.freeze': {
    every: '45 16 * * *',
    run: async system => {
      await freezeMonths(system)
    },
  },
  /** Twenty past midnight in Shanghai, after the day's figures: birthdays and expiries need no act. */
  'groups.propose': { every: '20 16 * * *', run: proposeEverywhere },
  /** A quarter past one at night in Shanghai: after the day has turned everywhere. */
  'benefits.review': { every: '15 17 * * *', run: reviewBenefits },
  // Woken by every acceptance; the minute is for what a stopped server left behind.
  [closeTransfersJob]: { every: '* * * * *', soonMs: 100, run: closeTransfers },
  /** A quarter past two in Shanghai, after the search for doubles; the month's last count stays. */
  'quality.count': { every: '15 18 * * *', run: countQuality },
  /** Boards are right without it and slower: until it has run they judge what moved themselves, after midnight all. */
  'facilities.judge': {
    every: '* * * * *',
    run: async system => {
      await refreshSites(system)
    },
  },
  /** Tries over a province are right without it and slower: until it has run they count what moved themselves. */
  'budgets.count': {
    every: '* * * * *',
    run: async system => {
      await refreshBudgetCells(system)
    },
  },
  /** The minute is for sites that opened or closed and for elders counted since: a quiet minute reckons nothing. */
  'coverage.reckon': { every: '* * * * *', run: reckonCoverage },
  // Woken by every question; the minutes are for what a stopped server left half solved.
  [sitingJob]: { every: '*/2 * * * *', soonMs: 50, run: solveWaiting },
  // Woken by every notice; the minute is for ladders that go on and for receipts.
  [noticesJob]: { every: '* * * * *', soonMs: 200, run: sendNotices },
  /** Half past midnight in Shanghai, before anybody plans the day: who is at risk, who is due, what is overdue. */
  'risk.sweep': {
    every: '30 16 * * *',
    run: async system => {
      await sweepStandings(system, true)
    },
  },
  /** The minute is for what acts moved; also sweeps where a night was missed or a rule changed. */
  [riskJob]: {
    every: '* * * * *',
    soonMs: 200,
    run: async system => {
      if ((await refreshStandings(system)) > 0) system.wake(silenceJob)
    },
  },
  /** Half past nine in the evening in Shanghai: the last boxes of supper are home. */
  'meals.charge': { every: '30 13 * * *', run: chargeEverywhere },
  /** Woken by whoever asks; the minute is for what a stopped server left half done. */
  [mealClosingJob]: { every: '* * * * *', soonMs: 50, run: closeAskedMonths },
  // Woken by incidents and by signs of life; the minute is for hours that run out.
  [safetyJob]: { every: '* * * * *', soonMs: 1_000, run: watchSafety },
  /** From noon to half past ten in the evening in Shanghai: meals that are over. */
  'canteenSafety.meals': { every: '7,17,27,37,47,57 4-14 * * *', run: watchMeals },
  /** Twenty to nine in Shanghai, when offices open. */
  'complaints.climb': { every: '40 0 * * *', run: climbComplaints },
  /** Half past seven in Shanghai. */
  'notices.digest': { every: '30 23 * * *', run: raiseDigests },
  [weatherJob]: { every: '* * * * *', soonMs: 200, run: handleWarnings },
  'surges.close': { every: '* * * * *', run: closeSurges },
  /** Woken by visits that arrive and by what is said of them; never in their way, so it may take its time. */
  [truthJob]: {
    every: '*/10 * * * *',
    soonMs: 20_000,
    run: async system => {
      await scoreArrivals(system)
    },
  },
  /** Three at night in Shanghai: what others found since, late photos, the month that ended. */
  'visitTruth.nightly': {
    every: '0 19 * * *',
    run: async system => {
      await scoreNightly(system)
    },
  },
  // The minutes are for what a crash left behind.
  [riskTrialJob]: { every: '*/5 * * * *', soonMs: 100, run: workOnTrials },
  /** Ten past midnight in Shanghai: the first of the month brings the plan, other nights whoever lacks one. */
  'rounds.plan': { every: '10 16 * * *', run: planMonth },
  /** Woken when a life changes; otherwise every ten minutes, and so for new days after midnight. */
  [ordersJob]: { every: '2,12,22,32,42,52 * * * *', soonMs: 500, run: keepOrders },
  /** Woken when a life changes, wherever it was recorded: the home need not see the elder's village. */
  [staysJob]: { every: '4,14,24,34,44,54 * * * *', soonMs: 500, run: followLives },
  'sessions.clear': { every: '17 18 * * *', run: clearExpired },
  /** Two in the morning in Shanghai, when nobody enters anything. */
  [sweepJob]: {
    every: '0 18 * * *',
    run: async system => {
      await sweepDuplicates(system)
    },
  },
  /** Woken by every act on a dispute; the hour is for answers that are overdue. */
  [disputeJob]: { every: '10 * * * *', soonMs: 200, run: sweepDisputes },
  /** Woken by every entry and import; the minutes are for what a stopped server left behind. */
  [arrivalsJob]: { every: '*/10 * * * *', run: searchArrivals },
  // Every minute for what a crash left behind.
  [importJob]: { every: '* * * * *', soonMs: 100, run: workOnImports },
  /** Half past three at night in Shanghai: pictures and voice notes that stopped arriving long ago. */
  'pieces.clear': {
    every: '30 19 * * *',
    run: async system => {
      await clearUnfinishedAttachments(system)
      await clearUnfinishedPhotos(system)
      await clearUnfinishedBedPhotos(system)
    },
  },
  'elders.importsKept': { every: '40 18 * * *', run: forgetImports },
}
