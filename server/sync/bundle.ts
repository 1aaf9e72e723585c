// The visitor's bundle: all she carries in two questions, one fingerprint a part, only the changed parts sent.
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { groupsOn, type RecordedGroup } from '../../domain/elders/elder.ts'
import { addDays, addMonths, firstDayOf, monthOf } from '../../domain/kernel/day.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import type { SettingKey } from '../../domain/regions/settings.ts'
import type { syncApi } from '../../domain/sync/api.ts'
import type { BundleElder, CarriedKin } from '../../domain/sync/bundle.ts'
import { answersFrom } from '../../domain/visits/answers.ts'
import { type DueFacts, dueOf } from '../../domain/visits/due.ts'
import { mayAssess } from '../assessments/assessments.ts'
import type { Context } from '../kernel/context.ts'
import { carriedBy, carriedRounds } from '../rounds/rounds.ts'
import { currentEpoch } from './epochs.ts'
import { type LastTimeRow, lastTimeColumns, lastTimeFor } from './last-time.ts'
import { type CarriedStanding, standingCarried, standingFields, unwillingUntil } from './standing-part.ts'
import { troublesCarried } from './troubles-carried.ts'

type Pull = (typeof syncApi)['sync.pull']

/** The rules a phone computes with between two contacts. */
const carriedSettings = [
  'elder.veryOldAge',
  'visit.daysRed',
  'visit.daysOrange',
  'visit.daysYellow',
  'visit.daysGreen',
  'visit.festivalDays',
  'visit.notAskedLimit',
  'visit.remoteCounts',
  'season.winterFromMonth',
  'season.winterToMonth',
  'season.summerFromMonth',
  'season.summerToMonth',
  'visit.contactDays',
  'ability.addUpAdjustments',
  'ability.reviewBothAdjustments',
] as const satisfies readonly SettingKey[]

export async function pullBundle(context: Context, input: InputOf<Pull>): Promise<OutputOf<Pull>> {
  const { actor, today, now, system } = context
  const epoch = await currentEpoch(context)
  const settings = {
    ...Object.fromEntries(carriedSettings.map(key => [key, context.setting(key, actor.regionCode)])),
    // Not a rule of the region but of this visitor; the form is offered only to whoever may submit it.
    'ability.mayAssess': await mayAssess(context),
  }
  const elders = (await carriedElders(context)).map(row => elderFor(context, row))
  const parts = elders.map(elder => ({ fingerprint: fingerprintOf(JSON.stringify(elder)), elder }))
  const rounds = await carriedRounds(context)
  const fingerprint = fingerprintOf(
    JSON.stringify([settings, parts.map(part => part.fingerprint).toSorted(), rounds.fingerprint]),
  )
  const unchanged = input.fingerprint === fingerprint
  const changed = unchanged ? [] : parts.filter(part => input.parts[part.elder.id] !== part.fingerprint)
  const carried = new Set(elders.map(elder => elder.id))
  const gone = unchanged ? [] : Object.keys(input.parts).filter(id => !carried.has(id))
  noteCarried(
    context,
    changed.map(part => part.elder),
  )
  const hasRounds = unchanged || input.rounds === rounds.fingerprint
  return {
    ...{ epoch, today, now: now.toISOString(), newestApp: system.version },
    ...{ fingerprint, unchanged, parts: changed, gone, settings },
    ...(!hasRounds && { rounds }),
  }
}

/** 128 bits of SM3: enough to tell parts apart, and short in the phone's question. */
function fingerprintOf(text: string): string {
  return createHash('sm3').update(text).digest().subarray(0, 16).toString('base64url')
}

function noteCarried(context: Context, elders: readonly BundleElder[]): void {
  for (const countyCode of new Set(elders.map(elder => elder.countyCode)))
    context.concerns(
      countyCode,
      elders.filter(elder => elder.countyCode === countyCode).map(elder => elder.id),
    )
}

type CarriedContact = Omit<CarriedKin, 'phone'> & { phoneSealed?: string }

