// The fields of a place as people call them, and their values as people write them.
import {
  type FacilityFields,
  facilityKinds,
  facilityStaffKinds,
  facilityTiers,
  facilityWinters,
  governingBodies,
  managerRoles,
  siteServices,
} from './facility.ts'

export const fieldWords: Readonly<Record<keyof FacilityFields | 'canteenId' | 'managerPhoneTail', string>> = {
  registryNumber: '设施编号',
  kind: '类型',
  tier: '层级',
  name: '名称',
  address: '地址',
  lon: '经度',
  lat: '纬度',
  telephone: '设施电话',
  governingBody: '由谁办',
  governingName: '举办单位名称',
  managerName: '负责人',
  managerRole: '负责人职务',
  beds: '床位数',
  fullDayLodging: '提供全日住宿',
  dayPlaces: '白天可接待人数',
  areaSquareMeters: '面积（平方米）',
  staff: '工作人员',
  services: '服务',
  openingWeek: '开放日',
  opensAt: '开门时间',
  closesAt: '关门时间',
  winter: '冬季',
  note: '备注',
  canteenId: '院内助餐点',
  managerPhoneTail: '负责人电话',
}

const lists: Readonly<Record<string, { words: Readonly<Record<string, string>> }>> = {
  kind: facilityKinds,
  tier: facilityTiers,
  governingBody: governingBodies,
  managerRole: managerRoles,
  winter: facilityWinters,
}

const weekdays = '一二三四五六日'

/** OOOOO-- → 周一、周二、周三、周四、周五 */
export function weekWords(week: string): string {
  if (!week.includes('-')) return '每天'
  const open = [...week].flatMap((letter, at) => (letter === 'O' ? [`周${weekdays[at]}`] : []))
  return open.length === 0 ? '不开放' : open.join('、')
}

/** 510 → 08:30 */
export function minuteWords(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}

export function staffWords(staff: Readonly<Record<string, number | undefined>>): string {
  return facilityStaffKinds.keys
    .filter(kind => (staff[kind] ?? 0) > 0)
    .map(kind => `${facilityStaffKinds.words[kind]} ${staff[kind]} 人`)
    .join('、')
}

export function valueWords(field: string, value: unknown): string {
  if (value === null || value === undefined || value === '') return '无'
  const list = lists[field]
  if (list) return list.words[String(value)] ?? String(value)
  if (field === 'services' && Array.isArray(value))
    return value.map(one => siteServices.words[one as keyof typeof siteServices.words]).join('、') || '无'
  if (field === 'staff') return staffWords(value as Record<string, number>) || '无'
  if (field === 'openingWeek') return weekWords(String(value))
  if (field === 'opensAt' || field === 'closesAt') return minuteWords(Number(value))
  if (field === 'canteenId') return '有'
  if (field === 'managerPhoneTail') return `尾号 ${value}`
  if (typeof value === 'boolean') return value ? '是' : '否'
  return String(value)
}
