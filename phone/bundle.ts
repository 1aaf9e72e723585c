// What this visitor may carry: asked for by fingerprints, so that nothing changed costs one small answer.
import type { Output, Sent } from '../domain/api.ts'
import { type Day, dayOf, daysBetween } from '../domain/kernel/day.ts'
import type { CarriedRounds } from '../domain/rounds/carried.ts'
import type { BundleElder } from '../domain/sync/bundle.ts'
import type { RuleSettings } from './due-list.ts'

export interface BundleMark {
  fingerprint: string | null
  /** The server's day at the last pull: a phone whose clock fell back to 1970 goes on from here. */
  today: Day | null
  settings: RuleSettings
  pulledAt: string | null
  /** Plan, wishes and stand-ins; absent in what an older app stored, null from an older server. */
  rounds?: CarriedRounds | null
}

export const emptyBundleMark: BundleMark = { fingerprint: null, today: null, settings: {}, pulledAt: null }

export interface BundlePart {
  fingerprint: string
  elder: BundleElder
}

export interface BundleStore {
  readMark(): Promise<BundleMark>
  /** Elder → fingerprint of the part the phone has. */
  fingerprints(): Promise<Record<string, string>>
  /** Parts, leavers and mark in one transaction: half a bundle would claim to be whole. */
  apply(parts: readonly BundlePart[], gone: readonly string[], mark: BundleMark): Promise<void>
}

export interface BundleParts {
  store: BundleStore
  pull(input: Pick<Sent<'sync.pull'>, 'fingerprint' | 'parts' | 'rounds'>): Promise<Output<'sync.pull'>>
  now(): Date
}

/** Brings the bundle up to date; returns the server's epoch and whether anything came. */
export async function refreshBundle({
  store,
  pull,
  now,
}: BundleParts): Promise<{ epoch: string; changed: boolean; clockDaysOff: number; today: Day }> {
  const mark = await store.readMark()
  const parts = await store.fingerprints()
  // A mark without its parts (a lost table) must not be believed.
  const isWhole = Object.keys(parts).length > 0 && mark.rounds !== undefined
  const fingerprint = isWhole || mark.fingerprint === null ? mark.fingerprint : null
  const known = mark.rounds?.fingerprint
  const answer = await pull({ fingerprint, parts, ...(known !== undefined && { rounds: known }) })
  const rounds = answer.rounds ?? mark.rounds ?? null
  const next: BundleMark = {
    fingerprint: answer.fingerprint,
    today: answer.today,
    settings: { ...mark.settings, ...answer.settings },
    pulledAt: now().toISOString(),
    rounds,
  }
  await store.apply(answer.parts, answer.gone, next)
  return {
    epoch: answer.epoch,
    changed: !answer.unchanged,
    today: answer.today,
    clockDaysOff: daysBetween(answer.today, dayOf(now())),
  }
}
