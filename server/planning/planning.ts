// Siting for the rest of the server: a problem is solved in a thread of its own and can be called off.
import { Worker } from 'node:worker_threads'
import { type RefusalCode, Refused } from '../../domain/kernel/refusal.ts'
import type { SiteAnswer, SiteProblem } from '../../domain/planning/problem.ts'
import type { SolvingOptions } from '../../domain/planning/solve.ts'
import type { SiteProgress } from '../../domain/planning/solver.ts'

export type WorkerMessage =
  | { kind: 'progress'; progress: SiteProgress }
  | { kind: 'answer'; answer: SiteAnswer }
  | { kind: 'refused'; code: RefusalCode; message: string; details: Record<string, unknown> }

export interface SiteSolving extends SolvingOptions {
  onProgress?: (progress: SiteProgress) => void
  /** Calls the work off: the thread ends at once and nothing of it is kept. */
  signal?: AbortSignal
}

/** The best plan found in the time given, with what was proven of it; refuses when no plan is possible. */
export function solveSites(
  problem: SiteProblem,
  { onProgress, signal, ...options }: SiteSolving = {},
): Promise<SiteAnswer> {
  return new Promise((resolve, reject) => {
    const worker = openThread({ problem, options })
    const callOff = () => finish(() => reject(new Refused('conflict', '选址计算已经取消。')))
    const finish = (settle: () => void) => {
      signal?.removeEventListener('abort', callOff)
      worker.removeAllListeners()
      settle()
      void worker.terminate()
    }
    worker.on('message', (message: WorkerMessage) => {
      if (message.kind === 'progress') onProgress?.(message.progress)
      else if (message.kind === 'answer') finish(() => resolve(message.answer))
      else finish(() => reject(new Refused(message.code, message.message, message.details)))
    })
    worker.on('error', error => finish(() => reject(error)))
    worker.on('exit', code => finish(() => reject(new Error(`the siting thread ended with ${code}`))))
    if (signal?.aborted) callOff()
    else signal?.addEventListener('abort', callOff)
  })
}

/** In the bundle the thread is a file beside it (tools/build.mjs); from source it first learns to read TypeScript. */
function openThread(workerData: object): Worker {
  if (!import.meta.url.endsWith('.ts'))
    return new Worker(new URL('./siting-worker.mjs', import.meta.url), { workerData })
  const source = JSON.stringify(new URL('./worker.ts', import.meta.url).href)
  const code = `import('tsx/esm/api').then(({ register }) => register() && import(${source}))`
  return new Worker(code, { workerData, eval: true, execArgv: [] })
}
