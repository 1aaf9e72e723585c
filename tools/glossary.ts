// Collects every closed list of domain/ and writes the second part of docs/glossary.md: npx tsx tools/glossary.ts
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Choice } from '../domain/kernel/choice.ts'
import { projectFolder } from '../server/system.ts'

export interface Entry {
  list: string
  key: string
  word: string
}

/** Where the words of a list come from: a rule, a standard, or the project itself. */
export const sources: Readonly<Record<string, string>> = {
  languages: '界面语言',
  rights: '本平台权限表',
  roles: '本平台岗位；审计、系统管理分设依 GB/T 22239（等保三级）',
  elderGroups: '吉民议字〔2023〕22号 八类重点老年人',
  recordedGroups: '吉民议字〔2023〕22号，高龄按年龄推算，不登记',
  sexes: 'GB/T 2261.1',
  birthCalendars: '本平台',
  spokenLanguages: '本平台',
  readLanguages: '本平台；说与读分开登记',
  numberKinds: 'GB 11643 及本平台',
  kinships: '本平台，家人和联系人',
  whereabouts: '本平台，家人去向（留守认定的依据）',
  countries: '本平台，家人去向',
  kinEndings: '本平台，家人和联系人',
  kinChangeKinds: '本平台，家人和联系人',
  dwellings: '本平台，户',
  householdEventKinds: '本平台，分户与并户',
  householdFilters: '本平台，按户查看',
  absenceKinds: '探访率统计口径',
  endingKinds: '台账注销',
  membershipStandings: '重点类别认定',
  proposalKinds: '重点类别变化建议',
  proposedChanges: '重点类别变化建议',
  proposalStates: '重点类别变化建议',
  mergeFields: '本平台，档案合并',
  mergeSides: '本平台，档案合并',
  deathVerdicts: '本平台，档案合并',
  elderColumns: '本平台，名单的列',
  bulkKinds: '本平台，批量办理',
  exportStates: '本平台，名单导出',
  lifeEventKinds: '老年人变化登记',
  reportedKinds: '探访员报告的变化',
  reportStates: '探访员报告的变化',
  lifeFollowers: '变化牵动的各方',
  effectParts: '变化牵动的各方',
  historyTopics: '一人一档的经历',
  transferStates: '跨县迁移',
  linkWays: '跨县迁移',
  phoneStates: '本平台，手机设备',
  carriedOutcomes: '本平台，密封转交',
  consentPurposes: '《个人信息保护法》及本平台',
  consentAnswers: '本平台，本人意愿',
  consentWays: '本平台，本人意愿',
  subjectRequestKinds: '《个人信息保护法》第四十四至五十条',
  subjectRequestStates: '本平台，本人请求',
  familyLinkStates: '本平台，亲情关联',
  familyPaymentStates: '本平台，家人汇款',
  familyPaymentWays: '本平台，家人汇款',
  timeZones: '国际时区库（IANA）',
  visitSummaries: '本平台，亲情关联',
  lineOutcomes: '本平台，纸质探访单',
  sheetStates: '本平台，纸质探访单',
  claimFaults: '本平台，三单核对（docs/three-way-match.md）',
  claimStates: '本平台，服务费用申报',
  claimSources: '本平台，服务费用申报',
  claimLineStates: '本平台，三单核对',
  lineDeeds: '本平台，三单核对',
  contractStates: '政府购买服务管理办法（财政部令第102号）及本平台',
  goalKinds: '政府购买服务管理办法（绩效目标）',
  acceptanceVerdicts: '政府购买服务管理办法（履约验收）',
  billStates: '本平台，服务账单',
  complaintSources: '本平台，服务投诉',
  complaintKinds: '本平台，服务投诉',
  complaintStages: '本平台，服务投诉',
  complaintOutcomes: '本平台，服务投诉',
  complaintDeeds: '本平台，服务投诉',
  servedAnswers: '本平台，服务回访',
  qualityMeasures: '本平台，台账质量',
  identityChanges: '本平台，证件更改',
  newcomerStates: '本平台，手机报告的老年人',
  pairSources: '本平台，疑似重复档案',
  pairStates: '本平台，疑似重复档案',
  pairVerdicts: '本平台，疑似重复档案',
  disputeStages: '本平台，两县协商',
  disputeOutcomes: '本平台，两县协商',
  pairDecisions: '本平台，疑似重复档案',
  regionLevelWords: '统计用区划代码',
  serviceKinds: '本平台，养老服务目录（助餐、助医、助浴、助行、助购等）',
  priceUnits: '本平台，养老服务目录',
  serviceProofs: '本平台，养老服务目录',
  confirmationWays: '本平台，服务确认',
  certificateKinds: '本平台，服务人员证照',
  certificateStates: '本平台，服务人员证照',
  haltRules: '本平台，养老服务目录',
  payers: '本平台，服务费用承担',
  providerKinds: '本平台，服务机构',
  careWays: '居家社区机构相协调的养老服务体系',
  needSources: '本平台，服务需求',
  needStates: '本平台，服务需求',
  needEndings: '本平台，服务需求',
  orderStages: '本平台，服务订单',
  orderEventKinds: '本平台，服务订单',
  orderPhotoKinds: '本平台，服务订单',
  answerLevels: '探访记录表',
  visitBlocks: '探访记录表',
  visitFields: '探访记录表 24 项',
  visitNeeds: '探访记录表 N1 服务需求',
  visitMethods: '探访方式',
  visitResults: '探访结果',
  notReachedReasons: '未见到的原因',
  truthSigns: '本平台，探访质量',
  truthStages: '本平台，探访质量',
  truthNoteKinds: '本平台，探访质量',
  callBackPurposes: '本平台，电话回访',
  callBackStates: '本平台，电话回访',
  cameAnswers: '本平台，电话回访',
  whenAnswers: '本平台，电话回访',
  satisfiedAnswers: '本平台，电话回访',
  refusedReasons: '本平台，谢绝探访的原因',
  tellers: '本平台，未见到时的情况',
  doorSigns: '本平台，未见到时门外看到的情况',
  nextMoves: '本平台，未见到或被谢绝之后',
  followUpOutcomes: '本平台，上次的问题这次怎样',
  seasonalQuestions: '本平台，季节问题',
  seasonalAnswers: '本平台，季节问题',
  lastContacts: '民发〔2022〕73号 督促赡养人',
  attachmentKinds: '本平台，随探访上传的内容',
  riskLevels: '风险分级（红橙黄绿）',
  dayParts: '本平台，巡访计划',
  gapReasons: '本平台，巡访计划',
  planStates: '本平台，巡访计划',
  engagements: '本平台，探访员名册',
  standInReasons: '本平台，代班',
  standInStates: '本平台，代班',
  loadMeasures: '本平台，探访员负担',
  dueReasons: '探访频次规则',
  dueWhens: '本平台，该探访的名单',
  trialStates: '本平台，风险规则试算',
  trialLineKinds: '本平台，风险规则试算',
  switchStates: '本平台，启用风险规则',
  riskParts: '本平台，风险的组成',
  riskCauses: '本平台，风险的成因',
  owedReasons: '探访频次规则，因变化加访',
  warningColours: '气象灾害预警信号发布与传播办法',
  surgeKinds: '本平台，应急看望',
  surgeCriteria: '本平台，应急看望',
  surgeChecks: '本平台，应急看望',
  surgeEndings: '本平台，应急看望',
  dutyStates: '本平台，应急看望',
  broadcastKinds: '本平台，村广播稿',
  noticeUrgencies: '本平台，通知',
  noticeChannels: '本平台，通知',
  noticeStates: '本平台，通知',
  noticeKinds: '本平台，通知',
  sendStates: '本平台，通知',
  aidCaseLevels: '帮扶个案分级',
  aidCaseStages: '帮扶个案流程',
  aidCaseActKinds: '帮扶个案流程',
  aidCaseSources: '帮扶个案的由来',
  lifeSignKinds: '本平台，生活迹象',
  silenceEndings: '本平台，生活迹象',
  homeDeviceKinds: '本平台，家中设备',
  homeDeviceStates: '本平台，家中设备',
  deviceEventKinds: '本平台，家中设备（docs/devices.md）',
  deviceAlarmKinds: '本平台，家中设备',
  deviceAlarmStates: '本平台，家中设备',
  aidCaseEndings: '帮扶个案流程',
  aidCaseClocks: '帮扶个案时限',
  referralBodies: '帮扶个案转介',
  recheckVerdicts: '帮扶个案复核',
  taskStates: '帮扶个案任务',
  abilityBlocks: 'GB/T 42195-2022',
  abilityLevels: 'GB/T 42195-2022',
  abilityAdjustments: 'GB/T 42195-2022 等级变更条款',
  abilityReasons: 'GB/T 42195-2022 表 A.1',
  abilityStandards: '评估所依据的标准',
  careRisks: 'GB/T 42195-2022 表 A.2',
  educations: 'GB/T 42195-2022 表 A.2',
  livingSituations: 'GB/T 42195-2022 表 A.2',
  marriages: 'GB/T 42195-2022 表 A.2',
  medicalPayments: 'GB/T 42195-2022 表 A.2',
  incomeSources: 'GB/T 42195-2022 表 A.2',
  pressureInjuries: 'GB/T 42195-2022 表 A.5',
  jointMobilities: 'GB/T 42195-2022 表 A.5',
  wounds: 'GB/T 42195-2022 表 A.5',
  specialNursings: 'GB/T 42195-2022 表 A.5',
  pains: 'GB/T 42195-2022 表 A.5',
  toothLosses: 'GB/T 42195-2022 表 A.5',
  dentures: 'GB/T 42195-2022 表 A.5',
  swallowingSigns: 'GB/T 42195-2022 表 A.5',
  abilityStages: '能力评估流程',
  reviewDecisions: '能力评估流程',
  abilityActKinds: '能力评估流程',
  toldWays: '能力评估流程',
  selfCareItems: '特困人员认定办法 生活自理六项',
  selfCareLevels: '特困人员认定办法',
  selfCareReasons: '特困人员认定办法',
  changeReporters: '特困人员认定办法',
  homeParts: '民发〔2020〕86号 改造七类',
  adaptationKinds: '民发〔2020〕86号',
  adaptationStates: '居家适老化改造',
  homeHazards: '本平台，居家安全检查',
  assessmentDuties: '本平台，评估待办',
  importOutcomes: '台账导入',
  importStages: '台账导入',
  benefitKinds: '国家基本养老服务清单及地方待遇，金额和条件由县自定',
  ruleStates: '本平台，待遇规则',
  incomeStatuses: '社会救助认定',
  recordedIncomes: '社会救助认定，特困按类别推算，不登记',
  settlements: '统计用城乡划分代码',
  suspendingAbsences: '待遇规则，暂停发放',
  startRules: '待遇规则，起发',
  stopRules: '待遇规则，停发',
  winners: '待遇规则，不能同时享受时',
  roundings: '待遇规则，取整',
  decisionOutcomes: '待遇审定',
  stopCauses: '待遇规则，停发的原因',
  trialEffects: '待遇试算',
  runStates: '待遇发放名单',
  recoveryStates: '待追回款项',
  matchListKinds: '名单比对',
  matchedBy: '名单比对',
  matchProposals: '名单比对',
  matchDecisions: '名单比对',
  importSteps: '台账导入',
  mappingSources: '台账导入',
  indicators: '看板指标口径',
  frozenStandings: '探访率统计口径',
  mealSources: '吉林省 2024 老年助餐，五方出资',
  mealPayers: '本平台，助餐价格和补贴',
  operatingFor: '本平台，助餐价格和补贴',
  entryKinds: '本平台，助餐账',
  mealCosts: '本平台，助餐账',
  topUpKinds: '本平台，老人餐费账户',
  topUpWays: '本平台，老人餐费账户',
  canteenKinds: '民发〔2023〕58号 助餐服务行动方案',
  canteenTiers: '本平台，参照天津助餐分级',
  canteenHosts: '吉民议字〔2023〕22号 助餐点设在哪里',
  canteenOperators: '本平台，助餐点',
  canteenStates: '本平台，助餐点',
  closingReasons: '本平台，助餐点停开的原因',
  winterModes: '本平台，助餐点',
  meals: '本平台，助餐',
  servingWays: '本平台，助餐',
  canteenPaperKinds: '食品安全法及省小餐饮备案',
  staffDuties: '本平台，助餐点',
  canteenLights: '本平台，助餐点',
  canteenTroubles: '本平台，助餐点',
  mealAbsenceReasons: '本平台，助餐',
  absenceTold: '本平台，助餐',
  guestKinds: '本平台，助餐',
  servingMarks: '本平台，助餐',
  handings: '本平台，送餐',
  missReasons: '本平台，送餐',
  foodTextures: '本平台，老年人饮食',
  foodContents: 'GB 7718 八类致敏物质及肉类',
  foodCustoms: '本平台，饮食习俗',
  dishKinds: '本平台，助餐菜单',
  dishCautions: '本平台，助餐菜单',
  dishConflictKinds: '本平台，助餐菜单',
  dishRisks: '《餐饮服务食品安全操作规范》及本平台',
  projectReasons: '本平台',
  projectStages: '民发〔2020〕86号及本平台',
  projectActKinds: '本平台',
  funders: '民发〔2020〕86号及本平台',
  photoMoments: '本平台',
  bedStates: '本平台',
  bedStandings: '本平台',
  bedEndings: '本平台',
  bedTasks: '本平台',
  notCountedReasons: '本平台',
}

