// The sections of the left navigation, in the order of a working day, and the right each needs.
import type { Right } from '../../domain/accounts/rights.ts'
import type { MessageKey } from '../messages/zh.ts'
import { paths } from '../paths.ts'

/** The parts of the navigation, in the order of the thread: see, go there, know who, keep house. */
export const sectionParts = {
  overview: 'nav.overview',
  field: 'nav.field',
  people: 'nav.people',
  services: 'nav.services',
  money: 'nav.money',
  office: 'nav.office',
} as const satisfies Record<string, MessageKey>
export type SectionPart = keyof typeof sectionParts

export interface Section {
  part: SectionPart
  key:
    | 'board'
    | 'cases'
    | 'silence'
    | 'due'
    | 'surges'
    | 'notices'
    | 'elders'
    | 'changes'
    | 'events'
    | 'benefits'
    | 'ledger'
    | 'funds'
    | 'meal-books'
    | 'meal-rules'
    | 'care-accounts'
    | 'duplicates'
    | 'disputes'
    | 'quality'
    | 'budget'
    | 'coverage'
    | 'siting'
    | 'assessments'
    | 'homeDevices'
    | 'imports'
    | 'needs'
    | 'orders'
    | 'own-orders'
    | 'own-workers'
    | 'catalogue'
    | 'providers'
    | 'stays'
    | 'stations'
    | 'asset-contracts'
    | 'adaptations'
    | 'home-beds'
    | 'visitors'
    | 'truth'
    | 'duty-sheets'
    | 'canteens'
    | 'network'
    | 'food-safety'
    | 'carried'
    | 'accounts'
    | 'devices'
    | 'family-payments'
    | 'claims'
    | 'contracts'
    | 'complaints'
    | 'my-claims'
    | 'my-money'
    | 'my-complaints'
    | 'settings'
  word: MessageKey
  right: Right
  to: () => string
}

