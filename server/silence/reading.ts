// Silence as people read it: the list of those not heard of, and one elder's last signs.
import { sql } from 'kysely'
import { nameFor } from '../../domain/elders/registration.ts'
import { areaOf, countyCodeOf } from '../../domain/kernel/area.ts'
import { ageOn } from '../../domain/kernel/day.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import type { silenceApi } from '../../domain/silence/api.ts'
import { daysOf, type SilenceRow } from '../../domain/silence/silence.ts'
import { workOf } from '../aid-cases/aid-cases.ts'
import { noteConcerns, personOf } from '../elders/elders.ts'
import type { Context } from '../kernel/context.ts'
import { cursorOf, placeFrom } from '../kernel/list-place.ts'
import { factsOf } from './facts.ts'

type Api = typeof silenceApi
type FoundAlert = Omit<SilenceRow, 'elderAge'> & { bornOn: string | null }

const named = sql`
  a.county_code, a.id, a.region_code, village.short_name as village_name, coalesce(person.id, e.id) as elder_id,
  coalesce(person.name, e.name) as elder_name, coalesce(person.born_on, e.born_on) as born_on, a.risk, a.last_at,
  a.last_kind, a.days, a.opened_at, a.case_id, a.ended_at, a.ended_by, a.ended_sign_at, a.ended_sign_kind
  from silence_alerts a
  join regions village on village.code = a.region_code
  join elders e on e.county_code = a.county_code and e.id = a.elder_id
  left join elders person on person.county_code = e.county_code and person.id = e.merged_into`

export async function listSilent(
  context: Context,
  { regionCode, risk, ended, limit, after }: InputOf<Api['silence.list']>,
): Promise<OutputOf<Api['silence.list']>> {
  const area = areaOf(regionCode)
  const place = placeFrom(after)
  const sort = ended ? sql`a.ended_at` : sql`a.last_at`
  const onward = ended ? sql`<` : sql`>`
  const direction = ended ? sql`desc` : sql`asc`
  const found = await sql<FoundAlert>`
    select ${named}
    where a.county_code >= ${countyCodeOf(area.from)} and a.county_code <= ${countyCodeOf(area.to)}
      and a.region_code >= ${area.from} and a.region_code <= ${area.to}
      and a.ended_at is ${ended ? sql`not null` : sql`null`}
      and (${risk ?? null}::text is null or a.risk = ${risk ?? null})
      and (${place === null} or (${sort}, a.id) ${onward} (${place?.sort ?? null}::timestamptz, ${place?.id ?? null}::uuid))
    order by ${sort} ${direction}, a.id ${direction}
    limit ${limit + 1}`.execute(context.tx)
  const page = found.rows.slice(0, limit)
  const last = found.rows.length > limit ? page.at(-1) : undefined
  noteConcerns(
    context,
    page.map(row => ({ countyCode: row.countyCode, id: row.elderId })),
  )
  return {
    rows: page.map(row => rowFor(context, row)),
    next: last ? cursorOf((ended ? last.endedAt : last.lastAt) ?? '', last.id) : null,
  }
}

function rowFor({ actor, today }: Context, { bornOn, ...row }: FoundAlert): SilenceRow {
  return {
    ...row,
    elderName: nameFor(actor.role, row.elderName),
    elderAge: bornOn === null ? null : ageOn(bornOn, today),
  }
}

export async function signsOfElder(
  context: Context,
  { countyCode, elderId }: InputOf<Api['silence.ofElder']>,
): Promise<OutputOf<Api['silence.ofElder']>> {
  const person = await personOf(context, { countyCode, id: elderId })
  context.concerns(countyCode, [person.id])
  const [facts] = await factsOf(workOf(context), countyCode, [person.id])
  if (!facts) return { lastAt: null, lastKind: null, alert: null, absentSince: null, days: null }
  const standing = await sql<FoundAlert>`
    select ${named} where a.county_code = ${countyCode} and a.elder_id = ${person.id} and a.ended_at is null`.execute(
    context.tx,
  )
  const [alert] = standing.rows
  return {
    lastAt: facts.lastSignAt,
    lastKind: facts.lastKind,
    alert: alert ? rowFor(context, alert) : null,
    absentSince: facts.absentSince,
    days: alert?.days ?? daysOf(facts, key => context.setting(key, person.regionCode)),
  }
}
