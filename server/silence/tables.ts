// Rows of last signs of life and of the worries about silence.
import * as z from 'zod/mini'
import { riskLevels } from '../../domain/risk/level.ts'
import { lifeSignKinds, silenceEndings } from '../../domain/silence/silence.ts'

const uuid = z.uuid()
const instant = z.string()
const ofElder = { countyCode: z.string(), regionCode: z.string(), elderId: uuid }

export const silenceTables = {
  lifeSigns: z.object({
    ...ofElder,
    lastAt: instant,
    kind: lifeSignKinds.schema,
    lookAt: instant,
  }),
  silenceAlerts: z.object({
    ...ofElder,
    id: uuid,
    risk: riskLevels.schema,
    days: z.number(),
    lastAt: instant,
    lastKind: lifeSignKinds.schema,
    openedAt: instant,
    caseId: z.nullable(uuid),
    endedAt: z.nullable(instant),
    endedBy: z.nullable(silenceEndings.schema),
    endedSignAt: z.nullable(instant),
    endedSignKind: z.nullable(lifeSignKinds.schema),
  }),
}
