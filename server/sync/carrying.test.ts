// Records on a colleague's phone: unreadable on the way, done once in their maker's name, receipts only for her.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { SealedAct } from '../../domain/sync/carrying.ts'
import { sampleVisit } from '../../domain/visits/sample.ts'
import {
  type DeviceKey,
  newDeviceKey,
  openReceipt,
  proveTo,
  type ServerKey,
  sealAct,
} from '../../phone/letters.ts'
import { assignElders, farVillage, makeElders, type SampleElder, village } from '../../tools/sample-elders.ts'
import { type Caller, openTestSystem, type TestSystem } from '../../tools/test-system.ts'

interface Maker {
  caller: Caller
  device: DeviceKey
  deviceId: string
  server: ServerKey
}

let world: TestSystem
let maker: Maker
let carrier: Caller
let elders: SampleElder[]

beforeAll(async () => {
  world = await openTestSystem()
  maker = await withKey('记录人', village)
  // The canteen's driver lives in another village and sees nobody of this one.
  carrier = (await withKey('捎带人', farVillage)).caller
  elders = await makeElders(world, village, 12)
  await assignElders(world, maker.caller.actor.accountId, elders)
})
afterAll(() => world.close())

async function withKey(name: string, regionCode: string, phoneId = world.newId()): Promise<Maker> {
  const { actor } = await world.signedInAs('visitor', regionCode, name)
  const deviceId = world.newId()
  const at = world.clock.now().toISOString()
  await world.db
    .insertInto('devices')
    .values({
      ...{ id: deviceId, accountId: actor.accountId, name: '测试手机', appVersion: '0.1.0', phoneId },
      ...{
        registeredAt: at,
        lastSeenAt: at,
        lostAt: null,
        lostReportedBy: null,
        lostReason: null,
        wipedAt: null,
      },
    })
    .execute()
  const caller = world.as({ ...actor, deviceId })
  const device = await newDeviceKey()
  const { key, publicKey } = await caller.call('sync.keys', { deviceId, publicKey: device.point })
  return { caller, device, deviceId, server: { key, point: publicKey } }
}

function visitOf(elderId: string, changes: object = {}) {
  const id = world.newId()
  const input = { ...sampleVisit, id, elderId, ...changes }
  return { id: world.newId(), operation: 'visit.record', input, doneAt: '2026-11-23T01:12:00Z' }
}

const seal = ({ caller, device, deviceId, server }: Maker, act: ReturnType<typeof visitOf>) => {
  const { accountId, postId } = caller.actor
  return sealAct(device, server, { deviceId, accountId, postId, appVersion: '0.1.0' }, act)
}

const carry = (by: Caller, acts: SealedAct[]) => by.call('sync.carry', { deviceId: by.actor.deviceId, acts })

async function answersOf(from: Maker, answer: Awaited<ReturnType<typeof carry>>) {
  const opened = await Promise.all(answer.receipts.map(one => openReceipt(from.device, from.server, one)))
  return opened.map(one => one?.answer)
}

const visitsOf = (ids: string[]) =>
  world.db.selectFrom('visits').where('id', 'in', ids).select(['id', 'visitorId', 'deviceId']).execute()

