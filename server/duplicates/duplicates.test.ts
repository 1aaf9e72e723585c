import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { checkCharacterOf } from '../../domain/elders/citizen-number.ts'
import { makeElders, otherVillage, village } from '../../tools/sample-elders.ts'
import { openTestSystem, type TestSystem } from '../../tools/test-system.ts'
import { readingsOf } from '../elders/elders.ts'
import { within } from '../kernel/database.ts'
import { numbersNear } from './candidates.ts'
import { findDuplicatesOf, searchArrivals, sweepDuplicates } from './duplicates.ts'
import { smallestHolding } from './keep.ts'

const otherCounty = '222401001001'
const numberOf = (first17: string) => first17 + checkCharacterOf(first17)
const qiu = { name: '逄砚秋', bornOn: '1948-03-05' }

let world: TestSystem

beforeAll(async () => {
  world = await openTestSystem()
})
afterAll(() => world.close())
beforeEach(async () => {
  await world.pool.query(
    'truncate duplicate_pairs, duplicate_searches, elders, citizen_number_claims cascade',
  )
})

interface Given {
  name?: string
  bornOn?: string | null
  number?: string
  phone?: string
}

async function addPerson(regionCode: string, { number, phone, ...given }: Given = {}): Promise<string> {
  const person = { ...qiu, ...given }
  const [elder] = await makeElders(world, regionCode, 1, { name: person.name })
  if (!elder) throw new Error('no elder was made')
  const { sealer } = world.system
  await world.db
    .updateTable('elders')
    .set({
      ...readingsOf(person.name),
      bornOn: person.bornOn,
      phoneSealed: phone === undefined ? null : sealer.seal(phone),
      phoneTail: phone?.slice(-4) ?? null,
      updatedAt: world.clock.now().toISOString(),
      ...(number !== undefined && {
        numberKind: 'citizen' as const,
        citizenNumberSealed: sealer.seal(number),
        citizenNumberHash: sealer.hash(number),
        citizenNumberTail: number.slice(-4),
      }),
    })
    .where('id', '=', elder.id)
    .execute()
  if (number !== undefined)
    await world.db
      .insertInto('citizenNumberClaims')
      .values({ numberHash: sealer.hash(number), countyCode: regionCode.slice(0, 6), elderId: elder.id })
      .execute()
  return elder.id
}

const pairs = () =>
  world.db
    .selectFrom('duplicatePairs')
    .select(['countyCode', 'regionCode', 'elderId', 'otherId', 'otherCountyCode', 'state', 'score', 'source'])
    .orderBy('countyCode')
    .execute()

