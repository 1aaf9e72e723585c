// A visit being filled in: kept after every tap, turned into the act that is sent when it is saved.
import { dayOf } from '../../domain/kernel/day.ts'
import {
  type AnswerLevel,
  type Answers,
  allUnasked,
  dangerFields,
  fieldsOfBlock,
  type VisitBlock,
  type VisitField,
  type VisitNeed,
  visitBlocks,
  visitFields,
} from '../../domain/visits/answers.ts'
import type { FollowUp, FollowUpOutcome, Question } from '../../domain/visits/follow-up.ts'
import { levelAfter } from '../../domain/visits/follow-up.ts'
import type { DoorSign, NotReachedReason, RefusedReason, Teller } from '../../domain/visits/not-met.ts'
import { answersOf } from '../../domain/visits/rules.ts'
import { type SeasonalQuestion, type SeasonalSaid, seasonalMeanings } from '../../domain/visits/season.ts'
import type { KinContact } from '../../domain/visits/supporters.ts'
import type { VisitInput, VisitMethod, VisitResult } from '../../domain/visits/visit.ts'

export interface VisitDraft {
  visitId: string
  elderId: string
  countyCode: string
  method: VisitMethod | null
  result: VisitResult | null
  notReachedReason: NotReachedReason | null
  refusedReason: RefusedReason | null
  toldBy: Teller | null
  doorSigns: DoorSign[]
  /** The elder said that nobody need come again, before this witness; null where she did not. */
  standingRefusal: { witness: string } | null
  /** She has read whom to call at a door that stays shut with signs of trouble. */
  alarmAdvised: boolean
  /** What was wrong last time, as known when the form was opened. */
  questions: Question[]
  followUps: FollowUp[]
  season: SeasonalQuestion[]
  seasonal: SeasonalSaid[]
  kinContacts: KinContact[]
  /** One go through a home with several elders. */
  householdVisitId: string | null
  /** The house as found at the elder visited just before; null where it is to be looked at. */
  houseSeen: HouseSeen | null
  startedAt: string
  /** The last tap on the day of the visit: the end of it, if she comes back to the form a day later. */
  touchedAt: string
  place: VisitInput['place']
  answers: Answers
  needs: VisitNeed[]
  note: string
  attachmentIds: string[]
  /** The code of the card at the door, once it is whole and right. Drafts of older versions have none. */
  doorCode?: string | null
  step: number
  /** Fields whose emergency advice she has read. */
  advised: VisitField[]
  /** The refused act this one mends. */
  mends: string | null
}

export interface HouseSeen {
  name: string
  answers: Answers
  seasonal: SeasonalSaid[]
  /** The visitor has said that it is the same, or that she looks again; null while she has not. */
  confirmed: 'same' | 'again' | null
}

const nothingMore = {
  refusedReason: null,
  toldBy: null,
  doorSigns: [],
  standingRefusal: null,
  alarmAdvised: false,
  questions: [],
  followUps: [],
  season: [],
  seasonal: [],
  kinContacts: [],
  householdVisitId: null,
  houseSeen: null,
} satisfies Partial<VisitDraft>

/** A form begun in an older version of the app goes on in this one. */
export function completeDraft(draft: VisitDraft): VisitDraft {
  return { ...nothingMore, ...draft }
}

/** Answers that mean a life may be at stake now: help is called before the form goes on (domain.md §1.5). */
export const emergencyNumbers: Partial<Record<VisitField, readonly string[]>> = {
  H1: ['120'],
  H3: ['120'],
  H5: ['120'],
  M4: ['110', '120'],
  S2: ['119', '120'],
}

export function newDraft(
  elder: { id: string; countyCode: string },
  { visitId, now, asked }: { visitId: string; now: Date; asked?: Pick<VisitDraft, 'questions' | 'season'> },
): VisitDraft {
  return {
    ...nothingMore,
    ...asked,
    visitId,
    elderId: elder.id,
    countyCode: elder.countyCode,
    method: null,
    result: null,
    notReachedReason: null,
    startedAt: now.toISOString(),
    touchedAt: now.toISOString(),
    place: null,
    answers: allUnasked,
    needs: [],
    note: '',
    attachmentIds: [],
    step: 0,
    advised: [],
    mends: null,
  }
}

