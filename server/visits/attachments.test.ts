// Photos and voice notes: in pieces, over a bad line, checked, sealed, and only what a visit announced.
import { createHash, randomBytes } from 'node:crypto'
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { Refused } from '../../domain/kernel/refusal.ts'
import { sampleVisit } from '../../domain/visits/sample.ts'
import { meanwhile } from '../../tools/meanwhile.ts'
import { makeElders, township, village } from '../../tools/sample-elders.ts'
import { type Caller, openTestSystem, type TestSystem } from '../../tools/test-system.ts'
import { clearUnfinished } from './visits.ts'

const countyCode = '222402'
const piece = 65_536
let world: TestSystem
let visitor: Caller
let officer: Caller
let visitId: string
let photoId: string

beforeAll(async () => {
  world = await openTestSystem()
  visitor = await world.signedInAs('visitor', village)
  officer = await world.signedInAs('townshipOfficer', township)
})
afterAll(() => world.close())
beforeEach(async () => {
  const [elder] = await makeElders(world, village, 1)
  visitId = world.newId()
  photoId = world.newId()
  await visitor.call('visit.record', {
    ...sampleVisit,
    id: visitId,
    elderId: elder?.id ?? '',
    attachmentIds: [photoId],
  })
})

const jpegOf = (bytes: number) =>
  Buffer.concat([Buffer.from('ffd8ffe000104a464946', 'hex'), randomBytes(bytes - 10)])

function introduce(whole: Buffer, changes: object = {}) {
  const contentHash = createHash('sha256').update(whole).digest('hex')
  return {
    ...{ id: photoId, countyCode, visitId, kind: 'photo' as const, contentType: 'image/jpeg' as const },
    ...{ sizeBytes: whole.length, contentHash, offset: 0, ...changes },
  }
}

function append(input: ReturnType<typeof introduce>, bytes: Buffer, caller = visitor) {
  const path = join(world.system.config.folder, `upload-${world.newId()}`)
  writeFileSync(path, bytes)
  return caller.call('attachment.append', input, { upload: { path, bytes: bytes.length } })
}

async function sendAll(whole: Buffer, from = 0) {
  for (let offset = from; offset < whole.length; offset += piece)
    await append({ ...introduce(whole), offset }, whole.subarray(offset, offset + piece))
}

const attachmentsFolder = () => join(world.system.config.folder, 'attachments', countyCode)

async function refusalOf(work: Promise<unknown>): Promise<Refused> {
  const thrown = await work.then(
    () => null,
    error => error,
  )
  expect(thrown).toBeInstanceOf(Refused)
  return thrown
}

