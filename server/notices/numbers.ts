// The telephone a person is texted and rung up at: her own to set, shown to her alone.
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import type { noticeApi } from '../../domain/notices/api.ts'
import type { Context } from '../kernel/context.ts'

type Table = typeof noticeApi

export async function myNumber({ tx, actor }: Context): Promise<OutputOf<Table['noticeNumber.mine']>> {
  const found = await tx
    .selectFrom('noticeNumbers')
    .where('accountId', '=', actor.accountId)
    .select('phoneTail')
    .executeTakeFirst()
  return { phoneTail: found?.phoneTail ?? null }
}

export async function setNumber(
  { tx, actor, now, sealer }: Context,
  { phone }: InputOf<Table['noticeNumber.set']>,
): Promise<OutputOf<Table['noticeNumber.set']>> {
  const phoneTail = phone.slice(-4)
  const row = { phoneSealed: sealer.seal(phone), phoneTail, setAt: now.toISOString() }
  await tx
    .insertInto('noticeNumbers')
    .values({ accountId: actor.accountId, ...row })
    .onConflict(conflict => conflict.column('accountId').doUpdateSet(row))
    .execute()
  return { phoneTail }
}
