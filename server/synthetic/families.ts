// A daughter in Seoul who looks after her mother from afar, for the demonstration: with consent, on the demo account.
import { createHash, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { demoAccounts } from '../../domain/accounts/demo.ts'
import type { System } from '../kernel/context.ts'

interface Mother {
  id: string
  regionCode: string
  child: string
}

export async function loadFamilies(system: System, countyCode: string): Promise<void> {
  const { db } = system.connections
  const now = system.clock.now()
  const account = demoAccounts.find(demo => demo.role === 'family')
  if (!account) throw new Error('the demonstration has no family account')
  const today = now.toISOString().slice(0, 10)
  const agreedOn = new Date(now.getTime() - 90 * 86_400_000).toISOString()
  // Of the demonstration's village, with a visit to tell of: those with a child abroad first.
  const found = await sql<Mother>`
    select e.id, e.region_code, coalesce(child.name, '家人') as child
    from elders e
    join posts p on p.account_id = ${account.accountId} and p.region_code = e.region_code
    left join lateral (select c.name, c.whereabouts from elder_contacts c where c.county_code = e.county_code
      and c.elder_id = e.id and c.ended_on is null and c.kinship in ('daughter', 'son', 'child')
      order by c.whereabouts = 'abroad' desc, c.call_order limit 1) child on true
    where e.county_code = ${countyCode} and e.ended_on is null
      and exists (select from visits v where v.county_code = e.county_code and v.elder_id = e.id)
    order by (child.whereabouts = 'abroad') desc nulls last, e.id limit 1`.execute(db)
  const [mother] = found.rows
  if (!mother) return
  const place = { countyCode, regionCode: mother.regionCode }
  const linkId = randomUUID()
  await db
    .insertInto('elderConsents')
    .values({
      ...{ ...place, id: randomUUID(), elderId: mother.id, purpose: 'familyLink', answer: 'agrees' },
      ...{ way: 'signature', secondPerson: null, answeredOn: agreedOn.slice(0, 10), askAgainOn: null },
      ...{ note: null, recordedBy: null, recordedAt: agreedOn },
    })
    .execute()
  await db
    .insertInto('familyLinks')
    .values({
      ...{ ...place, id: linkId, elderId: mother.id, accountId: account.accountId, name: mother.child },
      ...{
        kinship: 'daughter',
        mayOrder: true,
        timeZone: 'seoul',
        invitedBy: null,
        invitedAt: agreedOn,
      },
      ...{ codeUntil: agreedOn, acceptedAt: agreedOn, endedAt: null, endedBy: null, endReason: null },
    })
    .execute()
  await db
    .insertInto('familyKeys')
    .values({
      ...{ countyCode, villageCode: mother.regionCode },
      // No code has this hash's like: the link is open already.
      codeHash: createHash('sm3').update(linkId).digest('hex'),
      ...{ linkId, accountId: account.accountId, expiresAt: agreedOn },
    })
    .execute()
  await db
    .insertInto('familyPayments')
    .values(
      (
        [
          { account: 'elderMeals', fen: 20_000, reference: '尾号 7731' },
          { account: 'elderCare', fen: 15_000, reference: '尾号 7732' },
        ] as const
      ).map(paid => ({
        ...{ ...place, id: randomUUID(), elderId: mother.id, linkId, ...paid, way: 'byTransfer' },
        ...{ paidOn: today, reportedAt: now.toISOString(), state: 'moneyReported' },
        ...{ settledBy: null, settledAt: null, answer: null },
      })),
    )
    .execute()
}
