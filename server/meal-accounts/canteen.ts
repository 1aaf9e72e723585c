// The canteen an act is about, as the caller may see it.
import { Refused } from '../../domain/kernel/refusal.ts'
import type { Transaction } from '../kernel/database.ts'
import type { CanteenKey } from './open-account.ts'

export interface SeenCanteen extends CanteenKey {
  regionCode: string
  name: string
  placeName: string
}

/** Refuses a canteen that is not there for the caller: the row policies decide. */
export async function getCanteen(
  tx: Transaction,
  { countyCode, canteenId }: CanteenKey,
): Promise<SeenCanteen> {
  const row = await tx
    .selectFrom('canteens')
    .innerJoin('regions', 'regions.code', 'canteens.regionCode')
    .select(['canteens.regionCode', 'canteens.name', 'regions.shortName as placeName'])
    .where('canteens.countyCode', '=', countyCode)
    .where('canteens.id', '=', canteenId)
    .executeTakeFirst()
  if (!row) throw new Refused('not_found', '没有这个助餐点，或者不在您的辖区内。请返回列表刷新后重试。')
  return { countyCode, canteenId, ...row }
}
