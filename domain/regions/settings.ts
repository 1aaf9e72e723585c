// Every rule value that is a judgement, general knowledge or unknown: key, meaning, shape, default, source.
import * as z from 'zod/mini'
import { RegionCode } from '../kernel/shapes.ts'
import { bits, type Definition, days, define, smaller } from './setting-definition.ts'
import { budgetSettings } from './settings-budget.ts'
import { canteenSafetySettings } from './settings-canteen-safety.ts'
import { canteenSettings } from './settings-canteens.ts'
import { caseSettings } from './settings-cases.ts'
import { coverageSettings } from './settings-coverage.ts'
import { deviceSettings, silenceSettings } from './settings-devices.ts'
import { facilitySettings } from './settings-facilities.ts'
import { fundSettings } from './settings-funds.ts'
import { homeCareSettings } from './settings-home-care.ts'
import { lifeSettings } from './settings-life.ts'
import { mealSettings } from './settings-meals.ts'
import { noticeSettings } from './settings-notices.ts'
import { orderSettings } from './settings-orders.ts'
import { phoneSettings } from './settings-phone.ts'
import { riskSettings } from './settings-risk.ts'
import { roundSettings } from './settings-rounds.ts'
import { settlementSettings } from './settings-settlements.ts'
import { sitingSettings } from './settings-siting.ts'
import { staySettings } from './settings-stays.ts'
import { truthSettings } from './settings-truth.ts'
import { visitSettings } from './settings-visit.ts'

export const settingDefinitions = {
  'elder.veryOldAge': define({
    means: '高龄起始年龄',
    unit: '岁',
    schema: z.int().check(z.gte(60), z.lte(110)),
    fallback: 80,
    source: '[G] domain §1.2',
    stricter: smaller,
  }),
  'dispute.answerWorkingDays': define({
    means: '两县协商每一步的答复时限，逾期自动报上一级',
    unit: '工作日',
    schema: days(60),
    fallback: 5,
    source: '[J] domain §11',
    stricter: smaller,
  }),
  'duplicates.reviewFrom': define({
    means: '疑似重复档案从多少分起列入核对',
    unit: '分',
    schema: bits,
    fallback: 24,
    source: '[J] docs/duplicate-model.md',
  }),
  'duplicates.likelyFrom': define({
    means: '疑似重复档案从多少分起标为“很可能是同一人”',
    unit: '分',
    schema: bits,
    fallback: 30,
    source: '[J] docs/duplicate-model.md',
  }),
  'duplicates.certainFrom': define({
    means: '疑似重复档案从多少分起标为“几乎肯定是同一人”',
    unit: '分',
    schema: bits,
    fallback: 38,
    source: '[J] docs/duplicate-model.md',
  }),
  'membership.careDependentLevel': define({
    means: '能力评估几级起认定为失能',
    unit: '级',
    schema: z.int().check(z.gte(1), z.lte(4)),
    fallback: 1,
    source: '[U] domain §1.2',
  }),
  'membership.expiryWarningDays': define({
    means: '证件到期前多少天提醒',
    unit: '天',
    schema: days(366),
    fallback: 30,
    source: '[J] domain §1.2',
  }),
  'membership.confirmEveryDays': define({
    means: '重点类别多少天复核一次',
    unit: '天',
    schema: days(1100),
    fallback: 365,
    source: '[J] domain §1.2',
    stricter: smaller,
  }),
  'elder.awayMonths': define({
    means: '子女全部在外几个月起算留守',
    unit: '个月',
    schema: z.int().check(z.gte(1), z.lte(24)),
    fallback: 6,
    source: '[G] domain §1.2',
    stricter: smaller,
  }),
  'familyLink.codeDays': define({
    means: '家人邀请码的有效期',
    unit: '天',
    schema: z.int().check(z.gte(1), z.lte(90)),
    fallback: 14,
    source: '[J] domain §14',
    stricter: smaller,
  }),
  'familyLink.most': define({
    means: '一位老人最多为几位家人开通',
    unit: '人',
    schema: z.int().check(z.gte(1), z.lte(20)),
    fallback: 6,
    source: '[J] domain §14',
    stricter: smaller,
  }),
  'consent.askAgainMonths': define({
    means: '不愿意的老年人隔多少个月再征求一次意愿',
    unit: '个月',
    schema: z.int().check(z.gte(1), z.lte(60)),
    fallback: 6,
    source: '[J] domain §1.6',
    stricter: smaller,
  }),
  'subjectRequest.answerDays': define({
    means: '本人对档案的请求多少天内答复',
    unit: '天',
    schema: days(90),
    fallback: 15,
    source: '[G] domain §12',
    stricter: smaller,
  }),
  'export.freeRows': define({
    means: '名单导出多少人以内不用第二人审批',
    unit: '人',
    schema: z.int().check(z.gte(0), z.lte(20_000)),
    fallback: 500,
    source: '[J] domain §12',
    stricter: smaller,
  }),
  'export.validHours': define({
    means: '名单导出获准后多久内可以下载',
    unit: '小时',
    schema: z.int().check(z.gte(1), z.lte(720)),
    fallback: 24,
    source: '[J] domain §12',
    stricter: smaller,
  }),
  'visit.daysRed': define({
    means: '高风险老年人探访间隔',
    unit: '天',
    schema: days(31),
    fallback: 7,
    source: '[J] domain §1.3',
    stricter: smaller,
  }),
  'visit.daysOrange': define({
    means: '较高风险老年人探访间隔',
    unit: '天',
    schema: days(31),
    fallback: 14,
    source: '[J] domain §1.3',
    stricter: smaller,
  }),
  'visit.daysYellow': define({
    means: '八类老年人探访间隔（每个自然月至少一次）',
    unit: '天',
    schema: days(31),
    fallback: 30,
    source: '[F:P1] domain §1.3',
    stricter: smaller,
  }),
  'visit.daysGreen': define({
    means: '其他在册老年人探访间隔',
    unit: '天',
    schema: days(366),
    fallback: 91,
    source: '[J] domain §1.3',
    stricter: smaller,
  }),
  'visit.notAskedLimit': define({
    means: '一次探访最多允许几项未问',
    unit: '项',
    schema: z.int().check(z.gte(0), z.lte(24)),
    fallback: 8,
    source: '[J] domain §1.4',
    stricter: smaller,
  }),
  'visit.remoteCounts': define({
    means: '仅有设备远程监测是否计入探访率',
    unit: '',
    schema: z.boolean(),
    fallback: false,
    source: '[J] domain §1.3',
  }),
  'visitRate.newcomerDay': define({
    means: '当月几日之后新建档的下月起计入分母',
    unit: '日',
    schema: z.int().check(z.gte(1), z.lte(31)),
    fallback: 20,
    source: '[J] domain §1.7',
  }),
  'board.freezeAfterDays': define({
    means: '月末之后几天公布当月数字',
    unit: '天',
    schema: days(31),
    fallback: 5,
    source: '[J] domain §1.7',
  }),
  ...lifeSettings,
  ...mealSettings,
  ...noticeSettings,
  ...roundSettings,
  ...orderSettings,
  ...phoneSettings,
  ...riskSettings,
  ...deviceSettings,
  ...silenceSettings,
  ...settlementSettings,
  ...staySettings,
  ...truthSettings,
  ...caseSettings,
  ...canteenSettings,
  ...facilitySettings,
  ...coverageSettings,
  ...budgetSettings,
  ...sitingSettings,
  ...canteenSafetySettings,
  ...visitSettings,
  ...homeCareSettings,
  ...fundSettings,
  'ability.validMonths': define({
    means: '能力评估结果有效期',
    unit: '个月',
    schema: z.int().check(z.gte(1), z.lte(60)),
    fallback: 24,
    source: '[U] domain §2，各地多为一至两年',
    stricter: smaller,
  }),
  'ability.expiringDays': define({
    means: '能力评估到期前多少天提醒',
    unit: '天',
    schema: days(366),
    fallback: 60,
    source: '[J] domain §2',
  }),
  'ability.addUpAdjustments': define({
    means: '确诊精神障碍和照护风险事件同时有时，等级变更是否相加',
    unit: '',
    schema: z.boolean(),
    fallback: true,
    source: '[U] domain §2，默认相加',
  }),
  'ability.reviewBothAdjustments': define({
    means: '两项等级变更同时适用时须由第三人复核',
    unit: '',
    schema: z.boolean(),
    fallback: true,
    source: '[J] domain §2',
    stricter: (one, other) => one || other,
  }),
  'selfCare.reassessWorkingDays': define({
    means: '特困人员自理能力变化后复核时限',
    unit: '工作日',
    schema: days(60),
    fallback: 10,
    source: '[F:K2] domain §9',
    stricter: smaller,
  }),
  'import.keptDays': define({
    means: '导入后多少天内可以撤销、下载未导入的行；期满删除批次的明细',
    unit: '天',
    schema: days(3650),
    fallback: 180,
    source: '[J] domain §12',
    stricter: smaller,
  }),
}

