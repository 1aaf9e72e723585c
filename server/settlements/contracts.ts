// Contracts of government purchase: written, signed by a second person, measured, accepted, broken off.
import { randomUUID } from 'node:crypto'
import { type RawBuilder, sql } from 'kysely'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import {
  actualOf,
  type Contract,
  type ContractRow,
  checkContract,
  type GoalKind,
  goalKinds,
  isReached,
  type Measured,
} from '../../domain/settlements/contract.ts'
import type { contractApi } from '../../domain/settlements/contracts-api.ts'
import type { Context } from '../kernel/context.ts'
import { cursorOf, placeFrom } from '../kernel/list-place.ts'
import { balancesOf, post } from '../ledger/ledger.ts'
import { checkInArea } from '../regions/regions.ts'
import { countyRegion } from './claims.ts'
import { within } from './queue.ts'
import type { Key } from './reading.ts'

type Table = typeof contractApi

export const unknownContract = () =>
  new Refused('not_found', '没有找到这份合同，或它不在您的辖区内。请刷新后重试。')

export async function contractChoices(
  { tx, today }: Context,
  { countyCode }: InputOf<Table['contract.choices']>,
): Promise<OutputOf<Table['contract.choices']>> {
  const providers = await sql<{ id: string; name: string }>`
    select id, name from service_providers where county_code = ${countyCode} and ended_on is null
    order by name, id limit 500`.execute(tx)
  const items = await sql<{ code: string; name: string; priceFen: number }>`
    select distinct on (code) code, name, price_fen from service_items
    where county_code = ${countyCode} and (valid_to is null or valid_to >= ${today})
    order by code, valid_from desc limit 500`.execute(tx)
  return { providers: providers.rows, items: items.rows }
}

/** Bills that were passed bind money; those paid have spent it. */
const billSums = sql`
  select coalesce(sum(b.budget_fen) filter (where b.state in ('passed', 'handedOver', 'billPaid')), 0)::bigint as bound_fen,
    coalesce(sum(b.budget_fen) filter (where b.state = 'billPaid'), 0)::bigint as paid_fen
  from bills b where b.county_code = k.county_code and b.contract_id = k.id`

type Found = ContractRow &
  Pick<Contract, 'longerReason' | 'signedAt' | 'endedReason'> & {
    goals: { kind: GoalKind; target: number }[]
    writtenByName: string | null
    signedByName: string | null
  }

async function readContracts(
  { tx, today }: Context,
  wanted: RawBuilder<unknown>,
  limit: number,
): Promise<Found[]> {
  const found = await sql<Found>`
    select k.county_code, k.id, k.number, k.title, k.provider_id, p.name as provider_name, k.starts_on, k.ends_on,
      k.budget_fen, sums.bound_fen, sums.paid_fen, k.state, k.ends_on < ${today} as is_over, k.longer_reason,
      k.signed_at, k.ended_reason, k.goals, writer.name as written_by_name, signer.name as signed_by_name
    from purchase_contracts k
    join service_providers p on p.county_code = k.county_code and p.id = k.provider_id
    left join accounts writer on writer.id = k.written_by
    left join accounts signer on signer.id = k.signed_by
    cross join lateral (${billSums}) sums
    where ${wanted} order by k.starts_on desc, k.id desc limit ${limit}`.execute(tx)
  return found.rows
}

export async function listContracts(
  context: Context,
  { regionCode, state, providerId, limit, after }: InputOf<Table['contract.list']>,
): Promise<OutputOf<Table['contract.list']>> {
  const place = placeFrom(after)
  const rows = await readContracts(
    context,
    sql`${within('k', regionCode)}
      and ${state === undefined ? sql`true` : sql`k.state = ${state}`}
      and ${providerId === undefined ? sql`true` : sql`k.provider_id = ${providerId}`}
      and ${place === null ? sql`true` : sql`(k.starts_on, k.id) < (${place.sort}::date, ${place.id}::uuid)`}`,
    limit + 1,
  )
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  return { rows: shown, next: last ? cursorOf(last.startsOn, last.id) : null }
}

export async function getContract(context: Context, { countyCode, id }: Key): Promise<Contract> {
  const { tx } = context
  const [contract] = await readContracts(context, sql`k.county_code = ${countyCode} and k.id = ${id}`, 1)
  if (!contract) throw unknownContract()
  const lots = await sql<Contract['lots'][number]>`
    select t.id, t.name, t.budget_fen,
      coalesce((select sum(l.budget_fen) from claim_lines l
        join bills b on b.county_code = l.county_code and b.id = l.bill_id and b.state <> 'billDropped'
        where l.county_code = t.county_code and b.contract_id = t.contract_id and l.lot_id = t.id), 0) as bound_fen,
      (select coalesce(json_agg(json_build_object('code', code, 'name', coalesce(
          (select i.name from service_items i where i.county_code = t.county_code and i.code = one.code
            order by i.valid_from desc limit 1), code)) order by code), '[]')
        from unnest(t.item_codes) as one (code)) as items
    from contract_lots t where t.county_code = ${countyCode} and t.contract_id = ${id}
    order by t.name, t.id`.execute(tx)
  const acceptances = await sql<Contract['acceptances'][number]>`
    select a.id, a.accepted_on, a.verdict, a.words, who.name as by_name
    from contract_acceptances a left join accounts who on who.id = a.accepted_by
    where a.county_code = ${countyCode} and a.contract_id = ${id} order by a.accepted_on, a.id`.execute(tx)
  const measured = await measure(context, { countyCode, id })
  return {
    ...contract,
    lots: lots.rows,
    acceptances: acceptances.rows,
    goals: contract.goals.map(goal => {
      const actual = actualOf(goal.kind, measured)
      return { ...goal, actual, isReached: isReached(goal.kind, goal.target, actual) }
    }),
  }
}

