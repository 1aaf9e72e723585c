// What the journeys stand on: the real program in a process of its own, behind a line that can really be cut.
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, connect as dial, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, test as base, expect, type Locator, type Page } from '@playwright/test'
import { demoCounty, demoPassword } from '../domain/accounts/demo.ts'
import type { OperationName, Output, Sent } from '../domain/api.ts'
import { uuidV7 } from '../domain/kernel/id.ts'
import { type JourneyClock, openClock } from './clock.ts'
import { copyLoaded } from './loaded.ts'

export const projectFolder = dirname(dirname(fileURLToPath(import.meta.url)))

export interface Line {
  /** What the browser opens. */
  url: string
  /** Cuts every connection and refuses new ones, as a valley does. */
  cut(): Promise<void>
  restore(): Promise<void>
}

export interface Wanqing extends Line {
  /** Null: the time of the machine, which nobody moves. */
  clock: JourneyClock | null
  /** Where the data lives: for commands run beside the server. */
  folder: string
  /** Where devices that speak MQTT are taken in; not behind the line. */
  mqttPort: number
}

interface Program {
  port: number
  mqttPort: number
  stop(): Promise<void>
}

async function startProgram(folder: string, clock: JourneyClock | null): Promise<Program> {
  const child: ChildProcess = spawn(
    process.execPath,
    [join(projectFolder, 'bin', 'wanqing.mjs'), 'start', '--port', '0', '--data', folder, '--demo', 'county'],
    {
      cwd: projectFolder,
      env: { ...process.env, WANQING_LOG: 'warn', WANQING_MQTT_PORT: '0', ...clock?.environment },
    },
  )
  const [port, mqttPort] = await new Promise<[number, number]>((resolve, reject) => {
    let said = ''
    const listen = (chunk: Buffer) => {
      said += chunk.toString()
      const found = /http:\/\/127\.0\.0\.1:(\d+)\//.exec(said)
      const mqtt = /MQTT 连接：端口 (\d+)/.exec(said)
      if (found && mqtt) resolve([Number(found[1]), Number(mqtt[1])])
    }
    child.stdout?.on('data', listen)
    child.stderr?.on('data', listen)
    child.once('exit', code => reject(new Error(`the server stopped with ${code}: ${said}`)))
  })
  return {
    port,
    mqttPort,
    stop: () =>
      new Promise(resolve => {
        child.removeAllListeners('exit')
        child.once('exit', () => resolve())
        child.kill('SIGTERM')
      }),
  }
}

/** A while before the journey begins: nothing in the demonstration lies ahead of it. */
const loadedBeforeMs = 15 * 60_000

async function loadOnce(folder: string, startsAt: string | null): Promise<void> {
  const before = startsAt && new Date(Date.parse(startsAt) - loadedBeforeMs).toISOString()
  const program = await startProgram(folder, before === null ? null : openClock(folder, before))
  await program.stop()
}

