// The draft of an assessment at the desk: every change is kept in the tab's own memory until it is submitted.
import { useState } from 'react'
import type { Sent } from '../../domain/api.ts'
import { AbilityForm, type AbilityReason } from '../../domain/assessments/ability-form.ts'
import type { PartialScores } from '../../domain/assessments/ability-items.ts'
import { type Day, dayOf } from '../../domain/kernel/day.ts'
import { newId } from '../../ui/client.ts'

export interface AbilityDraft {
  /** Chosen once, so that submitting again after a lost answer stores nothing twice. */
  id: string
  step: number
  assessedOn: Day
  reason: AbilityReason
  scores: PartialScores
  form: AbilityForm
}

/** Never on disk: it holds diagnoses. Signing out empties the tab's memory (console/asking.ts). */
const draftKey = (elderId: string) => `wanqing.console.ability.${elderId}`

export function hasAbilityDraft(elderId: string): boolean {
  return sessionStorage.getItem(draftKey(elderId)) !== null
}

function freshDraft(reason: AbilityReason): AbilityDraft {
  return {
    ...{ id: newId(), step: 0, assessedOn: dayOf(new Date()), reason, scores: {} },
    form: AbilityForm.parse({}),
  }
}

function readDraft(elderId: string, reason: AbilityReason): AbilityDraft {
  try {
    const kept = JSON.parse(sessionStorage.getItem(draftKey(elderId)) ?? '') as AbilityDraft
    return { ...kept, form: AbilityForm.parse(kept.form) }
  } catch {
    return freshDraft(reason)
  }
}

export function useAbilityDraft(elderId: string, reason: AbilityReason) {
  const [draft, setDraft] = useState(() => readDraft(elderId, reason))
  const keep = (next: AbilityDraft) => {
    sessionStorage.setItem(draftKey(elderId), JSON.stringify(next))
    setDraft(next)
  }
  return {
    draft,
    change: (part: Partial<AbilityDraft>) => keep({ ...draft, ...part }),
    changeForm: (part: Partial<AbilityForm>) => keep({ ...draft, form: { ...draft.form, ...part } }),
    forget: () => {
      sessionStorage.removeItem(draftKey(elderId))
      setDraft(freshDraft(reason))
    },
  }
}

export type DraftParts = ReturnType<typeof useAbilityDraft>

export function inputFrom(
  draft: AbilityDraft,
  elder: { countyCode: string; id: string },
): Sent<'ability.record'> {
  return {
    ...{ countyCode: elder.countyCode, id: draft.id, elderId: elder.id },
    ...{ assessedOn: draft.assessedOn, reason: draft.reason },
    scores: draft.scores as Sent<'ability.record'>['scores'],
    form: draft.form,
  }
}
