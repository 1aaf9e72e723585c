// A place of the network from county home to courtyard: what it is, who runs it, what it offers, and the words for it.
import * as z from 'zod/mini'
import { choice, type KeyOf } from '../kernel/choice.ts'
import { DayText, text } from '../kernel/shapes.ts'

/** 吉民议字〔2023〕22号: the four rungs of the network, and the places beside them. */
export const facilityKinds = choice({
  countyWelfareCentre: '县级福利中心',
  townshipWelfareCentre: '乡镇福利服务中心',
  embeddedCentre: '综合嵌入式养老服务中心',
  mutualAidStation: '村级互助站点',
  elderCourtyard: '养老大院',
  dayCare: '日间照料中心',
  careHome: '养老机构',
  dementiaZone: '失智照护专区',
  practiceStation: '新时代文明实践站',
})
export type FacilityKind = KeyOf<typeof facilityKinds>

/** What a list of the network shows: facilities, and canteens from their own table. */
export const siteKinds = choice({ ...facilityKinds.words, canteen: '助餐点' })
export type SiteKind = KeyOf<typeof siteKinds>

/** The four rungs the letter names; each county is to have at least one county centre. */
export const networkRungs: readonly FacilityKind[] = [
  'countyWelfareCentre',
  'townshipWelfareCentre',
  'mutualAidStation',
  'elderCourtyard',
]

export const facilityTiers = choice({ countyTier: '县级', townshipTier: '乡镇级', villageTier: '村级' })
export type FacilityTier = KeyOf<typeof facilityTiers>

/** Where a kind stands in the ladder unless somebody says otherwise. */
export const tierOfKind: Readonly<Record<FacilityKind, FacilityTier>> = {
  countyWelfareCentre: 'countyTier',
  townshipWelfareCentre: 'townshipTier',
  embeddedCentre: 'townshipTier',
  mutualAidStation: 'villageTier',
  elderCourtyard: 'villageTier',
  dayCare: 'villageTier',
  careHome: 'townshipTier',
  dementiaZone: 'countyTier',
  practiceStation: 'villageTier',
}

export const facilityStates = choice({
  inPlanning: '规划中',
  beingPrepared: '筹建中',
  running: '正常开放',
  onPause: '暂停开放',
  shutDown: '已停办',
  removed: '已撤并',
})
export type FacilityState = KeyOf<typeof facilityStates>

/** Why a place stands still or is given up. */
export const stateReasons = choice({
  noMoney: '缺少资金',
  noCook: '缺少人手',
  fewElders: '来的老人少',
  repairs: '房屋设备维修',
  unsafeHouse: '房屋不安全',
  winterRest: '冬季歇业',
  operatorLeft: '运营方退出',
  notFiled: '没有登记备案',
  mergedAway: '并入别处',
  villageMoved: '村屯搬迁合并',
  other: '其他原因',
})
export type StateReason = KeyOf<typeof stateReasons>

export const governingBodies = choice({
  elderAssociation: '老年协会',
  villageCommittee: '村（居）民委员会',
  townshipGovernment: '乡镇政府（街道办）',
  civilAffairs: '民政部门直管',
  mutualAidTeam: '互助小组',
  careHomeOperator: '养老机构运营方',
  company: '养老服务企业',
  charityRuns: '慈善组织运营',
})
export type GoverningBody = KeyOf<typeof governingBodies>

/** The letter of 2023: stations are run by the village Party secretary or the women's director. */
export const managerRoles = choice({
  partySecretary: '村党支部书记',
  committeeHead: '村委会主任',
  womensDirector: '妇女主任',
  associationHead: '老年协会会长',
  homeDirector: '院长',
  otherHead: '其他负责人',
})
export type ManagerRole = KeyOf<typeof managerRoles>

export const facilityStaffKinds = choice({
  managers: '管理人员',
  careAides: '护理员',
  nurses: '护士',
  physicians: '医生',
  socialWorkers: '社会工作者',
  cooks: '炊事员',
  houseKeepers: '后勤人员',
  volunteer: '志愿者',
})
export type FacilityStaffKind = KeyOf<typeof facilityStaffKinds>

/** The same words as the catalogue of services, so that a need can be met by a place. */
export const siteServices = choice({
  meal: '助餐',
  bath: '助浴',
  longStay: '入住养老',
  dayStay: '日间托养',
  doctor: '看病',
  rehabilitation: '康复护理',
  comfort: '精神慰藉',
  shopping: '代购',
  recreation: '文体活动',
  hairCut: '理发',
})
export type SiteService = KeyOf<typeof siteServices>

export const facilityPaperKinds = choice({
  homeFiling: '养老机构备案',
  institutionCertificate: '事业单位法人证书',
  charityCertificate: '民办非企业单位登记证',
  businessLicence: '营业执照',
  fireAcceptance: '消防验收或备案',
  foodLicence: '食品经营许可证',
  smallCanteenRecord: '小食堂备案',
  houseSafety: '房屋安全鉴定',
  propertyProof: '房屋产权或使用证明',
})
export type FacilityPaperKind = KeyOf<typeof facilityPaperKinds>

