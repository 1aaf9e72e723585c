// A village phone: several people, each behind her own PIN; what is sealed travels while all are locked.
import 'fake-indexeddb/auto'
import { afterEach, describe, expect, test } from 'vitest'
import type { Session } from '../domain/accounts/account.ts'
import { sampleVisit } from '../domain/visits/sample.ts'
import { carryAll, takeAboard, takeReceipts } from './carrying.ts'
import { newDeviceKey } from './letters.ts'
import { freshlyKept } from './outbox.ts'
import { type Person, type PhonePeople, peopleMost, phonePeople } from './people.ts'
import { type OpenStore, phoneStore } from './store.ts'

const account = (number: number) => `01936000-0000-7000-8000-0000000000c${number}`
const pinOf = (number: number) => `13579${number}`
const password = 'a long password'
let opened: PhonePeople[] = []
let number = 0

function freshPeople(name = `people-test-${++number}`) {
  const people = phonePeople({ name, rounds: 1000 })
  opened.push(people)
  return people
}

afterEach(() => {
  for (const people of opened) people.close()
  opened = []
})

async function join(people: PhonePeople, who: number): Promise<OpenStore> {
  const store = await people.roomFor({ accountId: account(who), name: `合成${who}`, login: `visitor-${who}` })
  if (!store) throw new Error('full')
  const open = await store.create(account(who), pinOf(who), password)
  await open.writeValue('session', { account: { id: account(who) }, post: { id: account(9) } } as Session)
  return open
}

async function sealable(open: OpenStore): Promise<void> {
  const { point } = await newDeviceKey()
  await open.letters.learnServer({
    ...{ deviceId: account(8), appVersion: 'test', epoch: 'e1', at: '2026-11-23T01:00:00Z' },
    server: { key: 'k1', point },
  })
}

const act = (id: string) =>
  freshlyKept(
    { id, operation: 'visit.record', input: { ...sampleVisit, id }, doneAt: sampleVisit.endedAt },
    { elderId: sampleVisit.elderId, label: '合成甲' },
  )
const actId = (tail: number) => `01936000-0000-7000-8000-00000000a00${tail}`

describe('sharing', () => {
  test('each PIN opens its own records and no others', async () => {
    const people = freshPeople()
    const [one, two] = [await join(people, 1), await join(people, 2)]
    await one.outbox.put([act(actId(1))])
    await two.outbox.put([act(actId(2))])
    const [first, second] = (await people.list()) as [Person, Person]
    expect([first.name, second.name]).toEqual(['合成1', '合成2'])
    const answer = await people.storeOf(second).openWithPin(pinOf(2))
    if (answer.kind !== 'open') throw new Error(answer.kind)
    expect((await answer.opened.outbox.list()).map(kept => kept.act.id)).toEqual([actId(2)])
    expect(await people.storeOf(second).openWithPin(pinOf(1))).toMatchObject({ kind: 'wrong' })
    expect(await people.storeOf(first).openWithPin(pinOf(2))).toMatchObject({ kind: 'wrong' })
  })

  test('a phone of before it could be shared: its owner is the first person and nothing moves', async () => {
    const name = `people-test-${++number}`
    const before = phoneStore({ name, rounds: 1000 })
    await before.writeChoice('deviceId', 'known-device')
    const open = await before.create(account(1), pinOf(1), password)
    await open.outbox.put([act(actId(1))])
    before.close()
    const people = freshPeople(name)
    expect(await people.list()).toEqual([{ accountId: account(1), name: null, login: null, database: name }])
    expect(await people.phoneId(() => 'other')).toBe('known-device')
    await join(people, 2)
    const [first] = await people.list()
    const answer = await people.storeOf(first as Person).openWithPin(pinOf(1))
    if (answer.kind !== 'open') throw new Error(answer.kind)
    expect(await answer.opened.outbox.list()).toHaveLength(1)
    // Somebody new signs in under an id of her own: the first one's stays hers.
    expect(await people.deviceIdFor('visitor-3', () => 'fresh-device')).toBe('fresh-device')
  })

  test('four people fit, a fifth does not until one has left; her place is empty then', async () => {
    const people = freshPeople()
    for (let who = 1; who <= peopleMost; who += 1) await join(people, who)
    expect(await people.roomFor({ accountId: account(5), name: null, login: null })).toBeNull()
    const second = (await people.list())[1] as Person
    await people.forget(second)
    expect((await people.list()).map(person => person.accountId)).not.toContain(account(2))
    const open = await join(people, 5)
    expect(await open.outbox.list()).toEqual([])
  })

  test('switched off between noting a person and making her store: she is not there, and the place is free', async () => {
    const people = freshPeople()
    await people.roomFor({ accountId: account(1), name: '合成1', login: null })
    expect(await people.list()).toEqual([])
    await join(people, 2)
    expect(await people.list()).toHaveLength(1)
  })

  test('lost: everything of everybody goes, also when it was switched off in the middle', async () => {
    const name = `people-test-${++number}`
    const people = freshPeople(name)
    for (const who of [1, 2, 3]) await (await join(people, who)).outbox.put([act(actId(who))])
    await people.shared.writeChoice('language', 'ko')
    await people.shared.writeChoice('wiping', true)
    people.close()
    const again = freshPeople(name)
    await again.settle()
    expect(await again.list()).toEqual([])
    expect(await again.shared.readChoice('language')).toBe('ko')
    expect(await again.shared.readChoice('wiping')).toBeNull()
    const names = (await indexedDB.databases()).map(one => one.name)
    expect(names.filter(one => one?.startsWith(`${name}-`))).toEqual([])
  })
})

