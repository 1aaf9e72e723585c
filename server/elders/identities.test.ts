// An elder without a number, with a wrong one, with another's: each step on evidence, none of them lost.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Sent } from '../../domain/api.ts'
import { checkCharacterOf } from '../../domain/elders/citizen-number.ts'
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

let sequence = 500
function numberOf(bornOn: string): string {
  sequence += 2
  const first17 = `229901${bornOn.replaceAll('-', '')}${String(sequence).padStart(3, '0')}`
  return first17 + checkCharacterOf(first17)
}

async function register(name: string, more: object = {}): Promise<string> {
  const id = world.newId()
  const elder = { name, sex: 'female', bornOn: '1944-05-06', numberKind: 'none', ...more } as const
  await county.call('elder.register', { id, householdId: world.newId(), regionCode: village, elder })
  return id
}

async function change(elderId: string, more: Partial<Sent<'identity.change'>>, caller = county) {
  const { version } = await county.call('elder.get', { countyCode, id: elderId })
  return caller.call('identity.change', {
    ...{ countyCode, id: world.newId(), elderId, version, evidence: '户口簿第三页' },
    ...{ change: 'claimed', numberKind: 'citizen' },
    ...more,
  } as Sent<'identity.change'>)
}

const found = async (text: string) =>
  (await county.call('elder.list', { regionCode: '222402000000', text })).rows.map(row => row.name)

describe('an elder without a number', () => {
  it('gets a temporary one, later her own, and the history says why', async () => {
    const id = await register('无证甲')
    await change(id, { change: 'lostProof', numberKind: 'temporary', evidence: '村委会证明，两名村民作证' })
    const record = await county.call('elder.get', { countyCode, id })
    expect(record.numberKind).toBe('temporary')
    expect(record.numberMask).not.toBeNull()
    const number = numberOf('1944-05-06')
    await change(id, { citizenNumber: number })
    expect(await found(number)).toEqual(['无证甲'])
    const history = await county.call('identity.history', { countyCode, elderId: id })
    expect(history.map(past => [past.change, past.numberKind, past.recordedBy])).toEqual([
      ['claimed', 'temporary', '张主任'],
      ['lostProof', 'none', '张主任'],
    ])
  })
})

describe('an elder with another’s number', () => {
  it('gives it back, so that its holder can be registered with it', async () => {
    const number = numberOf('1944-05-06')
    const wrong = await register('借号乙', { numberKind: 'citizen', citizenNumber: number })
    await expect(register('真主丙', { numberKind: 'citizen', citizenNumber: number })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('借号乙'),
    })
    await change(wrong, { change: 'anothers', numberKind: 'temporary', evidence: '本人身份证在派出所补办' })
    await register('真主丙', { numberKind: 'citizen', citizenNumber: number })
    expect(await found(number)).toEqual(['真主丙'])
    const [past] = await county.call('identity.history', { countyCode, elderId: wrong })
    expect(past).toMatchObject({ change: 'anothers', numberMask: `**************${number.slice(-4)}` })
  })

  it('cannot take a number that somebody else holds', async () => {
    const number = numberOf('1944-05-06')
    await register('有号丁', { numberKind: 'citizen', citizenNumber: number })
    const other = await register('无号戊')
    await expect(change(other, { citizenNumber: number })).rejects.toMatchObject({ code: 'conflict' })
    expect(await county.call('identity.history', { countyCode, elderId: other })).toEqual([])
  })
})

describe('a document of another kind', () => {
  it('is checked by its own rule and found by its own number only', async () => {
    const id = await register('外籍己')
    await expect(change(id, { numberKind: 'passport', citizenNumber: '12' })).rejects.toMatchObject({
      code: 'rule_broken',
    })
    await change(id, { numberKind: 'passport', citizenNumber: 'm 1234 5678', evidence: '韩国护照' })
    const record = await county.call('elder.get', { countyCode, id })
    expect(record).toMatchObject({ numberKind: 'passport', numberMask: '**************5678' })
    await expect(
      register('另一个', { numberKind: 'passport', citizenNumber: 'M12345678' }),
    ).rejects.toMatchObject({ code: 'conflict' })
  })
})

describe('an edit of the number in the ordinary form', () => {
  it('leaves the number of before in the history too', async () => {
    const id = await register('改号庚', { numberKind: 'citizen', citizenNumber: numberOf('1944-05-06') })
    const { version } = await county.call('elder.get', { countyCode, id })
    await county.call('elder.update', {
      ...{ countyCode, id, version, elder: { citizenNumber: numberOf('1944-05-06') } },
    })
    const history = await county.call('identity.history', { countyCode, elderId: id })
    expect(history.map(past => past.change)).toEqual(['edited'])
  })

  it('is refused in another county and on a record that has moved on', async () => {
    const id = await register('别人辛')
    const stranger = await world.signedInAs('countyOfficer', '220182000000')
    await expect(change(id, { citizenNumber: numberOf('1944-05-06') }, stranger)).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(change(id, { version: 9, citizenNumber: numberOf('1944-05-06') })).rejects.toMatchObject({
      code: 'conflict',
    })
  })
})
