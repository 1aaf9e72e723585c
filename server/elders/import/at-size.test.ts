// What comes with files of thousands of rows: progress, giving up, undoing by a job, what is kept how long, resuming.
import {
  createWriteStream,
  existsSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { checkCharacterOf } from '../../../domain/elders/citizen-number.ts'
import { templateColumns } from '../../../domain/elders/import/template.ts'
import { type Caller, openTestSystem, type TestSystem } from '../../../tools/test-system.ts'
import { openSpreadsheet } from '../../spreadsheets/spreadsheets.ts'
import { cancelImport, forgetImports, importFile, importJob, workOnImports } from '../elders.ts'
import { readBatch } from './reading.ts'
import { readingOf } from './working.ts'

let world: TestSystem
let folder: string
let officer: Caller
let villages: { code: string; name: string; township: string }[]
const county = '222402000000'

beforeAll(async () => {
  world = await openTestSystem()
  folder = mkdtempSync(join(tmpdir(), 'wanqing-size-'))
  officer = await world.signedInAs('countyOfficer', county)
  const found = await world.pool.query(
    `select v.code, v.short_name as name, t.short_name as township from regions v
     join regions t on t.code = v.parent_code where v.level = 'village' and v.code like '222402%' order by v.code`,
  )
  villages = found.rows
})
afterAll(async () => {
  await world.close()
  rmSync(folder, { recursive: true, force: true })
})

let people = 0
/** Lines of people nobody has named before. */
function lines(count: number): string[] {
  return Array.from({ length: count }, () => {
    const at = people++
    const born = `19${30 + (at % 36)}0${1 + (at % 9)}${10 + (at % 18)}`
    const first17 = `2299${String(1 + Math.floor(at / 900)).padStart(2, '0')}${born}${String(at % 900).padStart(3, '0')}`
    const name = `石${String.fromCharCode(0x4e00 + (at % 8_000))}`
    return `${name},${first17 + checkCharacterOf(first17)},${villages[at % villages.length]?.code},是`
  })
}

let files = 0
const usual = '姓名,身份证号,村,独居'
function fileWith(rows: string[], title = usual): { path: string; bytes: number } {
  const path = join(folder, `${++files}.csv`)
  writeFileSync(path, [title, ...rows].join('\n'))
  return { path, bytes: statSync(path).size }
}

async function upload(rows: string[], title = usual, caller = officer) {
  const id = world.newId()
  const input = { id, regionCode: caller.actor.regionCode, fileName: '台账.csv' }
  return caller.call('elderImport.upload', input, { upload: fileWith(rows, title) })
}

async function leftOf(id: string) {
  const found = await world.pool.query(
    `select (select count(*)::int from elder_import_rows where batch_id = $1) as rows,
       (select count(*)::int from elder_import_cells where batch_id = $1) as cells,
       (select count(*)::int from elder_import_progress where batch_id = $1) as progress`,
    [id],
  )
  return { ...found.rows[0], file: existsSync(join(world.system.config.folder, 'imports', id)) }
}
const nothing = { rows: 0, cells: 0, progress: 0, file: false }

const storedBatch = (id: string) =>
  world.db.selectFrom('elderImports').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

const get = (id: string) => officer.call('elderImport.get', { id })

describe('a file of thousands', () => {
  it('tells how far it is, and leaves nothing when it is given up in the middle', async () => {
    const batch = await upload(lines(4_000))
    const stored = await storedBatch(batch.id)
    const reading = await readingOf(world.system, stored)
    let seen: Awaited<ReturnType<typeof get>> | null = null
    let stretches = 0
    await expect(
      readBatch(
        {
          ...reading,
          progress(rows, share) {
            reading.progress?.(rows, share)
          },
          async transact(work) {
            const result = await reading.transact(work)
            if (++stretches !== 3) return result
            // Notes are written beside the work, which never waits for them.
            seen = await vi.waitUntil(
              async () => {
                const now = await get(batch.id)
                return now.progress && now
              },
              { timeout: 10_000 },
            )
            await officer.call('elderImport.cancel', { id: batch.id })
            return result
          },
        },
        stored,
      ),
    ).rejects.toThrow('已经放弃')
    expect(seen).toMatchObject({ stage: 'reading', progress: { step: 'readingRows' } })
    expect((await get(batch.id)).stage).toBe('cancelled')
    expect(await leftOf(batch.id)).toEqual(nothing)
  })

  it('is undone by a job, whose audit entries carry the account that asked', async () => {
    const batch = await upload([...lines(2_500), '石坏号,22990119480302,,是'])
    await workOnImports(world.system)
    await officer.call('elderImport.commit', { id: batch.id, withSuspicious: false })
    await workOnImports(world.system)
    const counted = async () =>
      (await world.pool.query('select count(*)::int as n from elders where batch_id = $1', [batch.id]))
        .rows[0].n
    expect(await counted()).toBe(2_500)
    world.woken.length = 0
    const other = await world.signedInAs('countyOfficer', county, '另一人')
    const begun = await other.call('elderImport.undo', { id: batch.id, reason: '传错了县' })
    expect(begun.stage).toBe('undoing')
    expect(world.woken).toContain(importJob)
    expect(await counted()).toBe(2_500)
    await workOnImports(world.system)
    expect(await get(batch.id)).toMatchObject({ stage: 'undone', progress: null, undo: { removed: 2_500 } })
    expect(await counted()).toBe(0)
    const entries = await world.pool.query(
      `select operation, account_id, subject_count::int as subjects from audit_entries
       where operation like 'elderImport.%' and subject_count >= 2500 order by id`,
    )
    expect(entries.rows).toEqual([
      { operation: 'elderImport.commit', account_id: officer.actor.accountId, subjects: 2_500 },
      { operation: 'elderImport.undo', account_id: other.actor.accountId, subjects: 2_500 },
    ])
  })

  it('keeps after the decision what undoing and mending need, and after its time nothing', async () => {
    const rows = [...lines(2_100), '石坏号,22990119480302,,是']
    const first = await upload(rows)
    await workOnImports(world.system)
    await officer.call('elderImport.commit', { id: first.id, withSuspicious: false })
    await workOnImports(world.system)
    const again = await upload(rows)
    await workOnImports(world.system)
    expect((await get(again.id)).counts).toMatchObject({ unchanged: 2_100, refused: 1 })
    await officer.call('elderImport.commit', { id: again.id, withSuspicious: false })
    await workOnImports(world.system)
    const kept = await world.pool.query(
      `select batch_id, count(*)::int as rows, count(citizen_number_sealed)::int as numbers,
         count(contacts)::int as contacts, (select count(*)::int from elder_import_cells c
           where c.batch_id = r.batch_id) as blocks
       from elder_import_rows r where batch_id = any($1) group by 1 order by 2 desc`,
      [[first.id, again.id]],
    )
    expect(kept.rows).toEqual([
      { batch_id: first.id, rows: 2_101, numbers: 0, contacts: 0, blocks: 1 },
      { batch_id: again.id, rows: 1, numbers: 0, contacts: 0, blocks: 1 },
    ])
    const mended = join(folder, 'mended.xlsx')
    const download = await officer.fetch('elderImport.problemRows', { id: first.id, outcomes: ['refused'] })
    await pipeline(download.stream, createWriteStream(mended))
    expect((await textsIn(mended))[1]?.slice(1, 3)).toEqual(['石坏号', '22990119480302'])

    expect((await get(first.id)).keptUntil).toBe('2027-05-22')
    world.clock.set('2027-05-24T02:00:00Z')
    await forgetImports(world.system)
    world.clock.set('2026-11-23T02:00:00Z')
    expect(await get(first.id)).toMatchObject({ stage: 'committed', isForgotten: true })
    expect(await leftOf(first.id)).toEqual(nothing)
    await expect(officer.call('elderImport.undo', { id: first.id, reason: '太晚了' })).rejects.toThrow(
      '保留期已过',
    )
  })
})

async function textsIn(path: string): Promise<string[][]> {
  const found: string[][] = []
  for await (const rows of (await openSpreadsheet(path)).rows())
    for (const row of rows) found.push(row.cells.map(({ text }) => text))
  return found
}

describe('columns', () => {
  it('are asked for where a table has none, and nothing is kept of the file', async () => {
    const before = readdirSync(join(world.system.config.folder, 'imports'))
    await expect(upload(lines(3), `石头,${'1'.repeat(18)},222402000001,是`)).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringContaining('没有认出列名'),
    })
    expect(readdirSync(join(world.system.config.folder, 'imports'))).toEqual(before)
  })

  it('corrected once are understood so again in that office, until it forgets them', async () => {
    const title = '甲,身份证号,村,丁'
    const first = await upload(lines(2), title)
    expect(first).toMatchObject({ mappingSource: 'automatic', counts: { refused: 2 } })
    const fields = { '0': 'name', '1': 'citizenNumber', '2': 'village', '3': 'livesAlone' }
    const mapping = { headerRow: 1, fields }
    const mended = await officer.call('elderImport.remap', { id: first.id, mapping })
    expect(mended).toMatchObject({ mappingSource: 'byHand', counts: { new: 2 } })
    await officer.call('elderImport.commit', { id: first.id, withSuspicious: false })

    const colleague = await world.signedInAs('countyOfficer', county)
    const second = await upload(lines(2), title, colleague)
    expect(second).toMatchObject({ mappingSource: 'remembered', counts: { new: 2 } })
    const elsewhere = await world.signedInAs('countyOfficer', '222401000000')
    expect((await upload(lines(1), title, elsewhere)).mappingSource).toBe('automatic')
    const automatic = await officer.call('elderImport.remap', { id: second.id })
    expect(automatic).toMatchObject({ mappingSource: 'automatic', counts: { refused: 2 } })

    const known = await officer.call('elderImport.mappings', {})
    expect(known.rows).toHaveLength(1)
    expect(known.rows[0]?.columns[0]).toEqual({ header: '甲', field: 'name' })
    const { regionCode = '', fingerprint = '' } = known.rows[0] ?? {}
    await expect(
      elsewhere.call('elderImport.forgetMapping', { regionCode, fingerprint }),
    ).rejects.toMatchObject({ code: 'not_found' })
    await officer.call('elderImport.forgetMapping', { regionCode, fingerprint })
    expect((await upload(lines(1), title)).mappingSource).toBe('automatic')
  })

  it('of the template are all known, its example is no person, and its villages can be chosen', async () => {
    const { fileName, stream } = await officer.fetch('elderImport.template', { regionCode: county })
    expect(fileName).toContain('图们市')
    const path = join(folder, fileName)
    await pipeline(stream, createWriteStream(path))
    const input = { id: world.newId(), regionCode: county, fileName }
    const batch = await officer.call('elderImport.upload', input, {
      upload: { path, bytes: statSync(path).size },
    })
    expect(batch.columns.map(({ field }) => field)).toEqual(templateColumns.map(({ field }) => field))
    expect(batch.counts).toMatchObject({ rows: 0, skipped: 1 })
    expect(batch.sheets).toEqual(['台账', '填写说明', '村名'])
    await expect(officer.call('elderImport.template', { regionCode: '222401000000' })).rejects.toMatchObject({
      code: 'not_found',
    })
  })
})

