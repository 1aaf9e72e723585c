// What a worker's list says: the orders she carries with what she has done since, sent or not.
import type { CarriedOrder, CarriedOrders } from '../../domain/service-orders/carried.ts'
import type { ServiceProof } from '../../domain/service-orders/catalogue.ts'
import type { OrderPhotoKind, OrderStepInput, WorkerAct } from '../../domain/service-orders/order.ts'
import { endStages, mayFollow } from '../../domain/service-orders/stage.ts'
import { afterStep, type OrderSoFar } from '../../domain/service-orders/steps.ts'
import type { Attachment } from '../attachments.ts'
import type { KeptAct } from '../outbox.ts'

export interface OrderToday {
  order: CarriedOrder
  so: OrderSoFar
  /** A step the office sent back: it is not counted. */
  refused: number
  /** Pictures taken, here or already with the server. */
  pictures: readonly OrderPhotoKind[]
}

/** What each proof of the catalogue is taken as. */
const pictureProofs = [
  ['pictureBefore', 'photoBefore'],
  ['pictureAfter', 'photoAfter'],
] as const satisfies readonly (readonly [ServiceProof, OrderPhotoKind])[]
export type Picture = (typeof pictureProofs)[number][1]

/** Pictures the service asks for, in the order they are taken. */
export function picturesAsked({ proofs }: Pick<CarriedOrder, 'proofs'>): Picture[] {
  return pictureProofs.filter(([proof]) => proofs.includes(proof)).map(([, picture]) => picture)
}

export type OrderSection = 'before' | 'today' | 'tomorrow' | 'over'

function soFar(order: CarriedOrder): OrderSoFar {
  const { stage, haltRule, confirmations, lastVitalsHalt, signedInAt, signedOutAt } = order
  return { stage, haltRule, confirmations, certificates: [], lastVitalsHalt, signedInAt, signedOutAt }
}

/** A step counts once: where the list from the server knows of it already it cannot follow again. */
export function ordersToday(
  carried: CarriedOrders,
  acts: readonly KeptAct[],
  attachments: readonly Attachment[],
): OrderToday[] {
  const steps = acts
    .filter(kept => kept.act.operation === 'order.step')
    .sort((one, other) => (one.act.doneAt < other.act.doneAt ? -1 : 1))
  return carried.orders.map(order => {
    const own = steps.filter(kept => (kept.act.input as OrderStepInput).orderId === order.id)
    const so = own
      .filter(kept => kept.state === 'waiting' || kept.state === 'sent')
      .map(kept => kept.act.input as OrderStepInput)
      .reduce(
        (before, step) =>
          mayFollow(before.stage, step.kind) ? afterStep(before, step, carried.limits) : before,
        soFar(order),
      )
    const taken = attachments.flatMap(one =>
      one.order?.id === order.id && one.state !== 'refused' ? [one.order.kind] : [],
    )
    return {
      ...{ order, so, refused: own.filter(kept => kept.state === 'refused').length },
      pictures: [...order.photos, ...taken],
    }
  })
}

export function sectionOf({ order, so }: OrderToday, today: string): OrderSection {
  if (endStages.includes(so.stage) || so.stage === 'confirmed') return 'over'
  if (order.plannedOn > today) return 'tomorrow'
  return order.plannedOn < today ? 'before' : 'today'
}

/** The one thing to do next; null where nothing is left for her. A camera that fails does not keep her there. */
export function nextAct(found: OrderToday): WorkerAct | Picture | null {
  const { order, so } = found
  if (order.barred !== null && (so.stage === 'promised' || so.stage === 'onTheWay')) return null
  switch (so.stage) {
    case 'promised':
      return 'setOut'
    case 'onTheWay':
      return 'signIn'
    case 'inService':
      if (so.haltRule !== null && so.lastVitalsHalt !== false) return 'takeVitals'
      return picturesAsked(order).find(picture => !found.pictures.includes(picture)) ?? 'signOut'
    case 'finished':
      return 'confirm'
    default:
      return null
  }
}

/** 09:30 in Jilin, whatever the phone thinks it is. */
export function hourText(instant: string): string {
  return new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(11, 16)
}
