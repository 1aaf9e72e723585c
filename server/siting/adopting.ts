// A plan becomes projects of public money, each with the promise it was chosen for; all of them or none.

import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { sitingApi } from '../../domain/siting/api.ts'
import { picksOf } from '../../domain/siting/explain.ts'
import type { SitingPick } from '../../domain/siting/plan.ts'
import { planProjects } from '../funds/funds.ts'
import type { Context } from '../kernel/context.ts'
import { pickSettings } from './pick-settings.ts'
import { solvedPlan } from './reading.ts'

type Table = typeof sitingApi

export async function adopt(
  context: Context,
  { countyCode, id, from, opensOn, projects }: InputOf<Table['siting.adopt']>,
): Promise<OutputOf<Table['siting.adopt']>> {
  const { tx, actor, today } = context
  if (!actor.rights.includes('fund:plan'))
    throw new Refused('not_allowed', '您的岗位不能编报资金项目。请由有编报权的同事转成项目。')
  const { kept, solved } = await solvedPlan(context, { countyCode, id })
  if (kept.state === 'planAdopted') throw new Refused('conflict', '这个方案已经转成项目，不用再转一次。')
  const picks = new Map(picksOf(solved, await pickSettings(context, solved)).map(pick => [pick.id, pick]))
  const plans = projects.map(({ candidateId, id: projectId }) => {
    const pick = picks.get(candidateId)
    if (!pick) throw new Refused('invalid', '要转的点不在这个方案里，请刷新后重新选择。')
    return {
      ...{ id: projectId, regionCode: pick.regionCode, kind: kept.question.kind, plannedFen: pick.costFen },
      ...{ name: projectName(pick, kept.question.kind), lon: pick.lon, lat: pick.lat, opensOn },
      promise: promiseOf(pick),
    }
  })
  const { batch } = await planProjects(context, { from, projects: plans })
  await tx
    .insertInto('sitingProjects')
    .values(
      plans.map(({ id: projectId, regionCode }, at) => ({
        ...{ countyCode: regionCode.slice(0, 6), projectId, regionCode },
        ...{ planCountyCode: countyCode, planId: id, candidateId: projects[at]?.candidateId ?? '' },
      })),
    )
    .execute()
  await tx
    .updateTable('sitingPlans')
    .set({ state: 'planAdopted', adoptedBy: actor.accountId, adoptedOn: today })
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .execute()
  return { batch }
}

function projectName(pick: SitingPick, kind: 'canteen' | 'mutualAidStation'): string {
  return `${pick.name.replace(/村部$/, '')}${kind === 'canteen' ? '助餐点' : '互助站点'}`
}

/** The winter's cost a meal: what has to be borne in the worst months. */
function promiseOf({ diners, people, winter, says }: SitingPick) {
  return {
    peopleSummer: Math.min(2000, diners?.summer ?? people),
    peopleWinter: Math.min(2000, diners?.winter ?? people),
    costFenAMeal: winter === null ? null : Math.min(100_000, winter.costFenAMeal),
    breakEvenPeople:
      winter === null || winter.breakEvenDiners === null ? null : Math.min(2000, winter.breakEvenDiners),
    says,
  }
}
