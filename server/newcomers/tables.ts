// Rows of the people met in the field.
import * as z from 'zod/mini'
import { newcomerStates } from '../../domain/newcomers/newcomer.ts'

const uuid = z.uuid()

export const newcomerTables = {
  newcomerReports: z.object({
    countyCode: z.string(),
    id: uuid,
    regionCode: z.string(),
    personSealed: z.string(),
    notThese: z.array(uuid),
    metAt: z.string(),
    state: newcomerStates.schema,
    reportedBy: uuid,
    reportedAt: z.string(),
    decidedBy: z.nullable(uuid),
    decidedAt: z.nullable(z.string()),
    answer: z.nullable(z.string()),
    elderId: z.nullable(uuid),
  }),
}
