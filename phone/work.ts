// The open phone: what is in memory between unlocking and locking, and everything the visitor can do with it.
import type { Session } from '../domain/accounts/account.ts'
import { type Day, dayOf } from '../domain/kernel/day.ts'
import { Refused } from '../domain/kernel/refusal.ts'
import type { ReportedKind } from '../domain/life-events/life-event.ts'
import type { NewcomerInput } from '../domain/newcomers/newcomer.ts'
import type { CarriedRounds } from '../domain/rounds/carried.ts'
import type { BundleElder } from '../domain/sync/bundle.ts'
import type { VisitInput } from '../domain/visits/visit.ts'
import { openAssessing } from './assessments/assessing.ts'
import type { AssessmentDraft } from './assessments/draft.ts'
import { type Attachment, type AttachmentType, clearSentAttachments, measuredBytes } from './attachments.ts'
import type { MeasuredClock } from './clock.ts'
import { correctedActs, correctionsOf } from './clock-work.ts'
import { dueList, type ElderToday, type RuleSettings } from './due-list.ts'
import { emptyTold, type SurgeToday, surgesToday, type Told, toldKey } from './duties/duties.ts'
import { type KinSaid, kinAct } from './elders/kin-said.ts'
import { directoryKey } from './newcomers/directory.ts'
import { type Directory, emptyDirectory } from './newcomers/said.ts'
import { openPicturing } from './orders/picturing.ts'
import { closedAct, freshlyKept, type KeptAct, type Outbox } from './outbox.ts'
import { withRoom } from './room.ts'
import { openRounds } from './rounds/keeping.ts'
import { emptyRounds } from './rounds/month.ts'
import type { OpenStore } from './store.ts'
import { askedFor } from './visits/asked.ts'
import { actsBeside } from './visits/beside.ts'
import {
  completeDraft,
  draftFromRefused,
  newDraft,
  touched,
  type VisitDraft,
  visitFromDraft,
} from './visits/draft.ts'

export interface WorkState {
  session: Session
  today: Day
  elders: ElderToday[]
  acts: KeptAct[]
  attachments: Attachment[]
  drafts: VisitDraft[]
  assessments: AssessmentDraft[]
  settings: RuleSettings
  pulledAt: string | null
  directory: Directory
  told: Told
  /** Emergencies that are running, with whom is still to be seen. */
  surges: SurgeToday[]
  rounds: CarriedRounds
  /** What the home of this post keeps (homes.tsx); null for a visitor. */
  carried: unknown
  clock: MeasuredClock | null
  /** What phones of today run, as the server said last. */
  newestApp: string | null
}

export type Work = Awaited<ReturnType<typeof openWork>>

interface WorkParts {
  opened: OpenStore
  outbox: Outbox
  session: Session
  newId(): string
  now(): Date
}

/** What was photographed, spoken or signed. */
export interface Kept {
  blob: Blob
  contentType: AttachmentType
  preview?: string | null
}

function emptyState(session: Session, today: Day): WorkState {
  return {
    ...{ session, today, settings: {}, pulledAt: null, directory: emptyDirectory },
    ...{ elders: [], acts: [], attachments: [], drafts: [], assessments: [], told: emptyTold, surges: [] },
    ...{ rounds: emptyRounds, carried: null, clock: null, newestApp: null },
  }
}

/** What lies in the database, but for drafts that are being worked on: those in hand are newer, looked at last. */
async function storedState(
  opened: OpenStore,
  outbox: Outbox,
  inHand: () => Pick<WorkState, 'drafts' | 'assessments'>,
  today: Day,
): Promise<Partial<WorkState>> {
  const mark = await opened.bundle.readMark()
  const acts = await outbox.list()
  const stored = {
    attachments: await opened.attachments.list(),
    drafts: (await opened.drafts()).map(completeDraft),
    assessments: await opened.assessments(),
    told: (await opened.readValue<Told>(toldKey)) ?? emptyTold,
    directory: (await opened.readValue<Directory>(directoryKey)) ?? emptyDirectory,
    clock: await opened.readValue<MeasuredClock>('clock'),
    newestApp: await opened.readValue<string>('newestApp'),
    carried: await opened.readValue<unknown>('home'),
  }
  const { drafts, assessments } = inHand()
  return {
    ...stored,
    ...(drafts.length > 0 && { drafts }),
    ...(assessments.length > 0 && { assessments }),
    today: laterDay(today, mark.today),
    settings: mark.settings,
    pulledAt: mark.pulledAt,
    rounds: mark.rounds ?? emptyRounds,
    acts: acts.sort(newestFirst),
  }
}

