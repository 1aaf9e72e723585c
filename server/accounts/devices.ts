// Phones: known from their first sign-in, reported lost by the office, wiped at their next word to us.
import type { accountApi } from '../../domain/accounts/api.ts'
import { areaOf, isWithin } from '../../domain/kernel/area.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { Context, Handlers } from '../kernel/context.ts'
import { inArea } from './people.ts'
import { lostSentence } from './sessions.ts'

interface Introduction {
  id: string
  name: string
  appVersion: string
}

/** A phone handed to another person is theirs from then on, and the earlier person's sessions on it end. */
export async function registerDevice(
  context: Context,
  accountId: string,
  device: Introduction,
): Promise<void> {
  const { tx, now } = context
  const seen = { name: device.name, appVersion: device.appVersion, lastSeenAt: now.toISOString(), accountId }
  const row = await tx
    .insertInto('devices')
    .values({
      id: device.id,
      ...seen,
      registeredAt: now.toISOString(),
      lostAt: null,
      lostReportedBy: null,
      lostReason: null,
      wipedAt: null,
    })
    .onConflict(conflict => conflict.column('id').doUpdateSet(seen))
    .returning('lostAt')
    .executeTakeFirstOrThrow()
  if (row.lostAt !== null) throw new Refused('not_signed_in', lostSentence, { lost: true })
  await tx
    .deleteFrom('sessions')
    .where('deviceId', '=', device.id)
    .where('accountId', '!=', accountId)
    .execute()
}

/**
 * Whether a phone is this person's and not lost; notes the version of the app it runs now, so that the office
 * sees who must upgrade. Written only when it changed.
 */
export async function isOwnDevice(context: Context, deviceId: string, appVersion: string): Promise<boolean> {
  const { tx, actor } = context
  const device = await tx
    .selectFrom('devices')
    .where('id', '=', deviceId)
    .where('accountId', '=', actor.accountId)
    .where('lostAt', 'is', null)
    .select('appVersion')
    .executeTakeFirst()
  if (device && device.appVersion !== appVersion)
    await tx.updateTable('devices').where('id', '=', deviceId).set({ appVersion }).execute()
  return device !== undefined
}

export const devices: Pick<Handlers<typeof accountApi>, 'device.list' | 'device.reportLost'> = {
  async 'device.list'({ tx, actor, today }, { regionCode, text, limit, after }) {
    if (!isWithin(regionCode, actor.area))
      throw new Refused('not_found', '没有这个区划，或者它不在您的辖区内。请重新选择。')
    const rows = await tx
      .selectFrom('devices')
      .innerJoin('accounts', 'accounts.id', 'devices.accountId')
      .select([
        'devices.id',
        'devices.accountId',
        'accounts.name as accountName',
        'devices.name',
        'appVersion',
        'registeredAt',
        'lastSeenAt',
        'lostAt',
        'lostReason',
        'wipedAt',
      ])
      .where(inArea(areaOf(regionCode), today))
      .$if(text !== undefined, query =>
        query.where(given =>
          given.or([
            given('accounts.name', 'like', `%${text}%`),
            given('devices.name', 'like', `%${text}%`),
            given('login', 'like', `${text}%`),
          ]),
        ),
      )
      .$if(after !== undefined, query => query.where('devices.id', '>', after ?? ''))
      .orderBy('devices.id')
      .limit(limit + 1)
      .execute()
    return { rows: rows.slice(0, limit), next: rows.length > limit ? (rows[limit - 1]?.id ?? null) : null }
  },

  async 'device.reportLost'(context, { id, reason }) {
    const { tx, actor, now, today } = context
    const device = await tx
      .selectFrom('devices')
      .innerJoin('accounts', 'accounts.id', 'devices.accountId')
      .select(['devices.accountId', 'regionCode', 'lostAt'])
      .where('devices.id', '=', id)
      .where(inArea(actor.area, today))
      .executeTakeFirst()
    if (!device) throw new Refused('not_found', '没有这部手机，或者使用人不在您的辖区内。请刷新后核对。')
    context.concerns(device.regionCode.slice(0, 6), [device.accountId], reason)
    if (device.lostAt !== null) return {}
    await tx
      .updateTable('devices')
      .set({ lostAt: now.toISOString(), lostReportedBy: actor.accountId, lostReason: reason })
      .where('id', '=', id)
      .execute()
    return {}
  },
}
