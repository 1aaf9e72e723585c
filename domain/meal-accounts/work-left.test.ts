// Minutes used for services leave the meals that earlier work paid as they were.
import { describe, expect, it } from 'vitest'
import { workLeft } from './work-left.ts'

describe('work of which some was used for services', () => {
  const work = [
    { day: '2026-11-03', minutes: 60 },
    { day: '2026-11-20', minutes: 60 },
  ]

  it('is less by what was earned last', () => {
    expect(workLeft(work, 0)).toEqual(work)
    expect(workLeft(work, 45)).toEqual([work[0], { day: '2026-11-20', minutes: 15 }])
    expect(workLeft(work.toReversed(), 60)).toEqual([work[0]])
    expect(workLeft(work, 90)).toEqual([{ day: '2026-11-03', minutes: 30 }])
    expect(workLeft(work, 500)).toEqual([])
  })
})
