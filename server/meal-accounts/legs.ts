// From a leg of a voucher to a posting of the ledger: who pays, where it arrives, what it is for.
import type { Day } from '../../domain/kernel/day.ts'
import type { LedgerAccountKind } from '../../domain/ledger/accounts.ts'
import type { Posting } from '../../domain/ledger/posting.ts'
import type { LedgerPurpose } from '../../domain/ledger/purposes.ts'
import type { DayLeg } from '../../domain/meal-accounts/day.ts'
import type { Transaction } from '../kernel/database.ts'

export interface CanteenPlace {
  countyCode: string
  canteenId: string
  regionCode: string
}

interface LegRule {
  from: LedgerAccountKind
  to: LedgerAccountKind
  purpose: LedgerPurpose
}

/**
 * What others take over is owed to the canteen until they pay: only money that arrived stands on canteenCash, so that
 * the wall says what is in the till. What a person pays over the counter is there at once.
 */
export const legRules: Readonly<Record<DayLeg, LegRule>> = {
  counter: { from: 'counterCash', to: 'canteenCash', purpose: 'mealOwn' },
  provincePays: { from: 'provinceSubsidy', to: 'dueGovernment', purpose: 'mealSubsidy' },
  countyPays: { from: 'countySubsidy', to: 'dueGovernment', purpose: 'mealSubsidy' },
  collectivePays: { from: 'collective', to: 'dueCollective', purpose: 'mealCollective' },
  firmPays: { from: 'enterprise', to: 'dueFirm', purpose: 'mealEnterprise' },
  charityPays: { from: 'charity', to: 'dueCharity', purpose: 'mealCharity' },
  operatingProvince: { from: 'provinceSubsidy', to: 'dueGovernment', purpose: 'mealOperating' },
  operatingCounty: { from: 'countySubsidy', to: 'dueGovernment', purpose: 'mealOperating' },
}

/** Accounts of a county have no owner and stand at the county; all others are the canteen's. */
export function accountAt({ countyCode, canteenId, regionCode }: CanteenPlace, kind: LedgerAccountKind) {
  return kind === 'provinceSubsidy' || kind === 'countySubsidy'
    ? { kind, ownerId: null, regionCode: `${countyCode}000000` }
    : { kind, ownerId: canteenId, regionCode }
}

/** A negative sum goes the other way. */
export function legPosting(
  place: CanteenPlace,
  leg: DayLeg,
  fen: number,
  { id, day, voucherId, note }: { id: string; day: Day; voucherId: string; note: string | null },
): Posting {
  const { from, to, purpose } = legRules[leg]
  const [giver, taker] = fen > 0 ? [from, to] : [to, from]
  return {
    ...{ id, day, voucherId, note, purpose, unit: 'fen', amount: Math.abs(fen) },
    ...{ countyCode: place.countyCode, regionCode: place.regionCode },
    ...{ from: accountAt(place, giver), to: accountAt(place, taker) },
    ...{ subjectKind: 'canteen', subjectId: place.canteenId },
  }
}

export async function placesOf(
  tx: Transaction,
  countyCode: string,
  canteenIds: readonly string[],
): Promise<Map<string, CanteenPlace>> {
  if (canteenIds.length === 0) return new Map()
  const rows = await tx
    .selectFrom('canteens')
    .select(['id', 'regionCode'])
    .where('countyCode', '=', countyCode)
    .where('id', 'in', [...canteenIds])
    .execute()
  return new Map(rows.map(({ id, regionCode }) => [id, { countyCode, canteenId: id, regionCode }]))
}
