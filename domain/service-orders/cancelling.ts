// What cancelling an order costs, said before it is done: one rule for the sentence and for the charge.
import { minuteText } from '../kernel/day.ts'
import { yuanFixed } from '../kernel/money.ts'
import { Refused } from '../kernel/refusal.ts'
import type { CancelTerms, OrderStage } from './order.ts'
import { mayFollow } from './stage.ts'

interface CancelledOrder {
  stage: OrderStage
  plannedFrom: string
  priceFen: number
}

interface CancelSettings {
  freeHours: number
  feePercent: number
}

/** Null where nothing can be cancelled any more. Whom the provider has sent back, nobody keeps an hour free for. */
export function cancelTerms(
  { stage, plannedFrom, priceFen }: CancelledOrder,
  { freeHours, feePercent }: CancelSettings,
  at: Date,
): CancelTerms | null {
  if (!mayFollow(stage, 'cancel')) return null
  const feeFen = stage === 'handedBack' ? 0 : Math.floor((priceFen * feePercent) / 100)
  const lastFree = Date.parse(plannedFrom) - freeHours * 3_600_000
  // The sentence names a minute, so all of that minute is free.
  const minute = Math.floor(at.getTime() / 60_000) * 60_000
  return {
    cancelFeeFen: minute <= lastFree ? 0 : feeFen,
    lateFeeFen: feeFen,
    freeUntil: feeFen === 0 ? null : new Date(lastFree).toISOString(),
    ...{ freeHours, feePercent },
  }
}

/** Who is asked for a yes has read one sum; another one is asked for anew. Only the elder's own cancelling costs her. */
export function checkAgreedFee(
  terms: CancelTerms | null,
  { byElder, agreedFeeFen }: { byElder: boolean; agreedFeeFen: number },
): number {
  const feeFen = byElder ? (terms?.cancelFeeFen ?? 0) : 0
  if (agreedFeeFen === feeFen) return feeFen
  const now = feeFen === 0 ? '不收费' : `要付 ${yuanFixed(feeFen)} 元`
  const before = agreedFeeFen === 0 ? '不收费' : `${yuanFixed(agreedFeeFen)} 元`
  throw new Refused(
    'conflict',
    `没有取消：刚才看到的是“${before}”，现在取消${now}。请把现在的金额告诉老年人，同意后再取消。`,
    { fields: ['agreedFeeFen'] },
  )
}

/** The sentence before the yes. */
export function cancelText(terms: CancelTerms, byElder: boolean): string {
  if (!byElder) return '不收费：机构或工作人员提出的取消，不收老年人的钱。'
  const { cancelFeeFen, lateFeeFen, freeUntil, freeHours, feePercent } = terms
  if (freeUntil === null) return '不收费。'
  const until = minuteText(freeUntil)
  return cancelFeeFen === 0
    ? `现在取消不收费，到 ${until} 为止（提前 ${freeHours} 小时）。以后取消要付 ${yuanFixed(lateFeeFen)} 元，是价格的 ${feePercent}%。`
    : `现在取消要付 ${yuanFixed(cancelFeeFen)} 元，是价格的 ${feePercent}%。提前 ${freeHours} 小时以上取消不收费，这一单到 ${until} 为止，现在已经过了。`
}
