// Finds an elder to admit, by name or pinyin, with whatever must be known before asking further.
import { sql } from 'kysely'
import { ageOn } from '../../domain/kernel/day.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import type { stayApi } from '../../domain/stays/stay-api.ts'
import type { Context } from '../kernel/context.ts'
import { tekunOn } from './place.ts'

type Api = typeof stayApi
const foundAtMost = 20

export async function findCandidates(
  context: Context,
  { countyCode, text }: InputOf<Api['stay.candidates']>,
): Promise<OutputOf<Api['stay.candidates']>> {
  const { tx, today, actor } = context
  const typed = `${text.replace(/[\\%_]/g, '\\$&')}%`
  const { rows } = await sql<
    Omit<OutputOf<Api['stay.candidates']>['rows'][number], 'age'> & { bornOn: string | null }
  >`
    select e.id as elder_id, e.name, e.born_on, village.short_name as village_name, ${tekunOn(today)} as is_tekun,
      (select f.name from stays s join facilities f on f.county_code = s.county_code and f.id = s.facility_id
        where s.county_code = e.county_code and s.elder_id = any(e.id || e.merged_ids)
          and s.left_on is null) as lives_at
    from elders e join regions village on village.code = e.region_code
    where e.county_code = ${countyCode} and e.region_code between ${actor.area.from} and ${actor.area.to}
      and e.ended_on is null and e.merged_into is null
      and (e.name like ${typed} or e.pinyin like ${typed.toLowerCase()})
    order by e.name, e.id limit ${foundAtMost}`.execute(tx)
  context.concerns(
    countyCode,
    rows.map(row => row.elderId),
  )
  return {
    rows: rows.map(({ bornOn, ...row }) => ({ ...row, age: bornOn === null ? null : ageOn(bornOn, today) })),
  }
}
