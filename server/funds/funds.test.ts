// Public money on a real database: from the province's plan over two counties' books to the meal that was eaten.
import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Caller, openTestSystem, type TestSystem } from '../../tools/test-system.ts'
import { verifyLedger } from '../ledger/ledger.ts'
import { verifyFunds } from './funds.ts'

const province = '220000000000'
const tumen = '222402000000'
const hunchun = '222404000000'
const village = '222402100200'
const wan = 1_000_000

let world: TestSystem
let planner: Caller
let approver: Caller
let treasury: Caller
let countyPlanner: Caller
let countyApprover: Caller
let payer: Caller
let township: Caller
let colleague: Caller

beforeAll(async () => {
  world = await openTestSystem()
  planner = await world.signedInAs('provinceOfficer', province, '省甲')
  approver = await world.signedInAs('provinceOfficer', province, '省乙')
  treasury = await world.signedInAs('financeOfficer', province, '省财政')
  countyPlanner = await world.signedInAs('countyOfficer', tumen, '县甲')
  countyApprover = await world.signedInAs('countyOfficer', tumen, '县乙')
  payer = await world.signedInAs('financeOfficer', tumen, '县财政')
  township = await world.signedInAs('townshipOfficer', '222402100000', '镇甲')
  colleague = await world.signedInAs('townshipOfficer', '222402100000', '镇乙')
})
afterAll(() => world.close())
beforeEach(() => world.clock.set('2026-03-02T02:00:00Z'))

const officeOf = (caller: Caller) => caller.actor.regionCode.slice(0, 6)

/** A sum that has come and can be split. */
async function issued(fen: number, by = planner, second = approver) {
  const programmeId = world.newId()
  const id = world.newId()
  const countyCode = officeOf(by)
  const title = `老年食堂补助 ${programmeId.slice(-12)}`
  await by.call('fundProgramme.save', {
    ...{ id: programmeId, regionCode: by.actor.regionCode, title, says: '测试' },
  })
  await by.call('fundAppropriation.plan', {
    ...{ countyCode, id, programmeId, source: 'provinceFinance', kind: 'canteen', amountFen: fen },
    ...{ yearFrom: 2026, yearTo: 2026 },
  })
  await second.call('fundAppropriation.issue', {
    ...{ countyCode, id, documentNumber: '吉财社指〔2026〕9号', issuedOn: '2026-03-02' },
  })
  return { countyCode, id, programmeId, title }
}

const plan = (fen: number, more: object = {}) => ({
  ...{ id: world.newId(), regionCode: village, kind: 'canteen' as const, name: '东村助餐点' },
  ...{ plannedFen: fen, opensOn: '2026-09-01', lon: 129.8, lat: 42.9, ...more },
  promise: {
    ...{ peopleSummer: 40, peopleWinter: 28, costFenAMeal: 900, breakEvenPeople: 22 },
    says: '步行一刻钟内有 61 位老人，冬天 38 位。',
  },
})

/** Two counties' projects drawn up together and agreed to. */
async function approvedBatch() {
  const sum = await issued(200 * wan)
  const batchId = world.newId()
  const own = plan(30 * wan)
  const other = plan(20 * wan, { regionCode: '222404100000', name: '西镇助餐点' })
  await planner.call('fund.planProjects', {
    from: { appropriation: { countyCode: '220000', id: sum.id }, batchId, title: '第一批' },
    projects: [own, other],
  })
  await approver.call('fundBatch.approve', {
    ...{ countyCode: '220000', id: batchId, documentNumber: '吉财社指〔2026〕15号' },
  })
  return { sum, batchId, own: { countyCode: '222402', id: own.id }, other }
}

const get = (key: { countyCode: string; id: string }, by = countyPlanner) => by.call('fundProject.get', key)
async function at(key: { countyCode: string; id: string }) {
  const { project } = await get(key)
  return { ...key, version: project.version }
}

async function pay(key: { countyCode: string; id: string }, fen: number, more: object = {}, by = payer) {
  const id = world.newId()
  await by.call('fundPayment.pay', {
    ...{ countyCode: key.countyCode, id, projectId: key.id, version: (await at(key)).version },
    ...{ amountFen: fen, paidOn: '2026-03-02', payee: '图们建筑公司', voucher: '0001' },
    ...more,
  })
  return id
}

