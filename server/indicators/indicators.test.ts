// Figures against hand-made people at every edge of the definition, and refreshes against full recounts.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addDays } from '../../domain/kernel/day.ts'
import { type SampleElder, type SampleVisit, samplePeople } from '../../tools/sample-people.ts'
import { openTestSystem, type TestSystem } from '../../tools/test-system.ts'
import { catchUpIndicators, recountIndicators, refreshIndicators, verifyIndicators } from './indicators.ts'

let world: TestSystem
let people: ReturnType<typeof samplePeople>
let villages: string[]

beforeAll(async () => {
  world = await openTestSystem()
  people = samplePeople(world)
  const found = await world.pool.query<{ code: string }>(
    `select code from regions where level = 'village' and code like '222402%' order by code`,
  )
  villages = found.rows.map(row => row.code)
})
afterAll(() => world.close())

const alone = [{ group: 'livesAlone' as const, validFrom: '2025-01-01' }]
const month = '2026-10'

let next = 0
/** Counts one person in a village of their own, in October 2026 as seen in November. */
async function figuresOf(elder: SampleElder, visits: SampleVisit[] = [], wanted = month) {
  const village = villages[next++] ?? ''
  const id = await people.addElder(village, elder)
  for (const visit of visits) await people.addVisit(village, id, visit)
  await people.note(village, [wanted])
  await refreshIndicators(world.system)
  return people.figures(village, wanted)
}

describe('who stands in the denominator', () => {
  it.each<[string, SampleElder, string]>([
    ['someone living alone', { groups: alone }, 'rateDenominator'],
    ['someone eighty on the last day of the month', { bornOn: '1946-10-31' }, 'rateDenominator'],
    [
      'a membership that ends on the last day',
      { groups: [{ group: 'tekun', validFrom: '2025-01-01', validTo: '2026-10-31' }] },
      'rateDenominator',
    ],
    [
      'a stay in an institution from the second day on',
      { groups: alone, absences: [{ kind: 'institution', validFrom: '2026-10-02' }] },
      'rateDenominator',
    ],
    [
      'a stay that ended a day before the month did',
      { groups: alone, absences: [{ kind: 'hospital', validFrom: '2026-09-01', validTo: '2026-10-30' }] },
      'rateDenominator',
    ],
    ['someone registered on the twentieth', { groups: alone, registeredOn: '2026-10-20' }, 'rateDenominator'],
    [
      'a refusal taken back before the last day',
      { groups: alone, absences: [{ kind: 'refusal', validFrom: '2026-01-01', validTo: '2026-10-30' }] },
      'rateDenominator',
    ],
    [
      'someone away to visit children',
      { groups: alone, absences: [{ kind: 'away', validFrom: '2026-09-02' }] },
      'rateDenominator',
    ],
    [
      'someone away for sixty days at the month’s end',
      { groups: alone, absences: [{ kind: 'away', validFrom: '2026-09-01' }] },
      'excludedAway',
    ],
    [
      'someone who came back the day before the month’s end',
      { groups: alone, absences: [{ kind: 'away', validFrom: '2026-06-01', validTo: '2026-10-30' }] },
      'rateDenominator',
    ],
    ['someone who died after the month', { groups: alone, endedOn: '2026-11-01' }, 'rateDenominator'],
    [
      'the whole month in an institution',
      { groups: alone, absences: [{ kind: 'institution', validFrom: '2026-10-01', validTo: '2026-10-31' }] },
      'excludedInstitution',
    ],
    [
      'the whole month in two stays in institutions',
      {
        groups: alone,
        absences: [
          { kind: 'institution', validFrom: '2026-09-01', validTo: '2026-10-15' },
          { kind: 'institution', validFrom: '2026-10-16' },
        ],
      },
      'excludedInstitution',
    ],
    [
      'the whole month in hospital',
      { groups: alone, absences: [{ kind: 'hospital', validFrom: '2026-09-30', validTo: '2026-11-02' }] },
      'excludedHospital',
    ],
    [
      'hospital first, then an institution, without a day between',
      {
        groups: alone,
        absences: [
          { kind: 'hospital', validFrom: '2026-09-30', validTo: '2026-10-10' },
          { kind: 'institution', validFrom: '2026-10-11' },
        ],
      },
      'excludedHospital',
    ],
    [
      'a written refusal',
      { groups: alone, absences: [{ kind: 'refusal', validFrom: '2026-10-31' }] },
      'excludedRefusal',
    ],
    [
      'someone registered on the twenty-first',
      { groups: alone, registeredOn: '2026-10-21' },
      'excludedNewcomer',
    ],
    [
      'an institution, a refusal and a late entry at once: the first in order',
      {
        groups: alone,
        registeredOn: '2026-10-25',
        absences: [
          { kind: 'institution', validFrom: '2026-09-01' },
          { kind: 'refusal', validFrom: '2026-09-01' },
        ],
      },
      'excludedInstitution',
    ],
  ])('%s', async (_who, elder, place) => {
    const figures = await figuresOf(elder)
    const places = [
      'rateDenominator',
      'excludedInstitution',
      'excludedHospital',
      'excludedAway',
      'excludedRefusal',
      'excludedNewcomer',
    ]
    expect(Object.keys(figures).filter(key => places.includes(key))).toEqual([place])
    expect(figures).toMatchObject({ eldersInScope: 1, [place]: 1 })
  })

  it.each<[string, SampleElder]>([
    ['someone eighty a day after the month', { bornOn: '1946-11-01' }],
    [
      'a membership that ended a day before the month did',
      { groups: [{ group: 'tekun', validFrom: '2025-01-01', validTo: '2026-10-30' }] },
    ],
    ['a membership of the next month', { groups: [{ group: 'tekun', validFrom: '2026-11-01' }] }],
    ['someone who died on the last day', { groups: alone, endedOn: '2026-10-31' }],
    ['someone registered after the month', { groups: alone, registeredOn: '2026-11-01' }],
    ['someone seventy in no group', {}],
    ['someone without a birth date in no group', { bornOn: null }],
  ])('leaves out %s', async (_who, elder) => {
    expect(await figuresOf(elder)).not.toHaveProperty('eldersInScope')
  })

  it('lets someone born on 29 February age on 1 March of a common year', async () => {
    await world.pool.query(
      `insert into settings (key, region_code, valid_from, value, source, changed_at)
       values ('elder.veryOldAge', '222402000000', '2026-01-01', '78', 'test', now())`,
    )
    world.system.settings.expire()
    expect(await figuresOf({ bornOn: '1948-02-29' }, [], '2026-02')).not.toHaveProperty('groupVeryOld')
    expect(await figuresOf({ bornOn: '1948-02-29' }, [], '2026-03')).toMatchObject({ groupVeryOld: 1 })
    await world.pool.query('delete from settings')
    world.system.settings.expire()
  })
})

