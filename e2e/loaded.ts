// The demonstration is loaded once a run, and every program that a journey starts begins on a copy of it.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** Where this run keeps what it has loaded; set before the workers start. */
export const loadedPlace = 'WANQING_JOURNEYS_LOADED'

/** `load` fills a folder; it is asked once for each name, by whichever worker comes first, and the others wait. */
export async function copyLoaded(
  name: string,
  folder: string,
  load: (folder: string) => Promise<void>,
): Promise<void> {
  const place = process.env[loadedPlace]
  if (!place)
    throw new Error('the journeys are started by playwright, which prepares a place for what is loaded')
  const [loaded, ready] = [join(place, name), join(place, `${name}.ready`)]
  while (!existsSync(ready)) {
    if (!isMine(loaded)) {
      await sleep(200)
      continue
    }
    try {
      await load(loaded)
    } catch (error) {
      // Whoever waits finds it free again and says why it cannot be loaded.
      rmSync(loaded, { recursive: true, force: true })
      throw error
    }
    writeFileSync(ready, '')
  }
  // With owners and modes: a database does not start on files that others may read.
  execFileSync('cp', ['-R', '-p', `${loaded}/.`, folder])
}

/** Making a folder is what only one of several can do. */
function isMine(folder: string): boolean {
  try {
    mkdirSync(folder)
    return true
  } catch (error) {
    if ((error as { code?: string }).code === 'EEXIST') return false
    throw error
  }
}
