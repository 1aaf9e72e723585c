// Works on waiting imports in a process of its own, for a test to kill in the middle: url and data folder as words.
import { readConfig } from '../server/config.ts'
import { workOnImports } from '../server/elders/elders.ts'
import { makeSystem } from '../server/system.ts'

const [url, folder] = process.argv.slice(2)
if (url === undefined || folder === undefined) throw new Error('url and data folder are missing')
const log = { info() {}, warn() {}, error: (details: object, said: string) => console.error(said, details) }
const config = readConfig({ data: folder, demo: 'county' }, { WANQING_POOL: '6' })
const system = makeSystem(config, url, log)
await system.settings.refresh()
await workOnImports(system)
await system.connections.close()
