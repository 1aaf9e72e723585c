// Rows of the ledger.
import * as z from 'zod/mini'
import { ledgerUnits } from '../../domain/ledger/accounts.ts'

const uuid = z.uuid()
const instant = z.string()

export const ledgerTables = {
  ledgerAccounts: z.object({
    countyCode: z.string(),
    id: uuid,
    regionCode: z.string(),
    /** An open list: every module adds kinds of its own (domain/ledger/accounts.ts). */
    kind: z.string(),
    ownerId: z.nullable(uuid),
    unit: ledgerUnits.schema,
    limited: z.boolean(),
    balance: z.nullable(z.number()),
    openedAt: instant,
  }),
  ledgerTransfers: z.object({
    countyCode: z.string(),
    id: uuid,
    serial: z.number(),
    regionCode: z.string(),
    unit: ledgerUnits.schema,
    fromId: uuid,
    toId: uuid,
    amount: z.number(),
    day: z.string(),
    purpose: z.string(),
    subjectKind: z.nullable(z.string()),
    subjectId: z.nullable(uuid),
    voucherId: z.nullable(uuid),
    note: z.nullable(z.string()),
    reverses: z.nullable(uuid),
    postedAt: instant,
    postedBy: z.nullable(uuid),
  }),
  ledgerClosings: z.object({
    countyCode: z.string(),
    month: z.string(),
    regionCode: z.string(),
    transfers: z.number(),
    closedAt: instant,
    closedBy: z.nullable(uuid),
  }),
  ledgerMonthBalances: z.object({
    countyCode: z.string(),
    accountId: uuid,
    month: z.string(),
    regionCode: z.string(),
    balance: z.number(),
    cameIn: z.number(),
    wentOut: z.number(),
  }),
}

export type LedgerTransfer = z.output<typeof ledgerTables.ledgerTransfers>
