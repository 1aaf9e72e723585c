// Merging over a real database: allowed, refused, repeated, raced, undone, and who may do it at all.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkCharacterOf } from '../../../domain/elders/citizen-number.ts'
import { assignElders, farVillage, makeElders, village } from '../../../tools/sample-elders.ts'
import { type Caller, openTestSystem, type TestSystem } from '../../../tools/test-system.ts'

let world: TestSystem
let county: Caller
const countyCode = '222402'

beforeAll(async () => {
  world = await openTestSystem()
  county = await world.signedInAs('countyOfficer', '222402000000', '张主任')
})
afterAll(() => world.close())

let sequence = 300
function numberOf(bornOn: string): string {
  sequence += 2
  const first17 = `229901${bornOn.replaceAll('-', '')}${sequence}`
  return first17 + checkCharacterOf(first17)
}

async function register(name: string, more: object = {}, regionCode = village): Promise<string> {
  const id = world.newId()
  const elder = { name, sex: 'female', bornOn: '1944-05-06', numberKind: 'none', ...more } as const
  await county.call('elder.register', { id, householdId: world.newId(), regionCode, elder })
  return id
}

async function mergeInput(survivorId: string, mergedId: string, more: object = {}) {
  const preview = await county.call('elder.mergePreview', {
    countyCode,
    id: survivorId,
    otherId: mergedId,
    survivorId,
  })
  return {
    countyCode,
    mergeId: world.newId(),
    survivorId,
    mergedId,
    survivorVersion: preview.survivor.version,
    mergedVersion: preview.merged.version,
    reason: '身份证同一人，两份表格各报一次',
    ...more,
  }
}

async function merge(survivorId: string, mergedId: string, more: object = {}): Promise<string> {
  const input = await mergeInput(survivorId, mergedId, more)
  await county.call('elder.merge', input)
  return input.mergeId
}

const unmerge = (mergeId: string) =>
  county.call('elder.unmerge', { countyCode, mergeId, reason: '核对后是两个人' })
const get = (id: string) => county.call('elder.get', { countyCode, id })
const names = async (text: string) => {
  const { rows } = await county.call('elder.list', { regionCode: '222402000000', text })
  return rows.map(row => row.name)
}

/** Everything the tables hold of these records, but for bookkeeping that only moves forward. */
async function everythingOf(ids: readonly string[]) {
  const ask = async (text: string) => (await world.pool.query(text, [ids])).rows
  return {
    elders: (await ask('select * from elders where id = any($1) order by id')).map(
      ({ version, updated_at, ...row }) => row,
    ),
    endings: await ask('select * from elder_endings where elder_id = any($1) order by elder_id'),
    assignments: await ask('select * from visitor_assignments where elder_id = any($1) order by id'),
    claims: await ask('select * from citizen_number_claims where elder_id = any($1) order by number_hash'),
    memberships: await ask('select * from elder_memberships where elder_id = any($1) order by id'),
    contacts: await ask('select * from elder_contacts where elder_id = any($1) order by id'),
  }
}

