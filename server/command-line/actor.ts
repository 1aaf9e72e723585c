// On whose behalf a command acts: commands pass the same door, leave the same audit entries, see the same area.
import type { Right } from '../../domain/accounts/rights.ts'
import { rightsOf } from '../../domain/accounts/roles.ts'
import { areaOf, isWithin } from '../../domain/kernel/area.ts'
import { dayOf } from '../../domain/kernel/day.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { Actor, System } from '../kernel/context.ts'

export const asOption = {
  as: { type: 'string' as const, says: '以哪个账号的身份办理（登录名），默认选能办理该地区的岗位' },
}

/** A post in force that has the right and covers the region; the one nearest to the region when several do. */
export async function actorFor(
  system: System,
  right: Right,
  regionCode: string,
  login: string | null,
): Promise<Actor> {
  const today = dayOf(system.clock.now())
  let query = system.connections.db
    .selectFrom('posts')
    .innerJoin('accounts', 'accounts.id', 'posts.accountId')
    .select(['posts.id', 'posts.accountId', 'posts.role', 'posts.regionCode'])
    .where('accounts.disabledAt', 'is', null)
    .where('posts.validFrom', '<=', today)
    .where(where => where.or([where('posts.validTo', 'is', null), where('posts.validTo', '>=', today)]))
    .orderBy('posts.regionCode', 'desc')
  if (login !== null) query = query.where('accounts.login', '=', login)
  else query = query.where('posts.role', '!=', 'visitor')
  const posts = await query.execute()
  const post = posts.find(
    one => rightsOf(one.role).includes(right) && isWithin(regionCode, areaOf(one.regionCode)),
  )
  if (!post)
    throw new Refused(
      'not_allowed',
      login === null
        ? '没有账号可以办理这个地区的这件事。请先建立相应岗位，或用 --as 指定登录名。'
        : `账号 ${login} 没有可以在 ${regionCode} 办理这件事的岗位。请换一个账号，或用 --region 写明地区。`,
    )
  return {
    accountId: post.accountId,
    postId: post.id,
    role: post.role,
    regionCode: post.regionCode,
    area: areaOf(post.regionCode),
    rights: rightsOf(post.role),
    deviceId: null,
  }
}
