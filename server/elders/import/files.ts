// The uploaded file of a batch, from its arrival to the decision.
import { copyFile, mkdir, readdir, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { System } from '../../kernel/context.ts'
import { fileOf } from './batches.ts'

/** Kept readable for the program alone until the batch is decided; it holds whole citizen numbers. */
export async function keepFile(system: System, id: string, from: string): Promise<void> {
  const path = fileOf(system, id)
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  await copyFile(from, path)
}

export async function dropFile(system: System, id: string): Promise<void> {
  await rm(fileOf(system, id), { force: true })
}

const forgottenAfterMs = 86_400_000

/** A file whose request was rolled back belongs to no batch. */
export async function dropForgottenFiles(system: System): Promise<void> {
  const folder = dirname(fileOf(system, 'any'))
  const names = (await readdir(folder).catch(() => [])).filter(name => /^[0-9a-f-]{36}$/.test(name))
  if (names.length === 0) return
  const known = await system.connections.db
    .selectFrom('elderImports')
    .select('id')
    .where('id', 'in', names)
    .where('stage', 'in', ['reading', 'understood', 'committing'])
    .execute()
  const wanted = new Set(known.map(({ id }) => id))
  for (const name of names.filter(one => !wanted.has(one))) {
    const { mtimeMs } = await stat(join(folder, name))
    if (system.clock.now().getTime() - mtimeMs > forgottenAfterMs)
      await rm(join(folder, name), { force: true })
  }
}