describe('merging two records', () => {
  it('lets the survivor stand for both: fields, visitor, memberships, number', async () => {
    const number = numberOf('1944-05-06')
    const survivor = await register('金顺姬', { note: '腿脚不便' })
    const merged = await register('金顺嬉', {
      citizenNumber: number,
      numberKind: 'citizen',
      phone: '13900000077',
      note: '女儿在韩国',
    })
    await county.call('membership.record', {
      countyCode,
      id: world.newId(),
      elderId: merged,
      group: 'emptyNest',
      validFrom: '2026-01-01',
      evidence: '村委会证明',
      toFollow: true,
    })
    const visitor = await world.signedInAs('visitor', village, '李探访')
    await assignElders(world, visitor.actor.accountId, [
      { countyCode, id: merged, regionCode: village, householdId: merged },
    ])
    const mergeId = await merge(survivor, merged)
    const after = await get(survivor)
    expect(after.name).toBe('金顺嬉')
    expect(after.numberMask).toBe(`**************${number.slice(-4)}`)
    expect(after.phoneMask).toBe('*******0077')
    expect(after.note).toBe('腿脚不便\n女儿在韩国')
    expect(after.visitorName).toBe('李探访')
    expect(after.groups).toContain('emptyNest')
    expect(after.mergedIds).toEqual([merged])
    const gone = await get(merged)
    expect(gone.mergedInto).toEqual({ id: survivor, name: '金顺嬉' })
    expect(gone.endedOn).toBe('2026-11-23')
    const history = await county.call('elder.merges', { countyCode, id: merged })
    expect(history.into).toEqual({ id: survivor, name: '金顺嬉', mergedOn: '2026-11-23' })
    expect(history.rows[0]).toMatchObject({ id: mergeId, mergedBy: '张主任', undoneAt: null })
  })

  it('is taken apart without a trace', async () => {
    const number = numberOf('1941-02-03')
    const survivor = await register('朴英子', { phone: '13900000011' })
    const merged = await register('朴英姿', { citizenNumber: number, numberKind: 'citizen' })
    const visitor = await world.signedInAs('visitor', village)
    await assignElders(world, visitor.actor.accountId, [
      { countyCode, id: merged, regionCode: village, householdId: merged },
    ])
    const before = await everythingOf([survivor, merged])
    const mergeId = await merge(survivor, merged)
    expect(await everythingOf([survivor, merged])).not.toEqual(before)
    const { sentence, kept } = await unmerge(mergeId)
    expect(kept).toEqual([])
    expect(sentence).toContain('已恢复成合并前的内容')
    expect(await everythingOf([survivor, merged])).toEqual(before)
    await expect(unmerge(mergeId)).rejects.toThrow('已经拆开过')
  })

  it('puts an earlier ending back', async () => {
    const [survivor, left] = [await register('崔玉子'), await register('崔玉紫')]
    await county.call('lifeEvent.record', {
      countyCode,
      id: world.newId(),
      elderId: left,
      kind: 'leftProvince',
      happenedOn: '2026-11-23',
      reason: '户口迁移证',
      details: { place: '山东烟台' },
    })
    const before = await everythingOf([survivor, left])
    await unmerge(await merge(survivor, left))
    expect(await everythingOf([survivor, left])).toEqual(before)
  })

  it('undoes a chain from the middle and leaves every record as it was', async () => {
    const [a, b, c] = [
      await register('李一', { phone: '13900000001' }),
      await register('李二', { phone: '13900000002', note: '乙' }),
      await register('李三', { phone: '13900000003' }),
    ]
    const before = await everythingOf([a, b, c])
    const inner = await merge(a, b, { take: { phone: 'absorbed', name: 'absorbed' } })
    const outer = await merge(c, a, { take: { phone: 'absorbed' } })
    expect((await get(c)).mergedIds.toSorted()).toEqual([a, b].toSorted())
    expect((await get(b)).mergedInto?.id).toBe(c)
    await unmerge(inner)
    expect((await get(c)).mergedIds).toEqual([a])
    expect((await get(c)).phoneMask).toBe('*******0001')
    expect((await get(b)).mergedInto).toBeNull()
    await unmerge(outer)
    expect(await everythingOf([a, b, c])).toEqual(before)
  })

  it('keeps what was changed since and names it', async () => {
    const [survivor, merged] = [
      await register('南春花'),
      await register('南春华', { phone: '13900000021', note: '夜里怕黑' }),
    ]
    const mergeId = await merge(survivor, merged)
    const { version } = await get(survivor)
    await county.call('elder.update', {
      countyCode,
      id: survivor,
      version,
      elder: { phone: '13900000022' },
    })
    const undone = await unmerge(mergeId)
    expect(undone.kept).toEqual(['phone'])
    expect(undone.sentence).toContain('“电话”在合并后改过')
    expect((await get(survivor)).phoneMask).toBe('*******0022')
    expect((await get(survivor)).note).toBeNull()
  })

  it('answers the same merge again and refuses a second one of the same two', async () => {
    const [survivor, merged] = [await register('安娜一'), await register('安娜二')]
    const input = await mergeInput(survivor, merged)
    await county.call('elder.merge', input)
    await county.call('elder.merge', input)
    const { rows } = await county.call('elder.merges', { countyCode, id: survivor })
    expect(rows).toHaveLength(1)
    await expect(county.call('elder.merge', { ...input, mergeId: world.newId() })).rejects.toThrow(
      '已经合并过',
    )
  })

  it('refuses what somebody changed in the meantime', async () => {
    const [survivor, merged] = [await register('太顺福'), await register('太顺复')]
    const input = await mergeInput(survivor, merged)
    await county.call('elder.update', { countyCode, id: merged, version: 1, elder: { note: '新情况' } })
    await expect(county.call('elder.merge', input)).rejects.toThrow('刚刚被别人修改过')
  })

  it('lets one of two officers win who merge the same two the other way round', async () => {
    const [one, other] = [await register('玄花'), await register('玄华')]
    const results = await Promise.allSettled([
      county.call('elder.merge', await mergeInput(one, other)),
      county.call('elder.merge', await mergeInput(other, one)),
    ])
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  it('asks for the papers when two numbers name two birth dates', async () => {
    const one = await register('文一', { citizenNumber: numberOf('1944-05-06'), numberKind: 'citizen' })
    const other = await register('文二', {
      citizenNumber: numberOf('1950-05-06'),
      bornOn: '1950-05-06',
      numberKind: 'citizen',
    })
    const input = await mergeInput(one, other)
    await expect(county.call('elder.merge', input)).rejects.toThrow('已核对证件')
    await county.call('elder.merge', { ...input, numbersChecked: true })
  })

  it('wants a death decided', async () => {
    const [living, dead] = [await register('许一'), await register('许二')]
    await county.call('lifeEvent.record', {
      countyCode,
      id: world.newId(),
      elderId: dead,
      kind: 'died',
      happenedOn: '2026-11-23',
      reason: '家属报告',
    })
    await expect(merge(living, dead)).rejects.toThrow('核实本人是否在世')
    const mergeId = await merge(living, dead, { death: 'mistaken' })
    expect((await get(living)).endedOn).toBeNull()
    await unmerge(mergeId)
    expect((await get(dead)).endedOn).toBe('2026-11-23')
  })

  it('asks whose death it was when one has been recorded since', async () => {
    const [survivor, merged] = [await register('卢一'), await register('卢二')]
    const mergeId = await merge(survivor, merged)
    await county.call('lifeEvent.record', {
      countyCode,
      id: world.newId(),
      elderId: survivor,
      kind: 'died',
      happenedOn: '2026-11-23',
      reason: '家属报告',
    })
    const { sentence } = await unmerge(mergeId)
    expect(sentence).toContain('保留的档案在 2026-11-23 登记了离册')
    expect((await get(merged)).endedOn).toBeNull()
    expect((await get(survivor)).endedOn).toBe('2026-11-23')
  })

  it('is an officer’s act in her own area', async () => {
    const [one, other] = [await register('柳一'), await register('柳二', {}, farVillage)]
    const input = await mergeInput(one, other)
    const village1 = await world.signedInAs('villageOfficer', village)
    await expect(village1.call('elder.merge', input)).rejects.toMatchObject({ code: 'not_allowed' })
    const township = await world.signedInAs('townshipOfficer', '222402001000')
    await expect(township.call('elder.merge', input)).rejects.toMatchObject({ code: 'not_found' })
    const elsewhere = await world.signedInAs('countyOfficer', '222401000000')
    await expect(elsewhere.call('elder.merge', input)).rejects.toMatchObject({ code: 'not_found' })
    const mergeId = await merge(one, other)
    await expect(
      elsewhere.call('elder.unmerge', { countyCode, mergeId, reason: '不对' }),
    ).rejects.toMatchObject({ code: 'not_found' })
  })

  it('notes both records in the audit trail, with the reason', async () => {
    const [one, other] = await makeElders(world, village, 2)
    await merge(one!.id, other!.id)
    const entry = await world.db
      .selectFrom('auditEntries')
      .select(['subjects', 'reason'])
      .where('operation', '=', 'elder.merge')
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow()
    expect(entry.subjects.toSorted()).toEqual([one!.id, other!.id].toSorted())
    expect(entry.reason).toContain('同一人')
  })
})

describe('finding a person by what a merged record bore', () => {
  it('works by number, name and telephone of either record', async () => {
    const number = numberOf('1939-07-08')
    const survivor = await register('裴顺女', {
      citizenNumber: numberOf('1939-07-08'),
      numberKind: 'citizen',
    })
    const merged = await register('裴舜女', {
      citizenNumber: number,
      numberKind: 'citizen',
      phone: '13911118642',
    })
    await merge(survivor, merged, { take: { phone: 'survivor', name: 'survivor' } })
    expect(await names(number)).toEqual(['裴顺女'])
    expect(await names('裴舜')).toEqual(['裴顺女'])
    expect(await names('8642')).toEqual(['裴顺女'])
    expect(await names('peishun')).toEqual(['裴顺女'])
    expect(await names('psn')).toEqual(['裴顺女'])
  })
})
