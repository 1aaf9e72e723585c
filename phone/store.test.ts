// The phone's database: what a finder could read of it, and what a forgotten PIN costs.
import 'fake-indexeddb/auto'
import Dexie from 'dexie'
import { afterEach, describe, expect, test } from 'vitest'
import { allFine, sampleVisit } from '../domain/visits/sample.ts'
import type { Attachment } from './attachments.ts'
import { emptyBundleMark } from './bundle.ts'
import { freshlyKept, type KeptAct } from './outbox.ts'
import { sampleElder } from './sample.ts'
import { derivationRounds } from './sealing.ts'
import { type OpenStore, type PhoneStore, phoneStore, pinTries } from './store.ts'
import { newDraft } from './visits/draft.ts'

const accountId = '01936000-0000-7000-8000-0000000000c1'
const password = 'a long password'
const pin = '135790'
let opened: PhoneStore[] = []
let number = 0

function freshStore(now: () => Date = () => new Date()) {
  number += 1
  const name = `wanqing-test-${number}`
  const store = phoneStore({ name, now, rounds: 1000 })
  opened.push(store)
  return { store, name }
}

afterEach(() => {
  for (const store of opened) store.close()
  opened = []
})

const visit = { ...sampleVisit, note: '合成甲说炉子冒烟' }
const kept: KeptAct = freshlyKept(
  { id: visit.id, operation: 'visit.record', input: visit, doneAt: visit.endedAt },
  { elderId: visit.elderId, label: sampleElder.name },
)
const photo: Attachment = {
  id: '01936000-0000-7000-8000-0000000000f1',
  actId: null,
  visitId: visit.id,
  elderId: visit.elderId,
  countyCode: '222402',
  kind: 'photo',
  contentType: 'image/webp',
  sizeBytes: 4,
  contentHash: 'a'.repeat(64),
  state: 'draft',
  receivedBytes: 0,
  epoch: null,
  refusal: null,
  sentAt: null,
}
const photoBytes = new TextEncoder().encode('PHOTO-OF-THE-STOVE')

async function fill(open: OpenStore): Promise<void> {
  await open.bundle.apply([{ fingerprint: 'f1', elder: sampleElder }], [], {
    ...emptyBundleMark,
    fingerprint: 'all',
  })
  await open.outbox.put([kept])
  await open.attachments.add(photo, photoBytes)
  await open.writeDraft({ ...newDraft(sampleElder, { visitId: visit.id, now: new Date() }), note: '合成甲' })
  await open.writeValue('session', { name: '合成探访员' })
}

/** Every byte of every table, as somebody with a cable would read them. */
async function rawContents(name: string): Promise<string> {
  const database = await new Dexie(name).open()
  const parts: string[] = []
  for (const table of database.tables) for (const row of await table.toArray()) parts.push(...textsIn(row))
  database.close()
  return parts.join('\n')
}

function textsIn(value: unknown): string[] {
  if (value instanceof ArrayBuffer) return [new TextDecoder().decode(value)]
  if (ArrayBuffer.isView(value)) return [new TextDecoder().decode(value)]
  if (Array.isArray(value)) return value.flatMap(textsIn)
  if (value !== null && typeof value === 'object')
    return Object.entries(value).flatMap(([key, inner]) => [key, ...textsIn(inner)])
  return [String(value)]
}

describe('what a finder reads', () => {
  test('no name, number, note, photo, PIN or password is in the raw database; ids and days are', async () => {
    const { store, name } = freshStore()
    await fill(await store.create(accountId, pin, password))
    const raw = await rawContents(name)
    for (const secret of [
      ...[sampleElder.name, sampleElder.phone, sampleElder.address, sampleElder.pinyin, sampleElder.bornOn],
      ...['合成乙', '冒烟', 'livesAlone', 'PHOTO-OF-THE-STOVE', '合成探访员', pin, password],
    ])
      expect(raw).not.toContain(secret)
    expect(raw).toContain(sampleElder.id)
    expect(raw).toContain(sampleElder.due.on)
    expect(raw).toContain('waiting')
  })

  test('a row put in the place of another does not open', async () => {
    const { store, name } = freshStore()
    const open = await store.create(accountId, pin, password)
    await fill(open)
    const database = await new Dexie(name).open()
    const row = await database.table('acts').get(kept.act.id)
    await database.table('acts').put({ ...row, id: '01936000-0000-7000-8000-00000000dead' })
    database.close()
    await expect(open.outbox.list()).rejects.toThrow()
  })

  test('the key is derived with at least 600,000 rounds', () => {
    expect(derivationRounds).toBeGreaterThanOrEqual(600_000)
  })
})

