// npm run simulate -- --seed N [--histories M] [--minutes T]: many histories, or one again; prints a broken one's events.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startPostgres } from '../server/kernel/postgres.ts'
import { fitFuse, runHistory } from './simulate.ts'
import { openTestSystem } from './test-system.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    histories: { type: 'string', default: '1' },
    /** Stops after so long, and says how many it managed. */
    minutes: { type: 'string', default: 'Infinity' },
  },
})
const folder = mkdtempSync(join(tmpdir(), 'wanqing-simulate-'))
const server = await startPostgres({ folder, durable: false })
/** Three villages that fill up with thousands of visitors slow every question down and prove nothing more. */
const historiesAWorld = 1_000
let world = await openTestSystem({ clusterUrl: server.url })
let fuse = fitFuse(world)
const first = Number(values.seed)
let broken = 0
let visits = 0
let lived = 0
const untilMs = Date.now() + Number(values.minutes) * 60_000
for (let seed = first; seed < first + Number(values.histories) && Date.now() < untilMs; seed++) {
  if (lived > 0 && lived % historiesAWorld === 0) {
    await world.close()
    world = await openTestSystem({ clusterUrl: server.url })
    fuse = fitFuse(world)
  }
  const report = await runHistory(world, fuse, seed)
  visits += report.visits
  lived++
  if (lived % 1_000 === 0) console.log(`${lived} histories, ${visits} visits, ${broken} broken so far`)
  if (report.broken.length > 0) {
    broken++
    console.error(`seed ${seed}\n  ${report.events.join('\n  ')}\n  => ${report.broken.join('\n  => ')}`)
  } else if (Number(values.histories) === 1) console.log(`seed ${seed}\n  ${report.events.join('\n  ')}`)
}
console.log(`${lived} histories, ${visits} visits, ${broken} broken`)
await world.close()
await server.stop()
rmSync(folder, { recursive: true, force: true })
process.exit(broken ? 1 : 0)
