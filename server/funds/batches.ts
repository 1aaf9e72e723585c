// A sum split over counties and kinds: drawn up by one person, agreed to by another, moved in the ledger, or sent back.
import { sql } from 'kysely'
import type { fundApi } from '../../domain/funds/api.ts'
import type { BatchState, FundKind } from '../../domain/funds/fund.ts'
import { checkApprover, checkSplit } from '../../domain/funds/rules.ts'
import { sumWords } from '../../domain/funds/words.ts'
import { countyCodeOf } from '../../domain/kernel/area.ts'
import type { InputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { Context } from '../kernel/context.ts'
import { post } from '../ledger/ledger.ts'
import { checkInArea } from '../regions/regions.ts'
import { approveProjects, projectsOfShares } from './approving.ts'
import { type Acting, fundAccount, type Key, noteDeeds, travelOf, unknown } from './keeping.ts'
import { type Done, type LockedSum, lockSum, officeOf } from './sums.ts'

type Api = typeof fundApi

export interface ShareToDraft {
  id: string
  regionCode: string
  kind: FundKind
  amountFen: number
  /** How many places the paper says it builds. */
  places?: number | null
}

export async function draftBatch(context: Context, input: InputOf<Api['fundBatch.draft']>): Promise<Done> {
  const sum = await lockSum(context, { countyCode: input.countyCode, id: input.appropriationId })
  await writeBatch(context, sum, input)
  return {}
}

/** Refuses what is not issued or does not suffice; places outside the caller's area are unknown to her. */
export async function writeBatch(
  context: Context,
  sum: LockedSum,
  { id, title, shares }: { id: string; title: string; shares: readonly ShareToDraft[] },
): Promise<void> {
  if (sum.state !== 'sumIssued')
    throw new Refused('rule_broken', '资金还没有下达，不能分配。请先登记下达文件。')
  checkSplit(
    shares.map(({ amountFen }) => amountFen),
    sum.leftFen,
  )
  for (const { regionCode } of shares) {
    checkInArea(context, regionCode)
    officeOf(regionCode)
  }
  const pairs = new Set(shares.map(({ regionCode, kind }) => `${regionCode} ${kind}`))
  if (pairs.size < shares.length) throw new Refused('invalid', '同一个县的同一用途写了两次，请合并成一行。')
  await insertBatch(context, sum, { id, title, shares })
}

export interface BatchToInsert {
  sum: Pick<LockedSum, 'countyCode' | 'id' | 'regionCode' | 'synthetic' | 'programmeTitle' | 'source'>
  id: string
  title: string
  shares: readonly ShareToDraft[]
}

/** Without asking anything: for whoever has checked, and for the demonstration. */
export function insertBatch(
  context: Acting,
  sum: LockedSum,
  batch: Omit<BatchToInsert, 'sum'>,
): Promise<void> {
  return insertBatches(context, [{ ...batch, sum }])
}

export async function insertBatches(context: Acting, batches: readonly BatchToInsert[]): Promise<void> {
  const { tx, now, today, actor } = context
  if (batches.length === 0) return
  await tx
    .insertInto('fundBatches')
    .values(
      batches.map(({ sum: { countyCode, regionCode, id: appropriationId, synthetic }, id, title }) => ({
        ...{ countyCode, id, regionCode, appropriationId, title, documentNumber: null, synthetic },
        ...{ state: 'batchDrafted' as const, draftedOn: today, draftedBy: actor.accountId, approvedOn: null },
        ...{ approvedBy: null, dropReason: null, recordedAt: now.toISOString() },
      })),
    )
    .execute()
  await tx
    .insertInto('fundShares')
    .values(
      batches.flatMap(({ sum, id, title, shares }) =>
        shares.map(({ places = null, ...share }) => ({
          ...{ ...share, places, countyCode: countyCodeOf(share.regionCode) },
          ...{ batchCountyCode: sum.countyCode, batchId: id, programmeTitle: sum.programmeTitle },
          ...{ batchTitle: title, documentNumber: null, source: sum.source },
          ...{ state: 'batchDrafted' as const, approvedOn: null, approvedBy: null, synthetic: sum.synthetic },
        })),
      ),
    )
    .execute()
  await noteDeeds(
    context,
    batches.map(({ sum: { countyCode, regionCode }, id, shares }) => ({
      ...{ countyCode, regionCode },
      deed: {
        ...{ thing: 'fundBatch', thingId: id, kind: 'draftsBatch' },
        note: sumWords(shares.reduce((whole, { amountFen }) => whole + amountFen, 0)),
      },
    })),
  )
}

interface LockedBatch extends Key {
  regionCode: string
  appropriationId: string
  state: BatchState
  draftedBy: string | null
}

async function lockBatch({ tx }: Acting, { countyCode, id }: Key): Promise<LockedBatch> {
  const batch = await tx
    .selectFrom('fundBatches')
    .select(['countyCode', 'id', 'regionCode', 'appropriationId', 'state', 'draftedBy'])
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!batch) throw unknown('这个批次')
  return batch
}

