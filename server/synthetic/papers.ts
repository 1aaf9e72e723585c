// Memberships of invented people and the proof behind them: some lack it, a few papers run out soon.
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { abilityStandards } from '../../domain/assessments/ability-form.ts'
import type { MembershipProof } from '../../domain/elders/memberships.ts'
import { addDays, type Day, dayOf } from '../../domain/kernel/day.ts'
import type { Sealer } from '../kernel/sealing.ts'
import { copyRows } from './copy.ts'
import type { SyntheticMembership } from './rows.ts'
import type { SyntheticCounty } from './synthetic.ts'

interface Papers {
  proof: MembershipProof
  /** Ends in the disability grade, as the real ones do. */
  certificate: string | null
  expiresOn: Day | null
  validTo: Day | null
  confirmedOn: Day
  lacksEvidence: boolean
}

const witness = '村委会（演示）'
const whereabouts = ['在青岛务工', '在韩国务工', '在长春工作', '在延吉居住'] as const

/** Most within the year, as it should be; every seventh or so is due. */
function lastConfirmed(validFrom: Day, place: number, today: Day): Day {
  const confirmed = addDays(today, -((place * 37) % 420))
  return confirmed > validFrom ? confirmed : validFrom
}

/** `place` counts the county's memberships, so that the same county gets the same papers. */
function papersOf(row: SyntheticMembership, place: number, number: string | null, today: Day): Papers {
  const { group, validFrom } = row
  const bare = {
    certificate: null,
    expiresOn: null,
    validTo: row.validTo,
    confirmedOn: lastConfirmed(validFrom, place, today),
    lacksEvidence: false,
  }
  if (place % 12 === 0) return { ...bare, proof: {}, lacksEvidence: true }
  const since = addDays(validFrom, -30 - (place % 200))
  switch (group) {
    case 'livesAlone':
      return { ...bare, proof: { since, witness } }
    case 'emptyNest':
    case 'leftBehind':
      return {
        ...bare,
        proof: { whereabouts: whereabouts[place % whereabouts.length] ?? '', since, witness },
      }
    case 'tekun':
      return {
        ...bare,
        proof: { decisionNumber: `演示特字〔2025〕${100 + (place % 900)}号`, decidedOn: validFrom },
      }
    case 'careDependent':
      return {
        ...bare,
        proof: {
          assessment: `演示评 ${1000 + (place % 9000)}`,
          standardVersion: abilityStandards.words.gbt42195,
          level: 1 + (place % 4),
        },
      }
    case 'specialFamily':
      return { ...bare, proof: { decidedOn: validFrom }, certificate: `演示计特 ${1000 + (place % 9000)}` }
    case 'severeDisability': {
      const grade = 1 + (place % 2)
      const expiresOn = row.validTo ?? addDays(today, place % 5 === 0 ? 20 : 900 + (place % 900))
      const certificate = `${number ?? '演示残疾证'}${1 + (place % 7)}${grade}`
      return { ...bare, proof: { grade }, certificate, expiresOn, validTo: expiresOn }
    }
  }
}

const membershipColumns = [
  ...['county_code', 'id', 'region_code', 'elder_id', 'group', 'valid_from', 'valid_to', 'evidence'],
  ...['proof', 'certificate_sealed', 'certificate_tail', 'expires_on', 'confirmed_on', 'lacks_evidence'],
  'recorded_at',
]

export async function loadMemberships(
  client: pg.PoolClient,
  sealer: Sealer,
  county: SyntheticCounty,
  now: string,
): Promise<void> {
  const elders = new Map(county.elders.map(elder => [elder.id, elder]))
  const today = dayOf(new Date(now))
  await copyRows(
    client,
    'elder_memberships',
    membershipColumns,
    county.memberships.map((row, place) => {
      const elder = elders.get(row.elderId)
      const region = elder?.regionCode ?? ''
      const papers = papersOf(row, place, elder?.citizenNumber ?? null, today)
      const { certificate } = papers
      return [
        ...[region.slice(0, 6), randomUUID(), region, row.elderId, row.group, row.validFrom, papers.validTo],
        ...[row.evidence, JSON.stringify(papers.proof)],
        ...(certificate === null ? [null, null] : [sealer.seal(certificate), certificate.slice(-4)]),
        ...[papers.expiresOn, papers.confirmedOn, papers.lacksEvidence, now],
      ]
    }),
  )
}