export type SettingKey = keyof typeof settingDefinitions
export type SettingValue<Key extends SettingKey> = z.output<(typeof settingDefinitions)[Key]['schema']>
export const settingKeys = Object.keys(settingDefinitions) as SettingKey[]
export const SettingKeyText = z.enum(settingKeys)

/** One dated value as it is stored. */
export interface SettingRow {
  key: string
  regionCode: string
  validFrom: string
  validTo: string | null
  value: unknown
}

/**
 * The row in force in a region on a day, or null where the default holds. Values of the region and everything
 * above it are compared: where the setting knows a stricter one, the stricter duty wins (domain.md §0 rule 3),
 * otherwise the nearest.
 * @param path region codes from the province down to the region itself.
 */
export function settingRowInForce<Row extends SettingRow>(
  key: SettingKey,
  rows: readonly Row[],
  path: readonly string[],
  day: string,
): Row | null {
  const { stricter } = definitionOf(key)
  const inForce = rows
    .filter(row => row.key === key && row.validFrom <= day && (row.validTo === null || row.validTo >= day))
    .filter(row => path.includes(row.regionCode))
    .sort((one, other) => path.indexOf(one.regionCode) - path.indexOf(other.regionCode))
  const nearest = inForce.at(-1) ?? null
  if (!stricter || nearest === null) return nearest
  return inForce.reduce((one, other) => (stricter(one.value, other.value) === one.value ? one : other))
}

/** The value in force in a region on a day; see `settingRowInForce`. */
export function settingInForce<Key extends SettingKey>(
  key: Key,
  rows: readonly SettingRow[],
  path: readonly string[],
  day: string,
): SettingValue<Key> {
  const row = settingRowInForce(key, rows, path, day)
  return (row === null ? settingDefinitions[key].fallback : row.value) as SettingValue<Key>
}

/** The definition without its exact value type, for whoever handles all settings alike. */
export function definitionOf(key: SettingKey): Definition<z.ZodMiniType> {
  return settingDefinitions[key] as unknown as Definition<z.ZodMiniType>
}

export const Setting = z.object({
  key: SettingKeyText,
  means: z.string(),
  unit: z.string(),
  value: z.union([z.number(), z.boolean()]),
  fallback: z.union([z.number(), z.boolean()]),
  source: z.string(),
  /** Where the value in force was set; null when it is the default. */
  regionCode: z.nullable(RegionCode),
  validFrom: z.nullable(z.string()),
})
