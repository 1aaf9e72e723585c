// Front file of visits.
import type { visitApi } from '../../domain/visits/api.ts'
import type { Handlers } from '../kernel/context.ts'

export const visits = {} as Handlers<typeof visitApi>
