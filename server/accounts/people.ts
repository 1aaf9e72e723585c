// Accounts: made, listed, disabled and given a new password by an administrator of the area.
import { randomUUID } from 'node:crypto'
import { expressionBuilder } from 'kysely'
import type { languages } from '../../domain/accounts/account.ts'
import type { accountApi } from '../../domain/accounts/api.ts'
import { checkGrant, checkTarget } from '../../domain/accounts/grants.ts'
import { type Area, areaOf } from '../../domain/kernel/area.ts'
import type { KeyOf } from '../../domain/kernel/choice.ts'
import type { Day } from '../../domain/kernel/day.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { Context, Handlers } from '../kernel/context.ts'
import { checkInArea, regionNamesOf } from '../regions/regions.ts'
import type { Tables } from '../tables.ts'
import { hashPassword } from './passwords.ts'
import { endSessions } from './sessions.ts'

/** Accounts whose home or whose post in force lies in the area: a village visitor may live in town. */
export function inArea(area: Area, today: Day) {
  const given = expressionBuilder<Tables, 'accounts'>()
  return given.or([
    given.and([given('accounts.regionCode', '>=', area.from), given('accounts.regionCode', '<=', area.to)]),
    given.exists(
      given
        .selectFrom('posts')
        .select('posts.id')
        .whereRef('posts.accountId', '=', 'accounts.id')
        .where('posts.regionCode', '>=', area.from)
        .where('posts.regionCode', '<=', area.to)
        .where('posts.validFrom', '<=', today)
        .where(post => post.or([post('posts.validTo', 'is', null), post('posts.validTo', '>=', today)])),
    ),
  ])
}

/** An account with its present and coming posts; refuses like a wrong id when it is not in the area. */
export async function getTarget({ tx, actor, today }: Context, accountId: string) {
  const account = await tx
    .selectFrom('accounts')
    .select(['id as accountId', 'accounts.regionCode'])
    .where('id', '=', accountId)
    .where(inArea(actor.area, today))
    .forUpdate()
    .executeTakeFirst()
  if (!account) throw new Refused('not_found', '没有这个账号，或者它不在您的辖区内。请刷新后核对。')
  const posts = await tx
    .selectFrom('posts')
    .select(['id', 'role', 'regionCode', 'validFrom', 'validTo'])
    .where('accountId', '=', accountId)
    .where(given => given.or([given('validTo', 'is', null), given('validTo', '>=', today)]))
    .execute()
  return { ...account, posts }
}

export const people: Pick<
  Handlers<typeof accountApi>,
  'account.list' | 'account.create' | 'account.disable' | 'account.resetPassword'
