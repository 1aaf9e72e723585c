// Pairs as officers read them: a list best first, one pair, and what is decided about it.
import { sql } from 'kysely'
import type { DuplicatePair, PairSide } from '../../domain/duplicates/api.ts'
import { verdictOf } from '../../domain/duplicates/model.ts'
import type { PairDecision, PairSource, PairState, PairVerdict } from '../../domain/duplicates/pair.ts'
import { maskNumber } from '../../domain/elders/elder.ts'
import { nameFor } from '../../domain/elders/registration.ts'
import { areaOf } from '../../domain/kernel/area.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { Context } from '../kernel/context.ts'

interface FoundPair extends Omit<DuplicatePair, 'one' | 'other' | 'acrossCounties' | 'verdict'> {
  elderId: string
  otherCountyCode: string
  otherId: string
  countyName: string
  otherCountyName: string
  oneSide: FoundSide | null
  otherSide: FoundSide | null
}

interface FoundSide {
  id: string
  villageName: string
  name: string
  sex: PairSide['sex']
  bornOn: string | null
  tail: string | null
  endedOn: string | null
}

export interface PairQuestion {
  regionCode: string
  state: PairState
  source?: PairSource | undefined
  atLeast?: PairVerdict | undefined
  limit: number
  after?: string | undefined
}

/** The record standing today behind one that may have been merged since; another county's is hidden by its rows. */
const sideOf = (county: string, id: string) => sql`(
  select json_build_object('id', person.id, 'villageName', village.short_name, 'name', person.name,
    'sex', person.sex, 'bornOn', person.born_on, 'tail', person.citizen_number_tail, 'endedOn', person.ended_on)
  from elders record
  join elders person on person.county_code = record.county_code
    and person.id = coalesce(record.merged_into, record.id)
  join regions village on village.code = person.region_code
  where record.county_code = ${sql.ref(county)} and record.id = ${sql.ref(id)}
)`

function pairsWhere(context: Context, condition: ReturnType<typeof sql>) {
  return sql<FoundPair>`
    select p.county_code, p.id, p.elder_id, p.other_county_code, p.other_id, p.score, p.reasons, p.source,
      p.state, p.found_at, decider.name as decided_by, p.decided_at, p.note,
      own.short_name as county_name, other.short_name as other_county_name,
      ${sideOf('p.county_code', 'p.elder_id')} as one_side,
      ${sideOf('p.other_county_code', 'p.other_id')} as other_side
    from duplicate_pairs p
    join regions own on own.code = p.county_code || '000000'
    join regions other on other.code = p.other_county_code || '000000'
    left join accounts decider on decider.id = p.decided_by
    where ${condition}`.execute(context.tx)
}

export async function listPairs(
  context: Context,
  question: PairQuestion,
): Promise<{ rows: DuplicatePair[]; next: string | null; total: number }> {
  const { limit } = question
  const beyond = question.after === undefined ? sql`` : beyondOf(question.after)
  const found = await pairsWhere(
    context,
    sql`${conditionsOf(context, question)} ${beyond} order by p.score desc, p.id limit ${limit + 1}`,
  )
  const total = await sql<{ count: number }>`
    select count(*) as count from duplicate_pairs p where ${conditionsOf(context, question)}`.execute(
    context.tx,
  )
  const page = found.rows.slice(0, limit)
  const last = found.rows.length > limit ? page.at(-1) : undefined
  const rows = page.map(row => pairFor(context, row))
  noteConcerned(context, rows)
  return { rows, next: last ? `${last.score} ${last.id}` : null, total: total.rows[0]?.count ?? 0 }
}

function thresholdsOf({ setting }: Context, regionCode: string) {
  return {
    review: setting('duplicates.reviewFrom', regionCode),
    likely: setting('duplicates.likelyFrom', regionCode),
    certain: setting('duplicates.certainFrom', regionCode),
  }
}

function conditionsOf(context: Context, { regionCode, state, source, atLeast }: PairQuestion) {
  const area = areaOf(regionCode)
  const { review, likely, certain } = thresholdsOf(context, regionCode)
  const least = { certain, likely, possible: review, unlikely: null }[atLeast ?? 'unlikely']
  return sql`p.county_code >= ${area.from.slice(0, 6)} and p.county_code <= ${area.to.slice(0, 6)}
    and p.region_code >= ${area.from} and p.region_code <= ${area.to} and p.state = ${state}
    ${least === null ? sql`` : sql`and p.score >= ${least}`} ${source === undefined ? sql`` : sql`and p.source = ${source}`}`
}

