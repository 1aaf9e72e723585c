// Beds of care at home on a real database: contract, opening, counted visits, pauses, months, the two figures.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Sent } from '../../domain/api.ts'
import { makeElders, type SampleElder, township, village } from '../../tools/sample-elders.ts'
import { type Caller, openTestSystem, type TestSystem } from '../../tools/test-system.ts'

const countyCode = '222402'
let world: TestSystem
let officer: Caller
let elder: SampleElder
let providerId: string

beforeAll(async () => {
  world = await openTestSystem()
  officer = await world.signedInAs('townshipOfficer', township, '乡镇甲')
  providerId = world.newId()
  await world.pool.query(
    `insert into service_providers (county_code, id, region_code, name, kind, care_ways, item_codes, address, reach_km,
       daily_orders, started_on, version, recorded_at)
     values ($1, $2, '222402000000', '康宁养老院', 'careHome', '{}', '{}', '县城', 50, 20, '2020-01-01', 1, now())`,
    [countyCode, providerId],
  )
})
afterAll(() => world.close())
beforeEach(async () => {
  world.clock.set('2026-11-23T02:00:00Z')
  ;[elder] = (await makeElders(world, village, 1)) as [SampleElder]
})

async function assessed(level: 'mild' | 'severe' | 'intact' = 'severe'): Promise<void> {
  await world.pool.query(
    `insert into ability_assessments (county_code, id, region_code, elder_id, standard, assessed_on, reason, scores,
       total, initial_level, adjustments, final_level, must_review, rules_version, lives_alone, first_id, first_medical,
       submitted_at, stage, result_of, result_level, valid_until, version, synthetic)
     values ($1, gen_random_uuid(), $2, $3, 'gbt42195', '2026-02-01', 'firstTime', repeat('1', 26), 40, $4, '{}', $4,
       false, 1, false, $5, true, now(), 'told', 'first', $4, '2028-02-01', 1, false)`,
    [countyCode, village, elder.id, level, officer.actor.accountId],
  )
}

const contract = (more: Partial<Sent<'homeBed.register'>['contract']> = {}) => ({
  ...{
    providerId,
    contractNumber: `JC-${world.newId()}`,
    signedOn: '2026-02-20',
    signedWay: 'elderSigned' as const,
  },
  ...{
    signedName: '本人',
    fromOn: '2026-03-01',
    toOn: '2027-02-28',
    monthlyVisits: 4,
    feeFen: 0,
    subsidyFen: 40_000,
  },
  ...more,
})

async function signed(): Promise<string> {
  await assessed()
  const id = world.newId()
  await officer.call('homeBed.register', {
    ...{ countyCode, id, elderId: elder.id, termId: world.newId(), contract: contract() },
  })
  return id
}

const get = (id: string) => officer.call('homeBed.get', { countyCode, id })
const at = async (id: string) => ({ countyCode, id, version: (await get(id)).version })

async function opened(): Promise<string> {
  const id = await signed()
  await officer.call('homeBed.activate', {
    ...(await at(id)),
    ...{ on: '2026-03-01', noWorksWhy: '新房，已有扶手', noDeviceWhy: '与儿子同住' },
  })
  return id
}

const visit = (id: string, visitedOn: string, minutes = 45) =>
  officer.call('homeBed.addVisit', {
    ...{
      countyCode,
      id,
      visitId: world.newId(),
      visitedOn,
      minutes,
      tasks: ['personalCare'],
      workerName: '护理员',
    },
  })

async function away(from: string, to: string | null): Promise<void> {
  await world.pool.query(
    `insert into elder_absences (county_code, id, region_code, elder_id, kind, valid_from, valid_to, reason, recorded_at)
     values ($1, gen_random_uuid(), $2, $3, 'hospital', $4, $5, '肺炎', now())`,
    [countyCode, village, elder.id, from, to],
  )
}