describe('carrying', () => {
  test('is done in the name of whoever sealed it, on her device, and the receipt opens on her phone alone', async () => {
    const acts = [visitOf(elders[0]?.id ?? ''), visitOf(elders[1]?.id ?? '')]
    const sealed = await Promise.all(acts.map(act => seal(maker, act)))
    const answer = await carry(carrier, sealed)
    const answers = await answersOf(maker, answer)
    expect(answers.map(one => one?.outcome)).toEqual(['done', 'done'])
    const stored = await visitsOf(acts.map(act => act.input.id))
    expect(stored.map(row => [row.visitorId, row.deviceId])).toEqual(
      acts.map(() => [maker.caller.actor.accountId, maker.deviceId]),
    )
    const stranger = await withKey('别人', village)
    expect(await answersOf(stranger, answer)).toEqual([undefined, undefined])
    const noted = await world.db
      .selectFrom('carriedActs')
      .where('deviceId', '=', maker.deviceId)
      .select(['carrierAccountId', 'outcome'])
      .execute()
    expect(noted).toEqual(acts.map(() => ({ carrierAccountId: carrier.actor.accountId, outcome: 'done' })))
    const audited = await world.db
      .selectFrom('auditEntries')
      .where('operation', '=', 'sync.carry')
      .where('accountId', '=', maker.caller.actor.accountId)
      .select('subjects')
      .executeTakeFirstOrThrow()
    expect(audited.subjects.toSorted()).toEqual(
      elders
        .slice(0, 2)
        .map(one => one.id)
        .toSorted(),
    )
  })

  test('the carrier reads neither name nor elder nor answer in what he carries', async () => {
    const sealed = await seal(maker, visitOf(elders[2]?.id ?? '', { note: '合成甲说炉子冒烟' }))
    const bytes = Buffer.from(sealed.box, 'base64url').toString('latin1') + JSON.stringify(sealed)
    for (const secret of [elders[2]?.id ?? '', 'visit.record', '炉子', maker.caller.actor.accountId])
      expect(bytes).not.toContain(secret)
  })

  test('carried twice, by two carriers, and sent directly as well: stored once, the same receipt each time', async () => {
    const act = visitOf(elders[3]?.id ?? '')
    const sealed = await seal(maker, act)
    const other = (await withKey('另一个捎带人', farVillage)).caller
    const [first, second] = await Promise.all([carry(carrier, [sealed, sealed]), carry(other, [sealed])])
    const third = await maker.caller.call('sync.push', {
      deviceId: maker.deviceId,
      appVersion: '0.1.0',
      acts: [act],
    })
    const receipts = [
      ...(await answersOf(maker, first)),
      ...(await answersOf(maker, second)),
      third.answers[0],
    ].map(one => one?.receipt)
    expect(new Set(receipts).size).toBe(1)
    expect(await visitsOf([act.input.id])).toHaveLength(1)
  })

  test('a refusal rides back with its sentence, and the others of the parcel go through', async () => {
    const [far] = await makeElders(world, farVillage, 1)
    const acts = [visitOf(far?.id ?? ''), visitOf(elders[4]?.id ?? '')]
    const answers = await answersOf(
      maker,
      await carry(carrier, await Promise.all(acts.map(act => seal(maker, act)))),
    )
    // The elder lives in the carrier's village: what he may see does not matter, only what the maker may.
    expect(answers[0]).toMatchObject({ outcome: 'refused', refusal: { code: 'not_found' } })
    expect(answers[0]?.refusal?.message).toMatch(/联系乡镇/)
    expect(answers[1]?.outcome).toBe('done')
  })

  test('altered, sealed by another key, or put under another name: not opened, and nothing is done', async () => {
    const act = visitOf(elders[5]?.id ?? '')
    const sealed = await seal(maker, act)
    const forger = await newDeviceKey()
    const forged = await seal({ ...maker, device: forger }, act)
    const flipped = {
      ...sealed,
      box: `${sealed.box.slice(0, 60)}${sealed.box[60] === 'A' ? 'B' : 'A'}${sealed.box.slice(61)}`,
    }
    const renamed = { ...sealed, act: world.newId() }
    const elsewhere = { ...sealed, device: carrier.actor.deviceId ?? '' }
    const unknownKey = { ...sealed, key: 'k99' }
    const wrong = [forged, flipped, renamed, elsewhere, unknownKey]
    const answer = await carry(carrier, wrong)
    expect(answer.receipts).toEqual([])
    expect(answer.rejected).toHaveLength(wrong.length)
    for (const { message } of answer.rejected) expect(message).toMatch(/[一-龥].*。$/)
    expect(await visitsOf([act.input.id])).toEqual([])
  })

  test('nothing of a lost phone is taken, and whoever may not carry is refused', async () => {
    const lost = await withKey('丢手机的人', village)
    const sealed = await seal(lost, visitOf(elders[6]?.id ?? ''))
    await world.db
      .updateTable('devices')
      .where('id', '=', lost.deviceId)
      .set({ lostAt: world.clock.now().toISOString() })
      .execute()
    const { receipts, rejected } = await carry(carrier, [sealed])
    expect(receipts).toEqual([])
    expect(rejected[0]?.message).toContain('挂失')
    const auditor = await world.signedInAs('auditor', `${village.slice(0, 6)}000000`)
    await expect(carry(auditor, [sealed])).rejects.toMatchObject({ code: 'not_allowed' })
  })

  test('a post that has ended since: refused in a sentence, and the phone keeps the record', async () => {
    const former = await withKey('离任的人', village)
    const sealed = await seal(former, visitOf(elders[7]?.id ?? ''))
    await world.db
      .updateTable('posts')
      .where('id', '=', former.caller.actor.postId)
      .set({ validTo: '2026-11-01' })
      .execute()
    const [answer] = await answersOf(former, await carry(carrier, [sealed]))
    expect(answer).toMatchObject({ outcome: 'refused', refusal: { code: 'not_allowed' } })
  })

  test('nobody else can make a receipt: the phone would believe that its records had arrived', async () => {
    const sealed = await seal(maker, visitOf(elders[8]?.id ?? ''))
    const { receipts } = await carry(carrier, [sealed])
    const [receipt] = receipts
    if (!receipt) throw new Error('no receipt')
    const false_ = await newDeviceKey()
    expect(await openReceipt(maker.device, { key: receipt.key, point: false_.point }, receipt)).toBeNull()
    expect(await openReceipt(maker.device, maker.server, { ...receipt, act: world.newId() })).toBeNull()
  })
})

