// Starts things, in the order you read them: database, schema, reference tables, jobs, the web door.
import { once } from 'node:events'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { arrivalsJob } from '../domain/duplicates/pair.ts'
import { Refused } from '../domain/kernel/refusal.ts'
import { truthJob } from '../domain/visit-truth/api.ts'
import { authenticate, prepareFirstAccounts } from './accounts/accounts.ts'
import { followClock } from './clock-file.ts'
import type { Config } from './config.ts'
import { openDeviceDoors } from './devices/devices.ts'
import { serveFaces } from './faces.ts'
import { jobs } from './jobs.ts'
import { connectionIsLost } from './kernel/database.ts'
import { openDoor } from './kernel/http.ts'
import { startJobs } from './kernel/jobs.ts'
import { migrate } from './kernel/migrate.ts'
import { checkServer, type Postgres, startPostgres } from './kernel/postgres.ts'
import { refusalFromLastWords } from './kernel/postgres-refusals.ts'
import { openLog } from './log.ts'
import { registry } from './operations.ts'
import { loadReference } from './regions/load.ts'
import { riskJob } from './risk/risk.ts'
import { missingPage, serveSite } from './site.ts'
import { loadSyntheticOnce } from './synthetic/load.ts'
import { makeSystem, migrationsFolder, projectFolder, refuseLostKeys } from './system.ts'

export interface RunningServer {
  address: string
  /** A sentence for the person who started it, when there is something to say once. */
  notices: string[]
  stop(): Promise<void>
}

type Say = (sentence: string) => void

/**
 * Throws Refused with a sentence saying what to do when it cannot start; then nothing is left running.
 * Null when it was interrupted before it was up.
 */
export async function startServer(
  config: Config,
  say: Say,
  interrupted: AbortSignal = new AbortController().signal,
): Promise<RunningServer | null> {
  const closers: (() => Promise<void>)[] = []
  const stop = async () => {
    for (const close of closers.splice(0).reverse()) await close()
  }
  let place: string | null = null
  try {
    const { url, postgres } = await openDatabase(config, say)
    place = postgres?.folder ?? null
    if (postgres) closers.push(() => postgres.stop())
    const opened = await Promise.race([open(config, url, say, closers), cutShort(interrupted)])
    if (opened) return { ...opened, stop }
    // Loading a province takes minutes: its statements end with the database, and the pool would wait for them.
    await (postgres ? postgres.stop() : undefined)
    return null
  } catch (error) {
    await stop()
    // A database that ended under us (a full disk, mostly) said why in its own log.
    throw place !== null && connectionIsLost(error) ? refusalFromLastWords(place) : error
  }
}

/** Answers when somebody asked to stop, at once if that was before. */
async function cutShort(interrupted: AbortSignal): Promise<null> {
  if (!interrupted.aborted) await once(interrupted, 'abort')
  return null
}

async function open(
  config: Config,
  url: string,
  say: Say,
  closers: (() => Promise<void>)[],
): Promise<Omit<RunningServer, 'stop'>> {
  const log = openLog(config.logLevel)
  const ran = await migrate(url, migrationsFolder)
  await refuseLostKeys(config, url)
  const system = makeSystem(config, url, log)
  closers.push(() => system.connections.close())
  if (config.clockFile !== null)
    say(`注意：时间由文件 ${config.clockFile} 决定，现在是 ${system.clock.now().toISOString()}，只供试验。`)
  if (ran.length) say(`数据库结构已更新（${ran.length} 步）。`)
  await loadReference(system.connections.pool)
  const notices = await prepareFirstAccounts(system)
  if (config.demo !== 'none') await loadSyntheticOnce(system, config.demo, say)
  const app = await openDoor(system, registry, { authenticate })
  closers.push(() => app.close())
  const doors = await openDeviceDoors(app, system)
  closers.push(() => doors.close())
  if (doors.mqttPort !== null) say(`设备可用 MQTT 连接：端口 ${doors.mqttPort}。`)
  await serveSite(app, system)
  await serveFaces(app, join(projectFolder, 'dist'), missingPage(system))
  const address = await listen(app, config)
  // Last, so that a start that fails has taken no job.
  const running = await startJobs(system, jobs)
  closers.push(() => running.stop())
  system.wake = running.wake
  if (config.clockFile !== null) {
    const stopFollowing = followClock(config.clockFile, running.wake)
    closers.push(async () => stopFollowing())
  }
  // Whatever month nobody has counted yet: after a province's load, a long stop, a turn of the month.
  system.wake('indicators.month')
  system.wake(arrivalsJob)
  system.wake('indicators.freeze')
  system.wake('groups.propose')
  system.wake('rounds.plan')
  system.wake(riskJob)
  system.wake(truthJob)
  system.wake('coverage.reckon')
  system.wake('facilities.judge')
  return { address, notices }
}

export async function openDatabase(
  config: Config,
  say: Say,
): Promise<{ url: string; postgres: Postgres | null }> {
  if (config.databaseUrl !== null) {
    const { version } = await checkServer(config.databaseUrl)
    say(`使用自备的 PostgreSQL ${version}。`)
    return { url: config.databaseUrl, postgres: null }
  }
  say('正在启动内置数据库……')
  const postgres = await startPostgres({ folder: config.folder, log: say })
  return { url: postgres.url, postgres }
}

async function listen(app: FastifyInstance, config: Config): Promise<string> {
  try {
    await app.listen({ port: config.port, host: config.host })
  } catch (error) {
    const { code } = error as { code?: string }
    if (code === 'EADDRINUSE')
      throw new Refused(
        'unavailable',
        `端口 ${config.port} 已被别的程序占用。请关闭那个程序，或换一个端口：npm start -- --port ${config.port + 1}`,
      )
    if (code === 'EACCES')
      throw new Refused(
        'unavailable',
        `没有权限使用端口 ${config.port}。请换一个 1024 以上的端口：npm start -- --port 8080`,
      )
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN')
      throw new Refused(
        'unavailable',
        `HOST 写的地址 ${config.host} 不在这台机器上。请改成本机的地址，或写 0.0.0.0（全部地址）后重新启动。`,
      )
    throw error
  }
  const bound = app.server.address()
  const port = typeof bound === 'object' && bound ? bound.port : config.port
  return `http://${config.host === '0.0.0.0' ? '127.0.0.1' : config.host}:${port}/`
}
