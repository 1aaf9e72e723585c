// A clock that a journey moves: the program follows the file at once, wakes what was passed over, and never in earnest.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { clockOf, followClock } from './clock-file.ts'
import { readConfig } from './config.ts'

const folder = mkdtempSync(join(tmpdir(), 'wanqing-clock-'))
const file = join(folder, 'clock.json')
const write = (aheadMs: number, wake: string[] = []) => writeFileSync(file, JSON.stringify({ aheadMs, wake }))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('a clock that reads its lead from a file', () => {
  it('is the machine’s own without a file, and as far ahead as the file says, from one question to the next', () => {
    expect(Math.abs(clockOf({ clockFile: null }).now().getTime() - Date.now())).toBeLessThan(1_000)
    const clock = clockOf({ clockFile: file })
    for (const days of [0, 31]) {
      write(days * 86_400_000)
      const lead = clock.now().getTime() - Date.now()
      expect(Math.abs(lead - days * 86_400_000)).toBeLessThan(1_000)
    }
  })

  it('wakes the jobs of the hours that were passed over, once for each writing', async () => {
    write(0)
    const woken: string[] = []
    const stop = followClock(file, job => woken.push(job))
    write(86_400_000, ['meals.charge'])
    await vi.waitFor(() => expect(woken).toEqual(['meals.charge']), { timeout: 5_000 })
    stop()
  })

  it('is refused where no demonstration is loaded, and so in earnest', () => {
    const environment = { WANQING_CLOCK_FILE: file }
    expect(readConfig({}, environment).clockFile).toBe(file)
    for (const earnest of [
      { ...environment, WANQING_DEMO: 'none' },
      { ...environment, NODE_ENV: 'production' },
    ])
      expect(() => readConfig({}, earnest)).toThrow('WANQING_CLOCK_FILE')
  })
})
