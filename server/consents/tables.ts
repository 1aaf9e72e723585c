// Rows of consents and of what elders ask about their own record.
import * as z from 'zod/mini'
import { consentAnswers, consentPurposes, consentWays } from '../../domain/consents/consent.ts'
import { subjectRequestKinds, subjectRequestStates } from '../../domain/consents/requests.ts'

const uuid = z.uuid()
const instant = z.string()
const ofElder = { countyCode: z.string(), id: uuid, regionCode: z.string(), elderId: uuid }

export const consentTables = {
  elderConsents: z.object({
    ...ofElder,
    purpose: consentPurposes.schema,
    answer: consentAnswers.schema,
    way: consentWays.schema,
    secondPerson: z.nullable(z.string()),
    answeredOn: z.string(),
    askAgainOn: z.nullable(z.string()),
    note: z.nullable(z.string()),
    recordedBy: z.nullable(uuid),
    recordedAt: instant,
  }),
  subjectRequests: z.object({
    ...ofElder,
    kind: subjectRequestKinds.schema,
    wish: z.string(),
    askedBy: z.string(),
    askedOn: z.string(),
    dueOn: z.string(),
    state: subjectRequestStates.schema,
    answer: z.nullable(z.string()),
    recordedBy: z.nullable(uuid),
    recordedAt: instant,
    answeredBy: z.nullable(uuid),
    answeredAt: z.nullable(instant),
  }),
}
