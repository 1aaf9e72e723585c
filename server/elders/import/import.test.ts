// Import batches on a real database: every outcome, corrections, taking in, doing twice, undoing, bad files.
import { createWriteStream, mkdtempSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkCharacterOf } from '../../../domain/elders/citizen-number.ts'
import { Refused } from '../../../domain/kernel/refusal.ts'
import { noWish } from '../../../domain/rounds/wish.ts'
import { type Caller, openTestSystem, type TestSystem } from '../../../tools/test-system.ts'
import { sweepStandings } from '../../risk/risk.ts'
import { openSpreadsheet, writeXlsx } from '../../spreadsheets/spreadsheets.ts'
import { importJob, workOnImports } from '../elders.ts'
import { readBatch } from './reading.ts'
import { readingOf } from './working.ts'

let world: TestSystem
let folder: string
let officer: Caller
const county = '222402000000'
let villages: { code: string; shortName: string; township: string }[]

beforeAll(async () => {
  world = await openTestSystem()
  folder = mkdtempSync(join(tmpdir(), 'wanqing-import-'))
  officer = await world.signedInAs('countyOfficer', county)
  const found = await world.pool.query(
    `select v.code, v.short_name as "shortName", t.short_name as township from regions v
     join regions t on t.code = v.parent_code
     where v.level = 'village' and v.code like '222402%' order by v.code`,
  )
  villages = found.rows
})
afterAll(async () => {
  await world.close()
  rmSync(folder, { recursive: true, force: true })
})

/** A number of an invented person: 2299 was never issued. */
function number(serial: number, born = '19480302', isMan = false): string {
  const first17 = `229901${born}${String(serial * 2 + (isMan ? 1 : 0)).padStart(3, '0')}`
  return first17 + checkCharacterOf(first17)
}

const header = '序号,姓名,性别,身份证号,出生日期,乡镇,村,电话,独居,备注'
let files = 0

function fileOf(text: string | Buffer, name = 'ledger.csv') {
  const path = join(folder, `${++files}-${name}`)
  writeFileSync(path, text)
  return { path, bytes: statSync(path).size }
}

async function upload(lines: string[], caller = officer, regionCode = county, title = header) {
  const id = world.newId()
  const file = fileOf([title, ...lines].join('\r\n'))
  return caller.call('elderImport.upload', { id, regionCode, fileName: '水南村台账.csv' }, { upload: file })
}

function line(given: {
  name: string
  number?: string
  sex?: string
  born?: string
  village?: number
  phone?: string
  alone?: string
  note?: string
}): string {
  const village = villages[given.village ?? 0]
  return [
    '1',
    given.name,
    given.sex ?? '女',
    given.number ?? '',
    given.born ?? '1948-03-02',
    village?.township,
    village?.shortName,
    given.phone ?? '',
    given.alone ?? '',
    given.note ?? '',
  ].join(',')
}

const outcomesOf = (rows: { outcome: string }[]) => rows.map(({ outcome }) => outcome)

describe('a batch from upload to ledger', () => {
  it('gives every row its outcome, takes in what is sure, and changes nothing the second time', async () => {
    const lines = [
      line({ name: '山桂琴', number: number(1), phone: '13900000001', alone: '是' }),
      line({ name: '水玉兰', number: number(2) }),
      line({ name: '水玉兰', number: number(2) }),
      line({ name: '石无号' }),
      line({ name: '木坏号', number: '229901194803020013' }),
      '合计,4人,,,,,,,,',
    ]
    const batch = await upload(lines)
    expect(batch.stage).toBe('understood')
    expect(batch.counts).toEqual({
      rows: 5,
      new: 2,
      changed: 0,
      unchanged: 0,
      suspicious: 1,
      refused: 2,
      skipped: 1,
    })
    const { rows } = await officer.call('elderImport.rows', { id: batch.id })
    expect(outcomesOf(rows)).toEqual(['new', 'new', 'refused', 'suspicious', 'refused'])
    expect(rows[2]?.problems.map(({ message }) => message).join()).toContain('与第 3 行是同一人')
    expect(rows[0]?.numberMask).toMatch(/^\*+\d{3}[\dX]$/)

    const before = await world.pool.query('select count(*)::int as count from elders')
    expect(before.rows[0].count).toBe(0)
    const committed = await officer.call('elderImport.commit', { id: batch.id, withSuspicious: false })
    expect(committed.stage).toBe('committed')
    const kept = await world.pool.query(
      `select e.name, e.citizen_number_tail, m."group", m.evidence, c.elder_id is not null as claimed
       from elders e left join elder_memberships m on m.elder_id = e.id
       left join citizen_number_claims c on c.elder_id = e.id order by e.name`,
    )
    expect(kept.rows).toEqual([
      {
        name: '山桂琴',
        citizen_number_tail: number(1).slice(-4),
        group: 'livesAlone',
        evidence: '表格导入：水南村台账.csv 第2行',
        claimed: true,
      },
      {
        name: '水玉兰',
        citizen_number_tail: number(2).slice(-4),
        group: null,
        evidence: null,
        claimed: true,
      },
    ])

    const again = await upload(lines)
    expect(again.counts).toMatchObject({ new: 0, changed: 0, unchanged: 2, suspicious: 1, refused: 2 })
    await officer.call('elderImport.commit', { id: again.id, withSuspicious: true })
    const third = await upload(lines)
    expect(third.counts).toMatchObject({ new: 0, changed: 0, unchanged: 3, suspicious: 0, refused: 2 })
  })
})

