// Fetches who is in the ledger of the own village and its neighbours; kept sealed, compared with at the door.
import type { Output } from '../../domain/api.ts'
import { type Directory, emptyDirectory } from './said.ts'

export const directoryKey = 'directory'

interface DirectoryParts {
  read(): Promise<Directory | null>
  write(directory: Directory): Promise<void>
  pull(fingerprint: string | null): Promise<Output<'directory.pull'>>
}

export async function refreshDirectory({ read, write, pull }: DirectoryParts): Promise<void> {
  const known = (await read()) ?? emptyDirectory
  const { fingerprint, unchanged, villages, people } = await pull(known.fingerprint)
  if (!unchanged) await write({ fingerprint, villages, people })
}
