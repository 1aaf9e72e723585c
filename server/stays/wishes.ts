// Wishes to live in a home: written down where they are said, listed by who waits longest, met by admission.
import { type RawBuilder, sql } from 'kysely'
import { nameFor } from '../../domain/elders/registration.ts'
import { countyCodeOf } from '../../domain/kernel/area.ts'
import { ageOn, type Day } from '../../domain/kernel/day.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import {
  daysWaited,
  isWishLate,
  type StayWish,
  stayWants,
  wishStates,
  wishTellers,
} from '../../domain/stays/wish.ts'
import type { stayWishApi } from '../../domain/stays/wish-api.ts'
import { noteConcerns } from '../elders/elders.ts'
import type { Context } from '../kernel/context.ts'
import { cursorOf, placeFrom } from '../kernel/list-place.ts'
import { checkInArea } from '../regions/regions.ts'
import { handOutXlsx, watermarkFor } from '../spreadsheets/spreadsheets.ts'
import { inArea } from './homes.ts'
import { getHome, getLodger, tekunOn } from './place.ts'

type Api = typeof stayWishApi
type Done = Record<string, never>

export async function recordWish(context: Context, input: InputOf<Api['stayWish.record']>): Promise<Done> {
  const { tx, now, today, actor } = context
  const { countyCode, id, elderId, facilityId, saidOn, ...words } = input
  if (saidOn > today) throw new Refused('invalid', '日期还没有到。请填写老人说的那天。')
  const lodger = await getLodger(context, countyCode, elderId)
  if (lodger.endedOn !== null) throw new Refused('rule_broken', '这位老人已经离册，不能登记入住愿望。')
  if (facilityId !== null) await getHome(context, { countyCode, facilityId })
  const open = await tx
    .selectFrom('stayWishes')
    .where('countyCode', '=', countyCode)
    .where('elderId', '=', lodger.elderId)
    .where('state', '=', 'wishWaiting')
    .select('saidOn')
    .executeTakeFirst()
  if (open) throw new Refused('conflict', `${open.saidOn} 已经登记过她的入住愿望，还在等。不用重复登记。`)
  await tx
    .insertInto('stayWishes')
    .values({
      ...{
        countyCode,
        id,
        regionCode: lodger.regionCode,
        elderId: lodger.elderId,
        facilityId,
        saidOn,
        ...words,
      },
      ...{ state: 'wishWaiting' as const, settledOn: null, settleNote: null, settledBy: null },
      ...{ synthetic: false, recordedBy: actor.accountId, recordedAt: now.toISOString() },
    })
    .execute()
  return {}
}

type FoundWish = Omit<StayWish, 'elderAge' | 'daysWaited' | 'isLate'> & { bornOn: Day | null }

const wishTables = sql`stay_wishes w
  join elders given on given.county_code = w.county_code and given.id = w.elder_id
  join elders e on e.county_code = given.county_code and e.id = coalesce(given.merged_into, given.id)
  join regions village on village.code = w.region_code
  left join facilities f on f.county_code = w.county_code and f.id = w.facility_id`

const wishColumns = (
  today: Day,
) => sql`w.county_code, w.id, w.region_code, village.short_name as village_name,
  e.id as elder_id, e.name as elder_name, e.born_on, ${tekunOn(today)} as is_tekun, w.wants, w.facility_id,
  f.name as facility_name, w.reason, w.is_urgent, w.said_on, w.said_by, w.state, w.settled_on, w.settle_note`

const daysFor = (context: Context, regionCode: string) => ({
  tekunDays: context.setting('stay.tekunWishDays', regionCode),
  days: context.setting('stay.wishDays', regionCode),
})

type Queue = InputOf<Api['stayWish.list']>['queue']

function queueIs(context: Context, queue: Queue, regionCode: string): RawBuilder<unknown> {
  const { today } = context
  const { tekunDays, days } = daysFor(context, regionCode)
  switch (queue) {
    case 'tekunWaiting':
      return sql`and w.state = 'wishWaiting' and ${tekunOn(today)}`
    case 'urgentWishes':
      return sql`and w.state = 'wishWaiting' and w.is_urgent`
    case 'lateWishes':
      return sql`and w.state = 'wishWaiting' and w.said_on < ${today}::date
        - case when w.is_urgent or ${tekunOn(today)} then ${tekunDays}::int else ${days}::int end`
    default:
      return sql``
  }
}

