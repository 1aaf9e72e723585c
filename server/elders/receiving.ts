// An elder who comes from another county: what is handed over, and the record that is made of it here.
import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { uuidV7 } from '../../domain/kernel/id.ts'
import type { TransferPayload } from '../../domain/life-events/transfer.ts'
import type { Context } from '../kernel/context.ts'
import { claimNumber } from './claims.ts'
import { readingsOf } from './readings.ts'
import { unknownElder } from './record.ts'
import { joinHousehold, noteOpenMonths } from './register.ts'
import type { ElderKey } from './rows.ts'
import { numberColumns, phoneColumns } from './sealed-fields.ts'

/** Who she is, whom to call, which groups: the part of a handover that the ledger knows. */
export type Handover = Omit<TransferPayload, 'visits' | 'cases'>

export async function handoverOf(context: Context, { countyCode, id }: ElderKey): Promise<Handover> {
  const { tx, sealer, today } = context
  const found = await sql<HandoverRow>`
    select e.name, e.sex, e.born_on, e.birth_calendar, e.ethnicity, e.spoken_language, e.number_kind,
      e.citizen_number_sealed, e.phone_sealed, e.note, e.willing_to_be_visited, e.synthetic,
      e.read_language, e.hard_of_hearing, e.weak_sight,
      (select coalesce(json_agg(json_build_object('name', c.name, 'relation', c.relation,
          'kinship', c.kinship, 'sex', c.sex, 'isSupporter', c.is_supporter, 'phoneSealed', c.phone_sealed,
          'livesIn', c.lives_in) order by c.call_order, c.id), '[]')
        from elder_contacts c
        where c.county_code = e.county_code and c.elder_id = any(e.id || e.merged_ids)
          and c.ended_on is null) as contacts,
      (select coalesce(json_agg(json_build_object('group', m."group", 'validFrom', m.valid_from,
          'evidence', m.evidence) order by m.valid_from, m.id), '[]')
        from (select distinct on (one."group") one.* from elder_memberships one
          where one.county_code = e.county_code and one.elder_id = any(e.id || e.merged_ids)
            and one.voided_at is null and (one.valid_to is null or one.valid_to >= ${today})
          order by one."group", one.valid_from) m) as memberships,
      (select coalesce(json_agg(o.name order by o.born_on, o.id), '[]') from elders o
        where o.county_code = e.county_code and o.household_id = e.household_id and o.id <> e.id
          and o.ended_on is null) as household_names
    from elders e where e.county_code = ${countyCode} and e.id = ${id}::uuid`.execute(tx)
  const row = found.rows[0]
  if (!row) throw unknownElder()
  const { citizenNumberSealed, phoneSealed, contacts, ...rest } = row
  const opened = (sealed: string | null) => (sealed === null ? null : sealer.open(sealed))
  return {
    ...rest,
    citizenNumber: opened(citizenNumberSealed),
    phone: opened(phoneSealed),
    contacts: contacts.map(({ phoneSealed: sealed, ...contact }) => ({ ...contact, phone: opened(sealed) })),
  }
}

type HandoverRow = Omit<Handover, 'citizenNumber' | 'phone' | 'contacts'> & {
  citizenNumberSealed: string | null
  phoneSealed: string | null
  contacts: (Omit<Handover['contacts'][number], 'phone'> & { phoneSealed: string | null })[]
}

interface Arrival {
  countyCode: string
  id: string
  householdId: string
  regionCode: string
  address: string
  hamlet: string | null
  /** The record in the county she comes from, which holds the number until now. */
  from: ElderKey
  fromName: string
}

/** The number changes hands in the same transaction: at no moment is it free, at none held twice. */
export async function receiveElder(context: Context, at: Arrival, given: Handover): Promise<void> {
  const { tx, now, today, sealer } = context
  const { countyCode, id, householdId, regionCode, address, hamlet } = at
  const { contacts, memberships, householdNames: _, citizenNumber, phone, ...entry } = given
  const number = numberColumns(sealer, { kind: entry.numberKind, countyCode, number: citizenNumber })
  if (number.citizenNumberHash) await takeOverNumber(context, at, number.citizenNumberHash)
  await joinHousehold(context, {
    countyCode,
    id: householdId,
    regionCode,
    address,
    hamlet,
    synthetic: entry.synthetic,
  })
  await tx
    .insertInto('elders')
    .values({
      ...entry,
      ...number,
      ...phoneColumns(sealer, phone),
      ...readingsOf(entry.name),
      countyCode,
      id,
      regionCode,
      householdId,
      healthNoteSealed: null,
      registeredOn: today,
      endedOn: null,
      version: 1,
      batchId: null,
      createdAt: now.toISOString(),
      updatedAt: now.toISOString(),
    })
    .execute()
  await keepContacts(context, at, contacts)
  await keepMemberships(context, at, memberships)
  await noteOpenMonths(context, regionCode, today)
}

/** Held by the old record, it passes over; held by nobody or by a third, the usual rule decides. */
export async function takeOverNumber(
  context: Context,
  to: { countyCode: string; id: string; from: ElderKey },
  numberHash: string,
): Promise<void> {
  const taken = await context.tx
    .updateTable('citizenNumberClaims')
    .set({ countyCode: to.countyCode, elderId: to.id })
    .where('numberHash', '=', numberHash)
    .where('countyCode', '=', to.from.countyCode)
    .where('elderId', '=', to.from.id)
    .executeTakeFirst()
  if (taken.numUpdatedRows === 0n) await claimNumber(context, to, numberHash)
}

async function keepContacts(
  context: Context,
  { countyCode, regionCode, id: elderId }: Arrival,
  contacts: Handover['contacts'],
): Promise<void> {
  if (contacts.length === 0) return
  await context.tx
    .insertInto('elderContacts')
    .values(
      contacts.map(({ phone, ...contact }, callOrder) => ({
        ...contact,
        ...phoneColumns(context.sealer, phone),
        countyCode,
        regionCode,
        elderId,
        id: freshId(context),
        callOrder,
        batchId: null,
      })),
    )
    .execute()
}

async function keepMemberships(
  context: Context,
  { countyCode, regionCode, id: elderId, fromName }: Arrival,
  memberships: Handover['memberships'],
): Promise<void> {
  if (memberships.length === 0) return
  await context.tx
    .insertInto('elderMemberships')
    .values(
      memberships.map(({ group, validFrom, evidence }) => ({
        countyCode,
        regionCode,
        elderId,
        id: freshId(context),
        group,
        validFrom,
        validTo: null,
        // The papers stayed in the other county.
        lacksEvidence: true,
        evidence: `${evidence}（${fromName}认定，随档案转来）`,
        confirmedBy: context.actor.accountId,
        batchId: null,
        recordedAt: context.now.toISOString(),
      })),
    )
    .execute()
}

function freshId({ now }: Context): string {
  return uuidV7(now.getTime(), randomBytes(10))
}