export const sections: readonly Section[] = [
  { part: 'overview', key: 'board', word: 'nav.board', right: 'indicator:read', to: () => paths.board() },
  { part: 'overview', key: 'cases', word: 'nav.cases', right: 'aidCase:read', to: () => paths.aidCases() },
  { part: 'overview', key: 'silence', word: 'nav.silence', right: 'aidCase:read', to: () => paths.silence() },
  { part: 'overview', key: 'surges', word: 'nav.surges', right: 'surge:read', to: () => paths.surges() },
  {
    part: 'overview',
    key: 'coverage',
    word: 'nav.coverage',
    right: 'coverage:read',
    to: () => paths.coverage(),
  },
  { part: 'overview', key: 'siting', word: 'nav.siting', right: 'siting:plan', to: () => paths.siting() },
  { part: 'field', key: 'due', word: 'nav.due', right: 'visit:read', to: () => paths.due() },
  { part: 'field', key: 'visitors', word: 'nav.visitors', right: 'visit:assign', to: () => paths.visitors() },
  {
    part: 'field',
    key: 'truth',
    word: 'nav.truth',
    right: 'visitTruth:read',
    to: () => paths.truth(),
  },
  {
    part: 'field',
    key: 'duty-sheets',
    word: 'nav.dutySheets',
    right: 'visit:transcribe',
    to: () => paths.dutySheets(),
  },
  { part: 'field', key: 'carried', word: 'nav.carried', right: 'sync:carry', to: () => paths.carried() },
  {
    part: 'field',
    key: 'homeDevices',
    word: 'nav.homeDevices',
    right: 'homeDevice:read',
    to: () => paths.homeDevices(),
  },
  { part: 'people', key: 'elders', word: 'nav.elders', right: 'elder:read', to: () => paths.elders() },
  { part: 'people', key: 'changes', word: 'nav.changes', right: 'elder:edit', to: () => paths.changes() },
  { part: 'people', key: 'events', word: 'nav.events', right: 'lifeEvent:read', to: () => paths.events() },
  {
    part: 'people',
    key: 'benefits',
    word: 'nav.benefits',
    right: 'benefit:read',
    to: () => paths.benefits(),
  },
  {
    part: 'people',
    key: 'duplicates',
    word: 'nav.duplicates',
    right: 'elder:merge',
    to: () => paths.duplicates(),
  },
  {
    part: 'people',
    key: 'disputes',
    word: 'nav.disputes',
    right: 'dispute:read',
    to: () => paths.disputes(),
  },
  {
    part: 'people',
    key: 'assessments',
    word: 'nav.assessments',
    right: 'assessment:read',
    to: () => paths.assessments(),
  },
  { part: 'people', key: 'quality', word: 'nav.quality', right: 'indicator:read', to: () => paths.quality() },
  { part: 'people', key: 'imports', word: 'nav.imports', right: 'elder:import', to: () => paths.imports() },
  { part: 'services', key: 'needs', word: 'nav.needs', right: 'order:read', to: () => paths.needs() },
  { part: 'services', key: 'orders', word: 'nav.orders', right: 'order:read', to: () => paths.orders() },
  { part: 'services', key: 'stays', word: 'nav.stays', right: 'facility:read', to: () => paths.stays() },
  {
    part: 'services',
    key: 'stations',
    word: 'nav.stations',
    right: 'facility:read',
    to: () => paths.stations(),
  },
  {
    part: 'services',
    key: 'asset-contracts',
    word: 'nav.assets',
    right: 'stay:work',
    to: () => paths.assets(),
  },
  {
    part: 'services',
    key: 'network',
    word: 'nav.network',
    right: 'facility:read',
    to: () => paths.network(),
  },
  {
    part: 'services',
    key: 'canteens',
    word: 'nav.canteens',
    right: 'canteen:read',
    to: () => paths.canteens(),
  },
  {
    part: 'services',
    key: 'food-safety',
    word: 'nav.foodSafety',
    right: 'canteen:read',
    to: () => paths.foodSafety(),
  },
  {
    part: 'services',
    key: 'adaptations',
    word: 'nav.adaptations',
    right: 'homeCare:read',
    to: () => paths.adaptations(),
  },
  {
    part: 'services',
    key: 'home-beds',
    word: 'nav.homeBeds',
    right: 'homeCare:read',
    to: () => paths.homeBeds(),
  },
  {
    part: 'services',
    key: 'complaints',
    word: 'nav.complaints',
    right: 'complaint:read',
    to: () => paths.complaints(),
  },
  {
    part: 'services',
    key: 'catalogue',
    word: 'nav.catalogue',
    right: 'order:read',
    to: () => paths.catalogue(),
  },
  {
    part: 'services',
    key: 'providers',
    word: 'nav.providers',
    right: 'order:read',
    to: () => paths.providers(),
  },
  {
    part: 'services',
    key: 'own-orders',
    word: 'nav.ownOrders',
    right: 'order:accept',
    to: () => paths.ownOrders(),
  },
  {
    part: 'services',
    key: 'own-workers',
    word: 'nav.ownWorkers',
    right: 'claim:make',
    to: () => paths.ownWorkers(),
  },
  {
    part: 'services',
    key: 'my-complaints',
    word: 'nav.myComplaints',
    right: 'order:accept',
    to: () => paths.myComplaints(),
  },
  { part: 'money', key: 'funds', word: 'nav.funds', right: 'fund:read', to: () => paths.funds() },
  { part: 'money', key: 'budget', word: 'nav.budget', right: 'budget:try', to: () => paths.budget() },
  {
    part: 'money',
    key: 'meal-books',
    word: 'nav.mealBooks',
    right: 'ledger:read',
    to: () => paths.mealBooks(),
  },
  {
    part: 'money',
    key: 'meal-rules',
    word: 'nav.mealRules',
    right: 'canteen:read',
    to: () => paths.mealRules(),
  },
  {
    part: 'money',
    key: 'care-accounts',
    word: 'nav.careAccounts',
    right: 'careAccount:keep',
    to: () => paths.careAccounts(),
  },
  { part: 'money', key: 'claims', word: 'nav.claims', right: 'claim:review', to: () => paths.claims() },
  {
    part: 'money',
    key: 'contracts',
    word: 'nav.contracts',
    right: 'contract:manage',
    to: () => paths.contracts(),
  },
  {
    part: 'money',
    key: 'family-payments',
    word: 'nav.familyPayments',
    right: 'familyLink:invite',
    to: () => paths.familyPayments(),
  },
  { part: 'money', key: 'ledger', word: 'nav.ledger', right: 'ledger:read', to: () => paths.ledger() },
  { part: 'money', key: 'my-claims', word: 'nav.myClaims', right: 'claim:make', to: () => paths.myClaims() },
  { part: 'money', key: 'my-money', word: 'nav.myMoney', right: 'claim:make', to: () => paths.myMoney() },
  {
    part: 'office',
    key: 'notices',
    word: 'nav.notices',
    right: 'notice:read',
    to: () => paths.noticeLog(),
  },
  {
    part: 'office',
    key: 'accounts',
    word: 'nav.accounts',
    right: 'account:read',
    to: () => paths.accounts(),
  },
  { part: 'office', key: 'devices', word: 'nav.devices', right: 'device:manage', to: () => paths.devices() },
  // A visitor may read the rules too, but on the phone; the desk shows them to those who keep a board.
  {
    part: 'office',
    key: 'settings',
    word: 'nav.settings',
    right: 'setting:read',
    to: () => paths.settings(),
  },
]

/** '/console/elders/2224…' → 'elders'; the lists behind a figure belong to the board. */
export function sectionOf(pathname: string): Section['key'] | null {
  const first = pathname.replace(/^\/console/, '').split('/')[1] ?? ''
  if (first === 'broadcasts' || first === 'digest') return 'notices'
  if (first === 'notices' && !pathname.includes('/log')) return null
  if (first === 'transfers') return 'events'
  if (first === 'unvisited') return 'board'
  if (first === 'exports' || first === 'bulk-acts' || first === 'newcomers' || first === 'consents')
    return 'elders'
  if (first === 'households') return 'elders'
  if (first === 'home-devices') return 'homeDevices'
  return sections.find(section => section.key === first)?.key ?? null
}
