// What the rule of silence asks about an elder, many at once.
import { type RawBuilder, sql } from 'kysely'
import { silentHoursKeys } from '../../domain/devices/rules.ts'
import type { RiskLevel } from '../../domain/risk/level.ts'
import type { LifeSignKind, SilenceFacts } from '../../domain/silence/silence.ts'
import type { CaseWork } from '../aid-cases/aid-cases.ts'

export interface Looked extends SilenceFacts {
  countyCode: string
  id: string
  regionCode: string
  risk: RiskLevel
  lastKind: LifeSignKind
  alertId: string | null
  alertDays: number | null
}

/** Those whose turn it is, locked; another server takes others. */
export async function lookAt(work: CaseWork, countyCode: string, limit: number): Promise<Looked[]> {
  const { rows: turn } = await sql<{ elderId: string }>`
    select elder_id from life_signs
    where county_code = ${countyCode} and look_at <= ${work.now.toISOString()}
    order by look_at limit ${limit} for update skip locked`.execute(work.tx)
  return factsOf(
    work,
    countyCode,
    turn.map(row => row.elderId),
  )
}

/** A record merged into another is looked at with the one that stands: it answers as having left. */
export async function factsOf(
  { tx, now, today, setting }: CaseWork,
  countyCode: string,
  ids: readonly string[],
): Promise<Looked[]> {
  if (ids.length === 0) return []
  const hours = (key: keyof typeof silentHoursKeys) => setting(silentHoursKeys[key], `${countyCode}000000`)
  const heardSince = (kind: 'doorSensor' | 'bedSensor') =>
    new Date(now.getTime() - hours(kind) * 3_600_000).toISOString()
  const { rows } = await sql<Looked>`
    select e.county_code, e.id, e.region_code,
      case when e.merged_into is null then e.ended_on else coalesce(e.ended_on, ${today}::date) end as ended_on,
      coalesce(st.risk, 'green') as risk, s.last_at as last_sign_at, s.kind as last_kind,
      exists (select from elder_memberships m where ${own(sql`m`)} and m.voided_at is null
        and m."group" in ('livesAlone', 'emptyNest', 'leftBehind')
        and m.valid_from <= ${today} and (m.valid_to is null or m.valid_to >= ${today})) as alone,
      exists (select from home_devices d where ${own(sql`d`)} and d.state = 'inUse'
        and ((d.kind = 'doorSensor' and d.last_heard_at >= ${heardSince('doorSensor')})
          or (d.kind = 'bedSensor' and d.last_heard_at >= ${heardSince('bedSensor')}))) as has_sensor,
      (select min(a.valid_from) from elder_absences a where ${own(sql`a`)} and a.kind <> 'refusal'
        and a.valid_from <= ${today} and (a.valid_to is null or a.valid_to >= ${today})) as absent_since,
      (select max(a.valid_to) + 1 from elder_absences a where ${own(sql`a`)} and a.kind <> 'refusal'
        and a.valid_to < ${today}) as back_on,
      (select max(o.ended_at) from silence_alerts o where ${own(sql`o`)} and o.ended_by = 'askedAfter') as settled_at,
      alert.id as alert_id, alert.days as alert_days, coalesce(c.stage in ('closed', 'rejected'), false) as case_ended
    from unnest(${[...ids]}::uuid[]) as wanted (id)
    join elders e on e.county_code = ${countyCode} and e.id = wanted.id
    cross join lateral (select l.last_at, l.kind from life_signs l where ${own(sql`l`)}
      order by l.last_at desc limit 1) s
    left join elder_standings st on st.county_code = e.county_code and st.elder_id = e.id
    left join silence_alerts alert on alert.county_code = e.county_code and alert.elder_id = e.id
      and alert.ended_at is null
    left join aid_cases c on c.county_code = alert.county_code and c.id = alert.case_id`.execute(tx)
  return rows
}

/** Facts of a person, whichever of her records they were written with. */
const own = (alias: RawBuilder<unknown>) =>
  sql`${alias}.county_code = e.county_code and ${alias}.elder_id = any(e.id || e.merged_ids)`
