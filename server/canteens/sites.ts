// Places are registered, changed, opened, paused and given up; their hours and closed days are dated.
import { randomUUID } from 'node:crypto'
import type { canteenApi } from '../../domain/canteens/api.ts'
import { checkOpening, checkStateChange } from '../../domain/canteens/rules.ts'
import { countyCodeOf, levelOf } from '../../domain/kernel/area.ts'
import type { InputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { Context } from '../kernel/context.ts'
import { checkInArea } from '../regions/regions.ts'
import { getPlace } from './place.ts'

type Table = typeof canteenApi
type Input<Name extends keyof Table> = InputOf<Table[Name]>
type Done = Record<string, never>

const said = ({ actor, now }: Context) => ({ saidBy: actor.accountId, saidAt: now.toISOString() })

export async function registerCanteen(
  context: Context,
  { id, regionCode, opening, ...fields }: Input<'canteen.register'>,
): Promise<Done> {
  const { tx, now, today, actor } = context
  checkInArea(context, regionCode)
  if (levelOf(regionCode) !== 'village')
    throw new Refused('invalid', '助餐点要登记在一个村（社区）里，请选到村。')
  checkOpening(opening)
  const countyCode = countyCodeOf(regionCode)
  await tx
    .insertInto('canteens')
    .values({
      ...{ countyCode, id, regionCode, ...fields, state: 'beingPrepared', stateSince: today },
      ...{ lastServedOn: null, version: 1, registeredBy: actor.accountId, registeredAt: now.toISOString() },
    })
    .execute()
  const key = { countyCode, regionCode, canteenId: id }
  await tx
    .insertInto('canteenStates')
    .values({
      ...{ ...key, id: randomUUID(), state: 'beingPrepared', fromOn: today, reason: null, note: null },
      ...said(context),
    })
    .execute()
  await tx
    .insertInto('canteenOpenings')
    .values({ ...key, ...opening, ...said(context) })
    .execute()
  return {}
}

export async function changeCanteen(
  context: Context,
  { countyCode, id, version, ...fields }: Input<'canteen.change'>,
): Promise<Done> {
  await getPlace(context, { countyCode, canteenId: id })
  const changed = await context.tx
    .updateTable('canteens')
    .set({ ...fields, version: version + 1 })
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('id')
    .executeTakeFirst()
  if (!changed) throw new Refused('conflict', '同事刚刚改过这个助餐点，没有保存。请刷新后再改。')
  return {}
}

/** A place stopped because people fell ill is opened by food safety alone, where a second person looks at it. */
export async function changeState(context: Context, input: Input<'canteen.changeState'>): Promise<Done> {
  const open = await context.tx
    .selectFrom('foodIncidents')
    .select('id')
    .where('countyCode', '=', input.countyCode)
    .where('canteenId', '=', input.id)
    .where('state', 'in', ['servingStopped', 'reopenAsked'])
    .executeTakeFirst()
  if (open && input.state === 'running')
    throw new Refused('rule_broken', '因食品安全事件停餐，请到“食品安全”里由第二人核查后恢复。')
  return writeState(context, input)
}

export async function writeState(
  context: Context,
  { countyCode, id, state, fromOn, reason, note }: Input<'canteen.changeState'>,
): Promise<Done> {
  const { tx, today } = context
  const place = await getPlace(context, { countyCode, canteenId: id })
  checkStateChange(place, { state, fromOn, reason }, today)
  await tx
    .insertInto('canteenStates')
    .values({
      ...{ countyCode, regionCode: place.regionCode, canteenId: id, id: randomUUID() },
      ...{ state, fromOn, reason: state === 'running' ? null : reason, note, ...said(context) },
    })
    .execute()
  await tx
    .updateTable('canteens')
    .set(given => ({ state, stateSince: fromOn, version: given('version', '+', 1) }))
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .execute()
  return {}
}

/** From a day on; said again of the same day it replaces what was said. */
export async function setOpening(
  context: Context,
  { countyCode, id, opening }: Input<'canteen.setOpening'>,
): Promise<Done> {
  const place = await getPlace(context, { countyCode, canteenId: id })
  checkOpening(opening)
  const values = { ...opening, ...said(context) }
  await context.tx
    .insertInto('canteenOpenings')
    .values({ countyCode, regionCode: place.regionCode, canteenId: id, ...values })
    .onConflict(conflict => conflict.columns(['countyCode', 'canteenId', 'validFrom']).doUpdateSet(values))
    .execute()
  return {}
}

export async function closeDays(
  context: Context,
  { countyCode, id, closureId, fromOn, toOn, reason, note }: Input<'canteen.closeDays'>,
): Promise<Done> {
  const place = await getPlace(context, { countyCode, canteenId: id })
  if (toOn < fromOn) throw new Refused('invalid', '结束日期早于开始日期，请核对。')
  await context.tx
    .insertInto('canteenClosures')
    .values({
      ...{ countyCode, regionCode: place.regionCode, canteenId: id, id: closureId },
      ...{ fromOn, toOn, reason, note, ...said(context), withdrawnAt: null, withdrawnBy: null },
    })
    .execute()
  return {}
}

export async function withdrawClosure(
  context: Context,
  { countyCode, id, closureId }: Input<'canteen.withdrawClosure'>,
): Promise<Done> {
  const { tx, now, actor } = context
  await getPlace(context, { countyCode, canteenId: id })
  const withdrawn = await tx
    .updateTable('canteenClosures')
    .set({ withdrawnAt: now.toISOString(), withdrawnBy: actor.accountId })
    .where('countyCode', '=', countyCode)
    .where('canteenId', '=', id)
    .where('id', '=', closureId)
    .where('withdrawnAt', 'is', null)
    .returning('id')
    .executeTakeFirst()
  if (!withdrawn) throw new Refused('not_found', '没有找到这条停开登记，可能同事已取消。请刷新。')
  return {}
}
