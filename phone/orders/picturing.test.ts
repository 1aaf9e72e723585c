// Pictures of a visit to a bed: they wait sealed until she leaves, and go with the step that names them.
import { beforeEach, describe, expect, test } from 'vitest'
import type { BedStepInput } from '../../domain/home-care/bed-step.ts'
import type { Attachment } from '../attachments.ts'
import type { KeptAct } from '../outbox.ts'
import { openPicturing } from './picturing.ts'

let shown: Attachment[]
let stored: Map<string, Attachment>
let acts: KeptAct[]
let count: number
const remove = async (ids: readonly string[]) => {
  for (const id of ids) stored.delete(id)
}
const opened = {
  attachments: { add: async (one: Attachment) => void stored.set(one.id, one), remove },
  saveVisit: async (_: readonly KeptAct[], queued: readonly Attachment[]) => {
    for (const one of queued) stored.set(one.id, one)
  },
} as object as Parameters<typeof openPicturing>[0]['opened']

const picturing = openPicturing({
  opened,
  inTurn: write => write(),
  newId: () => `id-${++count}`,
  now: () => new Date('2026-11-23T02:00:00Z'),
  add: kept => void acts.push(kept),
  read: () => ({ attachments: shown }),
  become: ({ attachments }) => {
    shown = attachments
  },
})

beforeEach(() => {
  shown = []
  stored = new Map()
  acts = []
  count = 0
})

const take = (visitId: string) =>
  picturing.keepBedPicture(
    { countyCode: '222402', elderId: 'elder-1', bedId: 'bed-1', visitId },
    { blob: new Blob(['picture']), contentType: 'image/jpeg' },
  )
const leave = (tasks: BedStepInput['tasks']) =>
  picturing.leaveBed(
    {
      ...{ countyCode: '222402', bedId: 'bed-1', visitId: 'visit-1', kind: 'leave', place: null, tasks },
      ...{ happenedAt: '2026-11-23T02:00:00Z', found: null, vitals: null, photoIds: [] },
    },
    { elderId: 'elder-1', label: '甲' },
  )
const states = () => [...stored.values()].map(({ id, state, actId }) => ({ id, state, actId }))

describe('pictures of a visit to a bed', () => {
  test('wait as drafts, and are queued behind the step that names them', async () => {
    await take('visit-1')
    await take('visit-1')
    await picturing.dropBedPicture('id-2')
    expect(states()).toEqual([{ id: 'id-1', state: 'draft', actId: null }])
    await leave(['turningOver'])
    expect(acts[0]?.act).toMatchObject({ operation: 'homeBed.step', input: { photoIds: ['id-1'] } })
    expect(states()).toEqual([{ id: 'id-1', state: 'queued', actId: acts[0]?.act.id }])
    expect(shown).toEqual([...stored.values()])
  })

  test('of somebody bathing go nowhere and do not stay', async () => {
    await take('visit-1')
    await leave(['bath'])
    expect(acts[0]?.act.input).toMatchObject({ photoIds: [] })
    expect(stored.size).toBe(0)
    expect(shown).toEqual([])
  })

  test('of a visit that was never ended go when the next one is pictured', async () => {
    await take('forgotten')
    await take('visit-1')
    expect(states()).toEqual([{ id: 'id-2', state: 'draft', actId: null }])
    expect(shown.map(({ id }) => id)).toEqual(['id-2'])
  })
})
