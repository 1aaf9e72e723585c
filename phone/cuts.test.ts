// The battery dies, or the phone is full, at every single write: an act is wholly kept or wholly not, and she knows.
import 'fake-indexeddb/auto'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Session } from '../domain/accounts/account.ts'
import { Refused } from '../domain/kernel/refusal.ts'
import { allFine } from '../domain/visits/sample.ts'
import { correctionsOf } from './clock-work.ts'
import { newDeviceKey } from './letters.ts'
import { openOutbox } from './outbox.ts'
import { isFull, withRoom } from './room.ts'
import { sampleElder } from './sample.ts'
import { type OpenStore, type PhoneStore, phoneStore } from './store.ts'
import { openWork } from './work.ts'

const pin = '135790'
let number = 0
let stores: PhoneStore[] = []

/** After how many writes into the database the next one fails, and whether everything after it does too. */
const cut = { after: Number.POSITIVE_INFINITY, for_good: true, seen: 0, error: 'AbortError' }

beforeEach(() => {
  Object.assign(cut, { after: Number.POSITIVE_INFINITY, for_good: true, seen: 0, error: 'AbortError' })
  for (const name of ['put', 'add', 'delete', 'clear'] as const) {
    const real = IDBObjectStore.prototype[name] as (...words: unknown[]) => IDBRequest
    vi.spyOn(IDBObjectStore.prototype, name).mockImplementation(function (
      this: IDBObjectStore,
      ...words: unknown[]
    ) {
      const at = cut.seen++
      if (at === cut.after || (cut.for_good && at > cut.after)) throw new DOMException('cut', cut.error)
      return real.apply(this, words)
    })
  }
})
afterEach(() => {
  vi.restoreAllMocks()
  for (const store of stores) store.close()
  stores = []
})

async function phoneWithDraft() {
  number += 1
  const store = phoneStore({ name: `cuts-${number}`, rounds: 10 })
  stores.push(store)
  const opened = await store.create('01936000-0000-7000-8000-0000000000c1', pin, 'a long password')
  const session = { account: { id: 'a' }, post: { id: 'p' } } as Session
  await opened.writeValue('session', session)
  await opened.letters.learnServer({
    ...{ deviceId: 'd', appVersion: 'test', epoch: 'e', at: '2026-11-23T01:00:00Z' },
    server: { key: 'k1', point: (await newDeviceKey()).point },
  })
  await opened.bundle.apply([{ fingerprint: 'f', elder: sampleElder }], [], {
    ...{ fingerprint: 'all', today: '2026-11-23', settings: {}, pulledAt: null },
  })
  const work = await workOn(opened, session)
  await work.startDraft(sampleElder.id)
  const photo = { blob: new Blob(['PHOTO']), contentType: 'image/webp' as const }
  await work.attach(sampleElder.id, 'photo', photo)
  await work.changeDraft(sampleElder.id, { method: 'home', result: 'met', answers: allFine })
  await work.settled()
  return { store, opened, session, work }
}

async function workOn(opened: OpenStore, session: Session) {
  const outbox = openOutbox({
    store: opened.outbox,
    send: () => Promise.reject(new Refused('unavailable', '没有网络')),
    now: () => new Date('2026-11-23T03:00:00Z'),
  })
  const work = await openWork({
    ...{ opened, outbox, session, newId: () => crypto.randomUUID() },
    now: () => new Date('2026-11-23T03:00:00Z'),
  })
  await work.reload()
  return work
}

/** What somebody finds who switches the phone on again. */
async function afterwards(store: PhoneStore) {
  cut.after = Number.POSITIVE_INFINITY
  const answer = await store.openWithPin(pin)
  if (answer.kind !== 'open') throw new Error(answer.kind)
  const { opened } = answer
  const [acts, drafts, attachments] = [
    await opened.outbox.list(),
    await opened.drafts(),
    await opened.attachments.list(),
  ]
  const { letters } = await store.unsent()
  return { acts, drafts, attachments, letters }
}

function isWhole(found: Awaited<ReturnType<typeof afterwards>>): 'kept' | 'draft' | 'torn' {
  const { acts, drafts, attachments, letters } = found
  const [act, draft, photo] = [acts[0], drafts[0], attachments[0]]
  if (act && !draft && photo?.state === 'queued' && photo.actId === act.act.id && letters.length === 1)
    return 'kept'
  if (!act && draft && photo?.state === 'draft' && letters.length === 0) return 'draft'
  return 'torn'
}

async function writesOfSaving(): Promise<number> {
  const { work } = await phoneWithDraft()
  cut.seen = 0
  await work.saveVisit(sampleElder.id)
  return cut.seen
}

