// The thread in which a siting problem is solved, so that the server keeps answering meanwhile.
import { setPriority } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { SiteProblem } from '../../domain/planning/problem.ts'
import { type SolvingOptions, solveProblem } from '../../domain/planning/solve.ts'
import { openLinearSolver } from './highs.ts'
import type { WorkerMessage } from './planning.ts'

const pauseMs = 250

async function work({ problem, options }: { problem: SiteProblem; options: SolvingOptions }): Promise<void> {
  const began = performance.now()
  const send = (message: WorkerMessage) => parentPort?.postMessage(message)
  let toldAt = Number.NEGATIVE_INFINITY
  try {
    const linear = await openLinearSolver()
    const answer = solveProblem(problem, options, {
      seconds: () => (performance.now() - began) / 1000,
      tell: progress => {
        if (performance.now() - toldAt < pauseMs) return
        toldAt = performance.now()
        send({ kind: 'progress', progress })
      },
      linear,
    })
    send({ kind: 'answer', answer })
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    const { code, message, details } = error
    send({ kind: 'refused', code, message, details })
  }
}

// On Linux 0 is the calling thread alone: of two cores one must be left to whoever waits for a screen.
if (process.platform === 'linux') setPriority(0, 15)
await work(workerData)
