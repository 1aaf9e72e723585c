// Lists of whole numbers laid end to end: which demands a candidate reaches, and the other way round.

export interface Lists {
  /** Where each list begins; one entry more than there are lists. */
  readonly starts: Int32Array
  readonly items: Int32Array
}

export function listsFrom(all: readonly (readonly number[])[]): Lists {
  const starts = new Int32Array(all.length + 1)
  for (const [at, list] of all.entries()) starts[at + 1] = (starts[at] as number) + list.length
  const items = new Int32Array(starts[all.length] as number)
  for (const [at, list] of all.entries()) items.set(list, starts[at])
  return { starts, items }
}

/** Who is in whose list, seen from the other side; lists come out in rising order. */
export function transposed({ starts, items }: Lists, width: number): Lists {
  const turned = new Int32Array(width + 1)
  for (let k = 0; k < items.length; k++) {
    const at = (items[k] as number) + 1
    turned[at] = (turned[at] as number) + 1
  }
  for (let at = 0; at < width; at++) turned[at + 1] = (turned[at + 1] as number) + (turned[at] as number)
  const next = turned.slice(0, width)
  const owners = new Int32Array(items.length)
  for (let list = 0; list + 1 < starts.length; list++)
    for (let k = starts[list] as number; k < (starts[list + 1] as number); k++) {
      const item = items[k] as number
      const place = next[item] as number
      owners[place] = list
      next[item] = place + 1
    }
  return { starts: turned, items: owners }
}

/** The lists that are kept, with their items renumbered; a new number below 0 leaves an item out. */
export function restricted({ starts, items }: Lists, kept: Int32Array, renumber: Int32Array): Lists {
  const newStarts = new Int32Array(kept.length + 1)
  let size = 0
  for (let at = 0; at < kept.length; at++) {
    const list = kept[at] as number
    for (let k = starts[list] as number; k < (starts[list + 1] as number); k++)
      if ((renumber[items[k] as number] as number) >= 0) size += 1
    newStarts[at + 1] = size
  }
  const newItems = new Int32Array(size)
  let place = 0
  for (let at = 0; at < kept.length; at++) {
    const list = kept[at] as number
    for (let k = starts[list] as number; k < (starts[list + 1] as number); k++) {
      const item = renumber[items[k] as number] as number
      if (item >= 0) newItems[place++] = item
    }
  }
  return { starts: newStarts, items: newItems }
}

export const lengthOf = ({ starts }: Lists, list: number): number =>
  (starts[list + 1] as number) - (starts[list] as number)
