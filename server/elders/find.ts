// Finds elders by place, group and typed text, one page at a time, each way of asking through an index of its own.
import { type RawBuilder, sql } from 'kysely'
import type { ElderGroup } from '../../domain/elders/elder.ts'
import { type ElderSearch, endOf, readSearch } from '../../domain/elders/search.ts'
import { bornBy } from '../../domain/indicators/months.ts'
import { areaOf } from '../../domain/kernel/area.ts'
import type { Context } from '../kernel/context.ts'
import { type Cursor, readCursor, writeCursor } from './cursor.ts'
import type { ElderKey } from './rows.ts'

export interface ElderQuestion {
  regionCode: string
  text?: string | undefined
  group?: ElderGroup | undefined
  /** Those who left the ledger instead of those in it. */
  ended: boolean
  limit: number
  after?: string | undefined
}

interface FoundKey extends ElderKey {
  rank: number
  key: string
}

export interface FoundPage {
  keys: ElderKey[]
  next: string | null
}

export async function findElders(context: Context, question: ElderQuestion): Promise<FoundPage> {
  const after = readCursor(question.after)
  const search = question.text === undefined ? null : readSearch(question.text)
  const statement = statementFor(context, question, search, after)
  const { rows } = await statement.execute(context.tx)
  const keys = rows.slice(0, question.limit)
  const last = keys.at(-1)
  return { keys, next: rows.length > question.limit && last ? writeCursor(last) : null }
}

function statementFor(
  context: Context,
  question: ElderQuestion,
  search: ElderSearch | null,
  after: Cursor | null,
): RawBuilder<FoundKey> {
  const conditions = conditionsOf(context, question)
  if (search === null) return inOrderOfPlace(sql`elders e`, conditions, question, after)
  switch (search.kind) {
    case 'number':
      return inOrderOfPlace(
        sql`citizen_number_claims claim join elders e
          on e.county_code = claim.county_code and e.id = claim.elder_id`,
        sql`claim.number_hash = ${context.sealer.hash(search.number)} and ${conditions}`,
        question,
        after,
      )
    case 'tail':
      return inOrderOfPlace(
        sql`elders e`,
        sql`(e.citizen_number_tail = ${search.tail} or e.phone_tail = ${search.tail}) and ${conditions}`,
        question,
        after,
      )
    case 'name':
      return beginningWith(question, [{ rank: 0, column: 'name' }], search.beginning, conditions, after)
    case 'letters':
      return beginningWith(question, lettersWays(search.beginning), search.beginning, conditions, after)
  }
}

/** The area is said here too although the row policies hold it: the planner knows these values and not theirs. */
export function conditionsOf(
  { today, setting }: Context,
  { regionCode, group, ended }: Pick<ElderQuestion, 'regionCode' | 'group' | 'ended'>,
): RawBuilder<unknown> {
  const area = areaOf(regionCode)
  const place = sql`e.county_code >= ${area.from.slice(0, 6)} and e.county_code <= ${area.to.slice(0, 6)}
    and e.region_code >= ${area.from} and e.region_code <= ${area.to}`
  const standing = ended ? sql`e.ended_on is not null` : sql`e.ended_on is null`
  if (group === undefined) return sql`${place} and ${standing}`
  if (group === 'veryOld')
    return sql`${place} and ${standing} and e.born_on <= ${bornBy(setting('elder.veryOldAge', regionCode), today)}`
  return sql`${place} and ${standing} and exists (
    select from elder_memberships m
    where m.county_code = e.county_code and m.elder_id = e.id and m."group" = ${group}
      and m.valid_from <= ${today} and (m.valid_to is null or m.valid_to >= ${today}))`
}

function inOrderOfPlace(
  from: RawBuilder<unknown>,
  conditions: RawBuilder<unknown>,
  { limit }: ElderQuestion,
  after: Cursor | null,
): RawBuilder<FoundKey> {
  const beyond = after
    ? sql`and (e.county_code, e.region_code, e.id) > (${after.key.slice(0, 6)}, ${after.key}, ${after.id}::uuid)`
    : sql``
  return sql<FoundKey>`
    select 0 as rank, e.region_code as key, e.county_code, e.id
    from ${from}
    where ${conditions} ${beyond}
    order by e.county_code, e.region_code, e.id
    limit ${limit + 1}`
}

interface Way {
  rank: number
  column: 'name' | 'pinyin' | 'initials' | 'other_pinyin' | 'other_initials'
}

/** One letter begins syllables and initials of the same people, so the initials alone find them all. */
function lettersWays(letters: string): Way[] {
  const initials: Way[] = [
    { rank: 2, column: 'initials' },
    { rank: 3, column: 'other_initials' },
  ]
  if (letters.length === 1) return initials
  return [{ rank: 0, column: 'pinyin' }, { rank: 1, column: 'other_pinyin' }, ...initials]
}

/**
 * Each way reads its index county by county from the beginning on and stops after a page; the pages are merged.
 * Someone found by an earlier way is not found again by a later one.
 */
function beginningWith(
  question: ElderQuestion,
  ways: readonly Way[],
  beginning: string,
  conditions: RawBuilder<unknown>,
  after: Cursor | null,
): RawBuilder<FoundKey> {
  const begins = ({ column }: Way) =>
    sql`(e.${sql.ref(column)} >= ${beginning} and e.${sql.ref(column)} < ${endOf(beginning)})`
  const branches = ways
    .map((way, index) => ({ way, earlier: ways.slice(0, index) }))
    .filter(({ way }) => after === null || way.rank >= after.rank)
    .map(({ way, earlier }) => {
      const column = sql`e.${sql.ref(way.column)}`
      const beyond =
        after?.rank === way.rank ? sql`and (${column}, e.id) > (${after.key}, ${after.id}::uuid)` : sql``
      const notBefore = earlier.map(one => sql`and ${begins(one)} is not true`)
      return sql`select ${sql.lit(way.rank)}::int as rank, ${column} as key, e.county_code, e.id from elders e
        where e.county_code = county.code and ${begins(way)} ${sql.join(notBefore, sql` `)} ${beyond}
          and ${conditions}
        order by ${column}, e.id limit ${question.limit + 1}`
    })
  const area = areaOf(question.regionCode)
  return sql<FoundKey>`
    select found.rank, found.key, found.county_code, found.id
    from (
      select left(code, 6) as code from regions
      where level = 'county' and code >= ${area.from.slice(0, 6).padEnd(12, '0')} and code <= ${area.to}
    ) county
    cross join lateral (${sql.join(
      branches.map(branch => sql`(${branch})`),
      sql` union all `,
    )}) found
    order by found.rank, found.key, found.id
    limit ${question.limit + 1}`
}
