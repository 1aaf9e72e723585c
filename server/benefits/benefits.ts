// Front file of benefits: money by rule, monthly lists, and what other modules ask when a life changes.
import type { benefitApi } from '../../domain/benefits/api.ts'
import type { Handlers } from '../kernel/context.ts'
import * as elder from './elder.ts'
import { grantFromRun } from './entitlements.ts'
import { subjectsOf } from './facts.ts'
import * as rows from './match-rows.ts'
import { uploadList } from './matches.ts'
import { reviewBenefits as review } from './nightly.ts'
import * as recoveries from './recoveries.ts'
import * as rules from './rules.ts'
import { exportRun, runLines } from './run-lines.ts'
import * as runs from './runs.ts'
import * as stopping from './stopping.ts'
import * as trials from './trials.ts'

export type { BenefitEffect, BenefitStop } from './stopping.ts'
export const stopBenefits = stopping.stopBenefits
export const resumeBenefits = stopping.resumeBenefits
export const benefitsPreview = stopping.benefitsPreview
export const reviewBenefits = review
export const benefitSubjects = subjectsOf
export const benefitLines = runs.payLines
export const grantBenefits = grantFromRun

export const benefits: Handlers<typeof benefitApi> = {
  'benefitRule.list': rules.listRules,
  'benefitRule.get': rules.getRule,
  'benefitRule.save': rules.saveRule,
  'benefitRule.sample': elder.sampleDecision,
  'benefitRule.try': trials.tryRule,
  'benefitRule.activate': rules.activateRule,
  'benefitRule.retire': rules.retireRule,
  'benefitTrial.get': trials.getTrial,
  'benefitTrial.lines': trials.trialLines,
  'benefitRun.list': runs.listRuns,
  'benefitRun.get': runs.getRun,
  'benefitRun.lines': runLines,
  'benefitRun.compile': runs.compileRun,
  'benefitRun.approve': runs.approveRun,
  'benefitRun.pay': runs.payRun,
  async 'benefitRun.export'(context, input) {
    await exportRun(context, input)
    return {}
  },
  'elderBenefit.get': elder.elderBenefits,
  async 'elderBenefit.recordCircumstance'(context, input) {
    await elder.recordCircumstance(context, input)
    return {}
  },
  async 'elderBenefit.recordAccount'(context, input) {
    await elder.recordAccount(context, input)
    return {}
  },
  async 'elderBenefit.hold'(context, input) {
    await elder.holdBenefit(context, input)
    return {}
  },
  async 'elderBenefit.release'(context, input) {
    await elder.releaseBenefit(context, input)
    return {}
  },
  'recovery.list': recoveries.listRecoveries,
  async 'recovery.settle'(context, input) {
    await recoveries.settleRecovery(context, input)
    return {}
  },
  'matchList.upload': uploadList,
  'matchList.list': rows.listLists,
  'matchList.rows': rows.listMatches,
  async 'matchList.decide'(context, input) {
    await rows.decideMatch(context, input)
    return {}
  },
}
