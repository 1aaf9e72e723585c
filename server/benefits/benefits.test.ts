// Benefits on a real database: trial and activation, the monthly list, events that stop money, lists matched.
import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RuleTerms } from '../../domain/benefits/rule.ts'
import { sampleTerms } from '../../domain/benefits/sample.ts'
import { areaOf } from '../../domain/kernel/area.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import { makeElders, type SampleElder, township, village } from '../../tools/sample-elders.ts'
import { type Caller, openTestSystem, type TestSystem } from '../../tools/test-system.ts'
import type { Context } from '../kernel/context.ts'
import { within } from '../kernel/database.ts'
import { benefitsPreview, resumeBenefits, reviewBenefits, stopBenefits } from './benefits.ts'

const countyCode = '222402'
const regionCode = '222402000000'
const month = '2026-11'

let world: TestSystem
let drafter: Caller
let second: Caller
let payer: Caller
let officer: Caller
let elsewhere: Caller
let eighty: SampleElder
let ninety: SampleElder
let young: SampleElder

beforeAll(async () => {
  world = await openTestSystem({ now: '2026-11-23T02:00:00Z' })
  drafter = await world.signedInAs('countyOfficer', regionCode, '起草人')
  second = await world.signedInAs('countyOfficer', regionCode, '审核人')
  payer = await world.signedInAs('benefitPayer', regionCode, '发放人')
  officer = await world.signedInAs('townshipOfficer', township, '乡镇民政')
  elsewhere = await world.signedInAs('countyOfficer', '222401000000', '外县人员')
  const make = async (name: string, bornOn: string) =>
    (await makeElders(world, village, 1, { name, bornOn, registeredOn: '2024-05-01' }))[0] as SampleElder
  eighty = await make('王桂兰', '1946-10-03')
  ninety = await make('朴正花', '1935-02-01')
  young = await make('李福山', '1950-06-06')
})
afterAll(() => world.close())

async function refusalOf(work: Promise<unknown>): Promise<Refused> {
  const thrown = await work.then(
    () => null,
    error => error,
  )
  expect(thrown).toBeInstanceOf(Refused)
  return thrown
}

const draft = (more: Record<string, unknown> = {}, terms: Partial<RuleTerms> = {}) => ({
  countyCode,
  id: world.newId(),
  benefitId: world.newId(),
  revision: 0,
  kind: 'oldAgeAllowance' as const,
  title: '图们市高龄津贴',
  basis: '测试文件〔2026〕1号',
  fromMonth: '2026-11',
  toMonth: null,
  terms: { ...sampleTerms, ...terms },
  ...more,
})

/** As a handler would be called: the life-event module hands its own context over. */
async function inContext<Result>(
  caller: Caller,
  work: (context: Context) => Promise<Result>,
): Promise<Result> {
  const area = areaOf(caller.actor.regionCode)
  return within(world.db, { area, accountId: caller.actor.accountId }, true, tx =>
    work({
      tx,
      now: world.clock.now(),
      today: '2026-11-23',
      actor: caller.actor,
      concerns() {},
    } as unknown as Context),
  )
}

const rule = draft.bind(null)
let first: ReturnType<typeof draft>
let trialTotal = 0

