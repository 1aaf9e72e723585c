// A canteen from its registration to a month of meals: who may, what is counted once, what is refused and why.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Output, Sent } from '../../domain/api.ts'
import { type Caller, openTestSystem, type TestSystem } from '../../tools/test-system.ts'

const countyCode = '222402'
const today = '2026-11-23'
let world: TestSystem
let officer: Caller
let manager: Caller
let cook: Caller
let village: string
let other: string
let canteenId: string

beforeAll(async () => {
  world = await openTestSystem()
  const found = await world.pool.query<{ code: string }>(
    `select code from regions where level = 'village' and code like '222402%' order by code limit 2`,
  )
  village = found.rows[0]!.code
  other = found.rows[1]!.code
  officer = await world.signedInAs('countyOfficer', '222402000000', '县干事')
  manager = await world.signedInAs('canteenManager', village, '管事人')
  cook = await withPhone(await world.signedInAs('canteenCook', village, '厨师'))
  canteenId = await canteen()
})
afterAll(() => world.close())

async function withPhone({ actor }: Caller): Promise<Caller> {
  const [deviceId, at] = [world.newId(), world.clock.now().toISOString()]
  await world.db
    .insertInto('devices')
    .values({
      ...{ id: deviceId, accountId: actor.accountId, name: '测试手机', appVersion: 'test', registeredAt: at },
      ...{ lastSeenAt: at, lostAt: null, lostReportedBy: null, lostReason: null, wipedAt: null },
    })
    .execute()
  return world.as({ ...actor, deviceId })
}

const fields: Omit<Sent<'canteen.register'>, 'id' | 'regionCode' | 'opening'> = {
  ...{ name: '测试食堂', kind: 'seniorCanteen', tier: 'cooksHere', host: 'elderCourtyard' },
  ...{ operator: 'committeeItself', address: '村部旁', seats: 20, mealsAtMost: 40 },
  ...{ onGroundFloor: true, fireChecked: true },
}
const opening: Sent<'canteen.register'>['opening'] = {
  ...{ validFrom: '2026-10-01', lunch: 'BBBBBBB', supper: 'HHHHH--', winter: 'deliverOnly' },
  ...{ lunchAt: 660, supperAt: 1020 },
}

/** Running, with a licence, and cook and manager on its staff. */
async function canteen(more: { licenceUntil?: string | null; regionCode?: string } = {}): Promise<string> {
  const id = world.newId()
  const { licenceUntil = '2027-10-01', regionCode = village } = more
  await officer.call('canteen.register', { id, regionCode, ...fields, opening })
  await officer.call('canteen.changeState', { countyCode, id, state: 'running', fromOn: today })
  if (licenceUntil)
    await officer.call('canteen.keepPaper', {
      ...{ countyCode, id, paperId: world.newId(), kind: 'foodLicence', number: 'JY22224020001' },
      ...{ issuer: '县市场监督管理局', issuedOn: '2024-10-02', expiresOn: licenceUntil },
    })
  if (regionCode === village)
    for (const [caller, duty] of [
      [manager, 'canteenHead'],
      [cook, 'cook'],
    ] as const)
      await officer.call('canteen.keepStaff', {
        ...{ countyCode, id, staffId: world.newId(), name: '员工', duty, accountId: caller.actor.accountId },
        ...{ healthCertificate: '健2026', healthCheckedOn: '2026-05-01', healthExpiresOn: '2027-04-30' },
      })
  return id
}

async function elder(name: string, more: object = {}): Promise<string> {
  const id = world.newId()
  await officer.call('elder.register', {
    ...{ id, householdId: world.newId(), regionCode: village },
    elder: { name, sex: 'female', bornOn: '1944-05-06', numberKind: 'none', ...more },
  })
  return id
}

const regular = async (elderId: string, lunch = 'DDDDDDD', supper = '-------', at = canteenId) => {
  const id = world.newId()
  await manager.call('mealRegular.keep', {
    ...{ countyCode, canteenId: at, id, elderId, lunch, supper, validFrom: today },
  })
  return id
}

