// The other county answers: takes the elder in, or declines; and the old county may take its request back.
import { randomBytes } from 'node:crypto'
import { uuidV7 } from '../../domain/kernel/id.ts'
import type { InputOf } from '../../domain/kernel/operation.ts'
import type { lifeEventApi } from '../../domain/life-events/api.ts'
import { checkAnswer, checkArrival, checkWithdrawal } from '../../domain/life-events/checks.ts'
import type { TransferPayload, TransferState } from '../../domain/life-events/transfer.ts'
import { openCases } from '../aid-cases/aid-cases.ts'
import { moveHome, receiveElder, takeOverNumber } from '../elders/elders.ts'
import type { Context } from '../kernel/context.ts'
import { regionNamesOf } from '../regions/regions.ts'
import { closeTransfersJob } from './closing.ts'
import { unknownTransfer } from './refusals.ts'
import { openPayload } from './transfers.ts'
import { lockEvent, takeBack } from './undoing.ts'

interface Key {
  countyCode: string
  id: string
}

type Acceptance = InputOf<(typeof lifeEventApi)['transfer.accept']>

/** Accepting and withdrawing wait for each other here: whoever comes second sees what the first did. */
async function lockTransfer({ tx }: Context, { countyCode, id }: Key) {
  const transfer = await tx
    .selectFrom('elderTransfers')
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .selectAll()
    .forUpdate()
    .executeTakeFirst()
  if (!transfer) throw unknownTransfer()
  return transfer
}

type Stored = Awaited<ReturnType<typeof lockTransfer>>

export async function acceptTransfer(
  context: Context,
  given: Acceptance,
): Promise<{ countyCode: string; elderId: string }> {
  const transfer = await lockTransfer(context, given)
  checkAnswer(transfer, context.actor.area)
  checkArrival(transfer, given.villageCode, context.actor.area)
  const payload = openPayload(context, transfer.payloadSealed)
  const countyCode = given.villageCode.slice(0, 6)
  const earlier = await earlierRecord(context, countyCode, transfer)
  const elderId = earlier?.elderId ?? given.elderId
  if (earlier) await openAgain(context, given, transfer, earlier)
  else await makeRecord(context, given, transfer, payload)
  await keepLink(context, { countyCode, regionCode: given.villageCode, elderId }, transfer, payload)
  await carryCasesOver(context, { countyCode, regionCode: given.villageCode, elderId }, payload)
  await answer(context, given, 'received', null, { elderId, regionCode: given.villageCode })
  context.concerns(countyCode, [elderId])
  context.concerns(transfer.countyCode, [transfer.elderId])
  context.afterCommit(() => context.system.wake(closeTransfersJob))
  return { countyCode, elderId }
}

async function makeRecord(
  context: Context,
  given: Acceptance,
  transfer: Stored,
  { visits: _visits, cases: _cases, ...handover }: TransferPayload,
): Promise<void> {
  const { villageCode: regionCode, elderId, householdId, address, hamlet } = given
  const names = await regionNamesOf(context.tx, [`${transfer.countyCode}000000`])
  await receiveElder(
    context,
    {
      countyCode: regionCode.slice(0, 6),
      id: elderId,
      householdId,
      regionCode,
      address,
      hamlet,
      from: { countyCode: transfer.countyCode, id: transfer.elderId },
      fromName: names.get(`${transfer.countyCode}000000`) ?? '外县',
    },
    handover,
  )
}

interface Earlier {
  elderId: string
  eventId: string | null
  numberHash: string | null
}

