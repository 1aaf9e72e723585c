// Every sentence of the console in Chinese, the source language; the parts follow the screens.

import { assessmentMessages } from './zh-assessments.ts'
import { benefitMessages } from './zh-benefits.ts'
import { boardMessages } from './zh-board.ts'
import { broadcastMessages } from './zh-broadcasts.ts'
import { budgetMessages } from './zh-budgets.ts'
import { canteenSafetyMessages } from './zh-canteen-safety.ts'
import { canteenMessages } from './zh-canteens.ts'
import { careAccountMessages } from './zh-care-accounts.ts'
import { carriedMessages } from './zh-carried.ts'
import { caseMessages } from './zh-cases.ts'
import { caseWorkMessages } from './zh-casework.ts'
import { changeMessages } from './zh-changes.ts'
import { consentMessages } from './zh-consents.ts'
import { coverageMessages } from './zh-coverage.ts'
import { deviceMessages } from './zh-devices.ts'
import { disputeMessages } from './zh-disputes.ts'
import { dutyMessages } from './zh-duty.ts'
import { dutySheetMessages } from './zh-duty-sheets.ts'
import { elderMessages } from './zh-elders.ts'
import { facilityMessages } from './zh-facilities.ts'
import { familyMessages } from './zh-family.ts'
import { familyLinkMessages } from './zh-family-links.ts'
import { fundMessages } from './zh-funds.ts'
import { groupMessages } from './zh-groups.ts'
import { homeCareMessages } from './zh-home-care.ts'
import { identityMessages } from './zh-identity.ts'
import { importMessages } from './zh-imports.ts'
import { ledgerMessages } from './zh-ledger.ts'
import { listMessages } from './zh-lists.ts'
import { mealAccountMessages } from './zh-meal-accounts.ts'
import { mealClosingMessages } from './zh-meal-closing.ts'
import { mergingMessages } from './zh-merging.ts'
import { newcomerMessages } from './zh-newcomers.ts'
import { noticeMessages } from './zh-notices.ts'
import { officeMessages } from './zh-office.ts'
import { qualityMessages } from './zh-quality.ts'
import { riskMessages } from './zh-risk.ts'
import { roundMessages } from './zh-rounds.ts'
import { serviceMessages } from './zh-services.ts'
import { settlementMessages } from './zh-settlements.ts'
import { shellMessages } from './zh-shell.ts'
import { sitingMessages } from './zh-siting.ts'
import { stationMessages } from './zh-stations.ts'
import { stayMessages } from './zh-stays.ts'
import { surgeMessages } from './zh-surges.ts'
import { truthMessages } from './zh-truth.ts'
import { visitMessages } from './zh-visits.ts'

export const zh = {
  ...shellMessages,
  ...serviceMessages,
  ...assessmentMessages,
  ...boardMessages,
  ...elderMessages,
  ...dutySheetMessages,
  ...canteenMessages,
  ...facilityMessages,
  ...canteenSafetyMessages,
  ...carriedMessages,
  ...groupMessages,
  ...listMessages,
  ...ledgerMessages,
  ...fundMessages,
  ...newcomerMessages,
  ...identityMessages,
  ...qualityMessages,
  ...budgetMessages,
  ...coverageMessages,
  ...sitingMessages,
  ...truthMessages,
  ...riskMessages,
  ...visitMessages,
  ...changeMessages,
  ...familyMessages,
  ...familyLinkMessages,
  ...consentMessages,
  ...importMessages,
  ...homeCareMessages,
  ...caseMessages,
  ...deviceMessages,
  ...caseWorkMessages,
  ...dutyMessages,
  ...benefitMessages,
  ...disputeMessages,
  ...mealAccountMessages,
  ...mealClosingMessages,
  ...careAccountMessages,
  ...mergingMessages,
  ...roundMessages,
  ...officeMessages,
  ...noticeMessages,
  ...broadcastMessages,
  ...stationMessages,
  ...stayMessages,
  ...surgeMessages,
  ...settlementMessages,
}

export type MessageKey = keyof typeof zh
