// Money of the demonstration county's canteens: a rule, accounts with something in them, costs, gifts, closed months.
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { addMonths, type Day, firstDayOf, lastDayOf, type Month, monthOf } from '../../domain/kernel/day.ts'
import type { LedgerAccountKind } from '../../domain/ledger/accounts.ts'
import type { Posting } from '../../domain/ledger/posting.ts'
import { mealModels } from '../../domain/meal-accounts/models.ts'
import { examplePlan } from '../../domain/meal-accounts/viability.ts'
import type { System } from '../kernel/context.ts'
import type { Transaction } from '../kernel/database.ts'
import { post } from '../ledger/ledger.ts'
import { chargeCounty, closeForJob } from '../meal-accounts/meal-accounts.ts'
import { Chance } from './chance.ts'

interface Canteen {
  id: string
  regionCode: string
}

/** Meals of the months before are charged as if every month had been kept; all but the newest are closed. */
export async function loadMealAccounts(system: System, countyCode: string, today: Day): Promise<void> {
  const { db } = system.connections
  const canteens = await db
    .selectFrom('canteens')
    .select(['id', 'regionCode'])
    .where('countyCode', '=', countyCode)
    .where('lastServedOn', 'is not', null)
    .orderBy('id')
    .execute()
  const first = await db
    .selectFrom('mealServings')
    .where('countyCode', '=', countyCode)
    .select(eb => eb.fn.min('day').as('day'))
    .executeTakeFirst()
  if (canteens.length === 0 || !first?.day) return
  const months = monthsBetween(monthOf(first.day), monthOf(today))
  await db.transaction().execute(async tx => {
    await loadRules(tx, countyCode, canteens, months[0] ?? monthOf(today))
    await loadTopUps(tx, system, countyCode, first.day, today)
    for (const month of months) await loadEntries(tx, system, countyCode, canteens, month, today)
    await loadPromises(tx, system, countyCode, canteens)
  })
  for (const month of months)
    await chargeCounty(system, countyCode, lastDayOf(month) < today ? lastDayOf(month) : today)
  // The month before is left open: closing it is what the demonstration shows.
  for (const month of months.filter(one => one < addMonths(monthOf(today), -1)))
    await closeForJob(system, today, { countyCode, month })
}

function monthsBetween(from: Month, to: Month): Month[] {
  const months: Month[] = []
  for (let month = from; month <= to; month = addMonths(month, 1)) months.push(month)
  return months
}

async function accountOf(tx: Transaction, login: string): Promise<string | null> {
  const row = await tx.selectFrom('accounts').select('id').where('login', '=', login).executeTakeFirst()
  return row?.id ?? null
}

async function loadRules(
  tx: Transaction,
  countyCode: string,
  canteens: readonly Canteen[],
  fromMonth: Month,
): Promise<void> {
  const county = await tx
    .selectFrom('regions')
    .select(['code', 'name'])
    .where('code', '=', `${countyCode}000000`)
    .executeTakeFirstOrThrow()
  const [tianjin, , bands] = mealModels(county)
  if (!tianjin || !bands) return
  const drafted = [await accountOf(tx, 'demo-county'), await accountOf(tx, 'demo-county2')] as const
  const at = `${firstDayOf(fromMonth)}T01:00:00Z`
  const own = canteens[1]
  await tx
    .insertInto('mealRules')
    .values(
      [
        { model: tianjin, canteenId: null, standardFen: 1_000 },
        ...(own ? [{ model: bands, canteenId: own.id, standardFen: 1_000 }] : []),
      ].map(({ model, canteenId, standardFen }) => ({
        ...{ countyCode, id: randomUUID(), schemeId: randomUUID(), canteenId, regionCode: county.code },
        ...{
          version: 1,
          revision: 1,
          title: model.title,
          basis: `演示：${model.basis}`,
          fromMonth,
          toMonth: null,
        },
        ...{ terms: { ...model.terms, standardFen }, state: 'active' as const },
        ...{ draftedBy: drafted[0], draftedAt: at, activatedBy: drafted[1], activatedAt: at },
        ...{ retiredBy: null, retiredAt: null, retireReason: null, synthetic: true },
      })),
    )
    .execute()
}

