// One citizen number, one elder in the whole province: the claim is taken before the record is written.
import { sql } from 'kysely'
import { numberTaken } from '../../domain/elders/registration.ts'
import { isWithin } from '../../domain/kernel/area.ts'
import type { Context } from '../kernel/context.ts'
import { regionNamesOf } from '../regions/regions.ts'
import type { ElderKey } from './rows.ts'

/** Waits for a claim being made at the same moment, so that two townships cannot both win. */
export async function claimNumber(context: Context, key: ElderKey, numberHash: string): Promise<void> {
  const { tx } = context
  const claimed = await tx
    .insertInto('citizenNumberClaims')
    .values({ numberHash, countyCode: key.countyCode, elderId: key.id })
    .onConflict(conflict => conflict.column('numberHash').doNothing())
    .returning('numberHash')
    .execute()
  if (claimed.length === 1) return
  const holder = await tx
    .selectFrom('citizenNumberClaims')
    .select(['countyCode', 'elderId'])
    .where('numberHash', '=', numberHash)
    .executeTakeFirstOrThrow()
  if (holder.elderId !== key.id)
    throw await takenBy(context, { countyCode: holder.countyCode, id: holder.elderId })
}

/** Inside one's own area the record itself may be named; elsewhere only the county. */
async function takenBy(context: Context, holder: ElderKey) {
  const { tx, actor } = context
  const countyRegion = `${holder.countyCode}000000`
  const names = await regionNamesOf(tx, [countyRegion])
  const county = names.get(countyRegion) ?? '其他县（市、区）'
  const own = await tx
    .selectFrom('elders')
    .select(['name', 'regionCode', 'endedOn'])
    .where('countyCode', '=', holder.countyCode)
    .where('id', '=', holder.id)
    .executeTakeFirst()
  if (!own || !isWithin(own.regionCode, actor.area)) return numberTaken(county)
  context.concerns(holder.countyCode, [holder.id])
  const village = (await regionNamesOf(tx, [own.regionCode])).get(own.regionCode) ?? ''
  const standing = own.endedOn === null ? '' : '（已离册）'
  return numberTaken(`本辖区${county}${village}，姓名为${own.name}${standing}`)
}

export async function releaseNumber({ tx }: Context, key: ElderKey): Promise<void> {
  await sql`delete from citizen_number_claims where county_code = ${key.countyCode} and elder_id = ${key.id}`.execute(
    tx,
  )
}
