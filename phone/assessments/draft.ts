// What an assessment on the phone is before it is saved: resumable at any item, one for each kind and elder.
import { AbilityForm, type AbilityReason } from '../../domain/assessments/ability-form.ts'
import {
  type AbilityCode,
  abilityCodes,
  type PartialScores,
  type Scores,
} from '../../domain/assessments/ability-items.ts'
import { homeParts } from '../../domain/assessments/adaptation.ts'
import type { AbilityInput, HomeCheckInput, SelfCareInput } from '../../domain/assessments/api.ts'
import { type HomeHazard, homeHazards } from '../../domain/assessments/home-safety.ts'
import { type SelfCareItem, selfCareItems } from '../../domain/assessments/self-care.ts'
import { type Day, dayOf } from '../../domain/kernel/day.ts'
import { Refused } from '../../domain/kernel/refusal.ts'

export const assessmentKinds = ['ability', 'selfCare', 'homeSafety'] as const
export type AssessmentKind = (typeof assessmentKinds)[number]

interface OfElder {
  /** The record's own id, chosen when the form was begun. */
  id: string
  elderId: string
  countyCode: string
  begunOn: Day
  /** Which item, room or last step is on the screen. */
  at: number
  /** The refused act this form mends. */
  mends: string | null
}

export interface AbilityDraft extends OfElder {
  kind: 'ability'
  reason: AbilityReason
  scores: PartialScores
  form: AbilityForm
}
export interface SelfCareDraft extends OfElder {
  kind: 'selfCare'
  able: Partial<Record<SelfCareItem, boolean>>
}
export interface HomeDraft extends OfElder {
  kind: 'homeSafety'
  hazards: HomeHazard[]
  note: string
}
export type AssessmentDraft = AbilityDraft | SelfCareDraft | HomeDraft

/** Items or rooms before the last step. */
export const lastStep: Readonly<Record<AssessmentKind, number>> = {
  ability: abilityCodes.length,
  selfCare: selfCareItems.keys.length,
  homeSafety: homeParts.keys.length,
}

export function newAssessment(
  kind: AssessmentKind,
  elder: { id: string; countyCode: string },
  { id, now }: { id: string; now: Date },
): AssessmentDraft {
  const begun: OfElder = {
    ...{ id, elderId: elder.id, countyCode: elder.countyCode, begunOn: dayOf(now), at: 0, mends: null },
  }
  if (kind === 'ability')
    return { ...begun, kind, reason: 'routine', scores: {}, form: AbilityForm.parse({}) }
  if (kind === 'selfCare') return { ...begun, kind, able: {} }
  return { ...begun, kind, hazards: [], note: '' }
}

/** A score given goes on to the next item; given again after going back, it stays there until she goes on. */
export function withScore(draft: AbilityDraft, code: AbilityCode, score: number): AbilityDraft {
  const isNew = draft.scores[code] === undefined
  return {
    ...draft,
    scores: { ...draft.scores, [code]: score },
    at: isNew ? abilityCodes.indexOf(code) + 1 : draft.at,
  }
}

export function withAble(draft: SelfCareDraft, item: SelfCareItem, able: boolean): SelfCareDraft {
  const isNew = draft.able[item] === undefined
  return {
    ...draft,
    able: { ...draft.able, [item]: able },
    at: isNew ? selfCareItems.keys.indexOf(item) + 1 : draft.at,
  }
}

export function withHazard(draft: HomeDraft, hazard: HomeHazard, seen: boolean): HomeDraft {
  return {
    ...draft,
    hazards: homeHazards.keys.filter(one => (one === hazard ? seen : draft.hazards.includes(one))),
  }
}

/** The first item without an answer; null when the form can be saved. */
export function firstMissing(draft: AssessmentDraft): number | null {
  if (draft.kind === 'homeSafety') return null
  const at =
    draft.kind === 'ability'
      ? abilityCodes.findIndex(code => draft.scores[code] === undefined)
      : selfCareItems.keys.findIndex(item => draft.able[item] === undefined)
  return at === -1 ? null : at
}

export function isComplete(draft: AbilityDraft): draft is AbilityDraft & { scores: Scores } {
  return firstMissing(draft) === null
}

export type AssessmentAct =
  | { operation: 'ability.record'; input: AbilityInput }
  | { operation: 'selfCare.record'; input: SelfCareInput }
  | { operation: 'homeSafety.record'; input: HomeCheckInput }

/** Dated by the day it was begun: a form finished after midnight is of the visit's day. */
export function actFrom(draft: AssessmentDraft): AssessmentAct {
  const { id, countyCode, elderId, begunOn } = draft
  const key = { countyCode, id, elderId }
  if (firstMissing(draft) !== null) throw new Refused('invalid', '还有没填的项目，请补上后保存。')
  switch (draft.kind) {
    case 'ability':
      return {
        operation: 'ability.record',
        input: {
          ...{ ...key, assessedOn: begunOn, reason: draft.reason, form: draft.form },
          scores: draft.scores as Scores,
        },
      }
    case 'selfCare': {
      const notMet = selfCareItems.keys.filter(item => draft.able[item] === false)
      return {
        operation: 'selfCare.record',
        input: { ...key, assessedOn: begunOn, reason: 'yearlyCheck', notMet, note: null },
      }
    }
    case 'homeSafety': {
      const { hazards, note } = draft
      return {
        operation: 'homeSafety.record',
        input: { ...key, checkedOn: begunOn, hazards, note: note.trim() || null },
      }
    }
  }
}

const kindOf: Readonly<Record<string, AssessmentKind>> = {
  'ability.record': 'ability',
  'selfCare.record': 'selfCare',
  'homeSafety.record': 'homeSafety',
}

export function kindOfOperation(operation: string): AssessmentKind | null {
  return kindOf[operation] ?? null
}

/** A record sent back becomes a form again, under a new id: what was refused stays as it was. */
export function assessmentFromRefused(
  act: { operation: string; input: unknown; id: string },
  { id }: { id: string },
): AssessmentDraft {
  const said = act as AssessmentAct
  const { elderId, countyCode } = said.input
  const begun = { id, elderId, countyCode, mends: act.id }
  switch (said.operation) {
    case 'ability.record': {
      const { scores, form, assessedOn, reason } = said.input
      return { ...begun, kind: 'ability', reason, begunOn: assessedOn, at: lastStep.ability, scores, form }
    }
    case 'selfCare.record': {
      const { notMet, assessedOn } = said.input
      const able = Object.fromEntries(selfCareItems.keys.map(item => [item, !notMet.includes(item)]))
      return { ...begun, kind: 'selfCare', begunOn: assessedOn, at: lastStep.selfCare, able }
    }
    case 'homeSafety.record': {
      const { hazards, note, checkedOn } = said.input
      const at = lastStep.homeSafety
      return { ...begun, kind: 'homeSafety', begunOn: checkedOn, at, hazards, note: note ?? '' }
    }
  }
}