describe('a photo in pieces', () => {
  test('arrives whole, is read by the office, and lies sealed on the disk', async () => {
    const whole = jpegOf(3 * piece + 17)
    await sendAll(whole)
    const { stream, contentType } = await officer.fetch('attachment.read', { countyCode, id: photoId })
    expect(contentType).toBe('image/jpeg')
    expect((await buffer(stream)).equals(whole)).toBe(true)
    const stored = readFileSync(join(attachmentsFolder(), photoId))
    expect(stored.includes(whole.subarray(100, 140))).toBe(false)
    expect(statSync(join(attachmentsFolder(), photoId)).size).toBeLessThan(whole.length * 1.34 + 500)
    const visit = await officer.call('visit.get', { countyCode, id: visitId })
    expect(visit.attachments).toEqual([{ id: photoId, kind: 'photo', complete: true, preview: null }])
    expect(visit.attachmentsAnnounced).toBe(1)
  })

  test('the blur a phone made is listed, lies sealed, and is optional; nothing else passes for one', async () => {
    const whole = jpegOf(3000)
    const preview = `data:image/webp;base64,${'A'.repeat(600)}`
    for (const bad of [
      'data:text/html;base64,PGI+',
      `${preview}"onload=`,
      `data:image/webp;base64,${'A'.repeat(9000)}`,
    ])
      await expect(append(introduce(whole, { preview: bad }), whole)).rejects.toMatchObject({
        code: 'invalid',
      })
    await append(introduce(whole, { preview }), whole)
    const visit = await officer.call('visit.get', { countyCode, id: visitId })
    expect(visit.attachments).toEqual([{ id: photoId, kind: 'photo', complete: true, preview }])
    const row = await world.db
      .selectFrom('attachments')
      .where('id', '=', photoId)
      .select('previewSealed')
      .executeTakeFirstOrThrow()
    expect(row.previewSealed).not.toContain('AAAA')
  })

  test('a signature is a picture of its own kind, never a sound', async () => {
    const whole = jpegOf(900)
    const sound = introduce(whole, { kind: 'signature', contentType: 'audio/ogg' })
    await expect(append(sound, whole)).rejects.toMatchObject({ code: 'invalid' })
    await append(introduce(whole, { kind: 'signature' }), whole)
    const visit = await officer.call('visit.get', { countyCode, id: visitId })
    expect(visit.attachments).toMatchObject([{ kind: 'signature', complete: true }])
  })

  test('goes on where the line was cut; a repeated or skipped piece is told where to go on', async () => {
    const whole = jpegOf(2 * piece)
    const first = whole.subarray(0, piece)
    expect(await append(introduce(whole), first)).toEqual({ receivedBytes: piece, complete: false })
    expect(await append(introduce(whole), first)).toEqual({ receivedBytes: piece, complete: false })
    const far = { ...introduce(whole), offset: piece + 5 }
    expect(await append(far, whole.subarray(piece + 5))).toEqual({ receivedBytes: piece, complete: false })
    const last = { ...introduce(whole), offset: piece }
    expect(await append(last, whole.subarray(piece))).toEqual({ receivedBytes: 2 * piece, complete: true })
    expect(await append(last, whole.subarray(piece))).toEqual({ receivedBytes: 2 * piece, complete: true })
  })

  test('damaged on the way: it starts over and then arrives', async () => {
    const whole = jpegOf(2 * piece)
    const damaged = Buffer.from(whole)
    damaged[piece + 9] = (damaged[piece + 9] ?? 0) ^ 1
    await append(introduce(whole), whole.subarray(0, piece))
    const last = { ...introduce(whole), offset: piece }
    expect(await append(last, damaged.subarray(piece))).toEqual({ receivedBytes: 0, complete: false })
    await sendAll(whole)
    expect((await officer.call('visit.get', { countyCode, id: visitId })).attachments[0]?.complete).toBe(true)
  })

  test('pieces lost with the disk: it starts over', async () => {
    const whole = jpegOf(2 * piece)
    await append(introduce(whole), whole.subarray(0, piece))
    rmSync(join(attachmentsFolder(), `${photoId}.pieces`), { recursive: true })
    const last = { ...introduce(whole), offset: piece }
    expect(await append(last, whole.subarray(piece))).toEqual({ receivedBytes: 0, complete: false })
  })

  test('what stopped arriving goes after its days; the visit still says it was announced, and it may start over', async () => {
    const started = world.clock.now()
    const daysLater = (days: number) =>
      world.clock.set(new Date(started.getTime() + days * 86_400_000).toISOString())
    const seen = () => officer.call('visit.get', { countyCode, id: visitId })
    const folders = () => readdirSync(attachmentsFolder()).filter(name => name.startsWith(photoId))
    const whole = jpegOf(2 * piece + 9)
    const second = { ...introduce(whole), offset: piece }
    try {
      await append(introduce(whole), whole.subarray(0, piece))
      // A piece that came late counts from its own day.
      daysLater(60)
      await append(second, whole.subarray(piece, 2 * piece))
      daysLater(149)
      await clearUnfinished(world.system)
      expect((await seen()).attachments).toMatchObject([{ id: photoId, complete: false }])
      expect(folders()).toEqual([`${photoId}.pieces`])
      daysLater(151)
      expect(await clearUnfinished(world.system)).toBeGreaterThan(0)
      expect(await clearUnfinished(world.system)).toBe(0)
      expect(await seen()).toMatchObject({ attachments: [], attachmentsAnnounced: 1 })
      expect(folders()).toEqual([])
      // The phone goes on where it was, is told to begin again, and does.
      const last = { ...introduce(whole), offset: 2 * piece }
      expect(await append(last, whole.subarray(2 * piece))).toEqual({ receivedBytes: 0, complete: false })
      await sendAll(whole)
      daysLater(400)
      expect(await clearUnfinished(world.system)).toBe(0)
      expect((await seen()).attachments).toMatchObject([{ id: photoId, complete: true }])
      const { stream } = await officer.fetch('attachment.read', { countyCode, id: photoId })
      expect((await buffer(stream)).equals(whole)).toBe(true)
    } finally {
      world.clock.set(started.toISOString())
    }
  })

  test('cleared at the very moment the next piece comes: it starts over', async () => {
    const whole = jpegOf(2 * piece)
    await append(introduce(whole), whole.subarray(0, piece))
    const last = { ...introduce(whole), offset: piece }
    const cleared = { pool: world.pool, table: 'attachments', id: photoId, does: 'delete' as const }
    const answer = await meanwhile(cleared, 1, () => append(last, whole.subarray(piece)))
    expect(answer).toEqual({ receivedBytes: 0, complete: false })
    await sendAll(whole)
    expect((await officer.call('visit.get', { countyCode, id: visitId })).attachments[0]?.complete).toBe(true)
  })

  test('nothing but the whole stays on the disk', async () => {
    await sendAll(jpegOf(piece + 1))
    await expect
      .poll(() => readdirSync(attachmentsFolder()).filter(name => name.startsWith(photoId)))
      .toEqual([photoId])
  })
})

