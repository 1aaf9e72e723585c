// Finds elders by place, group and typed text, one page at a time, each way of asking through an index of its own.
import { type RawBuilder, sql } from 'kysely'
import type { ElderGroup } from '../../domain/elders/elder.ts'
import { checkFilter, type ElderFilter } from '../../domain/elders/filter.ts'
import { type ElderSearch, endOf, readSearch } from '../../domain/elders/search.ts'
import { bornBy } from '../../domain/indicators/months.ts'
import { areaOf } from '../../domain/kernel/area.ts'
import type { Context } from '../kernel/context.ts'
import { type Cursor, readCursor, writeCursor } from './cursor.ts'
import { narrowedBy } from './narrowing.ts'
import type { ElderKey } from './rows.ts'

export interface ElderQuestion extends ElderFilter {
  regionCode: string
  limit: number
  after?: string | undefined
}

/** `id` is the record that matched and orders the list; a merged one stands for the person it went into. */
interface FoundKey extends ElderKey {
  rank: number
  key: string
  personId: string
}

export interface FoundPage {
  keys: ElderKey[]
  next: string | null
}

export async function findElders(context: Context, question: ElderQuestion): Promise<FoundPage> {
  checkFilter(question.regionCode, question)
  const after = readCursor(question.after)
  const search = question.text === undefined ? null : readSearch(question.text)
  const statement = statementFor(context, question, search, after)
  const { rows } = await inIndexOrder(context, search, () => statement.execute(context.tx))
  const page = rows.slice(0, question.limit)
  const last = page.at(-1)
  const keys = page.map(({ countyCode, personId }) => ({ countyCode, id: personId }))
  return { keys, next: rows.length > question.limit && last ? writeCursor(last) : null }
}

/**
 * The planner cannot know the row policies' area and takes it for half a percent of the table, so it would read
 * a whole county to sort one page (1.3 s over the province). Told not to sort, it walks the index that is in
 * order and stops after the page. Numbers and tails have few matches, which are rightly sorted.
 */
async function inIndexOrder<Result>(
  { tx }: Context,
  search: ElderSearch | null,
  work: () => Promise<Result>,
): Promise<Result> {
  if (search?.kind === 'number' || search?.kind === 'tail') return work()
  await sql`set local enable_sort = off`.execute(tx)
  const result = await work()
  await sql`set local enable_sort = on`.execute(tx)
  return result
}

function statementFor(
  context: Context,
  question: ElderQuestion,
  search: ElderSearch | null,
  after: Cursor | null,
): RawBuilder<FoundKey> {
  const conditions = conditionsOf(context, question)
  if (search === null && question.group !== undefined && question.group !== 'veryOld')
    return membersInOrderOfPlace(context, question, question.group, after)
  if (search === null) return inOrderOfPlace(sql`elders e`, conditions, question, after)
  switch (search.kind) {
    case 'number':
      return inOrderOfPlace(
        sql`citizen_number_claims claim
          join elders holder on holder.county_code = claim.county_code and holder.id = claim.elder_id
          join elders e on e.county_code = holder.county_code and e.id = coalesce(holder.merged_into, holder.id)`,
        sql`claim.number_hash = ${context.sealer.hash(search.number)} and ${conditions}`,
        question,
        after,
      )
    case 'tail':
      return inOrderOfPlace(
        sql`(
          select distinct county_code, coalesce(merged_into, id) as id from elders
          where citizen_number_tail = ${search.tail} or phone_tail = ${search.tail}
        ) bearer join elders e on e.county_code = bearer.county_code and e.id = bearer.id`,
        conditions,
        question,
        after,
      )
    case 'name':
      return beginningWith(context, question, [{ rank: 0, column: 'name' }], search.beginning, after)
    case 'letters':
      return beginningWith(context, question, lettersWays(search.beginning), search.beginning, after)
  }
}

/** The area is said here too although the row policies hold it: the planner knows these values and not theirs. */
export function conditionsOf(
  { today, setting }: Context,
  question: Omit<ElderQuestion, 'limit' | 'after'>,
  alias = 'e',
): RawBuilder<unknown> {
  const { regionCode, group, ended } = question
  const area = areaOf(regionCode)
  const e = sql.raw(alias)
  const place = sql`${e}.county_code >= ${area.from.slice(0, 6)} and ${e}.county_code <= ${area.to.slice(0, 6)}
    and ${e}.region_code >= ${area.from} and ${e}.region_code <= ${area.to}`
  const standing = sql`${standingOf(ended, alias)} and ${narrowedBy(question, today, alias)}`
  if (group === undefined) return sql`${place} and ${standing}`
  if (group === 'veryOld')
    return sql`${place} and ${standing}
      and ${e}.born_on <= ${bornBy(setting('elder.veryOldAge', regionCode), today)}`
  return sql`${place} and ${standing} and exists (
    select from elder_memberships m
    where m.county_code = ${e}.county_code and m.elder_id = any(${e}.id || ${e}.merged_ids)
      and m."group" = ${group}
      and m.valid_from <= ${today} and (m.valid_to is null or m.valid_to >= ${today}))`
}

