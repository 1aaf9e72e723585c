// One-time codes against the vectors of RFC 6238 appendix B, RFC 4648, and single use.
import { describe, expect, it } from 'vitest'
import { codeAt, fromBase32, matchingStep, stepOf, toBase32 } from './totp.ts'

const secret = Buffer.from('12345678901234567890')

describe('RFC 6238 appendix B, SHA-1', () => {
  it.each([
    [59, '94287082'],
    [1_111_111_109, '07081804'],
    [1_111_111_111, '14050471'],
    [1_234_567_890, '89005924'],
    [2_000_000_000, '69279037'],
    [20_000_000_000, '65353130'],
  ])('at %i seconds the code is %s', (seconds, code) => {
    expect(codeAt(secret, stepOf(new Date(seconds * 1000)), 8)).toBe(code)
  })
})

describe('a code', () => {
  const now = new Date('2026-11-23T02:00:15Z')
  const step = stepOf(now)

  it('is accepted from a clock half a minute off, and not from one a minute off', () => {
    for (const shift of [-1, 0, 1])
      expect(matchingStep(secret, codeAt(secret, step + shift), now, null)).toBe(step + shift)
    for (const shift of [-2, 2])
      expect(matchingStep(secret, codeAt(secret, step + shift), now, null)).toBeNull()
  })

  it('is good once, and so are all before it', () => {
    expect(matchingStep(secret, codeAt(secret, step), now, step)).toBeNull()
    expect(matchingStep(secret, codeAt(secret, step - 1), now, step)).toBeNull()
    expect(matchingStep(secret, codeAt(secret, step + 1), now, step)).toBe(step + 1)
  })
})

it('writes secrets in base32 and reads them back (RFC 4648 §10)', () => {
  expect(toBase32(Buffer.from('foobar'))).toBe('MZXW6YTBOI')
  expect(toBase32(Buffer.from('fooba'))).toBe('MZXW6YTB')
  for (const length of [1, 5, 20]) {
    const bytes = Buffer.from(Array.from({ length }, (_, index) => (index * 37) % 256))
    expect(fromBase32(toBase32(bytes))).toEqual(bytes)
  }
})
