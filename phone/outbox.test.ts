// The outbox against a server that loses, repeats, refuses and is restored from a backup.
import { describe, expect, test } from 'vitest'
import { Refused } from '../domain/kernel/refusal.ts'
import type { Act, ActAnswer } from '../domain/sync/api.ts'
import { askingAt, type Outbox, openOutbox, type PushSaid } from './outbox.ts'
import { type MemoryOutbox, memoryOutbox } from './outbox-memory.ts'

const about = { elderId: null, label: '合成甲' }
const idOf = (number: number) => `01936000-0000-7000-8000-${String(number).padStart(12, '0')}`

function act(number: number, input: Record<string, unknown> = { number }): Act {
  const doneAt = new Date(Date.UTC(2026, 10, 23, 1, 0, number)).toISOString()
  return { id: idOf(number), operation: 'visit.record', input, doneAt }
}

/** A server in a few lines: once only by id, conflicts by content, one act a line of its ledger. */
function fakeServer() {
  const server = {
    epoch: idOf(900),
    ledger: new Map<string, string>(),
    order: [] as string[],
    sizes: [] as number[],
    loseQuestion: false,
    loseAnswer: false,
    refuse: new Map<string, ActAnswer['refusal']>(),
    poison: null as string | null,
    turns: [] as number[],
    async push(acts: Act[], { epoch, turn }: PushSaid) {
      server.turns.push(turn.number)
      if (server.loseQuestion) throw new Refused('unavailable', '没有网络')
      if (epoch !== null && epoch !== server.epoch) return { epoch: server.epoch, answers: [] }
      server.sizes.push(acts.length)
      if (acts.some(one => one.id === server.poison)) throw new Refused('invalid', '格式不对')
      const answers = acts.map(one => server.answer(one))
      if (server.loseAnswer) throw new Refused('unavailable', '没有网络')
      return { epoch: server.epoch, answers }
    },
    answer({ id, input }: Act): ActAnswer {
      const refusal = server.refuse.get(id)
      if (refusal) return { id, outcome: 'refused', receipt: null, refusal }
      const content = JSON.stringify(input)
      const known = server.ledger.get(id)
      if (known !== undefined && known !== content)
        return { id, outcome: 'refused', receipt: null, refusal: { code: 'conflict', message: '内容不同' } }
      if (known === undefined) server.order.push(id)
      server.ledger.set(id, content)
      return { id, outcome: known ? 'again' : 'done', receipt: `R-${id}`, refusal: null }
    },
  }
  return server
}

function phone(server: ReturnType<typeof fakeServer>) {
  const clock = { now: new Date('2026-11-23T03:00:00Z') }
  const store = memoryOutbox()
  const start = (): Outbox => openOutbox({ store, send: server.push, now: () => clock.now })
  return { clock, store, start, outbox: start() }
}

const states = (store: MemoryOutbox) => [...store.acts.values()].map(kept => kept.state)

