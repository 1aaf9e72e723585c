// The cascade tried at random: undoing is exact, order does not matter where it should not, death is final.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '../kernel/day.ts'
import { Refused } from '../kernel/refusal.ts'
import { cascade, consequencesOf, isLate } from './cascade.ts'
import { checkEvent } from './checks.ts'
import { applied, changesOf, type Rows, reverted, rowKey } from './effects.ts'
import type { LifeFacts, Stay } from './facts.ts'
import { LifeEventDetails, type LifeEventInput, type LifeEventKind, lifeEventKinds } from './life-event.ts'

const elderId = 'elder'
const memberships = {
  alone: { group: 'livesAlone', validFrom: '2026-01-01' },
  tekun: { group: 'tekun', validFrom: '2026-01-01' },
} as const

/** A person as the tables hold her: one visitor, two groups, one open case, one number. */
const start: Rows = new Map([
  ['assignment visitor', { validTo: null }],
  ['membership alone', { validTo: null }],
  ['membership tekun', { validTo: null }],
  ['aidCase case', { stage: 'open', ownerId: 'owner' }],
  ['number elder', { hash: 'hash' }],
  ['dwelling elder', { regionCode: '222402001001', householdId: 'house', address: '一组', hamlet: null }],
])

const of = (rows: Rows, part: string) =>
  [...rows].flatMap(([key, row]) =>
    key.startsWith(`${part} `) ? [{ id: key.split(' ')[1] ?? '', row }] : [],
  )

function factsFrom(rows: Rows, day: string, today: string, newId: () => string): LifeFacts {
  const ending = rows.get(`ending ${elderId}`)
  const home = rows.get(`dwelling ${elderId}`)
  return {
    today,
    elder: {
      id: elderId,
      name: '秦兰',
      regionCode: home?.regionCode ?? '',
      villageName: '甲村',
      householdId: home?.householdId ?? '',
      address: home?.address ?? '',
      hamlet: null,
      registeredOn: '2026-01-01',
      endedOn: ending?.endedOn ?? null,
      mergedInto: null,
    },
    numbers: of(rows, 'number').map(({ id, row }) => ({ id, hash: row.hash ?? '' })),
    stays: of(rows, 'absence').map(({ id, row }) => ({
      id,
      kind: row.kind as Stay['kind'],
      validFrom: row.validFrom ?? '',
      validTo: row.validTo ?? null,
      reason: row.reason ?? '',
    })),
    memberships: of(rows, 'membership').flatMap(({ id, row }) =>
      row.validTo === null || (row.validTo ?? '') > day
        ? [{ id, ...memberships[id as keyof typeof memberships], validTo: row.validTo ?? null }]
        : [],
    ),
    assignment:
      rows.get('assignment visitor')?.validTo === null
        ? { id: 'visitor', visitorName: '张三', validFrom: '2026-01-01', reachesDestination: false }
        : null,
    cases: of(rows, 'aidCase').flatMap(({ id, row }) =>
      row.stage === 'closed'
        ? []
        : [
            {
              id,
              trouble: '没有柴火',
              stage: row.stage ?? '',
              ownerId: row.ownerId ?? '',
              newOwner: { id: 'newOwner', name: '李四' },
            },
          ],
    ),
    household: [{ id: 'wife', name: '许秀' }],
    destination: { regionCode: '222402002001', name: '乙村' },
    seenAfter: 0,
    rules: {
      dischargeVisitDays: 1,
      bereavedVisitDays: 1,
      returnVisitDays: 7,
      absentDays: 60,
      deathReportDays: 7,
      reportDays: 30,
    },
    newId,
  }
}

interface Happening {
  kind: LifeEventKind
  day: number
}

const dayOf = (day: number) => addDays('2026-11-01', day)
let ids = 0
const newId = () => `new${ids++}`

function eventOf({ kind, day }: Happening): LifeEventInput {
  const details = LifeEventDetails.parse({
    place: '别处',
    toRegionCode: kind === 'movedToOtherCounty' ? '222403000000' : '222402002001',
  })
  return {
    countyCode: '222402',
    id: newId(),
    elderId,
    kind,
    happenedOn: dayOf(day),
    reason: '村委会核实',
    details,
    reportId: null,
  }
}

/** Records an event as the server does; null where it is refused. */
function record(rows: Rows, happening: Happening, today = '2026-11-30') {
  const event = eventOf(happening)
  const facts = factsFrom(rows, event.happenedOn, today, newId)
  try {
    checkEvent(event, facts)
  } catch (error) {
    if (error instanceof Refused) return null
    throw error
  }
  const changes = changesOf(consequencesOf(event, facts))
  return { changes, rows: applied(rows, changes) }
}

