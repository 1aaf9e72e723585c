// Stations that govern themselves: what each owes its members, charter, committee, keepers, work done together.
import { sql } from 'kysely'
import { nameFor } from '../../domain/elders/registration.ts'
import { addDays, type Day, type Month } from '../../domain/kernel/day.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import {
  type Charter,
  type CommitteeTerm,
  checkCharter,
  checkCommittee,
  isComplaintLate,
  owedByStation,
  type StationDuty,
  stationDuties,
} from '../../domain/stays/station.ts'
import type { StationRow, stationApi } from '../../domain/stays/station-api.ts'
import type { Context } from '../kernel/context.ts'
import { post } from '../ledger/ledger.ts'
import { checkInArea } from '../regions/regions.ts'
import { ofHome } from './fees.ts'
import { inArea } from './homes.ts'
import { getHome, getLodger, mineOnly } from './place.ts'

type Api = typeof stationApi
type Done = Record<string, never>

interface FoundStation extends Omit<StationRow, 'owes' | 'openComplaints'> {
  regionCode: string
  stateSince: Day
  hasCharter: boolean
  dutyThisWeek: boolean
  noticed: Month[]
  complaints: { receivedOn: Day; answeredOn: null }[]
}

/**
 * Who lives together makes rules together: stations, courtyards that lodge, and whatever else has begun to govern
 * itself. A courtyard for the day is the elder association's activity room, and bound by its charter.
 */
const governs = sql`(f.kind = 'mutualAidStation'
  or f.kind = 'elderCourtyard' and (f.beds > 0 or f.full_day_lodging or exists (select from stays s
    where s.county_code = f.county_code and s.facility_id = f.id and s.left_on is null))
  or exists (select from station_charters c where c.county_code = f.county_code and c.facility_id = f.id)
  or exists (select from station_terms t where t.county_code = f.county_code and t.facility_id = f.id))`

const mondayOf = (day: Day): Day => addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7))

async function stationsWhere(context: Context, where: ReturnType<typeof sql>): Promise<FoundStation[]> {
  const monday = mondayOf(context.today)
  const { rows } = await sql<FoundStation>`
    select f.county_code, f.id as facility_id, f.region_code, f.name, place.short_name as place_name, f.kind,
      f.state_since, term.to_on as term_to, head.name as head_name,
      (select count(*) from stays s where s.county_code = f.county_code and s.facility_id = f.id
        and s.left_on is null)::int as residents,
      exists (select from station_charters c where c.county_code = f.county_code
        and c.facility_id = f.id) as has_charter,
      exists (select from station_duties d where d.county_code = f.county_code and d.facility_id = f.id
        and d.day between ${monday}::date and ${addDays(monday, 6)}::date) as duty_this_week,
      (select max(r.held_on) from station_records r where r.county_code = f.county_code and r.facility_id = f.id
        and r.kind <> 'publicNotice') as last_meeting_on,
      notices.months as noticed, notices.last as last_notice_month,
      (select coalesce(json_agg(json_build_object('receivedOn', c.received_on, 'answeredOn', null)), '[]')
        from station_complaints c where c.county_code = f.county_code and c.facility_id = f.id
          and c.answered_on is null) as complaints
    from facilities f
    join regions place on place.code = f.region_code
    left join lateral (select t.id, t.to_on from station_terms t where t.county_code = f.county_code
      and t.facility_id = f.id order by t.from_on desc, t.id desc limit 1) term on true
    left join lateral (select m.name from station_members m where m.county_code = f.county_code
      and m.term_id = term.id and m.post = 'stationHead' and m.left_on is null limit 1) head on true
    left join lateral (select coalesce(array_agg(r.about_month), '{}') as months, max(r.about_month) as last
      from station_records r where r.county_code = f.county_code and r.facility_id = f.id
        and r.kind = 'publicNotice') notices on true
    where f.state = 'running' ${mineOnly(context, 'f')} and ${where}
    order by f.region_code, f.id`.execute(context.tx)
  return rows
}

function rowFor(context: Context, found: FoundStation): StationRow {
  const { regionCode, stateSince, hasCharter, dutyThisWeek, noticed, complaints, ...row } = found
  const days = context.setting('station.complaintDays', regionCode)
  const owes = owedByStation({
    ...{ today: context.today, hasCharter, termTo: row.termTo, dutyThisWeek, noticed, openedOn: stateSince },
    lateComplaints: complaints.filter(one => isComplaintLate(one, context.today, days)).length,
    rules: {
      electionDays: context.setting('station.electionDays', regionCode),
      noticeDay: context.setting('station.noticeDay', regionCode),
    },
  })
  return { ...row, openComplaints: complaints.length, owes }
}

