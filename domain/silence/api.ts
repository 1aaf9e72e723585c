// Questions about who has not been heard of, and an elder's last signs of life.
import * as z from 'zod/mini'
import { query } from '../kernel/operation.ts'
import { Id, Page, RegionCode } from '../kernel/shapes.ts'
import { riskLevels } from '../risk/level.ts'
import { ElderSigns, SilenceRow } from './silence.ts'

export const silenceApi = {
  'silence.list': query({
    /** Longest unheard of first; with `ended`, what was settled, latest first. */
    input: z.strictObject({
      regionCode: RegionCode,
      risk: z.optional(riskLevels.schema),
      ended: z._default(z.boolean(), false),
      ...Page,
    }),
    output: z.object({ rows: z.array(SilenceRow), next: z.nullable(z.string()) }),
    may: 'aidCase:read',
    says: '查看多日没有消息的老年人',
    personal: true,
  }),
  'silence.ofElder': query({
    input: z.strictObject({ countyCode: z.string().check(z.regex(/^\d{6}$/)), elderId: Id }),
    output: ElderSigns,
    may: 'elder:read',
    says: '查看最后的生活迹象',
    personal: true,
  }),
}
