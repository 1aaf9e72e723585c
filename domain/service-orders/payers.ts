// Who pays for a service: shares of its price, in whole fen, summing to the price to the last fen.
import * as z from 'zod/mini'
import { choice, type KeyOf } from '../kernel/choice.ts'
import { Refused } from '../kernel/refusal.ts'

export const payers = choice({
  elder: '老年人自付',
  subsidy: '财政补贴',
  charity: '慈善资金',
  timeBank: '时间银行',
})
export type Payer = KeyOf<typeof payers>
/** Those who take a share off the price; the elder pays what they leave. */
export const sharingPayers = ['subsidy', 'charity', 'timeBank'] as const satisfies readonly Payer[]
export type SharingPayer = (typeof sharingPayers)[number]

export const Fen = z.int().check(z.gte(0), z.lte(100_000_000))

/** A share is a percentage of the price or a sum. */
const Share = z.union([
  z.strictObject({ percent: z.int().check(z.gte(1), z.lte(100)) }),
  z.strictObject({ fen: Fen.check(z.gte(1)) }),
])
export type Share = z.output<typeof Share>

export const Shares = z.strictObject({
  subsidy: z.optional(Share),
  charity: z.optional(Share),
  timeBank: z.optional(Share),
})
export type Shares = z.output<typeof Shares>

export const Split = z.object({
  elder: z._default(Fen, 0),
  subsidy: z._default(Fen, 0),
  charity: z._default(Fen, 0),
  timeBank: z._default(Fen, 0),
})
export type Split = z.output<typeof Split>

const fenOf = (share: Share | undefined, priceFen: number): number =>
  share === undefined ? 0 : 'fen' in share ? share.fen : Math.floor((priceFen * share.percent) / 100)

/** Percentages are rounded down, so the odd fen is the elder's; nobody is asked for more than the price. */
export function splitOf(priceFen: number, shares: Shares): Split {
  const split: Split = { elder: 0, subsidy: 0, charity: 0, timeBank: 0 }
  let left = priceFen
  for (const payer of sharingPayers) {
    split[payer] = Math.min(left, fenOf(shares[payer], priceFen))
    left -= split[payer]
  }
  split.elder = left
  return split
}

export function checkShares(priceFen: number, shares: Shares): void {
  const promised = sharingPayers.reduce((sum, payer) => sum + fenOf(shares[payer], priceFen), 0)
  if (promised > priceFen)
    throw new Refused('rule_broken', '各方承担的部分加起来超过了价格。请调低补贴、慈善或时间银行的份额。')
}
