// Spreadsheets of places: understood as offices write them, taken in once, changed the second time, taken back.
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Caller, openTestSystem, type TestSystem } from '../../tools/test-system.ts'
import { openSpreadsheet } from '../spreadsheets/spreadsheets.ts'
import { importFacilities } from './facilities.ts'

const county = '222402000000'
const folder = mkdtempSync(join(tmpdir(), 'places-'))
let world: TestSystem
let officer: Caller
let villages: { code: string; name: string; town: string }[]

beforeAll(async () => {
  world = await openTestSystem()
  const found = await world.pool.query(
    `select v.code, v.short_name as name, t.short_name as town from regions v join regions t on t.code = v.parent_code
     where v.level = 'village' and v.code like '222402%' and v.short_name like '%村' order by v.code limit 4`,
  )
  villages = found.rows
  officer = await world.signedInAs('countyOfficer', county, '县里干事')
})
afterAll(() => world.close())

function file(name: string, lines: string[][]): { path: string; bytes: number } {
  const text = lines.map(line => line.join(',')).join('\n')
  const path = join(folder, name)
  writeFileSync(path, text)
  return { path, bytes: Buffer.byteLength(text) }
}

const header = [
  '序号',
  '设施名称',
  '类别',
  '乡镇',
  '村',
  '床位数（张）',
  '是否住宿',
  '负责人',
  '职务',
  '负责人手机',
  '服务项目',
]
const line = (at: number, name: string, more: Record<number, string> = {}) => {
  const village = villages[at]!
  return [
    '1',
    name,
    '养老大院',
    village.town,
    village.name,
    '0',
    '否',
    '王会长',
    '老年协会会长',
    '13900001111',
    '文体活动、助餐',
  ].map((cell, column) => more[column] ?? cell)
}

async function upload(lines: string[][], name = '设施.csv'): Promise<string> {
  const id = world.newId()
  await officer.call(
    'facilityImport.upload',
    { id, regionCode: county, fileName: name },
    { upload: file(name, lines) },
  )
  return id
}

const get = (id: string) => officer.call('facilityImport.get', { id })

