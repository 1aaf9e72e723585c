import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { SiteProblem } from '../../domain/planning/problem.ts'
import type { SiteProgress } from '../../domain/planning/solver.ts'
import { solveSites } from './planning.ts'

/** Villages along a road, each also a candidate. */
function road(villages: number): SiteProblem {
  const places = Array.from({ length: villages }, (_, at) => ({
    id: at + 1,
    x: (at * 37) % 101,
    y: (at * at) % 89,
  }))
  return {
    ...{ objective: 'median', sites: 3, distances: { metric: 'euclidean' } },
    demands: places.map((place, at) => ({ ...place, weight: 1 + (at % 7) })),
    candidates: places,
  }
}

test('a problem is solved in a thread of its own, the same for the same seed', async () => {
  const told: SiteProgress[] = []
  const [one, other] = await Promise.all([
    solveSites(road(60), { seed: 7, onProgress: progress => told.push(progress) }),
    solveSites(road(60), { seed: 7 }),
  ])
  expect(one).toMatchObject({ proven: true, gap: 0 })
  expect(one.chosen).toHaveLength(3)
  expect(one.assignments).toHaveLength(60)
  expect({ ...other, seconds: 0 }).toEqual({ ...one, seconds: 0 })
  expect(told.length).toBeGreaterThan(0)
})

test('what cannot be is refused with its sentence, not as a fault', async () => {
  await expect(
    solveSites({ ...road(5), radius: 0.5, sites: 1, candidates: [{ id: 'far', x: 900, y: 900 }] }),
  ).rejects.toMatchObject({
    code: 'rule_broken',
    message: expect.stringContaining('在半径 0.5 内没有可用的候选点'),
  })
})

test('work that is called off ends at once', async () => {
  const calling = new AbortController()
  const solving = solveSites(road(400), { signal: calling.signal })
  calling.abort()
  await expect(solving).rejects.toMatchObject({ code: 'conflict', message: '选址计算已经取消。' })
})

/** How gentle the threads of this process are, as Linux keeps it: the seventeenth word after the name. */
function threadPriorities(): number[] {
  return readdirSync('/proc/self/task').map(thread => {
    const said = readFileSync(`/proc/self/task/${thread}/stat`, 'utf8')
    return Number(said.slice(said.lastIndexOf(')') + 2).split(' ')[16])
  })
}

test('while a plan is sought, everybody else is answered first', async () => {
  let answered = 0
  const gentle = new Set<number>()
  const asking = setInterval(() => {
    answered++
    if (process.platform === 'linux') for (const one of threadPriorities()) gentle.add(one)
  }, 20)
  await solveSites(road(700), { timeLimitSeconds: 1 })
  clearInterval(asking)
  // A loop that was held up would have answered once, at the end.
  expect(answered).toBeGreaterThan(5)
  if (process.platform === 'linux') expect(gentle).toContain(15)
})

test('time that is over gives the best plan so far and a bound that holds', async () => {
  const answer = await solveSites(road(700), { timeLimitSeconds: 1 })
  expect(answer.chosen).toHaveLength(3)
  expect(answer.bound ?? 0).toBeLessThanOrEqual(answer.objective)
})
