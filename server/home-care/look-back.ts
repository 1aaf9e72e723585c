// A year on: falls on record before and after the works, and what the elder says.
import { sql } from 'kysely'
import type { homeCareApi } from '../../domain/home-care/api.ts'
import { type FallYears, fallsIn, fallYears, tellsOfFall } from '../../domain/home-care/falls.ts'
import type { FallRecord } from '../../domain/home-care/project.ts'
import { checkLookBack, homeCareRulesVersion } from '../../domain/home-care/project-rules.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { Context } from '../kernel/context.ts'
import { type KeptProject, projectFor, stepOn } from './projects.ts'

type Api = typeof homeCareApi

function yearsOf(context: Context, project: KeptProject): FallYears {
  const { startedOn, acceptedOn, regionCode } = project
  if (startedOn === null || acceptedOn === null)
    throw new Refused('rule_broken', '改造还没有验收，暂时没有前后可以比较。')
  return fallYears(startedOn, acceptedOn, context.setting('adaptation.lookBackMonths', regionCode))
}

/** Whatever tells of a fall: a case, what a visitor was told of the ice at the door, a stay in hospital. */
async function recordsIn(
  { tx }: Context,
  { countyCode, elderId }: KeptProject,
  { beforeFrom, afterUntil }: FallYears,
): Promise<FallRecord[]> {
  const found = await sql<FallRecord>`
    with person as (
      select e.county_code, e.id || e.merged_ids as ids from elders given
      join elders e on e.county_code = given.county_code and e.id = coalesce(given.merged_into, given.id)
      where given.county_code = ${countyCode} and given.id = ${elderId}::uuid
    )
    select k.county_code, k.id, (k.opened_at at time zone 'Asia/Shanghai')::date as "on", 'aidCase' as source,
      k.trouble as words
    from person p join aid_cases k on k.county_code = p.county_code and k.elder_id = any(p.ids)
    where k.merged_into is null and k.stage <> 'rejected'
      and k.opened_at >= ${beforeFrom}::date - 1 and k.opened_at < ${afterUntil}::date + 1
    union all
    select v.county_code, v.id, v.visited_on, 'visit', '探访时说起：门前结冰，已经滑倒过'
    from person p join visits v on v.county_code = p.county_code and v.elder_id = any(p.ids)
    where v.visited_on >= ${beforeFrom}::date and v.visited_on < ${afterUntil}::date
      and v.seasonal::text like '%"iceFell"%'
    union all
    select l.county_code, l.id, l.happened_on, 'hospitalStay', l.reason
    from person p join life_events l on l.county_code = p.county_code and l.elder_id = any(p.ids)
    where l.kind = 'hospitalised' and l.undone_at is null
      and l.happened_on >= ${beforeFrom}::date and l.happened_on < ${afterUntil}::date
    order by 3, 4`.execute(tx)
  return found.rows.filter(row => tellsOfFall(row.words))
}

export async function readFalls(
  context: Context,
  input: InputOf<Api['adaptation.falls']>,
): Promise<OutputOf<Api['adaptation.falls']>> {
  const project = await projectFor(context, input, null)
  const years = yearsOf(context, project)
  const records = await recordsIn(context, project, years)
  return { ...years, ...counted(records, years), records }
}

function counted(records: readonly FallRecord[], years: FallYears) {
  return {
    fallsBefore: fallsIn(records, years.beforeFrom, years.beforeUntil),
    fallsAfter: fallsIn(records, years.afterFrom, years.afterUntil),
  }
}

export async function lookBack(
  context: Context,
  input: InputOf<Api['adaptation.lookBack']>,
): Promise<Record<string, never>> {
  const { tx, today, actor } = context
  const project = await projectFor(context, input, 'looksBack')
  checkLookBack(project.lookBackOn, today, project.elderLeft)
  const years = yearsOf(context, project)
  const falls = counted(await recordsIn(context, project, years), years)
  const { toldFalls, stillUsed, note } = input
  await tx
    .insertInto('adaptationLookBacks')
    .values({
      ...{ countyCode: project.countyCode, projectId: project.id, regionCode: project.regionCode },
      ...{ ...falls, toldFalls, stillUsed, note, lookedOn: today, lookedBy: actor.accountId },
      rulesVersion: homeCareRulesVersion,
    })
    .execute()
  await stepOn(context, project, { act: 'looksBack', note })
  return {}
}
