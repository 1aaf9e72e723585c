// Money left in a county by an elder who has moved to another one: what it is, and sending it after her at once.
import { sql } from 'kysely'
import type { careAccountApi } from '../../domain/care-accounts/api.ts'
import {
  type CarriedKind,
  carriedKinds,
  type LeftBehind,
  partedOf,
} from '../../domain/care-accounts/left-behind.ts'
import type { Day } from '../../domain/kernel/day.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import { personOf } from '../elders/elders.ts'
import type { Context } from '../kernel/context.ts'
import { carryBalances, heldFor } from '../meal-accounts/meal-accounts.ts'

type Table = typeof careAccountApi
type Key = { countyCode: string; elderId: string }

interface Gone {
  toCountyName: string
  movedOn: Day
}

/** The newest link; her record here has ended. */
async function whereTo({ tx }: Context, { countyCode, elderId }: Key): Promise<Gone | null> {
  const { rows } = await sql<Gone>`
    select there.short_name as to_county_name, l.moved_on
    from elder_links l join regions there on there.code = l.other_county_code || '000000'
    where l.county_code = ${countyCode} and l.elder_id = ${elderId} and l.way = 'wentTo'
    order by l.linked_at desc, l.id desc limit 1`.execute(tx)
  return rows[0] ?? null
}

export async function getLeftBehind(
  context: Context,
  { countyCode, elderId: asked }: InputOf<Table['leftBehind.get']>,
): Promise<LeftBehind> {
  const person = await personOf(context, { countyCode, id: asked })
  context.concerns(countyCode, [person.id])
  const gone = person.endedOn === null ? null : await whereTo(context, { countyCode, elderId: person.id })
  const held = gone === null ? [] : await heldFor(context.tx, countyCode, person.id)
  const parts = (kind: CarriedKind) =>
    partedOf(held.find(one => one.kind === kind) ?? { balance: 0, owed: 0 })
  const [meals, care, work] = [parts('elderMeals'), parts('elderCare'), parts('workEarned')]
  const { rows } = await sql<LeftBehind['gone'][number]>`
    select t.day, a.kind as account, t.amount
    from ledger_accounts a
    join ledger_transfers t on t.county_code = a.county_code and t.from_id = a.id and t.purpose = 'betweenCounties'
    where a.county_code = ${countyCode} and a.owner_id = ${person.id} and a.kind = any(${Object.keys(carriedKinds)}::text[])
    order by t.day desc, t.serial desc`.execute(context.tx)
  return {
    ...{ toCountyName: gone?.toCountyName ?? null, movedOn: gone?.movedOn ?? null },
    ...{ mealsFen: meals.goes, mealsHeldFen: meals.held, careFen: care.goes, careHeldFen: care.held },
    ...{ workMinutes: work.goes, workHeldMinutes: work.held, pointsMinutes: parts('stationPoints').goes },
    gone: rows,
  }
}

/** What the night would do, now: the new county's canteen may ask for it at noon. */
export async function carryLeftBehind(
  context: Context,
  { countyCode, elderId: asked }: InputOf<Table['leftBehind.carry']>,
): Promise<OutputOf<Table['leftBehind.carry']>> {
  const person = await personOf(context, { countyCode, id: asked })
  const gone = person.endedOn === null ? null : await whereTo(context, { countyCode, elderId: person.id })
  if (gone === null)
    throw new Refused(
      'rule_broken',
      '这位老人的档案还没有转到别的县。请先在档案里登记“迁往省内其他县”，对方收下后再转余额。',
    )
  const carried = await carryBalances(context, countyCode, person.id)
  if (carried.length === 0)
    throw new Refused(
      'rule_broken',
      `没有可以转到${gone.toCountyName}的余额：要么已经转完，要么留着付还没结的饭钱和服务费。请刷新后查看。`,
    )
  context.concerns(countyCode, [person.id])
  for (const { toCounty, toElderId } of carried) context.concerns(toCounty, [toElderId])
  const sumOf = (...kinds: CarriedKind[]) =>
    carried.reduce((sum, { kind, amount }) => (kinds.includes(kind) ? sum + amount : sum), 0)
  return {
    ...{ mealsFen: sumOf('elderMeals'), careFen: sumOf('elderCare') },
    minutes: sumOf('workEarned', 'stationPoints'),
  }
}
