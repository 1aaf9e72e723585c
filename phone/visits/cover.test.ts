// Strokes cover what they pass over, however fast the finger was.
import { describe, expect, test } from 'vitest'
import { findFaces, spread, strokeOver, thumbRadius } from './cover.ts'

describe('strokes', () => {
  test('a fast finger leaves no gap wider than half a thumb', () => {
    const points = spread(
      [
        { x: 0.1, y: 0.1 },
        { x: 0.9, y: 0.5 },
      ],
      thumbRadius,
    )
    points.slice(1).forEach((point, index) => {
      const before = points[index] ?? point
      expect(Math.hypot(point.x - before.x, point.y - before.y)).toBeLessThanOrEqual(thumbRadius / 2 + 1e-9)
    })
    expect(points.at(-1)).toEqual({ x: 0.9, y: 0.5 })
    expect(spread([], thumbRadius)).toEqual([])
  })

  test('a face that was found is covered to its corners, in a picture of any shape', () => {
    const face = { x: 300, y: 100, width: 120, height: 160 }
    for (const size of [
      { width: 1280, height: 960 },
      { width: 720, height: 1280 },
    ]) {
      const { points, radius } = strokeOver(face, size)
      const longest = Math.max(size.width, size.height)
      const [centre] = points
      const corner = Math.hypot(face.x - (centre?.x ?? 0) * longest, face.y - (centre?.y ?? 0) * longest)
      expect(radius * longest).toBeGreaterThan(corner)
    }
  })
})

test('a browser without a finder of faces finds none, and one that fails neither', async () => {
  const picture = {} as CanvasImageSource
  expect(await findFaces(picture)).toEqual([])
  const before = Object.getOwnPropertyDescriptor(globalThis, 'FaceDetector')
  Object.assign(globalThis, {
    FaceDetector: class {
      detect = () => Promise.reject(new Error('not on this phone'))
    },
  })
  expect(await findFaces(picture)).toEqual([])
  Object.assign(globalThis, {
    FaceDetector: class {
      detect = async () => [{ boundingBox: { x: 1, y: 2, width: 3, height: 4 } }]
    },
  })
  expect(await findFaces(picture)).toEqual([{ x: 1, y: 2, width: 3, height: 4 }])
  if (before) Object.defineProperty(globalThis, 'FaceDetector', before)
  else Reflect.deleteProperty(globalThis, 'FaceDetector')
})
