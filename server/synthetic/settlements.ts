// A contract, a month of claims with wrong lines among them, the bill of what agreed, a complaint and a draw, for the demonstration.
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { demoAccounts } from '../../domain/accounts/demo.ts'
import { rightsOf } from '../../domain/accounts/roles.ts'
import { ancestorAt, areaOf } from '../../domain/kernel/area.ts'
import { addDays, addMonths, type Day, dayOf, monthOf } from '../../domain/kernel/day.ts'
import type { Context, System } from '../kernel/context.ts'
import type { Transaction } from '../kernel/database.ts'
import { claims, complaints, contracts } from '../settlements/settlements.ts'

type Act<Input, Output> = (context: Context, input: Input) => Promise<Output>

/** The acts are called as the door would call them, so that what is shown is what they make. */
const act = <Input, Output>(handler: unknown) => handler as Act<Input, Output>

const nobody = () => Promise.reject(new Error('the demonstration has no phone and no file'))

function contextOf(system: System, tx: Transaction, login: string, countyCode: string): Context {
  const account = demoAccounts.find(one => one.login === login)
  if (!account) throw new Error(`the demonstration has no account ${login}`)
  const now = system.clock.now()
  const today = dayOf(now)
  const regionCode = ancestorAt(`${countyCode}000000`, 'county')
  return {
    ...{ tx, now, today, system, config: system.config, sealer: system.sealer, requestId: '', address: '' },
    actor: {
      ...{ accountId: account.accountId, postId: account.postId, role: account.role, regionCode },
      ...{ area: areaOf(regionCode), rights: rightsOf(account.role), deviceId: null },
    },
    setting: (key, region) => system.settings.value(key, region, today),
    concerns() {},
    afterCommit() {},
    upload: null,
    perform: nobody,
    performFor: nobody,
    download() {},
    cookie: { token: null, set() {} },
  }
}

interface Desk {
  officer: Context
  second: Context
  provider: Context
  tx: Transaction
  countyCode: string
  today: Day
}

export async function loadSettlements(system: System, countyCode: string): Promise<void> {
  await system.settings.refresh()
  await system.connections.db.transaction().execute(async tx => {
    const as = (login: string) => contextOf(system, tx, login, countyCode)
    const officer = as('demo-county')
    const desk: Desk = {
      ...{ tx, countyCode, today: officer.today, officer },
      ...{ second: as('demo-county2'), provider: as('demo-provider') },
    }
    const providerId = await ownProviderOf(desk)
    if (!providerId) return
    const contractId = await makeContract(desk, providerId)
    const last = addMonths(monthOf(desk.today), -1)
    await spoilOrders(desk, providerId, last)
    const claimId = await makeClaim(desk, last, id => spoilLines(desk, id))
    if (claimId) {
      await payMonth(desk, contractId, last)
      await decideSome(desk, claimId)
    }
    await askElders(desk, last)
  })
}

async function ownProviderOf({ tx, provider, countyCode }: Desk): Promise<string | null> {
  const found = await tx
    .selectFrom('providerMembers')
    .select('providerId')
    .where('countyCode', '=', countyCode)
    .where('accountId', '=', provider.actor.accountId)
    .executeTakeFirst()
  return found?.providerId ?? null
}

async function makeContract(desk: Desk, providerId: string): Promise<string> {
  const { tx, officer, second, countyCode, today } = desk
  const id = randomUUID()
  const items = await sql<{ code: string; name: string }>`
    select i.code, i.name from service_providers p
    join service_items i on i.county_code = p.county_code and i.code = any(p.item_codes) and i.valid_to is null
    where p.county_code = ${countyCode} and p.id = ${providerId} order by i.code`.execute(tx)
  const codes = items.rows.map(item => item.code)
  const baths = codes.filter(code => code.startsWith('bath'))
  const rest = codes.filter(code => !code.startsWith('bath'))
  const year = today.slice(0, 4)
  const lots = [
    { id: randomUUID(), name: '一包 助浴', budgetFen: 4_000_000, itemCodes: baths },
    { id: randomUUID(), name: '二包 其他居家服务', budgetFen: 6_000_000, itemCodes: rest },
  ].filter(lot => lot.itemCodes.length > 0)
  await act(contracts['contract.write'])(officer, {
    ...{ id, countyCode, number: `演示采购〔${year}〕1号`, title: `${year}年居家养老服务`, providerId, lots },
    ...{ startsOn: `${year}-01-01`, endsOn: `${year}-12-31`, longerReason: null, noWholeSubcontract: true },
    budgetFen: lots.reduce((sum, lot) => sum + lot.budgetFen, 0),
    goals: [
      { kind: 'onTimePercent', target: 95 },
      { kind: 'confirmedPercent', target: 98 },
      { kind: 'satisfiedPercent', target: 90 },
      { kind: 'complaintsPerThousand', target: 5 },
    ],
  })
  await act(contracts['contract.sign'])(second, { countyCode, id })
  return id
}

