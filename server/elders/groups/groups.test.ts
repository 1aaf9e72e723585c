// Memberships with their proof, photos and confirmations, and the inbox of proposed changes, over a real database.
import { readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Sent } from '../../../domain/api.ts'
import { samplePeople } from '../../../tools/sample-people.ts'
import { type Caller, openTestSystem, type TestSystem } from '../../../tools/test-system.ts'
import { proposeEverywhere, proposeFor } from '../elders.ts'

const countyCode = '222402'
let world: TestSystem
let people: ReturnType<typeof samplePeople>
let officer: Caller
let stranger: Caller
let watcher: Caller
let village: string

beforeAll(async () => {
  world = await openTestSystem()
  people = samplePeople(world)
  officer = await world.signedInAs('countyOfficer', '222402000000', '李主任')
  stranger = await world.signedInAs('countyOfficer', '220182000000')
  watcher = await world.signedInAs('prefectureOfficer', '222400000000')
  const found = await world.pool.query<{ code: string }>(
    `select code from regions where level = 'village' and code like '222402%' order by code limit 1`,
  )
  village = found.rows[0]?.code ?? ''
})
afterAll(() => world.close())

const disability = (
  elderId: string,
  more: Partial<Sent<'membership.record'>> = {},
): Sent<'membership.record'> => ({
  countyCode,
  id: world.newId(),
  elderId,
  group: 'severeDisability',
  validFrom: '2026-05-01',
  evidence: '残疾人证二级',
  proof: { grade: 2 },
  certificateNumber: '22990119400101001942',
  expiresOn: '2026-12-10',
  ...more,
})

const historyOf = async (elderId: string, caller = officer) =>
  (await caller.call('membership.history', { countyCode, elderId })).entries
const groupsToday = async (id: string) => (await officer.call('elder.get', { countyCode, id })).groups

describe('what a group asks for', () => {
  it('is refused by name while it lacks, taken with a promise, and then completed', async () => {
    const elderId = await people.addElder(village)
    const asked = disability(elderId, { proof: {}, expiresOn: null })
    await expect(officer.call('membership.record', asked)).rejects.toMatchObject({
      code: 'rule_broken',
      message: expect.stringContaining('“残疾等级”、“有效期至”'),
    })
    await officer.call('membership.record', { ...asked, toFollow: true })
    expect((await historyOf(elderId))[0]).toMatchObject({ lacking: ['残疾等级', '有效期至'] })
    const open = await officer.call('membership.open', { regionCode: village, asks: 'evidence' })
    expect(open.rows.map(row => row.elder.id)).toContain(elderId)
    const { id } = asked
    await officer
      .call('membership.prove', { countyCode, id, proof: { grade: 1 }, expiresOn: '2027-01-01' })
      .then(
        () => expect.unreachable('the number ends in grade 2'),
        error => expect(error.message).toContain('最后一位不一致'),
      )
    await officer.call('membership.prove', { countyCode, id, proof: { grade: 2 }, expiresOn: '2027-01-01' })
    expect((await historyOf(elderId))[0]).toMatchObject({ lacking: [], validTo: '2027-01-01' })
    await expect(
      officer.call('membership.prove', { countyCode, id, proof: { grade: 2 } }),
    ).rejects.toMatchObject({ code: 'conflict' })
  })

  it('keeps the certificate sealed and shows its end', async () => {
    const elderId = await people.addElder(village)
    const asked = disability(elderId)
    await officer.call('membership.record', asked)
    const { rows } = await world.pool.query('select * from elder_memberships where id = $1', [asked.id])
    expect(JSON.stringify(rows)).not.toContain(asked.certificateNumber)
    expect((await historyOf(elderId))[0]).toMatchObject({ certificateMask: '····1942', proof: { grade: 2 } })
  })

  it.each<[string, Partial<Sent<'membership.record'>>, string]>([
    ['a third-degree disability', { proof: { grade: 3 } }, '一级和二级'],
    [
      'a level below the region’s',
      {
        group: 'careDependent',
        proof: { assessment: 'x', standardVersion: 'GB', level: 0 },
        expiresOn: null,
      },
      '不够“失能”的标准',
    ],
    ['a paper that ran out before', { expiresOn: '2026-04-01' }, '有效期早于认定日期'],
    ['a day to come', { validFrom: '2026-11-24' }, '认定日期还没有到'],
  ])('refuses %s', async (_what, more, sentence) => {
    const elderId = await people.addElder(village)
    await expect(officer.call('membership.record', disability(elderId, more))).rejects.toMatchObject({
      code: 'rule_broken',
      message: expect.stringContaining(sentence),
    })
  })
})

