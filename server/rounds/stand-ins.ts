// Who goes in whose place: kept as asked, answered once, given back; the elders keep the visitor they know.
import { sql } from 'kysely'
import { areaOf, countyCodeOf, smallestRegion } from '../../domain/kernel/area.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { roundApi } from '../../domain/rounds/api.ts'
import { checkAnswer, checkAsk, checkWithdraw, type StandInAsk } from '../../domain/rounds/stand-in.ts'
import type { Context } from '../kernel/context.ts'
import { cursorOf, placeFrom } from '../kernel/list-place.ts'
import { checkVisitorReaches } from '../visits/visits.ts'
import { newRowId } from './planning.ts'
import { checkIsVisitor } from './roster.ts'

type Table = typeof roundApi
type Key = { countyCode: string; id: string }

/** Acts of a phone: one or two among its visits. */
export async function askStandIns(
  context: Context,
  inputs: readonly StandInAsk[],
): Promise<Record<string, never>[]> {
  for (const input of inputs) await askStandIn(context, input)
  return inputs.map(() => ({}))
}

async function askStandIn(context: Context, given: StandInAsk): Promise<void> {
  const { actor, today, tx } = context
  const { countyCode, id, from, to, toAccountId } = given
  const known = await tx
    .selectFrom('standIns')
    .select('id')
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .executeTakeFirst()
  if (known) return
  checkAsk({ from, to }, today)
  if (toAccountId === actor.accountId)
    throw new Refused('invalid', '不能请自己代班，请选一位同事或“谁有空谁去”。')
  const elders = await eldersOf(context, given, actor.accountId)
  if (toAccountId !== null)
    await checkVisitorReaches(
      context,
      toAccountId,
      elders.map(elder => elder.regionCode),
    )
  await keep(context, given, { elders, mainId: actor.accountId, carrierId: null })
}

/** Only elders she looks after herself on those days can be handed on. */
async function eldersOf(
  { tx }: Context,
  { countyCode, elderIds, from, to }: Pick<StandInAsk, 'countyCode' | 'elderIds' | 'from' | 'to'>,
  mainId: string,
): Promise<{ id: string; regionCode: string }[]> {
  const found = await sql<{ id: string; regionCode: string }>`
    select e.id, e.region_code from elders e
    join visitor_assignments a on a.county_code = e.county_code and a.elder_id = e.id and a.account_id = ${mainId}
      and a.valid_from <= ${to} and (a.valid_to is null or a.valid_to >= ${from})
    where e.county_code = ${countyCode} and e.id = any(${[...new Set(elderIds)]}::uuid[]) and e.ended_on is null
    group by e.id, e.region_code`.execute(tx)
  if (found.rows.length < new Set(elderIds).size)
    throw new Refused(
      'conflict',
      '名单里有老人现在不由您负责（可能已换了探访员、去世或迁出），没有请成。请同步名单后重新选择。',
    )
  return found.rows
}

async function keep(
  context: Context,
  given: Omit<StandInAsk, 'elderIds'>,
  {
    elders,
    mainId,
    carrierId,
  }: { elders: readonly { id: string; regionCode: string }[]; mainId: string; carrierId: string | null },
): Promise<void> {
  const { tx, now, actor } = context
  const { countyCode, id, from, to, toAccountId, reason, note } = given
  await tx
    .insertInto('standIns')
    .values({
      ...{
        countyCode,
        id,
        mainId,
        askedId: toAccountId,
        validFrom: from,
        validTo: to,
        reason,
        note,
        carrierId,
      },
      regionCode: smallestRegion(elders.map(elder => elder.regionCode)),
      state: carrierId === null ? 'awaitingYes' : 'takenOn',
      ...{ askedBy: actor.accountId, askedAt: now.toISOString() },
      answeredBy: carrierId === null ? null : actor.accountId,
      answeredAt: carrierId === null ? null : now.toISOString(),
    })
    .execute()
  await tx
    .insertInto('standInElders')
    .values(
      elders.map(elder => ({
        ...{ countyCode, id: newRowId(now), regionCode: elder.regionCode, standInId: id, elderId: elder.id },
      })),
    )
    .execute()
  context.concerns(
    countyCode,
    elders.map(elder => elder.id),
  )
}

export async function arrangeStandIn(
  context: Context,
  given: InputOf<Table['standIn.arrange']>,
): Promise<{ elders: number }> {
  const { countyCode, accountId, toAccountId, from, to } = given
  await checkIsVisitor(context, accountId, countyCode)
  checkAsk({ from, to }, context.today)
  if (accountId === toAccountId)
    throw new Refused('invalid', '代班的人和请代班的人是同一位，请另选一位同事。')
  const { rows: elders } = await sql<{ id: string; regionCode: string }>`
    select e.id, e.region_code from visitor_assignments a
    join elders e on e.county_code = a.county_code and e.id = a.elder_id and e.ended_on is null
    where a.county_code = ${countyCode} and a.account_id = ${accountId} and a.valid_from <= ${to}
      and (a.valid_to is null or a.valid_to >= ${from})
    group by e.id, e.region_code`.execute(context.tx)
  if (elders.length === 0)
    throw new Refused('rule_broken', '这位探访员在这些日子没有负责的老人，不用安排代班。')
  await checkVisitorReaches(
    context,
    toAccountId,
    elders.map(elder => elder.regionCode),
  )
  await keep(context, given, { elders, mainId: accountId, carrierId: toAccountId })
  return { elders: elders.length }
}

