// What family far away is told: visits without findings, and nothing at all once the elder has said no.
import { sql } from 'kysely'
import type { familyLinkApi } from '../../domain/family-links/api.ts'
import type { FamilyElder } from '../../domain/family-links/family-link.ts'
import { addDays } from '../../domain/kernel/day.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import { answersFrom } from '../../domain/visits/answers.ts'
import type { VisitMethod } from '../../domain/visits/visit.ts'
import type { Context } from '../kernel/context.ts'
import { enterScope } from '../kernel/database.ts'
import { accountOf, mealsOf } from './eating.ts'
import { closeLink } from './inviting.ts'
import { enterLink, gone, keysOf, openLink } from './links.ts'
import { servicesFor } from './ordering.ts'
import { paymentsOf } from './paying.ts'

type Api = typeof familyLinkApi

/** What she sees goes back half a year: longer is the office's business. */
const visitDays = 183

export async function listElders(context: Context): Promise<OutputOf<Api['family.elders']>> {
  const rows: FamilyElder[] = []
  // One or two elders, each in a village of its own: the database shows one village at a time.
  for (const key of await keysOf(context)) {
    const link = await enterLink(context, key)
    if (!link) continue
    rows.push(link.shown)
    context.concerns(link.countyCode, [link.elderId])
  }
  await enterScope(context.tx, context.actor)
  return { rows }
}

interface SeenVisit {
  day: string
  endedAt: string
  method: VisitMethod
  result: string
  answers: string | null
}

function summaryOf({ result, answers }: SeenVisit) {
  if (result !== 'met' || answers === null) return 'elderNotMet' as const
  const worries = Object.values(answersFrom(answers)).some(
    level => level === 'attention' || level === 'danger',
  )
  return worries ? ('lookedAfter' as const) : ('well' as const)
}

export async function viewElder(
  context: Context,
  input: InputOf<Api['family.view']>,
): Promise<OutputOf<Api['family.view']>> {
  const { tx, today } = context
  const link = await openLink(context, input)
  const visits = await sql<SeenVisit>`
    select visited_on as day, ended_at, method, result, answers from visits
    where county_code = ${link.countyCode} and elder_id = any(${link.elderIds}::uuid[])
      and visited_on >= ${addDays(today, -visitDays)}
    order by visited_on desc, id desc limit 12`.execute(tx)
  const cases = await sql<{ count: number }>`
    select count(*)::int as count from aid_cases
    where county_code = ${link.countyCode} and elder_id = any(${link.elderIds}::uuid[])
      and stage not in ('closed', 'rejected', 'joined')`.execute(tx)
  return {
    ...{ elder: link.shown, mayOrder: link.mayOrder, timeZone: link.timeZone },
    payments: await paymentsOf(context, link),
    ...(await servicesFor(context, link)),
    meals: await mealsOf(context, link),
    mealAccount: await accountOf(context, 'elderMeals', link),
    careAccount: await accountOf(context, 'elderCare', link),
    visits: visits.rows.map(visit => ({ ...visit, summary: summaryOf(visit) })),
    openCases: cases.rows[0]?.count ?? 0,
  }
}

export async function leaveElder(
  context: Context,
  { countyCode, linkId }: InputOf<Api['family.leave']>,
): Promise<Record<string, never>> {
  const key = (await keysOf(context)).find(one => one.linkId === linkId && one.countyCode === countyCode)
  const link = key ? await enterLink(context, key) : null
  if (!link) throw new Refused('not_found', gone)
  await closeLink(context, countyCode, linkId, '家人自己解除')
  return {}
}
