// A station that governs itself, its open account to the fen, and twinning.
import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { plantHome } from '../../tools/test-homes.ts'
import { type Caller, openTestSystem, type TestSystem } from '../../tools/test-system.ts'
import { balancesOf } from '../ledger/ledger.ts'
import { publicStation, publicStations, verifyStays } from './stays.ts'

const countyCode = '222402'
const county = '222402000000'
let world: TestSystem
let officer: Caller
let keeper: Caller
let village: string
let facilityId: string

beforeAll(async () => {
  world = await openTestSystem()
  const found = await world.pool.query<{ code: string }>(
    `select code from regions where level = 'village' and code like '222402%' order by code limit 1`,
  )
  village = found.rows[0]!.code
  officer = await world.signedInAs('countyOfficer', county, '县干事')
  keeper = await world.signedInAs('stationManager', village, '妇女主任')
  facilityId = await plantHome(world, {
    regionCode: village,
    kind: 'mutualAidStation',
    name: '水口互助站',
    beds: 6,
  })
  await officer.call('stationKeeper.create', {
    ...{ countyCode, facilityId, id: world.newId(), accountId: keeper.actor.accountId, on: '2026-11-01' },
  })
})
afterAll(() => world.close())

const key = () => ({ countyCode, facilityId })
const owes = async () => (await keeper.call('station.get', key())).station.owes

async function elder(name: string): Promise<string> {
  const id = world.newId()
  await officer.call('elder.register', {
    ...{ id, householdId: world.newId(), regionCode: village },
    elder: { name, sex: 'male', bornOn: '1944-05-06', numberKind: 'none' },
  })
  return id
}

describe('a station that governs itself', () => {
  it('owes its members a charter, a committee, a roster and last month, and each is seen to', async () => {
    expect(await owes()).toEqual(['noCharter', 'noCommittee', 'noDutyRoster', 'noNotice'])
    await keeper.call('charter.write', {
      ...{
        ...key(),
        id: world.newId(),
        words: '第一条 互相帮助。',
        adoptedOn: '2026-11-01',
        present: 18,
        inFavour: 17,
      },
    })
    await keeper.call('committee.declare', {
      ...{
        ...key(),
        id: world.newId(),
        electedOn: '2026-11-01',
        fromOn: '2026-11-01',
        toOn: '2029-10-31',
        voters: 18,
      },
      members: [
        { id: world.newId(), name: '站长甲', post: 'stationHead' },
        { id: world.newId(), name: '记账乙', post: 'bookKeeper' },
      ],
    })
    await keeper.call('stationDuty.save', {
      ...{ ...key(), monday: '2026-11-23', lines: [{ day: '2026-11-23', turn: 'dayTurn', name: '甲' }] },
    })
    await keeper.call('stationRecord.write', {
      ...{ ...key(), id: world.newId(), kind: 'publicNotice', heldOn: '2026-11-08', aboutMonth: '2026-10' },
      ...{ title: '十月公开账', words: '贴在门口公示栏' },
    })
    expect(await owes()).toEqual([])
    const list = await officer.call('station.list', { regionCode: county })
    expect(list.rows.find(row => row.facilityId === facilityId)).toMatchObject({
      ...{ headName: '站长甲', termTo: '2029-10-31', lastNoticeMonth: '2026-10', owes: [] },
    })
    // A real sign of life: the county sees that the place is not asleep.
    const { rows } = await world.pool.query(`select last_active_way from facilities where id = $1`, [
      facilityId,
    ])
    expect(rows).toEqual([{ last_active_way: 'dutyKept' }])
  })

  it('keeps every version of its charter, and replaces the roster of a week whole', async () => {
    await keeper.call('charter.write', {
      ...{
        ...key(),
        id: world.newId(),
        words: '第一条 新的。',
        adoptedOn: '2026-11-20',
        present: 10,
        inFavour: 10,
      },
    })
    const { charters } = await keeper.call('station.get', key())
    expect(charters.map(one => [one.version, one.words])).toEqual([
      [2, '第一条 新的。'],
      [1, '第一条 互相帮助。'],
    ])
    const lines = [{ day: '2026-11-24', turn: 'nightTurn' as const, name: '乙' }]
    await keeper.call('stationDuty.save', { ...key(), monday: '2026-11-23', lines })
    const week = await keeper.call('stationDuty.week', { ...key(), monday: '2026-11-23' })
    expect(week.lines).toEqual(lines)
    expect(week.names).toEqual(['乙'])
  })

  it('keeps the picture of a meeting, and answers what lies in the box', async () => {
    const id = world.newId()
    await keeper.call('stationRecord.write', {
      ...{
        ...key(),
        id,
        kind: 'membersMeeting',
        heldOn: '2026-11-20',
        title: '老人会',
        words: '议定冬季取暖',
        present: 15,
      },
    })
    const photoId = world.newId()
    const path = join(tmpdir(), `meeting-${photoId}.jpg`)
    writeFileSync(path, Buffer.from('\xff\xd8\xff fifteen people', 'latin1'))
    const contentType = 'image/jpeg'
    await keeper.call(
      'stationRecord.addPhoto',
      { countyCode, id, photoId, contentType },
      { upload: { path, bytes: 18 } },
    )
    const records = await officer.call('stationRecord.list', { ...key(), kind: 'membersMeeting' })
    expect(records.rows).toMatchObject([{ present: 15, photos: [photoId] }])
    // Minutes with signatures may come from a scanner.
    const scan = world.newId()
    const scanned = Buffer.from('%PDF-1.4\n%%EOF\n', 'latin1')
    writeFileSync(path, scanned)
    await keeper.call(
      'stationRecord.addPhoto',
      { countyCode, id, photoId: scan, contentType: 'application/pdf' },
      { upload: { path, bytes: scanned.length } },
    )
    expect((await officer.fetch('stationRecord.photo', { countyCode, id, photoId: scan })).contentType).toBe(
      'application/pdf',
    )
    expect((await officer.fetch('stationRecord.photo', { countyCode, id, photoId })).contentType).toBe(
      contentType,
    )
    const complaint = world.newId()
    await keeper.call('stationComplaint.record', {
      ...{ ...key(), id: complaint, way: 'fromBox', receivedOn: '2026-11-10', words: '屋里冷' },
    })
    const open = () => officer.call('stationComplaint.list', { regionCode: county, open: true })
    expect((await open()).rows).toMatchObject([{ words: '屋里冷', isLate: true, fromName: null }])
    expect(await owes()).toEqual(['complaintsWait'])
    await keeper.call('stationComplaint.answer', {
      countyCode,
      id: complaint,
      answer: '已加煤',
      on: '2026-11-22',
    })
    expect((await open()).rows).toEqual([])
  })

  it('gives points for work, as minutes in the ledger', async () => {
    const elderId = await elder('劳动甲')
    await keeper.call('stationWork.record', {
      ...{ ...key(), id: world.newId(), elderId, day: '2026-11-22', minutes: 90, deed: '包饺子' },
    })
    const { work } = await keeper.call('station.get', key())
    expect(work).toMatchObject([{ name: '劳动甲', minutes: 90, times: 1 }])
    const points = { kind: 'stationPoints' as const, ownerId: elderId, countyCode, unit: 'minutes' as const }
    const [held] = await world.db
      .transaction()
      .execute(tx => balancesOf({ tx, today: '2026-11-23' }, [points]))
    expect(held).toBe(90)
  })
})

