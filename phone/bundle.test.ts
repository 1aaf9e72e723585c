// The bundle comes down by fingerprint and replaces only what changed.
import { expect, test } from 'vitest'
import type { Output } from '../domain/api.ts'
import {
  type BundleMark,
  type BundlePart,
  type BundleStore,
  emptyBundleMark,
  refreshBundle,
} from './bundle.ts'
import { sampleElder } from './sample.ts'

function memoryBundle() {
  const parts = new Map<string, BundlePart>()
  let mark: BundleMark = emptyBundleMark
  const store: BundleStore = {
    readMark: async () => mark,
    fingerprints: async () =>
      Object.fromEntries([...parts].map(([id, { fingerprint }]) => [id, fingerprint])),
    apply: async (changed, gone, next) => {
      for (const part of changed) parts.set(part.elder.id, part)
      for (const id of gone) parts.delete(id)
      mark = next
    },
  }
  return { store, parts, mark: () => mark }
}

const answer = (change: Partial<Output<'sync.pull'>>): Output<'sync.pull'> => ({
  epoch: '01936000-0000-7000-8000-000000000e01',
  today: '2026-11-23',
  now: '2026-11-23T03:00:00.000Z',
  newestApp: '0.1.0',
  fingerprint: 'all-1',
  unchanged: false,
  parts: [],
  gone: [],
  settings: { 'visit.daysRed': 7 },
  ...change,
})
const now = () => new Date('2026-11-23T03:00:00Z')

test('first everything, then only the fingerprint goes up and nothing is lost', async () => {
  const { store, parts, mark } = memoryBundle()
  const asked: unknown[] = []
  const first = await refreshBundle({
    store,
    now,
    pull: async input => {
      asked.push(input)
      return answer({ parts: [{ fingerprint: 'f1', elder: sampleElder }] })
    },
  })
  expect(first).toMatchObject({ changed: true, clockDaysOff: 0 })
  await refreshBundle({
    store,
    now,
    pull: async input => {
      asked.push(input)
      return answer({ unchanged: true, settings: {} })
    },
  })
  expect(asked).toEqual([
    { fingerprint: null, parts: {} },
    { fingerprint: 'all-1', parts: { [sampleElder.id]: 'f1' } },
  ])
  expect(parts.size).toBe(1)
  expect(mark().settings).toEqual({ 'visit.daysRed': 7 })
})

test('an elder who moved away leaves; a phone whose clock is wrong is told by how many days', async () => {
  const { store, parts } = memoryBundle()
  await refreshBundle({
    store,
    now,
    pull: async () => answer({ parts: [{ fingerprint: 'f', elder: sampleElder }] }),
  })
  const said = await refreshBundle({
    store,
    now: () => new Date('2026-11-20T03:00:00Z'),
    pull: async () => answer({ gone: [sampleElder.id] }),
  })
  expect(parts.size).toBe(0)
  expect(said.clockDaysOff).toBe(-3)
})

test('a mark whose elders are missing is not believed', async () => {
  const { store } = memoryBundle()
  await store.apply([], [], { ...emptyBundleMark, fingerprint: 'all-1' })
  let sent: string | null | undefined
  await refreshBundle({
    store,
    now,
    pull: async input => {
      sent = input.fingerprint
      return answer({})
    },
  })
  expect(sent).toBeNull()
})
