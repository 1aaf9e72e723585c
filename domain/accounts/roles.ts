// Who may do what: one table from role to rights, read by screens, server and the matrix test.
import type { RegionLevel } from '../kernel/area.ts'
import { choice, type KeyOf } from '../kernel/choice.ts'
import type { Right } from './rights.ts'

export const roles = choice({
  provinceOfficer: '省级养老服务工作人员',
  prefectureOfficer: '市（州）养老服务工作人员',
  countyOfficer: '县（市、区）养老服务工作人员',
  townshipOfficer: '乡镇（街道）民政工作人员',
  villageOfficer: '村（社区）负责人',
  benefitPayer: '待遇发放人员',
  financeOfficer: '财政资金工作人员',
  stationManager: '互助站（养老大院）负责人',
  providerManager: '服务机构负责人',
  careWorker: '上门服务人员',
  canteenManager: '助餐点负责人',
  canteenCook: '助餐点厨师和送餐员',
  family: '家人',
  visitor: '探访员',
  assessor: '能力评估员',
  auditor: '审计员',
  administrator: '系统管理员',
})

export type Role = KeyOf<typeof roles>

const watching: Right[] = [
  'region:read',
  'setting:read',
  'elder:read',
  'lifeEvent:read',
  'visit:read',
  'visitTruth:read',
  'round:read',
  'aidCase:read',
  'assessment:read',
  'indicator:read',
  'notice:read',
  'homeDevice:read',
  'surge:read',
  'order:read',
  'homeCare:read',
  'canteen:read',
  'facility:read',
  'fund:read',
  'coverage:read',
  'ledger:read',
]
const working: Right[] = [
  ...watching,
  'elder:edit',
  'consent:record',
  'kin:record',
  'lifeEvent:record',
  'visit:assign',
  'risk:overrule',
  'round:plan',
  'wish:record',
  'visit:transcribe',
  'visitTruth:coach',
  'callBack:read',
  'callBack:work',
  'doorCard:issue',
  'aidCase:work',
  'aidCase:close',
  'duty:keep',
  'assessment:record',
  'elder:unmask',
  'notice:send',
  'notice:announce',
  'surge:declare',
  'sync:carry',
  'need:record',
  'order:arrange',
  'order:witness',
  'complaint:read',
  'complaint:work',
  'homeCare:work',
  'homeCare:accept',
  'canteen:manage',
  'canteen:run',
  'meal:serve',
  'canteenAccount:keep',
  'careAccount:keep',
  'familyLink:invite',
  'facility:manage',
  'stay:work',
  'station:keep',
  'fund:plan',
  'fund:accept',
]

/** Above the county: they see, take lists out and agree to others', and work on no record. */
const supervising: Right[] = [
  ...watching,
  // A complaint that nobody settled climbs to them.
  'complaint:read',
  'callBack:read',
  'risk:try',
  'benefit:read',
  'elder:export',
  'elder:approve',
  'dispute:read',
  'dispute:decide',
  'fund:plan',
  'fund:approve',
  'fund:accept',
  'budget:try',
  'siting:plan',
]

interface RoleRule {
  /** The levels of region such a post can be held at. */
  levels: readonly RegionLevel[]
  rights: readonly Right[]
}

