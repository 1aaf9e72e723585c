// Projects agreed to, one or a whole batch of them: the money goes from the county's share to each project's account.
import { sql } from 'kysely'
import { isFinished } from '../../domain/funds/rules.ts'
import type { Day } from '../../domain/kernel/day.ts'
import { post } from '../ledger/ledger.ts'
import { type Acting, fundAccount, type Key, moveOf, noteDeeds } from './keeping.ts'

export interface ProjectToApprove extends Key {
  regionCode: string
  shareId: string
  plannedFen: number
}

interface Approved extends Key {
  regionCode: string
  opensOn: Day
  draftedOn: Day
}

/** What was drawn up together with a batch and waits for it. */
export async function projectsOfShares({ tx }: Acting, shares: readonly Key[]): Promise<ProjectToApprove[]> {
  const found = await sql<ProjectToApprove>`
    select p.county_code, p.id, p.region_code, p.share_id, p.planned_fen
    from json_to_recordset(${JSON.stringify(shares)}) as s ("countyCode" text, id uuid)
    join fund_projects p on p.county_code = s."countyCode" and p.share_id = s.id and p.state = 'planDrafted'
    order by p.county_code, p.id for update of p`.execute(tx)
  return found.rows
}

export async function approveProjects(
  context: Acting,
  projects: readonly ProjectToApprove[],
  note: string | null,
  on: Day = context.today,
): Promise<void> {
  if (projects.length === 0) return
  const { tx, actor } = context
  const approved =
    await sql<Approved>`update fund_projects p set state = 'planApproved', state_since = ${on}, approved_on = ${on},
      approved_by = ${actor.accountId}::uuid, version = p.version + 1
    from json_to_recordset(${JSON.stringify(projects)}) as a ("countyCode" text, id uuid)
    where p.county_code = a."countyCode" and p.id = a.id
    returning p.county_code, p.id, p.region_code, p.opens_on, p.drafted_on`.execute(tx)
  await acceptFinished(context, approved.rows.filter(isFinished), on)
  await post(
    context,
    projects.map(({ countyCode, id, shareId, plannedFen }) =>
      moveOf({
        ...{ countyCode, amount: plannedFen, day: on, purpose: 'fundAssign', note },
        from: fundAccount('fundShare', countyCode, shareId),
        to: fundAccount('fundInProject', countyCode, id),
        ...{ subjectKind: 'fundProject', subjectId: id },
      }),
    ),
  )
  await noteDeeds(
    context,
    projects.map(({ countyCode, id, regionCode }) => ({
      ...{ countyCode, regionCode },
      deed: { thing: 'fundProject', thingId: id, kind: 'approvesProject', on, note },
    })),
  )
}

/**
 * What a table brought in as finished is accepted by whoever agrees to it: one person drew it up, another says yes.
 * Its money is paid and its accounts are closed like those of any other.
 */
async function acceptFinished(context: Acting, finished: readonly Approved[], on: Day): Promise<void> {
  if (finished.length === 0) return
  const { tx, now } = context
  const asked = sql`json_to_recordset(${JSON.stringify(finished)}) as a ("countyCode" text, id uuid)`
  await sql`
    update fund_projects p set state = 'worksAccepted', accepted_on = ${on} from ${asked}
    where p.county_code = a."countyCode" and p.id = a.id`.execute(tx)
  await sql`
    update fund_milestones m set done_on = p.opens_on, done_at = ${now.toISOString()}::timestamptz,
      done_by = p.drafted_by, note = '从表格补录'
    from ${asked}
    join fund_projects p on p.county_code = a."countyCode" and p.id = a.id
    where m.county_code = p.county_code and m.project_id = p.id and m.kind <> 'doorOpens'`.execute(tx)
  await noteDeeds(
    context,
    finished.map(({ countyCode, id, regionCode, opensOn }) => ({
      ...{ countyCode, regionCode },
      deed: {
        ...{ thing: 'fundProject', thingId: id, kind: 'reachesMilestone', on: opensOn },
        note: '从表格补录的已完成项目，记为验收合格',
      },
    })),
  )
}
