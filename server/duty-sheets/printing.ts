// Who may stand on a visitor's sheets, and the sheets themselves.
import { sql } from 'kysely'
import type { dutySheetApi } from '../../domain/duty-sheets/api.ts'
import { sheetCodeOf } from '../../domain/duty-sheets/code.ts'
import { areaOf, countyCodeOf, smallestRegion } from '../../domain/kernel/area.ts'
import { ageOn, firstDayOf, monthOf } from '../../domain/kernel/day.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import { noteConcerns } from '../elders/elders.ts'
import type { Context } from '../kernel/context.ts'
import { checkVisitorReaches } from '../visits/visits.ts'

type Table = typeof dutySheetApi

/** More than anybody looks after: a visitor has sixteen on average. */
const choicesAtMost = 200

interface ChoiceRow {
  countyCode: string
  id: string
  name: string
  bornOn: string | null
  villageName: string
  hamlet: string | null
  address: string
  lastMetOn: string | null
  serial: number | null
}

/** Whom the visitor looks after today in the area, house by house. */
export async function sheetChoices(
  context: Context,
  { regionCode, accountId }: InputOf<Table['dutySheet.choices']>,
): Promise<OutputOf<Table['dutySheet.choices']>> {
  const { tx, today } = context
  const area = areaOf(regionCode)
  const found = await sql<ChoiceRow>`
    select e.county_code, e.id, e.name, e.born_on, village.short_name as village_name, h.hamlet, h.address,
      (select max(v.visited_on) from visits v where v.county_code = e.county_code
        and v.elder_id = any(e.id || e.merged_ids) and v.result = 'met') as last_met_on,
      (select max(s.serial) from duty_sheet_lines l
        join duty_sheets s on s.county_code = l.county_code and s.id = l.sheet_id
        where l.county_code = e.county_code and l.elder_id = e.id and l.outcome is null
          and s.voided_at is null) as serial
    from visitor_assignments a
    join elders e on e.county_code = a.county_code and e.id = a.elder_id
    join households h on h.county_code = e.county_code and h.id = e.household_id
    join regions village on village.code = e.region_code
    where a.county_code between ${countyCodeOf(area.from)} and ${countyCodeOf(area.to)}
      and a.account_id = ${accountId} and a.valid_from <= ${today}
      and (a.valid_to is null or a.valid_to >= ${today})
      and e.region_code between ${area.from} and ${area.to} and e.ended_on is null
    order by e.region_code, h.hamlet, h.address, e.household_id, e.id
    limit ${choicesAtMost}`.execute(tx)
  noteConcerns(context, found.rows)
  const monthBegan = firstDayOf(monthOf(today))
  return {
    rows: found.rows.map(({ bornOn, serial, ...row }) => ({
      ...row,
      age: bornOn === null ? null : ageOn(bornOn, today),
      metThisMonth: row.lastMetOn !== null && row.lastMetOn >= monthBegan,
      onSheet: serial === null ? null : sheetCodeOf(serial),
    })),
  }
}

export async function printSheets(
  context: Context,
  { countyCode, accountId, sheets }: InputOf<Table['dutySheet.print']>,
): Promise<OutputOf<Table['dutySheet.print']>> {
  const { tx, now, today, actor } = context
  const regions = await villagesOf(context, countyCode, sheets)
  await checkVisitorReaches(context, accountId, [...regions.values()])
  const villageOf = (elderId: string) => regions.get(elderId) ?? ''
  const made = await tx
    .insertInto('dutySheets')
    .values(
      sheets.map(({ id, elderIds }) => ({
        ...{ countyCode, id, regionCode: smallestRegion(elderIds.map(villageOf)), visitorId: accountId },
        ...{ printedOn: today, printedBy: actor.accountId, printedAt: now.toISOString() },
        ...{ linesLeft: elderIds.length, voidedAt: null, voidedBy: null, voidReason: null },
      })),
    )
    .returning(['id', 'serial'])
    .execute()
  const lines = sheets.flatMap(sheet =>
    sheet.elderIds.map((elderId, index) => ({
      ...{ countyCode, sheetId: sheet.id, line: index + 1, regionCode: villageOf(elderId), elderId },
      ...{ outcome: null, visitId: null, enteredBy: null, enteredAt: null },
    })),
  )
  await tx.insertInto('dutySheetLines').values(lines).execute()
  context.concerns(countyCode, [...regions.keys()])
  const codes = new Map(made.map(row => [row.id, sheetCodeOf(row.serial)]))
  return { sheets: sheets.map(({ id }) => ({ id, code: codes.get(id) ?? '' })) }
}

/** Elder → village; refuses who stands on two lines, lives elsewhere or has left. */
async function villagesOf(
  { tx }: Context,
  countyCode: string,
  sheets: readonly { elderIds: readonly string[] }[],
): Promise<Map<string, string>> {
  const wanted = sheets.flatMap(sheet => sheet.elderIds)
  if (new Set(wanted).size < wanted.length)
    throw new Refused('invalid', '同一位老人不能印两行，请去掉重复的再印。')
  const elders = await tx
    .selectFrom('elders')
    .select(['id', 'regionCode', 'endedOn'])
    .where('countyCode', '=', countyCode)
    .where('id', 'in', wanted)
    .execute()
  if (elders.length < wanted.length)
    throw new Refused('not_found', '有老人不在您的辖区内，没有印。请刷新后重新选择。')
  if (elders.some(elder => elder.endedOn !== null))
    throw new Refused('rule_broken', '名单里有已去世或迁出的老人，没有印。请刷新后重新选择。')
  return new Map(elders.map(elder => [elder.id, elder.regionCode]))
}
