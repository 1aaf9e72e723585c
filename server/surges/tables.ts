// Rows of surges, of the villages they lie over and of the elders they call on.
import * as z from 'zod/mini'
import {
  dutyStates,
  surgeChecks,
  surgeCriteria,
  surgeEndings,
  surgeKinds,
} from '../../domain/surges/surge.ts'
import { WeatherRow } from '../../domain/surges/weather.ts'

const uuid = z.uuid()
const instant = z.string()
const head = {
  countyCode: z.string(),
  regionCode: z.string(),
  kind: surgeKinds.schema,
  criteria: z.array(surgeCriteria.schema),
  checks: z.array(surgeChecks.schema),
  word: z.nullable(z.string()),
  places: z.string(),
  declaredAt: instant,
  declaredBy: z.nullable(uuid),
  until: instant,
  endedAt: z.nullable(instant),
  endedBy: z.nullable(uuid),
  ending: z.nullable(surgeEndings.schema),
  endNote: z.nullable(z.string()),
}

export const surgeTables = {
  surges: z.object({ ...head, id: uuid, regionCodes: z.array(z.string()) }),
  weatherWarnings: z.object({ ...WeatherRow.shape, handledAt: z.nullable(instant) }),
  surgeVillages: z.object({ ...head, surgeId: uuid }),
  surgeDuties: z.object({
    countyCode: z.string(),
    surgeId: uuid,
    elderId: uuid,
    regionCode: z.string(),
    reasons: z.array(surgeCriteria.schema),
    pressure: z.number(),
    state: dutyStates.schema,
    visitId: z.nullable(uuid),
    visitorId: z.nullable(uuid),
    reachedAt: z.nullable(instant),
    byPhone: z.boolean(),
  }),
}
