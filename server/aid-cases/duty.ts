// The duty roster of a place: a month of shifts and absences, kept by its officers and those above.
import { sql } from 'kysely'
import type { Role } from '../../domain/accounts/roles.ts'
import type { DutyLeaveRow, DutyPerson, DutyShiftRow, dutyApi } from '../../domain/aid-cases/duty-api.ts'
import { countyCodeOf, levelOf } from '../../domain/kernel/area.ts'
import {
  addDays,
  type Day,
  dayOf,
  firstDayOf,
  lastDayOf,
  type Month,
  startOfDay,
} from '../../domain/kernel/day.ts'
import type { InputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import { namesOf } from '../accounts/accounts.ts'
import type { Context, Handlers } from '../kernel/context.ts'
import { checkInArea } from '../regions/regions.ts'
import { nextActId } from './act-ids.ts'
import { answererOf, answerersFor, postedRole } from './owners.ts'

type Table = typeof dutyApi

/** Whole weeks, Monday to Sunday, that hold the month: as the calendar shows it. */
function weeksOf(month: Month): { from: Day; to: Day } {
  const weekday = (day: Day) => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7
  const [first, last] = [firstDayOf(month), lastDayOf(month)]
  return { from: addDays(first, -weekday(first)), to: addDays(last, 6 - weekday(last)) }
}

async function month(context: Context, { regionCode, month }: InputOf<Table['duty.month']>) {
  checkInArea(context, regionCode)
  const { tx, now } = context
  const { from, to } = weeksOf(month)
  const countyCode = countyCodeOf(regionCode)
  const shifts = await sql<DutyShiftRow>`
    select s.county_code, s.id, s.account_id, a.name, s.duty_on, s.from_minute, s.to_minute
    from duty_shifts s join accounts a on a.id = s.account_id
    where s.county_code = ${countyCode} and s.region_code = ${regionCode}
      and s.duty_on between ${addDays(from, -1)} and ${to} and s.removed_at is null
    order by s.duty_on, s.from_minute, s.id`.execute(tx)
  const leaves = await sql<DutyLeaveRow>`
    select l.county_code, l.id, l.account_id, a.name, l.from_on, l.to_on, l.stand_in_id, b.name as stand_in_name,
      l.reason
    from duty_leaves l
    join accounts a on a.id = l.account_id
    left join accounts b on b.id = l.stand_in_id
    where l.county_code = ${countyCode} and l.region_code = ${regionCode}
      and l.to_on >= ${from} and l.from_on <= ${to} and l.removed_at is null
    order by l.from_on, l.id`.execute(tx)
  const answerers = await answerersFor(tx, [regionCode], now)
  const answering = answererOf(answerers, regionCode)
  const names = await namesOf(tx, answering ? [answering.id] : [])
  return {
    ...{ from, to, shifts: shifts.rows, leaves: leaves.rows },
    people: peopleAt(answerers.people, regionCode),
    nowName: answering ? (names.get(answering.id) ?? null) : null,
    nowAs: answering?.as ?? null,
  }
}

/** Those with the post of the place first: they are put on duty; the others can stand in. */
function peopleAt(
  people: readonly { id: string; name: string; role: Role; regionCode: string }[],
  place: string,
): DutyPerson[] {
  const found = new Map<string, DutyPerson>()
  for (const { id, name, role, regionCode } of people) {
    const isPosted = regionCode === place && role === postedRole(levelOf(place))
    if (isPosted || !found.has(id)) found.set(id, { id, name, role, isPosted })
  }
  return [...found.values()].sort((one, other) => Number(other.isPosted) - Number(one.isPosted))
}

/** Only whoever may act there is put on duty or stands in: a name without a post would be a gap nobody sees. */
async function checkPeople(
  context: Context,
  regionCode: string,
  accountIds: readonly (string | null)[],
): Promise<void> {
  const { people } = await answerersFor(context.tx, [regionCode], context.now)
  const known = new Set(people.map(one => one.id))
  if (accountIds.some(id => id !== null && !known.has(id)))
    throw new Refused('rule_broken', '所选的人没有负责这个地方的岗位，不能排班或代班。请从名单中选择。')
}

async function set(context: Context, input: InputOf<Table['duty.set']>) {
  const { countyCode, id, regionCode, accountId, dutyOn, fromMinute, toMinute } = input
  checkPlace(context, countyCode, regionCode)
  if (toMinute <= fromMinute) throw new Refused('invalid', '下班时间应晚于上班时间；跨夜的班请选“次日”。')
  await checkPeople(context, regionCode, [accountId])
  const clash = await context.tx
    .selectFrom('dutyShifts')
    .where('countyCode', '=', countyCode)
    .where('regionCode', '=', regionCode)
    .where('dutyOn', '=', dutyOn)
    .where('accountId', '=', accountId)
    .where('removedAt', 'is', null)
    .where('fromMinute', '<', toMinute)
    .where('toMinute', '>', fromMinute)
    .select('id')
    .executeTakeFirst()
  if (clash) throw new Refused('conflict', '这个人当天这段时间已经有班，没有重复安排。请先撤下原来的班。')
  await context.tx
    .insertInto('dutyShifts')
    .values({
      ...{ countyCode, id, regionCode, accountId, dutyOn, fromMinute, toMinute },
      ...{
        madeBy: context.actor.accountId,
        madeAt: context.now.toISOString(),
        removedBy: null,
        removedAt: null,
      },
    })
    .execute()
  return {}
}

function checkPlace(context: Context, countyCode: string, regionCode: string): void {
  checkInArea(context, regionCode)
  if (countyCode !== countyCodeOf(regionCode))
    throw new Refused('invalid', '地区与所属县不符，请刷新后重试。')
}

async function remove(
  { tx, actor, now }: Context,
  table: 'dutyShifts' | 'dutyLeaves',
  { countyCode, id }: { countyCode: string; id: string },
) {
  const done = await tx
    .updateTable(table)
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .where('removedAt', 'is', null)
    .set({ removedBy: actor.accountId, removedAt: now.toISOString() })
    .returning('id')
    .executeTakeFirst()
  if (!done) throw new Refused('not_found', '没有找到这条记录，可能刚被别人撤下。请刷新后核对。')
  return {}
}

async function copyWeek(context: Context, { regionCode, toMonday }: InputOf<Table['duty.copyWeek']>) {
  checkInArea(context, regionCode)
  const { tx, now, actor } = context
  if (startOfDay(toMonday).getTime() < startOfDay(addDays(dayOf(now), -7)).getTime())
    throw new Refused('invalid', '只能往本周和以后的星期复制，请换一周。')
  const found = await tx
    .selectFrom('dutyShifts')
    .where('countyCode', '=', countyCodeOf(regionCode))
    .where('regionCode', '=', regionCode)
    .where('dutyOn', '>=', addDays(toMonday, -7))
    .where('dutyOn', '<=', addDays(toMonday, 6))
    .where('removedAt', 'is', null)
    .orderBy('dutyOn')
    .orderBy('fromMinute')
    .select(['countyCode', 'accountId', 'dutyOn', 'fromMinute', 'toMinute'])
    .execute()
  const taken = new Set(found.filter(shift => shift.dutyOn >= toMonday).map(shift => shift.dutyOn))
  const { people } = await answerersFor(tx, [regionCode], now)
  const still = new Set(people.map(one => one.id))
  const copies = found
    .filter(shift => shift.dutyOn < toMonday && still.has(shift.accountId))
    .map(shift => ({ ...shift, dutyOn: addDays(shift.dutyOn, 7) }))
    .filter(shift => !taken.has(shift.dutyOn))
  if (copies.length === 0) return { copied: 0 }
  await tx
    .insertInto('dutyShifts')
    .values(
      copies.map(shift => ({
        ...{ ...shift, id: nextActId(now), regionCode },
        ...{ madeBy: actor.accountId, madeAt: now.toISOString(), removedBy: null, removedAt: null },
      })),
    )
    .execute()
  return { copied: copies.length }
}

async function leave(context: Context, input: InputOf<Table['duty.leave']>) {
  const { countyCode, id, regionCode, accountId, fromOn, toOn, standInId, reason } = input
  checkPlace(context, countyCode, regionCode)
  if (toOn < fromOn) throw new Refused('invalid', '结束日期不能早于开始日期，请重新选择。')
  if (standInId === accountId) throw new Refused('invalid', '代班人不能是请假人自己，请换一位。')
  await checkPeople(context, regionCode, [accountId, standInId])
  await context.tx
    .insertInto('dutyLeaves')
    .values({
      ...{ countyCode, id, regionCode, accountId, fromOn, toOn, standInId, reason },
      ...{
        madeBy: context.actor.accountId,
        madeAt: context.now.toISOString(),
        removedBy: null,
        removedAt: null,
      },
    })
    .execute()
  return {}
}

export const duties: Handlers<Table> = {
  'duty.month': month,
  'duty.set': set,
  'duty.remove': (context, input) => remove(context, 'dutyShifts', input),
  'duty.copyWeek': copyWeek,
  'duty.leave': leave,
  'duty.cancelLeave': (context, input) => remove(context, 'dutyLeaves', input),
}
