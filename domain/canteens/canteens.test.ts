// The rules of eating together, as a cook, a carrier and an officer would say them.
import { describe, expect, it } from 'vitest'
import type { Opening } from './canteen.ts'
import { cardCodeOf, serialOfCard } from './card.ts'
import { conditionsOf } from './conditions.ts'
import { type CountFacts, conflictsAt, expectedAt, headCountOf } from './count.ts'
import { type Diet, plainDiet } from './diet.ts'
import { type CanteenFacts, lightOf, troublesOf } from './light.ts'
import { conflictsOf, type Dish, forbiddenDish, risksOf } from './menu.ts'
import { checkExtra, checkServing, checkStateChange, checkUndo, stopOf } from './rules.ts'
import { tourFrom } from './tour.ts'
import { letterOn, mondayOf, waysOn } from './week.ts'

const monday = '2026-11-23'
const opening: Opening = {
  ...{ validFrom: '2026-01-01', lunch: 'BBBBBBD', supper: 'HHHHH--', winter: 'deliverOnly' },
  ...{ lunchAt: 660, supperAt: 1020 },
}
const winter = { fromMonth: 12, toMonth: 2 }
const open = { openings: [opening], closures: [], winter }

describe('the week', () => {
  it('begins on Monday', () => {
    expect(mondayOf('2026-11-29')).toBe(monday)
    expect(mondayOf(monday)).toBe(monday)
    expect(['2026-11-23', '2026-11-28', '2026-11-29'].map(day => letterOn('DHHHH-B', day))).toEqual([
      ...['D', '-', 'B'],
    ])
  })

  it('offers what the day offers, boxes only in winter, nothing on closed days', () => {
    expect(waysOn(open, monday, 'lunch')).toEqual(['dineIn', 'delivered'])
    expect(waysOn(open, monday, 'supper')).toEqual(['delivered'])
    expect(waysOn(open, '2026-11-29', 'supper')).toEqual([])
    expect(waysOn(open, '2027-01-04', 'lunch')).toEqual(['delivered'])
    const closures = [{ fromOn: '2026-11-20', toOn: monday }]
    expect(waysOn({ ...open, closures }, monday, 'lunch')).toEqual([])
    expect(
      waysOn({ ...open, openings: [{ ...opening, winter: 'restsInWinter' }] }, '2026-12-01', 'lunch'),
    ).toEqual([])
    expect(waysOn(open, '2025-12-31', 'lunch')).toEqual([])
  })
})

const soft: Diet = { ...plainDiet, texture: 'softFood', diabetes: true }
const facts: CountFacts = {
  regulars: [
    { elderId: 'wang', lunch: 'DDDDDDD', supper: '-------', validFrom: '2026-01-01', validTo: null },
    { elderId: 'jin', lunch: 'HHHHHHH', supper: 'HHHHH--', validFrom: '2026-01-01', validTo: null },
    { elderId: 'old', lunch: 'DDDDDDD', supper: '-------', validFrom: '2026-01-01', validTo: '2026-11-22' },
  ],
  absences: [],
  extras: [],
  diets: new Map([['jin', soft]]),
}
const both = ['dineIn', 'delivered'] as const

