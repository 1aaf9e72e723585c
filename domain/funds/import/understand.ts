// Understands one line of a table of public money: which sum, which county, which project, how much and by when.
import type { ImportCell } from '../../elders/import/columns.ts'
import { plain, readBirth } from '../../elders/import/values.ts'
import type { FindPlace } from '../../elders/import/villages.ts'
import { higher } from '../../facilities/import/understand.ts'
import { ancestorAt, countyCodeOf, levelOf } from '../../kernel/area.ts'
import { addDays, type Day, lastDayOf, monthOf } from '../../kernel/day.ts'
import { type FundKind, type FundSource, fundKinds, mostFen } from '../fund.ts'
import {
  type FundField,
  fundHeaderOf,
  isExampleProgramme,
  readFundKind,
  readSource,
  readSum,
  type SumUnit,
  totalOf,
} from './columns.ts'

export interface FundProblem {
  field: FundField | null
  code: string
  message: string
  severity: 'refused' | 'suspicious'
}

/** What a line becomes: a sum that is planned, the share of a county, or a project. */
export type FundLevel = 'sum' | 'share' | 'project'

export interface GivenFund {
  programme: string
  year: number | null
  source: FundSource
  documentNumber: string | null
  batch: string
  kind: FundKind
  amountFen: number
  project: string | null
  /** How many places the paper says this money builds. */
  places: number | null
  opensOn: Day | null
  /** The table says it is over: agreed to, it is in the books as works that were accepted. */
  isFinished: boolean
}

export interface ReadFundRow {
  row: number
  level: FundLevel
  /** The place of a project, the county of a share, the office of a sum. */
  regionCode: string | null
  /** Null where the line cannot be understood. */
  given: GivenFund | null
  amountFen: number | null
  total: 'whole' | 'part' | null
  problems: FundProblem[]
}

export interface FundReading {
  mapping: Readonly<Record<number, FundField | null>>
  unit: SumUnit | null
  names: { findVillage: FindPlace; above: ReadonlyMap<string, string>; batchRegion: string }
  today: Day
  /** The header speaks of what is planned, so a day that has passed does not say that it was done. */
  datesArePlans: boolean
}

const usualSource = { province: 'provinceFinance', prefecture: 'prefectureFinance' } as const

class Line {
  readonly problems: FundProblem[] = []
  readonly cells = new Map<FundField, ImportCell>()

  constructor(cells: readonly ImportCell[], mapping: FundReading['mapping']) {
    for (const [index, field] of Object.entries(mapping)) {
      const cell = cells[Number(index)]
      if (field && cell && cell.kind !== 'error' && cell.text.trim() !== '' && !this.cells.has(field))
        this.cells.set(field, cell)
    }
  }

  text(field: FundField): string | null {
    return this.cells.get(field)?.text.trim() ?? null
  }

  refuse(field: FundField | null, code: string, message: string): null {
    this.problems.push({ severity: 'refused', field, code, message })
    return null
  }

  doubt(field: FundField, code: string, message: string): void {
    this.problems.push({ severity: 'suspicious', field, code, message })
  }

  short(field: FundField, most: number): string | null {
    const text = this.text(field)
    if (text !== null && text.length > most)
      return this.refuse(field, 'tooLong', `“${fundHeaderOf(field)}”最多 ${most} 个字。`)
    return text
  }
}

/** Null for what is no line of money: an empty line, a remark, the example of the template. */
export function understandFund(
  row: number,
  cells: readonly ImportCell[],
  reading: FundReading,
): ReadFundRow | null {
  const line = new Line(cells, reading.mapping)
  if (line.cells.size === 0 || isExampleProgramme(line.text('programme') ?? '')) return null
  const total = totalOf(cells.filter(cell => cell.kind === 'text').map(cell => cell.text))
  if (line.text('amount') === null && (line.cells.size < 3 || total)) return null
  const amountFen = amountOf(line, reading.unit)
  const whole = { row, amountFen, total, problems: line.problems }
  if (total) return { ...whole, level: 'sum', regionCode: null, given: null }
  const project = line.short('project', 80)
  const regionCode = placeOf(line, reading, project !== null)
  const { batchRegion } = reading.names
  const isWhole = project === null && regionCode === batchRegion && levelOf(batchRegion) !== 'county'
  const level = project !== null ? 'project' : isWhole ? 'sum' : 'share'
  const given = givenOf(line, reading, { amountFen, project })
  return { ...whole, level, regionCode, given: isRefused(line.problems) ? null : given }
}

export const isRefused = (problems: readonly FundProblem[]) =>
  problems.some(({ severity }) => severity === 'refused')

function givenOf(
  line: Line,
  { names, today, datesArePlans }: FundReading,
  { amountFen, project }: { amountFen: number | null; project: string | null },
): GivenFund | null {
  const programme =
    line.short('programme', 80) ?? line.refuse('programme', 'programmeMissing', '没有写专项名称。请补填。')
  const documentNumber = line.short('documentNumber', 60)
  const year = yearOf(line)
  const kind = readFundKind(plain(line.text('kind') ?? project ?? ''))
  if (kind === null)
    line.refuse(
      'kind',
      'kindUnknown',
      `认不出这笔钱做什么用。“类别”请写${fundKinds.words.canteen}、${fundKinds.words.elderCourtyard}等。`,
    )
  const opensOn = project === null ? null : opensOf(line, today, datesArePlans)
  const source = sourceOf(line, names.batchRegion)
  const count = placesOf(line, project !== null)
  if (programme === null || kind === null || amountFen === null) return null
  return {
    ...{ programme, year, source, documentNumber, kind, amountFen, project, opensOn, places: count },
    isFinished: opensOn !== null && opensOn <= today,
    batch: line.short('batch', 80) ?? documentNumber ?? `${year ?? ''}${programme}`.slice(0, 80),
  }
}

