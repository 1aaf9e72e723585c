// A move to another county as the old county asks for it, and as both sides see it in their lists.
import { sql } from 'kysely'
import { groupsOn, maskNumber, maskPhone } from '../../domain/elders/elder.ts'
import { nameFor } from '../../domain/elders/registration.ts'
import { ageOn, dayOf } from '../../domain/kernel/day.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import { addWorkingDays } from '../../domain/kernel/working-days.ts'
import type { Effect } from '../../domain/life-events/effects.ts'
import { type LifeEventInput, lifeEventKinds } from '../../domain/life-events/life-event.ts'
import { TransferPayload } from '../../domain/life-events/transfer.ts'
import { visitMethods, visitResults } from '../../domain/visits/visit.ts'
import { openCasesOf } from '../aid-cases/aid-cases.ts'
import { handoverOf } from '../elders/elders.ts'
import type { Context } from '../kernel/context.ts'
import { calendarOf, regionNamesOf } from '../regions/regions.ts'
import type { Facts } from './facts.ts'

/** Visits handed over: enough to know her by, not her whole history. */
const visitsHandedOver = 6

/** What asking means, and what will follow once the other side has accepted. */
export async function previewTransfer(
  context: Context,
  event: LifeEventInput,
  effects: readonly Effect[],
): Promise<Effect[]> {
  const { answerBy, toName } = await deadlineOf(context, event)
  const word = (says: string, warns = false): Effect => ({ follower: 'record', says, warns, change: null })
  return [
    word(`请${toName}接收，最迟 ${answerBy} 答复；在对方接收之前，这里照常探访、办理`),
    word('身份、联系人、认定、近期探访和未结个案的摘要一并加密转去'),
    ...effects.map(effect => ({
      ...effect,
      says: `对方接收后：${effect.says}`,
      change: null,
    })),
  ]
}

async function deadlineOf(context: Context, { details }: LifeEventInput) {
  const toRegionCode = details.toRegionCode ?? ''
  const calendar = await calendarOf(context)
  const days = context.setting('lifeEvent.transferWorkingDays', toRegionCode)
  const names = await regionNamesOf(context.tx, [toRegionCode, `${toRegionCode.slice(0, 6)}000000`])
  const county = names.get(`${toRegionCode.slice(0, 6)}000000`)
  const place = names.get(toRegionCode)
  if (county === undefined || place === undefined)
    throw new Refused('rule_broken', '没有这个区划。请重新选择迁往哪里。')
  return {
    answerBy: addWorkingDays(calendar, context.today, days).day,
    toName: toRegionCode.endsWith('000000') ? county : `${county}${place}`,
  }
}

/** Only one move at a time; and once accepted, the record is about to be closed. */
export async function checkNotUnderWay(
  { tx }: Context,
  { countyCode, elderId, kind }: Pick<LifeEventInput, 'countyCode' | 'elderId' | 'kind'>,
): Promise<void> {
  const open = await tx
    .selectFrom('elderTransfers')
    .where('countyCode', '=', countyCode)
    .where('elderId', '=', elderId)
    .where(given =>
      given.or([
        given('state', '=', 'toReceive'),
        given.and([given('state', '=', 'received'), given('closedAt', 'is', null)]),
      ]),
    )
    .select(['state', 'proposedAt'])
    .executeTakeFirst()
  if (!open) return
  if (open.state === 'received')
    throw new Refused('conflict', '迁入地刚刚接收了这位老人，档案正在转出。请由迁入地登记。')
  if (kind === 'movedToOtherCounty')
    throw new Refused(
      'conflict',
      `已于 ${dayOf(new Date(open.proposedAt))} 提请外县接收，还没有答复。要改地方请先撤回那一次。`,
    )
}

