// Services for the elder, asked for, followed and confirmed by the family she let in.
import type { familyLinkApi } from '../../domain/family-links/api.ts'
import type { FamilyView } from '../../domain/family-links/family-link.ts'
import { ancestorAt, areaOf } from '../../domain/kernel/area.ts'
import type { InputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import { splitOf } from '../../domain/service-orders/payers.ts'
import type { Context } from '../kernel/context.ts'
import { enterScope } from '../kernel/database.ts'
import { confirmOrder, offeredOn, recordNeed, servicesOf } from '../service-orders/service-orders.ts'
import { type OpenLink, openLink } from './links.ts'

type Api = typeof familyLinkApi

/** Offers and providers belong to the county: for these questions the transaction sees it, asked of one elder only. */
async function inCounty<Result>(
  { tx, actor }: Context,
  { regionCode }: Pick<OpenLink, 'regionCode'>,
  work: () => Promise<Result>,
): Promise<Result> {
  const { accountId } = actor
  await enterScope(tx, { area: areaOf(ancestorAt(regionCode, 'county')), accountId })
  const result = await work()
  await enterScope(tx, { area: areaOf(regionCode), accountId })
  return result
}

type Services = Pick<FamilyView, 'offers' | 'needs' | 'orders'>

export async function servicesFor(context: Context, link: OpenLink): Promise<Services> {
  const { countyCode, elderIds } = link
  return inCounty(context, link, async () => {
    const offers = link.mayOrder ? await offeredOn(context, countyCode, context.today) : []
    const { needs, orders } = await servicesOf(context, countyCode, elderIds)
    return {
      offers: offers.map(({ kind, name, unit, priceFen, shares }) => ({
        ...{ kind, name, unit, priceFen },
        elderFen: splitOf(priceFen, shares).elder,
      })),
      needs: needs
        .filter(need => need.state === 'needOpen' || need.state === 'needMatched')
        .map(({ id, kind, state, raisedOn }) => ({ id, kind, state, raisedOn })),
      orders: orders.map(({ id, itemKind, plannedFrom, stage }) => ({
        ...{ id, kind: itemKind, plannedFrom, stage },
        toConfirm: link.mayOrder && stage === 'finished',
      })),
    }
  })
}

function checkMayOrder(link: OpenLink): void {
  if (!link.mayOrder)
    throw new Refused('not_allowed', '老人没有同意代订服务。想订服务，请先打电话与老人、村里商量。')
}

export async function orderForElder(
  context: Context,
  given: InputOf<Api['family.order']>,
): Promise<Record<string, never>> {
  const link = await openLink(context, given)
  checkMayOrder(link)
  const { id, kind, wantedBy, note } = given
  await recordNeed(context, {
    ...{ countyCode: link.countyCode, id, elderId: link.elderId, kind, wantedBy, note },
    ...{ source: 'byFamily', sourceId: link.linkId },
  })
  return {}
}

export async function confirmForElder(
  context: Context,
  given: InputOf<Api['family.confirm']>,
): Promise<Record<string, never>> {
  const link = await openLink(context, given)
  checkMayOrder(link)
  const { countyCode } = link
  await inCounty(context, link, async () => {
    const { orders } = await servicesOf(context, countyCode, link.elderIds)
    // Only what was done for this elder: the id alone opens nobody else's.
    if (!orders.some(order => order.id === given.orderId))
      throw new Refused('not_found', '没有这次服务，请刷新后再试。')
    await confirmOrder(context, {
      ...{ countyCode, id: given.orderId, way: 'familyAgreed', byName: link.familyName },
      ...{ rating: given.rating, says: given.says },
    })
  })
  return {}
}
