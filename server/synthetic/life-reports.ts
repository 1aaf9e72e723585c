// What the demonstration's visitor has reported of her elders, waiting for the township to look into.
import { randomUUID } from 'node:crypto'
import { demoAccounts } from '../../domain/accounts/demo.ts'
import { addDays, type Day, startOfDay } from '../../domain/kernel/day.ts'
import type { ReportedKind } from '../../domain/life-events/life-event.ts'
import type { System } from '../kernel/context.ts'

const reported: readonly { kind: ReportedKind; daysAgo: number; note: string }[] = [
  { kind: 'hospitalised', daysAgo: 2, note: '邻居说前天叫车送去市医院了，儿子陪着' },
  { kind: 'moved', daysAgo: 5, note: '门锁着，邻居说搬到女儿家去了' },
  { kind: 'awayForLong', daysAgo: 9, note: '去韩国看孩子，说过完年再回来' },
]

export async function loadLifeReports(system: System, countyCode: string, today: Day): Promise<void> {
  const visitor = demoAccounts.find(account => account.role === 'visitor')?.accountId
  if (visitor === undefined) return
  const { db } = system.connections
  const elders = await db
    .selectFrom('visitorAssignments')
    .innerJoin('elders', join =>
      join
        .onRef('elders.countyCode', '=', 'visitorAssignments.countyCode')
        .onRef('elders.id', '=', 'visitorAssignments.elderId'),
    )
    .where('visitorAssignments.countyCode', '=', countyCode)
    .where('visitorAssignments.accountId', '=', visitor)
    .where('visitorAssignments.validTo', 'is', null)
    .where('elders.endedOn', 'is', null)
    .orderBy('elders.id', 'desc')
    .limit(reported.length)
    .select(['elders.id', 'elders.regionCode'])
    .execute()
  if (elders.length === 0) return
  await db
    .insertInto('lifeEventReports')
    .values(
      elders.map(({ id: elderId, regionCode }, index) => {
        const { kind, daysAgo, note } = reported[index] as (typeof reported)[number]
        const happenedOn = addDays(today, -daysAgo)
        return {
          countyCode,
          id: randomUUID(),
          regionCode,
          elderId,
          kind,
          happenedOn,
          noteSealed: system.sealer.seal(note),
          state: 'waiting' as const,
          reportedBy: visitor,
          reportedAt: startOfDay(addDays(happenedOn, 1)).toISOString(),
          decidedBy: null,
          decidedAt: null,
          answer: null,
          eventId: null,
        }
      }),
    )
    .execute()
}
