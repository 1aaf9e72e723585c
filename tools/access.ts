// The matrix of who may do what: posts × operations × areas × channels, and inputs that aim at a planted row.
import { type Role, roleRules } from '../domain/accounts/roles.ts'
import { api } from '../domain/api.ts'
import { sampleTerms } from '../domain/benefits/sample.ts'
import { ancestorAt, areaOf, isWithin, type RegionLevel } from '../domain/kernel/area.ts'
import type { Operation } from '../domain/kernel/operation.ts'
import { sampleMealTerms } from '../domain/meal-accounts/sample.ts'
import { bathTerms } from '../domain/service-orders/sample.ts'
import type { JsonSchema } from '../server/kernel/openapi.ts'
import { contractOf } from './contract.ts'
import type { Planted } from './planted-rows.ts'

export const operations = Object.entries(api) as [keyof typeof api, Operation][]

/** Every role at every level it can be held at, above the same village. */
export function postsAbove(village: string): { role: Role; level: RegionLevel; regionCode: string }[] {
  return Object.entries(roleRules).flatMap(([role, { levels }]) =>
    levels.map(level => ({ role: role as Role, level, regionCode: ancestorAt(village, level) })),
  )
}

export function isAllowed(operation: Operation, role: Role): boolean {
  if (operation.may === 'anyone' || operation.may === 'signedIn') return true
  return roleRules[role].rights.includes(operation.may)
}

/** Operations whose input names a place or a record: these can be aimed at another area. */
export function aims(name: string, operation: Operation): boolean {
  // Signing in and one's own password have no area.
  if (operation.may === 'anyone' || operation.may === 'signedIn') return false
  const fields = Object.keys((contracts[name]?.input.properties ?? {}) as object)
  return fields.some(field => ['regionCode', 'code', 'countyCode', 'id', 'accountId'].includes(field))
}

const contracts = contractOf(api)

/** The table behind `id` in an operation, by the noun of its name. */
const tableOf: Record<string, string> = {
  elder: 'elders',
  aidCase: 'aid_cases',
  siting: 'siting_plans',
  budgetPlan: 'budget_plans',
  duty: 'duty_shifts',
  visit: 'visits',
  membership: 'elder_memberships',
  proposal: 'membership_proposals',
  household: 'households',
  kin: 'elder_contacts',
  attachment: 'attachments',
  ability: 'ability_assessments',
  homeSafety: 'home_checks',
  assessor: 'assessor_qualifications',
  elderImport: 'import_batches',
  duplicate: 'duplicate_pairs',
  dispute: 'elder_disputes',
  benefitRule: 'benefit_rules',
  benefitTrial: 'benefit_trials',
  benefitRun: 'benefit_runs',
  elderBenefit: 'benefit_holds',
  recovery: 'benefit_recoveries',
  matchList: 'match_lists',
  savedList: 'saved_lists',
  newcomer: 'newcomer_reports',
  roundPlan: 'round_plans',
  standIn: 'stand_ins',
  subjectRequest: 'subject_requests',
  bulkAct: 'bulk_acts',
  listExport: 'list_exports',
  lifeEvent: 'life_events',
  transfer: 'elder_transfers',
  callBack: 'call_backs',
  riskOverrule: 'risk_overrules',
  riskTrial: 'risk_trials',
  riskSwitch: 'risk_switches',
  notice: 'notices',
  broadcast: 'broadcasts',
  dutySheet: 'duty_sheets',
  fundProgramme: 'fund_programmes',
  fundAppropriation: 'fund_appropriations',
  fundBatch: 'fund_batches',
  fundImport: 'fund_imports',
  fundShare: 'fund_shares',
  fundReturn: 'fund_returns',
  fundProject: 'fund_projects',
  fundPayment: 'fund_payments',
  fundPaper: 'fund_papers',
  canteen: 'canteens',
  facility: 'facilities',
  facilityImport: 'facility_imports',
  mealRegular: 'meal_regulars',
  mealAbsence: 'meal_absences',
  mealExtra: 'meal_extras',
  mealServing: 'meal_servings',
  mealMiss: 'meal_misses',
  foodSample: 'food_samples',
  foodPurchase: 'food_purchases',
  disinfection: 'kitchen_disinfections',
  selfCheck: 'kitchen_checks',
  foodIncident: 'food_incidents',
  absentRegular: 'absent_regulars',
  homeDevice: 'home_devices',
  silence: 'silence_alerts',
  deviceAlarm: 'device_alarms',
  deviceGateway: 'device_gateways',
  surge: 'surges',
  ledger: 'ledger_accounts',
  mealRule: 'meal_rules',
  mealTrial: 'meal_trials',
  mealEntry: 'meal_entries',
  mealClosing: 'meal_closings',
  mealAccount: 'meal_top_ups',
  careAccount: 'care_top_ups',
  leftBehind: 'care_top_ups',
  timeBank: 'ledger_accounts',
  workerTime: 'service_workers',
  myTime: 'service_workers',
  mealPromise: 'meal_promises',
  familyLink: 'family_links',
  familyPayment: 'family_payments',
  adaptation: 'adaptation_projects',
  homeBed: 'home_beds',
  stayWish: 'stay_wishes',
  stay: 'stays',
  stayRoom: 'stay_rooms',
  stayBed: 'stay_beds',
  stayFee: 'stay_receipts',
  station: 'facilities',
  stationKeeper: 'station_keepers',
  committee: 'station_members',
  stationRecord: 'station_records',
  stationComplaint: 'station_complaints',
  stationEntry: 'station_entries',
  twinning: 'twinnings',
  assetContract: 'asset_contracts',
  catalogue: 'service_items',
  provider: 'service_providers',
  worker: 'service_workers',
  need: 'service_needs',
  order: 'service_orders',
  claim: 'claims',
  myClaim: 'claims',
  claimLine: 'claim_lines',
  myClaimLine: 'claim_lines',
  contract: 'purchase_contracts',
  bill: 'bills',
  complaint: 'service_complaints',
  myComplaint: 'service_complaints',
  serviceCall: 'service_calls',
}

