// The rules of living in a home, said as people say them.
import { describe, expect, it } from 'vitest'
import { assetChecks, checksAsked, coolingEnd, whyNotInForce } from './asset.ts'
import { staffingOf } from './beds.ts'
import { feeOfMonth } from './fees.ts'
import { type FollowedStay, followLife } from './follow.ts'
import { checkCharter, checkCommittee, isComplaintLate, owedByStation, type StationFacts } from './station.ts'
import { checkAdmission, checkLeave, contractWarnings, isInstitution, type StayContract } from './stay.ts'
import { daysWaited, isWishLate } from './wish.ts'

const contract: StayContract = {
  ...{ contractNumber: 'A-1', signedOn: '2026-03-01', fromOn: '2026-03-01', toOn: '2027-02-28' },
  ...{ elderFen: 25_000, familyFen: 10_000, governmentFen: 0 },
  ...{ signer: 'signedByElder', signerName: '老人', homeSignerName: '站长' },
}

describe('a wish', () => {
  const wish = { state: 'wishWaiting', isTekun: false, isUrgent: false, saidOn: '2026-11-01' } as const
  const rules = { tekunDays: 15, days: 60 }
  it('of a tekun elder is late sooner than another', () => {
    expect(isWishLate(wish, '2026-11-20', rules)).toBe(false)
    expect(isWishLate({ ...wish, isTekun: true }, '2026-11-20', rules)).toBe(true)
    expect(isWishLate({ ...wish, isUrgent: true }, '2026-11-16', rules)).toBe(false)
  })
  it('waits no longer once it is met', () => {
    expect(daysWaited({ saidOn: '2026-11-01', settledOn: '2026-11-11' }, '2026-12-31')).toBe(10)
    expect(isWishLate({ ...wish, state: 'wishMet' }, '2027-12-31', rules)).toBe(false)
  })
})

describe('moving in', () => {
  const facts = {
    ...{ admittedOn: '2026-11-20', today: '2026-11-23', elderEndedOn: null, livesAt: null, wishId: null },
    ...{ bed: null, facilityOpen: true },
  }
  const bed = { state: 'bedUsable' as const, takenBy: null, reservedWishId: null }
  it('is refused for a bed that somebody lies in, that is closed, or kept for another', () => {
    expect(() => checkAdmission({ ...facts, bed })).not.toThrow()
    expect(() => checkAdmission({ ...facts, bed: { ...bed, takenBy: '张某' } })).toThrow('这张床住着张某')
    expect(() => checkAdmission({ ...facts, bed: { ...bed, state: 'bedOutOfUse' } })).toThrow('停用')
    expect(() => checkAdmission({ ...facts, bed: { ...bed, reservedWishId: 'w' } })).toThrow('预留')
    expect(() =>
      checkAdmission({ ...facts, wishId: 'w', bed: { ...bed, reservedWishId: 'w' } }),
    ).not.toThrow()
  })
  it('is refused for whoever lives elsewhere, is gone, or comes tomorrow', () => {
    expect(() => checkAdmission({ ...facts, livesAt: '东光互助站' })).toThrow('已经住在“东光互助站”')
    expect(() => checkAdmission({ ...facts, elderEndedOn: '2026-01-01' })).toThrow('离册')
    expect(() => checkAdmission({ ...facts, admittedOn: '2026-11-24' })).toThrow('还没有到')
    expect(() => checkAdmission({ ...facts, facilityOpen: false })).toThrow('没有在运营')
  })
  it('warns and does not forbid a fee outside 300 to 400 yuan at a station', () => {
    const rules = { fromYuan: 300, toYuan: 400, isStation: true, careNeed: 'ableSelf' as const, beds: 6 }
    expect(contractWarnings(contract, rules)).toEqual([])
    expect(contractWarnings({ ...contract, elderFen: 60_000 }, rules)[0]).toContain('700 元')
    expect(contractWarnings({ ...contract, elderFen: 60_000 }, { ...rules, isStation: false })).toEqual([])
    expect(contractWarnings(contract, { ...rules, careNeed: 'fullyDependent' })[0]).toContain('全失能')
  })
  it('into ten beds of full-day care is moving into an institution', () => {
    const station = { beds: 9, lodging: true, isStation: true }
    expect(isInstitution(station, 10)).toBe(false)
    expect(isInstitution({ ...station, beds: 10 }, 10)).toBe(true)
    expect(isInstitution({ ...station, beds: 10, lodging: false }, 10)).toBe(false)
    expect(isInstitution({ ...station, isStation: false }, 10)).toBe(true)
  })
})

