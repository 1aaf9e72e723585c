// Finds the header of a village's table below its titles and proposes what each column means.
import { cleanCitizenNumber } from '../citizen-number.ts'
import { maskCitizenNumbers } from './problems.ts'
import { plain, readPhones, readSex } from './values.ts'

export interface ImportCell {
  text: string
  kind: 'text' | 'number' | 'date' | 'empty' | 'boolean' | 'error'
  number?: number
  merged?: boolean
}

/** Field → how villages head its column. The first word is the one shown to people. */
export const columnWords = {
  name: '姓名 老人姓名 老年人姓名 名字 老人名字 姓名全称 老人',
  citizenNumber: '身份证号 身份证号码 公民身份号码 证件号 证件号码 身份证 身份号码 老人身份证号 居民身份证号',
  sex: '性别 男女',
  bornOn: '出生日期 出生年月 生日 出生年月日 出生 出生时间 出生日',
  ethnicity: '民族 族别',
  age: '年龄 周岁 岁数 实际年龄',
  phone: '联系电话 电话 手机 手机号 手机号码 电话号码 联系方式 本人电话 老人电话 联系号码',
  address: '住址 家庭住址 现住址 地址 居住地址 家庭地址 户籍地址 常住地址 详细地址',
  county: '县 县市 县市区 区县 市县 所属县 所在县 县区',
  township: '乡镇 乡 镇 街道 所属乡镇 乡镇街道 所在乡镇',
  village: '村 行政村 所在村 社区 村名 村社区 所属村 村屯 村委会',
  hamlet: '屯 组 自然屯 村民小组 小组 屯组 社 自然村',
  householdKey: '户号 户编号 户主 户主姓名 家庭编号',
  relationToHead: '与户主关系 户主关系 关系',
  livesAlone: '独居 是否独居',
  emptyNest: '空巢 是否空巢',
  leftBehind: '留守 是否留守',
  tekun: '特困 是否特困 五保 是否五保 特困供养',
  veryOld: '高龄 是否高龄',
  careDependent: '失能 是否失能 自理能力 自理情况 失能等级 能力等级 生活自理能力',
  severeDisability: '残疾等级 重残 是否重残 残疾 残疾情况 是否残疾',
  disabilityNumber: '残疾证号 残疾人证号',
  specialFamily: '计生特殊 计生特殊家庭 计划生育特殊家庭 失独 是否失独 特扶',
  groups: '类别 老人类别 人员类别 老年人类别 老人类型 人员类型 类型 特殊困难类型 重点类别',
  contactName: '联系人 紧急联系人 子女 子女姓名 监护人 联系人姓名 紧急联系人姓名 监护人姓名 赡养人',
  contactPhone: '联系人电话 紧急联系人电话 子女电话 监护人电话 子女联系方式 子女联系电话 赡养人电话 紧急电话',
  contactRelation: '联系人关系 与老人关系 与联系人关系 监护人关系 紧急联系人关系 与本人关系',
  health: '健康状况 身体状况 健康情况 身体情况 患病情况',
  note: '备注 说明 其他 备注说明',
  spokenLanguage: '语言 使用语言 语种',
  visitorName: '巡访员 包保人 探访员 巡访人 包保责任人 责任人 网格员 探访人 包保干部',
  sequence: '序号 编号 号 序',
} as const

export type ImportField = keyof typeof columnWords
const fields = Object.keys(columnWords) as ImportField[]

const fieldByWord = new Map<string, ImportField>()
for (const field of fields) for (const word of columnWords[field].split(' ')) fieldByWord.set(word, field)
/** Longest first, so that 联系人电话 is not taken for 电话. */
const words = [...fieldByWord.keys()].filter(word => word.length > 1).sort((a, b) => b.length - a.length)

export interface ProposedColumn {
  index: number
  header: string
  field: ImportField | null
  confidence: number
  examples: string[]
}

export interface ProposedMapping {
  /** Index into the sampled rows of the last header row; -1 when the table has none. */
  headerRow: number
  columns: ProposedColumn[]
}

export type ColumnMapping = Readonly<Record<number, ImportField | null>>

const sampledHeaderRows = 20
const sampledDataRows = 60

/** `rows` are the first rows of the sheet; a hundred are plenty. */
export function proposeMapping(rows: readonly (readonly ImportCell[])[]): ProposedMapping {
  const { top, bottom } = findHeader(rows)
  const headers = combinedHeaders(rows, top, bottom)
  const body = rows.slice(bottom + 1, bottom + 1 + sampledDataRows)
  const width = Math.max(headers.length, ...body.map(row => row.length), 0)
  const columns = Array.from({ length: width }, (_, index) => {
    const values = body.map(row => row[index]?.text.trim() ?? '').filter(text => text !== '')
    const header = headers[index] ?? ''
    return { index, header, ...weigh(header, values), examples: examplesOf(values) }
  })
  return { headerRow: bottom, columns: withoutRepeats(columns) }
}

/** A few values for a person to judge by; of a citizen number the last four digits are enough for that. */
export function examplesOf(values: readonly string[]): string[] {
  return [...new Set(values)].slice(0, 3).map(maskCitizenNumbers)
}

/** A person's corrections over the proposal; null leaves a column out. */
export function mappingOf(proposed: ProposedMapping, corrected: ColumnMapping = {}): ColumnMapping {
  return Object.fromEntries(
    proposed.columns.map(({ index, field }) => [
      index,
      index in corrected ? (corrected[index] ?? null) : field,
    ]),
  )
}

const bareHeader = (header: string) => plain(header).replace(/\(.*?\)|[\s*:：_/、]|\d+$/g, '')