/** What the contract's provider did of its items in its term; a service is on time when it began in its window. */
async function measure({ tx }: Context, { countyCode, id }: Key): Promise<Measured> {
  const found = await sql<Measured>`
    with bought as materialized (
      select o.id, o.signed_in_at, o.planned_to, o.confirmed_at from purchase_contracts k
      join service_orders o on o.county_code = k.county_code and o.provider_id = k.provider_id
        and o.planned_on between k.starts_on and k.ends_on and o.stage in ('finished', 'confirmed', 'settled')
        and exists (select from contract_lots t where t.county_code = k.county_code and t.contract_id = k.id
          and o.item_code = any(t.item_codes))
      where k.county_code = ${countyCode} and k.id = ${id})
    select (select count(*) from bought) as orders,
      (select count(*) from bought where signed_in_at <= planned_to) as on_time,
      (select count(*) from bought where confirmed_at is not null) as confirmed,
      (select count(*) from service_complaints c where c.county_code = ${countyCode}
        and c.order_id in (select b.id from bought b) and c.outcome is distinct from 'unfounded') as complaints,
      calls.called, calls.satisfied
    from (select count(*) as called, count(*) filter (where s.satisfied = 'satisfied') as satisfied
      from service_calls s where s.county_code = ${countyCode} and s.order_id in (select b.id from bought b)
        and s.state = 'gotAnswer') calls`.execute(tx)
  return found.rows[0] ?? { orders: 0, onTime: 0, confirmed: 0, complaints: 0, called: 0, satisfied: 0 }
}

/** Written anew as often as needed until a second person has signed it. */
export async function writeContract(
  context: Context,
  input: InputOf<Table['contract.write']>,
): Promise<Contract> {
  const { tx, actor, now, setting } = context
  const { id, countyCode, lots, ...said } = input
  const regionCode = countyRegion(countyCode)
  checkInArea(context, regionCode)
  checkContract(input, {
    monthsOrdinary: setting('contract.monthsOrdinary', regionCode),
    monthsAtMost: setting('contract.monthsAtMost', regionCode),
  })
  await checkCatalogue(context, input)
  const known = await tx
    .selectFrom('purchaseContracts')
    .select('state')
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (known && known.state !== 'written')
    throw new Refused('rule_broken', '合同已经启用，不能再改。要变更请提前终止后另签。')
  const columns = { ...said, goals: sql<never>`${JSON.stringify(said.goals)}::jsonb` }
  const written = { writtenBy: actor.accountId, writtenAt: now.toISOString() }
  await tx
    .insertInto('purchaseContracts')
    .values({
      ...{ ...columns, ...written, countyCode, id, regionCode, state: 'written' },
      ...{ signedBy: null, signedAt: null, endedBy: null, endedOn: null, endedReason: null },
    })
    .onConflict(conflict => conflict.columns(['countyCode', 'id']).doUpdateSet({ ...columns, ...written }))
    .execute()
  await tx
    .deleteFrom('contractLots')
    .where('countyCode', '=', countyCode)
    .where('contractId', '=', id)
    .execute()
  await tx
    .insertInto('contractLots')
    .values(lots.map(lot => ({ ...lot, countyCode, regionCode, contractId: id })))
    .execute()
  return getContract(context, { countyCode, id })
}

/** Only what stands in the public catalogue of the county can be bought (财政部令第102号), and only from who offers it. */
async function checkCatalogue(
  context: Context,
  { countyCode, providerId, lots, number, id }: InputOf<Table['contract.write']>,
): Promise<void> {
  const { tx } = context
  const provider = await tx
    .selectFrom('serviceProviders')
    .select(['endedOn', 'itemCodes'])
    .where('countyCode', '=', countyCode)
    .where('id', '=', providerId)
    .executeTakeFirst()
  if (!provider || provider.endedOn !== null)
    throw new Refused('not_found', '没有找到这家服务机构，或它已经停止服务。请重新选择。')
  const { items } = await contractChoices(context, { countyCode })
  const offered = new Map(items.map(item => [item.code, item.name]))
  const codes = lots.flatMap(lot => lot.itemCodes)
  const strange = codes.find(code => !offered.has(code))
  if (strange !== undefined)
    throw new Refused('rule_broken', `服务目录里没有“${strange}”，目录以外的服务不能购买。请先登记目录。`)
  const unable = codes.find(code => !provider.itemCodes.includes(code))
  if (unable !== undefined)
    throw new Refused('rule_broken', `这家机构没有登记“${offered.get(unable)}”，请先在服务机构里补上。`)
  const taken = await tx
    .selectFrom('purchaseContracts')
    .select('id')
    .where('countyCode', '=', countyCode)
    .where('number', '=', number)
    .where('id', '<>', id)
    .executeTakeFirst()
  if (taken) throw new Refused('conflict', `合同编号“${number}”已经用过，请核对编号。`)
}