/** Fields that hold a day, whichever operation they stand in. */
const dayFields = [
  'issuedOn',
  'startsOn',
  'endsOn',
  'visitedOn',
  'signedOn',
  'lastOn',
  'monday',
  'fromMonday',
  'plannedOn',
  'paidOn',
  'on',
  'happenedOn',
  'from',
  'validFrom',
  'validTo',
  'expiresOn',
  'endedOn',
  'assessedOn',
  'checkedOn',
  'boughtOn',
  'reportedOn',
  'happenedOn',
  'from',
  'to',
  'askedOn',
  'answeredOn',
  'fromDay',
  'installedOn',
  'sentOn',
  'receivedOn',
  'heldOn',
  'dueOn',
  'dutyOn',
  'fromOn',
  'toOn',
  'checkedOn',
  'toMonday',
  'saidOn',
  'trainedOn',
  'backgroundOn',
  'doneOn',
  'opensOn',
  'admittedOn',
  'adoptedOn',
  'electedOn',
  'agreedOn',
  'untilOn',
  'doneOn',
]

const termsOf: Record<string, unknown> = {
  mealRule: sampleMealTerms,
  catalogue: bathTerms,
  assetContract: {
    ...{ kind: 'houseForCare', asset: '测试', title: 'titleElder', counterparty: '测试', promise: '测试' },
    signedOn: '2026-11-20',
  },
}

function linesOf(noun: string, planted: Planted, newId: () => string): unknown[] {
  if (noun === 'dutySheet') return []
  if (noun === 'stayFee') return [{ id: newId(), stayId: planted.ids.get('stays'), amountFen: 1 }]
  if (noun === 'stationDuty') return [{ day: '2026-11-23', turn: 'dayTurn', name: '测试' }]
  return [{ item: 1, state: 'plannedWork' }]
}

/** Fields that hold the same well-formed value wherever they stand. */
/** Public money of the planted county, by every name an operation calls it. */
function ofFunds({ ids, regionCode }: Planted, newId: () => string): Record<string, unknown> {
  return {
    programmeId: ids.get('fund_programmes'),
    appropriationId: ids.get('fund_appropriations'),
    shareId: ids.get('fund_shares'),
    projectId: ids.get('fund_projects'),
    thingId: ids.get('fund_appropriations'),
    shares: [{ id: newId(), regionCode, kind: 'canteen', amountFen: 1 }],
    opensOn: '2027-11-23',
  }
}

function ofSiting({ ids, countyCode }: Planted, newId: () => string): Record<string, unknown> {
  return {
    hosts: ['committeeRooms'],
    from: { share: { countyCode, id: ids.get('fund_shares') } },
    opensOn: '2027-11-23',
    projects: [{ candidateId: 'aimed', id: newId() }],
  }
}

