// Whom to call when somebody must be at the door before the office can: near people first, the one with a key before all.
import { sql } from 'kysely'
import { isNearby } from '../../../domain/elders/kin.ts'
import type { Context } from '../../kernel/context.ts'
import { unknownElder } from '../record.ts'

/** The telephone in full: whoever asks has the right to it, and the asking is audited with its reason. */
export async function contactsToCall(
  context: Context,
  { countyCode, elderId }: { countyCode: string; elderId: string },
) {
  const { tx, sealer } = context
  const elder = await tx
    .selectFrom('elders')
    .select(['id', 'mergedIds'])
    .where('countyCode', '=', countyCode)
    .where('id', '=', elderId)
    .executeTakeFirst()
  if (!elder) throw unknownElder()
  context.concerns(countyCode, [elderId], '个案联系邻居和家人')
  const { rows } = await sql<CallRow>`
    select c.id, c.name, c.relation, c.kinship, c.whereabouts, c.has_key, c.lives_in,
      coalesce(c.phone_sealed, own.phone_sealed) as phone_sealed
    from elder_contacts c
    left join elders own on own.county_code = c.county_code and own.id = c.linked_elder_id
    left join elder_endings d on d.county_code = c.county_code and d.elder_id = c.linked_elder_id and d.kind = 'died'
    where c.county_code = ${countyCode} and c.elder_id = any(${[elder.id, ...elder.mergedIds]}::uuid[])
      and c.ended_on is null and d.elder_id is null
    order by c.call_order, c.id`.execute(tx)
  return rows
    .map(({ phoneSealed, kinship, whereabouts, ...row }) => ({
      ...row,
      isNear: isNearby(kinship, whereabouts),
      phone: phoneSealed === null ? null : sealer.open(phoneSealed),
    }))
    .sort((one, other) => rank(other) - rank(one))
}

interface CallRow {
  id: string
  name: string
  relation: string
  kinship: Parameters<typeof isNearby>[0]
  whereabouts: Parameters<typeof isNearby>[1]
  hasKey: boolean
  livesIn: string | null
  phoneSealed: string | null
}

function rank({ isNear, hasKey, phone }: { isNear: boolean; hasKey: boolean; phone: string | null }): number {
  return (isNear ? 4 : 0) + (phone === null ? 0 : 2) + (hasKey ? 1 : 0)
}
