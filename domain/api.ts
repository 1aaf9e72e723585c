// Every operation there is, merged from the modules.
import { accountApi } from './accounts/api.ts'
import { aidCaseApi } from './aid-cases/api.ts'
import { caseBoardApi } from './aid-cases/board-api.ts'
import { dutyApi } from './aid-cases/duty-api.ts'
import { casePlanApi } from './aid-cases/plan-api.ts'
import { assessmentApi } from './assessments/api.ts'
import { benefitApi } from './benefits/api.ts'
import { budgetApi } from './budgets/api.ts'
import { budgetPlanApi } from './budgets/plans-api.ts'
import { canteenSafetyApi } from './canteen-safety/api.ts'
import { canteenApi } from './canteens/api.ts'
import { mealApi } from './canteens/meal-api.ts'
import { careAccountApi } from './care-accounts/api.ts'
import { savedTimeApi } from './care-accounts/saved-time.ts'
import { consentApi } from './consents/api.ts'
import { coverageApi } from './coverage/api.ts'
import { deviceApi } from './devices/api.ts'
import { duplicateApi } from './duplicates/api.ts'
import { disputeApi } from './duplicates/disputes-api.ts'
import { dutySheetApi } from './duty-sheets/api.ts'
import { elderListApi } from './elder-lists/api.ts'
import { elderApi } from './elders/api.ts'
import { asOfApi } from './elders/as-of-api.ts'
import { groupApi } from './elders/groups/api.ts'
import { elderMergingApi } from './elders/merging-api.ts'
import { facilityApi } from './facilities/api.ts'
import { facilityImportApi } from './facilities/import/api.ts'
import { familyLinkApi } from './family-links/api.ts'
import { fundApi } from './funds/api.ts'
import { fundImportApi } from './funds/import/api.ts'
import { homeCareApi } from './home-care/api.ts'
import { indicatorApi } from './indicators/api.ts'
import type { InputOf, OutputOf, SentOf } from './kernel/operation.ts'
import { ledgerApi } from './ledger/api.ts'
import { lifeEventApi } from './life-events/api.ts'
import { mealRuleApi } from './meal-accounts/api.ts'
import { mealBookApi } from './meal-accounts/books-api.ts'
import { mealClosingApi } from './meal-accounts/closing-api.ts'
import { newcomerApi } from './newcomers/api.ts'
import { noticeApi } from './notices/api.ts'
import { qualityApi } from './quality/api.ts'
import { regionApi } from './regions/api.ts'
import { riskApi } from './risk/api.ts'
import { roundApi } from './rounds/api.ts'
import { serviceCatalogueApi } from './service-orders/api.ts'
import { serviceNeedApi } from './service-orders/need-api.ts'
import { serviceOrderApi } from './service-orders/order-api.ts'
import { claimApi } from './settlements/api.ts'
import { complaintApi } from './settlements/complaints-api.ts'
import { contractApi } from './settlements/contracts-api.ts'
import { silenceApi } from './silence/api.ts'
import { sitingApi } from './siting/api.ts'
import { staysApi } from './stays/api.ts'
import { surgeApi } from './surges/api.ts'
import { syncApi } from './sync/api.ts'
import { visitTruthApi } from './visit-truth/api.ts'
import { visitApi } from './visits/api.ts'

export const api = {
  ...accountApi,
  ...regionApi,
  ...elderApi,
  ...groupApi,
  ...asOfApi,
  ...elderMergingApi,
  ...duplicateApi,
  ...disputeApi,
  ...elderListApi,
  ...qualityApi,
  ...coverageApi,
  ...budgetApi,
  ...budgetPlanApi,
  ...sitingApi,
  ...newcomerApi,
  ...consentApi,
  ...visitApi,
  ...riskApi,
  ...dutySheetApi,
  ...canteenApi,
  ...facilityApi,
  ...facilityImportApi,
  ...canteenSafetyApi,
  ...mealApi,
  ...familyLinkApi,
  ...visitTruthApi,
  ...aidCaseApi,
  ...deviceApi,
  ...casePlanApi,
  ...caseBoardApi,
  ...dutyApi,
  ...claimApi,
  ...contractApi,
  ...complaintApi,
  ...serviceCatalogueApi,
  ...serviceNeedApi,
  ...serviceOrderApi,
  ...silenceApi,
  ...staysApi,
  ...assessmentApi,
  ...benefitApi,
  ...roundApi,
  ...homeCareApi,
  ...fundApi,
  ...fundImportApi,
  ...lifeEventApi,
  ...ledgerApi,
  ...mealRuleApi,
  ...mealBookApi,
  ...mealClosingApi,
  ...careAccountApi,
  ...savedTimeApi,
  ...noticeApi,
  ...surgeApi,
  ...indicatorApi,
  ...syncApi,
}

export type Api = typeof api
export type OperationName = keyof Api
export type Input<Name extends OperationName> = InputOf<Api[Name]>
export type Sent<Name extends OperationName> = SentOf<Api[Name]>
export type Output<Name extends OperationName> = OutputOf<Api[Name]>