export async function openWork({ opened, outbox, session, newId, now }: WorkParts) {
  let carried: BundleElder[] = []
  let state = emptyState(session, dayOf(now()))
  let writing: Promise<unknown> = Promise.resolve()
  const listeners = new Set<() => void>()

  function become(change: Partial<WorkState>): void {
    const next = { ...state, ...change }
    const visits = recordedVisits(next.acts)
    const elders = dueList(carried, visits, next.today, next.settings)
    state = { ...next, elders, surges: surgesToday(next.told.surges, visits, now()) }
    for (const listener of listeners) listener()
  }

  /** Everything from the database again: after unlocking, after sending and fetching. */
  async function reload(): Promise<void> {
    carried = await opened.bundle.elders()
    become(await storedState(opened, outbox, () => state, dayOf(now())))
  }

  const makeRoom = () => clearSentAttachments({ store: opened.attachments, now }, true)

  /** One write after the other, so that the last tap is also the last thing written. */
  function inTurn<Value>(write: () => Promise<Value>): Promise<Value> {
    const roomy = () => withRoom(write, makeRoom)
    const next = writing.then(roomy, roomy)
    writing = next.catch(() => {})
    return next
  }

  function addKept(kept: KeptAct, picture?: Attachment): void {
    const attachments = picture ? [...state.attachments, picture] : state.attachments
    become({ acts: [kept, ...state.acts].sort(newestFirst), attachments })
  }

  function putDraft(draft: VisitDraft): Promise<void> {
    become({ drafts: [...state.drafts.filter(one => one.elderId !== draft.elderId), draft] })
    return inTurn(() => opened.writeDraft(draft))
  }

  function draftOf(elderId: string): VisitDraft | null {
    return state.drafts.find(draft => draft.elderId === elderId) ?? null
  }

  function changeDraft(elderId: string, change: Partial<VisitDraft>): Promise<void> {
    const draft = draftOf(elderId)
    return draft ? putDraft(touched(draft, change, now())) : Promise.resolve()
  }

  /** Photos of a refused record belong to that record and outlive the attempt to mend it. */
  async function dropDraft(elderId: string): Promise<void> {
    const own = state.attachments.filter(
      one => one.elderId === elderId && one.state === 'draft' && !one.bedId,
    )
    const ids = own.map(one => one.id)
    await inTurn(() => opened.dropDraft(elderId, ids))
    become({
      drafts: state.drafts.filter(draft => draft.elderId !== elderId),
      attachments: state.attachments.filter(one => !ids.includes(one.id)),
    })
  }

  async function attach(
    elderId: string,
    kind: Attachment['kind'],
    { blob, contentType, preview = null }: Kept,
  ): Promise<void> {
    const { bytes, ...measured } = await measuredBytes(blob)
    const draft = draftOf(elderId)
    if (!draft) return
    const attachment: Attachment = {
      ...{ id: newId(), actId: null, visitId: draft.visitId, elderId, countyCode: draft.countyCode },
      ...{ kind, contentType, preview, ...measured },
      ...{ state: 'draft' as const, receivedBytes: 0, epoch: null, refusal: null, sentAt: null },
    }
    await inTurn(() => opened.attachments.add(attachment, bytes))
    become({ attachments: [...state.attachments, attachment] })
    await changeDraft(elderId, {
      attachmentIds: [...(draftOf(elderId)?.attachmentIds ?? []), attachment.id],
    })
  }

  async function detach(elderId: string, id: string): Promise<void> {
    const draft = draftOf(elderId)
    if (!draft) return
    await changeDraft(elderId, { attachmentIds: draft.attachmentIds.filter(one => one !== id) })
    if (state.attachments.find(one => one.id === id)?.state !== 'draft') return
    await opened.attachments.remove([id])
    become({ attachments: state.attachments.filter(one => one.id !== id) })
  }

  /** Kept with the visit in one write, sent after it. */
  function keptBeside(draft: VisitDraft): KeptAct[] {
    const elder = carried.find(one => one.id === draft.elderId)
    if (!elder) return []
    const waitingChanges = (kinId: string) =>
      state.acts.filter(({ state: at, act }) => {
        return at === 'waiting' && act.operation === 'kin.change' && act.input.id === kinId
      }).length
    const said = actsBeside({ draft, elder, today: state.today, waitingChanges, newId })
    const about = { elderId: elder.id, label: elder.name }
    return said.map(one => freshlyKept({ id: newId(), ...one, doneAt: now().toISOString() }, about))
  }

  /** Durable when it returns; sending is somebody else's business. */
  async function saveVisit(elderId: string): Promise<KeptAct> {
    const draft = draftOf(elderId)
    if (!draft) throw new Refused('not_found', '这份探访已经保存过了，请返回名单查看。')
    const visit = visitFromDraft(draft, now())
    const act = { id: newId(), operation: 'visit.record', input: visit, doneAt: now().toISOString() }
    const name = carried.find(elder => elder.id === elderId)?.name ?? ''
    const kept = freshlyKept(act, { elderId, label: name })
    const mended = state.acts.find(one => one.act.id === draft.mends && one.state === 'refused')
    const changed = [
      kept,
      ...keptBeside(draft),
      ...(mended ? [closedAct(mended, { kind: 'mended', by: act.id }, now())] : []),
    ]
    const queued = state.attachments
      .filter(one => visit.attachmentIds.includes(one.id))
      .map(one => ({
        ...one,
        ...{ actId: act.id, visitId: visit.id, state: 'queued' as const, receivedBytes: 0, refusal: null },
      }))
    await inTurn(() => opened.saveVisit(changed, queued, elderId))
    const ids = new Set(changed.map(one => one.act.id))
    become({
      acts: [...changed, ...state.acts.filter(one => !ids.has(one.act.id))].sort(newestFirst),
      attachments: state.attachments.map(one => queued.find(({ id }) => id === one.id) ?? one),
      drafts: state.drafts.filter(one => one.elderId !== elderId),
    })
    return kept
  }

  /** Every act the measured clock explains, each with its photos or not at all. */
  async function correctTimes(): Promise<void> {
    for (const correction of correctionsOf(state.acts, state.clock)) {
      const { acts, queued } = correctedActs(correction, state.attachments, { id: newId(), now: now() })
      await inTurn(() => opened.saveVisit(acts, queued, null))
    }
    await reload()
  }

  /** What the visitor learnt about the family; null where nothing was new. */
  async function keepKin(elderId: string, said: KinSaid): Promise<KeptAct | null> {
    const elder = carried.find(one => one.id === elderId)
    if (!elder) throw new Refused('not_found', '这位老人已不在您的名单里，请打电话告诉乡镇。')
    const { countyCode, name } = elder
    const known = kinAct(said, { countyCode, elderId, id: newId(), today: state.today })
    if (known === null) return null
    const act = { id: newId(), ...known, doneAt: now().toISOString() }
    const kept = await inTurn(() => outbox.keep(act, { elderId, label: name }))
    become({ acts: [kept, ...state.acts].sort(newestFirst) })
    return kept
  }

  const assessing = openAssessing({
    ...{ opened, become, inTurn, newId, now },
    read: () => state,
    elderOf: elderId => carried.find(elder => elder.id === elderId),
  })

  const rounds = openRounds({
    ...{ outbox, inTurn, newId, now },
    today: () => state.today,
    elderOf: elderId => carried.find(elder => elder.id === elderId),
    countyCode: () => session.post.regionCode.slice(0, 6),
    add: addKept,
  })

  const picturing = openPicturing({ opened, inTurn, newId, now, add: addKept, read: () => state, become })

  /** What has happened to an elder, for the office to look into; kept like a visit until it is answered. */
  async function report(
    elderId: string,
    said: { kind: ReportedKind; happenedOn: Day; note: string | null },
  ): Promise<KeptAct> {
    const elder = carried.find(one => one.id === elderId)
    if (!elder) throw new Refused('not_found', '这位老人已不在您的名单里，请打电话告诉乡镇。')
    const at = now().toISOString()
    const { countyCode, name } = elder
    const input = { countyCode, id: newId(), elderId, ...said, reportedAt: at }
    const act = { id: newId(), operation: 'lifeEvent.report', input, doneAt: at }
    const kept = await inTurn(() => outbox.keep(act, { elderId, label: name }))
    become({ acts: [kept, ...state.acts].sort(newestFirst) })
    return kept
  }

  /** Somebody who is on no list; refuses while the least is missing. */
  async function keepNewcomer(
    report: (parts: { id: string; metAt: string }) => NewcomerInput | null,
  ): Promise<KeptAct> {
    const input = report({ id: newId(), metAt: now().toISOString() })
    if (input === null) throw new Refused('invalid', '至少要填写村、姓名和性别。')
    const act = { id: newId(), operation: 'newcomer.report', input, doneAt: now().toISOString() }
    const kept = await inTurn(() => outbox.keep(act, { elderId: null, label: input.name }))
    become({ acts: [kept, ...state.acts].sort(newestFirst) })
    return kept
  }

  /** Whatever the home of this post does; durable when it returns, sent when there is a line. */
  async function keepAct(
    operation: string,
    input: Record<string, unknown>,
    about: KeptAct['about'],
  ): Promise<KeptAct> {
    const act = { id: newId(), operation, input, doneAt: now().toISOString() }
    const kept = await inTurn(() => outbox.keep(act, about))
    become({ acts: [kept, ...state.acts].sort(newestFirst) })
    return kept
  }

  /** What was fetched of emergencies and notices: on the screen at once, and still there without signal. */
  async function keepTold(told: Told): Promise<void> {
    become({ told })
    await opened.writeValue(toldKey, told)
  }

  /** Opens a refused visit as a form again; refuses while another form of the same elder is open. */
  async function mend(actId: string, busySentence: string): Promise<string> {
    const refused = state.acts.find(one => one.act.id === actId && one.state === 'refused')
    if (!refused) throw new Refused('not_found', '这条记录已经处理过了，请返回列表查看。')
    const visit = refused.act.input as VisitInput
    const other = draftOf(visit.elderId)
    if (other && other.mends !== actId) throw new Refused('conflict', busySentence)
    if (!other) await putDraft(draftFromRefused(visit, actId, { visitId: newId(), now: now() }))
    return visit.elderId
  }

  return {
    ...{ keepAct, keepTold, keepNewcomer, keepKin, report, reload, correctTimes },
    ...{ draftOf, changeDraft, putDraft, dropDraft, attach, detach, saveVisit, mend },
    ...{ ...assessing, ...rounds, ...picturing },
    read: () => state,
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async startDraft(elderId: string): Promise<void> {
      const elder = carried.find(one => one.id === elderId)
      if (!elder || draftOf(elderId)) return
      const asked = askedFor(elder, recordedVisits(state.acts), state)
      await putDraft(newDraft(elder, { visitId: newId(), now: now(), asked }))
    },
    async giveUp(actId: string, reason: string): Promise<void> {
      await outbox.giveUp(actId, reason)
      const orphans = state.attachments.filter(one => one.actId === actId).map(one => one.id)
      await opened.attachments.remove(orphans)
      await reload()
    },
    bytesOf: (id: string) => opened.attachments.bytesOf(id),
    /** Resolves when every tap so far is on disk. */
    settled: () => writing,
  }
}

/** Refused and abandoned records do not count as seen: the elder stays on the list. */
function recordedVisits(acts: readonly KeptAct[]): VisitInput[] {
  return acts
    .filter(kept => kept.act.operation === 'visit.record')
    .filter(kept => kept.state === 'waiting' || kept.state === 'sent')
    .map(kept => kept.act.input as VisitInput)
}

function newestFirst(one: KeptAct, other: KeptAct): number {
  return one.act.doneAt < other.act.doneAt ? 1 : one.act.doneAt > other.act.doneAt ? -1 : 0
}

function laterDay(one: Day, other: Day | null): Day {
  return other !== null && other > one ? other : one
}
