// npm run simulate -- --seed N [--histories M] [--minutes T] [--kind visits]: many histories, or one again; prints a broken one's events.
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
    /** visits, kitchens or services; all three when it is not said. */
    kind: { type: 'string' },
  },
})
const folder = mkdtempSync(join(tmpdir(), 'wanqing-simulate-'))
const server = await startPostgres({ folder, durable: false })
/** Places that fill up with thousands of people slow every question down and prove nothing more. */
const historiesAWorld = 1_000
const allKinds = { visits: runHistory, kitchens: runKitchen, services: runCare }
const kinds = Object.fromEntries(
  Object.entries(allKinds).filter(([kind]) => values.kind === undefined || kind === values.kind),
)
if (Object.keys(kinds).length === 0) throw new Error(`--kind is one of ${Object.keys(allKinds).join(', ')}`)
const tally = new Map(Object.keys(kinds).map(kind => [kind, { acts: 0, broken: 0 }]))
const told = () =>
  [...tally].map(([kind, { acts, broken }]) => `${kind}: ${acts} acts, ${broken} broken`).join('; ')

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
  for (const [kind, run] of Object.entries(kinds)) {
    const report = await run(world, fuse, seed)
    const sum = tally.get(kind) ?? { acts: 0, broken: 0 }
    sum.acts += report.acts
    const story = `${kind} of seed ${seed}\n  ${report.events.join('\n  ')}`
    if (report.broken.length > 0) {
      sum.broken++
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
process.exit([...tally.values()].some(({ broken }) => broken > 0) ? 1 : 0)
