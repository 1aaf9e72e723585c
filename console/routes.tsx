// Every screen and its address; each is loaded when it is first opened.
import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { parseSearch, stringifySearch } from './address.ts'
import { Gate } from './frame/Gate.tsx'
import { Home, NoSuchPage, PageBroken } from './frame/Home.tsx'
import { Loading } from './states.tsx'

const root = createRootRoute({ component: Gate, notFoundComponent: NoSuchPage })

const screen = (path: string, load: () => Promise<Record<string, unknown>>, name: string) =>
  createRoute({
    getParentRoute: () => root,
    path,
    component: lazyRouteComponent(load as () => Promise<Record<string, never>>, name),
  })

const routeTree = root.addChildren([
  createRoute({ getParentRoute: () => root, path: '/', component: Home }),
  screen('/board', () => import('./indicators/BoardPage.tsx'), 'BoardPage'),
  screen('/board/records', () => import('./indicators/RecordsPage.tsx'), 'RecordsPage'),
  screen('/board/corrections', () => import('./indicators/CorrectionsPage.tsx'), 'CorrectionsPage'),
  screen('/unvisited', () => import('./visits/UnvisitedPage.tsx'), 'UnvisitedPage'),
  screen('/elders', () => import('./elders/EldersPage.tsx'), 'EldersPage'),
  screen('/elders/as-of', () => import('./elders/AsOfPage.tsx'), 'AsOfPage'),
  screen('/elders/register', () => import('./elders/RegisterPage.tsx'), 'RegisterPage'),
  screen('/elders/print', () => import('./elder-lists/PrintListPage.tsx'), 'PrintListPage'),
  screen('/elders/$county/$id/consent-sheet', () => import('./consents/SheetPages.tsx'), 'ConsentSheetPage'),
  screen('/elders/$county/$id/access-sheet', () => import('./consents/SheetPages.tsx'), 'AccessSheetPage'),
  screen('/elders/$county/$id/sheet', () => import('./elder-lists/RecordSheetPage.tsx'), 'RecordSheetPage'),
  screen('/exports', () => import('./elder-lists/ExportsPage.tsx'), 'ExportsPage'),
  screen('/bulk-acts', () => import('./elder-lists/BulkActsPage.tsx'), 'BulkActsPage'),
  screen('/elders/$county/$id', () => import('./elders/ElderPage.tsx'), 'ElderPage'),
  screen('/changes', () => import('./groups/ChangesPage.tsx'), 'ChangesPage'),
  screen('/benefits', () => import('./benefits/BenefitsPage.tsx'), 'BenefitsPage'),
  screen('/benefits/rules', () => import('./benefits/RulesPage.tsx'), 'RulesPage'),
  screen('/benefits/rules/$county/$id', () => import('./benefits/RulePage.tsx'), 'RulePage'),
  screen('/benefits/drafts/$county', () => import('./benefits/RuleEditPage.tsx'), 'RuleEditPage'),
  screen('/benefits/trials/$county/$id', () => import('./benefits/TrialPage.tsx'), 'TrialPage'),
  screen('/benefits/runs/$county/$id', () => import('./benefits/RunPage.tsx'), 'RunPage'),
  screen('/benefits/recoveries', () => import('./benefits/RecoveriesPage.tsx'), 'RecoveriesPage'),
  screen('/benefits/matches', () => import('./benefits/MatchesPage.tsx'), 'MatchesPage'),
  screen('/duplicates', () => import('./duplicates/PairsPage.tsx'), 'PairsPage'),
  screen('/duplicates/$county/$id', () => import('./duplicates/AcrossPage.tsx'), 'AcrossPage'),
  screen('/disputes', () => import('./disputes/DisputesPage.tsx'), 'DisputesPage'),
  screen('/disputes/$county/$id', () => import('./disputes/DisputePage.tsx'), 'DisputePage'),
  screen('/duplicates/$county/$id/$other', () => import('./duplicates/ComparePage.tsx'), 'ComparePage'),
  screen('/households', () => import('./households/HouseholdsPage.tsx'), 'HouseholdsPage'),
  screen('/events', () => import('./life-events/EventsPage.tsx'), 'EventsPage'),
  screen('/transfers/$county/$id', () => import('./life-events/TransferPage.tsx'), 'TransferPage'),
  screen('/consents', () => import('./consents/DueConsentsPage.tsx'), 'DueConsentsPage'),
  screen('/family-payments', () => import('./family-links/FamilyPaymentsPage.tsx'), 'FamilyPaymentsPage'),
  screen('/newcomers', () => import('./newcomers/NewcomersPage.tsx'), 'NewcomersPage'),
  screen('/quality', () => import('./quality/QualityPage.tsx'), 'QualityPage'),
  screen('/quality/records', () => import('./quality/QualityRecordsPage.tsx'), 'QualityRecordsPage'),
  screen('/imports', () => import('./elders/import/ImportsPage.tsx'), 'ImportsPage'),
  screen('/imports/$id', () => import('./elders/import/BatchPage.tsx'), 'BatchPage'),
  screen('/home-devices', () => import('./devices/HomeDevicesPage.tsx'), 'HomeDevicesPage'),
  screen('/home-devices/gateways', () => import('./devices/GatewaysPage.tsx'), 'GatewaysPage'),
  screen('/home-devices/$county/$id', () => import('./devices/HomeDevicePage.tsx'), 'HomeDevicePage'),
  screen('/silence', () => import('./silence/SilencePage.tsx'), 'SilencePage'),
  screen('/cases', () => import('./aid-cases/CasesPage.tsx'), 'CasesPage'),
  screen('/cases/board', () => import('./aid-cases/CaseBoardPage.tsx'), 'CaseBoardPage'),
  screen('/cases/wall', () => import('./aid-cases/WallPage.tsx'), 'WallPage'),
  screen('/cases/duty', () => import('./aid-cases/DutyPage.tsx'), 'DutyPage'),
  screen('/cases/referrals', () => import('./aid-cases/ReferralsPage.tsx'), 'ReferralsPage'),
  screen('/cases/$county/$id/sheet', () => import('./aid-cases/CaseSheetPage.tsx'), 'CaseSheetPage'),
  screen('/cases/$county/$id', () => import('./aid-cases/CasePage.tsx'), 'CasePage'),
  screen('/surges', () => import('./surges/SurgesPage.tsx'), 'SurgesPage'),
  screen('/surges/declare', () => import('./surges/DeclarePage.tsx'), 'DeclarePage'),
  screen('/surges/$county/$id', () => import('./surges/SurgePage.tsx'), 'SurgePage'),
  screen('/broadcasts', () => import('./notices/BroadcastsPage.tsx'), 'BroadcastsPage'),
  screen('/broadcasts/write', () => import('./notices/BroadcastWritePage.tsx'), 'BroadcastWritePage'),
  screen('/broadcasts/$county/$id', () => import('./notices/BroadcastPage.tsx'), 'BroadcastPage'),
  screen('/digest', () => import('./notices/DigestPage.tsx'), 'DigestPage'),
  screen('/notices', () => import('./notices/MyNoticesPage.tsx'), 'MyNoticesPage'),
  screen('/notices/log', () => import('./notices/NoticeLogPage.tsx'), 'NoticeLogPage'),
  screen('/assessments', () => import('./assessments/DutiesPage.tsx'), 'DutiesPage'),
  screen('/assessments/assessors', () => import('./assessments/AssessorsPage.tsx'), 'AssessorsPage'),
  screen('/assessments/$county/$id', () => import('./assessments/AbilityPage.tsx'), 'AbilityPage'),
  screen('/assessments/$county/$id/second', () => import('./assessments/SecondPage.tsx'), 'SecondPage'),
  screen('/assessments/$county/$id/report', () => import('./assessments/ReportPage.tsx'), 'ReportPage'),
  screen('/elders/$county/$id/ability', () => import('./assessments/AbilityFormPage.tsx'), 'AbilityFormPage'),
  screen('/elders/$county/$id/home', () => import('./assessments/HomeCheckPage.tsx'), 'HomeCheckPage'),
  screen('/truth', () => import('./visit-truth/TruthPage.tsx'), 'TruthPage'),
  screen('/truth/calls', () => import('./visit-truth/CallsPage.tsx'), 'CallsPage'),
  screen('/truth/cards', () => import('./visit-truth/CardsPage.tsx'), 'CardsPage'),
  screen('/truth/cards/sheet', () => import('./visit-truth/CardSheetPage.tsx'), 'CardSheetPage'),
  screen('/truth/$county/$id', () => import('./visit-truth/VisitorTruthPage.tsx'), 'VisitorTruthPage'),
  screen('/due', () => import('./risk/DuePage.tsx'), 'DuePage'),
  screen('/due/overrules', () => import('./risk/OverrulesPage.tsx'), 'OverrulesPage'),
  screen('/due/trials', () => import('./risk/TrialsPage.tsx'), 'TrialsPage'),
  screen('/due/trials/$county/$id', () => import('./risk/TrialPage.tsx'), 'TrialPage'),
  screen('/due/trials/$county/$id/lines', () => import('./risk/TrialLinesPage.tsx'), 'TrialLinesPage'),
  screen('/visits/$county/$id', () => import('./visits/VisitPage.tsx'), 'VisitPage'),
  screen('/visitors', () => import('./rounds/VisitorsPage.tsx'), 'VisitorsPage'),
  screen('/visitors/records', () => import('./rounds/LoadRecordsPage.tsx'), 'LoadRecordsPage'),
  screen('/visitors/plans/$county/$id', () => import('./rounds/PlanPage.tsx'), 'PlanPage'),
  screen('/carried', () => import('./carrying/CarriedPage.tsx'), 'CarriedPage'),
  screen('/duty-sheets', () => import('./duty-sheets/DutySheetsPage.tsx'), 'DutySheetsPage'),
  screen('/duty-sheets/new', () => import('./duty-sheets/NewSheetsPage.tsx'), 'NewSheetsPage'),
  screen('/duty-sheets/$county/print', () => import('./duty-sheets/PrintSheetsPage.tsx'), 'PrintSheetsPage'),
  screen('/duty-sheets/$county/$id', () => import('./duty-sheets/SheetPage.tsx'), 'SheetPage'),
  screen('/settings', () => import('./regions/SettingsPage.tsx'), 'SettingsPage'),
  screen('/accounts', () => import('./accounts/AccountsPage.tsx'), 'AccountsPage'),
  screen('/devices', () => import('./accounts/DevicesPage.tsx'), 'DevicesPage'),
  screen('/me', () => import('./accounts/MyAccountPage.tsx'), 'MyAccountPage'),
])

export const router = createRouter({
  routeTree,
  basepath: '/console',
  parseSearch,
  stringifySearch,
  scrollRestoration: true,
  defaultPendingComponent: Loading,
  defaultErrorComponent: PageBroken,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
