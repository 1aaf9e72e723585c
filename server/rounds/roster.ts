// 探访员名册 and 联系人台账 (domain.md §1.6 f, g): who calls on elders, and whose fixed contact is whom.
import { sql } from 'kysely'
import { elderGroups, sexes, spokenLanguages } from '../../domain/elders/elder.ts'
import { areaOf, countyCodeOf, isWithin, pathOf } from '../../domain/kernel/area.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { roundApi } from '../../domain/rounds/api.ts'
import { checkProfile, engagements, type ProfileInput, type RosterRow } from '../../domain/rounds/roster.ts'
import { elderRows } from '../elders/elders.ts'
import type { Context } from '../kernel/context.ts'
import { cursorOf, firstPlace, placeFrom } from '../kernel/list-place.ts'
import { checkInArea } from '../regions/regions.ts'
import { newRowId } from './planning.ts'
import { sendTable } from './sheet.ts'

type Table = typeof roundApi

interface FoundProfile extends Omit<RosterRow, 'profile' | 'version'> {
  regionCode: string | null
  version: number | null
  engagedAs: keyof typeof engagements.words
  sex: keyof typeof sexes.words
  speaks: keyof typeof spokenLanguages.words
  weekdays: number[]
  minutesDay: number | null
  trainedOn: string | null
  backgroundOn: string | null
  backgroundNote: string | null
}

/** Accounts carry no row policy, so the area is asked for here. */
export async function listRoster(
  context: Context,
  { regionCode, limit, after }: InputOf<Table['visitorProfile.list']>,
): Promise<OutputOf<Table['visitorProfile.list']>> {
  checkInArea(context, regionCode)
  const { tx, today } = context
  const area = areaOf(regionCode)
  const place = placeFrom(after) ?? firstPlace
  const found = await sql<FoundProfile>`
    select a.id as account_id, left(first.region_code, 6) as county_code, a.name, a.login,
      first.region_code as post_region_code, post.short_name as place_name,
      (select count(*)::int from visitor_assignments v where v.county_code = left(first.region_code, 6)
        and v.account_id = a.id and v.valid_from <= ${today} and (v.valid_to is null or v.valid_to >= ${today}))
        as elders,
      p.region_code, p.version, p.engaged_as, p.sex, p.speaks, p.weekdays, p.minutes_day, p.trained_on,
      p.background_on, p.background_note
    from (
      select account_id, min(region_code) as region_code from posts
      where role = 'visitor' and valid_from <= ${today} and (valid_to is null or valid_to >= ${today})
        and (region_code between ${area.from} and ${area.to} or region_code = any(${pathOf(regionCode)}))
      group by 1
    ) first
    join accounts a on a.id = first.account_id and a.disabled_at is null
    join regions post on post.code = first.region_code
    left join visitor_profiles p on p.county_code = left(first.region_code, 6) and p.account_id = a.id
    where (first.region_code, a.id) > (${place.sort}, ${place.id}::uuid)
    order by first.region_code, a.id limit ${limit + 1}`.execute(tx)
  const rows = found.rows.slice(0, limit)
  const last = found.rows.length > limit ? rows.at(-1) : undefined
  return { rows: rows.map(rosterRow), next: last ? cursorOf(last.postRegionCode, last.accountId) : null }
}

function rosterRow(row: FoundProfile): RosterRow {
  const { accountId, countyCode, name, login, postRegionCode, placeName, elders, version, regionCode } = row
  const { engagedAs, sex, speaks, weekdays, minutesDay, trainedOn, backgroundOn, backgroundNote } = row
  return {
    ...{ accountId, countyCode, name, login, postRegionCode, placeName, elders, version: version ?? 0 },
    profile:
      regionCode === null
        ? null
        : {
            ...{ regionCode, engagedAs, sex, speaks, weekdays, minutesDay },
            ...{ trainedOn, backgroundOn, backgroundNote },
          },
  }
}

export async function saveProfile(context: Context, given: ProfileInput): Promise<void> {
  const { tx, now, today, actor } = context
  const { countyCode, accountId, regionCode, version, ...profile } = given
  checkProfile(given, today)
  checkInArea(context, regionCode)
  if (countyCodeOf(regionCode) !== countyCode)
    throw new Refused('invalid', '出发的村（社区）不在这个县里，请重新选择。')
  await checkIsVisitor(context, accountId, countyCode)
  const changed = { ...profile, regionCode, changedBy: actor.accountId, changedAt: now.toISOString() }
  const written =
    version === 0
      ? await tx
          .insertInto('visitorProfiles')
          .values({ countyCode, id: newRowId(now), accountId, version: 1, ...changed })
          .onConflict(conflict => conflict.columns(['countyCode', 'accountId']).doNothing())
          .returning('id')
          .executeTakeFirst()
      : await tx
          .updateTable('visitorProfiles')
          .set({ ...changed, version: version + 1 })
          .where('countyCode', '=', countyCode)
          .where('accountId', '=', accountId)
          .where('version', '=', version)
          .returning('id')
          .executeTakeFirst()
  if (!written) throw new Refused('conflict', '这位探访员的登记刚被别人改过，请刷新后重新填写。')
}

