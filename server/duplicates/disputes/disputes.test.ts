// Two counties settle whose an elder is: from the refused number to the closed record, with the clock and the areas.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Sent } from '../../../domain/api.ts'
import { checkCharacterOf } from '../../../domain/elders/citizen-number.ts'
import { type Caller, openTestSystem, type TestSystem } from '../../../tools/test-system.ts'
import { sweepDisputes } from '../duplicates.ts'

let world: TestSystem
let tumen: Caller
let yanji: Caller
let prefecture: Caller
let province: Caller
let tumenVillage: string
let yanjiVillage: string

beforeAll(async () => {
  world = await openTestSystem()
  tumen = await world.signedInAs('countyOfficer', '222402000000', '图们张主任')
  yanji = await world.signedInAs('countyOfficer', '222401000000', '延吉李主任')
  prefecture = await world.signedInAs('prefectureOfficer', '222400000000', '州里王科')
  province = await world.signedInAs('provinceOfficer', '220000000000', '省里赵处')
  const firstOf = async (county: string) => {
    const found = await world.pool.query<{ code: string }>(
      `select code from regions where level = 'village' and code like $1 order by code limit 1`,
      [`${county}%`],
    )
    return found.rows[0]!.code
  }
  tumenVillage = await firstOf('222402')
  yanjiVillage = await firstOf('222401')
})
afterAll(() => world.close())

let sequence = 500
function numberOf(bornOn = '1944-05-06'): string {
  sequence += 2
  const first17 = `229901${bornOn.replaceAll('-', '')}${sequence}`
  return first17 + checkCharacterOf(first17)
}

async function held(number: string): Promise<string> {
  const id = world.newId()
  await yanji.call('elder.register', {
    id,
    householdId: world.newId(),
    regionCode: yanjiVillage,
    elder: {
      name: '金顺姬',
      sex: 'female',
      bornOn: '1944-05-06',
      numberKind: 'citizen',
      citizenNumber: number,
      phone: '13900000001',
    },
  })
  return id
}

const said = { statement: '老人 2024 年起随儿子住图们，村里每月上门。', evidence: '村委会证明、户口簿' }

function opening(number: string): Sent<'dispute.open'> {
  return {
    countyCode: '222402',
    id: world.newId(),
    regionCode: tumenVillage,
    registration: {
      elderId: world.newId(),
      householdId: world.newId(),
      elder: {
        name: '金顺姬',
        sex: 'female',
        bornOn: '1944-05-06',
        numberKind: 'citizen',
        citizenNumber: number,
        address: '光明路 3 号',
      },
    },
    ...said,
  }
}

async function opened() {
  const number = numberOf()
  const theirs = await held(number)
  const input = opening(number)
  const dispute = await tumen.call('dispute.open', input)
  await sweepDisputes(world.system)
  return { number, theirs, input, key: { countyCode: '222402', id: dispute.id } }
}

describe('a number that another county holds', () => {
  it('is refused with the way to settle it, and opens a dispute that keeps what was typed', async () => {
    const number = numberOf()
    await held(number)
    const input = opening(number)
    const { elderId, ...entry } = input.registration!
    await expect(
      tumen.call('elder.register', { id: elderId, ...entry, regionCode: tumenVillage }),
    ).rejects.toMatchObject({ details: { heldBy: '222401' } })
    const dispute = await tumen.call('dispute.open', input)
    expect(dispute).toMatchObject({ stage: 'awaitingAnswer', waitsFor: '延吉市', isMine: false })
    expect(dispute.opener.brief).toMatchObject({ maskedName: '金*姬', registeredOn: null })
    const row = await world.db
      .selectFrom('elderDisputes')
      .select('registrationSealed')
      .where('id', '=', dispute.id)
      .executeTakeFirstOrThrow()
    expect(row.registrationSealed).not.toContain(number)
  })

  it('shows the other county’s record only as a masked brief', async () => {
    const { key, theirs } = await opened()
    const mine = await tumen.call('dispute.get', key)
    expect(mine.responder.brief).toMatchObject({ maskedName: '金*姬', bornOn: '1944-05-06' })
    expect(mine.responder.elderId).toBeNull()
    const yours = await yanji.call('dispute.get', key)
    expect(yours.responder.elderId).toBe(theirs)
    expect(yours).toMatchObject({ isMine: true, side: 'responder' })
    const elsewhere = await world.signedInAs('countyOfficer', '220182000000')
    await expect(elsewhere.call('dispute.get', key)).rejects.toMatchObject({ code: 'not_found' })
    const village = await world.signedInAs('villageOfficer', tumenVillage)
    await expect(village.call('dispute.get', key)).rejects.toMatchObject({ code: 'not_allowed' })
  })

  it('is opened once for one elder', async () => {
    const { number, input } = await opened()
    await tumen.call('dispute.open', input)
    await expect(tumen.call('dispute.open', opening(number))).rejects.toThrow('已经在办')
    await expect(tumen.call('dispute.open', opening(numberOf()))).rejects.toThrow('没有人登记')
  })

  it('won: the other record closes, its number moves, and what was typed is entered', async () => {
    const { key, theirs, number, input } = await opened()
    const answer = { ...key, stance: 'opener' as const, statement: '确已搬走', evidence: '村里核实' }
    expect(await yanji.call('dispute.answer', answer)).toMatchObject({
      stage: 'concluded',
      outcome: 'opener',
    })
    await expect(tumen.call('dispute.register', key)).rejects.toThrow('还不能登记')
    await sweepDisputes(world.system)
    await sweepDisputes(world.system)
    const closed = await yanji.call('elder.get', { countyCode: '222401', id: theirs })
    expect(closed.endedOn).toBe('2026-11-23')
    expect(await tumen.call('dispute.get', key)).toMatchObject({ canRegister: true, isCarriedOut: true })
    await tumen.call('dispute.register', key)
    await tumen.call('dispute.register', key)
    const found = await tumen.call('elder.list', { regionCode: '222402000000', text: number })
    expect(found.rows.map(row => row.id)).toEqual([input.registration!.elderId])
    await expect(yanji.call('dispute.answer', answer)).rejects.toThrow('已经结束')
  })

  it('lost: nothing is entered and the other county keeps its record', async () => {
    const { key, theirs } = await opened()
    await yanji.call('dispute.answer', { ...key, stance: 'responder', ...said })
    await expect(
      yanji.call('dispute.reply', { ...key, agrees: true, statement: '同意' }),
    ).rejects.toMatchObject({ code: 'not_allowed' })
    await tumen.call('dispute.reply', { ...key, agrees: true, statement: '同意由延吉管理' })
    await sweepDisputes(world.system)
    expect((await yanji.call('elder.get', { countyCode: '222401', id: theirs })).endedOn).toBeNull()
    await expect(tumen.call('dispute.register', key)).rejects.toThrow('还不能登记')
  })
})