describe('a table of places', () => {
  it('is understood below its title, each line counted once, with a sentence for what is wrong', async () => {
    const id = await upload([
      ['2026 年养老服务设施统计表'],
      header,
      line(0, '甲养老大院'),
      line(1, '乙互助站', { 2: '村级互助站点', 5: '8张', 6: '是' }),
      line(2, '丙养老大院', { 4: '没有这个村' }),
      line(2, '丁养老大院', { 5: '很多' }),
      line(3, '戊养老大院', { 9: '不知道' }),
      line(0, '甲养老大院'),
      ['', '合计', '', '', '', '8', '', '', '', '', ''].map((cell, at) => (at === 1 ? '' : cell)),
    ])
    const { batch, rows } = await get(id)
    expect(batch.counts).toEqual({ rows: 6, new: 2, changed: 0, unchanged: 0, suspicious: 1, refused: 3 })
    expect(batch.columns.map(one => one.field)).toEqual([
      ...[null, 'name', 'kind', 'township', 'village', 'beds', 'fullDayLodging'],
      ...['managerName', 'managerRole', 'managerPhone', 'services'],
    ])
    const said = rows.flatMap(row => row.problems).join('')
    expect(said).toContain('没有这个村')
    expect(said).toContain('“床位数”写的是“很多”')
    expect(said).toContain('与第 3 行是同一处设施')
    expect(JSON.stringify(batch)).not.toContain('13900001111')
  })

  it('is taken in, changes nothing the second time, and only what differs the third', async () => {
    const lines = [header, line(0, '一号大院'), line(1, '二号大院', { 5: '6', 6: '是' })]
    const counts = await officer.call('facilityImport.commit', { id: await upload(lines) })
    expect(counts).toMatchObject({ new: 2 })
    const list = await officer.call('facility.list', { regionCode: county, text: '二号大院' })
    expect(list.rows).toMatchObject([
      { name: '二号大院', beds: 6, fullDayLodging: true, state: 'running', managerRole: 'associationHead' },
    ])
    const again = await upload(lines)
    expect((await get(again)).batch.counts).toMatchObject({ new: 0, changed: 0, unchanged: 2 })
    await expect(officer.call('facilityImport.commit', { id: again })).rejects.toMatchObject({
      code: 'conflict',
    })
    const third = await upload([header, line(0, '一号大院'), line(1, '二号大院', { 5: '9', 6: '是' })])
    expect((await get(third)).rows.find(row => row.outcome === 'changed')?.changes).toEqual([
      { field: '床位数', before: '6', after: '9' },
    ])
    await officer.call('facilityImport.commit', { id: third })
    const key = { countyCode: '222402', id: list.rows[0]!.id }
    const { facility, changes } = await officer.call('facility.get', key)
    expect(facility).toMatchObject({ beds: 9, managerPhoneTail: '1111' })
    expect(changes[0]?.fields).toEqual([{ field: '床位数', before: '6', after: '9' }])
    const undone = await officer.call('facilityImport.undo', { id: third })
    expect(undone).toEqual({ removed: 0, restored: 1, kept: 0 })
    expect((await officer.call('facility.get', key)).facility.beds).toBe(6)
  })

  it('is taken back but for what somebody has touched since', async () => {
    const id = await upload([header, line(2, '子大院'), line(3, '丑大院')])
    await officer.call('facilityImport.commit', { id })
    const { rows } = await officer.call('facility.list', { regionCode: county, text: '丑大院' })
    await officer.call('facility.changeState', {
      ...{ countyCode: '222402', id: rows[0]!.id, state: 'onPause', fromOn: '2026-11-23', reason: 'repairs' },
    })
    expect(await officer.call('facilityImport.undo', { id })).toEqual({ removed: 1, restored: 0, kept: 1 })
    expect((await officer.call('facility.list', { regionCode: county, text: '子大院' })).rows).toEqual([])
    await expect(officer.call('facilityImport.undo', { id })).rejects.toMatchObject({ code: 'conflict' })
  })

  it('is read anew when a person says what a column means', async () => {
    const id = await upload([
      ['设施', '名称', '种类', '所属乡镇', '村'],
      ['x', '寅大院', '养老大院', villages[0]!.town, villages[0]!.name],
    ])
    const { batch } = await get(id)
    const fields = Object.fromEntries(batch.columns.map(one => [String(one.index), one.field]))
    await officer.call('facilityImport.remap', { id, fields: { ...fields, '1': null, '0': 'name' } })
    expect((await get(id)).rows).toMatchObject([{ name: 'x', outcome: 'new' }])
    await expect(
      officer.call('facilityImport.remap', { id, fields: { ...fields, '0': null, '1': null } }),
    ).rejects.toMatchObject({ message: '要有一列是“名称”，请指明是哪一列。' })
  })

  it('without a header or without names is refused whole', async () => {
    await expect(
      upload([
        ['甲', '乙'],
        ['丙', '丁'],
      ]),
    ).rejects.toMatchObject({ code: 'invalid' })
    await expect(
      upload([
        ['乡镇', '村'],
        ['a', 'b'],
      ]),
    ).rejects.toMatchObject({ code: 'invalid' })
  })

  it('hands out the lines that were not taken, with the reason first', async () => {
    const id = await upload([header, line(0, '卯大院', { 4: '无此村' })])
    const { fileName, stream } = await officer.fetch('facilityImport.problemRows', { id })
    expect(fileName).toBe('有问题的行-设施.xlsx')
    const path = join(folder, 'problems.xlsx')
    const chunks: Buffer[] = []
    for await (const chunk of stream) chunks.push(chunk as Buffer)
    writeFileSync(path, Buffer.concat(chunks))
    const rows = []
    for await (const batch of (await openSpreadsheet(path)).rows()) rows.push(...batch)
    expect(rows.map(row => row.cells[0]?.text)).toEqual(['原因', expect.stringContaining('无此村')])
  })

  it('goes in by the command line for the whole province, tried out first', async () => {
    const sheet = file('省.csv', [
      ['名称', '类型', '县', '乡镇', '村', '床位'],
      ['图们中心', '县级福利中心', '图们市', '', '', '90'],
      ['榆树中心', '县级福利中心', '榆树市', '', '', '120'],
      ['某镇福利服务中心', '乡镇福利服务中心', '图们市', villages[0]!.town, '', '30'],
    ])
    const wanted = { path: sheet.path, regionCode: '220000000000', errorsPath: null, actor: null }
    const trial = await importFacilities(world.system, { ...wanted, dryRun: true })
    expect(trial).toMatchObject({ rows: 3, new: 3, refused: 0, batch: null, headerRow: 1 })
    const stored = await importFacilities(world.system, { ...wanted, dryRun: false })
    expect(stored).toMatchObject({ new: 3, batch: expect.any(String) })
    const again = await importFacilities(world.system, { ...wanted, dryRun: false })
    expect(again).toMatchObject({ new: 0, changed: 0, unchanged: 3, batch: null })
    const province = await world.signedInAs('provinceOfficer', '220000000000')
    const { rows } = await province.call('facility.list', {
      regionCode: '220000000000',
      kind: 'countyWelfareCentre',
    })
    expect(rows.map(row => row.countyName).sort()).toEqual(['图们市', '榆树市'].sort())
  })
})
