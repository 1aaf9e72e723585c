// Waiting, but not for ever.
import { expect, test } from 'vitest'
import { within } from './patience.ts'

test('an answer in time is passed on, and so is a refusal', async () => {
  expect(await within(1000, async () => 'answer')).toBe('answer')
  await expect(within(1000, async () => Promise.reject(new Error('no')))).rejects.toThrow('no')
})

test('a line that hangs is given up and aborted', async () => {
  let aborted = false
  const hanging = within(10, signal => {
    signal.addEventListener('abort', () => {
      aborted = true
    })
    return new Promise(() => {})
  })
  await expect(hanging).rejects.toMatchObject({ code: 'unavailable' })
  expect(aborted).toBe(true)
})
