// Front file of boards: figures for a region and its parts, and the list behind each.
import type { indicatorApi } from '../../domain/indicators/api.ts'
import type { Handlers } from '../kernel/context.ts'

export const boards = {} as Handlers<typeof indicatorApi>
