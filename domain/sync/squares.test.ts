// What a camera does to a row of squares: misses some, reads some twice, begins in the middle, sees another phone's.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { coarseBytes, newGathering, rowOf, squareBytes } from './squares.ts'

const content = fc.uint8Array({ minLength: 1, maxLength: 6000 })
const size = fc.constantFrom(20, coarseBytes, squareBytes)

/** As a phone that is held before the screen from square `from` on and sees only some of them. */
function seen(bytes: Uint8Array, each: number, from: number, isSeen: (number: number) => boolean) {
  const row = rowOf(bytes, each)
  const gathering = newGathering()
  for (let number = from, looked = 0; looked < row.count * 20 + 200; number++, looked++) {
    if (!isSeen(number)) continue
    const gathered = gathering.take(row.square(number))
    if (gathered?.content) return { content: gathered.content, squares: looked + 1, count: row.count }
  }
  return null
}

describe('a row of squares', () => {
  it('says everything in one round when none is missed', () => {
    fc.assert(
      fc.property(content, size, (bytes, each) => {
        const all = seen(bytes, each, 0, () => true)
        expect(all?.content).toEqual(bytes)
        expect(all?.squares).toBe(all?.count)
      }),
      { numRuns: 60 },
    )
  })

  it('is gathered whole whichever squares were missed and wherever one began', () => {
    fc.assert(
      fc.property(content, size, fc.nat(60_000), fc.infiniteStream(fc.nat(9)), (bytes, each, from, luck) => {
        const all = seen(bytes, each, from, () => (luck.next().value ?? 0) >= 3)
        expect(all?.content).toEqual(bytes)
      }),
      { numRuns: 60 },
    )
  })

  it('needs only a few squares more than were missed, not another round', () => {
    const bytes = Uint8Array.from({ length: 60 * squareBytes }, (_, index) => (index * 7919) >> 3)
    const isMissed = (number: number) => number < 60 && number % 6 === 0
    const all = seen(bytes, squareBytes, 0, number => !isMissed(number))
    expect(all?.content).toEqual(bytes)
    expect(all?.squares).toBeLessThanOrEqual(60 + 10 + 8)
  })

  it('takes squares doubled, in any order and between those of another phone', () => {
    fc.assert(
      fc.property(content, content, fc.func(fc.nat()), (one, other, order) => {
        const rows = [rowOf(one, coarseBytes), rowOf(other, coarseBytes)]
        const texts = rows.flatMap((row, which) =>
          Array.from({ length: row.count * 2 + 40 }, (_, number) => ({ text: row.square(number), which })),
        )
        const shuffled = [...texts, ...texts]
          .map((square, index) => ({ ...square, at: order(index) }))
          .sort((a, b) => a.at - b.at)
        const gathering = newGathering()
        const whole: (Uint8Array | null)[] = [null, null]
        for (const { text, which } of shuffled) whole[which] ??= gathering.take(text)?.content ?? null
        expect(whole).toEqual([one, other])
      }),
      { numRuns: 30 },
    )
  })

  it('never goes back, never counts a square twice', () => {
    const row = rowOf(new Uint8Array(2000).fill(9), coarseBytes)
    const gathering = newGathering()
    const first = gathering.take(row.square(3))
    expect(first).toEqual({ have: 1, count: row.count, content: null })
    expect(gathering.take(row.square(3))).toEqual(first)
    expect(gathering.take(row.square(4))?.have).toBe(2)
  })

  it('does not take a square that was read wrongly or is of something else', () => {
    fc.assert(
      fc.property(
        content,
        fc.nat(100),
        fc.nat(),
        fc.constantFrom(...'0AZ $:'),
        (bytes, number, place, other) => {
          const text = rowOf(bytes, coarseBytes).square(number)
          const at = 4 + (place % (text.length - 4))
          const wrong = text.slice(0, at) + other + text.slice(at + 1)
          if (wrong !== text) expect(newGathering().take(wrong)).toBeNull()
        },
      ),
      { numRuns: 200 },
    )
    fc.assert(fc.property(fc.string(), text => newGathering().take(text) === null))
    fc.assert(fc.property(fc.string(), text => newGathering().take(`WQ1:${text}`) === null))
    expect(newGathering().take('https://example.org')).toBeNull()
  })

  it('fits what a QR square holds in letters', () => {
    const text = rowOf(new Uint8Array(squareBytes * 40).fill(255)).square(77)
    expect(text).toMatch(/^[0-9A-Z $%*+\-./:]+$/)
    // 483 letters: version 12 at the lowest level holds 535.
    expect(text.length).toBeLessThan(535)
  })
})
