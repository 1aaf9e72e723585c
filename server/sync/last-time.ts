// What a visitor carries to ask about first: what was wrong at the last meeting, and the cases that are open.
import { sql } from 'kysely'
import type { Day } from '../../domain/kernel/day.ts'
import type { BundleElder } from '../../domain/sync/bundle.ts'
import { answersFrom } from '../../domain/visits/answers.ts'
import { lastTimeOf } from '../../domain/visits/follow-up.ts'
import type { Context } from '../kernel/context.ts'
import { asksAbout } from './troubles-carried.ts'

export interface LastTimeRow {
  lastMet: { visited_on: string; answers: string; note_sealed: string | null } | null
  openCases: NonNullable<BundleElder['openCases']>
}

/** Beside the elder `e` of the bundle's statement. Of a visit that missed her nothing is to be asked. */
export const lastTimeColumns = (today: Day) => sql`
      (select json_build_object('visited_on', v.visited_on, 'answers', v.answers, 'note_sealed', v.note_sealed)
        from visits v where v.county_code = e.county_code and v.elder_id = any(e.id || e.merged_ids)
          and v.result = 'met'
        order by v.visited_on desc, v.started_at desc, v.id desc limit 1) as last_met,
      coalesce((select json_agg(json_strip_nulls(json_build_object('id', k.id, 'field', k.field,
          'trouble', case when k.field is null then k.trouble end)) order by k.level, k.opened_at, k.id)
        from aid_cases k where ${asksAbout(today)}), '[]') as open_cases`

/** Left out where there is nothing to come back to. */
export function lastTimeFor(
  { sealer }: Context,
  { lastMet, openCases }: LastTimeRow,
): Pick<BundleElder, 'lastTime' | 'openCases'> {
  const lastTime =
    lastMet &&
    lastTimeOf({
      visitedOn: lastMet.visited_on,
      answers: answersFrom(lastMet.answers),
      note: lastMet.note_sealed === null ? null : sealer.open(lastMet.note_sealed),
    })
  return { ...(lastTime && { lastTime }), ...(openCases.length > 0 && { openCases }) }
}
