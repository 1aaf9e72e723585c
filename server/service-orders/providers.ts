// Organisations that provide services: listed with their people and the state of those people's certificates.
import { sql } from 'kysely'
import { areaOf, countyCodeOf } from '../../domain/kernel/area.ts'
import { addDays } from '../../domain/kernel/day.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { serviceCatalogueApi } from '../../domain/service-orders/api.ts'
import type { ServiceProvider } from '../../domain/service-orders/provider.ts'
import type { Context } from '../kernel/context.ts'
import { checkInArea } from '../regions/regions.ts'
import { accountFor } from './membership.ts'
import { workersOf } from './workers.ts'

type Table = typeof serviceCatalogueApi
type Key = { countyCode: string; id: string }

/** Those of the county serve its townships too, so a township sees them. */
export async function listProviders(
  context: Context,
  { regionCode, ended }: InputOf<Table['provider.list']>,
): Promise<OutputOf<Table['provider.list']>> {
  checkInArea(context, regionCode)
  const area = areaOf(regionCode)
  return {
    rows: await readProviders(
      context,
      sql`p.county_code between ${countyCodeOf(area.from)} and ${countyCodeOf(area.to)}
        and (p.ended_on is not null) = ${ended}`,
    ),
  }
}

async function readProviders(
  { tx, today, setting, actor }: Context,
  condition: ReturnType<typeof sql>,
): Promise<ServiceProvider[]> {
  const until = addDays(today, setting('worker.certificateWarningDays', actor.regionCode))
  const found = await sql<ServiceProvider>`
    select p.county_code, p.id, p.region_code, place.short_name as place_name, p.name, p.kind, p.care_ways,
      p.item_codes, p.credit_code, p.address, p.phone, p.lon, p.lat, p.reach_km, p.daily_orders, p.started_on,
      p.ended_on, p.ended_why, p.version, count(w.id)::int as workers,
      coalesce(sum(w.ending), 0)::int as certificates_ending, coalesce(sum(w.over), 0)::int as certificates_over
    from service_providers p
    join regions place on place.code = p.region_code
    left join lateral (
      select w.id,
        (select count(*) from latest_certificates(w.county_code, w.id) c
          where c.expires_on between ${today} and ${until}) as ending,
        (select count(*) from latest_certificates(w.county_code, w.id) c where c.expires_on < ${today}) as over
      from service_workers w
      where w.county_code = p.county_code and w.provider_id = p.id and w.ended_on is null) w on true
    where ${condition}
    group by p.county_code, p.id, place.short_name
    order by p.county_code, p.name, p.id
    limit 500`.execute(tx)
  return found.rows
}

export async function getProvider(
  context: Context,
  { countyCode, id }: Key,
): Promise<OutputOf<Table['provider.get']>> {
  const [provider] = await readProviders(context, sql`p.county_code = ${countyCode} and p.id = ${id}::uuid`)
  if (!provider) throw unknownProvider()
  const members = await sql<OutputOf<Table['provider.get']>['members'][number]>`
    select m.id, m.account_id, a.name, a.login, m.valid_from, m.valid_to from provider_members m
    join accounts a on a.id = m.account_id
    where m.county_code = ${countyCode} and m.provider_id = ${id}::uuid
    order by m.valid_to nulls first, m.valid_from desc, m.id`.execute(context.tx)
  return { provider, members: members.rows, workers: await workersOf(context, countyCode, [id], true) }
}

export function unknownProvider(): Refused {
  return new Refused('not_found', '没有这家服务机构，或者它不在您的辖区内。请返回列表重新选择。')
}

export async function registerProvider(
  context: Context,
  { countyCode, id, regionCode, provider }: InputOf<Table['provider.register']>,
): Promise<void> {
  const { tx, now, today, actor } = context
  checkInArea(context, regionCode)
  if (countyCodeOf(regionCode) !== countyCode) throw new Refused('invalid', '机构所在地要在本县之内。')
  await tx
    .insertInto('serviceProviders')
    .values({
      ...{ countyCode, id, regionCode, ...provider, startedOn: today, endedOn: null, endedWhy: null },
      ...{ version: 1, recordedBy: actor.accountId, recordedAt: now.toISOString(), synthetic: false },
    })
    .execute()
}

export async function changeProvider(
  { tx }: Context,
  { countyCode, id, version, provider }: InputOf<Table['provider.change']>,
): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('serviceProviders')
    .set({ ...provider, version: version + 1 })
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  if (numUpdatedRows === 0n)
    throw new Refused('conflict', '这家机构的资料刚被别人改过，没有保存。请刷新后重新修改。')
}

export async function endProvider(
  { tx, today }: Context,
  { countyCode, id, why }: InputOf<Table['provider.end']>,
): Promise<void> {
  const open = await sql<{ orders: number; series: number }>`
    select
      (select count(*)::int from service_orders where county_code = ${countyCode} and provider_id = ${id}::uuid
        and stage in ('requested', 'promised', 'onTheWay', 'inService')) as orders,
      (select count(*)::int from order_series where county_code = ${countyCode} and provider_id = ${id}::uuid
        and ended_at is null and (to_on is null or to_on >= ${today})) as series`.execute(tx)
  const { orders = 0, series = 0 } = open.rows[0] ?? {}
  if (orders + series > 0)
    throw new Refused(
      'rule_broken',
      `这家机构还有 ${orders} 个未完成的订单和 ${series} 项固定服务。请先换机构或取消，再停用。`,
    )
  const { numUpdatedRows } = await tx
    .updateTable('serviceProviders')
    .set({ endedOn: today, endedWhy: why })
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .where('endedOn', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw unknownProvider()
}

export async function addMember(
  { tx, now, today, actor }: Context,
  { countyCode, id, memberId, login }: InputOf<Table['provider.addMember']>,
): Promise<void> {
  const accountId = await accountFor(tx, { login, role: 'providerManager', countyCode, today })
  const provider = await tx
    .selectFrom('serviceProviders')
    .select(['regionCode'])
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!provider) throw unknownProvider()
  const others = await tx
    .selectFrom('providerMembers')
    .select(['providerId'])
    .where('countyCode', '=', countyCode)
    .where('accountId', '=', accountId)
    .where('validTo', 'is', null)
    .execute()
  if (others.length > 0)
    throw new Refused('conflict', '这个账号已经是一家机构的负责人。一个账号只代表一家机构。')
  await tx
    .insertInto('providerMembers')
    .values({
      ...{ countyCode, id: memberId, regionCode: provider.regionCode, providerId: id, accountId },
      ...{ validFrom: today, validTo: null, recordedBy: actor.accountId, recordedAt: now.toISOString() },
    })
    .execute()
}

export async function endMember(
  { tx, today }: Context,
  { countyCode, id, memberId }: InputOf<Table['provider.endMember']>,
): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('providerMembers')
    .set({ validTo: addDays(today, -1) })
    .where('countyCode', '=', countyCode)
    .where('providerId', '=', id)
    .where('id', '=', memberId)
    .where('validTo', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw new Refused('not_found', '这位负责人已经取消过了，请刷新。')
}