/** Bath sets went to every rural welfare centre and mutual-aid station in 2019–2021. */
export const equipmentKinds = choice({
  bathSet: '助浴设备',
  nursingBed: '护理床',
  wheelchairs: '轮椅',
  heatingBoiler: '取暖锅炉',
  kitchenSet: '厨房设备',
  callBells: '呼叫器',
  smokeAlarms: '烟感报警器',
  fireKit: '消防器材',
  cameras: '监控',
  exerciseSet: '健身康复器材',
  gamesSet: '棋牌文娱器材',
  rampAndRails: '坡道扶手',
})
export type EquipmentKind = KeyOf<typeof equipmentKinds>

export const equipmentConditions = choice({
  inUse: '在用',
  broken: '坏了没修',
  notInstalled: '没有安装',
})
export type EquipmentCondition = KeyOf<typeof equipmentConditions>

export const facilityWinters = choice({ asUsual: '冬季照常', restsInWinter: '冬季不开' })

export const photoSubjects = choice({
  gate: '大门和院子',
  rooms: '活动室',
  lodgingRoom: '住的房间',
  kitchenAndTable: '厨房餐厅',
  washRoom: '洗浴间',
  gathering: '活动现场',
  noticeBoard: '公示栏',
})

/** What really happened at a place; a sign somebody writes down as an opinion is none of these. */
export const activityWays = choice({
  mealServed: '开饭',
  dutyKept: '有人值班',
  meetingHeld: '开了会',
  stayLogged: '有老人住',
  photoTaken: '拍了现场照片',
  eventHeld: '办了活动',
  accountPosted: '公布了账目',
})
export type ActivityWay = KeyOf<typeof activityWays>

/** What a village answers when it is asked about a place that seems to sleep. */
export const dormancyAnswers = choice({
  stillUsed: '一直在用，只是没有登记',
  opensAgain: '准备重新开放',
  needsHelp: '想开，需要帮助',
  usedOtherwise: '房子另有用处',
  givenUp: '不再开办',
})
export type DormancyAnswer = KeyOf<typeof dormancyAnswers>

/** The way from a station with a few beds to a registered care home, or the choice to stay small. */
export const filingStepKinds = choice({
  toldTheLaw: '已上门说明登记备案的规定',
  houseChecked: '房屋安全已鉴定',
  fireChecked: '消防已验收或备案',
  registeredBody: '已办法人登记',
  filed: '已向民政部门备案',
  keptSmall: '商定保持十张床以下',
})
export type FilingStep = KeyOf<typeof filingStepKinds>

export const OpeningDays = z.string().check(z.regex(/^[-O]{7}$/, { error: '应为七天的开放安排' }))
const minuteOfDay = z.int().check(z.gte(0), z.lte(1440))
const howMany = (maximum: number) => z.int().check(z.gte(0), z.lte(maximum))
export const FacilityStaff = z.partialRecord(facilityStaffKinds.schema, howMany(2000))
export type FacilityStaff = z.output<typeof FacilityStaff>

const orNull = <Schema extends z.core.$ZodType>(schema: Schema) => z._default(z.nullable(schema), null)

/** What may be written of a place and corrected later. The manager's telephone is sealed and stands apart. */
export const facilityFields = {
  registryNumber: orNull(text(40)),
  kind: facilityKinds.schema,
  tier: facilityTiers.schema,
  name: text(60),
  address: orNull(text(120)),
  lon: orNull(z.number().check(z.gte(73), z.lte(136))),
  lat: orNull(z.number().check(z.gte(3), z.lte(54))),
  telephone: orNull(text(30)),
  governingBody: governingBodies.schema,
  governingName: orNull(text(60)),
  managerName: orNull(text(30)),
  managerRole: orNull(managerRoles.schema),
  beds: z._default(howMany(2000), 0),
  fullDayLodging: z._default(z.boolean(), false),
  dayPlaces: z._default(howMany(2000), 0),
  areaSquareMeters: orNull(z.int().check(z.gte(1), z.lte(200_000))),
  staff: z._default(FacilityStaff, {}),
  services: z._default(z.array(siteServices.schema).check(z.maxLength(10)), []),
  openingWeek: z._default(OpeningDays, 'OOOOOOO'),
  opensAt: z._default(minuteOfDay, 480),
  closesAt: z._default(minuteOfDay, 1020),
  winter: z._default(facilityWinters.schema, 'asUsual'),
  note: orNull(text(300)),
}
export const FacilityFields = z.strictObject(facilityFields)
export type FacilityFields = z.output<typeof FacilityFields>

export const FacilityPaper = z.object({
  id: z.uuid(),
  kind: facilityPaperKinds.schema,
  number: z.string(),
  issuer: z.string(),
  issuedOn: DayText,
  expiresOn: z.nullable(DayText),
  /** Pages photographed or scanned. */
  scans: z.array(z.uuid()),
})
export type FacilityPaper = z.output<typeof FacilityPaper>
