// Front file of accounts: its operations, and who is where for other modules.
import { sql } from 'kysely'
import type pg from 'pg'
import type { accountApi } from '../../domain/accounts/api.ts'
import type { Role } from '../../domain/accounts/roles.ts'
import { areaOf, pathOf } from '../../domain/kernel/area.ts'
import type { Day } from '../../domain/kernel/day.ts'
import type { Actor, Context, Handlers, System } from '../kernel/context.ts'
import type { Transaction } from '../kernel/database.ts'
import type { DemoPlace } from './demo.ts'
import * as demo from './demo.ts'
import * as phones from './devices.ts'
import * as first from './first.ts'
import { passwords } from './passwords.ts'
import * as people from './people.ts'
import { posts } from './posts.ts'
import { resuming } from './resuming.ts'
import { secondFactor } from './second-factor.ts'
import * as sessions from './sessions.ts'
import { signIn } from './sign-in.ts'

export const accounts: Handlers<typeof accountApi> = {
  ...signIn,
  ...passwords,
  ...secondFactor,
  ...resuming,
  ...people.people,
  ...posts,
  ...phones.devices,
}

/** Who a session token stands for; see sessions.ts. */
export function authenticate(system: System, token: string): Promise<Actor | null> {
  return sessions.authenticate(system, token)
}

/** One account a role for a demonstration; see demo.ts. */
export function makeDemoAccounts(client: Pick<pg.ClientBase, 'query'>, place: DemoPlace): Promise<void> {
  return demo.makeDemoAccounts(client, place)
}

/** Whether a phone is the signed-in person's; notes the version of its app. See devices.ts. */
export function isOwnDevice(context: Context, deviceId: string, appVersion: string): Promise<boolean> {
  return phones.isOwnDevice(context, deviceId, appVersion)
}

/** False when a later push of the same phone has been done already; see devices.ts. */
export function takePushTurn(...given: Parameters<typeof phones.takePushTurn>): Promise<boolean> {
  return phones.takePushTurn(...given)
}

/** What a phone says of itself at a contact; see devices.ts. */
export function noteContact(...given: Parameters<typeof phones.noteContact>): Promise<void> {
  return phones.noteContact(...given)
}

/** The key of one person on one phone; false when the phone is not hers. See devices.ts. */
export function keepKeys(...given: Parameters<typeof phones.keepKeys>): Promise<boolean> {
  return phones.keepKeys(...given)
}

export type SealingDevice = phones.SealingDevice

/** Whose phones sealed something, with the keys that prove it; see devices.ts. */
export function sealingDevices(
  context: Context,
  ids: readonly string[],
): Promise<Map<string, phones.SealingDevice>> {
  return phones.sealingDevices(context, ids)
}

/** In whose post a sealed act is done; null when she no longer holds it. See devices.ts. */
export function holderOf(...given: Parameters<typeof phones.holderOf>): Promise<Actor | null> {
  return phones.holderOf(...given)
}

/** Of somebody in the family, with the code an elder agreed to; see people.ts. */
export const makeFamilyAccount = people.makeFamilyAccount

/** Opens the door for the first administrator and closes it for demo accounts; see first.ts. */
export function prepareFirstAccounts(system: System): Promise<string[]> {
  return first.prepareFirstAccounts(system)
}

/** Deletes sessions long over and failed sign-ins older than the law wants them kept; a job calls it daily. */
export function clearExpired(system: System): Promise<void> {
  return sessions.clearExpired(system)
}

/** Account → name, for many at once. */
export async function namesOf(tx: Transaction, accountIds: readonly string[]): Promise<Map<string, string>> {
  if (accountIds.length === 0) return new Map()
  const rows = await tx
    .selectFrom('accounts')
    .select(['id', 'name'])
    .where('id', 'in', [...new Set(accountIds)])
    .execute()
  return new Map(rows.map(row => [row.id, row.name]))
}

