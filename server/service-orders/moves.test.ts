// What the desk changes after the first word: another hour, other particulars, an end with a day; and the pictures of the work.
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Sent } from '../../domain/api.ts'
import { pieceBytes } from '../../domain/kernel/pieces.ts'
import { bathTerms } from '../../domain/service-orders/sample.ts'
import { meanwhile } from '../../tools/meanwhile.ts'
import { makeElders, type SampleElder, village } from '../../tools/sample-elders.ts'
import { type Caller, openTestSystem, type TestSystem } from '../../tools/test-system.ts'
import { clearUnfinished } from './service-orders.ts'

const countyCode = '222402'
const county = '222402000000'
let world: TestSystem
let officer: Caller
let town: Caller
let manager: Caller
let hand: Caller
let elders: SampleElder[]
let providerId: string
let workerId: string

const cleanTerms: Sent<'catalogue.put'>['terms'] = {
  ...{ kind: 'clean', name: '上门保洁', unit: 'perVisit', priceFen: 6_000, standardMinutes: 90, shares: {} },
  ...{ proofs: ['signInOut', 'pictureBefore', 'pictureAfter', 'elderSays'], confirmations: ['elderSpoke'] },
  certificates: ['healthCertificate'],
}
const provider = {
  ...{ name: '合成养老服务甲', kind: 'company' as const, careWays: ['homeCare' as const] },
  ...{ itemCodes: ['bath-home', 'clean-home'], address: '合成路 1 号', lon: 129.85, lat: 42.97 },
  ...{ reachKm: 60, dailyOrders: 40 },
}
const particulars = { name: '护理员甲', sex: 'female' as const, spokenLanguage: 'zh' as const }

beforeAll(async () => {
  world = await openTestSystem({ now: '2026-11-23T02:00:00Z' })
  officer = await world.signedInAs('countyOfficer', county, '县干事')
  town = await world.signedInAs('townshipOfficer', `${village.slice(0, 9)}000`, '镇干事')
  manager = await world.signedInAs('providerManager', county, '机构甲负责人')
  hand = await world.signedInAs('careWorker', county, '护理员甲')
  elders = await makeElders(world, village, 8)
  for (const [code, terms] of Object.entries({ 'bath-home': bathTerms, 'clean-home': cleanTerms }))
    await officer.call('catalogue.put', { countyCode, id: world.newId(), code, from: '2026-11-23', terms })
  ;[providerId, workerId] = [world.newId(), world.newId()]
  await officer.call('provider.register', { countyCode, id: providerId, regionCode: county, provider })
  await officer.call('provider.addMember', {
    ...{ countyCode, id: providerId, memberId: world.newId(), login: `test-${manager.actor.accountId}` },
  })
  await manager.call('worker.register', {
    ...{ countyCode, id: workerId, providerId, login: `test-${hand.actor.accountId}` },
    worker: { ...particulars, phone: '13900001111', dailyOrders: 6 },
  })
  await manager.call('worker.certify', {
    ...{ countyCode, id: workerId, certificateId: world.newId(), kind: 'healthCertificate', number: 'ZJ-1' },
    ...{ issuedOn: '2026-01-05', expiresOn: '2026-12-10' },
  })
})
afterAll(() => world.close())

async function arranged(index: number, more: Partial<Sent<'order.arrange'>> = {}) {
  const needId = world.newId()
  await town.call('need.record', {
    ...{ countyCode, id: needId, elderId: elders[index]!.id, kind: 'clean', source: 'byCall' },
  })
  const made = await town.call('order.arrange', {
    ...{ countyCode, id: world.newId(), needId, itemCode: 'clean-home', providerId, workerId },
    ...{ plannedFrom: '2026-11-24T01:00:00Z', plannedTo: '2026-11-24T02:30:00Z', ...more },
  })
  return { ...made, needId, id: made.orderIds[0]! }
}

const order = (id: string) => town.call('order.get', { countyCode, id })

