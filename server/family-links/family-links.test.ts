// A child in Seoul: let in with the elder's consent, sees visits without findings, pays, and is shut out by a no at once.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rightsOf, roles } from '../../domain/accounts/roles.ts'
import { areaOf } from '../../domain/kernel/area.ts'
import { bathTerms } from '../../domain/service-orders/sample.ts'
import { type Answers, visitFields } from '../../domain/visits/answers.ts'
import { type Caller, openTestSystem, type TestSystem } from '../../tools/test-system.ts'

const countyCode = '222402'
let world: TestSystem
let county: Caller
let villageOfficer: Caller
let nextVillage: Caller
let village: string

beforeAll(async () => {
  world = await openTestSystem()
  const found = await world.pool.query<{ code: string }>(
    `select code from regions where level = 'village' and code like '222402%' order by code limit 2`,
  )
  village = found.rows[0]!.code
  county = await world.signedInAs('countyOfficer', '222402000000', '金主任')
  villageOfficer = await world.signedInAs('villageOfficer', village, '朴书记')
  nextVillage = await world.signedInAs('villageOfficer', found.rows[1]!.code, '李书记')
})
afterAll(() => world.close())

async function register(name: string): Promise<string> {
  const id = world.newId()
  const elder = { name, sex: 'female', bornOn: '1944-05-06', numberKind: 'none' } as const
  await county.call('elder.register', { id, householdId: world.newId(), regionCode: village, elder })
  return id
}

const consent = (elderId: string, answer: 'agrees' | 'withdraws') =>
  villageOfficer.call('consent.record', {
    ...{ countyCode, id: world.newId(), elderId, purpose: 'familyLink', answer },
    ...{ way: 'signature', answeredOn: '2026-11-23' },
  })

const invite = (elderId: string, caller = villageOfficer) => {
  const id = world.newId()
  return caller
    .call('familyLink.invite', { countyCode, id, elderId, name: '金英姬', kinship: 'daughter' })
    .then(told => ({ id, ...told }))
}

const join = (code: string, login: string) =>
  world.as(null).call('family.join', {
    ...{ code, login, password: 'seoul-2026-winter', language: 'ko', timeZone: 'seoul' },
  })

/** As she is after signing in with the account she made. */
async function signedIn(login: string): Promise<Caller> {
  const found = await world.pool.query<{ account_id: string; id: string; region_code: string }>(
    `select p.account_id, p.id, p.region_code from posts p join accounts a on a.id = p.account_id where login = $1`,
    [login],
  )
  const [post] = found.rows
  return world.as({
    ...{ accountId: post!.account_id, postId: post!.id, role: 'family', regionCode: post!.region_code },
    ...{ area: areaOf(post!.region_code), rights: rightsOf('family'), deviceId: null },
  })
}

async function daughterOf(elderId: string, login: string) {
  await consent(elderId, 'agrees')
  const { id: linkId, code } = await invite(elderId)
  await join(code, login)
  return { linkId, code, daughter: await signedIn(login) }
}

async function visited(elderId: string, worry: boolean): Promise<void> {
  const visitor = await world.signedInAs('visitor', village)
  const answers = Object.fromEntries(
    visitFields.keys.map(field => [field, worry && field === 'E1' ? 'attention' : 'ok']),
  ) as Answers
  await visitor.call('visit.record', {
    ...{ id: world.newId(), elderId, countyCode, method: 'home', result: 'met', answers },
    ...{ startedAt: '2026-11-22T01:00:00.000Z', endedAt: '2026-11-22T01:25:00.000Z' },
  })
}

describe('being let in', () => {
  it('asks the elder first', async () => {
    const elderId = await register('甲玉')
    await expect(invite(elderId)).rejects.toThrow('老人还没有同意')
    await consent(elderId, 'agrees')
    await expect(invite(elderId)).resolves.toMatchObject({ code: expect.stringMatching(/^\w{5}-\w{5}$/) })
  })

  it('works once with the code, in small letters and with spaces, and never after it has lapsed', async () => {
    const elderId = await register('乙玉')
    await consent(elderId, 'agrees')
    const { code } = await invite(elderId)
    await expect(join('22222-22222', 'kim-0')).rejects.toThrow('邀请码不对')
    await join(` ${code.toLowerCase().replace('-', ' ')}`, 'kim-1')
    await expect(join(code, 'kim-2')).rejects.toThrow('已经用过')
    const late = await invite(elderId)
    world.clock.set('2026-12-10T02:00:00Z')
    await expect(join(late.code, 'kim-3')).rejects.toThrow('过期')
    world.clock.set('2026-11-23T02:00:00Z')
  })

  it('is for the village of the elder, not for the one next door', async () => {
    const elderId = await register('丙玉')
    await consent(elderId, 'agrees')
    await expect(invite(elderId, nextVillage)).rejects.toThrow('没有')
  })
})

