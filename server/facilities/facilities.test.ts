// Places of the network: registered, corrected, opened and shut, found asleep from facts, helped to file.
import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Sent } from '../../domain/api.ts'
import { type Caller, openTestSystem, type TestSystem } from '../../tools/test-system.ts'
import { noteFacilityActivity } from './facilities.ts'

const countyCode = '222402'
const county = '222402000000'
let world: TestSystem
let officer: Caller
let village: string
let villageHead: Caller

beforeAll(async () => {
  world = await openTestSystem()
  const found = await world.pool.query<{ code: string }>(
    `select code from regions where level = 'village' and code like '222402%' order by code limit 1`,
  )
  village = found.rows[0]!.code
  officer = await world.signedInAs('countyOfficer', county, '县里干事')
  villageHead = await world.signedInAs('villageOfficer', village, '村里书记')
})
afterAll(() => world.close())

type Registered = Sent<'facility.register'>

const courtyard = (more: Partial<Registered> = {}): Registered => ({
  ...{ id: world.newId(), regionCode: village, kind: 'elderCourtyard', tier: 'villageTier' },
  ...{ name: `养老大院${world.newId().slice(-6)}`, governingBody: 'elderAssociation' },
  ...{ managerName: '会长', managerRole: 'associationHead', state: 'running', fromOn: '2026-10-20' },
  ...more,
})

async function register(more: Partial<Registered> = {}): Promise<string> {
  const input = courtyard(more)
  await officer.call('facility.register', input)
  return input.id
}

const get = (id: string, by = officer) => by.call('facility.get', { countyCode, id })
const listed = async (more: Partial<Sent<'facility.list'>> = {}, by = officer) =>
  (await by.call('facility.list', { regionCode: county, limit: 500, ...more })).rows

/** What registering asks for beside what may be corrected. */
function fieldsOf(
  parts: Awaited<ReturnType<typeof get>>,
): Omit<Sent<'facility.change'>, 'countyCode' | 'id'> {
  const { facility } = parts
  return {
    ...{ version: facility.version, registryNumber: facility.registryNumber, kind: facility.kind },
    ...{ tier: facility.tier, name: facility.name, address: facility.address, lon: facility.lon },
    ...{ lat: facility.lat, telephone: facility.telephone, governingBody: facility.governingBody },
    ...{ governingName: facility.governingName, managerName: facility.managerName },
    ...{ managerRole: facility.managerRole, beds: facility.beds, fullDayLodging: facility.fullDayLodging },
    ...{ dayPlaces: facility.dayPlaces, areaSquareMeters: facility.areaSquareMeters, staff: facility.staff },
    ...{ services: facility.services, openingWeek: facility.openingWeek, opensAt: facility.opensAt },
    ...{ closesAt: facility.closesAt, winter: facility.winter, note: facility.note },
    canteenId: facility.canteenId,
  }
}