describe('a file brought to a desk', () => {
  const township = `${village.slice(0, 9)}000`
  test("is done in its makers' names, and the clerk reads whose it was, what was known already and why one came back", async () => {
    const [clerk, far] = [
      await world.signedInAs('townshipOfficer', township, '经办人'),
      await withKey('外乡人', farVillage),
    ]
    const known = visitOf(elders[9]?.id ?? '')
    await carry(carrier, [await seal(maker, known)])
    const acts = [known, visitOf(elders[10]?.id ?? ''), visitOf(world.newId())]
    const sealed = await Promise.all(acts.map(act => seal(maker, act)))
    const [farElder] = await makeElders(world, farVillage, 1)
    await assignElders(world, far.caller.actor.accountId, farElder ? [farElder] : [])
    const fromFar = await seal(far, visitOf(farElder?.id ?? ''))
    const answer = await clerk.call('sync.carry', { deviceId: null, acts: [...sealed, fromFar] })
    expect(answer.receipts).toHaveLength(4)
    const asked = { regionCode: township, acts: answer.receipts.map(({ act }) => act) }
    const { rows } = await clerk.call('sync.carriedList', asked)
    const own = rows.filter(row => row.atDesk)
    // The other township's record has gone through; what became of it is not this clerk's to read.
    expect(new Map(own.map(row => [row.id, row.outcome]))).toEqual(
      new Map([
        [acts[0]?.id, 'again'],
        [acts[1]?.id, 'done'],
        [acts[2]?.id, 'refused'],
      ]),
    )
    expect(own.map(row => [row.makerName, row.carrierName])).toEqual(own.map(() => ['记录人', '经办人']))
    expect(own.find(row => row.outcome === 'refused')?.refusal).toMatch(/[一-龥].*。$/)
    expect(rows.filter(row => !row.atDesk).map(row => [row.id, row.carrierName])).toEqual([
      [known.id, '捎带人'],
    ])
  })

  test('the list goes on page by page, by outcome and place, and a carrier on a phone may not read it', async () => {
    const officer = await world.signedInAs('countyOfficer', `${village.slice(0, 6)}000000`)
    const all: string[] = []
    let after: string | undefined
    do {
      const page = await officer.call('sync.carriedList', {
        ...{ regionCode: village, limit: 3 },
        ...(after && { after }),
      })
      all.push(...page.rows.map(row => `${row.id} ${row.carrierName}`))
      after = page.next ?? undefined
    } while (after)
    expect(all.length).toBeGreaterThan(6)
    expect(new Set(all).size).toBe(all.length)
    const refused = await officer.call('sync.carriedList', { regionCode: village, outcome: 'refused' })
    expect(refused.rows.length).toBeGreaterThan(0)
    expect(refused.rows.every(row => row.outcome === 'refused' && row.refusal)).toBe(true)
    await expect(carrier.call('sync.carriedList', { regionCode: farVillage })).rejects.toMatchObject({
      code: 'not_allowed',
    })
  })
})

