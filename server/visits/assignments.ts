// Who looks after whom: dated, one visitor an elder at a time.
import { postReaches } from '../../domain/aid-cases/rules.ts'
import { areaOf } from '../../domain/kernel/area.ts'
import { addDays } from '../../domain/kernel/day.ts'
import type { InputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { visitApi } from '../../domain/visits/api.ts'
import { visitorsOf } from '../accounts/accounts.ts'
import { type AssignmentEffects, assignVisitor as assign } from '../elders/elders.ts'
import type { Context } from '../kernel/context.ts'

/** The visitors of a region, with how many elders of it each carries today. */
export async function listVisitors(context: Context, regionCode: string) {
  const visitors = await visitorsOf(context.tx, regionCode, context.today)
  if (visitors.length === 0) return []
  const area = areaOf(regionCode)
  const counts = await context.tx
    .selectFrom('visitorAssignments')
    .where(
      'accountId',
      'in',
      visitors.map(visitor => visitor.id),
    )
    .where('regionCode', '>=', area.from)
    .where('regionCode', '<=', area.to)
    .where('validFrom', '<=', context.today)
    .where(eb => eb.or([eb('validTo', 'is', null), eb('validTo', '>=', context.today)]))
    .groupBy('accountId')
    .select(eb => ['accountId', eb.fn.countAll<number>().as('elders')])
    .execute()
  const elders = new Map(counts.map(row => [row.accountId, row.elders]))
  return visitors.map(({ id, name, login }) => ({ id, name, login, elders: elders.get(id) ?? 0 }))
}

/** All of them or none; the rows themselves belong to the ledger of elders. */
export async function assignVisitor(
  context: Context,
  input: InputOf<(typeof visitApi)['visitor.assign']>,
): Promise<AssignmentEffects> {
  const { countyCode, accountId, from } = input
  const elderIds = [...new Set(input.elderIds)]
  if (from < addDays(context.today, -31) || from > addDays(context.today, 366))
    throw new Refused('invalid', '开始日期只能在过去 31 天到今后一年之间，请修改后重试。')
  const elders = await context.tx
    .selectFrom('elders')
    .where('countyCode', '=', countyCode)
    .where('id', 'in', elderIds)
    .select(['id', 'regionCode', 'endedOn'])
    .execute()
  if (elders.length < elderIds.length)
    throw new Refused('not_found', '有老人不在您的辖区内，没有分配。请刷新名单后重新选择。')
  if (elders.some(elder => elder.endedOn !== null))
    throw new Refused('rule_broken', '名单里有已去世或迁出的老人，没有分配。请去掉后重试。')
  await checkVisitorReaches(
    context,
    accountId,
    elders.map(elder => elder.regionCode),
  )
  const effects = await assign(context, { countyCode, elders, accountId, from })
  context.concerns(countyCode, elderIds)
  return effects
}

/** Refuses a visitor whose posts in force do not reach every village. */
export async function checkVisitorReaches(
  context: Context,
  accountId: string,
  regionCodes: readonly string[],
): Promise<void> {
  const { today } = context
  const posts = await context.tx
    .selectFrom('posts')
    .innerJoin('accounts', 'accounts.id', 'posts.accountId')
    .where('accountId', '=', accountId)
    .where('role', '=', 'visitor')
    .where('validFrom', '<=', today)
    .where(eb => eb.or([eb('validTo', 'is', null), eb('validTo', '>=', today)]))
    .where('disabledAt', 'is', null)
    .select('posts.regionCode')
    .execute()
  const isReached = (code: string) => posts.some(post => postReaches(post.regionCode, code))
  if (!regionCodes.every(isReached))
    throw new Refused(
      'rule_broken',
      '这位探访员的岗位不包含所选老人的村（社区），没有分配。请换一位探访员或先调整岗位。',
    )
}