/** Accounts carry no row policy: refuses one whose posts lie elsewhere like one that does not exist. */
export async function checkIsVisitor(
  { tx, actor }: Context,
  accountId: string,
  countyCode: string,
): Promise<void> {
  const posts = await tx
    .selectFrom('posts')
    .select('regionCode')
    .where('accountId', '=', accountId)
    .where('role', '=', 'visitor')
    .execute()
  if (!posts.some(post => post.regionCode.startsWith(countyCode) && isWithin(post.regionCode, actor.area)))
    throw new Refused('not_found', '没有这位探访员，或者不在您的辖区内。请刷新后核对。')
}

export async function exportRoster(context: Context, { regionCode }: { regionCode: string }): Promise<void> {
  const most = context.setting('export.freeRows', regionCode)
  const { rows, next } = await listRoster(context, { regionCode, limit: most })
  await sendTable(context, {
    ...{ name: '探访员名册', regionCode, isCut: next !== null, most },
    header: [
      '姓名',
      '登录名',
      '岗位所在地',
      '负责老人',
      '身份',
      '性别',
      '会说',
      '上班',
      '培训日期',
      '背景核查日期',
      '背景核查情况',
    ],
    widths: [12, 18, 18, 10, 18, 8, 16, 20, 14, 16, 40],
    rows: rows.map(({ name, login, placeName, elders, profile }) => [
      ...[name, login, placeName, elders],
      ...(profile
        ? [
            ...[
              engagements.words[profile.engagedAs],
              sexes.words[profile.sex],
              spokenLanguages.words[profile.speaks],
            ],
            ...[
              weekdayText(profile.weekdays),
              profile.trainedOn,
              profile.backgroundOn,
              profile.backgroundNote,
            ],
          ]
        : ['未登记', null, null, null, null, null, null]),
    ]),
  })
}

const weekdayText = (weekdays: readonly number[]) =>
  weekdays
    .toSorted((one, other) => one - other)
    .map(day => '一二三四五六日'[day - 1])
    .map(word => `周${word}`)
    .join('、')

interface Contact {
  countyCode: string
  regionCode: string
  id: string
  since: string | null
  standInName: string | null
}

export async function listContacts(
  context: Context,
  { regionCode, limit, after }: InputOf<Table['contactPerson.list']>,
): Promise<OutputOf<Table['contactPerson.list']>> {
  checkInArea(context, regionCode)
  const { tx, today } = context
  const area = areaOf(regionCode)
  const place = placeFrom(after) ?? firstPlace
  const found = await sql<Contact>`
    select e.county_code, e.region_code, e.id, a.valid_from as since, (
      select carrier.name from stand_in_elders x
      join stand_ins s on s.county_code = x.county_code and s.id = x.stand_in_id and s.state = 'takenOn'
        and ${today} between s.valid_from and s.valid_to
      join accounts carrier on carrier.id = s.carrier_id
      where x.county_code = e.county_code and x.elder_id = e.id limit 1) as stand_in_name
    from elders e
    left join visitor_assignments a on a.county_code = e.county_code and a.elder_id = e.id and a.valid_to is null
    where e.county_code between ${countyCodeOf(area.from)} and ${countyCodeOf(area.to)}
      and e.region_code between ${area.from} and ${area.to} and e.ended_on is null and e.merged_into is null
      and (e.county_code, e.region_code, e.id) > (${countyCodeOf(place.sort)}, ${place.sort}, ${place.id}::uuid)
    order by e.county_code, e.region_code, e.id limit ${limit + 1}`.execute(tx)
  const page = found.rows.slice(0, limit)
  const known = new Map(page.map(row => [row.id, row]))
  const rows = await elderRows(context, page)
  const last = found.rows.length > limit ? page.at(-1) : undefined
  return {
    rows: rows.map(row => ({
      ...row,
      since: known.get(row.id)?.since ?? null,
      standInName: known.get(row.id)?.standInName ?? null,
    })),
    next: last ? cursorOf(last.regionCode, last.id) : null,
  }
}

export async function exportContacts(
  context: Context,
  { regionCode }: { regionCode: string },
): Promise<void> {
  const most = context.setting('export.freeRows', regionCode)
  const { rows, next } = await listContacts(context, { regionCode, limit: most })
  await sendTable(context, {
    ...{ name: '联系人台账', regionCode, isCut: next !== null, most },
    header: [
      '姓名',
      '性别',
      '年龄',
      '乡镇（街道）',
      '村（社区）',
      '屯',
      '类别',
      '固定联系人',
      '从何时起',
      '今天代班',
      '最近探访',
    ],
    widths: [10, 6, 6, 16, 16, 12, 30, 12, 14, 12, 14],
    rows: rows.map(row => [
      ...[row.name, sexes.words[row.sex], row.age, row.townshipName, row.villageName, row.hamlet],
      ...[row.groups.map(group => elderGroups.words[group]).join('、'), row.visitorName ?? '没有'],
      ...[row.since, row.standInName, row.lastVisitedOn],
    ]),
  })
}
