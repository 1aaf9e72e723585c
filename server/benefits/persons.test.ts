// One person, one payment: benefits through a merge, a death and both their undoings, by the doors people use.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sampleTerms } from '../../domain/benefits/sample.ts'
import { makeElders, type SampleElder, village } from '../../tools/sample-elders.ts'
import { type Caller, openTestSystem, type TestSystem } from '../../tools/test-system.ts'

const countyCode = '222402'
const regionCode = '222402000000'
const month = '2026-11'

let world: TestSystem
let drafter: Caller
let second: Caller

beforeAll(async () => {
  world = await openTestSystem({ now: '2026-11-23T02:00:00Z' })
  drafter = await world.signedInAs('countyOfficer', regionCode, '起草人')
  second = await world.signedInAs('countyOfficer', regionCode, '审核人')
  const rule = { countyCode, id: world.newId() }
  await drafter.call('benefitRule.save', {
    ...{ ...rule, benefitId: world.newId(), revision: 0, kind: 'oldAgeAllowance', title: '高龄津贴' },
    ...{ basis: '测试', fromMonth: '2026-01', toMonth: null, terms: sampleTerms },
  })
  await drafter.call('benefitRule.try', { ...rule, trialId: world.newId(), month })
  await second.call('benefitRule.activate', { ...rule, revision: 1 })
})
afterAll(() => world.close())

const make = async (name: string, bornOn: string) =>
  (await makeElders(world, village, 1, { name, bornOn, registeredOn: '2024-05-01' }))[0] as SampleElder

/** What a list of the month would pay now, by elder. */
async function paidNow(of = month): Promise<Record<string, number>> {
  const run = await drafter.call('benefitRun.compile', { countyCode, id: world.newId(), month: of })
  const { rows } = await drafter.call('benefitRun.lines', { countyCode, id: run.id, limit: 500 })
  return Object.fromEntries(rows.map(row => [row.elderId, row.amountFen]))
}

describe('two records of one person', () => {
  test('are paid once while merged, to the account either of them had, and twice again when taken apart', async () => {
    const [one, other] = [await make('金顺姬', '1940-04-04'), await make('金顺姬', '1940-04-04')]
    await drafter.call('elderBenefit.recordAccount', {
      ...{ countyCode, id: world.newId(), elderId: other.id },
      ...{ bankName: '吉林农信', accountNumber: '6217000000009876' },
    })
    expect(await paidNow()).toMatchObject({ [one.id]: 10_000, [other.id]: 10_000 })
    const merge = { countyCode, mergeId: world.newId() }
    await drafter.call('elder.merge', {
      ...{ ...merge, survivorId: one.id, mergedId: other.id, survivorVersion: 1, mergedVersion: 1 },
      reason: '同一个人登记了两次',
    })
    const merged = await paidNow()
    expect(merged[one.id]).toBe(10_000)
    expect(merged[other.id]).toBeUndefined()
    const both = await Promise.all(
      [one, other].map(({ id: elderId }) => drafter.call('elderBenefit.get', { countyCode, elderId })),
    )
    for (const got of both) expect(got).toMatchObject({ totalFen: 10_000, accountMask: '************9876' })
    await drafter.call('elder.unmerge', { ...merge, reason: '核实是两个人' })
    expect(await paidNow()).toMatchObject({ [one.id]: 10_000, [other.id]: 10_000 })
  })
})

describe('a death registered as a life event', () => {
  test('says what it stops, stops it, lists what was paid; undone, everything is paid as before', async () => {
    const elder = await make('崔玉善', '1938-08-08')
    const before = await paidNow()
    expect(before[elder.id]).toBe(10_000)
    const { rows: runs } = await drafter.call('benefitRun.list', { regionCode })
    const run = { countyCode, id: runs.find(one => one.month === month)?.id ?? '' }
    await second.call('benefitRun.approve', run)
    const event = {
      ...{ countyCode, id: world.newId(), elderId: elder.id, kind: 'died' as const },
      ...{ happenedOn: '2026-10-15', reason: '医院死亡证明' },
    }
    const { consequences } = await drafter.call('lifeEvent.preview', event)
    const said = consequences.map(({ says }) => says).join('')
    expect(said).toContain('《高龄津贴》自2026年11月起停发')
    expect(said).toContain('登记后列为待追回')
    await drafter.call('lifeEvent.record', event)
    const toRecover = () => drafter.call('recovery.list', { regionCode, state: 'toRecover' })
    expect((await toRecover()).rows).toMatchObject([{ elderId: elder.id, month, amountFen: 10_000 }])
    const gone = await drafter.call('elderBenefit.get', { countyCode, elderId: elder.id })
    expect(gone.benefits[0]?.sentence).toBe('不发：2026年10月15日去世，自2026年11月起停发。')
    expect((await paidNow('2026-12'))[elder.id]).toBeUndefined()
    await drafter.call('lifeEvent.undo', { countyCode, id: event.id, reason: '认错了人' })
    expect((await toRecover()).rows).toEqual([])
    expect((await paidNow('2026-12'))[elder.id]).toBe(10_000)
  })
})

describe('an act sent twice', () => {
  test('is done once and answered the same', async () => {
    const elder = await make('赵德福', '1930-01-01')
    const actId = world.newId()
    const hold = {
      ...{ countyCode, id: world.newId(), elderId: elder.id, benefitId: null },
      ...{ fromMonth: '2026-12', reason: '联系不上' },
    }
    await drafter.call('elderBenefit.hold', hold, { actId })
    await drafter.call('elderBenefit.hold', hold, { actId })
    const { holds } = await drafter.call('elderBenefit.get', { countyCode, elderId: elder.id })
    expect(holds).toHaveLength(1)
  })
})