describe('one phone, several people', () => {
  async function withSession(who: Maker, expiresAt = '2026-12-20T00:00:00Z') {
    await world.db
      .insertInto('sessions')
      .values({
        tokenHash: world.newId(),
        accountId: who.caller.actor.accountId,
        postId: who.caller.actor.postId,
        deviceId: who.deviceId,
        createdAt: '2026-11-20T00:00:00Z',
        lastSeenAt: '2026-11-20T00:00:00Z',
        expiresAt,
      })
      .execute()
  }
  const nobody = () => world.as(null)
  async function resume(who: Maker, changes: Partial<{ deviceId: string; proof: string }> = {}) {
    const { deviceId } = who
    const { challenge } = await nobody().call('session.challenge', { deviceId })
    const proof = await proveTo(who.device, who.server, deviceId, challenge)
    return nobody().call('session.resume', { deviceId, challenge, key: who.server.key, proof, ...changes })
  }

  test('each goes on with her own session by her own key, and only while it lasts', async () => {
    const [one, other] = [await withKey('甲', village), await withKey('乙', village)]
    await withSession(one)
    expect((await resume(one)).account.id).toBe(one.caller.actor.accountId)
    expect((await resume(one)).expiresAt).toBe('2026-12-20T00:00:00.000Z')
    await expect(resume(other)).rejects.toMatchObject({ code: 'not_signed_in' })
    await withSession(other, '2026-11-22T00:00:00Z')
    await expect(resume(other)).rejects.toMatchObject({ code: 'not_signed_in' })
    await expect(resume(other, { deviceId: one.deviceId })).rejects.toMatchObject({ code: 'not_signed_in' })
    await expect(resume(one, { proof: 'A'.repeat(43) })).rejects.toMatchObject({ code: 'not_signed_in' })
  })

  test('reported lost by one of them, the phone is lost for all, and only that phone', async () => {
    const phoneId = world.newId()
    const [one, other] = [await withKey('丙', village, phoneId), await withKey('丁', village, phoneId)]
    const elsewhere = await withKey('戊', village)
    await withSession(other)
    const officer = await world.signedInAs('townshipOfficer', `${village.slice(0, 9)}000`)
    await officer.call('device.reportLost', { id: one.deviceId, reason: '集上丢了' })
    const refused = await resume(other).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(Refused)
    expect((refused as Refused).details).toEqual({ lost: true })
    const rows = await world.db
      .selectFrom('devices')
      .where('id', 'in', [one.deviceId, other.deviceId, elsewhere.deviceId])
      .where('lostAt', 'is not', null)
      .select('id')
      .execute()
    expect(rows.map(row => row.id).toSorted()).toEqual([one.deviceId, other.deviceId].toSorted())
  })
})

describe('what the office sees', () => {
  test('phones with waiting and refused records, a wrong clock, an old app: counted, filtered, with the sentence', async () => {
    const at = '222402003001'
    const behind = await withKey('有积压的人', at)
    await withKey('都传完的人', at)
    const report = {
      ...{ waiting: 7, refused: 1, photos: 3, oldestAt: '2026-11-20T01:00:00Z', freeMegabytes: 900 },
      refusals: [{ code: 'ABCD1234', operation: 'visit.record', message: '这位老人不在您负责的区域内。' }],
    }
    await behind.caller.call('sync.pull', {
      ...{ deviceId: behind.deviceId, appVersion: '0.0.9', fingerprint: null, parts: {} },
      ...{ report, clockOffsetMs: -31_536_000_000 },
    })
    const officer = await world.signedInAs('countyOfficer', '222402000000')
    const list = (state?: 'behind' | 'refused' | 'silent' | 'clockWrong' | 'oldApp' | 'reportedLost') =>
      officer.call('device.list', { regionCode: at, ...(state && { state }) })
    const all = await list()
    expect(all.rows).toHaveLength(2)
    expect(all.counts).toMatchObject({ behind: 1, refused: 1, silent: 0, clockWrong: 1, reportedLost: 0 })
    for (const state of ['behind', 'refused', 'clockWrong'] as const) {
      const { rows } = await list(state)
      expect(rows.map(row => row.id)).toEqual([behind.deviceId])
      expect(rows[0]).toMatchObject({ report, clockOffsetMs: -31_536_000_000, appVersion: '0.0.9' })
    }
    expect((await list('silent')).rows).toEqual([])
  })
})
