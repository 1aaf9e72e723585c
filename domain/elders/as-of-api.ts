// The ledger as it was on any day: who was on record, where each stood, which groups each belonged to.
import * as z from 'zod/mini'
import { frozenStandings } from '../indicators/frozen.ts'
import { query } from '../kernel/operation.ts'
import { DayText, Id, Page, RegionCode } from '../kernel/shapes.ts'
import { absenceKinds, ElderRow, elderGroups } from './elder.ts'

const Absence = z.object({
  kind: absenceKinds.schema,
  validFrom: DayText,
  validTo: z.nullable(DayText),
})

export const asOfApi = {
  'elder.asOf': query({
    /** A county or a part of one. Name, home and telephone are those of today; everything else is that day's. */
    input: z.strictObject({
      regionCode: RegionCode,
      day: DayText,
      group: z.optional(elderGroups.schema),
      standing: z.optional(frozenStandings.schema),
      ...Page,
    }),
    output: z.object({
      rows: z.array(
        z.object({
          ...ElderRow.shape,
          standing: frozenStandings.schema,
          absences: z.array(Absence),
          /** Where the elder lived that day, if elsewhere than today. */
          livedIn: z.nullable(z.string()),
        }),
      ),
      next: z.nullable(z.string()),
      total: z.number(),
      /** How many stood where, whatever standing was asked for. */
      standings: z.record(z.string(), z.number()),
    }),
    may: 'elder:read',
    says: '查看某一天的名册',
    personal: true,
  }),
  'elder.onDay': query({
    input: z.strictObject({ countyCode: z.string().check(z.regex(/^\d{6}$/)), id: Id, day: DayText }),
    output: z.object({
      day: DayText,
      /** Null: not on record that day. */
      standing: z.nullable(frozenStandings.schema),
      groups: z.array(elderGroups.schema),
      absences: z.array(Absence),
      livedIn: z.nullable(z.string()),
    }),
    may: 'elder:read',
    says: '查看档案某一天的情况',
    personal: true,
  }),
}