const serving = (elderId: string, more: Partial<Sent<'mealServing.record'>> = {}) =>
  ({
    ...{ countyCode, id: world.newId(), canteenId, day: today, meal: 'lunch', elderId, way: 'dineIn' },
    ...{ knownBy: 'byTickList', servedAt: '2026-11-23T01:40:00Z', ...more },
  }) as Sent<'mealServing.record'>

const push = (by: Caller, acts: { operation: string; input: object }[]) =>
  by.call('sync.push', {
    ...{ deviceId: by.actor.deviceId ?? world.newId(), appVersion: 'test' },
    acts: acts.map(act => ({
      ...{ id: world.newId(), ...act, input: act.input as Record<string, unknown> },
      doneAt: '2026-11-23T01:40:00Z',
    })),
  })

const dayOf = async (by: Caller, day = today) =>
  (await by.call('kitchen.day', { countyCode, canteenId, day })).kitchen

describe('a place', () => {
  it('is being prepared until somebody opens it, and tells by what it stands', async () => {
    const id = world.newId()
    await officer.call('canteen.register', { id, regionCode: village, ...fields, opening })
    const before = await officer.call('canteen.get', { countyCode, id })
    expect(before.canteen).toMatchObject({ state: 'beingPrepared', light: 'notRunning', troubles: [] })
    expect(before.stopped).toContain('筹建中')
    await officer.call('canteen.changeState', { countyCode, id, state: 'running', fromOn: today })
    const after = await officer.call('canteen.get', { countyCode, id })
    expect(after.canteen.light).toBe('standsStill')
    expect(after.canteen.troubles.toSorted()).toEqual(['noCookOnStaff', 'noLicence'])
    expect(after.states.map(one => one.state)).toEqual(['running', 'beingPrepared'])
    expect(after.conditions.find(one => one.says.includes('50 人'))?.met).toBe(false)
  })

  it('is listed by its light with as many as the card counts', async () => {
    const regionCode = village
    const standing = await officer.call('canteen.standing', { regionCode })
    for (const light of ['runsWell', 'needsLook', 'standsStill', 'notRunning'] as const) {
      const { rows, total } = await officer.call('canteen.list', { regionCode, light })
      expect(rows).toHaveLength(standing.lights[light] ?? -1)
      expect(total).toBe(standing.lights[light])
    }
    const { rows } = await officer.call('canteen.list', { regionCode, trouble: 'noLicence' })
    expect(rows).toHaveLength(standing.troubles.noLicence ?? -1)
    const { fileName } = await officer.fetch('canteen.export', { regionCode, trouble: 'noLicence' })
    expect(fileName).toMatch(/^助餐点-.+\.xlsx$/)
    const first = await officer.call('canteen.list', { regionCode, limit: 1 })
    const rest = await officer.call('canteen.list', { regionCode, after: first.next! })
    expect(1 + rest.rows.length).toBe(standing.total)
  })

  it('is open to whoever stands on its staff and to no other kitchen of the township', async () => {
    const elsewhere = await canteen({ regionCode: other })
    const stranger = await world.signedInAs('canteenManager', `${village.slice(0, 9)}000`)
    await expect(stranger.call('canteen.get', { countyCode, id: canteenId })).rejects.toMatchObject({
      ...{ code: 'not_found' },
    })
    expect((await manager.call('canteen.list', { regionCode: village })).rows.map(row => row.id)).toContain(
      canteenId,
    )
    await expect(manager.call('canteen.get', { countyCode, id: elsewhere })).rejects.toThrow('没有找到')
    await expect(
      officer.call('canteen.keepStaff', {
        ...{ countyCode, id: elsewhere, staffId: world.newId(), name: '外人', duty: 'cook' },
        accountId: cook.actor.accountId,
      }),
    ).rejects.toThrow('岗位')
  })

  it('refuses what a colleague has just changed', async () => {
    const id = await canteen()
    const { canteen: held } = await officer.call('canteen.get', { countyCode, id })
    const change = { countyCode, id, version: held.version, ...fields, seats: 30 }
    await officer.call('canteen.change', change)
    await expect(officer.call('canteen.change', change)).rejects.toMatchObject({ code: 'conflict' })
  })
})

