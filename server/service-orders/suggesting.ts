// What is known for a suggestion: the elder's ability and home, who offers the service in reach, how busy they are.
import { sql } from 'kysely'
import type { AbilityLevel } from '../../domain/assessments/ability.ts'
import type { SpokenLanguage } from '../../domain/elders/elder.ts'
import { addDays, ageOn, type Day, dayOf, startOfDay } from '../../domain/kernel/day.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import type { ServiceItem, ServiceKind } from '../../domain/service-orders/catalogue.ts'
import { type MatchFacts, matchWays } from '../../domain/service-orders/matching.ts'
import type { serviceNeedApi } from '../../domain/service-orders/need-api.ts'
import {
  type CareWay,
  careWays,
  missingCertificates,
  missingSentence,
} from '../../domain/service-orders/provider.ts'
import { type Candidate, suggest } from '../../domain/service-orders/suggestions.ts'
import type { Context } from '../kernel/context.ts'
import { itemsOn } from './catalogue.ts'
import { unknownNeed } from './needs.ts'
import { certificatesOf } from './workers.ts'

type Table = typeof serviceNeedApi

interface NeedFacts {
  elderId: string
  kind: ServiceKind
  bornOn: Day | null
  spokenLanguage: SpokenLanguage
  lon: number | null
  lat: number | null
  ability: AbilityLevel | null
  livesAlone: boolean
  inInstitution: boolean
}

export async function suggestFor(
  context: Context,
  { countyCode, id, itemCode, on }: InputOf<Table['need.suggest']>,
): Promise<OutputOf<Table['need.suggest']>> {
  const { today } = context
  const day = on ?? addDays(today, 1)
  const facts = await factsOf(context, countyCode, id)
  context.concerns(countyCode, [facts.elderId])
  const items = (await itemsOn(context, countyCode, day)).filter(item => item.kind === facts.kind)
  const item = items.find(one => one.code === itemCode) ?? (items.length === 1 ? items[0] : undefined)
  const providers = await providersOf(context, countyCode, items, facts)
  return {
    ways: matchWays(matchFactsOf(facts, providers, today)),
    items,
    suggestions: item
      ? suggest(await candidatesOf(context, { countyCode, item, day, facts }), facts.spokenLanguage)
      : [],
  }
}

async function factsOf({ tx, today }: Context, countyCode: string, id: string): Promise<NeedFacts> {
  const found = await sql<NeedFacts>`
    select n.elder_id, n.kind, e.born_on, e.spoken_language, village.lon, village.lat,
      (select a.result_level from ability_assessments a where a.county_code = e.county_code
        and a.elder_id = any(e.id || e.merged_ids) and a.stage in ('settled', 'told') and a.standard = 'gbt42195'
        order by a.assessed_on desc limit 1) as ability,
      exists (select from elder_memberships m where m.county_code = e.county_code
        and m.elder_id = any(e.id || e.merged_ids) and m."group" = 'livesAlone' and m.valid_from <= ${today}
        and (m.valid_to is null or m.valid_to >= ${today})) as lives_alone,
      exists (select from elder_absences s where s.county_code = e.county_code
        and s.elder_id = any(e.id || e.merged_ids) and s.kind = 'institution' and s.valid_from <= ${today}
        and (s.valid_to is null or s.valid_to >= ${today})) as in_institution
    from service_needs n
    join elders e on e.county_code = n.county_code and e.id = n.elder_id
    join regions village on village.code = n.region_code
    where n.county_code = ${countyCode} and n.id = ${id}::uuid`.execute(tx)
  const [facts] = found.rows
  if (!facts) throw unknownNeed()
  return facts
}

interface ProviderFacts {
  id: string
  careWays: CareWay[]
  km: number | null
  reachKm: number
}

async function providersOf(
  { tx }: Context,
  countyCode: string,
  items: readonly ServiceItem[],
  { lon, lat }: NeedFacts,
): Promise<ProviderFacts[]> {
  const found = await sql<ProviderFacts>`
    select p.id, p.care_ways, crow_km(p.lon, p.lat, ${lon}::float8, ${lat}::float8) as km, p.reach_km
    from service_providers p
    where p.county_code = ${countyCode} and p.ended_on is null
      and p.item_codes && ${items.map(item => item.code)}::text[]`.execute(tx)
  return found.rows
}

function matchFactsOf(facts: NeedFacts, providers: readonly ProviderFacts[], today: Day): MatchFacts {
  const inReach = providers.filter(provider => provider.km === null || provider.km <= provider.reachKm)
  const reachable = Object.fromEntries(
    careWays.keys.map(way => [way, inReach.filter(provider => provider.careWays.includes(way)).length]),
  ) as Record<CareWay, number>
  const near = inReach
    .filter(provider => provider.careWays.includes('communityCare'))
    .flatMap(provider => (provider.km === null ? [] : [provider.km]))
  return {
    ...{ kind: facts.kind, ability: facts.ability, livesAlone: facts.livesAlone, reachable },
    age: facts.bornOn === null ? null : ageOn(facts.bornOn, today),
    inInstitution: facts.inInstitution,
    nearestKm: near.length === 0 ? null : Math.min(...near),
  }
}

type CandidateRow = Omit<Candidate, 'missing'>

interface Asked {
  countyCode: string
  item: ServiceItem
  day: Day
  facts: NeedFacts
}

/** Every worker of every provider that offers it; a provider without workers on its list stands for itself. */
async function candidatesOf(context: Context, { countyCode, item, day, facts }: Asked): Promise<Candidate[]> {
  const { tx, now } = context
  const since = startOfDay(addDays(dayOf(now), -365)).toISOString()
  const found = await sql<CandidateRow>`
    select p.id as provider_id, p.name as provider_name, w.id as worker_id, w.name as worker_name, p.reach_km,
      crow_km(coalesce(w.lon, p.lon), coalesce(w.lat, p.lat), ${facts.lon}::float8, ${facts.lat}::float8) as km,
      w.spoken_language as language, coalesce(w.daily_orders, p.daily_orders) as daily_orders, busy.load,
      past.rating::float8 as rating, past.ratings, past.times_here
    from service_providers p
    left join service_workers w on w.county_code = p.county_code and w.provider_id = p.id and w.ended_on is null
    cross join lateral (select count(*)::int as load from service_orders o
      where o.county_code = p.county_code and o.planned_on = ${day}
        and (case when w.id is null then o.provider_id = p.id else o.worker_id = w.id end)
        and o.stage not in ('annulled', 'handedBack')) busy
    cross join lateral (select avg(o.rating) as rating, count(o.rating)::int as ratings,
        (count(*) filter (where o.elder_id = ${facts.elderId}::uuid
          and o.stage in ('finished', 'confirmed', 'settled')))::int as times_here
      from service_orders o where o.county_code = p.county_code and o.planned_from >= ${since}::timestamptz
        and (case when w.id is null then o.provider_id = p.id else o.worker_id = w.id end)) past
    where p.county_code = ${countyCode} and p.ended_on is null and ${item.code} = any(p.item_codes)
    order by p.id, w.id limit 500`.execute(tx)
  const workerIds = found.rows.flatMap(row => (row.workerId === null ? [] : [row.workerId]))
  const certificates = await certificatesOf(context, countyCode, workerIds)
  return found.rows.map(row => {
    const held = row.workerId === null ? [] : (certificates.get(row.workerId) ?? [])
    const missing = row.workerId === null ? [] : missingCertificates(item.certificates, held, day)
    return { ...row, missing: missing.length === 0 ? null : missingSentence(missing, held) }
  })
}