async function loadTopUps(
  tx: Transaction,
  system: System,
  countyCode: string,
  firstDay: Day,
  today: Day,
): Promise<void> {
  const eaters = await tx
    .selectFrom('mealServings as s')
    .innerJoin('elders as e', join =>
      join.onRef('e.countyCode', '=', 's.countyCode').onRef('e.id', '=', 's.elderId'),
    )
    .select(['e.id', 'e.regionCode'])
    .select(sql<string>`min(s.canteen_id::text)::uuid`.as('canteenId'))
    .where('s.countyCode', '=', countyCode)
    .where('s.undoneAt', 'is', null)
    .groupBy(['e.id', 'e.regionCode'])
    .orderBy('e.id')
    .execute()
  const chance = new Chance(`meal-top-ups ${countyCode}`)
  // Two of three pay ahead; the others pay at the counter.
  const rows = eaters
    .filter(() => chance.below(3) > 0)
    .map(({ id, regionCode, canteenId }) => ({
      ...{ countyCode, id: randomUUID(), regionCode, elderId: id, canteenId },
      amountFen: (1 + chance.below(6)) * 10_000,
    }))
  if (rows.length === 0) return
  const keeper = await accountOf(tx, 'demo-canteen')
  await tx
    .insertInto('mealAccounts')
    .values(
      rows.map(({ regionCode, elderId }) => ({
        ...{ countyCode, elderId, regionCode, openedOn: firstDay, toldLowOn: null },
      })),
    )
    .execute()
  const recordedAt = `${firstDay}T02:00:00Z`
  await tx
    .insertInto('mealTopUps')
    .values(
      rows.map(row => ({
        ...row,
        ...{
          kind: 'paidIn' as const,
          way: 'cashAtStation' as const,
          day: firstDay,
          payerName: null,
          note: null,
        },
        ...{ recordedBy: keeper, recordedAt, cancelledBy: null, cancelledAt: null, cancelReason: null },
      })),
    )
    .execute()
  await post(
    { tx, now: system.clock.now(), today },
    rows.map(({ id, regionCode, elderId, amountFen }) => ({
      ...{ id, countyCode, regionCode, unit: 'fen' as const, amount: amountFen, day: firstDay },
      from: { kind: 'elderCash' as const, ownerId: elderId, regionCode },
      to: { kind: 'elderMeals' as const, ownerId: elderId, regionCode },
      ...{ purpose: 'topUp' as const, subjectKind: 'elder' as const, subjectId: elderId },
      ...{ voucherId: null, note: null },
    })),
  )
}

interface Planned {
  date: number
  kind: 'moneyIn' | 'moneyOut'
  source: 'fromCollective' | 'fromGovernment' | 'fromSociety' | 'fromFirm' | null
  cost: 'foodCost' | 'wageCost' | 'fuelCost' | null
  yuan: number
  party: string | null
  account: LedgerAccountKind
}

