// The median of whole hours, out of how many cases took how long: exact, and cheap to put together from parts.

/** Hours → how many cases took them. */
export type HoursTaken = ReadonlyMap<number, number>

/** Counted in a row of numbers and not in the map: a province's year has a hundred thousand cases. */
export function hoursTaken(hours: ArrayLike<number>): HoursTaken {
  let most = 0
  for (let at = 0; at < hours.length; at++) most = Math.max(most, hours[at] ?? 0)
  const counts = new Uint32Array(most + 1)
  for (let at = 0; at < hours.length; at++) counts[hours[at] ?? 0]! += 1
  const taken = new Map<number, number>()
  for (const [value, count] of counts.entries()) if (count > 0) taken.set(value, count)
  return taken
}

export function casesIn(taken: HoursTaken): number {
  let cases = 0
  for (const count of taken.values()) cases += count
  return cases
}

/** Of all the parts together; null where no case is in them. */
export function medianHours(parts: readonly HoursTaken[]): number | null {
  const together = new Map<number, number>()
  for (const part of parts)
    for (const [hours, count] of part) together.set(hours, (together.get(hours) ?? 0) + count)
  const total = casesIn(together)
  if (total === 0) return null
  const sorted = [...together].sort(([one], [other]) => one - other)
  const at = (place: number) => {
    let passed = 0
    for (const [hours, count] of sorted) {
      passed += count
      if (passed > place) return hours
    }
    return 0
  }
  return (at(Math.ceil(total / 2) - 1) + at(Math.floor(total / 2))) / 2
}
