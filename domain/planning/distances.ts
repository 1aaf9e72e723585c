// How far it is from a demand to the candidates: from a matrix, over a network of roads, or as the crow flies.
import { NearestHeap, smallest } from './nearest.ts'
import { mostOfAll, type SiteProblem, wrongAt } from './problem.ts'

export interface Distances {
  /** Writes the distances of one demand to all candidates; what cannot be reached, or lies beyond the limit, is Infinity. */
  fill(demand: number, into: Float64Array, limit?: number): void
  /**
   * Writes the nearest candidates of a demand, nearest first (of equals the lower number), none beyond the limit;
   * returns how many.
   */
  nearest(
    demand: number,
    most: number,
    limit: number,
    candidates: Int32Array,
    distances: Float64Array,
  ): number
}

export function distancesOf(problem: SiteProblem): Distances {
  const { matrix, edges, nodes, metric } = problem.distances
  const ways = [matrix !== undefined, edges !== undefined || nodes !== undefined, metric !== undefined]
  if (ways.filter(way => way).length !== 1)
    throw wrongAt('distances', '要写 matrix、nodes 和 edges、metric 三种之一，只能一种')
  if (matrix !== undefined) return matrixDistances(problem, matrix)
  if (metric !== undefined) return metricDistances(problem, metric)
  return networkDistances(problem)
}

/** Nearest ones where all distances are at hand. */
function byRow(candidates: number, fill: Distances['fill']): Distances {
  const row = new Float64Array(candidates)
  return {
    fill,
    nearest(demand, most, limit, into, distances) {
      fill(demand, row, limit)
      return smallest(row, most, limit, into, distances)
    },
  }
}

/** Null stands for "cannot be reached": JSON knows no Infinity. */
function matrixDistances(problem: SiteProblem, matrix: readonly unknown[]): Distances {
  const { demands, candidates, distances } = problem
  const factor = distances.roadFactor ?? 1
  const width = candidates.length
  if (matrix.length !== demands.length)
    throw wrongAt('distances.matrix', `应有 ${demands.length} 行（每个需求点一行），实际 ${matrix.length} 行`)
  const all = new Float64Array(demands.length * width)
  for (const [at, row] of matrix.entries()) {
    if (!Array.isArray(row) || row.length !== width)
      throw wrongAt(`distances.matrix[${at}]`, `应有 ${width} 个数（每个候选点一个）`)
    for (let to = 0; to < width; to++) {
      const value = row[to] === null ? Number.POSITIVE_INFINITY : row[to]
      if (typeof value !== 'number' || !(value >= 0))
        throw wrongAt(`distances.matrix[${at}][${to}]`, '要填不小于 0 的数，到不了写 null')
      if (value > mostOfAll && row[to] !== null)
        throw wrongAt(`distances.matrix[${at}][${to}]`, '太大了，最多 1e30；到不了写 null')
      all[at * width + to] = value * factor
    }
  }
  return byRow(width, (demand, into) => into.set(all.subarray(demand * width, (demand + 1) * width)))
}

const earthKilometres = 6371.0088

function metricDistances(problem: SiteProblem, metric: 'euclidean' | 'haversine'): Distances {
  const factor = problem.distances.roadFactor ?? 1
  const [from, to] = [
    points('demands', problem.demands, metric),
    points('candidates', problem.candidates, metric),
  ]
  const width = problem.candidates.length
  const scale = metric === 'haversine' ? factor * earthKilometres : factor
  return byRow(width, (demand, into) => {
    const [x, y, z] = [
      from[demand * 3] as number,
      from[demand * 3 + 1] as number,
      from[demand * 3 + 2] as number,
    ]
    for (let at = 0; at < width; at++) {
      const dx = x - (to[at * 3] as number)
      const dy = y - (to[at * 3 + 1] as number)
      const dz = z - (to[at * 3 + 2] as number)
      const straight = Math.sqrt(dx * dx + dy * dy + dz * dz)
      into[at] = scale * (metric === 'haversine' ? 2 * Math.asin(Math.min(1, straight / 2)) : straight)
    }
  })
}

/** On a plane as given; on the globe (x longitude, y latitude) as points of the unit sphere, whose chord gives the arc. */
function points(
  list: string,
  places: readonly { x?: number | undefined; y?: number | undefined }[],
  metric: 'euclidean' | 'haversine',
): Float64Array {
  const into = new Float64Array(places.length * 3)
  for (const [at, { x, y }] of places.entries()) {
    if (x === undefined || y === undefined) throw wrongAt(`${list}[${at}]`, '按坐标算距离，要写 x 和 y')
    if (metric === 'euclidean') {
      into.set([x, y, 0], at * 3)
      continue
    }
    if (Math.abs(x) > 180 || Math.abs(y) > 90)
      throw wrongAt(`${list}[${at}]`, '按经纬度算距离，x 是经度（−180 到 180），y 是纬度（−90 到 90）')
    const [east, north] = [(x * Math.PI) / 180, (y * Math.PI) / 180]
    into.set([Math.cos(north) * Math.cos(east), Math.cos(north) * Math.sin(east), Math.sin(north)], at * 3)
  }
  return into
}

