// Households and kin over a real database: who lived where on which day, moving and taking it back, whom to call.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Input, Sent } from '../../../domain/api.ts'
import { type Caller, openTestSystem, type TestSystem } from '../../../tools/test-system.ts'

let world: TestSystem
let county: Caller
let village: string
let otherVillage: string
const countyCode = '222402'

beforeAll(async () => {
  world = await openTestSystem({ now: '2026-03-01T02:00:00Z' })
  const villages = await world.pool.query<{ code: string }>(
    `select code from regions where level = 'village' and code like '222402%' and urban_rural_code like '2%' order by code`,
  )
  village = villages.rows[0]!.code
  otherVillage = villages.rows.at(-1)!.code
  county = await world.signedInAs('countyOfficer', '222402000000', '张主任')
})
afterAll(() => world.close())

interface Given {
  householdId?: string
  sex?: 'male' | 'female'
  regionCode?: string
  address?: string
}

async function register(name: string, given: Given = {}): Promise<string> {
  const { householdId = world.newId(), sex = 'female', regionCode = village, address = '' } = given
  const id = world.newId()
  await county.call('elder.register', {
    id,
    householdId,
    regionCode,
    elder: { name, sex, bornOn: '1944-05-06', numberKind: 'none', address },
  })
  return id
}

/** A couple in one house, registered on 2026-03-01. */
async function couple(one: string, other: string) {
  const householdId = world.newId()
  world.clock.set('2026-03-01T02:00:00Z')
  const husband = await register(one, { householdId, sex: 'male', address: '东屯 1 号' })
  const wife = await register(other, { householdId })
  world.clock.set('2026-11-23T02:00:00Z')
  return { householdId, husband, wife }
}

async function namesIn(id: string, on?: string): Promise<string[]> {
  const house = await county.call('household.get', { countyCode, id, ...(on && { on }) })
  return house.members.map(member => member.name).toSorted()
}

async function record(elderId: string, kin: Sent<'kin.record'>['kin'], caller = county): Promise<string> {
  const id = world.newId()
  await caller.call('kin.record', { countyCode, id, elderId, kin })
  return id
}

const kinOf = (elderId: string, caller = county) => caller.call('kin.list', { countyCode, elderId })

async function split(input: Partial<Input<'household.split'>> & { householdId: string; elderIds: string[] }) {
  const eventId = world.newId()
  const toHouseholdId = world.newId()
  const whole = {
    countyCode,
    eventId,
    toHouseholdId,
    newHousehold: input.toHouseholdId ? null : { address: '西屯 9 号', hamlet: '西屯' },
    happenedOn: '2026-06-15',
    reason: '老两口分开住',
    ...input,
  }
  await county.call('household.split', whole)
  return { eventId, toHouseholdId: whole.toHouseholdId }
}