describe('the head count', () => {
  const count = (more: Partial<CountFacts> = {}, day = monday) =>
    headCountOf(expectedAt({ ...facts, ...more }, both, day, 'lunch'))

  it('counts plates and boxes by what each may eat', () => {
    expect(count()).toEqual({
      ...{ portions: 2, boxes: 1, dineIn: 1, diabetes: 1, lowSalt: 0 },
      textures: { normalFood: 1, softFood: 1, pasteFood: 0 },
    })
  })

  it('leaves out whoever said she does not come, for as long as she said', () => {
    const away = { elderId: 'wang', fromOn: monday, toOn: '2026-11-24', meal: null }
    expect(count({ absences: [away] }).portions).toBe(1)
    expect(count({ absences: [away] }, '2026-11-25').portions).toBe(2)
    expect(count({ absences: [{ ...away, toOn: null }] }, '2027-03-01').portions).toBe(1)
    expect(count({ absences: [{ ...away, meal: 'supper' }] }).portions).toBe(2)
  })

  it('adds guests, and a single meal of a regular only once', () => {
    const guests = {
      id: 'g',
      day: monday,
      meal: 'lunch' as const,
      elderId: null,
      portions: 3,
      way: 'dineIn' as const,
    }
    expect(count({ extras: [guests] }).portions).toBe(5)
    const once = { ...guests, id: 'o', elderId: 'wang', portions: 1, way: 'delivered' as const }
    expect(count({ extras: [once] })).toMatchObject({ portions: 2, boxes: 2 })
    expect(count({ extras: [{ ...once, day: '2026-11-24' }] })).toMatchObject({ portions: 2, boxes: 1 })
  })

  it('brings a box to everybody where nobody can come, and counts nobody on a closed day', () => {
    expect(headCountOf(expectedAt(facts, ['delivered'], monday, 'lunch'))).toMatchObject({
      boxes: 2,
      dineIn: 0,
    })
    expect(expectedAt(facts, [], monday, 'lunch')).toEqual([])
  })

  it('names whose plate must differ from the pot', () => {
    const dishes = [
      dish('红烧肉', { contains: ['pork'], cautions: ['sugary'] }),
      dish('米饭', { kind: 'stapleFood' }),
    ]
    const found = conflictsAt(expectedAt(facts, both, monday, 'lunch'), dishes)
    expect(found.map(one => one.elderId)).toEqual(['jin'])
    expect(found[0]?.conflicts.map(one => one.kind)).toEqual(['sugarForDiabetes', 'tooHard', 'tooHard'])
  })
})

function dish(name: string, more: Partial<Dish> = {}): Dish {
  return { name, kind: 'meatDish', contains: [], cautions: [], textures: ['normalFood'], ...more }
}

describe('a dish', () => {
  it('is against an allergy and against a custom, each once', () => {
    const shrimp = dish('清炒虾仁', { contains: ['shellfish', 'egg'] })
    expect(conflictsOf({ ...plainDiet, allergens: ['shellfish'] }, [shrimp])).toEqual([
      { dish: '清炒虾仁', kind: 'allergy', content: 'shellfish' },
    ])
    const pork = dish('白菜猪肉', { contains: ['pork'] })
    expect(conflictsOf({ ...plainDiet, customs: ['halal', 'noPork'] }, [pork])).toHaveLength(1)
    expect(conflictsOf(plainDiet, [shrimp, pork])).toEqual([])
  })

  it('that makes villages ill is refused by its name, green beans are only warned of', () => {
    const all = { coldDish: true, wildMushroom: true, rawFish: true }
    expect(forbiddenDish([dish('米饭'), dish('凉拌黄瓜')], all)).toEqual({
      dish: '凉拌黄瓜',
      risk: 'coldDish',
    })
    expect(forbiddenDish([dish('小鸡炖榛蘑')], all)?.risk).toBe('wildMushroom')
    expect(forbiddenDish([dish('小鸡炖榛蘑')], { ...all, wildMushroom: false })).toBeNull()
    expect(forbiddenDish([dish('油豆角炖土豆')], all)).toBeNull()
    expect(risksOf('油豆角炖土豆')).toEqual(['greenBean'])
    expect(risksOf('香菇油菜')).toEqual([])
  })
})

const settings = { coldAmberDays: 7, coldRedDays: 30, warningDays: 30 }
const well: CanteenFacts = {
  ...{
    state: 'running',
    stateSince: '2026-01-01',
    tier: 'cooksHere',
    lastServedOn: monday,
    closedDaysSince: 0,
  },
  ...{ licenceUntil: '2027-11-01', cooks: 1, healthUntil: '2027-05-01', handlers: 2 },
}
const light = (more: Partial<CanteenFacts>, today = monday) => {
  const troubles = troublesOf({ ...well, ...more }, today, settings)
  return { light: lightOf(more.state ?? well.state, troubles), troubles }
}

