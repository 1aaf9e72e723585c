// Front file of risk: where every elder stands, why, what people set instead, and rules tried before they hold.
import type { riskApi } from '../../domain/risk/api.ts'
import type { Handlers } from '../kernel/context.ts'
import { listDue } from './due-list.ts'
import { riskOfElder } from './elder-risk.ts'
import { riskJob as job, riskTrialJob as trialJob } from './job.ts'
import { endOverrule, listOverrules, recordOverrule } from './overrules.ts'
import { restand, sweepStandings as sweep } from './sweep.ts'
import { decideSwitch, openSwitch } from './switching.ts'
import { refreshStandings as refresh } from './touched.ts'
import { createTrial, getTrial, listTrials, trialLines } from './trials.ts'
import { workOnTrials as workOn } from './trying.ts'

export const sweepStandings = sweep
export const refreshStandings = refresh
/** Some of a county at once, after a job moved what they are owed: no act of anybody tells of it. */
export const restandElders = restand
export const workOnTrials = workOn
export const riskJob = job
export const riskTrialJob = trialJob

export const risk: Handlers<typeof riskApi> = {
  'risk.due': listDue,
  'risk.ofElder': riskOfElder,
  'riskOverrule.record': recordOverrule,
  'riskOverrule.end': endOverrule,
  'riskOverrule.list': listOverrules,
  'riskTrial.create': createTrial,
  'riskTrial.list': listTrials,
  'riskTrial.get': getTrial,
  'riskTrial.lines': trialLines,
  'riskSwitch.open': openSwitch,
  'riskSwitch.decide': decideSwitch,
}