export async function answerStandIns(
  context: Context,
  inputs: readonly InputOf<Table['standIn.answer']>[],
): Promise<Record<string, never>[]> {
  for (const input of inputs) await answerStandIn(context, input)
  return inputs.map(() => ({}))
}

async function answerStandIn(
  context: Context,
  { countyCode, id, accepts }: InputOf<Table['standIn.answer']>,
): Promise<void> {
  const { tx, actor, now, today } = context
  const one = await lockStandIn(context, { countyCode, id })
  if (checkAnswer(one, actor.accountId, accepts, today)) return
  const elders = await handedOn(context, { countyCode, id })
  if (accepts)
    await checkVisitorReaches(
      context,
      actor.accountId,
      elders.map(elder => elder.regionCode),
    )
  // A colleague who cannot come says so for herself; whoever else is free may still say yes.
  else if (one.askedId === null) return
  await tx
    .updateTable('standIns')
    .set({
      state: accepts ? 'takenOn' : 'cannotCome',
      carrierId: accepts ? actor.accountId : null,
      ...{ answeredBy: actor.accountId, answeredAt: now.toISOString() },
    })
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .execute()
  context.concerns(
    countyCode,
    elders.map(elder => elder.elderId),
  )
}

export async function withdrawStandIns(
  context: Context,
  inputs: readonly Key[],
): Promise<Record<string, never>[]> {
  for (const input of inputs) await endStandIn(context, input, false)
  return inputs.map(() => ({}))
}

/** The elders are carried by their own visitor again at once. */
export async function endStandIn(context: Context, key: Key, isOfficer: boolean): Promise<void> {
  const { tx, actor, now } = context
  const one = await lockStandIn(context, key)
  if (checkWithdraw(one, actor.accountId, isOfficer)) return
  await tx
    .updateTable('standIns')
    .set({ state: 'givenBack', carrierId: null, answeredBy: actor.accountId, answeredAt: now.toISOString() })
    .where('countyCode', '=', key.countyCode)
    .where('id', '=', key.id)
    .execute()
  const elders = await handedOn(context, key)
  context.concerns(
    key.countyCode,
    elders.map(elder => elder.elderId),
  )
}

function handedOn({ tx }: Context, { countyCode, id }: Key) {
  return tx
    .selectFrom('standInElders')
    .select(['elderId', 'regionCode'])
    .where('countyCode', '=', countyCode)
    .where('standInId', '=', id)
    .execute()
}

async function lockStandIn({ tx }: Context, { countyCode, id }: Key) {
  const found = await tx
    .selectFrom('standIns')
    .selectAll()
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!found) throw new Refused('not_found', '没有这次代班，或者它不在您的辖区内。请刷新后查看。')
  const carrier =
    found.carrierId === null
      ? undefined
      : await tx.selectFrom('accounts').select('name').where('id', '=', found.carrierId).executeTakeFirst()
  return { ...found, carrierName: carrier?.name ?? null }
}

export async function listStandIns(
  { tx }: Context,
  { regionCode, state, limit, after }: InputOf<Table['standIn.list']>,
): Promise<OutputOf<Table['standIn.list']>> {
  const area = areaOf(regionCode)
  const place = placeFrom(after)
  const found = await sql<OutputOf<Table['standIn.list']>['rows'][number]>`
    select s.county_code, s.id, place.short_name as place_name, main.name as main_name, asked.name as asked_name,
      carrier.name as carrier_name, s.valid_from as from, s.valid_to as to, s.reason, s.state, s.note, s.asked_at,
      (select count(*)::int from stand_in_elders x where x.county_code = s.county_code and x.stand_in_id = s.id)
        as elders
    from stand_ins s
    join regions place on place.code = s.region_code
    left join accounts main on main.id = s.main_id
    left join accounts asked on asked.id = s.asked_id
    left join accounts carrier on carrier.id = s.carrier_id
    where s.county_code between ${countyCodeOf(area.from)} and ${countyCodeOf(area.to)}
      and s.region_code between ${area.from} and ${area.to}
      and (${state ?? null}::text is null or s.state = ${state ?? null})
      and (${place?.sort ?? null}::date is null
        or (s.valid_from, s.id) < (${place?.sort ?? null}::date, ${place?.id ?? null}::uuid))
    order by s.valid_from desc, s.id desc
    limit ${limit + 1}`.execute(tx)
  const rows = found.rows.slice(0, limit)
  const last = found.rows.length > limit ? rows.at(-1) : undefined
  return { rows, next: last ? cursorOf(last.from, last.id) : null }
}