> = {
  async 'account.list'(context, { regionCode, text, limit, after }) {
    const { tx, today } = context
    checkInArea(context, regionCode)
    const rows = await tx
      .selectFrom('accounts')
      .select(['id', 'login', 'name', 'regionCode', 'language', 'createdAt', 'disabledAt', 'totpConfirmedAt'])
      .where(inArea(areaOf(regionCode), today))
      .$if(text !== undefined, query =>
        query.where(given =>
          given.or([given('name', 'like', `%${text}%`), given('login', 'like', `${text}%`)]),
        ),
      )
      .$if(after !== undefined, query => query.where('login', '>', after ?? ''))
      .orderBy('login')
      .limit(limit + 1)
      .execute()
    const shown = rows.slice(0, limit)
    const posts = await postsOf(
      context,
      shown.map(row => row.id),
    )
    const names = await regionNamesOf(
      tx,
      [...shown, ...posts].map(row => row.regionCode),
    )
    return {
      rows: shown.map(({ totpConfirmedAt, ...row }) => ({
        ...row,
        regionName: names.get(row.regionCode) ?? row.regionCode,
        secondFactor: totpConfirmedAt !== null,
        posts: posts
          .filter(post => post.accountId === row.id)
          .map(post => ({ ...post, regionName: names.get(post.regionCode) ?? post.regionCode })),
      })),
      next: rows.length > limit ? (shown.at(-1)?.login ?? null) : null,
    }
  },

  async 'account.create'(context, { id, login, name, regionCode, language, password, role, postId }) {
    const { tx, actor, now, today, config } = context
    const post = { role, regionCode, validFrom: today, validTo: null }
    checkGrant({ actor, target: { accountId: id, regionCode, posts: [] }, post, today })
    const made = await tx
      .insertInto('accounts')
      .values({
        id,
        login,
        name,
        passwordHash: await hashPassword(password, config.passwordCost),
        mustChangePassword: true,
        totpSealed: null,
        totpConfirmedAt: null,
        totpLastStep: null,
        regionCode,
        language,
        createdAt: now.toISOString(),
        disabledAt: null,
        synthetic: false,
      })
      .onConflict(conflict => conflict.column('login').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!made) throw new Refused('conflict', '这个登录名已有人使用，请换一个。', { fields: ['login'] })
    await tx
      .insertInto('posts')
      .values({ id: postId, accountId: id, ...post, grantedBy: actor.accountId })
      .execute()
    context.concerns(regionCode.slice(0, 6), [id])
    return {}
  },

  async 'account.disable'(context, { id, reason }) {
    const { tx, actor, now } = context
    const target = await getTarget(context, id)
    checkTarget(actor, target)
    context.concerns(target.regionCode.slice(0, 6), [id], reason)
    await tx
      .updateTable('accounts')
      .set({ disabledAt: now.toISOString() })
      .where('id', '=', id)
      .where('disabledAt', 'is', null)
      .execute()
    return {}
  },

  async 'account.resetPassword'(context, { id, password, reason }) {
    const { tx, actor, config } = context
    const target = await getTarget(context, id)
    checkTarget(actor, target)
    context.concerns(target.regionCode.slice(0, 6), [id], reason)
    await tx
      .updateTable('accounts')
      .set({
        passwordHash: await hashPassword(password, config.passwordCost),
        mustChangePassword: true,
        // Whoever lost the phone with the authenticator comes back in by the same act; the reason is on record.
        totpSealed: null,
        totpConfirmedAt: null,
        totpLastStep: null,
      })
      .where('id', '=', id)
      .execute()
    await endSessions(tx, id, null)
    return {}
  },
}

/** Of somebody in the family, with the code an elder agreed to: one post at the elder's village, chosen by nobody else. */
export async function makeFamilyAccount(
  { tx, now, today, config }: Context,
  given: {
    login: string
    password: string
    name: string
    language: KeyOf<typeof languages>
    regionCode: string
    grantedBy: string | null
  },
): Promise<string> {
  const id = randomUUID()
  const made = await tx
    .insertInto('accounts')
    .values({
      ...{ id, login: given.login, name: given.name, regionCode: given.regionCode, language: given.language },
      passwordHash: await hashPassword(given.password, config.passwordCost),
      // She has just chosen it herself.
      mustChangePassword: false,
      ...{ totpSealed: null, totpConfirmedAt: null, totpLastStep: null },
      ...{ createdAt: now.toISOString(), disabledAt: null, synthetic: false },
    })
    .onConflict(conflict => conflict.column('login').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!made) throw new Refused('conflict', '这个登录名已有人使用，请换一个。', { fields: ['login'] })
  await tx
    .insertInto('posts')
    .values({
      ...{ id: randomUUID(), accountId: id, role: 'family', regionCode: given.regionCode },
      ...{ validFrom: today, validTo: null, grantedBy: given.grantedBy },
    })
    .execute()
  return id
}

function postsOf({ tx, today }: Context, accountIds: readonly string[]) {
  return tx
    .selectFrom('posts')
    .select(['id', 'accountId', 'role', 'regionCode', 'validFrom', 'validTo'])
    .where('accountId', 'in', accountIds.length ? accountIds : ['00000000-0000-0000-0000-000000000000'])
    .where(given => given.or([given('validTo', 'is', null), given('validTo', '>=', today)]))
    .orderBy('validFrom')
    .orderBy('id')
    .execute()
}
