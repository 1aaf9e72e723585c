// Silence on a real database: a worry opens a case, whatever sign comes ends it and says what it was.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sampleVisit } from '../../domain/visits/sample.ts'
import { makeElders, type SampleElder, township, village } from '../../tools/sample-elders.ts'
import { type Caller, openTestSystem, type TestSystem } from '../../tools/test-system.ts'
import { workOfClock } from '../aid-cases/aid-cases.ts'
import { sweepStandings } from '../risk/risk.ts'
import { type LifeSign, noteSigns, sweepSilence } from './silence.ts'

const countyCode = '222402'
const start = '2026-11-23T02:00:00Z'
let world: TestSystem
let officer: Caller
let visitor: Caller
let elder: SampleElder

beforeAll(async () => {
  world = await openTestSystem()
  officer = await world.signedInAs('townshipOfficer', township, '测试民政')
  visitor = await world.signedInAs('visitor', village, '测试探访员')
})
afterAll(() => world.close())
beforeEach(async () => {
  world.clock.set(start)
  // Over eighty and living alone: red. Registered yesterday, so that the days begin there.
  ;[elder] = (await makeElders(world, village, 1, { bornOn: '1940-01-01', registeredOn: '2026-11-22' })) as [
    SampleElder,
  ]
  await sweepStandings(world.system, true)
})

const on = (day: string, time = '02:00:00') => world.clock.set(`2026-${day}T${time}Z`)
const list = async (ended = false) =>
  (await officer.call('silence.list', { regionCode: township, ended })).rows.filter(
    row => row.elderId === elder.id,
  )
const caseOf = async () => {
  const { rows } = await officer.call('aidCase.list', {
    regionCode: township,
    elderId: elder.id,
    ended: true,
  })
  const open = await officer.call('aidCase.list', { regionCode: township, elderId: elder.id })
  return [...open.rows, ...rows]
}
const note = (sign: Partial<LifeSign> & { at: string }) =>
  world.db
    .transaction()
    .execute(tx =>
      noteSigns(workOfClock(world.system, tx), [
        { countyCode, elderId: elder.id, kind: 'doorMoved', ...sign },
      ]),
    )

async function worry(): Promise<string> {
  await sweepSilence(world.system)
  on('12-03')
  await sweepSilence(world.system)
  const [row] = await list()
  return row?.caseId ?? ''
}