describe('an order', () => {
  it('moves to another hour with a reason, to a day on which she may still be sent', async () => {
    const { id } = await arranged(0)
    const { version } = await order(id)
    const move = (day: string, by = version) =>
      town.call('order.reschedule', {
        ...{ countyCode, id, version: by, why: '老人要去赶集' },
        ...{ plannedFrom: `${day}T06:00:00Z`, plannedTo: `${day}T07:30:00Z` },
      })
    await expect(move('2026-11-22')).rejects.toThrow('已经过去')
    await expect(move('2026-12-11')).rejects.toThrow('健康证已于 2026-12-10 到期')
    await move('2026-11-26')
    const moved = await order(id)
    expect(moved).toMatchObject({ plannedOn: '2026-11-26', stage: 'requested', itemCode: 'clean-home' })
    expect(moved.events.at(-1)?.says).toBe('改期：改到 11月26日 14:00，老人要去赶集')
    await expect(move('2026-11-27')).rejects.toThrow('刚被别人改过')
  })
})

describe('a need', () => {
  it('keeps the page it was heard on, and is asked for once', async () => {
    const [id, sourceId] = [world.newId(), world.newId()]
    const heard = {
      countyCode,
      elderId: elders[4]!.id,
      kind: 'repair',
      source: 'byButton',
      sourceId,
    } as const
    await town.call('need.record', { ...heard, id })
    expect((await town.call('need.get', { countyCode, id })).need).toMatchObject({
      source: 'byButton',
      sourceId,
    })
    const again = { ...heard, id: world.newId(), source: 'fromAidCase' as const }
    await expect(town.call('need.record', again)).rejects.toThrow('不用再登记一次')
  })
})