describe('a contract', () => {
  it('needs an assessment that says care-dependent, and is one at a time', async () => {
    const register = () =>
      officer.call('homeBed.register', {
        ...{ countyCode, id: world.newId(), elderId: elder.id, termId: world.newId(), contract: contract() },
      })
    await expect(register()).rejects.toMatchObject({ message: expect.stringMatching(/还没有能力评估/) })
    await assessed('intact')
    const seen = await officer.call('homeBed.ofElder', { countyCode, elderId: elder.id })
    expect(seen).toMatchObject({ rows: [], level: 'intact', whyNot: expect.stringMatching(/不够本地/) })
    await assessed('severe')
    await world.pool.query(
      `update ability_assessments set assessed_on = '2026-03-01' where elder_id = $1
      and result_level = 'severe'`,
      [elder.id],
    )
    await register()
    await expect(register()).rejects.toMatchObject({ message: expect.stringMatching(/已有一张/) })
  })

  it('is refused under a number that is known, and with fewer visits than the county asks for', async () => {
    const id = await signed()
    const { contractNumber } = await get(id)
    ;[elder] = (await makeElders(world, village, 1)) as [SampleElder]
    await assessed()
    const register = (more: object) =>
      officer.call('homeBed.register', {
        ...{
          countyCode,
          id: world.newId(),
          elderId: elder.id,
          termId: world.newId(),
          contract: contract(more),
        },
      })
    await expect(register({ contractNumber })).rejects.toMatchObject({ code: 'conflict' })
    await expect(register({ monthlyVisits: 1 })).rejects.toMatchObject({ code: 'rule_broken' })
  })

  it('is opened once the home is ready, or somebody says why it need not be', async () => {
    const id = await signed()
    expect((await get(id)).standing).toBe('bedWaits')
    const activate = async (more: object = {}) =>
      officer.call('homeBed.activate', { ...(await at(id)), on: '2026-03-01', ...more })
    await expect(activate()).rejects.toMatchObject({ message: expect.stringMatching(/居家改造还没有验收/) })
    await expect(activate({ noWorksWhy: '不用改' })).rejects.toMatchObject({
      message: expect.stringMatching(/还没有装设备/),
    })
    await activate({ noWorksWhy: '不用改', noDeviceWhy: '与儿子同住' })
    expect(await get(id)).toMatchObject({
      standing: 'bedServed',
      noWorksWhy: '不用改',
      openedOn: '2026-03-01',
    })
  })

  it('is renewed without a gap or an overlap, the earlier term kept', async () => {
    const id = await opened()
    const renew = async (fromOn: string) =>
      officer.call('homeBed.renew', {
        ...(await at(id)),
        ...{ termId: world.newId(), contract: contract({ fromOn, toOn: '2028-02-29', monthlyVisits: 5 }) },
      })
    await expect(renew('2027-02-01')).rejects.toMatchObject({ code: 'invalid' })
    await renew('2027-03-01')
    const bed = await get(id)
    expect(bed).toMatchObject({ fromOn: '2026-03-01', toOn: '2028-02-29', monthlyVisits: 5 })
    expect(bed.terms.map(term => term.toOn)).toEqual(['2027-02-28', '2028-02-29'])
  })
})

describe('visits to a bed', () => {
  it('count once a day and when they are long enough', async () => {
    const id = await opened()
    expect(await visit(id, '2026-11-02')).toEqual({ counts: true })
    expect(await visit(id, '2026-11-02')).toEqual({ counts: false })
    expect(await visit(id, '2026-11-03', 10)).toEqual({ counts: false })
    expect(await get(id)).toMatchObject({ monthVisits: 1, periodVisits: 1, lastVisitOn: '2026-11-03' })
    const { rows } = await officer.call('homeBed.visits', { countyCode, id })
    expect(rows.map(row => row.whyNot).sort()).toEqual(['secondOfDay', 'tooShort', null].sort())
  })

  it('pause while the elder lies in hospital, and the bed says so', async () => {
    const id = await opened()
    await away('2026-11-10', null)
    expect(await get(id)).toMatchObject({
      standing: 'bedPaused',
      awayKind: 'hospital',
      awaySince: '2026-11-10',
    })
    await expect(visit(id, '2026-11-12')).rejects.toMatchObject({ message: expect.stringMatching(/住院/) })
    await visit(id, '2026-11-09')
  })

  it('taken over from confirmed service orders are judged like any other, and once', async () => {
    const id = await opened()
    await visit(id, '2026-11-02')
    await orderOn('2026-11-02', 60, 'confirmed')
    await orderOn('2026-11-04', 60, 'settled')
    await orderOn('2026-11-05', 60, 'finished')
    expect((await get(id)).ordersToTake).toBe(2)
    expect(await officer.call('homeBed.takeOrders', { countyCode, id })).toEqual({ taken: 2, counted: 1 })
    expect(await officer.call('homeBed.takeOrders', { countyCode, id })).toEqual({ taken: 0, counted: 0 })
    expect((await get(id)).monthVisits).toBe(2)
  })

  it('of a month are written up once it is over, confirmed, and closed to additions', async () => {
    const id = await opened()
    await visit(id, '2026-10-08')
    const close = (month: string) =>
      officer.call('homeBed.closeMonth', {
        ...{ countyCode, id, month, summary: '情况平稳，血压偏高', way: 'agentSigned', withName: '儿子' },
      })
    await expect(close('2026-11')).rejects.toMatchObject({ code: 'rule_broken' })
    await close('2026-10')
    await expect(close('2026-10')).rejects.toMatchObject({ code: 'conflict' })
    expect((await get(id)).months).toMatchObject([
      { month: '2026-10', visits: 1, minutes: 45, closedByName: '乡镇甲' },
    ])
    await expect(visit(id, '2026-10-20')).rejects.toMatchObject({ code: 'rule_broken' })
  })
})

