// npm run simulate -- --seed N [--histories M] [--minutes T]: many histories, or one again; prints a broken one's events.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startPostgres } from '../server/kernel/postgres.ts'
import { runHistory } from './simulate.ts'
import { runCare } from './simulate-care.ts'
import { runKitchen } from './simulate-kitchen.ts'
import { fitFuse } from './simulate-road.ts'
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
/** Places that fill up with thousands of people slow every question down and prove nothing more. */
const historiesAWorld = 1_000
const kinds = { visits: runHistory, kitchens: runKitchen, services: runCare }
const tally = Object.fromEntries(Object.keys(kinds).map(kind => [kind, { acts: 0, broken: 0 }])) as Record<
  keyof typeof kinds,
  { acts: number; broken: number }
>
const told = () =>
  Object.entries(tally)
    .map(([kind, { acts, broken }]) => `${kind}: ${acts} acts, ${broken} broken`)
    .join('; ')

let world = await openTestSystem({ clusterUrl: server.url })
let fuse = fitFuse(world)
const first = Number(values.seed)
const isOne = Number(values.histories) === 1
let lived = 0
const untilMs = Date.now() + Number(values.minutes) * 60_000
for (let seed = first; seed < first + Number(values.histories) && Date.now() < untilMs; seed++) {
  if (lived > 0 && lived % historiesAWorld === 0) {
    await world.close()
    world = await openTestSystem({ clusterUrl: server.url })
    fuse = fitFuse(world)
  }
  for (const [kind, run] of Object.entries(kinds) as [keyof typeof kinds, typeof runHistory][]) {
    const report = await run(world, fuse, seed)
    tally[kind].acts += report.acts
    const story = `${kind} of seed ${seed}\n  ${report.events.join('\n  ')}`
    if (report.broken.length > 0) {
      tally[kind].broken++
      console.error(`${story}\n  => ${report.broken.join('\n  => ')}`)
    } else if (isOne) console.log(story)
  }
  lived++
  if (lived % 1_000 === 0) console.log(`${lived} histories of each kind so far: ${told()}`)
}
console.log(`${lived} histories of each kind: ${told()}`)
await world.close()
await server.stop()
rmSync(folder, { recursive: true, force: true })
process.exit(Object.values(tally).some(({ broken }) => broken > 0) ? 1 : 0)
