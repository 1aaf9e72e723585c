// Mark: siting problems of city and province size: how good, how well proven, how long; beside the kept solver alone.
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { SiteAnswer } from '../domain/planning/problem.ts'
import { flags, median, say } from './harness.ts'
import { type SitingCase, sitingCases } from './siting-cases.ts'
import type { SitingTask } from './siting-one.ts'

const { rounds } = flags()
const { values } = parseArgs({ options: { 'time-limit': { type: 'string' } }, strict: false })
const limit = Number(values['time-limit'] ?? 55)
const goalGap = 0.01

interface Run {
  answer: Pick<SiteAnswer, 'objective' | 'bound' | 'gap' | 'seconds'> | null
  megabytes: number
}

/** In a process of its own: no case profits from the warmth or pays for the memory of another. */
function run(task: SitingTask): Promise<Run> {
  return new Promise((resolve, reject) => {
    const file = fileURLToPath(new URL('./siting-one.ts', import.meta.url))
    const child = fork(file, { execArgv: ['--import', 'tsx'], serialization: 'advanced' })
    let said: Run | null = null
    child.on('message', message => {
      said = message as Run
    })
    child.on('exit', code => (said ? resolve(said) : reject(new Error(`a case ended with ${code}`))))
    child.send(task)
  })
}

const percent = (gap: number | null | undefined) =>
  typeof gap === 'number' ? `${(gap * 100).toFixed(3)}%` : '无'
const told = ({ answer, megabytes }: Run) =>
  answer === null
    ? `没有方案，内存 ${megabytes} MB`
    : `目标值 ${Math.round(answer.objective * 100) / 100}，差距 ${percent(answer.gap)}，` +
      `${answer.seconds.toFixed(1)} 秒，内存 ${megabytes} MB`

/** Above 1: the kept solver alone is worse by so much. */
function ratioOf(ours: Run, kept: Run): number | null {
  if (ours.answer === null || kept.answer === null) return null
  return kept.answer.objective === 0 ? null : ours.answer.objective / kept.answer.objective
}

async function measure({ name, problem }: SitingCase): Promise<{ gap: number; seconds: number }> {
  const ours = await run({ problem, limit, alone: false })
  const kept = await run({ problem, limit, alone: true })
  const ratio = ratioOf(ours, kept)
  say(
    `${name}\n  我们：${told(ours)}\n  只用 HiGHS：${told(kept)}${ratio === null ? '' : `；我们 ÷ 它 = ${ratio.toFixed(4)}`}`,
  )
  return { gap: ours.answer?.gap ?? 1, seconds: ours.answer?.seconds ?? limit }
}

const gaps: number[] = []
const seconds: number[] = []
for (let round = 0; round < rounds; round++)
  for (const one of sitingCases(String(round + 1))) {
    const { gap, seconds: took } = await measure(one)
    gaps.push(gap)
    seconds.push(took)
  }
const worst = Math.max(...gaps)
say(
  `选址：${gaps.length} 题，证明的差距中位数 ${percent(median(gaps))}、最大 ${percent(worst)}（目标 ≤ 1%），` +
    `用时中位数 ${median(seconds).toFixed(1)} 秒（每题限 ${limit} 秒）`,
)
if (worst > goalGap) process.exitCode = 1
