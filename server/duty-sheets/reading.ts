// Sheets as they are printed and typed from, and the list of them.
import { sql } from 'kysely'
import type { dutySheetApi } from '../../domain/duty-sheets/api.ts'
import { serialOf, sheetCodeOf } from '../../domain/duty-sheets/code.ts'
import type { DutySheet, SheetLine, SheetState } from '../../domain/duty-sheets/sheet.ts'
import { groupsOn, type RecordedGroup } from '../../domain/elders/elder.ts'
import { areaOf, countyCodeOf } from '../../domain/kernel/area.ts'
import { ageOn } from '../../domain/kernel/day.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import { answersFrom, visitFields } from '../../domain/visits/answers.ts'
import type { Context } from '../kernel/context.ts'
import { cursorOf, placeFrom } from '../kernel/list-place.ts'

type Table = typeof dutySheetApi

interface SheetRow {
  countyCode: string
  id: string
  serial: number
  regionCode: string
  placeName: string
  visitorId: string
  visitorName: string
  printedOn: string
  printedByName: string | null
  linesLeft: number
  voidedAt: string | null
  voidReason: string | null
  photos: { id: string; added_at: string; added_by_name: string | null }[]
}

const stateOf = (row: { voidedAt: string | null; linesLeft: number }): SheetState =>
  row.voidedAt !== null ? 'voided' : row.linesLeft > 0 ? 'awaitsEntry' : 'entryDone'

/** In the order asked for; refuses when one of them is not there for the caller. */
export async function getSheets(
  context: Context,
  { countyCode, ids }: InputOf<Table['dutySheet.get']>,
): Promise<OutputOf<Table['dutySheet.get']>> {
  const found = await sql<SheetRow>`
    select s.county_code, s.id, s.serial, s.region_code, case place.level when 'village' then place.short_name else place.name end as place_name, s.visitor_id,
      visitor.name as visitor_name, s.printed_on, printer.name as printed_by_name, s.lines_left, s.voided_at,
      s.void_reason,
      (select coalesce(json_agg(json_build_object('id', p.id, 'added_at', p.added_at, 'added_by_name', adder.name)
          order by p.added_at, p.id), '[]')
        from duty_sheet_photos p left join accounts adder on adder.id = p.added_by
        where p.county_code = s.county_code and p.sheet_id = s.id) as photos
    from duty_sheets s
    join regions place on place.code = s.region_code
    join accounts visitor on visitor.id = s.visitor_id
    left join accounts printer on printer.id = s.printed_by
    where s.county_code = ${countyCode} and s.id = any(${ids}::uuid[])`.execute(context.tx)
  const sheets = new Map(found.rows.map(row => [row.id, row]))
  if (ids.some(id => !sheets.has(id))) throw unknownSheet()
  const lines = await linesOf(context, countyCode, ids)
  return {
    sheets: ids.flatMap(id => {
      const row = sheets.get(id)
      return row ? [sheetFrom(row, lines.get(id) ?? [])] : []
    }),
  }
}

export function unknownSheet(): Refused {
  return new Refused('not_found', '没有找到这张探访单，或它不在您的辖区内。请核对编号。')
}

function sheetFrom(row: SheetRow, lines: SheetLine[]): DutySheet {
  const { serial, linesLeft, voidedAt, photos, ...rest } = row
  return {
    ...rest,
    code: sheetCodeOf(serial),
    state: stateOf({ voidedAt, linesLeft }),
    lines,
    photos: photos.map(photo => ({
      id: photo.id,
      addedAt: new Date(photo.added_at).toISOString(),
      addedByName: photo.added_by_name,
    })),
  }
}

type LineRow = Pick<
  SheetLine,
  'line' | 'elderId' | 'elderName' | 'sex' | 'villageName' | 'hamlet' | 'address' | 'outcome'
> & {
  sheetId: string
  regionCode: string
  bornOn: string | null
  endedOn: string | null
  recorded: RecordedGroup[]
  last: { visited_on: string; answers: string } | null
  openTroubles: string[]
  visit: { id: string; visited_on: string; result: NonNullable<SheetLine['visit']>['result'] } | null
}

