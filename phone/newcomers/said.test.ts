// Recognising somebody at the door without signal, and the report that goes up when nobody knows her.
import { describe, expect, it } from 'vitest'
import type { DirectoryPerson } from '../../domain/newcomers/newcomer.ts'
import { alikeIn, bornOf, nothingSaid, reportOf } from './said.ts'

const person = (more: Partial<DirectoryPerson>): DirectoryPerson => ({
  ...{ id: '018f0000-0000-7000-8000-000000000001', villageCode: '222402001001', villageName: '兴边社区' },
  ...{ name: '皇甫秀珍', readings: ['huangfuxiuzhen'], sex: 'female', bornOn: '1944-05-06' },
  ...{ numberTail: '0021', phoneTail: '1222' },
  ...more,
})
const directory = {
  fingerprint: 'x',
  villages: [{ code: '222402001001', name: '兴边社区' }],
  people: [
    person({}),
    person({ id: '018f0000-0000-7000-8000-000000000002', name: '王桂兰', phoneTail: '9999' }),
  ],
}
const said = { ...nothingSaid, villageCode: '222402001001', name: '皇甫秀珍', sex: 'female' as const }

describe('who is alike', () => {
  it('is found by name and day, by name alone, and not where nothing agrees', () => {
    expect(alikeIn(directory, { ...said, born: '19440506' }).map(one => one.person.name)).toEqual([
      '皇甫秀珍',
    ])
    expect(alikeIn(directory, said)[0]?.person.name).toBe('皇甫秀珍')
    expect(alikeIn(directory, { ...said, name: '欧阳建国', sex: 'male', born: '19500101' })).toEqual([])
    expect(alikeIn(directory, { ...said, name: ' ' })).toEqual([])
  })
  it('is found although one character was heard wrongly, with the reasons', () => {
    const [first] = alikeIn(directory, {
      ...said,
      name: '皇甫秀真',
      born: '1944.05.06',
      phone: '0433-0111222',
    })
    expect(first?.person.name).toBe('皇甫秀珍')
    expect(first?.reasons.length).toBeGreaterThan(1)
  })
})

describe('a report', () => {
  const parts = { id: 'a', metAt: '2026-11-23T01:00:00Z', notThese: ['b'] }
  it('needs a village, a name and the sex, and nothing else', () => {
    expect(reportOf({ ...said, sex: null }, parts)).toBeNull()
    expect(reportOf({ ...said, villageCode: '' }, parts)).toBeNull()
    expect(reportOf({ ...said, name: ' ' }, parts)).toBeNull()
    expect(reportOf(said, parts)).toMatchObject({
      name: '皇甫秀珍',
      bornOn: null,
      phone: null,
      notThese: ['b'],
    })
  })
  it('takes the day of birth from the number where no day was typed', () => {
    expect(bornOf({ ...said, citizenNumber: '229901194405060021' })).toBe('1944-05-06')
    expect(bornOf({ ...said, born: '19441306' })).toBeNull()
  })
})
