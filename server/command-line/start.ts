// wanqing start: brings everything up and prints the link.
import { once } from 'node:events'
import { type DemoSize, demoSizes, readConfig } from '../config.ts'
import { startServer } from '../main.ts'
import { type Command, wrongUse } from './command.ts'
import { interruption } from './interruption.ts'

export const start: Command = {
  says: '启动服务',
  usage: 'wanqing start [--port 8080] [--data 文件夹] [--demo none|county|prefecture|province]',
  options: {
    port: { type: 'string', says: '端口，默认 8080' },
    data: { type: 'string', says: '数据文件夹，默认是用户目录下的 .wanqing' },
    demo: { type: 'string', says: '演示数据的大小，默认 county（图们市）；正式使用请写 none' },
  },
  async run(_positionals, flags) {
    const config = readConfig(flagsOf(flags))
    const say = (sentence: string) => process.stdout.write(`${sentence}\n`)
    const stopping = interruption(() => say('正在停止……'))
    const server = await startServer(
      { ...config, logLevel: process.stdout.isTTY ? 'warn' : config.logLevel },
      say,
      stopping,
    )
    if (server === null) return 0
    for (const notice of server.notices) say(notice)
    say(`\n晚晴已启动：${server.address}\n按 Ctrl+C 停止。`)
    if (!stopping.aborted) await once(stopping, 'abort')
    await server.stop()
    return 0
  },
}

function flagsOf(flags: Record<string, string | boolean | undefined>): {
  port?: number
  data?: string
  demo?: DemoSize
} {
  const { port, data, demo } = flags as Record<string, string | undefined>
  if (port !== undefined && !(/^\d{1,5}$/.test(port) && Number(port) < 65_536))
    throw wrongUse('--port 应为 0 到 65535 的端口号。')
  if (demo !== undefined && !demoSizes.includes(demo as DemoSize))
    throw wrongUse('--demo 只能是 none、county、prefecture 或 province。')
  return {
    ...(port !== undefined && { port: Number(port) }),
    ...(data !== undefined && { data }),
    ...(demo !== undefined && { demo: demo as DemoSize }),
  }
}
