// GB 11643 as examples and properties.
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkCharacterOf, convert15, isSynthetic, readCitizenNumber } from './citizen-number.ts'

const today = '2026-11-23'
const read = (text: string, numeric = false) => readCitizenNumber(text, { today, numeric })

const validNumber = fc
  .record({
    area: fc.integer({ min: 229901, max: 229960 }),
    day: fc.date({ min: new Date('1920-01-01'), max: new Date('1966-12-31'), noInvalidDate: true }),
    sequence: fc.integer({ min: 1, max: 499 }),
  })
  .map(({ area, day, sequence }) => {
    const first17 = `${area}${day.toISOString().slice(0, 10).replaceAll('-', '')}${String(sequence).padStart(3, '0')}`
    return first17 + checkCharacterOf(first17)
  })

describe('a citizen number', () => {
  test.each([
    ['222402194203150021', 'female', '1942-03-15'],
    ['220381193511200047', 'female', '1935-11-20'],
    ['220623193809070014', 'male', '1938-09-07'],
    ['11010519491231002X', 'female', '1949-12-31'],
  ])('%s is accepted with its sex and birthday', (number, sex, birthday) => {
    expect(read(number)).toMatchObject({ kind: 'ok', number, sex, birthday })
  })

  test.each([
    '２２２４０２１９４２０３１５００２１',
    '222402 19420315 0021',
    "'222402194203150021",
    '="222402194203150021"',
    '222402194203150021\u200b',
  ])('%s is cleaned', text => {
    expect(read(text)).toMatchObject({ kind: 'ok', number: '222402194203150021' })
  })

  test('a small x at the end is the check digit X', () => {
    expect(read('11010519491231002x').number).toBe('11010519491231002X')
  })

  test.each([
    ['2.22402E+17', false],
    ['2.22402194203E17', false],
    ['222402194203150000', false],
    ['222402194203150000', true],
    ['222402194203150000.0', false],
    ['222402194203150', false],
  ])('%s was damaged by the spreadsheet program', (text, numeric) => {
    const reading = read(text, numeric)
    expect(reading.kind).toBe('damaged')
    expect(reading.sentence).toContain('文本')
  })

  test.each([
    ['222402194213150021', 'badDate'],
    ['222402202703150020', 'badDate'],
    ['222402188003150020', 'badDate'],
    ['22240219420315002', 'badLength'],
    ['同上', 'badLength'],
    ['222402194203150022', 'badCheck'],
    ['', 'empty'],
    ['无', 'empty'],
    ['临时0012', 'temporary'],
  ])('%s is %s', (text, kind) => {
    expect(read(text).kind).toBe(kind)
  })

  test('letters in place of 0 and 1 are suggested as digits, not taken', () => {
    const reading = read('2224O219420315002l')
    expect(reading).toMatchObject({ kind: 'badCheck', number: null, suggestions: ['222402194203150021'] })
  })

  test('a number of an unknown area is taken with a warning', () => {
    const reading = readCitizenNumber('11010519491231002X', { today, areaCodes: new Set(['222402']) })
    expect(reading.kind).toBe('ok')
    expect(reading.warnings).toHaveLength(1)
  })

  test('the synthetic space is recognised', () => {
    expect(isSynthetic('229957194811020043')).toBe(true)
    expect(isSynthetic('222402194203150021')).toBe(false)
  })

  test('one digit changed is never accepted', () => {
    fc.assert(
      fc.property(validNumber, fc.nat(17), fc.nat(9), (number, at, digit) => {
        const changed = number.slice(0, at) + digit + number.slice(at + 1)
        fc.pre(changed !== number)
        expect(['ok', 'converted15']).not.toContain(read(changed).kind)
      }),
    )
  })

  test('two neighbours swapped are never accepted', () => {
    fc.assert(
      fc.property(validNumber, fc.nat(15), (number, at) => {
        const swapped = number.slice(0, at) + number[at + 1] + number[at] + number.slice(at + 2)
        fc.pre(swapped !== number)
        expect(read(swapped).kind).not.toBe('ok')
      }),
    )
  })

  test('the right number is among the suggestions after a swap', () => {
    expect(read('222402194203510021').kind).toBe('badDate')
    expect(read('222402194203510021').suggestions).toContain('222402194203150021')
  })

  test('an old number of 15 digits comes back as the same 18', () => {
    fc.assert(
      fc.property(validNumber, number => {
        const old = number.slice(0, 6) + number.slice(8, 17)
        expect(convert15(old)).toBe(number)
        expect(read(old)).toMatchObject({ kind: 'converted15', number })
      }),
    )
  })
})
