// Acts that come on somebody else's phone: done in the name of whoever sealed them, receipts sealed for her phone.
import { sql } from 'kysely'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import type { ActAnswer, syncApi } from '../../domain/sync/api.ts'
import type { SealedAct, SealedReceipt } from '../../domain/sync/carrying.ts'
import { holderOf, type SealingDevice, sealingDevices } from '../accounts/accounts.ts'
import type { Actor, Context } from '../kernel/context.ts'
import { currentEpoch } from './epochs.ts'
import { type Letter, openAct, sealReceipt } from './sealed-acts.ts'

type Carry = (typeof syncApi)['sync.carry']
type Answer = OutputOf<Carry>

interface Opened {
  sealed: SealedAct
  letter: Letter
  from: SealingDevice
}

const unreadable =
  '这条密封记录打不开：可能不完整，或那部手机没有登记密钥。记录仍在原来的手机上，请让本人联网上传。'
const lost = '这条密封记录来自已挂失的手机，没有受理。'
const noPost = '这条记录的探访员岗位已经结束，没有受理。请联系乡镇核对岗位后由本人上传。'

export async function carryActs(context: Context, { acts }: InputOf<Carry>): Promise<Answer> {
  const answer: Answer = { receipts: [], rejected: [] }
  const opened = await openAll(context, acts, answer)
  const epoch = await currentEpoch(context)
  for (const [, group] of byMaker(opened)) {
    const [first] = group
    if (!first) continue
    const { accountId, deviceId } = first.from
    const maker = await holderOf(context, { accountId, deviceId, postId: first.letter.postId })
    const answers = maker
      ? await context.performFor(
          maker,
          group.map(({ letter }) => letter.act),
          done => noteCarried(context, maker, done),
        )
      : group.map(({ letter }) => notHers(letter.act.id))
    answer.receipts.push(...receiptsFor(context, group, answers, epoch))
  }
  return answer
}

async function openAll(context: Context, acts: readonly SealedAct[], answer: Answer): Promise<Opened[]> {
  const known = await sealingDevices(
    context,
    acts.map(sealed => sealed.device),
  )
  const opened: Opened[] = []
  for (const sealed of acts) {
    const from = known.get(sealed.device)
    const letter = from && !from.lost ? openAct(context.system.agreement, sealed, from.publicKey) : null
    const isTwice = opened.some(one => one.sealed.act === sealed.act)
    if (isTwice) continue
    if (from && letter && letter.accountId === from.accountId) opened.push({ sealed, letter, from })
    else answer.rejected.push({ act: sealed.act, message: from?.lost ? lost : unreadable })
  }
  return opened
}

function byMaker(opened: readonly Opened[]): Map<string, Opened[]> {
  const makers = new Map<string, Opened[]>()
  for (const one of opened) {
    const maker = `${one.from.deviceId} ${one.letter.postId}`
    makers.set(maker, [...(makers.get(maker) ?? []), one])
  }
  return makers
}

function notHers(id: string): ActAnswer {
  return { id, outcome: 'refused', receipt: null, refusal: { code: 'not_allowed', message: noPost } }
}

function receiptsFor(
  { system, now }: Context,
  group: readonly Opened[],
  answers: readonly ActAnswer[],
  epoch: string,
): SealedReceipt[] {
  const byId = new Map(answers.map(one => [one.id, one]))
  return group.flatMap(({ sealed, from }) => {
    const answer = byId.get(sealed.act)
    const to = { device: from.deviceId, act: sealed.act, publicKey: from.publicKey }
    const receipt = answer && sealReceipt(system.agreement, to, { epoch, at: now.toISOString(), answer })
    return receipt ? [receipt] : []
  })
}

/** In the maker's own area, where her office looks for it. */
async function noteCarried(context: Context, maker: Actor, answers: readonly ActAnswer[]): Promise<void> {
  const { tx, actor: carrier, now } = context
  const rows = answers.map(({ id, outcome, refusal }) => ({ id, outcome, refusal: refusal?.message ?? null }))
  await sql`
      insert into carried_acts (county_code, id, region_code, account_id, device_id, carrier_account_id,
        carrier_device_id, outcome, refusal, arrived_at)
      select ${maker.regionCode.slice(0, 6)}, id, ${maker.regionCode}, ${maker.accountId}::uuid,
        ${maker.deviceId}::uuid, ${carrier.accountId}::uuid, ${carrier.deviceId}::uuid, outcome, refusal,
        ${now.toISOString()}::timestamptz
      from json_to_recordset(${JSON.stringify(rows)}::json) as act (id uuid, outcome text, refusal text)
      on conflict (county_code, id, carrier_account_id)
        do update set outcome = excluded.outcome, refusal = excluded.refusal, arrived_at = excluded.arrived_at`.execute(
    tx,
  )
}
