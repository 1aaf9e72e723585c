// House for care: it must wait, every check holds, and nobody who gains by it judges it.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checksAsked } from '../../domain/stays/asset.ts'
import { plantHome } from '../../tools/test-homes.ts'
import { type Caller, openTestSystem, type TestSystem } from '../../tools/test-system.ts'

const countyCode = '222402'
const county = '222402000000'
let world: TestSystem
let officer: Caller
let keeper: Caller
let village: string
let facilityId: string

beforeAll(async () => {
  world = await openTestSystem()
  const found = await world.pool.query<{ code: string }>(
    `select code from regions where level = 'village' and code like '222402%' order by code limit 1`,
  )
  village = found.rows[0]!.code
  officer = await world.signedInAs('countyOfficer', county, '县干事')
  keeper = await world.signedInAs('stationManager', village, '妇女主任')
  facilityId = await plantHome(world, {
    regionCode: village,
    kind: 'mutualAidStation',
    name: '水口互助站',
    beds: 6,
  })
  await officer.call('stationKeeper.create', {
    ...{ countyCode, facilityId, id: world.newId(), accountId: keeper.actor.accountId, on: '2026-11-01' },
  })
})
afterAll(() => world.close())

async function elder(name: string): Promise<string> {
  const id = world.newId()
  await officer.call('elder.register', {
    ...{ id, householdId: world.newId(), regionCode: village },
    elder: { name, sex: 'male', bornOn: '1944-05-06', numberKind: 'none' },
  })
  return id
}

describe('a contract of house for care', () => {
  it('comes into force only after the cooling-off, with every check held, by a second person', async () => {
    const id = world.newId()
    const elderId = await elder('房养甲')
    await officer.call('assetContract.register', {
      ...{ countyCode, id, elderId },
      terms: {
        ...{ kind: 'houseForCare', asset: '村东头三间瓦房', title: 'titleElder', counterparty: '某养老公司' },
        ...{ promise: '住到最后，每月照护', signedOn: '2026-11-01', witnessName: '见证人' },
      },
    })
    const get = () => officer.call('assetContract.get', { countyCode, id })
    const first = await get()
    expect(first).toMatchObject({ coolingUntil: '2026-12-01', holding: 0, asked: 13 })
    const second = await world.signedInAs('countyOfficer', county, '另一位')
    const answers = checksAsked({ kind: 'houseForCare', title: 'titleElder' }).map(check => ({
      ...{ check, holds: true, restsOn: '看过原件' },
    }))
    await officer.call('assetContract.check', { countyCode, id, version: 1, answers })
    const enforce = (by: Caller, on: string) =>
      by.call('assetContract.enforce', { countyCode, id, version: 2, on })
    await expect(enforce(second, '2026-11-23')).rejects.toMatchObject({ message: /冷静期/ })
    world.clock.set('2026-12-02T02:00:00Z')
    await expect(enforce(officer, '2026-12-02')).rejects.toMatchObject({ message: /另一位工作人员/ })
    await enforce(second, '2026-12-02')
    expect(await get()).toMatchObject({ state: 'assetInForce', settledByName: '另一位', reasons: [] })
    world.clock.set('2026-11-23T02:00:00Z')
  })

  it('that fails one check is refused, and an elder who thinks again is let go', async () => {
    const id = world.newId()
    await officer.call('assetContract.register', {
      ...{ countyCode, id, elderId: await elder('地养甲') },
      terms: {
        ...{ kind: 'landForCare', asset: '承包地六亩', title: 'titleCouple', counterparty: '某合作社' },
        ...{ promise: '入股分红', signedOn: '2026-09-01', witnessName: '见证人' },
      },
    })
    const answer = { check: 'noPool' as const, holds: false, restsOn: '合同写了入股分红' }
    await officer.call('assetContract.check', { countyCode, id, version: 1, answers: [answer] })
    const second = await world.signedInAs('countyOfficer', county)
    await expect(
      second.call('assetContract.enforce', { countyCode, id, version: 2, on: '2026-11-23' }),
    ).rejects.toMatchObject({ message: /入股分红/ })
    await officer.call('assetContract.settle', {
      ...{ countyCode, id, version: 2, state: 'assetWithdrawn', on: '2026-11-22', why: '老人不愿意了' },
    })
    const { counts } = await officer.call('assetContract.list', { regionCode: county })
    expect(counts).toMatchObject({ assetWithdrawn: 1, assetInForce: 1 })
  })

  it('whose other party is a station is judged by nobody of that station, and the elder may always be let go', async () => {
    const terms = {
      ...({
        kind: 'houseForCare',
        asset: '两间土房',
        title: 'titleElder',
        counterparty: '水口互助站',
      } as const),
      ...{ promise: '住站里，每月照护', signedOn: '2026-10-01', witnessName: '见证人' },
    }
    const elderId = await elder('房养乙')
    const foreign = { countyCode, id: world.newId(), elderId, terms }
    await expect(keeper.call('assetContract.register', foreign)).rejects.toMatchObject({ code: 'invalid' })
    await officer.call('assetContract.register', foreign)
    const id = world.newId()
    await keeper.call('assetContract.register', { countyCode, id, elderId, terms: { ...terms, facilityId } })
    // She sees the contract of her own station and not the one with somebody else.
    const seen = await keeper.call('assetContract.list', { regionCode: village })
    expect(seen.rows.map(row => row.id)).toEqual([id])
    await expect(keeper.call('assetContract.get', { countyCode, id: foreign.id })).rejects.toMatchObject({
      code: 'not_found',
    })
    const answers = checksAsked({ kind: 'houseForCare', title: 'titleElder' }).map(check => ({
      ...{ check, holds: true, restsOn: '看过原件' },
    }))
    const secretary = await world.signedInAs('villageOfficer', village, '村书记')
    const township = await world.signedInAs('townshipOfficer', `${village.slice(0, 9)}000`, '乡镇干事')
    for (const party of [keeper, secretary]) {
      expect(await party.call('assetContract.get', { countyCode, id })).toMatchObject({ isOtherParty: true })
      await expect(
        party.call('assetContract.check', { countyCode, id, version: 1, answers }),
      ).rejects.toMatchObject({ message: /另一方/ })
    }
    await township.call('assetContract.check', { countyCode, id, version: 1, answers })
    await expect(
      secretary.call('assetContract.enforce', { countyCode, id, version: 2, on: '2026-11-23' }),
    ).rejects.toMatchObject({ message: /另一方/ })
    await expect(
      keeper.call('assetContract.settle', {
        ...{ countyCode, id, version: 2, state: 'assetRefused', on: '2026-11-22', why: '不想办' },
      }),
    ).rejects.toMatchObject({ message: /另一方/ })
    await keeper.call('assetContract.settle', {
      ...{ countyCode, id, version: 2, state: 'assetWithdrawn', on: '2026-11-22', why: '老人不愿意了' },
    })
    expect(await township.call('assetContract.get', { countyCode, id })).toMatchObject({
      state: 'assetWithdrawn',
      isOtherParty: false,
    })
  })
})
