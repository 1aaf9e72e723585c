// What is tried is what the sources say: builds what changed, before the first program starts.
import { execFileSync } from 'node:child_process'
import { projectFolder } from './wanqing.ts'

export default function buildFirst(): void {
  execFileSync(process.execPath, ['tools/build.mjs'], { cwd: projectFolder, stdio: 'inherit' })
}
