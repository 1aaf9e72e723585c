// One act on many elders: planned by the rule, done as planned or not at all, and taken back where nothing moved since.

import type { elderListApi } from '../../domain/elder-lists/api.ts'
import {
  type BulkAct,
  type BulkDeed,
  type BulkPlan,
  bulkLimit,
  bulkSentence,
  planBulk,
  undoSentence,
} from '../../domain/elder-lists/bulk.ts'
import { areaOf, countyCodeOf, smallestRegion } from '../../domain/kernel/area.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import { namesOf } from '../accounts/accounts.ts'
import {
  type AssignmentEffects,
  bulkFacts,
  confirmEntries,
  findElders,
  unassignVisitor,
  unconfirmEntries,
} from '../elders/elders.ts'
import type { Context } from '../kernel/context.ts'
import { placeFrom } from '../kernel/list-place.ts'
import { assignVisitor, checkVisitorReaches } from '../visits/visits.ts'
import { pageOf } from './newest-first.ts'

type Table = typeof elderListApi
type Chosen = InputOf<Table['bulkAct.preview']>
type Facts = Awaited<ReturnType<typeof bulkFacts>>

export async function chooseAll(
  context: Context,
  { regionCode, filter }: InputOf<Table['bulkAct.choose']>,
): Promise<OutputOf<Table['bulkAct.choose']>> {
  const { keys } = await findElders(context, { ...filter, regionCode, limit: bulkLimit + 1 })
  if (keys.length > bulkLimit)
    throw new Refused('too_large', `名单超过 ${bulkLimit} 人，不能一次全选。请先缩小范围。`)
  const counties = new Set(keys.map(key => key.countyCode))
  if (counties.size > 1) throw new Refused('invalid', '名单跨了两个县，请先选到一个县（市、区）。')
  const [countyCode = countyCodeOf(regionCode)] = counties
  const elderIds = keys.map(key => key.id)
  if (elderIds.length > 0) context.concerns(countyCode, elderIds)
  return { countyCode, elderIds }
}

export async function previewBulk(
  context: Context,
  chosen: Chosen,
): Promise<OutputOf<Table['bulkAct.preview']>> {
  const { plan, sentence } = await planned(context, chosen, false)
  return { touched: plan.touched.length, sentence, leftAlone: plan.leftAlone }
}

export async function doBulk(context: Context, given: InputOf<Table['bulkAct.do']>): Promise<BulkAct> {
  const { countyCode, id, deed, expected } = given
  const { plan, sentence, facts } = await planned(context, given, true)
  if (plan.touched.length !== expected)
    throw new Refused(
      'conflict',
      `名单刚刚有变化：现在会办理 ${plan.touched.length} 人。请重新预览后确认。`,
      {
        touched: plan.touched.length,
      },
    )
  if (expected === 0) throw new Refused('rule_broken', '所选的人都不需要办理，没有做任何修改。')
  const touched = facts.filter(elder => plan.touched.includes(elder.id))
  const effects = await carryOut(context, countyCode, deed, touched)
  await context.tx
    .insertInto('bulkActs')
    .values({
      countyCode,
      id,
      regionCode: smallestRegion(touched.map(elder => elder.regionCode)),
      kind: deed.kind,
      act: JSON.stringify(deed) as never,
      effects: JSON.stringify(effects) as never,
      elderCount: touched.length,
      sentence,
      doneBy: context.actor.accountId,
      doneAt: context.now.toISOString(),
      undoneBy: null,
      undoneAt: null,
      undoSentence: null,
    })
    .execute()
  return getBulk(context, countyCode, id)
}

async function planned(
  context: Context,
  { countyCode, elderIds, deed }: Chosen,
  lock: boolean,
): Promise<{ plan: BulkPlan; facts: Facts; sentence: string }> {
  const wanted = [...new Set(elderIds)]
  const facts = await bulkFacts(context, countyCode, wanted, lock)
  if (facts.length < wanted.length)
    throw new Refused('not_found', '有老人不在您的辖区内，没有办理。请刷新名单后重新选择。')
  context.concerns(countyCode, wanted)
  const plan = planBulk(deed, facts, context.today)
  let visitorName: string | null = null
  if (deed.kind === 'assignVisitor') {
    await checkVisitorReaches(
      context,
      deed.accountId,
      facts.map(elder => elder.regionCode),
    )
    visitorName = (await namesOf(context.tx, [deed.accountId])).get(deed.accountId) ?? null
  }
  return { plan, facts, sentence: bulkSentence(deed, plan.touched.length, visitorName) }
}

