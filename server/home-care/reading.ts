// Projects as lists, figures and pages show them; a figure and the list behind it share their condition.
import { type RawBuilder, sql } from 'kysely'
import { nameFor } from '../../domain/elders/registration.ts'
import type { homeCareApi, projectQueues } from '../../domain/home-care/api.ts'
import type { Project, ProjectRow, ProjectStage } from '../../domain/home-care/project.ts'
import { areaOf, countyCodeOf } from '../../domain/kernel/area.ts'
import { ageOn } from '../../domain/kernel/day.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { noteConcerns, personOf } from '../elders/elders.ts'
import type { Context } from '../kernel/context.ts'
import { cursorOf, placeFrom } from '../kernel/list-place.ts'
import { checkInArea } from '../regions/regions.ts'
import { unknownProject } from './projects.ts'

type Api = typeof homeCareApi
type Queue = (typeof projectQueues)[number]

type FoundRow = Omit<ProjectRow, 'elderAge'> & { bornOn: string | null; endedOn: string | null }

const rowColumns = sql`p.county_code, p.id, p.region_code, p.elder_id, e.name as elder_name, e.born_on, e.ended_on,
  village.short_name as village_name, p.reason, p.hardship, p.stage, p.stage_since, p.opened_on, p.total_fen,
  p.government_fen, p.provider_name, p.accepted_on, p.look_back_on,
  (select count(*)::int from adaptation_plan_lines l
    where l.county_code = p.county_code and l.project_id = p.id) as items`

const rowTables = sql`adaptation_projects p
  join elders e on e.county_code = p.county_code and e.id = p.elder_id
  join regions village on village.code = p.region_code`

/** What waits for somebody, as a condition on a project. */
function queueIs(context: Context, queue: Queue, regionCode: string): RawBuilder<boolean> {
  const { today } = context
  switch (queue) {
    case 'lookBackDue':
      return sql`p.stage = 'worksAccepted' and p.look_back_on <= ${today}::date`
    case 'accepted':
      return sql`p.stage in ('worksAccepted', 'lookedBack')`
    case 'toPay':
      return sql`p.stage in ('worksAccepted', 'lookedBack') and p.total_fen > (select coalesce(sum(a.amount_fen), 0)
        from adaptation_payments a where a.county_code = p.county_code and a.project_id = p.id
          and a.taken_back_at is null)`
    case 'waitsLong': {
      const days = context.setting('adaptation.waitDays', regionCode)
      return sql`(p.stage in ('planSubmitted', 'planApproved', 'worksFinished', 'elderSatisfied', 'makingGood')
          and p.stage_since < ${today}::date - ${days}::int)
        or (p.stage = 'worksUnderWay' and p.started_on + p.expected_days < ${today}::date)`
    }
  }
}

function inArea(regionCode: string): RawBuilder<boolean> {
  const area = areaOf(regionCode)
  return sql`p.county_code >= ${countyCodeOf(area.from)} and p.county_code <= ${countyCodeOf(area.to)}
    and p.region_code >= ${area.from} and p.region_code <= ${area.to}`
}

function rowFor({ actor, today }: Context, { bornOn, endedOn, ...row }: FoundRow): ProjectRow {
  return {
    ...row,
    elderName: nameFor(actor.role, row.elderName),
    elderAge: bornOn === null ? null : ageOn(bornOn, endedOn ?? today),
  }
}

export async function listProjects(
  context: Context,
  { regionCode, stage, queue, limit, after }: InputOf<Api['adaptation.list']>,
): Promise<OutputOf<Api['adaptation.list']>> {
  checkInArea(context, regionCode)
  const place = placeFrom(after)
  const found = await sql<FoundRow>`
    select ${rowColumns} from ${rowTables}
    where ${inArea(regionCode)}
      ${stage ? sql`and p.stage = ${stage}` : sql``}
      ${queue ? sql`and (${queueIs(context, queue, regionCode)})` : sql``}
      ${place ? sql`and (p.opened_on, p.id) < (${place.sort}::date, ${place.id}::uuid)` : sql``}
    order by p.opened_on desc, p.id desc limit ${limit + 1}`.execute(context.tx)
  const rows = found.rows.slice(0, limit).map(row => rowFor(context, row))
  noteConcerns(
    context,
    rows.map(({ countyCode, elderId }) => ({ countyCode, id: elderId })),
  )
  const last = found.rows.length > limit ? rows.at(-1) : undefined
  return { rows, next: last ? cursorOf(last.openedOn, last.id) : null }
}

