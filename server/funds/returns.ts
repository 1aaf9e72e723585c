// Money nobody needs on its way back: sent by the county's finance, received by the finance of whoever gave it.
import { sql } from 'kysely'
import type { fundApi } from '../../domain/funds/api.ts'
import { sumWords } from '../../domain/funds/words.ts'
import { isWithin } from '../../domain/kernel/area.ts'
import type { Day } from '../../domain/kernel/day.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { Context } from '../kernel/context.ts'
import { post } from '../ledger/ledger.ts'
import { checkInArea } from '../regions/regions.ts'
import { type Acting, fundAccount, type Key, moveOf, noteDeeds, unknown, wholeRegion } from './keeping.ts'
import { leftOn, rowOf } from './moved.ts'
import { type Done, lockSum } from './sums.ts'

type Api = typeof fundApi

interface Share extends Key {
  batchCountyCode: string
  batchId: string
  regionCode: string
  leftFen: number
}

async function lockShare({ tx }: Acting, { countyCode, id }: Key): Promise<Share> {
  const found = await sql<Share>`
    select s.county_code, s.id, s.batch_county_code, s.batch_id, s.region_code,
      ${leftOn('fundShare', rowOf('s'))} as left_fen
    from fund_shares s where s.county_code = ${countyCode} and s.id = ${id}::uuid for update of s`.execute(tx)
  const share = found.rows[0]
  if (!share) throw unknown('这笔到县资金')
  return share
}

/** It leaves the county's share at once and stands between the counties until somebody has it. */
export async function sendBack(
  context: Acting,
  { countyCode, id, returnId, amountFen, reason }: InputOf<Api['fundShare.sendBack']>,
): Promise<Done> {
  const { tx, now, today, actor } = context
  const share = await lockShare(context, { countyCode, id })
  if (amountFen > share.leftFen)
    throw new Refused('rule_broken', `还没落实到项目的只有 ${sumWords(share.leftFen)}，请减少金额。`)
  const own = share.batchCountyCode === countyCode
  await post(context, [
    moveOf({
      ...{ countyCode, amount: amountFen, day: today, purpose: 'fundReturn', note: reason, id: returnId },
      from: fundAccount('fundShare', countyCode, id),
      to: own
        ? fundAccount('fundAvailable', countyCode, await sumOfBatch(context, share))
        : fundAccount('betweenCounties', countyCode, null),
      ...{ subjectKind: 'fundShare', subjectId: id },
    }),
  ])
  await tx
    .insertInto('fundReturns')
    .values({
      ...{ countyCode, id: returnId, regionCode: share.regionCode, shareId: id, amountFen, reason },
      ...{ sentOn: today, sentBy: actor.accountId, sentAt: now.toISOString() },
      ...{ receivedOn: own ? today : null, receivedBy: own ? actor.accountId : null },
    })
    .execute()
  return {}
}

async function sumOfBatch({ tx }: Acting, { batchCountyCode, batchId }: Share): Promise<string> {
  const batch = await tx
    .selectFrom('fundBatches')
    .select('appropriationId')
    .where('countyCode', '=', batchCountyCode)
    .where('id', '=', batchId)
    .executeTakeFirst()
  if (!batch) throw unknown('这个批次')
  return batch.appropriationId
}

export async function receiveBack(
  context: Context,
  { countyCode, id }: InputOf<Api['fundReturn.receive']>,
): Promise<Done> {
  const { tx, today, actor } = context
  const returned = await tx
    .selectFrom('fundReturns')
    .select(['shareId', 'amountFen', 'receivedOn', 'reason'])
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!returned) throw unknown('这笔结余')
  if (returned.receivedOn !== null) throw new Refused('conflict', '这笔结余已经收到，不用重复登记。')
  const share = await lockShare(context, { countyCode, id: returned.shareId })
  if (!isWithin(wholeRegion(share.batchCountyCode), actor.area))
    throw new Refused('not_allowed', '这笔结余由下达资金的部门登记收到。')
  const sum = await lockSum(context, {
    countyCode: share.batchCountyCode,
    id: await sumOfBatch(context, share),
  })
  await post(context, [
    moveOf({
      ...{ countyCode: sum.countyCode, amount: returned.amountFen, day: today, purpose: 'fundReturn' },
      from: fundAccount('betweenCounties', sum.countyCode, null),
      to: fundAccount('fundAvailable', sum.countyCode, sum.id),
      ...{ subjectKind: 'fundShare', subjectId: share.id, voucherId: id, note: returned.reason },
    }),
  ])
  await tx
    .updateTable('fundReturns')
    .set({ receivedOn: today, receivedBy: actor.accountId })
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .execute()
  await noteDeeds(context, [
    {
      ...{ countyCode: sum.countyCode, regionCode: sum.regionCode },
      deed: {
        ...{ thing: 'appropriation', thingId: sum.id, kind: 'receivesBack' },
        note: sumWords(returned.amountFen),
      },
    },
  ])
  return {}
}

interface Row {
  countyCode: string
  id: string
  regionName: string
  programmeTitle: string
  batchTitle: string
  batchCountyCode: string
  amountFen: number
  reason: string
  sentOn: Day
  receivedOn: Day | null
}

export async function listReturns(
  context: Context,
  { regionCode, waiting }: InputOf<Api['fundReturn.list']>,
): Promise<OutputOf<Api['fundReturn.list']>> {
  checkInArea(context, regionCode)
  const found = await sql<Row>`
    select b.county_code, b.id, r.short_name as region_name, s.programme_title, s.batch_title, s.batch_county_code,
      b.amount_fen, b.reason, b.sent_on, b.received_on
    from fund_returns b
    join fund_shares s on s.county_code = b.county_code and s.id = b.share_id
    join regions r on r.code = s.region_code
    where ${waiting ? sql`b.received_on is null` : sql`true`}
    order by b.received_on is not null, b.sent_on desc, b.id limit 300`.execute(context.tx)
  return {
    rows: found.rows.map(({ batchCountyCode, ...row }) => ({
      ...row,
      mayReceive:
        row.receivedOn === null &&
        context.actor.rights.includes('fund:pay') &&
        isWithin(wholeRegion(batchCountyCode), context.actor.area),
    })),
  }
}
