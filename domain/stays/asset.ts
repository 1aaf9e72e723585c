// House or land for care: the ground of much fraud, so nothing is in force before every check holds (domain.md §10).
import * as z from 'zod/mini'
import type { AbilityLevel } from '../assessments/ability.ts'
import { choice, type KeyOf } from '../kernel/choice.ts'
import { addDays, type Day } from '../kernel/day.ts'
import { Refused } from '../kernel/refusal.ts'
import { DayText, Id, Instant, text } from '../kernel/shapes.ts'

export const assetKinds = choice({ houseForCare: '以房养老', landForCare: '以地养老' })
export type AssetKind = KeyOf<typeof assetKinds>

export const assetStates = choice({
  assetChecking: '核查中',
  assetInForce: '已经生效',
  assetRefused: '核查没有通过',
  assetWithdrawn: '老人反悔撤回',
  assetEnded: '合同终止',
})
export type AssetState = KeyOf<typeof assetStates>

export const titleHolders = choice({
  titleElder: '只在老人名下',
  titleCouple: '老人和配偶共有',
  titleOthers: '还有别人的份',
})

/** What a person has to look at and say yes or no to, with what it rests on. */
export const assetChecks = choice({
  ownTitle: '权属证明看过原件，确实是老人自己的',
  coOwnersAgree: '共有人都书面同意',
  understands: '老人清楚自己签的是什么',
  noPressure: '没有人逼迫，单独问过老人',
  familyTold: '家人已经告知',
  hasWitness: '有不相干的见证人在场',
  readToElder: '逐条念给老人听过',
  namedHome: '钱只用于老人自己的照护，写明哪家机构、什么待遇',
  noPool: '不集资、不入股、不许诺本金利息',
  noPrepaidCard: '没有会员卡、预付卡',
  fairPrice: '估价由无关的第三方做',
  keepsHome: '老人有权住到最后，不会无处可住',
  mayLeave: '写明怎样退出、怎样退还',
  registeredParty: '对方依法登记，查过没有不良记录',
})
export type AssetCheck = KeyOf<typeof assetChecks>

export const CheckAnswer = z.strictObject({
  check: assetChecks.schema,
  holds: z.boolean(),
  /** The paper, the person or the place it rests on. */
  restsOn: text(200),
})
export type CheckAnswer = z.output<typeof CheckAnswer>

export const AssetTerms = z.strictObject({
  kind: assetKinds.schema,
  asset: text(200),
  title: titleHolders.schema,
  valueFen: z._default(z.nullable(z.int().check(z.gte(0), z.lte(100_000_000_000))), null),
  counterparty: text(100),
  facilityId: z._default(z.nullable(Id), null),
  promise: text(1000),
  signedOn: DayText,
  witnessName: z._default(z.nullable(text(40)), null),
})
export type AssetTerms = z.output<typeof AssetTerms>

export const AssetRow = z.object({
  countyCode: z.string(),
  id: Id,
  elderId: Id,
  elderName: z.string(),
  elderAge: z.nullable(z.number()),
  villageName: z.string(),
  kind: assetKinds.schema,
  counterparty: z.string(),
  signedOn: DayText,
  coolingUntil: DayText,
  state: assetStates.schema,
  /** How many checks hold and how many are asked. */
  holding: z.number(),
  asked: z.number(),
})
export type AssetRow = z.output<typeof AssetRow>

export const AssetReason = z.object({ says: z.string(), check: z.nullable(assetChecks.schema) })

export const AssetContract = z.object({
  ...AssetRow.shape,
  asset: z.string(),
  title: titleHolders.schema,
  valueFen: z.nullable(z.number()),
  facilityId: z.nullable(Id),
  facilityName: z.nullable(z.string()),
  promise: z.string(),
  witnessName: z.nullable(z.string()),
  answers: z.array(z.object({ ...CheckAnswer.shape, byName: z.nullable(z.string()), answeredAt: Instant })),
  /** Why it cannot be put in force today; nothing left: it can, by a second person. */
  reasons: z.array(AssetReason),
  draftedBy: z.nullable(Id),
  draftedByName: z.nullable(z.string()),
  settledByName: z.nullable(z.string()),
  settledOn: z.nullable(DayText),
  settleNote: z.nullable(z.string()),
  /** The caller speaks for the home that gains by it. */
  isOtherParty: z.boolean(),
  version: z.number(),
})
export type AssetContract = z.output<typeof AssetContract>

interface Asked {
  kind: AssetKind
  title: KeyOf<typeof titleHolders>
  signedOn: Day
  coolingUntil: Day
  counterparty: string
  witnessName: string | null
  /** By the last assessment: nobody with a severe loss signs away a house. */
  abilityLevel: AbilityLevel | null
}

/** Those that are asked: co-owners only where there are any, the roof only where it is the house. */
export function checksAsked({ kind, title }: Pick<Asked, 'kind' | 'title'>): AssetCheck[] {
  return assetChecks.keys.filter(check => {
    if (check === 'coOwnersAgree') return title !== 'titleElder'
    if (check === 'keepsHome') return kind === 'houseForCare'
    return true
  })
}

/**
 * Whoever runs the home the house is given for, and whoever sits in the village that runs its own station, gains by the
 * contract: she writes it down and lets the elder go, and others judge it (domain.md §7, §10).
 */
export function speaksForOtherParty(facts: {
  isStationManager: boolean
  keepsHome: boolean
  sitsInVillage: boolean
  homeIsVillages: boolean
}): boolean {
  return facts.isStationManager || facts.keepsHome || (facts.sitsInVillage && facts.homeIsVillages)
}

export function checkOutsider({ isOtherParty }: Pick<AssetContract, 'isOtherParty'>): void {
  if (isOtherParty)
    throw new Refused(
      'rule_broken',
      '合同的另一方就是本村的站，您不能自己核查、准许或了结。请由乡镇或县里的工作人员来办。',
    )
}

export function coolingEnd(signedOn: Day, days: number): Day {
  return addDays(signedOn, days)
}

interface Reason {
  says: string
  check: AssetCheck | null
}

/** Everything that stands in the way today. */
export function whyNotInForce(contract: Asked, answers: readonly CheckAnswer[], today: Day): Reason[] {
  const reasons: Reason[] = []
  const say = (says: string, check: AssetCheck | null = null) => reasons.push({ says, check })
  if (contract.title === 'titleOthers' && !answers.some(one => one.check === 'coOwnersAgree' && one.holds))
    say('还有别人的份，要先由共有人书面同意。', 'coOwnersAgree')
  for (const check of checksAsked(contract)) {
    const answer = answers.find(one => one.check === check)
    if (!answer) say(`还没有核查：${assetChecks.words[check]}。`, check)
    else if (!answer.holds) say(`没有做到：${assetChecks.words[check]}（${answer.restsOn}）。`, check)
  }
  if (contract.witnessName === null) say('没有写见证人。', 'hasWitness')
  if (contract.witnessName !== null && contract.witnessName === contract.counterparty)
    say('见证人就是对方，不算见证。', 'hasWitness')
  // Severe and total loss of ability (GB/T 42195): a guardian and a court decide, not this form.
  if (contract.abilityLevel === 'severe' || contract.abilityLevel === 'total')
    say('最近一次能力评估是重度以上失能，老人不能自己签这种合同，请走监护程序。', 'understands')
  if (contract.coolingUntil >= today)
    say(`还在冷静期，${contract.coolingUntil} 以后才能生效；这期间老人可以随时反悔。`)
  const seen = new Set<string>()
  return reasons.filter(({ says }) => !seen.has(says) && seen.add(says))
}
