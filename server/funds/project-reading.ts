// Projects as lists and one by one: with its sums from the ledger, its steps, its people, and who is served there.
import { sql } from 'kysely'
import type { fundApi } from '../../domain/funds/api.ts'
import type { BatchState, FundProjectRow, FundPromise, FundSource } from '../../domain/funds/fund.ts'
import type { ProjectFilter } from '../../domain/funds/project-api.ts'
import { payableOf } from '../../domain/funds/rules.ts'
import { lateOf, type ProjectStanding, summaryOf } from '../../domain/funds/standing.ts'
import { type Day, daysBetween } from '../../domain/kernel/day.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import type { Context } from '../kernel/context.ts'
import { cursorOf, placeFrom } from '../kernel/list-place.ts'
import { checkInArea } from '../regions/regions.ts'
import { judged, narrowed } from './facts.ts'
import { type Key, unknown } from './keeping.ts'
import { leftOn, netOf, rowOf } from './moved.ts'
import { actsOf, papersOf } from './papers.ts'
import { servedAt } from './sites.ts'

type Api = typeof fundApi

type Kept = Omit<FundProjectRow, 'lateDays' | 'lateSays' | 'unspentSays' | 'outlierSays'>

const columns = sql`
  p.county_code, p.id, p.region_code, place.short_name as place_name, county.short_name as county_name, p.share_id,
  s.programme_title, p.name, p.kind, p.state, p.planned_fen, p.opens_on, p.site_kind, p.site_id,
  -(${netOf('fundInProject', rowOf('p'), ['fundPay', 'canteenFunding'])}) as paid_fen,
  ${leftOn('fundInProject', rowOf('p'))} as left_fen`
const tables = sql`fund_projects p
  join fund_shares s on s.county_code = p.county_code and s.id = p.share_id
  join regions place on place.code = p.region_code
  join regions county on county.code = rpad(p.county_code, 12, '0')`

const unjudged: ProjectStanding = {
  ...{ lateDays: 0, lateSays: null, unspentSays: null, outlierSays: null, isUnlinked: false },
}

function shownRow(row: Kept, { isUnlinked: _, ...standing }: ProjectStanding = unjudged): FundProjectRow {
  return { ...row, ...standing }
}

/** In the order of the keys. */
export async function projectRows(
  { tx }: Pick<Context, 'tx'>,
  keys: readonly Key[],
  standings: ReadonlyMap<string, ProjectStanding>,
): Promise<FundProjectRow[]> {
  if (keys.length === 0) return []
  const wanted = keys.map(({ countyCode, id }, at) => ({ county_code: countyCode, id, at }))
  const found = await sql<Kept>`
    select ${columns} from json_to_recordset(${JSON.stringify(wanted)}) as k (county_code text, id uuid, at int)
    join ${tables} on p.county_code = k.county_code and p.id = k.id order by k.at`.execute(tx)
  return found.rows.map(row => shownRow(row, standings.get(row.id)))
}

export async function listProjects(
  context: Context,
  { limit, after, ...filter }: InputOf<Api['fundProject.list']>,
): Promise<OutputOf<Api['fundProject.list']>> {
  checkInArea(context, filter.regionCode)
  const found = await judged(context, filter.regionCode)
  const chosen = narrowed(found, filter)
  const place = placeFrom(after)
  const start =
    place === null
      ? 0
      : chosen.findIndex(
          ({ draftedOn, id }) => draftedOn < place.sort || (draftedOn === place.sort && id < place.id),
        )
  const page = start === -1 ? [] : chosen.slice(start, start + limit)
  const last = page.at(-1)
  const more = start !== -1 && chosen.length > start + limit
  return {
    rows: await projectRows(context, page, found.standings),
    next: more && last ? cursorOf(last.draftedOn, last.id) : null,
    standing: summaryOf(chosen, found.standings),
  }
}

/** For a file: all of them. */
export async function wholeList(context: Context, filter: ProjectFilter): Promise<FundProjectRow[]> {
  checkInArea(context, filter.regionCode)
  const found = await judged(context, filter.regionCode)
  return projectRows(context, narrowed(found, filter), found.standings)
}

interface Found extends Kept {
  version: number
  lon: number | null
  lat: number | null
  promise: FundPromise | null
  source: FundSource
  batchTitle: string
  batchState: BatchState
  documentNumber: string | null
  draftedOn: Day
  draftedBy: string | null
  draftedByName: string | null
  approvedOn: Day | null
  approvedBy: string | null
  approvedByName: string | null
  acceptedOn: Day | null
  openedOn: Day | null
  siteName: string | null
  assignedFen: number
}