type Effects =
  | { kind: 'assignVisitor'; assignments: AssignmentEffects }
  | { kind: 'confirmEntry'; on: string; before: Awaited<ReturnType<typeof confirmEntries>> }

async function carryOut(
  context: Context,
  countyCode: string,
  deed: BulkDeed,
  touched: Facts,
): Promise<Effects> {
  switch (deed.kind) {
    case 'assignVisitor': {
      const { accountId, from } = deed
      const elderIds = touched.map(elder => elder.id)
      return {
        kind: deed.kind,
        assignments: await assignVisitor(context, { countyCode, elderIds, accountId, from }),
      }
    }
    case 'confirmEntry':
      return {
        kind: deed.kind,
        on: context.today,
        before: await confirmEntries(context, countyCode, touched),
      }
  }
}

export async function undoBulk(context: Context, given: InputOf<Table['bulkAct.undo']>): Promise<BulkAct> {
  const { tx, actor, now } = context
  const { countyCode, id, reason } = given
  const done = await tx
    .selectFrom('bulkActs')
    .selectAll()
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!done) throw new Refused('not_found', '没有这次批量办理，或者不在您的辖区内。请刷新后查看。')
  if (done.undoneAt !== null) throw new Refused('conflict', '这次批量办理已经撤销过了。')
  const restored = await takeBack(
    context,
    countyCode,
    done.effects as Record<string, unknown> & Effects,
    done.doneBy,
  )
  context.concerns(countyCode, restored, reason)
  await tx
    .updateTable('bulkActs')
    .set({
      undoneBy: actor.accountId,
      undoneAt: now.toISOString(),
      undoSentence: undoSentence(restored.length, done.elderCount - restored.length),
    })
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .execute()
  return getBulk(context, countyCode, id)
}

async function takeBack(
  context: Context,
  countyCode: string,
  effects: Effects,
  by: string,
): Promise<string[]> {
  switch (effects.kind) {
    case 'assignVisitor':
      return unassignVisitor(context, countyCode, effects.assignments)
    case 'confirmEntry':
      return unconfirmEntries(context, countyCode, { on: effects.on, by, before: effects.before })
  }
}

function namedActs({ tx }: Context) {
  return tx
    .selectFrom('bulkActs')
    .innerJoin('accounts as doer', 'doer.id', 'bulkActs.doneBy')
    .leftJoin('accounts as undoer', 'undoer.id', 'bulkActs.undoneBy')
    .select([
      'bulkActs.countyCode',
      'bulkActs.id',
      'bulkActs.regionCode',
      'kind',
      'sentence',
      'elderCount',
      'doer.name as doneBy',
      'doneAt',
      'undoer.name as undoneBy',
      'undoneAt',
      'undoSentence',
    ])
}

async function getBulk(context: Context, countyCode: string, id: string): Promise<BulkAct> {
  return namedActs(context)
    .where('bulkActs.countyCode', '=', countyCode)
    .where('bulkActs.id', '=', id)
    .executeTakeFirstOrThrow()
}

export async function listBulk(
  context: Context,
  { regionCode, limit, after }: InputOf<Table['bulkAct.list']>,
): Promise<OutputOf<Table['bulkAct.list']>> {
  const area = areaOf(regionCode)
  const place = placeFrom(after)
  const rows = await namedActs(context)
    .where('bulkActs.regionCode', '>=', area.from)
    .where('bulkActs.regionCode', '<=', area.to)
    .where('bulkActs.countyCode', '>=', countyCodeOf(area.from))
    .where('bulkActs.countyCode', '<=', countyCodeOf(area.to))
    .$if(place !== null, query =>
      query.where(given =>
        given(given.refTuple('doneAt', 'bulkActs.id'), '<', given.tuple(place?.sort ?? '', place?.id ?? '')),
      ),
    )
    .orderBy('doneAt', 'desc')
    .orderBy('bulkActs.id', 'desc')
    .limit(limit + 1)
    .execute()
  return pageOf(rows, limit, row => row.doneAt)
}