describe('days out', () => {
  const stay = { admittedOn: '2026-03-01', leftOn: null, outSince: null, lastReturn: '2026-10-05' }
  it('lie one after the other inside the stay', () => {
    expect(() => checkLeave({ leftOn: '2026-10-05', expectedOn: null }, stay, '2026-11-23')).not.toThrow()
    expect(() => checkLeave({ leftOn: '2026-10-01', expectedOn: null }, stay, '2026-11-23')).toThrow(
      '2026-10-05',
    )
    expect(() =>
      checkLeave(
        { leftOn: '2026-11-01', expectedOn: null },
        { ...stay, outSince: '2026-10-30' },
        '2026-11-23',
      ),
    ).toThrow('先登记回来')
    expect(() => checkLeave({ leftOn: '2026-11-24', expectedOn: null }, stay, '2026-11-23')).toThrow(
      '还没有到',
    )
  })
})

describe('the fee of a month', () => {
  const stay = { admittedOn: '2026-03-16', leftOn: null }
  it('is whole in a whole month and by days in a part of one', () => {
    expect(feeOfMonth(stay, [contract], '2026-04')).toEqual({
      ...{ days: 30, elderFen: 25_000, familyFen: 10_000, governmentFen: 0 },
    })
    // 16 of 31 days.
    expect(feeOfMonth(stay, [contract], '2026-03')).toMatchObject({
      days: 16,
      elderFen: 12_903,
      familyFen: 5_161,
    })
    expect(feeOfMonth(stay, [contract], '2026-02')).toBeNull()
  })
  it('of one who left on the first is one day', () => {
    expect(feeOfMonth({ ...stay, leftOn: '2026-05-01' }, [contract], '2026-05')).toMatchObject({ days: 1 })
  })
  it('follows the newest contract that has begun, and an overdue one until another is signed', () => {
    const dearer = { ...contract, fromOn: '2026-06-01', toOn: '2026-12-31', elderFen: 30_000 }
    expect(feeOfMonth(stay, [contract, dearer], '2026-05')?.elderFen).toBe(25_000)
    expect(feeOfMonth(stay, [contract, dearer], '2026-06')?.elderFen).toBe(30_000)
    expect(feeOfMonth(stay, [contract], '2027-06')?.elderFen).toBe(25_000)
  })
})

describe('hands for tekun', () => {
  const ratios = { able: 10, half: 6, full: 3 }
  it('are reckoned together and said in words', () => {
    const need = staffingOf({ ableSelf: 20, halfDependent: 6, fullyDependent: 6 }, 5, ratios)
    expect(need).toMatchObject({ needed: 5, isEnough: true })
    expect(staffingOf({ ableSelf: 21, halfDependent: 6, fullyDependent: 6 }, 5, ratios).says).toContain(
      '还差 1 人',
    )
    // A third, two thirds: one person and not two.
    expect(staffingOf({ ableSelf: 0, halfDependent: 2, fullyDependent: 2 }, null, ratios)).toMatchObject({
      ...{ needed: 1, isEnough: null },
    })
  })
})