async function reach(
  key: { countyCode: string; id: string },
  milestone: 'worksStart' | 'worksDone',
  on: string,
) {
  await township.call('fundProject.reach', { ...(await at(key)), milestone, on })
}

async function accepted() {
  const made = await approvedBatch()
  await reach(made.own, 'worksStart', '2026-03-02')
  await reach(made.own, 'worksDone', '2026-03-02')
  await colleague.call('fundProject.sign', { ...(await at(made.own)), note: '灶具和桌椅齐全' })
  await countyApprover.call('fundProject.sign', { ...(await at(made.own)), note: '账和实物相符' })
  return made
}

const everything = async () => ({
  ledger: await verifyLedger(world.pool),
  funds: await verifyFunds(world.pool),
})

describe('a sum', () => {
  it('is planned by one and issued by another, and stands in the ledger at each step', async () => {
    const sum = await issued(200 * wan)
    const { appropriation } = await planner.call('fundAppropriation.get', keyOf(sum))
    expect(appropriation).toMatchObject({
      ...{ state: 'sumIssued', plannedFen: 200 * wan, issuedFen: 200 * wan, splitFen: 0, leftFen: 200 * wan },
      ...{ plannedByName: '省甲', issuedByName: '省乙', documentNumber: '吉财社指〔2026〕9号' },
    })
  })

  it('is not issued by whoever planned it', async () => {
    await expect(issued(100 * wan, planner, planner)).rejects.toMatchObject({ code: 'rule_broken' })
  })

  it('can be withdrawn while it is a plan, and not after', async () => {
    const sum = await issued(100 * wan)
    await expect(
      planner.call('fundAppropriation.withdraw', { ...keyOf(sum), reason: '没有批下来' }),
    ).rejects.toMatchObject({ code: 'rule_broken' })
    const id = world.newId()
    await planner.call('fundAppropriation.plan', {
      ...{
        countyCode: '220000',
        id,
        programmeId: sum.programmeId,
        source: 'lotteryWelfare',
        kind: 'canteen',
      },
      ...{ amountFen: 5 * wan, yearFrom: null, yearTo: null },
    })
    await planner.call('fundAppropriation.withdraw', { countyCode: '220000', id, reason: '没有批下来' })
    const { appropriation, acts } = await planner.call('fundAppropriation.get', { countyCode: '220000', id })
    expect(appropriation).toMatchObject({ state: 'sumWithdrawn', plannedFen: 0 })
    expect(acts.map(act => act.kind)).toEqual(['plansSum', 'withdrawsSum'])
    expect(await everything()).toEqual({ ledger: [], funds: [] })
  })

  it('of a county is that county’s own, from its own treasury', async () => {
    const sum = await issued(10 * wan, countyPlanner, countyApprover)
    expect(sum.countyCode).toBe('222402')
    await expect(
      township.call('fundProgramme.save', {
        ...{ id: world.newId(), regionCode: '222402100000', title: '镇里的钱', says: '测试' },
      }),
    ).rejects.toMatchObject({ code: 'rule_broken' })
  })
})

const keyOf = ({ countyCode, id }: { countyCode: string; id: string }) => ({ countyCode, id })

