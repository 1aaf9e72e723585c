// Who is near whom, as lists one behind the other: for each demand its candidates, and turned round.
import type { Prepared } from './prepared.ts'

/** Row r holds places[start[r]] … places[start[r + 1] − 1] with their distances. */
export interface Lists {
  start: Int32Array
  places: Int32Array
  distances: Float64Array
}

/** For each demand its nearest candidates within the radius, nearest first; those that may never be are left out. */
export function listsByDemand(problem: Prepared, radius: number, most = Number.POSITIVE_INFINITY): Lists {
  const width = problem.candidateIds.length
  const rows = problem.demandIds.length
  const start = new Int32Array(rows + 1)
  const [row, far] = [new Int32Array(width), new Float64Array(width)]
  let places = new Int32Array(Math.min(rows * Math.min(width, most), 1 << 20))
  let distances = new Float64Array(places.length)
  let used = 0
  for (let demand = 0; demand < rows; demand++) {
    const count = problem.distances.nearest(demand, Math.min(width, most), radius, row, far)
    if (used + count > places.length) {
      places = longer(places, used + count)
      distances = longer(distances, used + count)
    }
    for (let at = 0; at < count; at++) {
      if (problem.never[row[at] as number]) continue
      places[used] = row[at] as number
      distances[used++] = far[at] as number
    }
    start[demand + 1] = used
  }
  return { start, places: places.slice(0, used), distances: distances.slice(0, used) }
}

function longer<Numbers extends Int32Array | Float64Array>(numbers: Numbers, atLeast: number): Numbers {
  const size = Math.max(atLeast, Math.ceil(numbers.length * 1.6))
  const grown = (numbers instanceof Int32Array ? new Int32Array(size) : new Float64Array(size)) as Numbers
  grown.set(numbers)
  return grown
}

/** For each candidate the demands that have it in their list, in the order of their numbers. */
export function transposed({ start, places, distances }: Lists, width: number): Lists {
  const begin = new Int32Array(width + 1)
  for (const place of places) begin[place + 1] = (begin[place + 1] as number) + 1
  for (let at = 0; at < width; at++) begin[at + 1] = (begin[at + 1] as number) + (begin[at] as number)
  const next = begin.slice()
  const [rows, far] = [new Int32Array(places.length), new Float64Array(places.length)]
  for (let row = 0; row + 1 < start.length; row++)
    for (let at = start[row] as number; at < (start[row + 1] as number); at++) {
      const place = places[at] as number
      const to = next[place] as number
      next[place] = to + 1
      rows[to] = row
      far[to] = distances[at] as number
    }
  return { start: begin, places: rows, distances: far }
}
