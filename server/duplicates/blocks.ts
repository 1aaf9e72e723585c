// An index of blocking keys over up to two million people in flat arrays; walks every pair that shares a key once.
import { setImmediate as breath } from 'node:timers/promises'

/** Hash and person share one double: 32 bits of hash (the last two say the kind of key), 21 of person. */
const mostPersons = 2 ** 21
const parts = 64
/** Long searches run beside requests: after so many milliseconds others get their turn. */
const turnMs = 25

/** Mixes a key into 32 bits; two keys that collide only cost a comparison. */
function hashOf(key: string): number {
  let hash = 0x9e3779b9
  for (let at = 0; at < key.length; at++)
    hash = Math.imul((hash << 5) ^ (hash >>> 27) ^ key.charCodeAt(at), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 16), 0xc2b2ae35)
  return hash ^ (hash >>> 13)
}

class Growing {
  values = new Float64Array(1 << 10)
  length = 0

  push(value: number): void {
    if (this.length === this.values.length) {
      const wider = new Float64Array(this.length * 2)
      wider.set(this.values)
      this.values = wider
    }
    this.values[this.length++] = value
  }
}

export class BlockIndex {
  /** By the top bits of the hash, so that sorting one part never holds up the process for long. */
  private readonly entries = Array.from({ length: parts }, () => new Growing())
  private readonly most: readonly number[]

  /** @param most the most people of a block, for each of up to four kinds of key. */
  constructor(most: readonly number[]) {
    this.most = most
  }

  add(person: number, kind: number, key: string): void {
    if (person >= mostPersons) throw new Error(`more than ${mostPersons} people in one search`)
    const hash = ((hashOf(key) & ~3) | kind) >>> 0
    this.entries[hash >>> 26]?.push(hash * mostPersons + person)
  }

  /** Visits each pair once, the smaller number first. Empties the index. */
  async walk(persons: number, visit: (one: number, other: number) => void): Promise<number> {
    const blocks = await this.gather()
    const { memberships, starts, members } = blocksOfPersons(blocks, persons)
    const seenBy = new Int32Array(persons).fill(-1)
    let pairs = 0
    let since = performance.now()
    for (let one = 0; one < persons; one++) {
      for (let at = starts[one] ?? 0; at < (starts[one + 1] ?? 0); at++) {
        const block = memberships[at] ?? 0
        for (let place = blocks.starts[block] ?? 0; place < (blocks.starts[block + 1] ?? 0); place++) {
          const other = members[place] ?? 0
          if (other <= one || seenBy[other] === one) continue
          seenBy[other] = one
          pairs++
          visit(one, other)
        }
      }
      if ((one & 63) === 0 && performance.now() - since > turnMs) {
        await breath()
        since = performance.now()
      }
    }
    return pairs
  }

  /** Blocks of at least two and at most as many people as their kind allows, one after another. */
  private async gather(): Promise<Blocks> {
    const found = new Growing()
    const starts = new Growing()
    for (const part of this.entries.splice(0)) {
      const sorted = part.values.subarray(0, part.length).sort()
      for (let from = 0; from < sorted.length; ) {
        const hash = Math.floor((sorted[from] ?? 0) / mostPersons)
        let to = from + 1
        while (to < sorted.length && Math.floor((sorted[to] ?? 0) / mostPersons) === hash) to++
        if (to - from > 1 && to - from <= (this.most[hash & 3] ?? 0)) {
          starts.push(found.length)
          for (let at = from; at < to; at++) found.push((sorted[at] ?? 0) % mostPersons)
        }
        from = to
      }
      await breath()
    }
    starts.push(found.length)
    return {
      starts: starts.values.subarray(0, starts.length),
      members: found.values.subarray(0, found.length),
    }
  }
}

interface Blocks {
  /** Where each block begins among the members; one more than there are blocks. */
  starts: Float64Array
  members: Float64Array
}

/** The blocks of each person, person after person. */
function blocksOfPersons({ starts: blockStarts, members }: Blocks, persons: number) {
  const starts = new Int32Array(persons + 1)
  for (const person of members) starts[person + 1] = (starts[person + 1] ?? 0) + 1
  for (let person = 0; person < persons; person++)
    starts[person + 1] = (starts[person + 1] ?? 0) + (starts[person] ?? 0)
  const next = starts.slice()
  const memberships = new Int32Array(members.length)
  for (let block = 0; block + 1 < blockStarts.length; block++)
    for (let at = blockStarts[block] ?? 0; at < (blockStarts[block + 1] ?? 0); at++) {
      const person = members[at] ?? 0
      const place = next[person] ?? 0
      memberships[place] = block
      next[person] = place + 1
    }
  return { memberships, starts, members: Int32Array.from(members) }
}
