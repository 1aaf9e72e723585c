// Rows of the reference tables of regions.
import * as z from 'zod/mini'
import { regionLevelWords } from '../../domain/regions/region.ts'

export const regionTables = {
  regions: z.object({
    code: z.string(),
    name: z.string(),
    shortName: z.string(),
    nameKo: z.nullable(z.string()),
    level: regionLevelWords.schema,
    parentCode: z.nullable(z.string()),
    countyGb2260: z.string(),
    kind: z.string(),
    urbanRuralCode: z.nullable(z.string()),
    statisticalOnly: z.boolean(),
    pinyin: z.string(),
    initials: z.string(),
    lon: z.nullable(z.number()),
    lat: z.nullable(z.number()),
    validFrom: z.string(),
    validTo: z.nullable(z.string()),
  }),
  idCodeHistory: z.object({
    code: z.string(),
    name: z.string(),
    firstYear: z.number(),
    lastYear: z.nullable(z.number()),
    current: z.boolean(),
  }),
  calendarDays: z.object({ day: z.string(), kind: z.enum(['holiday', 'workday']), name: z.string() }),
  settings: z.object({
    key: z.string(),
    regionCode: z.string(),
    validFrom: z.string(),
    validTo: z.nullable(z.string()),
    value: z.unknown(),
    source: z.string(),
    changedBy: z.nullable(z.uuid()),
    changedAt: z.string(),
  }),
}
