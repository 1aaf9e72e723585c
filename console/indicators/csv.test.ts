// The exported table as office programs read it.
import { expect, test } from 'vitest'
import { csvOf } from './csv.ts'

test('commas and quotes inside a name do not move the columns', () => {
  expect(csvOf([['月晴镇', 'a,b', '说"好"', 12, null]])).toBe('\uFEFF月晴镇,"a,b","说""好""",12,\r\n')
})

test('a name that looks like a formula is not run by the spreadsheet program', () => {
  expect(csvOf([['=1+1', -5]])).toBe("\uFEFF'=1+1,-5\r\n")
})
