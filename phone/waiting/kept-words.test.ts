// Every act a phone may keep is called by its own name where it waits.
import { describe, expect, it } from 'vitest'
import { api } from '../../domain/api.ts'
import { ko } from '../messages/ko.ts'
import { zh } from '../messages/zh.ts'
import { titleOf } from './kept-words.ts'

/** They show what was said instead of a name, or no screen of the phone keeps them. */
const shownOtherwise = ['visit.record', 'lifeEvent.report', 'consent.record']
const kept = Object.entries(api).flatMap(([operation, { offline }]) => (offline ? [operation] : []))

describe('the name of a record that waits', () => {
  it('is there for every act a phone may keep, in Chinese and Korean', () => {
    const nameless = kept.filter(operation => titleOf(operation) === null)
    expect(nameless.toSorted()).toEqual(shownOtherwise.toSorted())
    for (const operation of kept) {
      const title = titleOf(operation)
      if (title) expect(`${zh[title]}${ko[title]}`).not.toContain('{')
    }
  })

  it('speaks of the family only where the family was written down', () => {
    const family = kept.filter(operation => titleOf(operation) === 'kin.saved')
    expect(family.toSorted()).toEqual(['kin.change', 'kin.record'])
    expect(zh[titleOf('homeBed.step') ?? 'kin.saved']).toBe('家庭养老床位')
  })
})
