// The weather feed: a key opens the door, a warning counts once, people decide unless their county said otherwise.
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Sent } from '../../domain/api.ts'
import { makeElders, village } from '../../tools/sample-elders.ts'
import { type Caller, openTestSystem, type TestSystem } from '../../tools/test-system.ts'
import { handleWarnings } from './surges.ts'

const county = '222402000000'
const key = 'sixteen characters'
let world: TestSystem
let officer: Caller

beforeAll(async () => {
  world = await openTestSystem()
  Object.assign(world.system.config, { weatherKey: key })
  officer = await world.signedInAs('countyOfficer', county)
  await makeElders(world, village, 2)
})
afterAll(() => world.close())

const warn = (identifier: string, more: Partial<Sent<'weather.report'>> = {}) =>
  world.as(null).call('weather.report', {
    ...{ key, identifier, sent: '2026-11-23T01:00:00Z', event: 'coldWave', colour: 'orangeWarning' },
    ...{ regionCodes: [county], expires: '2026-11-25T00:00:00Z', headline: '寒潮橙色预警' },
    ...more,
  } as Sent<'weather.report'>)
const told = async () =>
  (await officer.call('notice.mine', {})).rows.filter(one => one.kind === 'weatherCame').map(one => one.text)
const running = async () => (await officer.call('surge.list', { regionCode: county, standing: true })).rows

it('takes nothing in without its key, nor what is over', async () => {
  await expect(warn('a', { key: 'a guess of sixteen' })).rejects.toMatchObject({ code: 'not_allowed' })
  await expect(warn('a', { expires: '2026-11-23T01:59:00Z' })).rejects.toMatchObject({ code: 'invalid' })
})

it('tells the county once and leaves the decision to people', async () => {
  expect(await warn('b')).toEqual({ isNew: true })
  expect(await warn('b')).toEqual({ isNew: false })
  expect(world.woken).toContain('surges.weather')
  await handleWarnings(world.system)
  await handleWarnings(world.system)
  expect(await told()).toEqual(['寒潮橙色预警：寒潮橙色预警。请看要不要发布应急看望。'])
  expect(await running()).toEqual([])
  expect(await officer.call('weather.list', {})).toMatchObject([{ identifier: 'b' }])
  const stranger = await world.signedInAs('countyOfficer', '220182000000')
  expect(await stranger.call('weather.list', {})).toEqual([])
})

it('declares by itself where the county has said so, from the colour it named', async () => {
  await officer.call('setting.change', {
    ...{ key: 'surge.feedDeclaresFrom', regionCode: county, validFrom: '2026-11-23', value: 3 },
    source: '县里决定',
  })
  world.system.settings.expire()
  await warn('c', { colour: 'yellowWarning' })
  await handleWarnings(world.system)
  expect(await running()).toEqual([])
  await warn('d')
  await handleWarnings(world.system)
  expect(await running()).toMatchObject([{ kind: 'coldWave', total: 2, word: '寒潮橙色预警' }])
})
