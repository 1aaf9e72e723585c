// Lists somebody keeps: one's own, and those the office shares.

import type { elderListApi } from '../../domain/elder-lists/api.ts'
import { type SavedList, savedListLimit } from '../../domain/elder-lists/saved-list.ts'
import { columnsFrom } from '../../domain/elders/columns.ts'
import { filterFromWords, wordsOfFilter } from '../../domain/elders/filter.ts'
import { countyCodeOf, isWithin } from '../../domain/kernel/area.ts'
import type { InputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { Context } from '../kernel/context.ts'

type Keep = InputOf<(typeof elderListApi)['savedList.keep']>

/** Of the very office one holds a post in; what colleagues keep for themselves stays theirs. */
function visibleLists({ tx, actor }: Context) {
  return tx
    .selectFrom('savedLists')
    .innerJoin('accounts', 'accounts.id', 'savedLists.accountId')
    .selectAll('savedLists')
    .select('accounts.name as keeper')
    .where('savedLists.countyCode', '=', countyCodeOf(actor.regionCode))
    .where('savedLists.regionCode', '=', actor.regionCode)
    .where(given => given.or([given('accountId', '=', actor.accountId), given('shared', '=', true)]))
}

export async function savedLists(context: Context): Promise<SavedList[]> {
  const kept = await visibleLists(context).orderBy('savedLists.name').orderBy('savedLists.id').execute()
  return kept.map(row => listFrom(row, context.actor.accountId))
}

export async function keepList(context: Context, given: Keep): Promise<SavedList> {
  const { tx, actor, now } = context
  if (!isWithin(given.listRegionCode, actor.area))
    throw new Refused('not_allowed', '只能保存您辖区内的名单，请改选辖区内的区划。')
  const countyCode = countyCodeOf(actor.regionCode)
  const { count } = await tx
    .selectFrom('savedLists')
    .where('countyCode', '=', countyCode)
    .where('accountId', '=', actor.accountId)
    .where('id', '<>', given.id)
    .select(given => given.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  if (count >= savedListLimit)
    throw new Refused('too_large', `一个人最多保存 ${savedListLimit} 份常用名单，请先删除不用的。`)
  const { name, listRegionCode, columns, shared } = given
  const content = {
    ...{ name, listRegionCode, columns, shared },
    filter: JSON.stringify(wordsOfFilter(given.filter)) as never,
  }
  await tx
    .insertInto('savedLists')
    .values({
      ...content,
      countyCode,
      id: given.id,
      regionCode: actor.regionCode,
      accountId: actor.accountId,
      createdAt: now.toISOString(),
    })
    .onConflict(conflict =>
      conflict
        .columns(['countyCode', 'id'])
        .doUpdateSet(content)
        .where('savedLists.accountId', '=', actor.accountId),
    )
    .execute()
  const kept = await visibleLists(context).where('savedLists.id', '=', given.id).executeTakeFirst()
  if (kept?.accountId !== actor.accountId)
    throw new Refused('not_allowed', '这份常用名单是同事保存的，请另存为自己的一份。')
  return listFrom(kept, actor.accountId)
}

export async function forgetList(
  { tx, actor }: Context,
  { countyCode, id }: { countyCode: string; id: string },
): Promise<void> {
  const gone = await tx
    .deleteFrom('savedLists')
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .where('accountId', '=', actor.accountId)
    .executeTakeFirst()
  if (gone.numDeletedRows === 0n)
    throw new Refused('not_found', '没有这份常用名单，或者它是同事保存的。请刷新后查看。')
}

type Kept = Awaited<ReturnType<ReturnType<typeof visibleLists>['execute']>>[number]

function listFrom(row: Kept, accountId: string): SavedList {
  const { countyCode, id, name, listRegionCode, columns, shared, keeper } = row
  return {
    ...{ countyCode, id, name, listRegionCode, shared },
    // Read as an address is read: a word that an older release knew is left out and the list still opens.
    filter: filterFromWords(row.filter as Record<string, string>),
    columns: columnsFrom(columns),
    keptBy: row.accountId === accountId ? null : keeper,
  }
}