/** Null where the provider did nothing that month. */
async function makeClaim(
  { provider, countyCode }: Desk,
  month: string,
  spoil?: (claimId: string) => Promise<void>,
): Promise<string | null> {
  const open = await act<unknown, { months: { month: string }[] }>(claims['myClaim.open'])(provider, {
    countyCode,
  })
  if (!open.months.some(one => one.month === month)) return null
  const id = randomUUID()
  await act(claims['myClaim.make'])(provider, { countyCode, id, month })
  await spoil?.(id)
  await act(claims['myClaim.send'])(provider, { countyCode, id })
  return id
}

async function payMonth({ officer, second, countyCode, today }: Desk, contractId: string, month: string) {
  const id = randomUUID()
  const key = { countyCode, contractId, month }
  const { lines } = await act<unknown, { lines: number }>(contracts['bill.preview'])(officer, key)
  if (lines === 0) return
  const drawn = await act<unknown, { bill: unknown }>(contracts['bill.drawUp'])(officer, {
    ...{ countyCode, id, contractId, month },
  })
  if (!drawn.bill) return
  await act(contracts['bill.pass'])(second, { countyCode, id })
  await act(contracts['bill.handOver'])(second, { countyCode, id })
  await act(contracts['bill.recordPaid'])(second, {
    ...{ countyCode, id, on: addDays(today, -1), voucherNumber: `演示-${month}` },
  })
}

/** Some services were cut short, and one of a worker’s is moved into the hour of another. */
async function spoilOrders({ tx, countyCode }: Desk, providerId: string, month: string): Promise<void> {
  const found = await sql<{ id: string; workerId: string; signedInAt: string }>`
    select o.id, o.worker_id, o.signed_in_at from service_orders o
    where o.county_code = ${countyCode} and o.provider_id = ${providerId} and o.stage = 'confirmed'
      and to_char(o.planned_on, 'YYYY-MM') = ${month} and o.signed_in_at is not null and o.signed_out_at is not null
    order by o.planned_on, o.id`.execute(tx)
  const [one, two] = found.rows
  for (const order of [one, two])
    if (order)
      await tx
        .updateTable('serviceOrders')
        .set({ signedOutAt: later(order.signedInAt, 12) })
        .where('countyCode', '=', countyCode)
        .where('id', '=', order.id)
        .execute()
  const rest = found.rows.slice(4)
  const first = rest[0]
  const twin = rest.find(order => order.id !== first?.id && order.workerId === first?.workerId)
  if (first && twin)
    await tx
      .updateTable('serviceOrders')
      .set({ signedInAt: later(first.signedInAt, 5), signedOutAt: later(first.signedInAt, 75) })
      .where('countyCode', '=', countyCode)
      .where('id', '=', twin.id)
      .execute()
}

const later = (instant: string, minutes: number) =>
  new Date(Date.parse(instant) + minutes * 60_000).toISOString()

/** A dearer price, a sum that was added up wrongly, and a service nobody ordered. */
async function spoilLines({ tx, countyCode }: Desk, claimId: string): Promise<void> {
  const mine = sql`county_code = ${countyCode} and claim_id = ${claimId}`
  await sql`update claim_lines set unit_price_fen = unit_price_fen + 3000, amount_fen = amount_fen + 3000
    where ${mine} and line in (6, 9)`.execute(tx)
  await sql`update claim_lines set amount_fen = amount_fen + 900 where ${mine} and line = 12`.execute(tx)
  await sql`update claim_lines set order_id = null, elder_id = null, split = '{"elder":0,"subsidy":0,"charity":0,"timeBank":0}',
    budget_fen = 0, order_code = 'FFFF-0000-0001' where ${mine} and line = 15`.execute(tx)
}

async function decideSome({ tx, officer, countyCode }: Desk, claimId: string): Promise<void> {
  const waiting = await tx
    .selectFrom('claimLines')
    .select(['id', 'faultKeys'])
    .where('countyCode', '=', countyCode)
    .where('claimId', '=', claimId)
    .where('state', '=', 'inQuestion')
    .orderBy('line')
    .execute()
  const withFault = (key: string) => waiting.find(line => line.faultKeys.includes(key))
  const decide = act(claims['claimLine.decide'])
  const short = withFault('serviceTooShort')
  if (short)
    await decide(officer, {
      ...{ countyCode, id: short.id, deed: 'askProvider', words: '只做了十几分钟，请说明原因。' },
    })
  const unordered = withFault('noOrder')
  if (unordered)
    await decide(officer, {
      ...{ countyCode, id: unordered.id, deed: 'deny', words: '没有对应的订单，不予支付。' },
    })
}

async function askElders({ tx, officer, countyCode }: Desk, month: string): Promise<void> {
  const done = await sql<{ id: string }>`
    select o.id from service_orders o where o.county_code = ${countyCode} and to_char(o.planned_on, 'YYYY-MM') = ${month}
      and o.stage in ('finished', 'confirmed', 'settled') and o.signed_out_at is not null
    order by o.planned_on desc, o.id limit 1`.execute(tx)
  const [order] = done.rows
  if (!order) return
  const id = randomUUID()
  await act(complaints['serviceCall.draw'])(officer, { id, regionCode: `${countyCode}000000`, month })
  await act(complaints['complaint.open'])(officer, {
    ...{
      countyCode,
      id: randomUUID(),
      orderId: order.id,
      source: 'familySays',
      kind: 'cameLate',
      callId: null,
    },
    words: '约好上午来，等到中午人才到。',
  })
}
