// The kin and neighbours of one elder in the order of calling, what was changed about them, and what follows.
import { sql } from 'kysely'
import type { Output } from '../../../domain/api.ts'
import { maskPhone } from '../../../domain/elders/elder.ts'
import { nameFor } from '../../../domain/elders/registration.ts'
import type { Context } from '../../kernel/context.ts'
import { unknownElder } from '../record.ts'
import { readFamilies } from './families.ts'

type Listed = Output<'kin.list'>
type KeptKin = Omit<Listed['kin'][number], 'phoneMask'> & { phoneTail: string | null }

export async function listKin(
  context: Context,
  { countyCode, elderId }: { countyCode: string; elderId: string },
): Promise<Listed> {
  const { tx, actor } = context
  const elder = await tx
    .selectFrom('elders')
    .select(['id', 'mergedIds'])
    .where('countyCode', '=', countyCode)
    .where('id', '=', elderId)
    .executeTakeFirst()
  if (!elder) throw unknownElder()
  context.concerns(countyCode, [elderId])
  const ids = [elder.id, ...elder.mergedIds]
  const kin = await readKin(context, countyCode, ids)
  const changes = await readChanges(context, countyCode, ids)
  const families = await readFamilies(context, [{ countyCode, id: elderId }])
  const { findings, unclear } = families.get(elderId) ?? { findings: [], unclear: [] }
  return {
    kin: kin.map(({ phoneTail, ...one }) => ({
      ...one,
      name: nameFor(actor.role, one.name),
      phoneMask: maskPhone(phoneTail),
    })),
    changes: changes.map(change => ({ ...change, name: change.name && nameFor(actor.role, change.name) })),
    // The sentences name people: whoever sees masked names sees that there is a proof, not whose.
    findings: findings.map(finding => ({
      ...finding,
      evidence: kin.reduce(
        (text, { name }) => text.replaceAll(name, nameFor(actor.role, name)),
        finding.evidence,
      ),
    })),
    unclear: unclear.map(name => nameFor(actor.role, name)),
  }
}

/** Where the person has a record too, its telephone stands in for a missing one, and its death counts here. */
async function readKin({ tx }: Context, countyCode: string, ids: readonly string[]): Promise<KeptKin[]> {
  const found = await sql<KeptKin>`
    select c.id, c.name, c.kinship, c.relation, c.sex, coalesce(c.phone_tail, l.phone_tail) as phone_tail,
      c.whereabouts, c.country, c.lives_in, c.left_on, c.works_as, c.last_contact_on, c.has_key, c.is_supporter,
      coalesce(l.merged_into, c.linked_elder_id) as linked_elder_id,
      coalesce(c.ended_on, d.ended_on) as ended_on,
      case when c.ended_on is null and d.ended_on is not null then 'died' else c.ended_why end as ended_why,
      c.version
    from elder_contacts c
    left join elders l on l.county_code = c.county_code and l.id = c.linked_elder_id
    left join elder_endings d
      on d.county_code = c.county_code and d.elder_id = c.linked_elder_id and d.kind = 'died'
    where c.county_code = ${countyCode} and c.elder_id = any(${ids}::uuid[])
    order by coalesce(c.ended_on, d.ended_on) is not null, c.call_order, c.id`.execute(tx)
  return found.rows
}

const changesShown = 50

async function readChanges({ tx }: Context, countyCode: string, ids: readonly string[]) {
  const found = await sql<Listed['changes'][number]>`
    select k.recorded_at as at, who.name as by, k.kind, c.name, k.changes
    from kin_changes k
    left join elder_contacts c on c.county_code = k.county_code and c.id = k.contact_id
    left join accounts who on who.id = k.recorded_by
    where k.county_code = ${countyCode} and k.elder_id = any(${ids}::uuid[])
    order by k.recorded_at desc, k.id limit ${changesShown}`.execute(tx)
  return found.rows
}