/** A plain pipe of bytes to the server on a port that stays the same, so that the browser's origin does too. */
async function openLine(serverPort: number): Promise<Line & { close(): Promise<void> }> {
  const sockets = new Set<Socket>()
  let listener: Server
  const listen = (port: number) =>
    new Promise<number>(resolve => {
      listener = createServer(socket => {
        const onward = dial(serverPort, '127.0.0.1')
        for (const [one, other] of [
          [socket, onward],
          [onward, socket],
        ] as const) {
          sockets.add(one)
          one.on('error', () => {})
          // A server that hangs up in the middle of an upload hangs up on the browser too.
          one.on('close', () => {
            sockets.delete(one)
            other.destroySoon()
          })
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

export const test = base.extend<object, { startsAt: string | null; wanqing: Wanqing }>({
  /** Journeys that name an instant have a program of their own, whose time begins there and is theirs to move. */
  startsAt: [null, { scope: 'worker', option: true }],
  wanqing: [
    async ({ startsAt }, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'wanqing-journey-'))
      await copyLoaded(startsAt?.slice(0, 10) ?? 'today', folder, loaded => loadOnce(loaded, startsAt))
      const clock = startsAt === null ? null : openClock(folder, startsAt)
      const program = await startProgram(folder, clock)
      const line = await openLine(program.port)
      await use({ ...line, clock, folder, mqttPort: program.mqttPort })
      await line.close()
      await program.stop()
      rmSync(folder, { recursive: true, force: true })
    },
    { scope: 'worker', timeout: 240_000 },
  ],
})

/** Signs in at the desk as one of the demonstration's people. */
export async function signInAtDesk(page: Page, wanqing: Wanqing, login: string): Promise<void> {
  await page.goto(`${wanqing.url}/console/`)
  await page.getByLabel('登录名').fill(login)
  await page.getByLabel('密码', { exact: true }).fill(demoPassword)
  await page.getByRole('button', { name: '登录', exact: true }).click()
}

interface Village {
  code: string
  name: string
  township: string
}

async function placeOf(wanqing: Wanqing, login: string): Promise<string> {
  const answer = await fetch(`${wanqing.url}/api/session.demoAccounts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  })
  const accounts = (await answer.json()) as { login: string; regionName: string }[]
  const place = accounts.find(one => one.login === login)?.regionName
  if (!place) throw new Error(`${login} is not among the demonstration's accounts`)
  return place
}

export const villageOfVisitor = (wanqing: Wanqing) => placeOf(wanqing, 'demo-visitor')

/** Real villages of the demo visitor's township, but not her own. */
export async function villagesBeside(wanqing: Wanqing): Promise<[Village, Village, ...Village[]]> {
  const [township, own] = [await placeOf(wanqing, 'demo-township'), await villageOfVisitor(wanqing)]
  const lines = readFileSync(join(projectFolder, 'data', 'jilin-divisions.csv'), 'utf8').split('\n')
  const divisions = lines.map(line => line.split(','))
  const parent = divisions.find(each => each[0]?.startsWith(demoCounty) && each.at(-1) === township)?.[0]
  const [first, second, ...others] = divisions
    .filter(each => each[3] === parent && each.at(-1)?.endsWith('村'))
    .filter(each => each.at(-1) !== own)
    .map(each => ({ code: each[0] ?? '', name: each.at(-1) ?? '', township }))
  if (!first || !second) throw new Error(`${township} has no two villages beside the visitor's`)
  return [first, second, ...others]
}

export async function openSection(page: Page, word: string): Promise<void> {
  await page.getByRole('navigation', { name: '主要栏目' }).getByRole('menuitem', { name: word }).click()
}

/** Picks from a list as a person does who types the word. */
export async function choose(page: Page, label: string, word: string): Promise<void> {
  const box = page.getByRole('combobox', { name: label })
  await box.click()
  await box.fill(word)
  await page.locator('.ant-select-dropdown:visible').getByTitle(word, { exact: true }).click()
}

/** Chooses from a short list, again where the list was still opening when it was pressed. */
export async function pick(page: Page, box: Locator, word: string): Promise<void> {
  await expect(async () => {
    await box.click()
    await page
      .locator('.ant-select-dropdown:visible')
      .getByTitle(word, { exact: true })
      .click({ timeout: 3_000 })
    const whole = box.locator('xpath=ancestor::div[contains(concat(" ", @class, " "), " ant-select ")]')
    await expect(whole).toContainText(word, { timeout: 2_000 })
  }).toPass({ timeout: 20_000 })
}

/** How many elders the desk lists for a village, loaded to the end. */
export async function eldersListed(page: Page, wanqing: Wanqing, village: string): Promise<number> {
  await page.goto(`${wanqing.url}/console/elders?region=${village}`)
  const end = page.getByText(/^已全部显示，[\d,]+ 条$/)
  const more = page.getByRole('button', { name: '加载更多' })
  const nobody = page.getByText('这里还没有在册老年人')
  // A button seen a moment ago may be loading, or gone with the end of the list, when it is pressed.
  await expect(async () => {
    if (await more.isVisible()) await more.click({ timeout: 1_000 })
    await expect(end.or(nobody)).toBeVisible({ timeout: 1_000 })
  }).toPass({ timeout: 60_000 })
  if (await nobody.isVisible()) return 0
  await expect(end).toBeVisible()
  return Number((await end.innerText()).replace(/\D/g, ''))
}

/** The day it is in China. */
export function today(): string {
  return new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
}

/** A figure of the board by its name. */
export async function figureOf(page: Page, name: string): Promise<number> {
  const figure = page.locator('.figure').filter({ hasText: name }).first()
  const value = figure.locator('.figure-value')
  await expect(value).toHaveText(/\d/)
  return Number.parseInt((await value.innerText()).replaceAll(',', ''), 10)
}

/** The rate is what its two printed numbers give, and the exclusions beside it add up. */
export async function expectRateAddsUp(page: Page): Promise<void> {
  const figure = page.locator('.figure').filter({ hasText: '月探访率' }).first()
  await expect(figure).toContainText('应探访')
  const said = (await figure.innerText()).replaceAll(',', '')
  const [, visited, all] = /已探访 (\d+) 人 ÷ 应探访 (\d+) 人/.exec(said) ?? []
  expect(said).toContain(`${((Number(visited) / Number(all)) * 100).toFixed(1)}%`)
  const exclusions = await page.locator('.exclusions').innerText()
  const [total, ...parts] = [...exclusions.replaceAll(',', '').matchAll(/(\d+) 人/g)].map(found =>
    Number(found[1]),
  )
  expect(parts.length).toBeGreaterThan(1)
  expect(parts.reduce((sum, part) => sum + part, 0)).toBe(total)
}

/** A command of the program, run beside the server. */
export function runCommand(
  words: readonly string[],
  environment: Record<string, string> = {},
): Promise<{ code: number; output: string }> {
  const program = join(projectFolder, 'bin', 'wanqing.mjs')
  const env = { ...process.env, ...environment }
  return new Promise(resolve => {
    execFile(process.execPath, [program, ...words], { cwd: projectFolder, env }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code ?? 1) : 0, output: stdout + stderr }),
    )
  })
}

/** Does one act of a case, with its note. */
export async function move(page: Page, word: string, note: string): Promise<void> {
  const button = page.getByRole('main').getByRole('button', { name: word, exact: true })
  const dialog = page.getByRole('dialog', { name: word })
  // The page of a case is read again after every act, and its buttons with it: pressed until the dialog is there.
  await expect(async () => {
    if (await button.isVisible()) await button.click({ timeout: 2_000 })
    else {
      await page.getByRole('button', { name: '其他操作' }).click({ timeout: 2_000 })
      await page.getByRole('menuitem', { name: word, exact: true }).click({ timeout: 2_000 })
    }
    await expect(dialog).toBeVisible({ timeout: 2_000 })
  }).toPass({ timeout: 30_000 })
  await dialog.getByRole('textbox').fill(note)
  await dialog.getByRole('button', { name: word, exact: true }).click()
  await expect(dialog).toBeHidden()
}

export const newId = () => uuidV7(Date.now(), crypto.getRandomValues(new Uint8Array(10)))

/** What the person at this desk may ask, asked without a screen: for looking at both records from outside. */
export async function ask<Name extends OperationName>(
  page: Page,
  name: Name,
  input: Sent<Name>,
): Promise<Output<Name>> {
  const answer = await page.request.post(`/api/${name}`, {
    data: input,
    headers: { 'x-wanqing-act': newId() },
  })
  expect(answer.ok(), `${name}: ${await answer.text()}`).toBe(true)
  return (await answer.json()) as Output<Name>
}

/**
 * The desk of somebody who has signed in where the form sends what it is filled with. The form itself is tried by the
 * journeys about it and by `signInAtDesk`: at every desk it made opening one a third dearer.
 */
export async function deskOf(browser: Browser, wanqing: Wanqing, login: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: wanqing.url, locale: 'zh-CN' })
  await wanqing.clock?.follow(context)
  const page = await context.newPage()
  await ask(page, 'session.open', { login, password: demoPassword })
  await page.goto('/console/')
  // The first page of a desk that was never opened: all of the console is read before its sections are there.
  await expect(page.getByRole('navigation', { name: '主要栏目' })).toBeVisible({ timeout: 40_000 })
  return page
}
