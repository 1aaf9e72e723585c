// What is tried is what the sources say: builds what changed, before the first program starts.
import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadedPlace } from './loaded.ts'
import { projectFolder } from './wanqing.ts'

export default function buildFirst(): () => void {
  execFileSync(process.execPath, ['tools/build.mjs'], { cwd: projectFolder, stdio: 'inherit' })
  const place = mkdtempSync(join(tmpdir(), 'wanqing-loaded-'))
  // Under root the database belongs to another account, which must get in: else it is put elsewhere, with a note of
  // where, and every copy of the folder would lead to that one database.
  chmodSync(place, 0o711)
  process.env[loadedPlace] = place
  return () => rmSync(place, { recursive: true, force: true })
}