describe('sealed records', () => {
  const answering = (sent: string[][]) => async (acts: { act: string; device: string }[]) => {
    sent.push(acts.map(one => one.act))
    const receipts = acts.map(({ act: id, device }) => ({
      ...{ v: 1 as const, device, act: id, key: 'k1', salt: 'A'.repeat(43), box: 'A'.repeat(60) },
    }))
    return { receipts, rejected: [] }
  }
  const now = () => new Date('2026-11-23T02:00:00Z')

  test('go up while their maker is locked, once, and wait for her PIN as answers', async () => {
    const people = freshPeople()
    const [one, two] = [await join(people, 1), await join(people, 2)]
    await sealable(one)
    await one.outbox.put([act(actId(1)), act(actId(2))])
    await two.outbox.put([act(actId(3))])
    const [first, second] = (await people.list()) as [Person, Person]
    expect(await people.storeOf(second).unsent()).toMatchObject({ waiting: 1, needsPin: 1, letters: [] })
    const sent: string[][] = []
    expect(await carryAll({ people, carry: answering(sent), now }, account(2))).toBe(2)
    expect(sent.map(ids => ids.toSorted())).toEqual([[actId(1), actId(2)]])
    expect(await people.storeOf(first).unsent()).toMatchObject({ waiting: 0, letters: [] })
    expect(await carryAll({ people, carry: answering(sent), now }, null)).toBe(0)
  })

  test('records kept before the keys were exchanged are sealed as soon as they are', async () => {
    const people = freshPeople()
    const one = await join(people, 1)
    await one.outbox.put([act(actId(1))])
    await sealable(one)
    const [first] = (await people.list()) as [Person]
    expect((await people.storeOf(first).unsent()).letters.map(letter => letter.act)).toEqual([actId(1)])
  })

  test('of a colleague are carried once, and the receipts go to whoever they belong to', async () => {
    const [hers, mine] = [freshPeople(), freshPeople()]
    const one = await join(hers, 1)
    await sealable(one)
    await one.outbox.put([act(actId(1))])
    const { letters } = await hers.storeOf((await hers.list())[0] as Person).unsent()
    await join(mine, 2)
    expect(await takeAboard(mine.shared, letters, now())).toEqual({ taken: 1, known: 0 })
    expect(await takeAboard(mine.shared, letters, now())).toEqual({ taken: 0, known: 1 })
    const sent: string[][] = []
    await carryAll({ people: mine, carry: answering(sent), now }, account(2))
    await carryAll({ people: mine, carry: answering(sent), now }, account(2))
    expect(sent).toEqual([[actId(1)]])
    const receipts = (await mine.shared.cargo.list()).flatMap(({ receipt }) => (receipt ? [receipt] : []))
    expect(await takeReceipts(hers, receipts)).toBe(1)
    expect(await takeReceipts(mine, receipts)).toBe(0)
  })
})