describe('who has been visited', () => {
  it.each<[string, SampleVisit[], number]>([
    ['nobody came', [], 0],
    [
      'one visit on the first and one on the last day are one person',
      [{ visitedOn: '2026-10-01' }, { visitedOn: '2026-10-31' }],
      1,
    ],
    ['visits of the months around', [{ visitedOn: '2026-09-30' }, { visitedOn: '2026-11-01' }], 0],
    ['nobody opened the door', [{ visitedOn: '2026-10-05', result: 'notReached' }], 0],
    ['a sensor alone', [{ visitedOn: '2026-10-05', method: 'remote' }], 0],
    ['a telephone call', [{ visitedOn: '2026-10-05', method: 'phone' }], 1],
  ])('%s', async (_what, visits, expected) => {
    const figures = await figuresOf({ groups: alone }, visits)
    expect(figures.rateNumerator ?? 0).toBe(expected)
    expect(figures.rateDenominator).toBe(1)
  })

  it('counts visits apart from people', async () => {
    const figures = await figuresOf({}, [
      { visitedOn: '2026-10-01' },
      { visitedOn: '2026-10-02', method: 'phone', worst: 'danger' },
      { visitedOn: '2026-10-03', result: 'notReached' },
    ])
    expect(figures).toMatchObject({
      visitsRecorded: 3,
      visitsAtHome: 1,
      visitsNotReached: 1,
      eldersWithDanger: 1,
    })
    expect(figures).not.toHaveProperty('rateNumerator')
  })

  it('lets the latest visit up to the month decide about dangers and needs', async () => {
    const visits: SampleVisit[] = [
      { visitedOn: '2026-08-01', worst: 'danger' },
      { visitedOn: '2026-10-09', worst: 'attention', needs: ['meal', 'repair'] },
      { visitedOn: '2026-11-02', worst: 'ok' },
    ]
    const october = await figuresOf({}, visits)
    expect(october).toMatchObject({ eldersWithAttention: 1, eldersWithNeed: 1, needMeal: 1, needOther: 1 })
    expect(october).not.toHaveProperty('eldersWithDanger')
    expect(await figuresOf({}, visits, '2026-11')).not.toHaveProperty('eldersWithNeed')
  })
})

