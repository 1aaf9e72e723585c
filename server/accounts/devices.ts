// Phones: known from their first sign-in, reported lost by the office, wiped at their next word to us.
import { type RawBuilder, sql } from 'kysely'
import type { PhoneReport, PhoneState } from '../../domain/accounts/account.ts'
import { phoneStates } from '../../domain/accounts/account.ts'
import type { accountApi } from '../../domain/accounts/api.ts'
import { rightsOf } from '../../domain/accounts/roles.ts'
import { areaOf } from '../../domain/kernel/area.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { PushTurn } from '../../domain/sync/api.ts'
import type { Actor, Context, Handlers } from '../kernel/context.ts'
import { checkInArea } from '../regions/regions.ts'
import { inArea } from './people.ts'
import { lostSentence } from './sessions.ts'

interface Introduction {
  id: string
  name: string
  appVersion: string
  phoneId?: string | undefined
}

/** A phone handed to another person is theirs from then on, and the earlier person's sessions on it end. */
export async function registerDevice(
  context: Context,
  accountId: string,
  device: Introduction,
): Promise<void> {
  const { tx, now } = context
  const { name, appVersion, phoneId } = device
  const seen = { name, appVersion, lastSeenAt: now.toISOString(), accountId, ...(phoneId && { phoneId }) }
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

/** Pushes of one phone wait here for each other. False when a later one of the same store has been done already. */
export async function takePushTurn({ tx }: Context, deviceId: string, turn: PushTurn): Promise<boolean> {
  const taken = await tx
    .updateTable('devices')
    .where('id', '=', deviceId)
    .where(eb => eb.or([eb('pushLine', 'is distinct from', turn.line), eb('pushTurn', '<', turn.number)]))
    .set({ pushLine: turn.line, pushTurn: turn.number })
    .executeTakeFirst()
  return taken.numUpdatedRows > 0n
}

/** What a phone said of itself; the office sees it beside the last contact. */
export async function noteContact(
  { tx, now }: Context,
  deviceId: string,
  said: { report?: PhoneReport | undefined; clockOffsetMs?: number | undefined },
): Promise<void> {
  if (said.report === undefined && said.clockOffsetMs === undefined) return
  const at = now.toISOString()
  await tx
    .updateTable('devices')
    .where('id', '=', deviceId)
    .set({
      contactAt: at,
      ...(said.report && { report: sql`${JSON.stringify(said.report)}::jsonb`, reportAt: at }),
      ...(said.clockOffsetMs !== undefined && { clockOffsetMs: said.clockOffsetMs }),
    })
    .execute()
}

/** The key of one person on one phone; a phone set up anew brings another. False when the phone is not hers. */
export async function keepKeys(
  context: Context,
  deviceId: string,
  keys: { publicKey: string; phoneId?: string },
): Promise<boolean> {
  const kept = await context.tx
    .updateTable('devices')
    .where('id', '=', deviceId)
    .where('accountId', '=', context.actor.accountId)
    .where('lostAt', 'is', null)
    .set(keys)
    .returning('id')
    .executeTakeFirst()
  return kept !== undefined
}

export interface SealingDevice {
  deviceId: string
  accountId: string
  publicKey: string
  lost: boolean
}

/** Device → whose it is and the key that opens what it sealed; those without a key are missing. */
export async function sealingDevices(
  { tx }: Context,
  ids: readonly string[],
): Promise<Map<string, SealingDevice>> {
  const rows = await tx
    .selectFrom('devices')
    .innerJoin('accounts', 'accounts.id', 'devices.accountId')
    .where('devices.id', 'in', [...new Set(ids)])
    .where('disabledAt', 'is', null)
    .select(['devices.id as deviceId', 'devices.accountId', 'publicKey', 'lostAt'])
    .execute()
  return new Map(
    rows.flatMap(({ lostAt, publicKey, ...row }) =>
      publicKey === null ? [] : [[row.deviceId, { ...row, publicKey, lost: lostAt !== null }] as const],
    ),
  )
}

/** Who a sealed act is done for: the maker in the post she made it in, if she still holds it. */
export async function holderOf(
  { tx, today }: Context,
  { accountId, postId, deviceId }: { accountId: string; postId: string; deviceId: string },
): Promise<Actor | null> {
  const post = await tx
    .selectFrom('posts')
    .innerJoin('accounts', 'accounts.id', 'posts.accountId')
    .where('posts.id', '=', postId)
    .where('accountId', '=', accountId)
    .where('validFrom', '<=', today)
    .where(given => given.or([given('validTo', 'is', null), given('validTo', '>=', today)]))
    .select(['role', 'posts.regionCode', 'mustChangePassword'])
    .executeTakeFirst()
  if (!post || post.mustChangePassword) return null
  const { role, regionCode } = post
  return { accountId, postId, role, regionCode, area: areaOf(regionCode), rights: rightsOf(role), deviceId }
}

function conditions(context: Context, regionCode: string): Record<PhoneState, RawBuilder<boolean>> {
  const { now, system } = context
  const silentSince = new Date(
    now.getTime() - context.setting('phone.silentDays', regionCode) * 86_400_000,
  ).toISOString()
  const clockMs = context.setting('phone.clockMinutes', regionCode) * 60_000
  const inUse = (condition: RawBuilder<boolean>) => sql<boolean>`(devices.lost_at is null and ${condition})`
  return {
    behind: inUse(sql`coalesce((report->>'waiting')::int, 0) > 0`),
    refused: inUse(sql`coalesce((report->>'refused')::int, 0) > 0`),
    silent: inUse(sql`devices.last_seen_at < ${silentSince}::timestamptz`),
    clockWrong: inUse(sql`coalesce(abs(clock_offset_ms), 0) >= ${clockMs}::bigint`),
    oldApp: inUse(sql`app_version is distinct from ${system.version}`),
    reportedLost: sql<boolean>`(devices.lost_at is not null)`,
  }
}

export const devices: Pick<Handlers<typeof accountApi>, 'device.list' | 'device.reportLost'> = {
  async 'device.list'(context, { regionCode, text, state, limit, after }) {
    const { tx, today, system } = context
    checkInArea(context, regionCode)
    const are = conditions(context, regionCode)
    const ofArea = tx
      .selectFrom('devices')
      .innerJoin('accounts', 'accounts.id', 'devices.accountId')
      .where(inArea(areaOf(regionCode), today))
    const counts = await ofArea
      .select(phoneStates.keys.map(key => sql<number>`count(*) filter (where ${are[key]})::int`.as(key)))
      .executeTakeFirstOrThrow()
    const rows = await ofArea
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
        'phoneId',
        'clockOffsetMs',
        'contactAt',
        'report',
        'reportAt',
      ])
      .$if(state !== undefined, query => query.where(are[state ?? 'reportedLost']))
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
    const next = rows.length > limit ? (rows[limit - 1]?.id ?? null) : null
    return { newestApp: system.version, counts, rows: rows.slice(0, limit), next }
  },

  async 'device.reportLost'(context, { id, reason }) {
    const { tx, actor, now, today } = context
    const device = await tx
      .selectFrom('devices')
      .innerJoin('accounts', 'accounts.id', 'devices.accountId')
      .select(['devices.accountId', 'regionCode', 'lostAt', 'phoneId'])
      .where('devices.id', '=', id)
      .where(inArea(actor.area, today))
      .executeTakeFirst()
    if (!device) throw new Refused('not_found', '没有这部手机，或者使用人不在您的辖区内。请刷新后核对。')
    context.concerns(device.regionCode.slice(0, 6), [device.accountId], reason)
    if (device.lostAt !== null) return {}
    // A phone is lost with everything on it, whoever of those who share it said so.
    await tx
      .updateTable('devices')
      .set({ lostAt: now.toISOString(), lostReportedBy: actor.accountId, lostReason: reason })
      .where('lostAt', 'is', null)
      .where(given =>
        given.or([
          given('id', '=', id),
          ...(device.phoneId === null ? [] : [given('phoneId', '=', device.phoneId)]),
        ]),
      )
      .execute()
    return {}
  },
}
