// Opens a dispute: over a pair of records in two counties, or over a number that another county holds.

import type { Dispute, DisputeBrief, disputeApi } from '../../../domain/duplicates/disputes-api.ts'
import type { ElderInput } from '../../../domain/elders/api.ts'
import { maskName, maskNumber } from '../../../domain/elders/elder.ts'
import { countyCodeOf, isWithin } from '../../../domain/kernel/area.ts'
import type { InputOf } from '../../../domain/kernel/operation.ts'
import { Refused } from '../../../domain/kernel/refusal.ts'
import { addWorkingDays } from '../../../domain/kernel/working-days.ts'
import { holderOfNumber } from '../../elders/elders.ts'
import type { Context } from '../../kernel/context.ts'
import { calendarOf, regionNamesOf } from '../../regions/regions.ts'
import { getDispute } from './reading.ts'

type OpenInput = InputOf<(typeof disputeApi)['dispute.open']>

interface Subject {
  elderId: string | null
  otherCountyCode: string
  otherElderId: string
  regionCode: string
  pairId: string | null
  registrationSealed: string | null
  /** Of a record there is not yet; the job fills in those there are. */
  brief: DisputeBrief | null
}

export async function openDispute(context: Context, input: OpenInput): Promise<Dispute> {
  const { tx, now, actor } = context
  const { countyCode, id, statement, evidence } = input
  if (!isWithin(input.regionCode, actor.area) || countyCodeOf(input.regionCode) !== countyCode)
    throw new Refused('not_allowed', '这个村（社区）不在您的辖区内，不能发起协商。')
  const subject = await subjectOf(context, input)
  if (subject.otherCountyCode === countyCode)
    throw new Refused('rule_broken', '两份档案在同一个县（市、区），不用协商，请直接对照合并。')
  const opened = await tx
    .insertInto('elderDisputes')
    .values({
      ...{ countyCode, id, statement, evidence, ...subject },
      otherRegionCode: `${subject.otherCountyCode}000000`,
      stage: 'awaitingAnswer',
      ...{ stance: null, outcome: null, otherBrief: null, otherStatement: null },
      ...{ otherEvidence: null, answeredAt: null, registeredAs: null, carriedOutAt: null },
      dueOn: await dueOn(context, subject.regionCode),
      openedBy: actor.accountId,
      openedAt: now.toISOString(),
      ...{ decidedBy: null, decidedAt: null, decision: null },
    })
    .onConflict(conflict => conflict.doNothing())
    .returning('id')
    .execute()
  if (opened.length === 0) await refuseUnlessSame(context, input, subject)
  if (subject.pairId !== null)
    await tx
      .updateTable('duplicatePairs')
      .set({ state: 'disputed' })
      .where('countyCode', '=', countyCode)
      .where('id', '=', subject.pairId)
      .execute()
  context.afterCommit(() => context.system.wake('disputes.sweep'))
  return getDispute(context, countyCode, id)
}

/** One elder, two counties, one dispute at a time. */
async function refuseUnlessSame({ tx }: Context, input: OpenInput, subject: Subject): Promise<void> {
  const same = await tx
    .selectFrom('elderDisputes')
    .select('otherElderId')
    .where('countyCode', '=', input.countyCode)
    .where('id', '=', input.id)
    .executeTakeFirst()
  if (same?.otherElderId !== subject.otherElderId)
    throw new Refused('conflict', '与这个县关于同一人的协商已经在办，不用重复发起。请在“两县协商”里查看。')
}

function subjectOf(context: Context, input: OpenInput): Promise<Subject> {
  if (input.pairId !== undefined) return subjectOfPair(context, input, input.pairId)
  if (input.registration !== undefined) return subjectOfNumber(context, input, input.registration)
  throw new Refused('invalid', '请说明是哪一对档案，或者填写要登记的老年人。')
}

async function subjectOfPair({ tx }: Context, input: OpenInput, pairId: string): Promise<Subject> {
  const pair = await tx
    .selectFrom('duplicatePairs')
    .innerJoin('elders', join =>
      join
        .onRef('elders.countyCode', '=', 'duplicatePairs.countyCode')
        .onRef('elders.id', '=', 'duplicatePairs.elderId'),
    )
    .select(['elderId', 'otherCountyCode', 'otherId', 'elders.regionCode', 'elders.mergedInto'])
    .where('duplicatePairs.countyCode', '=', input.countyCode)
    .where('duplicatePairs.id', '=', pairId)
    .executeTakeFirst()
  if (!pair) throw new Refused('not_found', '没有这一对疑似重复的档案，或者不在您的辖区内。请刷新列表。')
  const { otherCountyCode, otherId: otherElderId, regionCode } = pair
  return {
    ...{ elderId: pair.mergedInto ?? pair.elderId, otherCountyCode, otherElderId, regionCode, pairId },
    ...{ registrationSealed: null, brief: null },
  }
}

async function subjectOfNumber(
  context: Context,
  { regionCode }: OpenInput,
  registration: { elderId: string; householdId: string; elder: ElderInput },
): Promise<Subject> {
  const holder = await holderOfNumber(context, regionCode, registration.elder)
  if (holder === null)
    throw new Refused('rule_broken', '这个证件号现在没有人登记，不用协商，直接登记就可以。')
  return {
    elderId: null,
    otherCountyCode: holder.countyCode,
    otherElderId: holder.id,
    regionCode,
    pairId: null,
    registrationSealed: context.sealer.seal(JSON.stringify({ regionCode, ...registration })),
    brief: await briefOf(context, regionCode, registration.elder),
  }
}

async function briefOf(
  { tx }: Context,
  regionCode: string,
  { name, sex, bornOn, citizenNumber }: ElderInput,
): Promise<DisputeBrief> {
  return {
    maskedName: maskName(name),
    ...{ sex, bornOn, numberMask: maskNumber(citizenNumber?.slice(-4) ?? null) },
    villageName: (await regionNamesOf(tx, [regionCode])).get(regionCode) ?? '',
    ...{ registeredOn: null, lastVisitedOn: null, endedOn: null },
  }
}

/** Working days from today, by the notice where it is known (domain/kernel/working-days.ts). */
export async function dueOn(
  context: Pick<Context, 'tx' | 'now' | 'system' | 'today' | 'setting'>,
  regionCode: string,
): Promise<string> {
  const days = context.setting('dispute.answerWorkingDays', regionCode)
  return addWorkingDays(await calendarOf(context), context.today, days).day
}
