// Front file of regions: the tree, the rules each region has set, and the calendar other modules reckon with.
import { sql } from 'kysely'
import { isWithin, pathOf } from '../../domain/kernel/area.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import { calendarFrom, type WorkingCalendar } from '../../domain/kernel/working-days.ts'
import type { regionApi } from '../../domain/regions/api.ts'
import { checkSettingChange, periodsAfter, type SettingChange } from '../../domain/regions/setting-change.ts'
import {
  definitionOf,
  type SettingKey,
  settingKeys,
  settingRowInForce,
} from '../../domain/regions/settings.ts'
import type { Context, Handlers, System } from '../kernel/context.ts'
import type { Transaction } from '../kernel/database.ts'

const columns = [
  'code',
  'name',
  'shortName',
  'nameKo',
  'level',
  'parentCode',
  'countyGb2260',
  'kind',
  'statisticalOnly',
  'lon',
  'lat',
] as const

const foundAtMost = 20

export const regions: Handlers<typeof regionApi> = {
  async 'region.get'(context, { code }) {
    checkInArea(context, code)
    const rows = await context.tx
      .selectFrom('regions')
      .select(columns)
      .where(given => given.or([given('code', 'in', pathOf(code)), given('parentCode', '=', code)]))
      .orderBy('code')
      .execute()
    const region = rows.find(row => row.code === code)
    if (!region) throw unknownRegion()
    const path = pathOf(code).flatMap(ancestor => rows.find(row => row.code === ancestor) ?? [])
    return { region, path, children: rows.filter(row => row.parentCode === code) }
  },

  async 'region.search'(context, { text }) {
    const { tx, actor } = context
    const typed = likeText(text)
    const spelled = likeText(text.toLowerCase().replace(/\s/g, ''))
    const found = await tx
      .selectFrom('regions')
      .select(['code', 'shortName'])
      .where('code', '>=', actor.area.from)
      .where('code', '<=', actor.area.to)
      .where(given =>
        given.or([
          given('shortName', 'like', `%${typed}%`),
          given('name', 'like', `%${typed}%`),
          given('pinyin', 'like', `${spelled}%`),
          given('initials', 'like', `${spelled}%`),
        ]),
      )
      // Whole names before beginnings, larger regions before smaller ones.
      .orderBy(sql`short_name = ${text} desc, length(rtrim(code, '0')), code`)
      .limit(foundAtMost)
      .execute()
    const names = await regionNamesOf(
      tx,
      found.flatMap(row => pathOf(row.code)),
    )
    return found.map(({ code, shortName }) => ({
      code,
      name: shortName,
      path: pathOf(code)
        .map(ancestor => names.get(ancestor) ?? '')
        .join(' '),
    }))
  },

  async 'setting.list'(context, { regionCode, on }) {
    checkInArea(context, regionCode)
    const path = pathOf(regionCode)
    const rows = await context.tx.selectFrom('settings').selectAll().where('regionCode', 'in', path).execute()
    return settingKeys.map(key => {
      const { means, unit, fallback, source } = definitionOf(key)
      const row = settingRowInForce(key, rows, path, on)
      return {
        key,
        means,
        unit,
        value: (row?.value ?? fallback) as number | boolean,
        fallback: fallback as number | boolean,
        source: row?.source ?? source,
        regionCode: row?.regionCode ?? null,
        validFrom: row?.validFrom ?? null,
      }
    })
  },

  async 'setting.change'(context, given) {
    await change(context, { ...given, key: given.key as SettingKey }, false)
    return {}
  },
}

interface Said extends SettingChange {
  source: string
}

/** A value that two people have agreed on where the definition asks for that; the office agrees, the rules here hold. */
export async function putInForce(context: Context, said: Said): Promise<void> {
  await change(context, said, true)
}

async function change(context: Context, { source, ...wanted }: Said, agreed: boolean): Promise<void> {
  const { tx, now, today, actor, system } = context
  checkInArea(context, wanted.regionCode)
  const path = pathOf(wanted.regionCode)
  const rows = await tx
    .selectFrom('settings')
    .selectAll()
    .where('key', '=', wanted.key)
    .where('regionCode', 'in', path)
    .forUpdate()
    .execute()
  checkSettingChange(wanted, rows, path, today, agreed)
  const { endEarlier, validTo } = periodsAfter(wanted, rows)
  if (endEarlier)
    await tx
      .updateTable('settings')
      .set({ validTo: endEarlier.validTo })
      .where('key', '=', wanted.key)
      .where('regionCode', '=', wanted.regionCode)
      .where('validFrom', '=', endEarlier.validFrom)
      .execute()
  const said = {
    validTo,
    value: JSON.stringify(wanted.value),
    source,
    changedBy: actor.accountId,
    changedAt: now.toISOString(),
  }
  await tx
    .insertInto('settings')
    .values({ key: wanted.key, regionCode: wanted.regionCode, validFrom: wanted.validFrom, ...said })
    .onConflict(conflict => conflict.columns(['key', 'regionCode', 'validFrom']).doUpdateSet(said))
    .execute()
  context.afterCommit(() => system.settings.expire())
}

/** Refuses a region outside the caller's area; for answers built from tables that carry no row policy. */
export function checkInArea({ actor }: Pick<Context, 'actor'>, code: string): void {
  if (!isWithin(code, actor.area)) throw unknownRegion()
}

function unknownRegion(): Refused {
  return new Refused('not_found', '没有这个区划，或者它不在您的辖区内。请重新选择。')
}

/** What a person typed, with the signs that LIKE would read as wildcards taken literally. */
function likeText(text: string): string {
  return text.replace(/[\\%_]/g, sign => `\\${sign}`)
}

/** Code → short name, for many regions at once; unknown codes are missing. */
export async function regionNamesOf(tx: Transaction, codes: readonly string[]): Promise<Map<string, string>> {
  if (codes.length === 0) return new Map()
  const rows = await tx
    .selectFrom('regions')
    .select(['code', 'shortName'])
    .where('code', 'in', [...new Set(codes)])
    .execute()
  return new Map(rows.map(row => [row.code, row.shortName]))
}

/** The calendar is entered once a year; ten minutes are soon enough for other servers to see it. */
const calendarFreshForMs = 600_000
const calendars = new WeakMap<System, { calendar: WorkingCalendar; readAt: number }>()

/** The working-day calendar, kept in memory: every aid case asks for it. */
export async function calendarOf(context: Pick<Context, 'tx' | 'now' | 'system'>): Promise<WorkingCalendar> {
  const known = calendars.get(context.system)
  const age = known ? context.now.getTime() - known.readAt : Number.POSITIVE_INFINITY
  if (known && age >= 0 && age < calendarFreshForMs) return known.calendar
  const rows = await context.tx.selectFrom('calendarDays').select(['day', 'kind']).execute()
  const calendar = calendarFrom(rows)
  calendars.set(context.system, { calendar, readAt: context.now.getTime() })
  return calendar
}