const lived = (happenings: readonly Happening[], today?: string) =>
  happenings.reduce((rows, one) => record(rows, one, today)?.rows ?? rows, start)

/** What stands, without the ids that were made on the way. */
function content(rows: Rows): string[] {
  return [...rows]
    .map(([key, row]) => {
      const { eventId: _, ...rest } = row
      return `${key.replace(/ new\d+$/, '')} ${JSON.stringify(rest)}`
    })
    .sort()
}

const happening = fc.record({
  kind: fc.constantFrom(...lifeEventKinds.keys),
  day: fc.integer({ min: 0, max: 25 }),
})
const life = fc.array(happening, { maxLength: 8 })

describe('whatever happens', () => {
  test('an event and its undoing leave everything as it was', () => {
    fc.assert(
      fc.property(life, happening, (before, one) => {
        const rows = lived(before)
        const done = record(rows, one)
        if (done === null) return
        const back = reverted(done.rows, done.changes)
        expect(back.kept).toEqual([])
        expect(content(back.rows)).toEqual(content(rows))
      }),
      { numRuns: 1000 },
    )
  })

  test('undoing keeps what was changed since, and names exactly that', () => {
    fc.assert(
      fc.property(happening, life, (one, since) => {
        const done = record(start, one)
        if (done === null) return
        const later = since.reduce((rows, next) => record(rows, next)?.rows ?? rows, done.rows)
        const { rows, kept } = reverted(later, done.changes)
        for (const change of kept) expect(rows.get(rowKey(change))).toEqual(later.get(rowKey(change)))
        for (const change of done.changes.filter(each => !kept.includes(each)))
          expect(rows.get(rowKey(change)) ?? null).toEqual(change.before)
      }),
      { numRuns: 1000 },
    )
  })

  test('death is final: nothing is recorded after it, nothing stays open', () => {
    fc.assert(
      fc.property(life, fc.integer({ min: 0, max: 25 }), life, (before, day, since) => {
        const rows = lived(before)
        const dead = record(rows, { kind: 'died', day })
        if (dead === null) return
        for (const next of since) expect(record(dead.rows, next)).toBeNull()
        const open = content(dead.rows).filter(line => /"validTo":null|"stage":"(?!closed)/.test(line))
        expect(open).toEqual([])
      }),
      { numRuns: 500 },
    )
  })

  test('recorded late it does what it would have done in time', () => {
    const inAnyWay = lifeEventKinds.keys.filter(kind => kind !== 'movedWithinCounty')
    fc.assert(
      fc.property(fc.constantFrom(...inAnyWay), fc.integer({ min: 0, max: 20 }), (kind, day) => {
        const inTime = lived([{ kind, day }], dayOf(day))
        expect(content(lived([{ kind, day }], '2026-12-31'))).toEqual(content(inTime))
      }),
    )
  })

  test('stays recorded in any order leave the same days', () => {
    const days = fc.uniqueArray(fc.integer({ min: 0, max: 25 }), { minLength: 3, maxLength: 3 })
    const kinds = ['hospitalised', 'enteredInstitution', 'awayForLong'] as const
    const order = fc.shuffledSubarray([0, 1, 2], { minLength: 3, maxLength: 3 })
    fc.assert(
      fc.property(days, order, (on, places) => {
        const all = kinds.map((kind, index) => ({ kind, day: on[index] ?? 0 }))
        const shuffled = places.map(place => all[place] as Happening)
        const inTime = [...all].sort((one, other) => one.day - other.day)
        expect(content(lived(shuffled))).toEqual(content(lived(inTime)))
      }),
      { numRuns: 500 },
    )
  })
})

test('every kind says at least what becomes of the visits, and nothing moves in silence', () => {
  for (const kind of lifeEventKinds.keys) {
    expect(cascade[kind].visits?.length).toBeGreaterThan(0)
    const event = eventOf({ kind, day: 3 })
    for (const { says } of consequencesOf(event, factsFrom(start, event.happenedOn, '2026-11-30', newId)))
      expect(says).toMatch(/[一-龥]/)
  }
})

test('living in an institution ends living alone; being tekun goes on', () => {
  const rows = lived([{ kind: 'enteredInstitution', day: 4 }])
  expect(rows.get('membership alone')).toEqual({ validTo: '2026-11-05' })
  expect(rows.get('membership tekun')).toEqual({ validTo: null })
})

test('a death is late after a week, other changes after a month', () => {
  const late = (kind: LifeEventKind, today: string) =>
    isLate({ kind, happenedOn: '2026-11-01' }, factsFrom(start, '2026-11-01', today, newId))
  expect(late('died', '2026-11-08')).toBe(false)
  expect(late('died', '2026-11-09')).toBe(true)
  expect(late('hospitalised', '2026-11-30')).toBe(false)
})
