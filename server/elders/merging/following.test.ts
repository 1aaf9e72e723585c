// Every reader follows: what was written under a merged record is the person's, and nobody is counted twice.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { answersWith, sampleVisit } from '../../../domain/visits/sample.ts'
import type { VisitInput } from '../../../domain/visits/visit.ts'
import {
  assignElders,
  makeElders,
  otherVillage,
  type SampleElder,
  village,
} from '../../../tools/sample-elders.ts'
import { type Caller, openTestSystem, type TestSystem } from '../../../tools/test-system.ts'
import {
  catchUpIndicators,
  recountIndicators,
  refreshIndicators,
  verifyIndicators,
} from '../../indicators/indicators.ts'

let world: TestSystem
let county: Caller
let visitor: Caller
let survivor: SampleElder
let merged: SampleElder
const countyCode = '222402'
const month = '2026-11'

beforeAll(async () => {
  world = await openTestSystem()
  county = await world.signedInAs('countyOfficer', '222402000000', '张主任')
  visitor = await world.signedInAs('visitor', '222402001000', '李探访')
  await catchUpIndicators(world.system)
})
afterAll(() => world.close())
beforeEach(async () => {
  ;[survivor] = (await makeElders(world, village, 1)) as [SampleElder]
  ;[merged] = (await makeElders(world, otherVillage, 1)) as [SampleElder]
})

const visit = (elder: SampleElder, changes: Partial<VisitInput> = {}) =>
  visitor.call('visit.record', { ...sampleVisit, id: world.newId(), elderId: elder.id, ...changes })

async function merge(one = survivor, other = merged): Promise<string> {
  const mergeId = world.newId()
  await county.call('elder.merge', {
    countyCode,
    mergeId,
    survivorId: one.id,
    mergedId: other.id,
    survivorVersion: 1,
    mergedVersion: 1,
    reason: '同一人',
  })
  return mergeId
}

async function figure(regionCode: string, indicator: string): Promise<number> {
  await refreshIndicators(world.system)
  const row = await world.db
    .selectFrom('indicatorValues')
    .select('value')
    .where('regionCode', '=', regionCode)
    .where('month', '=', month)
    .where('indicator', '=', indicator as never)
    .executeTakeFirst()
  return row?.value ?? 0
}

const visitsOf = async (elder: SampleElder) => {
  const { rows } = await county.call('visit.list', { countyCode, elderId: elder.id })
  return rows.length
}

describe('what was written under a merged record', () => {
  it('is the person’s: visits, last visit, the figures of both villages, and back again', async () => {
    await recountIndicators(world.system, [month])
    const people = [await figure(village, 'eldersOnRecord'), await figure(otherVillage, 'eldersOnRecord')]
    const visited = await figure(village, 'rateNumerator')
    await visit(merged)
    const mergeId = await merge()
    expect(await visitsOf(survivor)).toBe(1)
    expect((await county.call('elder.get', { countyCode, id: survivor.id })).lastVisitedOn).toBe('2026-11-23')
    expect(await figure(village, 'eldersOnRecord')).toBe(people[0])
    expect(await figure(otherVillage, 'eldersOnRecord')).toBe(people[1]! - 1)
    expect(await figure(village, 'rateNumerator')).toBe(visited + 1)
    expect(await verifyIndicators(world.system)).toEqual([])
    await county.call('elder.unmerge', { countyCode, mergeId, reason: '是两个人' })
    expect(await visitsOf(survivor)).toBe(0)
    expect(await visitsOf(merged)).toBe(1)
    expect(await figure(otherVillage, 'eldersOnRecord')).toBe(people[1])
    expect(await figure(village, 'rateNumerator')).toBe(visited)
    expect(await verifyIndicators(world.system)).toEqual([])
  })

  it('may still arrive from a phone that carried the record, and counts where the person lives', async () => {
    await merge()
    const before = await figure(village, 'visitsRecorded')
    await visit(merged, { startedAt: '2026-11-23T01:00:00Z', endedAt: '2026-11-23T01:12:00Z' })
    expect(await figure(village, 'visitsRecorded')).toBe(before + 1)
    expect(await visitsOf(survivor)).toBe(1)
    expect(await verifyIndicators(world.system)).toEqual([])
  })

  it('keeps one case for one trouble of one person', async () => {
    const first = await visit(survivor, { answers: answersWith({ S3: 'danger' }) })
    expect(first.aidCaseIds).toHaveLength(1)
    await merge()
    const again = await visit(merged, {
      answers: answersWith({ S3: 'danger' }),
      startedAt: '2026-11-23T01:20:00Z',
      endedAt: '2026-11-23T01:30:00Z',
    })
    expect(again.aidCaseIds).toEqual([])
    const { rows } = await county.call('aidCase.list', {
      regionCode: '222402000000',
      elderId: survivor.id,
      mine: false,
    })
    expect(rows).toHaveLength(1)
    const told = await county.call('aidCase.get', { countyCode, id: rows[0]!.id })
    expect(told.acts.some(act => act.kind === 'rechecked')).toBe(true)
  })

  it('shows a case of the merged record under the person’s name', async () => {
    await county.call('aidCase.open', {
      countyCode,
      id: world.newId(),
      elderId: merged.id,
      level: 'p2',
      trouble: '屋顶漏雨',
    })
    await merge()
    const { rows } = await county.call('aidCase.list', {
      regionCode: '222402000000',
      elderId: survivor.id,
      mine: false,
    })
    expect(rows.map(row => [row.trouble, row.elderId])).toEqual([['屋顶漏雨', survivor.id]])
  })

  it('goes to the visitor’s phone once, with the visits of both', async () => {
    await assignElders(world, visitor.actor.accountId, [survivor, merged])
    await visit(merged)
    await merge()
    const deviceId = world.newId()
    const mine = world.as({ ...visitor.actor, deviceId })
    await world.db
      .insertInto('devices')
      .values({
        id: deviceId,
        accountId: visitor.actor.accountId,
        name: '测试手机',
        appVersion: '1',
        registeredAt: world.clock.now().toISOString(),
        lastSeenAt: world.clock.now().toISOString(),
        lostAt: null,
        lostReportedBy: null,
        lostReason: null,
        wipedAt: null,
      })
      .execute()
    const bundle = await mine.call('sync.pull', { deviceId, appVersion: '1', fingerprint: null, parts: {} })
    const carried = bundle.parts.filter(({ elder }) => [survivor.id, merged.id].includes(elder.id))
    expect(carried.map(({ elder }) => [elder.id, elder.visitedOn])).toEqual([[survivor.id, ['2026-11-23']]])
  })

  it('is found in lists of the person’s groups, once', async () => {
    await merge()
    for (const regionCode of [village, '222402000000']) {
      const { rows } = await county.call('elder.list', { regionCode, group: 'livesAlone', limit: 500 })
      expect(rows.filter(row => row.id === survivor.id)).toHaveLength(1)
      expect(rows.filter(row => row.id === merged.id)).toHaveLength(0)
    }
    const left = await county.call('elder.list', { regionCode: otherVillage, ended: true, limit: 500 })
    expect(left.rows.map(row => row.id)).not.toContain(merged.id)
  })

  it('cannot be changed under the record that went', async () => {
    await merge()
    await expect(
      county.call('elder.update', { countyCode, id: merged.id, version: 2, elder: { note: '新' } }),
    ).rejects.toMatchObject({ details: { mergedInto: survivor.id } })
  })
})
