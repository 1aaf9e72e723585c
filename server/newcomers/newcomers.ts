// Front file of newcomers: people met in the field who are not in the ledger yet.
import type { newcomerApi } from '../../domain/newcomers/api.ts'
import type { Handlers } from '../kernel/context.ts'
import { pullDirectory } from './directory.ts'
import { countWaiting, dismissNewcomer, enterNewcomer, keepNewcomers, listNewcomers } from './reports.ts'

export const newcomers: Handlers<typeof newcomerApi> = {
  'directory.pull': pullDirectory,
  'newcomer.report': { many: keepNewcomers },
  'newcomer.waiting': countWaiting,
  'newcomer.list': listNewcomers,
  async 'newcomer.enter'(context, input) {
    await enterNewcomer(context, input)
    return {}
  },
  async 'newcomer.dismiss'(context, input) {
    await dismissNewcomer(context, input)
    return {}
  },
}