describe('a station', () => {
  const facts: StationFacts = {
    ...{
      today: '2026-11-23',
      hasCharter: true,
      termTo: '2028-03-31',
      dutyThisWeek: true,
      noticed: ['2026-10'],
    },
    ...{ openedOn: '2024-01-01', lateComplaints: 0, rules: { electionDays: 60, noticeDay: 10 } },
  }
  it('that does all it should owes nothing', () => expect(owedByStation(facts)).toEqual([]))
  it('votes again before the term is over, and is late after it', () => {
    expect(owedByStation({ ...facts, termTo: '2027-01-10' })).toEqual(['electionDue'])
    expect(owedByStation({ ...facts, termTo: '2026-11-22' })).toEqual(['electionLate'])
    expect(owedByStation({ ...facts, termTo: null })).toEqual(['noCommittee'])
  })
  it('hangs out last month by the tenth, and not before it opened', () => {
    expect(owedByStation({ ...facts, noticed: [] })).toEqual(['noNotice'])
    expect(owedByStation({ ...facts, noticed: [], today: '2026-11-09' })).toEqual([])
    expect(owedByStation({ ...facts, noticed: [], openedOn: '2026-11-02' })).toEqual([])
  })
  it('answers what is in the box within days', () => {
    expect(isComplaintLate({ receivedOn: '2026-11-16', answeredOn: null }, '2026-11-23', 7)).toBe(false)
    expect(isComplaintLate({ receivedOn: '2026-11-15', answeredOn: null }, '2026-11-23', 7)).toBe(true)
    expect(isComplaintLate({ receivedOn: '2026-01-01', answeredOn: '2026-01-02' }, '2026-11-23', 7)).toBe(
      false,
    )
  })
  it('adopts a charter by more than half of those who came', () => {
    expect(() =>
      checkCharter({ present: 20, inFavour: 11, adoptedOn: '2026-11-01' }, '2026-11-23'),
    ).not.toThrow()
    expect(() => checkCharter({ present: 20, inFavour: 10, adoptedOn: '2026-11-01' }, '2026-11-23')).toThrow(
      '过半数',
    )
    expect(() => checkCharter({ present: 3, inFavour: 4, adoptedOn: '2026-11-01' }, '2026-11-23')).toThrow(
      '核对',
    )
  })
  it('keeps book, cash and the watching eye apart', () => {
    const term = { electedOn: '2026-11-01', fromOn: '2026-11-01', toOn: '2029-10-31' }
    const member = (name: string, post: 'stationHead' | 'bookKeeper' | 'cashKeeper' | 'bookWatcher') => ({
      name,
      post,
    })
    const head = member('甲', 'stationHead')
    const well = [head, member('乙', 'bookKeeper'), member('丙', 'cashKeeper'), member('丁', 'bookWatcher')]
    expect(() => checkCommittee({ ...term, members: well }, '2026-11-23')).not.toThrow()
    const both = [head, member('乙', 'bookKeeper'), member('乙', 'cashKeeper')]
    expect(() => checkCommittee({ ...term, members: both }, '2026-11-23')).toThrow('同一个人')
    const own = [head, member('乙', 'cashKeeper'), member('乙', 'bookWatcher')]
    expect(() => checkCommittee({ ...term, members: own }, '2026-11-23')).toThrow('监督员')
    expect(() => checkCommittee({ ...term, members: well.slice(1) }, '2026-11-23')).toThrow('一位站长')
  })
})