/** What an ordinary month brings and costs, before anybody eats. */
const ordinary: readonly Planned[] = [
  {
    date: 2,
    kind: 'moneyIn',
    source: 'fromCollective',
    cost: null,
    yuan: 3800,
    party: '村集体经济组织',
    account: 'collective',
  },
  {
    date: 3,
    kind: 'moneyOut',
    source: null,
    cost: 'foodCost',
    yuan: 1500,
    party: '镇上粮油店',
    account: 'canteenFood',
  },
  {
    date: 10,
    kind: 'moneyOut',
    source: null,
    cost: 'foodCost',
    yuan: 1300,
    party: '镇上菜市场',
    account: 'canteenFood',
  },
  {
    date: 12,
    kind: 'moneyIn',
    source: 'fromSociety',
    cost: null,
    yuan: 500,
    party: null,
    account: 'donation',
  },
  {
    date: 15,
    kind: 'moneyIn',
    source: 'fromGovernment',
    cost: null,
    yuan: 1200,
    party: '县财政助餐补贴',
    account: 'dueGovernment',
  },
  {
    date: 18,
    kind: 'moneyOut',
    source: null,
    cost: 'fuelCost',
    yuan: 420,
    party: '供电所、燃气站',
    account: 'canteenFuel',
  },
  {
    date: 20,
    kind: 'moneyIn',
    source: 'fromFirm',
    cost: null,
    yuan: 800,
    party: '乡里的米业公司',
    account: 'enterprise',
  },
  {
    date: 25,
    kind: 'moneyOut',
    source: null,
    cost: 'wageCost',
    yuan: 3600,
    party: '厨师和送餐员',
    account: 'canteenWages',
  },
]

async function loadEntries(
  tx: Transaction,
  system: System,
  countyCode: string,
  canteens: readonly Canteen[],
  month: Month,
  today: Day,
): Promise<void> {
  const chance = new Chance(`meal-entries ${countyCode} ${month}`)
  const keeper = await accountOf(tx, 'demo-canteen')
  const rows = canteens.flatMap(({ id: canteenId, regionCode }) => {
    const scale = 60 + chance.below(50)
    return ordinary.map(plan => ({
      ...{ plan, canteenId, regionCode, id: randomUUID() },
      day: `${month}-${String(plan.date).padStart(2, '0')}`,
      amountFen: plan.yuan * scale,
    }))
  })
  const past = rows.filter(row => row.day <= today)
  if (past.length === 0) return
  await tx
    .insertInto('mealEntries')
    .values(
      past.map(({ plan, canteenId, regionCode, id, day, amountFen }) => ({
        ...{ countyCode, id, regionCode, canteenId, kind: plan.kind, source: plan.source, cost: plan.cost },
        ...{ amountFen, day, party: plan.party, isAnonymous: plan.source === 'fromSociety' },
        ...{ forMeals: plan.account === 'dueGovernment', note: null, recordedBy: keeper },
        ...{ recordedAt: `${day}T02:00:00Z`, cancelledBy: null, cancelledAt: null, cancelReason: null },
        purchaseId: null,
      })),
    )
    .execute()
  await post(
    { tx, now: system.clock.now(), today },
    past.map(({ plan, canteenId, regionCode, id, day, amountFen }): Posting => {
      const cash = { kind: 'canteenCash' as const, ownerId: canteenId, regionCode }
      const other = { kind: plan.account, ownerId: canteenId, regionCode }
      return {
        ...{ id, countyCode, regionCode, unit: 'fen', amount: amountFen, day },
        ...(plan.kind === 'moneyIn' ? { from: other, to: cash } : { from: cash, to: other }),
        purpose: plan.kind === 'moneyIn' ? 'canteenFunding' : 'canteenSpending',
        ...{ subjectKind: 'canteen', subjectId: canteenId, voucherId: null, note: null },
      }
    }),
  )
}

async function loadPromises(
  tx: Transaction,
  system: System,
  countyCode: string,
  canteens: readonly Canteen[],
): Promise<void> {
  const chance = new Chance(`meal-promises ${countyCode}`)
  const [one, other] = [await accountOf(tx, 'demo-township'), await accountOf(tx, 'demo-county')]
  const at = system.clock.now().toISOString()
  await tx
    .insertInto('mealPromises')
    .values(
      canteens.map(({ id: canteenId, regionCode }) => ({
        ...{ countyCode, id: randomUUID(), regionCode, canteenId, isViable: true },
        plan: { ...examplePlan, dinersAMeal: 20 + chance.below(10), openDays: 26 },
        ...{
          promisedBy: one,
          promisedAt: at,
          agreedBy: other,
          agreedAt: at,
          agreeNote: '同意开办，半年后对照',
        },
      })),
    )
    .execute()
}
