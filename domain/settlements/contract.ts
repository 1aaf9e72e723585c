// Contracts of government purchase (财政部令第102号): what is bought, from whom, for how long, and how well it went.
import * as z from 'zod/mini'
import { choice, type KeyOf } from '../kernel/choice.ts'
import { addDays, addMonths, type Day, monthOf } from '../kernel/day.ts'
import { Refused } from '../kernel/refusal.ts'
import { Count, DayText, Id, Instant, text } from '../kernel/shapes.ts'

export const contractStates = choice({
  written: '合同草拟中',
  contractRuns: '履行中',
  brokenOff: '提前终止',
})
export type ContractState = KeyOf<typeof contractStates>

export const goalKinds = choice({
  onTimePercent: '准时上门',
  confirmedPercent: '老人或家属确认',
  satisfiedPercent: '回访满意',
  complaintsPerThousand: '每千单投诉',
})
export type GoalKind = KeyOf<typeof goalKinds>

/** Of complaints fewer is better. */
export const fewerIsBetter = (kind: GoalKind) => kind === 'complaintsPerThousand'

export const acceptanceVerdicts = choice({
  serviceAccepted: '服务验收合格',
  serviceMended: '整改后合格',
  serviceRejected: '验收不合格',
})

export const ContractLot = z.strictObject({
  id: Id,
  name: text(60),
  budgetFen: Count,
  /** What of the catalogue this lot buys. */
  itemCodes: z
    .array(text(40))
    .check(z.minLength(1, { error: '每个分包至少选一个服务项目' }), z.maxLength(100)),
})
export type ContractLot = z.output<typeof ContractLot>

export const ContractGoal = z.strictObject({ kind: goalKinds.schema, target: Count })

export const ContractInput = z.strictObject({
  id: Id,
  countyCode: z.string().check(z.regex(/^\d{6}$/)),
  number: text(60),
  title: text(100),
  providerId: Id,
  startsOn: DayText,
  endsOn: DayText,
  longerReason: z._default(z.nullable(text(300)), null),
  budgetFen: z.int().check(z.gte(1, { error: '预算要大于零' }), z.lte(1e12)),
  /** 不得将合同整体转包: the provider's declaration, without which nothing is signed. */
  noWholeSubcontract: z.boolean(),
  lots: z.array(ContractLot).check(z.minLength(1, { error: '至少要有一个分包' }), z.maxLength(20)),
  goals: z._default(z.array(ContractGoal).check(z.maxLength(4)), []),
})
export type ContractInput = z.output<typeof ContractInput>

/** Last day of a term of so many months that begins on a day. */
export function lastDayOfTerm(startsOn: Day, months: number): Day {
  const month = addMonths(monthOf(startsOn), months)
  const wanted = `${month}-${startsOn.slice(8)}`
  const first = `${month}-01`
  const days = Number(startsOn.slice(8)) - 1
  // 31 January plus one month ends where February does.
  const day = addDays(first, days)
  return addDays(monthOf(day) === month ? wanted : `${addMonths(month, 1)}-01`, -1)
}

/** Refuses what the rules on government purchase forbid. */
export function checkContract(
  contract: ContractInput,
  { monthsOrdinary, monthsAtMost }: { monthsOrdinary: number; monthsAtMost: number },
): void {
  const { startsOn, endsOn, longerReason, budgetFen, lots, goals } = contract
  if (endsOn < startsOn) throw new Refused('invalid', '结束日期早于开始日期，请核对。')
  if (endsOn > lastDayOfTerm(startsOn, monthsAtMost))
    throw new Refused('rule_broken', `合同最长 ${monthsAtMost} 个月，请缩短期限。`)
  if (endsOn > lastDayOfTerm(startsOn, monthsOrdinary) && longerReason === null)
    throw new Refused('rule_broken', `合同一般不超过 ${monthsOrdinary} 个月，更长的请写明理由。`)
  if (!contract.noWholeSubcontract)
    throw new Refused('rule_broken', '服务机构没有承诺不整体转包，合同不能登记。')
  if (lots.reduce((sum, lot) => sum + lot.budgetFen, 0) !== budgetFen)
    throw new Refused('invalid', '各分包预算加起来不等于合同预算，请核对。')
  const items = lots.flatMap(lot => lot.itemCodes)
  if (new Set(items).size < items.length)
    throw new Refused('invalid', '同一个服务项目放进了两个分包，请只留一处。')
  if (new Set(goals.map(goal => goal.kind)).size < goals.length)
    throw new Refused('invalid', '同一个绩效目标写了两次，请只留一个。')
}

export interface Measured {
  orders: number
  onTime: number
  confirmed: number
  complaints: number
  called: number
  satisfied: number
}

const share = (part: number, whole: number) => (whole === 0 ? null : Math.round((part / whole) * 1000) / 10)

/** What was reached; null while there is nothing to measure. */
export function actualOf(kind: GoalKind, measured: Measured): number | null {
  switch (kind) {
    case 'onTimePercent':
      return share(measured.onTime, measured.orders)
    case 'confirmedPercent':
      return share(measured.confirmed, measured.orders)
    case 'satisfiedPercent':
      return share(measured.satisfied, measured.called)
    case 'complaintsPerThousand':
      return measured.orders === 0 ? null : Math.round((measured.complaints / measured.orders) * 10_000) / 10
  }
}

export function isReached(kind: GoalKind, target: number, actual: number | null): boolean | null {
  if (actual === null) return null
  return fewerIsBetter(kind) ? actual <= target : actual >= target
}

export const ContractRow = z.object({
  countyCode: z.string(),
  id: Id,
  number: z.string(),
  title: z.string(),
  providerId: Id,
  providerName: z.string(),
  startsOn: DayText,
  endsOn: DayText,
  budgetFen: z.number(),
  /** Bound by bills that were agreed to, paid or not. */
  boundFen: z.number(),
  paidFen: z.number(),
  state: contractStates.schema,
  isOver: z.boolean(),
})
export type ContractRow = z.output<typeof ContractRow>

export const Contract = z.object({
  ...ContractRow.shape,
  longerReason: z.nullable(z.string()),
  writtenByName: z.nullable(z.string()),
  signedByName: z.nullable(z.string()),
  signedAt: z.nullable(Instant),
  endedReason: z.nullable(z.string()),
  lots: z.array(
    z.object({
      id: Id,
      name: z.string(),
      budgetFen: z.number(),
      boundFen: z.number(),
      items: z.array(z.object({ code: z.string(), name: z.string() })),
    }),
  ),
  goals: z.array(
    z.object({
      kind: goalKinds.schema,
      target: z.number(),
      actual: z.nullable(z.number()),
      isReached: z.nullable(z.boolean()),
    }),
  ),
  acceptances: z.array(
    z.object({
      id: Id,
      acceptedOn: DayText,
      verdict: acceptanceVerdicts.schema,
      words: z.string(),
      byName: z.nullable(z.string()),
    }),
  ),
})
export type Contract = z.output<typeof Contract>
