// What is known of the families of some elders, as facts for the rules of domain/elders/family.ts.
import { sql } from 'kysely'
import {
  type FamilyFacts,
  type FamilyReading,
  type KinFact,
  readFamily,
} from '../../../domain/elders/family.ts'
import type { Context } from '../../kernel/context.ts'
import type { Transaction } from '../../kernel/database.ts'
import type { ElderKey } from '../rows.ts'

/**
 * Elders e with their contacts c, those of merged records too. Unnested and not asked with any(): as the condition
 * of a join that reads all contacts for every elder (10 ms instead of 0.02).
 */
export const contactsOfElders = sql`elders e
  cross join lateral unnest(e.id || e.merged_ids) as own (id)
  join elder_contacts c on c.county_code = e.county_code and c.elder_id = own.id`

interface FactRow {
  id: string
  regionCode: string
  isRural: boolean
  kin: KinFact[]
  eldersAtHome: FamilyFacts['eldersAtHome']
}

async function readFacts(tx: Transaction, keys: readonly ElderKey[]): Promise<FactRow[]> {
  const found = await sql<FactRow>`
    select e.id, e.region_code, coalesce(village.urban_rural_code like '2%', true) as is_rural,
      (
        select coalesce(json_agg(json_build_object('name', c.name, 'relation', c.relation,
          'kinship', c.kinship, 'whereabouts', c.whereabouts, 'country', c.country, 'livesIn', c.lives_in,
          'leftOn', c.left_on, 'endedOn', coalesce(c.ended_on, linked.ended_on))
          order by c.call_order, c.id), '[]')
        from elder_contacts c
        left join elders linked on linked.county_code = c.county_code and linked.id = c.linked_elder_id
        where c.county_code = e.county_code and c.elder_id = any(e.id || e.merged_ids)
      ) as kin,
      (
        select coalesce(json_agg(json_build_object('name', o.name,
          'isSpouse', coalesce(tie.kinship = 'spouse', false),
          'isChild', coalesce(tie.kinship in ('son', 'daughter', 'child'), false)) order by o.id), '[]')
        from elders o
        left join lateral (
          select c.kinship from elder_contacts c
          where c.county_code = e.county_code and c.elder_id = any(e.id || e.merged_ids) and c.ended_on is null
            and (c.linked_elder_id = any(o.id || o.merged_ids) or c.linked_elder_id is null and c.name = o.name)
          order by c.linked_elder_id is null, c.call_order limit 1
        ) tie on true
        where o.county_code = e.county_code and o.household_id = e.household_id and o.id <> e.id
          and o.ended_on is null and o.merged_into is null
      ) as elders_at_home
    from unnest(${keys.map(key => key.countyCode)}::text[], ${keys.map(key => key.id)}::uuid[])
      as wanted (county_code, id)
    join elders e on e.county_code = wanted.county_code and e.id = wanted.id
    join regions village on village.code = e.region_code`.execute(tx)
  return found.rows
}

/** What the families say about living alone, the empty nest and being left behind, by elder. */
export async function readFamilies(
  { tx, today, setting }: Pick<Context, 'tx' | 'today' | 'setting'>,
  keys: readonly ElderKey[],
): Promise<Map<string, FamilyReading>> {
  if (keys.length === 0) return new Map()
  const rows = await readFacts(tx, keys)
  return new Map(
    rows.map(row => [
      row.id,
      readFamily(row, today, { awayMonths: setting('elder.awayMonths', row.regionCode) }),
    ]),
  )
}
