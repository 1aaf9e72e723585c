// Every table, declared once per module; the query builder's types and the columns test both come from here.
import type { Generated } from 'kysely'
import type * as z from 'zod/mini'
import { accountTables } from './accounts/tables.ts'
import { aidCaseTables } from './aid-cases/tables.ts'
import { assessmentTables } from './assessments/tables.ts'
import { benefitTables } from './benefits/tables.ts'
import { budgetTables } from './budgets/tables.ts'
import { canteenSafetyTables } from './canteen-safety/tables.ts'
import { canteenTables } from './canteens/tables.ts'
import { careAccountTables } from './care-accounts/tables.ts'
import { consentTables } from './consents/tables.ts'
import { coverageTables } from './coverage/tables.ts'
import { deviceTables } from './devices/tables.ts'
import { duplicateTables } from './duplicates/tables.ts'
import { dutySheetTables } from './duty-sheets/tables.ts'
import { elderListTables } from './elder-lists/tables.ts'
import type { provedColumns } from './elders/groups/tables.ts'
import { elderTables } from './elders/tables.ts'
import { facilityTables } from './facilities/tables.ts'
import { familyLinkTables } from './family-links/tables.ts'
import { fundTables } from './funds/tables.ts'
import { homeCareTables } from './home-care/tables.ts'
import { indicatorTables } from './indicators/tables.ts'
import { kernelTables } from './kernel/tables.ts'
import { ledgerTables } from './ledger/tables.ts'
import { lifeEventTables } from './life-events/tables.ts'
import { mealAccountTables } from './meal-accounts/tables.ts'
import { newcomerTables } from './newcomers/tables.ts'
import { noticeTables } from './notices/tables.ts'
import { qualityTables } from './quality/tables.ts'
import { regionTables } from './regions/tables.ts'
import { riskTables } from './risk/tables.ts'
import { roundTables } from './rounds/tables.ts'
import { serviceOrderTables } from './service-orders/tables.ts'
import { settlementTables } from './settlements/tables.ts'
import { silenceTables } from './silence/tables.ts'
import { sitingTables } from './siting/tables.ts'
import { stayTables } from './stays/tables.ts'
import { surgeTables } from './surges/tables.ts'
import { syncTables } from './sync/tables.ts'
import { visitTruthTables } from './visit-truth/tables.ts'
import { visitTables } from './visits/tables.ts'

export const tables = {
  ...kernelTables,
  ...regionTables,
  ...accountTables,
  ...elderTables,
  ...qualityTables,
  ...coverageTables,
  ...sitingTables,
  ...budgetTables,
  ...newcomerTables,
  ...consentTables,
  ...elderListTables,
  ...duplicateTables,
  ...visitTables,
  ...dutySheetTables,
  ...canteenTables,
  ...facilityTables,
  ...canteenSafetyTables,
  ...familyLinkTables,
  ...mealAccountTables,
  ...careAccountTables,
  ...riskTables,
  ...visitTruthTables,
  ...aidCaseTables,
  ...deviceTables,
  ...silenceTables,
  ...serviceOrderTables,
  ...assessmentTables,
  ...benefitTables,
  ...roundTables,
  ...homeCareTables,
  ...lifeEventTables,
  ...ledgerTables,
  ...noticeTables,
  ...surgeTables,
  ...settlementTables,
  ...fundTables,
  ...stayTables,
  ...indicatorTables,
  ...syncTables,
}

/** Given by the database: identities, and what starts out empty. */
type GeneratedColumns = {
  acts: 'receipt'
  devices: 'phoneId' | 'publicKey' | 'clockOffsetMs' | 'contactAt' | 'report' | 'reportAt'
  elders: 'mergedIds' | 'hardOfHearing' | 'weakSight'
  households: 'version'
  elderContacts: 'kinship' | 'sex' | 'hasKey' | 'isSupporter' | 'version'
  elderMemberships: keyof typeof provedColumns
  visits:
    | 'clockOffsetMs'
    | 'refusedReason'
    | 'toldBy'
    | 'doorSigns'
    | 'followUps'
    | 'seasonal'
    | 'kinContacts'
    | 'householdVisitId'
  attachments: 'previewSealed'
  homeBedVisits: 'photoIds'
  auditEntries: 'id' | 'sealNumber'
  dutySheets: 'serial'
  bills: 'serial' | 'timesTakenBack' | 'savedMinutes'
  serviceComplaints: 'toldLateOn' | 'climbs' | 'climbedOn'
  orderEvents: 'number'
  mealCards: 'serial'
  mealTopUps: 'serial'
  careTopUps: 'serial'
  mealEntries: 'serial'
  stayReceipts: 'serial'
  stationEntries: 'serial'
  mealBills: 'collectedFen'
  mealCorrections: 'collectedFen'
  elderStandings: 'riskRank'
  indicatorChanges: 'id'
  aidCaseChanges: 'id'
  ledgerTransfers: 'serial'
}

export type Tables = {
  [Table in keyof typeof tables]: {
    [Column in keyof z.output<(typeof tables)[Table]>]: Table extends keyof GeneratedColumns
      ? Column extends GeneratedColumns[Table]
        ? Generated<z.output<(typeof tables)[Table]>[Column]>
        : z.output<(typeof tables)[Table]>[Column]
      : z.output<(typeof tables)[Table]>[Column]
  }
}
