// What is kept beside a place, its newest day and its light, against what they are kept from.
import { sql } from 'kysely'
import type { System } from '../kernel/context.ts'
import { judged, judgeOf, judgeSites } from './judging.ts'

export interface PlaceDifference {
  countyCode: string
  facilityId: string
  kept: string | null
  counted: string | null
}

const shownAtMost = 100

export async function differencesOfPlaces(system: System): Promise<PlaceDifference[]> {
  return [...(await differencesOfActivity(system)), ...(await differencesOfLights(system))].slice(
    0,
    shownAtMost,
  )
}

async function differencesOfActivity({ connections }: System): Promise<PlaceDifference[]> {
  const { rows } = await sql<PlaceDifference>`
    select f.county_code, f.id as facility_id, f.last_active_on::text as kept, newest.day::text as counted
    from facilities f left join (
      select county_code, facility_id, max(day) as day from facility_activities group by 1, 2
    ) newest on newest.county_code = f.county_code and newest.facility_id = f.id
    where f.last_active_on is distinct from newest.day order by 1, 2 limit ${shownAtMost}`.execute(
    connections.db,
  )
  return rows
}

interface Kept {
  countyCode: string
  id: string
  kind: string
  said: string
}

/** Works off what is waiting first; what is written meanwhile waits again and is left out. */
async function differencesOfLights(system: System): Promise<PlaceDifference[]> {
  await judgeSites(system)
  const { kept, now, waiting } = await system.connections.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async tx => {
      const rows = await sql<Kept>`
        select county_code, site_id as id, kind, concat_ws(' ', region_code, state, beds, full_day_lodging, light,
          array_to_string(flags, ',')) as said from site_standings`.execute(tx)
      const noted = await sql<{ id: string }>`select distinct site_id as id from site_changes`.execute(tx)
      return {
        kept: rows.rows,
        now: await judged(judgeOf(system, tx), sql`true`),
        waiting: new Set(noted.rows.map(one => one.id)),
      }
    })
  const keyOf = (one: { countyCode: string; id: string; kind: string }) =>
    `${one.countyCode} ${one.id} ${one.kind}`
  const said = new Map(kept.map(one => [keyOf(one), one.said]))
  const wanted = now.map(one => {
    const { regionCode, state, beds, fullDayLodging, light, flags } = one
    const words = [regionCode, state, beds, fullDayLodging ? 't' : 'f', light, flags.join(',')].join(' ')
    return { ...one, words }
  })
  const there = new Set(now.map(keyOf))
  return [
    ...wanted.flatMap(one => {
      const before = said.get(keyOf(one)) ?? null
      return before === one.words ? [] : differenceOf(one, before, one.words)
    }),
    ...kept.filter(one => !there.has(keyOf(one))).map(one => differenceOf(one, one.said, null)),
  ].filter(one => !waiting.has(one.facilityId))
}

const differenceOf = (
  { countyCode, id }: { countyCode: string; id: string },
  kept: string | null,
  counted: string | null,
): PlaceDifference => ({ countyCode, facilityId: id, kept, counted })
