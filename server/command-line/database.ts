// Opens a system for a command that works with the server stopped or running.
import type { Config, DemoSize } from '../config.ts'
import { readConfig } from '../config.ts'
import type { Log, System } from '../kernel/context.ts'
import { migrate } from '../kernel/migrate.ts'
import { openLog } from '../log.ts'
import { openDatabase } from '../main.ts'
import { makeSystem, migrationsFolder, refuseLostKeys } from '../system.ts'
import type { Flags } from './command.ts'
import { interruption } from './interruption.ts'

export const dataOption = {
  data: { type: 'string' as const, says: '数据文件夹，默认是用户目录下的 .wanqing' },
}

/** Runs work over the installation's database and leaves a running server running. */
export async function withSystem<Result>(
  flags: Flags,
  work: (system: System) => Promise<Result>,
  /** Clears up after a Ctrl-C and says what remains and how to go on. */
  interrupted: (config: Config) => Promise<string> = async () => '已中断，没有写完的内容不会留下。',
): Promise<Result> {
  const config: Config = readConfig({
    ...(typeof flags.data === 'string' && { data: flags.data }),
    ...(typeof flags.demo === 'string' && { demo: flags.demo as DemoSize }),
  })
  const { url, postgres } = await openDatabase(config, () => {})
  // What was not committed is rolled back; the sentence of the lost connection would only puzzle.
  const stopping = interruption(async () => {
    const sentence = await interrupted(config)
    process.stderr.write(`${sentence}\n`)
    await postgres?.stop()
    process.exit(130)
  })
  try {
    await migrate(url, migrationsFolder)
    await refuseLostKeys(config, url)
    const system = makeSystem(config, url, quietOnce(stopping, openLog('warn')))
    try {
      await system.settings.refresh()
      return await work(system)
    } catch (error) {
      // The database is being stopped under the work; what is to be said has been said.
      if (stopping.aborted) await new Promise(() => {})
      throw error
    } finally {
      await system.connections.close()
    }
  } finally {
    // Leaves the database alone when it belongs to a server that is running.
    await postgres?.stop()
  }
}

/** The connections that a Ctrl-C ends are no news to whoever pressed it. */
function quietOnce(stopping: AbortSignal, log: Log): Log {
  const unless = (say: Log['warn']): Log['warn'] => {
    return (details, message) => (stopping.aborted ? undefined : say(details, message))
  }
  return {
    info: unless((details, message) => log.info(details, message)),
    warn: unless((details, message) => log.warn(details, message)),
    error: unless((details, message) => log.error(details, message)),
  }
}
