// Who may be one of these people, found by indexes: for arrivals and for the entry form, without reading the province.
import type { Ready } from '../../domain/duplicates/ready.ts'
import { checkCharacterOf } from '../../domain/elders/citizen-number.ts'
import type { Sealer } from '../kernel/sealing.ts'
import type { Ask } from './people.ts'

export interface Asked {
  ready: Ready
  regionCode: string | null
}

export interface Candidate {
  /** Place in the list asked for. */
  asked: number
  countyCode: string
  id: string
}

/** Enough for the commonest name of a county; more would be a search of its own. */
const mostCandidates = 400

/**
 * Every number that is the given one or one slip from it: a digit, a pair of neighbours, the check digit, or a
 * digit with the check digit made right again. Numbers in the ledger are found by their keyed hash.
 */
export function numbersNear(number: string): string[] {
  const near = new Set([number])
  const add = (first17: string, check: string) =>
    near.add(first17 + check).add(first17 + checkCharacterOf(first17))
  for (let at = 0; at < 17; at++) {
    for (let digit = 0; digit <= 9; digit++)
      add(number.slice(0, at) + digit + number.slice(at + 1, 17), number[17] ?? '')
    if (at < 16)
      add(number.slice(0, at) + number[at + 1] + number[at] + number.slice(at + 2, 17), number[17] ?? '')
  }
  return [...near]
}

/**
 * Within the rows the client may see. Names and spellings first, then birthday and family name, telephone; a record is found once for each who asks.
 */
export async function candidatesFor(ask: Ask, sealer: Sealer, asked: readonly Asked[]): Promise<Candidate[]> {
  const rows = await ask(question, [
    JSON.stringify(asked.map((one, place) => wordsOf(one, place))),
    JSON.stringify(
      asked.flatMap(({ ready }, place) => hashesOf(ready, sealer).map(hash => ({ place, hash }))),
    ),
    mostCandidates,
  ])
  return rows as Candidate[]
}

function hashesOf({ number }: Ready, sealer: Sealer): string[] {
  return number === null ? [] : numbersNear(number.text).map(near => sealer.hash(near))
}

function wordsOf({ ready, regionCode }: Asked, place: number) {
  return {
    place,
    name: ready.name?.bare ?? null,
    // As stored: both readings of a family name in one column.
    reading: ready.name?.sounds.join(' ') || null,
    family: ready.name?.bare.slice(0, 1) ?? null,
    born_on: ready.birth?.day ?? null,
    born_as_lunar: ready.birth?.asLunar ?? null,
    year: ready.birth?.year ?? null,
    phone_tail: ready.phoneTail,
    region_code: regionCode,
  }
}

/**
 * A name or a spelling in the whole area counts with a year of birth near it, a village near it or the same
 * telephone: the commonest names are carried by hundreds.
 */
const question = `
  with asked as materialized (
    select * from jsonb_to_recordset($1::jsonb) as one (place int, name text, reading text, family text, born_on date, born_as_lunar date, year int, phone_tail text, region_code text)
  ), county as materialized (
    select left(code, 6) as code from regions where level = 'county'
  ), found as (
    select near.place, claim.county_code, claim.elder_id as id
    from jsonb_to_recordset($2::jsonb) as near (place int, hash text)
    join citizen_number_claims claim on claim.number_hash = near.hash
    union
    select a.place, e.county_code, e.id
    from asked a cross join county c
    join elders e on e.county_code = c.code and e.name = a.name
    where a.year is null or e.born_on is null or abs(extract(year from e.born_on) - a.year) <= 2
      or left(e.region_code, 9) = left(a.region_code, 9) or e.phone_tail = a.phone_tail
      or to_char(e.born_on, 'MMDD') = to_char(a.born_on, 'MMDD')
    union
    select a.place, e.county_code, e.id
    from asked a cross join county c
    join elders e on e.county_code = c.code and e.pinyin = a.reading
    where extract(year from e.born_on) = a.year or left(e.region_code, 9) = left(a.region_code, 9)
    union
    select a.place, e.county_code, e.id
    from asked a join elders e on e.born_on in (a.born_on, a.born_as_lunar)
    where e.name >= a.family and e.name < a.family || chr(1114111)
      or left(e.region_code, 9) = left(a.region_code, 9)
    union
    select a.place, e.county_code, e.id
    from asked a join elders e on e.phone_tail = a.phone_tail
    where e.name >= a.family and e.name < a.family || chr(1114111)
  ), ranked as (
    select place, county_code, id, row_number() over (partition by place order by id desc) as number from found
  )
  select r.place as asked, r.county_code as "countyCode", r.id from ranked r where number <= $3`