describe('a picture', () => {
  const webp = Buffer.concat([
    Buffer.from('RIFF'),
    Buffer.alloc(4, 7),
    Buffer.from('WEBPVP8 '),
    Buffer.alloc(90_000, 3),
  ])

  async function send(by: Caller, id: string, more: Partial<Sent<'order.addPhoto'>> = {}, bytes = webp) {
    const path = join(tmpdir(), `picture-${world.newId()}`)
    await writeFile(path, bytes)
    const input = {
      countyCode,
      id,
      photoId: world.newId(),
      kind: 'photoBefore' as const,
      contentType: 'image/webp' as const,
      ...more,
    }
    try {
      await by.call('order.addPhoto', input, { upload: { path, bytes: bytes.length } })
    } finally {
      await rm(path, { force: true })
    }
    return input.photoId
  }

  async function promised(index: number, more: Partial<Sent<'order.arrange'>> = {}) {
    const { id } = await arranged(index, more)
    await manager.call('order.accept', { countyCode, id })
    return id
  }

  it('comes once from whoever does the work, and is seen by the office and on no other desk', async () => {
    const id = await promised(2)
    const carried = async () =>
      (await hand.call('order.carried', { fingerprint: null })).carried?.orders.find(one => one.id === id)
    expect((await carried())?.photos).toEqual([])
    const photoId = await send(hand, id)
    await send(hand, id, { photoId })
    expect((await carried())?.photos).toEqual(['photoBefore'])
    const { photos, proofsMissing } = await order(id)
    expect(photos).toMatchObject([{ id: photoId, kind: 'photoBefore' }])
    expect(proofsMissing).toContain('pictureAfter')
    expect(proofsMissing).not.toContain('pictureBefore')
    const file = await town.fetch('order.photo', { countyCode, id, photoId })
    expect(file.contentType).toBe('image/webp')
    const pieces: Buffer[] = []
    for await (const piece of file.stream) pieces.push(piece as Buffer)
    expect(Buffer.concat(pieces).equals(webp)).toBe(true)
    const stranger = await world.signedInAs('countyOfficer', '220182000000')
    await expect(stranger.fetch('order.photo', { countyCode, id, photoId })).rejects.toThrow()
    await expect(send(hand, id, { kind: 'photoAfter' }, Buffer.from('not a picture'))).rejects.toThrow(
      '这不是照片',
    )
    const other = await world.signedInAs('careWorker', county, '别家护理员')
    await expect(send(other, id)).rejects.toThrow('没有找到')
  })

  /** What sends the pieces of one picture from an offset on. */
  function inPieces(id: string) {
    const photoId = world.newId()
    const contentHash = createHash('sha256').update(webp).digest('hex')
    const kinds = { kind: 'photoAfter' as const, contentType: 'image/webp' as const }
    const append = async (offset: number, bytes = webp, by = hand, hash = contentHash) => {
      const path = join(tmpdir(), `piece-${world.newId()}`)
      const piece = bytes.subarray(offset, offset + pieceBytes)
      await writeFile(path, piece)
      const said = { countyCode, id, photoId, ...kinds, sizeBytes: webp.length, contentHash: hash, offset }
      return by
        .call('order.appendPhoto', said, { upload: { path, bytes: piece.length } })
        .finally(() => rm(path, { force: true }))
    }
    return { photoId, append }
  }

  it('comes in pieces over a line that is cut, proves nothing before it is whole, and is never another picture', async () => {
    const id = await promised(5)
    const { photoId, append } = inPieces(id)
    const half = { receivedBytes: pieceBytes, complete: false }
    expect(await append(0)).toEqual(half)
    // The answer was lost: the same piece again, and one too far on, are told where to go on.
    expect(await append(0)).toEqual(half)
    expect(await append(pieceBytes + 9)).toEqual(half)
    expect((await order(id)).photos).toEqual([])
    await expect(append(pieceBytes, webp, hand, 'b'.repeat(64))).rejects.toMatchObject({ code: 'conflict' })
    // Damaged on the way: it starts over.
    const damaged = Buffer.from(webp)
    damaged[pieceBytes + 5] = 9
    expect(await append(pieceBytes, damaged)).toEqual({ receivedBytes: 0, complete: false })
    expect(await append(0)).toEqual(half)
    const whole = { receivedBytes: webp.length, complete: true }
    expect(await append(pieceBytes)).toEqual(whole)
    expect(await append(pieceBytes)).toEqual(whole)
    expect((await order(id)).photos).toMatchObject([{ id: photoId, kind: 'photoAfter' }])
    const file = await town.fetch('order.photo', { countyCode, id, photoId })
    const read: Buffer[] = []
    for await (const piece of file.stream) read.push(piece as Buffer)
    expect(Buffer.concat(read).equals(webp)).toBe(true)
    const other = await world.signedInAs('careWorker', county, '又一家护理员')
    await expect(append(0, webp, other)).rejects.toThrow('没有找到')
  })

  it('that stopped arriving is cleared after its days, and a phone that sends it again starts over', async () => {
    const id = await promised(6)
    const started = world.clock.now()
    const { photoId, append } = inPieces(id)
    const arriving = () =>
      world.db.selectFrom('orderPhotosArriving').select('id').where('id', '=', photoId).execute()
    const pieces = join(world.system.config.folder, 'orders', countyCode, `${photoId}.pieces`)
    try {
      await append(0)
      await clearUnfinished(world.system)
      expect(await arriving()).toHaveLength(1)
      world.clock.set(new Date(started.getTime() + 91 * 86_400_000).toISOString())
      expect(await clearUnfinished(world.system)).toBeGreaterThan(0)
      expect(await clearUnfinished(world.system)).toBe(0)
      expect(await arriving()).toEqual([])
      expect(existsSync(pieces)).toBe(false)
      expect(await append(pieceBytes)).toEqual({ receivedBytes: 0, complete: false })
      expect(await append(0)).toEqual({ receivedBytes: pieceBytes, complete: false })
      expect(await append(pieceBytes)).toEqual({ receivedBytes: webp.length, complete: true })
      expect((await order(id)).photos).toMatchObject([{ id: photoId, kind: 'photoAfter' }])
    } finally {
      world.clock.set(started.toISOString())
    }
  })

  it('is the same picture whatever comes at the same moment: the clearing at night, or its last piece twice', async () => {
    const id = await promised(7)
    const { photoId, append } = inPieces(id)
    const held = { pool: world.pool, table: 'order_photos_arriving', id: photoId }
    await append(0)
    const afresh = { receivedBytes: 0, complete: false }
    expect(await meanwhile({ ...held, does: 'delete' }, 1, () => append(pieceBytes))).toEqual(afresh)
    await append(0)
    const whole = { receivedBytes: webp.length, complete: true }
    const both = () => Promise.all([append(pieceBytes), append(pieceBytes)])
    expect(await meanwhile(held, 2, both)).toEqual([whole, whole])
    expect((await order(id)).photos).toMatchObject([{ id: photoId, kind: 'photoAfter' }])
    const left = await world.pool.query('select from order_photos_arriving where id = $1', [photoId])
    expect(left.rowCount).toBe(0)
  })

  it('is never one of a bath', async () => {
    await manager.call('worker.certify', {
      ...{ countyCode, id: workerId, certificateId: world.newId(), kind: 'careSkill', number: 'ZJ-2' },
      ...{ issuedOn: '2026-01-05', expiresOn: '2028-01-05' },
    })
    const needId = world.newId()
    await town.call('need.record', {
      ...{ countyCode, id: needId, elderId: elders[3]!.id, kind: 'bath', source: 'byCall' },
    })
    const { orderIds } = await town.call('order.arrange', {
      ...{ countyCode, id: world.newId(), needId, itemCode: 'bath-home', providerId, workerId },
      ...{ plannedFrom: '2026-11-24T03:00:00Z', plannedTo: '2026-11-24T04:00:00Z' },
    })
    await expect(send(hand, orderIds[0]!)).rejects.toThrow('助浴不许拍照')
    expect((await order(orderIds[0]!)).photos).toEqual([])
  })
})