describe('keeping figures right', () => {
  it('adds villages up to township and county', async () => {
    const [one = '', two = ''] = villages.slice(-2)
    for (const village of [one, one, two]) {
      await people.addElder(village, { groups: alone })
      await people.note(village, [month, '2026-11'])
    }
    await refreshIndicators(world.system)
    const sum = await world.pool.query(
      `select sum(value)::int as sum from indicator_values
       where month = $1 and indicator = 'eldersOnRecord' and county_code = '222402' and right(region_code, 3) <> '000'`,
      [month],
    )
    expect((await people.figures('222402000000', month)).eldersOnRecord).toBe(sum.rows[0].sum)
    expect((await people.figures(`${one.slice(0, 9)}000`, month)).eldersOnRecord).toBeGreaterThanOrEqual(2)
  })

  it('works notes off once and leaves none', async () => {
    await people.note(villages[0]!, [month, month, '2027-01'])
    expect(await refreshIndicators(world.system)).toBe(3)
    expect(await refreshIndicators(world.system)).toBe(0)
    expect(await people.figures(villages[0]!, '2027-01')).toEqual({})
  })

  it('lets two servers refresh at once without losing a village', async () => {
    for (const village of villages.slice(0, 40)) {
      await people.addElder(village, { groups: alone })
      await people.note(village, [month, '2026-11'])
    }
    await Promise.all([refreshIndicators(world.system), refreshIndicators(world.system)])
    expect(await differencesFromRecount()).toEqual([])
  })

  it('counts a new day: an eightieth birthday needs no act', async () => {
    const village = villages.at(-3)!
    await people.addElder(village, { bornOn: '1946-11-24' })
    await catchUpIndicators(world.system)
    expect(await people.figures(village, '2026-11')).not.toHaveProperty('groupVeryOld')
    world.clock.set('2026-11-23T16:05:00Z')
    await catchUpIndicators(world.system)
    expect(await people.figures(village, '2026-11')).toMatchObject({ groupVeryOld: 1 })
    world.clock.set('2026-12-01T01:00:00Z')
    await catchUpIndicators(world.system)
    expect(await people.figures(village, '2026-12')).toMatchObject({ groupVeryOld: 1 })
    world.clock.set('2026-11-23T02:00:00Z')
    await world.pool.query(`delete from indicator_values where month = '2026-12'`)
    await world.pool.query(`delete from indicator_counts`)
  })

  it('finds a figure that somebody has changed by hand', async () => {
    await recountIndicators(world.system, ['2026-11', month])
    expect(await verifyIndicators(world.system)).toEqual([])
    await world.pool.query(
      `update indicator_values set value = value + 1 where region_code = $1 and month = $2 and indicator = 'eldersOnRecord'`,
      [villages[0], month],
    )
    const found = await verifyIndicators(world.system)
    expect(found).toContainEqual(
      expect.objectContaining({ regionCode: villages[0], month, indicator: 'eldersOnRecord' }),
    )
    expect(found).toContainEqual(expect.objectContaining({ regionCode: `${villages[0]!.slice(0, 9)}000` }))
    await recountIndicators(world.system, [month])
    expect(await verifyIndicators(world.system)).toEqual([])
  })

  it.each([1, 42])('refreshes to what a full recount says after random changes (seed %i)', async seed => {
    await recountIndicators(world.system, ['2026-11', month])
    const chance = chanceFrom(seed)
    for (let round = 0; round < 3; round++) {
      for (let act = 0; act < 12; act++) await changeSomething(chance)
      await refreshIndicators(world.system)
      expect(await differencesFromRecount()).toEqual([])
    }
  })
})

/** mulberry32: the same seed gives the same afternoon. */
function chanceFrom(seed: number): (below: number) => number {
  let state = seed
  return below => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below) | 0
  }
}

async function changeSomething(chance: (below: number) => number): Promise<void> {
  const village = villages[chance(12)]!
  const months = [month, '2026-11']
  const day = addDays('2026-10-01', chance(54))
  const { rows } = await world.pool.query<{ id: string }>(
    'select id from elders where region_code = $1 order by id',
    [village],
  )
  const elderId = rows[chance(rows.length || 1)]?.id
  const kind = elderId === undefined ? 0 : chance(6)
  if (kind === 0)
    await people.addElder(village, {
      bornOn: addDays('1946-09-15', chance(90)),
      registeredOn: addDays('2026-10-10', chance(40)),
      groups: chance(2) === 0 ? [{ group: 'leftBehind', validFrom: day }] : [],
    })
  else if (kind === 1)
    await people.addVisit(village, elderId!, {
      visitedOn: day,
      result: chance(3) === 0 ? 'notReached' : 'met',
    })
  else if (kind === 2)
    await people.addVisit(village, elderId!, { visitedOn: day, worst: 'danger', needs: ['bath'] })
  else if (kind === 3)
    await people.addAbsence(village, elderId!, {
      kind: 'institution',
      validFrom: addDays('2026-09-20', chance(30)),
    })
  else if (kind === 4) await world.pool.query('update elders set ended_on = $2 where id = $1', [elderId, day])
  else
    await world.pool.query(
      'update elder_memberships set valid_to = valid_from + 5 where elder_id = $1 and valid_to is null',
      [elderId],
    )
  await people.note(village, months)
}

async function allFigures() {
  const { rows } = await world.pool.query(
    `select region_code, month, indicator, value from indicator_values
     where value <> 0 and month in ('2026-10', '2026-11') order by 1, 2, 3`,
  )
  return rows
}

/** What the kept figures would have to change to become a recount's. */
async function differencesFromRecount() {
  const kept = await allFigures()
  await world.pool.query('delete from indicator_values')
  await recountIndicators(world.system, ['2026-11', month])
  const counted = new Set((await allFigures()).map(row => JSON.stringify(row)))
  const before = new Set(kept.map(row => JSON.stringify(row)))
  return [...[...before].filter(row => !counted.has(row)), ...[...counted].filter(row => !before.has(row))]
}
