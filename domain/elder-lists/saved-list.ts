// A list somebody keeps: a place, a filter and the columns, for oneself or for the whole office.
import * as z from 'zod/mini'
import { elderColumns } from '../elders/columns.ts'
import { ElderFilter } from '../elders/filter.ts'
import { Id, RegionCode } from '../kernel/shapes.ts'

/** Enough for every habit of an office; beyond it nobody finds anything again. */
export const savedListLimit = 50

export const SavedList = z.object({
  countyCode: z.string(),
  id: Id,
  name: z.string(),
  listRegionCode: RegionCode,
  filter: ElderFilter,
  columns: z.array(elderColumns.schema),
  shared: z.boolean(),
  /** Null when it is one's own. */
  keptBy: z.nullable(z.string()),
})
export type SavedList = z.output<typeof SavedList>
