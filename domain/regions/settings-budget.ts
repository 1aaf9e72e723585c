// What a place of each kind costs where no accepted project of the kind says it: the start of a budget what-if.
import * as z from 'zod/mini'
import { define } from './setting-definition.ts'

const yuan = z.int().check(z.gte(1000), z.lte(100_000_000))
const cost = (what: string, fallback: number, source: string) =>
  define({
    means: `预算试算：本地没有验收过的项目时，建一处${what}按多少钱算`,
    ...{ unit: '元', schema: yuan, fallback, source },
  })

export const budgetSettings = {
  'budget.canteenYuan': cost('助餐点', 60_000, '[J] domain §6.3'),
  'budget.mutualAidStationYuan': cost('互助站点', 122_222, '[D] domain §15 F013/F014'),
  'budget.elderCourtyardYuan': cost('养老大院', 100_000, '[J] domain §15'),
  'budget.dayCareYuan': cost('日间照料中心', 300_000, '[J] domain §15'),
  'budget.countyWelfareCentreYuan': cost('县级福利中心', 10_000_000, '[J] domain §15'),
  'budget.townshipWelfareCentreYuan': cost('乡镇福利服务中心', 1_029_412, '[D] domain §15 F004/F005'),
  'budget.embeddedCentreYuan': cost('嵌入式综合养老服务中心', 1_000_000, '[J] domain §15'),
  'budget.careHomeYuan': cost('养老机构', 3_000_000, '[J] domain §15'),
  'budget.dementiaZoneYuan': cost('失智照护专区', 500_000, '[J] domain §15'),
}
