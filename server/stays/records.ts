// What a station writes down: who is on duty, meetings, the monthly notice on the wall, the complaint box.
import { sql } from 'kysely'
import { addDays, type Day } from '../../domain/kernel/day.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import { isComplaintLate, type StationComplaint, type StationRecord } from '../../domain/stays/station.ts'
import type { stationApi } from '../../domain/stays/station-api.ts'
import { noteFacilityActivity } from '../facilities/facilities.ts'
import type { Context } from '../kernel/context.ts'
import { cursorOf, placeFrom } from '../kernel/list-place.ts'
import { checkInArea } from '../regions/regions.ts'
import { inArea } from './homes.ts'
import { handOut, takeIn } from './photos.ts'
import { getHome, mineOnly } from './place.ts'

type Api = typeof stationApi
type Done = Record<string, never>

export async function dutyWeek(
  context: Context,
  { countyCode, facilityId, monday }: InputOf<Api['stationDuty.week']>,
): Promise<OutputOf<Api['stationDuty.week']>> {
  const home = await getHome(context, { countyCode, facilityId })
  const lines = await context.tx
    .selectFrom('stationDuties')
    .where('countyCode', '=', countyCode)
    .where('facilityId', '=', facilityId)
    .where('day', '>=', monday)
    .where('day', '<=', addDays(monday, 6))
    .orderBy('day')
    .select(['day', 'turn', 'name'])
    .execute()
  // Those who have stood before are offered first: nobody types the same ten names every week.
  const names = await sql<{ name: string }>`
    select name from station_duties where county_code = ${countyCode} and facility_id = ${facilityId}::uuid
      and day >= ${addDays(monday, -60)}::date
    group by name order by count(*) desc, name limit 40`.execute(context.tx)
  return { name: home.name, lines, names: names.rows.map(row => row.name) }
}

export async function saveWeek(
  context: Context,
  { countyCode, facilityId, monday, lines }: InputOf<Api['stationDuty.save']>,
): Promise<Done> {
  const home = await getHome(context, { countyCode, facilityId })
  const { tx, now, today, actor } = context
  const sunday = addDays(monday, 6)
  if (lines.some(line => line.day < monday || line.day > sunday))
    throw new Refused('invalid', '值班日期要在这一周里。请刷新后重排。')
  const keys = new Set(lines.map(line => `${line.day} ${line.turn}`))
  if (keys.size < lines.length) throw new Refused('invalid', '同一天同一班排了两次。请改正。')
  await tx
    .deleteFrom('stationDuties')
    .where('countyCode', '=', countyCode)
    .where('facilityId', '=', facilityId)
    .where('day', '>=', monday)
    .where('day', '<=', sunday)
    .execute()
  if (lines.length === 0) return {}
  await tx
    .insertInto('stationDuties')
    .values(
      lines.map(line => ({
        ...{ countyCode, facilityId, regionCode: home.regionCode, ...line },
        ...{ recordedBy: actor.accountId, recordedAt: now.toISOString() },
      })),
    )
    .execute()
  // A plan is no activity; the days that have been are.
  const kept = [...new Set(lines.map(line => line.day))].filter(day => day <= today)
  await noteFacilityActivity(
    context,
    kept.map(day => ({ countyCode, facilityId, day, way: 'dutyKept' })),
  )
  return {}
}

type RecordRow = Omit<StationRecord, 'photos'> & { photos: string[] | null }

export async function listRecords(
  context: Context,
  { countyCode, facilityId, kind, limit, after }: InputOf<Api['stationRecord.list']>,
): Promise<OutputOf<Api['stationRecord.list']>> {
  await getHome(context, { countyCode, facilityId })
  const place = placeFrom(after)
  const { rows } = await sql<RecordRow>`
    select r.id, r.kind, r.held_on, r.about_month, r.title, r.words, r.present, by.name as recorded_by_name,
      (select array_agg(p.id order by p.added_at, p.id) from station_record_photos p
        where p.county_code = r.county_code and p.record_id = r.id) as photos
    from station_records r left join accounts by on by.id = r.recorded_by
    where r.county_code = ${countyCode} and r.facility_id = ${facilityId}::uuid
      ${kind ? sql`and r.kind = ${kind}` : sql``}
      ${place ? sql`and (r.held_on, r.id) < (${place.sort}::date, ${place.id}::uuid)` : sql``}
    order by r.held_on desc, r.id desc limit ${limit + 1}`.execute(context.tx)
  const page = rows.slice(0, limit)
  const last = rows.length > limit ? page.at(-1) : undefined
  return {
    rows: page.map(row => ({ ...row, photos: row.photos ?? [] })),
    next: last ? cursorOf(last.heldOn, last.id) : null,
  }
}

