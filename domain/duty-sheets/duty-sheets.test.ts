// What a clerk types from paper: a slip of the hand in the code is told, a line stands for one visit.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { answersFrom } from '../visits/answers.ts'
import { checkVisit } from '../visits/rules.ts'
import { serialOf, sheetCodeOf } from './code.ts'
import { type TypedLine, visitOfLine } from './typed.ts'

const serial = fc.integer({ min: 1, max: 9_999_999 })

describe('the code of a sheet', () => {
  it('is read back as it was printed, also in full-width digits and without the dash', () => {
    fc.assert(
      fc.property(serial, number => {
        const code = sheetCodeOf(number)
        expect(serialOf(code)).toBe(number)
        expect(serialOf(` ${code.replace('-', '')} `)).toBe(number)
        const wide = code.replace(/\d/g, digit => String.fromCodePoint(0xff10 + Number(digit)))
        expect(serialOf(wide)).toBe(number)
      }),
    )
  })

  it('tells every single wrong digit and every swap of two neighbours', () => {
    fc.assert(
      fc.property(serial, fc.nat(7), fc.integer({ min: 1, max: 9 }), (number, at, by) => {
        const digits = [...sheetCodeOf(number).replace('-', '')]
        const wrong = digits.with(at, String((Number(digits[at]) + by) % 10)).join('')
        expect(serialOf(wrong)).toBeNull()
        const [one = '', other = ''] = digits.slice(at, at + 2)
        if (at === 7 || one === other) return
        expect(
          serialOf(
            digits
              .with(at, other)
              .with(at + 1, one)
              .join(''),
          ),
        ).toBeNull()
      }),
    )
  })
})

const typed = (more: Partial<TypedLine> = {}): TypedLine => ({
  ...{ line: 2, visitId: '01900000-0000-7000-8000-000000000001', visitedOn: '2026-11-20' },
  ...{ startedAt: '09:30', minutes: 25, method: 'home', result: 'met', notReachedReason: null },
  ...{ answers: answersFrom('o'.repeat(24)), needs: [], note: null },
  ...more,
})
const elder = { elderId: '01900000-0000-7000-8000-000000000002', countyCode: '222402' }
const days = { printedOn: '2026-11-18', today: '2026-11-23' }

describe('a typed line', () => {
  it('is a visit at the hour written down, in Jilin', () => {
    const visit = visitOfLine(typed(), elder, days)
    expect(visit).toMatchObject({ ...elder, startedAt: '2026-11-20T01:30:00.000Z', place: null })
    expect(visit.endedAt).toBe('2026-11-20T01:55:00.000Z')
    expect(() => checkVisit(visit, { now: new Date('2026-11-23T02:00:00Z') })).not.toThrow()
  })

  it('ends with its day, however long the clerk says', () => {
    expect(visitOfLine(typed({ startedAt: '23:50', minutes: 60 }), elder, days).endedAt).toBe(
      '2026-11-20T16:00:00.000Z',
    )
  })

  it('cannot lie before the sheet was printed nor in the future, and says which line', () => {
    expect(() => visitOfLine(typed({ visitedOn: '2026-11-17' }), elder, days)).toThrow(
      '第 2 行：探访日期早于打印日期',
    )
    expect(() => visitOfLine(typed({ visitedOn: '2026-11-24' }), elder, days)).toThrow(
      '第 2 行：探访日期还没到',
    )
  })
})
