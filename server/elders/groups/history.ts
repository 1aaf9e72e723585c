// The readable history of one person's memberships: what, since when, on what proof, and what became of it.
import { sql } from 'kysely'
import type { groupApi, MembershipEntry } from '../../../domain/elders/groups/api.ts'
import { confirmationDue, expiresSoon, standingOf } from '../../../domain/elders/groups/history.ts'
import { missingProof, proofWords } from '../../../domain/elders/memberships.ts'
import type { InputOf } from '../../../domain/kernel/operation.ts'
import type { Context } from '../../kernel/context.ts'
import { unknownElder } from '../record.ts'

type Question = InputOf<(typeof groupApi)['membership.history']>

type Found = Omit<
  MembershipEntry,
  'standing' | 'expiresSoon' | 'confirmationDue' | 'certificateMask' | 'lacking'
> & {
  regionCode: string
  certificateTail: string | null
  lacksEvidence: boolean
  voidedValidTo: string | null
}

export async function membershipHistory(
  context: Context,
  { countyCode, elderId }: Question,
): Promise<{ entries: MembershipEntry[] }> {
  const { tx } = context
  const elder = await tx
    .selectFrom('elders')
    .select('id')
    .where('countyCode', '=', countyCode)
    .where('id', '=', elderId)
    .executeTakeFirst()
  if (!elder) throw unknownElder()
  context.concerns(countyCode, [elderId])
  const found = await sql<Found>`
    select m.id, m.region_code, m."group", m.valid_from, m.valid_to, m.expires_on, m.evidence, m.proof,
      m.certificate_tail, m.lacks_evidence, m.confirmed_on, confirmer.name as confirmed_by_name, m.recorded_at,
      m.replaces, m.voided_at, voider.name as voided_by_name, m.void_reason, m.voided_valid_to,
      (
        select coalesce(json_agg(json_build_object('confirmedOn', c.confirmed_on, 'byName', a.name, 'note', c.note)
          order by c.confirmed_on desc, c.id), '[]')
        from membership_confirmations c left join accounts a on a.id = c.confirmed_by
        where c.county_code = m.county_code and c.membership_id = m.id
      ) as confirmations,
      (
        select coalesce(json_agg(json_build_object('id', d.id, 'contentType', d.content_type,
          'sizeBytes', d.size_bytes, 'addedAt', to_char(d.added_at at time zone 'UTC', ${instantFormat}))
          order by d.added_at, d.id), '[]')
        from membership_documents d where d.county_code = m.county_code and d.membership_id = m.id
      ) as documents
    from elders e
    join elder_memberships m on m.county_code = e.county_code and m.elder_id = any (e.id || e.merged_ids)
    left join accounts confirmer on confirmer.id = m.confirmed_by
    left join accounts voider on voider.id = m.voided_by
    where e.county_code = ${countyCode} and e.id = ${elderId}
    order by (m.voided_at is not null), (m.valid_to is not null and m.valid_to < ${context.today}),
      m.valid_from desc, m.id`.execute(tx)
  return { entries: found.rows.map(row => entryOf(context, row)) }
}

const instantFormat = 'YYYY-MM-DD"T"HH24:MI:SS"Z"'

function entryOf({ today, setting }: Context, row: Found): MembershipEntry {
  const { regionCode, certificateTail, lacksEvidence, voidedValidTo, ...entry } = row
  const warningDays = setting('membership.expiryWarningDays', regionCode)
  const everyDays = setting('membership.confirmEveryDays', regionCode)
  const missing = missingProof({ ...row, certificateNumber: certificateTail })
  return {
    ...entry,
    validTo: row.voidedAt === null ? row.validTo : voidedValidTo,
    standing: standingOf(row, today),
    expiresSoon: expiresSoon(row, warningDays, today),
    confirmationDue: confirmationDue(row, everyDays, today),
    certificateMask: certificateTail && `····${certificateTail}`,
    lacking: lacksEvidence ? missing.map(field => proofWords[field]) : [],
  }
}
