// How far a place has been helped to register as a care home.
import type { facilityApi } from '../../domain/facilities/api.ts'
import type { InputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { Context } from '../kernel/context.ts'
import { lockFacility } from './facts.ts'

type Input<Name extends keyof typeof facilityApi> = InputOf<(typeof facilityApi)[Name]>
type Done = Record<string, never>

export async function keepFilingStep(
  context: Context,
  { countyCode, id, step, doneOn, note }: Input<'facility.keepFilingStep'>,
): Promise<Done> {
  const { tx, now, today, actor } = context
  const { regionCode, beds } = await lockFacility(context, { countyCode, id })
  if (doneOn > today) throw new Refused('invalid', '日期还没到，请到那一天再登记。')
  const most = context.setting('facility.filingBeds', regionCode)
  if (step === 'keptSmall' && beds >= most)
    throw new Refused('rule_broken', `现在有 ${beds} 张床，已满 ${most} 张，要备案或先减少床位。`)
  const kept = await tx
    .insertInto('filingSteps')
    .values({
      ...{ countyCode, facilityId: id, step, regionCode, doneOn, note },
      ...{ doneBy: actor.accountId, doneAt: now.toISOString() },
    })
    .onConflict(conflict => conflict.doNothing())
    .returning('step')
    .executeTakeFirst()
  if (!kept) throw new Refused('conflict', '这一步已经登记过了。请刷新查看。')
  return {}
}

export async function dropFilingStep(
  context: Context,
  { countyCode, id, step }: Input<'facility.dropFilingStep'>,
): Promise<Done> {
  await lockFacility(context, { countyCode, id })
  await context.tx
    .deleteFrom('filingSteps')
    .where('countyCode', '=', countyCode)
    .where('facilityId', '=', id)
    .where('step', '=', step)
    .execute()
  return {}
}