export async function writeRecord(
  context: Context,
  input: InputOf<Api['stationRecord.write']>,
): Promise<Done> {
  const home = await getHome(context, input)
  const { countyCode, facilityId, kind, heldOn, aboutMonth } = input
  if (heldOn > context.today) throw new Refused('invalid', '日期还没有到。请在当天以后再记。')
  if ((kind === 'publicNotice') !== (aboutMonth !== null))
    throw new Refused('invalid', '公示要写明是哪个月的账；会议不用写月份。')
  await context.tx
    .insertInto('stationRecords')
    .values({
      ...{ ...input, regionCode: home.regionCode },
      ...{ recordedBy: context.actor.accountId, recordedAt: context.now.toISOString() },
    })
    .execute()
  const way = kind === 'publicNotice' ? 'accountPosted' : 'meetingHeld'
  await noteFacilityActivity(context, [{ countyCode, facilityId, day: heldOn, way }])
  return {}
}

const photoKind = 'station-records'

async function recordFor(context: Context, { countyCode, id }: { countyCode: string; id: string }) {
  const { rows } = await sql<{ regionCode: string }>`
    select r.region_code from station_records r where r.county_code = ${countyCode} and r.id = ${id}::uuid
      ${mineOnly(context, 'r', 'facility_id')}`.execute(context.tx)
  const [record] = rows
  if (!record) throw new Refused('not_found', '没有找到这条记录，或它不归您管。请刷新后重试。')
  return record
}

export async function addRecordPhoto(
  context: Context,
  input: InputOf<Api['stationRecord.addPhoto']>,
): Promise<Done> {
  const { regionCode } = await recordFor(context, input)
  const photo = await takeIn(context, photoKind, input)
  await context.tx
    .insertInto('stationRecordPhotos')
    .values({ ...photo, regionCode, recordId: input.id })
    .execute()
  return {}
}

export async function readRecordPhoto(
  context: Context,
  input: InputOf<Api['stationRecord.photo']>,
): Promise<Done> {
  await recordFor(context, input)
  const found = await context.tx
    .selectFrom('stationRecordPhotos')
    .where('countyCode', '=', input.countyCode)
    .where('id', '=', input.photoId)
    .where('recordId', '=', input.id)
    .select('contentType')
    .executeTakeFirst()
  return handOut(context, photoKind, input, found, '会议和公示')
}

type FoundComplaint = Omit<StationComplaint, 'isLate'> & { regionCode: string }

export async function listComplaints(
  context: Context,
  { regionCode, facilityId, open, limit, after }: InputOf<Api['stationComplaint.list']>,
): Promise<OutputOf<Api['stationComplaint.list']>> {
  checkInArea(context, regionCode)
  const place = placeFrom(after)
  const { rows } = await sql<FoundComplaint>`
    select c.county_code, c.id, c.region_code, c.facility_id, f.name as facility_name, c.way, c.received_on, c.words,
      c.from_name, c.answer, c.answered_on
    from station_complaints c join facilities f on f.county_code = c.county_code and f.id = c.facility_id
    where ${inArea('c', regionCode)} ${mineOnly(context, 'c', 'facility_id')}
      ${facilityId ? sql`and c.facility_id = ${facilityId}::uuid` : sql``}
      ${open ? sql`and c.answered_on is null` : sql``}
      ${place ? sql`and (c.received_on, c.id) < (${place.sort}::date, ${place.id}::uuid)` : sql``}
    order by c.received_on desc, c.id desc limit ${limit + 1}`.execute(context.tx)
  const page = rows.slice(0, limit)
  const last = rows.length > limit ? page.at(-1) : undefined
  return {
    rows: page.map(({ regionCode: at, ...row }) => ({
      ...row,
      isLate: isComplaintLate(row, context.today, context.setting('station.complaintDays', at)),
    })),
    next: last ? cursorOf(last.receivedOn, last.id) : null,
  }
}

export async function recordComplaint(
  context: Context,
  input: InputOf<Api['stationComplaint.record']>,
): Promise<Done> {
  const home = await getHome(context, input)
  if (input.receivedOn > context.today) throw new Refused('invalid', '日期还没有到。请改正。')
  await context.tx
    .insertInto('stationComplaints')
    .values({
      ...{ ...input, regionCode: home.regionCode, answer: null, answeredOn: null, answeredBy: null },
      ...{ recordedBy: context.actor.accountId, recordedAt: context.now.toISOString() },
    })
    .execute()
  return {}
}

export async function answerComplaint(
  context: Context,
  { countyCode, id, answer, on }: InputOf<Api['stationComplaint.answer']>,
): Promise<Done> {
  const { rows } = await sql<{ receivedOn: Day; answeredOn: Day | null }>`
    select c.received_on, c.answered_on from station_complaints c where c.county_code = ${countyCode}
      and c.id = ${id}::uuid ${mineOnly(context, 'c', 'facility_id')} for update`.execute(context.tx)
  const [complaint] = rows
  if (!complaint) throw new Refused('not_found', '没有找到这条意见，或它不归您管。请刷新后重试。')
  if (complaint.answeredOn !== null)
    throw new Refused('conflict', `这条意见 ${complaint.answeredOn} 已经答复过了。`)
  if (on > context.today || on < complaint.receivedOn)
    throw new Refused('invalid', '答复日期要在收到意见那天到今天之间。')
  await context.tx
    .updateTable('stationComplaints')
    .set({ answer, answeredOn: on, answeredBy: context.actor.accountId })
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .execute()
  return {}
}