describe('the figures', () => {
  it('count beds and elders with thirty visits in the period, each with its list', async () => {
    const id = await opened()
    await world.pool.query(
      `insert into home_bed_visits (county_code, id, region_code, bed_id, elder_id, visited_on, minutes, tasks,
         worker_name, counts, rules_version, recorded_at)
       select $1, gen_random_uuid(), $2, $3, $4, '2026-04-01'::date + day, 40, '{personalCare}', '护理员', true, 1, now()
       from generate_series(0, 28) day`,
      [countyCode, village, id, elder.id],
    )
    const figures = () => officer.call('homeBed.counts', { regionCode: village })
    const before = await figures()
    expect(before.visitsToCount).toBe(30)
    await visit(id, '2026-11-02')
    const after = await figures()
    expect(after.eldersWithEnough).toBe(before.eldersWithEnough + 1)
    expect(after.eldersWithFewer).toBe(before.eldersWithFewer - 1)
    for (const [queue, figure] of [
      ['inPeriod', after.beds],
      ['enoughVisits', after.eldersWithEnough],
      ['tooFewVisits', after.eldersWithFewer],
      ['behindThisMonth', after.behindThisMonth],
    ] as const) {
      const list = await officer.call('homeBed.list', { regionCode: village, queue })
      expect(list.rows).toHaveLength(figure)
    }
    const enough = await officer.call('homeBed.list', { regionCode: village, queue: 'enoughVisits' })
    expect(enough.rows).toMatchObject([{ id, periodVisits: 30 }])
    const sheet = await officer.fetch('homeBed.export', { regionCode: village, queue: 'enoughVisits' })
    expect(sheet.fileName).toBe('家庭养老床位-2026-11-23.xlsx')
  })
})

describe('the end', () => {
  it('follows the elder’s record: a death is recorded there first', async () => {
    const id = await opened()
    const end = async (more: Partial<Sent<'homeBed.end'>> = {}) =>
      officer.call('homeBed.end', { ...(await at(id)), ending: 'elderDied', on: '2026-11-20', ...more })
    await expect(end()).rejects.toMatchObject({ message: expect.stringMatching(/还没有登记去世/) })
    await officer.call('lifeEvent.record', {
      ...{
        countyCode,
        id: world.newId(),
        elderId: elder.id,
        kind: 'died',
        happenedOn: '2026-11-20',
        reason: '病故',
      },
      details: {},
    })
    expect(await get(id)).toMatchObject({
      standing: 'bedToEnd',
      elderEnding: 'died',
      elderEndedOn: '2026-11-20',
    })
    await expect(visit(id, '2026-11-21')).rejects.toMatchObject({ message: expect.stringMatching(/离册/) })
    await end()
    expect(await get(id)).toMatchObject({ standing: 'bedOver', ending: 'elderDied' })
  })

  it('leaves no visit behind it', async () => {
    const id = await opened()
    await visit(id, '2026-11-10')
    await expect(
      officer.call('homeBed.end', { ...(await at(id)), ending: 'elderWithdrew', on: '2026-11-09' }),
    ).rejects.toMatchObject({ message: expect.stringMatching(/2026-11-10 还有/) })
  })

  it('is not seen from another county', async () => {
    const id = await opened()
    const stranger = await world.signedInAs('countyOfficer', '220182000000')
    await expect(stranger.call('homeBed.get', { countyCode, id })).rejects.toMatchObject({
      code: 'not_found',
    })
  })
})

async function orderOn(day: string, minutes: number, stage: string): Promise<void> {
  const needId = world.newId()
  await world.pool.query(
    `insert into service_needs (county_code, id, region_code, elder_id, kind, source, raised_on, raised_at)
     values ($1, $2, $3, $4, 'personalCare', 'byOffice', '2026-03-01', now())`,
    [countyCode, needId, village, elder.id],
  )
  const item = await world.pool.query<{ id: string }>(
    `insert into service_items (county_code, id, region_code, code, name, kind, unit, price_fen, standard_minutes,
       shares, proofs, confirmations, certificates, valid_from, made_at)
     values ($1, gen_random_uuid(), '222402000000', gen_random_uuid()::text, '生活照料', 'personalCare', 'perVisit', 100,
       60, '{}', '{}', '{}', '{}', '2020-01-01', now()) returning id`,
    [countyCode],
  )
  await world.pool.query(
    `insert into service_orders (county_code, id, region_code, elder_id, need_id, item_id, item_code, item_kind,
       provider_id, planned_on, planned_from, planned_to, price_fen, split, stage, stage_at, signed_in_at, signed_out_at,
       version, arranged_at)
     values ($1, $2, $3, $4, $5, $6, 'c', 'personalCare', $7, $8::date, $9::timestamptz, $9::timestamptz, 100, '{}', $10, now(), $9::timestamptz,
       $9::timestamptz + make_interval(mins => $11::int), 1, now())`,
    [
      ...[countyCode, world.newId(), village, elder.id, needId, item.rows[0]!.id, providerId],
      ...[day, `${day}T02:00:00Z`, stage, minutes],
    ],
  )
}
