// After another county has accepted: a job closes the old record, acting in the old county's own area.
import { randomUUID } from 'node:crypto'
import { rightsOf } from '../../domain/accounts/roles.ts'
import { areaOf } from '../../domain/kernel/area.ts'
import { dayOf } from '../../domain/kernel/day.ts'
import { LifeEventDetails, type LifeEventInput } from '../../domain/life-events/life-event.ts'
import { type Concern, writeAudit } from '../kernel/audit.ts'
import type { Context, System } from '../kernel/context.ts'
import { within } from '../kernel/database.ts'
import { factsFor } from './facts.ts'
import { allConsequences, carryOut } from './recording.ts'

export const closeTransfersJob = 'transfers.close'

/** Safe to run twice and on two servers at once: each transfer is locked and closed in its own transaction. */
export async function closeTransfers(system: System): Promise<void> {
  await system.settings.refresh()
  const waiting = await system.connections.db
    .selectFrom('elderTransfers')
    .where('state', '=', 'received')
    .where('closedAt', 'is', null)
    .orderBy('answeredAt')
    .limit(500)
    .select(['countyCode', 'id', 'proposedBy'])
    .execute()
  for (const one of waiting) await closeOne(system, one)
}

interface Waiting {
  countyCode: string
  id: string
  proposedBy: string | null
}

async function closeOne(system: System, { countyCode, id, proposedBy }: Waiting): Promise<void> {
  const now = system.clock.now()
  const regionCode = `${countyCode}000000`
  const scope = { area: areaOf(regionCode), accountId: proposedBy }
  const afterwards: (() => void)[] = []
  await within(system.connections.db, scope, true, async tx => {
    const concerns: Concern[] = []
    const context = inOldCounty(system, { tx, now, regionCode, proposedBy, concerns, afterwards })
    await closeRecord(context, countyCode, id)
    if (concerns.length > 0)
      await writeAudit(tx, {
        at: now,
        actor: null,
        operation: 'transfer.accept',
        requestId: randomUUID(),
        concerns,
      })
  })
  for (const work of afterwards) work()
}

interface Acting {
  tx: Context['tx']
  now: Date
  regionCode: string
  proposedBy: string | null
  concerns: Concern[]
  afterwards: (() => void)[]
}

/** The officer who asked for the move is the one who ends the record: the job only does it later. */
function inOldCounty(system: System, acting: Acting): Context {
  const { tx, now, regionCode, proposedBy, concerns, afterwards } = acting
  const today = dayOf(now)
  return {
    tx,
    now,
    today,
    actor: {
      accountId: proposedBy as string,
      postId: '',
      role: 'countyOfficer',
      regionCode,
      area: areaOf(regionCode),
      rights: rightsOf('countyOfficer'),
      deviceId: null,
    },
    requestId: randomUUID(),
    address: '',
    config: system.config,
    sealer: system.sealer,
    setting: (key, code) => system.settings.value(key, code, today),
    concerns: (countyCode, subjects, reason) =>
      concerns.push({ countyCode, subjects, reason: reason ?? null }),
    afterCommit: work => afterwards.push(work),
    upload: null,
    perform: () => Promise.resolve([]),
    performFor: () => Promise.resolve([]),
    download: () => {},
    cookie: { token: null, set: () => {} },
    system,
  }
}

async function closeRecord(context: Context, countyCode: string, id: string): Promise<void> {
  const { tx, now } = context
  const transfer = await tx
    .selectFrom('elderTransfers')
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .where('state', '=', 'received')
    .where('closedAt', 'is', null)
    .selectAll()
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  if (!transfer?.acceptedElderId || !transfer.acceptedRegionCode) return
  // The old county learns the new one, not the village: that is no longer its business.
  const newCounty = `${transfer.acceptedRegionCode.slice(0, 6)}000000`
  const event: LifeEventInput = {
    countyCode,
    id,
    elderId: transfer.elderId,
    kind: 'movedToOtherCounty',
    happenedOn: transfer.movedOn,
    reason: transfer.reason,
    details: LifeEventDetails.parse({ toRegionCode: newCounty }),
    reportId: null,
  }
  context.concerns(countyCode, [transfer.elderId])
  // Closed before this job came: then only the link is missing.
  const facts = await factsFor(context, event, true)
  if (facts.elder.endedOn === null)
    await carryOut(context, event, facts, await allConsequences(context, event, facts))
  await tx
    .insertInto('elderLinks')
    .values({
      countyCode,
      id,
      regionCode: facts.elder.regionCode,
      elderId: transfer.elderId,
      way: 'wentTo',
      otherCountyCode: transfer.acceptedRegionCode.slice(0, 6),
      otherRegionCode: transfer.acceptedRegionCode,
      otherId: transfer.acceptedElderId,
      transferId: id,
      movedOn: transfer.movedOn,
      historySealed: null,
      linkedAt: now.toISOString(),
    })
    .execute()
  await tx
    .updateTable('elderTransfers')
    .set({ closedAt: now.toISOString(), eventId: facts.elder.endedOn === null ? id : null })
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .execute()
}
