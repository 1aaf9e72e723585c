// Yuan as people type them.
import { expect, it } from 'vitest'
import { fenFrom, yuanFixed, yuanWords } from './money.ts'

it('reads yuan as they are typed and nothing else', () => {
  expect(['12', '12.5', '0.05', ' 1,200.50 元', '300元'].map(fenFrom)).toEqual([
    1200, 1250, 5, 120_050, 30_000,
  ])
  expect(['', '-3', '1.234', '十元', '1e3', '12.'].map(fenFrom)).toEqual([null, null, null, null, null, null])
})

it('writes them to the fen, or as people do', () => {
  expect([10_000, 12_350, 5, 0, -700].map(yuanFixed)).toEqual(['100.00', '123.50', '0.05', '0.00', '-7.00'])
  expect([10_000, 12_350, 12_305, 0].map(yuanWords)).toEqual(['100', '123.5', '123.05', '0'])
})