describe('looking from afar', () => {
  it('tells that somebody came and how it was, and never what was found', async () => {
    const elderId = await register('丁玉')
    await visited(elderId, true)
    const { daughter, linkId } = await daughterOf(elderId, 'kim-look')
    const view = await daughter.call('family.view', { countyCode, linkId })
    expect(view).toMatchObject({
      elder: { name: '丁玉', kinship: 'daughter', open: true },
      visits: [{ day: '2026-11-22', method: 'home', summary: 'lookedAfter' }],
      timeZone: 'seoul',
    })
    expect(JSON.stringify(view)).not.toContain('吃饭')
    expect(JSON.stringify(view)).not.toContain('"E1"')
  })

  it('shows two parents in two villages to one account', async () => {
    const mother = await register('戊玉')
    const { daughter } = await daughterOf(mother, 'kim-two')
    const father = await register('戊山')
    await consent(father, 'agrees')
    const { code } = await invite(father)
    await daughter.call('family.addCode', { code })
    const { rows } = await daughter.call('family.elders', {})
    expect(rows.map(row => row.name)).toEqual(['戊玉', '戊山'])
  })

  it('ends with the elder’s no, at once and for everything', async () => {
    const elderId = await register('己玉')
    const { daughter, linkId } = await daughterOf(elderId, 'kim-no')
    await daughter.call('family.view', { countyCode, linkId })
    await consent(elderId, 'withdraws')
    await expect(daughter.call('family.view', { countyCode, linkId })).rejects.toThrow('撤回同意')
    await expect(
      daughter.call('family.pay', {
        ...{ countyCode, linkId, id: world.newId(), fen: 20_000, way: 'byTransfer', paidOn: '2026-11-23' },
      }),
    ).rejects.toThrow('撤回同意')
    expect((await daughter.call('family.elders', {})).rows).toMatchObject([{ open: false }])
  })

  it('is only for whoever was let in', async () => {
    const elderId = await register('庚玉')
    const { linkId } = await daughterOf(elderId, 'kim-own')
    const { daughter: other } = await daughterOf(await register('辛玉'), 'kim-other')
    await expect(other.call('family.view', { countyCode, linkId })).rejects.toThrow('已经结束')
    await expect(other.call('elder.get', { countyCode, id: elderId })).rejects.toThrow()
  })

  it('leaves a trace that the elder can be told of', async () => {
    const elderId = await register('壬玉')
    const { daughter, linkId } = await daughterOf(elderId, 'kim-trace')
    await daughter.call('family.view', { countyCode, linkId })
    const looked = await county.call('elderAccess.list', {
      ...{ countyCode, elderId, from: '2026-11-23', to: '2026-11-23' },
    })
    expect(looked).toContainEqual(expect.objectContaining({ who: '金英姬', did: '家人查看近况' }))
  })

  it('can be ended by the office and by herself', async () => {
    const elderId = await register('癸玉')
    const { daughter, linkId } = await daughterOf(elderId, 'kim-end')
    await villageOfficer.call('familyLink.end', { countyCode, id: linkId, reason: '女儿已回国同住' })
    await expect(daughter.call('family.view', { countyCode, linkId })).rejects.toThrow('已经结束')
    const again = await invite(elderId)
    await daughter.call('family.addCode', { code: again.code })
    await daughter.call('family.leave', { countyCode, linkId: again.id })
    const { links } = await villageOfficer.call('familyLink.ofElder', { countyCode, elderId })
    expect(links.map(link => link.endReason)).toEqual(['家人自己解除', '女儿已回国同住'])
  })
})