/** Of a county some hundreds: judged one by one, because what is owed is a rule and not a column. */
export async function listStations(
  context: Context,
  { regionCode, kind, owes, limit, after }: InputOf<Api['station.list']>,
): Promise<OutputOf<Api['station.list']>> {
  checkInArea(context, regionCode)
  const found = await stationsWhere(
    context,
    sql`${inArea('f', regionCode)} and ${governs} ${kind ? sql`and f.kind = ${kind}` : sql``}`,
  )
  const all = found.map(one => rowFor(context, one))
  const counts = Object.fromEntries(stationDuties.keys.map(key => [key, 0])) as Record<StationDuty, number>
  for (const row of all) for (const duty of row.owes) counts[duty] += 1
  const wanted = owes ? all.filter(row => row.owes.includes(owes)) : all
  const from = after === undefined ? 0 : wanted.findIndex(row => row.facilityId === after) + 1
  const page = wanted.slice(from, from + limit)
  return {
    rows: page,
    next: from + limit < wanted.length ? (page.at(-1)?.facilityId ?? null) : null,
    counts,
    stations: all.length,
  }
}

export async function getStation(
  context: Context,
  key: InputOf<Api['station.get']>,
): Promise<OutputOf<Api['station.get']>> {
  const home = await getHome(context, key)
  const { countyCode, facilityId } = key
  const { tx } = context
  const [found] = await stationsWhere(
    context,
    sql`f.county_code = ${countyCode} and f.id = ${facilityId}::uuid`,
  )
  if (!found) throw new Refused('rule_broken', `${home.name}没有在开放，暂时没有自治事项。`)
  const charters = await sql<Charter>`
    select id, version, words, adopted_on, present, in_favour, recorded_at from station_charters
    where county_code = ${countyCode} and facility_id = ${facilityId}::uuid order by version desc limit 50`.execute(
    tx,
  )
  const terms = await sql<CommitteeTerm>`
    select t.id, t.elected_on, t.from_on, t.to_on, t.voters,
      (select coalesce(json_agg(json_build_object('id', m.id, 'name', m.name, 'post', m.post, 'leftOn', m.left_on)
        order by array_position(array['stationHead', 'deputyHead', 'bookKeeper', 'cashKeeper', 'bookWatcher'], m.post),
          m.id), '[]')
        from station_members m where m.county_code = t.county_code and m.term_id = t.id) as members
    from station_terms t where t.county_code = ${countyCode} and t.facility_id = ${facilityId}::uuid
    order by t.from_on desc, t.id desc limit 20`.execute(tx)
  const keepers = await sql<OutputOf<Api['station.get']>['keepers'][number]>`
    select k.id, a.name, a.login, k.valid_from from station_keepers k join accounts a on a.id = k.account_id
    where k.county_code = ${countyCode} and k.facility_id = ${facilityId}::uuid and k.valid_to is null
    order by k.valid_from, k.id`.execute(tx)
  const year = `${context.today.slice(0, 4)}-01-01`
  const work = await sql<OutputOf<Api['station.get']>['work'][number]>`
    select elder_id, max(worker_name) as name, sum(minutes)::int as minutes, count(*)::int as times
    from station_works where county_code = ${countyCode} and facility_id = ${facilityId}::uuid and day >= ${year}::date
    group by elder_id order by minutes desc, elder_id limit 100`.execute(tx)
  context.concerns(
    countyCode,
    work.rows.map(row => row.elderId),
  )
  return {
    station: rowFor(context, found),
    ...{ charters: charters.rows, terms: terms.rows, keepers: keepers.rows },
    work: work.rows.map(row => ({ ...row, name: nameFor(context.actor.role, row.name) })),
  }
}

export async function keeperAccounts(
  context: Context,
  key: InputOf<Api['station.accounts']>,
): Promise<OutputOf<Api['station.accounts']>> {
  const home = await getHome(context, key)
  const { rows } = await sql<{ id: string; name: string; login: string }>`
    select distinct a.id, a.name, a.login from posts p join accounts a on a.id = p.account_id
    where p.role = 'stationManager' and ${home.regionCode} like rtrim(p.region_code, '0') || '%'
      and p.valid_from <= ${context.today}::date and (p.valid_to is null or p.valid_to > ${context.today}::date)
    order by a.name, a.id limit 200`.execute(context.tx)
  return { rows }
}