/** Holders of a post in force on a day (today when not given), whose accounts are not disabled. */
function holders(tx: Transaction, roles: readonly Role[], on: Day | undefined) {
  const day = on === undefined ? sql<string>`(now() at time zone 'Asia/Shanghai')::date` : sql.val(on)
  return tx
    .selectFrom('posts')
    .innerJoin('accounts', 'accounts.id', 'posts.accountId')
    .select(['accounts.id', 'login', 'name', 'role', 'posts.regionCode'])
    .where('role', 'in', roles)
    .where('disabledAt', 'is', null)
    .where('validFrom', '<=', day)
    .where(given => given.or([given('validTo', 'is', null), given('validTo', '>=', day)]))
}

export interface Visitor {
  id: string
  login: string
  name: string
  /** Where the post is held: a village, or a township whose villages one visitor goes round. */
  regionCode: string
}

/**
 * Whether a region lies in the area of the transaction. Accounts carry no row policy, so a list of people asks
 * for itself; work outside a request (a job) has no area and sees all.
 */
function inScope(regionCode: string) {
  return sql<boolean>`coalesce(${regionCode} >= nullif(current_setting('wanqing.area_from', true), '')
    and ${regionCode} <= nullif(current_setting('wanqing.area_to', true), ''), true)`
}

/**
 * Visitors who may look after elders of a region: with a post inside it, or at the township above it. Nobody
 * for a region outside the caller's area.
 */
export async function visitorsOf(tx: Transaction, regionCode: string, on?: Day): Promise<Visitor[]> {
  const area = areaOf(regionCode)
  const rows = await holders(tx, ['visitor'], on)
    .where(inScope(regionCode))
    .where(given =>
      given.or([
        given.and([given('posts.regionCode', '>=', area.from), given('posts.regionCode', '<=', area.to)]),
        given('posts.regionCode', 'in', pathOf(regionCode)),
      ]),
    )
    .orderBy('accounts.id')
    .orderBy('posts.regionCode')
    .execute()
  const first = new Map(rows.toReversed().map(row => [row.id, row]))
  return [...first.values()].reverse().map(({ role: _, ...visitor }) => visitor)
}

export interface Officer {
  id: string
  name: string
  role: Role
  regionCode: string
}

const officers: readonly Role[] = ['townshipOfficer', 'countyOfficer', 'prefectureOfficer', 'provinceOfficer']

/** Officers in charge of any of the regions, from the township up to the province, the longest in post first. */
export async function officersAbove(
  tx: Transaction,
  regionCodes: readonly string[],
  on?: Day,
): Promise<Officer[]> {
  const codes = [...new Set(regionCodes.flatMap(pathOf))]
  if (codes.length === 0) return []
  const rows = await holders(tx, officers, on)
    .where('posts.regionCode', 'in', codes)
    .orderBy('validFrom')
    .orderBy('posts.id')
    .execute()
  return rows.map(({ login: _, ...officer }) => officer)
}

/**
 * Region → who owns a new aid case there: the township's officer, else the county's, the prefecture's, the
 * province's. A region with none of them is missing from the answer.
 */
export async function ownersFor(
  tx: Transaction,
  regionCodes: readonly string[],
  on?: Day,
): Promise<Map<string, string>> {
  const found = await officersAbove(tx, regionCodes, on)
  const byPlace = new Map(found.toReversed().map(officer => [officer.regionCode, officer.id]))
  return new Map(
    [...new Set(regionCodes)].flatMap(code => {
      const place = pathOf(code)
        .toReversed()
        .find(ancestor => byPlace.has(ancestor))
      return place === undefined ? [] : [[code, byPlace.get(place) ?? ''] as const]
    }),
  )
}

/** Who owns a new aid case in one region; null when nobody is in post above it. */
export async function ownerFor(tx: Transaction, regionCode: string, on?: Day): Promise<string | null> {
  return (await ownersFor(tx, [regionCode], on)).get(regionCode) ?? null
}