function beyondOf(after: string) {
  const match = /^(-?\d+(?:\.\d+)?(?:e-?\d+)?) ([0-9a-f-]{36})$/.exec(after)
  if (!match) throw new Refused('invalid', '翻页位置已失效，请回到第一页重新查看。')
  const score = Number(match[1])
  return sql`and (p.score < ${score} or (p.score = ${score} and p.id > ${match[2]}::uuid))`
}

export async function getPair(context: Context, countyCode: string, id: string): Promise<DuplicatePair> {
  const { rows } = await pairsWhere(context, sql`p.county_code = ${countyCode} and p.id = ${id}`)
  const found = rows[0]
  if (!found) throw new Refused('not_found', '没有这一对疑似重复的档案，或者不在您的辖区内。请刷新列表。')
  const pair = pairFor(context, found)
  noteConcerned(context, [pair])
  return pair
}

function pairFor(context: Context, found: FoundPair): DuplicatePair {
  const { actor } = context
  const { elderId, otherCountyCode, otherId, countyName, otherCountyName, oneSide, otherSide, ...pair } =
    found
  const side = (countyCode: string, id: string, name: string, known: FoundSide | null): PairSide => ({
    countyCode,
    elderId: known?.id ?? id,
    countyName: name,
    villageName: known?.villageName ?? null,
    name: known === null ? null : nameFor(actor.role, known.name),
    sex: known?.sex ?? null,
    bornOn: known?.bornOn ?? null,
    numberMask: maskNumber(known?.tail ?? null),
    endedOn: known?.endedOn ?? null,
  })
  return {
    ...pair,
    one: side(pair.countyCode, elderId, countyName, oneSide),
    other: side(otherCountyCode, otherId, otherCountyName, otherSide),
    verdict: verdictOf(pair.score, thresholdsOf(context, `${pair.countyCode}000000`)),
    acrossCounties: otherCountyCode !== pair.countyCode,
  }
}

function noteConcerned(context: Context, pairs: readonly DuplicatePair[]): void {
  for (const countyCode of new Set(pairs.map(pair => pair.countyCode)))
    context.concerns(
      countyCode,
      pairs.flatMap(({ one, other }) =>
        [one, other].filter(side => side.countyCode === countyCode).map(side => side.elderId),
      ),
    )
}

export async function decidePair(
  context: Context,
  input: { countyCode: string; id: string; decision: PairDecision; note: string },
): Promise<DuplicatePair> {
  const { tx, now, actor } = context
  const { countyCode, id, decision, note } = input
  const pair = await tx
    .selectFrom('duplicatePairs')
    .select('state')
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!pair) throw new Refused('not_found', '没有这一对疑似重复的档案，或者不在您的辖区内。请刷新列表。')
  if (pair.state === 'samePerson')
    throw new Refused('conflict', '这两份档案已经合并。确是两个人，请在档案里拆开合并。')
  if (pair.state === 'disputed') throw new Refused('conflict', '这一对正在两县协商，请在协商里处理。')
  if (pair.state !== decision)
    await tx
      .updateTable('duplicatePairs')
      .set({ state: decision, note, decidedBy: actor.accountId, decidedAt: now.toISOString() })
      .where('countyCode', '=', countyCode)
      .where('id', '=', id)
      .execute()
  return getPair(context, countyCode, id)
}

/** After a merge the pairs among the person's records are decided; after its undo they are open again. */
export async function settleMerged(context: Context, countyCode: string, personIds: readonly string[]) {
  const { tx, now, actor } = context
  const ids = [...personIds]
  await sql`
    update duplicate_pairs p set
      state = case when one.person = other.person then 'samePerson' else 'toReview' end,
      decided_by = case when one.person = other.person then ${actor.accountId}::uuid end,
      decided_at = case when one.person = other.person then ${now.toISOString()}::timestamptz end
    from (select id, coalesce(merged_into, id) as person from elders where county_code = ${countyCode}) one,
      (select id, coalesce(merged_into, id) as person from elders where county_code = ${countyCode}) other
    where p.county_code = ${countyCode} and p.other_county_code = ${countyCode}
      and p.elder_id = any(${ids}::uuid[]) and p.other_id = any(${ids}::uuid[])
      and one.id = p.elder_id and other.id = p.other_id
      and (p.state = 'samePerson') <> (one.person = other.person)
      and (one.person = other.person or p.state = 'samePerson')`.execute(tx)
}
