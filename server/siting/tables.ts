// Rows of the siting desk.
import * as z from 'zod/mini'
import { sitingStates } from '../../domain/siting/plan.ts'

const uuid = z.uuid()
const instant = z.string()

export const sitingTables = {
  sitingPlans: z.object({
    countyCode: z.string(),
    id: uuid,
    regionCode: z.string(),
    name: z.string(),
    state: sitingStates.schema,
    question: z.unknown(),
    facts: z.unknown(),
    answer: z.nullable(z.unknown()),
    says: z.nullable(z.string()),
    progress: z.nullable(z.unknown()),
    basedOn: z.nullable(uuid),
    sites: z.number(),
    costFen: z.number(),
    served: z.number(),
    askedBy: z.nullable(uuid),
    askedAt: instant,
    solvedAt: z.nullable(instant),
    adoptedBy: z.nullable(uuid),
    adoptedOn: z.nullable(z.string()),
  }),
  sitingProjects: z.object({
    countyCode: z.string(),
    projectId: uuid,
    regionCode: z.string(),
    planCountyCode: z.string(),
    planId: uuid,
    candidateId: z.string(),
  }),
}
