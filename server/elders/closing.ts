// Closes a record because another county was found to be right: a job's act inside the losing county's area.
import { openMonthsSince } from '../../domain/indicators/months.ts'
import type { Day } from '../../domain/kernel/day.ts'
import { noteChanges } from '../indicators/indicators.ts'
import type { Context } from '../kernel/context.ts'
import { releaseAllNumbers } from './claims.ts'
import type { ElderKey } from './rows.ts'

type Closing = Pick<Context, 'tx' | 'now' | 'afterCommit' | 'system'> & { today: Day }

/** Returns the record it closed, or none where the person has left already; running twice closes once. */
export async function closeForOtherCounty(
  closing: Closing,
  key: ElderKey,
  reason: string,
): Promise<string[]> {
  const { tx, now, today } = closing
  const record = await tx
    .selectFrom('elders')
    .select(['id', 'mergedInto'])
    .where('countyCode', '=', key.countyCode)
    .where('id', '=', key.id)
    .executeTakeFirst()
  const id = record?.mergedInto ?? key.id
  const kept = await tx
    .selectFrom('elders')
    .select(['regionCode', 'registeredOn', 'version'])
    .where('countyCode', '=', key.countyCode)
    .where('id', '=', id)
    .where('endedOn', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  await releaseAllNumbers(closing, { countyCode: key.countyCode, id })
  if (!kept) return []
  const { regionCode, version } = kept
  await tx
    .insertInto('elderEndings')
    .values({
      ...{ countyCode: key.countyCode, elderId: id, regionCode, kind: 'movedOut', endedOn: today, reason },
      ...{ recordedBy: null, recordedAt: now.toISOString() },
    })
    .execute()
  await tx
    .updateTable('elders')
    .set({ endedOn: today, version: version + 1, updatedAt: now.toISOString() })
    .where('countyCode', '=', key.countyCode)
    .where('id', '=', id)
    .execute()
  await closeAssignments(closing, { countyCode: key.countyCode, id })
  await noteChanges(
    closing,
    openMonthsSince(today, today).map(month => ({ regionCode, month })),
  )
  return [id]
}

/** An assignment that was to begin later was never one; it ends on the day it began. */
async function closeAssignments({ tx, today }: Closing, { countyCode, id }: ElderKey): Promise<void> {
  await tx
    .updateTable('visitorAssignments')
    .set(given => ({
      validTo: given.fn<string>('greatest', ['validFrom', given.cast<string>(given.val(today), 'date')]),
    }))
    .where('countyCode', '=', countyCode)
    .where('elderId', '=', id)
    .where('validTo', 'is', null)
    .execute()
}
