// When a canteen's month may be closed, and what a whole area's closing makes of each canteen.
import { describe, expect, it } from 'vitest'
import { closingHintsOf, closingProblem, closingStanding, outcomeFor } from './closing.ts'

const ready = { lastClosed: '2026-09', turn: '2026-10', hasRule: true }

describe('closing a month', () => {
  it('goes in turn, once, with a price, and only where something happened', () => {
    expect(closingStanding('2026-10', ready)).toBe('readyToClose')
    expect(closingStanding('2026-09', ready)).toBe('monthClosed')
    expect(closingStanding('2026-11', ready)).toBe('earlierFirst')
    expect(closingStanding('2026-10', { ...ready, hasRule: false })).toBe('noPriceRule')
    expect(closingStanding('2026-10', { lastClosed: null, turn: null, hasRule: true })).toBe('noBookYet')
    expect(closingStanding('2026-10', { lastClosed: null, turn: '2026-11', hasRule: true })).toBe('noBookYet')
  })

  it('says what to do instead', () => {
    expect(closingProblem('2026-10', ready)).toBeNull()
    expect(closingProblem('2026-11', ready)?.message).toContain('应先结 2026-10 月')
    expect(closingProblem('2026-09', ready)?.code).toBe('conflict')
    expect(closingProblem('2026-10', { ...ready, hasRule: false })?.message).toContain('启用规则')
  })
})

describe('a whole area', () => {
  it('closes what is ready, and leaves what is worth a look only where that was asked', () => {
    expect(outcomeFor('readyToClose', [], true)).toBe('closedNow')
    expect(outcomeFor('readyToClose', ['noMealsTold'], true)).toBe('leftOpen')
    expect(outcomeFor('readyToClose', ['noMealsTold'], false)).toBe('closedNow')
    expect(outcomeFor('monthClosed', ['incidentOpen'], true)).toBe('closedBefore')
  })

  it('points at open kitchens without a meal, at purchases in no book and at an open incident', () => {
    const quiet = { isRunning: true, meals: 0, purchases: 0, hasIncident: false }
    expect(closingHintsOf(quiet)).toEqual(['noMealsTold'])
    expect(closingHintsOf({ ...quiet, isRunning: false })).toEqual([])
    expect(closingHintsOf({ ...quiet, meals: 3, purchases: 1, hasIncident: true })).toEqual([
      'purchasesUnbooked',
      'incidentOpen',
    ])
  })
})