describe('the day of a kitchen', () => {
  it('shows regulars with their diet, absences and guests, and the number said to be cooked', async () => {
    const soft = await elder('软食奶奶')
    await manager.call('diet.keep', {
      ...{ countyCode, elderId: soft, version: 0, texture: 'softFood', diabetes: true, lowSalt: false },
      ...{ allergens: ['shellfish'], customs: [], note: '不吃香菜' },
    })
    await regular(soft, 'HHHHHHH')
    const guest = world.newId()
    await push(cook, [
      {
        operation: 'mealExtra.record',
        input: {
          countyCode,
          id: guest,
          canteenId,
          day: today,
          meal: 'lunch',
          guestKind: 'guestOfElder',
          portions: 3,
          way: 'dineIn',
        },
      },
      {
        operation: 'headCount.confirm',
        input: { countyCode, canteenId, day: today, meal: 'lunch', portions: 9, boxes: 1 },
      },
      {
        operation: 'headCount.confirm',
        input: { countyCode, canteenId, day: today, meal: 'lunch', portions: 4, boxes: 1 },
      },
    ])
    const kitchen = await dayOf(manager)
    expect(kitchen.diners.find(one => one.elderId === soft)).toMatchObject({
      ...{
        name: '软食奶奶',
        age: 82,
        diet: { texture: 'softFood', note: '不吃香菜', allergens: ['shellfish'] },
      },
    })
    expect(kitchen.extras).toMatchObject([{ id: guest, portions: 3, guestKind: 'guestOfElder' }])
    expect(kitchen.counts).toMatchObject([{ meal: 'lunch', portions: 4, boxes: 1 }])
    await expect(
      manager.call('diet.keep', {
        ...{ countyCode, elderId: soft, version: 0, texture: 'normalFood', diabetes: false, lowSalt: false },
        ...{ allergens: [], customs: [] },
      }),
    ).rejects.toMatchObject({ code: 'conflict' })
  })

  it('is changed by one tap when somebody does not come, and back again', async () => {
    const away = await elder('回家奶奶')
    await regular(away)
    const id = world.newId()
    await push(cook, [
      {
        operation: 'mealAbsence.record',
        input: {
          countyCode,
          id,
          canteenId,
          elderId: away,
          fromOn: today,
          toOn: '2026-11-25',
          reason: 'away',
          toldWay: 'toldByTelephone',
        },
      },
    ])
    expect((await dayOf(manager)).absences).toMatchObject([{ id, elderId: away, reason: 'away' }])
    expect((await dayOf(manager, '2026-11-26')).absences).toEqual([])
    const { rows } = await manager.call('mealRegular.list', { countyCode, canteenId })
    expect(rows.find(row => row.elderId === away)).toMatchObject({ absentUntil: '2026-11-25', absentId: id })
    await push(cook, [{ operation: 'mealAbsence.withdraw', input: { countyCode, id } }])
    expect((await dayOf(manager)).absences).toEqual([])
  })

  it('lets nobody be a regular of two places, and begins changed days on their day', async () => {
    const moving = await elder('两处奶奶')
    await regular(moving)
    const second = await canteen()
    await expect(regular(moving, 'DDDDDDD', '-------', second)).rejects.toThrow('另一个助餐点')
    await manager.call('mealRegular.keep', {
      ...{ countyCode, canteenId, id: world.newId(), elderId: moving, lunch: 'HHHHHHH', supper: '-------' },
      validFrom: '2026-11-30',
    })
    const lines = (await dayOf(manager)).regulars.filter(one => one.elderId === moving)
    expect(lines).toMatchObject([{ lunch: 'DDDDDDD', validTo: '2026-11-29' }])
    const found = await manager.call('mealRegular.candidates', { countyCode, canteenId, text: '两处' })
    expect(found).toMatchObject([{ elderId: moving, isRegularAt: '测试食堂' }])
  })
})