describe('a rule', () => {
  test('is drafted, tried, and switched on by a second person only after a trial of just this text', async () => {
    first = rule()
    const kept = await drafter.call('benefitRule.save', first)
    expect(kept).toMatchObject({ state: 'draft', version: 1, revision: 1, mayActivate: false })
    expect(kept.whyNot).toContain('还没有试算')
    const early = await refusalOf(
      second.call('benefitRule.activate', { countyCode, id: first.id, revision: 1 }),
    )
    expect(early.message).toContain('还没有试算')

    const trial = await drafter.call('benefitRule.try', {
      countyCode,
      id: first.id,
      trialId: world.newId(),
      month,
    })
    expect(trial).toMatchObject({ gained: 2, lost: 0, changed: 0, beforeFen: 0, afterFen: 30_000 })
    const { rows } = await drafter.call('benefitTrial.lines', { countyCode, id: trial.id })
    expect(rows.find(row => row.elderId === eighty.id)).toMatchObject({
      effect: 'gained',
      afterFen: 10_000,
      sentence: '2026年10月3日年满80岁，户籍在图们市，按《图们市高龄津贴》自2026年11月起每月100元。',
    })

    await drafter.call('benefitRule.save', { ...first, revision: 1, title: '图们市高龄老人津贴' })
    const changed = await refusalOf(
      second.call('benefitRule.activate', { countyCode, id: first.id, revision: 2 }),
    )
    expect(changed.message).toContain('试算之后规则又改过')
    const again = await drafter.call('benefitRule.try', {
      countyCode,
      id: first.id,
      trialId: world.newId(),
      month,
    })
    trialTotal = again.afterFen
    const own = await refusalOf(
      drafter.call('benefitRule.activate', { countyCode, id: first.id, revision: 2 }),
    )
    expect(own.message).toContain('起草人不能自己启用')
    const active = await second.call('benefitRule.activate', { countyCode, id: first.id, revision: 2 })
    expect(active).toMatchObject({ state: 'active', activatedByName: '审核人' })
  })

  test('once switched on is never changed, and no second one of its kind is drafted', async () => {
    const change = await refusalOf(drafter.call('benefitRule.save', { ...first, revision: 2 }))
    expect(change.message).toContain('起草新的一版')
    expect((await refusalOf(drafter.call('benefitRule.save', rule()))).code).toBe('conflict')
  })

  test('that contradicts itself is not kept', async () => {
    const upsideDown = rule({ benefitId: first.benefitId }, { when: { is: 'age', from: 90, to: 80 } })
    expect((await refusalOf(drafter.call('benefitRule.save', upsideDown))).message).toContain('小于下限')
  })

  test('of another county is neither read nor written', async () => {
    expect((await refusalOf(elsewhere.call('benefitRule.get', { countyCode, id: first.id }))).code).toBe(
      'not_found',
    )
    expect((await elsewhere.call('benefitRule.list', { regionCode })).rows).toEqual([])
    expect((await refusalOf(elsewhere.call('benefitRule.save', rule()))).code).toBe('not_allowed')
  })

  test('is read by the townships of its county, who may not change it', async () => {
    const { rows } = await officer.call('benefitRule.list', { regionCode: township })
    expect(rows.map(row => row.title)).toEqual(['图们市高龄老人津贴'])
    expect((await refusalOf(officer.call('benefitRule.save', rule()))).code).toBe('not_allowed')
  })

  test('that is still being written says what it would say of one elder', async () => {
    const { decision } = await drafter.call('benefitRule.sample', {
      ...{ countyCode, elderId: young.id, month },
      kind: 'serviceSubsidy',
      title: '草稿',
      terms: sampleTerms,
    })
    expect(decision).toMatchObject({ entitled: false, sentence: '不发：现年76岁，2030年6月6日才满80岁。' })
  })
})

let runId: string

