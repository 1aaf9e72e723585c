// One citizen number, one elder in the whole province: the claim is taken before the record is written.
import { sql } from 'kysely'
import type { ElderInput } from '../../domain/elders/api.ts'
import { checkedEntry, numberTaken } from '../../domain/elders/registration.ts'
import { countyCodeOf, isWithin } from '../../domain/kernel/area.ts'
import type { Context } from '../kernel/context.ts'
import { regionNamesOf } from '../regions/regions.ts'
import type { ElderKey } from './rows.ts'
import { numberColumns } from './sealed-fields.ts'

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
  const holder = await holderOf(context, numberHash)
  if (holder && holder.id !== key.id) throw await takenBy(context, holder)
}

/** A record that was merged keeps its claim; the person is the record it went into. */
/** The record that holds what somebody typed; null where the number is free or there is none. */
export async function holderOfNumber(
  context: Context,
  regionCode: string,
  entry: Pick<ElderInput, 'numberKind' | 'citizenNumber' | 'sex' | 'bornOn' | 'birthCalendar'>,
): Promise<ElderKey | null> {
  const { today, config, sealer } = context
  const { numberKind, citizenNumber } = checkedEntry(entry, { today, demo: config.demo !== 'none' })
  const { citizenNumberHash } = numberColumns(sealer, {
    kind: numberKind,
    countyCode: countyCodeOf(regionCode),
    number: citizenNumber,
  })
  return citizenNumberHash === null ? null : ((await holderOf(context, citizenNumberHash)) ?? null)
}

async function holderOf({ tx }: Context, numberHash: string): Promise<ElderKey | undefined> {
  const found = await sql<ElderKey>`
    select c.county_code, coalesce(e.merged_into, c.elder_id) as id
    from citizen_number_claims c
    left join elders e on e.county_code = c.county_code and e.id = c.elder_id
    where c.number_hash = ${numberHash}`.execute(tx)
  return found.rows[0]
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
  if (!own || !isWithin(own.regionCode, actor.area))
    return numberTaken(county, actor.regionCode.startsWith(holder.countyCode) ? null : holder.countyCode)
  context.concerns(holder.countyCode, [holder.id])
  const village = (await regionNamesOf(tx, [own.regionCode])).get(own.regionCode) ?? ''
  const standing = own.endedOn === null ? '' : '（已离册）'
  return numberTaken(`本辖区${county}${village}，姓名为${own.name}${standing}`)
}

/** Who moves away takes every number along, those of merged records too. */
export async function releaseAllNumbers({ tx }: Pick<Context, 'tx'>, key: ElderKey): Promise<void> {
  await sql`
    delete from citizen_number_claims c using elders e
    where e.county_code = ${key.countyCode} and e.id = ${key.id}
      and c.county_code = e.county_code and c.elder_id = any(e.id || e.merged_ids)`.execute(tx)
}

export async function releaseNumber({ tx }: Context, key: ElderKey): Promise<void> {
  await sql`delete from citizen_number_claims where county_code = ${key.countyCode} and elder_id = ${key.id}`.execute(
    tx,
  )
}
