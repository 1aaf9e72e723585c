// Rows of acts that came sealed on somebody else's phone.
import * as z from 'zod/mini'
import { carriedOutcomes } from '../../domain/sync/carrying.ts'

const uuid = z.uuid()

export const syncTables = {
  serverEpochs: z.object({ epoch: uuid, startedAt: z.string(), reason: z.enum(['installed', 'restored']) }),
  carriedActs: z.object({
    countyCode: z.string(),
    id: uuid,
    regionCode: z.string(),
    accountId: uuid,
    deviceId: uuid,
    carrierAccountId: uuid,
    carrierDeviceId: z.nullable(uuid),
    outcome: carriedOutcomes.schema,
    refusal: z.nullable(z.string()),
    arrivedAt: z.string(),
  }),
}
