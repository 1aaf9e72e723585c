// Passwords: scrypt hashes that carry their own cost, checked in the same time whether the login exists or not.
import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto'
import type { accountApi } from '../../domain/accounts/api.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { Handlers } from '../kernel/context.ts'
import { endSessions } from './sessions.ts'
import { underThrottle } from './throttle.ts'

/** r and p of the measured 190 ms and 32 MB at N = 32,768 on the slowest machine supported. */
const blockSize = 8
const parallelization = 3
const hashBytes = 32
/** The cost of new hashes unless the configuration says otherwise. */
export const defaultPasswordCost = 32_768

function derive(password: string, salt: Buffer, cost: number, r: number, p: number): Promise<Buffer> {
  // Node refuses above 32 MB unless told otherwise, and N = 32,768 needs a little more than that.
  const options: ScryptOptions = { N: cost, r, p, maxmem: 256 * cost * r }
  return new Promise((resolve, reject) =>
    // NFKC: the same password typed on a Chinese keyboard in full width is the same password.
    scrypt(password.normalize('NFKC'), salt, hashBytes, options, (error, key) =>
      error ? reject(error) : resolve(key),
    ),
  )
}

export async function hashPassword(password: string, cost: number): Promise<string> {
  const salt = randomBytes(16)
  const key = await derive(password, salt, cost, blockSize, parallelization)
  return ['scrypt', cost, blockSize, parallelization, salt.toString('base64'), key.toString('base64')].join(
    '$',
  )
}

/** Checks against a stored hash; null, an unknown login, costs the same time and is never right. */
export async function isPassword(password: string, stored: string | null, cost: number): Promise<boolean> {
  const [kind, n, r, p, salt, key] = (stored ?? '').split('$')
  if (kind !== 'scrypt' || salt === undefined || key === undefined) {
    await derive(password, randomBytes(16), cost, blockSize, parallelization)
    return false
  }
  const expected = Buffer.from(key, 'base64')
  const given = await derive(password, Buffer.from(salt, 'base64'), Number(n), Number(r), Number(p))
  return expected.length === given.length && timingSafeEqual(expected, given)
}

export const passwords: Pick<Handlers<typeof accountApi>, 'password.change'> = {
  async 'password.change'(context, { current, next }) {
    const { tx, actor, config, cookie } = context
    const account = await tx
      .selectFrom('accounts')
      .select(['login', 'passwordHash'])
      .where('id', '=', actor.accountId)
      .executeTakeFirstOrThrow()
    await checkOwnPassword(context, account, current)
    if (current === next)
      throw new Refused('rule_broken', '新密码与原密码相同，请换一个。', { fields: ['next'] })
    await tx
      .updateTable('accounts')
      .set({ passwordHash: await hashPassword(next, config.passwordCost), mustChangePassword: false })
      .where('id', '=', actor.accountId)
      .execute()
    // Whoever knew the old password is signed out; the person at this screen stays.
    await endSessions(tx, actor.accountId, cookie.token)
    return {}
  },
}

/** The person at the screen proves once more that the account is theirs; guesses are throttled as at sign-in. */
export async function checkOwnPassword(
  context: Parameters<typeof underThrottle>[0],
  account: { login: string; passwordHash: string },
  password: string,
): Promise<void> {
  await underThrottle(context, account.login, async () => {
    if (!(await isPassword(password, account.passwordHash, context.config.passwordCost)))
      throw new Refused('invalid', '原密码不对，请重新输入。', { fields: ['password'] })
  })
}
