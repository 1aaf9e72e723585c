// Front file of aid-cases: its operations, and what visits and the clock ask of it.
import { roles } from '../../domain/accounts/roles.ts'
import type { aidCaseApi } from '../../domain/aid-cases/api.ts'
import type { InputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import { contactsToCall } from '../elders/elders.ts'
import type { Context, Handlers, System } from '../kernel/context.ts'
import { checkInArea, regionNamesOf } from '../regions/regions.ts'
import { caseBoards as boards } from './boards.ts'
import * as counting from './counting.ts'
import { duties as duty } from './duty.ts'
import * as escalate from './escalate.ts'
import * as life from './life.ts'
import { listCases } from './listing.ts'
import { mergeableCases, mergeCase, unmergeCase } from './merging.ts'
import { moveCase } from './moving.ts'
import * as opening from './opening.ts'
import { possibleOwners } from './owners.ts'
import { casePlan as plan } from './planning.ts'
import { getCase } from './reading.ts'
import { recheckByHand } from './rechecks.ts'
import * as signals from './signals.ts'
import * as work from './work.ts'

export const aidCases: Handlers<typeof aidCaseApi> = {
  async 'aidCase.list'(context, input) {
    const list = await listCases(context, input)
    for (const countyCode of new Set(list.rows.map(row => row.countyCode)))
      context.concerns(
        countyCode,
        list.rows.filter(row => row.countyCode === countyCode).map(row => row.elderId),
      )
    return list
  },
  'aidCase.get': (context, { countyCode, id }) => getCase(context, countyCode, id),
  'aidCase.open': openByHand,
  'aidCase.acknowledge': (context, input) => moveCase(context, 'acknowledged', input),
  'aidCase.note': (context, input) => moveCase(context, 'noted', input),
  'aidCase.arrive': (context, input) => moveCase(context, 'onSite', input),
  'aidCase.contacts': contactsOfCase,
  'aidCase.askNeighbour': (context, input) => moveCase(context, 'neighbourAsked', input),
  'aidCase.handOver': (context, input) => moveCase(context, 'handedOver', input),
  'aidCase.resolve': (context, input) => moveCase(context, 'resolved', input),
  'aidCase.verify': (context, input) => moveCase(context, 'verified', input),
  'aidCase.close': (context, input) => moveCase(context, 'closed', input),
  'aidCase.reject': (context, input) => moveCase(context, 'rejected', input),
  'aidCase.reopen': (context, input) => moveCase(context, 'reopened', input),
  'aidCase.mergeable': mergeableCases,
  'aidCase.merge': mergeCase,
  'aidCase.unmerge': unmergeCase,
  'aidCase.recheck': recheckByHand,
  async 'aidCase.possibleOwners'(context, { regionCode }) {
    checkInArea(context, regionCode)
    const owners = await possibleOwners(context.tx, [regionCode], context.today)
    const names = await regionNamesOf(
      context.tx,
      owners.map(owner => owner.regionCode),
    )
    const first = new Map(owners.toReversed().map(owner => [owner.id, owner]))
    return [...first.values()].reverse().map(({ id, name, role, regionCode: place }) => ({
      id,
      name,
      role: roles.words[role],
      regionName: names.get(place) ?? place,
    }))
  },
}

/** Near people first: the neighbour with a key is there before any office has read this. */
async function contactsOfCase(context: Context, { countyCode, id }: { countyCode: string; id: string }) {
  const { elderId } = await getCase(context, countyCode, id)
  return contactsToCall(context, { countyCode, elderId })
}

async function openByHand(context: Context, input: InputOf<(typeof aidCaseApi)['aidCase.open']>) {
  const { countyCode, id, elderId, level, trouble } = input
  const before = await context.tx
    .selectFrom('aidCases')
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .select(['elderId', 'level', 'trouble'])
    .executeTakeFirst()
  if (before) {
    if (before.elderId !== elderId || before.level !== level || before.trouble !== trouble)
      throw new Refused('conflict', '这个编号已经用于另一个个案，没有重复立案。请刷新后核对。')
    return getCase(context, countyCode, id)
  }
  const elder = await context.tx
    .selectFrom('elders')
    .where('countyCode', '=', countyCode)
    .where('id', '=', elderId)
    .select('regionCode')
    .executeTakeFirst()
  if (!elder) throw new Refused('not_found', '没有找到这位老人，或不在您的辖区内。请从老年人档案里重新选择。')
  const { regionCode } = elder
  await opening.openCases(work.workOf(context), [
    { id, countyCode, regionCode, elderId, visitId: null, level, field: null, source: 'person', trouble },
  ])
  return getCase(context, countyCode, id)
}

export const casePlan = plan
export const caseBoards = boards
export const duties = duty

/** Opens or notes cases for what visits just stored have found; visit → ids opened. */
export function openFromVisits(
  context: Context,
  visits: readonly opening.FoundOnVisit[],
): Promise<Map<string, string[]>> {
  return opening.openFromVisits(context, visits)
}

/** A job: cases that nobody moved in time go one level up. */
export function escalateOverdue(system: System): Promise<number> {
  return escalate.escalateOverdue(system)
}

export type { CaseFigureDifference } from './counting.ts'
/** A job, and after a load: counts again what has been noted. */
export const refreshCaseFigures = counting.refreshCaseFigures
export const verifyCaseFigures = counting.verifyCaseFigures
export const openCasesOf = life.openCasesOf
export const applyToCases = life.applyToCases
export const revertCases = life.revertCases

/** Cases carried over from another county, or seen by a visitor in no field of the form: with owner and clocks. */
export async function openCases(
  context: Context,
  cases: readonly Omit<opening.NewCase, 'source'>[],
  source: 'transferred' | 'visit' = 'transferred',
): Promise<void> {
  await opening.openCases(
    work.workOf(context),
    cases.map(one => ({ ...one, source })),
  )
}

export type { CaseSignal, OpenedBySignal, SignalAnswer } from './signals.ts'
export type { CaseWork } from './work.ts'
/** A handler opens and answers cases with `workOf(context)`, a job with `workOfClock(system, tx)`. */
export const workOf = work.workOf
export const workOfClock = work.workOfClock
export const openSignalCases = signals.openSignalCases
export const answerSignalCases = signals.answerSignalCases