describe('opening with the PIN', () => {
  test('the right one brings everything back after a restart', async () => {
    const { store, name } = freshStore()
    await fill(await store.create(accountId, pin, password))
    store.close()
    const again = phoneStore({ name, rounds: 1000 })
    opened.push(again)
    const answer = await again.openWithPin(pin)
    if (answer.kind !== 'open') throw new Error(answer.kind)
    expect(await answer.opened.bundle.elders()).toEqual([sampleElder])
    expect(await answer.opened.bundle.fingerprints()).toEqual({ [sampleElder.id]: 'f1' })
    expect(await answer.opened.outbox.list()).toEqual([kept])
    expect(await answer.opened.attachments.list()).toEqual([photo])
    expect(await answer.opened.attachments.bytesOf(photo.id)).toEqual(photoBytes)
    expect((await answer.opened.drafts())[0]?.note).toBe('合成甲')
  })

  test('after three wrong ones the waiting time grows, and even the right one must wait', async () => {
    let now = new Date('2026-11-23T01:00:00Z')
    const { store } = freshStore(() => now)
    await store.create(accountId, pin, password)
    expect(await store.openWithPin('000000')).toMatchObject({ kind: 'wrong', triesLeft: 9, waitUntilMs: 0 })
    expect(await store.openWithPin('000001')).toMatchObject({ kind: 'wrong', waitUntilMs: 0 })
    expect(await store.openWithPin('000002')).toMatchObject({ waitUntilMs: now.getTime() + 30_000 })
    expect(await store.openWithPin(pin)).toMatchObject({ kind: 'wait' })
    now = new Date(now.getTime() + 31_000)
    expect(await store.openWithPin('000003')).toMatchObject({ waitUntilMs: now.getTime() + 60_000 })
    now = new Date(now.getTime() + 61_000)
    expect(await store.openWithPin(pin)).toMatchObject({ kind: 'open' })
  })

  test('ten wrong ones end the PIN; the password still opens and nothing unsent is lost', async () => {
    let now = new Date('2026-11-23T01:00:00Z')
    const { store } = freshStore(() => now)
    await fill(await store.create(accountId, pin, password))
    for (let attempt = 0; attempt < pinTries; attempt += 1) {
      await store.openWithPin(String(attempt).padStart(6, '0'))
      now = new Date(now.getTime() + 3_600_000)
    }
    expect(await store.openWithPin(pin)).toEqual({ kind: 'passwordNeeded' })
    expect(await store.owner()).toEqual({ accountId, pinOpens: false })
    expect(await store.openWithPassword('another password')).toBeNull()
    const open = await store.openWithPassword(password)
    expect(await open?.outbox.list()).toEqual([kept])
    await store.setPin(open as OpenStore, '246802')
    expect(await store.openWithPin('246802')).toMatchObject({ kind: 'open' })
  })

  test('a new password replaces the old one', async () => {
    const { store } = freshStore()
    const open = await store.create(accountId, pin, password)
    await store.setPassword(open, 'the next password')
    expect(await store.openWithPassword(password)).toBeNull()
    expect(await store.openWithPassword('the next password')).not.toBeNull()
  })
})

describe('keeping and forgetting', () => {
  test('the phone keeps the id it signed in under when its first PIN is set', async () => {
    const { store } = freshStore()
    await store.writeChoice('deviceId', 'signed-in-device')
    await store.create(accountId, pin, password)
    expect(await store.readChoice('deviceId')).toBe('signed-in-device')
  })

  test('a phone reported lost keeps nothing but language and type size', async () => {
    const { store, name } = freshStore()
    await store.writeChoice('language', 'ko')
    await store.writeChoice('deviceId', 'some-device')
    await fill(await store.create(accountId, pin, password))
    await store.wipe()
    expect(await store.owner()).toBeNull()
    expect(await store.readChoice('language')).toBe('ko')
    expect(await store.readChoice('deviceId')).toBeNull()
    const raw = await rawContents(name)
    expect(raw).not.toContain(sampleElder.id)
    expect(raw).not.toContain(accountId)
  })

  test('saving a visit queues its photo and drops its draft together', async () => {
    const { store } = freshStore()
    const open = await store.create(accountId, pin, password)
    await open.attachments.add(photo, photoBytes)
    await open.writeDraft({
      ...newDraft(sampleElder, { visitId: visit.id, now: new Date() }),
      answers: allFine,
    })
    await open.saveVisit([kept], [{ ...photo, state: 'queued', actId: kept.act.id }], sampleElder.id)
    expect(await open.drafts()).toEqual([])
    expect(await open.outbox.list()).toEqual([kept])
    expect((await open.attachments.list())[0]).toMatchObject({ state: 'queued', actId: kept.act.id })
  })

  test('acts are offered in the order they were kept, though the clock was set back between them', async () => {
    const { store } = freshStore()
    const open = await store.create(accountId, pin, password)
    const later = { ...kept, act: { ...kept.act, id: 'b0000000-0000-7000-8000-000000000001' } }
    const setBack = {
      ...kept,
      act: { ...kept.act, id: 'a0000000-0000-7000-8000-000000000002', doneAt: '2024-01-01T00:00:00.000Z' },
    }
    await open.outbox.put([later])
    await open.outbox.put([setBack])
    await open.outbox.put([{ ...later, trouble: '网络中断' }])
    expect((await open.outbox.list()).map(({ act }) => act.id)).toEqual([later.act.id, setBack.act.id])
  })

  test('an elder who is no longer hers leaves the phone', async () => {
    const { store } = freshStore()
    const open = await store.create(accountId, pin, password)
    await fill(open)
    await open.bundle.apply([], [sampleElder.id], emptyBundleMark)
    expect(await open.bundle.elders()).toEqual([])
  })

  test('a draft thrown away takes its photos with it', async () => {
    const { store } = freshStore()
    const open = await store.create(accountId, pin, password)
    await fill(open)
    await open.dropDraft(sampleElder.id, [photo.id])
    expect(await open.drafts()).toEqual([])
    expect(await open.attachments.list()).toEqual([])
    expect(await open.attachments.bytesOf(photo.id)).toBeNull()
  })
})
