// Table → the part of the server that alone may write it, read from who declares its rows.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { projectFolder } from '../server/system.ts'

const server = join(projectFolder, 'server')
const declaring = readdirSync(server, { recursive: true, encoding: 'utf8' })
  .map(path => path.replaceAll('\\', '/'))
  .filter(path => /^[\w-]+\/[\w-]*tables\.ts$/.test(path))

const owned = await Promise.all(
  declaring.map(async path => {
    const declared: Record<string, Record<string, unknown>> = await import(
      pathToFileURL(join(server, path)).href
    )
    const owner = path.split('/')[0] ?? ''
    return Object.values(declared).flatMap(tables =>
      Object.keys(tables).map(table => [table, owner] as const),
    )
  }),
)

export const tableOwners: Readonly<Record<string, string>> = Object.fromEntries(owned.flat())
