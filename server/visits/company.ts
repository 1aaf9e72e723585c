// Who else belongs to a page of visits: the family asked about, and the others of the home visited in the same go.
import type { Visit } from '../../domain/visits/visit.ts'
import type { Context } from '../kernel/context.ts'

interface Parts {
  kinContacts: readonly { kinId: string }[]
  householdVisitId: string | null
}

/** Names of the family, where the record is still there. */
export async function familyOf(
  { tx }: Context,
  countyCode: string,
  visits: readonly Parts[],
): Promise<Map<string, { name: string; relation: string }>> {
  const ids = [...new Set(visits.flatMap(visit => visit.kinContacts.map(one => one.kinId)))]
  if (ids.length === 0) return new Map()
  const rows = await tx
    .selectFrom('elderContacts')
    .where('countyCode', '=', countyCode)
    .where('id', 'in', ids)
    .select(['id', 'name', 'relation'])
    .execute()
  return new Map(rows.map(({ id, name, relation }) => [id, { name, relation }]))
}

/** Household visit → its visits, in the order they were made. */
export async function togetherWith(
  { tx }: Context,
  countyCode: string,
  visits: readonly Parts[],
): Promise<Map<string, Visit['household']>> {
  const ids = [...new Set(visits.flatMap(visit => visit.householdVisitId ?? []))]
  const together = new Map<string, Visit['household']>()
  if (ids.length === 0) return together
  const rows = await tx
    .selectFrom('visits')
    .innerJoin('elders', join =>
      join.onRef('elders.countyCode', '=', 'visits.countyCode').onRef('elders.id', '=', 'visits.elderId'),
    )
    .where('visits.countyCode', '=', countyCode)
    .where('visits.householdVisitId', 'in', ids)
    .orderBy('visits.startedAt')
    .orderBy('visits.id')
    .select(['visits.id as visitId', 'visits.elderId', 'elders.name as elderName', 'visits.householdVisitId'])
    .execute()
  for (const { householdVisitId, ...one } of rows)
    if (householdVisitId) together.set(householdVisitId, [...(together.get(householdVisitId) ?? []), one])
  return together
}