describe('house for care', () => {
  const terms = {
    ...({
      kind: 'houseForCare',
      title: 'titleElder',
      signedOn: '2026-09-01',
      coolingUntil: '2026-10-01',
    } as const),
    ...{ counterparty: '某公司', witnessName: '见证人', abilityLevel: null },
  }
  const all = checksAsked(terms).map(check => ({ check, holds: true, restsOn: '看过原件' }))
  it('is in force only when every check holds', () => {
    expect(whyNotInForce(terms, all, '2026-11-23')).toEqual([])
    const without = all.filter(one => one.check !== 'noPool')
    expect(whyNotInForce(terms, without, '2026-11-23')).toEqual([
      { says: `还没有核查：${assetChecks.words.noPool}。`, check: 'noPool' },
    ])
    const broken = all.map(one =>
      one.check === 'familyTold' ? { ...one, holds: false, restsOn: '儿子不知道' } : one,
    )
    expect(whyNotInForce(terms, broken, '2026-11-23')[0]?.says).toContain('儿子不知道')
  })
  it('waits for the cooling-off to be over, the last day included', () => {
    expect(coolingEnd('2026-09-01', 30)).toBe('2026-10-01')
    expect(whyNotInForce(terms, all, '2026-10-01')[0]?.says).toContain('冷静期')
    expect(whyNotInForce(terms, all, '2026-10-02')).toEqual([])
  })
  it('asks co-owners where there are any, and keeps the roof only where it is the house', () => {
    expect(checksAsked({ kind: 'landForCare', title: 'titleElder' })).not.toContain('keepsHome')
    expect(checksAsked({ kind: 'houseForCare', title: 'titleOthers' })).toContain('coOwnersAgree')
    expect(whyNotInForce({ ...terms, title: 'titleOthers' }, all, '2026-11-23')[0]?.check).toBe(
      'coOwnersAgree',
    )
  })
  it('is not for whoever can no longer decide, nor witnessed by the other side', () => {
    expect(whyNotInForce({ ...terms, abilityLevel: 'severe' }, all, '2026-11-23')[0]?.says).toContain('监护')
    expect(whyNotInForce({ ...terms, abilityLevel: 'moderate' }, all, '2026-11-23')).toEqual([])
    expect(whyNotInForce({ ...terms, witnessName: '某公司' }, all, '2026-11-23')[0]?.says).toContain(
      '不算见证',
    )
  })
})

describe('what a life event makes of a stay', () => {
  const stay: FollowedStay = {
    ...{ admittedOn: '2026-03-01', leftOn: null, ending: null, endedByEvent: false, isInstitution: true },
    ...{ elderEndedOn: null, elderDied: false, inInstitutionSince: '2026-03-01', leftInstitutionOn: null },
    ...{ inHospitalSince: null, leftHospitalOn: null, leave: null },
  }
  it('ends it with a death or a move away', () => {
    expect(followLife(stay)).toBeNull()
    expect(followLife({ ...stay, elderEndedOn: '2026-08-02', elderDied: true })).toEqual({
      ...{ does: 'end', on: '2026-08-02', ending: 'diedHere' },
    })
    expect(followLife({ ...stay, elderEndedOn: '2026-08-02' })).toMatchObject({ ending: 'leftCounty' })
  })
  it('ends it when she is said to have left the institution, or, from a station, to have entered one', () => {
    const left = { ...stay, inInstitutionSince: null, leftInstitutionOn: '2026-09-01' }
    expect(followLife(left)).toMatchObject({ does: 'end', on: '2026-09-01', ending: 'wentHome' })
    // An institution she had left before she came here says nothing.
    expect(followLife({ ...left, leftInstitutionOn: '2026-02-01' })).toBeNull()
    const station = { ...stay, isInstitution: false, inInstitutionSince: '2026-07-07' }
    expect(followLife(station)).toMatchObject({ does: 'end', ending: 'movedToOtherHome' })
  })
  it('goes on again when the event is undone, unless a person had ended it', () => {
    const over = { ...stay, leftOn: '2026-08-02', ending: 'diedHere' as const }
    expect(followLife({ ...over, endedByEvent: true })).toEqual({ does: 'reopen' })
    expect(followLife(over)).toBeNull()
    expect(
      followLife({ ...over, endedByEvent: true, elderEndedOn: '2026-08-02', elderDied: true }),
    ).toBeNull()
  })
  it('keeps the bed while she is in hospital', () => {
    const inHospital = { ...stay, inHospitalSince: '2026-05-05' }
    expect(followLife(inHospital)).toEqual({ does: 'leave', on: '2026-05-05' })
    const leave = { leftOn: '2026-05-05', byEvent: true, inHospital: true }
    expect(followLife({ ...inHospital, leave })).toBeNull()
    expect(followLife({ ...stay, leave, leftHospitalOn: '2026-05-20' })).toEqual({
      does: 'return',
      on: '2026-05-20',
    })
    // Home for the festival is nobody else's to end.
    const festival = { leftOn: '2026-09-25', byEvent: false, inHospital: false }
    expect(followLife({ ...stay, leave: festival, leftHospitalOn: '2026-09-30' })).toBeNull()
  })
})