describe('a place of the network', () => {
  it('is registered, shown with its village, and not registered twice', async () => {
    const input = courtyard({ services: ['meal', 'recreation'], staff: { volunteer: 3 } })
    await officer.call('facility.register', input)
    const { facility, states } = await get(input.id)
    expect(facility).toMatchObject({
      name: input.name,
      services: ['meal', 'recreation'],
      staff: { volunteer: 3 },
    })
    expect(facility.villageName).toBeTruthy()
    expect(facility.lon).toBeNull()
    expect(states).toMatchObject([{ state: 'running', fromOn: '2026-10-20', saidByName: '县里干事' }])
    // On a map it stands where its village stands.
    const row = (await listed({ text: input.name }))[0]
    expect(row).toMatchObject({ id: input.id, placed: false })
    expect(row?.lon).not.toBeNull()
    await expect(officer.call('facility.register', { ...input, id: world.newId() })).rejects.toMatchObject({
      code: 'conflict',
    })
  })

  it('stands in a village if it is a courtyard, and opens before it closes', async () => {
    await expect(register({ regionCode: `${village.slice(0, 9)}000` })).rejects.toMatchObject({
      code: 'invalid',
    })
    await expect(register({ opensAt: 900, closesAt: 600 })).rejects.toMatchObject({ code: 'invalid' })
    await expect(register({ fullDayLodging: true })).rejects.toMatchObject({
      message: '提供全日住宿的，请填写床位数。',
    })
  })

  it('is corrected field by field, and a correction is taken back while nothing else came after', async () => {
    const id = await register({ beds: 2, staff: { cooks: 1 } })
    const before = await get(id)
    await officer.call('facility.change', {
      ...{ countyCode, id, ...fieldsOf(before), beds: 4, staff: { cooks: 2 }, note: '东屋改成住房' },
    })
    const after = await get(id)
    expect(after.facility).toMatchObject({ beds: 4, staff: { cooks: 2 }, note: '东屋改成住房' })
    expect(after.changes[0]?.fields).toEqual(
      expect.arrayContaining([
        { field: '床位数', before: '2', after: '4' },
        { field: '工作人员', before: '炊事员 1 人', after: '炊事员 2 人' },
      ]),
    )
    await expect(
      officer.call('facility.change', { countyCode, id, ...fieldsOf(before), beds: 9 }),
    ).rejects.toMatchObject({ code: 'conflict' })
    await officer.call('facility.undoChange', { countyCode, id, changeId: after.changes[0]!.id })
    const undone = await get(id)
    expect(undone.facility).toMatchObject({ beds: 2, staff: { cooks: 1 }, note: null })
    expect(undone.changes[0]?.isUndone).toBe(true)
  })

  it('keeps the manager’s telephone sealed; who asks for it says why', async () => {
    const id = await register({ managerPhone: '13900001234' })
    expect((await get(id)).facility.managerPhoneTail).toBe('1234')
    const stored = await world.pool.query('select manager_phone_sealed from facilities where id = $1', [id])
    expect(stored.rows[0].manager_phone_sealed).not.toContain('1234')
    const asked = { countyCode, id, reason: '核对备案材料' }
    expect(await officer.call('facility.managerPhone', asked)).toEqual({ phone: '13900001234' })
    await expect(villageHead.call('facility.managerPhone', asked)).rejects.toMatchObject({
      code: 'not_allowed',
    })
    const audited = await world.pool.query(
      `select reason from audit_entries where operation = 'facility.managerPhone' and county_code = $1`,
      [countyCode],
    )
    expect(audited.rows).toEqual([{ reason: '核对备案材料' }])
  })

  it('pauses with a reason, opens again, and takes back what was said by mistake', async () => {
    const id = await register()
    const say = (state: 'onPause' | 'running' | 'removed', fromOn: string, reason: 'repairs' | null = null) =>
      officer.call('facility.changeState', { countyCode, id, state, fromOn, reason })
    await expect(say('onPause', '2026-11-10')).rejects.toMatchObject({ code: 'invalid' })
    await expect(say('onPause', '2026-12-01', 'repairs')).rejects.toMatchObject({ code: 'invalid' })
    await say('onPause', '2026-11-10', 'repairs')
    await say('running', '2026-11-20')
    const { states, facility } = await get(id)
    expect(facility.state).toBe('running')
    await officer.call('facility.withdrawState', { countyCode, id, stateId: states[0]!.id })
    const back = await get(id)
    expect(back.facility).toMatchObject({ state: 'onPause', stateSince: '2026-11-10' })
    expect(back.states[0]?.isWithdrawn).toBe(true)
    await expect(
      officer.call('facility.withdrawState', { countyCode, id, stateId: states[2]!.id }),
    ).rejects.toMatchObject({ code: 'rule_broken' })
  })

  it('is invisible outside its area', async () => {
    const id = await register()
    const stranger = await world.signedInAs('countyOfficer', '220182000000')
    await expect(get(id, stranger)).rejects.toMatchObject({ code: 'not_found' })
    await expect(listed({}, stranger)).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('a lodging station near ten beds', () => {
  it('is flagged early, helped step by step, and flagged no more once it has filed', async () => {
    const id = await register({ kind: 'mutualAidStation', beds: 8, fullDayLodging: true })
    const first = await get(id)
    expect(first.facility.flags).toContain('nearsFiling')
    expect(first.filing).toMatchObject({ next: { step: 'toldTheLaw' } })
    await officer.call('facility.keepFilingStep', {
      countyCode,
      id,
      step: 'toldTheLaw',
      doneOn: '2026-11-20',
    })
    expect((await get(id)).filing?.next?.step).toBe('houseChecked')
    await officer.call('facility.change', { countyCode, id, ...fieldsOf(await get(id)), beds: 12 })
    expect((await listed({ flag: 'mustFile' })).map(row => row.id)).toContain(id)
    await expect(
      officer.call('facility.keepFilingStep', { countyCode, id, step: 'keptSmall', doneOn: '2026-11-20' }),
    ).rejects.toMatchObject({ code: 'rule_broken' })
    await officer.call('facility.keepPaper', {
      ...{ countyCode, id, paperId: world.newId(), kind: 'homeFiling', number: '图民备〔2026〕3号' },
      ...{ issuer: '图们市民政局', issuedOn: '2026-11-21' },
    })
    const filed = await get(id)
    expect(filed.facility.flags).not.toContain('mustFile')
    expect(filed.filing).toMatchObject({ says: '12 张床，已备案为养老机构。', next: null, open: [] })
  })

  it('that only opens by day need not file, however many beds it has', async () => {
    const id = await register({ beds: 12 })
    const { facility, filing } = await get(id)
    expect(facility.flags).not.toContain('mustFile')
    expect(filing).toBeNull()
  })
})

describe('a courtyard that sleeps', () => {
  it('is found from what happened there, and the village is asked and answers', async () => {
    const id = await register({ fromOn: '2026-05-01' })
    const flags = async () => (await get(id)).facility.flags
    expect(await flags()).toContain('quietRed')
    const asked = await officer.call('facility.askVillage', { countyCode, ids: [id], note: '入冬前核对' })
    expect(asked).toEqual({ asked: 1, told: 1 })
    expect((await villageHead.call('notice.mine', {})).rows[0]?.text).toContain('现在怎么样')
    await expect(officer.call('facility.askVillage', { countyCode, ids: [id] })).rejects.toMatchObject({
      code: 'conflict',
    })
    const { questions } = await get(id, villageHead)
    const answer = { countyCode, id, questionId: questions[0]!.id, answerNote: '等暖气修好' }
    await expect(
      villageHead.call('facility.answerQuestion', { ...answer, answer: 'opensAgain' }),
    ).rejects.toMatchObject({ code: 'invalid' })
    await villageHead.call('facility.answerQuestion', {
      ...answer,
      answer: 'opensAgain',
      opensOn: '2026-12-01',
    })
    expect((await get(id)).questions[0]).toMatchObject({
      ...{
        answer: 'opensAgain',
        opensOn: '2026-12-01',
        answeredByName: '村里书记',
        answeredOn: '2026-11-23',
      },
    })
  })

  it('wakes by a day somebody notes, by a photo, and by what another module tells', async () => {
    const id = await register({ fromOn: '2026-05-01' })
    await villageHead.call('facility.noteDay', { countyCode, id, day: '2026-10-15', way: 'eventHeld' })
    expect((await get(id)).facility).toMatchObject({ lastActiveOn: '2026-10-15', lastActiveWay: 'eventHeld' })
    await world.system.connections.db.transaction().execute(tx =>
      noteFacilityActivity({ tx: tx as never, now: world.clock.now() }, [
        { countyCode, facilityId: id, day: '2026-11-20', way: 'dutyKept' },
        { countyCode, facilityId: id, day: '2026-11-18', way: 'meetingHeld' },
      ]),
    )
    const { facility, activities } = await get(id)
    expect(facility).toMatchObject({ lastActiveOn: '2026-11-20', lastActiveWay: 'dutyKept', flags: [] })
    expect(activities.map(one => one.way)).toEqual(['dutyKept', 'meetingHeld', 'eventHeld'])
    const photoId = world.newId()
    const path = join(tmpdir(), `place-${photoId}.jpg`)
    writeFileSync(path, Buffer.from('\xff\xd8\xff a gate', 'latin1'))
    await villageHead.call(
      'facility.addPhoto',
      { countyCode, id, photoId, subject: 'gate', takenOn: '2026-11-22', contentType: 'image/jpeg' },
      { upload: { path, bytes: 10 } },
    )
    expect((await get(id)).facility.lastActiveOn).toBe('2026-11-22')
    const photo = await officer.fetch('facility.photo', { countyCode, id, photoId })
    expect(photo.contentType).toBe('image/jpeg')
  })

  it('shows the licence itself, as a photo or as a whole PDF', async () => {
    const id = await register({ beds: 3 })
    const paperId = world.newId()
    await officer.call('facility.keepPaper', {
      ...{ countyCode, id, paperId, kind: 'fireAcceptance', number: '图消验〔2026〕9号' },
      ...{ issuer: '图们市消防救援大队', issuedOn: '2026-11-01' },
    })
    const send = async (bytes: string, by = officer) => {
      const path = join(tmpdir(), `wanqing-scan-${process.pid}`)
      writeFileSync(path, bytes, 'latin1')
      const scanId = world.newId()
      const input = { countyCode, id, paperId, scanId, contentType: 'application/pdf' } as const
      await by.call('facility.addScan', input, { upload: { path, bytes: bytes.length } })
      return scanId
    }
    const scanId = await send('%PDF-1.7\n1 0 obj<<>>endobj\n%%EOF\n')
    expect((await get(id)).papers).toMatchObject([{ id: paperId, scans: [scanId] }])
    expect((await officer.fetch('facility.scan', { countyCode, id, scanId })).contentType).toBe(
      'application/pdf',
    )
    // Neither a page of the web under that name nor one cut off on the way.
    await expect(send('<html><script>1</script></html>')).rejects.toMatchObject({ code: 'invalid' })
    await expect(send('%PDF-1.7\n1 0 obj<<>>endobj')).rejects.toMatchObject({ message: /完整的 PDF/ })
    await expect(
      officer.fetch('facility.scan', { countyCode, id: world.newId(), scanId }),
    ).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  it('lives while the canteen it houses serves', async () => {
    const canteenId = world.newId()
    await world.pool.query(
      `insert into canteens (county_code, id, region_code, name, kind, tier, host, operator, address, seats,
         meals_at_most, on_ground_floor, fire_checked, state, state_since, last_served_on, registered_at)
       values ($1, $2, $3, '大院食堂', 'seniorTable', 'cooksHere', 'elderCourtyard', 'elderAssociation', '村中', 12,
         20, true, true, 'running', '2026-01-01', '2026-11-22', now())`,
      [countyCode, canteenId, village],
    )
    const id = await register({ fromOn: '2026-05-01' })
    const before = await get(id)
    expect(before.canteensNear).toContainEqual({ id: canteenId, name: '大院食堂' })
    await officer.call('facility.change', { countyCode, id, ...fieldsOf(before), canteenId })
    const { facility } = await get(id)
    expect(facility).toMatchObject({ lastActiveOn: '2026-11-22', canteenName: '大院食堂', flags: [] })
    // The canteen stands in the same list by itself.
    expect((await listed({ kind: 'canteen' })).map(row => row.id)).toContain(canteenId)
  })
})

describe('the network in numbers', () => {
  it('counts the four rungs by township for a county, by county for the province', async () => {
    await register({
      kind: 'townshipWelfareCentre',
      tier: 'townshipTier',
      regionCode: `${village.slice(0, 9)}000`,
    })
    await register({ kind: 'countyWelfareCentre', tier: 'countyTier', regionCode: county, beds: 60 })
    const town = `${village.slice(0, 9)}000`
    const own = await officer.call('facility.network', { regionCode: county })
    expect(own.lines.find(line => line.regionCode === town)).toMatchObject({
      ...{ townshipWelfareCentre: 1, countyWelfareCentre: 0, reachesTarget: null },
    })
    expect(own.lines[0]).toMatchObject({
      ...{ regionCode: county, name: '县本级', countyWelfareCentre: 1, beds: 60, reachesTarget: true },
    })
    const province = await world.signedInAs('provinceOfficer', '220000000000')
    const all = await province.call('facility.network', { regionCode: '220000000000' })
    expect(all.lines).toHaveLength(60)
    expect(all.lines.find(line => line.regionCode === county)).toMatchObject({
      ...{ countyWelfareCentre: 1, reachesTarget: true },
    })
    expect(all.lines.find(line => line.regionCode === '220182000000')?.reachesTarget).toBe(false)
    const standing = await province.call('facility.standing', { regionCode: '220000000000' })
    expect(standing.kinds.countyWelfareCentre).toBe(1)
    expect(standing.total).toBe((await listed({}, officer)).length)
    expect((await listed({ kind: 'countyWelfareCentre', regionCode: '220000000000' }, province)).length).toBe(
      1,
    )
  })

  it('goes page by page without losing or doubling a place', async () => {
    const all = await listed()
    const seen: string[] = []
    let after: string | undefined
    do {
      const page = await officer.call('facility.list', {
        ...{ regionCode: county, limit: 3, ...(after && { after }) },
      })
      expect(page.total).toBe(all.length)
      seen.push(...page.rows.map(row => row.id))
      after = page.next ?? undefined
    } while (after)
    expect(seen).toEqual(all.map(row => row.id))
  })

  it('says in its figures what the list says place by place', async () => {
    await register({ name: '等人认领的大院', managerName: null, managerRole: null })
    const all = await listed({ limit: 200 })
    const figures = await officer.call('facility.standing', { regionCode: county })
    const count = (chosen: (row: (typeof all)[number]) => boolean) => all.filter(chosen).length
    expect(figures.total).toBe(all.length)
    for (const [light, places] of Object.entries(figures.lights))
      expect([light, places]).toEqual([light, count(row => row.light === light)])
    const flags = [...new Set(all.flatMap(row => row.flags))]
    expect(flags).toContain('noManager')
    expect(figures.flags).toEqual(
      Object.fromEntries(flags.map(flag => [flag, count(row => row.flags.includes(flag))])),
    )
    const chosen = await officer.call('facility.list', { regionCode: county, text: '等人认领', limit: 1 })
    expect(chosen).toMatchObject({ total: 1, next: null })
  })

  it('lists who has and who lacks a bath set, and leaves as a spreadsheet', async () => {
    const id = await register({ kind: 'mutualAidStation', fromOn: '2026-11-01' })
    expect((await get(id)).facility.flags).toContain('noBathSet')
    await officer.call('facility.keepEquipment', {
      ...{
        countyCode,
        id,
        equipmentId: world.newId(),
        kind: 'bathSet',
        pieces: 1,
        condition: 'notInstalled',
      },
      ...{ receivedOn: '2020-09-01', source: '农村助浴工程' },
    })
    expect((await get(id)).facility.flags).toContain('bathSetIdle')
    const ids = async (lacks: boolean) => (await listed({ equipment: 'bathSet', lacks })).map(row => row.id)
    expect(await ids(false)).toEqual([id])
    expect(await ids(true)).not.toContain(id)
    const sheet = await officer.fetch('facility.export', { regionCode: county })
    expect(sheet.fileName).toMatch(/^养老服务设施-图们市-2026-11-23\.xlsx$/)
  })
})
