// The table of stages walked by hand and at random.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type AidCaseActKind, aidCaseLevels, aidCaseStages } from './aid-case.ts'
import {
  type AidCaseActor,
  type AidCaseFacts,
  type AidCaseMove,
  actsOf,
  isEnded,
  moves,
  stageAfter,
  stageOf,
  whyNot,
} from './stages.ts'

const township: AidCaseActor = { accountId: 'township', role: 'townshipOfficer', regionCode: '222402001000' }
const county: AidCaseActor = { accountId: 'county', role: 'countyOfficer', regionCode: '222402000000' }
const village: AidCaseActor = { accountId: 'village', role: 'villageOfficer', regionCode: '222402001003' }
const neighbour: AidCaseActor = { accountId: 'other', role: 'villageOfficer', regionCode: '222402001003' }
const elsewhere: AidCaseActor = { accountId: 'far', role: 'townshipOfficer', regionCode: '222402002000' }
const grave: AidCaseFacts = {
  level: 'p1',
  stage: 'open',
  regionCode: '222402001003',
  ownerId: 'village',
  ownerName: '测试人员',
  openedBy: 'visitor',
  resolvedBy: null,
}

describe('the way of a case', () => {
  test('opened, acknowledged, on site, resolved, verified, closed', () => {
    expect(stageOf(['opened', 'acknowledged', 'onSite', 'noted', 'resolved', 'verified', 'closed'])).toBe(
      'closed',
    )
  })

  test('a note is not an answer: the case stays open', () => {
    expect(stageOf(['opened', 'noted', 'noted'])).toBe('open')
  })

  test('nothing is closed that nobody solved', () => {
    expect(stageOf(['opened', 'acknowledged', 'verified'])).toBeNull()
    expect(stageOf(['opened', 'closed'])).toBeNull()
    expect(stageOf(['acknowledged'])).toBeNull()
  })

  test('reopened leads back to work', () => {
    expect(stageOf(['opened', 'acknowledged', 'resolved', 'verified', 'closed', 'reopened'])).toBe(
      'inProgress',
    )
  })

  test('a case that ended with its elder stands where it stood when that was a mistake', () => {
    expect(stageOf(['opened', 'acknowledged', 'elderLeft'])).toBe('closed')
    expect(stageOf(['opened', 'acknowledged', 'elderLeft', 'resumed'])).toBe('acknowledged')
    expect(stageOf(['opened', 'acknowledged', 'resolved', 'closed', 'resumed'])).toBeNull()
  })

  test('closing is written as verified and closed', () => {
    expect(actsOf('closed', 'resolved')).toEqual(['verified', 'closed'])
    expect(actsOf('closed', 'verified')).toEqual(['closed'])
    expect(actsOf('noted', 'open')).toEqual(['noted'])
  })
})

describe('who may', () => {
  test('the owner works it; another village officer may arrive and note, not answer for it', () => {
    expect(whyNot('acknowledged', grave, village)).toBeNull()
    expect(whyNot('onSite', grave, neighbour)).toBeNull()
    expect(whyNot('noted', grave, neighbour)).toBeNull()
    expect(whyNot('acknowledged', grave, neighbour)).toContain('测试人员')
  })

  test('an officer of the same township may, one of another may not', () => {
    expect(whyNot('acknowledged', grave, township)).toBeNull()
    expect(whyNot('acknowledged', grave, county)).toBeNull()
    expect(whyNot('acknowledged', grave, elsewhere)).toContain('辖区')
  })

  test('a grave case needs a second person to close; a hardship does not', () => {
    const solved = { ...grave, stage: 'resolved' as const, resolvedBy: 'township' }
    expect(whyNot('closed', solved, township)).toContain('第二个人')
    expect(whyNot('closed', solved, county)).toBeNull()
    expect(whyNot('closed', { ...solved, level: 'p2' }, township)).toBeNull()
  })

  test('who opened a grave case cannot throw it out', () => {
    expect(whyNot('rejected', { ...grave, openedBy: 'township' }, township)).toContain('第二个人')
    expect(whyNot('rejected', grave, township)).toBeNull()
  })

  test('a refused move says where the case stands', () => {
    expect(whyNot('closed', grave, county)).toContain('待响应')
    expect(whyNot('reopened', grave, county)).toContain('不需要')
  })
})

const asked: AidCaseMove[] = [
  'acknowledged',
  'noted',
  'onSite',
  'handedOver',
  'resolved',
  'verified',
  'closed',
  'rejected',
  'reopened',
  'joined',
  'unmerged',
]

test('whatever people try, the acts always fold to the stage and no grave case is closed by its solver', () => {
  const tries = fc.array(
    fc.record({
      move: fc.constantFrom(...asked),
      actor: fc.constantFrom(village, neighbour, township, county),
    }),
    { maxLength: 40 },
  )
  fc.assert(
    fc.property(fc.constantFrom(...aidCaseLevels.keys), tries, (level, attempts) => {
      const kinds: AidCaseActKind[] = ['opened']
      const facts = { ...grave, level }
      for (const { move, actor } of attempts) {
        const no = whyNot(move, facts, actor)
        if (no !== null) {
          expect(no).toMatch(/[一-龥].*[。）]$/)
          continue
        }
        if (move === 'closed' && (level === 'p0' || level === 'p1'))
          expect(facts.resolvedBy).not.toBe(actor.accountId)
        if (move === 'closed') expect(facts.resolvedBy).not.toBeNull()
        for (const kind of actsOf(move, facts.stage)) {
          kinds.push(kind)
          facts.stage = kind === 'unmerged' ? (stageOf(kinds) ?? 'joined') : stageAfter(facts.stage, kind)
        }
        if (move === 'resolved') facts.resolvedBy = actor.accountId
      }
      expect(stageOf(kinds)).toBe(facts.stage)
    }),
    { numRuns: 500 },
  )
})

test('from every stage that is not the end somebody can go on, and an end can be reopened', () => {
  for (const stage of aidCaseStages.keys) {
    const possible = asked.filter(move => moves[actsOf(move, stage)[0] ?? move].from.includes(stage))
    expect(possible.length).toBeGreaterThan(0)
    if (isEnded(stage)) expect(possible).toEqual([stage === 'joined' ? 'unmerged' : 'reopened'])
  }
})
