// How alike two short texts are: Jaro–Winkler, and the number of slips of a key between them.

/** 0 to 1; beginnings count more, because people seldom mistype them. */
export function jaroWinkler(one: string, other: string): number {
  const jaro = jaroOf(one, other)
  if (jaro < 0.7) return jaro
  let same = 0
  while (same < 4 && same < one.length && one[same] === other[same]) same++
  return jaro + same * 0.1 * (1 - jaro)
}

const taken = new Uint8Array(1024)

function jaroOf(one: string, other: string): number {
  if (one === other) return 1
  const [short, long] = one.length <= other.length ? [one, other] : [other, one]
  if (short.length === 0 || long.length > taken.length) return 0
  const reach = Math.max(0, Math.floor(long.length / 2) - 1)
  taken.fill(0, 0, long.length)
  let matched = ''
  for (let at = 0; at < short.length; at++) {
    const last = Math.min(long.length - 1, at + reach)
    for (let place = Math.max(0, at - reach); place <= last; place++) {
      if (taken[place] === 1 || short[at] !== long[place]) continue
      taken[place] = 1
      matched += short[at]
      break
    }
  }
  if (matched === '') return 0
  let turned = 0
  for (let place = 0, at = 0; place < long.length; place++) {
    if (taken[place] !== 1) continue
    if (long[place] !== matched[at]) turned++
    at++
  }
  const count = matched.length
  return (count / short.length + count / long.length + (count - turned / 2) / count) / 3
}

const rows = [new Int32Array(64), new Int32Array(64), new Int32Array(64)] as [
  Int32Array,
  Int32Array,
  Int32Array,
]

/** Letters left out, put in, replaced, or neighbours turned; answers `most + 1` as soon as there are more. */
export function slips(one: string, other: string, most: number): number {
  if (one === other) return 0
  if (Math.abs(one.length - other.length) > most || one.length > 60 || other.length > 60) return most + 1
  let [before, last, current] = rows
  for (let at = 0; at <= other.length; at++) last[at] = at
  for (let row = 1; row <= one.length; row++) {
    current[0] = row
    let least = row
    for (let at = 1; at <= other.length; at++) {
      const isSame = one[row - 1] === other[at - 1]
      let cost = Math.min(
        (last[at] ?? 0) + 1,
        (current[at - 1] ?? 0) + 1,
        (last[at - 1] ?? 0) + (isSame ? 0 : 1),
      )
      if (row > 1 && at > 1 && one[row - 1] === other[at - 2] && one[row - 2] === other[at - 1])
        cost = Math.min(cost, (before[at - 2] ?? 0) + 1)
      current[at] = cost
      if (cost < least) least = cost
    }
    if (least > most) return most + 1
    ;[before, last, current] = [last, current, before]
  }
  return last[other.length] ?? most + 1
}
