// Every command there is (docs/command-line.md).

import type { Command } from './command.ts'
import { start } from './start.ts'

export const commands: Record<string, Command> = { start }