describe('sending', () => {
  test('what is done without signal waits, survives a restart and is sent once, in the order it was done', async () => {
    const server = fakeServer()
    const { outbox, start, store } = phone(server)
    server.loseQuestion = true
    for (const number of [3, 1, 2]) await outbox.keep(act(number), about)
    expect(await outbox.flush()).toMatchObject({ sent: 0, waiting: 3, stopped: { code: 'unavailable' } })
    server.loseQuestion = false
    const restarted = start()
    expect(await restarted.flush()).toMatchObject({ sent: 3, waiting: 0, stopped: null })
    expect(server.order).toEqual([idOf(3), idOf(1), idOf(2)])
    // The restart goes on counting: the push that was lost can be told from this one.
    expect(server.turns).toEqual([1, 2])
    expect([...store.acts.values()][0]?.receipt).toBe(`R-${idOf(3)}`)
  })

  test('a lost answer is asked for again and nothing is doubled', async () => {
    const server = fakeServer()
    const { outbox, store } = phone(server)
    await outbox.keep(act(1), about)
    server.loseAnswer = true
    await outbox.flush()
    expect(states(store)).toEqual(['waiting'])
    server.loseAnswer = false
    await outbox.flush({ force: true })
    expect(states(store)).toEqual(['sent'])
    expect(server.order).toHaveLength(1)
  })

  test('a week of work goes in parcels of 200', async () => {
    const server = fakeServer()
    const { outbox, store } = phone(server)
    for (let number = 0; number < 401; number += 1) await outbox.keep(act(number), about)
    await outbox.flush()
    expect(server.sizes).toEqual([200, 200, 1])
    expect(new Set(states(store))).toEqual(new Set(['sent']))
  })

  test('after a failure the pauses double up to five minutes; the button does not wait', async () => {
    const server = fakeServer()
    const { outbox, clock } = phone(server)
    await outbox.keep(act(1), about)
    server.loseQuestion = true
    const pauses: number[] = []
    for (let failure = 0; failure < 10; failure += 1) {
      await outbox.flush({ force: true })
      pauses.push((outbox.nextTryAt() - clock.now.getTime()) / 1000)
    }
    expect(pauses.slice(0, 3)).toEqual([5, 10, 20])
    expect(pauses.at(-1)).toBe(300)
    server.loseQuestion = false
    expect((await outbox.flush()).sent).toBe(0)
    clock.now = new Date(outbox.nextTryAt())
    expect((await outbox.flush()).sent).toBe(1)
    expect(outbox.nextTryAt()).toBe(0)
  })

  test('two taps at once are one parcel', async () => {
    const server = fakeServer()
    const { outbox } = phone(server)
    await outbox.keep(act(1), about)
    await Promise.all([outbox.flush(), outbox.flush({ force: true })])
    expect(server.sizes).toEqual([1])
  })

  test('one act that spoils the whole parcel is found and the others go through', async () => {
    const server = fakeServer()
    const { outbox, store } = phone(server)
    for (let number = 0; number < 9; number += 1) await outbox.keep(act(number), about)
    server.poison = idOf(4)
    await outbox.flush()
    expect(server.order).toHaveLength(8)
    expect(store.acts.get(idOf(4))).toMatchObject({ state: 'refused', refusal: { message: '格式不对' } })
  })

  test('signed out or without the post, everything waits with the reason', async () => {
    const server = fakeServer()
    const { outbox, store } = phone(server)
    await outbox.keep(act(1), about)
    server.push = async () => {
      throw new Refused('not_signed_in', '登录已过期，请重新登录。')
    }
    const broken = openOutbox({ store, send: server.push, now: () => new Date() })
    expect((await broken.flush()).stopped?.code).toBe('not_signed_in')
    expect([...store.acts.values()][0]).toMatchObject({
      state: 'waiting',
      trouble: '登录已过期，请重新登录。',
    })
  })
})

describe('refusals', () => {
  test('a refusal stays with its reason and is not sent again', async () => {
    const server = fakeServer()
    const { outbox, store } = phone(server)
    server.refuse.set(idOf(1), { code: 'not_found', message: '名单里没有这位老人' })
    await outbox.keep(act(1), about)
    await outbox.flush()
    await outbox.flush({ force: true })
    expect(server.sizes).toEqual([1])
    expect([...store.acts.values()][0]?.refusal?.message).toBe('名单里没有这位老人')
  })

  test('"not now" for one act is tried again, not shown as a refusal', async () => {
    const server = fakeServer()
    const { outbox, store } = phone(server)
    server.refuse.set(idOf(1), { code: 'unavailable', message: '系统处理这条记录时出错' })
    await outbox.keep(act(1), about)
    await outbox.keep(act(2), about)
    expect(await outbox.flush()).toMatchObject({ sent: 1, waiting: 1 })
    expect(store.acts.get(idOf(1))).toMatchObject({ state: 'waiting', trouble: '系统处理这条记录时出错' })
    server.refuse.clear()
    expect(await outbox.flush({ force: true })).toMatchObject({ sent: 1, waiting: 0 })
  })

  test('the same id with other content is a conflict and both contents are kept', async () => {
    const server = fakeServer()
    const { outbox, store } = phone(server)
    server.ledger.set(idOf(1), 'something else')
    await outbox.keep(act(1), about)
    await outbox.flush()
    expect(store.acts.get(idOf(1))).toMatchObject({ state: 'refused', refusal: { code: 'conflict' } })
    expect(server.ledger.get(idOf(1))).toBe('something else')
  })

  test('mended, it goes up as a new act and the old one is closed', async () => {
    const server = fakeServer()
    const { outbox, store } = phone(server)
    server.refuse.set(idOf(1), { code: 'invalid', message: '时间不对' })
    await outbox.keep(act(1), about)
    await outbox.flush()
    await outbox.mend(idOf(1), act(2, { mended: true }))
    await outbox.flush({ force: true })
    expect(store.acts.get(idOf(1))).toMatchObject({
      state: 'closed',
      closing: { kind: 'mended', by: idOf(2) },
    })
    expect(store.acts.get(idOf(2))).toMatchObject({ state: 'sent' })
    await expect(outbox.mend(idOf(1), act(3))).rejects.toThrow('已经处理过')
  })

  test('given up, the reason is kept', async () => {
    const server = fakeServer()
    const { outbox, store } = phone(server)
    server.refuse.set(idOf(1), { code: 'invalid', message: '重复' })
    await outbox.keep(act(1), about)
    await outbox.flush()
    await outbox.giveUp(idOf(1), '点错了人')
    expect(store.acts.get(idOf(1))).toMatchObject({
      state: 'closed',
      closing: { kind: 'givenUp', reason: '点错了人' },
    })
  })
})

