// Finding the nearest: the smallest of a row, and a heap of places still to be reached.

/** Used over and over: rows are looked through by the million. */
let scratch = new Int32Array(0)

/** Writes the `most` smallest of a row with their places, in order; returns how many are within the limit. */
export function smallest(
  row: Float64Array,
  most: number,
  limit: number,
  places: Int32Array,
  values: Float64Array,
): number {
  let count = 0
  const room = Math.min(most, row.length)
  if (scratch.length < row.length) scratch = new Int32Array(row.length)
  const all = scratch
  for (let at = 0; at < row.length; at++) {
    const value = row[at] as number
    if (value <= limit && value < Number.POSITIVE_INFINITY) all[count++] = at
  }
  if (count > room) partition(row, all, count, room)
  const kept = Math.min(count, room)
  sortRange(row, all, 0, kept - 1)
  for (let at = 0; at < kept; at++) {
    places[at] = all[at] as number
    values[at] = row[all[at] as number] as number
  }
  return kept
}

/** Of equals the lower number first: the same file gives the same order everywhere. */
function isBefore(row: Float64Array, one: number, other: number): boolean {
  const [a, b] = [row[one] as number, row[other] as number]
  return a < b || (a === b && one < other)
}

/** Moves the `kept` smallest to the front, in any order. */
function partition(row: Float64Array, all: Int32Array, count: number, kept: number): void {
  let low = 0
  let high = count - 1
  while (low < high) {
    const pivot = all[(low + high) >> 1] as number
    let left = low
    let right = high
    while (left <= right) {
      while (isBefore(row, all[left] as number, pivot)) left++
      while (isBefore(row, pivot, all[right] as number)) right--
      if (left <= right) swap(all, left++, right--)
    }
    if (kept - 1 <= right) high = right
    else if (kept - 1 >= left) low = left
    else return
  }
}

function sortRange(row: Float64Array, all: Int32Array, from: number, to: number): void {
  let low = from
  let high = to
  while (high - low > 16) {
    const pivot = all[(low + high) >> 1] as number
    let left = low
    let right = high
    while (left <= right) {
      while (isBefore(row, all[left] as number, pivot)) left++
      while (isBefore(row, pivot, all[right] as number)) right--
      if (left <= right) swap(all, left++, right--)
    }
    // The shorter part by itself, the longer in this loop: the stack stays shallow.
    if (right - low < high - left) {
      sortRange(row, all, low, right)
      low = left
    } else {
      sortRange(row, all, left, high)
      high = right
    }
  }
  for (let at = low + 1; at <= high; at++) {
    const moved = all[at] as number
    let place = at - 1
    while (place >= low && isBefore(row, moved, all[place] as number)) {
      all[place + 1] = all[place] as number
      place--
    }
    all[place + 1] = moved
  }
}

function swap(all: Int32Array, one: number, other: number): void {
  const kept = all[one] as number
  all[one] = all[other] as number
  all[other] = kept
}

/** Places by their distance so far; each leaves once, nearest first, of equals the lower number. */
export class NearestHeap {
  private readonly far: Float64Array
  /** Where a place stands in the heap; −1 never offered, −2 left. */
  private readonly standing: Int32Array
  private readonly heap: Int32Array
  private size = 0

  constructor(places: number) {
    this.far = new Float64Array(places)
    this.standing = new Int32Array(places)
    this.heap = new Int32Array(places)
  }

  begin(): void {
    this.standing.fill(-1)
    this.size = 0
  }

  distance(place: number): number {
    return this.far[place] as number
  }

  offer(place: number, far: number): void {
    let at = this.standing[place] as number
    if (at === -2) return
    if (at === -1) at = this.size++
    else if (far >= (this.far[place] as number)) return
    this.far[place] = far
    while (at > 0) {
      const above = (at - 1) >> 1
      const parent = this.heap[above] as number
      if (isBefore(this.far, parent, place)) break
      this.put(parent, at)
      at = above
    }
    this.put(place, at)
  }

  /** The nearest place that has not left yet; −1 when there is none. */
  next(): number {
    if (this.size === 0) return -1
    const first = this.heap[0] as number
    this.standing[first] = -2
    const moved = this.heap[--this.size] as number
    if (this.size > 0) this.sink(moved)
    return first
  }

  private sink(place: number): void {
    let at = 0
    for (;;) {
      let below = 2 * at + 1
      if (below >= this.size) break
      const right = below + 1
      if (right < this.size && isBefore(this.far, this.heap[right] as number, this.heap[below] as number))
        below = right
      const child = this.heap[below] as number
      if (isBefore(this.far, place, child)) break
      this.put(child, at)
      at = below
    }
    this.put(place, at)
  }

  private put(place: number, at: number): void {
    this.heap[at] = place
    this.standing[place] = at
  }
}