/** The last visit is the one before the sheet's own, so that a printed sheet and a typed one say the same. */
async function linesOf(
  context: Context,
  countyCode: string,
  ids: readonly string[],
): Promise<Map<string, SheetLine[]>> {
  const { tx, today } = context
  const found = await sql<LineRow>`
    select l.sheet_id, l.line, l.elder_id, e.name as elder_name, e.sex, e.born_on, e.ended_on, e.region_code,
      village.short_name as village_name, h.hamlet, h.address, l.outcome,
      array(select distinct m."group" from elder_memberships m
        where m.county_code = e.county_code and m.elder_id = any(e.id || e.merged_ids)
          and m.valid_from <= ${today} and (m.valid_to is null or m.valid_to >= ${today}) order by 1) as recorded,
      (select json_build_object('visited_on', v.visited_on, 'answers', v.answers) from visits v
        where v.county_code = e.county_code and v.elder_id = any(e.id || e.merged_ids) and v.result = 'met'
          and v.id is distinct from l.visit_id
        order by v.visited_on desc, v.started_at desc, v.id desc limit 1) as last,
      array(select k.trouble from aid_cases k
        where k.county_code = e.county_code and k.elder_id = any(e.id || e.merged_ids)
          and k.ended_at is null
        order by k.level, k.opened_at, k.id) as open_troubles,
      (select json_build_object('id', v.id, 'visited_on', v.visited_on, 'result', v.result) from visits v
        where v.county_code = l.county_code and v.id = l.visit_id) as visit
    from duty_sheet_lines l
    join elders e on e.county_code = l.county_code and e.id = l.elder_id
    join households h on h.county_code = e.county_code and h.id = e.household_id
    join regions village on village.code = e.region_code
    where l.county_code = ${countyCode} and l.sheet_id = any(${ids}::uuid[])
    order by l.sheet_id, l.line`.execute(tx)
  context.concerns(
    countyCode,
    found.rows.map(row => row.elderId),
  )
  const lines = new Map<string, SheetLine[]>(ids.map(id => [id, []]))
  for (const row of found.rows) lines.get(row.sheetId)?.push(lineFrom(context, row))
  return lines
}

function lineFrom(context: Context, row: LineRow): SheetLine {
  const { today } = context
  const { sheetId: _, regionCode, bornOn, endedOn, recorded, last, visit, ...rest } = row
  const answers = last && answersFrom(last.answers)
  return {
    ...rest,
    age: bornOn === null ? null : ageOn(bornOn, endedOn ?? today),
    groups: groupsOn(recorded, bornOn, today, context.setting('elder.veryOldAge', regionCode)),
    lastVisitOn: last?.visited_on ?? null,
    lastWorries: answers
      ? visitFields.keys.filter(field => answers[field] === 'attention' || answers[field] === 'danger')
      : [],
    hasLeft: endedOn !== null,
    visit: visit && { id: visit.id, visitedOn: visit.visited_on, result: visit.result },
  }
}

/** Newest first. A code that was typed wrong is told apart from one that nobody printed. */
export async function listSheets(
  context: Context,
  { regionCode, state, accountId, code, limit, after }: InputOf<Table['dutySheet.list']>,
): Promise<OutputOf<Table['dutySheet.list']>> {
  const area = areaOf(regionCode)
  const place = placeFrom(after)
  const serial = code === undefined ? undefined : serialOf(code)
  if (serial === null)
    throw new Refused('invalid', '编号应为 8 位数字，最后一位用来核对。请对照纸上右上角的编号再输一次。')
  let query = context.tx
    .selectFrom('dutySheets as s')
    .innerJoin('regions', 'regions.code', 's.regionCode')
    .innerJoin('accounts', 'accounts.id', 's.visitorId')
    .select(['s.countyCode', 's.id', 's.serial', 's.regionCode'])
    .select(
      sql<string>`case regions.level when 'village' then regions.short_name else regions.name end`.as(
        'placeName',
      ),
    )
    .select(['accounts.name as visitorName', 's.printedOn', 's.linesLeft', 's.voidedAt'])
    .select(given => [
      given
        .selectFrom('dutySheetLines as l')
        .whereRef('l.countyCode', '=', 's.countyCode')
        .whereRef('l.sheetId', '=', 's.id')
        .select(count => count.fn.countAll<number>().as('count'))
        .as('lines'),
      given
        .selectFrom('dutySheetPhotos as p')
        .whereRef('p.countyCode', '=', 's.countyCode')
        .whereRef('p.sheetId', '=', 's.id')
        .select(count => count.fn.countAll<number>().as('count'))
        .as('photos'),
    ])
    .where('s.countyCode', '>=', countyCodeOf(area.from))
    .where('s.countyCode', '<=', countyCodeOf(area.to))
    .where('s.regionCode', '>=', area.from)
    .where('s.regionCode', '<=', area.to)
  if (serial !== undefined) query = query.where('s.serial', '=', serial)
  if (accountId) query = query.where('s.visitorId', '=', accountId)
  if (state === 'voided') query = query.where('s.voidedAt', 'is not', null)
  else if (state)
    query = query.where('s.voidedAt', 'is', null).where('s.linesLeft', state === 'awaitsEntry' ? '>' : '=', 0)
  if (place)
    query = query.where(
      // Sheets of one print have ids of one instant; their serials say which came first.
      sql<boolean>`(s.printed_on, s.serial)
        < (${place.sort}::date, (select serial from duty_sheets where id = ${place.id}))`,
    )
  const rows = await query
    .orderBy('s.printedOn', 'desc')
    .orderBy('s.serial', 'desc')
    .limit(limit + 1)
    .execute()
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  return {
    rows: shown.map(({ serial: number, voidedAt, lines, photos, ...row }) => ({
      ...row,
      code: sheetCodeOf(number),
      state: stateOf({ voidedAt, linesLeft: row.linesLeft }),
      lines: lines ?? 0,
      photos: photos ?? 0,
    })),
    next: last ? cursorOf(last.printedOn, last.id) : null,
  }
}
