// Every address of the console, built in one place: a screen is its address, so every screen can be linked.

const base = '/console'

type Query = Record<string, string | undefined>

/** Filters that are empty leave no trace in the address. */
export function address(path: string, query: Query = {}): string {
  const filled = Object.entries(query).filter((pair): pair is [string, string] => Boolean(pair[1]))
  const text = new URLSearchParams(filled).toString()
  return text ? `${base}${path}?${text}` : `${base}${path}`
}

interface OfRegion {
  region?: string | undefined
}
interface OfMonth extends OfRegion {
  month?: string | undefined
}

interface CoverageQuery extends OfRegion {
  service?: string | undefined
  measure?: string | undefined
  reach?: string | undefined
  border?: string | undefined
  wanted?: string | undefined
}

export const paths = {
  home: () => address('/'),
  board: (query: OfMonth = {}) => address('/board', { ...query }),
  boardRecords: (query: OfMonth & { indicator: string }) => address('/board/records', { ...query }),
  corrections: (query: OfMonth = {}) => address('/board/corrections', { ...query }),
  unvisited: (query: OfMonth = {}) => address('/unvisited', { ...query }),
  /** Filters and columns of the list, as domain/elders/filter.ts writes them. */
  elders: (query: OfRegion & Record<string, string | undefined> = {}) => address('/elders', { ...query }),
  eldersPrint: (query: OfRegion & Record<string, string | undefined> = {}) =>
    address('/elders/print', { ...query }),
  asOf: (
    query: OfRegion & {
      day?: string | undefined
      group?: string | undefined
      standing?: string | undefined
    } = {},
  ) => address('/elders/as-of', { ...query }),
  elderRegister: (query: OfRegion = {}) => address('/elders/register', { ...query }),
  changes: (
    query: OfRegion & {
      tab?: string | undefined
      kind?: string | undefined
      group?: string | undefined
      asks?: string | undefined
    } = {},
  ) => address('/changes', { ...query }),
  events: (
    query: OfRegion & {
      tab?: string | undefined
      kind?: string | undefined
      month?: string | undefined
      late?: string | undefined
      state?: string | undefined
    } = {},
  ) => address('/events', { ...query }),
  transfer: (key: { countyCode: string; id: string }) => address(`/transfers/${key.countyCode}/${key.id}`),
  elder: (key: { countyCode: string; id: string }, query: { part?: string | undefined } = {}) =>
    address(`/elders/${key.countyCode}/${key.id}`, { ...query }),
  familyPayments: (query: OfRegion & { state?: string | undefined } = {}) =>
    address('/family-payments', { ...query }),
  dueConsents: (query: OfRegion & { purpose?: string | undefined; never?: string | undefined } = {}) =>
    address('/consents', { ...query }),
  consentSheet: (key: { countyCode: string; id: string }) =>
    address(`/elders/${key.countyCode}/${key.id}/consent-sheet`),
  accessSheet: (key: { countyCode: string; id: string }, period: { from: string; to: string }) =>
    address(`/elders/${key.countyCode}/${key.id}/access-sheet`, { ...period }),
  elderSheet: (key: { countyCode: string; id: string }) =>
    address(`/elders/${key.countyCode}/${key.id}/sheet`),
  homeDevices: (query: OfRegion & { kind?: string | undefined; show?: string | undefined } = {}) =>
    address('/home-devices', { ...query }),
  homeDevice: (key: { countyCode: string; id: string }) =>
    address(`/home-devices/${key.countyCode}/${key.id}`),
  deviceGateways: (query: OfRegion = {}) => address('/home-devices/gateways', { ...query }),
  needs: (query: OfRegion & Record<string, string | undefined> = {}) => address('/needs', { ...query }),
  need: (key: { countyCode: string; id: string }) => address(`/needs/${key.countyCode}/${key.id}`),
  orders: (query: OfRegion & Record<string, string | undefined> = {}) => address('/orders', { ...query }),
  order: (key: { countyCode: string; id: string }) => address(`/orders/${key.countyCode}/${key.id}`),
  ownOrders: (query: Record<string, string | undefined> = {}) => address('/own-orders', { ...query }),
  ownOrder: (key: { countyCode: string; id: string }) => address(`/own-orders/${key.countyCode}/${key.id}`),
  ownWorkers: () => address('/own-workers'),
  catalogue: (query: OfRegion = {}) => address('/catalogue', { ...query }),
  providers: (query: OfRegion = {}) => address('/providers', { ...query }),
  provider: (key: { countyCode: string; id: string }) => address(`/providers/${key.countyCode}/${key.id}`),
  adaptations: (query: OfRegion & { stage?: string | undefined; queue?: string | undefined } = {}) =>
    address('/adaptations', { ...query }),
  adaptation: (key: { countyCode: string; id: string }) =>
    address(`/adaptations/${key.countyCode}/${key.id}`),
  adaptationSheet: (key: { countyCode: string; id: string }) =>
    address(`/adaptations/${key.countyCode}/${key.id}/sheet`),
  homeBeds: (query: OfRegion & Record<string, string | undefined> = {}) =>
    address('/home-beds', { ...query }),
  homeBed: (key: { countyCode: string; id: string }) => address(`/home-beds/${key.countyCode}/${key.id}`),
  silence: (query: OfRegion & { ended?: string | undefined; risk?: string | undefined } = {}) =>
    address('/silence', { ...query }),
  exports: (query: OfRegion & { waiting?: string | undefined } = {}) => address('/exports', { ...query }),
  bulkActs: (query: OfRegion = {}) => address('/bulk-acts', { ...query }),
  elderBenefits: (key: { countyCode: string; id: string }) => paths.elder(key, { part: 'benefits' }),
  mealRules: (query: OfRegion = {}) => address('/meal-rules', { ...query }),
  mealRule: (key: { countyCode: string; id: string }) => address(`/meal-rules/${key.countyCode}/${key.id}`),
  mealRuleDraft: (countyCode: string, query: { from?: string | undefined } = {}) =>
    address(`/meal-rules/drafts/${countyCode}`, { ...query }),
  mealClosing: (query: OfRegion & { month?: string | undefined; only?: string | undefined } = {}) =>
    address('/meal-books/closing', { ...query }),
  mealClosingResult: (key: { countyCode: string; id: string }, query: { only?: string | undefined } = {}) =>
    address(`/meal-books/closing/${key.countyCode}/${key.id}`, { ...query }),
  mealBooks: (query: OfRegion = {}) => address('/meal-books', { ...query }),
  mealBook: (
    key: { countyCode: string; id: string },
    query: { part?: string | undefined; month?: string | undefined } = {},
  ) => address(`/meal-books/${key.countyCode}/${key.id}`, { ...query }),
  mealWall: (key: { countyCode: string; id: string }, query: { month?: string | undefined } = {}) =>
    address(`/meal-books/${key.countyCode}/${key.id}/wall`, { ...query }),
  mealPromise: (key: { countyCode: string; id: string }) =>
    address(`/meal-books/${key.countyCode}/${key.id}/promise`),
  careAccounts: (query: OfRegion & { shown?: string | undefined } = {}) =>
    address('/care-accounts', { ...query }),
  careAccount: (key: { countyCode: string; id: string }, query: { take?: string | undefined } = {}) =>
    address(`/care-accounts/${key.countyCode}/${key.id}`, { ...query }),
  mealAccount: (key: { countyCode: string; id: string }, query: { canteen?: string | undefined } = {}) =>
    address(`/meal-books/elders/${key.countyCode}/${key.id}`, { ...query }),
  benefits: (query: OfRegion = {}) => address('/benefits', { ...query }),
  benefitRun: (key: { countyCode: string; id: string }) =>
    address(`/benefits/runs/${key.countyCode}/${key.id}`),
  benefitRules: (query: OfRegion = {}) => address('/benefits/rules', { ...query }),
  benefitRule: (key: { countyCode: string; id: string }) =>
    address(`/benefits/rules/${key.countyCode}/${key.id}`),
  /** `from`: the draft to go on with, or the version to begin a new one from. */
  benefitRuleDraft: (countyCode: string, query: { from?: string | undefined } = {}) =>
    address(`/benefits/drafts/${countyCode}`, { ...query }),
  benefitTrial: (key: { countyCode: string; id: string }, query: { effect?: string | undefined } = {}) =>
    address(`/benefits/trials/${key.countyCode}/${key.id}`, { ...query }),
  benefitRecoveries: (query: OfRegion = {}) => address('/benefits/recoveries', { ...query }),
  ledger: (query: OfRegion & { day?: string | undefined } = {}) => address('/ledger', { ...query }),
  ledgerAccounts: (
    query: OfRegion & { day?: string | undefined; kind?: string | undefined; unit?: string | undefined } = {},
  ) => address('/ledger/accounts', { ...query }),
  ledgerAccount: (
    key: { countyCode: string; id: string },
    query: { from?: string | undefined; to?: string | undefined } = {},
  ) => address(`/ledger/accounts/${key.countyCode}/${key.id}`, { ...query }),
  ledgerTransfers: (
    query: OfRegion & {
      from?: string | undefined
      to?: string | undefined
      unit?: string | undefined
      kind?: string | undefined
      purpose?: string | undefined
    } = {},
  ) => address('/ledger/transfers', { ...query }),
  ledgerTransfer: (key: { countyCode: string; id: string }) =>
    address(`/ledger/transfers/${key.countyCode}/${key.id}`),
  ledgerClosings: (query: OfRegion = {}) => address('/ledger/closings', { ...query }),
  benefitMatches: (query: OfRegion & { list?: string | undefined; decision?: string | undefined } = {}) =>
    address('/benefits/matches', { ...query }),
  duplicates: (
    query: OfRegion & {
      state?: string | undefined
      sure?: string | undefined
      source?: string | undefined
    } = {},
  ) => address('/duplicates', { ...query }),
  acrossPair: (key: { countyCode: string; id: string }) => address(`/duplicates/${key.countyCode}/${key.id}`),
  disputes: (query: { shown?: string | undefined } = {}) => address('/disputes', { ...query }),
  dispute: (key: { countyCode: string; id: string }) => address(`/disputes/${key.countyCode}/${key.id}`),
  compare: ({
    countyCode,
    id,
    otherId,
    ...query
  }: {
    countyCode: string
    id: string
    otherId: string
    pair?: string | undefined
  }) => address(`/duplicates/${countyCode}/${id}/${otherId}`, { ...query }),
  households: (query: OfRegion & { text?: string | undefined; filter?: string | undefined } = {}) =>
    address('/households', { ...query }),
  newcomers: (query: OfRegion = {}) => address('/newcomers', { ...query }),
  quality: (query: OfRegion = {}) => address('/quality', { ...query }),
  qualityRecords: (query: OfRegion & { measure: string }) => address('/quality/records', { ...query }),
  coverage: (query: OfRegion & { measure?: string | undefined; service?: string | undefined } = {}) =>
    address('/coverage', { ...query }),
  coverageVillages: (query: CoverageQuery) => address('/coverage/villages', { ...query }),
  coverageElders: (query: CoverageQuery) => address('/coverage/elders', { ...query }),
  coverageTargets: (query: OfRegion & { year?: string | undefined; state?: string | undefined } = {}) =>
    address('/coverage/targets', { ...query }),
  budget: (query: OfRegion & { part?: string | undefined; plan?: string | undefined } = {}) =>
    address('/budget', { ...query }),
  budgetPlans: (query: OfRegion = {}) => address('/budget/plans', { ...query }),
  budgetCompare: (query: { one: string; other: string }) => address('/budget/compare', { ...query }),
  siting: () => address('/siting'),
  sitingNew: (query: { based?: string | undefined } = {}) => address('/siting/new', { ...query }),
  sitingCompare: (query: { one: string; other: string }) => address('/siting/compare', { ...query }),
  sitingPlan: (key: { countyCode: string; id: string }) => address(`/siting/${key.countyCode}/${key.id}`),
  imports: (query: OfRegion = {}) => address('/imports', { ...query }),
  importBatch: (id: string, query: { tab?: string | undefined } = {}) =>
    address(`/imports/${id}`, { ...query }),
  aidCases: (
    query: OfRegion & {
      whose?: string | undefined
      level?: string | undefined
      stage?: string | undefined
      overdue?: string | undefined
      ended?: string | undefined
      /** Which figure of the board: the days it counts, and which of the cases. */
      openedFrom?: string | undefined
      openedTo?: string | undefined
      solvedFrom?: string | undefined
      solvedTo?: string | undefined
      /** The two gravest levels together, as a wall counts what is late. */
      grave?: string | undefined
      which?: 'solved' | 'leftOut' | 'repeated' | 'owed' | undefined
    } = {},
  ) => address('/cases', { ...query }),
  caseBoard: (query: OfRegion & { from?: string | undefined; to?: string | undefined } = {}) =>
    address('/cases/board', { ...query }),
  caseWall: (query: OfRegion & { theme?: string | undefined } = {}) => address('/cases/wall', { ...query }),
  duty: (query: OfMonth = {}) => address('/cases/duty', { ...query }),
  referrals: (query: OfRegion & { body?: string; overdue?: string; answered?: string } = {}) =>
    address('/cases/referrals', { ...query }),
  caseSheet: (key: { countyCode: string; id: string }) => address(`/cases/${key.countyCode}/${key.id}/sheet`),
  visit: (key: { countyCode: string; id: string }) => address(`/visits/${key.countyCode}/${key.id}`),
  aidCase: (key: { countyCode: string; id: string }) => address(`/cases/${key.countyCode}/${key.id}`),
  surges: (query: OfRegion & { shown?: string | undefined } = {}) => address('/surges', { ...query }),
  surgeDeclare: (
    query: { kind?: string | undefined; until?: string | undefined; word?: string | undefined } = {},
  ) => address('/surges/declare', { ...query }),
  surge: (key: { countyCode: string; id: string }) => address(`/surges/${key.countyCode}/${key.id}`),
  broadcasts: (query: OfRegion = {}) => address('/broadcasts', { ...query }),
  broadcastWrite: (query: { surge?: string | undefined; danger?: string | undefined } = {}) =>
    address('/broadcasts/write', { ...query }),
  broadcast: (key: { countyCode: string; id: string }) => address(`/broadcasts/${key.countyCode}/${key.id}`),
  digest: (query: OfRegion & { day?: string | undefined } = {}) => address('/digest', { ...query }),
  myNotices: (query: { shown?: string | undefined } = {}) => address('/notices', { ...query }),
  noticeLog: (
    query: OfRegion & {
      state?: string | undefined
      urgency?: string | undefined
      channel?: string | undefined
      failed?: string | undefined
    } = {},
  ) => address('/notices/log', { ...query }),
  assessments: (query: OfRegion & { duty?: string | undefined } = {}) =>
    address('/assessments', { ...query }),
  assessors: (query: OfRegion = {}) => address('/assessments/assessors', { ...query }),
  abilityForm: (key: { countyCode: string; id: string }) =>
    address(`/elders/${key.countyCode}/${key.id}/ability`),
  homeCheck: (key: { countyCode: string; id: string }) => address(`/elders/${key.countyCode}/${key.id}/home`),
  ability: (key: { countyCode: string; id: string }) => address(`/assessments/${key.countyCode}/${key.id}`),
  abilitySecond: (key: { countyCode: string; id: string }) =>
    address(`/assessments/${key.countyCode}/${key.id}/second`),
  abilityReport: (key: { countyCode: string; id: string }) =>
    address(`/assessments/${key.countyCode}/${key.id}/report`),
  carried: (query: OfRegion & { outcome?: string | undefined } = {}) => address('/carried', { ...query }),
  funds: (query: OfRegion = {}) => address('/funds', { ...query }),
  fundLetter: () => address('/funds/letter'),
  fundProjects: (query: OfRegion & Record<string, string | undefined> = {}) =>
    address('/funds/projects', { ...query }),
  fundProject: (key: { countyCode: string; id: string }) =>
    address(`/funds/projects/${key.countyCode}/${key.id}`),
  fundProgramme: (key: { countyCode: string; id: string }) =>
    address(`/funds/programmes/${key.countyCode}/${key.id}`),
  fundSum: (key: { countyCode: string; id: string }) => address(`/funds/sums/${key.countyCode}/${key.id}`),
  fundBatches: (query: OfRegion & { state?: string | undefined } = {}) =>
    address('/funds/batches', { ...query }),
  fundBatch: (key: { countyCode: string; id: string }) =>
    address(`/funds/batches/${key.countyCode}/${key.id}`),
  fundImports: (query: OfRegion = {}) => address('/funds/imports', { ...query }),
  fundImport: (id: string) => address(`/funds/imports/${id}`),
  fundShares: (query: OfRegion = {}) => address('/funds/shares', { ...query }),
  stays: (query: OfRegion & Query = {}) => address('/stays', { ...query }),
  residents: (query: OfRegion & Query = {}) => address('/stays/residents', { ...query }),
  stayWishes: (query: OfRegion & Query = {}) => address('/stays/wishes', { ...query }),
  stayArrears: (query: OfRegion = {}) => address('/stays/arrears', { ...query }),
  stayHome: (key: { countyCode: string; id: string }, query: Query = {}) =>
    address(`/stays/homes/${key.countyCode}/${key.id}`, { ...query }),
  admit: (key: { countyCode: string; id: string }, query: Query = {}) =>
    address(`/stays/homes/${key.countyCode}/${key.id}/admit`, { ...query }),
  stay: (key: { countyCode: string; id: string }) => address(`/stays/${key.countyCode}/${key.id}`),
  stayReceipts: (countyCode: string, ids: readonly string[]) =>
    address(`/stays/receipts/${countyCode}/print`, { ids: ids.join(',') }),
  stations: (query: OfRegion & Query = {}) => address('/stations', { ...query }),
  station: (key: { countyCode: string; id: string }, query: Query = {}) =>
    address(`/stations/${key.countyCode}/${key.id}`, { ...query }),
  stationWall: (key: { countyCode: string; id: string }, query: Query = {}) =>
    address(`/stations/${key.countyCode}/${key.id}/wall`, { ...query }),
  stationDuty: (key: { countyCode: string; id: string }, query: Query = {}) =>
    address(`/stations/${key.countyCode}/${key.id}/duty`, { ...query }),
  stationComplaints: (query: OfRegion & Query = {}) => address('/stations/complaints', { ...query }),
  twinnings: (query: OfRegion & Query = {}) => address('/stations/twinnings', { ...query }),
  twinning: (key: { countyCode: string; id: string }) =>
    address(`/stations/twinnings/${key.countyCode}/${key.id}`),
  assets: (query: OfRegion & Query = {}) => address('/asset-contracts', { ...query }),
  asset: (key: { countyCode: string; id: string }) => address(`/asset-contracts/${key.countyCode}/${key.id}`),
  dutySheets: (query: OfRegion & { state?: string | undefined; visitor?: string | undefined } = {}) =>
    address('/duty-sheets', { ...query }),
  newDutySheets: (query: OfRegion & { visitor?: string | undefined } = {}) =>
    address('/duty-sheets/new', { ...query }),
  printDutySheets: (countyCode: string, ids: readonly string[]) =>
    address(`/duty-sheets/${countyCode}/print`, { ids: ids.join(',') }),
  dutySheet: (key: { countyCode: string; id: string }) => address(`/duty-sheets/${key.countyCode}/${key.id}`),
  truth: (query: OfMonth & { stage?: string | undefined } = {}) => address('/truth', { ...query }),
  visitorTruth: (key: { countyCode: string; visitorId: string; month: string }) =>
    address(`/truth/${key.countyCode}/${key.visitorId}`, { month: key.month }),
  callBacks: (query: OfRegion & { draw?: string | undefined; shown?: string | undefined } = {}) =>
    address('/truth/calls', { ...query }),
  doorCards: (query: OfRegion = {}) => address('/truth/cards', { ...query }),
  doorCardSheet: (query: OfRegion = {}) => address('/truth/cards/sheet', { ...query }),
  due: (
    query: OfRegion & {
      when?: string | undefined
      risk?: string | undefined
      reason?: string | undefined
      visitor?: string | undefined
    } = {},
  ) => address('/due', { ...query }),
  overrules: (query: OfRegion = {}) => address('/due/overrules', { ...query }),
  riskTrials: (query: OfRegion = {}) => address('/due/trials', { ...query }),
  riskTrial: (key: { countyCode: string; id: string }) => address(`/due/trials/${key.countyCode}/${key.id}`),
  riskTrialLines: (key: { countyCode: string; id: string }, query: Record<string, string | undefined> = {}) =>
    address(`/due/trials/${key.countyCode}/${key.id}/lines`, { ...query }),
  visitors: (query: OfMonth & { tab?: string | undefined; state?: string | undefined } = {}) =>
    address('/visitors', { ...query }),
  loadRecords: (query: OfMonth & { measure: string; account?: string | undefined }) =>
    address('/visitors/records', { ...query }),
  roundPlan: (key: { countyCode: string; id: string }) =>
    address(`/visitors/plans/${key.countyCode}/${key.id}`),
  claims: (
    query: OfRegion & {
      fault?: string | undefined
      state?: string | undefined
      provider?: string | undefined
    } = {},
  ) => address('/claims', { ...query }),
  allClaims: (query: OfRegion = {}) => address('/claims/all', { ...query }),
  claim: (key: { countyCode: string; id: string }) => address(`/claims/${key.countyCode}/${key.id}`),
  claimLine: (key: { countyCode: string; id: string }) =>
    address(`/claims/lines/${key.countyCode}/${key.id}`),
  contracts: (query: OfRegion & { state?: string | undefined } = {}) => address('/contracts', { ...query }),
  contractWrite: (query: { id?: string | undefined } = {}) => address('/contracts/write', { ...query }),
  contract: (key: { countyCode: string; id: string }) => address(`/contracts/${key.countyCode}/${key.id}`),
  bills: (query: OfRegion & { state?: string | undefined } = {}) => address('/contracts/bills', { ...query }),
  bill: (key: { countyCode: string; id: string }) => address(`/contracts/bills/${key.countyCode}/${key.id}`),
  complaints: (query: OfRegion & { shown?: string | undefined } = {}) => address('/complaints', { ...query }),
  complaint: (key: { countyCode: string; id: string }) => address(`/complaints/${key.countyCode}/${key.id}`),
  serviceCalls: (query: OfRegion & { shown?: string | undefined } = {}) =>
    address('/complaints/calls', { ...query }),
  myClaims: () => address('/my-claims'),
  myClaim: (key: { countyCode: string; id: string }, query: { state?: string | undefined } = {}) =>
    address(`/my-claims/${key.countyCode}/${key.id}`, { ...query }),
  myClaimLine: (key: { countyCode: string; id: string }) =>
    address(`/my-claims/lines/${key.countyCode}/${key.id}`),
  myMoney: () => address('/my-money'),
  myComplaints: () => address('/my-complaints'),
  myComplaint: (key: { countyCode: string; id: string }) =>
    address(`/my-complaints/${key.countyCode}/${key.id}`),
  settings: (query: OfRegion = {}) => address('/settings', { ...query }),
  accounts: (query: OfRegion & { text?: string | undefined } = {}) => address('/accounts', { ...query }),
  devices: (query: OfRegion & { text?: string | undefined; state?: string | undefined } = {}) =>
    address('/devices', { ...query }),
  myAccount: () => address('/me'),
  canteens: (query: OfRegion & Record<string, string | undefined> = {}) => address('/canteens', { ...query }),
  canteen: (key: { countyCode: string; id: string }, query: Record<string, string | undefined> = {}) =>
    address(`/canteens/${key.countyCode}/${key.id}`, { ...query }),
  foodSafety: (query: OfRegion & Record<string, string | undefined> = {}) =>
    address('/food-safety', { ...query }),
  absentRegulars: (query: OfRegion & Record<string, string | undefined> = {}) =>
    address('/food-safety/absent', { ...query }),
  foodIncident: (key: { countyCode: string; id: string }) =>
    address(`/food-safety/incidents/${key.countyCode}/${key.id}`),
  foodSafetyPrint: (
    key: { countyCode: string; id: string },
    query: { what: string; month?: string | undefined },
  ) => address(`/food-safety/print/${key.countyCode}/${key.id}`, { ...query }),
  canteenPrint: (
    key: { countyCode: string; id: string },
    query: { what: string; day?: string | undefined; meal?: string | undefined },
  ) => address(`/canteens/${key.countyCode}/${key.id}/print`, { ...query }),
  /** Filters of the list as domain/facilities/api.ts names them; `view` is the list, the map or the table. */
  network: (query: OfRegion & Record<string, string | undefined> = {}) => address('/network', { ...query }),
  facility: (key: { countyCode: string; id: string }) => address(`/network/${key.countyCode}/${key.id}`),
  facilityImports: (query: OfRegion = {}) => address('/network/imports', { ...query }),
  facilityImport: (id: string) => address(`/network/imports/${id}`),
  phone: () => '/phone/',
  family: () => '/family',
}
