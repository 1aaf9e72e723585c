// The steps in which time is counted on the day a service is agreed.
import type { TimeSteps } from '../../domain/service-orders/time-share.ts'
import type { Context } from '../kernel/context.ts'

export function timeStepsIn({ setting }: Pick<Context, 'setting'>, regionCode: string): TimeSteps {
  return {
    roundMinutes: setting('timeBank.roundMinutes', regionCode),
    leastMinutes: setting('timeBank.leastMinutes', regionCode),
  }
}
