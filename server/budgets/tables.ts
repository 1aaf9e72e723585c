// Rows of budget plans that were kept.
import * as z from 'zod/mini'
import { PlanContents, PlanSums } from '../../domain/budgets/kept.ts'

const uuid = z.uuid()

export const budgetTables = {
  budgetPlans: z.object({
    countyCode: z.string(),
    id: uuid,
    regionCode: z.string(),
    name: z.string(),
    contents: PlanContents,
    thenSums: PlanSums,
    version: z.number(),
    keptBy: z.nullable(uuid),
    keptAt: z.string(),
    deletedBy: z.nullable(uuid),
    deletedAt: z.nullable(z.string()),
    deleteReason: z.nullable(z.string()),
    synthetic: z.boolean(),
  }),
}
