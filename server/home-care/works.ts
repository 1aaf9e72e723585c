// From the first hammer blow to the second yes: who does the works, what was found wrong, who accepts.
import { sql } from 'kysely'
import { adaptationItem } from '../../domain/assessments/adaptation.ts'
import type { homeCareApi } from '../../domain/home-care/api.ts'
import {
  checkOfficeAcceptance,
  checkPhotos,
  itemsWithoutPhoto,
  monthsLater,
} from '../../domain/home-care/project-rules.ts'
import type { InputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { Context } from '../kernel/context.ts'
import { claimCosts } from './money.ts'
import { checkPast, type KeptProject, projectFor, stepOn } from './projects.ts'
import { providerNamed } from './providers.ts'

type Api = typeof homeCareApi
type Done = Record<string, never>

export async function startWorks(context: Context, input: InputOf<Api['adaptation.start']>): Promise<Done> {
  const project = await projectFor(context, input, 'startsWorks')
  checkPast(context, input.on, '开工日期')
  checkPhotos(itemsWithoutPhoto(itemsOf(project), project.photos, 'beforeWorks'), 'beforeWorks')
  const provider = await providerNamed(context, project.countyCode, input)
  await stepOn(
    context,
    project,
    { act: 'startsWorks', on: input.on, note: provider.providerName },
    { ...provider, startedOn: input.on },
  )
  return {}
}

export async function finishWorks(context: Context, input: InputOf<Api['adaptation.finish']>): Promise<Done> {
  const project = await projectFor(context, input, 'finishesWorks')
  checkPast(context, input.on, '完工日期')
  if (project.startedOn !== null && input.on < project.startedOn)
    throw new Refused('invalid', `完工日期不能早于开工日期 ${project.startedOn}。`)
  checkPhotos(itemsWithoutPhoto(itemsOf(project), project.photos, 'afterWorks'), 'afterWorks')
  await context.tx
    .updateTable('adaptationPlanLines')
    .set({ doneOn: input.on })
    .where('countyCode', '=', project.countyCode)
    .where('projectId', '=', project.id)
    .execute()
  await stepOn(context, project, { act: 'finishesWorks', on: input.on, note: input.note })
  return {}
}

const itemsOf = (project: KeptProject) => project.lines.map(line => line.item)

export async function findDefects(
  context: Context,
  input: InputOf<Api['adaptation.findDefects']>,
): Promise<Done> {
  const project = await projectFor(context, input, 'findsDefects')
  if (input.defects.length === 0) throw new Refused('invalid', '请写明哪一项不合格、哪里不合格。')
  const strange = input.defects.find(({ item }) => !project.lines.some(line => line.item === item))
  if (strange)
    throw new Refused('invalid', `方案里没有“${adaptationItem(strange.item).name}”，不能对它提整改。`)
  const found = JSON.stringify(input.defects)
  await sql`
    update adaptation_plan_lines l set defect = (select wrong.defect
      from jsonb_to_recordset(${found}::jsonb) as wrong (item smallint, defect text) where wrong.item = l.item)
    where l.county_code = ${project.countyCode} and l.project_id = ${project.id}::uuid`.execute(context.tx)
  await stepOn(context, project, {
    act: 'findsDefects',
    note: input.defects.map(({ item, defect }) => `${adaptationItem(item).name}：${defect}`).join('；'),
  })
  return {}
}

export async function makeGood(context: Context, input: InputOf<Api['adaptation.makeGood']>): Promise<Done> {
  const project = await projectFor(context, input, 'makesGood')
  await context.tx
    .updateTable('adaptationPlanLines')
    .set({ defect: null })
    .where('countyCode', '=', project.countyCode)
    .where('projectId', '=', project.id)
    .execute()
  await stepOn(context, project, { act: 'makesGood', note: input.note })
  return {}
}

export async function acceptByElder(
  context: Context,
  input: InputOf<Api['adaptation.acceptByElder']>,
): Promise<Done> {
  const project = await projectFor(context, input, 'elderAccepts')
  await stepOn(
    context,
    project,
    { act: 'elderAccepts', way: input.way, withName: input.withName, note: input.note },
    { elderAcceptedBy: context.actor.accountId },
  )
  return {}
}

/** The second yes sets the look-back and makes the costs a debt to whoever did the works. */
export async function acceptByOffice(
  context: Context,
  input: InputOf<Api['adaptation.acceptByOffice']>,
): Promise<Done> {
  const { actor, today } = context
  const project = await projectFor(context, input, 'officeAccepts')
  checkOfficeAcceptance(actor, project.elderAcceptedBy)
  const months = context.setting('adaptation.lookBackMonths', project.regionCode)
  await stepOn(
    context,
    project,
    { act: 'officeAccepts', note: input.note },
    { acceptedOn: today, lookBackOn: monthsLater(today, months) },
  )
  await claimCosts(context, project)
  return {}
}
