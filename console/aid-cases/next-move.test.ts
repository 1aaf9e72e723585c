// The one main button of a case page.
import { expect, test } from 'vitest'
import { aidCaseStages } from '../../domain/aid-cases/aid-case.ts'
import { moves, whyNot } from '../../domain/aid-cases/stages.ts'
import { factsOf, mainMoveAt } from './next-move.ts'

test('the main button of every stage is one the rules allow there', () => {
  for (const stage of aidCaseStages.keys.filter(key => key !== 'verified')) {
    const move = mainMoveAt(stage)
    expect(moves[move === 'closed' ? 'verified' : move].from, stage).toContain(stage)
  }
})

const act = (kind: 'opened' | 'resolved', byAccountId: string) => ({
  id: `${kind}.${byAccountId}`,
  kind,
  note: null,
  byName: null,
  byAccountId,
  toName: null,
  doneAt: '2026-11-23T01:00:00Z',
})

test('whoever last reported a grave case solved finds the closing button closed, a colleague finds it open', () => {
  const aidCase = {
    level: 'p0' as const,
    stage: 'resolved' as const,
    regionCode: '222402101001',
    ownerId: 'one',
    ownerName: '甲',
    acts: [act('opened', 'visitor'), act('resolved', 'other'), act('resolved', 'one')],
  }
  const officer = (accountId: string) => ({
    accountId,
    role: 'townshipOfficer' as const,
    regionCode: '222402101000',
  })
  expect(whyNot('closed', factsOf(aidCase), officer('one'))).toContain('第二个人')
  expect(whyNot('closed', factsOf(aidCase), officer('other'))).toBeNull()
})
