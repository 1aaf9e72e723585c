// The ledger of elders over a real database: finding, entering, changing, ending, and who may see what.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkCharacterOf } from '../../domain/elders/citizen-number.ts'
import { type Caller, openTestSystem, type TestSystem } from '../../tools/test-system.ts'

let world: TestSystem
let county: Caller
let village: string
let otherVillage: string

beforeAll(async () => {
  world = await openTestSystem()
  const villages = await world.pool.query<{ code: string }>(
    `select code from regions where level = 'village' and code like '222402%' order by code`,
  )
  village = villages.rows[0]!.code
  otherVillage = villages.rows.at(-1)!.code
  county = await world.signedInAs('countyOfficer', '222402000000', '张主任')
})
afterAll(() => world.close())

let sequence = 100
/** A number of the demonstration space; women have even sequences. */
function numberOf(bornOn: string): string {
  sequence += 2
  const first17 = `229901${bornOn.replaceAll('-', '')}${String(sequence).padStart(3, '0')}`
  return first17 + checkCharacterOf(first17)
}

async function register(
  name: string,
  more: object = {},
  caller = county,
  regionCode = village,
): Promise<string> {
  const id = world.newId()
  const elder = { name, sex: 'female', bornOn: '1944-05-06', numberKind: 'none', ...more } as const
  await caller.call('elder.register', { id, householdId: world.newId(), regionCode, elder })
  return id
}

async function namesFound(text: string, caller = county, regionCode = '222402000000'): Promise<string[]> {
  const { rows } = await caller.call('elder.list', { regionCode, text })
  return rows.map(row => row.name)
}

describe('finding an elder', () => {
  beforeAll(async () => {
    await register('单桂琴', { citizenNumber: numberOf('1944-05-06'), numberKind: 'citizen' })
    await register('单桂芳', { phone: '0433-0123477' }, county, otherVillage)
    await register('朴英子')
  })

  it.each(['单', '单桂', 'shan', 'shanguiq', 'sg', 'sgq', 'dan', 'danguiqin', 'dgq'])(
    'works by “%s”',
    async text => {
      expect(await namesFound(text)).toContain('单桂琴')
    },
  )

  it('finds nobody twice, also where syllables and initials begin alike', async () => {
    await register('李英')
    await register('安娜')
    expect(await namesFound('an')).toEqual(['安娜'])
    expect(await namesFound('l')).toEqual(['李英'])
  })

  it('works by the last four of number or telephone and by the whole number', async () => {
    const number = numberOf('1938-01-02')
    await register('韩秀', { citizenNumber: number, numberKind: 'citizen' })
    expect(await namesFound(number.slice(-4))).toContain('韩秀')
    expect(await namesFound(number)).toEqual(['韩秀'])
    expect(await namesFound('3477')).toEqual(['单桂芳'])
    expect(await namesFound('0433-0123477')).toEqual(['单桂芳'])
  })

  it('takes a percent sign for a percent sign', async () => {
    expect(await namesFound('%')).toEqual([])
  })

  it('goes on page by page to the end and meets each once', async () => {
    for (const text of [undefined, '单', 'sg'] as const) {
      const seen: string[] = []
      let after: string | undefined
      do {
        const page = await county.call('elder.list', {
          regionCode: '222402000000',
          limit: 1,
          ...(text && { text }),
          ...(after && { after }),
        })
        seen.push(...page.rows.map(row => row.id))
        after = page.next ?? undefined
      } while (after)
      const whole = await county.call('elder.list', { regionCode: '222402000000', ...(text && { text }) })
      expect(seen).toEqual(whole.rows.map(row => row.id))
      expect(new Set(seen).size).toBe(seen.length)
      expect(seen.length).toBeGreaterThan(1)
    }
  })

  it('refuses a made-up place to go on from', async () => {
    await expect(
      county.call('elder.list', { regionCode: '222402000000', after: 'xx' }),
    ).rejects.toMatchObject({
      code: 'invalid',
    })
  })

  it('shows the watching province masked names and another county nothing', async () => {
    const province = await world.signedInAs('provinceOfficer', '220000000000')
    expect(await namesFound('单桂琴', province, '220000000000')).toEqual(['单*琴'])
    const stranger = await world.signedInAs('countyOfficer', '220182000000')
    expect(await namesFound('单桂琴', stranger, '220000000000')).toEqual([])
  })

  it('finds the members of a group, the very old by age', async () => {
    const id = await register('郑玉', { bornOn: '1946-11-23' })
    await register('郑兰', { bornOn: '1946-11-24' })
    await county.call('membership.record', {
      countyCode: '222402',
      id: world.newId(),
      elderId: id,
      group: 'tekun',
      validFrom: '2026-01-01',
      evidence: '县民政认定',
      proof: { decisionNumber: '图民特〔2026〕1号', decidedOn: '2026-01-01' },
    })
    const tekun = await county.call('elder.list', { regionCode: village, group: 'tekun' })
    expect(tekun.rows.map(row => [row.name, row.groups])).toEqual([['郑玉', ['tekun', 'veryOld']]])
    const old = await county.call('elder.list', { regionCode: village, group: 'veryOld', text: '郑' })
    expect(old.rows.map(row => row.name)).toEqual(['郑玉'])
  })
})

