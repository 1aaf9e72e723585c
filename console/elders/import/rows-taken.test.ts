// The number on the commit button.
import { expect, test } from 'vitest'
import { rowsTaken } from './rows-taken.ts'

const counts = { rows: 20, new: 7, changed: 3, unchanged: 5, suspicious: 4, refused: 1, skipped: 2 }

test('rows that change nothing or cannot be read are not counted as taken', () => {
  expect(rowsTaken(counts, false)).toBe(10)
})

test('doubtful rows are taken only when the officer says so', () => {
  expect(rowsTaken(counts, true)).toBe(14)
})
