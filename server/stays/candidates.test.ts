// Whom a desk may mean when it admits: by name or pinyin, in its own area, with where she lives already.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { plantHome } from '../../tools/test-homes.ts'
import { type Caller, openTestSystem, type TestSystem } from '../../tools/test-system.ts'

const countyCode = '222402'
let world: TestSystem
let officer: Caller
let village: string
let other: string

beforeAll(async () => {
  world = await openTestSystem()
  const found = await world.pool.query<{ code: string }>(
    `select code from regions where level = 'village' and code like '222402%' order by code`,
  )
  village = found.rows[0]!.code
  other = found.rows.at(-1)!.code
  officer = await world.signedInAs('countyOfficer', `${countyCode}000000`)
  for (const [name, regionCode] of [
    ['候选甲', village],
    ['候选乙', other],
  ] as const)
    await officer.call('elder.register', {
      ...{ id: world.newId(), householdId: world.newId(), regionCode },
      elder: { name, sex: 'female', bornOn: '1944-05-06', numberKind: 'none' },
    })
})
afterAll(() => world.close())

it('are found by the beginning of name or pinyin, and nobody by a wildcard', async () => {
  const find = (text: string) => officer.call('stay.candidates', { countyCode, text })
  expect((await find('候选')).rows.map(row => row.name).sort()).toEqual(['候选乙', '候选甲'])
  expect((await find('houxuan')).rows).toHaveLength(2)
  expect((await find('%')).rows).toEqual([])
})

it('are those of the caller’s own area, and say where they live', async () => {
  const keeper = await world.signedInAs('stationManager', village)
  const [found] = (await keeper.call('stay.candidates', { countyCode, text: '候选' })).rows
  expect(found).toMatchObject({ name: '候选甲', livesAt: null, isTekun: false })
  const facilityId = await plantHome(world, {
    ...{ regionCode: village, kind: 'mutualAidStation', name: '候选互助站', beds: 4 },
  })
  await officer.call('stay.register', {
    ...{ countyCode, facilityId, id: world.newId(), contractId: world.newId(), elderId: found!.elderId },
    ...{ careNeed: 'ableSelf', admittedOn: '2026-11-01' },
    contract: {
      ...{ contractNumber: '候-1', signedOn: '2026-11-01', fromOn: '2026-11-01', toOn: '2027-10-31' },
      ...{ elderFen: 30_000, familyFen: 0, governmentFen: 0, signer: 'signedByElder' },
      ...{ signerName: '候选甲', homeSignerName: '站长' },
    },
  })
  const [now] = (await officer.call('stay.candidates', { countyCode, text: '候选甲' })).rows
  expect(now?.livesAt).toBe('候选互助站')
})