/** A change by hand; the end moves on only within the day the visit began. */
export function touched(draft: VisitDraft, change: Partial<VisitDraft>, now: Date): VisitDraft {
  const sameDay = dayOf(now) === dayOf(new Date(draft.startedAt))
  const later = now.toISOString() > draft.touchedAt
  return { ...draft, ...change, ...(sameDay && later && { touchedAt: now.toISOString() }) }
}

export function isFromEarlierDay(draft: VisitDraft, now: Date): boolean {
  return dayOf(now) !== dayOf(new Date(draft.startedAt))
}

/** Fields that one tap may call fine; the others must be looked at one by one. */
export function plainFieldsOf(block: VisitBlock): VisitField[] {
  return fieldsOfBlock[block].filter(field => !isDangerField(field))
}

export function dangerFieldsOf(block: VisitBlock): VisitField[] {
  return fieldsOfBlock[block].filter(isDangerField)
}

function isDangerField(field: VisitField): boolean {
  return dangerFields.some(one => one === field)
}

/** The one tap: fields already marked as a worry keep their mark. */
export function withBlockFine(answers: Answers, block: VisitBlock): Answers {
  const fine = plainFieldsOf(block).filter(field => answers[field] === 'notAsked')
  return { ...answers, ...Object.fromEntries(fine.map(field => [field, 'ok' as AnswerLevel])) }
}

export function isBlockFine(answers: Answers, block: VisitBlock): boolean {
  return plainFieldsOf(block).every(field => answers[field] === 'ok')
}

/** What may not be left out of a block when the visitor stands before the elder. */
export function missingIn(draft: VisitDraft, block: VisitBlock): VisitField[] {
  if (draft.method !== 'home') return []
  return dangerFieldsOf(block).filter(field => draft.answers[field] === 'notAsked')
}

export function unaskedCount(answers: Answers): number {
  return Object.values(answers).filter(level => level === 'notAsked').length
}

export type FormStep = 'how' | 'last' | 'house' | VisitBlock | 'finish'

export function isBlock(step: FormStep): step is VisitBlock {
  return visitBlocks.keys.some(block => block === step)
}

/** Nobody met: nothing to ask, straight to the end. */
export function stepsOf(draft: VisitDraft): FormStep[] {
  if (draft.result !== 'met' && draft.result !== null) return ['how', 'finish']
  return [
    'how',
    ...(draft.questions.length > 0 ? (['last'] as const) : []),
    ...(draft.houseSeen ? (['house'] as const) : []),
    ...visitBlocks.keys,
    'finish',
  ]
}

export function isHowComplete(draft: VisitDraft): boolean {
  if (draft.method === null || draft.result === null) return false
  if (draft.result === 'refused') return draft.refusedReason !== null && isWitnessed(draft)
  return draft.result !== 'notReached' || draft.notReachedReason !== null
}

function isWitnessed({ standingRefusal }: VisitDraft): boolean {
  return standingRefusal === null || standingRefusal.witness.trim() !== ''
}

export function outcomeOf(draft: VisitDraft, question: Question): FollowUpOutcome | null {
  return (
    draft.followUps.find(one => one.field === question.field && one.caseId === question.caseId)?.outcome ??
    null
  )
}

/** What was said of last time's trouble answers its field too; said once more, it is taken back with it. */
export function withOutcome(
  draft: VisitDraft,
  question: Question,
  outcome: FollowUpOutcome,
): Pick<VisitDraft, 'followUps' | 'answers'> {
  const { field, caseId } = question
  const isTakenBack = outcomeOf(draft, question) === outcome
  const others = draft.followUps.filter(one => one.field !== field || one.caseId !== caseId)
  const followUps = isTakenBack ? others : [...others, { field, caseId, outcome }]
  const level = isTakenBack ? null : levelAfter(outcome, question.level)
  if (field === null) return { followUps, answers: draft.answers }
  return { followUps, answers: { ...draft.answers, [field]: level ?? 'notAsked' } }
}

export function isStepComplete(draft: VisitDraft, step: FormStep): boolean {
  if (step === 'how') return isHowComplete(draft)
  if (step === 'last') return draft.questions.every(question => outcomeOf(draft, question) !== null)
  if (step === 'house') return draft.houseSeen?.confirmed !== null
  return step === 'finish' || missingIn(draft, step).length === 0
}

/** Steps that still miss something the server would refuse. */
export function openSteps(draft: VisitDraft): FormStep[] {
  return stepsOf(draft).filter(step => !isStepComplete(draft, step))
}