describe('ordering from afar', () => {
  it('is a wish the township arranges, said once, with what the county offers and what is left to pay', async () => {
    const elderId = await register('丑玉')
    const { daughter, linkId } = await daughterOf(elderId, 'kim-order')
    await county.call('catalogue.put', {
      ...{ countyCode, id: world.newId(), code: 'bath-home', from: '2026-11-23', terms: bathTerms },
    })
    const before = await daughter.call('family.view', { countyCode, linkId })
    expect(before.offers).toMatchObject([{ name: '上门助浴', priceFen: 12_000, elderFen: 4_500 }])
    const wish = { countyCode, linkId, kind: 'bath', note: '每周六最好' } as const
    await daughter.call('family.order', { ...wish, id: world.newId() })
    await expect(daughter.call('family.order', { ...wish, id: world.newId() })).rejects.toThrow('还没办结')
    const { needs } = await daughter.call('family.view', { countyCode, linkId })
    expect(needs).toMatchObject([{ kind: 'bath', state: 'needOpen' }])
    const listed = await county.call('need.list', { regionCode: village, source: 'byFamily' })
    expect(listed.rows).toMatchObject([{ elderName: '丑玉', kind: 'bath', source: 'byFamily' }])
  })

  it('is refused where the elder agreed to looking only, and after her no', async () => {
    const elderId = await register('寅玉')
    await consent(elderId, 'agrees')
    const linkId = world.newId()
    const { code } = await villageOfficer.call('familyLink.invite', {
      ...{ countyCode, id: linkId, elderId, name: '金英哲', kinship: 'son', mayOrder: false },
    })
    await join(code, 'kim-looks')
    const son = await signedIn('kim-looks')
    const wish = { countyCode, linkId, kind: 'clean' } as const
    expect((await son.call('family.view', { countyCode, linkId })).offers).toEqual([])
    await expect(son.call('family.order', { ...wish, id: world.newId() })).rejects.toThrow('没有同意代订')
    await consent(elderId, 'withdraws')
    await expect(son.call('family.order', { ...wish, id: world.newId() })).rejects.toThrow('撤回同意')
  })

  it('confirms nothing that was not done for the elder', async () => {
    const { daughter, linkId } = await daughterOf(await register('卯玉'), 'kim-confirm')
    await expect(
      daughter.call('family.confirm', { countyCode, linkId, orderId: world.newId() }),
    ).rejects.toThrow('没有这次服务')
  })
})

