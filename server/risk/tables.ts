// Rows of the standing of elders, how it changed, and what people set instead.
import * as z from 'zod/mini'
import { riskLevels } from '../../domain/risk/level.ts'

const uuid = z.uuid()
const instant = z.string()

export const riskTables = {
  elderStandings: z.object({
    countyCode: z.string(),
    elderId: uuid,
    regionCode: z.string(),
    risk: riskLevels.schema,
    ruleRisk: riskLevels.schema,
    riskRank: z.number(),
    points: z.number(),
    causes: z.array(z.tuple([z.string(), z.number()])),
    ruleVersion: z.number(),
    riskSince: z.string(),
    dueOn: z.string(),
    dueReason: z.string(),
    dueAlso: z.array(z.string()),
    everyDays: z.number(),
    lastMetOn: z.nullable(z.string()),
    visitorId: z.nullable(uuid),
    computedOn: z.string(),
  }),
  riskChanges: z.object({
    countyCode: z.string(),
    elderId: uuid,
    changedOn: z.string(),
    regionCode: z.string(),
    risk: riskLevels.schema,
    ruleRisk: riskLevels.schema,
    points: z.number(),
    ruleVersion: z.number(),
  }),
  riskSweeps: z.object({
    countyCode: z.string(),
    regionCode: z.string(),
    sweptOn: z.string(),
    sweptAt: instant,
    touchedTo: instant,
    settingsMark: z.string(),
    elders: z.number(),
    changed: z.number(),
  }),
  riskOverrules: z.object({
    countyCode: z.string(),
    id: uuid,
    regionCode: z.string(),
    elderId: uuid,
    level: riskLevels.schema,
    ruleLevel: riskLevels.schema,
    reason: z.string(),
    validFrom: z.string(),
    validTo: z.string(),
    setBy: uuid,
    setAt: instant,
    endedBy: z.nullable(uuid),
    endedAt: z.nullable(instant),
    endReason: z.nullable(z.string()),
  }),
}