describe('what is refused', () => {
  test('a program under the name of a photo, a photo under the name of a recording', async () => {
    const program = Buffer.from('#!/bin/sh\necho not a photo, only a script\n')
    expect(await refusalOf(append(introduce(program), program))).toMatchObject({
      code: 'invalid',
      message: expect.stringContaining('这不是照片'),
    })
    const whole = jpegOf(100)
    const voice = introduce(whole, { kind: 'voice' })
    expect((await refusalOf(append(voice, whole))).message).toContain('这不是录音')
    const page = introduce(whole, { contentType: 'text/html' })
    expect((await refusalOf(append(page, whole))).message).toContain('只接受照片和录音')
  })

  test('eight megabytes and a byte, a piece too large, more than was announced', async () => {
    const whole = jpegOf(100)
    expect((await refusalOf(append(introduce(whole, { sizeBytes: 8_000_001 }), whole))).message).toContain(
      '8 MB',
    )
    const large = jpegOf(piece + 1)
    expect((await refusalOf(append(introduce(large), large))).code).toBe('too_large')
    expect((await refusalOf(append(introduce(whole, { sizeBytes: 50 }), whole))).message).toContain('声明')
  })

  test('what no visit announced, and what belongs to another visitor', async () => {
    const whole = jpegOf(100)
    const strange = introduce(whole, { id: world.newId() })
    expect((await refusalOf(append(strange, whole))).code).toBe('rule_broken')
    const early = introduce(whole, { visitId: world.newId() })
    expect((await refusalOf(append(early, whole))).message).toContain('还没有送到')
    const other = await world.signedInAs('visitor', village)
    expect((await refusalOf(append(introduce(whole), whole, other))).code).toBe('not_found')
  })

  test('another photo under the same id', async () => {
    const whole = jpegOf(piece + 1)
    await append(introduce(whole), whole.subarray(0, piece))
    const another = jpegOf(piece + 1)
    expect((await refusalOf(append(introduce(another), another.subarray(0, piece)))).code).toBe('conflict')
  })

  test('reading what has not arrived yet, or lies in another township', async () => {
    const whole = jpegOf(piece + 1)
    await append(introduce(whole), whole.subarray(0, piece))
    const read = (caller: Caller) => caller.fetch('attachment.read', { countyCode, id: photoId })
    expect((await refusalOf(read(officer))).message).toContain('还没有传完')
    await sendAll(whole, piece)
    const stranger = await world.signedInAs('townshipOfficer', '222402002000')
    expect((await refusalOf(read(stranger))).code).toBe('not_found')
  })
})