/** Whoever comes back to the county she left finds her own record there. */
async function earlierRecord(
  context: Context,
  countyCode: string,
  transfer: Stored,
): Promise<Earlier | null> {
  const found = await context.tx
    .selectFrom('elderLinks')
    .innerJoin('elders', join =>
      join
        .onRef('elders.countyCode', '=', 'elderLinks.countyCode')
        .onRef('elders.id', '=', 'elderLinks.elderId'),
    )
    .leftJoin('elderTransfers', join =>
      join
        .onRef('elderTransfers.countyCode', '=', 'elderLinks.countyCode')
        .onRef('elderTransfers.id', '=', 'elderLinks.transferId'),
    )
    .where('elderLinks.countyCode', '=', countyCode)
    .where('elderLinks.way', '=', 'wentTo')
    .where('elderLinks.otherCountyCode', '=', transfer.countyCode)
    .where('elderLinks.otherId', '=', transfer.elderId)
    .where('elders.endedOn', 'is not', null)
    .where('elders.mergedInto', 'is', null)
    .orderBy('elderLinks.linkedAt', 'desc')
    .select(['elderLinks.elderId', 'elderTransfers.eventId', 'elders.citizenNumberHash as numberHash'])
    .executeTakeFirst()
  return found ?? null
}

/** Her leaving is taken back as if it had been a mistake: what was stopped then goes on, at the new address. */
async function openAgain(
  context: Context,
  given: Acceptance,
  transfer: Stored,
  { elderId, eventId, numberHash }: Earlier,
): Promise<void> {
  const countyCode = given.villageCode.slice(0, 6)
  if (eventId !== null) {
    const event = await lockEvent(context, { countyCode, id: eventId })
    if (event.undoneAt === null) await takeBack(context, event, '又从外县迁回')
  }
  if (numberHash !== null)
    await takeOverNumber(
      context,
      { countyCode, id: elderId, from: { countyCode: transfer.countyCode, id: transfer.elderId } },
      numberHash,
    )
  await moveHome(
    context,
    { countyCode, elderId, eventId: transfer.id, on: transfer.movedOn },
    {
      regionCode: given.villageCode,
      householdId: given.householdId,
      address: given.address,
      hamlet: given.hamlet,
    },
  )
}

interface Here {
  countyCode: string
  regionCode: string
  elderId: string
}

async function keepLink(
  { tx, now, sealer }: Context,
  here: Here,
  transfer: Stored,
  { visits, cases, householdNames }: TransferPayload,
): Promise<void> {
  await tx
    .insertInto('elderLinks')
    .values({
      ...here,
      id: uuidV7(now.getTime(), randomBytes(10)),
      way: 'cameFrom',
      otherCountyCode: transfer.countyCode,
      otherRegionCode: transfer.regionCode,
      otherId: transfer.elderId,
      transferId: transfer.id,
      movedOn: transfer.movedOn,
      historySealed: sealer.seal(JSON.stringify({ visits, cases, householdNames })),
      linkedAt: now.toISOString(),
    })
    .execute()
}

/** What was unsolved there is unsolved here: it gets an owner and clocks of this county. */
async function carryCasesOver(context: Context, here: Here, { cases }: TransferPayload): Promise<void> {
  await openCases(
    context,
    cases.map(({ level, trouble }) => ({
      ...here,
      id: uuidV7(context.now.getTime(), randomBytes(10)),
      visitId: null,
      level,
      field: null,
      trouble: `${trouble}（迁入前未办结）`,
    })),
  )
}

export async function declineTransfer(context: Context, given: Key & { answer: string }): Promise<void> {
  const transfer = await lockTransfer(context, given)
  checkAnswer(transfer, context.actor.area)
  context.concerns(transfer.countyCode, [transfer.elderId])
  await answer(context, given, 'sentBack', given.answer, null)
}

export async function withdrawTransfer(context: Context, given: Key & { answer: string }): Promise<void> {
  const transfer = await lockTransfer(context, given)
  checkWithdrawal(transfer, context.actor.area)
  context.concerns(transfer.countyCode, [transfer.elderId])
  await answer(context, given, 'withdrawn', given.answer, null)
}

async function answer(
  { tx, now, actor }: Context,
  { countyCode, id }: Key,
  state: TransferState,
  said: string | null,
  accepted: { elderId: string; regionCode: string } | null,
): Promise<void> {
  await tx
    .updateTable('elderTransfers')
    .set({
      state,
      answer: said,
      answeredBy: actor.accountId,
      answeredAt: now.toISOString(),
      acceptedElderId: accepted?.elderId ?? null,
      acceptedRegionCode: accepted?.regionCode ?? null,
    })
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .execute()
}