describe('saving a visit', () => {
  test.each(['AbortError', 'QuotaExceededError'])('%s at each of its writes', async error => {
    const writes = await writesOfSaving()
    expect(writes).toBeGreaterThan(3)
    for (let at = 0; at <= writes; at += 1) {
      const { store, work } = await phoneWithDraft()
      Object.assign(cut, { seen: 0, after: at, error })
      const told = await work.saveVisit(sampleElder.id).then(
        () => 'kept',
        (said: unknown) => said,
      )
      const found = isWhole(await afterwards(store))
      expect(found, `cut at write ${at}`).toBe(told === 'kept' ? 'kept' : 'draft')
      if (told !== 'kept' && error === 'QuotaExceededError') {
        expect(told).toBeInstanceOf(Refused)
        expect((told as Refused).message).toMatch(/空间满了.*之前填的都还在/)
      }
    }
  })

  test('full only once: what has been sent makes room and the visit is kept', async () => {
    const { store, work } = await phoneWithDraft()
    Object.assign(cut, { seen: 0, after: 1, for_good: false, error: 'QuotaExceededError' })
    await work.saveVisit(sampleElder.id)
    expect(isWhole(await afterwards(store))).toBe('kept')
  })

  test('any writes, any cut, any number of tries afterwards: never torn, and kept exactly once in the end', async () => {
    const writes = await writesOfSaving()
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(writes), { minLength: 1, maxLength: 4 }), async cuts => {
        const { store, work } = await phoneWithDraft()
        for (const after of cuts) {
          Object.assign(cut, { seen: 0, after })
          const told = await work.saveVisit(sampleElder.id).then(
            () => true,
            () => false,
          )
          cut.after = Number.POSITIVE_INFINITY
          if (told) break
        }
        if (work.draftOf(sampleElder.id)) await work.saveVisit(sampleElder.id)
        const found = await afterwards(store)
        expect(found.acts).toHaveLength(1)
        expect(isWhole(found)).toBe('kept')
      }),
      { numRuns: 25 },
    )
  })
})

test('a photo that no longer fits is not half there, and the form is as it was', async () => {
  const { store, work } = await phoneWithDraft()
  Object.assign(cut, { seen: 0, after: 1, error: 'QuotaExceededError' })
  const photo = { blob: new Blob(['SECOND']), contentType: 'image/webp' as const }
  await expect(work.attach(sampleElder.id, 'photo', photo)).rejects.toBeInstanceOf(Refused)
  const { attachments, drafts } = await afterwards(store)
  expect(attachments).toHaveLength(1)
  expect(drafts[0]?.attachmentIds).toEqual(attachments.map(one => one.id))
})

test('other troubles are not taken for a full phone', async () => {
  const wrong = new Error('something else')
  const room = vi.fn(async () => {})
  await expect(withRoom(() => Promise.reject(wrong), room)).rejects.toBe(wrong)
  expect(room).not.toHaveBeenCalled()
  expect(isFull({ name: 'AbortError', inner: { name: 'QuotaExceededError' } })).toBe(true)
  expect(isFull(null)).toBe(false)
})

describe('a clock a year off', () => {
  const offsetMs = 365 * 86_400_000
  test('what was refused for its time goes again under the server’s, with its photo, and keeps the offset', async () => {
    const { store, opened, session, work } = await phoneWithDraft()
    const kept = await work.saveVisit(sampleElder.id)
    const refusal = { code: 'invalid' as const, message: '探访时间在一年以前，可能是手机时间不准。' }
    await opened.outbox.put([{ ...kept, state: 'refused', refusal }])
    await opened.writeValue('clock', { offsetMs, errorMs: 200, at: '2026-11-23T03:00:00Z' })
    const again = await workOn(opened, session)
    expect(correctionsOf(again.read().acts, again.read().clock)).toHaveLength(1)
    await again.correctTimes()
    const { acts, attachments } = await afterwards(store)
    const [old, fresh] = ['closed', 'waiting'].map(state => acts.find(one => one.state === state))
    expect(old?.closing).toEqual({ kind: 'mended', by: fresh?.act.id })
    const [before, after] = [kept.act.input, fresh?.act.input] as {
      startedAt: string
      clockOffsetMs?: number
    }[]
    expect(Date.parse(after?.startedAt ?? '') - Date.parse(before?.startedAt ?? '')).toBe(offsetMs)
    expect(after?.clockOffsetMs).toBe(offsetMs)
    expect(attachments[0]).toMatchObject({ actId: fresh?.act.id, state: 'queued' })
  })

  test('nothing is offered while the clock is right, or for any other refusal', () => {
    expect(correctionsOf([], { offsetMs: 1000, errorMs: 10, at: '' })).toEqual([])
  })
})
