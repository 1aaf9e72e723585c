// Work that runs beside requests: a queue in PostgreSQL by a kept library; a job only calls module functions.
import { Logger, type Runner, run } from 'graphile-worker'
import type { System } from './context.ts'

export interface Job {
  /** Five-part crontab in UTC, or null for jobs that only run when woken. */
  every: string | null
  /** How long after a wake it runs, so that many wakes become one run; three seconds when nothing is said. */
  soonMs?: number
  /** Must be safe to run twice. */
  run(system: System): Promise<void>
}

/** Boards must be right within a minute; a thousand phones an hour must not queue a thousand jobs. */
const wakeDelayMs = 3_000

/** The library's crontab takes no dots in names. */
const taskOf = (name: string) => name.replace('.', ':')

export interface Jobs {
  wake(name: string): void
  stop(): Promise<void>
}

export async function startJobs(system: System, jobs: Record<string, Job>): Promise<Jobs> {
  const runner: Runner = await run({
    pgPool: system.connections.pool,
    concurrency: 2,
    noHandleSignals: true,
    taskList: Object.fromEntries(
      Object.entries(jobs).map(([name, job]) => [taskOf(name), () => job.run(system)]),
    ),
    crontab: Object.entries(jobs)
      .flatMap(([name, job]) => (job.every === null ? [] : [`${job.every} ${taskOf(name)} ?max=3`]))
      .join('\n'),
    logger: quietLogger(system),
  })
  const waiting = new Map<string, NodeJS.Timeout>()
  return {
    wake(name) {
      if (waiting.has(name)) return
      const timer = setTimeout(() => {
        waiting.delete(name)
        runner
          .addJob(taskOf(name), {}, { jobKey: name, maxAttempts: 3 })
          .catch(error => system.log.error({ err: error, job: name }, 'job could not be queued'))
      }, jobs[name]?.soonMs ?? wakeDelayMs)
      timer.unref()
      waiting.set(name, timer)
    },
    async stop() {
      for (const timer of waiting.values()) clearTimeout(timer)
      await runner.stop()
    },
  }
}

/** The library's own progress is noise here; its warnings and errors are ours too. */
function quietLogger(system: System): Logger {
  return new Logger(() => (level, message) => {
    if (level === 'error') system.log.error({}, message)
    if (level === 'warning') system.log.warn({}, message)
  })
}
