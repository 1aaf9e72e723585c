// Front file of quality: what is wrong with the ledger, counted and listed.
import type { qualityApi } from '../../domain/quality/api.ts'
import type { Handlers } from '../kernel/context.ts'
import { readQuality } from './board.ts'
import { countQuality as count } from './counting.ts'
import { qualityRecords } from './records.ts'

export const countQuality = count

export const quality: Handlers<typeof qualityApi> = {
  'quality.read': readQuality,
  'quality.records': qualityRecords,
}