describe('the light of a place', () => {
  it('is green while it serves, amber after seven days without, red after thirty', () => {
    expect(light({})).toEqual({ light: 'runsWell', troubles: [] })
    expect(light({ lastServedOn: '2026-11-17' }).light).toBe('runsWell')
    expect(light({ lastServedOn: '2026-11-16' })).toEqual({ light: 'needsLook', troubles: ['coldAmber'] })
    expect(light({ lastServedOn: '2026-10-24' })).toEqual({ light: 'standsStill', troubles: ['coldRed'] })
    expect(light({ lastServedOn: null, stateSince: '2026-10-01' }).troubles).toEqual(['coldRed'])
  })

  it('does not turn amber over a festival that was announced, but red all the same when it lasts', () => {
    expect(light({ lastServedOn: '2026-11-14', closedDaysSince: 7 }).light).toBe('runsWell')
    expect(light({ lastServedOn: '2026-10-01', closedDaysSince: 40 }).troubles).toEqual(['coldRed'])
  })

  it('warns thirty days before a paper runs out and is red the day after', () => {
    expect(light({ licenceUntil: '2026-12-24' }).troubles).toEqual([])
    expect(light({ licenceUntil: '2026-12-23' }).troubles).toEqual(['licenceExpiring'])
    expect(light({ licenceUntil: monday }).troubles).toEqual(['licenceExpiring'])
    expect(light({ licenceUntil: '2026-11-22' })).toEqual({
      light: 'standsStill',
      troubles: ['licenceExpired'],
    })
    expect(light({ licenceUntil: null }).troubles).toEqual(['noLicence'])
    expect(light({ licenceUntil: 'never' }).troubles).toEqual([])
    expect(light({ healthUntil: '2026-12-01' }).troubles).toEqual(['healthExpiring'])
    expect(light({ healthUntil: null }).troubles).toEqual(['healthExpired'])
    expect(light({ cooks: 0 }).troubles).toEqual(['noCookOnStaff'])
    expect(light({ cooks: 0, tier: 'broughtIn' }).troubles).toEqual([])
  })

  it('is no light at all before it opens and after it has closed', () => {
    expect(light({ state: 'shutDown', lastServedOn: '2025-01-01', licenceUntil: null })).toEqual({
      ...{ light: 'notRunning', troubles: [] },
    })
  })
})

describe('a serving', () => {
  const strict = { stopWithoutLicence: true, stopWithoutHealthCheck: false }
  const serving = {
    ...{ day: monday, servedAt: '2026-11-23T03:10:00Z', elderId: 'wang', extraId: null },
    ...{ way: 'dineIn' as const, handedTo: null },
  }
  const now = new Date('2026-11-23T04:00:00Z')
  const check = (more: object, stop: ReturnType<typeof stopOf> = null, today = monday) =>
    checkServing({ ...serving, ...more }, { now, today, withinDays: 15, stop })

  it('may be told of days later, and never beforehand', () => {
    expect(() => check({})).not.toThrow()
    expect(() => check({}, null, '2026-12-08')).not.toThrow()
    expect(() => check({}, null, '2026-12-09')).toThrow('15 天')
    expect(() => check({ day: '2026-11-24' })).toThrow('还没到')
    expect(() => check({ servedAt: '2026-11-23T05:00:00Z' })).toThrow('还没到')
    expect(() => check({ elderId: null })).toThrow('谁用餐')
  })

  it('stops the day after the licence runs out, where the county says so', () => {
    const stop = stopOf({ ...well, licenceUntil: '2026-11-22' }, strict)
    expect(stop).toEqual({ fromOn: monday, why: '食品证照 2026-11-22 到期' })
    expect(() => check({}, stop)).toThrow('到期')
    expect(() => check({ day: '2026-11-22' }, stop)).not.toThrow()
    expect(
      stopOf({ ...well, licenceUntil: '2026-11-22' }, { ...strict, stopWithoutLicence: false }),
    ).toBeNull()
    expect(stopOf({ ...well, licenceUntil: 'never', healthUntil: '2026-11-01' }, strict)).toBeNull()
    expect(
      stopOf({ ...well, healthUntil: '2026-11-01' }, { ...strict, stopWithoutHealthCheck: true })?.fromOn,
    ).toBe('2026-11-02')
    expect(stopOf({ ...well, state: 'onPause', stateSince: '2026-11-10' }, strict)?.fromOn).toBe('2026-11-10')
  })

  it('is mended the same day only, and once', () => {
    const undo = (
      serving: { day: string; undoneAt: string | null },
      today: string,
      at: string | null = null,
    ) => checkUndo(serving, { now: new Date(`${today}T04:00:00Z`), today, withinDays: 7, at })
    const served = { day: monday, undoneAt: null }
    expect(() => undo(served, monday)).not.toThrow()
    expect(() => undo(served, '2026-11-24')).toThrow('当天')
    expect(() => undo({ day: monday, undoneAt: '2026-11-23T04:00:00Z' }, monday)).toThrow('更正过')
    // Mended on the day on a phone without signal, and told on the third day after.
    expect(() => undo(served, '2026-11-26', '2026-11-23T04:10:00Z')).not.toThrow()
    expect(() => undo(served, '2026-11-26', '2026-11-24T04:10:00Z')).toThrow('当天')
    expect(() => undo(served, monday, '2026-11-23T09:00:00Z')).toThrow('手机时间')
    expect(() => undo(served, '2026-12-01', '2026-11-23T04:10:00Z')).toThrow('7 天')
  })

  it('of a guest names the kind of guest, of an elder is one portion', () => {
    expect(() => checkExtra({ elderId: null, guestKind: 'guestOfElder', portions: 4 })).not.toThrow()
    expect(() => checkExtra({ elderId: 'wang', guestKind: null, portions: 2 })).toThrow('一份')
    expect(() => checkExtra({ elderId: null, guestKind: null, portions: 1 })).toThrow('只选一样')
  })
})