/** The very words of a header and no others; asked of every name in a table. */
export function isColumnWord(text: string): boolean {
  return fieldByWord.has(bareHeader(text))
}

export function fieldOfHeader(header: string): { field: ImportField; confidence: number } | null {
  const text = bareHeader(header)
  const exact = fieldByWord.get(text)
  if (exact) return { field: exact, confidence: 1 }
  if (text.length > 14) return null
  // 子女联系电话 is a telephone of the children, 联系人+姓名 the name of a contact: whose before what.
  const isContact = /联系人|子女|监护|赡养|儿子|女儿|家属|亲属/.test(text)
  if (isContact && /电话|手机|方式|号码/.test(text)) return { field: 'contactPhone', confidence: 0.9 }
  if (isContact && /关系/.test(text)) return { field: 'contactRelation', confidence: 0.9 }
  if (isContact) return { field: 'contactName', confidence: 0.8 }
  const contained = words.find(word => text.includes(word))
  return contained ? { field: fieldByWord.get(contained)!, confidence: 0.7 } : null
}

function findHeader(rows: readonly (readonly ImportCell[])[]): { top: number; bottom: number } {
  const scores = rows.slice(0, sampledHeaderRows).map(headerScore)
  const best = Math.max(0, ...scores)
  if (best < 2) return { top: 0, bottom: -1 }
  const top = scores.indexOf(best)
  // A second header row names parts of a group: fewer known words, but no number, date or long value.
  const next = rows[top + 1]
  const isSecond = next !== undefined && (scores[top + 1] ?? 0) >= 1 && isAllHeader(next)
  if (isSecond) return { top, bottom: top + 1 }
  const above = rows[top - 1]
  const isFirst = above !== undefined && (scores[top - 1] ?? 0) >= 2 && isAllHeader(above)
  return { top: isFirst ? top - 1 : top, bottom: top }
}

/** Cells merged down from the line above say nothing here, and a table may have columns nobody asked for. */
function isAllHeader(row: readonly ImportCell[]): boolean {
  const filled = row.filter(cell => cell.text.trim() !== '' && !cell.merged)
  const known = filled.filter(cell => fieldOfHeader(cell.text) !== null)
  const mayBeHeader = (cell: ImportCell) =>
    known.includes(cell) || (cell.kind === 'text' && /^[^\d:：]{2,10}$/.test(cell.text.trim()))
  return known.length > 0 && known.length * 2 >= filled.length && filled.every(mayBeHeader)
}

/** Distinct fields named; a title repeated over merged cells counts once. */
export function headerScore(row: readonly ImportCell[]): number {
  const found = new Map<ImportField, number>()
  for (const cell of row) {
    if (cell.kind !== 'text') continue
    const match = fieldOfHeader(cell.text)
    if (match) found.set(match.field, Math.max(match.confidence, found.get(match.field) ?? 0))
  }
  return [...found.values()].reduce((sum, confidence) => sum + confidence, 0)
}

function combinedHeaders(rows: readonly (readonly ImportCell[])[], top: number, bottom: number): string[] {
  if (bottom < 0) return []
  const lower = rows[bottom] ?? []
  if (top === bottom) return lower.map(cell => cell.text.trim())
  const upper = rows[top] ?? []
  let group = ''
  return Array.from({ length: Math.max(upper.length, lower.length) }, (_, index) => {
    const above = upper[index]?.text.trim() ?? ''
    const below = lower[index]?.text.trim() ?? ''
    if (above !== '') group = above
    // A cell merged across leaves its right neighbours empty; they belong to the group only if named below.
    if (below === '' || below === group) return above
    return above !== '' || below !== '' ? `${group}${below}` : ''
  })
}

function weigh(header: string, values: string[]): { field: ImportField | null; confidence: number } {
  const byHeader = fieldOfHeader(header)
  const byContent = fieldOfValues(values)
  if (byHeader && byHeader.field !== 'sequence' && byHeader.confidence >= 0.8) return byHeader
  // A column full of citizen numbers is one, whatever stands above it.
  if (byContent && (byContent === 'citizenNumber' || !byHeader)) {
    return { field: byContent, confidence: byHeader?.field === byContent ? 0.95 : 0.6 }
  }
  return byHeader ?? { field: null, confidence: 0 }
}

function fieldOfValues(values: string[]): ImportField | null {
  if (values.length < 2) return null
  const share = (test: (text: string) => boolean) => values.filter(test).length / values.length
  if (share(text => /^\d{15}$|^\d{17}[\dX]$/.test(cleanCitizenNumber(text))) > 0.6) return 'citizenNumber'
  if (share(text => /^[男女]$/.test(text) && readSex(text) !== null) > 0.8) return 'sex'
  if (share(text => /^(1[3-9]\d{9}|0\d{9,11})$/.test(readPhones(text).phones[0] ?? '')) > 0.8) return 'phone'
  if (share(text => /^(18|19)\d{2}[-./年]\d{1,2}/.test(text)) > 0.8) return 'bornOn'
  return null
}

const manyAllowed = new Set<ImportField>([
  'contactName',
  'contactPhone',
  'contactRelation',
  'note',
  'health',
  'groups',
])

/** Two columns for one field: the surer keeps it, the other waits for a person. */
function withoutRepeats(columns: ProposedColumn[]): ProposedColumn[] {
  return columns.map(column => {
    if (column.field === null || manyAllowed.has(column.field)) return column
    const isBeaten = columns.some(
      other =>
        other.field === column.field &&
        (other.confidence > column.confidence ||
          (other.confidence === column.confidence && other.index < column.index)),
    )
    return isBeaten ? { ...column, field: null, confidence: 0 } : column
  })
}