describe('time', () => {
  it('warns before a paper runs out and does not count from the day after', async () => {
    const elderId = await people.addElder(village)
    await officer.call('membership.record', disability(elderId))
    expect((await historyOf(elderId))[0]).toMatchObject({ standing: 'inForce', expiresSoon: true })
    const soon = await officer.call('membership.open', { regionCode: village, asks: 'expiry' })
    expect(soon.rows.map(row => row.elder.id)).toContain(elderId)
    world.clock.set('2026-12-10T02:00:00Z')
    expect(await groupsToday(elderId)).toEqual(['severeDisability'])
    world.clock.set('2026-12-11T02:00:00Z')
    expect(await groupsToday(elderId)).toEqual([])
    expect((await historyOf(elderId))[0]).toMatchObject({ standing: 'expired' })
    await officer.call(
      'membership.record',
      disability(elderId, { validFrom: '2026-12-11', expiresOn: '2031-01-01' }),
    )
    expect(await groupsToday(elderId)).toEqual(['severeDisability'])
    world.clock.set('2026-11-23T02:00:00Z')
  })

  it('asks to be confirmed each year, and each confirmation stays', async () => {
    const elderId = await people.addElder(village, {
      groups: [{ group: 'livesAlone', validFrom: '2025-06-01' }],
    })
    const [entry] = await historyOf(elderId)
    expect(entry).toMatchObject({ confirmationDue: true, confirmedOn: null })
    const due = await officer.call('membership.open', { regionCode: village, asks: 'confirmation' })
    expect(due.rows.map(row => row.elder.id)).toContain(elderId)
    const confirmation = { countyCode, id: entry?.id ?? '', confirmationId: world.newId(), note: '入户看过' }
    await officer.call('membership.confirm', confirmation)
    expect((await historyOf(elderId))[0]).toMatchObject({
      confirmationDue: false,
      confirmedByName: '李主任',
      confirmations: [{ confirmedOn: '2026-11-23', note: '入户看过' }],
    })
  })
})

describe('a membership recorded wrongly', () => {
  it('is voided with a reason, counts on no day and stays to be seen', async () => {
    const elderId = await people.addElder(village, { groups: [{ group: 'tekun', validFrom: '2026-01-01' }] })
    const [entry] = await historyOf(elderId)
    const id = entry?.id ?? ''
    await officer.call('membership.void', { countyCode, id, reason: '同名同姓，认错了人' })
    expect(await groupsToday(elderId)).toEqual([])
    expect(await historyOf(elderId)).toMatchObject([
      { id, standing: 'voided', validFrom: '2026-01-01', validTo: null, voidReason: '同名同姓，认错了人' },
    ])
    const again = (name: 'membership.void' | 'membership.end', more: object) =>
      officer.call(name, { countyCode, id, ...more } as never).then(
        () => 'done',
        error => error.code,
      )
    expect(await again('membership.void', { reason: '再来一次' })).toBe('conflict')
    expect(await again('membership.end', { validTo: '2026-11-01' })).toBe('conflict')
    await officer.call('membership.record', {
      ...disability(elderId),
      group: 'tekun',
      proof: { decisionNumber: '图民特 9 号', decidedOn: '2026-02-01' },
      certificateNumber: null,
      expiresOn: null,
    })
    expect(await groupsToday(elderId)).toEqual(['tekun'])
  })

  it('has its dates corrected by another in its place, linked to it', async () => {
    const elderId = await people.addElder(village, {
      groups: [{ group: 'livesAlone', validFrom: '2026-08-01' }],
    })
    const [wrong] = await historyOf(elderId)
    const newId = world.newId()
    const correction = { countyCode, id: wrong?.id ?? '', newId, validFrom: '2026-03-01', validTo: null }
    await officer.call('membership.correct', { ...correction, expiresOn: null, reason: '三月就搬出去了' })
    const entries = await historyOf(elderId)
    expect(
      entries.map(({ id, standing, replaces, validFrom }) => ({ id, standing, replaces, validFrom })),
    ).toEqual([
      { id: newId, standing: 'inForce', replaces: wrong?.id, validFrom: '2026-03-01' },
      { id: wrong?.id, standing: 'voided', replaces: null, validFrom: '2026-08-01' },
    ])
    expect(entries[0]?.evidence).toBe(wrong?.evidence)
  })
})