describe('the search of the whole province', () => {
  test('a person entered in two villages of a township is one pair, kept at the township', async () => {
    const ids = [await addPerson(village), await addPerson(otherVillage)].sort()
    await addPerson(village, { name: '王德山', bornOn: '1950-06-07' })
    await sweepDuplicates(world.system)
    expect(await pairs()).toMatchObject([
      {
        countyCode: '222402',
        regionCode: '222402001000',
        elderId: ids[0],
        otherId: ids[1],
        state: 'toReview',
        source: 'atNight',
      },
    ])
  })

  test('a pair across counties has a leg in each, and an officer sees only the own one', async () => {
    const here = await addPerson(village, { phone: '0433-0123456' })
    const there = await addPerson(otherCounty, { phone: '0433-0123456' })
    await sweepDuplicates(world.system)
    expect(await pairs()).toMatchObject([
      {
        countyCode: '222401',
        regionCode: '222401000000',
        elderId: there,
        otherId: here,
        otherCountyCode: '222402',
      },
      {
        countyCode: '222402',
        regionCode: '222402000000',
        elderId: here,
        otherId: there,
        otherCountyCode: '222401',
      },
    ])
    const area = { from: '222402000000', to: '222402999999' }
    const seen = await within(world.system.connections.db, { area, accountId: null }, false, tx =>
      tx.selectFrom('duplicatePairs').select('elderId').execute(),
    )
    expect(seen).toEqual([{ elderId: here }])
  })

  test('run twice it changes nothing', async () => {
    await addPerson(village)
    await addPerson(otherVillage)
    await sweepDuplicates(world.system)
    const before = await pairs()
    expect(await sweepDuplicates(world.system)).toMatchObject({ found: 0, obsolete: 0, pairs: 1 })
    expect(await pairs()).toEqual(before)
  })

  test('two people, once said, stay two people', async () => {
    await addPerson(village)
    await addPerson(village)
    await sweepDuplicates(world.system)
    await world.db.updateTable('duplicatePairs').set({ state: 'twoPeople', score: 1 }).execute()
    expect(await sweepDuplicates(world.system)).toMatchObject({ found: 0 })
    expect(await pairs()).toMatchObject([{ state: 'twoPeople', score: 1 }])
  })

  test('a pair is obsolete once a record has ended, and back when the ending is taken back', async () => {
    const [gone] = [await addPerson(village), await addPerson(village)]
    await sweepDuplicates(world.system)
    const end = (endedOn: string | null) =>
      world.db.updateTable('elders').set({ endedOn }).where('id', '=', gone).execute()
    await end('2026-11-01')
    expect(await sweepDuplicates(world.system)).toMatchObject({ found: 0, obsolete: 1 })
    expect(await pairs()).toMatchObject([{ state: 'obsolete' }])
    await end(null)
    await sweepDuplicates(world.system)
    expect(await pairs()).toMatchObject([{ state: 'toReview' }])
  })

  test('a pair is obsolete when the records have grown apart', async () => {
    const [changed] = [await addPerson(village), await addPerson(village)]
    await sweepDuplicates(world.system)
    await world.db
      .updateTable('elders')
      .set({ name: '王德山', ...readingsOf('王德山'), bornOn: '1939-01-09' })
      .where('id', '=', changed)
      .execute()
    await sweepDuplicates(world.system)
    expect(await pairs()).toMatchObject([{ state: 'obsolete' }])
  })

  test('a county that asks for more before it looks sees fewer pairs', async () => {
    await addPerson(village)
    await addPerson(village)
    await world.db
      .insertInto('settings')
      .values({
        ...{
          key: 'duplicates.reviewFrom',
          regionCode: '222402000000',
          validFrom: '2020-01-01',
          validTo: null,
        },
        ...{
          value: JSON.stringify(60),
          source: '测试',
          changedBy: null,
          changedAt: world.clock.now().toISOString(),
        },
      })
      .execute()
    world.system.settings.expire()
    await sweepDuplicates(world.system)
    expect(await pairs()).toEqual([])
    await world.db.deleteFrom('settings').where('key', '=', 'duplicates.reviewFrom').execute()
    world.system.settings.expire()
  })

  test('opening the numbers of a county is written into its audit chain', async () => {
    await addPerson(village)
    await sweepDuplicates(world.system)
    const entry = await world.db
      .selectFrom('auditEntries')
      .select(['countyCode', 'accountId', 'subjectCount', 'reason'])
      .where('operation', '=', 'duplicate.sweep')
      .orderBy('id', 'desc')
      .executeTakeFirst()
    expect(entry).toEqual({
      countyCode: '222402',
      accountId: null,
      subjectCount: 1,
      reason: '夜间比对疑似重复档案',
    })
  })
})