/** 等保三级: the system, security and audit administrators are three people (domain.md §12). */
export const roleRules: Readonly<Record<Role, RoleRule>> = {
  provinceOfficer: { levels: ['province'], rights: [...supervising, 'setting:change', 'duty:keep'] },
  prefectureOfficer: { levels: ['prefecture'], rights: supervising },
  countyOfficer: {
    levels: ['county'],
    rights: [
      ...working,
      'assessment:review',
      'risk:try',
      'benefit:read',
      'benefit:manage',
      'benefit:approve',
      'elder:import',
      'elder:export',
      'elder:merge',
      'dispute:read',
      'elder:account',
      'elder:approve',
      'setting:change',
      'account:read',
      'device:manage',
      'homeDevice:manage',
      'indicator:publish',
      'catalogue:manage',
      'worker:manage',
      'contract:manage',
      'claim:review',
      'claim:pay',
      'subsidy:manage',
      'ledger:close',
      'fund:approve',
      'budget:try',
      'siting:plan',
    ],
  },
  townshipOfficer: {
    levels: ['township'],
    rights: [
      ...working,
      'benefit:read',
      'elder:import',
      'elder:export',
      'elder:merge',
      'dispute:read',
      'device:manage',
      'homeDevice:manage',
    ],
  },
  villageOfficer: {
    levels: ['village'],
    rights: [
      ...watching,
      'visitTruth:coach',
      'doorCard:issue',
      'elder:edit',
      'consent:record',
      'wish:record',
      'kin:record',
      'lifeEvent:record',
      'visit:transcribe',
      'aidCase:work',
      'notice:announce',
      'assessment:record',
      'elder:unmask',
      'sync:carry',
      'need:record',
      'order:witness',
      'homeCare:accept',
      'canteen:run',
      'meal:serve',
      'canteenAccount:keep',
      'careAccount:keep',
      'familyLink:invite',
      'stay:work',
      'station:keep',
    ],
  },
  /** Sees whole account numbers and so neither writes rules nor approves lists. */
  benefitPayer: { levels: ['county'], rights: ['region:read', 'benefit:read', 'benefit:pay'] },
  /** Pays what others have approved, and so neither plans nor approves. */
  financeOfficer: {
    levels: ['province', 'prefecture', 'county'],
    rights: [
      'region:read',
      'setting:read',
      'fund:read',
      'fund:pay',
      'budget:try',
      'facility:read',
      'ledger:read',
    ],
  },
  /** The village Party secretary or women's director who runs a lodging station (domain.md §7). */
  stationManager: {
    levels: ['village', 'township'],
    rights: [
      'region:read',
      'setting:read',
      'facility:read',
      'stay:work',
      'station:keep',
      'need:record',
      'ledger:read',
    ],
  },
  visitor: {
    levels: ['village', 'township'],
    // Ability itself is refused to whoever has no qualification in force (server/assessments).
    rights: [
      'region:read',
      'visit:record',
      'standIn:use',
      'wish:record',
      'consent:record',
      'newcomer:report',
      'kin:record',
      'lifeEvent:report',
      'assessment:record',
      'sync:use',
      'sync:carry',
      'setting:read',
    ],
  },
  /** Sees the orders and the money of her own organisation only (server/service-orders). */
  providerManager: {
    levels: ['county'],
    rights: ['region:read', 'setting:read', 'order:accept', 'worker:manage', 'claim:make'],
  },
  /** Carries her own orders on the phone. */
  careWorker: {
    levels: ['county', 'township'],
    rights: ['region:read', 'setting:read', 'order:perform', 'sync:use'],
  },
  canteenManager: {
    levels: ['village', 'township'],
    rights: [
      'region:read',
      'setting:read',
      'canteen:read',
      'canteen:run',
      'meal:serve',
      'canteenAccount:keep',
      'ledger:read',
      'sync:use',
    ],
  },
  /** Three big buttons on the phone, and nothing else. */
  canteenCook: {
    levels: ['village', 'township'],
    rights: ['region:read', 'setting:read', 'meal:serve', 'sync:use'],
  },
  /** Far away: sees only the elders who agreed to it (server/family-links). Made by an invitation, never granted. */
  family: { levels: ['village'], rights: ['family:use'] },
  assessor: {
    levels: ['county', 'township'],
    rights: ['region:read', 'setting:read', 'elder:read', 'assessment:read', 'assessment:record'],
  },
  auditor: {
    levels: ['province', 'prefecture', 'county'],
    rights: ['region:read', 'setting:read', 'audit:read', 'visitTruth:read', 'callBack:read'],
  },
  administrator: {
    levels: ['province', 'prefecture', 'county'],
    rights: ['region:read', 'setting:read', 'account:read', 'account:manage', 'device:manage'],
  },
}

/** Who works with the phone in hand; everybody else has a desk. */
const phoneRoles: readonly Role[] = ['visitor', 'careWorker', 'canteenCook']

export function faceOf(role: Role): 'phone' | 'console' | 'site' {
  if (role === 'family') return 'site'
  return phoneRoles.includes(role) ? 'phone' : 'console'
}

export function rightsOf(role: Role): readonly Right[] {
  return roleRules[role].rights
}

export function hasRight(role: Role, right: Right): boolean {
  return roleRules[role].rights.includes(right)
}
