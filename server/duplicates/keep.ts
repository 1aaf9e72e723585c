// Writes found pairs: new ones, changed scores, and those there is nothing left to decide about. Decisions stay.
import { randomBytes } from 'node:crypto'
import type pg from 'pg'
import type { Reason } from '../../domain/duplicates/compare.ts'
import { modelVersion } from '../../domain/duplicates/model.ts'
import type { PairSource } from '../../domain/duplicates/pair.ts'
import { ancestorAt, levelOf, regionLevels } from '../../domain/kernel/area.ts'
import { uuidV7 } from '../../domain/kernel/id.ts'
import type { Person } from './people.ts'

export type PairedPerson = Pick<Person, 'countyCode' | 'id' | 'regionCode'>

export interface PairToKeep {
  one: PairedPerson
  other: PairedPerson
  score: number
  reasons: readonly Reason[]
  source: PairSource
}

/** One row of a pair inside a county, one leg in each county of a pair across. */
interface Leg {
  id: string
  county_code: string
  region_code: string
  elder_id: string
  other_county_code: string
  other_id: string
  score: number
  reasons: readonly Reason[]
  source: PairSource
}

function legsOf({ one, other, score, reasons, source }: PairToKeep, now: Date): Leg[] {
  const leg = (mine: PairedPerson, theirs: PairedPerson, regionCode: string): Leg => ({
    id: uuidV7(now.getTime(), randomBytes(10)),
    county_code: mine.countyCode,
    region_code: regionCode,
    elder_id: mine.id,
    other_county_code: theirs.countyCode,
    other_id: theirs.id,
    score,
    reasons,
    source,
  })
  if (one.countyCode !== other.countyCode)
    return [leg(one, other, `${one.countyCode}000000`), leg(other, one, `${other.countyCode}000000`)]
  const [first, second] = one.id < other.id ? [one, other] : [other, one]
  return [leg(first, second, smallestHolding(one.regionCode, other.regionCode))]
}

/** Village, township or county: the smallest region both records lie in. */
export function smallestHolding(one: string, other: string): string {
  for (const level of [...regionLevels].reverse()) {
    const here = ancestorAt(one, level)
    if (here === ancestorAt(other, level) && levelOf(here) !== 'prefecture') return here
  }
  return ancestorAt(one, 'county')
}

export interface Kept {
  /** Pairs shown anew or again. */
  found: number
  /** Pairs there is nothing left to decide about. */
  obsolete: number
}

const legsAtOnce = 2_000

/**
 * Inside the transaction of the client. What somebody decided is never touched; a pair to review that was not
 * found again among those searched has become obsolete.
 * @param searched whose pairs were searched for anew; null for the whole province.
 */
export async function keepPairs(
  client: pg.ClientBase,
  pairs: readonly PairToKeep[],
  { now, searched }: { now: Date; searched: readonly PairedPerson[] | null },
): Promise<Kept> {
  await client.query(
    `create temp table found_pairs (id uuid, county_code text collate "C", region_code text collate "C",
       elder_id uuid, other_county_code text collate "C", other_id uuid, score double precision, reasons jsonb, source text)
     on commit drop`,
  )
  const legs = pairs.flatMap(pair => legsOf(pair, now))
  for (let at = 0; at < legs.length; at += legsAtOnce)
    await client.query(
      `insert into found_pairs select * from jsonb_to_recordset($1::jsonb) as leg (id uuid, county_code text,
         region_code text, elder_id uuid, other_county_code text, other_id uuid, score double precision,
         reasons jsonb, source text)`,
      [JSON.stringify(legs.slice(at, at + legsAtOnce))],
    )
  await client.query('analyze found_pairs')
  await dropTheEnded(client)
  const found = await client.query(upsert, [now.toISOString(), modelVersion])
  const obsolete = await client.query(makeObsolete, [
    searched?.map(({ countyCode }) => countyCode) ?? null,
    searched?.map(({ id }) => id) ?? null,
  ])
  await client.query('drop table found_pairs')
  return { found: found.rowCount ?? 0, obsolete: obsolete.rowCount ?? 0 }
}

/** Merged or ended while the search ran. */
async function dropTheEnded(client: pg.ClientBase): Promise<void> {
  await client.query(`
    delete from found_pairs p where not exists (
      select from elders e where e.county_code = p.county_code and e.id = p.elder_id
        and e.merged_into is null and e.ended_on is null
    ) or not exists (
      select from elders e where e.county_code = p.other_county_code and e.id = p.other_id
        and e.merged_into is null and e.ended_on is null
    )`)
}

const upsert = `
  insert into duplicate_pairs (county_code, id, region_code, elder_id, other_county_code, other_id, score,
    reasons, source, state, model_version, found_at)
  select county_code, id, region_code, elder_id, other_county_code, other_id, score, reasons, source, 'toReview',
    $2, $1
  from found_pairs
  on conflict (county_code, elder_id, other_id) do update set
    score = excluded.score, reasons = excluded.reasons, region_code = excluded.region_code,
    model_version = excluded.model_version, state = 'toReview',
    found_at = case when duplicate_pairs.state = 'obsolete' then excluded.found_at else duplicate_pairs.found_at end
  where duplicate_pairs.state in ('toReview', 'obsolete')
    and (duplicate_pairs.state = 'obsolete' or duplicate_pairs.score <> excluded.score
      or duplicate_pairs.region_code <> excluded.region_code
      or duplicate_pairs.model_version <> excluded.model_version
      or duplicate_pairs.reasons <> excluded.reasons)`

const makeObsolete = `
  update duplicate_pairs p set state = 'obsolete'
  where p.state = 'toReview'
    and ($1::text[] is null
      or (p.county_code, p.elder_id) in (select * from unnest($1::text[], $2::uuid[]))
      or (p.other_county_code, p.other_id) in (select * from unnest($1::text[], $2::uuid[])))
    and not exists (
      select from found_pairs f
      where f.county_code = p.county_code and f.elder_id = p.elder_id and f.other_id = p.other_id)`
