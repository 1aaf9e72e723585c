// Everything a post may be allowed to do, with the words people read.
import { choice, type KeyOf } from '../kernel/choice.ts'

export const rights = choice({
  'region:read': '查看区划',
  'setting:read': '查看规则设置',
  'setting:change': '修改规则设置',
  'account:read': '查看账号与岗位',
  'account:manage': '管理账号与岗位',
  'device:manage': '管理设备与挂失',
  'elder:read': '查看老年人档案',
  'elder:unmask': '查看完整证件号和电话',
  'elder:edit': '登记和修改老年人档案',
  'kin:record': '登记家人和联系人',
  'elder:import': '导入台账表格',
  'elder:export': '导出名单',
  'elder:merge': '合并和拆开老年人档案',
  'elder:approve': '审批大名单导出',
  'visit:record': '记录探访',
  'visit:read': '查看探访记录',
  'visit:assign': '分配探访员',
  'aidCase:read': '查看帮扶个案',
  'aidCase:work': '办理帮扶个案',
  'aidCase:close': '核实并结案',
  'assessment:read': '查看能力评估和居家安全',
  'assessment:record': '做能力评估和居家安全检查',
  'assessment:review': '复核评估、登记评估员',
  'benefit:read': '查看待遇',
  'benefit:manage': '起草待遇规则、编制发放名单',
  'benefit:approve': '启用待遇规则、审核发放名单',
  'benefit:pay': '发放待遇和查看完整账号',
  'indicator:read': '查看看板',
  'indicator:publish': '公布更正后的月度数字',
  'sync:use': '手机离线同步',
  'audit:read': '查看审计记录',
} as const)

export type Right = KeyOf<typeof rights>
