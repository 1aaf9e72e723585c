// Rows of budget plans that were kept, and of the cells they are tried over.
import * as z from 'zod/mini'
import { PlanContents, PlanSums } from '../../domain/budgets/kept.ts'

const uuid = z.uuid()
const placed = { countyCode: z.string(), regionCode: z.string() }
const cells = { ...placed, month: z.string(), cells: z.string(), way: z.number() }

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
  budgetTownshipCells: z.object(cells),
  budgetCountyCells: z.object(cells),
  budgetCellChanges: z.object({ ...placed, id: z.number(), elderId: z.nullable(uuid) }),
}
