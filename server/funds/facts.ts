// The facts of every project of an area, at once: what is late, idle or dear is judged over all of them together.
import { sql } from 'kysely'
import type { ProjectFilter } from '../../domain/funds/project-api.ts'
import {
  type ProjectFacts,
  type ProjectStanding,
  type StandingRules,
  standingsOf,
} from '../../domain/funds/standing.ts'
import { areaOf } from '../../domain/kernel/area.ts'
import type { Day } from '../../domain/kernel/day.ts'
import type { Context } from '../kernel/context.ts'
import { netOf, rowOf } from './moved.ts'

export interface FactsOfArea extends ProjectFacts {
  shareId: string
  programmeTitle: string
  draftedOn: Day
}

/** Counties of an area by their range: the key's first column carries it. */
export function inCounties(table: string, regionCode: string) {
  const { from, to } = areaOf(regionCode)
  return sql`${sql.ref(`${table}.county_code`)} between ${from.slice(0, 6)} and ${to.slice(0, 6)}
    and ${sql.ref(`${table}.region_code`)} between ${from} and ${to}`
}

/** The newest first. */
export async function factsOf({ tx }: Pick<Context, 'tx'>, regionCode: string): Promise<FactsOfArea[]> {
  const found = await sql<FactsOfArea>`
    select p.county_code, p.id, p.kind, p.state, p.planned_fen, p.approved_on, p.share_id, p.drafted_on,
      s.programme_title, p.site_id is not null as has_site,
      ${netOf('fundInProject', rowOf('p'), ['fundAssign', 'fundRelease'])} as assigned_fen,
      -(${netOf('fundInProject', rowOf('p'), ['fundPay', 'canteenFunding'])}) as paid_fen,
      (select coalesce(json_agg(json_build_object('kind', m.kind, 'dueOn', m.due_on, 'doneOn', m.done_on)), '[]')
        from fund_milestones m where m.county_code = p.county_code and m.project_id = p.id) as milestones
    from fund_projects p
    join fund_shares s on s.county_code = p.county_code and s.id = p.share_id
    where ${inCounties('p', regionCode)}
    order by p.drafted_on desc, p.id desc`.execute(tx)
  return found.rows
}

export function rulesAt({ setting }: Pick<Context, 'setting'>, regionCode: string): StandingRules {
  return {
    lateDays: setting('fund.lateDays', regionCode),
    idleDays: setting('fund.idleDays', regionCode),
    outlierPercent: setting('fund.outlierPercent', regionCode),
    outlierAtLeast: setting('fund.outlierAtLeast', regionCode),
  }
}

export interface Judged {
  /** Of the whole area. */
  all: FactsOfArea[]
  standings: Map<string, ProjectStanding>
}

export async function judged(context: Context, regionCode: string): Promise<Judged> {
  const all = await factsOf(context, regionCode)
  return { all, standings: standingsOf(all, context.today, rulesAt(context, regionCode)) }
}

export function narrowed({ all, standings }: Judged, filter: ProjectFilter): FactsOfArea[] {
  const { state, kind, programme, flag, shareId } = filter
  return all.filter(facts => {
    const standing = standings.get(facts.id)
    return (
      (state === undefined || facts.state === state) &&
      (kind === undefined || facts.kind === kind) &&
      (programme === undefined || facts.programmeTitle === programme) &&
      (shareId === undefined || facts.shareId === shareId) &&
      (flag !== 'late' || standing?.lateSays != null) &&
      (flag !== 'unspent' || standing?.unspentSays != null) &&
      (flag !== 'outlier' || standing?.outlierSays != null) &&
      (flag !== 'unlinked' || standing?.isUnlinked === true)
    )
  })
}