interface CarriedRow extends LastTimeRow {
  countyCode: string
  id: string
  householdId: string
  regionCode: string
  villageName: string
  hamlet: string | null
  address: string
  name: string
  pinyin: string
  sex: BundleElder['sex']
  bornOn: string | null
  spokenLanguage: BundleElder['spokenLanguage']
  phoneSealed: string | null
  registeredOn: string
  recorded: RecordedGroup[]
  readLanguage: BundleElder['readLanguage'] | null
  hardOfHearing: boolean
  weakSight: boolean
  kin: CarriedContact[]
  lastVisit: { visited_on: string; method: string; result: string; answers: string; needs: string[] } | null
  lastMetOn: string | null
  visitedOn: string[]
  openTroubles: string[]
  owed: BundleElder['owed']
  notAtHomeSince: string | null
  standing: CarriedStanding
  unwillingUntil: string | null
}

/** Whoever is called first, and those with a key wherever they stand in the order: the door must be opened. */
const kinCarriedMost = 4

/**
 * Nulls are left out, for the bundle travels over a valley's signal. A person with a record of their own who has no
 * telephone here is called by that of the record.
 */
const kinCarried = sql`(
  select coalesce(json_agg(json_strip_nulls(json_build_object('id', c.id, 'version', c.version, 'name', c.name,
    'kinship', c.kinship, 'relation', c.relation, 'phoneSealed', c.called_by, 'whereabouts', c.whereabouts, 'country', c.country,
    'livesIn', c.lives_in, 'leftOn', c.left_on, 'lastContactOn', c.last_contact_on,
    'hasKey', nullif(c.has_key, false))) order by c.call_order, c.id), '[]')
  from (
    select k.*, coalesce(k.phone_sealed, l.phone_sealed) as called_by
    from elder_contacts k
    left join elders l on l.county_code = k.county_code and l.id = k.linked_elder_id
    where k.county_code = e.county_code and k.elder_id = any(e.id || e.merged_ids) and k.ended_on is null
      and (l.ended_on is null or l.merged_into is not null)
    order by k.has_key desc, k.call_order, k.id limit ${kinCarriedMost}
  ) c)`

/** In a fixed order and with every list sorted, so that an unchanged elder has an unchanged fingerprint. */
async function carriedElders(context: Context): Promise<CarriedRow[]> {
  const { tx, today, actor } = context
  const absentDays = context.setting('visitRate.absentDays', actor.regionCode)
  const since = firstDayOf(addMonths(monthOf(today), -12))
  const found = await sql<CarriedRow>`
    select e.county_code, e.id, e.household_id, e.region_code, village.short_name as village_name, h.hamlet,
      h.address, e.name, e.pinyin, e.sex, e.born_on, e.spoken_language, e.read_language, e.hard_of_hearing,
      e.weak_sight, e.phone_sealed, e.registered_on,
      array(select distinct m."group" from elder_memberships m
        where m.county_code = e.county_code and m.elder_id = any(e.id || e.merged_ids)
          and m.valid_from <= ${today} and (m.valid_to is null or m.valid_to >= ${today})
        order by 1) as recorded,
${kinCarried} as kin,
      (select json_build_object('visited_on', v.visited_on, 'method', v.method, 'result', v.result,
          'answers', v.answers, 'needs', v.needs)
        from visits v where v.county_code = e.county_code and v.elder_id = any(e.id || e.merged_ids)
        order by v.visited_on desc, v.started_at desc, v.id desc limit 1) as last_visit,
      (select v.visited_on from visits v
        where v.county_code = e.county_code and v.elder_id = any(e.id || e.merged_ids) and v.result = 'met'
        order by v.visited_on desc limit 1) as last_met_on,
      array(select distinct v.visited_on::text from visits v
        where v.county_code = e.county_code and v.elder_id = any(e.id || e.merged_ids) and v.counts_for_rate
          and v.visited_on >= ${since}
        order by 1 desc) as visited_on,
${troublesCarried(today)} as open_troubles,
${lastTimeColumns(today)},
      (select json_build_object('reason', d.reason, 'on', d.due_on) from due_visits d
        where d.county_code = e.county_code and d.elder_id = any(e.id || e.merged_ids) and d.withdrawn_at is null
          and not exists (select from visits v where v.county_code = d.county_code
            and v.elder_id = any(e.id || e.merged_ids) and v.result = 'met' and v.visited_on >= d.raised_on)
        order by d.due_on, d.id limit 1) as owed,
      ${standingCarried} as standing, ${unwillingUntil(today)} as unwilling_until,
      (select min(a.valid_from) from elder_absences a
        where a.county_code = e.county_code and a.elder_id = any(e.id || e.merged_ids) and a.valid_to is null
          and a.valid_from <= ${today}
          and (a.kind in ('institution', 'hospital')
            or a.kind = 'away' and a.valid_from <= ${addDays(today, -absentDays)})) as not_at_home_since
    from elders e
    join households h on h.county_code = e.county_code and h.id = e.household_id
    join regions village on village.code = e.region_code
    where e.county_code = ${actor.regionCode.slice(0, 6)} and e.id in (${carriedBy(context)})
      and e.ended_on is null
    order by e.region_code, e.id`.execute(tx)
  return found.rows
}