describe('a meal', () => {
  it('is one fact however often it is told, and says who told it first', async () => {
    const eats = await elder('吃饭奶奶')
    await regular(eats)
    const told = serving(eats)
    const first = await push(cook, [
      { operation: 'mealServing.record', input: told },
      { operation: 'mealServing.record', input: serving(eats) },
    ])
    expect(first.answers.map(one => one.outcome)).toEqual(['done', 'done'])
    expect(await manager.call('mealServing.record', serving(eats))).toEqual({
      servingId: told.id,
      already: true,
    })
    expect(await manager.call('mealServing.record', told)).toEqual({ servingId: told.id, already: false })
    await expect(manager.call('mealServing.record', { ...told, meal: 'supper' })).rejects.toMatchObject({
      ...{ code: 'conflict' },
    })
    const kitchen = await dayOf(manager)
    expect(kitchen.served.filter(one => one.elderId === eats)).toMatchObject([
      { id: told.id, byName: '厨师' },
    ])
    const { rows } = await world.pool.query(`select kind from life_signs where elder_id = $1`, [eats])
    expect(rows).toEqual([{ kind: 'ateAtCanteen' }])
  })

  it('left at the door is a meal and no sign of life; nobody at home is neither', async () => {
    const deaf = await elder('没开门奶奶')
    const gone = await elder('不在家奶奶')
    await push(cook, [
      {
        operation: 'mealServing.record',
        input: serving(deaf, { way: 'delivered', knownBy: 'atTheDoor', handedTo: 'leftAtDoor' }),
      },
      {
        operation: 'mealMiss.record',
        input: {
          countyCode,
          id: world.newId(),
          canteenId,
          day: today,
          meal: 'lunch',
          elderId: gone,
          reason: 'nobodyIn',
          missedAt: '2026-11-23T01:50:00Z',
          place: { lon: 129.8, lat: 42.9 },
        },
      },
    ])
    const kitchen = await dayOf(manager)
    expect(kitchen.served.find(one => one.elderId === deaf)?.handedTo).toBe('leftAtDoor')
    expect(kitchen.misses).toMatchObject([{ elderId: gone, reason: 'nobodyIn' }])
    const { rows } = await world.pool.query(
      `select 1 from life_signs where elder_id = any($1) and kind <> 'onList'`,
      [[deaf, gone]],
    )
    expect(rows).toEqual([])
  })

  it('ticked by mistake is taken back the same day with a reason and may be told again', async () => {
    const eats = await elder('按错奶奶')
    const told = serving(eats)
    await push(cook, [{ operation: 'mealServing.record', input: told }])
    await push(cook, [
      { operation: 'mealServing.undo', input: { countyCode, id: told.id, reason: '按错了人' } },
    ])
    expect((await dayOf(manager)).served.filter(one => one.elderId === eats)).toEqual([])
    const again = serving(eats)
    expect(await manager.call('mealServing.record', again)).toEqual({ servingId: again.id, already: false })
    const { rows } = await manager.call('mealServing.list', { countyCode, canteenId, from: today, to: today })
    expect(rows.filter(row => row.elderId === eats).map(row => row.undoReason)).toEqual([null, '按错了人'])
    await expect(
      manager.call('mealServing.undo', { countyCode, id: told.id, reason: '再来一次' }),
    ).rejects.toMatchObject({ code: 'conflict' })
  })

  it('told by two hands stands when one of them turns out to have slipped', async () => {
    const eats = await elder('两人记的奶奶')
    const [slip, seen] = [serving(eats), serving(eats)]
    await manager.call('mealServing.record', slip)
    await push(cook, [{ operation: 'mealServing.record', input: seen }])
    const standing = async () => (await dayOf(manager)).served.filter(one => one.elderId === eats)
    expect((await standing()).map(one => one.id)).toEqual([slip.id])
    await manager.call('mealServing.undo', { countyCode, id: slip.id, reason: '按错了人' })
    expect((await standing()).map(one => [one.id, one.byName])).toEqual([[seen.id, '厨师']])
    // The same person's own second telling goes with the first.
    await push(cook, [{ operation: 'mealServing.record', input: serving(eats) }])
    await push(cook, [
      { operation: 'mealServing.undo', input: { countyCode, id: seen.id, reason: '没有来' } },
    ])
    expect(await standing()).toEqual([])
  })

  it('pressed by mistake and mended without signal is mended when the line comes days later', async () => {
    const eats = await elder('断网按错奶奶')
    const told = serving(eats)
    const mended = { countyCode, id: told.id, reason: '按错了人', undoneAt: '2026-11-23T01:45:00Z' }
    world.clock.set('2026-11-26T01:00:00Z')
    const { answers } = await push(cook, [
      { operation: 'mealServing.record', input: told },
      { operation: 'mealServing.undo', input: mended },
    ])
    expect(answers.map(one => one.outcome)).toEqual(['done', 'done'])
    expect((await dayOf(manager)).served.filter(one => one.elderId === eats)).toEqual([])
    world.clock.set('2026-11-23T02:00:00Z')
  })

  it('of guests is counted with them, once', async () => {
    const extraId = world.newId()
    await manager.call('mealExtra.record', {
      ...{ countyCode, id: extraId, canteenId, day: today, meal: 'lunch', guestKind: 'staffGuest' },
      ...{ portions: 2, way: 'dineIn' },
    })
    const guests = { ...serving(world.newId()), elderId: null, extraId, portions: 2 }
    expect((await manager.call('mealServing.record', guests)).already).toBe(false)
    expect((await manager.call('mealServing.record', { ...guests, id: world.newId() })).already).toBe(true)
  })

  it('is refused after a death, in a kitchen whose licence ran out, and by whoever is not of the kitchen', async () => {
    const dead = await elder('去世奶奶')
    await world.pool.query(`update elders set ended_on = '2026-11-20' where id = $1`, [dead])
    await expect(manager.call('mealServing.record', serving(dead))).rejects.toThrow('去世')
    const expired = await canteen({ licenceUntil: '2026-11-22' })
    const eats = await elder('过期奶奶')
    await expect(manager.call('mealServing.record', serving(eats, { canteenId: expired }))).rejects.toThrow(
      '食品证照 2026-11-22 到期',
    )
    expect((await officer.call('canteen.get', { countyCode, id: expired })).stopped).toContain('到期')
    const stranger = await world.signedInAs('canteenCook', village, '别处厨师')
    await expect(stranger.call('mealServing.record', serving(eats))).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  it('tells the canteen when it last served, and takes that back with the only meal of a day', async () => {
    const id = await canteen()
    const eats = await elder('唯一奶奶')
    const told = serving(eats, { canteenId: id })
    const lastServed = async () =>
      (await officer.call('canteen.get', { countyCode, id })).canteen.lastServedOn
    expect(await lastServed()).toBeNull()
    await manager.call('mealServing.record', told)
    expect(await lastServed()).toBe(today)
    await manager.call('mealServing.undo', { countyCode, id: told.id, reason: '按错了' })
    expect(await lastServed()).toBeNull()
  })

  it('stands on the card of the elder', async () => {
    const eats = await elder('卡片奶奶')
    await regular(eats, 'DDDDD--')
    await manager.call('mealServing.record', serving(eats))
    const { cards } = await manager.call('mealCard.issue', { countyCode, canteenId, elderIds: [eats] })
    const again = await manager.call('mealCard.issue', { countyCode, canteenId, elderIds: [eats] })
    expect(again.cards).toEqual(cards)
    const renewed = await manager.call('mealCard.issue', {
      countyCode,
      canteenId,
      elderIds: [eats],
      renew: true,
    })
    expect(renewed.cards[0]?.code).not.toBe(cards[0]?.code)
    expect(await officer.call('mealServing.ofElder', { countyCode, elderId: eats })).toMatchObject({
      ...{ thisMonth: 1, card: renewed.cards[0]?.code, regular: { canteenId, lunch: 'DDDDD--' } },
      last: [{ day: today, meal: 'lunch', way: 'dineIn', canteenName: '测试食堂' }],
    })
  })
})

describe('the menu', () => {
  const dish: Sent<'menu.keep'>['dishes'][number] = {
    ...{ name: '白菜炖豆腐', kind: 'vegetableDish', contains: ['soy'] },
  }
  const menu = (by: Caller, monday: string) => by.call('menu.week', { countyCode, canteenId, monday })

  it('is written by day and meal, copied to the next week without overwriting, and refuses what makes ill', async () => {
    const keep = (day: string, dishes: Sent<'menu.keep'>['dishes']) =>
      manager.call('menu.keep', { countyCode, canteenId, day, meal: 'lunch', dishes })
    await keep(today, [dish, { name: '米饭', kind: 'stapleFood' }])
    await keep('2026-11-24', [dish])
    await keep('2026-12-01', [{ name: '红烧鱼', kind: 'meatDish', contains: ['fish'] }])
    const { copied } = await manager.call('menu.copy', {
      ...{ countyCode, canteenId, fromMonday: today, toMonday: '2026-11-30' },
    })
    expect(copied).toBe(1)
    const next: Output<'menu.week'> = await menu(officer, '2026-11-30')
    expect(next.meals.map(({ day, dishes }) => [day, dishes[0]?.name])).toEqual([
      ['2026-11-30', '白菜炖豆腐'],
      ['2026-12-01', '红烧鱼'],
    ])
    await expect(keep(today, [{ name: '凉拌拉皮', kind: 'vegetableDish' }])).rejects.toThrow('凉菜')
    await expect(keep(today, [dish, dish])).rejects.toThrow('同名')
  })
})

describe('the phone of the cook', () => {
  it('brings three days without signal on the fourth, each meal once, however often it is sent', async () => {
    const eats = await elder('三天奶奶')
    const days = ['2026-11-23', '2026-11-24', '2026-11-25']
    const acts = days.flatMap(day =>
      (['lunch', 'supper'] as const).map(meal => ({
        ...{ id: world.newId(), operation: 'mealServing.record', doneAt: `${day}T09:30:00Z` },
        input: serving(eats, { day, meal, servedAt: `${day}T09:30:00.000Z` }) as Record<string, unknown>,
      })),
    )
    const send = () => cook.call('sync.push', { deviceId: cook.actor.deviceId!, appVersion: 'test', acts })
    world.clock.set('2026-11-26T01:00:00Z')
    expect((await send()).answers.map(one => one.outcome)).toEqual(Array(6).fill('done'))
    expect((await send()).answers.map(one => one.outcome)).toEqual(Array(6).fill('again'))
    const again = acts.map(act => ({ ...act, id: world.newId(), input: { ...act.input, id: world.newId() } }))
    await cook.call('sync.push', { deviceId: cook.actor.deviceId!, appVersion: 'test', acts: again })
    const { rows } = await world.pool.query<{ day: string; meals: number }>(
      `select day::text, count(*)::int as meals from meal_servings where elder_id = $1 and undone_at is null
       group by day order by day`,
      [eats],
    )
    expect(rows).toEqual(days.map(day => ({ day, meals: 2 })))
    world.clock.set('2026-11-23T02:00:00Z')
  })

  it('carries her kitchen for some days in less than 60 KB, and nothing twice', async () => {
    const names = Array.from({ length: 35 }, (_, index) => `同桌${index}`)
    for (const name of names) await regular(await elder(name), 'DDDDDDD', 'HHHHH--')
    const first = await cook.call('kitchen.pull', { fingerprint: null })
    const mine = first.kitchens.find(one => one.canteenId === canteenId)!
    expect(mine.regulars.length).toBeGreaterThan(35)
    expect(JSON.stringify(mine).length).toBeLessThan(60_000)
    expect(JSON.stringify(first)).not.toMatch(/citizen|phone/i)
    const second = await cook.call('kitchen.pull', { fingerprint: first.fingerprint })
    expect(second).toMatchObject({ unchanged: true, kitchens: [], fingerprint: first.fingerprint })
    expect((await officer.call('kitchen.pull', { fingerprint: null })).kitchens).toEqual([])
  })
})
