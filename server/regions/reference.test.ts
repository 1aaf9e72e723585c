// The shipped reference files hold what data/README.md says they hold.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { isDay } from '../../domain/kernel/day.ts'
import {
  knownYears,
  type ReferenceRegion,
  readIdCodes,
  readRegions,
  readSpecialDays,
  referenceFolder,
} from './reference.ts'

const regions = readRegions()
const byCode = new Map(regions.map(region => [region.code, region]))
const at = (level: ReferenceRegion['level']) => regions.filter(region => region.level === level)

describe('the region tree', () => {
  it('has 13,014 units: 1 province, 9 prefectures, 60 counties and 9 zones, 1,075 townships, 11,860 villages', () => {
    expect(regions).toHaveLength(13_014)
    expect(byCode.size).toBe(13_014)
    expect(at('province')).toHaveLength(1)
    expect(at('prefecture')).toHaveLength(9)
    expect(at('county').filter(region => !region.statisticalOnly)).toHaveLength(60)
    expect(at('county').filter(region => region.statisticalOnly)).toHaveLength(9)
    expect(at('township')).toHaveLength(1_075)
    expect(at('village')).toHaveLength(11_860)
  })

  it('puts every unit but the province under a parent one level up, listed before it', () => {
    const order = ['province', 'prefecture', 'county', 'township', 'village']
    const seen = new Set<string>()
    const wrong = regions.filter(region => {
      const parent = region.parentCode === null ? undefined : byCode.get(region.parentCode)
      const ok =
        region.level === 'province'
          ? region.parentCode === null
          : parent !== undefined &&
            seen.has(parent.code) &&
            order.indexOf(parent.level) === order.indexOf(region.level) - 1
      seen.add(region.code)
      return !ok
    })
    expect(wrong).toEqual([])
  })

  it('has 8,408 rural villages of 11,860, and an urban–rural code on villages only', () => {
    expect(at('village').filter(region => region.urbanRuralCode?.startsWith('2'))).toHaveLength(8_408)
    expect(
      regions.filter(region => (region.urbanRuralCode !== null) !== (region.level === 'village')),
    ).toEqual([])
  })

  it('names 174 units in Korean, as spelled in China', () => {
    expect(regions.filter(region => region.nameKo !== null)).toHaveLength(174)
    expect(byCode.get('222405000000')?.nameKo).toBe('룡정시')
  })

  it('hosts every statistical zone in a real county of its own prefecture', () => {
    const zones = at('county').filter(region => region.statisticalOnly)
    for (const zone of zones) {
      expect(byCode.get(`${zone.countyGb2260}000000`)?.parentCode).toBe(zone.parentCode)
    }
  })
})

type Ring = [number, number][]
interface Outline {
  properties: { code: string }
  geometry: { type: 'Polygon'; coordinates: Ring[] } | { type: 'MultiPolygon'; coordinates: Ring[][] }
}

const outlines = (
  JSON.parse(readFileSync(`${referenceFolder}/jilin-counties-alt-amap2018.geojson`, 'utf8')) as {
    features: Outline[]
  }
).features
const ringsOf = new Map(
  outlines.map(({ properties, geometry }) => [
    properties.code,
    geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat(),
  ]),
)

function isInside(lon: number, lat: number, rings: Ring[]): boolean {
  let inside = false
  for (const ring of rings) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [xi, yi] = ring[i]!
      const [xj, yj] = ring[j]!
      if (yi > lat !== yj > lat && lon < ((xj - xi) * (lat - yi)) / (yj - yi) + xi) inside = !inside
    }
  }
  return inside
}

/** Flat-earth distance to the nearest edge; good to a metre or so over these few kilometres. */
function kilometersToOutline(lon: number, lat: number, rings: Ring[]): number {
  const perLon = 111.32 * Math.cos((lat * Math.PI) / 180)
  let nearest = Number.POSITIVE_INFINITY
  for (const ring of rings) {
    for (let i = 1; i < ring.length; i++) {
      const [ax, ay] = [(ring[i - 1]![0] - lon) * perLon, (ring[i - 1]![1] - lat) * 110.57]
      const [bx, by] = [(ring[i]![0] - lon) * perLon, (ring[i]![1] - lat) * 110.57]
      const length = (bx - ax) ** 2 + (by - ay) ** 2
      const along = length === 0 ? 0 : Math.max(0, Math.min(1, -(ax * (bx - ax) + ay * (by - ay)) / length))
      nearest = Math.min(nearest, Math.hypot(ax + along * (bx - ax), ay + along * (by - ay)))
    }
  }
  return nearest
}

describe('the points, against the shipped CC BY outlines', () => {
  it('covers exactly the 60 counties', () => {
    const counties = at('county').filter(region => !region.statisticalOnly)
    expect([...ringsOf.keys()].sort()).toEqual(counties.map(county => county.code.slice(0, 6)).sort())
  })

  it('gives every unit but the province a point inside Jilin', () => {
    const missing = regions.filter(region => region.level !== 'province' && region.lon === null)
    expect(missing).toEqual([])
  })

  // The points were fitted to outlines that may not be shipped; the shipped ones differ by a few hundred
  // metres, and the counts below are the whole difference (data/README.md, known errors).
  it('keeps all but 94 of 13,004 points inside their county, and those within 6.2 km of it', () => {
    const outside = regions.flatMap(({ level, countyGb2260, lon, lat, pointSource }) => {
      if (level === 'province' || level === 'prefecture') return []
      const rings = ringsOf.get(countyGb2260)!
      return isInside(lon!, lat!, rings)
        ? []
        : [{ pointSource, away: kilometersToOutline(lon!, lat!, rings) }]
    })
    expect(outside).toHaveLength(94)
    expect(outside.filter(({ away }) => away > 1)).toHaveLength(25)
    expect(outside.filter(({ away }) => away > 2)).toHaveLength(10)
    expect(Math.max(...outside.map(({ away }) => away))).toBeLessThan(6.2)
    expect(outside.filter(({ pointSource }) => pointSource?.startsWith('amap'))).toHaveLength(1)
  })
})

describe('old identity-number codes', () => {
  it('knows 150 codes, the dead ones of 白城 and 公主岭 among them, and none in the fictitious 2299 space', () => {
    const codes = readIdCodes()
    expect(codes).toHaveLength(150)
    expect(codes.some(({ code, current }) => code === '222301' && !current)).toBe(true)
    expect(codes.some(({ code, current }) => code === '220381' && !current)).toBe(true)
    expect(codes.some(({ code, current }) => code === '220184' && current)).toBe(true)
    expect(codes.filter(({ code }) => code.startsWith('2299'))).toEqual([])
  })
})

describe('working days', () => {
  const days = readSpecialDays()

  it('knows 2025 and 2026 and admits to know no other year', () => {
    expect(knownYears(days)).toEqual([2025, 2026])
  })

  it('lists each day once and in order, holidays anywhere, make-up workdays on weekends only', () => {
    expect(days.map(({ day }) => day)).toEqual([...new Set(days.map(({ day }) => day))].sort())
    expect(days.filter(({ day }) => !isDay(day))).toEqual([])
    const weekday = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay()
    const workdays = days.filter(({ kind }) => kind === 'workday')
    expect(workdays.map(({ day }) => weekday(day)).filter(day => day !== 0 && day !== 6)).toEqual([])
    expect(days.filter(({ kind }) => kind === 'holiday')).toHaveLength(28 + 33)
    expect(workdays).toHaveLength(5 + 6)
  })
})
