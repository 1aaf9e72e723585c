// The county's offer: every change is a new version, so that an order keeps what it was agreed at.
import { countyCodeOf } from '../../domain/kernel/area.ts'
import { addDays, type Day } from '../../domain/kernel/day.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { serviceCatalogueApi } from '../../domain/service-orders/api.ts'
import { checkItem, checkVersion, type ServiceItem } from '../../domain/service-orders/catalogue.ts'
import { agreedOf } from '../../domain/service-orders/time-share.ts'
import type { Context } from '../kernel/context.ts'
import { checkInArea } from '../regions/regions.ts'
import { timeStepsIn } from './agreed.ts'

type Table = typeof serviceCatalogueApi

const columns = [
  ...(['countyCode', 'id', 'code', 'kind', 'name', 'says', 'unit', 'priceFen', 'standardMinutes'] as const),
  ...([
    'shares',
    'proofs',
    'confirmations',
    'certificates',
    'haltRule',
    'validFrom',
    'validTo',
    'madeAt',
  ] as const),
] as const

/** The services of one county; an area above the county has as many catalogues as counties and shows none. */
export async function listCatalogue(
  context: Context,
  { regionCode, on, code }: InputOf<Table['catalogue.list']>,
): Promise<OutputOf<Table['catalogue.list']>> {
  checkInArea(context, regionCode)
  const countyCode = countyCodeOf(regionCode)
  if (code !== undefined) return { rows: await versionsOf(context, countyCode, code) }
  return { rows: await itemsOn(context, countyCode, on ?? context.today) }
}

export async function itemsOn(context: Context, countyCode: string, day: Day): Promise<ServiceItem[]> {
  const rows = await context.tx
    .selectFrom('serviceItems')
    .select(columns)
    .where('countyCode', '=', countyCode)
    .where('validFrom', '<=', day)
    .where(given => given.or([given('validTo', 'is', null), given('validTo', '>=', day)]))
    .orderBy('kind')
    .orderBy('code')
    .execute()
  return withTime(context, rows)
}

async function versionsOf(context: Context, countyCode: string, code: string): Promise<ServiceItem[]> {
  const rows = await context.tx
    .selectFrom('serviceItems')
    .select(columns)
    .where('countyCode', '=', countyCode)
    .where('code', '=', code)
    .orderBy('validFrom', 'desc')
    .execute()
  return withTime(context, rows)
}

function withTime(context: Context, rows: readonly Omit<ServiceItem, 'timeMinutes'>[]): ServiceItem[] {
  return rows.map(item => ({
    ...item,
    timeMinutes: agreedOf(item, timeStepsIn(context, `${item.countyCode}000000`)).timeMinutes,
  }))
}

/** The version an order of the day is agreed at. */
export async function itemFor(
  context: Context,
  countyCode: string,
  code: string,
  day: Day,
): Promise<ServiceItem> {
  const item = (await versionsOf(context, countyCode, code)).find(
    one => one.validFrom <= day && (one.validTo === null || one.validTo >= day),
  )
  if (!item) throw new Refused('not_found', `${day} 的服务目录里没有这项服务。请换一项或换一天。`)
  return item
}

export async function putItem(
  context: Context,
  { countyCode, id, code, from, terms }: InputOf<Table['catalogue.put']>,
): Promise<void> {
  const { tx, now, today, actor } = context
  checkInArea(context, `${countyCode}000000`)
  checkItem(terms)
  const [newest] = await versionsOf(context, countyCode, code)
  checkVersion(newest ?? null, from, today)
  if (newest && newest.kind !== terms.kind)
    throw new Refused('rule_broken', '同一项服务不能改类别。请另建一项服务。')
  if (newest && (newest.validTo === null || newest.validTo >= from))
    await closeVersion(context, newest, addDays(from, -1))
  await tx
    .insertInto('serviceItems')
    .values({
      ...{ countyCode, id, regionCode: `${countyCode}000000`, code },
      ...terms,
      ...{ validFrom: from, validTo: null, madeBy: actor.accountId, madeAt: now.toISOString() },
    })
    .execute()
}

async function closeVersion({ tx }: Context, { countyCode, id }: ServiceItem, validTo: Day): Promise<void> {
  await tx
    .updateTable('serviceItems')
    .set({ validTo })
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .execute()
}

export async function endItem(
  context: Context,
  { countyCode, code, on }: InputOf<Table['catalogue.end']>,
): Promise<void> {
  const [newest] = await versionsOf(context, countyCode, code)
  if (!newest) throw new Refused('not_found', '目录里没有这项服务，请刷新后重试。')
  if (on < context.today || on < newest.validFrom)
    throw new Refused('rule_broken', '停止的日子不能早于今天，也不能早于这个版本开始的日子。')
  await closeVersion(context, newest, on)
}
