// Which organisation a caller speaks for. The database guards the county; within it, this is the wall between providers.
import { sql } from 'kysely'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { Context } from '../kernel/context.ts'

export interface OwnProvider {
  countyCode: string
  id: string
  name: string
}

/** In force today; none for whoever is no member anywhere. */
export async function ownProviders(
  { tx, actor, today }: Context,
  countyCode: string,
): Promise<OwnProvider[]> {
  const found = await sql<OwnProvider>`
    select p.county_code, p.id, p.name from provider_members m
    join service_providers p on p.county_code = m.county_code and p.id = m.provider_id
    where m.county_code = ${countyCode} and m.account_id = ${actor.accountId}::uuid and m.valid_from <= ${today}
      and (m.valid_to is null or m.valid_to >= ${today})
    order by p.name, p.id`.execute(tx)
  return found.rows
}

/** Whoever manages the catalogue works on any provider of the county; a provider's manager on her own. */
export async function checkSpeaksFor(
  context: Context,
  countyCode: string,
  providerId: string,
): Promise<void> {
  if (context.actor.rights.includes('catalogue:manage')) return
  const own = await ownProviders(context, countyCode)
  if (!own.some(provider => provider.id === providerId)) throw notYours()
}

/** The same answer for what does not exist and for what belongs to another: nothing is told of others. */
export function notYours(): Refused {
  return new Refused('not_found', '没有找到，或者它不属于您的机构。请刷新后重试。')
}

export interface OwnWorker {
  countyCode: string
  id: string
  name: string
  providerId: string
  providerName: string
}

/** The worker whose phone this is; a post without a worker's entry carries nothing. */
export async function ownWorker({ tx, actor }: Context): Promise<OwnWorker | null> {
  const found = await sql<OwnWorker>`
    select w.county_code, w.id, w.name, w.provider_id, p.name as provider_name from service_workers w
    join service_providers p on p.county_code = w.county_code and p.id = w.provider_id
    where w.county_code = ${actor.regionCode.slice(0, 6)} and w.account_id = ${actor.accountId}::uuid
      and w.ended_on is null
    limit 1`.execute(tx)
  return found.rows[0] ?? null
}

/** Only an account that holds the post in this county: a typed login must not open another county's orders. */
export async function accountFor(
  tx: Context['tx'],
  { login, role, countyCode, today }: { login: string; role: string; countyCode: string; today: string },
): Promise<string> {
  const found = await sql<{ id: string }>`
    select a.id from accounts a join posts p on p.account_id = a.id
    where a.login = ${login} and a.disabled_at is null and p.role = ${role}
      and left(p.region_code, 6) = ${countyCode} and p.valid_from <= ${today}
      and (p.valid_to is null or p.valid_to >= ${today}) limit 1`.execute(tx)
  const [account] = found.rows
  if (!account)
    throw new Refused(
      'not_found',
      role === 'providerManager'
        ? '本县没有这个登录名的“服务机构负责人”账号。请先请系统管理员开通。'
        : '本县没有这个登录名的“上门服务人员”账号。请先请系统管理员开通。',
    )
  return account.id
}
