// Mark: siting problems of city and province size: how good, how well proven, how long; beside the kept solver alone.
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { flags, median, say } from './harness.ts'
import { type SitingCase, sitingCases } from './siting-cases.ts'
import type { SitingRun, SitingTask } from './siting-one.ts'

const { rounds } = flags()
const { values } = parseArgs({
  options: { 'time-limit': { type: 'string' }, only: { type: 'string' } },
  strict: false,
})
const limit = Number(values['time-limit'] ?? 55)
const only = typeof values.only === 'string' ? values.only : ''
const goalGap = 0.01

/** In a process of its own: no case profits from the warmth or pays for the memory of another. */
function run(task: SitingTask): Promise<SitingRun> {
  return new Promise((resolve, reject) => {
    const file = fileURLToPath(new URL('./siting-one.ts', import.meta.url))
    const child = fork(file, { execArgv: ['--import', 'tsx'], serialization: 'advanced' })
    let said: SitingRun | null = null
    child.on('message', message => {
      said = message as SitingRun
    })
    child.on('exit', code => (said ? resolve(said) : reject(new Error(`a case ended with ${code}`))))
    child.send(task)
  })
}

const number = (value: number | null | undefined) =>
  typeof value === 'number' && Number.isFinite(value) ? String(Math.round(value * 100) / 100) : '无'
const percent = (gap: number | null | undefined) => (typeof gap === 'number' ? (gap * 100).toFixed(3) : '无')
const row = (cells: readonly string[]) => say(`| ${cells.join(' | ')} |`)

function sayHead(): void {
  const kept = ['HiGHS 目标值', 'HiGHS 界', 'HiGHS 秒']
  const cells = ['题', '目标值', '界', '差距 %', '秒', '内存 MB', '核对', ...kept]
  row(cells)
  row(cells.map((_, at) => (at === 0 ? '---' : '--:')))
}

async function measure({ name, problem }: SitingCase) {
  const ours = await run({ problem, limit, alone: false })
  const kept = await run({ problem, limit, alone: true })
  const told = ({ answer }: SitingRun) => (answer ? [number(answer.objective), number(answer.bound)] : [])
  const seconds = ({ answer }: SitingRun) => answer?.seconds.toFixed(1) ?? ''
  row([
    ...[name, ...told(ours), percent(ours.answer?.gap), seconds(ours), String(ours.megabytes)],
    ours.faults.length === 0 ? '相符' : `不符 ${ours.faults.length} 处`,
    ...(kept.answer ? [...told(kept), seconds(kept)] : ['没有方案', '', '']),
  ])
  return { gap: ours.answer?.gap ?? 1, seconds: ours.answer?.seconds ?? limit, faults: ours.faults }
}

const runs: Awaited<ReturnType<typeof measure>>[] = []
sayHead()
for (let round = 0; round < rounds; round++)
  for (const one of sitingCases(String(round + 1)).filter(({ name }) => name.includes(only)))
    runs.push(await measure(one))
const gaps = runs.map(({ gap }) => gap)
const worst = Math.max(...gaps)
const faults = runs.flatMap(one => one.faults)
for (const fault of faults.slice(0, 20)) say(fault)
say(
  `选址：${gaps.length} 题，证明的差距中位数 ${percent(median(gaps))}%、最大 ${percent(worst)}%（目标 ≤ 1%），` +
    `用时中位数 ${median(runs.map(one => one.seconds)).toFixed(1)} 秒（每题限 ${limit} 秒）`,
)
if (worst > goalGap || faults.length > 0) process.exitCode = 1
