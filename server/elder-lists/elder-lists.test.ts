// Lists officers live in: kept for the office, narrowed, acted on as a whole and taken back, taken out with a second person.
import { createWriteStream } from 'node:fs'
import { mkdtemp, readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Sent } from '../../domain/api.ts'
import { usualColumns } from '../../domain/elders/columns.ts'
import { type Caller, openTestSystem, type TestSystem } from '../../tools/test-system.ts'
import { openSpreadsheet } from '../spreadsheets/spreadsheets.ts'

const countyCode = '222402'
let world: TestSystem
let county: Caller
let colleague: Caller
let villages: string[]

beforeAll(async () => {
  world = await openTestSystem()
  const found = await world.pool.query<{ code: string }>(
    `select code from regions where level = 'village' and code like '222402%' order by code`,
  )
  villages = found.rows.map(row => row.code)
  county = await world.signedInAs('countyOfficer', '222402000000', '张主任')
  colleague = await world.signedInAs('countyOfficer', '222402000000', '李科长')
})
afterAll(() => world.close())

async function register(name: string, more: object = {}, regionCode = villages[0]!): Promise<string> {
  const id = world.newId()
  const elder = { name, sex: 'female', bornOn: '1944-05-06', numberKind: 'none', ...more } as const
  await county.call('elder.register', { id, householdId: world.newId(), regionCode, elder })
  return id
}

const namesOf = async (filter: object, regionCode = villages[0]!) =>
  (await county.call('elder.list', { regionCode, ...filter } as Sent<'elder.list'>)).rows.map(row => row.name)

describe('a list can be narrowed', () => {
  beforeAll(async () => {
    await register('甲兰', { sex: 'male', bornOn: '1936-11-23', spokenLanguage: 'ko', ethnicity: '10' })
    await register('乙兰', { bornOn: '1946-11-24' })
    await register('丙兰', { bornOn: null, willingToBeVisited: false })
  })

  it.each([
    [{ sex: 'male' }, ['甲兰']],
    [{ ageFrom: 90 }, ['甲兰']],
    [{ ageFrom: 79, ageTo: 79 }, ['乙兰']],
    [{ ageTo: 89 }, ['乙兰']],
    [{ spokenLanguage: 'ko', ethnicity: '10' }, ['甲兰']],
    [{ willing: false }, ['丙兰']],
    [{ hasVisitor: true }, []],
    [{ notVisitedDays: 30, sex: 'male' }, ['甲兰']],
    [{ registeredTo: '2026-11-22' }, []],
    [{ text: 'yl' }, ['乙兰']],
    [{ group: 'veryOld', hasVisitor: false }, ['甲兰']],
  ])('by %j', async (filter, names) => {
    expect(await namesOf(filter)).toEqual(names)
  })
})

describe('a kept list', () => {
  const list = {
    name: '独居且没人管的',
    listRegionCode: '222402000000',
    filter: { group: 'livesAlone', hasVisitor: false },
    columns: ['age', 'village'],
  } as const

  it('is one’s own until it is shared with the office, and only its keeper forgets it', async () => {
    const id = world.newId()
    await county.call('savedList.keep', { id, ...list, columns: [...list.columns], shared: false })
    expect(await colleague.call('savedList.list', {})).toEqual([])
    await county.call('savedList.keep', { id, ...list, columns: [...list.columns], shared: true })
    const [seen] = await colleague.call('savedList.list', {})
    expect(seen).toMatchObject({
      name: list.name,
      filter: { ...list.filter, ended: false },
      keptBy: '张主任',
    })
    const town = await world.signedInAs('townshipOfficer', `${villages[0]!.slice(0, 9)}000`)
    expect(await town.call('savedList.list', {})).toEqual([])
    await expect(
      colleague.call('savedList.keep', { id, ...list, columns: [...list.columns], shared: false }),
    ).rejects.toMatchObject({ code: 'not_allowed' })
    await expect(colleague.call('savedList.forget', { countyCode, id })).rejects.toMatchObject({
      code: 'not_found',
    })
    await county.call('savedList.forget', { countyCode, id })
    expect(await county.call('savedList.list', {})).toEqual([])
  })
})

