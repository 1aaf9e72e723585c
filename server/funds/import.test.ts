// Tables of public money: understood as offices write them, drawn up once, agreed to by somebody else, taken back.
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addDays } from '../../domain/kernel/day.ts'
import { type Caller, openTestSystem, type TestSystem } from '../../tools/test-system.ts'
import { importFunds, verifyFunds } from './funds.ts'

const province = '220000000000'
const folder = mkdtempSync(join(tmpdir(), 'funds-'))
let world: TestSystem
let planner: Caller
let approver: Caller
let village: { name: string; town: string }
let opens: string

beforeAll(async () => {
  world = await openTestSystem()
  const found = await world.pool.query(
    `select v.short_name as name, t.short_name as town from regions v join regions t on t.code = v.parent_code
     where v.level = 'village' and v.code like '222402%' and v.short_name like '%村' order by v.code limit 1`,
  )
  village = found.rows[0]
  planner = await world.signedInAs('provinceOfficer', province, '省里编报的')
  approver = await world.signedInAs('provinceOfficer', province, '省里审批的')
  opens = addDays(new Date().toISOString().slice(0, 10), 500)
})
afterAll(() => world.close())

function file(lines: string[][], name = '资金.csv'): { path: string; bytes: number } {
  const text = lines.map(line => line.map(cell => `"${cell}"`).join(',')).join('\n')
  const path = join(folder, name)
  writeFileSync(path, text)
  return { path, bytes: Buffer.byteLength(text) }
}

const header = '专项 年度 批次 县 类别 金额（万元） 文号 项目名称 地点 数量 完成日期'.split(' ')

async function upload(lines: string[][]): Promise<string> {
  const id = world.newId()
  const input = { id, regionCode: province, fileName: '资金.csv' }
  await planner.call('fundImport.upload', input, { upload: file(lines) })
  return id
}

const get = (id: string) => planner.call('fundImport.get', { id })

function project(programme: string, amount: string, name = '水口村老年食堂'): string[] {
  const place = `${village.town}${village.name}`
  return [
    programme,
    '2026',
    '第一批',
    '图们市',
    '老年食堂',
    amount,
    '演示〔2026〕8号',
    name,
    place,
    '1',
    opens,
  ]
}

const share = (programme: string, county: string, kind: string, amount: string, count = '') => [
  ...[programme, '2026年', '第一批', county, kind, amount, '演示〔2026〕8号', '', '', count, ''],
]

