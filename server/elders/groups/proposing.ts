// Finds what the records suggest about key groups, for some people or a whole county, and keeps each suggestion once.
import { randomUUID } from 'node:crypto'
import { type RawBuilder, sql } from 'kysely'
import { type AbilityLevel, levelNumber } from '../../../domain/assessments/ability.ts'
import { type AbilityStandard, abilityStandards } from '../../../domain/assessments/ability-form.ts'
import {
  type Proposal,
  type ProposalFacts,
  proposalRulesVersion,
  proposalsFor,
} from '../../../domain/elders/groups/proposals.ts'
import { type Day, dayOf } from '../../../domain/kernel/day.ts'
import type { Context, System } from '../../kernel/context.ts'
import type { Transaction } from '../../kernel/database.ts'
import type { ElderKey } from '../rows.ts'

interface Proposing {
  tx: Transaction
  today: Day
  setting: Context['setting']
}

/** For whoever has just changed something that groups depend on: a death, a child gone, an assessment. */
export async function proposeFor(context: Proposing, keys: readonly ElderKey[]): Promise<void> {
  if (keys.length === 0) return
  await propose(
    context,
    sql`select e.* from unnest(${keys.map(key => key.countyCode)}::text[], ${keys.map(key => key.id)}::uuid[])
      as wanted (county_code, id)
      join elders e on e.county_code = wanted.county_code and e.id = wanted.id`,
  )
}

/** Every night over the whole ledger, a county at a time: birthdays and expiries move without any act. */
export async function proposeEverywhere(system: System): Promise<void> {
  const today = dayOf(system.clock.now())
  await system.settings.refresh()
  const counties = await system.connections.db
    .selectFrom('regions')
    .select('code')
    .where('level', '=', 'county')
    .orderBy('code')
    .execute()
  for (const { code } of counties)
    await system.connections.db.transaction().execute(async tx => {
      // A county is read as a whole; what was wished for one person would read it by single look-ups.
      await sql`set local jit = off`.execute(tx)
      await propose(
        { tx, today, setting: (key, region) => system.settings.value(key, region, today) },
        sql`select e.* from elders e where e.county_code = ${code.slice(0, 6)}`,
      )
    })
}

type Known = Omit<ProposalFacts, 'veryOldAge' | 'leastLevel'> & ElderKey & { regionCode: string }

type Read = Omit<Known, 'assessment'> & {
  assessment: {
    id: string
    standard: AbilityStandard
    level: AbilityLevel
    livesAlone: boolean
    assessedOn: Day
  } | null
}

async function propose(context: Proposing, people: RawBuilder<unknown>): Promise<void> {
  const { today, setting } = context
  const known = await factsOf(context, people)
  const found = known.flatMap(({ countyCode, id, regionCode, ...facts }) => {
    const veryOldAge = setting('elder.veryOldAge', regionCode)
    const leastLevel = setting('membership.careDependentLevel', regionCode)
    return proposalsFor({ ...facts, veryOldAge, leastLevel }, today).map(proposal => ({
      countyCode,
      regionCode,
      elderId: id,
      proposal,
    }))
  })
  await lapseOthers(context, people, found)
  await keepNew(context, found)
}

interface Found {
  countyCode: string
  regionCode: string
  elderId: string
  proposal: Proposal
}

/** What waits and no longer follows from the facts: the person left, or the reason is gone. */
async function lapseOthers(
  { tx }: Proposing,
  people: RawBuilder<unknown>,
  found: readonly Found[],
): Promise<void> {
  await sql`
    update membership_proposals p set state = 'lapsed'
    from (${people}) e
    where p.county_code = e.county_code and p.elder_id = e.id and p.state = 'proposed'
      and not exists (
        select from unnest(${found.map(one => one.elderId)}::uuid[],
          ${found.map(one => one.proposal.factsKey)}::text[]) as still (elder_id, facts_key)
        where still.elder_id = p.elder_id and still.facts_key = p.facts_key)`.execute(tx)
}

/** A lapsed one whose facts are back waits again; a decided one stays decided. */
async function keepNew({ tx, today }: Proposing, found: readonly Found[]): Promise<void> {
  if (found.length === 0) return
  const rows = found.map(({ proposal, ...place }) => ({ ...place, ...proposal, id: randomUUID() }))
  await sql`
    insert into membership_proposals as kept (county_code, id, region_code, elder_id, kind, change, "group",
      facts_key, evidence, proof, valid_from, rules_version, proposed_on, state)
    select n."countyCode", n.id, n."regionCode", n."elderId", n.kind, n.change, n."group", n."factsKey",
      n.evidence, n.proof, n."validFrom", ${proposalRulesVersion}::int, ${today}::date, 'proposed'
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n (
      "countyCode" text, id uuid, "regionCode" text, "elderId" uuid, kind text, change text, "group" text,
      "factsKey" text, evidence text, proof jsonb, "validFrom" date)
    on conflict (county_code, elder_id, facts_key) do update
      set state = 'proposed', evidence = excluded.evidence, proof = excluded.proof,
        valid_from = excluded.valid_from, region_code = excluded.region_code, proposed_on = excluded.proposed_on
      where kept.state = 'lapsed'`.execute(tx)
}