describe('on the command line', () => {
  const onCommand = (path: string, more: { stopAfter?: number; opened?: (resumed: boolean) => void } = {}) =>
    importFile(world.system, {
      ...{ path, regionCode: county, dryRun: false, errorsPath: null, mapping: null },
      ...{ resume: null, actor: null },
      opened: (_id, isResumed) => more.opened?.(isResumed),
      watch(_step, _share, rows) {
        // As a database says it that is being stopped under the work.
        if (rows > (more.stopAfter ?? Number.POSITIVE_INFINITY))
          throw Object.assign(new Error('stopped'), { code: '57P01' })
      },
    })
  const unfinished = () =>
    world.db.selectFrom('elderImports').selectAll().where('stage', '=', 'reading').executeTakeFirst()

  it('goes on with the same file where it was stopped', async () => {
    const { path } = fileWith(lines(4_000))
    await expect(onCommand(path, { stopAfter: 1_500 })).rejects.toThrow('stopped')
    const stopped = await unfinished()
    expect(stopped?.readTo).toBeGreaterThan(900)
    const seen: boolean[] = []
    const report = await onCommand(path, { opened: isResumed => seen.push(isResumed) })
    expect(seen).toEqual([true])
    expect(report).toMatchObject({ rows: 4_000, new: 4_000, batch: stopped?.id })
  })

  it('gives an interrupted batch up and leaves nothing of it', async () => {
    const { path } = fileWith(lines(3_000))
    await expect(onCommand(path, { stopAfter: 500 })).rejects.toThrow('stopped')
    const { id } = (await unfinished()) ?? { id: '' }
    await cancelImport(world.system, id)
    expect(await leftOf(id)).toEqual(nothing)
    await expect(cancelImport(world.system, id)).rejects.toThrow('已经结束')
  })
})