describe('a table of public money', () => {
  it('says of every line what it becomes, to the fen, and of a total that does not agree by how much', async () => {
    const id = await upload([
      ['2026 年资金分配表'],
      header,
      project('甲专项', '12.345678'),
      share('甲专项', '敦化市', '养老大院', '1,200', '20处'),
      share('甲专项', '无此县', '养老大院', '30'),
      share('甲专项', '珲春市', '不知何物', '30'),
      share('甲专项', '龙井市', '养老大院', '若干'),
      share('甲专项', '敦化市', '养老大院', '1'),
      ['合计', '', '', '', '', '1300', '', '', '', '', ''],
    ])
    const { batch, rows } = await get(id)
    expect(batch.counts).toEqual({ rows: 6, new: 2, changed: 0, unchanged: 0, suspicious: 0, refused: 4 })
    expect(batch.told).toEqual([
      '第 9 行的合计写 1,300 万元，上面 6 行加起来 1,273.345678 万元，少 26.654322 万元。请核对。',
    ])
    expect(rows[0]?.becomes).toContain('编报项目“水口村老年食堂”：助餐点 12.345678 万元')
    expect(rows[0]?.place).toContain(village.name)
    const said = rows.map(row => row.problems.join('')).join('\n')
    expect(said).toContain('在本辖区没有找到“无此县”')
    expect(said).toContain('认不出这笔钱做什么用')
    expect(said).toContain('金额写的是“若干”')
    expect(said).toContain('与第 4 行是同一笔资金')
  })

  it('moves no money until a second person has issued and agreed; the same table again changes nothing', async () => {
    const lines = [header, project('乙专项', '20'), share('乙专项', '敦化市', '老年食堂', '30', '3')]
    expect(await planner.call('fundImport.commit', { id: await upload(lines) })).toMatchObject({ new: 2 })
    const again = await upload(lines)
    expect((await get(again)).batch.counts).toMatchObject({ new: 0, unchanged: 2, refused: 0 })
    await expect(planner.call('fundImport.commit', { id: again })).rejects.toMatchObject({ code: 'conflict' })
    const other = await upload([header, project('乙专项', '25')])
    expect((await get(other)).rows[0]?.problems.join('')).toContain('账上已经编报 20 万元，表里是 25 万元')

    const { rows } = await planner.call('fundProgramme.list', { regionCode: province })
    const key = { countyCode: '220000', id: rows.find(row => row.title === '乙专项')!.id }
    const { appropriations, batches } = await planner.call('fundProgramme.get', key)
    expect(appropriations).toMatchObject([
      { state: 'sumPlanned', kind: 'canteen', plannedFen: 50_000_000, documentNumber: '演示〔2026〕8号' },
    ])
    expect(batches).toMatchObject([
      { title: '第一批', state: 'batchDrafted', amountFen: 50_000_000, projects: 1 },
    ])
    const batch = { countyCode: '220000', id: batches[0]!.id, documentNumber: '演示〔2026〕9号' }
    await expect(approver.call('fundBatch.approve', batch)).rejects.toMatchObject({ code: 'rule_broken' })
    const issue = {
      ...{ countyCode: '220000', id: appropriations[0]!.id, documentNumber: '演示〔2026〕8号' },
      issuedOn: appropriations[0]!.plannedOn,
    }
    await expect(planner.call('fundAppropriation.issue', issue)).rejects.toMatchObject({
      code: 'rule_broken',
    })
    await approver.call('fundAppropriation.issue', issue)
    await expect(planner.call('fundBatch.approve', batch)).rejects.toMatchObject({ code: 'rule_broken' })
    await approver.call('fundBatch.approve', batch)
    const shares = await planner.call('fundShare.list', { regionCode: '222403000000' })
    expect(shares.rows).toMatchObject([{ amountFen: 30_000_000, leftFen: 30_000_000, places: 3 }])
    expect(await verifyFunds(world.pool)).toEqual([])
  })

  it('is taken back but for what has been agreed to since, and can then be taken in again', async () => {
    const lines = [header, project('丙专项', '20'), share('丁专项', '敦化市', '助浴', '30')]
    const id = await upload(lines)
    await planner.call('fundImport.commit', { id })
    const { rows } = await planner.call('fundProgramme.list', { regionCode: province })
    const key = { countyCode: '220000', id: rows.find(row => row.title === '丁专项')!.id }
    const { appropriations } = await planner.call('fundProgramme.get', key)
    await approver.call('fundAppropriation.issue', {
      ...{ countyCode: '220000', id: appropriations[0]!.id, documentNumber: '演示〔2026〕10号' },
      issuedOn: appropriations[0]!.plannedOn,
    })
    // Its batch waited and is dropped; the sum that was issued stays, free to be split anew.
    expect(await planner.call('fundImport.undo', { id })).toEqual({ removed: 2, restored: 0, kept: 0 })
    await expect(planner.call('fundImport.undo', { id })).rejects.toMatchObject({ code: 'conflict' })
    const after = await planner.call('fundProgramme.get', key)
    expect(after.appropriations).toMatchObject([{ state: 'sumIssued', leftFen: 30_000_000 }])
    expect(after.batches).toMatchObject([{ state: 'batchDropped', dropReason: '撤销表格导入' }])
    const anew = await upload(lines)
    expect((await get(anew)).rows.map(row => row.becomes?.slice(0, 2))).toEqual(['连同', '从已'])
    expect(await planner.call('fundImport.commit', { id: anew })).toMatchObject({ new: 2 })
    expect(await verifyFunds(world.pool)).toEqual([])
  })

  it('splits no more than a line for the whole sum says, and knows yuan from wan', async () => {
    const yuan = header.map(word => (word.startsWith('金额') ? '金额（元）' : word))
    const sum = ['戊专项', '2026', '', '', '老年食堂', '500000', '', '', '', '', '']
    const id = await upload([
      yuan,
      sum,
      share('戊专项', '敦化市', '老年食堂', '300000'),
      project('戊专项', '250000.5'),
    ])
    const { rows } = await get(id)
    expect(rows.map(row => row.outcome)).toEqual(['new', 'refused', 'refused'])
    expect(rows[1]?.problems).toEqual(['第 2 行的资金是 50 万元，表里要分配 55.00005 万元。请核对金额。'])
  })

  it('is not read where no unit is said anywhere', async () => {
    const bare = header.map(word => (word.startsWith('金额') ? '金额' : word))
    expect((await get(await upload([bare, project('己专项', '20')]))).rows[0]?.problems.join('')).toContain(
      '金额没有写单位',
    )
    const { batch } = await get(await upload([['单位：万元'], bare, project('己专项', '20')]))
    expect(batch.counts.new).toBe(1)
    await expect(
      upload([
        ['甲', '乙'],
        ['丙', '丁'],
      ]),
    ).rejects.toMatchObject({ code: 'invalid' })
  })

  it('takes odd lines by the command line once somebody has named them, and no others', async () => {
    const undated = (name: string) => project('辛专项', '20', name).with(-1, '')
    const { path } = file([header, undated('东食堂'), undated('西食堂')], '待核实.csv')
    const wanted = { path, regionCode: province, errorsPath: null, actor: planner.actor, dryRun: false }
    expect(await importFunds(world.system, wanted)).toMatchObject({ new: 0, suspicious: 2, batch: null })
    await expect(importFunds(world.system, { ...wanted, takeOdd: [2, 9] })).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringContaining('第 9 行不是待核实的行'),
    })
    const taken = await importFunds(world.system, { ...wanted, takeOdd: [3] })
    expect(taken.batch).toEqual(expect.any(String))
    const found = await world.pool.query(`select name from fund_projects where name in ('东食堂', '西食堂')`)
    expect(found.rows).toEqual([{ name: '西食堂' }])
  })

  it('takes finished projects in, which a second person’s yes makes accepted works and no more', async () => {
    const done = (name: string, day: string) => project('壬专项', '20', name).with(-1, day)
    const id = await upload([
      header,
      done('完工食堂', '2024-05-31'),
      done('按月食堂', '2024年5月'),
      done('新建食堂', opens),
      done('太早食堂', '1998-05-31'),
    ])
    const { batch, rows } = await get(id)
    expect(batch.counts).toMatchObject({ new: 3, suspicious: 0, refused: 1 })
    expect(rows[0]?.becomes).toContain('补录项目“完工食堂”')
    expect(rows[0]?.becomes).toContain('（2024-05-31 已完成，审批后记为“验收合格”）')
    expect(rows[2]?.becomes).toContain('编报项目“新建食堂”')
    expect(rows[3]?.problems.join('')).toContain('早于 2000 年')
    await planner.call('fundImport.commit', { id })
    const statesNow = async () =>
      (
        await world.pool.query(`
          select p.name, p.state, p.opens_on::text as over, p.accepted_on = p.approved_on as agreed,
            (select string_agg(m.kind, ' ' order by m.done_on, m.kind) from fund_milestones m
              where m.county_code = p.county_code and m.project_id = p.id and m.done_on = p.opens_on) as done
          from fund_projects p where p.name in ('完工食堂', '按月食堂', '新建食堂') order by p.name`)
      ).rows
    const states = await statesNow()
    expect(states.map(row => row.state)).toEqual(['planDrafted', 'planDrafted', 'planDrafted'])
    expect(states.map(row => row.done)).toEqual([null, null, null])

    const { rows: programmes } = await planner.call('fundProgramme.list', { regionCode: province })
    const key = { countyCode: '220000', id: programmes.find(row => row.title === '壬专项')!.id }
    const { appropriations, batches } = await planner.call('fundProgramme.get', key)
    await approver.call('fundAppropriation.issue', {
      ...{ countyCode: '220000', id: appropriations[0]!.id, documentNumber: '演示〔2026〕11号' },
      issuedOn: appropriations[0]!.plannedOn,
    })
    const approve = { countyCode: '220000', id: batches[0]!.id, documentNumber: '演示〔2026〕12号' }
    await expect(planner.call('fundBatch.approve', approve)).rejects.toMatchObject({ code: 'rule_broken' })
    await approver.call('fundBatch.approve', approve)
    const accepted = { state: 'worksAccepted', over: '2024-05-31', agreed: true }
    expect(await statesNow()).toEqual(
      expect.arrayContaining([
        { name: '完工食堂', ...accepted, done: 'worksDone worksHalf worksStart' },
        { name: '按月食堂', ...accepted, done: 'worksDone worksHalf worksStart' },
        { name: '新建食堂', state: 'planApproved', over: opens, agreed: null, done: null },
      ]),
    )
    expect(await verifyFunds(world.pool)).toEqual([])
  })

  it('holds a planned day that has passed for no word that it was done', async () => {
    const planned = header.map(word => (word === '完成日期' ? '计划完成日期' : word))
    const late = project('癸专项', '20').with(-1, '2024-05-31')
    const { rows } = await get(await upload([planned, late]))
    expect(rows[0]?.outcome).toBe('suspicious')
    expect(rows[0]?.problems.join('')).toContain('看不出有没有完成')
  })

  it('goes in by the command line in somebody’s name, tried out first', async () => {
    const { path } = file([header, project('庚专项', '20')], '命令行.csv')
    const wanted = { path, regionCode: province, errorsPath: null, actor: planner.actor }
    expect(await importFunds(world.system, { ...wanted, dryRun: true })).toMatchObject({
      new: 1,
      batch: null,
    })
    expect(await importFunds(world.system, { ...wanted, dryRun: false })).toMatchObject({
      ...{ new: 1, told: [], batch: expect.any(String) },
    })
    expect(await importFunds(world.system, { ...wanted, dryRun: false })).toMatchObject({
      ...{ new: 0, unchanged: 1, batch: null },
    })
  })
})
