// The siting desk on real villages: two million yuan for three prefectures, pinned, compared, called off and adopted.
import { json } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Output, Sent } from '../../domain/api.ts'
import { type Caller, openTestSystem, type TestSystem } from '../../tools/test-system.ts'
import { reckonCoverage } from '../coverage/coverage.ts'
import { solveWaiting } from './siting.ts'

const prefectures = ['222400000000', '220500000000', '220600000000']
let world: TestSystem
let province: Caller

const question = (more: Partial<Sent<'siting.ask'>['question']> = {}): Sent<'siting.ask'>['question'] => ({
  ...{ name: '延边通化白山老年食堂', regionCodes: prefectures, kind: 'canteen', objective: 'covering' },
  ...{ budgetFen: 200_000_000, mostSites: null, reach: 'mealCarried', weight: 'byCensus' },
  ...{ hosts: ['elderCourtyard', 'practiceStation', 'committeeRooms'], seconds: 3, seed: 7 },
  ...more,
})

async function solved(caller: Caller, asked = question(), basedOn: string | null = null) {
  const key = await caller.call('siting.ask', { id: world.newId(), question: asked, basedOn })
  await solveWaiting(world.system)
  return { key, ...(await caller.call('siting.get', key)) }
}

const cost = (picks: Output<'siting.get'>['picks']) => picks.reduce((sum, pick) => sum + pick.costFen, 0)

beforeAll(async () => {
  world = await openTestSystem()
  province = await world.signedInAs('provinceOfficer', '220000000000')
  await reckonCoverage(world.system)
})
afterAll(() => world.close())

let first: Awaited<ReturnType<typeof solved>>

describe('two million yuan of canteens for Yanbian, Tonghua and Baishan', () => {
  it('is spent within the three prefectures, and says whom it serves and how good it is', async () => {
    const offered = await province.call('siting.offer', { regionCodes: prefectures })
    expect(offered.census).toBeGreaterThan(100_000)
    first = await solved(province)
    const { plan, summary, picks } = first
    expect(plan.state).toBe('planReady')
    expect(picks.length).toBeGreaterThan(20)
    expect(cost(picks)).toBeLessThanOrEqual(200_000_000)
    expect(new Set(picks.map(pick => pick.regionCode.slice(0, 4)))).toEqual(new Set(['2224', '2205', '2206']))
    expect(summary?.servedNow).toBe(plan.served)
    expect(summary?.says.length).toBeGreaterThan(1)
    expect(summary?.people).toBeCloseTo(offered.census, -3)
    expect(picks.every(pick => pick.winter !== null && pick.villages.length > 0)).toBe(true)
    // Every number is the sum of what stands behind it.
    expect(Math.abs(picks.reduce((sum, pick) => sum + pick.people, 0) - plan.served)).toBeLessThan(
      picks.length,
    )
    const map = await province.call('siting.map', first.key)
    const byPlan = map.villages.filter(village => village.standing === 'servedByPlan')
    expect(new Set(byPlan.map(village => village.code)).size).toBe(
      new Set(picks.flatMap(pick => pick.villages.map(village => village.code))).size,
    )
  })

  it('keeps a pinned village and leaves out a forbidden one when it is solved again', async () => {
    const dropped = first.picks[0]!
    const { rows } = await province.call('siting.spots', { ...first.key, text: '村部' })
    const pinned = rows.find(spot => !spot.isChosen)!
    const again = await solved(
      province,
      question({ name: '固定一个村', must: [pinned.id], never: [dropped.id] }),
      first.key.id,
    )
    const ids = again.picks.map(pick => pick.id)
    expect(ids).toContain(pinned.id)
    expect(ids).not.toContain(dropped.id)
    expect(again.picks.find(pick => pick.id === pinned.id)?.isPinned).toBe(true)
    expect(again.pinned.map(spot => spot.id)).toEqual([pinned.id])
    expect(again.plan.basedOn).toBe(first.key.id)
    const two = await province.call('siting.compare', { one: first.key, other: again.key })
    expect(two.other.onlyHere.map(spot => spot.id)).toContain(pinned.id)
    expect(two.one.onlyHere.map(spot => spot.id)).toContain(dropped.id)
    expect(two.both.length + two.one.onlyHere.length).toBe(first.picks.length)
  })

  it('gives the border its share of the money', async () => {
    const { summary } = await solved(province, question({ name: '边境七成', borderPercent: 70 }))
    expect(summary!.borderCostFen / summary!.costFen).toBeGreaterThanOrEqual(0.7 - 1e-9)
  })

  it('leaves as a sheet, and as a file that anybody can solve again', async () => {
    const sheet = await province.fetch('siting.export', first.key)
    expect(sheet.fileName).toMatch(/^布点规划-/)
    sheet.stream.destroy()
    const file = await province.fetch('siting.file', first.key)
    expect(await json(file.stream)).toMatchObject({
      objective: 'covering',
      budget: 2_000_000,
      radius: 3,
    })
  })
})

describe('a question', () => {
  it('that nothing can fulfil comes back with a sentence', async () => {
    const { plan } = await solved(
      province,
      question({ name: '钱不够', budgetFen: 100, must: [first.picks[0]!.id] }),
    )
    expect(plan.state).toBe('planImpossible')
    expect(plan.says).toContain('没有可行的方案')
  })

  it('is refused at once where it contradicts itself', async () => {
    const id = first.picks[0]!.id
    await expect(solved(province, question({ must: [id], never: [id] }))).rejects.toThrow('同一个地方')
  })

  it('can be called off, once', async () => {
    const key = await province.call('siting.ask', { id: world.newId(), question: question() })
    await province.call('siting.callOff', key)
    await solveWaiting(world.system)
    expect((await province.call('siting.get', key)).plan.state).toBe('planCalledOff')
    await expect(province.call('siting.callOff', key)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('of a county is its own, and does not reach beyond it', async () => {
    const county = await world.signedInAs('countyOfficer', '222402000000')
    const own = question({ name: '图们', regionCodes: ['222402000000'], budgetFen: 20_000_000 })
    const { key, picks } = await solved(county, own)
    expect(picks.every(pick => pick.regionCode.startsWith('222402'))).toBe(true)
    const stranger = await world.signedInAs('countyOfficer', '220182000000')
    await expect(stranger.call('siting.get', key)).rejects.toMatchObject({ code: 'not_found' })
    await expect(county.call('siting.get', first.key)).rejects.toMatchObject({ code: 'not_found' })
    await expect(solved(county)).rejects.toMatchObject({ code: 'not_found' })
    const seen = await province.call('siting.list', { regionCode: '220000000000' })
    expect(seen.rows.map(row => row.name)).toContain('图们')
  })
})
