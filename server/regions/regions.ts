// Front file of regions.
import type { regionApi } from '../../domain/regions/api.ts'
import type { Handlers } from '../kernel/context.ts'

export const regions = {} as Handlers<typeof regionApi>