interface Network {
  start: Int32Array
  to: Int32Array
  length: Float64Array
}

function networkDistances(problem: SiteProblem): Distances {
  const { demands, candidates } = problem
  const nodes = problem.distances.nodes
  if (nodes === undefined) throw wrongAt('distances.nodes', '写了 edges，还要写 nodes（节点个数）')
  if (problem.distances.edges === undefined) throw wrongAt('distances.edges', '写了 nodes，还要写 edges')
  const network = networkOf(nodes, problem.distances.edges, problem.distances.roadFactor ?? 1)
  const homes = Int32Array.from(demands, ({ id }, at) => nodeOf(id, nodes, `demands[${at}].id`))
  const siteAt = new Int32Array(nodes).fill(-1)
  for (const [at, { id }] of candidates.entries()) siteAt[nodeOf(id, nodes, `candidates[${at}].id`)] = at
  const walk = new NearestHeap(nodes)
  /** Visits candidates nearest first, until told to stop. */
  function spread(home: number, limit: number, visit: (site: number, distance: number) => boolean): void {
    walk.begin()
    walk.offer(home, 0)
    for (let node = walk.next(); node >= 0; node = walk.next()) {
      const far = walk.distance(node)
      if (far > limit) return
      const site = siteAt[node] as number
      if (site >= 0 && !visit(site, far)) return
      for (let edge = network.start[node] as number; edge < (network.start[node + 1] as number); edge++)
        walk.offer(network.to[edge] as number, far + (network.length[edge] as number))
    }
  }
  return {
    fill(demand, into, limit = Number.POSITIVE_INFINITY) {
      into.fill(Number.POSITIVE_INFINITY)
      spread(homes[demand] as number, limit, (site, far) => {
        into[site] = far
        return true
      })
    },
    nearest(demand, most, limit, into, distances) {
      let count = 0
      spread(homes[demand] as number, limit, (site, far) => {
        into[count] = site
        distances[count++] = far
        return count < most
      })
      return count
    },
  }
}

/** Places are node numbers from 1, also when a file writes them as text. */
function nodeOf(id: string | number, nodes: number, path: string): number {
  const node = Number(id)
  if (!Number.isInteger(node) || node < 1 || node > nodes)
    throw wrongAt(path, `按路网算距离，编号应是 1 到 ${nodes} 的节点号`)
  return node - 1
}

/** Of an edge told twice, whichever way round, the last telling counts. */
function networkOf(nodes: number, edges: readonly unknown[], factor: number): Network {
  const last = new Map<number, number>()
  for (const [at, edge] of edges.entries()) {
    const [one, other, far] = Array.isArray(edge) ? edge : []
    if (!Array.isArray(edge) || edge.length < 3)
      throw wrongAt(`distances.edges[${at}]`, '应写成 [节点, 节点, 距离]')
    const [a, b] = [
      nodeOf(one, nodes, `distances.edges[${at}][0]`),
      nodeOf(other, nodes, `distances.edges[${at}][1]`),
    ]
    if (typeof far !== 'number' || !(far >= 0 && far <= mostOfAll))
      throw wrongAt(`distances.edges[${at}][2]`, '要填不小于 0、不大于 1e30 的数')
    last.set(Math.min(a, b) * nodes + Math.max(a, b), far * factor)
  }
  const start = new Int32Array(nodes + 1)
  const ends = (key: number): [number, number] => [Math.floor(key / nodes), key % nodes]
  for (const key of last.keys())
    for (const node of ends(key)) start[node + 1] = (start[node + 1] as number) + 1
  for (let node = 0; node < nodes; node++)
    start[node + 1] = (start[node + 1] as number) + (start[node] as number)
  const next = start.slice()
  const to = new Int32Array(last.size * 2)
  const length = new Float64Array(last.size * 2)
  for (const [key, far] of last) {
    const [a, b] = ends(key)
    for (const [from, toward] of [
      [a, b],
      [b, a],
    ] as const) {
      const place = next[from] as number
      next[from] = place + 1
      to[place] = toward
      length[place] = far
    }
  }
  return { start, to, length }
}
