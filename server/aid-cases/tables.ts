// Rows of aid cases and their acts.
import * as z from 'zod/mini'
import {
  aidCaseActKinds,
  aidCaseLevels,
  aidCaseSources,
  aidCaseStages,
} from '../../domain/aid-cases/aid-case.ts'

const uuid = z.uuid()
const instant = z.string()

export const aidCaseTables = {
  aidCases: z.object({
    countyCode: z.string(),
    id: uuid,
    regionCode: z.string(),
    elderId: uuid,
    visitId: z.nullable(uuid),
    level: aidCaseLevels.schema,
    field: z.nullable(z.string()),
    source: aidCaseSources.schema,
    signalKey: z.nullable(z.string()),
    trouble: z.string(),
    stage: aidCaseStages.schema,
    ownerId: uuid,
    openedAt: instant,
    acknowledgeBy: instant,
    onSiteBy: instant,
    escalatedTo: z.nullable(z.string()),
    escalateAt: z.nullable(instant),
    rulesVersion: z.number(),
    version: z.number(),
  }),
  aidCaseActs: z.object({
    countyCode: z.string(),
    id: uuid,
    regionCode: z.string(),
    caseId: uuid,
    kind: aidCaseActKinds.schema,
    note: z.nullable(z.string()),
    byAccountId: z.nullable(uuid),
    toAccountId: z.nullable(uuid),
    doneAt: instant,
  }),
}
