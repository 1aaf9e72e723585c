// Who could be sent: ranked by distance, language, skill, load and how former orders went, each reason in words.
// Nobody is sent by this: a person chooses from the list.
import * as z from 'zod/mini'
import { type SpokenLanguage, spokenLanguages } from '../elders/elder.ts'
import { Id } from '../kernel/shapes.ts'

export interface Candidate {
  providerId: string
  providerName: string
  workerId: string | null
  workerName: string | null
  /** From the worker's home or else the provider's place; null where a place is not known. */
  km: number | null
  reachKm: number
  language: SpokenLanguage | null
  /** What the service asks for and she does not hold on the day; null for a provider without a worker. */
  missing: string | null
  /** Orders she, or the provider, has on the day already. */
  load: number
  dailyOrders: number
  /** Of the elder's own ratings, one to five. */
  rating: number | null
  ratings: number
  /** Times she has been at this elder's home. */
  timesHere: number
}

export const Suggestion = z.object({
  providerId: Id,
  providerName: z.string(),
  workerId: z.nullable(Id),
  workerName: z.nullable(z.string()),
  points: z.number(),
  /** Why she must not be sent; null where she may. */
  barred: z.nullable(z.string()),
  reasons: z.array(z.string()),
})
export type Suggestion = z.output<typeof Suggestion>

export function speaksTo(worker: SpokenLanguage, elder: SpokenLanguage): boolean {
  return worker === 'both' || elder === 'both' || worker === elder
}

/** The most fitting first; whoever must not be sent last, with why. */
export function suggest(candidates: readonly Candidate[], elderSpeaks: SpokenLanguage): Suggestion[] {
  return candidates
    .map(candidate => suggestionOf(candidate, elderSpeaks))
    .sort(
      (one, other) =>
        Number(one.barred !== null) - Number(other.barred !== null) ||
        other.points - one.points ||
        (one.workerName ?? one.providerName).localeCompare(other.workerName ?? other.providerName),
    )
}

function suggestionOf(candidate: Candidate, elderSpeaks: SpokenLanguage): Suggestion {
  const { providerId, providerName, workerId, workerName } = candidate
  const said = [
    ...distanceReasons(candidate),
    ...languageReasons(candidate, elderSpeaks),
    ...loadReasons(candidate),
    ...pastReasons(candidate),
  ]
  return {
    ...{ providerId, providerName, workerId, workerName },
    points: said.reduce((sum, [points]) => sum + points, 0),
    barred: whyBarred(candidate),
    reasons: said.map(([, reason]) => reason),
  }
}

function whyBarred({ missing, load, dailyOrders, km, reachKm }: Candidate): string | null {
  if (missing !== null && missing !== '') return missing
  if (load >= dailyOrders) return `当天已有 ${load} 单，排满了`
  if (km !== null && km > reachKm) return `离老年人家约 ${km.toFixed(0)} 公里，超出服务范围 ${reachKm} 公里`
  return null
}

/** A kilometre is a point: in a county of forty kilometres the near ones stand well before the far ones. */
function distanceReasons({ km }: Candidate): [number, string][] {
  if (km === null) return [[0, '距离不明']]
  return [[40 - Math.min(40, Math.round(km)), `约 ${km < 1 ? '1' : km.toFixed(0)} 公里`]]
}

function languageReasons({ language }: Candidate, elderSpeaks: SpokenLanguage): [number, string][] {
  if (language === null) return []
  if (!speaksTo(language, elderSpeaks)) return [[-30, `不会说${spokenLanguages.words[elderSpeaks]}`]]
  return elderSpeaks === 'zh' ? [] : [[15, `会说${spokenLanguages.words[elderSpeaks]}`]]
}

function loadReasons({ load, dailyOrders }: Candidate): [number, string][] {
  if (load === 0) return [[10, '当天还没有安排']]
  return [[10 - Math.round((10 * load) / dailyOrders), `当天已有 ${load} 单`]]
}

function pastReasons({ rating, ratings, timesHere }: Candidate): [number, string][] {
  const said: [number, string][] = []
  if (timesHere > 0) said.push([Math.min(15, 5 * timesHere), `来过这位老年人家 ${timesHere} 次`])
  if (rating !== null && ratings > 0)
    said.push([Math.round((rating - 3) * 8), `老年人评分 ${rating.toFixed(1)}（${ratings} 次）`])
  return said
}