function narrowed(context: Context, input: Omit<InputOf<Api['stayWish.list']>, 'limit' | 'after'>) {
  const { regionCode, state, wants, queue, facilityId } = input
  // Whoever runs a station sees who waits for it, wherever she is at home.
  return sql`${inArea('w', regionCode)} ${mineWishes(context)}
    ${state ? sql`and w.state = ${state}` : sql``} ${wants ? sql`and w.wants = ${wants}` : sql``}
    ${facilityId ? sql`and w.facility_id = ${facilityId}::uuid` : sql``} ${queueIs(context, queue, regionCode)}`
}

/** Of her own village, and only those for no other home. */
function mineWishes({ actor }: Context) {
  if (actor.role !== 'stationManager') return sql``
  return sql`and (w.facility_id is null or exists (select from station_keepers me where me.county_code = w.county_code
    and me.facility_id = w.facility_id and me.account_id = ${actor.accountId} and me.valid_to is null))`
}

function rowFor(context: Context, { bornOn, ...found }: FoundWish): StayWish {
  const { today, actor } = context
  return {
    ...found,
    elderName: nameFor(actor.role, found.elderName),
    elderAge: bornOn === null ? null : ageOn(bornOn, today),
    daysWaited: daysWaited(found, today),
    isLate: isWishLate(found, today, daysFor(context, found.regionCode)),
  }
}

export async function listWishes(
  context: Context,
  input: InputOf<Api['stayWish.list']>,
): Promise<OutputOf<Api['stayWish.list']>> {
  checkInArea(context, input.regionCode)
  const place = placeFrom(input.after)
  // Whoever waits longest stands first; what is settled, the newest.
  const waits = input.state === 'wishWaiting' || input.queue !== undefined
  const behind = place
    ? waits
      ? sql`and (w.said_on, w.id) > (${place.sort}::date, ${place.id}::uuid)`
      : sql`and (w.said_on, w.id) < (${place.sort}::date, ${place.id}::uuid)`
    : sql``
  const { rows } = await sql<FoundWish>`
    select ${wishColumns(context.today)} from ${wishTables}
    where ${narrowed(context, input)} ${behind}
    order by ${waits ? sql`w.said_on, w.id` : sql`w.said_on desc, w.id desc`} limit ${input.limit + 1}`.execute(
    context.tx,
  )
  const page = rows.slice(0, input.limit)
  noteConcerns(
    context,
    page.map(({ countyCode, elderId }) => ({ countyCode, id: elderId })),
  )
  const last = rows.length > input.limit ? page.at(-1) : undefined
  return { rows: page.map(row => rowFor(context, row)), next: last ? cursorOf(last.saidOn, last.id) : null }
}

export async function wishesOfElder(
  context: Context,
  { countyCode, elderId }: InputOf<Api['stayWish.ofElder']>,
): Promise<OutputOf<Api['stayWish.ofElder']>> {
  const { rows } = await sql<FoundWish>`
    select ${wishColumns(context.today)} from ${wishTables}
    where w.county_code = ${countyCode} and ${elderId}::uuid = any(e.id || e.merged_ids) ${mineWishes(context)}
    order by w.said_on desc, w.id desc limit 50`.execute(context.tx)
  context.concerns(countyCode, [elderId])
  return { rows: rows.map(row => rowFor(context, row)) }
}

export async function countWishes(
  context: Context,
  { regionCode }: InputOf<Api['stayWish.counts']>,
): Promise<OutputOf<Api['stayWish.counts']>> {
  checkInArea(context, regionCode)
  const { tx, today } = context
  const year = `${today.slice(0, 4)}-01-01`
  const late = queueIs(context, 'lateWishes', regionCode)
  const waiting = sql`w.state = 'wishWaiting'`
  const { rows } = await sql<{
    countyCode: string
    name: string
    waiting: number
    tekunWaiting: number
    lateWishes: number
    urgentWishes: number
    metThisYear: number
    daysUntilMet: number
    longestDays: number
  }>`
    select w.county_code, county.short_name as name, count(*) filter (where ${waiting})::int as waiting,
      count(*) filter (where ${waiting} and ${tekunOn(today)})::int as tekun_waiting,
      count(*) filter (where true ${late})::int as late_wishes,
      count(*) filter (where ${waiting} and w.is_urgent)::int as urgent_wishes,
      count(*) filter (where w.state = 'wishMet' and w.settled_on >= ${year}::date)::int as met_this_year,
      coalesce(sum(w.settled_on - w.said_on) filter (where w.state = 'wishMet' and w.settled_on >= ${year}::date),
        0)::int as days_until_met,
      coalesce(max(${today}::date - w.said_on) filter (where ${waiting}), 0)::int as longest_days
    from stay_wishes w
    join elders given on given.county_code = w.county_code and given.id = w.elder_id
    join elders e on e.county_code = given.county_code and e.id = coalesce(given.merged_into, given.id)
    join regions county on county.code = w.county_code || '000000'
    where ${inArea('w', regionCode)} ${mineWishes(context)}
      and (w.state = 'wishWaiting' or w.settled_on >= ${year}::date)
    group by 1, 2 order by 1`.execute(tx)
  const sum = (of: (row: (typeof rows)[number]) => number) => rows.reduce((all, row) => all + of(row), 0)
  const met = sum(row => row.metThisYear)
  return {
    waiting: sum(row => row.waiting),
    tekunWaiting: sum(row => row.tekunWaiting),
    lateWishes: sum(row => row.lateWishes),
    urgentWishes: sum(row => row.urgentWishes),
    metThisYear: met,
    averageDays: met === 0 ? null : Math.round(sum(row => row.daysUntilMet) / met),
    ...daysFor(context, regionCode),
    counties: rows
      .filter(row => row.waiting > 0)
      .map(({ countyCode, name, waiting, tekunWaiting, longestDays }) => ({
        ...{ countyCode: countyCodeOf(countyCode), name, waiting, tekunWaiting, longestDays },
      })),
  }
}

