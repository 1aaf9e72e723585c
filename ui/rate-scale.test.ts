// Which colour a rate gets on the map.
import { expect, test } from 'vitest'
import { classOfRate, colorOfRate, noRate, rateClasses } from './rate-scale.ts'

test('a rate on the border belongs to the better class', () => {
  expect(classOfRate(0)?.words).toBe('60% 以下')
  expect(classOfRate(59.9)?.words).toBe('60% 以下')
  expect(classOfRate(60)?.words).toBe('60%–80%')
  expect(classOfRate(95)?.words).toBe('95% 以上')
  expect(classOfRate(100)?.words).toBe('95% 以上')
})

test('a county with nobody to visit is not coloured as a bad one', () => {
  expect(classOfRate(null)).toBeNull()
  expect(colorOfRate(null)).toBe(noRate.color)
  expect(rateClasses.map(each => each.color)).not.toContain(noRate.color)
})

test('the lower the rate, the darker the colour, also in grey', () => {
  const grey = rateClasses.map(({ color }) => {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5].map(at => Number.parseInt(color.slice(at, at + 2), 16))
    return 0.299 * red + 0.587 * green + 0.114 * blue
  })
  for (let index = 1; index < grey.length; index += 1)
    expect((grey[index] ?? 0) - (grey[index - 1] ?? 0)).toBeGreaterThan(15)
})
