// The shape of a command and the refusal of a wrong call.
import { Refused } from '../../domain/kernel/refusal.ts'

export type Flags = Record<string, string | boolean | undefined>

/** A command of the table in commands.ts. */
export interface Command {
  /** One line for the overview. */
  says: string
  /** How to call it. */
  usage: string
  options: Record<string, { type: 'string' | 'boolean'; short?: string; says: string }>
  /** How many words may follow the command besides its options; none when nothing is said. */
  mostWords?: number
  /** Returns the exit code: 0 done, 1 refused. */
  run(positionals: string[], flags: Flags): Promise<number>
}

/** Called the wrong way: answered with the help and exit code 2. */
export function wrongUse(sentence: string): Refused {
  return new Refused('invalid', sentence, { usage: true })
}
