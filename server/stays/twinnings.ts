// A home in the city stands by one in a village: agreements, what was given, how they ended.
import { sql } from 'kysely'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import { type Twinning, twinGifts, twinStateOf, twinStates } from '../../domain/stays/twinning.ts'
import type { twinningApi } from '../../domain/stays/twinning-api.ts'
import type { Context } from '../kernel/context.ts'
import { cursorOf, placeFrom } from '../kernel/list-place.ts'
import { checkInArea } from '../regions/regions.ts'
import { handOutXlsx } from '../spreadsheets/spreadsheets.ts'
import { inArea } from './homes.ts'
import { getHome, mineOnly } from './place.ts'

type Api = typeof twinningApi
type Done = Record<string, never>

const stateIs = (today: string) => sql`case when t.ended_on is not null then 'twinEnded'
  when t.until_on < ${today}::date then 'twinOverdue' else 'twinRunning' end`

type FoundTwinning = Omit<Twinning, 'state'>

const columns = sql`t.county_code, t.id, t.facility_id, f.name as facility_name, place.short_name as place_name,
  t.partner_name, t.partner_place, t.agreed_on, t.until_on, t.gifts, t.words, t.ended_on, t.end_reason,
  (select count(*) from twinning_deeds d where d.county_code = t.county_code and d.twinning_id = t.id)::int as deeds,
  (select max(d.done_on) from twinning_deeds d where d.county_code = t.county_code
    and d.twinning_id = t.id) as last_deed_on`
const joined = sql`twinnings t
  join facilities f on f.county_code = t.county_code and f.id = t.facility_id
  join regions place on place.code = f.region_code`

const withState = (context: Context) => (row: FoundTwinning) => ({
  ...row,
  state: twinStateOf(row, context.today),
})

export async function listTwinnings(
  context: Context,
  { regionCode, state, facilityId, limit, after }: InputOf<Api['twinning.list']>,
): Promise<OutputOf<Api['twinning.list']>> {
  checkInArea(context, regionCode)
  const { tx, today } = context
  const place = placeFrom(after)
  const within = sql`${inArea('t', regionCode)} ${mineOnly(context, 't', 'facility_id')}
    ${facilityId ? sql`and t.facility_id = ${facilityId}::uuid` : sql``}`
  const { rows } = await sql<FoundTwinning>`
    select ${columns} from ${joined} where ${within}
      ${state ? sql`and ${stateIs(today)} = ${state}` : sql``}
      ${place ? sql`and (t.agreed_on, t.id) < (${place.sort}::date, ${place.id}::uuid)` : sql``}
    order by t.agreed_on desc, t.id desc limit ${limit + 1}`.execute(tx)
  const counted = await sql<{ state: Twinning['state']; many: number }>`
    select ${stateIs(today)} as state, count(*)::int as many from twinnings t where ${within} group by 1`.execute(
    tx,
  )
  const page = rows.slice(0, limit)
  const last = rows.length > limit ? page.at(-1) : undefined
  return {
    rows: page.map(withState(context)),
    next: last ? cursorOf(last.agreedOn, last.id) : null,
    counts: {
      ...{ twinRunning: 0, twinOverdue: 0, twinEnded: 0 },
      ...Object.fromEntries(counted.rows.map(row => [row.state, row.many])),
    },
  }
}

async function twinningFor(context: Context, { countyCode, id }: { countyCode: string; id: string }) {
  const { rows } = await sql<FoundTwinning & { regionCode: string }>`
    select ${columns}, t.region_code from ${joined} where t.county_code = ${countyCode} and t.id = ${id}::uuid
      ${mineOnly(context, 't', 'facility_id')}`.execute(context.tx)
  const [found] = rows
  if (!found) throw new Refused('not_found', '没有找到这份结对协议，或它不归您管。请刷新后重试。')
  return found
}

