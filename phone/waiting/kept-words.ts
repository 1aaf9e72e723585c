// What a record is called that waits, was sent or came back: a name for every act a phone may keep.
import type { PhoneKey } from '../messages/zh.ts'

const titles: Readonly<Record<string, PhoneKey>> = {
  ability: 'assess.ability',
  selfCare: 'assess.selfCare',
  homeSafety: 'assess.home',
  newcomer: 'newcomer.saved',
  order: 'orders.title',
  homeBed: 'beds.title',
  wish: 'wish.title',
  standIn: 'standIn.saved',
  kin: 'kin.saved',
  meal: 'kitchen.record',
  mealAbsence: 'kitchen.record',
  mealExtra: 'kitchen.record',
  mealMiss: 'kitchen.record',
  mealServing: 'kitchen.record',
  headCount: 'kitchen.record',
  foodSample: 'sample.title',
  foodPurchase: 'goods.title',
  foodIncident: 'ill.title',
  disinfection: 'checks.title',
  selfCheck: 'checks.title',
}

/** Null where the record shows itself (a visit, a report), or where this app knows no name: then none is made up. */
export function titleOf(operation: string): PhoneKey | null {
  return titles[operation.split('.')[0] ?? ''] ?? null
}
