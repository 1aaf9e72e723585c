import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkCharacterOf } from '../elders/citizen-number.ts'
import { comparePeople, scoreOf } from './compare.ts'
import { usualModel } from './model.ts'
import { makeReady } from './ready.ts'
import type { Traits } from './traits.ts'

const numberOf = (first17: string) => first17 + checkCharacterOf(first17)

const wang: Traits = {
  name: '王秀英',
  readings: ['wangxiuying'],
  sex: 'female',
  bornOn: '1948-03-05',
  birthCalendar: 'solar',
  bornOnAsLunar: '1948-04-13',
  citizenNumber: numberOf('22990119480305002'),
  villageCode: '222402001001',
  hamlet: '东屯',
  address: '月晴镇马牌村东屯12号',
  householdId: 'home-1',
  phone: '0433-0123456',
  ethnicity: '01',
  kin: [{ name: '李国庆', phone: '0431-01234567' }],
}

const verdictOf = (changes: Partial<Traits>, base: Traits = wang) =>
  comparePeople(base, { ...base, householdId: 'home-2', ...changes }).verdict
const codesOf = (one: Traits, other: Traits) => comparePeople(one, other).reasons.map(({ code }) => code)
const weightOf = (one: Traits, other: Traits, code: string) =>
  comparePeople(one, other).reasons.find(reason => reason.code === code)?.weight ?? Number.NaN

/** Everything but the number is left out, or said otherwise. */
const numberHidden: Partial<Traits> = { citizenNumber: null }

describe('one person entered twice', () => {
  test('the same number and name are certain wherever they are found', () => {
    expect(
      verdictOf({ villageCode: '220102001001', phone: null, kin: [], hamlet: null, address: null }),
    ).toBe('certain')
  })

  test.each([
    ['one digit wrong', '229901194803050039'.slice(0, 17) + wang.citizenNumber?.[17], 'numberOneDigit'],
    ['neighbours swapped', '229901194830050020'.slice(0, 17) + wang.citizenNumber?.[17], 'numberSwapped'],
    [
      'only the check digit wrong',
      `${wang.citizenNumber?.slice(0, 17)}${wang.citizenNumber?.[17] === '1' ? '2' : '1'}`,
      'numberCheckOnly',
    ],
    [
      'in 15 digits',
      `${wang.citizenNumber?.slice(0, 6)}${wang.citizenNumber?.slice(8, 17)}`,
      'numberSameOld',
    ],
  ])('a number with %s is known again', (_, citizenNumber, code) => {
    const other = { ...wang, householdId: 'home-2', citizenNumber }
    expect(codesOf(wang, other)).toContain(code)
    expect(comparePeople(wang, other).verdict).toBe('certain')
  })

  test.each<[string, Partial<Traits>]>([
    ['traditional characters', { name: '王秀瑛', readings: ['wangxiuying'] }],
    ['a sound written otherwise', { name: '王秀莹', readings: ['wangxiuying'] }],
    ['a sound heard otherwise', { name: '王修音', readings: ['wangxiuyin'] }],
    ['the given name turned', { name: '王英秀', readings: ['wangyingxiu'] }],
    ['one character left out', { name: '王英', readings: ['wangying'] }],
    ['the lunar birthday', { bornOn: '1948-04-13', birthCalendar: 'lunar' }],
    ['day and month swapped', { bornOn: '1948-05-03' }],
    ['a year too many', { bornOn: '1947-03-05' }],
    ['only the year of birth', { bornOn: '1948-01-01', birthCalendar: 'yearOnly' }],
  ])('without a number she is found in her village by %s', (_, changes) => {
    expect(verdictOf({ ...numberHidden, ...changes })).not.toBe('unlikely')
  })

  test('traditional and variant characters count as the name itself', () => {
    expect(codesOf({ name: '閻鳳蘭' }, { name: '闫凤兰' })).toEqual(['nameVariant'])
    expect(codesOf({ name: '於桂珎' }, { name: '于桂珍' })).toEqual(['nameVariant'])
    expect(codesOf({ name: '王玉' }, { name: '王钰' })).not.toContain('nameVariant')
  })

  test('a Korean-Chinese name is known in both scripts, by either spelling rule', () => {
    expect(codesOf({ name: '김영자' }, { name: '金英子' })).toEqual(['nameHangul'])
    expect(codesOf({ name: '이룡철' }, { name: '李龙哲' })).toEqual(['nameHangul'])
    expect(codesOf({ name: '박순희' }, { name: '朴顺姬' })).toEqual(['nameHangul'])
    expect(codesOf({ name: '김영자' }, { name: '金明子' })).toEqual(['nameDiffers'])
  })

  test('without a birth date number and name are enough', () => {
    expect(verdictOf({ bornOn: null, villageCode: '220102001001', phone: null })).toBe('certain')
  })
})

