// Rows of care accounts: the slips of what was paid in and back.
import * as z from 'zod/mini'
import { careTopUpWays } from '../../domain/care-accounts/care-account.ts'
import { topUpKinds } from '../../domain/meal-accounts/book.ts'

const uuid = z.uuid()
const instant = z.string()

export const careAccountTables = {
  careTopUps: z.object({
    countyCode: z.string(),
    id: uuid,
    regionCode: z.string(),
    elderId: uuid,
    serial: z.number(),
    kind: topUpKinds.schema,
    way: careTopUpWays.schema,
    amountFen: z.number(),
    day: z.string(),
    payerName: z.nullable(z.string()),
    note: z.nullable(z.string()),
    recordedBy: z.nullable(uuid),
    recordedAt: instant,
    cancelledBy: z.nullable(uuid),
    cancelledAt: z.nullable(instant),
    cancelReason: z.nullable(z.string()),
  }),
}
