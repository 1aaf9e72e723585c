// The acts on an open dispute: answer, reply, withdraw, decide; each in its turn.
import {
  answered,
  type DisputeOutcome,
  type DisputeSide,
  decided,
  type Moved,
  replied,
  withdrawn,
} from '../../../domain/duplicates/disputes.ts'
import type { Dispute } from '../../../domain/duplicates/disputes-api.ts'
import { Refused } from '../../../domain/kernel/refusal.ts'
import { registerElder } from '../../elders/elders.ts'
import type { Context } from '../../kernel/context.ts'
import { dueOn } from './opening.ts'
import { canRegister, getDispute, sideOfReader, unknownDispute } from './reading.ts'

interface Key {
  countyCode: string
  id: string
}

export async function answerDispute(
  context: Context,
  input: Key & { stance: DisputeOutcome; statement: string; evidence: string },
): Promise<Dispute> {
  const { stance, statement, evidence } = input
  return moveDispute(context, input, (dispute, side) => ({
    ...answered(dispute, side, stance),
    stance,
    otherStatement: statement,
    otherEvidence: evidence,
    answeredAt: context.now.toISOString(),
  }))
}

export function replyToDispute(
  context: Context,
  input: Key & { agrees: boolean; statement: string },
): Promise<Dispute> {
  return moveDispute(context, input, (dispute, side) => ({
    ...replied(dispute, side, input.agrees),
    decision: input.statement,
  }))
}

export function withdrawDispute(context: Context, input: Key & { statement: string }): Promise<Dispute> {
  return moveDispute(context, input, (dispute, side) => ({
    ...withdrawn(dispute, side),
    decision: input.statement,
  }))
}

export function decideDispute(
  context: Context,
  input: Key & { outcome: DisputeOutcome; statement: string },
): Promise<Dispute> {
  return moveDispute(context, input, (dispute, side) => ({
    ...decided(dispute, side, input.outcome),
    decision: input.statement,
  }))
}

type Locked = Awaited<ReturnType<typeof lockDispute>>
type Change = Moved & {
  stance?: DisputeOutcome
  otherStatement?: string
  otherEvidence?: string
  answeredAt?: string
  decision?: string
}

async function lockDispute({ tx }: Context, { countyCode, id }: Key) {
  const dispute = await tx
    .selectFrom('elderDisputes')
    .selectAll()
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!dispute) throw unknownDispute()
  return dispute
}

async function moveDispute(
  context: Context,
  key: Key,
  change: (dispute: Locked, side: DisputeSide) => Change,
): Promise<Dispute> {
  const { tx, now, actor } = context
  const dispute = await lockDispute(context, key)
  const moved = change(dispute, sideOfReader(context, dispute))
  const ends = moved.stage === 'concluded' || moved.stage === 'withdrawn'
  await tx
    .updateTable('elderDisputes')
    .set({
      ...moved,
      dueOn: ends ? null : await dueOn(context, dispute.regionCode),
      ...(ends && { decidedBy: actor.accountId, decidedAt: now.toISOString() }),
    })
    .where('countyCode', '=', key.countyCode)
    .where('id', '=', key.id)
    .execute()
  context.afterCommit(() => context.system.wake('disputes.sweep'))
  return getDispute(context, key.countyCode, key.id)
}

/** What had been typed when the number was refused is entered, now that the number is free. */
export async function registerAfterDispute(context: Context, key: Key): Promise<void> {
  const { tx, sealer } = context
  const dispute = await lockDispute(context, key)
  if (dispute.registeredAs !== null) return
  if (sideOfReader(context, dispute) !== 'opener' || !canRegister(dispute))
    throw new Refused('rule_broken', '还不能登记：要等协商结论归发起县、对方的档案关闭以后。请稍后刷新。')
  const { regionCode, elderId, householdId, elder } = JSON.parse(
    sealer.open(dispute.registrationSealed as string),
  )
  await registerElder(context, { id: elderId, householdId, regionCode, elder })
  await tx
    .updateTable('elderDisputes')
    .set({ registeredAs: elderId, elderId, registrationSealed: null })
    .where('countyCode', '=', key.countyCode)
    .where('id', '=', key.id)
    .execute()
}