describe('paying from afar', () => {
  it('is a report until the office has seen the money', async () => {
    const elderId = await register('子玉')
    const { daughter, linkId } = await daughterOf(elderId, 'kim-pay')
    const id = world.newId()
    const paid = { countyCode, linkId, id, fen: 30_000, way: 'byTransfer', paidOn: '2026-11-22' } as const
    await expect(daughter.call('family.pay', { ...paid, paidOn: '2026-12-01' })).rejects.toThrow('还没有到')
    await daughter.call('family.pay', { ...paid, reference: '尾号 7731' })
    const waiting = await villageOfficer.call('familyPayment.list', { regionCode: village })
    expect(waiting.rows).toMatchObject([
      { elderName: '子玉', payer: '金英姬', fen: 30_000, state: 'moneyReported' },
    ])
    await expect(
      villageOfficer.call('familyPayment.settle', { countyCode, id, outcome: 'moneyMissing' }),
    ).rejects.toThrow('为什么没有收到')
    await villageOfficer.call('familyPayment.settle', { countyCode, id, outcome: 'moneyArrived' })
    await expect(
      villageOfficer.call('familyPayment.settle', { countyCode, id, outcome: 'moneyArrived' }),
    ).rejects.toThrow('已经核对过')
    const { payments, mealAccount, careAccount } = await daughter.call('family.view', { countyCode, linkId })
    expect(payments).toMatchObject([
      { fen: 30_000, account: 'elderMeals', state: 'moneyArrived', receiptSerial: expect.any(Number) },
    ])
    expect(mealAccount).toMatchObject({ balanceFen: 30_000, lines: [{ fen: 30_000, purpose: 'topUp' }] })
    expect(careAccount).toEqual({ balanceFen: 0, lines: [] })
  })

  it('goes into the account she chose, with its slip and receipt', async () => {
    const elderId = await register('辰玉')
    const { daughter, linkId } = await daughterOf(elderId, 'kim-care')
    const id = world.newId()
    await daughter.call('family.pay', {
      ...{ countyCode, linkId, id, account: 'elderCare', fen: 12_000, way: 'mobilePayment' },
      ...{ paidOn: '2026-11-22', reference: '尾号 0417' },
    })
    const waiting = await villageOfficer.call('familyPayment.list', { regionCode: village })
    expect(waiting.rows).toMatchObject([{ elderName: '辰玉', account: 'elderCare', receiptSerial: null }])
    const settle = { countyCode, id, outcome: 'moneyArrived' } as const
    await expect(nextVillage.call('familyPayment.settle', settle)).rejects.toThrow('不在您的辖区')
    const { receipt } = await villageOfficer.call('familyPayment.settle', settle)
    expect(receipt).toMatchObject({ amountFen: 12_000, payerName: '金英姬', recordedByName: '朴书记' })
    const account = await villageOfficer.call('careAccount.get', { countyCode, elderId })
    expect(account.topUps).toMatchObject([
      { id, serial: receipt!.serial, way: 'byFamily', amountFen: 12_000, note: '尾号 0417' },
    ])
    const seen = await daughter.call('family.view', { countyCode, linkId })
    expect(seen.careAccount).toMatchObject({
      balanceFen: 12_000,
      lines: [{ fen: 12_000, purpose: 'careTopUp' }],
    })
    expect(seen.mealAccount.balanceFen).toBe(0)
    expect(seen.payments).toMatchObject([{ receiptSerial: receipt!.serial, cancelReason: null }])
    const looked = await county.call('elderAccess.list', {
      ...{ countyCode, elderId, from: '2026-11-23', to: '2026-11-23' },
    })
    expect(looked.map(one => one.did)).toEqual(expect.arrayContaining(['家人登记汇款', '核对家人汇款']))
  })

  it('says why when the slip was written off after all', async () => {
    const elderId = await register('巳玉')
    const { daughter, linkId } = await daughterOf(elderId, 'kim-off')
    const id = world.newId()
    await daughter.call('family.pay', {
      ...{ countyCode, linkId, id, account: 'elderCare', fen: 8_000, way: 'byTransfer' },
      paidOn: '2026-11-22',
    })
    await villageOfficer.call('familyPayment.settle', { countyCode, id, outcome: 'moneyArrived' })
    await villageOfficer.call('careAccount.cancelTopUp', { countyCode, id, reason: '看错了流水' })
    const { payments, careAccount } = await daughter.call('family.view', { countyCode, linkId })
    expect(payments).toMatchObject([{ state: 'moneyArrived', cancelReason: '看错了流水' }])
    expect(careAccount.balanceFen).toBe(0)
    const listed = await villageOfficer.call('familyPayment.list', {
      ...{ regionCode: village, state: 'moneyArrived' },
    })
    expect(listed.rows.find(row => row.id === id)).toMatchObject({ cancelReason: '看错了流水' })
  })

  it('is still looked for at the desk after the elder’s no, and told to nobody else', async () => {
    const elderId = await register('午玉')
    const { daughter, linkId } = await daughterOf(elderId, 'kim-after')
    const id = world.newId()
    const paid = { countyCode, linkId, account: 'elderCare', fen: 9_000, way: 'byTransfer' } as const
    await daughter.call('family.pay', { ...paid, id, paidOn: '2026-11-22' })
    await consent(elderId, 'withdraws')
    await villageOfficer.call('familyPayment.settle', { countyCode, id, outcome: 'moneyArrived' })
    await expect(daughter.call('family.view', { countyCode, linkId })).rejects.toThrow('撤回同意')
    await expect(
      daughter.call('family.pay', { ...paid, id: world.newId(), paidOn: '2026-11-22' }),
    ).rejects.toThrow('撤回同意')
    const account = await villageOfficer.call('careAccount.get', { countyCode, elderId })
    expect(account.balanceFen).toBe(9_000)
  })

  it('is booked only by whoever may take money into both accounts', () => {
    const settling = roles.keys.map(rightsOf).filter(rights => rights.includes('familyLink:invite'))
    expect(settling.length).toBeGreaterThan(0)
    for (const rights of settling)
      expect(rights).toEqual(expect.arrayContaining(['careAccount:keep', 'canteenAccount:keep']))
  })
})
