// Reads the shipped reference files of data/: the region tree, old identity-number codes, working days.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { RegionLevel } from '../../domain/kernel/area.ts'
import type { Day } from '../../domain/kernel/day.ts'

export interface ReferenceRegion {
  /** Twelve digits, 统计用区划代码. */
  code: string
  /** As published. */
  name: string
  /** For screens: brackets dropped, 村委会 → 村, 居委会 → 社区. */
  shortName: string
  level: RegionLevel
  /** Null for the province only. */
  parentCode: string | null
  /** The real county a unit lies in (six digits): joins the map, also for the nine statistical zones. */
  countyGb2260: string
  kind: string
  /** 111–123 urban, 210 township seat, 220 village; villages only. */
  urbanRuralCode: string | null
  /** Exists for statistics only and is nobody's administration. */
  statisticalOnly: boolean
  nameKo: string | null
  lon: number | null
  lat: number | null
  /** How far to trust the point, see data/README.md. */
  pointSource: string | null
}

/** A six-digit code that identity numbers of Jilin may begin with, dead ones included. */
export interface IdCode {
  code: string
  name: string
  firstListYear: number
  lastListYear: number | null
  current: boolean
}

export interface SpecialDay {
  day: Day
  /** A day off that would be worked, or a weekend day that is worked. */
  kind: 'holiday' | 'workday'
  name: string
}

export const referenceFolder = fileURLToPath(new URL('../../data/', import.meta.url))

/** One line per row, no quoting: a quote would mean the file has outgrown this reader, so it refuses. */
export function readCsv(file: string, folder = referenceFolder): Record<string, string>[] {
  const text = readFileSync(`${folder}/${file}`, 'utf8')
  if (text.includes('"')) throw new Error(`${file}：此参考文件含有引号，读取程序不支持，请去掉引号后再试。`)
  const [header = '', ...lines] = text.trimEnd().split('\n')
  const columns = header.split(',')
  return lines.map((line, index) => {
    const fields = line.split(',')
    if (fields.length !== columns.length) {
      throw new Error(
        `${file} 第 ${index + 2} 行有 ${fields.length} 列，应为 ${columns.length} 列，请改正后再试。`,
      )
    }
    return Object.fromEntries(columns.map((column, at) => [column, fields[at] ?? '']))
  })
}

/** All 13,014 units from the province down, parents before children. */
export function readRegions(folder = referenceFolder): ReferenceRegion[] {
  const koreanNames = new Map(readCsv('jilin-names-ko.csv', folder).map(row => [row.code, row.name_ko]))
  const points = new Map(readCsv('jilin-places.csv', folder).map(row => [row.code, row]))
  return readCsv('jilin-divisions.csv', folder).map(row => {
    const point = points.get(row.code)
    return {
      code: row.code!,
      name: row.name!,
      shortName: row.short_name!,
      level: row.level as RegionLevel,
      parentCode: row.level === 'province' ? null : row.parent_code!,
      countyGb2260: row.county_gb2260!,
      kind: row.kind!,
      urbanRuralCode: row.urban_rural_code || null,
      statisticalOnly: row.statistical_only === '1',
      nameKo: koreanNames.get(row.code) ?? null,
      lon: point ? Number(point.lon) : null,
      lat: point ? Number(point.lat) : null,
      pointSource: point?.source ?? null,
    }
  })
}

export function readIdCodes(folder = referenceFolder): IdCode[] {
  return readCsv('jilin-idcode-history.csv', folder).map(row => ({
    code: row.code!,
    name: row.name!,
    firstListYear: Number(row.first_list_year),
    lastListYear: row.last_list_year ? Number(row.last_list_year) : null,
    current: row.current === 'yes',
  }))
}

/** Holidays and make-up workdays; a year without rows is unknown, not a year without holidays. */
export function readSpecialDays(folder = referenceFolder): SpecialDay[] {
  return readCsv('working-days.csv', folder).map(row => ({
    day: row.day!,
    kind: row.kind as SpecialDay['kind'],
    name: row.name!,
  }))
}

/** The years the calendar really knows; whoever reckons working days outside them must warn. */
export function knownYears(days: readonly SpecialDay[]): number[] {
  return [...new Set(days.map(({ day }) => Number(day.slice(0, 4))))].sort((a, b) => a - b)
}
