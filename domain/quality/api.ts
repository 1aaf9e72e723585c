// The quality board of the ledger.
import * as z from 'zod/mini'
import { ElderRow } from '../elders/elder.ts'
import { query } from '../kernel/operation.ts'
import { Page, RegionCode } from '../kernel/shapes.ts'
import { QualityBoard, qualityMeasures } from './measures.ts'

export const qualityApi = {
  'quality.read': query({
    input: z.strictObject({ regionCode: RegionCode }),
    output: QualityBoard,
    may: 'indicator:read',
    says: '查看台账质量看板',
  }),
  'quality.records': query({
    /** The elders a number of the board counts; as they stand this moment. */
    input: z.strictObject({ regionCode: RegionCode, measure: qualityMeasures.schema, ...Page }),
    output: z.object({ rows: z.array(ElderRow), next: z.nullable(z.string()) }),
    may: 'elder:read',
    says: '查看台账质量名单',
    personal: true,
  }),
}
