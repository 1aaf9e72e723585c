// Signing in and out, the session a face asks for at its start, and changing one's post.

import type { accountApi } from '../../domain/accounts/api.ts'
import { demoLoginPrefix, demoPassword } from '../../domain/accounts/demo.ts'
import { faceOf } from '../../domain/accounts/roles.ts'
import type { InputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { Context, Handlers } from '../kernel/context.ts'
import { registerDevice } from './devices.ts'
import { isPassword } from './passwords.ts'
import { checkCode } from './second-factor.ts'
import { postsInForce, sessionView, startSession, tokenHash } from './sessions.ts'
import { underThrottle } from './throttle.ts'

type Opening = InputOf<(typeof accountApi)['session.open']>

export const signIn: Pick<
  Handlers<typeof accountApi>,
  'session.open' | 'session.current' | 'session.choosePost' | 'session.close' | 'session.demoAccounts'
> = {
  async 'session.open'(context, given) {
    const account = await underThrottle(context, given.login, () => proveIdentity(context, given))
    if (account === null) return { needsCode: true, session: null }
    const [post] = await postsInForce(context.tx, account.id, context.today)
    if (!post) throw new Refused('not_allowed', '您目前没有在任岗位，不能登录。请联系系统管理员授予岗位。')
    if (given.device) await registerDevice(context, account.id, given.device)
    const token = await startSession(context, {
      accountId: account.id,
      postId: post.id,
      deviceId: given.device?.id ?? null,
    })
    return { needsCode: false, session: await sessionView(context, token) }
  },

  async 'session.current'(context) {
    return sessionView(context, context.cookie.token)
  },

  async 'session.choosePost'(context, { postId }) {
    const { tx, actor, today, cookie } = context
    const posts = await postsInForce(tx, actor.accountId, today)
    if (!posts.some(post => post.id === postId))
      throw new Refused('not_found', '您没有这个在任岗位，请刷新后重新选择。')
    await tx
      .updateTable('sessions')
      .set({ postId })
      .where('tokenHash', '=', tokenHash(cookie.token ?? ''))
      .where('accountId', '=', actor.accountId)
      .execute()
    const session = await sessionView(context, cookie.token)
    if (!session) throw new Refused('not_signed_in', '登录已过期，请重新登录。')
    return session
  },

  async 'session.close'({ tx, cookie }) {
    await tx
      .deleteFrom('sessions')
      .where('tokenHash', '=', tokenHash(cookie.token ?? ''))
      .execute()
    cookie.set(null, null)
    return {}
  },

  async 'session.demoAccounts'({ tx, config, today }) {
    if (config.demo === 'none' || config.production) return []
    const rows = await tx
      .selectFrom('accounts')
      .innerJoin('posts', 'posts.accountId', 'accounts.id')
      .innerJoin('regions', 'regions.code', 'posts.regionCode')
      .select(['login', 'accounts.name', 'role', 'shortName'])
      .where('synthetic', '=', true)
      .where('login', 'like', `${demoLoginPrefix}%`)
      .where('disabledAt', 'is', null)
      .where('posts.validFrom', '<=', today)
      .where(given => given.or([given('posts.validTo', 'is', null), given('posts.validTo', '>=', today)]))
      .orderBy('accounts.id')
      .execute()
    return rows.map(({ login, name, role, shortName }) => ({
      login,
      name,
      role,
      regionName: shortName,
      face: faceOf(role),
      password: demoPassword,
    }))
  },
}

/** The account whose password (and code) were given; null when only the code is missing. */
async function proveIdentity(context: Context, { login, password, code }: Opening) {
  const account = await context.tx
    .selectFrom('accounts')
    .select(['id', 'passwordHash', 'totpSealed', 'totpConfirmedAt', 'totpLastStep', 'disabledAt'])
    .where('login', '=', login)
    .executeTakeFirst()
  const right = await isPassword(password, account?.passwordHash ?? null, context.config.passwordCost)
  // One answer for an unknown login, a wrong password and a disabled account: nobody learns which exist.
  if (!account || !right || account.disabledAt !== null)
    throw new Refused('invalid', '登录名或密码不对，请检查后重试。忘记密码请联系系统管理员。', {
      fields: ['password'],
    })
  if (account.totpConfirmedAt === null) return account
  if (code === undefined) return null
  await checkCode(context, account, code)
  return account
}