describe('the list of a month', () => {
  test('gives just what the trial had promised, however often it is compiled', async () => {
    const run = await drafter.call('benefitRun.compile', { countyCode, id: world.newId(), month })
    runId = run.id
    expect(run).toMatchObject({ state: 'compiled', people: 2, totalFen: trialTotal })
    const again = await drafter.call('benefitRun.compile', { countyCode, id: world.newId(), month })
    expect(again).toMatchObject({ id: runId, people: 2, totalFen: trialTotal })
    const { rows } = await drafter.call('benefitRun.lines', { countyCode, id: runId })
    expect(rows).toHaveLength(2)
    expect(rows.every(row => row.accountMask === null)).toBe(true)
  })

  test('shows accounts masked, and whole to nobody but the payer of an approved list', async () => {
    await drafter.call('elderBenefit.recordAccount', {
      ...{ countyCode, id: world.newId(), elderId: eighty.id },
      bankName: '吉林农信',
      accountNumber: '6217000000001234',
    })
    await drafter.call('benefitRun.compile', { countyCode, id: world.newId(), month })
    const { rows } = await officer.call('benefitRun.lines', { countyCode, id: runId })
    expect(rows.find(row => row.elderId === eighty.id)?.accountMask).toBe('************1234')
    const whole = { countyCode, id: runId, wholeAccounts: true }
    expect((await refusalOf(drafter.fetch('benefitRun.export', whole))).code).toBe('not_allowed')
    expect((await refusalOf(payer.fetch('benefitRun.export', whole))).message).toContain('还没有审核')
  })

  test('is not approved by who compiled it, nor when somebody has died since', async () => {
    const key = { countyCode, id: runId }
    expect((await refusalOf(drafter.call('benefitRun.approve', key))).message).toContain('编制人不能审核')
    expect((await refusalOf(payer.call('benefitRun.pay', { ...key, fileNumber: '1' }))).message).toContain(
      '还没有审核',
    )
    await world.db.updateTable('elders').set({ bornOn: '1950-10-03' }).where('id', '=', ninety.id).execute()
    const stale = await refusalOf(second.call('benefitRun.approve', key))
    expect(stale).toMatchObject({ code: 'conflict', details: { moved: 1 } })
    await world.db.updateTable('elders').set({ bornOn: '1935-02-01' }).where('id', '=', ninety.id).execute()
    expect(await second.call('benefitRun.approve', key)).toMatchObject({
      state: 'approved',
      approvedByName: '审核人',
    })
    expect((await refusalOf(second.call('benefitRun.approve', key))).code).toBe('conflict')
  })

  test('once approved is never compiled again, and the database keeps its lines', async () => {
    const again = await refusalOf(
      drafter.call('benefitRun.compile', { countyCode, id: world.newId(), month }),
    )
    expect(again.message).toContain('已经审核')
    await expect(
      world.pool.query('delete from benefit_payments where county_code = $1', [countyCode]),
    ).rejects.toThrow(/approved list/)
  })

  test('leaves for the bank with whole accounts, and is marked as paid by the payer', async () => {
    const { stream, fileName } = await payer.fetch('benefitRun.export', {
      countyCode,
      id: runId,
      wholeAccounts: true,
    })
    const bytes: Buffer[] = []
    for await (const part of stream) bytes.push(part as Buffer)
    expect(fileName).toBe('待遇发放名单-图们市-2026-11.xlsx')
    expect(Buffer.concat(bytes).length).toBeGreaterThan(2000)
    const paid = await payer.call('benefitRun.pay', {
      countyCode,
      id: runId,
      fileNumber: '图财社〔2026〕88号',
    })
    expect(paid).toMatchObject({ state: 'paidOut', paidByName: '发放人', fileNumber: '图财社〔2026〕88号' })
  })

  test('is read by a township for its own people only; another county sees nothing', async () => {
    expect((await officer.call('benefitRun.lines', { countyCode, id: runId })).rows).toHaveLength(2)
    expect((await refusalOf(elsewhere.call('benefitRun.get', { countyCode, id: runId }))).code).toBe(
      'not_found',
    )
    const far = await world.signedInAs('townshipOfficer', '222402002000')
    expect((await far.call('benefitRun.lines', { countyCode, id: runId })).rows).toEqual([])
  })
})

