// The open account of a station, read from the ledger, beside who lived there and what they were charged.
import { sql } from 'kysely'
import { addMonths, firstDayOf, lastDayOf, type Month, monthOf } from '../../domain/kernel/day.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import type { LedgerAccountKind } from '../../domain/ledger/accounts.ts'
import {
  bySideAndCost,
  inFen,
  type MealCost,
  mealCosts,
  outFen,
  type PublicGift,
} from '../../domain/meal-accounts/book.ts'
import { type MealSource, mealSources } from '../../domain/meal-accounts/terms.ts'
import type { StationMonth } from '../../domain/stays/book.ts'
import type { stationBookApi } from '../../domain/stays/book-api.ts'
import type { Context } from '../kernel/context.ts'
import { balancesOf, moneyMonths } from '../ledger/ledger.ts'
import { handOutXlsx } from '../spreadsheets/spreadsheets.ts'
import { owedOf } from './homes.ts'
import { getHome, type HomeKey } from './place.ts'

type Api = typeof stationBookApi

const sideOf: Readonly<Partial<Record<LedgerAccountKind, MealSource>>> = {
  stayDue: 'fromPerson',
  stayDueGovernment: 'fromGovernment',
  stationSubsidy: 'fromGovernment',
  stationCollective: 'fromCollective',
  stationFirm: 'fromFirm',
  stationGift: 'fromSociety',
}

/**
 * Where money from a side comes from when it is not the fee of somebody living there: accounts of the station, so
 * that whoever runs it sees both ends.
 */
export const giverOf: Readonly<Record<Exclude<MealSource, 'fromPerson'>, LedgerAccountKind>> = {
  fromGovernment: 'stationSubsidy',
  fromCollective: 'stationCollective',
  fromFirm: 'stationFirm',
  fromSociety: 'stationGift',
}

export const costKinds: Readonly<Record<MealCost, LedgerAccountKind>> = {
  foodCost: 'stationFood',
  wageCost: 'stationWages',
  fuelCost: 'stationFuel',
  rentCost: 'stationRent',
  otherCost: 'stationOther',
}

type Reading = Pick<Context, 'tx' | 'today'>

export async function stationMonths(
  reading: Reading,
  { countyCode, facilityId }: HomeKey,
  fromMonth: Month,
  toMonth: Month,
): Promise<StationMonth[]> {
  const tills = { kind: 'stationCash' as const, countyCode, ownerIds: [facilityId] }
  const money = (await moneyMonths(reading, tills, fromMonth, toMonth)).get(facilityId) ?? []
  const { rows } = await sql<{ month: Month; chargedFen: number; residents: number }>`
    select month, sum(elder_fen + family_fen + government_fen)::bigint as charged_fen,
      count(*) filter (where days > 0)::int as residents
    from stay_bills where county_code = ${countyCode} and facility_id = ${facilityId}::uuid
      and month between ${fromMonth} and ${toMonth} group by month`.execute(reading.tx)
  return money.map(({ month, openingFen, closingFen, moved }) => {
    const charged = rows.find(row => row.month === month)
    return {
      ...{ month, openingFen, closingFen, ...bySideAndCost(moved, sideOf, costKinds) },
      ...{ chargedFen: charged?.chargedFen ?? 0, residents: charged?.residents ?? 0 },
    }
  })
}

/** Names as given, nobody's who wished none. */
export async function giftsOf(
  tx: Context['tx'],
  { countyCode, facilityId }: HomeKey,
  fromMonth: Month,
  toMonth: Month,
): Promise<PublicGift[]> {
  const rows = await tx
    .selectFrom('stationEntries')
    .select(['day', 'kind', 'source', 'party', 'isAnonymous', 'amountFen', 'note'])
    .where('countyCode', '=', countyCode)
    .where('facilityId', '=', facilityId)
    .where('kind', 'in', ['moneyIn', 'giftOfGoods'])
    .where('cancelledAt', 'is', null)
    .where('day', '>=', firstDayOf(fromMonth))
    .where('day', '<=', lastDayOf(toMonth))
    .orderBy('day', 'desc')
    .orderBy('id', 'desc')
    .limit(200)
    .execute()
  return rows.map(({ party, isAnonymous, source, ...row }) => ({
    ...row,
    source: source ?? 'fromSociety',
    party: isAnonymous ? null : party,
  }))
}

const monthsShown = 12

export async function getBook(
  context: Context,
  { toMonth, ...key }: InputOf<Api['stationBook.get']>,
): Promise<OutputOf<Api['stationBook.get']>> {
  const home = await getHome(context, key)
  const { countyCode, facilityId } = key
  const end = toMonth ?? monthOf(context.today)
  const first = addMonths(end, 1 - monthsShown)
  const own = (kind: LedgerAccountKind) => ({ kind, ownerId: facilityId, countyCode, unit: 'fen' as const })
  const [cashFen = 0, governmentOwedFen = 0] = await balancesOf(context, [
    own('stationCash'),
    own('stayDueGovernment'),
  ])
  const { rows } = await sql<{ residents: number; owedFen: number }>`
    select count(*) filter (where s.left_on is null)::int as residents,
      coalesce(sum(greatest(${owedOf}, 0)), 0)::bigint as owed_fen
    from stays s where s.county_code = ${countyCode} and s.facility_id = ${facilityId}::uuid`.execute(
    context.tx,
  )
  return {
    ...{ name: home.name, placeName: home.placeName, cashFen, governmentOwedFen },
    months: await stationMonths(context, key, first, end),
    gifts: await giftsOf(context.tx, key, first, end),
    residents: rows[0]?.residents ?? 0,
    owedFen: rows[0]?.owedFen ?? 0,
  }
}

export async function exportBook(
  context: Context,
  input: InputOf<Api['stationBook.export']>,
): Promise<Record<string, never>> {
  const { name, months } = await getBook(context, input)
  const yuan = (fen: number) => fen / 100
  await handOutXlsx(
    context,
    [
      {
        name: '公开账',
        header: [
          ...[
            '月份',
            '月初结余',
            ...mealSources.keys.map(source => `收：${mealSources.words[source]}`),
            '收入合计',
          ],
          ...[
            ...mealCosts.keys.map(cost => `支：${mealCosts.words[cost]}`),
            '支出合计',
            '月末结余',
            '住了几位老人',
          ],
        ],
        rows: months.map(one => [
          ...[one.month, yuan(one.openingFen), ...mealSources.keys.map(source => yuan(one.in[source] ?? 0))],
          ...[yuan(inFen(one)), ...mealCosts.keys.map(cost => yuan(one.out[cost] ?? 0)), yuan(outFen(one))],
          ...[yuan(one.closingFen), one.residents],
        ]),
      },
    ],
    `公开账-${name}.xlsx`,
  )
  return {}
}