/** A merged record is nobody who left: the person is listed under the record that stands. */
function standingOf(ended: boolean, alias: string): RawBuilder<unknown> {
  const e = sql.raw(alias)
  return ended ? sql`${e}.ended_on is not null and ${e}.merged_into is null` : sql`${e}.ended_on is null`
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
    select 0 as rank, e.region_code as key, e.county_code, e.id, e.id as person_id
    from ${from}
    where ${conditions} ${beyond}
    order by e.county_code, e.region_code, e.id
    limit ${limit + 1}`
}

/** Rare groups are found from their memberships; of two in force at once only the first is listed. */
function membersInOrderOfPlace(
  context: Context,
  question: ElderQuestion,
  group: ElderGroup,
  after: Cursor | null,
): RawBuilder<FoundKey> {
  const { today } = context
  const { regionCode, ended, limit } = question
  const beyond = after
    ? sql`and (e.county_code, e.region_code, e.id) > (${after.key.slice(0, 6)}, ${after.key}, ${after.id}::uuid)`
    : sql``
  const area = areaOf(regionCode)
  const inForce = (name: string) =>
    sql`${sql.ref(name)}.valid_from <= ${today} and (${sql.ref(name)}.valid_to is null or ${sql.ref(name)}.valid_to >= ${today})`
  const inArea = (name: string) => sql`${sql.ref(name)}.county_code >= ${area.from.slice(0, 6)}
    and ${sql.ref(name)}.county_code <= ${area.to.slice(0, 6)}
    and ${sql.ref(name)}.region_code >= ${area.from} and ${sql.ref(name)}.region_code <= ${area.to}`
  // Each half stops after a page of its own; the few records that were merged have no order to walk.
  return sql<FoundKey>`
    select 0 as rank, found.key, found.county_code, found.id, found.id as person_id from (
      (select m.region_code as key, m.county_code, m.elder_id as id
      from elder_memberships m join elders e on e.county_code = m.county_code and e.id = m.elder_id
      where m."group" = ${group} and ${inForce('m')} and ${inArea('m')} and e.merged_into is null
        and ${standingOf(ended, 'e')} and ${narrowedBy(question, today)} ${membersBeyond(after)}
        and not exists (
          select from elder_memberships other
          where other.county_code = m.county_code and other.elder_id = m.elder_id and other."group" = m."group"
            and ${inForce('other')} and other.id < m.id)
      order by m.county_code, m.region_code, m.elder_id
      limit ${limit + 1})
      union
      (select e.region_code, e.county_code, e.id
      from elders record
      join elders e on e.county_code = record.county_code and e.id = record.merged_into
      join elder_memberships m on m.county_code = record.county_code and m.elder_id = record.id
      where record.merged_into is not null and m."group" = ${group} and ${inForce('m')} and ${inArea('e')}
        and ${standingOf(ended, 'e')} and ${narrowedBy(question, today)} ${beyond})
    ) found
    order by found.county_code, found.key, found.id
    limit ${limit + 1}`
}

function membersBeyond(after: Cursor | null): RawBuilder<unknown> {
  return after
    ? sql`and (m.county_code, m.region_code, m.elder_id)
        > (${after.key.slice(0, 6)}, ${after.key}, ${after.id}::uuid)`
    : sql``
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
  context: Context,
  question: ElderQuestion,
  ways: readonly Way[],
  beginning: string,
  after: Cursor | null,
): RawBuilder<FoundKey> {
  const beginsIn = (alias: string, { column }: Way) => {
    const named = sql.ref(`${alias}.${column}`)
    return sql`(${named} >= ${beginning} and ${named} < ${endOf(beginning)})`
  }
  const begins = (way: Way) => beginsIn('e', way)
  const anyWay = (alias: string) =>
    sql`(${sql.join(
      ways.map(way => sql`coalesce(${beginsIn(alias, way)}, false)`),
      sql` or `,
    )})`
  // Found under a name of a merged record only where the person's own name does not begin so, and once.
  const conditions = sql`(e.merged_into is null and ${conditionsOf(context, question)} or e.merged_into is not null
    and exists (
      select from elders person where person.county_code = e.county_code and person.id = e.merged_into
        and ${conditionsOf(context, question, 'person')} and not ${anyWay('person')})
    and not exists (
      select from elders other where other.county_code = e.county_code and other.merged_into = e.merged_into
        and other.id < e.id and ${anyWay('other')}))`
  const branches = ways
    .map((way, index) => ({ way, earlier: ways.slice(0, index) }))
    .filter(({ way }) => after === null || way.rank >= after.rank)
    .map(({ way, earlier }) => {
      const column = sql`e.${sql.ref(way.column)}`
      const beyond =
        after?.rank === way.rank ? sql`and (${column}, e.id) > (${after.key}, ${after.id}::uuid)` : sql``
      const notBefore = earlier.map(one => sql`and ${begins(one)} is not true`)
      return sql`select ${sql.lit(way.rank)}::int as rank, ${column} as key, e.county_code, e.id,
          coalesce(e.merged_into, e.id) as person_id
        from elders e
        where e.county_code = county.code and ${begins(way)} ${sql.join(notBefore, sql` `)} ${beyond}
          and ${conditions}
        order by ${column}, e.id limit ${question.limit + 1}`
    })
  const area = areaOf(question.regionCode)
  return sql<FoundKey>`
    select found.rank, found.key, found.county_code, found.id, found.person_id
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
