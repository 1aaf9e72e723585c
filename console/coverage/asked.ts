// What the address asks of villages or elders: service, measure, reach, border, need.
import type { Sent } from '../../domain/api.ts'
import { coverageMeasures, coverageReaches, coverageServices } from '../../domain/coverage/coverage.ts'
import type { Filters } from '../address.ts'

export type VillagesAsked = Sent<'coverage.export'>

export function askedFrom(region: string, filters: Filters): VillagesAsked {
  const reach = coverageReaches.keys.find(key => key === filters.reach)
  return {
    regionCode: region,
    service: coverageServices.keys.find(key => key === filters.service) ?? 'meal',
    measure: coverageMeasures.find(key => key === filters.measure) ?? 'eldersOnRecord',
    border: filters.border === 'yes',
    wanted: filters.wanted === 'yes',
    ...(reach && { reach }),
  }
}
