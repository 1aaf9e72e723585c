// Who may have a bed at home, which visits count, and what pauses and ends it.
import { describe, expect, it } from 'vitest'
import {
  checkContract,
  checkEnding,
  checkMonthOver,
  checkOpening,
  checkVisitDay,
  endingFound,
  judgeVisit,
  monthLight,
  stayOn,
  whyNoBed,
} from './bed-rules.ts'

const today = '2026-11-23'
const ability = { assessmentId: 'a', level: 'severe' as const, validUntil: '2027-06-01' }
const facts = { today, leastLevel: 2, away: null, hasBed: false, left: false }

describe('a bed at home', () => {
  it('is for whoever has been assessed as care-dependent, lives at home and has none', () => {
    expect(whyNoBed(ability, facts)).toBeNull()
    expect(whyNoBed(null, facts)).toMatch(/还没有能力评估/)
    expect(whyNoBed({ ...ability, validUntil: '2026-11-22' }, facts)).toMatch(/过期/)
    expect(whyNoBed({ ...ability, level: 'mild' }, facts)).toMatch(/不够本地/)
    expect(whyNoBed(ability, { ...facts, away: 'institution' })).toMatch(/养老机构/)
    expect(whyNoBed(ability, { ...facts, away: 'hospital' })).toBeNull()
    expect(whyNoBed(ability, { ...facts, hasBed: true })).toMatch(/已有一张/)
    expect(whyNoBed(ability, { ...facts, left: true })).toMatch(/离册/)
  })

  it('asks for as many visits a month as the county does', () => {
    const contract = {
      ...{ providerId: 'p', contractNumber: '1', signedOn: today, signedWay: 'elderSigned' as const },
      ...{
        signedName: '本人',
        fromOn: '2026-12-01',
        toOn: '2027-11-30',
        monthlyVisits: 2,
        feeFen: 0,
        subsidyFen: 0,
      },
    }
    expect(() => checkContract(contract, 3)).toThrow(/至少上门 3 次/)
    expect(() => checkContract({ ...contract, toOn: '2026-11-30' }, 2)).toThrow(/早于开始/)
    expect(checkContract(contract, 2)).toBeUndefined()
  })

  it('is opened with works accepted and a device in the home, or a reason for doing without', () => {
    const bare = { worksAccepted: false, noWorksWhy: null, devices: 0, noDeviceWhy: null }
    expect(() => checkOpening(bare)).toThrow(/居家改造还没有验收/)
    expect(() => checkOpening({ ...bare, worksAccepted: true })).toThrow(/还没有装设备/)
    expect(checkOpening({ ...bare, noWorksWhy: '去年已改造', noDeviceWhy: '与儿子同住' })).toBeUndefined()
  })
})

describe('a visit to a bed', () => {
  const bed = {
    ...{ state: 'bedInUse' as const, openedOn: '2026-03-01', toOn: '2027-02-28' },
    ...{ endedOn: null, elderEndedOn: null },
  }
  const stays = [{ kind: 'hospital' as const, validFrom: '2026-10-05', validTo: '2026-10-20' }]

  it('cannot be made before the opening, after the end, in hospital, or tomorrow', () => {
    expect(() => checkVisitDay(bed, [], '2026-02-28', today)).toThrow(/还没有启用/)
    expect(() => checkVisitDay(bed, stays, '2026-10-12', today)).toThrow(/住院，自 2026-10-05 起/)
    expect(() => checkVisitDay(bed, [], '2026-11-24', today)).toThrow(/不能晚于今天/)
    expect(() => checkVisitDay({ ...bed, elderEndedOn: '2026-09-01' }, [], '2026-09-02', today)).toThrow(
      /离册/,
    )
    expect(() => checkVisitDay({ ...bed, endedOn: '2026-09-01' }, [], '2026-09-02', today)).toThrow(/终止/)
    expect(() => checkVisitDay({ ...bed, toOn: '2026-09-01' }, [], '2026-09-02', today)).toThrow(/到期/)
  })

  it('can be made on the morning of the admission and on the day of the return', () => {
    expect(checkVisitDay(bed, stays, '2026-10-05', today)).toBeUndefined()
    expect(checkVisitDay(bed, stays, '2026-10-20', today)).toBeUndefined()
    expect(stayOn([{ kind: 'refusal', validFrom: '2026-01-01', validTo: null }], today)).toBeNull()
  })

  it('counts if it was long enough and the first of its day', () => {
    expect(judgeVisit(30, false, 30)).toEqual({ counts: true, whyNot: null })
    expect(judgeVisit(29, false, 30).whyNot).toBe('tooShort')
    expect(judgeVisit(60, true, 30).whyNot).toBe('secondOfDay')
  })

  it('is missed more gravely as the month runs out', () => {
    expect(monthLight(3, 3, '2026-11-02')).toBe('green')
    expect(monthLight(1, 3, '2026-11-10')).toBe('yellow')
    expect(monthLight(1, 3, '2026-11-25')).toBe('red')
    expect(monthLight(0, 10, '2026-11-23')).toBe('red')
  })
})

describe('the end of a bed', () => {
  const facts = { elderEnding: null, elderEndedOn: null, openedOn: '2026-03-01', today, toOn: '2027-02-28' }

  it('is proposed from the record of the elder', () => {
    expect(endingFound('died', null)).toBe('elderDied')
    expect(endingFound('movedOut', null)).toBe('elderMovedAway')
    expect(endingFound(null, 'institution')).toBe('elderEnteredInstitution')
    expect(endingFound(null, 'hospital')).toBeNull()
  })

  it('waits for the death to be recorded, and for the term to run out', () => {
    expect(() => checkEnding('elderDied', today, facts)).toThrow(/还没有登记去世/)
    const died = { ...facts, elderEnding: 'died' as const, elderEndedOn: '2026-11-20' }
    expect(() => checkEnding('elderDied', today, died)).toThrow(/2026-11-20 离册/)
    expect(checkEnding('elderDied', '2026-11-20', died)).toBeUndefined()
    expect(() => checkEnding('contractExpired', today, facts)).toThrow(/才期满/)
    expect(checkEnding('elderWithdrew', today, facts)).toBeUndefined()
  })

  it('lets its last month be written up at once, others when they are over', () => {
    expect(() => checkMonthOver('2026-11', today, null)).toThrow(/还没有过完/)
    expect(checkMonthOver('2026-10', today, null)).toBeUndefined()
    expect(checkMonthOver('2026-11', today, '2026-11-20')).toBeUndefined()
  })
})
