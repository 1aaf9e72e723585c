// What other provinces ask of a canteen or a point (domain.md §6.1): shown as hints with their source, never a gate,
// for Jilin has published no numbers of its own.
import type { CanteenKind } from './canteen.ts'

export interface SiteFacts {
  kind: CanteenKind
  seats: number
  mealsAtMost: number
  areaSquareMeters: number | null
  onGroundFloor: boolean
  fireChecked: boolean
  hasLicence: boolean
}

export interface ConditionSettings {
  canteenDiners: number
  canteenSquareMeters: number
  pointDiners: number
  pointSquareMeters: number
}

export interface Condition {
  says: string
  /** Null: not known, because nobody wrote it down. */
  met: boolean | null
  source: string
}

const anhui = '安徽 2022 年助餐建设标准'

export function conditionsOf(site: SiteFacts, settings: ConditionSettings): Condition[] {
  const isCanteen = site.kind === 'seniorCanteen'
  const diners = isCanteen ? settings.canteenDiners : settings.pointDiners
  const area = isCanteen ? settings.canteenSquareMeters : settings.pointSquareMeters
  return [
    {
      says: isCanteen ? `每餐能供 ${diners} 人以上` : `能同时坐 ${diners} 人以上`,
      met: (isCanteen ? site.mealsAtMost : site.seats) >= diners,
      source: anhui,
    },
    {
      says: `用餐面积 ${area} 平方米以上`,
      met: site.areaSquareMeters === null ? null : site.areaSquareMeters >= area,
      source: anhui,
    },
    { says: '有食品经营许可证或小食堂备案', met: site.hasLicence, source: '食品安全法' },
    ...(isCanteen
      ? [{ says: '消防检查合格', met: site.fireChecked, source: anhui }]
      : [{ says: '在一层，老人不用上楼', met: site.onGroundFloor, source: anhui }]),
  ]
}