describe('splitting a household', () => {
  it('keeps who lived where on which day', async () => {
    const { householdId, wife } = await couple('甲山', '乙英')
    const { toHouseholdId } = await split({ householdId, elderIds: [wife] })
    expect(await namesIn(householdId)).toEqual(['甲山'])
    expect(await namesIn(toHouseholdId)).toEqual(['乙英'])
    expect(await namesIn(householdId, '2026-06-14')).toEqual(['乙英', '甲山'])
    expect(await namesIn(householdId, '2026-06-15')).toEqual(['甲山'])
    expect(await namesIn(toHouseholdId, '2026-06-14')).toEqual([])
    expect(await namesIn(householdId, '2026-02-28')).toEqual([])
    const old = await county.call('household.get', { countyCode, id: householdId })
    expect(old.before).toMatchObject([
      { name: '乙英', cameOn: '2026-03-01', leftOn: '2026-06-15', why: 'moved' },
    ])
    expect(old.events).toMatchObject([
      { kind: 'split', names: ['乙英'], direction: 'wentAway', otherAddress: '西屯 9 号' },
    ])
    const moved = await county.call('household.get', { countyCode, id: toHouseholdId })
    expect(moved.members).toMatchObject([{ name: '乙英', since: '2026-06-15' }])
    expect(moved.events).toMatchObject([{ direction: 'cameHere', otherAddress: '东屯 1 号' }])
  })

  it('is taken back whole, with the kin who lived there', async () => {
    const { householdId, husband, wife } = await couple('丙山', '丙英')
    const son = await record(husband, { name: '丙大', kinship: 'son', whereabouts: 'sameHousehold' })
    await record(wife, { name: '丙大', kinship: 'son', whereabouts: 'sameHousehold' })
    await record(wife, {
      name: '丙山',
      kinship: 'spouse',
      whereabouts: 'sameHousehold',
      linkedElderId: husband,
    })
    const { eventId, toHouseholdId } = await split({ householdId, elderIds: [wife], kinIds: [son] })
    const where = async (elderId: string) =>
      (await kinOf(elderId)).kin.map(one => [one.name, one.whereabouts]).toSorted()
    expect(await where(husband)).toEqual([
      ['丙大', 'sameVillage'],
      ['丙英', 'sameVillage'],
    ])
    expect(await where(wife)).toEqual([
      ['丙大', 'sameHousehold'],
      ['丙山', 'sameVillage'],
    ])
    const undo = { countyCode, eventId, reason: '登记错了' }
    await county.call('household.undo', undo)
    expect(await namesIn(householdId)).toEqual(['丙山', '丙英'])
    expect(await namesIn(householdId, '2026-06-20')).toEqual(['丙山', '丙英'])
    expect(await namesIn(toHouseholdId)).toEqual([])
    expect(await where(husband)).toEqual([
      ['丙大', 'sameHousehold'],
      ['丙英', 'sameHousehold'],
    ])
    expect((await county.call('household.get', { countyCode, id: householdId })).events).toMatchObject([
      { kind: 'split', undoReason: '登记错了' },
    ])
    await expect(county.call('household.undo', undo)).rejects.toMatchObject({ code: 'conflict' })
  })

  it('is not taken back over the head of somebody who moved on', async () => {
    const { householdId, wife } = await couple('丁山', '丁英')
    const first = await split({ householdId, elderIds: [wife] })
    const second = await split({
      householdId: first.toHouseholdId,
      elderIds: [wife],
      happenedOn: '2026-07-01',
    })
    const undo = (eventId: string) => county.call('household.undo', { countyCode, eventId, reason: '错了' })
    await expect(undo(first.eventId)).rejects.toThrow('丁英在这之后又搬过一次')
    await undo(second.eventId)
    await undo(first.eventId)
    expect(await namesIn(householdId)).toEqual(['丁山', '丁英'])
  })

  it('also comes back through a return to the same house', async () => {
    const { householdId, wife } = await couple('戊山', '戊英')
    const away = await split({ householdId, elderIds: [wife] })
    await split({
      householdId: away.toHouseholdId,
      elderIds: [wife],
      toHouseholdId: householdId,
      happenedOn: '2026-08-01',
    })
    expect(await namesIn(householdId, '2026-07-31')).toEqual(['戊山'])
    expect(await namesIn(householdId, '2026-08-01')).toEqual(['戊山', '戊英'])
  })

  it('is refused for a day before they came, for tomorrow, for strangers and into another village', async () => {
    const { householdId, wife } = await couple('己山', '己英')
    const refused = (more: Partial<Input<'household.split'>>) =>
      expect(split({ householdId, elderIds: [wife], ...more })).rejects
    await refused({ happenedOn: '2026-02-01' }).toThrow('己英从 2026-03-01 起才住在这一户')
    await refused({ happenedOn: '2026-12-01' }).toMatchObject({ code: 'rule_broken' })
    await refused({ elderIds: [await register('路人')] }).toMatchObject({ code: 'conflict' })
    const elsewhere = world.newId()
    await register('远人', { householdId: elsewhere, regionCode: otherVillage })
    await refused({ toHouseholdId: elsewhere }).toThrow('只在本村（社区）里办')
    await refused({ toHouseholdId: householdId }).toMatchObject({ code: 'rule_broken' })
    const stranger = await world.signedInAs('countyOfficer', '220182000000')
    await expect(
      stranger.call('household.split', {
        countyCode,
        eventId: world.newId(),
        householdId,
        elderIds: [wife],
        toHouseholdId: world.newId(),
        newHousehold: { address: '', hamlet: null },
        happenedOn: '2026-06-15',
        reason: '越区',
      }),
    ).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('joining households', () => {
  it('brings all of one into the other, and back', async () => {
    const one = await couple('庚山', '庚英')
    const other = await couple('辛山', '辛英')
    const eventId = world.newId()
    const join = {
      countyCode,
      eventId,
      householdId: one.householdId,
      intoHouseholdId: other.householdId,
      happenedOn: '2026-09-01',
      reason: '搬到一起住',
    }
    await county.call('household.join', join)
    expect(await namesIn(other.householdId)).toEqual(['庚山', '庚英', '辛山', '辛英'])
    const empty = await county.call('household.list', { regionCode: village, filter: 'nobodyHere' })
    expect(empty.rows.map(row => row.id)).toContain(one.householdId)
    await expect(county.call('household.join', { ...join, eventId: world.newId() })).rejects.toThrow(
      '没有在册老年人',
    )
    await county.call('household.undo', { countyCode, eventId, reason: '又分开了' })
    expect(await namesIn(one.householdId)).toEqual(['庚山', '庚英'])
  })

  it('moves the count of households', async () => {
    const one = await couple('壬山', '壬英')
    await world.pool.query('delete from indicator_changes')
    await split({ householdId: one.householdId, elderIds: [one.wife], happenedOn: '2026-11-10' })
    const noted = await world.pool.query('select region_code, month from indicator_changes')
    expect(noted.rows).toContainEqual({ region_code: village, month: '2026-11' })
  })
})

describe('the list of households', () => {
  it('finds by address and name and tells who lives alone', async () => {
    const { householdId, husband } = await couple('癸山', '癸英')
    const alone = world.newId()
    const single = await register('独居人', { householdId: alone, address: '南沟 77 号' })
    await record(single, { name: '独大', kinship: 'son', phone: '13900001234', whereabouts: 'elsewhere' })
    const list = (more: object) => county.call('household.list', { regionCode: village, ...more })
    expect((await list({ text: '南沟 77' })).rows).toMatchObject([
      { id: alone, members: [{ name: '独居人' }], firstCall: { name: '独大', phoneMask: '*******1234' } },
    ])
    expect((await list({ text: '癸' })).rows.map(row => row.id)).toEqual([householdId])
    const single1 = await list({ filter: 'oneElder' })
    expect(single1.rows.map(row => row.id)).toContain(alone)
    expect(single1.rows.map(row => row.id)).not.toContain(householdId)
    const eldersOnly = async () => (await list({ filter: 'eldersOnly' })).rows.map(row => row.id)
    expect(await eldersOnly()).toContain(householdId)
    await record(husband, { name: '癸大', kinship: 'son', whereabouts: 'sameHousehold' })
    expect(await eldersOnly()).not.toContain(householdId)
  })

  it('goes on page by page and meets each house once', async () => {
    const whole = await county.call('household.list', { regionCode: village, limit: 500 })
    const seen: string[] = []
    let after: string | undefined
    do {
      const page = await county.call('household.list', {
        regionCode: village,
        limit: 3,
        ...(after && { after }),
      })
      seen.push(...page.rows.map(row => row.id))
      after = page.next ?? undefined
    } while (after)
    expect(seen).toEqual(whole.rows.map(row => row.id))
    expect(whole.total).toBe(seen.length)
  })

  it('shows the watching province masked names and another county nothing', async () => {
    const province = await world.signedInAs('provinceOfficer', '220000000000')
    const seen = await province.call('household.list', { regionCode: village, limit: 500 })
    expect(seen.rows.flatMap(row => row.members).map(member => member.name)).toContain('独*人')
    for (const narrow of [{ text: '东屯' }, { filter: 'nobodyHere' }] as const)
      await expect(
        province.call('household.list', { regionCode: '220000000000', ...narrow }),
      ).rejects.toMatchObject({ code: 'invalid' })
    const stranger = await world.signedInAs('countyOfficer', '220182000000')
    expect((await stranger.call('household.list', { regionCode: village })).rows).toEqual([])
  })
})

describe('the details of a household', () => {
  it('change with a trace, also from the record of one who lives there', async () => {
    const { householdId, husband } = await couple('子山', '子英')
    const change = (version: number) =>
      county.call('household.change', {
        countyCode,
        id: householdId,
        eventId: world.newId(),
        version,
        reason: '翻建',
        household: { dwelling: 'bungalow', phone: '0433-0123456' },
      })
    await change(1)
    await expect(change(1)).rejects.toMatchObject({ code: 'conflict' })
    world.clock.set('2026-11-23T02:00:01Z')
    const record = await county.call('elder.get', { countyCode, id: husband })
    await county.call('elder.update', {
      countyCode,
      id: husband,
      version: record.version,
      elder: { address: '东屯 2 号' },
    })
    const house = await county.call('household.get', { countyCode, id: householdId })
    expect(house).toMatchObject({ address: '东屯 2 号', dwelling: 'bungalow', phoneMask: '*******3456' })
    expect(house.events.map(event => event.changes)).toEqual([
      [{ field: 'address', before: '东屯 1 号', after: '东屯 2 号' }],
      [
        { field: 'dwelling', before: null, after: '平房' },
        { field: 'phone', before: null, after: '…3456' },
      ],
    ])
  })
})

describe('kin and neighbours', () => {
  it('keep a number abroad so that it can be dialled, and mask it', async () => {
    const elder = await register('丑英')
    const id = await record(elder, {
      name: '李英兰',
      kinship: 'daughter',
      phone: '010-0234-5678',
      whereabouts: 'abroad',
      country: 'kr',
      livesIn: '首尔',
      leftOn: '2019-03-01',
      isSupporter: true,
    })
    const { kin, findings, changes } = await kinOf(elder)
    expect(kin).toMatchObject([
      { id, relation: '女儿', sex: 'female', phoneMask: '*******5678', livesIn: '首尔', version: 1 },
    ])
    expect(findings.map(finding => finding.group)).toEqual(['livesAlone', 'emptyNest', 'leftBehind'])
    expect(findings[2]).toMatchObject({
      since: '2019-03-01',
      evidence: '唯一的子女在外满6个月：女儿李英兰2019年3月起在韩国首尔。',
    })
    expect(changes).toMatchObject([{ kind: 'added', name: '李英兰', by: '张主任' }])
    const open = await county.call('elder.unmask', { countyCode, id: elder, reason: '核对电话' })
    expect(open.contacts).toEqual([{ id, phone: '+821002345678' }])
  })

  it('suggest being left behind as soon as the last child has gone', async () => {
    const elder = await register('申英')
    await record(elder, { name: '申大', kinship: 'son', whereabouts: 'elsewhere', leftOn: '2026-01-01' })
    const proposed = () =>
      world.pool.query(
        `select kind, "group", evidence from membership_proposals where elder_id = $1 and state = 'proposed'`,
        [elder],
      )
    expect((await proposed()).rows).toMatchObject([{ kind: 'lastChildLeft' }])
    await record(elder, { name: '申二', kinship: 'son', whereabouts: 'sameVillage' })
    expect((await proposed()).rows).toEqual([])
  })

  it('are linked both ways where the ledger has both, and a death counts on the other side', async () => {
    const { husband, wife } = await couple('寅山', '寅英')
    await record(husband, {
      name: '寅英',
      kinship: 'spouse',
      whereabouts: 'sameHousehold',
      linkedElderId: wife,
    })
    expect((await kinOf(wife)).kin).toMatchObject([
      { name: '寅山', kinship: 'spouse', relation: '配偶', sex: 'male', linkedElderId: husband },
    ])
    expect((await kinOf(wife)).findings).toMatchObject([
      { group: 'emptyNest', evidence: '家里只有本人和配偶寅山，没有子女同住。' },
    ])
    await expect(
      record(husband, { name: '别名', kinship: 'spouse', linkedElderId: wife }),
    ).rejects.toMatchObject({ code: 'conflict' })
    await county.call('lifeEvent.record', {
      countyCode,
      id: world.newId(),
      elderId: husband,
      kind: 'died',
      happenedOn: '2026-10-01',
      reason: '死亡证明',
    })
    const after = await kinOf(wife)
    expect(after.kin).toMatchObject([{ name: '寅山', endedOn: '2026-10-01', endedWhy: 'died' }])
    expect(after.findings.map(finding => finding.group)).toEqual(['livesAlone', 'emptyNest'])
  })

  it('who have a record of their own are called by its telephone', async () => {
    const { husband, wife } = await couple('酉山', '酉英')
    const { version } = await county.call('elder.get', { countyCode, id: wife })
    await county.call('elder.update', { countyCode, id: wife, version, elder: { phone: '0433-0123477' } })
    const id = await record(husband, { name: '酉英', kinship: 'spouse', linkedElderId: wife })
    expect((await kinOf(husband)).kin).toMatchObject([{ phoneMask: '*******3477' }])
    const open = await county.call('elder.unmask', { countyCode, id: husband, reason: '核对电话' })
    expect(open.contacts).toEqual([{ id, phone: '0433-0123477' }])
  })

  it('end with a day and a reason, on both sides of a link', async () => {
    const { husband, wife } = await couple('卯山', '卯英')
    const id = await record(husband, { name: '卯英', kinship: 'spouse', linkedElderId: wife })
    await county.call('kin.end', { countyCode, id, on: '2026-11-01', why: 'divorced' })
    for (const elder of [husband, wife])
      expect((await kinOf(elder)).kin).toMatchObject([{ endedOn: '2026-11-01', endedWhy: 'divorced' }])
    await expect(
      county.call('kin.end', { countyCode, id, on: '2026-11-02', why: 'lostTouch' }),
    ).rejects.toMatchObject({ code: 'conflict' })
    const record1 = await county.call('elder.get', { countyCode, id: husband })
    expect(record1.contacts).toEqual([])
  })

  it('are called in the order somebody gave them', async () => {
    const elder = await register('辰英')
    const ids = [
      await record(elder, { name: '辰一', kinship: 'son' }),
      await record(elder, { name: '辰二', kinship: 'neighbour', whereabouts: 'sameVillage', hasKey: true }),
    ]
    await county.call('kin.reorder', { countyCode, elderId: elder, ids: ids.toReversed() })
    expect((await kinOf(elder)).kin.map(one => one.name)).toEqual(['辰二', '辰一'])
    await expect(
      county.call('kin.reorder', { countyCode, elderId: elder, ids: [world.newId()] }),
    ).rejects.toMatchObject({ code: 'conflict' })
  })

  it('are changed only by whoever saw the present state, and every change is kept', async () => {
    const elder = await register('巳英')
    const id = await record(elder, { name: '巳大', kinship: 'son', whereabouts: 'sameVillage' })
    const change = { countyCode, id, version: 1, kin: { whereabouts: 'abroad', country: 'jp' } } as const
    world.clock.set('2026-11-23T02:00:01Z')
    await county.call('kin.change', change)
    await expect(county.call('kin.change', change)).rejects.toMatchObject({ code: 'conflict' })
    await expect(county.call('kin.change', { ...change, version: 2, kin: { hasKey: true } })).rejects.toThrow(
      '备用钥匙',
    )
    expect((await kinOf(elder)).changes[0]).toMatchObject({
      kind: 'corrected',
      changes: [
        { field: 'whereabouts', before: '本村', after: '国外' },
        { field: 'country', before: null, after: '日本' },
      ],
    })
  })

  it('are entered by a visitor for the elders she carries and for nobody else', async () => {
    const elder = await register('午英')
    const visitor = await world.signedInAs('visitor', village, '探访员')
    const kin = { name: '午大', kinship: 'son' } as const
    await expect(record(elder, kin, visitor)).rejects.toMatchObject({ code: 'not_allowed' })
    await county.call('visitor.assign', {
      countyCode,
      elderIds: [elder],
      accountId: visitor.actor.accountId,
      from: '2026-11-20',
    })
    await record(elder, kin, visitor)
    expect((await kinOf(elder)).kin.map(one => one.name)).toEqual(['午大'])
    await expect(record(elder, kin, visitor)).rejects.toMatchObject({ code: 'conflict' })
    const stranger = await world.signedInAs('countyOfficer', '220182000000')
    await expect(record(elder, { name: '外人', kinship: 'son' }, stranger)).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  it('of a merged record are read with the one that stands', async () => {
    const kept = await register('未英')
    const merged = await register('未瑛')
    await record(merged, { name: '未大', kinship: 'son', whereabouts: 'sameVillage' })
    await world.pool.query('update elders set merged_into = $1 where id = $2', [kept, merged])
    await world.pool.query('update elders set merged_ids = array[$2]::uuid[] where id = $1', [kept, merged])
    expect((await kinOf(kept)).kin.map(one => one.name)).toEqual(['未大'])
    const houses = await county.call('household.list', { regionCode: village, limit: 500 })
    expect(houses.rows.flatMap(row => row.members).map(member => member.name)).not.toContain('未瑛')
  })
})
