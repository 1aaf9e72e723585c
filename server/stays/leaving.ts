// Out for some days and back, and leaving for good; hospital and home-coming are told to the ledger of elders.
import { sql } from 'kysely'
import type { Day } from '../../domain/kernel/day.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { LifeEventKind } from '../../domain/life-events/life-event.ts'
import { checkDischarge, checkLeave, type LeaveReason } from '../../domain/stays/stay.ts'
import type { stayApi } from '../../domain/stays/stay-api.ts'
import { noteFacilityActivity } from '../facilities/facilities.ts'
import type { Context } from '../kernel/context.ts'
import { recordLifeEvent } from '../life-events/life-events.ts'
import { changeStay, eventFor, type KeptStay, openAbsence, stayFor } from './admitting.ts'
import { getHome } from './place.ts'

type Api = typeof stayApi
type Told = OutputOf<Api['stay.leave']>

interface OpenLeave {
  id: string
  reason: LeaveReason
  leftOn: Day
}

async function openLeave({ tx }: Context, stay: KeptStay): Promise<OpenLeave | undefined> {
  return tx
    .selectFrom('stayLeaves')
    .where('countyCode', '=', stay.countyCode)
    .where('stayId', '=', stay.id)
    .where('returnedOn', 'is', null)
    .select(['id', 'reason', 'leftOn'])
    .executeTakeFirst()
}

export async function leave(context: Context, input: InputOf<Api['stay.leave']>): Promise<Told> {
  const { tx, now, today, actor } = context
  const stay = await stayFor(context, input)
  const out = await openLeave(context, stay)
  const last = await tx
    .selectFrom('stayLeaves')
    .where('countyCode', '=', stay.countyCode)
    .where('stayId', '=', stay.id)
    .select(eb => eb.fn.max('returnedOn').as('on'))
    .executeTakeFirst()
  const { on, expectedOn, reason, withWhom, note, leaveId } = input
  checkLeave(
    { leftOn: on, expectedOn },
    { ...stay, outSince: out?.leftOn ?? null, lastReturn: last?.on ?? null },
    today,
  )
  await tx
    .insertInto('stayLeaves')
    .values({
      ...{ countyCode: stay.countyCode, id: leaveId, regionCode: stay.regionCode, stayId: stay.id, reason },
      ...{ leftOn: on, expectedOn, withWhom, returnedOn: null, note, byEvent: false },
      ...{ recordedBy: actor.accountId, recordedAt: now.toISOString() },
    })
    .execute()
  await changeStay(context, stay, {})
  return { told: reason === 'hospitalStay' ? await tell(context, stay, 'hospitalised', on) : [] }
}

export async function comeBack(context: Context, input: InputOf<Api['stay.return']>): Promise<Told> {
  const { tx, today } = context
  const stay = await stayFor(context, input)
  const out = await openLeave(context, stay)
  if (!out) throw new Refused('conflict', '没有登记外出，不用登记回来。请刷新后查看。')
  const { on } = input
  if (on > today || on < out.leftOn) throw new Refused('invalid', `回来的日期要在 ${out.leftOn} 到今天之间。`)
  await tx
    .updateTable('stayLeaves')
    .set({ returnedOn: on })
    .where('countyCode', '=', stay.countyCode)
    .where('id', '=', out.id)
    .execute()
  await changeStay(context, stay, {})
  const { countyCode, facilityId } = stay
  await noteFacilityActivity(context, [{ countyCode, facilityId, day: on, way: 'stayLogged' }])
  return {
    told: out.reason === 'hospitalStay' ? await tell(context, stay, 'dischargedFromHospital', on) : [],
  }
}

export async function discharge(context: Context, input: InputOf<Api['stay.discharge']>): Promise<Told> {
  const { tx, today } = context
  const stay = await stayFor(context, input)
  const { on, ending, note } = input
  checkDischarge(on, stay, today)
  const out = await openLeave(context, stay)
  if (out && on < out.leftOn)
    throw new Refused('invalid', `${out.leftOn} 起请假外出，退住日期不能更早。请先登记回来。`)
  await tx
    .updateTable('stayLeaves')
    .set({ returnedOn: on })
    .where('countyCode', '=', stay.countyCode)
    .where('stayId', '=', stay.id)
    .where('returnedOn', 'is', null)
    .execute()
  await changeStay(context, stay, { leftOn: on, ending, endingNote: note })
  if (ending === 'diedHere') return { told: ['请乡镇在老人档案里登记去世，待遇和探访才会停止。'] }
  if (ending === 'leftCounty') return { told: ['请乡镇在老人档案里登记迁往哪里。'] }
  // Another institution takes her in without a day at home between.
  return { told: ending === 'movedToOtherHome' ? [] : await tell(context, stay, 'leftInstitution', on) }
}

const ofKind = {
  hospitalised: { absence: 'hospital', asks: false, says: '住院' },
  dischargedFromHospital: { absence: 'hospital', asks: true, says: '出院' },
  leftInstitution: { absence: 'institution', asks: true, says: '离开养老机构' },
} as const

/** Recorded in her life where that is still to do; of an elder the caller does not see, it is said who has to. */
async function tell(
  context: Context,
  stay: KeptStay,
  kind: LifeEventKind & keyof typeof ofKind,
  on: Day,
): Promise<string[]> {
  const { countyCode, elderId } = stay
  const { rows } = await sql<{ id: string; endedOn: Day | null }>`
    select e.id, e.ended_on from elders given
    join elders e on e.county_code = given.county_code and e.id = coalesce(given.merged_into, given.id)
    where given.county_code = ${countyCode} and given.id = ${elderId}::uuid`.execute(context.tx)
  const [elder] = rows
  const { absence, asks, says } = ofKind[kind]
  if (!elder) return [`老人的户籍村不归您管，请告诉乡镇在档案里登记“${says}”。`]
  if (elder.endedOn !== null || (await openAbsence(context.tx, countyCode, elder.id, absence)) !== asks)
    return []
  const home = await getHome(context, stay)
  const event = eventFor(context, kind, { countyCode, lodger: { elderId: elder.id }, on, place: home.name })
  const { consequences } = await recordLifeEvent(context, event)
  return consequences.filter(({ warns }) => warns).map(({ says: words }) => words)
}