function elderFor(context: Context, row: CarriedRow): BundleElder {
  const { today, sealer } = context
  const {
    phoneSealed,
    registeredOn,
    recorded,
    kin,
    lastVisit,
    lastMetOn,
    standing,
    lastMet,
    openCases,
    unwillingUntil: again,
    ...rest
  } = row
  const { readLanguage, hardOfHearing, weakSight, ...plain } = rest
  const setting = <Key extends SettingKey>(key: Key) => context.setting(key, row.regionCode)
  const veryOldAge = setting('elder.veryOldAge')
  const groups = groupsOn(recorded, row.bornOn, today, veryOldAge)
  const last = lastVisit && {
    visitedOn: lastVisit.visited_on,
    method: lastVisit.method as NonNullable<BundleElder['lastVisit']>['method'],
    result: lastVisit.result as NonNullable<BundleElder['lastVisit']>['result'],
    answers: answersFrom(lastVisit.answers),
    needs: lastVisit.needs as NonNullable<BundleElder['lastVisit']>['needs'],
  }
  const { owed, notAtHomeSince } = row
  const known = { groups, bornOn: row.bornOn, registeredOn, lastMetOn, lastVisit: last }
  const facts: DueFacts = {
    ...known,
    owed,
    notAtHomeSince,
    level: standing?.level ?? null,
    unwillingUntil: again,
  }
  const { risk, on, reason, everyDays, also } = dueOf(facts, today, {
    veryOldAge,
    daysRed: setting('visit.daysRed'),
    daysOrange: setting('visit.daysOrange'),
    daysYellow: setting('visit.daysYellow'),
    daysGreen: setting('visit.daysGreen'),
    festivalDays: setting('visit.festivalDays'),
  })
  const called = kin.map(({ phoneSealed: sealed, ...one }) => ({
    ...one,
    ...(sealed && { phone: sealer.open(sealed) }),
  }))
  const first = called.find(one => one.whereabouts !== 'sameHousehold') ?? called[0]
  return {
    ...plain,
    groups,
    phone: phoneSealed === null ? null : sealer.open(phoneSealed),
    ...(readLanguage && { readLanguage }),
    ...(hardOfHearing && { hardOfHearing }),
    ...(weakSight && { weakSight }),
    kin: called,
    contact: first ? { name: first.name, relation: first.relation, phone: first.phone ?? null } : null,
    risk,
    due: { on, reason, everyDays, ...(also.length > 0 && { also }) },
    ...standingFields(standing),
    ...(again && { unwillingUntil: again }),
    lastVisit: last,
    ...lastTimeFor(context, { lastMet, openCases }),
  }
}
