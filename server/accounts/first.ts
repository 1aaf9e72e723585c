// Before the door opens: a real installation gets its first administrator, and no demo account can sign in.
import { randomBytes, randomUUID } from 'node:crypto'
import { demoLoginPrefix } from '../../domain/accounts/demo.ts'
import { dayOf } from '../../domain/kernel/day.ts'
import type { System } from '../kernel/context.ts'
import { hashPassword } from './passwords.ts'
import { toBase32 } from './totp.ts'

const firstLogin = 'admin'
const province = '220000000000'

/** Runs at every start; answers sentences for the person who started the server, usually none. */
export async function prepareFirstAccounts(system: System): Promise<string[]> {
  const { config } = system
  const demonstrates = config.demo !== 'none' && !config.production
  const closed = await setDemoAccounts(system, demonstrates)
  if (demonstrates) return []
  const notices = closed > 0 ? [`已停用 ${closed} 个演示账号（正式使用不允许公开密码的账号登录）。`] : []
  const password = await makeFirstAdministrator(system)
  if (password !== null)
    notices.push(
      `已建立首个系统管理员：登录名 ${firstLogin}，初始密码 ${password}。密码只显示这一次，首次登录后须修改。`,
    )
  return notices
}

/** The password of a demo account is public: outside demonstrations it opens nothing. Answers how many changed. */
async function setDemoAccounts({ connections, clock }: System, enabled: boolean): Promise<number> {
  const changed = await connections.db
    .updateTable('accounts')
    .set({ disabledAt: enabled ? null : clock.now().toISOString() })
    .where('synthetic', '=', true)
    .where('login', 'like', `${demoLoginPrefix}%`)
    .where('disabledAt', enabled ? 'is not' : 'is', null)
    .executeTakeFirst()
  return Number(changed.numUpdatedRows)
}

/** Null when somebody real can already make accounts. */
async function makeFirstAdministrator({ connections, clock, config }: System): Promise<string | null> {
  const now = clock.now()
  const password = toBase32(randomBytes(10))
  const passwordHash = await hashPassword(password, config.passwordCost)
  return connections.db.transaction().execute(async tx => {
    const known = await tx
      .selectFrom('posts')
      .innerJoin('accounts', 'accounts.id', 'posts.accountId')
      .select('posts.id')
      .where('role', '=', 'administrator')
      .where('synthetic', '=', false)
      .limit(1)
      .executeTakeFirst()
    if (known) return null
    const accountId = randomUUID()
    await tx
      .insertInto('accounts')
      .values({
        id: accountId,
        login: firstLogin,
        name: '系统管理员',
        passwordHash,
        mustChangePassword: true,
        totpSealed: null,
        totpConfirmedAt: null,
        totpLastStep: null,
        regionCode: province,
        language: 'zh',
        createdAt: now.toISOString(),
        disabledAt: null,
        synthetic: false,
      })
      .execute()
    await tx
      .insertInto('posts')
      .values({
        id: randomUUID(),
        accountId,
        role: 'administrator',
        regionCode: province,
        validFrom: dayOf(now),
        validTo: null,
        grantedBy: null,
      })
      .execute()
    return password
  })
}
