// Work of which a part was used elsewhere than at the table: for services at home, or taken along to another county.
import type { Work } from './split.ts'

/**
 * What was earned last is used first: a meal that was paid by earlier work stays paid by it, whatever is used after.
 */
export function workLeft(work: readonly Work[], takenMinutes: number): Work[] {
  let taken = takenMinutes
  return work
    .toSorted((one, other) => one.day.localeCompare(other.day))
    .toReversed()
    .flatMap(({ day, minutes }) => {
      const off = Math.min(minutes, Math.max(0, taken))
      taken -= off
      return minutes > off ? [{ day, minutes: minutes - off }] : []
    })
    .toReversed()
}