describe('registering', () => {
  it('fills birth date and sex in from the number, seals the number and notes the village', async () => {
    const number = numberOf('1941-07-08')
    const id = await register('吴秀', {
      bornOn: null,
      sex: 'unknown',
      citizenNumber: number,
      numberKind: 'citizen',
      phone: '0433-0999888',
    })
    const elder = await county.call('elder.get', { countyCode: '222402', id })
    expect(elder).toMatchObject({ bornOn: '1941-07-08', sex: 'female', age: 85, version: 1, synthetic: true })
    expect(elder.numberMask).toBe(`**************${number.slice(-4)}`)
    expect(JSON.stringify(elder)).not.toContain(number.slice(0, 14))
    const kept = await world.pool.query('select * from elders where id = $1', [id])
    expect(JSON.stringify(kept.rows)).not.toContain(number.slice(0, 14))
    const noted = await world.pool.query('select month from indicator_changes where region_code = $1', [
      village,
    ])
    expect(noted.rows).toContainEqual({ month: '2026-11' })
    expect(world.woken).toContain('indicators.refresh')
  })

  it('refuses a number taken elsewhere and names the county, not the person', async () => {
    const number = numberOf('1940-02-03')
    await register('赵氏', { citizenNumber: number, numberKind: 'citizen' })
    const far = await world.signedInAs('townshipOfficer', '220182100000')
    const farVillage = await world.pool.query<{ code: string }>(
      `select code from regions where level = 'village' and code like '220182100%' limit 1`,
    )
    const again = register(
      '钱氏',
      { citizenNumber: number, numberKind: 'citizen' },
      far,
      farVillage.rows[0]!.code,
    )
    await expect(again).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('图们') })
    await expect(again).rejects.not.toMatchObject({ message: expect.stringContaining('赵氏') })
    const near = register('孙氏', { citizenNumber: number, numberKind: 'citizen' })
    await expect(near).rejects.toMatchObject({ message: expect.stringContaining('赵氏') })
  })

  it('refuses real-looking numbers in a demonstration', async () => {
    await expect(
      register('周氏', { citizenNumber: '222402194203150021', numberKind: 'citizen' }),
    ).rejects.toMatchObject({ code: 'rule_broken', message: expect.stringContaining('2299') })
  })

  it.each<[string, Record<string, string>, string | null, string]>([
    ['a township', {}, '222402100000', '村'],
    [
      'a sex against the number',
      { sex: 'male', citizenNumber: '22990119440506002', numberKind: 'citizen' },
      null,
      '性别',
    ],
    ['a birth date to come', { bornOn: '2026-11-24' }, null, '还没有到'],
    ['a telephone of three digits', { phone: '123' }, null, '电话'],
    ['no number where one is promised', { numberKind: 'citizen' }, null, '证件号'],
  ])('refuses %s', async (_what, more, place, word) => {
    const whole = more.citizenNumber && {
      citizenNumber: more.citizenNumber + checkCharacterOf(more.citizenNumber),
    }
    await expect(register('冯氏', { ...more, ...whole }, county, place ?? village)).rejects.toMatchObject({
      code: 'rule_broken',
      message: expect.stringContaining(word),
    })
  })

  it('does not reach into another county', async () => {
    const stranger = await world.signedInAs('countyOfficer', '220182000000')
    await expect(register('陈氏', {}, stranger)).rejects.toMatchObject({ code: 'not_allowed' })
  })
})

