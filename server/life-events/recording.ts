// An event is thought through, written, and followed by every module that must move; or only shown before that.
import { sql } from 'kysely'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { lifeEventApi } from '../../domain/life-events/api.ts'
import { consequencesOf, isLate } from '../../domain/life-events/cascade.ts'
import { checkEvent } from '../../domain/life-events/checks.ts'
import { type Change, changesOf, type Effect } from '../../domain/life-events/effects.ts'
import { type Consequence, type LifeEventInput, lifeEventKinds } from '../../domain/life-events/life-event.ts'
import { ordersJob } from '../../domain/service-orders/order-api.ts'
import { staysJob } from '../../domain/stays/follow.ts'
import { applyToCases } from '../aid-cases/aid-cases.ts'
import type { BenefitEffect } from '../benefits/benefits.ts'
import { applyToLedger, moveHome, noteOpenMonths, proposeFor } from '../elders/elders.ts'
import type { Context } from '../kernel/context.ts'
import { oweVisits } from '../visits/visits.ts'
import { benefitConsequences, stopFor } from './benefits.ts'
import { type Facts, factsFor } from './facts.ts'
import { confirmReport, confirmSameReports } from './reports.ts'
import { checkNotUnderWay, endOpenTransfer, previewTransfer, proposeTransfer } from './transfers.ts'

type Answer = OutputOf<(typeof lifeEventApi)['lifeEvent.record']>

export async function previewEvent(
  context: Context,
  event: InputOf<(typeof lifeEventApi)['lifeEvent.preview']>,
): Promise<Answer> {
  const facts = await factsFor(context, event, false)
  context.concerns(event.countyCode, [event.elderId])
  checkEvent(event, facts)
  await checkNotUnderWay(context, event)
  const effects = await effectsOf(context, event, facts)
  return answerFor(event, facts, effects)
}

export async function recordEvent(
  context: Context,
  event: InputOf<(typeof lifeEventApi)['lifeEvent.record']>,
): Promise<Answer> {
  const facts = await factsFor(context, event, true)
  context.concerns(event.countyCode, [event.elderId])
  await checkFresh(context, event)
  checkEvent(event, facts)
  await checkNotUnderWay(context, event)
  const effects = await effectsOf(context, event, facts)
  if (event.reportId !== null) await confirmReport(context, event, event.reportId)
  await confirmSameReports(context, event)
  if (event.kind === 'movedToOtherCounty') await proposeTransfer(context, event, facts)
  else await carryOut(context, event, facts, effects)
  return answerFor(event, facts, effects)
}

/** A move to another county only asks; what follows from it happens once the other side has accepted. */
async function effectsOf(context: Context, event: LifeEventInput, facts: Facts): Promise<Effect[]> {
  const effects = await allConsequences(context, event, facts)
  return event.kind === 'movedToOtherCounty' ? previewTransfer(context, event, effects) : effects
}

/** The cascade's own, and what the rules of money make of it. */
export async function allConsequences(
  context: Context,
  event: LifeEventInput,
  facts: Facts,
): Promise<Effect[]> {
  return [...consequencesOf(event, facts), ...(await benefitConsequences(context, event))]
}

function answerFor(event: LifeEventInput, facts: Facts, effects: readonly Effect[]): Answer {
  return { consequences: effects.map(spoken), late: isLate(event, facts) }
}

export const spoken = ({ follower, says, warns }: Effect): Consequence => ({ follower, says, warns })

/** The id was chosen by the caller: another event under it would be a mistake of the screen. */
async function checkFresh({ tx }: Context, { countyCode, id }: LifeEventInput): Promise<void> {
  const known = await tx
    .selectFrom('lifeEvents')
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .select('id')
    .executeTakeFirst()
  if (known) throw new Refused('conflict', '这次变化已经登记过了，不用重复登记。请刷新后查看。')
}

/** Writes the event and everything that follows from it, in one transaction. */
export async function carryOut(
  context: Context,
  event: LifeEventInput,
  facts: Facts,
  effects: readonly Effect[],
): Promise<void> {
  const { countyCode, elderId, kind, happenedOn, reason } = event
  const { regionCode } = facts.elder
  const changes = changesOf(effects)
  const at = { countyCode, elderId, regionCode, reason: `${lifeEventKinds.words[kind]}：${reason}` }
  await applyToCases(context, at, ofPart(changes, 'aidCase'))
  await oweVisits(context, at, ofPart(changes, 'dueVisit'))
  await applyToLedger(context, at, changes)
  await endOpenTransfer(context, event)
  const benefitEffects = await stopFor(context, event)
  await keepEvent(context, event, facts, { effects, benefitEffects })
  await noteOpenMonths(context, regionCode, happenedOn)
  await proposeFor(context, peopleOf(event, facts))
  const home = ofPart(changes, 'dwelling')[0]?.after
  await moveHome(context, { countyCode, elderId, eventId: event.id, on: happenedOn }, home)
  // Whoever is gone or away is not served at home.
  context.afterCommit(() => context.system.wake(ordersJob))
  // Whoever lived in a home lives there no longer, or waits for her return.
  context.afterCommit(() => context.system.wake(staysJob))
}

/** Whose groups may have changed: hers, and those of whoever lived with her. */
function peopleOf({ countyCode, elderId }: LifeEventInput, { household }: Facts) {
  return [elderId, ...household.map(({ id }) => id)].map(id => ({ countyCode, id }))
}

export const ofPart = (changes: readonly Change[], part: Change['part']) =>
  changes.filter(change => change.part === part)

async function keepEvent(
  { tx, now, actor }: Context,
  event: LifeEventInput,
  facts: Facts,
  journal: { effects: readonly Effect[]; benefitEffects: readonly BenefitEffect[] },
): Promise<void> {
  const { countyCode, id, elderId, kind, happenedOn, reason, details } = event
  await tx
    .insertInto('lifeEvents')
    .values({
      countyCode,
      id,
      regionCode: facts.elder.regionCode,
      elderId,
      kind,
      happenedOn,
      reason,
      details: sql`${JSON.stringify(details)}::jsonb`,
      effects: sql`${JSON.stringify(journal.effects)}::jsonb`,
      benefitEffects: sql`${JSON.stringify(journal.benefitEffects)}::jsonb`,
      late: isLate(event, facts),
      recordedBy: actor.accountId,
      recordedAt: now.toISOString(),
      undoneBy: null,
      undoneAt: null,
      undoReason: null,
      kept: null,
    })
    .execute()
}
