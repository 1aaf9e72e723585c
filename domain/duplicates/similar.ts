// What an entry form is shown: people already in the ledger who may be the one being entered, and why.
import * as z from 'zod/mini'
import { ElderRow } from '../elders/elder.ts'
import { pairVerdicts } from './pair.ts'

export const SimilarElder = z.object({
  elder: ElderRow,
  score: z.number(),
  verdict: pairVerdicts.schema,
  reasons: z.array(z.object({ code: z.string(), weight: z.number(), says: z.string() })),
})
export type SimilarElder = z.output<typeof SimilarElder>