function amountOf(line: Line, unit: SumUnit | null): number | null {
  const cell = line.cells.get('amount')
  if (!cell) return line.refuse('amount', 'amountMissing', '没有写金额。请补填。')
  const read = readSum(cell.text, cell.kind === 'number', unit)
  const shown = cell.text.trim().slice(0, 20)
  if (read.fen === null)
    return line.refuse(
      'amount',
      read.why,
      {
        unread: `金额写的是“${shown}”，读不出来。请写数字。`,
        unitMissing: '金额没有写单位。请把表头写成“金额（万元）”或“金额（元）”。',
        belowFen: `金额“${shown}”比一分还细。请核对后改成整分。`,
      }[read.why],
    )
  if (read.fen === 0) return line.refuse('amount', 'amountNought', '金额是 0，不用导入。')
  if (read.fen > mostFen) return line.refuse('amount', 'amountTooLarge', '金额超过一百亿元，请核对单位。')
  return read.fen
}

function yearOf(line: Line): number | null {
  const text = line.text('year')
  if (text === null) return null
  const year = Number(/^(20\d\d)/.exec(plain(text))?.[1])
  if (year) return year
  return line.refuse(
    'year',
    'yearUnread',
    `年度写的是“${text.slice(0, 20)}”，读不出来。请写 2026 这样的四位数。`,
  )
}

function sourceOf(line: Line, batchRegion: string): FundSource {
  const level = levelOf(batchRegion)
  const usual = level === 'province' || level === 'prefecture' ? usualSource[level] : 'countyFinance'
  const text = line.text('source')
  if (text === null) return usual
  const found = readSource(plain(text))
  if (found === null)
    line.refuse(
      'source',
      'sourceUnknown',
      `资金来源写的是“${text.slice(0, 20)}”，不认识。请写省级财政、福彩公益金等。`,
    )
  return found ?? usual
}

function placesOf(line: Line, isProject: boolean): number | null {
  const text = line.text('places')
  if (text === null) return null
  const count = Number(/^(\d{1,5})(?:\.0+)?(?:个|处|所|家|张|套)?$/.exec(plain(text))?.[1] ?? Number.NaN)
  if (Number.isNaN(count))
    line.doubt('places', 'placesUnread', `数量写的是“${text.slice(0, 20)}”，读不出来，导入时不填。`)
  else if (isProject && count > 1)
    line.doubt(
      'places',
      'placesMany',
      `一个项目只能是一处，数量却写了 ${count}。请一处写一行；照样导入就算一处。`,
    )
  return Number.isNaN(count) ? null : count
}

/** As early as the first year of a sum. */
const firstFinished: Day = '2000-01-01'

/** “2024年5月” is over when May is, “2024年” when the year is. */
function lastOf(text: string, later: Day): Day | null {
  const read = readBirth(text, later)
  if (!read?.bornOn || read.precision === 'day') return read?.bornOn ?? null
  return read.precision === 'year' ? `${read.bornOn.slice(0, 4)}-12-31` : lastDayOf(monthOf(read.bornOn))
}

function opensOf(line: Line, today: Day, datesArePlans: boolean): Day {
  const text = line.text('opensOn')
  const inAYear = addDays(today, 365)
  const later = addDays(today, 3660)
  const day = text === null ? null : lastOf(text, later)
  if (day !== null && day >= firstFinished) {
    if (day <= today && datesArePlans)
      line.doubt(
        'opensOn',
        'planPast',
        `计划日期 ${day} 已经过去，看不出有没有完成。照样导入就当作那天已经完成；没有完成的请改成新的计划日期。`,
      )
    return day
  }
  if (day !== null) line.refuse('opensOn', 'dateTooEarly', `完成日期 ${day} 早于 2000 年，请核对。`)
  else
    line.doubt(
      'opensOn',
      'dateUnread',
      `${text === null ? '没有写完成日期' : `完成日期“${text.slice(0, 20)}”读不出来`}，导入时按一年后 ${inAYear} 算。`,
    )
  return inAYear
}

/** “图们市月晴镇水口村” taken apart. */
function partsOf(text: string) {
  const match = /^(?:.{1,6}?[州])?(.{1,5}?[县市区])?(.{1,8}?(?:镇|乡|街道))?(.*)$/.exec(
    plain(text).replace(/\s/g, ''),
  )
  return { county: match?.[1] ?? null, township: match?.[2] ?? null, village: match?.[3] || null }
}

function placeOf(line: Line, { names }: FundReading, isProject: boolean): string | null {
  const parts = partsOf(line.text('place') ?? '')
  const county = line.text('county') ?? parts.county
  const township = line.text('township') ?? parts.township
  const village = line.text('village') ?? parts.village
  if (county === null && isProject && levelOf(names.batchRegion) !== 'county')
    return line.refuse('county', 'countyMissing', '没有写项目在哪个县。请补填“县（市、区）”。')
  const wide = higher(county, null, names)
  if (wide.code === null) return line.refuse('county', 'placeUnknown', wide.message)
  if (!isProject) return wide.code
  const found =
    village === null ? higher(county, township, names) : names.findVillage({ county, township, village })
  if (found.code === null) return line.refuse('place', 'placeUnknown', found.message)
  if (
    levelOf(wide.code) === 'county' &&
    countyCodeOf(found.code) !== ancestorAt(wide.code, 'county').slice(0, 6)
  )
    return line.refuse('place', 'placeElsewhere', '地点不在所写的县里。请核对。')
  return found.code
}
