// Results of other standards, entered from old files: the level as it was said, never turned into one of ours.
import type { assessmentApi } from '../../domain/assessments/api.ts'
import type { InputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { Context } from '../kernel/context.ts'
import { homeOf } from './people.ts'
import { otherContent } from './self-care.ts'

export async function recordEarlier(
  context: Context,
  input: InputOf<(typeof assessmentApi)['earlierResult.record']>,
): Promise<void> {
  const home = await homeOf(context, input)
  if (input.assessedOn > context.today)
    throw new Refused('invalid', '评估日期还没有到。请填写以前实际评估的日期。')
  const { numInsertedOrUpdatedRows } = await context.tx
    .insertInto('earlierResults')
    .values({
      ...input,
      regionCode: home.regionCode,
      ...{ recordedBy: context.actor.accountId, recordedAt: context.now.toISOString() },
    })
    .onConflict(conflict => conflict.doNothing())
    .executeTakeFirst()
  if (numInsertedOrUpdatedRows === 0n) throw otherContent()
  context.concerns(input.countyCode, [input.elderId])
}