describe('a person corrects and mends', () => {
  it('reads the file anew when a column means something else', async () => {
    const title = '甲,乙,性别,丁,村名,己,庚'
    const village = villages[1]
    const rows = [
      `1,金顺女,${number(11)},女,${village?.township},${village?.shortName},说明一`,
      `2,金福女,${number(12)},女,${village?.township},${village?.shortName},说明二`,
    ]
    const batch = await upload(rows, officer, county, title)
    expect(batch.columns.find(({ field }) => field === 'name')).toBeUndefined()
    const fields = {
      '1': 'name',
      '2': 'citizenNumber',
      '3': 'sex',
      '4': 'township',
      '5': 'village',
      '6': 'note',
    }
    const mended = await officer.call('elderImport.remap', {
      id: batch.id,
      mapping: { headerRow: 1, fields },
    })
    expect(mended.counts).toMatchObject({ rows: 2, new: 2, refused: 0 })
    await expect(
      officer.call('elderImport.remap', {
        id: batch.id,
        mapping: { headerRow: 1, fields: { '1': 'shoeSize' } },
      }),
    ).rejects.toMatchObject({ code: 'invalid' })
    const dropped = await officer.call('elderImport.cancel', { id: batch.id })
    expect(dropped.stage).toBe('cancelled')
    await expect(
      officer.call('elderImport.commit', { id: batch.id, withSuspicious: false }),
    ).rejects.toMatchObject({ code: 'conflict' })
  })

  it('hands back the refused rows with reasons, and takes the mended file', async () => {
    const batch = await upload([
      line({ name: '朴英子', number: '229901194803020013', village: 2 }),
      line({ name: '朴善子', number: number(22), village: 2 }),
    ])
    expect(batch.counts).toMatchObject({ rows: 2, new: 1, refused: 1 })
    const download = await officer.fetch('elderImport.problemRows', { id: batch.id })
    const path = join(folder, 'problems.xlsx')
    await pipeline(download.stream, createWriteStream(path))
    const lines = await linesIn(path)
    expect(lines[0]?.slice(0, 3)).toEqual(['原因', '序号', '姓名'])
    expect(lines).toHaveLength(2)
    expect(lines[1]?.[0]).toContain('第 2 行')
    expect(lines[1]?.[4]).toBe('229901194803020013')
    const mendedLine = [...(lines[1] ?? [])]
    mendedLine[4] = number(21)
    const mended = await upload([mendedLine.join(',')], officer, county, lines[0]?.join(','))
    expect(mended.counts).toMatchObject({ rows: 1, new: 1, refused: 0 })
  })

  it('changes only what the file says, adds groups, and never empties a field', async () => {
    const one = { name: '白玉珠', number: number(31), village: 3 }
    const first = await upload([line({ ...one, phone: '13900000031', note: '糖尿病' })])
    await officer.call('elderImport.commit', { id: first.id, withSuspicious: false })
    const second = await upload([line({ ...one, phone: '13900000032', alone: '是' })])
    expect(second.counts).toMatchObject({ changed: 1 })
    const { rows } = await officer.call('elderImport.rows', { id: second.id, outcome: 'changed' })
    expect(rows[0]?.changes).toEqual([
      { field: 'phone', before: '*******0031', after: '*******0032' },
      { field: 'groups', before: null, after: '独居' },
    ])
    await officer.call('elderImport.commit', { id: second.id, withSuspicious: false })
    const kept = await elderNamed('白玉珠')
    expect(kept).toMatchObject({ phone_tail: '0032', note: '糖尿病', version: 2 })
    const undone = await officer.call('elderImport.undo', { id: second.id, reason: '电话弄错了' })
    expect(undone.undo).toMatchObject({ removed: 0, restored: 1, kept: 0 })
    expect(await elderNamed('白玉珠')).toMatchObject({ phone_tail: '0031', groups: [], version: 3 })
  })
})

