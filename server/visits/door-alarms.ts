// A door that stayed shut with signs of trouble behind it: a case of the first level, whatever hour it is.

import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { uuidV7 } from '../../domain/kernel/id.ts'
import { alarmTrouble, isAlarm } from '../../domain/visits/not-met.ts'
import type { VisitInput } from '../../domain/visits/visit.ts'
import { openCases } from '../aid-cases/aid-cases.ts'
import type { Context } from '../kernel/context.ts'

interface Missed {
  input: VisitInput
  regionCode: string
}

/** Adds to `opened`, visit → cases. A second try at the same door while the first is still looked into opens no other. */
export async function openDoorAlarms(
  context: Context,
  visits: readonly Missed[],
  opened: Map<string, string[]>,
): Promise<void> {
  const alarms = visits.filter(({ input }) => isAlarm(input))
  if (alarms.length === 0) return
  const standing = await sql<{ elderId: string }>`
    select e.id as elder_id from elders e
    left join elders person on person.county_code = e.county_code and person.id = coalesce(e.merged_into, e.id)
    where e.county_code = any(${alarms.map(({ input }) => input.countyCode)})
      and e.id = any(${alarms.map(({ input }) => input.elderId)}::uuid[])
      and exists (select from aid_cases c where c.county_code = e.county_code
        and c.elder_id = any(array[e.id] || person.id || person.merged_ids)
        and c.field is null and c.level = 'p0' and c.stage not in ('closed', 'rejected', 'joined'))`.execute(
    context.tx,
  )
  const taken = new Set(standing.rows.map(row => row.elderId))
  const fresh = alarms.flatMap(({ input, regionCode }) => {
    const { countyCode, elderId, id: visitId, doorSigns } = input
    if (taken.has(elderId)) return []
    taken.add(elderId)
    const id = uuidV7(context.now.getTime(), randomBytes(10))
    opened.set(visitId, [...(opened.get(visitId) ?? []), id])
    const trouble = alarmTrouble(doorSigns)
    return [{ id, countyCode, regionCode, elderId, visitId, level: 'p0' as const, field: null, trouble }]
  })
  await openCases(context, fresh, 'visit')
}
