// Place: many homes from one spot, and positions far from where the home is known to be.
import { crowMeters } from '../kernel/distance.ts'
import type { MonthFacts, Point, TruthThresholds, VisitFact } from './facts.ts'
import { atHome, reason } from './reasons.ts'
import type { TruthReason } from './signs.ts'

type Placed = VisitFact & { place: NonNullable<VisitFact['place']> }

/** A fix from a mast and not from satellites says nothing of a house. */
const usableMeters = 150
/** The spots are looked for pair by pair. */
const visitsCompared = 400

/** A right door code has shown that she stood at the door; its fix is then the phone's fault. */
const isTold = (visit: VisitFact): visit is Placed =>
  atHome(visit) && visit.place !== null && visit.doorCode !== 'right'

export function findByPlace({ visits }: MonthFacts, thresholds: TruthThresholds): TruthReason[] {
  const placed = visits.filter(isTold)
  return [...oneSpot(placed, thresholds), ...farFromHome(placed, thresholds)]
}

/** Fixes to the fifth decimal: not two nights in one bed give the same metre, a phone's memory does. */
const spotKey = ({ place }: Placed) => `${place.lon.toFixed(5)} ${place.lat.toFixed(5)}`
const homesOnOneMetre = 3

/**
 * Homes around each fix, of fixes good enough to tell houses apart. A block of flats is one spot with many homes;
 * the very same metre again and again is none.
 */
function oneSpot(placed: readonly Placed[], { spotMeters, spotHomes }: TruthThresholds): TruthReason[] {
  const sharp = placed.filter(visit => visit.place.accuracyMeters <= usableMeters).slice(0, visitsCompared)
  const homesOf = (visits: readonly Placed[]) => new Set(visits.map(visit => visit.homeId)).size
  const crowds = sharp.map(visit => {
    const same = homesOf(sharp.filter(other => spotKey(other) === spotKey(visit)))
    if (same >= homesOnOneMetre) return same
    if (visit.isFlat) return 0
    const around = homesOf(
      sharp.filter(other => !other.isFlat && crowMeters(visit.place, other.place) <= spotMeters),
    )
    return around >= spotHomes ? around : 0
  })
  const crowded = sharp.filter((_, index) => (crowds[index] ?? 0) > 0)
  if (crowded.length === 0 || crowded.length < sharp.length / 2) return []
  return [
    reason('oneSpot', crowded.length / sharp.length, crowded, {
      meters: spotMeters,
      homes: Math.max(...crowds),
      count: crowded.length,
    }),
  ]
}

interface Away {
  visit: Placed
  meters: number
  isVillage: boolean
}

/** Against the home where it is known, else against the village with a wider measure. One may be a bad fix. */
function farFromHome(placed: readonly Placed[], thresholds: TruthThresholds): TruthReason[] {
  const { homeMeters, villageMeters } = thresholds
  const away = placed.flatMap((visit): Away[] => {
    const isVillage = visit.home === null
    const known: Point | null = visit.home ?? visit.village
    if (!known) return []
    const meters = crowMeters(visit.place, known) - visit.place.accuracyMeters
    return meters > (isVillage ? villageMeters : homeMeters) ? [{ visit, meters, isVillage }] : []
  })
  const farthest = away.toSorted((one, other) => other.meters - one.meters)[0]
  if (!farthest || away.length < 2 || away.length < placed.length * 0.2) return []
  return [
    reason(
      'farFromHome',
      away.length / placed.length,
      away.map(one => one.visit),
      {
        km: Math.round(farthest.meters / 100) / 10,
        count: away.length,
        ofVillage: farthest.isVillage ? 1 : 0,
      },
    ),
  ]
}