function plainFields(noun: string, planted: Planted, newId: () => string): Record<string, unknown> {
  return {
    columns: ['age'],
    weekdays: [1],
    // Elsewhere the first of a closed list.
    ...(noun === 'bulkAct' && { deed: { kind: 'confirmEntry' } }),
    ...(noun === 'catalogue' && { code: 'aimed-service' }),
    ...(noun.startsWith('fund') && ofFunds(planted, newId)),
    // A week of a canteen: one letter a day.
    lunch: 'DDDDD--',
    supper: '-------',
    careWays: ['homeCare'],
    lunchAt: 690,
    supperAt: 1_020,
    tasks: ['bath'],
    lots: [{ id: newId(), name: '第一包', budgetFen: 1, itemCodes: ['bath'] }],
    month: '2026-11',
    day: '2026-11-20',
    version: 1,
    value: 70,
    fen: 20_000,
    toMinute: 60,
    fromMonth: '2026-11',
    toMonth: '2026-11',
    terms: termsOf[noun] ?? sampleTerms,
    accountNumber: '6217000000000001',
    serial: 'SN-000001',
    login: `aimed-${newId().slice(-12)}`,
    password: 'a-long-password',
    contentHash: '0'.repeat(64),
    fingerprint: '0'.repeat(64),
    bornOn: '1940-01-01',
    lines: linesOf(noun, planted, newId),
    bedIds: [newId()],
    gifts: ['staffTraining'],
    members: [{ id: newId(), name: '测试', post: 'stationHead' }],
    answers: noun === 'assetContract' ? [{ check: 'ownTitle', holds: true, restsOn: '测试' }] : undefined,
    blank: [1],
    sheets: [{ id: newId(), elderIds: [planted.ids.get('elders')] }],
    startedAt: '2026-11-20T01:00:00Z',
    happenedAt: '2026-11-20T01:00:00Z',
    servedAt: '2026-11-20T03:30:00Z',
    missedAt: '2026-11-20T03:30:00Z',
    plannedFrom: '2026-11-24T01:00:00Z',
    plannedTo: '2026-11-24T02:00:00Z',
    metAt: '2026-11-20T01:00:00Z',
    endedAt: '2026-11-20T01:10:00Z',
    reportedAt: '2026-11-20T01:10:00Z',
    takenAt: '2026-11-23T01:00:00Z',
    discardedAt: '2026-11-23T01:00:00Z',
    doneAt: '2026-11-23T01:00:00Z',
    noticedAt: '2026-11-23T01:00:00Z',
    things: ['tableware'],
    villageCode: planted.regionCode,
    ...Object.fromEntries(dayFields.map(field => [field, '2026-11-23'])),
  }
}

/** A well-formed input that aims at the planted row; ids of new things are fresh. */
export function aimedInput(name: string, planted: Planted, newId: () => string): Record<string, unknown> {
  const schema = contracts[name]?.input ?? {}
  const [noun = '', verb = ''] = name.split('.')
  const makesNew = [
    'register',
    'create',
    'open',
    'record',
    'upload',
    'grant',
    'append',
    'qualify',
    'declare',
    'write',
    'readOut',
  ].includes(verb)
  const own: Record<string, unknown> = {
    regionCode: planted.regionCode,
    code: planted.regionCode,
    listRegionCode: planted.regionCode,
    countyCode: planted.countyCode,
    accountId: planted.accountId,
    visitorId: planted.accountId,
    toAccountId: planted.accountId,
    elderId: planted.ids.get('elders'),
    canteenId: planted.ids.get('canteens'),
    facilityId: planted.ids.get('facilities'),
    elderIds: [planted.ids.get('elders')],
    trialId: planted.ids.get('risk_trials'),
    visitId: planted.ids.get('visits'),
    caseId: planted.ids.get('aid_cases'),
    householdId: planted.ids.get('households'),
    survivorId: planted.ids.get('elders'),
    mergedId: planted.ids.get('elders'),
    otherId: planted.ids.get('elders'),
    mergeId: verb === 'merge' ? newId() : planted.ids.get('elder_merges'),
    eventId: planted.ids.get('household_events'),
    id: makesNew
      ? newId()
      : noun === 'account'
        ? planted.accountId
        : (planted.ids.get(tableOf[noun] ?? '') ?? newId()),
    ids: [planted.ids.get(tableOf[noun] ?? '') ?? newId()],
    regionCodes: [planted.regionCode],
    criteria: ['everyone'],
    checks: noun === 'foodIncident' ? [] : ['stove'],
    broadcastId: planted.ids.get('broadcasts'),
    readAt: '2026-11-20T01:00:00Z',
    ...(noun === 'surge' && { until: '2026-11-24T00:00:00Z' }),
    ...plainFields(noun, planted, newId),
    ...(noun === 'siting' && ofSiting(planted, newId)),
  }
  return fill(schema, own, newId) as Record<string, unknown>
}

function fill(schema: JsonSchema, own: Record<string, unknown>, newId: () => string, field = ''): unknown {
  if (field !== '' && own[field] !== undefined) return own[field]
  if ('default' in schema) return schema.default
  const choices = schema.anyOf as JsonSchema[] | undefined
  if (choices)
    return choices.some(one => one.type === 'null') ? null : fill(choices[0] ?? {}, own, newId, field)
  if (Array.isArray(schema.enum)) return schema.enum[0]
  if (schema.type === 'object') {
    const properties = Object.entries((schema.properties ?? {}) as Record<string, JsonSchema>)
    const required = (schema.required ?? []) as string[]
    return Object.fromEntries(
      properties
        .filter(([name]) => required.includes(name))
        .map(([name, property]) => [name, fill(property, own, newId, name)]),
    )
  }
  if (schema.type === 'array') return []
  if (schema.type === 'boolean') return false
  if (schema.type === 'integer' || schema.type === 'number') return 1
  return /id$/i.test(field) ? newId() : '测试'
}

export function isOutside(planted: Planted, regionCode: string): boolean {
  return !isWithin(planted.regionCode, areaOf(regionCode))
}