export async function getTwinning(
  context: Context,
  key: InputOf<Api['twinning.get']>,
): Promise<OutputOf<Api['twinning.get']>> {
  const { regionCode: _, ...found } = await twinningFor(context, key)
  const deeds = await sql<OutputOf<Api['twinning.get']>['deeds'][number]>`
    select d.id, d.done_on, d.gift, d.quantity, d.people, d.words, by.name as recorded_by_name
    from twinning_deeds d left join accounts by on by.id = d.recorded_by
    where d.county_code = ${key.countyCode} and d.twinning_id = ${key.id}::uuid
    order by d.done_on desc, d.id desc limit 200`.execute(context.tx)
  return { twinning: withState(context)(found), deeds: deeds.rows }
}

export async function registerTwinning(
  context: Context,
  input: InputOf<Api['twinning.register']>,
): Promise<Done> {
  const home = await getHome(context, input)
  if (input.agreedOn > context.today) throw new Refused('invalid', '签订日期还没有到。请改正。')
  if (input.untilOn <= input.agreedOn) throw new Refused('invalid', '到期日期要晚于签订日期。请改正。')
  await context.tx
    .insertInto('twinnings')
    .values({
      ...{ ...input, regionCode: home.regionCode, endedOn: null, endReason: null },
      ...{ recordedBy: context.actor.accountId, recordedAt: context.now.toISOString() },
    })
    .execute()
  return {}
}

export async function logDeed(context: Context, input: InputOf<Api['twinning.log']>): Promise<Done> {
  const twinning = await twinningFor(context, input)
  const { id, countyCode, deedId, doneOn, ...deed } = input
  if (doneOn > context.today || doneOn < twinning.agreedOn)
    throw new Refused('invalid', '活动日期要在签订协议那天到今天之间。')
  if (twinning.endedOn !== null && doneOn > twinning.endedOn)
    throw new Refused('rule_broken', `结对已于 ${twinning.endedOn} 结束，这以后的活动不能记在这里。`)
  await context.tx
    .insertInto('twinningDeeds')
    .values({
      ...{ countyCode, id: deedId, regionCode: twinning.regionCode, twinningId: id, doneOn, ...deed },
      ...{ recordedBy: context.actor.accountId, recordedAt: context.now.toISOString() },
    })
    .execute()
  return {}
}

export async function endTwinning(
  context: Context,
  { countyCode, id, on, reason }: InputOf<Api['twinning.end']>,
): Promise<Done> {
  const twinning = await twinningFor(context, { countyCode, id })
  if (twinning.endedOn !== null) throw new Refused('conflict', '这份结对已经结束了。')
  if (on > context.today || on < twinning.agreedOn)
    throw new Refused('invalid', '结束日期要在签订那天到今天之间。')
  await context.tx
    .updateTable('twinnings')
    .set({ endedOn: on, endReason: reason })
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .execute()
  return {}
}

export async function exportTwinnings(
  context: Context,
  { regionCode }: InputOf<Api['twinning.export']>,
): Promise<Done> {
  checkInArea(context, regionCode)
  const { rows } = await sql<FoundTwinning>`
    select ${columns} from ${joined} where ${inArea('t', regionCode)} ${mineOnly(context, 't', 'facility_id')}
    order by t.agreed_on desc, t.id desc limit 5000`.execute(context.tx)
  await handOutXlsx(
    context,
    [
      {
        name: '城乡结对',
        header: [
          '农村机构',
          '所在地',
          '结对机构',
          '对方所在地',
          '签订',
          '到期',
          '提供什么',
          '活动次数',
          '最近一次',
          '现在怎样',
        ],
        rows: rows
          .map(withState(context))
          .map(row => [
            ...[
              row.facilityName,
              row.placeName,
              row.partnerName,
              row.partnerPlace,
              row.agreedOn,
              row.untilOn,
            ],
            row.gifts.map(gift => twinGifts.words[gift]).join('、'),
            ...[row.deeds, row.lastDeedOn ?? '', twinStates.words[row.state]],
          ]),
      },
    ],
    `城乡结对-${context.today}.xlsx`,
  )
  return {}
}
