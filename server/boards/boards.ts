// Front file of boards: figures for a region and its parts, and the list behind each.
import type { indicatorApi } from '../../domain/indicators/api.ts'
import type { Handlers } from '../kernel/context.ts'
import { readBoard } from './board.ts'
import { readLoad } from './load.ts'
import { publishCorrection, readCorrections } from './published.ts'
import { readRecords } from './records.ts'

export const boards: Handlers<typeof indicatorApi> = {
  'board.read': readBoard,
  'board.load': readLoad,
  'board.records': readRecords,
  'board.corrections': readCorrections,
  'board.publish': publishCorrection,
}
