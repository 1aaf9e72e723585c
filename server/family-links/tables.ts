// Rows of family links, of the codes and accounts they are found by, and of money reported from afar.
import * as z from 'zod/mini'
import { kinships } from '../../domain/elders/kin.ts'
import {
  familyAccounts,
  familyPaymentStates,
  familyPaymentWays,
  timeZones,
} from '../../domain/family-links/family-link.ts'

const uuid = z.uuid()
const instant = z.string()
const ofElder = { countyCode: z.string(), id: uuid, regionCode: z.string(), elderId: uuid }

export const familyLinkTables = {
  familyLinks: z.object({
    ...ofElder,
    accountId: z.nullable(uuid),
    name: z.string(),
    kinship: kinships.schema,
    mayOrder: z.boolean(),
    timeZone: z.nullable(timeZones.schema),
    invitedBy: z.nullable(uuid),
    invitedAt: instant,
    codeUntil: instant,
    acceptedAt: z.nullable(instant),
    endedAt: z.nullable(instant),
    endedBy: z.nullable(uuid),
    endReason: z.nullable(z.string()),
  }),
  familyKeys: z.object({
    codeHash: z.string(),
    countyCode: z.string(),
    villageCode: z.string(),
    linkId: uuid,
    accountId: z.nullable(uuid),
    expiresAt: instant,
  }),
  familyPayments: z.object({
    ...ofElder,
    linkId: uuid,
    account: z.enum(familyAccounts),
    fen: z.number(),
    way: familyPaymentWays.schema,
    paidOn: z.string(),
    reference: z.nullable(z.string()),
    reportedAt: instant,
    state: familyPaymentStates.schema,
    settledBy: z.nullable(uuid),
    settledAt: z.nullable(instant),
    answer: z.nullable(z.string()),
  }),
}
