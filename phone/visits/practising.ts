// A visit to practise on: the real form over a work that lives in memory only. Nothing is stored, nothing is sent.
import type { BundleElder } from '../../domain/sync/bundle.ts'
import { allUnasked } from '../../domain/visits/answers.ts'
import type { Attachment } from '../attachments.ts'
import { dueList } from '../due-list.ts'
import type { Opened } from '../open-phone.ts'
import { freshlyKept } from '../outbox.ts'
import type { Work, WorkState } from '../work.ts'
import { askedFor } from './asked.ts'
import { newDraft, touched, type VisitDraft, visitFromDraft } from './draft.ts'

/** Stands in the address where an elder's or an act's id would. */
export const practiceId = 'practice'

/** Invented; with a trouble of last time, a child far away and a neighbour with the key, so that every step comes. */
export function practiceElder(name: string, today: string): BundleElder {
  return {
    ...{ id: practiceId, countyCode: '000000', householdId: practiceId, regionCode: '000000000000' },
    ...{ villageName: '', hamlet: null, address: '', name, pinyin: '', sex: 'female', bornOn: '1944-03-08' },
    ...{ spokenLanguage: 'both', groups: ['livesAlone', 'veryOld'], phone: null, contact: null, risk: 'red' },
    due: { on: today, reason: 'highRisk', everyDays: 7 },
    kin: [
      { id: practiceId, version: 1, name: '', kinship: 'son', relation: '儿子', whereabouts: 'elsewhere' },
    ],
    ...{ visitedOn: [], openTroubles: [], owed: null, notAtHomeSince: null },
    lastVisit: {
      ...{ visitedOn: today, method: 'home', result: 'met', needs: [] },
      answers: { ...allUnasked, S2: 'attention' },
    },
    lastTime: { on: today, attention: ['S2'], danger: [] },
  }
}

export function practicePhone(phone: Opened, name: string, now: () => Date, newId: () => string): Opened {
  const real = phone.work.read()
  const elder = practiceElder(name, real.today)
  let state: WorkState = {
    ...real,
    ...{ elders: dueList([elder], [], real.today, real.settings), drafts: [], attachments: [], acts: [] },
  }
  const bytes = new Map<string, Uint8Array<ArrayBuffer>>()
  const listeners = new Set<() => void>()
  const become = (change: Partial<WorkState>) => {
    state = { ...state, ...change }
    for (const listener of listeners) listener()
  }
  const draft = () => state.drafts[0] ?? null
  const change = async (_: string, part: Partial<VisitDraft>) => {
    const before = draft()
    if (before) become({ drafts: [touched(before, part, now())] })
  }
  const work: Work = {
    ...phone.work,
    read: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    draftOf: draft,
    changeDraft: change,
    async startDraft() {
      if (draft()) return
      const asked = askedFor(elder, [], state)
      become({ drafts: [newDraft(elder, { visitId: newId(), now: now(), asked })] })
    },
    async dropDraft() {
      become({ drafts: [], attachments: [] })
    },
    async attach(elderId, kind, { blob, contentType, preview = null }) {
      const id = newId()
      bytes.set(id, new Uint8Array(await blob.arrayBuffer()))
      const attachment: Attachment = {
        ...{ id, actId: null, visitId: practiceId, elderId, countyCode: '', kind, contentType, preview },
        ...{ sizeBytes: blob.size, contentHash: '', state: 'draft', receivedBytes: 0, epoch: null },
        ...{ refusal: null, sentAt: null },
      }
      become({ attachments: [...state.attachments, attachment] })
      await change(elderId, { attachmentIds: [...(draft()?.attachmentIds ?? []), id] })
    },
    async detach(elderId, id) {
      become({ attachments: state.attachments.filter(one => one.id !== id) })
      await change(elderId, { attachmentIds: (draft()?.attachmentIds ?? []).filter(one => one !== id) })
    },
    async saveVisit() {
      const done = draft()
      if (!done) throw new Error('nothing to practise')
      const input = visitFromDraft(done, now())
      become({ drafts: [], attachments: [] })
      const act = { id: practiceId, operation: 'visit.record', input, doneAt: now().toISOString() }
      return freshlyKept(act, { elderId: practiceId, label: name })
    },
    bytesOf: async id => bytes.get(id) ?? null,
  }
  return { ...phone, work, sending: { ...phone.sending, run: async () => {} } }
}
