// wanqing plan sites: where to open sites, from a problem given as JSON (docs/siting.md).
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { Refused } from '../../domain/kernel/refusal.ts'
import {
  readSiteProblem,
  type SiteAnswer,
  type SiteProblem,
  siteObjectives,
  unknownFields,
} from '../../domain/planning/problem.ts'
import type { SiteProgress } from '../../domain/planning/solver.ts'
import { solveSites } from '../planning/planning.ts'
import { type Flags, wrongUse } from './command.ts'

export const siteOptions = {
  'time-limit': {
    type: 'string',
    says: '（sites）最多算多少秒，默认用文件里的 timeLimitSeconds，没有就是 50 秒',
  },
  seed: { type: 'string', says: '（sites）随机种子，同一种子得同一结果' },
} as const

export async function planSites(file: string | undefined, flags: Flags): Promise<number> {
  if (file === undefined) throw wrongUse('请写一个选址文件（.json）。')
  const timeLimitSeconds = secondsOf(flags['time-limit'])
  const content = read(file)
  const problem = readSiteProblem(content)
  const strange = unknownFields(content)
  if (strange.length > 0) process.stderr.write(`注意：不认识这些字段，没有用到：${strange.join('、')}\n`)
  const line = new ProgressLine(process.stderr, !flags.json)
  try {
    const answer = await solveSites(problem, {
      timeLimitSeconds,
      seed: typeof flags.seed === 'string' ? flags.seed : undefined,
      onProgress: progress => line.show(progress),
    })
    line.end()
    process.stdout.write(flags.json ? `${JSON.stringify(answer)}\n` : report(problem, answer))
  } finally {
    line.end()
  }
  return 0
}

function secondsOf(flag: Flags[string]): number | undefined {
  if (typeof flag !== 'string') return undefined
  const seconds = Number(flag)
  if (!(seconds > 0)) throw wrongUse('--time-limit 后面要写大于 0 的秒数。')
  return seconds
}

/** A file, or with `-` what another program sends. */
function read(file: string): unknown {
  const name = file === '-' ? '标准输入' : file
  let text: string
  try {
    text = readFileSync(file === '-' ? process.stdin.fd : resolve(file), 'utf8').replace(/^\uFEFF/, '')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EISDIR')
      throw new Refused('invalid', `“${file}”是一个文件夹，请写里面的选址文件（.json）。`)
    throw new Refused('not_found', `打不开文件“${file}”，请检查路径。`)
  }
  if (text.trim() === '')
    throw new Refused('invalid', `“${name}”是空的，请写入选址问题（见 docs/siting.md）。`)
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new Refused('invalid', `“${name}”不是完整的 JSON 文件${whereOf(text, (error as Error).message)}。`)
  }
}

/** The line and character where reading ended, and what stands there. */
function whereOf(text: string, message: string): string {
  const told = /position (\d+)/.exec(message)?.[1]
  if (told === undefined) return `：${message}`
  const before = text.slice(0, Number(told)).split('\n')
  const found = text.slice(Number(told), Number(told) + 20).split('\n')[0]
  return `：第 ${before.length} 行第 ${(before.at(-1) ?? '').length + 1} 个字“${found}”不合写法`
}

/** On a terminal only, from the second second on. */
class ProgressLine {
  private readonly began = performance.now()
  private readonly stream: NodeJS.WriteStream
  private readonly isWanted: boolean
  private isShown = false

  constructor(stream: NodeJS.WriteStream, isWanted: boolean) {
    this.stream = stream
    this.isWanted = isWanted && stream.isTTY
  }

  show({ objective, bound }: SiteProgress): void {
    const seconds = (performance.now() - this.began) / 1000
    if (!this.isWanted || seconds < 1) return
    const parts = [`已算 ${Math.floor(seconds)} 秒`]
    if (objective !== null && Number.isFinite(objective)) parts.push(`目前最好 ${short(objective)}`)
    if (bound !== null && Number.isFinite(bound)) parts.push(`界 ${short(bound)}`)
    this.isShown = true
    this.stream.write(`\r\u001b[K${parts.join('，')}`)
  }

  end(): void {
    if (this.isShown) this.stream.write('\r\u001b[K')
    this.isShown = false
  }
}

const short = (value: number) => value.toLocaleString('zh-CN', { maximumFractionDigits: 2 })

function report(problem: SiteProblem, answer: SiteAnswer): string {
  const { chosen, objective, bound, gap, proven, seconds, binding } = answer
  const proof = proven
    ? '已证明是最好的方案'
    : gap === null || bound === null
      ? '没有来得及证明离最好的方案有多远'
      : `离最好的方案最多差 ${(gap * 100).toFixed(3)}%（界 ${short(bound)}）`
  const lines = [
    `${siteObjectives.words[problem.objective]}（${problem.objective}）：${short(objective)}，${proof}，用时 ${seconds.toFixed(1)} 秒。`,
    `选了 ${chosen.length} 个点：`,
    ...servedLines(problem, answer),
  ]
  if (binding.length > 0) lines.push(`卡住的条件：${binding.join('、')}`)
  return `${lines.join('\n')}\n`
}

/** Each chosen site with whom it serves. */
function servedLines({ demands, candidates }: SiteProblem, { chosen, assignments }: SiteAnswer): string[] {
  const weights = new Map(demands.map(({ id, weight }) => [id, weight ?? 1]))
  const costs = new Map(candidates.map(({ id, cost }) => [id, cost]))
  const served = new Map<
    string | number,
    { demands: number; weight: number; way: number; farthest: number }
  >()
  for (const { demand, site, distance, share = 1 } of assignments) {
    const sum = served.get(site) ?? { demands: 0, weight: 0, way: 0, farthest: 0 }
    const weight = (weights.get(demand) ?? 0) * share
    served.set(site, {
      demands: sum.demands + 1,
      weight: sum.weight + weight,
      way: sum.way + weight * distance,
      farthest: Math.max(sum.farthest, distance),
    })
  }
  return chosen.map(id => {
    const {
      demands: count,
      weight,
      way,
      farthest,
    } = served.get(id) ?? { demands: 0, weight: 0, way: 0, farthest: 0 }
    const cost = costs.get(id)
    const parts = [`服务 ${count} 处、权重 ${short(weight)}`]
    if (weight > 0) parts.push(`平均 ${short(way / weight)}，最远 ${short(farthest)}`)
    if (cost !== undefined) parts.push(`费用 ${short(cost)}`)
    return `  ${id}　${parts.join('，')}`
  })
}
