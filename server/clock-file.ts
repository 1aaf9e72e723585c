// A clock that a trial can move: ahead of the machine's by what a file says. Never where real people are looked after.
import { readFileSync, unwatchFile, watchFile } from 'node:fs'
import * as z from 'zod/mini'
import type { Config } from './config.ts'
import { type Clock, systemClock } from './kernel/clock.ts'

/** Written by whoever moves the time; a job is named when the hour at which it runs has been passed over. */
const ClockFile = z.strictObject({ aheadMs: z.int(), wake: z.array(z.string()) })

const read = (file: string) => ClockFile.parse(JSON.parse(readFileSync(file, 'utf8')))

/** The file is asked each time: whoever has written it may count on the new time at once. */
export function clockOf({ clockFile }: Pick<Config, 'clockFile'>): Clock {
  if (clockFile === null) return systemClock
  return { now: () => new Date(systemClock.now().getTime() + read(clockFile).aheadMs) }
}

const lookEveryMs = 100

/** The queue's crontab goes by the machine's clock, so the jobs of a night that was skipped are named in the file. */
export function followClock(file: string, wake: (job: string) => void): () => void {
  const look = () => read(file).wake.forEach(wake)
  watchFile(file, { interval: lookEveryMs }, look)
  return () => unwatchFile(file, look)
}