export async function countProjects(
  context: Context,
  { regionCode }: InputOf<Api['adaptation.counts']>,
): Promise<OutputOf<Api['adaptation.counts']>> {
  checkInArea(context, regionCode)
  const where = (queue: Queue) => queueIs(context, queue, regionCode)
  const found = await sql<{
    stage: ProjectStage
    projects: number
    due: number
    toPay: number
    waits: number
  }>`
    select p.stage, count(*)::int as projects,
      count(*) filter (where ${where('lookBackDue')})::int as due,
      count(*) filter (where ${where('toPay')})::int as to_pay,
      count(*) filter (where ${where('waitsLong')})::int as waits
    from adaptation_projects p where ${inArea(regionCode)} group by p.stage`.execute(context.tx)
  const sums = await sql<Omit<OutputOf<Api['adaptation.counts']>, 'stages' | Queue>>`
    select count(*)::int as accepted_homes, coalesce(sum(p.total_fen), 0)::bigint as accepted_fen,
      coalesce(sum(p.government_fen), 0)::bigint as accepted_government_fen,
      coalesce(sum(lines.items), 0)::int as accepted_items,
      count(b.project_id)::int as looked_back, coalesce(sum(b.falls_before), 0)::int as falls_before,
      coalesce(sum(greatest(b.falls_after, b.told_falls)), 0)::int as falls_after
    from adaptation_projects p
    left join adaptation_look_backs b on b.county_code = p.county_code and b.project_id = p.id
    left join lateral (select count(*) as items from adaptation_plan_lines l
      where l.county_code = p.county_code and l.project_id = p.id) as lines on true
    where ${inArea(regionCode)} and ${where('accepted')}`.execute(context.tx)
  const total = (of: 'due' | 'toPay' | 'waits') => found.rows.reduce((sum, row) => sum + row[of], 0)
  return {
    stages: Object.fromEntries(found.rows.map(({ stage, projects }) => [stage, projects])),
    ...{ lookBackDue: total('due'), toPay: total('toPay'), waitsLong: total('waits') },
    ...(sums.rows[0] as (typeof sums.rows)[number]),
  }
}

export async function projectsOfElder(
  context: Context,
  { countyCode, elderId }: InputOf<Api['adaptation.ofElder']>,
): Promise<OutputOf<Api['adaptation.ofElder']>> {
  const person = await personOf(context, { countyCode, id: elderId })
  context.concerns(countyCode, [person.id])
  const found = await sql<FoundRow>`
    select ${rowColumns} from ${rowTables}
    where p.county_code = ${countyCode} and p.elder_id = any(${person.ids}::uuid[])
    order by p.opened_on desc, p.id desc`.execute(context.tx)
  return { rows: found.rows.map(row => rowFor(context, row)) }
}

type FoundProject = Omit<Project, keyof ProjectRow> & FoundRow

/** Instants inside JSON come as the database writes them. */
const instant = (text: string) => new Date(text).toISOString()

export async function getProject(
  context: Context,
  { countyCode, id }: InputOf<Api['adaptation.get']>,
): Promise<OutputOf<Api['adaptation.get']>> {
  const found = await sql<FoundProject>`
    select ${rowColumns}, p.version, concat_ws(' ', h.hamlet, h.address) as address, p.home_check_id,
      c.checked_on as home_checked_on, p.reason_note, p.expected_days, p.provider_id, p.approved_on,
      approver.name as approved_by_name, p.started_on, p.elder_accepted_by,
      (coalesce(stands.ended_on, e.ended_on) is not null and e.merged_into is null
        or stands.ended_on is not null) as elder_left,
      (select coalesce(json_agg(json_build_object('item', l.item, 'reason', l.reason, 'quantity', l.quantity,
          'priceFen', l.price_fen, 'funder', l.funder, 'governmentFen', l.government_fen, 'doneOn', l.done_on,
          'defect', l.defect) order by l.item), '[]')
        from adaptation_plan_lines l where l.county_code = p.county_code and l.project_id = p.id) as lines,
      (select coalesce(json_agg(json_build_object('id', a.id, 'kind', a.kind, 'onDay', a.on_day, 'note', a.note,
          'way', a.way, 'withName', a.with_name, 'byName', by.name, 'doneAt', a.done_at) order by a.step), '[]')
        from adaptation_acts a left join accounts by on by.id = a.by_account_id
        where a.county_code = p.county_code and a.project_id = p.id) as acts,
      (select coalesce(json_agg(json_build_object('id', f.id, 'item', f.item, 'moment', f.moment,
          'addedAt', f.added_at, 'addedByName', by.name) order by f.added_at, f.id), '[]')
        from adaptation_photos f left join accounts by on by.id = f.added_by
        where f.county_code = p.county_code and f.project_id = p.id) as photos,
      (select coalesce(json_agg(json_build_object('id', y.id, 'funder', y.funder, 'amountFen', y.amount_fen,
          'paidOn', y.paid_on, 'voucher', y.voucher, 'paidByName', by.name) order by y.paid_at, y.id), '[]')
        from adaptation_payments y left join accounts by on by.id = y.paid_by
        where y.county_code = p.county_code and y.project_id = p.id and y.taken_back_at is null) as payments,
      (select json_build_object('fallsBefore', b.falls_before, 'fallsAfter', b.falls_after, 'toldFalls', b.told_falls,
          'stillUsed', b.still_used, 'note', b.note, 'lookedOn', b.looked_on, 'lookedByName', by.name)
        from adaptation_look_backs b left join accounts by on by.id = b.looked_by
        where b.county_code = p.county_code and b.project_id = p.id) as look_back
    from ${rowTables}
    left join elders stands on stands.county_code = e.county_code and stands.id = e.merged_into
    join households h on h.county_code = p.county_code and h.id = p.household_id
    left join home_checks c on c.county_code = p.county_code and c.id = p.home_check_id
    left join accounts approver on approver.id = p.approved_by
    where p.county_code = ${countyCode} and p.id = ${id}::uuid`.execute(context.tx)
  const row = found.rows[0]
  if (!row) throw unknownProject()
  context.concerns(countyCode, [row.elderId])
  const { bornOn, endedOn, ...rest } = row
  return {
    ...rest,
    ...rowFor(context, row),
    acts: row.acts.map(act => ({ ...act, doneAt: instant(act.doneAt) })),
    photos: row.photos.map(photo => ({ ...photo, addedAt: instant(photo.addedAt) })),
  }
}
