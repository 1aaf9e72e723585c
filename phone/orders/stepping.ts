// Keeping one step of an order: with the place where it counts, and the hour by the clock as it was last measured.
import type { CarriedOrder } from '../../domain/service-orders/carried.ts'
import {
  type OrderPhotoKind,
  type OrderStepInput,
  orderPhotoKinds,
} from '../../domain/service-orders/order.ts'
import { newId } from '../../ui/client.ts'
import type { Opened } from '../open-phone.ts'
import { findPlace } from '../visits/place.ts'
import type { Kept } from '../work.ts'

/** Where somebody stood matters when she came, when she left and when nobody opened. */
const placed: readonly OrderStepInput['kind'][] = ['signIn', 'signOut', 'meetNobody']

type Step = Pick<OrderStepInput, 'kind'> & Partial<OrderStepInput>

async function stepOf(phone: Opened, order: CarriedOrder, step: Step): Promise<Record<string, unknown>> {
  const { clock } = phone.work.read()
  const offsetMs = clock?.offsetMs ?? 0
  const happenedAt = new Date(Date.now() + offsetMs).toISOString()
  const place = placed.includes(step.kind) ? await findPlace() : null
  return {
    ...{ countyCode: order.countyCode, id: newId(), orderId: order.id, happenedAt, place, ...step },
    ...(clock && { clockOffsetMs: offsetMs }),
  }
}

export async function keepStep(phone: Opened, order: CarriedOrder, step: Step): Promise<void> {
  const input = await stepOf(phone, order, step)
  await phone.work.keepAct('order.step', input, { elderId: order.elderId, label: order.elderName })
  void phone.sending.run({ force: true })
}

/** A note in the order's story says when the picture was taken; the picture follows it. */
export async function keepPicture(
  phone: Opened,
  order: CarriedOrder,
  kind: OrderPhotoKind,
  made: Kept,
): Promise<void> {
  const { countyCode, id, elderId, elderName } = order
  const note = await stepOf(phone, order, { kind: 'note', says: `拍了${orderPhotoKinds.words[kind]}的照片` })
  await phone.work.keepPictured(
    {
      ...{ note, about: { elderId, label: elderName } },
      of: { elderId, countyCode, order: { id, kind } },
    },
    made,
  )
  void phone.sending.run({ force: true })
}
