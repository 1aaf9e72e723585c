// How places stand: one statement reads the facts, the pure rules of domain/canteens judge them.
import { type RawBuilder, sql } from 'kysely'
import type { CanteenLight, CanteenRow, CanteenTrouble } from '../../domain/canteens/canteen.ts'
import { type CanteenFacts, type LightSettings, lightOf, troublesOf } from '../../domain/canteens/light.ts'
import type { Stop, StopSettings } from '../../domain/canteens/rules.ts'
import { stopOf } from '../../domain/canteens/rules.ts'
import type { Winter } from '../../domain/canteens/week.ts'
import { addDays } from '../../domain/kernel/day.ts'
import type { Context } from '../kernel/context.ts'

interface FactsRow {
  countyCode: string
  id: string
  regionCode: string
  villageName: string
  townshipName: string
  name: string
  kind: CanteenRow['kind']
  tier: CanteenRow['tier']
  state: CanteenRow['state']
  stateSince: string
  lastServedOn: string | null
  lon: number | null
  lat: number | null
  seats: number
  closedDaysSince: number
  licenceUntil: string | null
  cooks: number
  handlers: number
  healthUntil: string | null
  regulars: number
}

export type Standing = Omit<CanteenRow, 'servedThirtyDays'> & { facts: CanteenFacts; stop: Stop | null }

/** Every place that the condition chooses, in order of place. Some thousands in the province, so read at once. */
export async function standingsOf(context: Context, where: RawBuilder<unknown>): Promise<Standing[]> {
  const { tx, today } = context
  const { rows } = await sql<FactsRow>`
    select c.county_code, c.id, c.region_code, village.short_name as village_name, town.short_name as township_name,
      c.name, c.kind, c.tier, c.state, c.state_since, c.last_served_on, c.lon, c.lat, c.seats,
      coalesce((select sum(least(k.to_on, ${today}::date) -
          greatest(k.from_on, coalesce(c.last_served_on, c.state_since) + 1) + 1)
        from canteen_closures k where k.county_code = c.county_code and k.canteen_id = c.id
          and k.withdrawn_at is null and k.from_on <= ${today}
          and k.to_on > coalesce(c.last_served_on, c.state_since)), 0)::int as closed_days_since,
      (select max(coalesce(p.expires_on, 'infinity'))::text from canteen_papers p
        where p.county_code = c.county_code and p.canteen_id = c.id and p.ended_on is null) as licence_until,
      coalesce(team.cooks, 0)::int as cooks, coalesce(team.handlers, 0)::int as handlers, team.health_until,
      (select count(*)::int from meal_regulars r where r.county_code = c.county_code and r.canteen_id = c.id
        and r.valid_from <= ${today} and (r.valid_to is null or r.valid_to >= ${today})) as regulars
    from canteens c
    join regions village on village.code = c.region_code
    join regions town on town.code = left(c.region_code, 9) || '000'
    left join lateral (
      select count(*) filter (where s.duty = 'cook') as cooks, count(*) as handlers,
        case when bool_or(s.health_expires_on is null) then null else min(s.health_expires_on) end as health_until
      from canteen_staff s where s.county_code = c.county_code and s.canteen_id = c.id and s.valid_to is null
        and s.duty <> 'canteenHead') team on true
    where ${where}
    order by c.region_code, c.id`.execute(tx)
  const known = new Map<string, LightSettings & StopSettings>()
  const settingsOf = (regionCode: string) => {
    const place = regionCode.slice(0, 9)
    const before = known.get(place) ?? settingsIn(context, regionCode)
    known.set(place, before)
    return before
  }
  return rows.map(row => standingOf(row, today, settingsOf(row.regionCode)))
}

function settingsIn(context: Context, regionCode: string): LightSettings & StopSettings {
  return {
    coldAmberDays: context.setting('canteen.coldAmberDays', regionCode),
    coldRedDays: context.setting('canteen.coldRedDays', regionCode),
    warningDays: context.setting('canteen.paperWarningDays', regionCode),
    stopWithoutLicence: context.setting('canteen.stopWithoutLicence', regionCode),
    stopWithoutHealthCheck: context.setting('canteen.stopWithoutHealthCheck', regionCode),
  }
}

export function winterIn(context: Context, regionCode: string): Winter {
  return {
    fromMonth: context.setting('canteen.winterFromMonth', regionCode),
    toMonth: context.setting('canteen.winterToMonth', regionCode),
  }
}

function standingOf(row: FactsRow, today: string, settings: LightSettings & StopSettings): Standing {
  const { closedDaysSince, licenceUntil, cooks, handlers, healthUntil, ...rest } = row
  const { state, stateSince, tier, lastServedOn } = row
  const facts: CanteenFacts = {
    ...{ state, stateSince, tier, lastServedOn, closedDaysSince, cooks, handlers, healthUntil },
    licenceUntil: licenceUntil === 'infinity' ? 'never' : licenceUntil,
  }
  const troubles = troublesOf(facts, today, settings)
  return { ...rest, light: lightOf(state, troubles), troubles, facts, stop: stopOf(facts, settings) }
}

/** Meals of the last thirty whole days, by place. */
export async function servedLately(
  { tx, today }: Context,
  countyCodes: readonly string[],
  canteenIds: readonly string[],
): Promise<Map<string, number>> {
  if (canteenIds.length === 0) return new Map()
  const { rows } = await sql<{ canteenId: string; meals: number }>`
    select s.canteen_id, sum(s.portions)::int as meals from meal_servings s
    where s.county_code = any(${[...new Set(countyCodes)]}) and s.canteen_id = any(${canteenIds}::uuid[])
      and s.day between ${addDays(today, -30)} and ${addDays(today, -1)} and s.undone_at is null
    group by s.canteen_id`.execute(tx)
  return new Map(rows.map(row => [row.canteenId, row.meals]))
}

export const countsOf = <Key extends CanteenLight | CanteenTrouble>(
  keys: readonly Key[],
  given: readonly Key[],
): Record<string, number> =>
  Object.fromEntries(keys.map(key => [key, given.filter(one => one === key).length]))
