// Where the visit happened: evidence, never a gate. Asked for in the background while the form is filled in.
import type { VisitInput } from '../../domain/visits/visit.ts'

/** Under a tin roof a fix can take minutes; nobody waits for it. */
const patienceMs = 5000

export function findPlace(): Promise<VisitInput['place']> {
  return new Promise(resolve => {
    if (!('geolocation' in navigator)) return resolve(null)
    navigator.geolocation.getCurrentPosition(
      ({ coords }) =>
        resolve({
          lon: round(coords.longitude),
          lat: round(coords.latitude),
          accuracyMeters: Math.min(1_000_000, Math.max(0, Math.round(coords.accuracy))),
        }),
      () => resolve(null),
      { timeout: patienceMs, maximumAge: 60_000, enableHighAccuracy: true },
    )
  })
}

/** Six digits are a hand's breadth. */
function round(degrees: number): number {
  return Math.round(degrees * 1e6) / 1e6
}