describe('one act on many', () => {
  const visitorOf = async (ids: string[]) => {
    const found = await world.pool.query<{ account_id: string }>(
      'select account_id from visitor_assignments where elder_id = any($1) and valid_to is null',
      [ids],
    )
    return found.rows.map(row => row.account_id)
  }

  it('is previewed with reasons, done as previewed, and gives everyone the visitor of before when undone', async () => {
    const village = villages[1]!
    const ids = [await register('丁兰', {}, village), await register('戊兰', {}, village)]
    const first = await world.signedInAs('visitor', village, '老探访员')
    const second = await world.signedInAs('visitor', village, '新探访员')
    await county.call('visitor.assign', {
      countyCode,
      elderIds: [ids[0]!],
      accountId: first.actor.accountId,
      from: '2026-11-20',
    })
    const deed = {
      kind: 'assignVisitor',
      accountId: second.actor.accountId,
      from: '2026-11-23',
    } as const
    const gone = await register('己兰', {}, village)
    await county.call('lifeEvent.record', {
      countyCode,
      id: world.newId(),
      elderId: gone,
      kind: 'died',
      happenedOn: '2026-11-23',
      reason: '病故',
    })
    const chosen = { countyCode, elderIds: [...ids, gone], deed }
    const preview = await county.call('bulkAct.preview', chosen)
    expect(preview).toMatchObject({ touched: 2, leftAlone: [{ id: gone, why: '已于 2026-11-23 离册' }] })
    expect(preview.sentence).toBe('自 2026-11-23 起把 2 人分配给探访员新探访员')
    await expect(
      county.call('bulkAct.do', { ...chosen, id: world.newId(), expected: 3 }),
    ).rejects.toMatchObject({ code: 'conflict' })
    const done = await county.call('bulkAct.do', { ...chosen, id: world.newId(), expected: 2 })
    expect(await visitorOf(ids)).toEqual([second.actor.accountId, second.actor.accountId])
    const undone = await county.call('bulkAct.undo', { countyCode, id: done.id, reason: '选错了人' })
    expect(undone.undoSentence).toBe('已撤销，恢复 2 人。')
    expect(await visitorOf(ids)).toEqual([first.actor.accountId])
    await expect(
      county.call('bulkAct.undo', { countyCode, id: done.id, reason: '再撤' }),
    ).rejects.toMatchObject({ code: 'conflict' })
    const log = await county.call('bulkAct.list', { regionCode: '222402000000' })
    expect(log.rows.map(row => row.id)).toContain(done.id)
  })

  it('leaves alone at undo whom somebody has given to another visitor since', async () => {
    const village = villages[2]!
    const ids = [await register('庚兰', {}, village), await register('辛兰', {}, village)]
    const visitors = [
      await world.signedInAs('visitor', village, '一号'),
      await world.signedInAs('visitor', village, '二号'),
    ]
    const [accountId = '', later = ''] = visitors.map(one => one.actor.accountId)
    const done = await county.call('bulkAct.do', {
      countyCode,
      id: world.newId(),
      elderIds: ids,
      deed: { kind: 'assignVisitor', accountId, from: '2026-11-22' },
      expected: 2,
    })
    await county.call('visitor.assign', {
      countyCode,
      elderIds: [ids[0]!],
      accountId: later,
      from: '2026-11-23',
    })
    const undone = await county.call('bulkAct.undo', { countyCode, id: done.id, reason: '误操作' })
    expect(undone.undoSentence).toContain('另有 1 人')
    expect(await visitorOf(ids)).toEqual([later])
  })

  it('confirms entries, which then are not stale, and takes it back', async () => {
    const [village] = villages.slice(3)
    const ids = [await register('壬兰', {}, village)]
    const chosen = { countyCode, elderIds: ids, deed: { kind: 'confirmEntry' } } as const
    const done = await county.call('bulkAct.do', { ...chosen, elderIds: ids, id: world.newId(), expected: 1 })
    const confirmed = async () => (await county.call('elder.get', { countyCode, id: ids[0]! })).confirmedOn
    expect(await confirmed()).toBe('2026-11-23')
    expect((await county.call('bulkAct.preview', { ...chosen, elderIds: ids })).touched).toBe(0)
    await county.call('bulkAct.undo', { countyCode, id: done.id, reason: '还没核实' })
    expect(await confirmed()).toBeNull()
  })

  it('chooses a whole list of one county, and nobody outside the area', async () => {
    const all = await county.call('bulkAct.choose', { regionCode: villages[0]!, filter: { sex: 'male' } })
    expect(all.elderIds).toHaveLength(1)
    const stranger = await world.signedInAs('countyOfficer', '220182000000')
    await expect(
      stranger.call('bulkAct.preview', {
        countyCode,
        elderIds: all.elderIds,
        deed: { kind: 'confirmEntry' },
      }),
    ).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('a list that leaves the system', () => {
  const ask = (filter: object = {}, caller = county) =>
    caller.call('listExport.ask', {
      id: world.newId(),
      regionCode: villages[0]!,
      filter,
      columns: [...usualColumns],
      reason: '入户核对',
    } as Sent<'listExport.ask'>)

  async function linesOf(key: { countyCode: string; id: string }, caller = county): Promise<string[][]> {
    const download = await caller.fetch('listExport.take', { countyCode: key.countyCode, id: key.id })
    const path = join(await mkdtemp(join(tmpdir(), 'wanqing-export-')), 'list.xlsx')
    await pipeline(download.stream, createWriteStream(path))
    const lines: string[][] = []
    for await (const batch of (await openSpreadsheet(path)).rows())
      lines.push(...batch.map(row => row.cells.map(cell => cell.text)))
    return lines
  }

  it('may be the ledger of a past day: who has left since is in it, who came since is not', async () => {
    const id = await register('车贞淑', {})
    const regionCode = villages[0]!
    await world.pool.query(
      `update elders set registered_on = '2026-01-05', ended_on = '2026-10-20' where id = $1`,
      [id],
    )
    const then = await county.call('elder.asOf', { regionCode, day: '2026-09-30', limit: 500 })
    const asked = await county.call('listExport.ask', {
      id: world.newId(),
      regionCode,
      filter: {},
      columns: ['groups'],
      reason: '核对九月底名册',
      asOf: '2026-09-30',
    })
    expect(asked).toMatchObject({ asOf: '2026-09-30', rowCount: then.total })
    const lines = await linesOf(asked)
    expect(lines.length).toBe(1 + then.total + 1)
    expect(lines.map(line => line[1])).toContain('车贞淑')
  })

  it('is the list as shown, masked, marked with who took it, and gone from the disk once sent', async () => {
    await register('何桂芝', { phone: '0433-0555666' })
    const asked = await ask({ text: '何' })
    expect(asked).toMatchObject({ state: 'unasked', rowCount: 1 })
    const [header, line, watermark] = await linesOf(asked)
    expect(header?.slice(0, 3)).toEqual(['序号', '姓名', '性别'])
    expect(line?.[1]).toBe('何桂芝')
    expect(line).toContain('*******5666')
    expect(watermark?.[0]).toContain('张主任')
    expect(watermark?.[0]).toContain('共 1 人')
    await expect.poll(() => readdir(join(world.system.config.folder, 'exports'))).toEqual([])
  })

  it('waits for a second person when it is long, who is not the one that asked; then a day and no longer', async () => {
    await county.call('setting.change', {
      key: 'export.freeRows',
      regionCode: '222402000000',
      value: 2,
      source: '县民政局会议纪要',
      validFrom: '2026-11-23',
    })
    world.system.settings.expire()
    const asked = await ask()
    expect(asked.state).toBe('asked')
    await expect(linesOf(asked)).rejects.toMatchObject({ code: 'rule_broken' })
    const decision = { countyCode: asked.countyCode, id: asked.id, agreed: true, note: '同意，用后销毁' }
    await expect(county.call('listExport.decide', decision)).rejects.toMatchObject({ code: 'not_allowed' })
    const waiting = await colleague.call('listExport.list', { regionCode: '222402000000', waiting: true })
    expect(waiting.rows.map(row => row.id)).toEqual([asked.id])
    await colleague.call('listExport.decide', decision)
    await expect(colleague.call('listExport.decide', decision)).rejects.toMatchObject({ code: 'conflict' })
    expect((await linesOf(asked)).length).toBe(1 + asked.rowCount + 1)
    await expect(linesOf(asked, colleague)).rejects.toMatchObject({ code: 'not_allowed' })
    world.clock.set('2026-11-24T03:00:00Z')
    await expect(linesOf(asked)).rejects.toMatchObject({ code: 'rule_broken' })
    world.clock.set('2026-11-23T02:00:00Z')
  })

  it('tells the one who asked why it was declined', async () => {
    const asked = await ask()
    await colleague.call('listExport.decide', {
      countyCode: asked.countyCode,
      id: asked.id,
      agreed: false,
      note: '请只导出独居老人',
    })
    await expect(linesOf(asked)).rejects.toMatchObject({ message: expect.stringContaining('只导出独居') })
  })

  it('is refused outside the area and when there is nobody', async () => {
    const stranger = await world.signedInAs('countyOfficer', '220182000000')
    await expect(ask({}, stranger)).rejects.toMatchObject({ code: 'not_allowed' })
    await expect(ask({ group: 'specialFamily' })).rejects.toMatchObject({ code: 'not_found' })
  })
})
