// Rows of kept lists, acts on many elders, and lists that left the system.
import * as z from 'zod/mini'
import { bulkKinds } from '../../domain/elder-lists/bulk.ts'
import { exportStates } from '../../domain/elder-lists/export.ts'

const uuid = z.uuid()
const instant = z.string()
const place = { countyCode: z.string(), regionCode: z.string() }
const list = { filter: z.record(z.string(), z.unknown()), columns: z.array(z.string()) }

export const elderListTables = {
  savedLists: z.object({
    ...place,
    ...list,
    id: uuid,
    accountId: uuid,
    name: z.string(),
    listRegionCode: z.string(),
    shared: z.boolean(),
    createdAt: instant,
  }),
  bulkActs: z.object({
    ...place,
    id: uuid,
    kind: bulkKinds.schema,
    act: z.record(z.string(), z.unknown()),
    effects: z.record(z.string(), z.unknown()),
    elderCount: z.number(),
    sentence: z.string(),
    doneBy: uuid,
    doneAt: instant,
    undoneBy: z.nullable(uuid),
    undoneAt: z.nullable(instant),
    undoSentence: z.nullable(z.string()),
  }),
  listExports: z.object({
    ...place,
    ...list,
    id: uuid,
    reason: z.string(),
    rowCount: z.number(),
    state: exportStates.schema,
    askedBy: uuid,
    askedAt: instant,
    decidedBy: z.nullable(uuid),
    decidedAt: z.nullable(instant),
    decisionNote: z.nullable(z.string()),
    expiresAt: z.nullable(instant),
  }),
}