describe('the open account', () => {
  it('equals the ledger to the fen, with five sides, costs, and a mistake taken back', async () => {
    const elderId = await elder('入账甲')
    const stayId = world.newId()
    await keeper.call('stay.register', {
      ...{
        ...key(),
        id: stayId,
        contractId: world.newId(),
        elderId,
        careNeed: 'ableSelf',
        admittedOn: '2026-10-01',
      },
      contract: {
        ...{ contractNumber: '账-1', signedOn: '2026-10-01', fromOn: '2026-10-01', toOn: '2027-09-30' },
        ...{
          elderFen: 35_000,
          familyFen: 0,
          governmentFen: 0,
          signer: 'signedByElder',
          signerName: '入账甲',
        },
        homeSignerName: '站长甲',
      },
    })
    await keeper.call('stayFee.charge', { ...key(), month: '2026-10' })
    await keeper.call('stayFee.receive', {
      ...{ countyCode, kind: 'feeIn', payer: 'paidByElder', way: 'feeInCash', day: '2026-10-20' },
      lines: [{ id: world.newId(), stayId, amountFen: 35_000 }],
    })
    const entry = (
      more: Partial<Parameters<typeof keeper.call<'stationEntry.record'>>[1]> & { amountFen: number },
      id = world.newId(),
    ) => keeper.call('stationEntry.record', { ...key(), id, kind: 'moneyIn', day: '2026-10-21', ...more })
    await entry({ source: 'fromCollective', amountFen: 200_000 })
    await entry({ source: 'fromGovernment', amountFen: 150_001 })
    await entry({ source: 'fromSociety', party: '邻村热心人', amountFen: 5_000 })
    await entry({
      kind: 'giftOfGoods',
      source: 'fromSociety',
      isAnonymous: true,
      note: '大米两袋',
      amountFen: 0,
    })
    await entry({ kind: 'moneyOut', cost: 'foodCost', amountFen: 88_888 })
    const wrong = world.newId()
    await entry({ kind: 'moneyOut', cost: 'fuelCost', amountFen: 99_999 }, wrong)
    await keeper.call('stationEntry.cancel', { countyCode, id: wrong, reason: '记重了' })
    const book = await officer.call('stationBook.get', { ...key(), toMonth: '2026-11' })
    const october = book.months.find(one => one.month === '2026-10')
    expect(october).toMatchObject({
      in: {
        fromPerson: 35_000,
        fromCollective: 200_000,
        fromGovernment: 150_001,
        fromFirm: 0,
        fromSociety: 5_000,
      },
      out: { foodCost: 88_888, fuelCost: 99_999 },
      ...{ chargedFen: 35_000, residents: 1 },
    })
    // The mistake was found out in November, and stands there with the other sign.
    expect(book.months.at(-1)?.out.fuelCost).toBe(-99_999)
    const cash = { kind: 'stationCash' as const, ownerId: facilityId, countyCode, unit: 'fen' as const }
    const [held] = await world.db.transaction().execute(tx => balancesOf({ tx, today: '2026-11-23' }, [cash]))
    expect(book.cashFen).toBe(held)
    expect(book.months.at(-1)?.closingFen).toBe(held)
    expect(held).toBe(35_000 + 200_000 + 150_001 + 5_000 - 88_888)
    expect(await verifyStays(world.pool)).toEqual([])
  })

  it('is read by anybody, with the names of givers and of nobody who lives there', async () => {
    expect((await publicStations(world.db, countyCode)).map(one => one.name)).toEqual(['水口互助站'])
    const shown = await publicStation(world.db, key(), '2026-11-23', null)
    expect(shown?.month.month).toBe('2026-10')
    expect(shown?.gifts.map(gift => gift.party)).toContain('邻村热心人')
    expect(JSON.stringify(shown)).not.toContain('入账甲')
    expect(
      await publicStation(world.db, { countyCode, facilityId: world.newId() }, '2026-11-23', null),
    ).toBeNull()
  })

  it('leaves fees to their own screen, where a receipt is written', async () => {
    await expect(
      keeper.call('stationEntry.record', {
        ...{
          ...key(),
          id: world.newId(),
          kind: 'moneyIn',
          source: 'fromPerson',
          amountFen: 100,
          day: '2026-11-01',
        },
      }),
    ).rejects.toMatchObject({ code: 'invalid' })
  })
})