describe('a photo of the paper', () => {
  const png = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(300_000, 7)])
  const upload = async (bytes: Buffer) => {
    const path = join(tmpdir(), `wanqing-paper-${world.newId()}`)
    await writeFile(path, bytes)
    return { path, bytes: bytes.length }
  }

  it('is sealed at rest, comes back whole, and is nobody else’s', async () => {
    const elderId = await people.addElder(village, { groups: [{ group: 'tekun', validFrom: '2026-01-01' }] })
    const id = (await historyOf(elderId))[0]?.id ?? ''
    const documentId = world.newId()
    const input = { countyCode, id, documentId, contentType: 'image/png' } as const
    await officer.call('membership.attach', input, { upload: await upload(png) })
    expect((await historyOf(elderId))[0]?.documents).toMatchObject([
      { id: documentId, sizeBytes: png.length },
    ])
    const kept = await readFile(join(world.system.config.folder, 'documents', countyCode, documentId))
    expect(kept.includes(Buffer.alloc(64, 7))).toBe(false)
    const { stream } = await watcher.fetch('membership.document', { countyCode, id, documentId })
    expect((await buffer(stream)).equals(png)).toBe(true)
    await expect(stranger.fetch('membership.document', { countyCode, id, documentId })).rejects.toMatchObject(
      {
        code: 'not_found',
      },
    )
    await expect(
      officer.call(
        'membership.attach',
        { ...input, documentId: world.newId() },
        { upload: await upload(Buffer.from('MZ')) },
      ),
    ).rejects.toMatchObject({ code: 'invalid' })
  })
})

