// Whom nobody found and why, who was met but not at home, and whose children were long not heard of.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { sampleVisit } from '../../domain/visits/sample.ts'
import type { VisitInput } from '../../domain/visits/visit.ts'
import { assignElders, makeElders, type SampleElder, township, village } from '../../tools/sample-elders.ts'
import { type Caller, openTestSystem, type TestSystem } from '../../tools/test-system.ts'
import { scoreArrivals } from '../visit-truth/visit-truth.ts'
import { refreshIndicators, verifyIndicators } from './indicators.ts'

const month = '2026-11'
let world: TestSystem
let officer: Caller
let visitor: Caller
let elders: SampleElder[]

beforeAll(async () => {
  world = await openTestSystem()
  officer = await world.signedInAs('townshipOfficer', township)
  visitor = await world.signedInAs('visitor', village)
  elders = await makeElders(world, village, 5)
  await assignElders(world, visitor.actor.accountId, elders)
})
afterAll(() => world.close())

const visit = (elder: number, day: number, more: Partial<VisitInput> = {}) =>
  visitor.call('visit.record', {
    ...sampleVisit,
    ...{ id: world.newId(), elderId: elders[elder]!.id },
    startedAt: `2026-11-${day}T01:00:00Z`,
    endedAt: `2026-11-${day}T01:12:00Z`,
    ...more,
  })
const missed = (notReachedReason: VisitInput['notReachedReason']): Partial<VisitInput> => ({
  ...{ result: 'notReached', notReachedReason },
})

async function figures() {
  await refreshIndicators(world.system)
  return (await officer.call('board.read', { regionCode: village, month })).values
}

async function listOf(
  indicator: 'eldersMissed' | 'missedHospital' | 'eldersMetNotAtHome' | 'eldersWithoutChildren',
) {
  const list = await officer.call('board.records', { regionCode: township, month, indicator })
  expect(list.total).toBe(list.rows.length)
  return list.rows.map(row => elders.findIndex(elder => elder.id === row.id)).sort()
}

it('are counted and listed by the same words', async () => {
  await visit(0, 10)
  await visit(1, 11, missed('notHome'))
  await visit(1, 12, missed('hospital'))
  await visit(2, 13, missed('notHome'))
  await visit(2, 14)
  await visit(3, 15, { method: 'phone', place: null })
  expect(await figures()).toMatchObject({
    ...{ visitsRecorded: 6, visitsMet: 3, visitsAtHome: 2, visitsNotReached: 3 },
    ...{ eldersMissed: 1, eldersMissedAgain: 1, eldersMetNotAtHome: 1 },
    ...{ missedNotHome: 2, missedHospital: 1 },
  })
  expect(await listOf('eldersMissed')).toEqual([1])
  expect(await listOf('missedHospital')).toEqual([1])
  expect(await listOf('eldersMetNotAtHome')).toEqual([3])
  expect(await verifyIndicators(world.system)).toEqual([])
})

it('follow a child that was heard of, the moment somebody writes it down', async () => {
  const record = (elder: number, lastContactOn: string | null, name: string) =>
    officer.call('kin.record', {
      ...{ countyCode: '222402', id: world.newId(), elderId: elders[elder]!.id },
      kin: { name, kinship: 'son', lastContactOn },
    })
  await record(0, '2026-09-01', '王大')
  await record(1, '2026-09-01', '王二')
  await record(2, null, '王三')
  await figures()
  expect(await listOf('eldersWithoutChildren')).toEqual([0, 1])
  await record(1, '2026-11-20', '王四')
  expect((await figures()).eldersWithoutChildren).toBe(1)
  expect(await listOf('eldersWithoutChildren')).toEqual([0])
  expect(await verifyIndicators(world.system)).toEqual([])
})

it('say what a visitor carries, in the county as in the province', async () => {
  await scoreArrivals(world.system)
  const load = { visitors: 1, eldersCarried: 5, activeVisitors: 1, visits: 6 }
  expect(await officer.call('board.load', { regionCode: township, month })).toMatchObject(load)
  const province = await world.signedInAs('provinceOfficer', '220000000000')
  expect(await province.call('board.load', { regionCode: '220000000000', month })).toMatchObject(load)
})
