// Phones that were never updated: what the earlier releases send is accepted, and what they stored still opens.
import 'fake-indexeddb/auto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Dexie from 'dexie'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Act } from '../../domain/sync/api.ts'
import { BundleElder } from '../../domain/sync/bundle.ts'
import { dueList } from '../../phone/due-list.ts'
import { newDataKey, sealValue, wrapKey } from '../../phone/sealing.ts'
import { phoneStore } from '../../phone/store.ts'
import { assignElders, makeElders, village } from '../../tools/sample-elders.ts'
import { openTestSystem, type TestSystem } from '../../tools/test-system.ts'

interface Recorded {
  recorded: string
  commit: string
  push: { deviceId: string; appVersion: string; acts: Act[] }
  elder: BundleElder
}

/** One file a release, as its phone wrote it; never edited. A release adds the next. */
const folder = join(import.meta.dirname, 'older-phones')
const releases = readdirSync(folder)
  .sort()
  .map(name => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Recorded)

let world: TestSystem
beforeAll(async () => {
  world = await openTestSystem()
})
afterAll(() => world.close())

test('two releases and more are kept', () => {
  expect(releases.length).toBeGreaterThanOrEqual(2)
})

describe.each(releases)('the phone of $recorded ($commit)', ({ push, elder }) => {
  test('sends its outbox: everything is accepted, and once', async () => {
    const { actor } = await world.signedInAs('visitor', village)
    const [carried] = await makeElders(world, village, 1)
    if (!carried) throw new Error('nobody')
    await assignElders(world, actor.accountId, [carried])
    const deviceId = world.newId()
    await world.pool.query(
      `insert into devices (id, account_id, name, registered_at, last_seen_at) values ($1, $2, '旧手机', now(), now())`,
      [deviceId, actor.accountId],
    )
    const caller = world.as({ ...actor, deviceId })
    const sent = JSON.parse(
      JSON.stringify(push)
        .replaceAll('DEVICE', deviceId)
        .replaceAll('ELDER', carried.id)
        .replaceAll('VILLAGE', village),
    )
    const outcomes = async () =>
      (await caller.call('sync.push', sent)).answers.map(one => one.refusal?.message ?? one.outcome)
    expect(await outcomes()).toEqual(push.acts.map(() => 'done'))
    expect(await outcomes()).toEqual(push.acts.map(() => 'again'))
    const pulled = await caller.call('sync.pull', {
      ...{ deviceId, appVersion: push.appVersion, fingerprint: null, parts: {} },
    })
    // What an old phone reads of a part is still there, in the shape it knows.
    expect(Object.keys(pulled.parts[0]?.elder ?? {})).toEqual(
      expect.arrayContaining([
        'id',
        'name',
        'due',
        'risk',
        'contact',
        'lastVisit',
        'visitedOn',
        'openTroubles',
      ]),
    )
  })

  test('has a stored bundle that today’s app reads', () => {
    const read = BundleElder.parse(elder)
    expect(dueList([read], [], '2026-11-26', {})[0]?.elder.name ?? read.name).toBe('合成甲')
  })

  test('has a store that today’s app opens with the same PIN, and its outbox waits there', async () => {
    const name = `old-${elder.id}-${push.acts.length}`
    const database = new Dexie(name)
    database.version(1).stores({
      ...{ choices: 'key', locks: 'key', elders: 'id, dueOn', acts: 'id, state', attachments: 'id, state' },
      ...{ attachmentBytes: 'id', drafts: 'elderId', values: 'key' },
    })
    const key = await newDataKey()
    await database.table('locks').put({
      ...{ key: 'lock', accountId: elder.householdId, wrongTries: 0, waitUntilMs: 0 },
      ...{ byPin: await wrapKey(key, '135790', 10), byPassword: await wrapKey(key, 'a long password', 10) },
    })
    for (const act of push.acts) {
      const kept = {
        ...{ act, state: 'waiting', about: { elderId: null, label: '合成甲' }, receipt: null, epoch: null },
        ...{ refusal: null, trouble: null, answeredAt: null, closing: null },
      }
      await database.table('acts').put({
        ...{ id: act.id, state: 'waiting' },
        ...(await sealValue(key, `acts/${act.id}`, kept)),
      })
    }
    await database.table('elders').put({
      ...{ id: elder.id, dueOn: elder.due.on, fingerprint: 'f' },
      ...(await sealValue(key, `elders/${elder.id}`, elder)),
    })
    database.close()
    const store = phoneStore({ name, rounds: 10 })
    const answer = await store.openWithPin('135790')
    if (answer.kind !== 'open') throw new Error(answer.kind)
    expect((await answer.opened.outbox.list()).map(kept => kept.act.id).toSorted()).toEqual(
      push.acts.map(act => act.id).toSorted(),
    )
    expect((await answer.opened.bundle.elders())[0]?.name).toBe('合成甲')
    store.close()
  })
})
