// What the screens of a kitchen share: what they are given, and how a tap is kept until it is answered.
import type { Meal } from '../../domain/canteens/canteen.ts'
import type { Kitchen } from '../../domain/canteens/kitchen.ts'
import { newId } from '../../ui/client.ts'
import { go } from '../address.ts'
import type { HomeParts } from '../homes.tsx'

/** What every screen of a kitchen is given. */
export interface KitchenParts extends HomeParts {
  kitchen: Kitchen
  meal: Meal
  today: string
}

export const backHome = () => go({ at: 'today' })

/** An act about a meal carries its own id; the screens only say what and about whom. */
export function keepMeal(
  { phone, kitchen }: Pick<KitchenParts, 'phone' | 'kitchen'>,
  operation: string,
  input: Record<string, unknown>,
  about: { elderId: string | null; label: string },
): void {
  const { countyCode, canteenId } = kitchen
  const whole = { countyCode, id: newId(), canteenId, ...input }
  void phone.work.keepAct(operation, whole, about).then(() => phone.sending.run())
}
