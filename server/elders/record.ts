// One elder's whole record as a screen shows it, in a single statement.
import { sql } from 'kysely'
import { type Elder, groupsOn, maskNumber, maskPhone, type RecordedGroup } from '../../domain/elders/elder.ts'
import { nameFor } from '../../domain/elders/registration.ts'
import { ageOn } from '../../domain/kernel/day.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { Context } from '../kernel/context.ts'
import type { ElderKey } from './rows.ts'

type Kept = Omit<
  Elder,
  'age' | 'groups' | 'numberMask' | 'phoneMask' | 'contacts' | 'household' | 'mergedInto'
> & {
  mergedInto: string | null
  mergedIntoName: string | null
  citizenNumberTail: string | null
  phoneTail: string | null
  recorded: RecordedGroup[]
  contacts: { id: string; name: string; relation: string; phoneTail: string | null; livesIn: string | null }[]
  household: { id: string; name: string; bornOn: string | null }[]
}

export async function getElder(context: Context, key: ElderKey): Promise<Elder> {
  const { actor, today } = context
  const kept = await readRecord(context, key)
  context.concerns(key.countyCode, [key.id])
  const { citizenNumberTail, phoneTail, recorded, contacts, household, mergedInto, mergedIntoName, ...rest } =
    kept
  return {
    ...rest,
    name: nameFor(actor.role, kept.name),
    age: kept.bornOn === null ? null : ageOn(kept.bornOn, kept.endedOn ?? today),
    groups: groupsOn(recorded, kept.bornOn, today, context.setting('elder.veryOldAge', kept.regionCode)),
    numberMask: maskNumber(citizenNumberTail),
    phoneMask: maskPhone(phoneTail),
    contacts: contacts.map(({ phoneTail: tail, name, ...contact }) => ({
      ...contact,
      name: nameFor(actor.role, name),
      phoneMask: maskPhone(tail),
    })),
    mergedInto:
      mergedInto === null
        ? null
        : {
            id: mergedInto,
            name: mergedIntoName === null ? null : nameFor(actor.role, mergedIntoName),
          },
    household: household.map(({ id, name, bornOn }) => ({
      id,
      name: nameFor(actor.role, name),
      age: bornOn === null ? null : ageOn(bornOn, today),
    })),
  }
}

async function readRecord({ tx, today }: Context, { countyCode, id }: ElderKey): Promise<Kept> {
  const found = await sql<Kept>`
    select e.county_code, e.id, e.region_code, village.short_name as village_name,
      coalesce(township.short_name, '') as township_name, e.name, e.sex, e.born_on, e.birth_calendar,
      e.ethnicity, e.spoken_language, e.read_language, e.hard_of_hearing, e.weak_sight, e.number_kind,
      e.citizen_number_tail, e.phone_tail, e.household_id, h.address, h.hamlet, e.note,
      e.willing_to_be_visited, e.registered_on, e.confirmed_on, e.ended_on, e.synthetic, e.version,
      e.updated_at,
      e.merged_ids, e.merged_into, survivor.name as merged_into_name,
      (
        select coalesce(json_agg(json_build_object('id', m.id, 'group', m."group", 'validFrom', m.valid_from,
          'validTo', m.valid_to, 'evidence', m.evidence) order by m.valid_from desc, m.id), '[]')
        from elder_memberships m
        where m.county_code = e.county_code and m.elder_id = any(e.id || e.merged_ids) and m.voided_at is null
      ) as memberships,
      array(
        select m."group" from elder_memberships m
        where m.county_code = e.county_code and m.elder_id = any(e.id || e.merged_ids)
          and m.valid_from <= ${today} and (m.valid_to is null or m.valid_to >= ${today})
      ) as recorded,
      (
        select coalesce(json_agg(json_build_object('id', c.id, 'name', c.name, 'relation', c.relation,
          'phoneTail', c.phone_tail, 'livesIn', c.lives_in) order by c.call_order, c.id), '[]')
        from elder_contacts c
        where c.county_code = e.county_code and c.elder_id = any(e.id || e.merged_ids) and c.ended_on is null
      ) as contacts,
      (
        select coalesce(json_agg(json_build_object('kind', a.kind, 'validFrom', a.valid_from,
          'validTo', a.valid_to, 'reason', a.reason) order by a.valid_from desc, a.id), '[]')
        from elder_absences a where a.county_code = e.county_code and a.elder_id = any(e.id || e.merged_ids)
      ) as absences,
      (
        select coalesce(json_agg(json_build_object('id', o.id, 'name', o.name, 'bornOn', o.born_on)
          order by o.born_on, o.id), '[]')
        from elders o where o.county_code = e.county_code and o.household_id = e.household_id
          and o.id <> e.id and o.ended_on is null and o.merged_into is null
      ) as household,
      (
        select visitor.name from visitor_assignments v join accounts visitor on visitor.id = v.account_id
        where v.county_code = e.county_code and v.elder_id = e.id and v.valid_to is null
      ) as visitor_name,
      (
        select v.visited_on from visits v
        where v.county_code = e.county_code and v.elder_id = any(e.id || e.merged_ids) and v.result = 'met'
        order by v.visited_on desc limit 1
      ) as last_visited_on
    from elders e
    join households h on h.county_code = e.county_code and h.id = e.household_id
    left join elders survivor on survivor.county_code = e.county_code and survivor.id = e.merged_into
    join regions village on village.code = e.region_code
    left join regions township on township.code = left(e.region_code, 9) || '000'
    where e.county_code = ${countyCode} and e.id = ${id}`.execute(tx)
  const record = found.rows[0]
  if (!record) throw unknownElder()
  return record
}

export function unknownElder(): Refused {
  return new Refused('not_found', '没有这位老年人，或者不在您的辖区内。请返回名单重新查找。')
}

/** Numbers and telephones in full; the reason is kept in the audit trail. */
export async function unmaskElder(
  context: Context,
  { countyCode, id, reason }: ElderKey & { reason: string },
) {
  const { tx, sealer } = context
  const elder = await tx
    .selectFrom('elders')
    .select(['name', 'citizenNumberSealed', 'phoneSealed', 'mergedIds'])
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!elder) throw unknownElder()
  const contacts = await tx
    .selectFrom('elderContacts as contact')
    .leftJoin('elders as own', join =>
      join.onRef('own.countyCode', '=', 'contact.countyCode').onRef('own.id', '=', 'contact.linkedElderId'),
    )
    .select([
      'contact.id',
      given => given.fn.coalesce('contact.phoneSealed', 'own.phoneSealed').as('phoneSealed'),
    ])
    .where('contact.countyCode', '=', countyCode)
    .where('contact.elderId', 'in', [id, ...elder.mergedIds])
    .orderBy('contact.callOrder')
    .execute()
  context.concerns(countyCode, [id], reason)
  const opened = (sealed: string | null) => (sealed === null ? null : sealer.open(sealed))
  return {
    name: elder.name,
    citizenNumber: opened(elder.citizenNumberSealed),
    phone: opened(elder.phoneSealed),
    contacts: contacts.map(contact => ({ id: contact.id, phone: opened(contact.phoneSealed) })),
  }
}
