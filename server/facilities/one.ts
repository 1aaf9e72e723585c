// One place with everything about it: its facts, its story, its papers, what stands in it and what happened there.
import { sql } from 'kysely'
import type { facilityApi } from '../../domain/facilities/api.ts'
import { fieldWords, valueWords } from '../../domain/facilities/field-words.ts'
import { type FilingFacts, filingAdvice, openSteps } from '../../domain/facilities/filing.ts'
import type { FieldChange } from '../../domain/facilities/rules.ts'
import type { FacilityParts, SiteRow } from '../../domain/facilities/site.ts'
import { addDays } from '../../domain/kernel/day.ts'
import type { InputOf } from '../../domain/kernel/operation.ts'
import type { Context } from '../kernel/context.ts'
import { siteSettings, sitesOf, unknownFacility } from './facts.ts'

type Key = InputOf<(typeof facilityApi)['facility.get']>

const activitiesShown = 40

export async function getFacility(context: Context, key: Key): Promise<FacilityParts> {
  const { tx } = context
  const { countyCode, id } = key
  const [site] = await sitesOf(context, sql`s.county_code = ${countyCode} and s.id = ${id}`, 'ofEach')
  const own = await tx
    .selectFrom('facilities')
    .selectAll()
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!site || !own) throw unknownFacility()
  const parts = await partsOf(context, key)
  const near = await canteensNear(context, own.regionCode, own.canteenId)
  // What the list takes from the village is not the place's own.
  const { lon, lat } = site.placed ? site : { lon: null, lat: null }
  return {
    facility: {
      ...{ ...own, ...site, kind: own.kind, services: own.services, lon, lat },
      canteenName: near.find(one => one.id === own.canteenId)?.name ?? null,
    },
    ...parts,
    ...filingOf(context, site, parts.filingSteps),
    canteensNear: near.map(({ id: canteenId, name }) => ({ id: canteenId, name })),
  }
}

function filingOf(
  context: Context,
  site: SiteRow,
  steps: FacilityParts['filingSteps'],
): Pick<FacilityParts, 'filing'> {
  const { filingBeds, filingWarningBeds } = siteSettings(context, site.regionCode, site.kind)
  const asks = site.flags.includes('mustFile') || site.flags.includes('nearsFiling')
  const facts: FilingFacts = {
    ...{ beds: site.beds, fullDayLodging: site.fullDayLodging, filingBeds, filingWarningBeds },
    ...{ isFiled: !asks, done: steps.map(one => one.step) },
  }
  const advice = site.light === 'notRunning' ? null : filingAdvice(facts)
  return { filing: advice && { ...advice, open: facts.isFiled ? [] : openSteps(facts) } }
}

async function canteensNear({ tx }: Context, regionCode: string, own: string | null) {
  const { rows } = await sql<{ id: string; name: string }>`
    select c.id, c.name from canteens c
    where c.county_code = left(${regionCode}, 6) and (c.id = ${own}::uuid or c.region_code = ${regionCode}
      and not exists (select from facilities f where f.county_code = c.county_code and f.canteen_id = c.id))
    order by c.name, c.id`.execute(tx)
  return rows
}

async function partsOf(context: Context, { countyCode, id }: Key) {
  const { tx } = context
  const at = sql`x.county_code = ${countyCode} and x.facility_id = ${id}`
  const states = await sql<FacilityParts['states'][number]>`
    select x.id, x.state, x.from_on, x.reason, x.note, a.name as said_by_name, x.said_at,
      x.withdrawn_at is not null as is_withdrawn
    from facility_states x left join accounts a on a.id = x.said_by
    where ${at} order by x.from_on desc, x.said_at desc`.execute(tx)
  const changes = await sql<{
    id: string
    fields: Record<string, FieldChange>
    changedByName: string | null
    changedAt: string
    isUndone: boolean
  }>`
    select x.id, x.fields, a.name as changed_by_name, x.changed_at, x.undone_at is not null as is_undone
    from facility_changes x left join accounts a on a.id = x.changed_by
    where ${at} order by x.changed_at desc limit 50`.execute(tx)
  const papers = await sql<FacilityParts['papers'][number]>`
    select x.id, x.kind, x.number, x.issuer, x.issued_on, x.expires_on,
      array(select s.id from facility_scans s where s.county_code = x.county_code and s.paper_id = x.id
        order by s.added_at, s.id) as scans
    from facility_papers x
    where ${at} and x.ended_on is null order by x.issued_on desc, x.id`.execute(tx)
  const equipment = await sql<FacilityParts['equipment'][number]>`
    select x.id, x.kind, x.pieces, x.condition, x.received_on, x.source from facility_equipment x
    where ${at} and x.ended_on is null order by x.kind, x.received_on, x.id`.execute(tx)
  return {
    states: states.rows,
    changes: changes.rows.map(({ fields, ...row }) => ({
      ...row,
      fields: Object.entries(fields).map(([field, { before, after }]) => ({
        field: fieldWords[field as keyof typeof fieldWords] ?? field,
        before: valueWords(field, before),
        after: valueWords(field, after),
      })),
    })),
    papers: papers.rows,
    equipment: equipment.rows,
    ...(await happenings(context, { countyCode, id })),
  }
}

async function happenings({ tx, today }: Context, { countyCode, id }: Key) {
  const at = sql`x.county_code = ${countyCode} and x.facility_id = ${id}`
  const photos = await sql<FacilityParts['photos'][number]>`
    select x.id, x.subject, x.taken_on, a.name as added_by_name from facility_photos x
    left join accounts a on a.id = x.added_by
    where ${at} order by x.taken_on desc, x.added_at desc limit 30`.execute(tx)
  const activities = await sql<FacilityParts['activities'][number]>`
    select day, way from (
      select x.day, x.way from facility_activities x where ${at}
      union
      select m.day, 'mealServed' from facilities f
      join meal_servings m on m.county_code = f.county_code and m.canteen_id = f.canteen_id and m.undone_at is null
      where f.county_code = ${countyCode} and f.id = ${id} and m.day > ${addDays(today, -400)}
    ) days order by day desc, way limit ${activitiesShown}`.execute(tx)
  const questions = await sql<FacilityParts['questions'][number]>`
    select x.id, x.last_active_on, x.asked_on, asker.name as asked_by_name, x.note, x.answer, x.answer_note, x.opens_on,
      answerer.name as answered_by_name, (x.answered_at at time zone 'Asia/Shanghai')::date::text as answered_on
    from dormancy_questions x left join accounts asker on asker.id = x.asked_by
    left join accounts answerer on answerer.id = x.answered_by
    where ${at} order by x.asked_at desc limit 20`.execute(tx)
  const steps = await sql<FacilityParts['filingSteps'][number]>`
    select x.step, x.done_on, x.note, a.name as done_by_name from filing_steps x
    left join accounts a on a.id = x.done_by where ${at} order by x.done_on, x.done_at`.execute(tx)
  return {
    photos: photos.rows,
    activities: activities.rows,
    questions: questions.rows,
    filingSteps: steps.rows,
  }
}