describe('a batch', () => {
  it('reaches two counties with a leg in each, and its projects are agreed to with it', async () => {
    const { sum, batchId, own, other } = await approvedBatch()
    const { batch, shares, projects, appropriation } = await planner.call('fundBatch.get', {
      ...{ countyCode: '220000', id: batchId },
    })
    expect(batch).toMatchObject({ state: 'batchApproved', amountFen: 50 * wan, counties: 2, projects: 2 })
    expect(
      shares.map(({ regionName, amountFen, assignedFen, leftFen }) => ({
        regionName,
        amountFen,
        assignedFen,
        leftFen,
      })),
    ).toEqual([
      { regionName: '图们市', amountFen: 30 * wan, assignedFen: 30 * wan, leftFen: 0 },
      { regionName: '珲春市', amountFen: 20 * wan, assignedFen: 20 * wan, leftFen: 0 },
    ])
    expect(projects.map(({ id, state }) => [id, state]).toSorted()).toEqual(
      [
        [own.id, 'planApproved'],
        [other.id, 'planApproved'],
      ].toSorted(),
    )
    expect(appropriation).toMatchObject({ id: sum.id, splitFen: 50 * wan, leftFen: 150 * wan })
    const legs = await world.pool.query(
      `select t.county_code, f.kind as "from", g.kind as "to", sum(t.amount)::int as amount from ledger_transfers t
       join ledger_accounts f on f.county_code = t.county_code and f.id = t.from_id
       join ledger_accounts g on g.county_code = t.county_code and g.id = t.to_id
       where t.voucher_id = $1 group by 1, 2, 3 order by 1`,
      [batchId],
    )
    expect(legs.rows).toEqual([
      { county_code: '220000', from: 'fundAvailable', to: 'betweenCounties', amount: 50 * wan },
      { county_code: '222402', from: 'betweenCounties', to: 'fundShare', amount: 30 * wan },
      { county_code: '222404', from: 'betweenCounties', to: 'fundShare', amount: 20 * wan },
    ])
    expect(await everything()).toEqual({ ledger: [], funds: [] })
  })

  it('is not approved by whoever drew it up, nor for more than is there', async () => {
    const sum = await issued(10 * wan)
    const batch = { countyCode: '220000', id: world.newId() }
    await planner.call('fundBatch.draft', {
      ...{ ...batch, appropriationId: sum.id, title: '第一批' },
      shares: [{ id: world.newId(), regionCode: tumen, kind: 'canteen', amountFen: 10 * wan }],
    })
    await expect(
      planner.call('fundBatch.approve', { ...batch, documentNumber: '一号' }),
    ).rejects.toMatchObject({ code: 'rule_broken' })
    const second = { countyCode: '220000', id: world.newId() }
    await planner.call('fundBatch.draft', {
      ...{ ...second, appropriationId: sum.id, title: '第二批' },
      shares: [{ id: world.newId(), regionCode: hunchun, kind: 'canteen', amountFen: 1 * wan }],
    })
    await approver.call('fundBatch.approve', { ...batch, documentNumber: '一号' })
    await expect(
      approver.call('fundBatch.approve', { ...second, documentNumber: '二号' }),
    ).rejects.toMatchObject({ code: 'rule_broken' })
  })

  it('sent back takes its shares and projects with it', async () => {
    const sum = await issued(100 * wan)
    const batchId = world.newId()
    const one = plan(30 * wan)
    await planner.call('fund.planProjects', {
      from: { appropriation: { countyCode: '220000', id: sum.id }, batchId, title: '第一批' },
      projects: [one],
    })
    await approver.call('fundBatch.drop', { countyCode: '220000', id: batchId, reason: '重新选址' })
    const { project } = await get({ countyCode: '222402', id: one.id })
    expect(project).toMatchObject({ state: 'planDropped', batchState: 'batchDropped' })
    expect(await everything()).toEqual({ ledger: [], funds: [] })
  })

  it('is its province’s: a county sees the share and neither the sum nor its neighbour', async () => {
    const { sum, batchId, other } = await approvedBatch()
    await expect(countyPlanner.call('fundAppropriation.get', keyOf(sum))).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(
      countyPlanner.call('fundBatch.get', { countyCode: '220000', id: batchId }),
    ).rejects.toMatchObject({ code: 'not_found' })
    await expect(get({ countyCode: '222404', id: other.id })).rejects.toMatchObject({ code: 'not_found' })
    const { rows } = await countyPlanner.call('fundShare.list', { regionCode: tumen })
    const share = rows.find(row => row.batchId === batchId)
    expect(share).toMatchObject({ programmeTitle: sum.title, documentNumber: '吉财社指〔2026〕15号' })
  })
})