describe('changing an entry', () => {
  it('changes what was sent and nothing else', async () => {
    const id = await register('沈兰', { phone: '0433-0111222', address: '月晴镇一组', note: '耳背' })
    const key = { countyCode: '222402', id }
    await county.call('elder.update', { ...key, version: 1, elder: { name: '单兰' } })
    const elder = await county.call('elder.get', key)
    expect(elder).toMatchObject({
      name: '单兰',
      note: '耳背',
      address: '月晴镇一组',
      phoneMask: '*******1222',
      version: 2,
    })
    expect(await namesFound('shanl')).toContain('单兰')
  })

  it('shows both sides when the entry has moved on', async () => {
    const id = await register('韩兰')
    const key = { countyCode: '222402', id }
    await county.call('elder.update', { ...key, version: 1, elder: { note: '甲' } })
    await expect(
      county.call('elder.update', { ...key, version: 1, elder: { note: '乙' } }),
    ).rejects.toMatchObject({
      code: 'conflict',
      details: { version: 2, mine: { note: '乙' }, theirs: { note: '甲' } },
    })
  })

  it('gives the old number back when a new one is written', async () => {
    const first = numberOf('1939-09-09')
    const second = numberOf('1939-09-09')
    const id = await register('杨兰', { citizenNumber: first, numberKind: 'citizen', bornOn: null })
    const key = { countyCode: '222402', id }
    await county.call('elder.update', { ...key, version: 1, elder: { citizenNumber: second } })
    expect(await namesFound(second)).toEqual(['杨兰'])
    await register('朱兰', { citizenNumber: first, numberKind: 'citizen', bornOn: null })
    expect(await namesFound(first)).toEqual(['朱兰'])
    const seen = await county.call('elder.unmask', { ...key, reason: '核对身份证' })
    expect(seen.citizenNumber).toBe(second)
    const entry = await world.pool.query(
      `select reason, subjects from audit_entries where operation = 'elder.unmask' order by id desc limit 1`,
    )
    expect(entry.rows[0]).toEqual({ reason: '核对身份证', subjects: [id] })
  })
})

describe('memberships', () => {
  it('are recorded once, ended once and never before they began', async () => {
    const elderId = await register('许兰')
    const id = world.newId()
    const membership = {
      countyCode: '222402',
      id,
      elderId,
      group: 'livesAlone',
      validFrom: '2026-05-01',
      evidence: '入户核实',
      proof: { since: '2026-04-01', witness: '村委会主任' },
    } as const
    await county.call('membership.record', membership)
    await expect(
      county.call('membership.record', { ...membership, id: world.newId() }),
    ).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('独居') })
    const end = (validTo: string) => county.call('membership.end', { countyCode: '222402', id, validTo })
    await expect(end('2026-04-30')).rejects.toMatchObject({ code: 'rule_broken' })
    await end('2026-11-01')
    await expect(end('2026-11-02')).rejects.toMatchObject({ code: 'conflict' })
    await county.call('membership.record', { ...membership, id: world.newId(), validFrom: '2026-11-10' })
  })
})
