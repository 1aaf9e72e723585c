// What the journeys stand on: the real program in a process of its own, behind a line that can really be cut.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, connect as dial, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { test as base, type Page } from '@playwright/test'
import { demoPassword } from '../domain/accounts/demo.ts'

export const projectFolder = dirname(dirname(fileURLToPath(import.meta.url)))

export interface Line {
  /** What the browser opens. */
  url: string
  /** Cuts every connection and refuses new ones, as a valley does. */
  cut(): Promise<void>
  restore(): Promise<void>
}

export interface Wanqing extends Line {
  /** Where the data lives: for commands run beside the server. */
  folder: string
}

async function startProgram(folder: string): Promise<{ port: number; stop(): Promise<void> }> {
  const child: ChildProcess = spawn(
    process.execPath,
    [join(projectFolder, 'bin', 'wanqing.mjs'), 'start', '--port', '0', '--data', folder, '--demo', 'county'],
    { cwd: projectFolder, env: { ...process.env, WANQING_LOG: 'warn' } },
  )
  const port = await new Promise<number>((resolve, reject) => {
    let said = ''
    const listen = (chunk: Buffer) => {
      said += chunk.toString()
      const found = /http:\/\/127\.0\.0\.1:(\d+)\//.exec(said)
      if (found) resolve(Number(found[1]))
    }
    child.stdout?.on('data', listen)
    child.stderr?.on('data', listen)
    child.once('exit', code => reject(new Error(`the server stopped with ${code}: ${said}`)))
  })
  return {
    port,
    stop: () =>
      new Promise(resolve => {
        child.removeAllListeners('exit')
        child.once('exit', () => resolve())
        child.kill('SIGTERM')
      }),
  }
}

/** A plain pipe of bytes to the server on a port that stays the same, so that the browser's origin does too. */
async function openLine(serverPort: number): Promise<Line & { close(): Promise<void> }> {
  const sockets = new Set<Socket>()
  let listener: Server
  const listen = (port: number) =>
    new Promise<number>(resolve => {
      listener = createServer(socket => {
        const onward = dial(serverPort, '127.0.0.1')
        for (const one of [socket, onward]) {
          sockets.add(one)
          one.on('error', () => {})
          one.on('close', () => sockets.delete(one))
        }
        socket.pipe(onward).pipe(socket)
      })
      listener.listen(port, '127.0.0.1', () => resolve((listener.address() as { port: number }).port))
    })
  const port = await listen(0)
  const cut = () =>
    new Promise<void>(resolve => {
      listener.close(() => resolve())
      for (const socket of sockets) socket.destroy()
    })
  return {
    url: `http://127.0.0.1:${port}`,
    cut,
    restore: async () => {
      await listen(port)
    },
    close: cut,
  }
}

export const test = base.extend<object, { wanqing: Wanqing }>({
  wanqing: [
    // biome-ignore lint/correctness/noEmptyPattern: the test runner reads the parameter's shape
    async ({}, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'wanqing-journey-'))
      const program = await startProgram(folder)
      const line = await openLine(program.port)
      await use({ ...line, folder })
      await line.close()
      await program.stop()
      rmSync(folder, { recursive: true, force: true })
    },
    { scope: 'worker', timeout: 180_000 },
  ],
})

/** Signs in at the desk as one of the demonstration's people. */
export async function signInAtDesk(page: Page, wanqing: Wanqing, login: string): Promise<void> {
  await page.goto(`${wanqing.url}/console/`)
  await page.getByLabel('登录名').fill(login)
  await page.getByLabel('密码', { exact: true }).fill(demoPassword)
  await page.getByRole('button', { name: '登录', exact: true }).click()
}