/** Whoever dies or moves elsewhere while the other county has not answered is not on the way there any more. */
export async function endOpenTransfer(context: Context, event: LifeEventInput): Promise<void> {
  const { tx, now, actor } = context
  if (!['died', 'leftProvince', 'movedWithinCounty'].includes(event.kind)) return
  await tx
    .updateTable('elderTransfers')
    .set({
      state: 'withdrawn',
      answeredBy: actor.accountId,
      answeredAt: now.toISOString(),
      answer: `${event.happenedOn} 登记了“${lifeEventKinds.words[event.kind]}”，不再迁往`,
    })
    .where('countyCode', '=', event.countyCode)
    .where('elderId', '=', event.elderId)
    .where('state', '=', 'toReceive')
    .execute()
}

export async function proposeTransfer(context: Context, event: LifeEventInput, facts: Facts): Promise<void> {
  const { tx, now, actor, sealer } = context
  const { countyCode, id, elderId, happenedOn, reason, details } = event
  const { answerBy } = await deadlineOf(context, event)
  const payload = await payloadFor(context, event, facts)
  await tx
    .insertInto('elderTransfers')
    .values({
      countyCode,
      id,
      regionCode: facts.elder.regionCode,
      elderId,
      toRegionCode: details.toRegionCode ?? '',
      movedOn: happenedOn,
      reason,
      payloadSealed: sealer.seal(JSON.stringify(payload)),
      state: 'toReceive',
      answerBy,
      proposedBy: actor.accountId,
      proposedAt: now.toISOString(),
      answeredBy: null,
      answeredAt: null,
      answer: null,
      acceptedElderId: null,
      acceptedRegionCode: null,
      closedAt: null,
      eventId: null,
    })
    .execute()
}

async function payloadFor(
  context: Context,
  { countyCode, elderId }: LifeEventInput,
  { elderIds }: Facts,
): Promise<TransferPayload> {
  const handover = await handoverOf(context, { countyCode, id: elderId })
  const visits = await context.tx
    .selectFrom('visits')
    .where('countyCode', '=', countyCode)
    .where('elderId', 'in', [...elderIds])
    .orderBy('visitedOn', 'desc')
    .orderBy('id', 'desc')
    .limit(visitsHandedOver)
    .select(['visitedOn', 'method', 'result', 'worst'])
    .execute()
  const cases = await openCasesOf(context, { countyCode, elderIds }, null)
  return {
    ...handover,
    visits: visits.map(({ visitedOn, method, result, worst }) => ({
      visitedOn,
      says: `${visitMethods.words[method]}，${visitResults.words[result]}${result === 'met' ? wellness(worst) : ''}`,
    })),
    cases: cases.map(({ level, trouble, openedAt }) => ({ level, trouble, openedAt })),
  }
}

function wellness(worst: string): string {
  if (worst === 'danger') return '，发现危险情况'
  return worst === 'attention' ? '，有需要关注的事项' : '，情况正常'
}

export function openPayload({ sealer }: Context, sealed: string): TransferPayload {
  return TransferPayload.parse(JSON.parse(sealer.open(sealed)))
}

/** What a list and a page show of the payload: masked, and names in full only for those who work with people. */
export function shownOf(context: Context, payload: TransferPayload, regionCode: string) {
  const { actor, today } = context
  const { bornOn, citizenNumber, phone, contacts, memberships, visits, cases, householdNames } = payload
  const groups = memberships.map(({ group }) => group)
  return {
    elderName: nameFor(actor.role, payload.name),
    sex: payload.sex,
    age: bornOn === null ? null : ageOn(bornOn, today),
    groups: groupsOn(groups, bornOn, today, context.setting('elder.veryOldAge', regionCode)),
    numberMask: maskNumber(citizenNumber?.slice(-4) ?? null),
    phoneMask: maskPhone(phone?.slice(-4) ?? null),
    contacts: contacts.map(({ phone: contactPhone, name, ...contact }) => ({
      ...contact,
      name: nameFor(actor.role, name),
      phoneMask: maskPhone(contactPhone?.slice(-4) ?? null),
    })),
    memberships,
    visits,
    cases,
    householdNames: householdNames.map(name => nameFor(actor.role, name)),
  }
}

export const jsonb = (value: unknown) => sql<never>`${JSON.stringify(value)}::jsonb`
