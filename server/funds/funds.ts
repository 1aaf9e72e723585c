// Front file of public money: from appropriation to the person served.
import type { fundApi } from '../../domain/funds/api.ts'
import type { Handlers } from '../kernel/context.ts'
import { approveProjects, projectsOfShares } from './approving.ts'
import { getBatch, listBatches, listShares } from './batch-reading.ts'
import { approveBatch, draftBatch, dropBatch, insertBatch, passBatch } from './batches.ts'
import { draftProject, insertProjects, planProjects } from './drafting.ts'
import { importFunds } from './import/by-command.ts'
import { fundImports } from './import/imports.ts'
import { enterLetter, enterLetterSums, letterOf } from './letter.ts'
import { overview } from './overview.ts'
import { addPaper, readPaper } from './papers.ts'
import { pay, takePaymentBack } from './payments.ts'
import { getProject, listProjects } from './project-reading.ts'
import {
  approveProject,
  closeProject,
  dropProject,
  findShortcoming,
  linkSite,
  reachMilestone,
  signAcceptance,
} from './projects.ts'
import { listReturns, receiveBack, sendBack } from './returns.ts'
import { exportOverview, exportProjects } from './sheets.ts'
import { sitesNear } from './sites.ts'
import { getProgramme, getSum, listProgrammes } from './sum-reading.ts'
import {
  issueSum,
  issueSums,
  lockSum,
  newProgramme,
  planSum,
  planSums,
  saveProgramme,
  withdrawSum,
} from './sums.ts'
import { verifyFunds } from './verify.ts'

export type { FundReport } from './import/by-command.ts'
export type { Acting } from './keeping.ts'
export type { FundDifference } from './verify.ts'
export { fundImports, importFunds, planProjects, verifyFunds }
/** The steps a demonstration takes, each in the name of somebody on some day of the past. */
export const fundSteps = {
  ...{ enterLetterSums, planSums, issueSums, newProgramme, lockSum, insertBatch, passBatch },
  ...{ insertProjects, projectsOfShares, approveProjects, dropProject, reachMilestone, signAcceptance },
  ...{ linkSite, closeProject, pay, sendBack },
}

export const funds: Handlers<typeof fundApi> = {
  'fund.overview': overview,
  'fund.export': exportOverview,
  'fund.letter': letterOf,
  'fund.enterLetter': enterLetter,
  'fund.planProjects': planProjects,
  'fundProgramme.list': listProgrammes,
  'fundProgramme.get': getProgramme,
  'fundProgramme.save': saveProgramme,
  'fundAppropriation.get': getSum,
  'fundAppropriation.plan': planSum,
  'fundAppropriation.issue': issueSum,
  'fundAppropriation.withdraw': withdrawSum,
  'fundBatch.get': getBatch,
  'fundBatch.list': listBatches,
  'fundBatch.draft': draftBatch,
  'fundBatch.approve': approveBatch,
  'fundBatch.drop': dropBatch,
  'fundShare.list': listShares,
  'fundShare.sendBack': sendBack,
  'fundReturn.list': listReturns,
  'fundReturn.receive': receiveBack,
  'fundProject.list': listProjects,
  'fundProject.export': exportProjects,
  'fundProject.get': getProject,
  'fundProject.draft': draftProject,
  'fundProject.approve': approveProject,
  'fundProject.drop': dropProject,
  'fundProject.reach': reachMilestone,
  'fundProject.sign': signAcceptance,
  'fundProject.findShortcoming': findShortcoming,
  'fundProject.linkSite': linkSite,
  'fundProject.sites': sitesNear,
  'fundProject.close': closeProject,
  'fundPayment.pay': pay,
  'fundPayment.takeBack': takePaymentBack,
  'fundPaper.add': addPaper,
  'fundPaper.read': readPaper,
}