describe('an entry somebody has corrected since', () => {
  it('is not set back in silence by the same old file', async () => {
    const lines = [line({ name: '慎改回', number: number(35), village: 3, phone: '13900000035' })]
    const first = await upload(lines)
    await officer.call('elderImport.commit', { id: first.id, withSuspicious: false })
    const { id } = await elderNamed('慎改回')
    await officer.call('elder.update', {
      countyCode: '222402',
      id,
      version: 1,
      elder: { phone: '13900000036' },
    })
    const again = await upload(lines)
    expect(again.counts).toMatchObject({ changed: 0, suspicious: 1 })
    await officer.call('elderImport.commit', { id: again.id, withSuspicious: false })
    expect(await elderNamed('慎改回')).toMatchObject({ phone_tail: '0036', version: 2 })
  })
})

describe('undoing', () => {
  it('removes untouched people with all that came along, and keeps those somebody has worked on', async () => {
    const batch = await upload([
      line({ name: '洪撤一', number: number(41), village: 4, alone: '是' }),
      line({ name: '洪撤二', number: number(42), village: 4, alone: '是' }),
    ])
    await officer.call('elderImport.commit', { id: batch.id, withSuspicious: false })
    const touched = await elderNamed('洪撤二')
    await officer.call('elder.update', {
      countyCode: '222402',
      id: touched.id,
      version: 1,
      elder: { note: '已上门核对' },
    })
    const undone = await officer.call('elderImport.undo', { id: batch.id, reason: '传错了文件' })
    expect(undone.stage).toBe('undone')
    expect(undone.undo).toMatchObject({ removed: 1, restored: 0, kept: 1 })
    expect(undone.undo?.sentence).toContain('予以保留')
    expect(await elderNamed('洪撤一')).toBeUndefined()
    expect(await elderNamed('洪撤二')).toMatchObject({ note: '已上门核对' })
    const left = await world.pool.query(
      `select (select count(*)::int from citizen_number_claims where number_hash = $1) as claims,
        (select count(*)::int from elder_memberships m where not exists
          (select from elders e where e.id = m.elder_id)) as memberships,
        (select count(*)::int from households h where not exists
          (select from elders e where e.household_id = h.id)) as households`,
      [world.system.sealer.hash(number(41))],
    )
    expect(left.rows[0]).toEqual({ claims: 0, memberships: 0, households: 0 })
    await expect(
      officer.call('elderImport.undo', { id: batch.id, reason: '再来一次' }),
    ).rejects.toMatchObject({ code: 'conflict' })
    const again = await upload([line({ name: '洪撤一', number: number(41), village: 4, alone: '是' })])
    expect(again.counts).toMatchObject({ new: 1 })
  })
})

describe('undoing after the programme has reckoned', () => {
  it('takes back what was only reckoned, and keeps whoever somebody has done something for', async () => {
    const batch = await upload([
      line({ name: '洪撤三', number: number(43), village: 4, alone: '是' }),
      line({ name: '洪撤四', number: number(44), village: 4, alone: '是' }),
    ])
    await officer.call('elderImport.commit', { id: batch.id, withSuspicious: false })
    await sweepStandings(world.system)
    const [plain, wished] = [await elderNamed('洪撤三'), await elderNamed('洪撤四')]
    const standings = 'select elder_id from elder_standings where elder_id = any($1::uuid[])'
    expect((await world.pool.query(standings, [[plain.id, wished.id]])).rowCount).toBe(2)
    await officer.call('wish.record', {
      ...noWish,
      ...{ countyCode: '222402', id: world.newId(), elderId: wished.id, saidOn: '2026-01-05', weekdays: [2] },
    })
    const undone = await officer.call('elderImport.undo', { id: batch.id, reason: '传错了文件' })
    expect(undone.undo).toMatchObject({ removed: 1, restored: 0, kept: 1 })
    expect(await elderNamed('洪撤三')).toBeUndefined()
    expect(await elderNamed('洪撤四')).toBeDefined()
    expect((await world.pool.query(standings, [[plain.id, wished.id]])).rowCount).toBe(1)
  })
})

