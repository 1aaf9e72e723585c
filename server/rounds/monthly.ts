// At the turn of the month every township gets its plan; one that an officer has put in force stays.
import { sql } from 'kysely'
import { dayOf, firstDayOf, monthOf } from '../../domain/kernel/day.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { System } from '../kernel/context.ts'
import type { PlanContext } from './facts.ts'
import { makePlan, newRowId, putInForce } from './planning.ts'

/** Each township in a transaction of its own; one without a plan in force for the month gets one. Can run twice. */
export async function planMonth(system: System): Promise<void> {
  const today = dayOf(system.clock.now())
  const month = monthOf(today)
  await system.settings.refresh()
  const { rows } = await sql<{ regionCode: string }>`
    select distinct left(p.region_code, 9) || '000' as region_code
    from posts p join accounts a on a.id = p.account_id and a.disabled_at is null
    where p.role = 'visitor' and p.valid_from <= ${today} and (p.valid_to is null or p.valid_to >= ${today})
      and not exists (select from round_plans r where r.county_code = left(p.region_code, 6)
        and r.region_code = left(p.region_code, 9) || '000' and r.month = ${month} and r.state = 'published')
    order by 1`.execute(system.connections.db)
  for (const { regionCode } of rows)
    if (system.settings.value('rounds.planned', regionCode, today)) await planTownship(system, regionCode)
}

async function planTownship(system: System, regionCode: string): Promise<void> {
  const now = system.clock.now()
  const today = dayOf(now)
  const month = monthOf(today)
  const id = newRowId(now)
  try {
    await system.connections.db.transaction().execute(async tx => {
      const context: PlanContext = {
        ...{ tx, now, today, system },
        setting: (key, code) => system.settings.value(key, code, today),
      }
      await makePlan(context, { regionCode, month, id, madeBy: null })
      const fromOn = today > firstDayOf(month) ? today : firstDayOf(month)
      await putInForce(context, { countyCode: regionCode.slice(0, 6), id, regionCode, month, fromOn }, null)
    })
  } catch (error) {
    // One township that cannot be planned must not keep the others from their plans.
    if (!(error instanceof Refused)) throw error
    system.log.warn({ regionCode, reason: error.message }, 'township not planned')
  }
}
