// How far two points of the earth lie apart.

export interface Spot {
  lon: number
  lat: number
}

const earthMeters = 6_371_000
const radians = Math.PI / 180

/** Metres of a difference in latitude: two points lie at least so far apart. */
export function northwardMeters(degrees: number): number {
  return Math.abs(degrees) * radians * earthMeters
}

/** Metres as the crow flies; degrees in WGS-84. */
export function crowMeters(one: Spot, other: Spot): number {
  const upward = Math.sin(((other.lat - one.lat) * radians) / 2)
  const sideward = Math.sin(((other.lon - one.lon) * radians) / 2)
  const chord =
    upward * upward + Math.cos(one.lat * radians) * Math.cos(other.lat * radians) * sideward * sideward
  return 2 * earthMeters * Math.asin(Math.min(1, Math.sqrt(chord)))
}
