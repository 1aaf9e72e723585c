// Paper for a visitor without a smartphone: printed by elder, typed in once, a danger on it opens its case.
import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Sent } from '../../domain/api.ts'
import { sheetCodeOf } from '../../domain/duty-sheets/code.ts'
import { answersFrom, lettersOf, visitFields } from '../../domain/visits/answers.ts'
import { type Caller, openTestSystem, type TestSystem } from '../../tools/test-system.ts'

const countyCode = '222402'
let world: TestSystem
let clerk: Caller
let visitor: Caller
let village: string

beforeAll(async () => {
  world = await openTestSystem()
  const found = await world.pool.query<{ code: string }>(
    `select code from regions where level = 'village' and code like '222402%' order by code limit 1`,
  )
  village = found.rows[0]!.code
  clerk = await world.signedInAs('townshipOfficer', `${village.slice(0, 9)}000`, '周干事')
  visitor = await world.signedInAs('visitor', village, '老郑')
})
afterAll(() => world.close())

async function elders(...names: string[]): Promise<string[]> {
  const ids = names.map(() => world.newId())
  for (const [index, name] of names.entries())
    await clerk.call('elder.register', {
      ...{ id: ids[index]!, householdId: world.newId(), regionCode: village },
      elder: { name, sex: 'female', bornOn: '1944-05-06', numberKind: 'none' },
    })
  await clerk.call('visitor.assign', {
    ...{ countyCode, elderIds: ids, accountId: visitor.actor.accountId, from: '2026-11-01' },
  })
  return ids
}

async function print(elderIds: string[], by = clerk) {
  const id = world.newId()
  const { sheets } = await by.call('dutySheet.print', {
    ...{ countyCode, accountId: visitor.actor.accountId, sheets: [{ id, elderIds }] },
  })
  return { id, code: sheets[0]!.code }
}

const sheetOf = async (id: string) =>
  (await clerk.call('dutySheet.get', { countyCode, ids: [id] })).sheets[0]!

const allWell = answersFrom('o'.repeat(24))
type Line = Sent<'dutySheet.enter'>['lines'][number]
const line = (number: number, more: Partial<Line> = {}): Line => ({
  ...{ line: number, visitId: world.newId(), visitedOn: '2026-11-23', startedAt: '09:30', minutes: 20 },
  ...{ method: 'home', result: 'met', answers: allWell },
  ...more,
})