describe('one elder', () => {
  test('has every decision in a sentence, also the noes', async () => {
    const got = await officer.call('elderBenefit.get', { countyCode, elderId: eighty.id })
    expect(got).toMatchObject({ totalFen: 10_000, accountMask: '************1234' })
    expect(got.benefits[0]).toMatchObject({
      entitled: true,
      since: '2026-11',
      paidMonths: [{ month: '2026-11', amountFen: 10_000, state: 'paidOut' }],
    })
    const no = await officer.call('elderBenefit.get', { countyCode, elderId: young.id })
    expect(no.benefits[0]?.sentence).toBe('不发：现年76岁，2030年6月6日才满80岁。')
  })

  test('is stopped by hand from a month on, and taken up again', async () => {
    const id = world.newId()
    const hold = {
      countyCode,
      id,
      elderId: eighty.id,
      benefitId: null,
      fromMonth: '2026-12',
      reason: '联系不上，待核实',
    }
    await drafter.call('elderBenefit.hold', hold)
    const stopped = await officer.call('elderBenefit.get', {
      countyCode,
      elderId: eighty.id,
      month: '2026-12',
    })
    expect(stopped.benefits[0]?.sentence).toBe('不发：自2026年12月起人工停发，原因：联系不上，待核实。')
    await drafter.call('elderBenefit.release', { countyCode, id, toMonth: '2026-11' })
    const again = await officer.call('elderBenefit.get', { countyCode, elderId: eighty.id, month: '2026-12' })
    expect(again.benefits[0]?.entitled).toBe(true)
    expect((await refusalOf(officer.call('elderBenefit.hold', hold))).code).toBe('not_allowed')
  })

  test('has circumstances with evidence that follow each other', async () => {
    const record = (validFrom: string, income: 'dibao' | 'ordinary', hukouCode: string | null) =>
      drafter.call('elderBenefit.recordCircumstance', {
        ...{ countyCode, id: world.newId(), elderId: young.id, income, hukouCode, validFrom },
        evidence: '低保证',
      })
    await record('2026-01-10', 'dibao', null)
    await record('2026-10-01', 'ordinary', '222401000000')
    const { circumstances } = await officer.call('elderBenefit.get', { countyCode, elderId: young.id })
    expect(circumstances.map(one => [one.income, one.validFrom, one.validTo])).toEqual([
      ['ordinary', '2026-10-01', null],
      ['dibao', '2026-01-10', '2026-09-30'],
    ])
    expect((await refusalOf(record('2026-09-01', 'dibao', null))).message).toContain('要晚于它')
  })
})

describe('a death', () => {
  const stop = () => ({ countyCode, elderId: ninety.id, from: '2026-10-20', cause: 'died' as const })
  const tables = async () =>
    (
      await world.pool.query(
        `select (select json_agg(t order by t.id) from benefit_entitlements t) as entitlements,
           (select count(*)::int from benefit_recoveries where state = 'toRecover') as to_recover`,
      )
    ).rows[0]

  test('is told beforehand, stops by the rule, lists what was paid, and undone leaves all as it was', async () => {
    const before = await tables()
    expect(await inContext(drafter, context => benefitsPreview(context, stop()))).toEqual([
      '《图们市高龄老人津贴》自2026年11月起停发。',
      '2026年11月的《图们市高龄老人津贴》已经列入发放，共200元，登记后列为待追回。',
    ])
    const effects = await inContext(drafter, context => stopBenefits(context, stop()))
    expect(effects.map(effect => effect.kind).sort()).toEqual(['entitlementEnded', 'recoveryOpened'])
    expect(await inContext(drafter, context => stopBenefits(context, stop()))).toEqual([])
    const { rows, totalFen } = await officer.call('recovery.list', {
      regionCode: township,
      state: 'toRecover',
    })
    expect(totalFen).toBe(20_000)
    expect(rows[0]).toMatchObject({
      elderName: '朴正花',
      month: '2026-11',
      cause: '2026年10月20日去世，2026年11月已经列入发放',
    })
    expect(await inContext(drafter, context => resumeBenefits(context, effects))).toEqual({ kept: [] })
    expect(await tables()).toEqual(before)
  })

  test('whose money came back is not undone in silence', async () => {
    const effects = await inContext(drafter, context => stopBenefits(context, stop()))
    const { rows } = await drafter.call('recovery.list', { regionCode, state: 'toRecover' })
    const key = { countyCode, id: rows[0]?.id ?? '' }
    await drafter.call('recovery.settle', { ...key, state: 'recovered', note: '家属已退回' })
    const again = await refusalOf(drafter.call('recovery.settle', { ...key, state: 'waived', note: '再办' }))
    expect(again.code).toBe('conflict')
    const { kept } = await inContext(drafter, context => resumeBenefits(context, effects))
    expect(kept).toHaveLength(1)
    expect(
      (await refusalOf(officer.call('recovery.settle', { ...key, state: 'waived', note: '无' }))).code,
    ).toBe('not_allowed')
  })

  test('registered without its event is found at night, once', async () => {
    await world.pool.query(`update elders set ended_on = '2026-10-30' where id = $1`, [eighty.id])
    await world.pool.query(
      `insert into elder_endings select county_code, id, region_code, 'died', '2026-10-30', '村委会报告', null, now()
       from elders where id = $1`,
      [eighty.id],
    )
    await reviewBenefits(world.system)
    await reviewBenefits(world.system)
    const { rows } = await drafter.call('recovery.list', { regionCode, state: 'toRecover' })
    expect(rows.map(row => [row.elderId, row.month, row.amountFen])).toEqual([[eighty.id, '2026-11', 10_000]])
  })
})

