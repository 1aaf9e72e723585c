// Incidents as people read them: the list of a place, and the report sheet with everybody who ate there.
import { type RawBuilder, sql } from 'kysely'
import type { canteenSafetyApi } from '../../domain/canteen-safety/api.ts'
import type { IncidentDiner, IncidentRow } from '../../domain/canteen-safety/incident.ts'
import { nameFor } from '../../domain/elders/registration.ts'
import { addDays, ageOn, dayOf } from '../../domain/kernel/day.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import { getCanteenPlace } from '../canteens/canteens.ts'
import type { Context } from '../kernel/context.ts'
import { samplesSince } from './ledgers.ts'

type Table = typeof canteenSafetyApi

const incidentColumns = sql`
  i.county_code, i.id, i.region_code, i.canteen_id, c.name as canteen_name, village.short_name as village_name,
  i.state, i.noticed_at, i.stopped_at, i.report_by, i.market_told_at, i.health_told_at, i.over_at,
  (i.others_ill + (select count(*) from food_incident_diners d where d.county_code = i.county_code
    and d.incident_id = i.id and d.illness <> 'notIll'))::int as ill,
  (select count(*)::int from food_incident_diners d where d.county_code = i.county_code
    and d.incident_id = i.id) as diners`

const joined = sql`food_incidents i
  join canteens c on c.county_code = i.county_code and c.id = i.canteen_id
  join regions village on village.code = c.region_code`

export async function incidentsOf({ tx }: Context, chosen: RawBuilder<unknown>): Promise<IncidentRow[]> {
  const { rows } = await sql<IncidentRow>`
    select ${incidentColumns} from ${joined} where ${chosen}
    order by (i.state = 'incidentOver'), i.recorded_at desc limit 50`.execute(tx)
  return rows
}

interface WholeRow extends IncidentRow {
  symptoms: string
  othersIll: number
  recordedBy: string | null
  recordedByName: string | null
  marketToldByName: string | null
  healthToldByName: string | null
  askedAt: string | null
  askedBy: string | null
  askedByName: string | null
  askNote: string | null
  overByName: string | null
  overNote: string | null
  address: string
  operatorName: string | null
  licence: string | null
}

export async function getIncident(
  context: Context,
  { countyCode, id }: InputOf<Table['foodIncident.get']>,
): Promise<OutputOf<Table['foodIncident.get']>> {
  const name = (column: RawBuilder<unknown>) => sql`(select a.name from accounts a where a.id = ${column})`
  const { rows } = await sql<WholeRow>`
    select ${incidentColumns}, i.symptoms, i.others_ill, i.recorded_by, ${name(sql`i.recorded_by`)} as recorded_by_name,
      ${name(sql`i.market_told_by`)} as market_told_by_name, ${name(sql`i.health_told_by`)} as health_told_by_name,
      i.asked_at, i.asked_by, ${name(sql`i.asked_by`)} as asked_by_name, i.ask_note,
      ${name(sql`i.over_by`)} as over_by_name, i.over_note, c.address, c.operator_name,
      (select p.number from canteen_papers p where p.county_code = c.county_code and p.canteen_id = c.id
        and p.ended_on is null order by p.issued_on desc limit 1) as licence
    from ${joined} where i.county_code = ${countyCode} and i.id = ${id}`.execute(context.tx)
  const [row] = rows
  if (!row) throw unknownIncident()
  await getCanteenPlace(context, row)
  const { recordedBy, askedBy, ...incident } = row
  const me = context.actor.accountId
  const days = context.setting('foodSafety.dinerDays', row.regionCode)
  const last = dayOf(new Date(row.noticedAt))
  const from = addDays(last, -days)
  const diners = await dinersOf(context, { countyCode, id }, row.canteenId, from, last)
  context.concerns(
    countyCode,
    diners.map(one => one.elderId),
  )
  return {
    incident: {
      ...incident,
      mayReopen:
        context.actor.rights.includes('canteen:manage') &&
        me !== recordedBy &&
        me !== askedBy &&
        row.state === 'reopenAsked',
    },
    days,
    diners,
    samples: await samplesSince(context, { countyCode, canteenId: row.canteenId }, from, last),
  }
}

export const unknownIncident = () =>
  new Refused('not_found', '没有找到这次食品安全事件，或它不在您的辖区内。请刷新后重试。')

type DinerRow = Omit<IncidentDiner, 'age' | 'meals'> & {
  bornOn: string | null
  meals: IncidentDiner['meals'] | null
}

/** The ill first, then house by house. */
async function dinersOf(
  { tx, today, actor }: Context,
  { countyCode, id }: { countyCode: string; id: string },
  canteenId: string,
  from: string,
  to: string,
): Promise<IncidentDiner[]> {
  const { rows } = await sql<DinerRow>`
    select e.id as elder_id, e.name, e.born_on, village.short_name as village_name, h.address, d.illness, d.case_id,
      (select json_agg(json_build_object('day', s.day, 'meal', s.meal, 'dishes',
          array(select plate.content ->> 'name' from jsonb_array_elements(menu.dishes) as plate (content))) order by s.day, s.meal)
        from meal_servings s
        left join menu_meals menu on menu.county_code = s.county_code and menu.canteen_id = s.canteen_id
          and menu.day = s.day and menu.meal = s.meal
        where s.county_code = d.county_code and s.elder_id = d.elder_id and s.canteen_id = ${canteenId}
          and s.day between ${from} and ${to} and s.undone_at is null) as meals,
      (select max(v.visited_on) from visits v where v.county_code = e.county_code
        and v.elder_id = any(e.id || e.merged_ids) and v.result = 'met'
        and v.started_at >= i.recorded_at) as met_on
    from food_incident_diners d
    join food_incidents i on i.county_code = d.county_code and i.id = d.incident_id
    join elders e on e.county_code = d.county_code and e.id = d.elder_id
    join households h on h.county_code = e.county_code and h.id = e.household_id
    join regions village on village.code = e.region_code
    where d.county_code = ${countyCode} and d.incident_id = ${id}
    order by d.illness = 'notIll', e.region_code, h.address, e.id`.execute(tx)
  return rows.map(({ bornOn, meals, ...row }) => ({
    ...row,
    name: nameFor(actor.role, row.name),
    age: bornOn === null ? null : ageOn(bornOn, today),
    meals: meals ?? [],
  }))
}
