// Public money paid into a canteen's till: an entry of its open account and one transfer, from the project's account.
import type { Day } from '../../domain/kernel/day.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { Context } from '../kernel/context.ts'
import { post, reverse } from '../ledger/ledger.ts'
import { getCanteen } from './canteen.ts'
import { checkOpen } from './closing.ts'
import { accountAt } from './legs.ts'

export interface Grant {
  countyCode: string
  /** Of the payment, the transfer and the entry alike. */
  id: string
  canteenId: string
  projectId: string
  projectRegion: string
  amountFen: number
  day: Day
  note: string
}

/** A request, or whoever loads a demonstration. */
type Granting = Pick<Context, 'tx' | 'now' | 'today'> & { actor: Pick<Context['actor'], 'accountId'> }

export async function recordGrant(context: Granting, grant: Grant): Promise<void> {
  const { tx, now, actor } = context
  const { countyCode, id, canteenId, projectId, projectRegion, amountFen, day, note } = grant
  const canteen = await getCanteen(tx, { countyCode, canteenId })
  await checkOpen(tx, { countyCode, canteenId }, day)
  await tx
    .insertInto('mealEntries')
    .values({
      ...{ countyCode, id, regionCode: canteen.regionCode, canteenId, kind: 'moneyIn' as const },
      ...{ source: 'fromGovernment' as const, cost: null, amountFen, day, party: null, isAnonymous: false },
      // A grant pays for the place and settles no meals.
      ...{ forMeals: false, note, recordedBy: actor.accountId, recordedAt: now.toISOString() },
      ...{ cancelledBy: null, cancelledAt: null, cancelReason: null },
    })
    .execute()
  await post(context, [
    {
      ...{ id, countyCode, regionCode: canteen.regionCode, unit: 'fen', amount: amountFen, day, note },
      from: { kind: 'fundInProject', ownerId: projectId, regionCode: projectRegion },
      to: accountAt(canteen, 'canteenCash'),
      ...{ purpose: 'canteenFunding', subjectKind: 'fundProject', subjectId: projectId, voucherId: null },
    },
  ])
}

/** Both sides at once: the entry is cancelled and the transfer reversed. */
export async function takeGrantBack(
  context: Granting,
  { countyCode, id, reason }: { countyCode: string; id: string; reason: string },
): Promise<void> {
  const { tx, now, today, actor } = context
  const cancelled = await tx
    .updateTable('mealEntries')
    .set({ cancelledBy: actor.accountId, cancelledAt: now.toISOString(), cancelReason: reason })
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .where('cancelledAt', 'is', null)
    .returning('id')
    .executeTakeFirst()
  if (!cancelled) throw new Refused('conflict', '助餐点公开账里这笔收入已经作废。请刷新后核对。')
  await reverse(context, { countyCode, transferIds: [id], day: today, reason })
}