interface Share extends Key {
  kind: FundKind
  amountFen: number
}

/** Each share reaches its county in the ledger; the projects drawn up with the batch are agreed to with it. */
export async function approveBatch(
  context: Context,
  { countyCode, id, documentNumber, note }: InputOf<Api['fundBatch.approve']>,
): Promise<Done> {
  const batch = await lockBatch(context, { countyCode, id })
  checkDrafted(batch)
  checkApprover(context.actor.accountId, batch.draftedBy, '这个批次')
  const sum = await lockSum(context, { countyCode, id: batch.appropriationId })
  await passBatch(context, { batch, sum, documentNumber, note })
  return {}
}

export async function passBatch(
  context: Acting,
  {
    batch,
    sum,
    documentNumber,
    note,
  }: { batch: Key & { regionCode: string }; sum: LockedSum; documentNumber: string; note: string | null },
): Promise<void> {
  const { tx, today, actor } = context
  const { countyCode, id, regionCode } = batch
  const shares = await sql<Share>`
    update fund_shares set state = 'batchApproved', approved_on = ${today}, approved_by = ${actor.accountId}::uuid,
      document_number = ${documentNumber}
    where batch_county_code = ${countyCode} and batch_id = ${id}::uuid and state = 'batchDrafted'
    returning county_code, id, kind, amount_fen`.execute(tx)
  checkSplit(
    shares.rows.map(({ amountFen }) => amountFen),
    sum.leftFen,
  )
  await tx
    .updateTable('fundBatches')
    .set({ state: 'batchApproved', documentNumber, approvedOn: today, approvedBy: actor.accountId })
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .execute()
  await post(
    context,
    shares.rows.flatMap(share =>
      travelOf({
        from: { countyCode, account: fundAccount('fundAvailable', countyCode, sum.id) },
        to: { countyCode: share.countyCode, account: fundAccount('fundShare', share.countyCode, share.id) },
        ...{ amount: share.amountFen, day: today, purpose: 'fundSplit', note: documentNumber },
        ...{ subject: { kind: 'fundShare', id: share.id }, voucherId: id },
      }),
    ),
  )
  await noteDeeds(context, [
    {
      ...{ countyCode, regionCode },
      deed: { thing: 'fundBatch', thingId: id, kind: 'approvesBatch', note: note ?? documentNumber },
    },
  ])
  await approveProjects(context, await projectsOfShares(context, shares.rows), documentNumber)
}

function checkDrafted({ state }: LockedBatch): void {
  if (state !== 'batchDrafted') throw new Refused('conflict', '这个批次已经办过了。请刷新后查看。')
}

export async function dropBatch(
  context: Context,
  { countyCode, id, reason }: InputOf<Api['fundBatch.drop']>,
): Promise<Done> {
  const batch = await lockBatch(context, { countyCode, id })
  checkDrafted(batch)
  await dropBatches(context, [batch], reason)
  return {}
}

/** All of one office; what is agreed to by now stays. */
export async function dropBatches(
  context: Acting,
  batches: readonly (Key & { regionCode: string })[],
  reason: string,
): Promise<void> {
  const { tx, today } = context
  const countyCode = batches[0]?.countyCode ?? ''
  const ids = batches.map(({ id }) => id)
  await sql`update fund_batches set state = 'batchDropped', drop_reason = ${reason}
    where county_code = ${countyCode} and id = any(${ids}::uuid[]) and state = 'batchDrafted'`.execute(tx)
  await sql`
    with dropped as (
      update fund_shares set state = 'batchDropped'
      where batch_county_code = ${countyCode} and batch_id = any(${ids}::uuid[]) and state = 'batchDrafted'
      returning county_code, id)
    update fund_projects p set state = 'planDropped', state_since = ${today}, version = version + 1
    from dropped d where p.county_code = d.county_code and p.share_id = d.id and p.state = 'planDrafted'`.execute(
    tx,
  )
  await noteDeeds(
    context,
    batches.map(({ id, regionCode }) => ({
      ...{ countyCode, regionCode },
      deed: { thing: 'fundBatch', thingId: id, kind: 'dropsBatch', note: reason },
    })),
  )
}
