// Rows of accounts, posts, devices and sessions.
import * as z from 'zod/mini'
import { languages, PhoneReport } from '../../domain/accounts/account.ts'
import { roles } from '../../domain/accounts/roles.ts'

const uuid = z.uuid()
const instant = z.string()

export const accountTables = {
  accounts: z.object({
    id: uuid,
    login: z.string(),
    name: z.string(),
    passwordHash: z.string(),
    mustChangePassword: z.boolean(),
    totpSealed: z.nullable(z.string()),
    totpConfirmedAt: z.nullable(instant),
    totpLastStep: z.nullable(z.number()),
    regionCode: z.string(),
    language: languages.schema,
    createdAt: instant,
    disabledAt: z.nullable(instant),
    synthetic: z.boolean(),
  }),
  posts: z.object({
    id: uuid,
    accountId: uuid,
    role: roles.schema,
    regionCode: z.string(),
    validFrom: z.string(),
    validTo: z.nullable(z.string()),
    grantedBy: z.nullable(uuid),
  }),
  devices: z.object({
    id: uuid,
    accountId: uuid,
    name: z.string(),
    appVersion: z.nullable(z.string()),
    registeredAt: instant,
    lastSeenAt: instant,
    lostAt: z.nullable(instant),
    lostReportedBy: z.nullable(uuid),
    lostReason: z.nullable(z.string()),
    wipedAt: z.nullable(instant),
    phoneId: z.nullable(uuid),
    publicKey: z.nullable(z.string()),
    clockOffsetMs: z.nullable(z.number()),
    contactAt: z.nullable(instant),
    report: z.nullable(PhoneReport),
    reportAt: z.nullable(instant),
    pushLine: z.nullable(uuid),
    pushTurn: z.nullable(z.number()),
  }),
  sessions: z.object({
    tokenHash: z.string(),
    accountId: uuid,
    postId: uuid,
    deviceId: z.nullable(uuid),
    createdAt: instant,
    lastSeenAt: instant,
    expiresAt: instant,
  }),
  signInFailures: z.object({
    id: uuid,
    login: z.string(),
    address: z.string(),
    at: instant,
    forgivenAt: z.nullable(instant),
  }),
}
