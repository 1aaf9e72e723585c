// Switching the one-time code on and off; the secret lies sealed and is shown once.
import { randomBytes } from 'node:crypto'
import type { accountApi } from '../../domain/accounts/api.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { Context, Handlers } from '../kernel/context.ts'
import { checkOwnPassword } from './passwords.ts'
import { fromBase32, matchingStep, toBase32 } from './totp.ts'

/** RFC 4226 §4 R6 recommends 160 bits. */
const secretBytes = 20
const issuer = '晚晴'

export interface SecondFactor {
  id: string
  totpSealed: string | null
  totpLastStep: number | null
}

/** Accepts a code once: of two requests that carry the same code, the database lets one through. */
export async function checkCode(context: Context, account: SecondFactor, code: string): Promise<void> {
  const { tx, now, sealer } = context
  const secret = account.totpSealed === null ? null : fromBase32(sealer.open(account.totpSealed))
  const step = secret && matchingStep(secret, code, now, account.totpLastStep)
  if (step === null)
    throw new Refused('invalid', '动态码不对或已经用过。请等手机上出现下一组 6 位数字后再输入。', {
      fields: ['code'],
    })
  const used = await tx
    .updateTable('accounts')
    .set({ totpLastStep: step })
    .where('id', '=', account.id)
    .where(given => given.or([given('totpLastStep', 'is', null), given('totpLastStep', '<', step)]))
    .executeTakeFirst()
  if (used.numUpdatedRows === 0n)
    throw new Refused('invalid', '这组动态码刚刚用过，请等下一组。', { fields: ['code'] })
}

export const secondFactor: Pick<
  Handlers<typeof accountApi>,
  'secondFactor.prepare' | 'secondFactor.confirm' | 'secondFactor.remove'
> = {
  async 'secondFactor.prepare'(context) {
    const { tx, sealer } = context
    const account = await ownAccount(context)
    if (account.totpConfirmedAt !== null)
      throw new Refused('conflict', '动态码已经开启。如要换手机，请先关闭再重新开启。')
    const secret = toBase32(randomBytes(secretBytes))
    await tx
      .updateTable('accounts')
      .set({ totpSealed: sealer.seal(secret), totpLastStep: null })
      .where('id', '=', account.id)
      .execute()
    const label = encodeURIComponent(`${issuer}:${account.login}`)
    const address = `otpauth://totp/${label}?secret=${secret}&issuer=${encodeURIComponent(issuer)}`
    return { secret, address }
  },

  async 'secondFactor.confirm'(context, { code }) {
    const account = await ownAccount(context)
    if (account.totpSealed === null)
      throw new Refused('rule_broken', '还没有准备动态码，请先点“开启动态码”并扫描二维码。')
    if (account.totpConfirmedAt !== null) return {}
    await checkCode(context, account, code)
    await context.tx
      .updateTable('accounts')
      .set({ totpConfirmedAt: context.now.toISOString() })
      .where('id', '=', account.id)
      .execute()
    return {}
  },

  async 'secondFactor.remove'(context, { password }) {
    const account = await ownAccount(context)
    await checkOwnPassword(context, account, password)
    await context.tx
      .updateTable('accounts')
      .set({ totpSealed: null, totpConfirmedAt: null, totpLastStep: null })
      .where('id', '=', account.id)
      .execute()
    return {}
  },
}

function ownAccount({ tx, actor }: Context) {
  return tx
    .selectFrom('accounts')
    .select(['id', 'login', 'passwordHash', 'totpSealed', 'totpConfirmedAt', 'totpLastStep'])
    .where('id', '=', actor.accountId)
    .executeTakeFirstOrThrow()
}