describe('a list of others', () => {
  const upload = (caller: Caller, text: string, id = world.newId()) => {
    const path = join(tmpdir(), `match-${randomUUID()}.csv`)
    writeFileSync(path, text)
    const input = { id, regionCode, kind: 'deathList' as const, source: '殡仪馆', fileName: '火化名单.csv' }
    return caller.call('matchList.upload', input, { upload: { path, bytes: text.length } })
  }
  const sheet =
    '姓名,出生日期,火化日期,备注\n李福山,1950-06-06,2026-11-02,县殡仪馆\n张三,1940-01-01,2026-11-03,\n,,,没有姓名\n'

  test('matches the living by name and birth day, keeps nothing of strangers, and does nothing by itself', async () => {
    const list = await upload(drafter, sheet)
    expect(list).toMatchObject({ rowCount: 3, unreadCount: 1, matchedCount: 1, undecidedCount: 1 })
    const { rows } = await officer.call('matchList.rows', { regionCode: township, listId: list.id })
    expect(rows).toMatchObject([
      {
        elderId: young.id,
        rowNumber: 2,
        matchedBy: 'byNameAndBirth',
        happenedOn: '2026-11-02',
        listedNote: '县殡仪馆',
        proposal: 'registerDeath',
        decision: 'toReview',
      },
    ])
    const kept = await world.pool.query('select listed_name from match_rows where list_id = $1', [list.id])
    expect(kept.rows).toEqual([{ listed_name: '李福山' }])
    const elder = await drafter.call('elder.get', { countyCode, id: young.id })
    expect(elder.endedOn).toBeNull()
  })

  test('each line is decided by a person, who cannot say a death was registered that was not', async () => {
    const list = await upload(drafter, sheet)
    const line = { countyCode, listId: list.id, rowNumber: 2, elderId: young.id }
    const early = drafter.call('matchList.decide', { ...line, decision: 'eventHandled', note: '已登记' })
    expect((await refusalOf(early)).message).toContain('还没有登记去世')
    await drafter.call('matchList.decide', { ...line, decision: 'paymentHeld', note: '先停发，再核实' })
    const { holds } = await drafter.call('elderBenefit.get', { countyCode, elderId: young.id })
    expect(holds).toMatchObject([{ fromMonth: '2026-12', reason: '先停发，再核实' }])
    const again = drafter.call('matchList.decide', { ...line, decision: 'keptPaying', note: '核实在世' })
    expect((await refusalOf(again)).code).toBe('conflict')
  })

  test('without a column to match by is refused with advice; townships do not upload', async () => {
    expect((await refusalOf(upload(drafter, '编号,金额\n1,100\n'))).message).toContain('没有找到')
    expect((await refusalOf(upload(officer, sheet))).code).toBe('not_allowed')
    expect((await refusalOf(upload(elsewhere, sheet))).code).toBe('not_found')
  })
})