export async function settleWish(context: Context, input: InputOf<Api['stayWish.settle']>): Promise<Done> {
  const { tx, today, actor } = context
  const { countyCode, id, state, on, why } = input
  const wish = await tx
    .selectFrom('stayWishes')
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .select(['elderId', 'state', 'saidOn'])
    .forUpdate()
    .executeTakeFirst()
  if (!wish) throw new Refused('not_found', '没有找到这条入住愿望，或它不在您的辖区内。请刷新后重试。')
  context.concerns(countyCode, [wish.elderId])
  if (wish.state !== 'wishWaiting') throw new Refused('conflict', '这条愿望已经了结了。请刷新后查看。')
  if (on > today || on < wish.saidOn) throw new Refused('invalid', '日期要在说愿望那天到今天之间。')
  await tx
    .updateTable('stayWishes')
    .set({ state, settledOn: on, settleNote: why, settledBy: actor.accountId })
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .execute()
  await tx
    .updateTable('stayBeds')
    .set({ reservedWishId: null, reservedUntil: null })
    .where('countyCode', '=', countyCode)
    .where('reservedWishId', '=', id)
    .execute()
  return {}
}

/** The wish that moving in meets: its day is what the letter's promise is measured by. */
export async function meetWish(
  { tx, actor }: Context,
  { countyCode, elderId, on }: { countyCode: string; elderId: string; on: Day },
): Promise<string | null> {
  const met = await tx
    .updateTable('stayWishes')
    .set({ state: 'wishMet', settledOn: on, settledBy: actor.accountId })
    .where('countyCode', '=', countyCode)
    .where('elderId', '=', elderId)
    .where('state', '=', 'wishWaiting')
    .returning('id')
    .executeTakeFirst()
  if (!met) return null
  await tx
    .updateTable('stayBeds')
    .set({ reservedWishId: null, reservedUntil: null })
    .where('countyCode', '=', countyCode)
    .where('reservedWishId', '=', met.id)
    .execute()
  return met.id
}

const exportedAtMost = 20_000

export async function exportWishes(context: Context, input: InputOf<Api['stayWish.export']>): Promise<Done> {
  checkInArea(context, input.regionCode)
  const { rows } = await sql<FoundWish>`
    select ${wishColumns(context.today)} from ${wishTables} where ${narrowed(context, input)}
    order by w.said_on, w.id limit ${exportedAtMost}`.execute(context.tx)
  noteConcerns(
    context,
    rows.map(({ countyCode, elderId }) => ({ countyCode, id: elderId })),
  )
  const lines = rows.map(found => {
    const row = rowFor(context, found)
    return [
      ...[row.villageName, row.elderName, row.elderAge ?? '', row.isTekun ? '是' : ''],
      ...[stayWants.words[row.wants], row.facilityName ?? '', row.isUrgent ? '紧急' : '', row.reason],
      ...[row.saidOn, wishTellers.words[row.saidBy], wishStates.words[row.state], row.daysWaited],
      ...[row.settledOn ?? '', row.settleNote ?? ''],
    ]
  })
  const header = [
    '村（社区）',
    '老人',
    '年龄',
    '特困',
    '想住哪里',
    '指定机构',
    '紧急',
    '原因',
    '哪天说的',
    '谁说的',
  ]
  await handOutXlsx(
    context,
    [
      {
        name: '入住等候名单',
        header: [...header, '现在怎样', '等了几天', '了结日期', '说明'],
        rows: [...lines, [await watermarkFor(context, lines.length)]],
      },
    ],
    `入住等候名单-${context.today}.xlsx`,
  )
  return {}
}
