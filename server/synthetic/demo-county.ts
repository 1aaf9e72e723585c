// What only the county of the demonstration shows: one loader a module, in the order they build upon each other.
import type { Day } from '../../domain/kernel/day.ts'
import type { System } from '../kernel/context.ts'
import { loadAdaptations } from './adaptations.ts'
import { loadBenefits } from './benefits.ts'
import { loadCanteens } from './canteens.ts'
import { loadDevices } from './devices.ts'
import { loadFamilies } from './families.ts'
import { loadFunds } from './funds.ts'
import { loadHomeBeds } from './home-beds.ts'
import { loadLifeReports } from './life-reports.ts'
import { loadMealAccounts } from './meal-accounts.ts'
import { loadServices } from './service-orders.ts'

export async function loadDemoCounty(
  system: System,
  countyCode: string,
  { seed, referenceDay }: { seed: string; referenceDay: Day },
): Promise<void> {
  await loadBenefits(system, countyCode, referenceDay)
  await loadLifeReports(system, countyCode, referenceDay)
  await loadDevices(system, countyCode, seed)
  await loadCanteens(system, countyCode, seed)
  await loadServices(system, countyCode, seed)
  await loadFamilies(system, countyCode)
  await loadAdaptations(system, countyCode, seed)
  await loadHomeBeds(system, countyCode, seed)
  await loadMealAccounts(system, countyCode, referenceDay)
  await loadFunds(system, countyCode, referenceDay)
}
