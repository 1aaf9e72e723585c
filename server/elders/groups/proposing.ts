// Finds what the records suggest about key groups, for some people or a whole county, and keeps each suggestion once.
import { randomUUID } from 'node:crypto'
import { type RawBuilder, sql } from 'kysely'
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

/** People on record about whom at least one rule could say something. */
async function factsOf({ tx, today }: Proposing, people: RawBuilder<unknown>): Promise<Known[]> {
  const found = await sql<Known>`
    select e.county_code, e.id, e.region_code, e.born_on,
      coalesce(village.urban_rural_code like '2%', true) as is_rural,
      coalesce(membership.held, '[]') as held, coalesce(membership.expired, '[]') as expired,
      coalesce(home.others, 0)::int as housemates, null as spouse,
      jsonb_build_object('known', 0, 'atHome', 0, 'allAwaySince', null, 'whereabouts', null) as children,
      (
        select jsonb_build_object('id', a.id, 'standardVersion', 'GB/T 42195-2022',
          'level', array_position(array['intact', 'mild', 'moderate', 'severe', 'total'], a.result_level) - 1,
          'livesAlone', a.lives_alone, 'assessedOn', a.assessed_on)
        from ability_assessments a
        where a.county_code = e.county_code and a.elder_id = any (e.id || e.merged_ids)
          and a.stage in ('settled', 'told')
        order by a.assessed_on desc, a.submitted_at desc limit 1
      ) as assessment
    from (${people}) e
    join regions village on village.code = e.region_code
    left join lateral (
      select
        jsonb_agg(jsonb_build_object('id', m.id, 'group', m."group"))
          filter (where m.valid_from <= ${today} and (m.valid_to is null or m.valid_to >= ${today})) as held,
        jsonb_agg(jsonb_build_object('id', m.id, 'group', m."group", 'expiresOn', m.expires_on))
          filter (where m.voided_at is null and m.valid_to = m.expires_on and m.expires_on < ${today}
            and m.expires_on >= ${today}::date - 400) as expired
      from elder_memberships m
      where m.county_code = e.county_code and m.elder_id = any (e.id || e.merged_ids)
    ) membership on true
    left join lateral (
      select count(*) as others from elders o
      where o.county_code = e.county_code and o.household_id = e.household_id and o.id <> e.id
        and o.ended_on is null and o.merged_into is null
    ) home on true
    where e.ended_on is null and e.merged_into is null`.execute(tx)
  return found.rows
}
