// A first plan when the search finds none, and when there is none, which constraints stand against each other.
import { Refused } from '../kernel/refusal.ts'
import { isShared, type ModelParts, modelOf } from './model.ts'
import type { Prepared } from './prepared.ts'
import { impossible } from './problem.ts'
import { rulesOf } from './rules.ts'
import { serviceOf } from './service.ts'
import type { Limits } from './solver.ts'

/** Models beyond this size are not worth asking for. */
const mostPairs = 300_000

/** Any choice of sites that keeps everything; null when there is none or none was found in time. */
export function findChoice(
  parts: Omit<ModelParts, 'isPriced'>,
  limits: Limits,
  seconds: number,
): 'none' | Int32Array | null {
  const { service } = parts
  if (!limits.linear || (isShared(service.problem) && service.near.places.length > mostPairs)) return null
  const model = modelOf({ ...parts, isPriced: false })
  const { state, values } = limits.linear.solve(model, {
    secondsLimit: Math.min(seconds, limits.secondsLeft()),
    gap: 1,
  })
  if (state === 'infeasible') return 'none'
  if (values === null) return null
  return Int32Array.from({ length: service.candidates }, (_, site) => site).filter(
    site => (values[site] as number) > 0.5,
  )
}

interface Loosening {
  constraint: string
  says: string
  loosen(problem: Prepared): Prepared
}

function loosenings(problem: Prepared): Loosening[] {
  const all: (Loosening & { isThere: boolean })[] = [
    {
      ...{
        constraint: 'sites',
        says: `最多开 ${problem.sites} 个点（sites）`,
        isThere: problem.sites !== null,
      },
      loosen: one => ({ ...one, sites: null }),
    },
    {
      ...{ constraint: 'budget', says: `预算 ${problem.budget}（budget）`, isThere: problem.budget !== null },
      loosen: one => ({ ...one, budget: null }),
    },
    {
      ...{ constraint: 'radius', says: `半径 ${problem.radius}（radius）`, isThere: problem.radius !== null },
      loosen: one => ({ ...one, radius: null }),
    },
    ...problem.floors.map(({ group, share }) => ({
      ...{ constraint: `floor:${group}`, says: `“${group}”不少于 ${share}（floors）`, isThere: true },
      loosen: (one: Prepared) => ({ ...one, floors: one.floors.filter(floor => floor.group !== group) }),
    })),
    {
      ...{ constraint: 'capacity', says: '各点的容量（capacity）', isThere: problem.capacity !== null },
      loosen: one => ({ ...one, capacity: null }),
    },
    {
      ...{
        constraint: 'minimumDemand',
        says: `每个点至少服务 ${problem.minimumDemand}（minimumDemand）`,
        isThere: problem.minimumDemand > 0,
      },
      loosen: one => ({ ...one, minimumDemand: 0 }),
    },
    {
      ...{ constraint: 'must', says: '必须开设的点（must）', isThere: problem.must.includes(1) },
      loosen: one => ({ ...one, must: new Uint8Array(one.must.length) }),
    },
  ]
  return all.filter(({ isThere }) => isThere)
}

/** Says which single constraint, if it fell, would let a plan through. */
export function noPlan(problem: Prepared, limits: Limits): Refused {
  const all = loosenings(problem)
  const helping = all.filter(({ loosen }) => isPossible(loosen(problem), limits))
  const name = helping[0]?.constraint ?? all[0]?.constraint ?? 'distances'
  if (helping.length === 0)
    return impossible(`这些条件合在一起做不到：${all.map(({ says }) => says).join('、')}`, name)
  const rest = all.filter(one => !helping.includes(one))
  const withoutRest = rest.reduce((one, { loosen }) => loosen(one), problem)
  // What does not matter for the contradiction is not named.
  const others = isPossible(withoutRest, limits) ? rest.map(({ says }) => says) : []
  const beside = others.length > 0 ? `，与其余条件（${others.join('、')}）合在一起` : ''
  const which = helping.length > 1 ? '这些条件互相顶着，放宽其中任何一项就有方案' : '放宽这一项就有方案'
  return impossible(`${helping.map(({ says }) => says).join('、')}${beside}做不到；${which}`, name)
}

function isPossible(problem: Prepared, limits: Limits): boolean {
  try {
    const service = serviceOf(problem)
    const parts = { service, rules: rulesOf(problem), most: problem.sites ?? service.candidates }
    const found = findChoice(parts, limits, 5)
    return found !== null && found !== 'none'
  } catch (error) {
    if (error instanceof Refused) return false
    throw error
  }
}

/** Time ran out before any plan was found: that proves nothing. */
export function nothingInTime(): Refused {
  return new Refused(
    'rule_broken',
    '在限定的时间里没有找到满足所有条件的方案，也没有证明不存在。请放宽条件，或加长 timeLimitSeconds。',
    {
      constraint: 'timeLimitSeconds',
    },
  )
}