describe('a project', () => {
  it('is drawn up from a county’s share by one, agreed to by another, never for more than is left', async () => {
    const sum = await issued(100 * wan)
    const batch = { countyCode: '220000', id: world.newId() }
    const shareId = world.newId()
    await planner.call('fundBatch.draft', {
      ...{ ...batch, appropriationId: sum.id, title: '第一批' },
      shares: [{ id: shareId, regionCode: tumen, kind: 'canteen', amountFen: 40 * wan }],
    })
    const draft = (fen: number) =>
      countyPlanner.call('fundProject.draft', { ...plan(fen), countyCode: '222402', shareId })
    await expect(draft(10 * wan)).rejects.toMatchObject({ code: 'rule_broken' })
    await approver.call('fundBatch.approve', { ...batch, documentNumber: '一号' })
    const one = plan(25 * wan)
    await countyPlanner.call('fundProject.draft', { ...one, countyCode: '222402', shareId })
    await expect(draft(16 * wan)).rejects.toThrow('还能安排 15 万元')
    const key = { countyCode: '222402', id: one.id }
    await expect(countyPlanner.call('fundProject.approve', await at(key))).rejects.toMatchObject({
      code: 'rule_broken',
    })
    await countyApprover.call('fundProject.approve', await at(key))
    const { project, milestones, acts } = await get(key)
    expect(project).toMatchObject({ state: 'planApproved', leftFen: 25 * wan, paidFen: 0 })
    expect(milestones.map(({ kind, dueOn }) => [kind, dueOn])).toEqual([
      ['worksStart', '2026-04-08'],
      ['worksHalf', '2026-06-02'],
      ['worksDone', '2026-08-05'],
      ['doorOpens', '2026-09-01'],
    ])
    expect(acts.map(act => act.byName)).toEqual(['县甲', '县乙'])
    expect(await everything()).toEqual({ ledger: [], funds: [] })
  })

  it('of a plan of siting stays within the county that has the money, and within what it is for', async () => {
    const sum = await issued(100 * wan)
    const batch = { countyCode: '220000', id: world.newId() }
    const share = { countyCode: '222402', id: world.newId() }
    await planner.call('fundBatch.draft', {
      ...{ ...batch, appropriationId: sum.id, title: '第一批' },
      shares: [{ id: share.id, regionCode: tumen, kind: 'canteen', amountFen: 40 * wan }],
    })
    await approver.call('fundBatch.approve', { ...batch, documentNumber: '一号' })
    const planned = (by: Caller, more: object) =>
      by.call('fund.planProjects', { from: { share }, projects: [plan(10 * wan, more)] })
    await expect(planned(countyPlanner, { regionCode: '222404100000' })).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(planned(planner, { regionCode: '222404100000' })).rejects.toThrow('不在这笔资金的县内')
    await expect(planned(countyPlanner, { kind: 'elderCourtyard' })).rejects.toThrow('只能用于“助餐点”')
    const { projects, batch: none } = await planned(countyPlanner, {})
    expect(none).toBeNull()
    expect((await get(projects[0] ?? share)).project).toMatchObject({
      state: 'planDrafted',
      plannedFen: 10 * wan,
    })
  })

  it('is paid by finance alone, in part before acceptance and whole after it', async () => {
    const { own } = await approvedBatch()
    await expect(pay(own, 1 * wan, {}, countyPlanner)).rejects.toMatchObject({ code: 'not_allowed' })
    await pay(own, 20 * wan)
    await expect(pay(own, 5 * wan)).rejects.toThrow('最多支付 80%')
    await reach(own, 'worksStart', '2026-03-02')
    await reach(own, 'worksDone', '2026-03-02')
    await expect(township.call('fundProject.sign', { ...(await at(own)), note: '好' })).rejects.toThrow(
      '完工是您报的',
    )
    await colleague.call('fundProject.sign', { ...(await at(own)), note: '好' })
    await expect(colleague.call('fundProject.sign', { ...(await at(own)), note: '好' })).rejects.toThrow(
      '已经签过字',
    )
    expect((await get(own)).project.state).toBe('awaitsAcceptance')
    await countyApprover.call('fundProject.sign', { ...(await at(own)), note: '好' })
    expect((await get(own)).project).toMatchObject({ state: 'worksAccepted', acceptedOn: '2026-03-02' })
    await expect(pay(own, 11 * wan)).rejects.toThrow('比项目账上剩下的多')
    await pay(own, 10 * wan)
    expect((await get(own)).project).toMatchObject({ paidFen: 30 * wan, leftFen: 0 })
    expect(await everything()).toEqual({ ledger: [], funds: [] })
  })

  it('found wanting is made good and looked at by two anew', async () => {
    const { own } = await approvedBatch()
    await reach(own, 'worksStart', '2026-03-02')
    await reach(own, 'worksDone', '2026-03-02')
    await colleague.call('fundProject.sign', { ...(await at(own)), note: '好' })
    await countyApprover.call('fundProject.findShortcoming', { ...(await at(own)), note: '没有坡道' })
    const found = await get(own)
    expect(found.project.state).toBe('underConstruction')
    expect(found.signatures).toEqual([])
    await reach(own, 'worksDone', '2026-03-02')
    await colleague.call('fundProject.sign', { ...(await at(own)), note: '坡道已修' })
    expect((await get(own)).signatures).toMatchObject([{ byName: '镇乙', note: '坡道已修' }])
  })

  it('closed with money left gives it back to the county, and the county to the province', async () => {
    const { own, sum, batchId } = await accepted()
    await pay(own, 28 * wan)
    await payer.call('fundProject.close', await at(own))
    expect((await get(own)).project).toMatchObject({ state: 'accountsClosed', leftFen: 0, paidFen: 28 * wan })
    const share = (await countyPlanner.call('fundShare.list', { regionCode: tumen })).rows.find(
      row => row.batchId === batchId,
    )
    expect(share).toMatchObject({ assignedFen: 28 * wan, leftFen: 2 * wan })
    const returnId = world.newId()
    await payer.call('fundShare.sendBack', {
      ...{ countyCode: '222402', id: share?.id ?? '', returnId, amountFen: 2 * wan, reason: '项目节余' },
    })
    const open = await treasury.call('fundReturn.list', { regionCode: province, waiting: true })
    expect(open.rows.find(row => row.id === returnId)).toMatchObject({ amountFen: 2 * wan, mayReceive: true })
    expect((await payer.call('fundReturn.list', { regionCode: tumen })).rows[0]).toMatchObject({
      mayReceive: false,
    })
    expect(await everything()).toEqual({ ledger: [], funds: [] })
    await treasury.call('fundReturn.receive', { countyCode: '222402', id: returnId })
    const { appropriation } = await planner.call('fundAppropriation.get', keyOf(sum))
    expect(appropriation).toMatchObject({ splitFen: 48 * wan, leftFen: 152 * wan })
    expect(await everything()).toEqual({ ledger: [], funds: [] })
  })

  it('never begun goes back whole; one that was paid for is not closed that way', async () => {
    const { own, batchId } = await approvedBatch()
    const id = await pay(own, 1 * wan)
    await expect(payer.call('fundProject.close', await at(own))).rejects.toMatchObject({
      code: 'rule_broken',
    })
    await payer.call('fundPayment.takeBack', { countyCode: '222402', id, reason: '付错了单位' })
    await payer.call('fundProject.close', await at(own))
    const share = (await countyPlanner.call('fundShare.list', { regionCode: tumen })).rows.find(
      row => row.batchId === batchId,
    )
    expect(share).toMatchObject({ assignedFen: 0, leftFen: 30 * wan })
    expect((await get(own)).payments).toMatchObject([{ cancelReason: '付错了单位' }])
    expect(await everything()).toEqual({ ledger: [], funds: [] })
  })

  it('keeps its papers, and hands them to whoever may see it', async () => {
    const { own, other } = await approvedBatch()
    const id = world.newId()
    const path = join(tmpdir(), `fund-${id}.jpg`)
    writeFileSync(path, Buffer.from('\xff\xd8\xff a contract', 'latin1'))
    const paper = {
      ...{ countyCode: '222402', id, thing: 'fundProject' as const, thingId: own.id, title: '施工合同' },
      ...{ kind: 'worksContract' as const, contentType: 'image/jpeg' as const },
    }
    await township.call('fundPaper.add', paper, { upload: { path, bytes: 14 } })
    expect((await get(own)).papers).toMatchObject([{ title: '施工合同', addedByName: '镇甲' }])
    const file = await countyPlanner.fetch('fundPaper.read', { countyCode: '222402', id })
    expect(file.fileName).toMatch(/^施工合同-.*jpg$/)
    const stranger = await world.signedInAs('countyOfficer', hunchun)
    await expect(stranger.fetch('fundPaper.read', { countyCode: '222402', id })).rejects.toMatchObject({
      code: 'not_found',
    })
    const village2 = await world.signedInAs('villageOfficer', village)
    writeFileSync(path, Buffer.from('\xff\xd8\xff a contract', 'latin1'))
    await expect(
      village2.call('fundPaper.add', { ...paper, id: world.newId() }, { upload: { path, bytes: 14 } }),
    ).rejects.toMatchObject({ code: 'not_allowed' })
    expect(other.name).toBe('西镇助餐点')
  })
})