/** A birthday of late, roughly: the rule is exact about it. */
const birthdaySlackDays = 96

/** How far back an ending or an expiry is still news. */
const newsDays = 400

/** Everyone asked about who is on record, with what the rules look at. */
async function factsOf({ tx, today }: Proposing, people: RawBuilder<unknown>): Promise<Known[]> {
  const found = await sql<Read>`
    select e.county_code, e.id, e.region_code, e.born_on,
      coalesce(village.urban_rural_code like '2%', true) as is_rural,
      coalesce(membership.held, '[]') as held, coalesce(membership.expired, '[]') as expired,
      (coalesce(home.others, 0) + coalesce(kin.living_in, 0))::int as housemates, home.gone, kin.spouse, kin.children, ability.assessment
    from (${people}) e
    join regions village on village.code = e.region_code
    ${membershipsKnown(today)} ${homeKnown(today)} ${kinKnown} ${abilityKnown(today)}
    where e.ended_on is null and e.merged_into is null
      -- Of most people no rule could say anything: they are left where they are.
      and (kin.spouse is not null or home.gone is not null or ability.assessment is not null
        or membership.expired is not null or (kin.children ->> 'allAwaySince') is not null
        or (${today}::date - e.born_on) % 365.2425 < ${birthdaySlackDays}::int
        or membership.held @> '[{"group": "livesAlone"}]'
          and (home.others > 0 or kin.living_in > 0 or (kin.children ->> 'atHome')::int > 0))`.execute(tx)
  return found.rows.map(({ assessment, ...facts }) => ({
    ...facts,
    assessment: assessment && {
      id: assessment.id,
      standardVersion: abilityStandards.words[assessment.standard],
      level: levelNumber(assessment.level),
      livesAlone: assessment.livesAlone,
      assessedOn: assessment.assessedOn,
    },
  }))
}

const membershipsKnown = (today: Day) => sql`
  left join lateral (
    select
      jsonb_agg(jsonb_build_object('id', m.id, 'group', m."group"))
        filter (where m.valid_from <= ${today} and (m.valid_to is null or m.valid_to >= ${today})) as held,
      jsonb_agg(jsonb_build_object('id', m.id, 'group', m."group", 'expiresOn', m.expires_on))
        filter (where m.voided_at is null and m.valid_to = m.expires_on and m.expires_on < ${today}
          and m.expires_on >= ${today}::date - ${newsDays}::int) as expired
    from elder_memberships m
    where m.county_code = e.county_code and m.elder_id = any (e.id || e.merged_ids)
  ) membership on true`

const homeKnown = (today: Day) => sql`
  left join lateral (
    select count(*) filter (where o.ended_on is null) as others,
      (jsonb_agg(jsonb_build_object('id', o.id, 'left', n.kind, 'on', n.ended_on) order by n.ended_on desc)
        filter (where n.kind in ('died', 'movedOut') and n.ended_on >= ${today}::date - ${newsDays}::int)) -> 0 as gone
    from elders o
    left join elder_endings n on n.county_code = o.county_code and n.elder_id = o.id
    where o.county_code = e.county_code and o.household_id = e.household_id and o.id <> e.id
      and o.merged_into is null
  ) home on true`

/** Children whose place nobody has asked for make the whole unknown: no proposal stands on a guess. */
const kinKnown = sql`
  left join lateral (
    select
      (jsonb_agg(jsonb_build_object('id', coalesce(c.linked_elder_id, c.id),
        'diedOn', coalesce(c.ended_on, partner.ended_on)))
        filter (where c.kinship = 'spouse' and coalesce(c.ended_why = 'died', partner.kind = 'died', false))) -> 0
        as spouse,
      count(*) filter (where c.whereabouts = 'sameHousehold' and not child.is and c.ended_on is null
        and c.linked_elder_id is null) as living_in,
      jsonb_build_object('known', count(*) filter (where child.is),
        'atHome', count(*) filter (where child.is and c.whereabouts = 'sameHousehold'),
        'farAway', count(*) filter (where child.is and c.whereabouts in ('elsewhere', 'abroad')),
        'allAwaySince', case when bool_and(c.whereabouts is not null and c.left_on is not null) filter (where child.is)
          then max(c.left_on) filter (where child.is) end,
        'whereabouts', string_agg(distinct c.lives_in, '、') filter (where child.is)) as children
    from elder_contacts c
    cross join lateral (select c.kinship in ('son', 'daughter', 'child') and c.ended_on is null as is) child
    left join elder_endings partner on c.kinship = 'spouse' and partner.county_code = c.county_code
      and partner.elder_id = c.linked_elder_id
    where c.county_code = e.county_code and c.elder_id = any (e.id || e.merged_ids)
  ) kin on true`

const abilityKnown = (today: Day) => sql`
  left join lateral (
    select jsonb_build_object('id', a.id, 'standard', a.standard, 'level', a.result_level,
      'livesAlone', a.lives_alone, 'assessedOn', a.assessed_on) as assessment
    from ability_assessments a
    where a.county_code = e.county_code and a.elder_id = any (e.id || e.merged_ids)
      and a.stage in ('settled', 'told') and a.result_level is not null
      and (a.valid_until is null or a.valid_until >= ${today})
    order by a.assessed_on desc, a.id desc limit 1
  ) ability on true`
