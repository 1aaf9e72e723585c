// Cancelling an order for the sum that was said before, never for another one.
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { checkAgreedFee } from '../../domain/service-orders/cancelling.ts'
import type { serviceOrderApi } from '../../domain/service-orders/order-api.ts'
import { checkFollows } from '../../domain/service-orders/stage.ts'
import type { Context } from '../kernel/context.ts'
import { termsNow } from './reading.ts'
import { lockOrder, turnOrder, writerOf } from './story.ts'

type Table = typeof serviceOrderApi

export async function cancelOrder(
  context: Context,
  { byElder, agreedFeeFen, why, ...key }: InputOf<Table['order.cancel']>,
): Promise<OutputOf<Table['order.cancel']>> {
  const found = await lockOrder(context, key)
  context.concerns(key.countyCode, [found.elderId])
  // What is over is refused for that, not for its price.
  checkFollows(found.stage, 'cancel')
  const feeFen = checkAgreedFee(termsNow(context, found), { byElder, agreedFeeFen })
  const details = { byElder, says: why, feeFen }
  await turnOrder(writerOf(context), found, { kind: 'cancel', to: 'annulled', details, set: { feeFen } })
  return { feeFen }
}
