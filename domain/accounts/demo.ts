// The accounts of a demonstration: one a role around one village, with a password everybody may know.
import type { RegionLevel } from '../kernel/area.ts'
import type { Role } from './roles.ts'

/** Open on purpose: the accounts exist only in demonstrations of synthetic people, never in production. */
export const demoPassword = 'wanqing-demo-2026'
export const demoLoginPrefix = 'demo-'

/** The county a demonstration is shown from: 图们市. */
export const demoCounty = '222402'

export interface DemoAccount {
  accountId: string
  postId: string
  login: string
  name: string
  role: Role
  /** The post is held at the region of this level above the demo visitor's village. */
  level: RegionLevel
  /** A place of its own, for whoever receives what the demo county sends. */
  regionCode?: string
}

const account = (
  number: number,
  login: string,
  name: string,
  role: Role,
  level: RegionLevel,
): DemoAccount => ({
  accountId: `0197a000-0000-7000-8000-0000000000${String(number).padStart(2, '0')}`,
  postId: `0197a000-0000-7000-8000-0000000001${String(number).padStart(2, '0')}`,
  login: `${demoLoginPrefix}${login}`,
  name: `演示·${name}`,
  role,
  level,
})

export const demoAccounts: readonly DemoAccount[] = [
  account(1, 'province', '省级工作人员', 'provinceOfficer', 'province'),
  account(2, 'prefecture', '州级工作人员', 'prefectureOfficer', 'prefecture'),
  account(3, 'county', '县级工作人员', 'countyOfficer', 'county'),
  account(4, 'township', '乡镇工作人员甲', 'townshipOfficer', 'township'),
  // A serious case is verified by someone else than who handled it, so a township needs two.
  account(5, 'township2', '乡镇工作人员乙', 'townshipOfficer', 'township'),
  account(6, 'village', '村负责人', 'villageOfficer', 'village'),
  account(7, 'visitor', '探访员', 'visitor', 'village'),
  account(8, 'auditor', '审计员', 'auditor', 'county'),
  account(9, 'administrator', '系统管理员', 'administrator', 'county'),
  // An assessment needs two people, one of them with a medical background.
  account(10, 'assessor', '能力评估员甲（护士）', 'assessor', 'county'),
  account(11, 'assessor2', '能力评估员乙', 'assessor', 'county'),
  // Somebody moves to the county next door: there must be someone to take her in.
  { ...account(12, 'dunhua', '敦化市工作人员', 'countyOfficer', 'county'), regionCode: '222403000000' },
  // A rule and a list of payments need a second person, and a third who pays.
  account(20, 'county2', '县级工作人员乙', 'countyOfficer', 'county'),
  account(21, 'payer', '待遇发放人员', 'benefitPayer', 'county'),
  account(30, 'provider', '服务机构负责人', 'providerManager', 'county'),
  account(31, 'worker', '上门服务人员', 'careWorker', 'county'),
  account(32, 'canteen', '助餐点负责人', 'canteenManager', 'village'),
  account(33, 'cook', '助餐点厨师', 'canteenCook', 'village'),
  account(34, 'family', '在外地的女儿', 'family', 'village'),
  account(35, 'station', '互助站负责人', 'stationManager', 'village'),
  account(36, 'finance', '县财政资金工作人员', 'financeOfficer', 'county'),
  account(37, 'finance2', '省财政资金工作人员', 'financeOfficer', 'province'),
  // A second person at the province agrees to what the first has planned.
  account(38, 'province2', '省级工作人员乙', 'provinceOfficer', 'province'),
]