describe('nothing heard for ten days', () => {
  test('is one case, however often it is swept', async () => {
    await sweepSilence(world.system)
    expect(await list()).toEqual([])
    on('12-01', '15:00:00')
    await sweepSilence(world.system)
    expect(await list()).toEqual([])
    on('12-01', '16:30:00')
    await sweepSilence(world.system)
    await sweepSilence(world.system)
    const rows = await list()
    expect(rows).toMatchObject([{ risk: 'red', days: 10, lastKind: 'onList' }])
    const cases = await caseOf()
    expect(cases).toMatchObject([{ id: rows[0]?.caseId, source: 'silence', level: 'p1', stage: 'open' }])
    expect(cases[0]?.trouble).toContain('10天没有生活迹象')
  })

  test('ends by a door that opened, and the case says so', async () => {
    const id = await worry()
    await note({ at: '2026-12-03T00:12:00Z' })
    expect(await list()).toEqual([])
    expect(await list(true)).toMatchObject([{ endedBy: 'signSeen', endedSignKind: 'doorMoved' }])
    const aidCase = await officer.call('aidCase.get', { countyCode, id })
    expect(aidCase.stage).toBe('closed')
    expect(aidCase.acts.at(-1)?.note).toBe('12月3日 08:12 门磁有动静')
  })

  test('ends by a visitor who met her', async () => {
    const id = await worry()
    await visitor.call('visit.record', {
      ...sampleVisit,
      ...{ id: world.newId(), elderId: elder.id },
      ...{ startedAt: '2026-12-03T01:00:00Z', endedAt: '2026-12-03T01:20:00Z' },
    })
    expect(await list()).toEqual([])
    expect((await officer.call('aidCase.get', { countyCode, id })).acts.at(-1)?.note).toContain(
      '上门见到本人',
    )
  })

  test('does not end by a sign that is itself too old, and the days are counted from it', async () => {
    await worry()
    await note({ at: '2026-11-22T05:00:00Z' })
    expect(await list()).toHaveLength(1)
    await sweepSilence(world.system)
    expect(await list()).toMatchObject([{ endedAt: null }])
    await note({ at: '2026-12-02T05:00:00Z' })
    expect(await list()).toEqual([])
  })

  test('ends when the hospital is written down, and begins anew after it', async () => {
    const id = await worry()
    await world.db
      .insertInto('elderAbsences')
      .values({
        ...{ countyCode, id: world.newId(), regionCode: village, elderId: elder.id, kind: 'hospital' },
        ...{ validFrom: '2026-12-01', validTo: '2026-12-20', reason: '测试', recordedBy: null },
        recordedAt: '2026-12-03T02:00:00Z',
      })
      .execute()
    on('12-03', '02:10:00')
    await sweepSilence(world.system)
    expect(await list(true)).toMatchObject([{ endedBy: 'accountedFor' }])
    expect((await officer.call('aidCase.get', { countyCode, id })).stage).toBe('closed')
    on('12-30')
    await sweepSilence(world.system)
    expect(await list()).toEqual([])
    on('12-31')
    await sweepSilence(world.system)
    expect(await list()).toHaveLength(1)
  })

  test('ends with the case that people closed, and does not come back by the next round', async () => {
    const id = await worry()
    let { version } = await officer.call('aidCase.acknowledge', { countyCode, id, version: 1 })
    await officer.call('aidCase.resolve', { countyCode, id, version, note: '邻居见过，身体好' }).then(one => {
      version = one.version
    })
    const second = await world.signedInAs('countyOfficer', '222402000000', '测试县级')
    await second.call('aidCase.close', { countyCode, id, version, note: '电话核实' })
    on('12-03', '02:10:00')
    await sweepSilence(world.system)
    expect(await list(true)).toMatchObject([{ endedBy: 'askedAfter' }])
    on('12-04')
    await sweepSilence(world.system)
    expect(await list()).toEqual([])
  })
})

test('the days are fewer where a sensor is heard, and not where its battery died', async () => {
  await officer.call('homeDevice.register', {
    ...{
      countyCode,
      id: world.newId(),
      elderId: elder.id,
      kind: 'doorSensor',
      serial: `SN-${elder.id.slice(-8)}`,
    },
    ...{ place: '大门', installedOn: '2026-11-23' },
  })
  const heard = (at: string) =>
    world.db.updateTable('homeDevices').set({ lastHeardAt: at }).where('elderId', '=', elder.id).execute()
  await sweepSilence(world.system)
  on('11-24', '17:00:00')
  await heard('2026-11-23T05:00:00Z')
  await sweepSilence(world.system)
  expect(await list()).toEqual([])
  on('11-25', '17:00:00')
  await heard('2026-11-25T16:30:00Z')
  await sweepSilence(world.system)
  expect(await list()).toMatchObject([{ days: 2 }])
  const signs = await officer.call('silence.ofElder', { countyCode, elderId: elder.id })
  expect(signs).toMatchObject({ lastKind: 'onList', days: 2, absentSince: null })
  expect(signs.alert?.caseId).toBeTruthy()
})

test('signs of a merged record are the person’s', async () => {
  const [other] = (await makeElders(world, village, 1, { inScope: false })) as [SampleElder]
  await world.db
    .updateTable('elders')
    .set({ mergedInto: elder.id, endedOn: '2026-11-23' })
    .where('id', '=', other.id)
    .execute()
  await world.db
    .updateTable('elders')
    .set({ mergedIds: [other.id] })
    .where('id', '=', elder.id)
    .execute()
  await worry()
  await note({ elderId: other.id, at: '2026-12-03T01:00:00Z' })
  expect(await list()).toEqual([])
})