describe('a duty sheet', () => {
  it('offers whom the visitor looks after, and says who stands on an open sheet', async () => {
    const [first, second] = await elders('纸单甲', '纸单乙')
    const choices = () =>
      clerk.call('dutySheet.choices', { regionCode: village, accountId: visitor.actor.accountId })
    expect((await choices()).rows.find(row => row.id === first)).toMatchObject({
      ...{ name: '纸单甲', metThisMonth: false, onSheet: null },
    })
    const { code } = await print([first!])
    const { rows } = await choices()
    expect(rows.find(row => row.id === first)?.onSheet).toBe(code)
    expect(rows.find(row => row.id === second)?.onSheet).toBeNull()
  })

  it('is found by its code; a slip of the hand is told from a sheet nobody printed', async () => {
    const { id, code } = await print(await elders('寻码甲'))
    const listed = (typed: string) =>
      clerk.call('dutySheet.list', { regionCode: `${village.slice(0, 9)}000`, code: typed })
    expect((await listed(code.replace('-', ''))).rows).toMatchObject([
      { id, visitorName: '老郑', lines: 1, linesLeft: 1, state: 'awaitsEntry', photos: 0 },
    ])
    const wrong = `${code.slice(0, -1)}${(Number(code.at(-1)) + 1) % 10}`
    await expect(listed(wrong)).rejects.toMatchObject({ code: 'invalid' })
    expect((await listed(sheetCodeOf(9_999_999))).rows).toEqual([])
  })

  it('becomes visits of the visitor, a danger opens a case, the sheet is done', async () => {
    const ids = await elders('录入甲', '录入乙', '录入丙')
    const { id } = await print(ids)
    const danger = answersFrom(visitFields.keys.map(field => (field === 'S2' ? 'd' : 'o')).join(''))
    const answer = await clerk.call('dutySheet.enter', {
      ...{ countyCode, id, blank: [3] },
      lines: [
        line(1, { answers: danger, note: '烟囱漏烟' }),
        line(2, { result: 'notReached', notReachedReason: 'notHome', answers: answersFrom('n'.repeat(24)) }),
      ],
    })
    expect(answer.lines[0]?.aidCaseIds).toHaveLength(1)
    const visit = await clerk.call('visit.get', { countyCode, id: answer.lines[0]!.visitId })
    expect(visit).toMatchObject({
      ...{ elderName: '录入甲', visitorName: '老郑', note: '烟囱漏烟' },
      countsForRate: true,
    })
    expect(lettersOf(visit.answers)).toBe(lettersOf(danger))
    const sheet = await sheetOf(id)
    expect(sheet.state).toBe('entryDone')
    expect(sheet.lines.map(one => [one.outcome, one.visit?.result ?? null])).toEqual([
      ['typedIn', 'met'],
      ['typedIn', 'notReached'],
      ['blank', null],
    ])
    await expect(clerk.call('dutySheet.enter', { countyCode, id, lines: [line(1)] })).rejects.toMatchObject({
      code: 'conflict',
    })
  })

  it('is kept whole or not at all: one wrong line and nothing is stored', async () => {
    const ids = await elders('整单甲', '整单乙')
    const { id } = await print(ids)
    const skipped = answersFrom('n'.repeat(24))
    await expect(
      clerk.call('dutySheet.enter', { countyCode, id, lines: [line(1), line(2, { answers: skipped })] }),
    ).rejects.toMatchObject({ message: expect.stringMatching(/^第 2 行：上门探访必须看一看/) })
    expect((await sheetOf(id)).lines.map(one => one.outcome)).toEqual([null, null])
    expect((await clerk.call('visit.list', { countyCode, elderId: ids[0]! })).rows).toEqual([])
  })

  it('typed in twice by a lost answer is typed in once', async () => {
    const ids = await elders('重发甲')
    const { id } = await print(ids)
    const input = { countyCode, id, lines: [line(1)] }
    const actId = world.newId()
    const first = await clerk.call('dutySheet.enter', input, { actId })
    expect(await clerk.call('dutySheet.enter', input, { actId })).toEqual(first)
    expect((await clerk.call('visit.list', { countyCode, elderId: ids[0]! })).rows).toHaveLength(1)
  })

  it('that was lost is voided with a reason, and nothing can be typed in any more', async () => {
    const { id } = await print(await elders('作废甲'))
    await clerk.call('dutySheet.void', { countyCode, id, reason: '路上丢了，已重印' })
    expect(await sheetOf(id)).toMatchObject({ state: 'voided', voidReason: '路上丢了，已重印' })
    await expect(clerk.call('dutySheet.enter', { countyCode, id, lines: [line(1)] })).rejects.toMatchObject({
      code: 'rule_broken',
    })
  })

  it('keeps its photo sealed and hands it out to its own area only', async () => {
    const { id } = await print(await elders('照片甲'))
    const photoId = world.newId()
    const path = join(tmpdir(), `sheet-${photoId}.jpg`)
    writeFileSync(path, Buffer.from('\xff\xd8\xff a sheet with four lines', 'latin1'))
    await clerk.call(
      'dutySheet.addPhoto',
      { countyCode, id, photoId, contentType: 'image/jpeg' },
      { upload: { path, bytes: 28 } },
    )
    expect((await sheetOf(id)).photos).toMatchObject([{ id: photoId, addedByName: '周干事' }])
    const photo = await clerk.fetch('dutySheet.photo', { countyCode, id, photoId })
    expect(photo.contentType).toBe('image/jpeg')
    const stranger = await world.signedInAs('countyOfficer', '220182000000')
    await expect(stranger.fetch('dutySheet.photo', { countyCode, id, photoId })).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  it('is for elders of the area and of a visitor who reaches them', async () => {
    const [mine] = await elders('外县甲')
    const stranger = await world.signedInAs('countyOfficer', '220182000000')
    await expect(print([mine!], stranger)).rejects.toMatchObject({ code: 'not_found' })
    await expect(print([mine!, mine!])).rejects.toMatchObject({ code: 'invalid' })
  })
})
