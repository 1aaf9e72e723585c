// Photos: small enough, and never a PNG in disguise.
import { expect, test } from 'vitest'
import { encodeSmall, fittedSize, longestEdgePixels } from './photo.ts'

const written = (type: string) => new Blob(['picture'], { type })

test('the longest edge becomes 1280, small pictures stay as they are', () => {
  expect(fittedSize(4000, 3000, longestEdgePixels)).toEqual({ width: 1280, height: 960 })
  expect(fittedSize(3000, 4000, longestEdgePixels)).toEqual({ width: 960, height: 1280 })
  expect(fittedSize(640, 480, longestEdgePixels)).toEqual({ width: 640, height: 480 })
  expect(fittedSize(10_000, 1, longestEdgePixels)).toEqual({ width: 1280, height: 1 })
})

test('WebP where the browser can', async () => {
  expect((await encodeSmall(async type => written(type))).contentType).toBe('image/webp')
})

test('JPEG where it hands back PNG instead', async () => {
  const safari = async (type: string) => written(type === 'image/webp' ? 'image/png' : type)
  expect((await encodeSmall(safari)).contentType).toBe('image/jpeg')
})

test('a clear failure where it can do neither', async () => {
  await expect(encodeSmall(async () => null)).rejects.toThrow('neither')
})
