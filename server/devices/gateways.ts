// Gateways: one key that speaks for the many devices registered behind it.
import { sql } from 'kysely'
import type { deviceApi } from '../../domain/devices/api.ts'
import { areaOf, countyCodeOf } from '../../domain/kernel/area.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { Context } from '../kernel/context.ts'
import { cursorOf, firstPlace, placeFrom } from '../kernel/list-place.ts'
import { checkInArea } from '../regions/regions.ts'
import { makeKey, revokeKeys } from './keys.ts'

type Api = typeof deviceApi

export async function listGateways(
  context: Context,
  { regionCode, limit, after }: InputOf<Api['deviceGateway.list']>,
): Promise<OutputOf<Api['deviceGateway.list']>> {
  const area = areaOf(regionCode)
  const place = placeFrom(after) ?? firstPlace
  const found = await sql<OutputOf<Api['deviceGateway.list']>['rows'][number]>`
    select g.county_code, g.id, g.region_code, r.short_name as region_name, g.name, g.closed_at,
      k.made_at as key_made_at,
      (select count(*) from home_devices d where d.county_code = g.county_code and d.gateway_id = g.id
        and d.state = 'inUse') as devices
    from device_gateways g
    join regions r on r.code = g.region_code
    left join device_keys k on k.county_code = g.county_code and k.gateway_id = g.id and k.revoked_at is null
    where g.county_code >= ${countyCodeOf(area.from)} and g.county_code <= ${countyCodeOf(area.to)}
      and g.region_code >= ${area.from} and g.region_code <= ${area.to}
      and (g.county_code, g.region_code, g.id) > (${countyCodeOf(place.sort)}, ${place.sort}, ${place.id}::uuid)
    order by g.county_code, g.region_code, g.id
    limit ${limit + 1}`.execute(context.tx)
  const page = found.rows.slice(0, limit)
  const last = found.rows.length > limit ? page.at(-1) : undefined
  return { rows: page, next: last ? cursorOf(last.regionCode, last.id) : null }
}

export async function registerGateway(
  context: Context,
  { countyCode, id, regionCode, name }: InputOf<Api['deviceGateway.register']>,
): Promise<OutputOf<Api['deviceGateway.register']>> {
  const { tx, now, actor } = context
  checkInArea(context, regionCode)
  if (countyCodeOf(regionCode) !== countyCode)
    throw new Refused('invalid', '网关所在的区划不在这个县里，请重新选择。')
  const before = await tx
    .selectFrom('deviceGateways')
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .select('name')
    .executeTakeFirst()
  if (before && before.name !== name)
    throw new Refused('conflict', '这个编号已经用于另一个网关，没有重复登记。请刷新后核对。')
  if (before) return { gatewayKey: null }
  await tx
    .insertInto('deviceGateways')
    .values({
      ...{ countyCode, id, regionCode, name, registeredBy: actor.accountId },
      ...{ registeredAt: now.toISOString(), closedAt: null, closedWhy: null },
    })
    .execute()
  return { gatewayKey: await makeKey(context, ownerOf(countyCode, id), '登记') }
}

export async function renewGatewayKey(
  context: Context,
  { countyCode, id }: InputOf<Api['deviceGateway.renewKey']>,
): Promise<OutputOf<Api['deviceGateway.renewKey']>> {
  const gateway = await ownGateway(context, countyCode, id)
  if (gateway.closedAt !== null) throw new Refused('rule_broken', '这个网关已停用，不能再更换密钥。')
  return { gatewayKey: await makeKey(context, ownerOf(countyCode, id), '更换密钥') }
}

export async function closeGateway(
  context: Context,
  { countyCode, id, why }: InputOf<Api['deviceGateway.close']>,
): Promise<Record<string, never>> {
  const gateway = await ownGateway(context, countyCode, id)
  if (gateway.closedAt !== null) return {}
  await context.tx
    .updateTable('deviceGateways')
    .set({ closedAt: context.now.toISOString(), closedWhy: why })
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .execute()
  await revokeKeys(context, ownerOf(countyCode, id), why)
  return {}
}

const ownerOf = (countyCode: string, gatewayId: string) => ({ countyCode, deviceId: null, gatewayId })

async function ownGateway({ tx }: Context, countyCode: string, id: string) {
  const found = await tx
    .selectFrom('deviceGateways')
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .forUpdate()
    .select('closedAt')
    .executeTakeFirst()
  if (!found) throw new Refused('not_found', '没有找到这个网关，或不在您的辖区内。请从列表里重新选择。')
  return found
}