describe('at every arrival', () => {
  test('registering somebody asks for the search', async () => {
    const officer = await world.signedInAs('countyOfficer', '222402000000')
    world.woken.length = 0
    await officer.call('elder.register', {
      id: world.newId(),
      householdId: world.newId(),
      regionCode: village,
      elder: {
        ...{ ...qiu, sex: 'female', birthCalendar: 'solar', ethnicity: '01', spokenLanguage: 'zh' },
        ...{
          citizenNumber: null,
          numberKind: 'none',
          phone: null,
          address: '1 号',
          hamlet: null,
          note: null,
        },
        willingToBeVisited: true,
      },
    })
    expect(world.woken).toContain('duplicates.arrivals')
  })

  test('a newcomer is compared with the whole province, the others are left alone', async () => {
    await addPerson(village)
    await sweepDuplicates(world.system)
    world.clock.set('2026-11-24T02:00:00Z')
    const newcomer = await addPerson(otherCounty)
    await addPerson(otherCounty, { name: '王德山', bornOn: '1950-06-07' })
    await searchArrivals(world.system)
    const found = await pairs()
    expect(found).toHaveLength(2)
    expect(found[0]).toMatchObject({ elderId: newcomer, source: 'atEntry', state: 'toReview' })
  })

  test('a slip in the number is found although numbers are sealed', async () => {
    // Nothing else leads to the other record: no birthday, another county, another character of the same sound.
    await addPerson(village, { number: numberOf('22990119480305002'), bornOn: null })
    const slipped = { name: '庞砚秋', number: numberOf('22990219480305002'), bornOn: null }
    const newcomer = await addPerson(otherCounty, slipped)
    await findDuplicatesOf(world.system, [{ countyCode: '222401', id: newcomer, source: 'onPhone' }])
    expect(await pairs()).toMatchObject([{ elderId: newcomer, source: 'onPhone' }, { otherId: newcomer }])
  })

  test('every slip of one digit or one swap is looked for', () => {
    const number = numberOf('22990119480305012')
    const swapped = `${number.slice(0, 15)}${number[16]}${number[15]}${number[17]}`
    const wrong = `${number.slice(0, 3)}0${number.slice(4)}`
    expect(numbersNear(number)).toEqual(
      expect.arrayContaining([number, swapped, wrong, numberOf('22990219480305012')]),
    )
  })

  test('it changes nothing when nothing has arrived, and agrees with the night', async () => {
    await addPerson(village)
    await sweepDuplicates(world.system)
    await addPerson(village)
    await searchArrivals(world.system)
    const before = await pairs()
    expect(before).toHaveLength(1)
    await searchArrivals(world.system)
    await sweepDuplicates(world.system)
    expect(await pairs()).toEqual(before)
  })
})

describe('at entry', () => {
  const ask = async (elder: object, except?: string) => {
    const officer = await world.signedInAs('countyOfficer', '222402000000')
    const { rows } = await officer.call('duplicate.similar', {
      regionCode: village,
      elder,
      ...(except !== undefined && { except }),
    })
    return rows
  }

  test('whoever may already be in the area is shown, best first, masked, with reasons', async () => {
    const best = await addPerson(village, { number: numberOf('22990119480305002') })
    const next = await addPerson(otherVillage)
    await addPerson(otherCounty)
    const shown = await ask({
      ...qiu,
      citizenNumber: `${numberOf('22990119480305002').slice(0, 17)}  ${numberOf('22990119480305002')[17]}`,
    })
    expect(shown.map(({ elder }) => elder.id)).toEqual([best, next])
    expect(shown[0]).toMatchObject({ verdict: 'certain' })
    expect(shown[0]?.elder.numberMask).toMatch(/^\*+\d{3}[\dX]$/)
    expect(shown[0]?.reasons.map(({ code }) => code)).toContain('numberSame')
  })

  test('a number with a slip in it, and nothing else typed yet, is enough to look', async () => {
    const known = await addPerson(village, { number: numberOf('22990119480305002') })
    const typed = `${numberOf('22990119480305002').slice(0, 8)}84${numberOf('22990119480305002').slice(10)}`
    const shown = await ask({ name: qiu.name, citizenNumber: typed })
    expect(shown).toMatchObject([
      {
        elder: { id: known },
        reasons: expect.arrayContaining([expect.objectContaining({ code: 'numberSwapped' })]),
      },
    ])
  })

  test('a record is not like itself, and a stranger like nobody', async () => {
    const id = await addPerson(village)
    expect(await ask(qiu, id)).toEqual([])
    expect(await ask({ name: '王德山', bornOn: '1950-06-07' })).toEqual([])
    expect(await ask({})).toEqual([])
  })

  test('whom the answer shows stands in the audit', async () => {
    await addPerson(village)
    await ask(qiu)
    const entry = await world.db
      .selectFrom('auditEntries')
      .select(['countyCode', 'subjectCount'])
      .where('operation', '=', 'duplicate.similar')
      .orderBy('id', 'desc')
      .executeTakeFirst()
    expect(entry).toEqual({ countyCode: '222402', subjectCount: 1 })
  })

  test('who may not enter people may not look for them this way', async () => {
    const auditor = await world.signedInAs('auditor', '222402000000')
    await expect(auditor.call('duplicate.similar', { regionCode: village, elder: qiu })).rejects.toThrow()
  })
})

test('the smallest region that holds two villages', () => {
  expect(smallestHolding(village, village)).toBe(village)
  expect(smallestHolding(village, otherVillage)).toBe('222402001000')
  expect(smallestHolding(village, '222402002001')).toBe('222402000000')
})