describe('a repeating service', () => {
  it('runs on to its last day when it is ended with one, and no further', async () => {
    const { needId, seriesId } = await arranged(1, { weekly: { weekdays: [2, 5] } })
    const end = (on: string) =>
      town.call('series.end', { countyCode, id: seriesId!, why: '女儿回来照顾', on })
    await expect(end('2026-11-22')).rejects.toThrow('不能早于今天')
    expect(await end('2026-11-27')).toEqual({ annulled: 2 })
    const { orders, series } = await town.call('need.get', { countyCode, id: needId })
    expect(
      orders
        .filter(row => row.stage === 'requested')
        .map(row => row.plannedOn)
        .sort(),
    ).toEqual(['2026-11-24', '2026-11-27'])
    expect(series).toMatchObject([{ toOn: '2026-11-27', endedAt: null, endedWhy: '女儿回来照顾' }])
    expect(await end('2026-11-24')).toEqual({ annulled: 1 })
  })
})

describe('the list of providers and people', () => {
  it('is changed by one hand at a time', async () => {
    const change = (version: number) =>
      officer.call('provider.change', {
        ...{ countyCode, id: providerId, version },
        provider: { ...provider, phone: '0433-1234567', reachKm: 30 },
      })
    await change(1)
    await expect(change(1)).rejects.toThrow('刚被别人改过')
    const found = await officer.call('provider.get', { countyCode, id: providerId })
    expect(found.provider).toMatchObject({ phone: '0433-1234567', reachKm: 30, version: 2 })
    const changeHer = (version: number) =>
      manager.call('worker.change', {
        ...{ countyCode, id: workerId, version },
        worker: { ...particulars, spokenLanguage: 'both', dailyOrders: 4 },
      })
    await changeHer(1)
    await expect(changeHer(1)).rejects.toThrow('刚被别人改过')
    const [worker] = (await manager.call('worker.list', { countyCode })).rows
    // A telephone that is not typed again stays as it was.
    expect(worker).toMatchObject({ spokenLanguage: 'both', dailyOrders: 4, phoneTail: '1111', version: 2 })
  })

  it('shows nothing any more to whoever no longer speaks for a provider', async () => {
    const other = await world.signedInAs('providerManager', county, '机构甲副手')
    const memberId = world.newId()
    const of = { countyCode, id: providerId, memberId }
    await officer.call('provider.addMember', { ...of, login: `test-${other.actor.accountId}` })
    expect((await other.call('worker.list', { countyCode })).rows).toHaveLength(1)
    await officer.call('provider.endMember', of)
    expect((await other.call('worker.list', { countyCode })).rows).toEqual([])
    await expect(officer.call('provider.endMember', of)).rejects.toThrow('已经取消过')
  })
})

describe('the offer', () => {
  it('takes a service out from a day on: nothing can be arranged after it', async () => {
    const end = (on: string) => officer.call('catalogue.end', { countyCode, code: 'clean-home', on })
    await expect(end('2026-11-20')).rejects.toThrow('不能早于今天')
    await end('2026-12-01')
    const on = async (day: string) =>
      (await town.call('catalogue.list', { regionCode: village, on: day })).rows.map(row => row.code)
    expect(await on('2026-12-01')).toContain('clean-home')
    expect(await on('2026-12-02')).toEqual(['bath-home'])
    await expect(
      arranged(4, { plannedFrom: '2026-12-03T01:00:00Z', plannedTo: '2026-12-03T02:00:00Z' }),
    ).rejects.toThrow('服务目录里没有这项服务')
  })
})
