// What leaves on paper: the sheet a village reads out, and the officer's morning.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeElders, otherVillage, township, village } from '../../tools/sample-elders.ts'
import { type Caller, openTestSystem, type TestSystem } from '../../tools/test-system.ts'
import { raiseDigests } from './notices.ts'

const countyCode = '222402'
let world: TestSystem
let town: Caller
let headman: Caller
let province: Caller

beforeAll(async () => {
  world = await openTestSystem()
  town = await world.signedInAs('townshipOfficer', township, '李所长')
  headman = await world.signedInAs('villageOfficer', village, '村长')
  province = await world.signedInAs('provinceOfficer', '220000000000', '省处')
})
afterAll(() => world.close())

function write(more: { words?: string; regionCodes?: string[] } = {}) {
  return town.call('broadcast.write', {
    ...{ countyCode, id: world.newId(), regionCodes: [village, otherVillage], kind: 'scamWarning' },
    ...{ title: '防骗提醒', words: '不认识的人让您交钱，先问问村里。', ...more },
  })
}

describe('a loudspeaker sheet', () => {
  it('lies in every village named, and each reading is kept with who and when', async () => {
    const sheet = await write()
    expect(sheet).toMatchObject({ villages: 2, readOut: 0, writtenBy: '李所长' })
    const seen = await headman.call('broadcast.get', { countyCode, id: sheet.id })
    expect(seen.places.map(place => place.regionCode)).toEqual([village])
    await headman.call('broadcast.readOut', {
      ...{ countyCode, id: world.newId(), broadcastId: sheet.id, regionCode: village },
      ...{ readAt: '2026-11-23T01:30:00Z', reader: '赵会计' },
    })
    const [row] = (await town.call('broadcast.list', { regionCode: township })).rows
    expect(row).toMatchObject({ id: sheet.id, villages: 2, readOut: 1 })
    expect((await town.call('broadcast.get', { countyCode, id: sheet.id })).places[0]?.readings).toEqual([
      { readAt: '2026-11-23T01:30:00.000Z', reader: '赵会计' },
    ])
  })

  it('of a township lies in all its villages', async () => {
    expect((await write({ regionCodes: [township] })).villages).toBeGreaterThan(2)
  })

  it.each([
    ['a citizen number', '王某的号码是 229901194405061234。'],
    ['a private telephone', '请打 13904330001。'],
  ])('never says %s', async (_, words) => {
    await expect(write({ words })).rejects.toMatchObject({ code: 'rule_broken' })
  })

  it('is not read out in the future, nor in another village', async () => {
    const sheet = await write()
    const reading = { countyCode, id: world.newId(), broadcastId: sheet.id, reader: '赵会计' }
    await expect(
      headman.call('broadcast.readOut', { ...reading, regionCode: village, readAt: '2026-11-24T00:00:00Z' }),
    ).rejects.toMatchObject({ code: 'invalid' })
    await expect(
      headman.call('broadcast.readOut', {
        ...reading,
        regionCode: otherVillage,
        readAt: '2026-11-23T01:00:00Z',
      }),
    ).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('the morning', () => {
  it('names lives in danger and what is late, to township and province, once a day', async () => {
    const [elder] = await makeElders(world, village, 1, { name: '王秀兰' })
    const id = world.newId()
    await town.call('aidCase.open', {
      ...{ countyCode, id, elderId: elder?.id ?? '', level: 'p0', trouble: '叫门不应' },
    })
    world.clock.set('2026-11-23T23:30:00Z')
    await raiseDigests(world.system)
    await raiseDigests(world.system)
    for (const caller of [town, province]) {
      const mine = (await caller.call('notice.mine', {})).rows.filter(one => one.kind === 'dailyDigest')
      expect(mine.map(one => one.text)).toEqual([
        expect.stringMatching(/^今日提要：生命危险 1 件（未结 1 件），超时个案 1 件，到期未探访 \d+ 人/),
      ])
    }
    const page = await province.call('digest.read', { regionCode: '220000000000', day: '2026-11-24' })
    expect(page.lives).toMatchObject([{ id, elder: '王某', trouble: '叫门不应' }])
    expect(page.overdue).toMatchObject([{ id }])
  })
})