describe('areas and overtaken previews', () => {
  it('keeps another county out, and names only the county where a number is held', async () => {
    const elsewhere = await world.signedInAs('countyOfficer', '222401000000')
    await expect(upload([line({ name: '外县人', number: number(51) })], elsewhere)).rejects.toMatchObject({
      code: 'not_found',
    })
    const held = await upload([line({ name: '本县人', number: number(52), village: 5 })])
    await officer.call('elderImport.commit', { id: held.id, withSuspicious: false })
    const other = await world.pool.query(
      `select v.short_name as village, t.short_name as township from regions v
       join regions t on t.code = v.parent_code
       where v.level = 'village' and v.code like '222401%' order by v.code limit 1`,
    )
    const { village, township } = other.rows[0]
    const batch = await upload(
      [`1,本县人,女,${number(52)},1948-03-02,${township},${village},,,`],
      elsewhere,
      '222401000000',
    )
    expect(batch.counts).toMatchObject({ refused: 1 })
    const { rows } = await elsewhere.call('elderImport.rows', { id: batch.id })
    expect(rows[0]?.problems.map(({ message }) => message).join()).toContain('图们市')
    await expect(officer.call('elderImport.get', { id: batch.id })).rejects.toMatchObject({
      code: 'not_found',
    })
    const foreign = await upload([`1,远方人,女,${number(53)},1948-03-02,没有的镇,没有的村,,,`])
    expect(foreign.counts).toMatchObject({ refused: 1 })
  })

  it('keeps out whom somebody else entered after the preview', async () => {
    const lines = [line({ name: '先来人', number: number(61), village: 6 })]
    const [one, two] = [await upload(lines), await upload(lines)]
    await officer.call('elderImport.commit', { id: one.id, withSuspicious: false })
    const late = await officer.call('elderImport.commit', { id: two.id, withSuspicious: false })
    expect(late.counts).toMatchObject({ new: 0, refused: 1 })
    const count = await world.pool.query("select count(*)::int as count from elders where name = '先来人'")
    expect(count.rows[0].count).toBe(1)
  })

  it('puts one household together by its key, new relatives beside those already there', async () => {
    const title = '户主,姓名,身份证号,乡镇,村'
    const place = `${villages[7]?.township},${villages[7]?.shortName}`
    const first = await upload(
      [
        `许户主,许户主,${number(71, '19400101', true)},${place}`,
        `许户主,许老伴,${number(72, '19420101')},${place}`,
      ],
      officer,
      county,
      title,
    )
    await officer.call('elderImport.commit', { id: first.id, withSuspicious: false })
    const second = await upload(
      [
        `许户主,许户主,${number(71, '19400101', true)},${place}`,
        `许户主,许老母,${number(73, '19200101')},${place}`,
      ],
      officer,
      county,
      title,
    )
    await officer.call('elderImport.commit', { id: second.id, withSuspicious: false })
    const households = await world.pool.query(
      `select count(distinct household_id)::int as households, count(*)::int as people
       from elders where name like '许%'`,
    )
    expect(households.rows[0]).toEqual({ households: 1, people: 3 })
  })
})