describe('twinning', () => {
  it('is agreed, lived and ended', async () => {
    const id = world.newId()
    await officer.call('twinning.register', {
      ...{
        countyCode,
        id,
        facilityId,
        partnerName: '延吉市养老院',
        partnerPlace: '延吉市',
        agreedOn: '2026-01-05',
      },
      ...{ untilOn: '2026-10-31', gifts: ['staffTraining', 'respiteBeds'], words: '每季度培训一次' },
    })
    await keeper.call('twinning.log', {
      ...{
        countyCode,
        id,
        deedId: world.newId(),
        doneOn: '2026-03-10',
        gift: 'staffTraining',
        quantity: 1,
        people: 6,
      },
      words: '翻身护理',
    })
    const list = () => officer.call('twinning.list', { regionCode: county })
    expect(await list()).toMatchObject({
      rows: [{ id, state: 'twinOverdue', deeds: 1, lastDeedOn: '2026-03-10' }],
      counts: { twinOverdue: 1, twinRunning: 0 },
    })
    await officer.call('twinning.end', { countyCode, id, on: '2026-11-01', reason: '到期' })
    await expect(
      keeper.call('twinning.log', {
        ...{
          countyCode,
          id,
          deedId: world.newId(),
          doneOn: '2026-11-02',
          gift: 'staffSent',
          quantity: 1,
          people: 1,
        },
        words: '帮工',
      }),
    ).rejects.toMatchObject({ code: 'rule_broken' })
    expect((await list()).rows[0]?.state).toBe('twinEnded')
  })
})

describe('the list of stations', () => {
  it('asks a charter of whoever lives together, not of a courtyard for the day', async () => {
    const courtyard = { regionCode: village, kind: 'elderCourtyard' } as const
    const day = await plantHome(world, { ...courtyard, name: '白天的大院', beds: 0 })
    await world.pool.query('update facilities set full_day_lodging = false where id = $1', [day])
    const lodging = await plantHome(world, { ...courtyard, name: '住人的大院', beds: 3 })
    const listed = async () => {
      const { rows } = await officer.call('station.list', { regionCode: county })
      return rows.map(row => row.facilityId)
    }
    expect(await listed()).toContain(lodging)
    expect(await listed()).not.toContain(day)
    await officer.call('charter.write', {
      ...{
        countyCode,
        facilityId: day,
        id: world.newId(),
        words: '第一条 轮流打扫。',
        present: 9,
        inFavour: 8,
      },
      adoptedOn: '2026-11-02',
    })
    expect(await listed()).toContain(day)
  })
})
