// The time of a journey that lives through a month: moved for the program and for every browser that follows it.
import { renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserContext } from '@playwright/test'
import { addMonths, dayOf, firstDayOf } from '../domain/kernel/day.ts'

/** Half past seven on the first of the next April: neither winter nor a month that is already begun. */
export const nextApril = (() => {
  const today = dayOf(new Date())
  const thisYears = `${today.slice(0, 4)}-04-01`
  const day = thisYears > today ? thisYears : firstDayOf(addMonths(thisYears.slice(0, 7), 12))
  return `${day}T07:30:00+08:00`
})()

export interface JourneyClock {
  /** For the program and for commands beside it. */
  environment: { WANQING_CLOCK_FILE: string }
  now(): Date
  /** The jobs are those of the hours in between: the queue itself goes by the machine's clock. */
  moveTo(instant: string, jobs?: readonly string[]): Promise<void>
  /** Before the first page is opened. */
  follow(context: BrowserContext): Promise<void>
}

export function openClock(folder: string, startsAt: string): JourneyClock {
  const file = join(folder, 'clock.json')
  let aheadMs = Date.parse(startsAt) - Date.now()
  const write = (wake: readonly string[]) => {
    // Written beside and put in its place: nobody reads half a file.
    writeFileSync(`${file}.new`, JSON.stringify({ aheadMs, wake }))
    renameSync(`${file}.new`, file)
  }
  const now = () => new Date(Date.now() + aheadMs)
  const following = new Set<BrowserContext>()
  write([])
  return {
    environment: { WANQING_CLOCK_FILE: file },
    now,
    async moveTo(instant, jobs = []) {
      aheadMs = Date.parse(instant) - Date.now()
      write(jobs)
      for (const context of following) await context.clock.setSystemTime(now())
    },
    async follow(context) {
      await context.clock.install({ time: now() })
      following.add(context)
      context.once('close', () => following.delete(context))
    },
  }
}
