// Siting problems for the mark: cities and classics made from a seed, and the province from the data that ships.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SiteProblem } from '../domain/planning/problem.ts'
import { chanceFrom } from '../domain/rounds/chance.ts'
import { projectFolder } from '../server/system.ts'

export interface SitingCase {
  name: string
  problem: SiteProblem
}

/** A network of crossings: half of them spread out, half towards a centre; each joined to its three nearest. */
function city(nodes: number, seed: string) {
  const draw = chanceFrom(seed)
  const part = () => draw(1 << 24) / (1 << 24)
  const bell = () => part() + part() + part() - 1.5
  const points = Array.from({ length: nodes }, () =>
    part() < 0.5
      ? { x: part() * 10_000, y: part() * 10_000 }
      : { x: 5_000 + bell() * 3_500, y: 5_000 + bell() * 3_500 },
  )
  const people = points.map(() => Math.round(Math.exp(3 + 1.2 * bell())))
  return { points, people, edges: roads(points, part) }
}

function roads(points: { x: number; y: number }[], part: () => number): [number, number, number][] {
  const order = [...points.keys()].sort((one, other) => (points[one]?.x ?? 0) - (points[other]?.x ?? 0))
  const place = new Map(order.map((point, at) => [point, at]))
  return points.flatMap(({ x, y }, from) => {
    const at = place.get(from) as number
    const near = order
      .slice(Math.max(0, at - 200), at + 201)
      .filter(to => to !== from)
      .map(to => ({ to, far: Math.hypot(x - (points[to]?.x ?? 0), y - (points[to]?.y ?? 0)) }))
      .sort((one, other) => one.far - other.far)
      .slice(0, 3)
    return near.map(({ to, far }): [number, number, number] => [
      from + 1,
      to + 1,
      Math.round(far * (1 + 0.2 * part())),
    ])
  })
}

interface CityShape {
  nodes: number
  sites: number
  radius?: number
  /** So many times what a site would serve if all served equally many. */
  room?: number
}

function cityCase(
  objective: SiteProblem['objective'],
  { nodes, sites, radius, room }: CityShape,
  seed: string,
): SitingCase {
  const { people, edges } = city(nodes, seed)
  const capacity = capacityFor(people, sites, room)
  const problem: SiteProblem = {
    ...{ objective, sites, distances: { nodes, edges } },
    demands: people.map((weight, at) => ({ id: at + 1, weight })),
    candidates: people.map((_, at) => ({ id: at + 1, capacity })),
    ...(radius !== undefined && { radius }),
  }
  const reach = radius === undefined ? '' : `、半径 ${radius}`
  return { name: `${words[objective]}：${nodes} 个路口选 ${sites} 个${reach}${fullness(capacity)}`, problem }
}

/** Null without a limit, as files say it. */
const capacityFor = (weights: readonly number[], sites: number, room: number | undefined) =>
  room === undefined ? null : Math.ceil((room * weights.reduce((sum, one) => sum + one, 0)) / sites)
const fullness = (capacity: number | null) => (capacity === null ? '' : `，每处最多 ${capacity} 人`)

const words = { median: '总路程', covering: '覆盖', centre: '最远', fixedCharge: '总费用' }

interface ChargeShape {
  rows: number
  width: number
  room?: number
}

function fixedChargeCase({ rows, width, room }: ChargeShape, seed: string): SitingCase {
  const draw = chanceFrom(seed)
  const place = () => ({ x: draw(1_000), y: draw(1_000) })
  const [homes, sites] = [Array.from({ length: rows }, place), Array.from({ length: width }, place)]
  const weights = homes.map(() => 1 + draw(50))
  const capacity = capacityFor(weights, width, room)
  const problem: SiteProblem = {
    objective: 'fixedCharge',
    demands: homes.map((_, at) => ({ id: at, weight: weights[at] })),
    candidates: sites.map((_, at) => ({ id: at, cost: 20_000 + draw(20_000), capacity })),
    distances: {
      matrix: homes.map(({ x, y }, at) =>
        sites.map(site => Math.round(Math.hypot(x - site.x, y - site.y) * (weights[at] as number))),
      ),
    },
  }
  return { name: `总费用：${rows} 个需求点、${width} 个候选点${fullness(capacity)}`, problem }
}

