// Front file of indicators.
import type { indicatorApi } from '../../domain/indicators/api.ts'
import type { Handlers } from '../kernel/context.ts'

export const indicators = {} as Handlers<typeof indicatorApi>