describe('large files and crashes', () => {
  const many = (from: number) =>
    Array.from({ length: 3_000 }, (_, index) => {
      const serial = from + index
      const born = `19${40 + (serial % 20)}0${1 + (serial % 9)}${10 + (serial % 18)}`
      return line({
        name: '王李张刘金朴单崔'[serial % 8] + String.fromCharCode(0x4e00 + serial),
        number: number(serial % 400, born),
        village: 8 + (Math.floor(serial / 400) % 8),
        born: `${born.slice(0, 4)}-${born.slice(4, 6)}-${born.slice(6)}`,
      })
    })

  it('is read by a job, and goes on where a killed reading stopped', async () => {
    const batch = await upload(many(0))
    expect(batch.stage).toBe('reading')
    expect(world.woken).toContain(importJob)
    const calm = world.system.connections
    const stored = await calm.db
      .selectFrom('elderImports')
      .selectAll()
      .where('id', '=', batch.id)
      .executeTakeFirstOrThrow()
    const reading = await readingOf(world.system, stored)
    let stretches = 0
    await expect(
      readBatch(
        {
          ...reading,
          transact: async work => {
            // The opening, one stretch, then the plug is pulled.
            if (++stretches > 2) throw new Error('killed')
            return reading.transact(work)
          },
        },
        stored,
      ),
    ).rejects.toThrow('killed')
    const halfway = await officer.call('elderImport.get', { id: batch.id })
    expect(halfway.stage).toBe('reading')
    expect(halfway.counts.rows).toBeGreaterThan(0)
    expect(halfway.counts.rows).toBeLessThan(3_000)

    await workOnImports(world.system)
    const read = await officer.call('elderImport.get', { id: batch.id })
    expect(read.stage).toBe('understood')
    expect(read.counts.rows).toBe(3_000)
    const numbers = await world.pool.query(
      'select count(distinct row_number)::int as rows from elder_import_rows where batch_id = $1',
      [batch.id],
    )
    expect(numbers.rows[0].rows).toBe(3_000)

    const before = await world.pool.query('select count(*)::int as count from elders')
    const committing = await officer.call('elderImport.commit', { id: batch.id, withSuspicious: false })
    expect(committing.stage).toBe('committing')
    await world.pool.query(`
      create function pull_the_plug() returns trigger language plpgsql as
        $$ begin raise exception 'killed' using errcode = '57P01'; end $$;
      create trigger plug before insert on elder_memberships for each statement execute function pull_the_plug()`)
    await expect(workOnImports(world.system)).rejects.toThrow('killed')
    const after = await world.pool.query('select count(*)::int as count from elders')
    expect(after.rows[0].count).toBe(before.rows[0].count)
    await world.pool.query('drop trigger plug on elder_memberships')
    await workOnImports(world.system)
    const committed = await officer.call('elderImport.get', { id: batch.id })
    expect(committed.stage).toBe('committed')
    const taken = await world.pool.query('select count(*)::int as count from elders where batch_id = $1', [
      batch.id,
    ])
    expect(taken.rows[0].count).toBe(committed.counts.new)
    expect(committed.counts.new).toBeGreaterThan(2_000)
  }, 120_000)
})

describe('files that are no tables', () => {
  it('is refused with one sentence and leaves nothing behind', async () => {
    const before = await world.pool.query('select count(*)::int as count from elder_imports')
    const send = async (file: { path: string; bytes: number }) => {
      const input = { id: world.newId(), regionCode: county, fileName: '表.xlsx' }
      return officer.call('elderImport.upload', input, { upload: file })
    }
    const big = fileOf('x', 'big.xlsx')
    truncateSync(big.path, 200_000_000)
    await expect(send(big)).rejects.toThrow('文件超过 150 MB')
    await expect(send(fileOf('', 'empty.xlsx'))).rejects.toThrow('文件是空的')
    await expect(send(fileOf(Buffer.from('89504e470d0a1a0a', 'hex'), 'photo.xlsx'))).rejects.toThrow(
      '不是表格文件',
    )
    await expect(send(await bomb())).rejects.toBeInstanceOf(Refused)
    const after = await world.pool.query('select count(*)::int as count from elder_imports')
    expect(after.rows[0].count).toBe(before.rows[0].count)
  })
})

/** A sheet of a single cell that unpacks to a thousand times its size. */
async function bomb() {
  const path = join(folder, 'bomb.xlsx')
  const zeros = '0'.repeat(1_000_000)
  function* rows() {
    for (let row = 0; row < 60; row++) yield Array.from({ length: 1 }, () => zeros)
  }
  await pipeline(writeXlsx([{ name: '表', header: ['姓名'], rows: rows() }]), createWriteStream(path))
  return { path, bytes: statSync(path).size }
}

async function linesIn(path: string): Promise<string[][]> {
  const lines: string[][] = []
  for await (const rows of (await openSpreadsheet(path)).rows())
    for (const row of rows) lines.push(row.cells.map(cell => cell.text))
  return lines
}

async function elderNamed(name: string) {
  const found = await world.pool.query(
    `select e.id, e.version, e.note, e.phone_tail, array(select m."group" from elder_memberships m
       where m.elder_id = e.id and m.valid_to is null) as groups
     from elders e where e.name = $1`,
    [name],
  )
  return found.rows[0]
}
