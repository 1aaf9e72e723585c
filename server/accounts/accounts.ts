// Front file of accounts.
import type { accountApi } from '../../domain/accounts/api.ts'
import type { Handlers } from '../kernel/context.ts'

export const accounts = {} as Handlers<typeof accountApi>
