// The command line: reads the command, runs it, and turns every refusal into a sentence and exit code 1.
import { parseArgs } from 'node:util'
import { refusalFrom } from '../kernel/database.ts'
import { type Command, type Flags, wrongUse } from './command.ts'
import { commands } from './commands.ts'

export async function main(words: string[]): Promise<number> {
  const [name, ...rest] = words
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(overview())
    return name === undefined ? 2 : 0
  }
  const command = commands[name]
  if (!command) {
    process.stderr.write(`没有“${name}”这个命令。\n\n${overview()}`)
    return 2
  }
  return runCommand(command, rest)
}

async function runCommand(command: Command, words: string[]): Promise<number> {
  let parsed: { positionals: string[]; values: Flags }
  try {
    const options = { ...command.options, help: { type: 'boolean' as const, short: 'h' } }
    parsed = parseArgs({ args: words, options: plain(options), allowPositionals: true }) as never
  } catch (error) {
    process.stderr.write(`${wrongWord(error)}\n\n${helpOf(command)}`)
    return 2
  }
  if (parsed.values.help) {
    process.stdout.write(helpOf(command))
    return 0
  }
  const { mostWords = 0 } = command
  try {
    const extra = parsed.positionals[mostWords]
    if (extra !== undefined) throw wrongUse(`“${extra}”是多余的，这个命令不需要它。`)
    return await command.run(parsed.positionals, parsed.values)
  } catch (error) {
    return tell(error, Boolean(parsed.values.json), command)
  }
}

/** The parser speaks English; what it quotes is the word that was wrong. */
function wrongWord(error: unknown): string {
  const { code, message } = error as { code?: string; message: string }
  const word = /'(-[^' ]*)/.exec(message)?.[1] ?? ''
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return `没有“${word}”这个选项。`
  if (code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE')
    return /does not take/.test(message) ? `选项“${word}”后面不要写值。` : `选项“${word}”后面要写一个值。`
  return `用法不对：${message}`
}

/** Wrong use answers 2 with the help, every other refusal 1 with its sentence; a fault keeps its trace. */
function tell(error: unknown, asJson: boolean, command: Command): number {
  const refusal = refusalFrom(error)
  if (!refusal) {
    process.stderr.write(`系统出错：${(error as Error).stack ?? String(error)}\n`)
    return 1
  }
  if (asJson) process.stdout.write(`${JSON.stringify({ code: refusal.code, message: refusal.message })}\n`)
  else process.stderr.write(`${refusal.message}\n`)
  if (refusal.details.usage) process.stderr.write(`\n${helpOf(command)}`)
  return refusal.details.usage ? 2 : 1
}

function plain(options: Record<string, { type: 'string' | 'boolean'; short?: string }>) {
  return Object.fromEntries(
    Object.entries(options).map(([key, { type, short }]) => [key, short ? { type, short } : { type }]),
  )
}

function overview(): string {
  const lines = Object.entries(commands).map(([name, command]) => `  ${name.padEnd(10)}${command.says}`)
  return `晚晴：农村老年人巡访、帮扶、服务一体化平台\n\n用法：wanqing <命令> [选项]\n\n${lines.join('\n')}\n\n每个命令加 --help 看详细用法。\n`
}

function helpOf(command: Command): string {
  const options = Object.entries(command.options).map(
    ([name, { short, says }]) => `  ${short ? `-${short}, ` : '    '}--${name.padEnd(14)}${says}`,
  )
  return `${command.says}\n\n用法：${command.usage}\n${options.length ? `\n${options.join('\n')}\n` : ''}`
}
