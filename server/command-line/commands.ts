// Every command there is (docs/command-line.md).
import { bench } from './bench.ts'
import type { Command } from './command.ts'
import { exportCommand } from './export.ts'
import { importCommand } from './import.ts'
import { plan } from './plan.ts'
import { start } from './start.ts'
import { verify } from './verify.ts'

export const commands: Record<string, Command> = {
  start,
  import: importCommand,
  export: exportCommand,
  plan,
  verify,
  bench,
}
