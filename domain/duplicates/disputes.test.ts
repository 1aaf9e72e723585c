// Two counties and one elder: whose turn it is, what an answer means, and where silence leads.
import { describe, expect, it } from 'vitest'
import { Refused } from '../kernel/refusal.ts'
import {
  answered,
  type DisputeFacts,
  decided,
  replied,
  sideOf,
  stageAbove,
  waitingSide,
  withdrawn,
} from './disputes.ts'

const dispute = (changes: Partial<DisputeFacts> = {}): DisputeFacts => ({
  stage: 'awaitingAnswer',
  countyCode: '222402',
  otherCountyCode: '222401',
  stance: null,
  ...changes,
})

describe('a dispute between two counties', () => {
  it('ends at once when the other county gives in', () => {
    expect(answered(dispute(), 'responder', 'opener')).toEqual({ stage: 'concluded', outcome: 'opener' })
  })

  it('waits for the opener when the other county holds on, and goes up when the opener does not agree', () => {
    expect(answered(dispute(), 'responder', 'responder').stage).toBe('awaitingReply')
    const held = dispute({ stage: 'awaitingReply', stance: 'separatePeople' })
    expect(replied(held, 'opener', true)).toEqual({ stage: 'concluded', outcome: 'separatePeople' })
    expect(replied(held, 'opener', false).stage).toBe('atPrefecture')
  })

  it('goes to the prefecture of both, or straight to the province', () => {
    expect(stageAbove(dispute())).toBe('atPrefecture')
    expect(stageAbove(dispute({ stage: 'atPrefecture' }))).toBe('atProvince')
    expect(stageAbove(dispute({ otherCountyCode: '220182' }))).toBe('atProvince')
  })

  it('lets nobody act out of turn', () => {
    expect(() => answered(dispute(), 'opener', 'opener')).toThrow('另一个县')
    expect(() => replied(dispute(), 'opener', true)).toThrow('等对方县答复')
    expect(() => decided(dispute(), 'prefecture', 'opener')).toThrow('还没有轮到上级')
    expect(() => decided(dispute({ stage: 'atProvince' }), 'prefecture', 'opener')).toThrow(Refused)
    expect(decided(dispute({ stage: 'atPrefecture' }), 'province', 'opener').outcome).toBe('opener')
    expect(() => withdrawn(dispute(), 'responder')).toThrow('只有发起的县')
    expect(() => withdrawn(dispute({ stage: 'concluded' }), 'opener')).toThrow('已经结束')
  })

  it('tells the counties and the offices above apart by their posts', () => {
    expect(sideOf(dispute(), 'county', '222402000000')).toBe('opener')
    expect(sideOf(dispute(), 'township', '222402001000')).toBe('opener')
    expect(sideOf(dispute(), 'county', '222401000000')).toBe('responder')
    expect(sideOf(dispute(), 'township', '222401001000')).toBe('onlooker')
    expect(sideOf(dispute(), 'prefecture', '222400000000')).toBe('prefecture')
    expect(waitingSide(dispute())).toBe('responder')
    expect(waitingSide(dispute({ stage: 'concluded' }))).toBeNull()
  })
})
