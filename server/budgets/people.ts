// Who stands behind a count of a what-if: every elder of a place asked by herself, village by village, page by page.

import { sql } from 'kysely'
import { trialEffects } from '../../domain/benefits/records.ts'
import type { budgetApi } from '../../domain/budgets/api.ts'
import {
  type BudgetPerson,
  benefitEffect,
  type EffectOf,
  mealEffect,
  type PeopleAsked,
} from '../../domain/budgets/people.ts'
import { nameFor } from '../../domain/elders/registration.ts'
import { areaOf, countyCodeOf, levelOf } from '../../domain/kernel/area.ts'
import { ageOn, type Day, lastDayOf, monthOf } from '../../domain/kernel/day.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import { benefitSubjects } from '../benefits/benefits.ts'
import type { Context } from '../kernel/context.ts'
import { cursorOf, type ListPlace, placeFrom } from '../kernel/list-place.ts'
import { checkInArea, regionNamesOf } from '../regions/regions.ts'
import { handOutXlsx, watermarkFor } from '../spreadsheets/spreadsheets.ts'
import { mealMonth, mealRulesOf } from './meal-trial.ts'
import { benefitRulesOf } from './rule-trial.ts'

type Table = typeof budgetApi

/** Read together: few enough to hold, many enough that a county is a handful of questions. */
const atOnce = 2_000
/** More than that is no list for a person to read. */
const mostInFile = 50_000

interface Asking {
  countyCode: string
  day: Day
  effectOf: EffectOf
}

async function askingOf(context: Context, { regionCode, change, effect }: PeopleAsked): Promise<Asking> {
  checkInArea(context, regionCode)
  // Whoever keeps the money tries budgets by numbers; who the people are is for those who look after them.
  if (!context.actor.rights.includes('elder:read'))
    throw new Refused('not_allowed', '您的岗位只看人数，不看老年人名单。需要名单请找民政工作人员。')
  if (['province', 'prefecture'].includes(levelOf(regionCode)))
    throw new Refused('invalid', '名单按县（市、区）看。请先选一个县。')
  const countyCode = countyCodeOf(regionCode)
  const range = { from: countyCode, to: countyCode }
  if ('benefit' in change) {
    const month = monthOf(context.today)
    const rules = (await benefitRulesOf(context, range, month)).get(countyCode) ?? []
    return {
      ...{ countyCode, day: lastDayOf(month) },
      effectOf: benefitEffect(rules, change.benefit, month, effect),
    }
  }
  const month = mealMonth(context.today)
  const rules = (await mealRulesOf(context, range, month)).get(countyCode) ?? []
  const day = lastDayOf(month)
  return { countyCode, day, effectOf: mealEffect(rules, change.meal, day, effect) }
}

/** So many as are asked for, from a place in the order of villages on. */
async function peopleFrom(
  { tx }: Context,
  { countyCode, day, effectOf }: Asking,
  regionCode: string,
  start: ListPlace | null,
  limit: number,
): Promise<Omit<BudgetPerson, 'villageName'>[]> {
  const found: Omit<BudgetPerson, 'villageName'>[] = []
  let place = start
  while (found.length < limit) {
    const next = await idsFrom({ tx }, countyCode, regionCode, place)
    const subjects = await benefitSubjects(
      tx,
      countyCode,
      next.map(({ id }) => id),
    )
    const byId = new Map(subjects.map(subject => [subject.elderId, subject]))
    for (const { id } of next) {
      const subject = byId.get(id)
      const effect = subject && effectOf(subject)
      if (!effect) continue
      const { name, bornOn } = subject
      found.push({
        ...{ countyCode, elderId: id, name, regionCode: subject.regionCode },
        ...{ age: bornOn === null ? null : ageOn(bornOn, day), ...effect },
      })
    }
    const last = next.at(-1)
    if (next.length < atOnce || !last) break
    place = { sort: last.regionCode, id: last.id }
  }
  return found
}

async function idsFrom(
  { tx }: Pick<Context, 'tx'>,
  countyCode: string,
  regionCode: string,
  place: ListPlace | null,
): Promise<{ id: string; regionCode: string }[]> {
  const { from, to } = areaOf(regionCode)
  const { rows } = await sql<{ id: string; regionCode: string }>`
    select id, region_code from elders
    where county_code = ${countyCode} and region_code between ${from} and ${to} and merged_into is null
      ${place ? sql`and (region_code, id) > (${place.sort}, ${place.id}::uuid)` : sql``}
    order by region_code, id limit ${atOnce}`.execute(tx)
  return rows
}

async function named(
  context: Context,
  countyCode: string,
  rows: Omit<BudgetPerson, 'villageName'>[],
): Promise<BudgetPerson[]> {
  const names = await regionNamesOf(
    context.tx,
    rows.map(row => row.regionCode),
  )
  context.concerns(
    countyCode,
    rows.map(row => row.elderId),
  )
  return rows.map(row => ({
    ...row,
    name: nameFor(context.actor.role, row.name),
    villageName: names.get(row.regionCode) ?? row.regionCode,
  }))
}

export async function listPeople(
  context: Context,
  { limit, after, ...asked }: InputOf<Table['budget.people']>,
): Promise<OutputOf<Table['budget.people']>> {
  const asking = await askingOf(context, asked)
  const found = await peopleFrom(context, asking, asked.regionCode, placeFrom(after), limit + 1)
  const rows = await named(context, asking.countyCode, found.slice(0, limit))
  const last = found.length > limit ? rows.at(-1) : undefined
  return { rows, next: last ? cursorOf(last.regionCode, last.elderId) : null }
}

export async function exportPeople(
  context: Context,
  asked: InputOf<Table['budget.peopleExport']>,
): Promise<Record<never, never>> {
  const asking = await askingOf(context, asked)
  const found = await peopleFrom(context, asking, asked.regionCode, null, mostInFile + 1)
  if (found.length > mostInFile)
    throw new Refused('too_large', '名单太长，一个文件放不下。请选择一个乡镇再导出。')
  const rows = await named(context, asking.countyCode, found)
  const watermark = await watermarkFor(context, rows.length)
  const yuan = (fen: number | null) => (fen === null ? null : fen / 100)
  const place = (await regionNamesOf(context.tx, [asked.regionCode])).get(asked.regionCode) ?? ''
  await handOutXlsx(
    context,
    [
      {
        name: trialEffects.words[asked.effect],
        header: ['村（社区）', '姓名', '年龄', '现在每月（元）', '试算后每月（元）', '为什么'],
        widths: [20, 12, 8, 16, 18, 60],
        rows: [
          ...rows.map(row => [
            ...[row.villageName, row.name, row.age, yuan(row.beforeFen), yuan(row.afterFen), row.why],
          ]),
          [watermark],
        ],
      },
    ],
    `预算试算名单-${place}-${trialEffects.words[asked.effect]}-${context.today}.xlsx`,
  )
  return {}
}
