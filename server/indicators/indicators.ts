// Front file of indicators: the figures kept ready for boards, counted from the records of every module.
import { elderIdsBehind as idsBehind } from './behind.ts'
import { noteChanges as note } from './changes.ts'
import {
  catchUpIndicators as catchUp,
  recountIndicators as recount,
  refreshIndicators as refresh,
} from './refresh.ts'
import { unvisitedElders as unvisited } from './unvisited.ts'
import { verifyIndicators as verify } from './verify.ts'

export type { IndicatorChange } from './changes.ts'
export type { IndicatorDifference } from './verify.ts'
export const noteChanges = note
export const refreshIndicators = refresh
export const recountIndicators = recount
export const catchUpIndicators = catchUp
export const verifyIndicators = verify
export const elderIdsBehind = idsBehind
export const unvisitedElders = unvisited
