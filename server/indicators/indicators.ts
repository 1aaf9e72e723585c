// Front file of indicators: the figures kept ready for boards, counted from the records of every module.
import { elderIdsBehind as idsBehind } from './behind.ts'
import { noteChanges as note } from './changes.ts'
import { movedSince as moved } from './corrections.ts'
import { freezeMonths as freezeAll, freezeCounty as freezeOne } from './freezing.ts'
import { eldersOnDay as allOnDay, countOnDay as countDay, elderOnDay as oneOnDay } from './on-day.ts'
import {
  catchUpIndicators as catchUp,
  recountIndicators as recount,
  refreshIndicators as refresh,
} from './refresh.ts'
import { unvisitedElders as unvisited } from './unvisited.ts'
import { verifyIndicators as verify } from './verify.ts'
import { verifyFrozen as frozen } from './verify-frozen.ts'

export type { IndicatorChange } from './changes.ts'
export type { IndicatorDifference } from './verify.ts'
export type { FrozenDifference } from './verify-frozen.ts'
export const noteChanges = note
export const refreshIndicators = refresh
export const recountIndicators = recount
export const catchUpIndicators = catchUp
export const verifyIndicators = verify
export const elderIdsBehind = idsBehind
export const unvisitedElders = unvisited
export const freezeCounty = freezeOne
export const freezeMonths = freezeAll
export const movedSince = moved
export const verifyFrozen = frozen
export const countOnDay = countDay
export const elderOnDay = oneOnDay
export const eldersOnDay = allOnDay
