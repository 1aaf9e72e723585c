// Regulars who did not come, as people read them, and what somebody found out about one.
import { sql } from 'kysely'
import type { AbsentRow } from '../../domain/canteen-safety/absent.ts'
import type { canteenSafetyApi } from '../../domain/canteen-safety/api.ts'
import { nameFor } from '../../domain/elders/registration.ts'
import { areaOf, countyCodeOf } from '../../domain/kernel/area.ts'
import { ageOn } from '../../domain/kernel/day.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import { answerSignalCases, workOf } from '../aid-cases/aid-cases.ts'
import { onlyMine } from '../canteens/canteens.ts'
import { noteConcerns } from '../elders/elders.ts'
import type { Context } from '../kernel/context.ts'
import { cursorOf, placeFrom } from '../kernel/list-place.ts'
import { withdrawOwed } from '../visits/visits.ts'
import { absentKeyOf } from './absent.ts'

type Table = typeof canteenSafetyApi
type FoundRow = Omit<AbsentRow, 'elderAge'> & { bornOn: string | null }

export async function listAbsent(
  context: Context,
  { regionCode, ended, limit, after }: InputOf<Table['absentRegular.list']>,
): Promise<OutputOf<Table['absentRegular.list']>> {
  const area = areaOf(regionCode)
  const place = placeFrom(after)
  const { rows } = await sql<FoundRow>`
    select a.county_code, a.id, a.region_code, a.elder_id, e.name as elder_name, e.born_on,
      village.short_name as village_name, a.canteen_id, c.name as canteen_name, visitor.name as visitor_name, a.risk,
      a.missed, a.last_day, a.last_meal, a.raised_at, a.case_id, a.ended_at, a.ended_by, a.end_note
    from absent_regulars a
    join canteens c on c.county_code = a.county_code and c.id = a.canteen_id
    join elders e on e.county_code = a.county_code and e.id = a.elder_id
    join regions village on village.code = a.region_code
    left join elder_standings st on st.county_code = a.county_code and st.elder_id = a.elder_id
    left join accounts visitor on visitor.id = st.visitor_id
    where a.county_code between ${countyCodeOf(area.from)} and ${countyCodeOf(area.to)}
      and a.region_code between ${area.from} and ${area.to} and (a.ended_at is not null) = ${ended}
      ${onlyMine(context)}
      ${place ? sql`and (a.raised_at, a.id) < (${place.sort}::timestamptz, ${place.id}::uuid)` : sql``}
    order by a.raised_at desc, a.id desc limit ${limit + 1}`.execute(context.tx)
  const page = rows.slice(0, limit)
  const last = rows.length > limit ? page.at(-1) : undefined
  noteConcerns(
    context,
    page.map(row => ({ countyCode: row.countyCode, id: row.elderId })),
  )
  const { actor, today } = context
  return {
    rows: page.map(({ bornOn, ...row }) => ({
      ...row,
      elderName: nameFor(actor.role, row.elderName),
      elderAge: bornOn === null ? null : ageOn(bornOn, today),
    })),
    next: last ? cursorOf(last.raisedAt, last.id) : null,
  }
}

/** A person asked after her: written down once, with what was found. */
export async function settleAbsent(
  context: Context,
  { countyCode, id, note }: InputOf<Table['absentRegular.settle']>,
): Promise<Record<string, never>> {
  const { tx, now, actor } = context
  const { rows } = await sql<{ elderId: string }>`
    update absent_regulars a set ended_at = ${now.toISOString()}, ended_by = 'askedAfter', end_note = ${note},
      ended_by_account = ${actor.accountId}
    from canteens c where a.county_code = ${countyCode} and a.id = ${id} and a.ended_at is null
      and c.county_code = a.county_code and c.id = a.canteen_id ${onlyMine(context)}
    returning a.elder_id`.execute(tx)
  const [row] = rows
  if (!row) throw new Refused('not_found', '没有找到这条提醒，或已经有人核实过了。请刷新查看。')
  context.concerns(countyCode, [row.elderId])
  await withdrawOwed(tx, now, [{ countyCode, id }])
  await answerSignalCases(workOf(context), [
    { countyCode, elderId: row.elderId, signalKey: absentKeyOf(row.elderId), note, close: false },
  ])
  return {}
}
