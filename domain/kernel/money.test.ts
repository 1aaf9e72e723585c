// Yuan as people type them.
import { expect, it } from 'vitest'
import { fenFrom } from './money.ts'

it('reads yuan as they are typed and nothing else', () => {
  expect(['12', '12.5', '0.05', ' 1,200.50 元', '300元'].map(fenFrom)).toEqual([
    1200, 1250, 5, 120_050, 30_000,
  ])
  expect(['', '-3', '1.234', '十元', '1e3', '12.'].map(fenFrom)).toEqual([null, null, null, null, null, null])
})