const isChoice = (value: unknown): value is Choice<string> =>
  typeof value === 'object' && value !== null && 'words' in value && 'keys' in value && 'schema' in value

/** Every word of every exported closed list, in the order of the files. */
export async function closedLists(): Promise<Entry[]> {
  const folder = join(projectFolder, 'domain')
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(path => path.endsWith('.ts') && !path.endsWith('.test.ts'))
    .sort()
  const found: Entry[] = []
  for (const path of paths) {
    const exported: Record<string, unknown> = await import(pathToFileURL(join(folder, path)).href)
    // Sorted: a module lists its exports in another order under another loader.
    for (const [list, value] of Object.entries(exported).sort(([one], [other]) => (one < other ? -1 : 1)))
      if (isChoice(value)) found.push(...value.keys.map(key => ({ list, key, word: value.words[key] ?? '' })))
  }
  return found
}

/** One word under several keys, or one key under several words. */
export function clashes(entries: readonly Entry[]): {
  words: Map<string, string[]>
  keys: Map<string, string[]>
} {
  const group = (name: 'word' | 'key', other: 'word' | 'key') => {
    const groups = new Map<string, Set<string>>()
    for (const entry of entries)
      groups.set(entry[name], (groups.get(entry[name]) ?? new Set()).add(entry[other]))
    return new Map([...groups].filter(([, set]) => set.size > 1).map(([one, set]) => [one, [...set].sort()]))
  }
  return { words: group('word', 'key'), keys: group('key', 'word') }
}

export const glossaryFile = join(projectFolder, 'docs', 'glossary.md')
const mark = '<!-- 以下由 npx tsx tools/glossary.ts 生成，请勿手改 -->'

export function listsTable(entries: readonly Entry[]): string {
  const rows = entries.map(
    ({ list, key, word }) => `| ${word} | \`${key}\` | \`${list}\` | ${sources[list] ?? ''} |`,
  )
  return ['| 中文 | 代码中的词 | 所属词表 | 出处 |', '|---|---|---|---|', ...rows].join('\n')
}

export function withLists(document: string, entries: readonly Entry[]): string {
  return `${document.split(mark)[0] ?? ''}${mark}\n\n${listsTable(entries)}\n`
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  writeFileSync(glossaryFile, withLists(readFileSync(glossaryFile, 'utf8'), await closedLists()))
