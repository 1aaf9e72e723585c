// A list of others matched against the ledger: by number, else by name and birth day. A person decides each line.
import { sql } from 'kysely'
import {
  type ListedPerson,
  matchColumnsOf,
  proposalFor,
  readListed,
} from '../../domain/benefits/match-list.ts'
import type { MatchedBy, MatchList, MatchListKind } from '../../domain/benefits/records.ts'
import { countyCodeOf, levelOf } from '../../domain/kernel/area.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { Context } from '../kernel/context.ts'
import { checkInArea } from '../regions/regions.ts'
import { openSpreadsheet, type Row } from '../spreadsheets/spreadsheets.ts'
import { getList } from './match-rows.ts'

interface Upload {
  id: string
  regionCode: string
  kind: MatchListKind
  source: string
  fileName: string
}

/** A county's deaths of many years; more is a mistaken file. */
const rowsAtMost = 100_000
const sampledRows = 80

export async function uploadList(context: Context, given: Upload): Promise<MatchList> {
  const { tx, now, actor, upload } = context
  checkInArea(context, given.regionCode)
  if (levelOf(given.regionCode) !== 'county')
    throw new Refused('rule_broken', '名单按县比对。请先在页面上方选定一个县（市、区）。')
  if (!upload) throw new Refused('invalid', '没有收到文件内容，请重新选择文件。')
  const countyCode = countyCodeOf(given.regionCode)
  const { listed, rowCount } = await readList(upload.path, context.today)
  const matched = await matchPeople(context, countyCode, listed)
  await tx
    .insertInto('matchLists')
    .values({
      ...given,
      countyCode,
      rowCount,
      unreadCount: rowCount - listed.length,
      matchedCount: matched.length,
      uploadedBy: actor.accountId,
      uploadedAt: now.toISOString(),
    })
    .execute()
  await keepMatches(context, countyCode, given, matched)
  context.concerns(
    countyCode,
    matched.map(({ elderId }) => elderId),
  )
  return getList(context, { countyCode, id: given.id })
}

async function readList(path: string, today: string): Promise<{ listed: ListedPerson[]; rowCount: number }> {
  const spreadsheet = await openSpreadsheet(path)
  const rows: Row[] = []
  for await (const batch of spreadsheet.rows()) {
    rows.push(...batch)
    if (rows.length > rowsAtMost)
      throw new Refused('too_large', `名单超过 ${rowsAtMost} 行。请按年份拆开后再上传。`)
  }
  const columns = matchColumnsOf(rows.slice(0, sampledRows).map(row => row.cells))
  if (columns.citizenNumber === null && (columns.name === null || columns.bornOn === null))
    throw new Refused(
      'invalid',
      '没有找到“身份证号”列，也没有找到“姓名”和“出生日期”两列。请检查表头后重新上传。',
    )
  const body = rows
    .slice(columns.headerRow + 1)
    .filter(row => row.cells.some(cell => cell.text.trim() !== ''))
  const listed = body.flatMap(row => readListed(row.cells, row.number, columns, today) ?? [])
  return { listed, rowCount: body.length }
}

interface Match {
  listed: ListedPerson
  elderId: string
  regionCode: string
  matchedBy: MatchedBy
}

/** Living people only: whoever is known to have gone needs no second telling. */
async function matchPeople(
  context: Context,
  countyCode: string,
  listed: readonly ListedPerson[],
): Promise<Match[]> {
  const { tx, sealer } = context
  const hashes = listed.map(({ citizenNumber }) =>
    citizenNumber === null ? null : sealer.hash(citizenNumber),
  )
  const { rows } = await sql<{ place: number; elderId: string; regionCode: string; matchedBy: MatchedBy }>`
    with listed as (
      select * from unnest(${hashes}::text[], ${listed.map(one => one.name)}::text[],
        ${listed.map(one => one.bornOn)}::date[]) with ordinality as l (number_hash, name, born_on, place)
    ),
    found as (
      select l.place, e.id, 'byNumber' as matched_by from listed l
      join elders e on e.county_code = ${countyCode} and e.citizen_number_hash = l.number_hash
      union all
      select l.place, e.id, 'byNameAndBirth' from listed l
      join elders e on e.county_code = ${countyCode} and e.name = l.name and e.born_on = l.born_on
    )
    select distinct on (f.place, stands.id) f.place::int, stands.id as elder_id, stands.region_code, f.matched_by
    from found f
    join elders one on one.county_code = ${countyCode} and one.id = f.id
    join elders stands on stands.county_code = one.county_code and stands.id = coalesce(one.merged_into, one.id)
    where stands.ended_on is null
    order by f.place, stands.id, f.matched_by desc`.execute(tx)
  const numbered = new Set(rows.filter(row => row.matchedBy === 'byNumber').map(row => row.place))
  return rows.flatMap(({ place, ...row }) => {
    const person = listed[place - 1]
    // A namesake born on the same day is no question where the number has answered.
    if (!person || (row.matchedBy === 'byNameAndBirth' && numbered.has(place))) return []
    return [{ ...row, listed: person }]
  })
}

async function keepMatches(
  { tx }: Context,
  countyCode: string,
  { id, kind }: Upload,
  matches: readonly Match[],
): Promise<void> {
  if (matches.length === 0) return
  await sql`
    insert into match_rows (county_code, list_id, row_number, elder_id, region_code, matched_by, listed_name, listed_tail,
      happened_on, listed_note, proposal, decision)
    select ${countyCode}, ${id}::uuid, m.*, ${proposalFor[kind]}, 'toReview'
    from unnest(${matches.map(one => one.listed.rowNumber)}::int[], ${matches.map(one => one.elderId)}::uuid[],
      ${matches.map(one => one.regionCode)}::text[], ${matches.map(one => one.matchedBy)}::text[],
      ${matches.map(one => one.listed.name)}::text[],
      ${matches.map(one => one.listed.citizenNumber?.slice(-4) ?? null)}::text[],
      ${matches.map(one => one.listed.happenedOn)}::date[], ${matches.map(one => one.listed.note)}::text[]) as m
    on conflict do nothing`.execute(tx)
}