async function oneProject({ tx }: Context, { countyCode, id }: Key): Promise<Found> {
  const found = await sql<Found>`
    select ${columns}, p.version, p.lon, p.lat, p.promise, s.source, s.batch_title, s.state as batch_state,
      s.document_number, p.drafted_on, p.drafted_by, drafter.name as drafted_by_name, p.approved_on, p.approved_by,
      approver.name as approved_by_name, p.accepted_on, p.opened_on,
      case p.site_kind
        when 'canteen' then (select c.name from canteens c where c.county_code = p.county_code and c.id = p.site_id)
        when 'facilitySite' then (select f.name from facilities f where f.county_code = p.county_code
          and f.id = p.site_id) end as site_name,
      ${netOf('fundInProject', rowOf('p'), ['fundAssign', 'fundRelease'])} as assigned_fen
    from ${tables}
    left join accounts drafter on drafter.id = p.drafted_by
    left join accounts approver on approver.id = p.approved_by
    where p.county_code = ${countyCode} and p.id = ${id}::uuid`.execute(tx)
  const project = found.rows[0]
  if (!project) throw unknown('这个资金项目')
  return project
}

export async function getProject(
  context: Context,
  key: InputOf<Api['fundProject.get']>,
): Promise<OutputOf<Api['fundProject.get']>> {
  const found = await oneProject(context, key)
  const { standings } = await judged(context, context.actor.regionCode)
  const { siteKind, siteId, openedOn, paidFen } = found
  const percent = context.setting('fund.beforeAcceptancePercent', found.regionCode)
  return {
    project: { ...found, ...shownRow(found, standings.get(found.id)) },
    milestones: await milestonesOfProject(context, key, found.state),
    payments: await paymentsOf(context, key),
    signatures: await signaturesOf(context, key),
    papers: await papersOf(context, 'fundProject', key),
    acts: await actsOf(context, 'fundProject', key),
    served:
      siteKind === null || siteId === null
        ? null
        : await servedAt(context, { countyCode: key.countyCode, siteKind, siteId, openedOn, paidFen }),
    payableFen: payableOf(found, percent),
  }
}

async function milestonesOfProject(
  { tx, today }: Context,
  { countyCode, id }: Key,
  state: FundProjectRow['state'],
) {
  const rows = await tx
    .selectFrom('fundMilestones as m')
    .leftJoin('accounts as by', 'by.id', 'm.doneBy')
    .select(['m.kind', 'm.dueOn', 'm.doneOn', 'm.note', 'by.name as byName'])
    .where('m.countyCode', '=', countyCode)
    .where('m.projectId', '=', id)
    .orderBy('m.dueOn')
    .execute()
  return rows.map(row => ({
    ...row,
    lateDays:
      row.doneOn === null
        ? lateOf({ state, milestones: [row] }, today, 0).lateDays
        : Math.max(0, daysBetween(row.dueOn, row.doneOn)),
  }))
}

async function paymentsOf({ tx }: Context, { countyCode, id }: Key) {
  return tx
    .selectFrom('fundPayments as p')
    .leftJoin('accounts as by', 'by.id', 'p.paidBy')
    .select(['p.id', 'p.amountFen', 'p.paidOn', 'p.payee', 'p.voucher', 'p.note', 'p.canteenId'])
    .select(['p.cancelReason', 'by.name as paidByName'])
    .where('p.countyCode', '=', countyCode)
    .where('p.projectId', '=', id)
    .orderBy('p.paidOn')
    .orderBy('p.id')
    .execute()
}

/** Of the round that counts: what was found wanting was signed for nothing. */
async function signaturesOf({ tx, actor }: Context, { countyCode, id }: Key) {
  const found = await sql<{ byName: string; note: string; on: Day; signedBy: string }>`
    select by.name as by_name, g.note, g.signed_on as "on", g.signed_by
    from fund_signatures g join accounts by on by.id = g.signed_by
    where g.county_code = ${countyCode} and g.project_id = ${id}::uuid
      and g.round = (select count(*) from fund_acts a where a.county_code = g.county_code
        and a.thing_id = g.project_id and a.kind = 'findsShortcoming')
    order by g.signed_at`.execute(tx)
  return found.rows.map(({ signedBy, ...row }) => ({ ...row, isMine: signedBy === actor.accountId }))
}
