// Which fields the form of a group shows, and what is sent from them.
import type { RecordedGroup } from '../../domain/elders/elder.ts'
import { type MembershipProof, proofRules } from '../../domain/elders/memberships.ts'

/** Everything the form may hold, as text or number; empty fields are left out when sent. */
export type ProofFilled = MembershipProof & { certificateNumber?: string; expiresOn?: string }

export type ProofName = keyof ProofFilled & string

/** Needed ones first, in the order of the rule. */
export function proofFieldsOf(group: RecordedGroup): { name: ProofName; needed: boolean }[] {
  const { needs, may } = proofRules[group]
  return [...needs.map(name => ({ name, needed: true })), ...may.map(name => ({ name, needed: false }))]
}

export function proofSent(group: RecordedGroup, filled: ProofFilled) {
  const names = proofFieldsOf(group).map(({ name }) => name)
  const kept = Object.fromEntries(
    names.flatMap(name => {
      const value = filled[name]
      return value === undefined || value === null || value === '' ? [] : [[name, value]]
    }),
  ) as ProofFilled
  const { certificateNumber = null, expiresOn = null, ...proof } = kept
  return { proof, certificateNumber, expiresOn }
}
