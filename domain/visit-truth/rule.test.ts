// What looks wrong and what only looks busy: a month of visits as the rule judges it.
import { describe, expect, it } from 'vitest'
import type { MonthFacts, TruthThresholds, VisitFact } from './facts.ts'
import { judgeMonth } from './rule.ts'
import { stageOf } from './stages.ts'
import { reasonWords } from './words.ts'
import { reasonWordsKo } from './words-ko.ts'

const thresholds: TruthThresholds = {
  visitsADay: 25,
  speedKmPerHour: 90,
  shortMinutes: 4,
  spotMeters: 20,
  spotHomes: 5,
  homeMeters: 1500,
  villageMeters: 8000,
  nightFromHour: 22,
  nightToHour: 5,
  monthEndDays: 3,
}

const minutes = (count: number) => count * 60_000
/** A minute of the Shanghai day. */
const at = (day: number, hour: number, minute = 0) => Date.UTC(2026, 9, day, hour - 8, minute)
const village = { lon: 129.84, lat: 42.97 }

/** Home number n stands some 200 m from the next. */
const homeAt = (home: number) => ({ lon: village.lon + home * 0.0025, lat: village.lat })

function visit(home: number, startedAt: number, more: Partial<VisitFact> = {}): VisitFact {
  return {
    ...{ id: `v${home}-${startedAt}`, elderId: `e${home}`, homeId: `h${home}`, isFlat: false },
    ...{ method: 'home', result: 'met', startedAt, endedAt: startedAt + minutes(18) },
    place: { ...homeAt(home), accuracyMeters: 12 },
    ...{ answers: 'o'.repeat(24), lastMonthAnswers: null, home: homeAt(home), village },
    ...{ doorCode: 'none', photoSharedWith: 0, calledBack: 'none', ...more },
  }
}

const judged = (visits: VisitFact[], more: Partial<MonthFacts> = {}) =>
  judgeMonth(
    { month: '2026-10', isOver: true, visits, others: { visits: 0, worries: 0 }, ...more },
    thresholds,
  )
const signs = (visits: VisitFact[], more: Partial<MonthFacts> = {}) =>
  judged(visits, more).reasons.map(reason => reason.sign)

/** An ordinary month: sixteen homes on four days, half an hour each. */
const ordinary = Array.from({ length: 16 }, (_, n) => visit(n, at(5 + (n % 4) * 6, 9 + Math.floor(n / 4))))

describe('an ordinary month', () => {
  it('has nothing to explain', () => {
    expect(judged(ordinary)).toEqual({ score: 100, reasons: [] })
  })

  it('stays so with a couple visited at one table, and a block of flats with one position', () => {
    const couple = [visit(1, at(3, 9)), visit(1, at(3, 9), { id: 'other', elderId: 'husband' })]
    expect(signs(couple)).toEqual([])
    const flats = Array.from({ length: 8 }, (_, n) =>
      visit(n, at(3 + n, 9), {
        isFlat: true,
        place: { lon: village.lon + n * 0.00003, lat: village.lat, accuracyMeters: 10 },
        home: village,
      }),
    )
    expect(signs(flats)).toEqual([])
  })

  it('stays so in harvest time, when everybody is met at dusk', () => {
    const dusk = Array.from({ length: 12 }, (_, n) => visit(n, at(2 + n, 19, 30)))
    expect(signs(dusk)).toEqual([])
  })

  it('stays so after thirty telephone calls on one day of snow', () => {
    const calls = Array.from({ length: 30 }, (_, n) =>
      visit(n, at(9, 9, n * 6), { method: 'phone', place: null, endedAt: at(9, 9, n * 6 + 5) }),
    )
    expect(signs(calls)).toEqual([])
  })

  it('is not spoilt by fixes from a mast miles away that say so themselves', () => {
    const poor = Array.from({ length: 6 }, (_, n) =>
      visit(n, at(3, 9 + n), {
        place: { lon: 129.84 + (n % 2) * 0.06, lat: 42.97, accuracyMeters: 5000 },
      }),
    )
    expect(signs(poor)).toEqual([])
  })
})

describe('what nobody can do', () => {
  it('two visits 12 kilometres apart with three minutes between them', () => {
    const far = { ...homeAt(0), lat: village.lat + 0.108, accuracyMeters: 0 }
    const first = visit(0, at(12, 9), { place: { ...homeAt(0), accuracyMeters: 0 } })
    const second = visit(1, first.endedAt + minutes(3), { place: far, home: null })
    const { reasons, score } = judged([first, second])
    expect(reasons.map(reason => reasonWords(reason))).toEqual([
      '10月12日 两次探访相距 12 公里，只隔 3 分钟，当月这样的情况有 1 次',
    ])
    expect(reasons.map(reason => reasonWordsKo(reason))).toEqual([
      '10월 12일 두 방문이 12킬로메터 떨어져 있는데 3분밖에 걸리지 않았습니다',
    ])
    expect(score).toBe(85)
    const slower = visit(1, first.endedAt + minutes(20), { place: far, home: null })
    expect(signs([first, slower])).toEqual([])
  })

  it('several homes at the same minute, or one inside the other', () => {
    const same = [0, 1, 2].map(home => visit(home, at(9, 9)))
    expect(signs(same)).toContain('sameStart')
    expect(judged(same).score).toBeLessThan(80)
    const inside = [0, 1, 2].map(home => visit(home, at(9, 9, home * 5)))
    expect(signs(inside)).toEqual(['overlap'])
    // A visit that somebody forgot to close.
    expect(signs(inside.slice(0, 2))).toEqual([])
  })

  it('forty visits in a day, the same elders again and again', () => {
    const day = Array.from({ length: 40 }, (_, n) =>
      visit(n % 9, at(11, 8) + n * minutes(4), { endedAt: at(11, 8) + n * minutes(4) + minutes(2) }),
    )
    expect(signs(day)).toEqual(expect.arrayContaining(['manyADay', 'repeatInDay', 'shortVisit']))
    expect(judged(day).score).toBeLessThan(30)
  })
})