describe('a state', () => {
  const running = { state: 'running' as const, stateSince: '2026-10-01' }
  it('changes with a reason, never into the future, and not back from the end', () => {
    const paused = { state: 'onPause' as const, fromOn: monday, reason: 'noCook' as const }
    expect(() => checkStateChange(running, paused, monday)).not.toThrow()
    expect(() => checkStateChange(running, { ...paused, reason: null }, monday)).toThrow('原因')
    expect(() => checkStateChange(running, { ...paused, fromOn: '2026-11-24' }, monday)).toThrow('还没到')
    expect(() => checkStateChange(running, { ...paused, fromOn: '2026-09-30' }, monday)).toThrow('不能早于')
    expect(() =>
      checkStateChange({ ...running, state: 'shutDown' }, { ...paused, state: 'running' }, monday),
    ).toThrow('登记新的')
  })
})

describe('a card', () => {
  it('tells a slip of the hand and reads full-width digits', () => {
    const code = cardCodeOf(153)
    expect(code).toMatch(/^0000 153\d$/)
    expect(serialOfCard(code)).toBe(153)
    expect(
      serialOfCard(
        code.replace(' ', '').replace(/\d/g, digit => '０１２３４５６７８９'[Number(digit)] ?? ''),
      ),
    ).toBe(153)
    expect(serialOfCard(`${code.slice(0, -1)}${(Number(code.at(-1)) + 1) % 10}`)).toBeNull()
    expect(serialOfCard('153')).toBeNull()
  })
})

describe('the tour of a carrier', () => {
  const stop = (id: string, lon: number | null, hamlet: string | null = null) => ({
    ...{ id, lon, lat: lon === null ? null : 43, hamlet, address: id },
  })
  it('goes to the nearest door each time, and last to doors without a place, hamlet by hamlet', () => {
    const legs = tourFrom({ lon: 129, lat: 43 }, [
      ...[stop('far', 129.03), stop('b', null, '二屯'), stop('near', 129.01), stop('a', null, '一屯')],
      stop('middle', 129.02),
    ])
    expect(legs.map(leg => leg.stop.id)).toEqual(['near', 'middle', 'far', 'b', 'a'])
    expect(legs[0]?.meters).toBeGreaterThan(700)
    expect(legs[0]?.meters).toBeLessThan(900)
    expect(legs.at(-1)?.meters).toBeNull()
  })

  it('starts anywhere when the kitchen has no place', () => {
    expect(
      tourFrom({ lon: null, lat: null }, [stop('x', 129), stop('y', 129.1)]).map(leg => leg.stop.id),
    ).toEqual([...['x', 'y']])
  })
})

describe('what other provinces ask', () => {
  it('is shown met, unmet or unknown, with its source', () => {
    const asked = { canteenDiners: 50, canteenSquareMeters: 50, pointDiners: 10, pointSquareMeters: 20 }
    const site = {
      ...{ kind: 'mealPoint' as const, seats: 12, mealsAtMost: 15, areaSquareMeters: null },
      ...{ onGroundFloor: false, fireChecked: false, hasLicence: true },
    }
    expect(conditionsOf(site, asked).map(one => one.met)).toEqual([true, null, true, false])
    expect(
      conditionsOf({ ...site, kind: 'seniorCanteen', areaSquareMeters: 60 }, asked).map(one => one.met),
    ).toEqual([...[false, true, true, false]])
  })
})