/** The 24 answers with the season's worries weighed in: what the server will make of them. */
export function heardIn(draft: Pick<VisitDraft, 'answers' | 'seasonal'>): Answers {
  return answersOf(draft)
}

export function emergencyFieldsIn(answers: Answers): VisitField[] {
  return visitFields.keys.filter(field => answers[field] === 'danger' && field in emergencyNumbers)
}

/** "Not a danger after all": wherever it was said, in the field, of last time or of the season. */
export function withoutDanger(draft: VisitDraft, field: VisitField): Partial<VisitDraft> {
  return {
    answers: { ...draft.answers, [field]: 'notAsked' },
    seasonal: draft.seasonal.filter(({ answer }) => seasonalMeanings[answer].field !== field),
    followUps: draft.followUps.filter(one => one.field !== field),
  }
}

/** The act's content; answers of a visit where nobody was met are dropped, whatever was tapped before. */
export function visitFromDraft(draft: VisitDraft, now: Date): VisitInput {
  const { visitId, elderId, countyCode, method, result } = draft
  if (method === null || result === null) throw new Error('a visit is saved only when its form is complete')
  const met = result === 'met'
  return {
    id: visitId,
    elderId,
    countyCode,
    method,
    result,
    notReachedReason: result === 'notReached' ? draft.notReachedReason : null,
    refusedReason: result === 'refused' ? draft.refusedReason : null,
    toldBy: result === 'notReached' ? draft.toldBy : null,
    doorSigns: result === 'notReached' ? draft.doorSigns : [],
    startedAt: draft.startedAt,
    endedAt: endOf(draft, now),
    place: draft.place,
    answers: met ? draft.answers : allUnasked,
    needs: met ? draft.needs : [],
    note: draft.note.trim() === '' ? null : draft.note.trim(),
    followUps: met ? draft.followUps : [],
    seasonal: met ? draft.seasonal : [],
    kinContacts: met ? draft.kinContacts : [],
    householdVisitId: draft.householdVisitId,
    attachmentIds: draft.attachmentIds,
    ...(draft.doorCode && draft.method === 'home' && { doorCode: draft.doorCode }),
  }
}

/** A form finished later (next day, after a refusal) ends when the visit did and not when it is saved. */
function endOf(draft: VisitDraft, now: Date): string {
  const isLater = draft.mends !== null || isFromEarlierDay(draft, now)
  return isLater || draft.touchedAt > now.toISOString() ? draft.touchedAt : now.toISOString()
}

/** A visit refused for its time: the visitor says when it began, its length stays. */
export function withStart(draft: VisitDraft, startedAt: Date): VisitDraft {
  const lengthMs = Math.max(0, Date.parse(draft.touchedAt) - Date.parse(draft.startedAt))
  const endedAt = new Date(startedAt.getTime() + Math.min(lengthMs, 12 * 3_600_000))
  return { ...draft, startedAt: startedAt.toISOString(), touchedAt: endedAt.toISOString() }
}

/** To mend what was refused: the same answers under a new id, since the old id may be taken. */
export function draftFromRefused(
  visit: VisitInput,
  actId: string,
  { visitId, now }: { visitId: string; now: Date },
): VisitDraft {
  return {
    ...newDraft({ id: visit.elderId, countyCode: visit.countyCode }, { visitId, now }),
    method: visit.method,
    result: visit.result,
    notReachedReason: visit.notReachedReason ?? null,
    refusedReason: visit.refusedReason ?? null,
    toldBy: visit.toldBy ?? null,
    doorSigns: visit.doorSigns ?? [],
    alarmAdvised: true,
    followUps: visit.followUps ?? [],
    season: (visit.seasonal ?? []).map(({ question }) => question),
    seasonal: visit.seasonal ?? [],
    kinContacts: visit.kinContacts ?? [],
    householdVisitId: visit.householdVisitId ?? null,
    startedAt: visit.startedAt,
    touchedAt: visit.endedAt,
    place: visit.place ?? null,
    answers: visit.answers,
    needs: visit.needs ?? [],
    note: visit.note ?? '',
    attachmentIds: visit.attachmentIds ?? [],
    doorCode: visit.doorCode ?? null,
    advised: emergencyFieldsIn(answersOf({ answers: visit.answers, seasonal: visit.seasonal ?? [] })),
    mends: actId,
  }
}
