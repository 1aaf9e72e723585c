// Finds the header of a table of places below its titles and proposes what each column means.
import { headingsOf, type SheetColumn } from '../../sheet-imports/headings.ts'

/** Field → how offices head its column. The first word is the one shown to people and written in the template. */
export const columnWords = {
  registryNumber: '设施编号 编号 机构编号 机构代码 统一编号',
  name: '名称 设施名称 机构名称 单位名称 站点名称 大院名称 养老大院名称',
  kind: '类型 设施类型 机构类型 类别 设施类别 种类',
  county: '县（市、区） 县 县市 县市区 区县 所属县 所在县',
  township: '乡镇（街道） 乡镇 街道 乡镇街道 所属乡镇 所在乡镇',
  village: '村（社区） 村 行政村 村社区 所在村 社区 村名 所属村',
  address: '地址 详细地址 所在地 设施地址 机构地址',
  lon: '经度',
  lat: '纬度',
  telephone: '设施电话 电话 联系电话 值班电话 公开电话 机构电话',
  governingBody: '由谁办 举办主体 主办单位 运营方式 管理主体 办院主体',
  governingName: '举办单位名称 主办单位名称 运营单位 运营单位名称',
  managerName: '负责人 负责人姓名 院长 站长 管理人 管理人员姓名',
  managerRole: '负责人职务 职务 负责人身份',
  managerPhone: '负责人电话 负责人手机 手机 负责人联系电话 院长电话',
  beds: '床位数 床位 床位数量 核定床位 床位数（张）',
  fullDayLodging: '提供全日住宿 全日住宿 是否住宿 提供住宿 是否全日住宿',
  dayPlaces: '白天可接待人数 日间接待 可接待人数 接待能力',
  areaSquareMeters: '面积（平方米） 面积 建筑面积 使用面积',
  services: '服务 服务内容 服务项目 提供服务',
  state: '状态 运营状态 运行状态 开办状态',
  openedOn: '开办时间 建成时间 成立时间 投入使用时间 开办日期',
  note: '备注 说明 其他',
} as const

export type PlaceField = keyof typeof columnWords
export type PlaceColumn = SheetColumn<PlaceField>

export const {
  fields: placeFields,
  isField: isPlaceField,
  headerOf,
  fieldOfHeader,
  findHeader,
  proposeColumns,
} = headingsOf(columnWords, { hidden: ['managerPhone'] })

/** One line of the template, of a place that does not exist. */
export const templateExample: Readonly<Partial<Record<PlaceField, string>>> = {
  name: '示例养老大院',
  kind: '养老大院',
  telephone: '0433-0000000',
  governingBody: '老年协会',
  managerRole: '老年协会会长',
  beds: '0',
  fullDayLodging: '否',
  dayPlaces: '30',
  services: '助餐、文体活动',
  state: '正常开放',
  openedOn: '2021-06-01',
}

export const isExample = (name: string) => name.startsWith('示例')