describe('two people who look alike', () => {
  const apart = { kin: [], phone: '0433-0999999', address: '月晴镇马牌村西屯80号', hamlet: '西屯' }

  test('twins share birthday, household and telephone', () => {
    const twin: Traits = {
      ...wang,
      name: '王秀兰',
      readings: ['wangxiulan'],
      citizenNumber: numberOf('22990119480305004'),
    }
    expect(comparePeople(wang, twin).verdict).toBe('unlikely')
    expect(comparePeople({ ...wang, ...numberHidden }, { ...twin, ...numberHidden }).verdict).toBe('unlikely')
  })

  test('a couple shares household, telephone and children', () => {
    const husband: Traits = {
      ...wang,
      name: '李德山',
      readings: ['lideshan'],
      sex: 'male',
      bornOn: '1946-09-01',
      bornOnAsLunar: null,
      ...numberHidden,
    }
    expect(comparePeople({ ...wang, ...numberHidden }, husband).verdict).toBe('unlikely')
  })

  test('a father and his son share household and family name', () => {
    const father: Traits = {
      ...wang,
      name: '王德',
      readings: ['wangde'],
      sex: 'male',
      bornOn: '1936-03-05',
      ...numberHidden,
    }
    const son: Traits = {
      ...wang,
      name: '王德福',
      readings: ['wangdefu'],
      sex: 'male',
      bornOn: '1961-07-15',
      ...numberHidden,
    }
    expect(comparePeople(father, son).verdict).toBe('unlikely')
  })

  test('neighbours of one name have two birthdays and two numbers', () => {
    const neighbour = {
      ...apart,
      bornOn: '1953-11-20',
      bornOnAsLunar: null,
      citizenNumber: numberOf('22990119531120004'),
    }
    expect(verdictOf(neighbour)).toBe('unlikely')
    expect(verdictOf({ ...neighbour, ...numberHidden })).toBe('unlikely')
    expect(verdictOf({ ...neighbour, bornOn: null })).toBe('unlikely')
  })

  test('numbers of two people born on one day in one place are not taken for a slip', () => {
    const [one, other] = ['22990119480305002', '22990119480305004'].map(numberOf)
    expect(codesOf({ citizenNumber: one ?? null }, { citizenNumber: other ?? null })).toContain(
      'numberDiffersTail',
    )
  })
})

describe('what a sign is worth', () => {
  test('a common name says less than a rare one', () => {
    expect(weightOf({ name: '王秀英' }, { name: '王秀英' }, 'nameSame')).toBeLessThan(
      weightOf({ name: '逄砚秋' }, { name: '逄砚秋' }, 'nameSame'),
    )
  })

  test("the ledger's own counts come before the built-in table", () => {
    const model = { ...usualModel, nameShare: () => 0.25 }
    expect(comparePeople({ name: '逄砚秋' }, { name: '逄砚秋' }, model).score).toBeLessThan(2)
  })

  test('what is missing says nothing', () => {
    expect(comparePeople({}, wang)).toMatchObject({ score: 0, reasons: [], verdict: 'unlikely' })
  })

  test('one telephone in one home says less than between two homes', () => {
    const here = { householdId: 'a', villageCode: '222402001001', phone: '0433-0123456' }
    expect(weightOf(here, { ...here }, 'phoneShared')).toBeLessThan(
      weightOf(here, { ...here, householdId: 'b' }, 'phoneVillage'),
    )
  })
})

const maybe = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null })
const day = fc
  .date({ min: new Date('1930-01-01'), max: new Date('1966-12-31'), noInvalidDate: true })
  .map(date => date.toISOString().slice(0, 10))
const anyone: fc.Arbitrary<Traits> = fc.record({
  name: maybe(fc.constantFrom('王秀英', '王秀瑛', '王英', '金英子', '김영자', '李德山', '李徳山', '欧阳海')),
  readings: fc.constantFrom([], ['wangxiuying'], ['wangying'], ['lideshan']),
  sex: fc.constantFrom('male', 'female', 'unknown', null),
  bornOn: maybe(day),
  birthCalendar: fc.constantFrom('solar', 'lunar', 'yearOnly'),
  bornOnAsLunar: maybe(day),
  citizenNumber: maybe(
    fc.constantFrom('22990119480305002', '22990119480305004', '22990219480305002').map(numberOf),
  ),
  villageCode: maybe(fc.constantFrom('222402001001', '222402001002', '222401001001', '220102001001')),
  hamlet: maybe(fc.constantFrom('东屯', '西屯')),
  address: maybe(fc.constantFrom('东屯12号', '西屯3号')),
  householdId: maybe(fc.constantFrom('a', 'b')),
  phone: maybe(fc.constantFrom('0433-0123456', '04330123456', '0431-01234567')),
  ethnicity: maybe(fc.constantFrom('01', '10')),
  kin: fc.array(
    fc.record({ name: fc.constantFrom('李国庆', '王海'), phone: fc.constantFrom(null, '0433-0765432') }),
  ),
})

const home = ['householdId', 'villageCode', 'address', 'hamlet']

describe('for any two people', () => {
  test('it does not matter who is named first', () => {
    fc.assert(
      fc.property(anyone, anyone, (one, other) => {
        expect(comparePeople(one, other).score).toBe(comparePeople(other, one).score)
      }),
    )
  })

  test('nobody is liker someone than they are themselves', () => {
    fc.assert(
      fc.property(anyone, anyone, (one, other) => {
        // In one home what is shared says less, so both are left where they live.
        const known = {
          ...one,
          ...Object.fromEntries(
            Object.entries(other).filter(([key]) => one[key as keyof Traits] != null && !home.includes(key)),
          ),
        }
        expect(comparePeople(one, one).score).toBeGreaterThanOrEqual(comparePeople(one, known).score)
      }),
    )
  })

  test('the quick score is the score, wherever it matters', () => {
    fc.assert(
      fc.property(anyone, anyone, fc.integer({ min: -20, max: 60 }), (one, other, least) => {
        const { score } = comparePeople(one, other)
        const quick = scoreOf(makeReady(one), makeReady(other), usualModel, least)
        expect(Math.max(quick, least)).toBe(Math.max(score, least))
      }),
    )
  })

  test('the reasons add up to the score', () => {
    fc.assert(
      fc.property(anyone, anyone, (one, other) => {
        const { score, reasons } = comparePeople(one, other)
        expect(reasons.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(score, 6)
      }),
    )
  })
})
