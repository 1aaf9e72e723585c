// The events of a region by kind and month, newest first.
import { sql } from 'kysely'
import { nameFor } from '../../domain/elders/registration.ts'
import { areaOf } from '../../domain/kernel/area.ts'
import { firstDayOf, lastDayOf } from '../../domain/kernel/day.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import type { lifeEventApi } from '../../domain/life-events/api.ts'
import type { Effect } from '../../domain/life-events/effects.ts'
import type { LifeEventRow } from '../../domain/life-events/life-event.ts'
import type { Context } from '../kernel/context.ts'
import { cursorOf, placeFrom } from '../kernel/list-place.ts'

type List = (typeof lifeEventApi)['lifeEvent.list']

type Found = Omit<LifeEventRow, 'consequences' | 'kept'> & { effects: Effect[]; kept: string[] | null }

export async function listEvents(context: Context, input: InputOf<List>): Promise<OutputOf<List>> {
  const { regionCode, month, kind = null, late, limit, after } = input
  const area = areaOf(regionCode)
  const place = placeFrom(after)
  const [from, to] = month ? [firstDayOf(month), lastDayOf(month)] : [null, null]
  const found = await sql<Found>`
    select v.county_code, v.id, v.region_code, village.short_name as village_name, v.elder_id,
      e.name as elder_name, v.kind, v.happened_on, v.reason,
      coalesce(destination.short_name, v.details ->> 'place') as place, v.late,
      recorder.name as recorded_by_name, v.recorded_at, v.undone_at, undoer.name as undone_by_name,
      v.undo_reason, v.effects, v.kept
    from life_events v
    join elders e on e.county_code = v.county_code and e.id = v.elder_id
    join regions village on village.code = v.region_code
    left join regions destination on destination.code = v.details ->> 'toRegionCode'
    left join accounts recorder on recorder.id = v.recorded_by
    left join accounts undoer on undoer.id = v.undone_by
    where v.region_code between ${area.from} and ${area.to}
      and (${from}::date is null or v.happened_on between ${from}::date and ${to}::date)
      and (${kind}::text is null or v.kind = ${kind})
      and (not ${late} or v.late)
      and (${place?.sort ?? null}::text is null
        or (v.happened_on, v.id) < (${place?.sort ?? null}::date, ${place?.id ?? null}::uuid))
    order by v.happened_on desc, v.id desc limit ${limit + 1}`.execute(context.tx)
  const page = found.rows.slice(0, limit)
  for (const countyCode of new Set(page.map(row => row.countyCode)))
    context.concerns(
      countyCode,
      page.filter(row => row.countyCode === countyCode).map(row => row.elderId),
    )
  const last = page.at(-1)
  return {
    rows: page.map(({ effects, kept, ...row }) => ({
      ...row,
      elderName: nameFor(context.actor.role, row.elderName),
      consequences: effects.map(({ follower, says, warns }) => ({ follower, says, warns })),
      kept: kept ?? [],
    })),
    next: found.rows.length > limit && last ? cursorOf(last.happenedOn, last.id) : null,
  }
}
