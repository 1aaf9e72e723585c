// A place opens, pauses, shuts and is merged away, from a day on; what was said by mistake is taken back.
import { randomUUID } from 'node:crypto'
import type { facilityApi } from '../../domain/facilities/api.ts'
import { checkStateChange, checkWithdrawal } from '../../domain/facilities/rules.ts'
import { dayOf } from '../../domain/kernel/day.ts'
import type { InputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { Context } from '../kernel/context.ts'
import { lockFacility } from './facts.ts'

type Input<Name extends keyof typeof facilityApi> = InputOf<(typeof facilityApi)[Name]>
type Done = Record<string, never>

export async function changeState(
  context: Context,
  { countyCode, id, state, fromOn, reason, note }: Input<'facility.changeState'>,
): Promise<Done> {
  const { tx, now, today, actor } = context
  const held = await lockFacility(context, { countyCode, id })
  checkStateChange(held, { state, fromOn, reason }, today)
  await tx
    .insertInto('facilityStates')
    .values({
      ...{ countyCode, id: randomUUID(), regionCode: held.regionCode, facilityId: id },
      ...{ state, fromOn, reason, note, saidBy: actor.accountId, saidAt: now.toISOString() },
      ...{ withdrawnAt: null, withdrawnBy: null },
    })
    .execute()
  await stand(context, { countyCode, id }, { state, fromOn })
  return {}
}

async function stand(
  { tx }: Context,
  { countyCode, id }: { countyCode: string; id: string },
  { state, fromOn }: Pick<Input<'facility.changeState'>, 'state' | 'fromOn'>,
): Promise<void> {
  await tx
    .updateTable('facilities')
    .set(given => ({ state, stateSince: fromOn, version: given('version', '+', 1) }))
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .execute()
}

export async function withdrawState(
  context: Context,
  { countyCode, id, stateId }: Input<'facility.withdrawState'>,
): Promise<Done> {
  const { tx, now, today, actor } = context
  await lockFacility(context, { countyCode, id })
  const standing = await tx
    .selectFrom('facilityStates')
    .select(['id', 'state', 'fromOn', 'saidAt'])
    .where('countyCode', '=', countyCode)
    .where('facilityId', '=', id)
    .where('withdrawnAt', 'is', null)
    .orderBy('fromOn', 'desc')
    .orderBy('saidAt', 'desc')
    .limit(2)
    .execute()
  const [newest, before] = standing
  if (newest?.id !== stateId) throw new Refused('rule_broken', '只能撤回最近一次登记的状态。请刷新后再看。')
  checkWithdrawal({ saidOn: dayOf(new Date(newest.saidAt)), isFirst: before === undefined }, today)
  await tx
    .updateTable('facilityStates')
    .set({ withdrawnAt: now.toISOString(), withdrawnBy: actor.accountId })
    .where('countyCode', '=', countyCode)
    .where('id', '=', stateId)
    .execute()
  if (before) await stand(context, { countyCode, id }, before)
  return {}
}
