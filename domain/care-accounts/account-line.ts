// A movement of one account, in fen or minutes, as it stands in the ledger.
import * as z from 'zod/mini'
import { DayText, Id } from '../kernel/shapes.ts'
import { ledgerPurposes } from '../ledger/purposes.ts'

export const AccountLine = z.object({
  id: Id,
  day: DayText,
  purpose: ledgerPurposes.schema,
  /** What came, less than nothing where it went. */
  change: z.number(),
  /** What the account held after it. */
  after: z.number(),
  note: z.nullable(z.string()),
  isReversal: z.boolean(),
  isReversed: z.boolean(),
  /** The service it is about, where it is one. */
  orderId: z.nullable(Id),
  itemName: z.nullable(z.string()),
  servedOn: z.nullable(DayText),
})
export type AccountLine = z.output<typeof AccountLine>
