// The steps of a project: agreed to or sent back, built, accepted by two, tied to its site, closed.
import { sql } from 'kysely'
import type { fundApi } from '../../domain/funds/api.ts'
import { type FundProjectState, type FundSite, milestoneKinds } from '../../domain/funds/fund.ts'
import {
  afterMilestone,
  checkApprover,
  checkDeed,
  checkSigner,
  type ProjectMoney,
  signersNeeded,
  type WhoDidWhat,
} from '../../domain/funds/rules.ts'
import { sumWords } from '../../domain/funds/words.ts'
import type { Day } from '../../domain/kernel/day.ts'
import type { InputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import { post } from '../ledger/ledger.ts'
import { approveProjects } from './approving.ts'
import { type Acting, fundAccount, type Key, moveOf, noteDeeds, unknown } from './keeping.ts'
import { leftOn, netOf, rowOf } from './moved.ts'
import { siteOf } from './sites.ts'
import type { Done } from './sums.ts'

type Api = typeof fundApi

export interface LockedProject extends Key, ProjectMoney, WhoDidWhat {
  regionCode: string
  shareId: string
  state: FundProjectState
  plannedFen: number
  version: number
  approvedOn: Day | null
  draftedOn: Day
  opensOn: Day
  siteKind: FundSite | null
  siteId: string | null
  /** The rounds of acceptance: works made good are looked at again by two. */
  round: number
}

/** Locked; with a version that has moved on, somebody else was faster. */
export async function lockProject(
  context: Pick<Acting, 'tx'>,
  { countyCode, id }: Key,
  version?: number,
): Promise<LockedProject> {
  const one = rowOf('p')
  const found = await sql<LockedProject>`
    select p.county_code, p.id, p.region_code, p.share_id, p.state, p.planned_fen, p.version, p.approved_on, p.drafted_on, p.opens_on,
      p.drafted_by, p.approved_by, p.site_kind, p.site_id,
      ${netOf('fundInProject', one, ['fundAssign', 'fundRelease'])} as assigned_fen,
      -(${netOf('fundInProject', one, ['fundPay', 'canteenFunding'])}) as paid_fen,
      ${leftOn('fundInProject', one)} as left_fen,
      (select m.done_by from fund_milestones m where m.county_code = p.county_code and m.project_id = p.id
        and m.kind = 'worksDone') as finished_by,
      (select count(*)::int from fund_acts a where a.county_code = p.county_code and a.thing_id = p.id
        and a.kind = 'findsShortcoming') as round,
      (select coalesce(json_agg(distinct y.paid_by), '[]') from fund_payments y where y.county_code = p.county_code
        and y.project_id = p.id and y.paid_by is not null) as payers,
      (select coalesce(json_agg(g.signed_by), '[]') from fund_signatures g where g.county_code = p.county_code
        and g.project_id = p.id and g.round = (select count(*) from fund_acts a where a.county_code = p.county_code
          and a.thing_id = p.id and a.kind = 'findsShortcoming')) as signed
    from fund_projects p where p.county_code = ${countyCode} and p.id = ${id}::uuid for update of p`.execute(
    context.tx,
  )
  const project = found.rows[0]
  if (!project) throw unknown('这个资金项目')
  if (version !== undefined && version !== project.version)
    throw new Refused('conflict', '这个项目刚被别人办过一步。请看过最新情况后再办。')
  return project
}

interface Fields {
  acceptedOn?: Day
  openedOn?: Day
  siteKind?: FundSite
  siteId?: string
}

/** The state it leads to, its fields and its line in the story. */
export async function stepOn(
  context: Acting,
  project: LockedProject,
  state: FundProjectState,
  deed: Omit<Parameters<typeof noteDeeds>[1][number]['deed'], 'thing' | 'thingId'>,
  fields: Fields = {},
): Promise<void> {
  const { countyCode, id, regionCode, version } = project
  await context.tx
    .updateTable('fundProjects')
    .set({
      ...fields,
      ...{ state, version: version + 1 },
      ...(state !== project.state && { stateSince: context.today }),
    })
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .execute()
  await noteDeeds(context, [{ countyCode, regionCode, deed: { thing: 'fundProject', thingId: id, ...deed } }])
}

export async function approveProject(
  context: Acting,
  { note, version, ...key }: InputOf<Api['fundProject.approve']>,
): Promise<Done> {
  const project = await lockProject(context, key, version)
  checkDeed(project.state, 'approvesProject')
  checkApprover(context.actor.accountId, project.draftedBy, '这个项目')
  const share = await context.tx
    .selectFrom('fundShares')
    .select('state')
    .where('countyCode', '=', key.countyCode)
    .where('id', '=', project.shareId)
    .executeTakeFirst()
  if (share?.state !== 'batchApproved')
    throw new Refused('rule_broken', '它所在的批次还没有审批，批次审批时会一并立项。')
  await approveProjects(context, [project], note)
  return {}
}

export async function dropProject(
  context: Acting,
  { reason, version, ...key }: InputOf<Api['fundProject.drop']>,
): Promise<Done> {
  const project = await lockProject(context, key, version)
  checkDeed(project.state, 'dropsProject')
  await stepOn(context, project, 'planDropped', { kind: 'dropsProject', note: reason })
  return {}
}

export async function reachMilestone(
  context: Acting,
  { milestone, on, note, version, ...key }: InputOf<Api['fundProject.reach']>,
): Promise<Done> {
  const { tx, now, today, actor } = context
  const project = await lockProject(context, key, version)
  const state = afterMilestone(project, milestone, on, today)
  const done = await tx
    .updateTable('fundMilestones')
    .set({ doneOn: on, note, doneBy: actor.accountId, doneAt: now.toISOString() })
    .where('countyCode', '=', key.countyCode)
    .where('projectId', '=', key.id)
    .where('kind', '=', milestone)
    .where('doneOn', 'is', null)
    .returning('kind')
    .executeTakeFirst()
  if (!done) throw new Refused('conflict', '这一步已经报过，或这类项目没有这一步。请刷新后查看。')
  await stepOn(
    context,
    project,
    state,
    {
      kind: 'reachesMilestone',
      on,
      note: [milestoneKinds.words[milestone], note].filter(Boolean).join('：'),
    },
    milestone === 'doorOpens' ? { openedOn: on } : {},
  )
  return {}
}

/** Two people sign, each once; the second signature accepts the works. */
export async function signAcceptance(
  context: Acting,
  { note, version, ...key }: InputOf<Api['fundProject.sign']>,
): Promise<Done> {
  const { tx, now, today, actor } = context
  const project = await lockProject(context, key, version)
  checkDeed(project.state, 'signsAcceptance')
  checkSigner(actor.accountId, project)
  await tx
    .insertInto('fundSignatures')
    .values({
      ...{ countyCode: key.countyCode, projectId: key.id, regionCode: project.regionCode, note },
      ...{ signedBy: actor.accountId, round: project.round, signedOn: today, signedAt: now.toISOString() },
    })
    .execute()
  const accepted = project.signed.length + 1 >= signersNeeded
  await stepOn(
    context,
    project,
    accepted ? 'worksAccepted' : project.state,
    { kind: 'signsAcceptance', note },
    accepted ? { acceptedOn: today } : {},
  )
  return {}
}

/** What was not good is done again, reported anew and looked at by two anew. */
export async function findShortcoming(
  context: Acting,
  { note, version, ...key }: InputOf<Api['fundProject.findShortcoming']>,
): Promise<Done> {
  const project = await lockProject(context, key, version)
  checkDeed(project.state, 'findsShortcoming')
  await context.tx
    .updateTable('fundMilestones')
    .set({ doneOn: null, note: null, doneBy: null, doneAt: null })
    .where('countyCode', '=', key.countyCode)
    .where('projectId', '=', key.id)
    .where('kind', '=', 'worksDone')
    .execute()
  await stepOn(context, project, 'underConstruction', { kind: 'findsShortcoming', note })
  return {}
}

export async function linkSite(
  context: Acting,
  { siteKind, siteId, version, ...key }: InputOf<Api['fundProject.linkSite']>,
): Promise<Done> {
  const project = await lockProject(context, key, version)
  checkDeed(project.state, 'linksSite')
  const site = await siteOf(context, { countyCode: key.countyCode, siteKind, siteId })
  await stepOn(context, project, project.state, { kind: 'linksSite', note: site.name }, { siteKind, siteId })
  return {}
}

/** What nobody needed goes back to the county's share; the project's account is empty then. */
export async function closeProject(
  context: Acting,
  { note, version, ...key }: InputOf<Api['fundProject.close']>,
): Promise<Done> {
  const project = await lockProject(context, key, version)
  checkDeed(project.state, 'closesProject')
  if (project.state === 'planApproved' && project.paidFen > 0)
    throw new Refused('rule_broken', '这个项目已经付过款，不能当作没有开工来结清。请先收回付款，或继续建设。')
  if (project.leftFen > 0)
    await post(context, [
      moveOf({
        ...{ countyCode: key.countyCode, amount: project.leftFen, day: context.today },
        ...{ purpose: 'fundRelease', note },
        from: fundAccount('fundInProject', key.countyCode, key.id),
        to: fundAccount('fundShare', key.countyCode, project.shareId),
        ...{ subjectKind: 'fundProject', subjectId: key.id },
      }),
    ])
  const left = project.leftFen > 0 ? `结余 ${sumWords(project.leftFen)} 退回到县资金` : '没有结余'
  await stepOn(context, project, project.state === 'planApproved' ? 'planDropped' : 'accountsClosed', {
    kind: 'closesProject',
    note: [left, note].filter(Boolean).join('。'),
  })
  return {}
}
