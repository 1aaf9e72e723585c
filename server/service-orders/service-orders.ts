// Front file of services at home: catalogue, providers, needs, orders and what came of them.
import { sql } from 'kysely'
import type { serviceCatalogueApi } from '../../domain/service-orders/api.ts'
import type { serviceNeedApi } from '../../domain/service-orders/need-api.ts'
import type { serviceOrderApi } from '../../domain/service-orders/order-api.ts'
import type { Context, Handlers } from '../kernel/context.ts'
import * as acts from './acts.ts'
import * as agreed from './agreed.ts'
import { arrangeOrder } from './arranging.ts'
import { cancelOrder } from './cancelling.ts'
import { carryOrders } from './carried.ts'
import * as catalogue from './catalogue.ts'
import { getOrder, getOwnOrder } from './detail.ts'
import { keepOrders as keep } from './keeping.ts'
import * as membership from './membership.ts'
import * as needs from './needs.ts'
import { isDone, isUnpaid, owesTime, ownFen } from './own-share.ts'
import { addOrderPhoto, appendOrderPhoto, clearUnfinishedPhotos, readOrderPhoto } from './photos.ts'
import * as providers from './providers.ts'
import { listOrders, listOwnOrders, ordersWhere, seriesWhere } from './reading.ts'
import { endSeries } from './series.ts'
import { exportOrders } from './sheet.ts'
import { takeSteps } from './steps.ts'
import { settle, writerOf } from './story.ts'
import { suggestFor } from './suggesting.ts'
import * as workers from './workers.ts'

export type { HeardNeed } from './needs.ts'
/** What elders asked for at visits, in the transaction that records them. */
export const raiseFromVisits = needs.raiseFromVisits
/** Of whom the caller speaks: for modules that show a provider her own. */
export const ownProviders = membership.ownProviders
export const checkSpeaksFor = membership.checkSpeaksFor
export const ownWorker = membership.ownWorker
export const notYours = membership.notYours
export const keepOrders = keep
/** In which steps time is counted. */
export const timeStepsIn = agreed.timeStepsIn
export const clearUnfinished = clearUnfinishedPhotos

/** Orders that were paid for; the caller has posted them in the same transaction. Refuses those that are over. */
export function settleOrders(
  context: Context,
  keys: readonly { countyCode: string; id: string }[],
): Promise<void> {
  return settle(writerOf(context), keys)
}

/** What an elder has still to pay of services: pieces of SQL about the order `o`. */
export const ownShare = { isDone, isUnpaid, owesTime, fen: ownFen }

/** For a family far away, whom the elder let in: what is offered, and asking, following and confirming in her name. */
export const offeredOn = catalogue.itemsOn
export const recordNeed = needs.recordNeed
export const confirmOrder = acts.confirmOrder

export async function servicesOf(context: Context, countyCode: string, elderIds: readonly string[]) {
  const ids = [...elderIds]
  return {
    needs: await needs.needsWhere(
      context,
      sql`n.county_code = ${countyCode} and n.elder_id = any(${ids}::uuid[])`,
    ),
    orders: await ordersWhere(
      context,
      sql`o.county_code = ${countyCode} and o.elder_id = any(${ids}::uuid[])`,
    ),
  }
}

const nothing =
  <Input>(act: (context: Context, input: Input) => Promise<unknown>) =>
  async (context: Context, input: Input) => {
    await act(context, input)
    return {}
  }

export const serviceCatalogue: Handlers<typeof serviceCatalogueApi> = {
  'catalogue.list': catalogue.listCatalogue,
  'catalogue.put': nothing(catalogue.putItem),
  'catalogue.end': nothing(catalogue.endItem),
  'provider.list': providers.listProviders,
  'provider.get': providers.getProvider,
  'provider.register': nothing(providers.registerProvider),
  'provider.change': nothing(providers.changeProvider),
  'provider.end': nothing(providers.endProvider),
  'provider.addMember': nothing(providers.addMember),
  'provider.endMember': nothing(providers.endMember),
  'worker.list': workers.listWorkers,
  'worker.register': nothing(workers.registerWorker),
  'worker.change': nothing(workers.changeWorker),
  'worker.end': nothing(workers.endWorker),
  'worker.certify': nothing(workers.certifyWorker),
  'worker.revoke': nothing(workers.revokeCertificate),
}

export const serviceNeeds: Handlers<typeof serviceNeedApi> = {
  'need.record': nothing(needs.recordNeed),
  'need.list': needs.listNeeds,
  'need.get': needs.getNeed,
  'need.suggest': suggestFor,
  'need.match': nothing(needs.matchNeed),
  'need.end': nothing(needs.endNeed),
  'order.arrange': arrangeOrder,
  'series.end': endSeries,
}

export const serviceOrders: Handlers<typeof serviceOrderApi> = {
  'order.list': listOrders,
  'order.get': getOrder,
  async 'order.ofElder'(context, { countyCode, elderId }) {
    context.concerns(countyCode, [elderId])
    const { rows } = await sql<{ ids: string[] }>`
      select id || merged_ids as ids from elders where county_code = ${countyCode} and id = ${elderId}::uuid`.execute(
      context.tx,
    )
    const ids = rows[0]?.ids ?? []
    return {
      ...(await servicesOf(context, countyCode, ids)),
      series: await seriesWhere(
        context,
        sql`s.county_code = ${countyCode} and s.elder_id = any(${ids}::uuid[])`,
      ),
    }
  },
  'order.export': nothing(exportOrders),
  'order.cancel': cancelOrder,
  'order.reschedule': nothing(acts.rescheduleOrder),
  'order.rearrange': nothing(acts.rearrangeOrder),
  'order.confirm': nothing(acts.confirmOrder),
  'order.addPhoto': nothing(addOrderPhoto),
  'order.appendPhoto': appendOrderPhoto,
  'order.photo': nothing(readOrderPhoto),
  'order.mine': listOwnOrders,
  'order.mineGet': getOwnOrder,
  'order.accept': nothing(acts.acceptOrder),
  'order.handBack': nothing(acts.handBackOrder),
  'order.dispatch': nothing(acts.dispatchOrder),
  'order.carried': carryOrders,
  'order.step': { many: takeSteps },
}
