// The order of a visitor's day: who wants the morning first, then hamlet by hamlet, the shortest way round.
import { crowMeters, type Spot } from '../kernel/distance.ts'
import type { RoundVisitor } from './problem.ts'
import type { Unit } from './units.ts'
import type { DayPart } from './wish.ts'

const partOrder: Readonly<Record<DayPart | 'any', number>> = {
  morning: 0,
  noon: 1,
  any: 1,
  afternoon: 2,
  evening: 3,
}

/** Kilometres where a place is not known: the same house row, the same village, another village. */
const unknownKilometres = { hamlet: 0.2, village: 1, other: 6 } as const

export function inOrder(
  visitor: RoundVisitor,
  stops: readonly { unit: Unit; dayPart: DayPart | null }[],
): Unit[] {
  const parts = [0, 1, 2, 3].map(part =>
    stops.filter(stop => partOrder[stop.dayPart ?? 'any'] === part).map(stop => stop.unit),
  )
  const ordered: Unit[] = []
  for (const part of parts) ordered.push(...nearestNext(ordered.at(-1) ?? null, visitor, part))
  return shortened(ordered, parts)
}

function nearestNext(from: Unit | null, visitor: RoundVisitor, units: readonly Unit[]): Unit[] {
  const left = units.toSorted((one, other) => (one.hamletKey < other.hamletKey ? -1 : 1) || one.at - other.at)
  const ordered: Unit[] = []
  let here = from
  while (left.length > 0) {
    let nearest = 0
    for (let at = 1; at < left.length; at++)
      if (stepFrom(here, visitor, left[at] as Unit) < stepFrom(here, visitor, left[nearest] as Unit) - 1e-9)
        nearest = at
    here = left.splice(nearest, 1)[0] as Unit
    ordered.push(here)
  }
  return ordered
}

function stepFrom(here: Unit | null, visitor: RoundVisitor, to: Unit): number {
  if (here) return kilometresBetween(here, to)
  const place = placeOf(to)
  if (visitor.place && place) return crowMeters(visitor.place, place) / 1000
  return visitor.villageCode === to.villageCode ? unknownKilometres.village : unknownKilometres.other
}

/** Turns a stretch round where that shortens the way, inside one part of the day only. */
function shortened(ordered: Unit[], parts: readonly (readonly Unit[])[]): Unit[] {
  const partOf = new Map(parts.flatMap((part, at) => part.map(unit => [unit.at, at] as const)))
  const route = [...ordered]
  const way = (one: number, other: number) => {
    const [from, to] = [route[one], route[other]]
    return from && to ? kilometresBetween(from, to) : 0
  }
  for (let round = 0; round < 4; round++) {
    let turned = false
    for (let first = 0; first < route.length - 1; first++)
      for (let last = first + 1; last < route.length; last++) {
        const samePart = partOf.get(route[first]?.at ?? -1) === partOf.get(route[last]?.at ?? -1)
        if (!samePart) break
        if (
          way(first - 1, last) + way(first, last + 1) <
          way(first - 1, first) + way(last, last + 1) - 1e-9
        ) {
          route.splice(first, last - first + 1, ...route.slice(first, last + 1).reverse())
          turned = true
        }
      }
    if (!turned) break
  }
  return route
}

function placeOf(unit: Unit): Spot | null {
  return unit.elders.find(elder => elder.place !== null)?.place ?? null
}

function kilometresBetween(one: Unit, other: Unit): number {
  const [from, to] = [placeOf(one), placeOf(other)]
  if (from && to) return crowMeters(from, to) / 1000
  if (one.hamletKey === other.hamletKey) return unknownKilometres.hamlet
  return one.villageCode === other.villageCode ? unknownKilometres.village : unknownKilometres.other
}
