// Typed texts and what they are taken for.
import { describe, expect, it } from 'vitest'
import { endOf, readSearch } from './search.ts'

describe('the search box', () => {
  it.each([
    ['王桂兰', { kind: 'name', beginning: '王桂兰' }],
    [' 王 ', { kind: 'name', beginning: '王' }],
    ['WGL', { kind: 'letters', beginning: 'wgl' }],
    ['lü xiu', { kind: 'letters', beginning: 'lvxiu' }],
    ['Ｗａｎｇ', { kind: 'letters', beginning: 'wang' }],
    ['123x', { kind: 'tail', tail: '123X' }],
    ['0433-0123456', { kind: 'tail', tail: '3456' }],
    ['138 0000 1234', { kind: 'tail', tail: '1234' }],
    ['229901 19400101 001x', { kind: 'number', number: '22990119400101001X' }],
  ])('takes %s for %o', (text, expected) => {
    expect(readSearch(text)).toEqual(expected)
  })

  it('looks a number of fifteen digits up under its eighteen', () => {
    expect(readSearch('220381400101001')).toEqual({
      kind: 'number',
      number: expect.stringMatching(/^22038119400101001.$/),
    })
  })

  it('finds every name that begins so and no other', () => {
    const end = endOf('王')
    expect('王' < end && '王龘' < end && '王\u{20000}' < end).toBe(true)
    expect('玌' < end).toBe(false)
  })
})