describe('the clock', () => {
  it('sends up what nobody answered, first to the prefecture and then to the province', async () => {
    const { key } = await opened()
    const due = (await tumen.call('dispute.get', key)).dueOn
    expect(due).toBe('2026-11-30')
    await expect(
      prefecture.call('dispute.decide', { ...key, outcome: 'opener', statement: '归图们' }),
    ).rejects.toThrow('还没有轮到上级')
    world.clock.set('2026-12-01T02:00:00Z')
    await sweepDisputes(world.system)
    expect(await prefecture.call('dispute.get', key)).toMatchObject({
      stage: 'atPrefecture',
      isMine: true,
      dueOn: '2026-12-08',
    })
    world.clock.set('2026-12-09T02:00:00Z')
    await sweepDisputes(world.system)
    expect(await province.call('dispute.get', key)).toMatchObject({ stage: 'atProvince', isMine: true })
    const { rows } = await province.call('dispute.list', { mine: true })
    expect(rows.map(row => row.id)).toContain(key.id)
    await province.call('dispute.decide', { ...key, outcome: 'opener', statement: '归图们' })
    await sweepDisputes(world.system)
    expect(await tumen.call('dispute.get', key)).toMatchObject({ canRegister: true, decidedBy: '省里赵处' })
    world.clock.set('2026-11-23T02:00:00Z')
  })
})

describe('a pair across counties', () => {
  it('is disputed from either leg, settled as two people in both', async () => {
    const number = numberOf()
    const theirs = await held(number)
    const mine = world.newId()
    await tumen.call('elder.register', {
      id: mine,
      householdId: world.newId(),
      regionCode: tumenVillage,
      elder: { name: '金顺嬉', sex: 'female', bornOn: '1944-05-06', numberKind: 'none' },
    })
    const leg = (countyCode: string, elderId: string, otherCountyCode: string, otherId: string) => ({
      ...{ countyCode, elderId, otherCountyCode, otherId, id: world.newId() },
      ...{ regionCode: `${countyCode}000000`, score: 31, source: 'atNight' as const },
      reasons: '[]' as never,
      ...{ state: 'toReview' as const, modelVersion: 1, foundAt: '2026-11-20T02:00:00Z' },
      ...{ decidedBy: null, decidedAt: null, note: null },
    })
    const legs = [leg('222402', mine, '222401', theirs), leg('222401', theirs, '222402', mine)]
    await world.db.insertInto('duplicatePairs').values(legs).execute()
    const pair = await tumen.call('duplicate.get', { countyCode: '222402', id: legs[0]!.id })
    expect(pair).toMatchObject({ acrossCounties: true, other: { name: null, countyName: '延吉市' } })
    const dispute = await tumen.call('dispute.open', {
      ...{ countyCode: '222402', id: world.newId(), regionCode: tumenVillage, pairId: legs[0]!.id },
      ...said,
    })
    const key = { countyCode: '222402', id: dispute.id }
    const stateOf = async (index: number) => {
      const row = await world.db
        .selectFrom('duplicatePairs')
        .select('state')
        .where('id', '=', legs[index]!.id)
        .executeTakeFirstOrThrow()
      return row.state
    }
    expect(await stateOf(0)).toBe('disputed')
    await expect(
      tumen.call('duplicate.decide', {
        ...{ countyCode: '222402', id: legs[0]!.id, decision: 'twoPeople', note: '是两个人' },
      }),
    ).rejects.toThrow('正在两县协商')
    await yanji.call('dispute.answer', { ...key, stance: 'separatePeople', ...said })
    await tumen.call('dispute.reply', { ...key, agrees: true, statement: '核实过，是两个人' })
    await sweepDisputes(world.system)
    expect([await stateOf(0), await stateOf(1)]).toEqual(['twoPeople', 'twoPeople'])
  })

  it('goes back to review when the dispute is withdrawn', async () => {
    const { key } = await opened()
    await expect(yanji.call('dispute.withdraw', { ...key, statement: '不对' })).rejects.toMatchObject({
      code: 'not_allowed',
    })
    expect(await tumen.call('dispute.withdraw', { ...key, statement: '弄错了' })).toMatchObject({
      stage: 'withdrawn',
      waitsFor: null,
    })
    await sweepDisputes(world.system)
    const { rows } = await tumen.call('dispute.list', { open: false })
    expect(rows.map(row => row.id)).toContain(key.id)
  })
})
