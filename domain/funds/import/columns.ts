// What the columns of an office's table of public money mean, and how it says a sum, a year and whose money it is.

import { plain } from '../../elders/import/values.ts'
import { headingsOf, type SheetColumn } from '../../sheet-imports/headings.ts'
import { type FundKind, type FundSource, fundKinds, fundSources } from '../fund.ts'

const columnWords = {
  programme: '专项 专项名称 资金名称 专项资金 专项资金名称 资金项目',
  year: '年度 年份 资金年度 预算年度',
  source: '资金来源 来源 资金渠道',
  documentNumber: '文号 下达文号 文件号 发文字号 指标文号',
  batch: '批次 资金批次 下达批次 批次名称',
  county: '县（市、区） 县 县市 县市区 区县 所属县 所在县 地区 单位',
  kind: '类别 用途 资金用途 项目类别 项目类型 类型 建设内容',
  amount: '金额（万元） 金额 资金 资金额度 分配金额 下达金额 计划投资 投资额 补助金额 安排金额',
  project: '项目名称 项目 工程名称 建设项目',
  township: '乡镇（街道） 乡镇 街道 所属乡镇 所在乡镇',
  village: '村（社区） 村 行政村 所在村 社区',
  place: '地点 建设地点 项目地点 实施地点 所在地',
  places: '数量 个数 处数 建设数量 数量（处）',
  opensOn: '完成日期 完成时间 完工日期 计划完成日期 计划开门日期 竣工日期 完成时限',
} as const

export type FundField = keyof typeof columnWords
export type FundColumn = SheetColumn<FundField>

export const {
  fields: fundFields,
  isField: isFundField,
  headerOf: fundHeaderOf,
  findHeader: findFundHeader,
  proposeColumns: proposeFundColumns,
} = headingsOf(columnWords)

/** Lines of the template, of money that does not exist. */
export const fundTemplate: readonly Readonly<Partial<Record<FundField, string>>>[] = [
  {
    ...{ programme: '示例养老专项', year: '2026', source: '省级财政', documentNumber: '示例财社〔2026〕1号' },
    ...{ batch: '第一批', county: '图们市', kind: '助餐点', amount: '12.5', project: '水口村老年食堂' },
    ...{ township: '', village: '', places: '1', opensOn: '2026-12-31' },
  },
]
export const isExampleProgramme = (programme: string) => programme.startsWith('示例')

/** “计划完成日期”, “完成时限”: what was meant, not what was done. */
export const saysPlanned = (header: string) => /计划|时限|预计/.test(header)

export type SumUnit = 'yuan' | 'wanYuan' | 'yiYuan'
const places: Readonly<Record<SumUnit, number>> = { yuan: 2, wanYuan: 6, yiYuan: 10 }

function unitIn(text: string): SumUnit | null {
  if (/亿/.test(text)) return 'yiYuan'
  if (/万/.test(text)) return 'wanYuan'
  return /元/.test(text) ? 'yuan' : null
}

/** As the header of the column says, else as a line above the header does: “单位：万元”. */
export function unitOf(header: string, above: readonly string[]): SumUnit | null {
  const said = above.map(text => /单位\s*[:：]?\s*(亿元|万元|元)/.exec(plain(text))?.[1]).find(Boolean)
  return unitIn(plain(header)) ?? (said ? unitIn(said) : null)
}

/** To the fen, or why not. A number cell may carry the noise of binary fractions, a typed one may not. */
export function readSum(
  text: string,
  isNumber: boolean,
  unit: SumUnit | null,
): { fen: number } | { fen: null; why: 'unread' | 'unitMissing' | 'belowFen' } {
  const match = /^[¥￥]?(\d{1,12})(?:\.(\d+))?(亿元|亿|万元|万|元)?$/.exec(
    plain(text).replace(/[,，\s]/g, ''),
  )
  if (!match) return { fen: null, why: 'unread' }
  const size = (match[3] && unitIn(match[3])) || unit
  if (!size) return { fen: null, why: 'unitMissing' }
  const kept = places[size]
  const part = match[2] ?? ''
  const whole = Number(`${match[1]}${part.slice(0, kept).padEnd(kept, '0')}`)
  if (/^0*$/.test(part.slice(kept))) return { fen: whole }
  const exact = Number(`${match[1]}.${part}`) * 10 ** kept
  const near = Math.round(exact)
  return isNumber && Math.abs(exact - near) < 0.001 ? { fen: near } : { fen: null, why: 'belowFen' }
}

const sourceWords: readonly [RegExp, FundSource][] = [
  [/福彩|彩票|公益金/, 'lotteryWelfare'],
  [/慈善|捐/, 'charityGiving'],
  [/中央|国家/, 'centralFinance'],
  [/省/, 'provinceFinance'],
  [/县|区/, 'countyFinance'],
  [/市|州/, 'prefectureFinance'],
]

export function readSource(text: string): FundSource | null {
  const exact = fundSources.keys.find(key => fundSources.words[key] === text)
  return exact ?? sourceWords.find(([pattern]) => pattern.test(text))?.[1] ?? null
}

const kindWords: readonly [RegExp, FundKind][] = [
  [/食堂|助餐|餐/, 'canteen'],
  [/助浴|洗浴/, 'bathingHelp'],
  [/巡访|探访/, 'visitPurchase'],
  [/居家/, 'homeCommunityCare'],
  [/边境/, 'borderSupport'],
  [/综合补助|补助资金/, 'careSubsidy'],
  [/失智|认知症/, 'dementiaZone'],
  [/实践站/, 'practiceStation'],
  [/嵌入式|综合.*服务中心/, 'embeddedCentre'],
  [/日间照料|托老/, 'dayCare'],
  [/互助/, 'mutualAidStation'],
  [/大院/, 'elderCourtyard'],
  [/乡镇|敬老院|农村.*福利/, 'townshipWelfareCentre'],
  [/社会福利|福利中心|福利院/, 'countyWelfareCentre'],
  [/养老院|养老机构|护理院/, 'careHome'],
]

export function readFundKind(text: string): FundKind | null {
  const exact = fundKinds.keys.find(key => fundKinds.words[key] === text)
  return exact ?? kindWords.find(([pattern]) => pattern.test(text))?.[1] ?? null
}

/** A line that adds up: all lines above, or those since the last such line. */
export function totalOf(texts: readonly string[]): 'whole' | 'part' | null {
  const said = texts.map(text => plain(text).replace(/\s/g, ''))
  if (said.some(text => /^(合计|总计|共计|总额)[:：]?$/.test(text))) return 'whole'
  return said.some(text => /小计[:：]?$/.test(text)) ? 'part' : null
}