const table = (file: string) => {
  const [head = '', ...lines] = readFileSync(join(projectFolder, 'data', file), 'utf8')
    .trim()
    .split('\n')
  const names = head.split(',')
  return lines.map(line => Object.fromEntries(line.split(',').map((value, at) => [names[at] ?? '', value])))
}

/** The villages with their invented points and a county's elders spread over them; courtyards stand in villages. */
export function province(seed: string): SitingCase {
  const draw = chanceFrom(seed)
  const villages = table('jilin-places.csv').filter(isVillage)
  const [demands, candidates]: [SiteProblem['demands'], SiteProblem['candidates']] = [[], []]
  for (const { county_code = '', elders, elder_compounds, border_programme } of table(
    'jilin-demo-quotas.csv',
  )) {
    const own = villages.filter(({ code }) => code?.startsWith(county_code))
    const shares = own.map(() => 50 + draw(100))
    const all = shares.reduce((sum, one) => sum + one, 0)
    for (const [at, { code = '', lon, lat }] of own.entries())
      demands.push({
        ...{ id: code, x: Number(lon), y: Number(lat) },
        weight: Math.round((Number(elders) * (shares[at] as number)) / all),
      })
    for (let number = 0; number < Number(elder_compounds) && own.length > 0; number++) {
      const { lon, lat } = own[draw(own.length)] as Record<string, string>
      candidates.push({
        ...{ id: `${county_code}-${number}`, cost: 30_000 + 1_000 * draw(60) },
        ...{ x: Number(lon) + draw(200) / 20_000, y: Number(lat) + draw(200) / 20_000 },
        group: border_programme === '1' ? 'border' : 'inland',
      })
    }
  }
  const problem: SiteProblem = {
    ...{ objective: 'covering', budget: 20_000_000, radius: 3, floors: [{ group: 'border', share: 0.25 }] },
    ...{ demands, candidates, distances: { metric: 'haversine', roadFactor: 1.3 } },
  }
  const size = `${demands.length} 个村、${candidates.length} 个候选大院`
  return { name: `全省：${size}，预算 2000 万元、边境不少于 25%`, problem }
}

/** Village committees are numbered from 200 in their township, residents' committees below. */
const isVillage = ({ level, code = '' }: Record<string, string>) =>
  level === 'village' && code.slice(9) >= '200'

export function sitingCases(seed: string): SitingCase[] {
  return [
    cityCase('covering', { nodes: 2_700, sites: 20, radius: 900 }, `${seed}-a`),
    cityCase('covering', { nodes: 5_200, sites: 10, radius: 2_000 }, `${seed}-b`),
    cityCase('covering', { nodes: 5_200, sites: 100, radius: 600 }, `${seed}-c`),
    cityCase('covering', { nodes: 5_200, sites: 400, radius: 300 }, `${seed}-d`),
    cityCase('centre', { nodes: 900, sites: 20 }, `${seed}-e`),
    cityCase('centre', { nodes: 5_200, sites: 50 }, `${seed}-f`),
    cityCase('median', { nodes: 900, sites: 30 }, `${seed}-g`),
    fixedChargeCase({ rows: 1_000, width: 100 }, `${seed}-h`),
    province(seed),
    cityCase('median', { nodes: 900, sites: 30, room: 1.2 }, `${seed}-i`),
    cityCase('covering', { nodes: 5_200, sites: 60, radius: 800, room: 0.8 }, `${seed}-j`),
    fixedChargeCase({ rows: 1_000, width: 100, room: 5 }, `${seed}-k`),
  ]
}
