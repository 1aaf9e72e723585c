// Whom to ask again: those whose last answer named a day that has come, or who were never asked.
import { sql } from 'kysely'
import type { consentApi } from '../../domain/consents/api.ts'
import { areaOf, countyCodeOf } from '../../domain/kernel/area.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { elderRows } from '../elders/elders.ts'
import type { Context } from '../kernel/context.ts'
import { cursorOf, firstPlace, placeFrom } from '../kernel/list-place.ts'

type Due = (typeof consentApi)['consent.due']

interface FoundKey {
  countyCode: string
  regionCode: string
  id: string
  askAgainOn: string | null
}

export async function dueConsents(context: Context, input: InputOf<Due>): Promise<OutputOf<Due>> {
  const { limit } = input
  const keys = await findDue(context, input)
  const page = keys.slice(0, limit)
  const days = new Map(page.map(key => [key.id, key.askAgainOn]))
  const last = keys.length > limit ? page.at(-1) : undefined
  const rows = await elderRows(context, page)
  return {
    rows: rows.map(row => ({ ...row, askAgainOn: days.get(row.id) ?? null })),
    next: last ? cursorOf(last.regionCode, last.id) : null,
  }
}

/** Walks the elders in order of place and looks at the last answer of each; stops after a page. */
async function findDue(context: Context, input: InputOf<Due>): Promise<FoundKey[]> {
  const { regionCode, purpose, neverAsked, limit, after } = input
  const { tx, today } = context
  const area = areaOf(regionCode)
  const place = placeFrom(after) ?? firstPlace
  const wanted = neverAsked ? sql`last.id is null` : sql`last.ask_again_on <= ${today}::date`
  await sql`set local enable_sort = off`.execute(tx)
  const found = await sql<FoundKey>`
    select e.county_code, e.region_code, e.id, last.ask_again_on
    from elders e
    left join lateral (
      select c.id, c.ask_again_on from elder_consents c
      where c.county_code = e.county_code and c.elder_id = any(e.id || e.merged_ids) and c.purpose = ${purpose}
      order by c.answered_on desc, c.recorded_at desc limit 1
    ) last on true
    where e.county_code >= ${countyCodeOf(area.from)} and e.county_code <= ${countyCodeOf(area.to)}
      and e.region_code >= ${area.from} and e.region_code <= ${area.to}
      and e.ended_on is null and e.merged_into is null and ${wanted}
      and (e.county_code, e.region_code, e.id) > (${countyCodeOf(place.sort)}, ${place.sort},
        ${place.id}::uuid)
    order by e.county_code, e.region_code, e.id
    limit ${limit + 1}`.execute(tx)
  await sql`set local enable_sort = on`.execute(tx)
  return found.rows
}