describe('places', () => {
  it('tell a visitor who recorded every home from one chair', () => {
    const chair = ordinary.map(one => ({ ...one, home: null, place: { ...village, accuracyMeters: 8 } }))
    expect(signs(chair)).toEqual(['oneSpot'])
    expect(judged(chair).score).toBeLessThan(80)
    // The cards at the doors say that she was there: then it is her phone that is wrong.
    expect(signs(chair.map(one => ({ ...one, doorCode: 'right' as const })))).toEqual([])
  })

  it('are held against where others found the home, and without that against the village', () => {
    const away = ordinary.map((one, n) => (n < 8 ? { ...one, home: { lon: 129.9, lat: 43.0 } } : one))
    expect(signs(away)).toEqual(['farFromHome'])
    const unknown = ordinary.map(one => ({ ...one, home: null }))
    expect(signs(unknown)).toEqual([])
    const otherTown = unknown.map(one => ({ ...one, village: { lon: 130.2, lat: 42.97 } }))
    expect(reasonWords(judged(otherTown).reasons[0]!)).toMatch(/离所在村较远，最远 2\d(\.\d)? 公里/)
  })
})

describe('answers', () => {
  const worried = `oa${'o'.repeat(22)}`

  it('that are the same odd sheet in every home', () => {
    expect(signs(ordinary.map(one => ({ ...one, answers: worried })))).toEqual(['sameAnswers'])
  })

  it('without one worry where others find many are a small doubt, never enough alone', () => {
    const month = judged(ordinary, { others: { visits: 60, worries: 24 } })
    expect(month).toMatchObject({ score: 90, reasons: [{ sign: 'neverWorry' }] })
    expect(signs(ordinary, { others: { visits: 60, worries: 3 } })).toEqual([])
  })

  it('that repeat last month to the letter', () => {
    const sheets = ordinary.map((one, n) => {
      const answers = `${'o'.repeat(n + 1)}a${'o'.repeat(22 - n)}`
      return { ...one, answers, lastMonthAnswers: answers }
    })
    expect(signs(sheets)).toEqual(['copiedAnswers'])
    expect(signs(sheets.map((one, n) => (n < 3 ? { ...one, lastMonthAnswers: worried } : one)))).toEqual([])
  })
})

describe('hours', () => {
  it('at night and at the end of a month that is over', () => {
    expect(signs(ordinary.map((one, n) => ({ ...one, ...visit(n, at(3 + n, 23)) })))).toEqual(['night'])
    const last = ordinary.map((one, n) => ({ ...one, ...visit(n, at(29 + (n % 3), 8 + Math.floor(n / 3))) }))
    expect(signs(last)).toEqual(['monthEnd'])
    expect(signs(last, { isOver: false })).toEqual([])
  })
})

describe('evidence', () => {
  it('of photos, doors and telephones', () => {
    const [first, ...rest] = ordinary
    const with_ = (more: Partial<VisitFact>) => [{ ...first!, ...more }, ...rest]
    expect(judged(with_({ photoSharedWith: 1 }))).toMatchObject({
      score: 75,
      reasons: [{ sign: 'photoReuse' }],
    })
    expect(signs(with_({ doorCode: 'wrong' }))).toEqual(['wrongDoor'])
    expect(judged(with_({ calledBack: 'denied' })).score).toBe(75)
  })

  it('speaks for her too, up to ten points', () => {
    const doubted = ordinary.map((one, n) => ({ ...one, ...visit(n, at(3 + n, 23)) }))
    const confirmed = doubted.map((one, n) => (n < 5 ? { ...one, calledBack: 'confirmed' as const } : one))
    expect(judged(confirmed).score).toBe(100)
  })
})

describe('what follows', () => {
  const coached = { month: '2026-09', kind: 'coached' as const, writtenOn: '2026-10-04' }
  const october = { month: '2026-10', isBelow: true, notes: [], denied: 0 }

  it('is a word first, however bad the month', () => {
    expect(stageOf({ ...october, denied: 3 })).toBe('coaching')
    expect(stageOf({ ...october, isBelow: false })).toBe('fine')
  })

  it('is a call to elders only when a word before it was of no use', () => {
    expect(stageOf({ ...october, notes: [coached] })).toBe('callBack')
    // Told when most of the month was over, she could not do better in it.
    expect(stageOf({ ...october, notes: [{ ...coached, writtenOn: '2026-10-20' }] })).toBe('coaching')
  })

  it('is an inspection only when elders deny it after that', () => {
    expect(stageOf({ ...october, notes: [coached], denied: 1 })).toBe('inspection')
  })

  it('is nothing once her explanation was found true', () => {
    const excused = { month: '2026-10', kind: 'excused' as const, writtenOn: '2026-11-02' }
    expect(stageOf({ ...october, notes: [coached, excused], denied: 1 })).toBe('fine')
  })
})
