// Front file of elders.
import type { elderApi } from '../../domain/elders/api.ts'
import type { Handlers } from '../kernel/context.ts'

export const elders = {} as Handlers<typeof elderApi>
