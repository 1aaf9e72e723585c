// Front file of sync.
import type { syncApi } from '../../domain/sync/api.ts'
import type { Handlers } from '../kernel/context.ts'

export const sync = {} as Handlers<typeof syncApi>
