// Who does the works and serves the beds: read from the county's register of providers.
import type { Day } from '../../domain/kernel/day.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { Context } from '../kernel/context.ts'
import { checkInArea } from '../regions/regions.ts'

export async function listProviders(context: Context, { countyCode }: { countyCode: string }) {
  checkInArea(context, countyOf(context, countyCode))
  const rows = await context.tx
    .selectFrom('serviceProviders')
    .where('countyCode', '=', countyCode)
    .where('endedOn', 'is', null)
    .orderBy('name')
    .limit(500)
    .select(['id', 'name'])
    .execute()
  return { rows }
}

/** A township asks for its own county, which is wider than its area. */
function countyOf({ actor }: Context, countyCode: string): string {
  return actor.regionCode.startsWith(countyCode) ? actor.regionCode : `${countyCode}000000`
}

/** The name is kept beside the id: papers say who it was, whatever the register says later. */
export async function providerNamed(
  { tx, today }: Context,
  countyCode: string,
  { providerId }: { providerId: string },
): Promise<{ providerId: string; providerName: string }> {
  const found = await tx
    .selectFrom('serviceProviders')
    .where('countyCode', '=', countyCode)
    .where('id', '=', providerId)
    .select(['name', 'endedOn'])
    .executeTakeFirst()
  if (!found) throw new Refused('not_found', '没有找到这家服务机构。请从名单里重新选择。')
  if (hasEnded(found.endedOn, today))
    throw new Refused('rule_broken', `“${found.name}”已停止服务，不能再安排。请选其他机构。`)
  return { providerId, providerName: found.name }
}

const hasEnded = (endedOn: Day | null, today: Day) => endedOn !== null && endedOn <= today