describe('who may', () => {
  it('watch may look and not touch; another county sees nothing', async () => {
    const elderId = await people.addElder(village, { groups: [{ group: 'tekun', validFrom: '2026-01-01' }] })
    const id = (await historyOf(elderId, watcher))[0]?.id ?? ''
    const voided = { countyCode, id, reason: '看看' }
    await expect(watcher.call('membership.void', voided)).rejects.toMatchObject({ code: 'not_allowed' })
    await expect(stranger.call('membership.void', voided)).rejects.toMatchObject({ code: 'not_found' })
    await expect(historyOf(elderId, stranger)).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('proposed changes', () => {
  const waitingFor = async (elderId: string, state: Sent<'proposal.list'>['state'] = 'proposed') =>
    (await officer.call('proposal.list', { regionCode: village, state, limit: 500 })).rows.filter(
      row => row.elder.id === elderId,
    )
  const homeOf = async (elderId: string, other: string) => {
    await world.pool.query(
      `update elders set household_id = (select household_id from elders where id = $1) where id = $2`,
      [elderId, other],
    )
  }
  const die = async (id: string, day: string) => {
    await world.pool.query('update elders set ended_on = $2 where id = $1', [id, day])
    await world.pool.query(
      `insert into elder_endings (county_code, elder_id, region_code, kind, ended_on, reason, recorded_at)
       values ('222402', $1, $2, 'died', $3, '测试', now())`,
      [id, village, day],
    )
  }
  const propose = (id: string) =>
    world.db.transaction().execute(tx =>
      proposeFor(
        {
          tx,
          today: '2026-11-23',
          setting: (key, region) => world.system.settings.value(key, region, '2026-11-23'),
        },
        [{ countyCode, id }],
      ),
    )

  it('come from a death in the home, become a membership with that evidence, and are not repeated', async () => {
    const widow = await people.addElder(village)
    const husband = await people.addElder(village)
    await homeOf(widow, husband)
    await propose(widow)
    expect(await waitingFor(widow)).toEqual([])
    await die(husband, '2026-11-02')
    await propose(widow)
    await propose(widow)
    const [proposal, ...others] = await waitingFor(widow)
    expect(others).toEqual([])
    expect(proposal).toMatchObject({
      kind: 'housemateGone',
      change: 'begin',
      group: 'livesAlone',
      validFrom: '2026-11-02',
    })
    const ids = [proposal?.id ?? '']
    expect(await officer.call('proposal.accept', { countyCode, ids })).toEqual({ accepted: 1, skipped: [] })
    expect(await groupsToday(widow)).toEqual(['livesAlone'])
    expect((await historyOf(widow))[0]).toMatchObject({
      evidence: proposal?.evidence,
      validFrom: '2026-11-02',
      lacking: ['谁核实的'],
    })
    const again = await officer.call('proposal.accept', { countyCode, ids })
    expect(again).toMatchObject({ accepted: 0, skipped: [{ why: expect.stringContaining('处理过') }] })
    await propose(widow)
    expect(await waitingFor(widow)).toEqual([])
  })

  it('stay declined until the facts change', async () => {
    const one = await people.addElder(village)
    const other = await people.addElder(village)
    const third = await people.addElder(village)
    await homeOf(one, other)
    await die(other, '2026-11-02')
    await propose(one)
    const ids = (await waitingFor(one)).map(({ id }) => id)
    await officer.call('proposal.decline', { countyCode, ids, reason: '儿子已经搬回来住' })
    await propose(one)
    expect(await waitingFor(one)).toEqual([])
    expect(await waitingFor(one, 'declined')).toMatchObject([
      { reason: '儿子已经搬回来住', decidedByName: '李主任' },
    ])
    await homeOf(one, third)
    await die(third, '2026-11-20')
    await propose(one)
    expect(await waitingFor(one)).toMatchObject([{ validFrom: '2026-11-20' }])
    await expect(
      officer.call('proposal.decline', { countyCode, ids, reason: '再说一次' }),
    ).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  it('lapse when the reason is gone, and wait again when it is back', async () => {
    const one = await people.addElder(village, { groups: [{ group: 'livesAlone', validFrom: '2026-01-01' }] })
    const other = await people.addElder(village)
    await homeOf(one, other)
    await propose(one)
    expect(await waitingFor(one)).toMatchObject([{ kind: 'noLongerAlone', change: 'end' }])
    await world.pool.query('update elders set ended_on = $2 where id = $1', [other, '2026-11-20'])
    await propose(one)
    expect(await waitingFor(one)).toEqual([])
    await world.pool.query('update elders set ended_on = null where id = $1', [other])
    await propose(one)
    const ids = (await waitingFor(one)).map(({ id }) => id)
    await officer.call('proposal.accept', { countyCode, ids })
    expect((await historyOf(one))[0]).toMatchObject({ validTo: '2026-11-23', standing: 'inForce' })
  })

  it('of the night are those asked for one by one, over the whole ledger', async () => {
    const old = await people.addElder(village, { bornOn: '1946-11-20' })
    const expired = await people.addElder(village)
    await officer.call('membership.record', disability(expired, { expiresOn: '2026-11-22' }))
    await proposeEverywhere(world.system)
    await proposeEverywhere(world.system)
    expect(await waitingFor(old)).toMatchObject([{ kind: 'turnedVeryOld', change: 'look' }])
    expect(await waitingFor(expired)).toMatchObject([{ kind: 'paperExpired', change: 'look' }])
    const list = await officer.call('proposal.list', { regionCode: village, kind: 'turnedVeryOld' })
    expect(list.total).toBe(list.rows.length)
    expect(list.waiting.turnedVeryOld).toBe(list.total)
    expect(list.rows.every(row => row.kind === 'turnedVeryOld')).toBe(true)
  })

  it('follow kin: children gone abroad, a spouse recorded as dead', async () => {
    const elderId = await people.addElder(village)
    const kin = (kinship: string, more: Record<string, unknown>) =>
      world.db
        .insertInto('elderContacts')
        .values({
          countyCode,
          id: world.newId(),
          regionCode: village,
          elderId,
          name: '亲属',
          relation: kinship,
          kinship,
          phoneSealed: null,
          phoneTail: null,
          livesIn: null,
          callOrder: 1,
          batchId: null,
          ...more,
        } as never)
        .execute()
    await kin('son', { whereabouts: 'abroad', country: 'kr', leftOn: '2026-01-10', livesIn: '首尔' })
    await kin('daughter', { whereabouts: null })
    await propose(elderId)
    expect(await waitingFor(elderId)).toEqual([])
    await world.pool.query(
      `update elder_contacts set whereabouts = 'elsewhere', left_on = '2026-03-01' where elder_id = $1 and kinship = 'daughter'`,
      [elderId],
    )
    await kin('spouse', { endedOn: '2026-10-01', endedWhy: 'died' })
    await propose(elderId)
    const found = await waitingFor(elderId)
    expect(found.map(({ kind, group }) => [kind, group]).sort()).toEqual([
      ['lastChildLeft', expect.stringMatching(/leftBehind|emptyNest/)],
      ['spouseDied', 'livesAlone'],
    ])
    await kin('son', { whereabouts: 'sameHousehold' })
    await propose(elderId)
    expect(await waitingFor(elderId)).toEqual([])
  })

  it('are decided by who may edit there', async () => {
    const old = await people.addElder(village, { bornOn: '1946-11-21' })
    await propose(old)
    const ids = (await waitingFor(old)).map(({ id }) => id)
    await expect(watcher.call('proposal.accept', { countyCode, ids })).rejects.toMatchObject({
      code: 'not_allowed',
    })
    await expect(stranger.call('proposal.accept', { countyCode, ids })).rejects.toMatchObject({
      code: 'not_found',
    })
    const theirs = await stranger.call('proposal.list', { regionCode: '220182000000' })
    expect(theirs.rows).toEqual([])
  })
})