async function lockContract({ tx }: Context, { countyCode, id }: Key) {
  const contract = await tx
    .selectFrom('purchaseContracts')
    .select(['state', 'budgetFen', 'startsOn', 'endsOn', 'writtenBy', 'providerId', 'number'])
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!contract) throw unknownContract()
  return contract
}

/** Where a contract's money stands in the ledger: it cannot go below zero there. */
export const budgetAccount = (countyCode: string, contractId: string) =>
  ({ kind: 'contractBudget', ownerId: contractId, regionCode: countyRegion(countyCode) }) as const

export async function signContract(context: Context, { countyCode, id }: Key): Promise<Contract> {
  const { tx, actor, now, today } = context
  const contract = await lockContract(context, { countyCode, id })
  if (contract.state !== 'written') throw new Refused('conflict', '这份合同已经启用过。请刷新后查看。')
  if (contract.writtenBy === actor.accountId)
    throw new Refused('rule_broken', '登记合同的人不能自己启用，请另一位同事核对后启用。')
  await tx
    .updateTable('purchaseContracts')
    .set({ state: 'contractRuns', signedBy: actor.accountId, signedAt: now.toISOString() })
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .execute()
  const regionCode = countyRegion(countyCode)
  await post(context, [
    {
      ...{ id, countyCode, regionCode, unit: 'fen', amount: contract.budgetFen, day: today },
      from: { kind: 'countySubsidy', ownerId: null, regionCode },
      to: budgetAccount(countyCode, id),
      ...{ purpose: 'contractFunding', subjectKind: 'contract', subjectId: id, voucherId: id },
      note: `合同 ${contract.number}`,
    },
  ])
  return getContract(context, { countyCode, id })
}

export async function breakOffContract(
  context: Context,
  { countyCode, id, on, reason }: InputOf<Table['contract.breakOff']>,
): Promise<Contract> {
  const { tx, actor, today } = context
  const contract = await lockContract(context, { countyCode, id })
  if (contract.state !== 'contractRuns') throw new Refused('rule_broken', '只有履行中的合同才能终止。')
  if (on > today) throw new Refused('invalid', '终止日期还没到，请到那一天再来终止。')
  const waiting = await tx
    .selectFrom('bills')
    .select('id')
    .where('countyCode', '=', countyCode)
    .where('contractId', '=', id)
    .where('state', '=', 'drawnUp')
    .limit(1)
    .executeTakeFirst()
  if (waiting) throw new Refused('rule_broken', '还有账单在等审核，请先审核或撤销账单，再终止合同。')
  await tx
    .updateTable('purchaseContracts')
    .set({ state: 'brokenOff', endedBy: actor.accountId, endedOn: on, endedReason: reason })
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .execute()
  const [left = 0] = await balancesOf(context, [
    { kind: 'contractBudget', ownerId: id, countyCode, unit: 'fen' },
  ])
  const regionCode = countyRegion(countyCode)
  if (left > 0)
    await post(context, [
      {
        ...{ id: randomUUID(), countyCode, regionCode, unit: 'fen', amount: left, day: today },
        from: budgetAccount(countyCode, id),
        to: { kind: 'countySubsidy', ownerId: null, regionCode },
        ...{
          purpose: 'contractReturn',
          subjectKind: 'contract',
          subjectId: id,
          voucherId: null,
          note: reason,
        },
      },
    ])
  return getContract(context, { countyCode, id })
}

export async function acceptContract(
  context: Context,
  { countyCode, id, acceptanceId, on, verdict, words }: InputOf<Table['contract.accept']>,
): Promise<Contract> {
  const { tx, actor, now, today } = context
  const contract = await lockContract(context, { countyCode, id })
  if (contract.state === 'written') throw new Refused('rule_broken', '合同还没有启用，不能验收。')
  if (on > today || on < contract.startsOn)
    throw new Refused('invalid', '验收日期应在合同开始以后、今天以前，请核对。')
  const measured = await measure(context, { countyCode, id })
  const reached = Object.fromEntries(goalKinds.keys.map(kind => [kind, actualOf(kind, measured)]))
  await tx
    .insertInto('contractAcceptances')
    .values({
      ...{
        countyCode,
        id: acceptanceId,
        regionCode: countyRegion(countyCode),
        contractId: id,
        acceptedOn: on,
      },
      ...{ verdict, words, measured: sql<never>`${JSON.stringify(reached)}::jsonb` },
      ...{ acceptedBy: actor.accountId, acceptedAt: now.toISOString() },
    })
    .execute()
  return getContract(context, { countyCode, id })
}
