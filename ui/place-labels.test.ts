// However crowded a township is, no name lies over another name or dot, and a place with room about it is named.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Dot, dotRect, labelRect, meet, placeLabels } from './place-labels.ts'

const box = { width: 600, height: 400, fontSize: 12 }
const dot: fc.Arbitrary<Dot> = fc.record({
  x: fc.integer({ min: 0, max: 600 }),
  y: fc.integer({ min: 0, max: 400 }),
  radius: fc.integer({ min: 5, max: 14 }),
  text: fc.constantFrom('长安村', '石兴社区', '下龙城村'),
  weight: fc.integer({ min: 1, max: 400 }),
})

describe('names on a map', () => {
  it('never lie over another name, over a dot or over the edge', () => {
    fc.assert(
      fc.property(fc.array(dot, { maxLength: 60 }), dots => {
        const placed = placeLabels(dots, box)
        const rects = dots.flatMap((one, at) => {
          const side = placed[at]
          return side ? [{ at, rect: labelRect(one, side, box.fontSize) }] : []
        })
        for (const { at, rect } of rects) {
          expect(rect.left >= 0 && rect.top >= 0 && rect.right <= 600 && rect.bottom <= 400).toBe(true)
          expect(dots.some((other, index) => index !== at && meet(rect, dotRect(other)))).toBe(false)
          expect(rects.some(other => other.at !== at && meet(rect, other.rect))).toBe(false)
        }
      }),
    )
  })

  it('give way to the heavier place, and go to the other side at the edge', () => {
    const [near, heavy, alone] = [
      { x: 100, y: 100, radius: 8, text: '水口村', weight: 3 },
      { x: 100, y: 104, radius: 8, text: '石建村', weight: 9 },
      { x: 590, y: 300, radius: 8, text: '迎花村', weight: 1 },
    ]
    const [nearSide, heavySide, aloneSide] = placeLabels([near, heavy, alone] as Dot[], box)
    expect(heavySide).toBe('right')
    expect(nearSide).not.toBe('right')
    expect(aloneSide).toBe('left')
  })
})
