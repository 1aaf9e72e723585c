// One siting problem in a process of its own: by our solver, or written down whole for the kept solver.
import { mostAsLinear } from '../domain/planning/cover-linear.ts'
import { coverShapeOf, limitsOf } from '../domain/planning/cover-prepared.ts'
import { sharedModel } from '../domain/planning/covering-shared.ts'
import type { LinearModel } from '../domain/planning/linear.ts'
import { LinearRows } from '../domain/planning/linear.ts'
import { listsByDemand } from '../domain/planning/lists.ts'
import { isShared, modelOf } from '../domain/planning/model.ts'
import { type Prepared, prepare } from '../domain/planning/prepared.ts'
import type { SiteAnswer, SiteProblem } from '../domain/planning/problem.ts'
import { rulesOf } from '../domain/planning/rules.ts'
import { serviceOf } from '../domain/planning/service.ts'
import { solveProblem } from '../domain/planning/solve.ts'
import { openLinearSolver } from '../server/planning/highs.ts'
import { planFaults } from '../tools/plan-faults.ts'

/** `faults`: what our own answer breaks, by a reckoning that shares nothing with the solver. */
export interface SitingRun {
  answer: Pick<SiteAnswer, 'objective' | 'bound' | 'gap' | 'seconds'> | null
  megabytes: number
  faults: readonly string[]
}

export interface SitingTask {
  problem: SiteProblem
  limit: number
  alone: boolean
}

/** More pairs than this do not fit into the memory that the kept solver has in WebAssembly. */
const mostPairs = 8_000_000

/** Always least is best: what is to be most is written with its sign turned. */
function modelFor(prepared: Prepared): LinearModel | null {
  const pairs = prepared.demandIds.length * prepared.candidateIds.length
  if (prepared.objective === 'covering') {
    const near = listsByDemand(prepared, prepared.radius as number)
    if (isShared(prepared)) return sharedModel(prepared, near, { isMost: true, least: 0, open: null })
    return mostAsLinear(coverShapeOf(prepared, near, () => true).problem, 0)
  }
  if (pairs > mostPairs) return null
  if (prepared.objective === 'centre') return centreModel(prepared)
  const service = serviceOf(prepared)
  const most = prepared.sites ?? service.candidates
  return modelOf({ service, rules: rulesOf(prepared), most, isPriced: true })
}

/** Columns: sites, pairs, the farthest way. */
function centreModel(prepared: Prepared): LinearModel {
  const [rows, width] = [prepared.demandIds.length, prepared.candidateIds.length]
  const far = new Float64Array(width)
  const lines = new LinearRows()
  const last = width + rows * width
  for (const { amounts, most } of limitsOf(prepared))
    lines.add([...amounts.entries()], Number.NEGATIVE_INFINITY, most)
  for (let demand = 0; demand < rows; demand++) {
    prepared.distances.fill(demand, far)
    const pairs = Array.from({ length: width }, (_, site) => width + demand * width + site)
    lines.add(
      pairs.map(pair => [pair, 1] as const),
      1,
      1,
    )
    for (const [site, pair] of pairs.entries())
      lines.add(
        [
          [pair, 1],
          [site, -1],
        ],
        Number.NEGATIVE_INFINITY,
        0,
      )
    const ways = pairs.map((pair, site) => [pair, far[site] as number] as const)
    lines.add([...ways, [last, -1]], Number.NEGATIVE_INFINITY, 0)
  }
  const cost = new Float64Array(last + 1)
  cost[last] = 1
  const upper = new Float64Array(last + 1).fill(1)
  upper[last] = Number.POSITIVE_INFINITY
  const whole = new Uint8Array(last + 1).fill(1, 0, width)
  return { cost, lower: new Float64Array(last + 1), upper, whole, ...lines.arrays }
}

async function work({ problem, limit, alone }: SitingTask): Promise<SitingRun> {
  const linear = await openLinearSolver()
  const began = performance.now()
  const seconds = () => (performance.now() - began) / 1000
  const megabytes = () => Math.round(process.resourceUsage().maxRSS / 1024)
  if (!alone) {
    const answer = solveProblem(problem, { timeLimitSeconds: limit }, { seconds, tell() {}, linear })
    // The judging is not part of what is measured.
    const used = megabytes()
    return { answer, megabytes: used, faults: planFaults(problem, answer) }
  }
  const nothing = () => ({ answer: null, megabytes: megabytes(), faults: [] })
  const model = modelFor(prepare(problem))
  if (model === null) return nothing()
  const found = linear.solve(model, { secondsLimit: Math.max(1, limit - seconds()) })
  if (found.values === null) return nothing()
  const [objective, bound] = [Math.abs(found.objective), Math.abs(found.bound)]
  const gap = Number.isFinite(bound) ? Math.abs(objective - bound) / Math.max(objective, 1e-9) : null
  return { answer: { objective, bound, gap, seconds: seconds() }, megabytes: megabytes(), faults: [] }
}

process.once('message', async (task: SitingTask) => {
  const run = await work(task).catch((error: unknown): SitingRun => {
    // Out of memory is an outcome here, not a fault: it is what is being measured.
    if (task.alone) return { answer: null, megabytes: 0, faults: [] }
    throw error
  })
  process.send?.(run, () => process.disconnect())
})
