// The way a carrier takes: always to the nearest door not yet served. A box keeps hot for less time than a tour
// over a village takes at worst, so a short way matters more than the shortest.
import { crowMeters } from '../kernel/distance.ts'

export interface Stop {
  id: string
  lon: number | null
  lat: number | null
  /** Where no place is known, doors of one hamlet are served together, by their address. */
  hamlet: string | null
  address: string
}

export interface Leg<One extends Stop> {
  stop: One
  /** From the door before; null where either place is unknown. */
  meters: number | null
}

const placeOf = ({ lon, lat }: { lon: number | null; lat: number | null }) =>
  lon === null || lat === null ? null : { lon, lat }

/** Doors with a known place by nearest neighbour, then the others hamlet by hamlet. */
export function tourFrom<One extends Stop>(
  start: { lon: number | null; lat: number | null },
  stops: readonly One[],
): Leg<One>[] {
  const legs: Leg<One>[] = []
  const left = stops.filter(stop => placeOf(stop) !== null)
  let here = placeOf(start)
  while (left.length > 0) {
    const from = here
    const distances = left.map(stop => (from ? Math.round(crowMeters(from, placeOf(stop) ?? from)) : 0))
    const nearest = distances.indexOf(Math.min(...distances))
    const [stop] = left.splice(nearest, 1)
    if (!stop) break
    legs.push({ stop, meters: from ? (distances[nearest] ?? null) : null })
    here = placeOf(stop)
  }
  const unplaced = stops
    .filter(stop => placeOf(stop) === null)
    .toSorted((one, other) => wordsOf(one).localeCompare(wordsOf(other), 'zh'))
  return [...legs, ...unplaced.map(stop => ({ stop, meters: null }))]
}

const wordsOf = ({ hamlet, address, id }: Stop) => `${hamlet ?? ''} ${address} ${id}`
