// Posts: granted and ended by an administrator of the area, never for oneself.
import type { accountApi } from '../../domain/accounts/api.ts'
import { checkGrant, checkTarget } from '../../domain/accounts/grants.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { Handlers } from '../kernel/context.ts'
import { getTarget } from './people.ts'

export const posts: Pick<Handlers<typeof accountApi>, 'post.grant' | 'post.end'> = {
  async 'post.grant'(context, { id, accountId, ...post }) {
    const { tx, actor, today } = context
    const target = await getTarget(context, accountId)
    checkGrant({ actor, target, post, today })
    await tx
      .insertInto('posts')
      .values({ id, accountId, ...post, grantedBy: actor.accountId })
      .execute()
    context.concerns(post.regionCode.slice(0, 6), [accountId])
    return {}
  },

  async 'post.end'(context, { id, validTo, reason }) {
    const { tx, actor, today } = context
    const post = await tx
      .selectFrom('posts')
      .select(['accountId', 'regionCode', 'validFrom', 'validTo'])
      .where('id', '=', id)
      .where('regionCode', '>=', actor.area.from)
      .where('regionCode', '<=', actor.area.to)
      .executeTakeFirst()
    if (!post) throw new Refused('not_found', '没有这个岗位，或者它不在您的辖区内。请刷新后核对。')
    // The post ends, not the person: only this post has to lie in the area.
    checkTarget(actor, { accountId: post.accountId, regionCode: post.regionCode, posts: [] })
    if (validTo < post.validFrom)
      throw new Refused('rule_broken', '结束日期早于任职开始日期。若当天就要收回权限，请停用账号。', {
        fields: ['validTo'],
      })
    if (post.validTo !== null && post.validTo < today)
      throw new Refused('conflict', '这个岗位已经结束，无需再办。')
    await tx.updateTable('posts').set({ validTo }).where('id', '=', id).execute()
    context.concerns(post.regionCode.slice(0, 6), [post.accountId], reason)
    return {}
  },
}