describe('a restored server', () => {
  test('what it forgot is offered again under the same ids; what it still has is not doubled', async () => {
    const server = fakeServer()
    const { outbox, store } = phone(server)
    for (const number of [1, 2, 3]) await outbox.keep(act(number), about)
    await outbox.flush()
    server.epoch = idOf(901)
    server.ledger.delete(idOf(3))
    server.order = server.order.filter(id => id !== idOf(3))
    await outbox.keep(act(4), about)
    await outbox.flush()
    await outbox.flush({ force: true })
    expect(new Set(states(store))).toEqual(new Set(['sent']))
    expect([...server.ledger.keys()].sort()).toEqual([1, 2, 3, 4].map(idOf))
    expect(server.order).toEqual([1, 2, 3, 4].map(idOf))
    expect([...store.acts.values()].every(kept => kept.epoch === server.epoch)).toBe(true)
  })

  test('what follows on a forgotten act is not judged before it: all is offered again in order', async () => {
    const server = fakeServer()
    const { outbox, store } = phone(server)
    const answer = server.answer
    // The second follows on the first, as a signing out follows on a signing in.
    server.answer = one =>
      one.id === idOf(2) && !server.ledger.has(idOf(1))
        ? {
            ...{ id: one.id, outcome: 'refused' as const, receipt: null },
            refusal: { code: 'rule_broken' as const, message: '还没有签到' },
          }
        : answer(one)
    await outbox.keep(act(1), about)
    await outbox.flush()
    server.epoch = idOf(901)
    server.ledger.clear()
    await outbox.keep(act(2), about)
    expect(await outbox.flush()).toMatchObject({ sent: 2, refused: 0, waiting: 0 })
    expect(states(store)).toEqual(['sent', 'sent'])
  })

  test('a clock that was set back does not make old answers younger than a question', async () => {
    const server = fakeServer()
    const { outbox, clock, store } = phone(server)
    await outbox.keep(act(1), about)
    await outbox.flush()
    const answeredAt = clock.now.toISOString()
    expect(askingAt(new Date('2026-11-22T00:00:00Z'), await store.list())).toBe(answeredAt)
    expect(askingAt(new Date('2026-11-24T00:00:00Z'), await store.list())).toBe('2026-11-24T00:00:00.000Z')
  })

  test('the new epoch learnt from the bundle is enough, even if the phone dies right after', async () => {
    const server = fakeServer()
    const { outbox, start, store } = phone(server)
    await outbox.keep(act(1), about)
    await outbox.flush()
    server.epoch = idOf(901)
    server.ledger.clear()
    await store.writeEpoch(server.epoch)
    expect(await start().flush()).toMatchObject({ sent: 1 })
    expect(server.ledger.size).toBe(1)
  })

  test('answered acts leave after thirty days, unanswered and refused ones never', async () => {
    const server = fakeServer()
    const { outbox, clock, store } = phone(server)
    server.refuse.set(idOf(2), { code: 'invalid', message: '不对' })
    for (const number of [1, 2]) await outbox.keep(act(number), about)
    await outbox.flush()
    await outbox.keep(act(3), about)
    clock.now = new Date(clock.now.getTime() + 29 * 86_400_000)
    expect(await outbox.clearOld()).toEqual([])
    clock.now = new Date(clock.now.getTime() + 400 * 86_400_000)
    expect(await outbox.clearOld()).toEqual([idOf(1)])
    expect([...store.acts.keys()]).toEqual([idOf(2), idOf(3)])
  })
})
