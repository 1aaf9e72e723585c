// A tried rule comes into force as a dated setting: one officer proposes it with a reason, another agrees.
import type { InputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import { checkDecision, checkProposal } from '../../domain/risk/switching.ts'
import type { riskTrialApi } from '../../domain/risk/trial-api.ts'
import type { Context } from '../kernel/context.ts'
import { putInForce } from '../regions/regions.ts'
import { riskJob } from './job.ts'
import { trialRow } from './trials.ts'

type Api = typeof riskTrialApi

export async function openSwitch(
  context: Context,
  { countyCode, id, trialId, validFrom, reason }: InputOf<Api['riskSwitch.open']>,
): Promise<Record<string, never>> {
  const { tx, now, today, actor } = context
  const trial = await trialRow(context, { countyCode, id: trialId })
  const open = await tx
    .selectFrom('riskSwitches')
    .select('id')
    .where('countyCode', '=', countyCode)
    .where('regionCode', '=', trial.regionCode)
    .where('state', '=', 'switchProposed')
    .executeTakeFirst()
  checkProposal({
    trialState: trial.state,
    validFrom,
    today,
    hasOpen: open !== undefined,
    ...whose(context, trial),
  })
  const { regionCode, version, redFrom, orangeFrom, yellowFrom } = trial
  await tx
    .insertInto('riskSwitches')
    .values({
      ...{ countyCode, id, regionCode, trialId, version, redFrom, orangeFrom, yellowFrom, validFrom, reason },
      ...{ state: 'switchProposed', proposedBy: actor.accountId, proposedAt: now.toISOString() },
      ...{ decidedBy: null, decidedAt: null, decisionReason: null },
    })
    .execute()
  return {}
}

/** A rule is set by the office whose region it is, not by one above or below it. */
function whose({ actor }: Context, { regionCode }: { regionCode: string }): { isOwnRegion: boolean } {
  return { isOwnRegion: actor.regionCode === regionCode }
}

export async function decideSwitch(
  context: Context,
  { countyCode, id, agree, reason }: InputOf<Api['riskSwitch.decide']>,
): Promise<Record<string, never>> {
  const { tx, now, today, actor, system } = context
  const asked = await tx
    .selectFrom('riskSwitches')
    .selectAll()
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!asked) throw new Refused('not_found', '没有这项提议，或者它不在您的辖区内。请刷新后核对。')
  checkDecision({
    ...{ state: asked.state, isOwnProposal: asked.proposedBy === actor.accountId, agree, today },
    ...{ validFrom: asked.validFrom, ...whose(context, asked) },
  })
  if (agree) {
    const { regionCode, validFrom } = asked
    const source = `试算后启用：${asked.reason}`
    const values = {
      'risk.ruleVersion': asked.version,
      'risk.redFrom': asked.redFrom,
      'risk.orangeFrom': asked.orangeFrom,
      'risk.yellowFrom': asked.yellowFrom,
    } as const
    for (const [key, value] of Object.entries(values))
      await putInForce(context, { key: key as keyof typeof values, regionCode, validFrom, value, source })
    context.afterCommit(() => system.wake(riskJob))
  }
  await tx
    .updateTable('riskSwitches')
    .set({
      state: agree ? 'switchAgreed' : 'switchDeclined',
      decidedBy: actor.accountId,
      decidedAt: now.toISOString(),
      decisionReason: reason,
    })
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .execute()
  return {}
}
