// Every operation with the function that answers it; a missing one does not compile.
import { type Api, api } from '../domain/api.ts'
import { accounts } from './accounts/accounts.ts'
import { aidCases, caseBoards, casePlan, duties } from './aid-cases/aid-cases.ts'
import { assessments } from './assessments/assessments.ts'
import { benefits } from './benefits/benefits.ts'
import { boards } from './boards/boards.ts'
import { budgetPlans, budgets } from './budgets/budgets.ts'
import { canteenSafety } from './canteen-safety/canteen-safety.ts'
import { canteens } from './canteens/canteens.ts'
import { careAccounts, savedTime } from './care-accounts/care-accounts.ts'
import { consents } from './consents/consents.ts'
import { coverage } from './coverage/coverage.ts'
import { devices } from './devices/devices.ts'
import { disputes, duplicates, elderMerging } from './duplicates/duplicates.ts'
import { dutySheets } from './duty-sheets/duty-sheets.ts'
import { elderLists } from './elder-lists/elder-lists.ts'
import { elders, groups } from './elders/elders.ts'
import { facilities, facilityImports } from './facilities/facilities.ts'
import { familyLinks } from './family-links/family-links.ts'
import { fundImports, funds } from './funds/funds.ts'
import { homeCare } from './home-care/home-care.ts'
import type { Registry } from './kernel/checks.ts'
import type { Handlers } from './kernel/context.ts'
import { ledger } from './ledger/ledger.ts'
import { lifeEvents } from './life-events/life-events.ts'
import { mealBooks, mealClosings, mealRules } from './meal-accounts/meal-accounts.ts'
import { newcomers } from './newcomers/newcomers.ts'
import { notices } from './notices/notices.ts'
import { quality } from './quality/quality.ts'
import { regions } from './regions/regions.ts'
import { risk } from './risk/risk.ts'
import { rounds } from './rounds/rounds.ts'
import { serviceCatalogue, serviceNeeds, serviceOrders } from './service-orders/service-orders.ts'
import { claims, complaints, contracts } from './settlements/settlements.ts'
import { silence } from './silence/silence.ts'
import { siting } from './siting/siting.ts'
import { stays } from './stays/stays.ts'
import { surges } from './surges/surges.ts'
import { sync } from './sync/sync.ts'
import { visitTruth } from './visit-truth/visit-truth.ts'
import { visits } from './visits/visits.ts'

const handlers: Handlers<Api> = {
  ...accounts,
  ...regions,
  ...elders,
  ...groups,
  ...elderMerging,
  ...duplicates,
  ...disputes,
  ...elderLists,
  ...quality,
  ...coverage,
  ...budgets,
  ...budgetPlans,
  ...siting,
  ...newcomers,
  ...consents,
  ...visits,
  ...risk,
  ...dutySheets,
  ...stays,
  ...canteens,
  ...facilities,
  ...facilityImports,
  ...canteenSafety,
  ...familyLinks,
  ...visitTruth,
  ...aidCases,
  ...devices,
  ...casePlan,
  ...caseBoards,
  ...duties,
  ...claims,
  ...contracts,
  ...complaints,
  ...serviceCatalogue,
  ...serviceNeeds,
  ...serviceOrders,
  ...silence,
  ...assessments,
  ...benefits,
  ...rounds,
  ...homeCare,
  ...funds,
  ...fundImports,
  ...lifeEvents,
  ...ledger,
  ...mealRules,
  ...mealBooks,
  ...mealClosings,
  ...careAccounts,
  ...savedTime,
  ...notices,
  ...surges,
  ...boards,
  ...sync,
}

export const registry: Registry = { table: api, handlers: handlers as Registry['handlers'] }
