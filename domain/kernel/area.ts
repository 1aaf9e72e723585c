// The region tree as ranges of 12-digit codes: an area is everything between two codes.

export type RegionLevel = 'province' | 'prefecture' | 'county' | 'township' | 'village'

/** Digits that carry meaning at each level: 2 province, 2 prefecture, 2 county, 3 township, 3 village. */
const significantDigits: Record<RegionLevel, number> = {
  province: 2,
  prefecture: 4,
  county: 6,
  township: 9,
  village: 12,
}

export const regionLevels = Object.keys(significantDigits) as RegionLevel[]

/** An inclusive range of region codes. */
export interface Area {
  from: string
  to: string
}

/** The level a code stands for, read from its trailing zeros. */
export function levelOf(code: string): RegionLevel {
  return regionLevels.find(level => /^0*$/.test(code.slice(significantDigits[level]))) ?? 'village'
}

/** Everything inside a region, itself included. */
export function areaOf(code: string): Area {
  const digits = significantDigits[levelOf(code)]
  return { from: code, to: code.slice(0, digits).padEnd(12, '9') }
}

export function isWithin(code: string, area: Area): boolean {
  return code >= area.from && code <= area.to
}

/** The ancestor of a code at a level; the code itself when it is at that level. */
export function ancestorAt(code: string, level: RegionLevel): string {
  return code.slice(0, significantDigits[level]).padEnd(12, '0')
}

/** The county code (six digits) a row is distributed by. */
export function countyCodeOf(regionCode: string): string {
  return regionCode.slice(0, 6)
}

/** From the province down to the code itself. */
export function pathOf(code: string): string[] {
  const depth = regionLevels.indexOf(levelOf(code))
  return regionLevels.slice(0, depth + 1).map(level => ancestorAt(code, level))
}

export function childLevelOf(level: RegionLevel): RegionLevel | null {
  return regionLevels[regionLevels.indexOf(level) + 1] ?? null
}

/** The smallest region that holds them all; of nobody, refuses to guess. */
export function smallestRegion(codes: readonly string[]): string {
  const [first, ...rest] = codes
  if (first === undefined) throw new Error('no region holds nothing')
  const shared = pathOf(first).filter(code => rest.every(other => isWithin(other, areaOf(code))))
  return shared.at(-1) ?? first
}