export async function addKeeper(
  context: Context,
  input: InputOf<Api['stationKeeper.create']>,
): Promise<Done> {
  const home = await getHome(context, input)
  const { countyCode, facilityId, id, accountId, on } = input
  const { rows } = await keeperAccounts(context, { countyCode, facilityId })
  if (!rows.some(row => row.id === accountId))
    throw new Refused('rule_broken', '这个账号不是本地的互助站负责人。请先在“账号”里给他这个岗位。')
  const known = await context.tx
    .selectFrom('stationKeepers')
    .where('countyCode', '=', countyCode)
    .where('facilityId', '=', facilityId)
    .where('accountId', '=', accountId)
    .where('validTo', 'is', null)
    .select('id')
    .executeTakeFirst()
  if (known) throw new Refused('conflict', '这个账号已经是这里的负责人，不用重复指定。')
  await context.tx
    .insertInto('stationKeepers')
    .values({
      countyCode,
      id,
      regionCode: home.regionCode,
      facilityId,
      accountId,
      validFrom: on,
      validTo: null,
    })
    .execute()
  return {}
}

export async function endKeeper(
  { tx }: Context,
  { countyCode, id, on }: InputOf<Api['stationKeeper.end']>,
): Promise<Done> {
  const ended = await tx
    .updateTable('stationKeepers')
    .set({ validTo: on })
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .where('validTo', 'is', null)
    .executeTakeFirst()
  if (ended.numUpdatedRows === 0n)
    throw new Refused('not_found', '没有找到这个负责人，或者已经取消了。请刷新后重试。')
  return {}
}

export async function writeCharter(context: Context, input: InputOf<Api['charter.write']>): Promise<Done> {
  const home = await getHome(context, input)
  checkCharter(input, context.today)
  const { countyCode, facilityId } = input
  const last = await context.tx
    .selectFrom('stationCharters')
    .where('countyCode', '=', countyCode)
    .where('facilityId', '=', facilityId)
    .select(eb => eb.fn.max('version').as('version'))
    .executeTakeFirst()
  await context.tx
    .insertInto('stationCharters')
    .values({
      ...input,
      ...{ regionCode: home.regionCode, version: (last?.version ?? 0) + 1 },
      ...{ recordedBy: context.actor.accountId, recordedAt: context.now.toISOString() },
    })
    .execute()
  return {}
}

export async function declareCommittee(
  context: Context,
  { members, ...term }: InputOf<Api['committee.declare']>,
): Promise<Done> {
  const { regionCode } = await getHome(context, term)
  checkCommittee({ ...term, members }, context.today)
  const { countyCode, id } = term
  await context.tx
    .insertInto('stationTerms')
    .values({
      ...{ ...term, regionCode, recordedBy: context.actor.accountId, recordedAt: context.now.toISOString() },
    })
    .execute()
  await context.tx
    .insertInto('stationMembers')
    .values(members.map(member => ({ countyCode, regionCode, termId: id, leftOn: null, ...member })))
    .execute()
  return {}
}

export async function leaveCommittee(
  context: Context,
  { countyCode, id, on }: InputOf<Api['committee.leave']>,
): Promise<Done> {
  const member = await sql<{ facilityId: string; leftOn: Day | null }>`
    select t.facility_id, m.left_on from station_members m
    join station_terms t on t.county_code = m.county_code and t.id = m.term_id
    where m.county_code = ${countyCode} and m.id = ${id}::uuid for update of m`.execute(context.tx)
  const [found] = member.rows
  if (!found) throw new Refused('not_found', '没有找到这位成员。请刷新后重试。')
  await getHome(context, { countyCode, facilityId: found.facilityId })
  if (found.leftOn !== null) throw new Refused('conflict', '已经登记过离任。')
  await context.tx
    .updateTable('stationMembers')
    .set({ leftOn: on })
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .execute()
  return {}
}

export async function recordWork(context: Context, input: InputOf<Api['stationWork.record']>): Promise<Done> {
  const { tx, now, today, actor } = context
  const { countyCode, facilityId, id, day, minutes, deed } = input
  if (day > today) throw new Refused('invalid', '日期还没有到。请在干完活以后再记。')
  const home = await getHome(context, input)
  const worker = await getLodger(context, countyCode, input.elderId)
  const { elderId, name } = worker
  await tx
    .insertInto('stationWorks')
    .values({
      ...{
        countyCode,
        id,
        regionCode: home.regionCode,
        facilityId,
        elderId,
        workerName: name,
        day,
        minutes,
        deed,
      },
      ...{ recordedBy: actor.accountId, recordedAt: now.toISOString() },
    })
    .execute()
  await post(context, [
    {
      ...{ id, countyCode, regionCode: home.regionCode, unit: 'minutes', amount: minutes, day, note: deed },
      from: ofHome(home, 'stationWork'),
      to: { kind: 'stationPoints', ownerId: elderId, regionCode: worker.regionCode },
      ...{ purpose: 'stationLabour', subjectKind: 'elder', subjectId: elderId, voucherId: null },
    },
  ])
  return {}
}
