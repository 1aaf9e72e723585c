// Front file of aid-cases.
import type { aidCaseApi } from '../../domain/aid-cases/api.ts'
import type { Handlers } from '../kernel/context.ts'

export const aidCases = {} as Handlers<typeof aidCaseApi>
