// Keeping one step of an order: with the place where it counts, and the hour by the clock as it was last measured.
import type { CarriedOrder } from '../../domain/service-orders/carried.ts'
import type { OrderStepInput } from '../../domain/service-orders/order.ts'
import { newId } from '../../ui/client.ts'
import type { Opened } from '../open-phone.ts'
import { findPlace } from '../visits/place.ts'

/** Where somebody stood matters when she came, when she left and when nobody opened. */
const placed: readonly OrderStepInput['kind'][] = ['signIn', 'signOut', 'meetNobody']

export async function keepStep(
  phone: Opened,
  order: CarriedOrder,
  step: Pick<OrderStepInput, 'kind'> & Partial<OrderStepInput>,
): Promise<void> {
  const { clock } = phone.work.read()
  const offsetMs = clock?.offsetMs ?? 0
  const happenedAt = new Date(Date.now() + offsetMs).toISOString()
  const place = placed.includes(step.kind) ? await findPlace() : null
  const input = {
    ...{ countyCode: order.countyCode, id: newId(), orderId: order.id, happenedAt, place, ...step },
    ...(clock && { clockOffsetMs: offsetMs }),
  }
  await phone.work.keepAct('order.step', input, { elderId: order.elderId, label: order.elderName })
  void phone.sending.run({ force: true })
}
