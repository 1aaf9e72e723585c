// What an elder wants and may ask: answers by purpose, the visit rate that follows, who looked, and requests with a day.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Sent } from '../../domain/api.ts'
import { type Caller, openTestSystem, type TestSystem } from '../../tools/test-system.ts'

const countyCode = '222402'
let world: TestSystem
let county: Caller
let village: string

beforeAll(async () => {
  world = await openTestSystem()
  const found = await world.pool.query<{ code: string }>(
    `select code from regions where level = 'village' and code like '222402%' order by code limit 1`,
  )
  village = found.rows[0]!.code
  county = await world.signedInAs('countyOfficer', '222402000000', '张主任')
})
afterAll(() => world.close())

async function register(name: string): Promise<string> {
  const id = world.newId()
  const elder = { name, sex: 'female', bornOn: '1944-05-06', numberKind: 'none' } as const
  await county.call('elder.register', { id, householdId: world.newId(), regionCode: village, elder })
  return id
}

const answer = (elderId: string, more: Partial<Sent<'consent.record'>> = {}, caller = county) =>
  caller.call('consent.record', {
    ...{ countyCode, id: world.newId(), elderId },
    ...{ purpose: 'beVisited', answer: 'agrees', way: 'signature', answeredOn: '2026-11-23' },
    ...more,
  } as Sent<'consent.record'>)

const recordOf = (id: string) => county.call('elder.get', { countyCode, id })

describe('a will to be visited', () => {
  it('refused in writing takes her out of the rate, and saying yes brings her back', async () => {
    const id = await register('甲凤')
    await answer(id, { answer: 'refuses' })
    expect(await recordOf(id)).toMatchObject({
      willingToBeVisited: false,
      absences: [{ kind: 'refusal', validFrom: '2026-11-23', validTo: null }],
    })
    world.clock.set('2026-11-25T02:00:00Z')
    await answer(id, { answeredOn: '2026-11-25' })
    expect(await recordOf(id)).toMatchObject({
      willingToBeVisited: true,
      absences: [{ kind: 'refusal', validTo: '2026-11-24' }],
    })
    world.clock.set('2026-11-23T02:00:00Z')
  })

  it('refused by word only is noted and does not change the rate', async () => {
    const id = await register('乙凤')
    await answer(id, { answer: 'refuses', way: 'beforeWitness', secondPerson: '王会计，邻居' })
    expect(await recordOf(id)).toMatchObject({ willingToBeVisited: false, absences: [] })
  })

  it('is not turned back by an older answer that arrives late', async () => {
    const id = await register('丙凤')
    await answer(id, { answer: 'refuses', answeredOn: '2026-11-22' })
    await answer(id, { answer: 'agrees', answeredOn: '2026-11-20' })
    expect((await recordOf(id)).willingToBeVisited).toBe(false)
  })

  it('is written down once however often the phone sends it', async () => {
    const id = await register('丁凤')
    const visitor = await world.signedInAs('visitor', village)
    const consentId = world.newId()
    await answer(id, { id: consentId, purpose: 'pictures' }, visitor)
    await answer(id, { id: consentId, purpose: 'pictures' }, visitor)
    expect(await county.call('consent.ofElder', { countyCode, elderId: id })).toHaveLength(1)
  })

  it('is nobody’s business in another county', async () => {
    const id = await register('戊凤')
    const stranger = await world.signedInAs('countyOfficer', '220182000000')
    await expect(answer(id, {}, stranger)).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('asking again', () => {
  it('comes after the months the region has set, and lists whom nobody has asked', async () => {
    const refused = await register('己凤')
    const unasked = await register('庚凤')
    await answer(refused, { purpose: 'familyLink', answer: 'refuses' })
    const due = async (neverAsked: boolean) => {
      const list = await county.call('consent.due', {
        regionCode: village,
        purpose: 'familyLink',
        neverAsked,
        limit: 100,
      })
      return list.rows.map(row => row.id)
    }
    expect(await due(false)).toEqual([])
    expect(await due(true)).toContain(unasked)
    expect(await due(true)).not.toContain(refused)
    world.clock.set('2027-05-23T02:00:00Z')
    expect(await due(false)).toEqual([refused])
    world.clock.set('2026-11-23T02:00:00Z')
  })
})

describe('who looked', () => {
  it('is told by person, office and act, with the reasons given', async () => {
    const id = await register('辛凤')
    await county.call('elder.unmask', { countyCode, id, reason: '核对低保' })
    await recordOf(id)
    await recordOf(id)
    const account = await county.call('elderAccess.list', {
      countyCode,
      elderId: id,
      from: '2026-11-01',
      to: '2026-11-30',
    })
    expect(account).toContainEqual(
      expect.objectContaining({ who: '张主任', did: '查看完整证件号和电话', reasons: ['核对低保'] }),
    )
    expect(account.find(line => line.did === '查看老年人档案')?.times).toBe(2)
    const town = await world.signedInAs('townshipOfficer', `${village.slice(0, 9)}000`)
    await expect(
      town.call('elderAccess.list', { countyCode, elderId: id, from: '2026-11-01', to: '2026-11-30' }),
    ).rejects.toMatchObject({ code: 'not_allowed' })
  })

  it('is asked about a year at most', async () => {
    const id = await register('壬凤')
    await expect(
      county.call('elderAccess.list', { countyCode, elderId: id, from: '2024-01-01', to: '2026-11-30' }),
    ).rejects.toMatchObject({ code: 'too_large' })
  })
})

describe('a request about one’s own record', () => {
  it('has a day, is answered once, and the answer stays readable', async () => {
    const elderId = await register('癸凤')
    const asked = await county.call('subjectRequest.record', {
      ...{ countyCode, id: world.newId(), elderId, kind: 'correction', wish: '出生日期登错了' },
      ...{ askedBy: '本人', askedOn: '2026-11-20' },
    })
    expect(asked).toMatchObject({ state: 'pending', dueOn: '2026-12-05', elderName: '癸凤' })
    const pending = await county.call('subjectRequest.list', { regionCode: village, pending: true })
    expect(pending.rows.map(row => row.id)).toEqual([asked.id])
    const settle = () =>
      county.call('subjectRequest.settle', {
        ...{ countyCode, id: asked.id, fulfilled: true, answer: '已按身份证改为 1944-05-06' },
      })
    expect(await settle()).toMatchObject({ state: 'fulfilled', answeredBy: '张主任' })
    await expect(settle()).rejects.toMatchObject({ code: 'conflict' })
    const left = await county.call('subjectRequest.list', { regionCode: village, pending: true })
    expect(left.rows).toEqual([])
  })
})
