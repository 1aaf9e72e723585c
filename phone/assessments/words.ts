// The words of assessments in three languages: items, steps, levels, six items of self-care, hazards of the home.
import { type AbilityLevel, abilityLevels } from '../../domain/assessments/ability.ts'
import {
  type AbilityReason,
  abilityReasons,
  type CareRisk,
  careRisks,
} from '../../domain/assessments/ability-form.ts'
import {
  type AbilityBlock,
  type AbilityCode,
  abilityBlocks,
  abilityItems,
} from '../../domain/assessments/ability-items.ts'
import { type HomePart, homeParts } from '../../domain/assessments/adaptation.ts'
import { type AnchorSet, anchorsZh } from '../../domain/assessments/anchors.ts'
import { type HomeHazard, homeHazards } from '../../domain/assessments/home-safety.ts'
import {
  type SelfCareItem,
  type SelfCareLevel,
  selfCareItems,
  selfCareLevels,
} from '../../domain/assessments/self-care.ts'
import type { Language } from '../../ui/words.ts'
import { useSpeech } from '../language.tsx'
import { assessEn } from './words-en.ts'
import { assessKo } from './words-ko.ts'

export interface AssessWords {
  blocks: Readonly<Record<AbilityBlock, string>>
  items: Readonly<Record<AbilityCode, string>>
  /** What belongs to an item; empty where its name says it. */
  notes: Readonly<Partial<Record<AbilityCode, string>>>
  /** The best step first, as in domain/assessments/anchors.ts. */
  anchors: Readonly<Record<AnchorSet, readonly string[]>>
  levels: Readonly<Record<AbilityLevel, string>>
  reasons: Readonly<Record<AbilityReason, string>>
  risks: Readonly<Record<CareRisk, string>>
  selfCare: Readonly<Record<SelfCareItem, string>>
  selfCareLevels: Readonly<Record<SelfCareLevel, string>>
  parts: Readonly<Record<HomePart, string>>
  hazards: Readonly<Record<HomeHazard, string>>
}

const assessZh: AssessWords = {
  blocks: abilityBlocks.words,
  items: Object.fromEntries(abilityItems.map(({ code, name }) => [code, name])) as AssessWords['items'],
  notes: Object.fromEntries(abilityItems.map(({ code, note }) => [code, note])),
  anchors: anchorsZh,
  levels: abilityLevels.words,
  reasons: abilityReasons.words,
  risks: careRisks.words,
  selfCare: selfCareItems.words,
  selfCareLevels: selfCareLevels.words,
  parts: homeParts.words,
  hazards: homeHazards.words,
}

export const assessWords: Readonly<Record<Language, AssessWords>> = {
  zh: assessZh,
  ko: assessKo,
  en: assessEn,
}

export function useAssessWords(): AssessWords {
  return assessWords[useSpeech().language]
}
